package catalogue

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"retake/generator/source/keyed"
	"retake/generator/study"
)

// FindDomain finds the domain that ref means: its number ("4"), an objective of it ("4.2"), its slug
// ("security-operations") or its name ("Security Operations", in any case).
func FindDomain(e study.Exam, ref string) (study.Domain, bool) {
	ref = strings.TrimSpace(ref)
	if o, ok := ParseObjective(ref); ok {
		return e.Domain(o.Domain)
	}
	for _, d := range e.Domains {
		if d.Slug == ref || sameName(d.Name) == sameName(ref) {
			return d, true
		}
	}
	return study.Domain{}, false
}

// sameName is a name as far as people agree on how to write it.
func sameName(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), "&", " and ")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '#' }), " ")
}

// ParseObjective reads "4.2", "4.2.1" (the same objective) or "4" (the whole domain).
func ParseObjective(s string) (o study.Objective, ok bool) {
	for i, p := range strings.Split(strings.TrimSpace(s), ".") {
		n, err := strconv.ParseUint(p, 10, 16)
		switch {
		case err != nil || n == 0 || n > 999 || i > 3:
			return study.Objective{}, false
		case i == 0:
			o.Domain = int(n)
		case i == 1:
			o.Minor = int(n)
		}
	}
	return o, true
}

// NameDomains says which domains there are, the likely one first.
func NameDomains(e study.Exam, ref string) string {
	var words, list []string
	for _, d := range e.Domains {
		words = append(words, d.Slug, d.Name)
		list = append(list, fmt.Sprintf("%d %s", d.N, d.Name))
	}
	switch hint := keyed.DidYouMean(strings.Trim(ref, `"`), words); {
	case hint != "":
		return hint
	case e.DomainsFrom == "whole":
		return "no outline is known for this exam: list its domains in content/exam.toml as [[domain]] n = 1, name = \"...\""
	}
	return "the domains are " + strings.Join(list, "; ")
}

// longestSlug bounds a slug, in bytes: file systems take names of 255, ".html" and all.
const longestSlug = 200

// Slug is a text as a piece of an address: lower case, letters and digits of any script, the rest
// one dash. It is never empty. A long one is cut, and ends in a number made from the text, so that no two share it.
func Slug(s string) string {
	slug := dashed(s)
	if len(slug) <= longestSlug {
		return slug
	}
	end := longestSlug - len("-00000000")
	for !utf8.RuneStart(slug[end]) {
		end--
	}
	return strings.TrimRight(slug[:end], "-") + "-" + numbered(s)
}

// dashed is a slug of any length.
func dashed(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		joins := unicode.IsMark(r) && b.Len() > 0 && !gap // an accent on nothing is invisible
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !joins {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return symbols(s)
	}
	return b.String()
}

// symbols is the slug of a name without a letter or a digit: the name itself if it is all of pictures
// or signs that an address may hold, else a number made from it, so that no two share it.
func symbols(s string) string {
	if strings.TrimSpace(s) == "" {
		return "untitled"
	}
	for i, r := range s {
		if !unicode.Is(unicode.So, r) && (i == 0 || !unicode.IsMark(r)) {
			return "untitled-" + numbered(s)
		}
	}
	return s
}

// numbered is a text as a number of eight digits.
func numbered(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}

package catalogue

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"retake/generator/source/keyed"
)

// maxGuesses is how many exams a hint names.
const maxGuesses = 3

// ofVersion is the end of a name that tells versions of one code apart.
var ofVersion = regexp.MustCompile(` v\d+(?:\.\d+)?$`)

// guess is a hint naming the exams that a learner may mean, "" if none comes to mind: by a code within
// what is written, by the name, by words of name and issuer, by slips of the finger in a code.
func guess(written string, entries []Entry) string {
	best, found := 0, []Entry(nil)
	for _, e := range entries {
		n := likeness(written, e)
		if n > best {
			best, found = n, nil
		}
		if n > 0 && n == best {
			found = append(found, e)
		}
	}
	if best == 0 {
		var codes []string
		for _, e := range entries {
			codes = append(codes, e.Code)
		}
		return keyed.DidYouMean(written, codes)
	}
	slices.SortStableFunc(found, func(a, b Entry) int { return cmp.Compare(age(a), age(b)) })
	var names, codes []string
	for _, e := range found {
		if slices.Contains(codes, e.Code) || len(codes) == maxGuesses || age(e) > age(found[0]) && age(e) == 2 {
			continue
		}
		codes = append(codes, e.Code)
		name := strings.NewReplacer("(", "", ")", "").Replace(ofVersion.ReplaceAllString(e.Name, ""))
		if name != "" {
			name = " (" + name + ")"
		}
		names = append(names, e.Code+name)
	}
	last := len(names) - 1
	if last == 0 {
		return "did you mean " + names[0] + "?"
	}
	return "did you mean " + strings.Join(names[:last], ", ") + " or " + names[last] + "?"
}

// age puts exams that can be taken before those that are to come, and those before the past.
func age(e Entry) int {
	return map[string]int{"upcoming": 1, "retired": 2}[e.Status]
}

// likeness says how a written name means an exam: 4 by its code, 3 by its name, 2 by words of its name,
// 1 by its issuer alone, 0 not at all.
func likeness(written string, e Entry) int {
	for _, piece := range strings.FieldsFunc(written, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.'
	}) {
		if strings.EqualFold(piece, e.Code) {
			return 4
		}
	}
	said, name := sameName(written), sameName(ofVersion.ReplaceAllString(e.Name, ""))
	short, _, _ := strings.Cut(e.Name, " (")
	vendor := strings.Fields(sameName(e.Vendor))
	rest := slices.DeleteFunc(strings.Fields(said), func(w string) bool { return slices.Contains(vendor, w) })
	of := strings.Fields(name)
	switch {
	case said == "":
		return 0
	case said == name, said == sameName(short), len(rest) > 0 && slices.Contains([]string{name, sameName(short)}, strings.Join(rest, " ")):
		return 3
	case len(rest) == 0:
		return 1
	case !slices.ContainsFunc(rest, func(w string) bool { return !slices.Contains(of, w) }):
		return 2
	}
	return 0
}

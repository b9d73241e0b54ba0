package catalogue

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"retake/generator/source/keyed"
)

// How well a word that somebody wrote fits a word of an exam.
const (
	notAtAll = iota
	bySlip   // with a slip of the finger
	byPart   // as its beginning, or as a piece of the code
	exactly
)

// Search finds the exams of the catalogue that somebody may mean by a code, a piece of one, or words of name and
// vendor, the likeliest first. Exams that can be taken come before those that are to come, and those before the past.
func Search(words string) (out []Entry) {
	asked := wordsOf(strings.ReplaceAll(strings.ToLower(words), " plus", "+"))
	asked = slices.DeleteFunc(asked, func(w string) bool { return slices.Contains(idle, w) })
	if len(asked) == 0 {
		return nil
	}
	type hit struct {
		e          Entry
		least, sum int
	}
	var hits []hit
	best := bySlip
	for _, e := range Entries() {
		least, sum := fit(asked, e)
		best = max(best, least)
		hits = append(hits, hit{e, least, sum})
	}
	hits = slices.DeleteFunc(hits, func(h hit) bool { return h.least < best })
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.sum, a.sum), cmp.Compare(age(a.e), age(b.e)))
	})
	for _, h := range hits {
		out = append(out, h.e)
	}
	return out
}

// idle are words that tell no exam from another.
var idle = []string{"exam", "the", "of", "certification", "certificate", "test", "and", "for"}

// fit is how well the worst of the words fits an exam, and all of them together.
func fit(asked []string, e Entry) (least, sum int) {
	have := append(wordsOf(e.Name+" "+e.Vendor+" "+e.Version), strings.ToLower(e.Code))
	least = exactly
	for _, word := range asked {
		n := notAtAll
		for _, h := range have {
			n = max(n, alike(word, h))
		}
		if n < byPart && len(word) >= 3 && strings.Contains(plainCode(e.Code), plainCode(word)) {
			n = byPart
		}
		least, sum = min(least, n), sum+n
	}
	return least, sum
}

// alike is how well one word fits another. A word of a few letters has no slips: too much is near to it.
func alike(word, have string) int {
	switch {
	case word == have, plainCode(word) == plainCode(have):
		return exactly
	case strings.HasSuffix(word, "+") && !strings.HasSuffix(have, "+"):
	case len(word) >= 3 && strings.HasPrefix(have, strings.TrimSuffix(word, "+")):
		return byPart
	case len(word) >= 4 && len(have) >= 4 && keyed.DidYouMean(word, []string{have}) != "":
		return bySlip
	}
	return notAtAll
}

// plainCode is a code as far as people agree on how to write it.
func plainCode(s string) string { return strings.ReplaceAll(strings.ToLower(s), "-", "") }

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '-' && r != '.'
	})
}

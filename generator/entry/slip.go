package entry

import (
	"slices"
	"strings"
	"time"
)

// surelyWord is how many letters a word has at least for a slip in it to be told from another word.
const surelyWord = 4

// meantWord is the bare word from which another is one slip of the finger away; "" if there is none, or several.
func (d *Draft) meantWord(word string) string {
	all := []string{"today", "yesterday", "tomorrow"}
	for w := time.Sunday; w <= time.Saturday; w++ {
		all = append(all, strings.ToLower(w.String()))
	}
	for _, f := range d.fields {
		all = slices.Concat(all, f.wordList(), f.yes, f.no)
	}
	slices.Sort(all)
	all = slices.DeleteFunc(slices.Compact(all), func(w string) bool {
		return len(w) < surelyWord || !oneSlip([]rune(strings.ToLower(word)), []rune(w))
	})
	if len(all) != 1 {
		return ""
	}
	return all[0]
}

// oneSlip reports whether one letter to add, drop, change or swap with the next turns a into b.
func oneSlip(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return swapped || len(a) <= 1 && len(b) <= 1
}

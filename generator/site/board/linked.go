package board

import (
	"cmp"
	"slices"
	"strings"

	"retake/generator/site/view"
)

// mostLinked is how many notes that link to one are named; the others are counted.
const mostLinked = 40

// Linked shows the notes that link to the one on this page, by title and each once, but for those on this page and
// those that it names anyway.
func (dk *Desk) Linked(besides []Ref) view.Linked {
	seen := map[string]bool{dk.Path: true}
	for _, r := range besides {
		seen[r.Path] = true
	}
	var refs []Ref
	for _, r := range dk.From {
		if !seen[r.Path] {
			seen[r.Path] = true
			refs = append(refs, r)
		}
	}
	slices.SortFunc(refs, func(a, b Ref) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text)), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Path, b.Path))
	})
	more := max(0, len(refs)-mostLinked)
	return view.Linked{Notes: dk.Links(refs[:len(refs)-more]), More: more}
}

package site

import (
	"slices"

	"retake/generator/markdown"
	"retake/generator/site/board"
)

// web is which notes link to which. Its law: what a note links to holds for as long as the vault's answer about its
// links is the same, and there are the same notes.
type web struct {
	files []string // of all notes, in the site's order
	out   []threads
}

// threads are the other notes that one links to, each once, by their place in web.files.
type threads struct {
	found []markdown.Found
	to    []int32
}

// weave looks all links up, or takes them over from the last web.
func (s *site) weave(last *web) *web {
	w := &web{files: make([]string, len(s.Notes)), out: make([]threads, len(s.Notes))}
	for i := range s.Notes {
		w.files[i] = s.Notes[i].File
	}
	if last != nil && slices.Equal(last.files, w.files) {
		copy(w.out, last.out)
	}
	var place map[string]int32
	for i := range s.Notes {
		doc := s.Notes[i].Doc
		if doc == nil || s.Vault == nil {
			continue
		}
		found := s.Vault.Links(doc)
		if len(found) == 0 || len(found) == len(w.out[i].found) && &found[0] == &w.out[i].found[0] {
			w.out[i].cut(len(found))
			continue
		}
		if place == nil {
			place = w.places()
		}
		w.out[i] = threads{found, targets(found, place, int32(i))}
	}
	return w
}

// cut forgets the links of a note that has none any more.
func (t *threads) cut(links int) {
	if links == 0 {
		*t = threads{}
	}
}

func (w *web) places() map[string]int32 {
	out := make(map[string]int32, len(w.files))
	for i, f := range w.files {
		out[f] = int32(i)
	}
	return out
}

// targets are the notes that links lead to, each once, the note itself left out.
func targets(found []markdown.Found, place map[string]int32, self int32) []int32 {
	var out []int32
	for _, f := range found {
		if to, ok := place[f.File]; ok && to != self && !slices.Contains(out, to) {
			out = append(out, to)
		}
	}
	return out
}

// backlinks are the pages of the notes that link to each note, in the site's order. A note that stands on the same
// page as what it links to is not named there, and a page is named once.
func (s *site) backlinks(w *web) [][]board.Ref {
	count := make([]int, len(s.Notes))
	total := 0
	for _, t := range w.out {
		for _, to := range t.to {
			count[to]++
			total++
		}
	}
	all, out := make([]board.Ref, 0, total), make([][]board.Ref, len(s.Notes))
	for i, n := range count {
		start := len(all)
		all = all[:start+n]
		out[i] = all[start:start:len(all)]
	}
	for i, t := range w.out {
		if len(t.to) == 0 {
			continue
		}
		from := s.shown[s.Notes[i].File]
		ref := board.Ref{Path: from.page, Text: from.title}
		for _, to := range t.to {
			if from.page != "" {
				out[to] = append(out[to], ref)
			}
		}
	}
	return out
}

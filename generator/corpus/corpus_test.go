package corpus

import (
	"strings"
	"testing"
)

// TestNotes: the notes are of the size they are said to have, stay the same, and lead to each other.
func TestNotes(t *testing.T) {
	const of = 120
	names, bytes, blocks := map[string]bool{}, 0, 0
	for n := range of {
		names[Name(n)] = true
		text := Note(n, of)
		if text != Note(n, of) {
			t.Fatalf("note %d is another one the second time", n)
		}
		bytes += len(text)
		blocks += strings.Count(text, "```\n\n")
	}
	if len(names) != of || bytes/of < 3500 || bytes/of > 5500 || blocks < 2*of || blocks > 3*of {
		t.Errorf("%d names, %d bytes a note, %d blocks of code", len(names), bytes/of, blocks)
	}
	for n := range of {
		for to := range of {
			target := link(n, to, of)
			dir := Name(n)[:strings.LastIndexByte(Name(n), '/')]
			if up, ok := strings.CutPrefix(target, "../"); ok {
				dir, target = "content/notes", up
			}
			if !names[dir+"/"+target] {
				t.Fatalf("from %s, %s leads nowhere", Name(n), link(n, to, of))
			}
		}
	}
}

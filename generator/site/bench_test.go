package site

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRender draws the rich plan with 1,000 notes, which are parsed beforehand.
func BenchmarkRender(b *testing.B) {
	in := rich()
	var notes []source
	for i := range 1000 {
		name := fmt.Sprintf("notes/folder-%d/note-%d", i%20, i)
		notes = append(notes, source{"note", "content/" + name + ".md", name, fmt.Sprintf("Note %d", i), 0, 0, strings.ReplaceAll(injection, "headers.md", fmt.Sprintf("note-%d.md", (i+20)%1000))})
	}
	in.Notes = nil
	addNotes(&in, notes)
	for b.Loop() {
		if _, faults := Render(in); faults.Errors() > 0 {
			b.Fatal(faults)
		}
	}
}

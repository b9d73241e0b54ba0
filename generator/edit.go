package generator

import (
	"strings"

	"retake/generator/markdown"
)

// Edit is a note that has changed, and where.
type Edit struct {
	File   string // display path
	Page   string // that shows it; "" if no page does
	Anchor string // id of the nearest heading at or above the first line that differs; "" = the top
}

// edits finds the notes that are not what they were in the last result; new ones count as edited at the top.
func edits(last, r Result) []Edit {
	if last.vault == nil {
		return nil
	}
	var out []Edit
	for _, n := range r.tree.Notes {
		old := last.vault.Doc(n.File)
		if old == n.Doc {
			continue
		}
		e := Edit{File: n.File}
		if old != nil {
			was, _ := last.tree.Text(n.File)
			is, _ := r.tree.Text(n.File)
			e.Anchor = above(n.Doc, firstChange(was, is))
		}
		out = append(out, e)
	}
	return out
}

// firstChange is the first line, counted from 1, in which a text differs from what it was. Blank lines do
// not count: whoever adds a section adds one before it.
func firstChange(old, text string) int {
	i := 0
	for i < len(old) && i < len(text) && old[i] == text[i] {
		i++
	}
	if rest := text[i:]; strings.TrimSpace(rest) != "" {
		i += len(rest) - len(strings.TrimLeft(rest, " \t\n"))
	}
	return 1 + strings.Count(text[:i], "\n")
}

// above is the id of the nearest heading at or above a line, "" if there is none.
func above(d *markdown.Doc, line int) string {
	id := ""
	for _, h := range d.Headings {
		if h.Pos.Line <= line {
			id = h.ID
		}
	}
	return id
}

package markdown

import (
	"cmp"
	"strings"

	"retake/generator/fault"
	"retake/generator/markdown/plain"
)

// Part is the text under one heading, without markup; the first one, without heading, stands above them all.
type Part struct{ ID, Heading, Text string }

// unnamed is a link without words of its own, in the plain text.
type unnamed struct {
	plain.Span
	link int // -1: it is none, because it stands in another
}

// Parts cuts the text at its headings. One of Links that has no words of its own says what title makes of it, as it
// does on a page; with "" what is written, and so does -1, a link within another.
func (d *Doc) Parts(title func(link int) string) []Part {
	text, links := d.Plain(), d.unnamed
	read := func(at, to int) string {
		var b strings.Builder
		for ; len(links) > 0 && links[0].At < to; links = links[1:] {
			l := links[0]
			b.WriteString(text[at:l.At])
			b.WriteString(cmp.Or(title(l.link), text[l.At:l.To]))
			at = l.To
		}
		return strings.TrimSpace(b.String() + text[at:to])
	}
	out, from := make([]Part, 1, len(d.titles)+1), 0
	for i, h := range d.titles {
		out[i].Text = read(from, h.At)
		out = append(out, Part{ID: d.Headings[i].ID, Heading: read(h.At, h.To)})
		from = h.To
	}
	out[len(out)-1].Text = read(from, len(text))
	return out
}

// nameLinks finds the links that were marked.
func (w *writer) nameLinks() {
	at := make(map[fault.Pos]int, len(w.marked))
	for i, pos := range w.marked {
		at[pos] = i
	}
	for i, l := range w.doc.Links {
		if n, ok := at[l.Pos]; ok {
			w.doc.unnamed[n].link = i
		}
	}
}

package paper

import (
	"math"
	"slices"
	"strings"
)

// How far letters may stand apart, in parts of their size. Kerning moves letters by less than a tenth; a narrow space is
// a fifth; columns are more than a letter's size apart.
const (
	wordGap = 0.18
	cellGap = 1.2
	sameRow = 0.4 // of the larger size, between baselines
)

// lines puts the letters of a page in order.
func lines(page int, glyphs []glyph) (out []Line) {
	glyphs = slices.Clone(glyphs)
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return compare(a.y, b.y) })
	for len(glyphs) > 0 {
		n, size := 1, glyphs[0].size
		for n < len(glyphs) && glyphs[n].y-glyphs[0].y <= sameRow*max(size, glyphs[n].size) {
			size = max(size, glyphs[n].size)
			n++
		}
		if l := line(glyphs[:n]); len(l.Cells) > 0 {
			l.Page, l.N = page, len(out)+1
			out = append(out, l)
		}
		glyphs = glyphs[n:]
	}
	return out
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// line makes words and cells of the letters on one height.
func line(row []glyph) (l Line) {
	row = slices.Clone(row)
	slices.SortStableFunc(row, func(a, b glyph) int { return compare(a.x, b.x) })
	open, end := false, math.Inf(-1) // is a word under way, and where did the last letter end?
	for i, g := range row {
		if twice(row[:i], g) {
			continue
		}
		if strings.TrimSpace(g.text) == "" {
			open = false
			continue
		}
		gap := (g.x - end) / max(g.size, 0.01)
		switch {
		case len(l.Cells) == 0 || gap > cellGap:
			l.Cells = append(l.Cells, Cell{[]Word{{X: g.x, Y: g.y, Size: g.size}}})
		case !open || gap > wordGap:
			last := &l.Cells[len(l.Cells)-1]
			last.Words = append(last.Words, Word{X: g.x, Y: g.y, Size: g.size})
		}
		cell := &l.Cells[len(l.Cells)-1]
		w := &cell.Words[len(cell.Words)-1]
		w.Text += strings.TrimSpace(g.text)
		open, end = true, max(end, g.x+g.w)
		w.W = max(w.W, end-w.X)
		l.Y, l.Size = max(l.Y, g.y), max(l.Size, g.size)
		if i == 0 {
			l.Y = g.y
		}
	}
	return l
}

// twice reports whether a letter was drawn over itself, which is how some programs print bold.
func twice(before []glyph, g glyph) bool {
	for i := len(before) - 1; i >= 0 && g.x-before[i].x < 0.1*g.size; i-- {
		if b := before[i]; b.text == g.text && math.Abs(b.y-g.y) < 0.1*g.size && strings.TrimSpace(g.text) != "" {
			return true
		}
	}
	return false
}

// Plain text is taken for a page of letters of one width.
const (
	letterWidth  = 6.0  // points
	letterSize   = 10.0 // points
	letterHeight = 12.0 // points, from line to line
)

// Text reads plain text. A tab, a bar or two blanks begin a new cell, and a form feed a new page.
func Text(text string) Document {
	doc := Document{Pages: 1, Plain: true}
	n := 0
	for i, raw := range strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n") {
		if strings.HasPrefix(raw, "\f") {
			doc.Pages, n = doc.Pages+1, 0
			raw = raw[1:]
		}
		l := Line{Page: doc.Pages, N: n + 1, Y: float64(i) * letterHeight, Size: letterSize, Cells: cells(raw, float64(i)*letterHeight)}
		n++
		if len(l.Cells) > 0 {
			doc.Lines = append(doc.Lines, l)
		}
	}
	return doc
}

// cells cuts a line of text.
func cells(raw string, y float64) (out []Cell) {
	blanks := 2 // before the first word, a cell begins
	open := false
	for col, r := range []rune(strings.ReplaceAll(spelt.Replace(strings.ReplaceAll(raw, "\t", "  ")), "|", "  ")) {
		if r == ' ' {
			blanks++
			open = false
			continue
		}
		x := float64(col) * letterWidth
		if blanks >= 2 || len(out) == 0 {
			out = append(out, Cell{})
		}
		c := &out[len(out)-1]
		if !open {
			c.Words = append(c.Words, Word{X: x, Y: y, Size: letterSize})
		}
		w := &c.Words[len(c.Words)-1]
		w.Text += string(r)
		w.W += letterWidth
		open, blanks = true, 0
	}
	return out
}

package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// width of every drawing in units: about a phone's, so that a unit is about a pixel there.
const width = 360.0

// box is a rectangle, from its left upper corner to its right lower one.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) meets(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

func (b box) has(x, y float64) bool { return x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1 }

// around is the box of a mark of the radius r.
func around(x, y, r float64) box { return box{x - r, y - r, x + r, y + r} }

// label is a text at a place: anchor is "start", "middle" or "end" of it at x; y is its base line.
type label struct {
	text, class, anchor string
	x, y                float64
}

// bold is by how much a strong letter is wider: those of classes now, today and exam are.
const bold = 1.15

func (l label) wide() float64 {
	if known(l.class, "now", "today", "exam") != "" {
		return bold * textWidth(l.text)
	}
	return textWidth(l.text)
}

func (l label) box() box {
	w := l.wide()
	x := l.x - map[string]float64{"start": 0, "middle": w / 2, "end": w}[l.anchor]
	return box{x, l.y - rise, x + w, l.y + drop}
}

// sheet is a drawing under way. Texts never touch each other and never leave it; what is drawn first is below.
type sheet struct {
	strings.Builder
	high  float64
	texts []box  // where texts stand
	busy  []stay // what a text had better not cover
}

// stay is where a text had better not be, and how bad it would be there.
type stay struct {
	box
	weight int
}

// avoid keeps texts off b, if it can be.
func (s *sheet) avoid(b box, weight int) { s.busy = append(s.busy, stay{b, weight}) }

// num rounds to a tenth of a unit, which no eye can tell apart.
func num(v float64) string {
	v = math.Round(v*10) / 10
	return strconv.FormatFloat(v+0, 'f', -1, 64) // + 0: never -0
}

// put writes markup: %v of a number is rounded, of a text escaped.
func (s *sheet) put(format string, args ...any) {
	for i, a := range args {
		switch a := a.(type) {
		case float64:
			args[i] = num(a)
		case string:
			args[i] = escape(a)
		}
	}
	fmt.Fprintf(s, format, args...)
}

// end closes the element name, with its title inside if there is one.
func (s *sheet) end(name, title string) {
	if title = strings.TrimSpace(clean(title)); title == "" {
		s.put("/>")
		return
	}
	s.put("><title>%v</title></"+name+">", title)
}

func (s *sheet) line(class string, x0, y0, x1, y1 float64) {
	s.put(`<line class="%v" x1="%v" y1="%v" x2="%v" y2="%v"/>`, class, x0, y0, x1, y1)
}

func (s *sheet) rect(class string, b box, round float64, title string) {
	s.put(`<rect class="%v" x="%v" y="%v" width="%v" height="%v"`, class, b.x0, b.y0, b.x1-b.x0, b.y1-b.y0)
	if round > 0 {
		s.put(` rx="%v"`, round)
	}
	s.end("rect", title)
}

// xy is a place on the sheet.
type xy struct{ x, y float64 }

// path draws a line through places; closed makes it a shape.
func (s *sheet) path(class string, at []xy, closed bool, title string) {
	s.put(`<path class="%v" d="`, class)
	for i, p := range at {
		s.put(map[bool]string{true: "M%v %v", false: "L%v %v"}[i == 0], p.x, p.y)
	}
	if closed {
		s.put("z")
	}
	s.put(`"`)
	s.end("path", title)
}

// trace keeps texts off a line, as well as it can.
func (s *sheet) trace(at []xy) {
	const step = 6
	for i := 1; i < len(at); i++ {
		a, b := at[i-1], at[i]
		n := math.Ceil(math.Hypot(b.x-a.x, b.y-a.y) / step)
		for k := 0.0; k < n; k++ {
			s.avoid(around(a.x+(b.x-a.x)*k/n, a.y+(b.y-a.y)*k/n, 1), 1)
		}
	}
}

// write puts a label down without asking.
func (s *sheet) write(l label) {
	if l.text == "" {
		return
	}
	s.texts = append(s.texts, l.box())
	s.put(`<text`)
	if l.class != "" {
		s.put(` class="%v"`, l.class)
	}
	s.put(` x="%v" y="%v"`, l.x, l.y)
	if l.anchor != "start" {
		s.put(` text-anchor="%v"`, l.anchor)
	}
	s.put(`>%v</text>`, l.text)
}

// fits says whether a text in b stays on the sheet and touches no other.
func (s *sheet) fits(b box) bool {
	if b.x0 < 0 || b.y0 < 0 || b.x1 > width || b.y1 > s.high {
		return false
	}
	for _, t := range s.texts {
		if b.meets(t) {
			return false
		}
	}
	return true
}

// covers weighs what a text in b would cover.
func (s *sheet) covers(b box) int {
	n := 0
	for _, o := range s.busy {
		if b.meets(o.box) {
			n += o.weight
		}
	}
	return n
}

// place writes the label that covers least, the earliest of equals; a text for which there is no room is left
// out. It says which one it took, or -1.
func (s *sheet) place(from []label) int {
	best, least := -1, 0
	for i, l := range from {
		b := l.box()
		if l.text == "" || !s.fits(b) {
			continue
		}
		if n := s.covers(b); best < 0 || n < least {
			best, least = i, n
		}
		if least == 0 {
			break
		}
	}
	if best >= 0 {
		s.write(from[best])
	}
	return best
}

// finish wraps the drawing into its element, with its words, after which some browsers would read out each text in it.
// The order of painting puts the edge of texts, which has the colour of the paper, behind them; it is an attribute
// because it is no CSS to validators.
func (s *sheet) finish(kind string, w Words) string {
	var out sheet
	id := strings.Join(strings.Fields(clean(w.ID)), "-")
	out.put(`<svg class="c-chart c-%v" viewBox="0 0 %v %v" width="%v" height="%v" direction="ltr" paint-order="stroke" role="img"`, kind, width, s.high, width, s.high)
	if id == "" {
		out.put(` aria-label="%v"><title>%v</title><desc>%v</desc>`, w.Title, w.Title, w.Desc)
	} else {
		out.put(` aria-labelledby="%v-t" aria-describedby="%v-d"><title id="%v-t">%v</title><desc id="%v-d">%v</desc>`, id, id, id, w.Title, id, w.Desc)
	}
	if s.Len() == 0 {
		return out.String() + "</svg>"
	}
	return out.String() + `<g aria-hidden="true">` + s.String() + "</g></svg>"
}

// blank is a drawing of nothing: its words still say what there is not.
func blank(kind string, w Words) string {
	s := sheet{high: leading}
	return s.finish(kind, w)
}

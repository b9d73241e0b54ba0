package chart

import (
	"cmp"
	"math"
	"slices"
)

// plot is a sheet with a field in which two axes give every pair of values its place.
type plot struct {
	sheet
	x, y  Axis
	field box
}

// sound makes an axis that can be drawn: from the lower to the higher value, never without a length.
func (a Axis) sound() Axis {
	if !finite(a.Lo, a.Hi) {
		a.Lo, a.Hi = 0, 0
	}
	if a.Lo > a.Hi {
		a.Lo, a.Hi = a.Hi, a.Lo
	}
	if a.Hi-a.Lo < tiny {
		around := math.Max(1, math.Abs(a.Lo)/10)
		a.Lo, a.Hi = a.Lo-around, a.Hi+around
	}
	var inside []Tick
	for _, t := range a.Ticks {
		if slack := (a.Hi - a.Lo) / 1e6; t.At >= a.Lo-slack && t.At <= a.Hi+slack {
			t.At = math.Min(a.Hi, math.Max(a.Lo, t.At))
			inside = append(inside, t)
		}
	}
	slices.SortStableFunc(inside, func(a, b Tick) int { return cmp.Compare(a.At, b.At) })
	a.Ticks = inside
	return a
}

func (a Axis) spans(v float64) bool { return v >= a.Lo && v <= a.Hi }

func (a Axis) share(v float64) float64 { return (v - a.Lo) / (a.Hi - a.Lo) }

// at is the place of two values.
func (p *plot) at(x, y float64) xy {
	return xy{p.field.x0 + p.x.share(x)*(p.field.x1-p.field.x0), p.field.y1 - p.y.share(y)*(p.field.y1-p.field.y0)}
}

// lay makes a plot with a field of the given height, with room for the texts around it: at the left the ticks
// of y, below those of x and its name, above the labels of marks and the name of y, at the right what is asked.
func lay(x, y Axis, marks []Mark, high, right float64) (*plot, []head) {
	p := &plot{x: x.sound(), y: y.sound()}
	left := 7.0
	for i, t := range p.y.Ticks {
		p.y.Ticks[i].Text = fit(t.Text, 80)
		left = math.Max(left, textWidth(p.y.Ticks[i].Text)+6)
	}
	p.field = box{x0: left, x1: width - right}
	heads, rows := p.heads(marks)
	p.field.y0 = 10 + float64(rows)*leading
	p.field.y1 = p.field.y0 + high
	p.high = p.field.y1 + 8
	if len(p.x.Ticks) > 0 {
		p.high += leading
	}
	if p.x.Name != "" {
		p.high += leading
	}
	return p, heads
}

// axes draws the grid and the two axes with their ticks and names.
func (p *plot) axes(heads []head) {
	f := p.field
	for _, l := range thin(p.upright()) {
		p.line("c-grid", f.x0, l.y-4, f.x1, l.y-4)
		p.write(l.label)
	}
	p.line("c-axis", f.x0, f.y1, f.x1, f.y1)
	for _, l := range thin(p.level()) {
		x := p.at(l.at, p.y.Lo).x
		p.line("c-axis", x, f.y1, x, f.y1+4)
		p.write(l.label)
	}
	if name := fit(p.x.Name, width-8); name != "" {
		p.write(label{name, "c-name", "end", math.Max(f.x1, textWidth(name)), p.high - 4})
	}
	for _, h := range heads {
		if h.row >= 0 {
			p.write(h.label)
		}
	}
}

// ticked is the label of a tick and its value.
type ticked struct {
	label
	at float64
}

// upright are the labels of the ticks of y.
func (p *plot) upright() []ticked {
	var out []ticked
	for _, t := range p.y.Ticks {
		out = append(out, ticked{label{t.Text, "", "end", p.field.x0 - 5, p.at(p.x.Lo, t.At).y + 4}, t.At})
	}
	return out
}

// level are the labels of the ticks of x, within the sheet.
func (p *plot) level() []ticked {
	var out []ticked
	for _, t := range p.x.Ticks {
		text := fit(t.Text, 100)
		out = append(out, ticked{label{text, "", "middle", within(p.at(t.At, p.y.Lo).x, textWidth(text)), p.field.y1 + 18}, t.At})
	}
	return out
}

// within moves the middle of a text so that it stays on the sheet.
func within(x, wide float64) float64 {
	half := wide / 2
	return math.Max(half, math.Min(width-half, x))
}

// thin keeps every tick, or every second, third … so that no two labels touch.
func thin(all []ticked) []ticked {
	for step := 1; step < len(all); step++ {
		var kept []ticked
		for i := 0; i < len(all); i += step {
			kept = append(kept, all[i])
		}
		if apart(kept) {
			return kept
		}
	}
	return all[:min(1, len(all))]
}

func apart(ls []ticked) bool {
	for i := 1; i < len(ls); i++ {
		a, b := ls[i-1].box(), ls[i].box()
		a.x0, a.x1 = a.x0-2, a.x1+2
		if a.meets(b) {
			return false
		}
	}
	return true
}

// head is a text above the field: of a mark, or the name of the upright axis. Row 0 is the lowest; -1 has no room.
type head struct {
	label
	row   int
	line  float64 // x of the mark's line, or noLine
	kind  string
	short bool // the line ends at the field and does not go up to the text
}

// noLine is where a text without a line has it: nowhere.
const noLine = -width

// mostRows bounds the rows above the field.
const mostRows = 3

// heads finds rows for the texts above the field, and says how many rows there are. A mark's line runs down
// through the rows below its text, so no text may stand in its way.
func (p *plot) heads(marks []Mark) ([]head, int) {
	var out []head
	rows := 0
	for _, m := range p.inView(marks) {
		text, x := fit(m.Text, 130), p.at(m.At, p.y.Lo).x
		h := head{label{text, known(m.Kind, "today", "exam", "sat"), "middle", x, 0}, -1, x, m.Kind, false}
		h.x = within(x, h.wide())
		if text != "" {
			h.row = rowFor(h, out, mostRows)
		}
		if short := h; text != "" && h.row < 0 { // its line ends at the field: it may stand above another text
			short.line = noLine
			h.row, h.short = rowFor(short, out, mostRows), true
		}
		out, rows = append(out, h), max(rows, h.row+1)
	}
	if name := fit(p.y.Name, width); name != "" {
		h := head{label{name, "c-name", "start", 0, 0}, -1, noLine, "", false}
		h.row = max(rowFor(h, out, mostRows+1), 0)
		out, rows = append(out, h), max(rows, h.row+1)
	}
	for i := range out {
		out[i].y = 2 + float64(rows-out[i].row)*leading - drop
	}
	return out, rows
}

// rowFor is the lowest row in which a head touches no other, covers no line and is covered by none.
func rowFor(h head, others []head, rows int) int {
row:
	for row := range rows {
		mine := h.box()
		for _, o := range others {
			b := o.box()
			switch {
			case o.row == row && mine.x0-6 < b.x1 && b.x0 < mine.x1+6,
				o.row > row && !o.short && o.line > mine.x0-3 && o.line < mine.x1+3,
				o.row >= 0 && o.row < row && h.line > b.x0-3 && h.line < b.x1+3:
				continue row
			}
		}
		return row
	}
	return -1
}

// inView are the marks within the axis, those that matter most first; two at one place are one with both texts.
func (p *plot) inView(marks []Mark) []Mark {
	var out []Mark
	for _, m := range inOrder(marks) {
		if !finite(m.At) || !p.x.spans(m.At) {
			continue
		}
		i := slices.IndexFunc(out, func(o Mark) bool { return math.Abs(p.at(o.At, p.y.Lo).x-p.at(m.At, p.y.Lo).x) < 1 })
		switch {
		case i < 0:
			out = append(out, m)
		case m.Text != out[i].Text:
			out[i].Text = join(out[i].Text, m.Text)
		}
	}
	return out
}

// inOrder has the marks that matter most first: the exam and today, then what is past.
func inOrder(marks []Mark) []Mark {
	out := slices.Clone(marks)
	rank := map[string]int{"exam": 0, "today": 1}
	slices.SortStableFunc(out, func(a, b Mark) int {
		ra, oka := rank[a.Kind]
		rb, okb := rank[b.Kind]
		if !oka {
			ra = 2
		}
		if !okb {
			rb = 2
		}
		return cmp.Compare(ra, rb)
	})
	return out
}

// known is a kind if it is one of the kinds there are, or nothing.
func known(kind string, kinds ...string) string {
	if slices.Contains(kinds, kind) {
		return kind
	}
	return ""
}

// drawMarks draws the upright lines, each from its text down.
func (p *plot) drawMarks(heads []head) {
	for _, h := range heads {
		if h.line == noLine {
			continue
		}
		top := p.field.y0
		if h.row >= 0 && !h.short {
			top = h.y + drop + 1
		}
		p.line(class("c-mark", known(h.kind, "today", "exam", "sat")), h.line, top, h.line, p.field.y1)
		p.trace([]xy{{h.line, p.field.y0}, {h.line, p.field.y1}})
	}
}

func class(names ...string) string {
	out := ""
	for _, n := range names {
		if n != "" && out != "" {
			out += " "
		}
		out += n
	}
	return out
}

// along is where at a level its text is tried: at the right, at the left, and then from right to left.
var along = []float64{1, 0, .93, .86, .79, .72, .65, .58, .5, .42, .35, .28, .21, .14, .07}

// drawLevels draws the level lines and returns what is written at them.
func (p *plot) drawLevels(levels []Level) [][]label {
	var out [][]label
	for _, l := range levels {
		if !finite(l.At) || !p.y.spans(l.At) {
			continue
		}
		y, f := p.at(p.x.Lo, l.At).y, p.field
		p.line(class("c-level", known(l.Kind, "target", "pass")), f.x0, y, f.x1, y)
		p.trace([]xy{{f.x0, y}, {f.x1, y}})
		text := fit(l.Text, (f.x1-f.x0)*.8)
		var from []label
		for _, dy := range []float64{-drop - 1, rise + 2} {
			for _, part := range along {
				w := textWidth(text)
				x := f.x0 + 3 + part*(f.x1-f.x0-w-6)
				from = append(from, label{text, "c-at", "start", x, y + dy})
			}
		}
		out = append(out, from)
	}
	return out
}

// join puts two texts beside each other.
func join(a, b string) string {
	if a != "" && b != "" {
		return a + " · " + b
	}
	return a + b
}

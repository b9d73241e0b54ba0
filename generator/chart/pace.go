package chart

import (
	"cmp"
	"math"
	"slices"
)

// SVG draws how the minutes went in each run against the even pace. The newest is drawn strongly and on top.
func (p Pace) SVG() string {
	runs := p.whole()
	allowed := amount(p.Allowed)
	if len(runs) == 0 && allowed == 0 {
		return blank("pace", p.Words)
	}
	x, y, right := questions(p.X), minutes(p.Y, most(runs, allowed, p.Y.Hi)), 8.0
	for i := range runs {
		runs[i].Name = fit(runs[i].Name, 110)
		right = math.Max(right, bold*textWidth(runs[i].Name)+14)
	}
	f, heads := lay(x, y, nil, 160, right)
	f.axes(heads)
	end := f.at(f.x.Hi, math.Min(allowed, f.y.Hi))
	if allowed > 0 {
		f.line("c-even", f.field.x0, f.field.y1, end.x, end.y)
		f.trace([]xy{{f.field.x0, f.field.y1}, end})
	}
	var ends []ending
	for _, r := range runs {
		ends = append(ends, f.run(r))
	}
	f.names(ends)
	f.even(p.Even, end)
	return f.finish("pace", p.Words)
}

// questions is the axis from no question to all; by default its quarters are marked.
func questions(x Axis) Axis {
	if !finite(x.Lo, x.Hi) || x.Lo >= x.Hi {
		x.Lo, x.Hi = 0, 1
		if len(x.Ticks) == 0 {
			x.Ticks = []Tick{{.25, "¼"}, {.5, "½"}, {.75, "¾"}, {1, "1"}}
		}
	}
	return x
}

// minutes is the axis of minutes; by default round ones are marked.
func minutes(y Axis, hi float64) Axis {
	y.Lo, y.Hi = 0, hi
	if len(y.Ticks) == 0 {
		for _, m := range Ticks(0, hi, 6) {
			y.Ticks = append(y.Ticks, Tick{m, num(m)})
		}
	}
	return y
}

// whole are the runs that can be drawn, the newest last.
func (p Pace) whole() []Run {
	var out []Run
	for _, r := range p.Runs {
		if len(r.At) > 0 && finite(r.At...) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Run) int {
		return cmp.Compare(map[bool]int{true: 1}[a.Now], map[bool]int{true: 1}[b.Now])
	})
	return out
}

// most is the highest value of the axis of minutes: all the runs are on it, unless one is beyond reason.
func most(runs []Run, allowed, wish float64) float64 {
	hi := math.Max(amount(wish), allowed)
	for _, r := range runs {
		hi = math.Max(hi, slices.Max(r.At))
	}
	if allowed > 0 {
		hi = math.Min(hi, math.Max(3*allowed, amount(wish)))
	}
	return math.Max(hi, 1)
}

// ending is where a run ends, and its name.
type ending struct {
	name string
	at   xy
	now  bool
	y    float64 // of the name
}

// run draws one run from the first minute to the last.
func (f *plot) run(r Run) ending {
	kind := known(map[bool]string{true: "now"}[r.Now], "now")
	line := []xy{f.at(f.x.Lo, 0)}
	for i, m := range r.At {
		x := f.x.Lo + (f.x.Hi-f.x.Lo)*float64(i+1)/float64(len(r.At))
		line = append(line, f.at(x, f.y.cut(m)))
	}
	f.path(class("c-run", kind), line, false, r.Name)
	f.trace(line)
	for _, at := range line[1:] {
		f.shape(class("c-point", map[bool]string{true: "counted", false: "aside"}[r.Now]), "", at, map[bool]float64{true: 4, false: 2.5}[r.Now], "")
		f.avoid(around(at.x, at.y, 5), 3)
	}
	return ending{name: r.Name, at: line[len(line)-1], now: r.Now}
}

// names writes the runs' names at their ends, moved apart; if there is no room for all, the newest stay.
func (f *plot) names(ends []ending) {
	room := int((f.field.y1 - f.field.y0) / leading)
	ends = slices.DeleteFunc(ends, func(e ending) bool { return e.name == "" })
	ends = slices.Clone(ends[max(0, len(ends)-room):])
	slices.SortStableFunc(ends, func(a, b ending) int { return cmp.Compare(a.at.y, b.at.y) })
	y := f.field.y0 - 4
	for i := range ends { // down from the top …
		y = math.Max(y+leading, ends[i].at.y+4)
		ends[i].y = y
	}
	y = f.field.y1 + leading
	for i := range slices.Backward(ends) { // … and back up from the bottom
		y = math.Min(y-leading, ends[i].y)
		ends[i].y = y
		at := ends[i].at
		if math.Abs(y-4-at.y) > 3 {
			f.line("c-lead", at.x, at.y, at.x+11, y-4)
		}
		f.write(label{ends[i].name, known(map[bool]string{true: "now"}[ends[i].now], "now"), "start", at.x + 12, y})
	}
}

// even writes what the line of even pace is, along its upper half and below it.
func (f *plot) even(text string, end xy) {
	text = fit(text, (end.x-f.field.x0)/2)
	from := xy{f.field.x0, f.field.y1}
	var at []label
	for _, part := range []float64{.75, .6, .9, .45, .3} {
		x, y := from.x+(end.x-from.x)*part, from.y+(end.y-from.y)*part
		at = append(at, label{text, "c-at", "start", x + 6, y + rise + 2}, label{text, "c-at", "end", x - 6, y - drop - 3})
	}
	f.place(at)
}

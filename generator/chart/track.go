package chart

import (
	"cmp"
	"math"
	"slices"
)

// Above so many points marks are small, ranges are left to the ribbon and the table, and nothing is labelled.
const many = 40

// SVG draws the track. What lies outside the axes is not drawn, ranges are cut at them: Span helps to choose.
func (t Track) SVG() string {
	p, heads := lay(t.X, t.Y, t.Marks, 150, 8)
	points, band := p.seen(t.Points), p.seen(t.Band)
	if len(points)+len(band)+len(t.Levels)+len(heads)+len(p.x.Ticks)+len(p.y.Ticks) == 0 {
		return blank("track", t.Words)
	}
	p.axes(heads)
	p.ribbon(band)
	p.drawMarks(heads)
	notes := p.drawLevels(t.Levels)
	if t.Joined && len(points) > 1 {
		line := p.middle(points)
		p.path(class("c-join", fine(len(points))), line, false, "")
		p.trace(line)
	}
	for _, o := range points {
		p.point(o, fine(len(points)))
	}
	for _, from := range notes {
		p.place(from)
	}
	if len(points) <= many {
		p.labels(points)
	}
	return p.finish("track", t.Words)
}

// fine is the class of what is drawn thinner because there is much of it.
func fine(n int) string {
	if n > many {
		return "fine"
	}
	return ""
}

// seen are the points within the axes, in order of X, with their ranges cut at them.
func (p *plot) seen(all []Point) []Point {
	var out []Point
	for _, o := range all {
		if !finite(o.X, o.Y) || !p.x.spans(o.X) || !p.y.spans(o.Y) {
			continue
		}
		if !finite(o.Lo, o.Hi) || o.Lo > o.Hi {
			o.Lo, o.Hi = 0, 0
		}
		if o.Lo != 0 || o.Hi != 0 {
			o.Lo, o.Hi = p.y.cut(o.Lo), p.y.cut(o.Hi)
		} else {
			o.Lo, o.Hi = o.Y, o.Y
		}
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b Point) int { return cmp.Compare(a.X, b.X) })
	return out
}

// cut moves a value into the axis.
func (a Axis) cut(v float64) float64 { return math.Max(a.Lo, math.Min(a.Hi, v)) }

func (p *plot) middle(points []Point) []xy {
	var out []xy
	for _, o := range points {
		out = append(out, p.at(o.X, o.Y))
	}
	return out
}

// ribbon draws a band with its middle line; of a single point it is a range.
func (p *plot) ribbon(band []Point) {
	if len(band) == 0 {
		return
	}
	var edge []xy
	for _, o := range band {
		edge = append(edge, p.at(o.X, o.Hi))
	}
	for _, o := range slices.Backward(band) {
		edge = append(edge, p.at(o.X, o.Lo))
	}
	line := p.middle(band)
	if len(band) == 1 {
		edge[0].x, edge[1].x = edge[0].x-4, edge[1].x+4
		edge = []xy{edge[0], {edge[1].x, edge[0].y}, edge[1], {edge[0].x, edge[1].y}}
		line = []xy{{line[0].x - 4, line[0].y}, {line[0].x + 4, line[0].y}}
	}
	p.path("c-band", edge, true, "")
	p.path("c-mid", line, false, "")
	p.trace(line)
}

// point draws one point in the shape of its kind, above its range; a fine one has none.
func (p *plot) point(o Point, fine string) {
	at, r := p.at(o.X, o.Y), 4.0
	if fine != "" {
		r = 1.8
	} else if hi, lo := p.at(o.X, o.Hi).y, p.at(o.X, o.Lo).y; lo-hi > 1 {
		p.line("c-range", at.x, hi, at.x, lo)
		p.avoid(box{at.x - 1, hi, at.x + 1, lo}, 2)
	}
	p.shape(class("c-point", known(o.Kind, "counted", "aside", "plan", "sat"), fine), o.Kind, at, r, o.Text)
	p.avoid(around(at.x, at.y, r+1), 3)
}

// shape draws the sign of a kind: kinds differ in form and not only in colour.
func (s *sheet) shape(class, kind string, at xy, r float64, title string) {
	switch kind {
	case "plan", "exam":
		r *= 1.25
		s.path(class, []xy{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}}, true, title)
	case "sat":
		s.rect(class, around(at.x, at.y, r*.9), 0, title)
	default:
		s.put(`<circle class="%v" cx="%v" cy="%v" r="%v"`, class, at.x, at.y, r)
		s.end("circle", title)
	}
}

// labels writes what stands beside points, the newest first.
func (p *plot) labels(points []Point) {
	for _, o := range slices.Backward(points) {
		at, text := p.at(o.X, o.Y), fit(o.Label, 100)
		p.place(p.inner([]label{
			{text, "c-value", "middle", at.x, at.y - 9}, {text, "c-value", "start", at.x + 8, at.y + 4},
			{text, "c-value", "end", at.x - 8, at.y + 4}, {text, "c-value", "middle", at.x, at.y + 18},
			{text, "c-value", "start", at.x + 6, at.y - 7}, {text, "c-value", "end", at.x - 6, at.y - 7},
			{text, "c-value", "start", at.x + 6, at.y + 15}, {text, "c-value", "end", at.x - 6, at.y + 15},
		}))
	}
}

// inner keeps the labels that stand in the field, away from the ticks.
func (p *plot) inner(from []label) []label {
	return slices.DeleteFunc(from, func(l label) bool {
		b, f := l.box(), p.field
		return b.x0 < f.x0 || b.x1 > width || b.y0 < f.y0-rise || b.y1 > f.y1
	})
}

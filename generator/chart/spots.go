package chart

import (
	"math"
	"slices"
	"strings"
)

// SVG draws the spots with their labels beside them; in a crowd a thin line leads from the label to its spot.
func (s Spots) SVG() string {
	p, heads := lay(s.X, s.Y, nil, 200, 10)
	spots := p.found(s.Spots)
	if len(spots)+len(s.Levels)+len(p.x.Ticks)+len(p.y.Ticks) == 0 {
		return blank("spots", s.Words)
	}
	p.axes(heads)
	notes := p.drawLevels(s.Levels)
	r := 4.5
	if len(spots) > many {
		r = 1.8
	}
	for _, o := range spots {
		if len(spots) <= many {
			p.ranged(o)
		}
	}
	for _, o := range spots {
		at := p.at(o.X, o.Y)
		p.shape(class("c-point counted", fine(len(spots))), "", at, r, o.Text)
		p.avoid(around(at.x, at.y, r+1), 3)
	}
	if len(spots) <= many {
		for _, o := range p.gather(spots) {
			p.call(o)
		}
	}
	for _, from := range notes {
		p.place(from)
	}
	return p.finish("spots", s.Words)
}

// found are the spots within the axes.
func (p *plot) found(all []Spot) []Spot {
	var out []Spot
	for _, o := range all {
		if finite(o.X, o.Y) && p.x.spans(o.X) && p.y.spans(o.Y) {
			out = append(out, o)
		}
	}
	return out
}

// ranged draws the range of a spot.
func (p *plot) ranged(o Spot) {
	if !finite(o.Lo, o.Hi) || o.Lo >= o.Hi {
		return
	}
	x, hi, lo := p.at(o.X, o.Y).x, p.at(o.X, p.y.cut(o.Hi)).y, p.at(o.X, p.y.cut(o.Lo)).y
	p.line("c-range", x, hi, x, lo)
	p.avoid(box{x - 1, hi, x + 1, lo}, 2)
}

// gather makes one label for spots at the same place: "1, 4, 5".
func (p *plot) gather(spots []Spot) []Spot {
	var out []Spot
	for _, o := range spots {
		at := p.at(o.X, o.Y)
		i := slices.IndexFunc(out, func(g Spot) bool {
			there := p.at(g.X, g.Y)
			return math.Hypot(there.x-at.x, there.y-at.y) < 2
		})
		switch {
		case i < 0:
			o.Label = fit(o.Label, 60)
			out = append(out, o)
		case o.Label != "":
			out[i].Label = strings.TrimPrefix(out[i].Label+", "+fit(o.Label, 60), ", ")
		}
	}
	return out
}

// call writes a spot's label: beside it, or in rings further and further away.
func (p *plot) call(o Spot) {
	at, text := p.at(o.X, o.Y), fit(o.Label, 150)
	if text == "" {
		return
	}
	half := textWidth(text) / 2
	for ring, far := range []float64{8, 16, 30, 44, 58, 72, 86} {
		var from []label
		for turn := range 16 {
			// from the right and upwards; the nearest edge of the text is so far from the spot
			sin, cos := math.Sincos(float64(turn) * math.Pi / 8)
			l := label{text, "c-value", "middle", at.x + cos*(far+half), at.y - sin*(far+4) + 4}
			switch b := l.box(); {
			case cos > .1: // it holds on to the spot even if it is narrower than it seems
				l.x, l.anchor = b.x0, "start"
			case cos < -.1:
				l.x, l.anchor = b.x1, "end"
			}
			if b := l.box(); p.field.has(b.x0, b.y0) && p.field.has(b.x1, b.y1-drop) {
				from = append(from, l)
			}
		}
		from = p.clear(at, from, ring)
		if took := p.place(from); took >= 0 {
			p.lead(at, from[took], ring)
			return
		}
	}
}

// clear keeps the labels whose lines cross no text; those in the inner rings cover nothing, either.
func (p *plot) clear(at xy, from []label, ring int) []label {
	return slices.DeleteFunc(from, func(l label) bool {
		return ring < 2 && p.covers(l.box()) > 0 || ring > 0 && p.crosses(at, l.foot(at))
	})
}

// crosses says whether a line would run through a text.
func (s *sheet) crosses(from, to xy) bool {
	for k := 0.0; k <= 1; k += 1.0 / 32 {
		b := around(from.x+(to.x-from.x)*k, from.y+(to.y-from.y)*k, 1)
		for _, t := range s.texts {
			if b.meets(t) {
				return true
			}
		}
	}
	return false
}

// foot is where a line from a spot ends at its label.
func (l label) foot(at xy) xy {
	b := l.box()
	return xy{math.Max(b.x0, math.Min(b.x1, at.x)), math.Max(b.y0+1, math.Min(b.y1-2, at.y))}
}

// lead joins a spot and a label that stands away from it.
func (p *plot) lead(at xy, l label, ring int) {
	if ring == 0 {
		return
	}
	to := l.foot(at)
	p.line("c-lead", at.x, at.y, to.x, to.y)
	p.trace([]xy{at, to})
}

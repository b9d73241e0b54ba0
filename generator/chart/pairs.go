package chart

import "math"

// A row of a pair in units: its name, below it the bars and their texts, and what separates it from the next.
const (
	barTop   = 17.0
	barHigh  = 12.0
	rowHigh  = 40.0
	barsLeft = 1.0   // so that the edge of an outline stays on the sheet
	mostText = 105.0 // width of a text; two of them leave a third to the bars
	signRoom = 22.0  // before and behind a text
)

// SVG draws the pairs, one below the other in their order, all at one scale. The texts stand in two columns at the right,
// each after the sign of what it is: a filled square or an open one.
func (p Pairs) SVG() string {
	if len(p.Rows) == 0 {
		return blank("pairs", p.Words)
	}
	s := sheet{high: barTop + barHigh + 6 - rowHigh}
	most, done, planned := 0.0, 0.0, 0.0
	for _, r := range p.Rows {
		s.high += rowHigh + float64(len(wrap(r.Name, width))-1)*leading
		most = math.Max(most, math.Max(amount(r.Planned), amount(r.Done)))
		done, planned = math.Max(done, column(r.DoneText)), math.Max(planned, column(r.PlannedText))
	}
	unit := 0.0
	if most > 0 {
		unit = (width - done - planned - barsLeft) / most
	}
	y := 0.0
	for _, r := range p.Rows {
		y = s.pair(y, r, unit)
		s.beside(y, width-done-planned, "c-done", r.DoneText)
		s.beside(y, width-planned, "c-planned", r.PlannedText)
		y += rowHigh - barTop
	}
	return s.finish("pairs", p.Words)
}

// column is the room that a text takes with its sign; an empty one takes none.
func column(text string) float64 {
	if w := textWidth(fit(text, mostText)); w > 0 {
		return w + signRoom
	}
	return 0
}

// beside writes a text and its sign into a column that begins at x.
func (s *sheet) beside(y, x float64, class, text string) {
	if text = fit(text, mostText); text == "" {
		return
	}
	s.rect(class, box{x + 10, y + 2.5, x + 17, y + 9.5}, 0, "")
	s.write(label{text, "", "start", x + signRoom - 2, y + rise})
}

// pair draws one row from y down, and says where its bars begin.
func (s *sheet) pair(y float64, r Pair, unit float64) (top float64) {
	for i, name := range wrap(r.Name, width) {
		top = y + float64(i)*leading + barTop
		s.write(label{name, "c-row", "start", 0, top - barTop + rise + 1})
	}
	planned, done := amount(r.Planned)*unit, amount(r.Done)*unit
	if planned > 0 {
		s.rect("c-planned", box{barsLeft, top, barsLeft + planned, top + barHigh}, 0, r.PlannedText)
	}
	if done > 0 {
		s.rect("c-done", box{barsLeft, top + 3, barsLeft + done, top + barHigh - 3}, 0, r.DoneText)
	}
	s.line("c-axis", barsLeft, top-2, barsLeft, top+barHigh+2)
	return top
}

// amount is a length that can be drawn: what is not one is none.
func amount(v float64) float64 {
	if !finite(v) || v < tiny {
		return 0
	}
	return v
}

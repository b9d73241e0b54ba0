package drill

import (
	"maps"
	"slices"

	"retake/generator/civil"
	"retake/generator/report"
)

// Outline is what a map needs to know of one domain.
type Outline struct {
	N          int
	Objectives int // in the exam's outline; 0 = not known
}

// Row is one domain of the map of open gaps.
type Row struct {
	Domain int // 0 = misses that name no domain of the exam
	Cells  []Cell
}

// Cell is one objective. Minor 0 is the domain as a whole: misses that name no objective.
type Cell struct {
	Objective report.Objective
	Open      int
	Closed    int
	Lucky     int  // of those open, right by luck
	Confident int  // of those open, confident and wrong
	Listed    bool // on the report as missed
}

// Map counts the misses up to today by objective, a row for each domain in the order given: all
// objectives of the outline where their number is known, else those that occur. Every miss is in one
// cell; those that name none of the domains share a last row, which is there only if it is needed.
func Map(misses []Miss, listed []report.Objective, domains []Outline, today civil.Date) []Row {
	cells := map[report.Objective]Cell{}
	known := map[int]bool{}
	for _, d := range domains {
		known[d.N] = true
		for n := range d.Objectives {
			cells[report.Objective{Domain: d.N, Minor: n + 1}] = Cell{}
		}
	}
	for _, o := range listed {
		if known[o.Domain] {
			cells[o] = Cell{Listed: true}
		}
	}
	for _, m := range misses {
		o := m.Objective
		if !known[o.Domain] {
			o = report.Objective{}
		}
		if m.Date <= today {
			cells[o] = cells[o].with(m, today)
		}
	}
	return rows(cells, domains)
}

// with counts one more miss.
func (c Cell) with(m Miss, today civil.Date) Cell {
	switch {
	case !m.Open(today):
		c.Closed++
		return c
	case m.Lucky:
		c.Lucky++
	case m.wrong():
		c.Confident++
	}
	c.Open++
	return c
}

// rows deals the cells out to the domains.
func rows(cells map[report.Objective]Cell, domains []Outline) []Row {
	in := map[int][]Cell{}
	for _, o := range slices.SortedFunc(maps.Keys(cells), byObjective) {
		c := cells[o]
		c.Objective = o
		in[o.Domain] = append(in[o.Domain], c)
	}
	var out []Row
	for _, d := range domains {
		out = append(out, Row{Domain: d.N, Cells: in[d.N]})
	}
	if rest := in[0]; len(rest) > 0 {
		out = append(out, Row{Cells: rest})
	}
	return out
}

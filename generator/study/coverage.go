package study

import (
	"slices"

	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/tally"
)

// usesOf lists what the log names of resources: time with them, and practice.
func usesOf(rec Record) []tally.Use {
	var out []tally.Use
	for _, s := range rec.Sessions {
		out = append(out, tally.Use{Source: s.Resource, Domain: s.Domain, Minutes: s.Minutes, Date: s.Date})
	}
	for _, p := range rec.Practice {
		out = append(out, tally.Use{Source: p.Source, Domain: p.Domain, Date: p.Date})
	}
	return out
}

// coverage sets domains against kinds of resources.
func (m *maker) coverage() []Covered {
	uses := slices.DeleteFunc(usesOf(m.rec), func(u tally.Use) bool { return u.Date < m.start || u.Date > m.today })
	var domains []int
	for _, d := range m.exam.Domains {
		domains = append(domains, d.N)
	}
	return tally.Coverage(domains, m.rec.Resources, uses, m.exam.Practical())
}

// lately is what may make today a hard day; nothing does after a pass.
func (m *maker) lately(p Plan) tally.Lately {
	if p.Won != 0 || p.Date.Date <= m.today {
		return tally.Lately{} // over, on the exam day, or without one
	}
	l := tally.Lately{Today: m.today, Views: p.Trials.Views, Missed: p.Kept.MissedInARow, Behind: p.Replan != nil}
	if a := p.Diagnosis.Attempt; a != nil {
		l.Failed = a.At.Date
	}
	return l
}

// Drill is practice and what went wrong in it, as it is to be taken up.
type Drill struct {
	Due            []Due
	Map            []MapRow
	Misconceptions []Miss
	Lucky          []Miss
	Repeats        []Repeat
	Reasons        []ReasonCount
	Balance        Even // planned from today: answering against going through
}

// What drill makes of the log.
type (
	Due         = drill.Due
	MapRow      = drill.Row
	Repeat      = drill.Repeat
	ReasonCount = drill.ReasonCount
	Even        = drill.Even
)

// drilled works the log of practice over, as of today.
func (m *maker) drilled(p Plan) Drill {
	exam := p.Date.Date
	if exam <= m.today {
		exam = 0
	}
	var outlines []drill.Outline
	for _, d := range m.exam.Domains {
		outlines = append(outlines, drill.Outline{N: d.N, Objectives: d.Objectives})
	}
	var listed []Objective
	for _, list := range m.missedBefore(m.today + 1) {
		listed = append(listed, list...)
	}
	var answering, reviewing civil.Minutes
	for _, b := range blocksFrom(p.Weeks, m.today) {
		switch {
		case b.Domain == 0: // a simulation has its own review
		case b.Kind == Questions:
			answering += b.Minutes
		case b.Kind == Review:
			reviewing += b.Minutes
		}
	}
	misses := m.rec.Misses
	return Drill{
		Due: drill.Retests(misses, m.today, exam), Map: drill.Map(misses, listed, outlines, m.today),
		Misconceptions: drill.Misconceptions(misses, m.today), Lucky: drill.Lucky(misses, m.today),
		Repeats: drill.Repeats(misses, m.today), Reasons: drill.Reasons(misses, m.today), Balance: drill.Balance(answering, reviewing),
	}
}

// Package trial weighs full practice exams: which of them count, and what they say about the real one.
//
// A simulation qualifies when it is full length, timed, closed book, unseen and recent. From those that
// do, and from the attempts behind the learner, follow the chance of passing, the gap between practice
// and the real exam, what exam conditions cost, the pace, and how well past forecasts came true. Each is a
// number with its range; where too little is known there is none.
//
// Deliberately absent: reading score reports (the caller turns them into percent, and a scaled score is
// never turned), single domains, planning simulations, the clock, settings with a default.
package trial

import (
	"fmt"
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
)

// Simulation is one full practice exam.
type Simulation struct {
	Pos               fault.Pos
	Date              civil.Date
	Source, Form      string
	Right, Of         int
	Minutes           civil.Minutes // 0 = not written
	Timed, ClosedBook bool
	Seen              bool // written by the learner; the same source and form again counts as seen too
	Changes           *Changes
	Anxiety           int // 0 to 10, -1 = not written
	Unanswered        int // -1 = not written
	Domains           []Tally
	Quarters          []civil.Minutes // minutes used up to 25, 50, 75, 100 % of the questions
	Note              string
}

// Percent is the share right, 0 to 100; without questions it is 0.
func (s Simulation) Percent() float64 {
	if s.Of <= 0 {
		return 0
	}
	return 100 * float64(s.Right) / float64(s.Of)
}

// Changes counts changed answers by what the change did.
type Changes struct{ ToRight, ToWrong, Same int }

// Tally is right of a number of questions in one domain.
type Tally struct{ Domain, Right, Of int }

// MarkSeen marks every simulation whose source and form came before: the same questions again are
// training, not evidence. A simulation without a form is taken for a new one. The list is by date.
func MarkSeen(in []Simulation) []Simulation {
	out := slices.Clone(in)
	before := make(map[[2]string]bool, len(in))
	for i, s := range out {
		key := [2]string{s.Source, s.Form}
		if s.Form != "" && before[key] {
			out[i].Seen = true
		}
		before[key] = true
	}
	return out
}

// Rules say which simulations count.
type Rules struct {
	Full   float64    // questions in a full one
	Recent int        // days after which one no longer counts
	After  civil.Date // the last failed attempt: those on or before this day do not count; 0 = there was none
	Target float64    // percent to be reached: pass mark + buffer
	Streak int        // how many in a row the booking rule asks for

	HandsOnly bool // the exam is tasks done by hand, in which its rules may allow documentation
}

// View is a logged simulation with what the rules make of it.
type View struct {
	Simulation
	Percent   float64
	Qualifies bool
	WhyNot    string
	Above     bool // at or above the target
}

// Views says of each simulation up to today whether it counts, and why not.
func (r Rules) Views(marked []Simulation, today civil.Date) []View {
	var out []View
	for _, s := range marked {
		if s.Date > today || s.Of <= 0 {
			continue
		}
		if out == nil {
			out = make([]View, 0, len(marked))
		}
		v := View{Simulation: s, Percent: s.Percent(), WhyNot: r.whyNot(s, today)}
		v.Qualifies = v.WhyNot == ""
		v.Above = v.Percent >= r.Target-1e-9
		out = append(out, v)
	}
	return out
}

// whyNot is the first reason a simulation does not count; "" means that it does.
func (r Rules) whyNot(s Simulation, today civil.Date) string {
	if why := r.unlike(s); why != "" {
		return why
	}
	switch {
	case r.After != 0 && s.Date <= r.After:
		return "before the last attempt"
	case int(today-s.Date) > r.Recent:
		return fmt.Sprintf("older than %d days", r.Recent)
	}
	return ""
}

// unlike is how a simulation differs from the real exam: in its questions, length or conditions. A tenth
// of the questions may be missing. Closed book means with nothing open but what the exam allows.
func (r Rules) unlike(s Simulation) string {
	unit := "questions"
	if r.HandsOnly {
		unit = "tasks"
	}
	switch {
	case s.Seen:
		return "seen before: good training, no evidence"
	case float64(s.Of) < 0.9*r.Full:
		return fmt.Sprintf("not full length: %d of %.0f %s", s.Of, r.Full, unit)
	case !s.Timed:
		return "not timed"
	case !s.ClosedBook && r.HandsOnly:
		return "not under exam conditions"
	case !s.ClosedBook:
		return "not closed book"
	}
	return ""
}

// InARow is how many of the last simulations that count are at or above the target without one below it
// in between, streak at most.
func InARow(views []View, streak int) int {
	row := 0
	for i := len(views) - 1; i >= 0 && row < streak; i-- {
		if !views[i].Qualifies {
			continue
		}
		if !views[i].Above {
			break
		}
		row++
	}
	return row
}

package agenda

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/figure"
	"retake/generator/site/view"
	"retake/generator/site/words"
)

// Plan is the plan as a whole: ways back to it, phases, hours, what they may bring, and what they rest on. After a
// pass it is how the plan went, and nothing is left to choose.
func Plan(dk *board.Desk) view.PlanPage {
	p := dk.Plan
	v := view.PlanPage{Exam: examFact(dk), Almanac: almanac(dk), Won: dk.Passed()}
	if dk.Edition.Sees(view.Log) { // what was spent stands beside what is planned
		v.Hours = figure.Hours(dk)
	}
	for _, ph := range p.Phases {
		v.Phases = append(v.Phases, view.Phase{
			Name: ph.Name, Dates: words.Span(ph.From, ph.To), Why: ph.Why,
			Current: ph.From <= p.Today && p.Today <= ph.To && p.Won == 0, Past: ph.To < p.Today || p.Won != 0,
		})
	}
	for _, w := range p.Weeks {
		v.Weeks = append(v.Weeks, week(dk, w))
	}
	if p.Won != 0 {
		v.Working = spentWorking(dk.Board)
		return v
	}
	v.Total, v.Assumed, v.Where, v.Working = words.Length(p.Budget.Total), p.Budget.Assumed, where(dk.Board), budgetWorking(dk.Board)
	v.GivenUp, v.TooSoon, v.Ways, v.Pinned, v.Away = words.TidyAll(p.GivenUp), dk.Tell(words.Tidy(p.Date.TooSoon)), ways(dk.Board), pinned(dk), away(dk.Board)
	v.Forecast, v.WhatIf = forecast(dk.Board), whatIf(dk.Board)
	switch { // of a date that the learner wrote, the fact says it all
	case p.Date.Date == 0:
		v.Lead, v.Exam.Note = v.Exam.Note, ""
	case p.Date.Proposed:
		v.Lead = words.Tidy(strings.TrimSpace(p.Date.Why + " " + p.Date.Moved))
	}
	v.Lead = dk.Tell(v.Lead)
	for _, a := range p.Assumptions {
		v.Assumptions = append(v.Assumptions, view.Assumption(a))
	}
	return v
}

// spentWorking says how the time spent was added up.
func spentWorking(bd *board.Board) view.Working {
	w := view.Working{Says: "Added up from the log. Practice and simulations count where no session is logged for them that day. Time that names no domain stands in a row of its own."}
	if n := len(bd.Plan.Weeks); n > 0 {
		w.Lines = board.Newest(doneLines(bd, bd.Plan.Weeks[0].From, bd.Plan.Weeks[n-1].To))
	}
	return w
}

// where the time from today to the exam goes.
func where(bd *board.Board) []view.Fact {
	b := bd.Plan.Budget
	var out []view.Fact
	for _, f := range []view.Fact{
		board.Fact("Study by domain", words.Length(b.Domains), "reading, labs, questions and their review"),
		board.Fact("Full simulations", words.Length(b.Simulations), "with their review"),
		board.Fact("Taking stock", words.Length(b.Reset), "the first days: report, rules, sources"),
		board.Fact("Light review", words.Length(b.Light), "the last days: nothing new"),
	} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

// forecast says in careful words what the hours may bring.
func forecast(bd *board.Board) string {
	b, r := bd.Plan.Budget, bd.Plan.Readiness
	if b.Forecast <= 0 || b.Total <= 0 {
		return ""
	}
	say := fmt.Sprintf("Today’s estimate over the whole exam is about %s of the questions right. If the hours above are kept, about %s may be expected on the exam day", words.Percent(b.Now), words.Percent(b.Forecast))
	if b.Range.Hi > b.Range.Lo {
		say += ", most likely " + words.Percents(b.Range.Lo, b.Range.Hi)
	}
	say += "."
	switch {
	case r.Target <= 0:
	case math.Round(b.Forecast*100) >= math.Round(r.Target): // as printed
		say += fmt.Sprintf(" That is at or above the target of %s.", bd.Target())
	default:
		say += fmt.Sprintf(" That is below the target of %s.", bd.Target())
		if bd.Plan.Date.TooSoon != "" {
			say += " More hours or a later date would help."
		}
	}
	return say + " It is an estimate of practice results, not a promise and not a score."
}

// budgetWorking says how the hours are shared out.
func budgetWorking(bd *board.Board) view.Working {
	set, b := bd.Plan.Settings, bd.Plan.Budget
	return view.Working{
		Says:    "What is missing in a domain shrinks by the same factor with each hour spent there. The hours go where the next hour wins the most points, and every domain keeps a small share so that nothing fades.",
		Formula: "an hour wins weight × (what is missing to 100" + words.NBSP + "%) × (1 − exp(−1 ÷ τ)); the next one goes to the domain where that is most",
		Inputs: []view.Fact{
			board.Fact("A full ordinary week", cmp.Or(words.Length(b.PerWeek), "no study"), ""),
			board.Fact("τ, the hours that close 63"+words.NBSP+"% of what is missing", words.Number(set.LearningHours)+words.NBSP+"h", "learning_hours"),
			board.Fact("Share every domain keeps", words.Weight(100*set.Maintenance), "maintenance"),
			board.Fact("Length of a block", words.Length(civil.Minutes(set.Block)), "block"),
			board.Fact("Most study in a day", words.Length(civil.Minutes(set.HardCap)), "hard_cap, simulations included"),
		},
		Lines: hourLines(bd),
		Mind:  bd.Mind("Practice results, other free hours, days off or another exam date share the time out anew. Weeks that have begun stay as they were."),
	}
}

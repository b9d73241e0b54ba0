package site

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/study"
)

func (sh *sheet) readinessPage() ReadinessPage {
	r := sh.Plan.Readiness
	v := ReadinessPage{
		Verdict: sentence(r.Verdict), Say: tidy(r.Say), Target: sh.target100(), Pass: percent(r.Pass / 100),
		Working: sh.chanceWorking(),
	}
	if r.PassAssumed {
		v.PassNote = "The issuer publishes no pass mark in percent, so this one is assumed for practice questions. It is not a conversion of your score."
	}
	for _, g := range r.Gates {
		if Calm(sh.Plan) {
			g.Next, v.Say = "", "The work is done. The gates below are for choosing a date: they ask nothing of you now."
		}
		v.Gates = append(v.Gates, Gate{Name: gateWord(g.Name), Met: g.Met, Why: tidy(g.Why), Next: tidy(g.Next)})
	}
	counted := 0
	for _, s := range slices.Backward(r.Simulations) {
		if s.Qualifies {
			counted++
		}
		v.Sims = append(v.Sims, sim(s))
	}
	if c := r.Chance; c != nil {
		v.Chance = &Fact{"Chance of passing", "about " + percent(c.P), fmt.Sprintf("Between %s and %s. %s", whole(c.Lo*100), percent(c.Hi), c.Assumes)}
		b := interval("bar.chance", "Chance of passing", c.Lo, c.P, c.Hi)
		v.Bar = &b
	} else {
		v.Needs = max(2-counted, 1)
	}
	v.Mix, v.MixTotal = sh.mix()
	for _, n := range sh.lists["checklists"] {
		v.Checklists = append(v.Checklists, sh.link(sh.shown[n.File].page, n.Title))
	}
	return v
}

// sim is one simulation in the table.
func sim(s study.SimulationView) Sim {
	v := Sim{
		Date: s.Date.Short(), Name: strings.TrimSpace(s.Source + " " + s.Form), Percent: percent(s.Percent / 100),
		Score: fmt.Sprintf("%d of %d", s.Right, s.Of), WhyNot: sentence(s.WhyNot),
	}
	conditions := []string{"not timed", "open book"}
	if s.Timed {
		conditions[0] = "timed"
	}
	if s.ClosedBook {
		conditions[1] = "closed book"
	}
	v.Conditions = strings.Join(conditions, ", ")
	switch {
	case !s.Qualifies:
		v.Verdict = "does not count"
	case s.Above:
		v.Verdict = "counts, at or above the target"
	default:
		v.Verdict = "counts, below the target"
	}
	return v
}

// chanceWorking says how the chance is made, and what it rests on.
func (s *site) chanceWorking() Working {
	set, r := s.Plan.Settings, s.Plan.Readiness
	w := Working{
		Says: "The qualifying simulations are averaged. Around the average stand four uncertainties: luck in each simulation, the difference between forms, luck on the exam day, and the step from practice to the real exam. The chance is the part of that spread above the pass mark; the range comes from how few simulations there are.",
		Inputs: []Fact{
			{"Pass mark on the practice scale", percent(r.Pass / 100), ""},
			{"Difference between forms", "give or take " + points(set.FormSpread), "form_spread"},
			{"From practice to the real exam", "give or take " + points(set.TransferSpread), "transfer_spread"},
			{"Practice easier than the exam by", points(-set.PracticeBias), "practice_bias"},
			{"The gate opens at", Weight(100 * set.EnoughChance), "enough_chance"},
		},
	}
	if c := r.Chance; c != nil {
		w.Inputs = append([]Fact{
			{"Simulations that count", fmt.Sprint(c.N), ""},
			{"Expected on the exam, in percent of questions", number(c.Mean) + nbsp + "%", ""},
		}, w.Inputs...)
	}
	return w
}

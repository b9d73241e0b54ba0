package study

import (
	"cmp"
	"math"
	"slices"

	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/gate"
	"retake/generator/stat"
	"retake/generator/trial"
)

// readiness holds the plan against the four gates.
func (m *maker) readiness(p Plan) Readiness {
	mark := m.mark(m.today + 1)
	c := gate.Case{
		Today: m.today, Won: p.Won, Failed: m.qualify(m.today + 1).After, Window: p.Window, Date: p.Date.Date, Views: p.Trials.Views, Streak: m.set.Streak,
		Pass: mark.Pass, PassAssumed: mark.Assumed, Target: m.target(m.today + 1), Sitting: civil.Minutes(m.simulationLength()),
		Enough: m.set.EnoughChance, Forecast: p.Budget.Forecast, Blind: m.blind(m.today + 1), Conjunctive: m.exam.Conjunctive,
	}
	if p.Won == 0 {
		c.Chance = m.terms100(m.today+1).Chance(p.Trials.Views, p.Trials.Gap)
	}
	for _, b := range blocksFrom(p.Weeks, m.ahead(m.today+1)) {
		if m.fullSitting(b.Kind, b.Minutes) {
			c.Ahead++
		}
	}
	c.Open, _ = m.misses()
	for i, d := range p.Domains {
		if i == 0 || d.Belief.Mean < c.Lowest.Mean {
			c.Lowest = gate.Domain{Name: d.Name, Mean: d.Belief.Mean}
		}
	}
	return gate.Judge(c)
}

// qualify are the rules by which a simulation counts, as known before a day.
func (m *maker) qualify(cut civil.Date) trial.Rules {
	r := trial.Rules{HandsOnly: m.exam.onlyPractical(), Full: m.fullSet(), Recent: m.set.Recent, Target: m.target(cut) * 100, Streak: m.set.Streak}
	if a := m.past(cut).LastFail(); a != nil {
		r.After = a.At.Date
	}
	return r
}

// fewTasks is how many questions a hands-on exam is taken to have where the number is not known: they are
// whole tasks, about 16 to 20 of them where an issuer gives a number.
const fewTasks = 10

// fullSet is how many questions a full simulation has: the exam's number; where it is not known, half the
// assumed one, and of an exam of nothing but hands-on tasks a few.
func (m *maker) fullSet() float64 {
	switch {
	case m.exam.Questions > 0:
		return float64(m.exam.Questions)
	case m.exam.onlyPractical():
		return min(fewTasks, float64(m.set.DefaultQs)/2)
	}
	return float64(m.set.DefaultQs) / 2
}

// questions is the number in the exam, or the assumed one.
func (m *maker) questions() float64 { return float64(cmp.Or(m.exam.Questions, m.set.DefaultQs)) }

// misses counts all questions that went wrong: still open today, and closed.
func (m *maker) misses() (open, closed int) {
	w := m.way(0)
	return len(w.Logged) - len(w.Closed), len(w.Closed)
}

// undated is how many days ahead an exam without a date is taken to be, as for re-tests.
const undated = 30

// nextBlock mixes the questions of the next practice.
func (m *maker) nextBlock(domains []DomainPlan, date ExamDate) []Mix {
	ahead, target := undated, m.target(m.today+1)
	if date.Date > m.today {
		ahead = date.Days
	}
	gap := math.Max(1, stat.Gap(float64(ahead)))
	wants := make([]drill.Want, len(domains))
	for i, d := range domains {
		wants[i] = drill.Want{Weight: m.weight[i], Missing: target - d.Belief.Mean, Idle: -1}
		if d.LastStudied != 0 {
			wants[i].Idle = int(m.today - d.LastStudied)
		}
	}
	var out []Mix
	for i, n := range drill.NextBlock(wants, gap, m.set.NextQuestions) {
		if n > 0 {
			out = append(out, Mix{Domain: domains[i].N, Questions: n, Because: wants[i].Because()})
		}
	}
	slices.SortStableFunc(out, func(a, b Mix) int { return b.Questions - a.Questions })
	return out
}

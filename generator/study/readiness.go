package study

import (
	"math"

	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/gate"
	"retake/generator/stat"
	"retake/generator/trial"
)

// readiness holds the plan against the four gates.
func (m *maker) readiness(p Plan) Readiness {
	c := gate.Case{
		Today: m.today, Won: p.Won, Window: p.Window, Date: p.Date.Date, Views: p.Trials.Views, Streak: m.set.Streak, Pass: m.pass, PassAssumed: m.assumed, Target: m.target(),
		Enough: m.set.EnoughChance, Forecast: p.Budget.Forecast, Blind: m.blind(m.today + 1), Conjunctive: m.exam.Conjunctive,
	}
	if p.Won == 0 {
		c.Chance = m.terms100(m.today+1).Chance(p.Trials.Views, p.Trials.Gap)
	}
	for i, d := range p.Domains {
		c.Open += len(d.OpenMisses)
		if i == 0 || d.Belief.Mean < c.Lowest.Mean {
			c.Lowest = gate.Domain{Name: d.Name, Mean: d.Belief.Mean}
		}
	}
	return gate.Judge(c)
}

// qualify are the rules by which a simulation counts, as known before a day.
func (m *maker) qualify(cut civil.Date) trial.Rules {
	r := trial.Rules{Full: m.fullSet(), Recent: m.set.Recent, Target: m.target() * 100, Streak: m.set.Streak}
	if a := m.lastFail(cut); a != nil {
		r.After = a.At.Date
	}
	return r
}

// fullSet is how many questions a full simulation has: the exam's number, or half the assumed one.
func (m *maker) fullSet() float64 {
	if m.exam.Questions > 0 {
		return float64(m.exam.Questions)
	}
	return float64(m.set.DefaultQs) / 2
}

// nextBlock mixes the questions of the next practice.
func (m *maker) nextBlock(domains []DomainPlan, date ExamDate) []Mix {
	gap := stat.Gap(math.Max(7, float64(max(date.Days, 0))))
	wants := make([]drill.Want, len(domains))
	for i, d := range domains {
		wants[i] = drill.Want{Weight: m.weight[i], Missing: m.target() - d.Belief.Mean, Idle: -1}
		if d.LastStudied != 0 {
			wants[i].Idle = int(m.today - d.LastStudied)
		}
	}
	var out []Mix
	questions := drill.NextBlock(wants, gap, m.set.NextQuestions)
	shares := make([]float64, len(questions))
	for i, n := range questions {
		shares[i] = float64(n)
	}
	for _, i := range descending(shares) {
		if questions[i] > 0 {
			out = append(out, Mix{Domain: domains[i].N, Questions: questions[i], Because: wants[i].Because()})
		}
	}
	return out
}

package study

import (
	"fmt"
	"math"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/stat"
)

// readiness applies the four gates in order. The verdict is that of the first gate not met.
func (m *maker) readiness(p Plan) Readiness {
	r := Readiness{First: -1, Pass: m.pass * 100, PassAssumed: m.assumed, Target: m.target() * 100}
	r.Simulations = m.views()
	if p.Won != 0 {
		r.Verdict, r.Say = "passed", "You passed on "+p.Won.Medium()+". There is nothing left to plan."
		return r
	}
	r.Chance = m.chance(r.Simulations)
	r.Gates = []Gate{m.legal(p), m.rule(r.Simulations), m.enough(r), m.capable(p)}
	for i, g := range r.Gates {
		if !g.Met {
			r.First = i
			break
		}
	}
	r.Verdict, r.Say = m.verdict(r, p.Window)
	return r
}

func (m *maker) verdict(r Readiness, w policy.Window) (verdict, say string) {
	switch {
	case r.First < 0:
		return "ready", "All four gates are open: the date holds. Keep the plan and sleep well."
	case r.First == 0 && w.State == policy.Unknown:
		return "not known yet", r.Gates[0].Why
	case r.First == 0:
		return "not allowed yet", r.Gates[0].Why
	case r.Chance == nil:
		return "not enough evidence", "There is not enough evidence yet to say whether you would pass. That is no bad sign: it comes from full simulations, and the plan has them."
	}
	return "not yet", r.Gates[r.First].Why
}

// legal: the date lies inside the retake window.
func (m *maker) legal(p Plan) Gate {
	g, w := Gate{Name: "legal"}, p.Window
	switch {
	case w.TooLate:
		g.Why = fmt.Sprintf("The retake rule opens on %s, but the last day is %s: %s.", w.Safe.Medium(), w.Until.Medium(), w.UntilWhy)
		g.Next = "A new purchase or the next exam version is needed; the retake page says why."
	case w.State == policy.Unknown:
		g.Why = "The waiting time of this exam is not known to us."
		g.Next = "Ask the issuer for your earliest date and write it as retake_eligible_on in content/attempts.toml."
	case !stillOpen(w):
		g.Why, g.Next = "The retake rule allows no further attempt as things stand.", "The retake page says what opens the way again."
	case p.Date.Date == 0:
		g.Why, g.Next = "There is no exam date to check.", "Write exam_date in content/plan.toml."
	case w.Optimistic == 0:
		g.Why, g.Next = "The exam is held on fixed dates only, and the next one is not known to us.", "Look up the session dates and write exam_date in content/plan.toml."
	case p.Date.Date < w.Safe:
		g.Why = fmt.Sprintf("The retake may be taken from %s; %s is earlier.", w.Safe.Medium(), p.Date.Date.Medium())
		g.Next = "Move the exam to " + w.Safe.Medium() + " or later."
	case w.Until != 0 && p.Date.Date > w.Until:
		g.Why = fmt.Sprintf("%s is after the last possible day, %s: %s.", p.Date.Date.Medium(), w.Until.Medium(), w.UntilWhy)
		g.Next = "Move the exam to " + w.Until.Medium() + " or earlier."
	default:
		g.Met = true
		g.Why = fmt.Sprintf("%s is allowed: the rule opens on %s.", p.Date.Date.Medium(), w.Safe.Medium())
		if w.Safe <= m.today {
			g.Why = fmt.Sprintf("%s is allowed: the waiting time is over.", p.Date.Date.Medium())
		}
	}
	return g
}

// views says of each simulation up to today whether it counts, and why not.
func (m *maker) views() []SimulationView {
	var out []SimulationView
	for _, s := range m.seen {
		if s.Date > m.today || s.Of <= 0 {
			continue
		}
		v := SimulationView{Simulation: s, Percent: 100 * float64(s.Right) / float64(s.Of)}
		v.WhyNot = m.whyNot(s)
		v.Qualifies = v.WhyNot == ""
		v.Above = v.Percent >= m.target()*100-1e-9
		out = append(out, v)
	}
	return out
}

// whyNot is the first reason a simulation does not count: it must be full length, timed, closed book,
// unseen and recent. "" means that it counts.
func (m *maker) whyNot(s Simulation) string {
	last := m.lastFail(m.today + 1)
	switch {
	case s.Seen:
		return "seen before: good training, no evidence"
	case float64(s.Of) < 0.9*m.fullSet():
		return fmt.Sprintf("not full length: %d of %.0f questions", s.Of, m.fullSet())
	case !s.Timed:
		return "not timed"
	case !s.ClosedBook:
		return "not closed book"
	case last != nil && s.Date <= last.At.Date:
		return "before the last attempt"
	case int(m.today-s.Date) > m.set.Recent:
		return fmt.Sprintf("older than %d days", m.set.Recent)
	}
	return ""
}

// fullSet is how many questions a full simulation has: the exam's number, or half the assumed one.
func (m *maker) fullSet() float64 {
	if m.exam.Questions > 0 {
		return float64(m.exam.Questions)
	}
	return float64(m.set.DefaultQs) / 2
}

// rule: the last `streak` qualifying simulations are each at or above pass + buffer.
func (m *maker) rule(views []SimulationView) Gate {
	g := Gate{Name: "rule"}
	row, n := 0, 0
	for i := len(views) - 1; i >= 0; i-- {
		if !views[i].Qualifies {
			continue
		}
		if n++; n > m.set.Streak {
			break
		}
		if !views[i].Above {
			break
		}
		row++
	}
	g.Met = row >= m.set.Streak
	asks := fmt.Sprintf("The booking rule asks for %s in a row at %.0f %% or more", advice.Count(m.set.Streak, "full simulation"), m.target()*100)
	switch {
	case g.Met:
		g.Why = asks + "; you have them."
	case row == 0:
		g.Why = asks + "; none has reached it yet."
	default:
		g.Why = fmt.Sprintf("%s; you have %d.", asks, row)
	}
	if !g.Met {
		g.Next = "One counts when it is full length, timed, closed book, and of a form that you have not seen."
	}
	return g
}

// chance is model B (normal-normal) over the qualifying simulations: nil below two. The range is the
// chance at both ends of the middle 80 % of the learner's own level.
// Source: the normal-normal model of the documentation, bias and spreads from Settings.
func (m *maker) chance(views []SimulationView) *Chance {
	in := stat.Trials{Pass: m.pass * 100, ExamQuestions: m.questions(), FormSpread: m.set.FormSpread, TransferSpread: m.set.TransferSpread, Bias: m.set.PracticeBias}
	for _, v := range views {
		if v.Qualifies {
			in.Scores = append(in.Scores, v.Percent)
			in.Questions = append(in.Questions, float64(v.Of))
		}
	}
	if len(in.Scores) < 2 {
		return nil
	}
	out := stat.Predict(in)
	spread := math.Sqrt(math.Max(1e-9, out.SD*out.SD-out.SDMu*out.SDMu))
	at := func(mu float64) float64 { return 1 - stat.NormalCDF((in.Pass-mu)/spread) }
	return &Chance{
		P: out.P, Lo: at(out.Mean - 1.2816*out.SDMu), Hi: at(out.Mean + 1.2816*out.SDMu), N: len(in.Scores), Mean: out.Mean,
		Assumes: fmt.Sprintf("Assumes that the real exam is like your simulations, give or take %.0f points, and that their forms differ by about %.0f.", m.set.TransferSpread, m.set.FormSpread),
	}
}

// enough: the chance of passing, by the evidence, is at or above the setting.
func (m *maker) enough(r Readiness) Gate {
	g := Gate{Name: "evidence"}
	if r.Chance == nil {
		n := 0
		for _, v := range r.Simulations {
			if v.Qualifies {
				n++
			}
		}
		g.Why = fmt.Sprintf("%s so far; below two there is no honest estimate.", advice.Count(n, "qualifying simulation"))
		g.Next = "Take the simulations that the plan sets."
		return g
	}
	g.Met = r.Chance.P >= m.set.EnoughChance
	g.Why = fmt.Sprintf("By your simulations the chance of passing is about %.0f %% (between %.0f and %.0f); the gate opens at %.0f %%.", r.Chance.P*100, r.Chance.Lo*100, r.Chance.Hi*100, m.set.EnoughChance*100)
	if !g.Met {
		g.Next = "Higher simulation scores, from more than one provider."
	}
	return g
}

// most open misses that still count as able.
const fewMisses = 10

// capable: no domain far below the pass mark, few open misses, and the simulations have room.
func (m *maker) capable(p Plan) Gate {
	g := Gate{Name: "able"}
	misses := 0
	for _, d := range p.Domains {
		misses += len(d.OpenMisses)
	}
	low := m.lowest(p.Domains)
	floor := m.pass - 0.10
	if m.exam.Conjunctive {
		floor = m.pass
	}
	switch {
	case m.blind(m.today + 1):
		g.Why, g.Next = "Nothing is known about single domains yet.", "One full simulation, early on, shows where to work; the plan has it."
	case p.Budget.Forecast < m.pass && p.Date.Date > m.today:
		g.Why = fmt.Sprintf("With the hours that are planned, about %.1f %% is to be expected on exam day; the pass mark is %.0f %%.", p.Budget.Forecast*100, m.pass*100)
		g.Next = "More hours a week or a later date."
	case low != nil && low.Belief.Mean < floor:
		g.Why = fmt.Sprintf("%s stands at about %.0f %%, too far below the pass mark of %.0f %%.", low.Name, low.Belief.Mean*100, m.pass*100)
		g.Next = "Time in that domain first; the plan gives it."
	case misses > fewMisses:
		g.Why = fmt.Sprintf("%s are still open.", advice.Count(misses, "logged question"))
		g.Next = fmt.Sprintf("Get them right on two different days; %d or fewer is enough.", fewMisses)
	default:
		g.Met = true
		g.Why = fmt.Sprintf("The hours are there, no domain is far behind, and %s open.", openWords(misses))
	}
	return g
}

func openWords(n int) string {
	switch n {
	case 0:
		return "no logged question is"
	case 1:
		return "1 logged question is"
	}
	return fmt.Sprintf("%d logged questions are", n)
}

func (m *maker) lowest(domains []DomainPlan) *DomainPlan {
	var low *DomainPlan
	for i := range domains {
		if low == nil || domains[i].Belief.Mean < low.Belief.Mean {
			low = &domains[i]
		}
	}
	return low
}

// nextBlock mixes the questions of the next practice: largest remainder of weight x gap x staleness.
// Staleness is the time since a domain was last practised over the spacing gap, between a half and two.
func (m *maker) nextBlock(domains []DomainPlan, date ExamDate) []Mix {
	gap := stat.Gap(math.Max(7, float64(max(date.Days, 0))))
	shares := make([]float64, len(domains))
	sum := 0.0
	for i, d := range domains {
		stale := 2.0
		if d.LastStudied != 0 {
			stale = math.Min(2, math.Max(0.5, float64(m.today-d.LastStudied)/gap))
		}
		shares[i] = m.weight[i] * math.Max(0.02, m.target()-d.Belief.Mean) * stale
		sum += shares[i]
	}
	if sum == 0 {
		return nil
	}
	var out []Mix
	questions := stat.LargestRemainder(shares, m.set.NextQuestions)
	for _, i := range descending(shares) {
		if questions[i] > 0 {
			out = append(out, Mix{Domain: domains[i].N, Questions: questions[i], Because: m.mixBecause(domains[i])})
		}
	}
	return out
}

func (m *maker) mixBecause(d DomainPlan) string {
	points := "near the target"
	if d.Points >= 0.05 {
		points = fmt.Sprintf("%.1f points to win", d.Points)
	}
	switch {
	case d.LastStudied == 0:
		return points + ", not practised yet"
	case d.LastStudied == m.today:
		return points + ", practised today"
	}
	return fmt.Sprintf("%s, last practised %s ago", points, days(m.today-d.LastStudied))
}

func days(d civil.Date) string { return advice.Count(int(d), "day") }

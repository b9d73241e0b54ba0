package study

import (
	"slices"

	"retake/generator/digest"
	"retake/generator/tally"
)

// digest sets the plan of last Monday beside today's. It is nil when the plan was not there yet.
func (m *maker) digest(now Plan) *Digest {
	since := max(digest.Since(m.today), m.start)
	if since >= m.today || now.Won != 0 && now.Won < since {
		return nil
	}
	earlier := *m // the record, its order and the calendars hold for any day
	earlier.today = since - 1
	weeks := m.planned(now.Weeks, since, m.today)
	until := m.today - 1
	if m.done[m.today] > 0 {
		until = m.today
	}
	s := digest.Slip{Done: m.done.In(since, m.today)}
	s.Planned, _ = tally.Planned(weeks, since, until)
	s.Days, s.By = tally.Short(weeks, m.done, since, m.today-1)
	for _, x := range now.Drill.Due {
		if x.Overdue > 0 {
			s.Late++
		}
	}
	for _, x := range now.Meetings {
		s.Talks = append(s.Talks, digest.Talk{Person: x.Person, Missed: x.Missed})
	}
	was, is := earlier.snapshot(earlier.before(now.Weeks)), m.snapshot(now)
	for i, x := range m.believe(since, m.today+1) {
		was.Domains[i].Faded = x.Mean()
	}
	return digest.Compare(since, was, is, m.target(m.today+1), s, m.ask(now))
}

// before is the plan as of the maker's day, with no more of it than a digest needs. weeks are those of a later
// day: what had begun by then was the same.
func (m *maker) before(weeks []Week) Plan {
	cut := m.today + 1
	if i := slices.IndexFunc(weeks, func(w Week) bool { return w.From > m.today }); i >= 0 {
		weeks = weeks[:i]
	}
	known := m.known(cut, weeks)
	p := Plan{Today: m.today, Exam: m.exam, Settings: m.set, Window: m.window(cut, m.today)}
	p.Diagnosis, p.Won = m.diagnose(cut), m.won(cut)
	p.Domains = m.domains(known.beliefs)
	p.Ranked = ranked(p.Domains)
	p.Date = m.examDate(known)
	x := m.prospect(known)
	minutes, _ := m.allocate(known, float64(x.Until(p.Date.Date, 1)))
	p.Budget.Forecast = x.Expected(known.beliefs, minutes)
	p.Trials = m.trials(cut)
	p.Readiness = m.readiness(p)
	return p
}

// snapshot is what a digest compares of a plan.
func (m *maker) snapshot(p Plan) digest.Snapshot {
	s := digest.Snapshot{
		Verdict: p.Readiness.Verdict, Fails: p.Diagnosis.Failures, Date: p.Date.Date, Proposed: p.Date.Proposed,
	}
	s.Open, s.Closed = m.misses()
	for i, x := range p.Domains {
		s.Domains = append(s.Domains, digest.Domain{N: x.N, Name: x.Name, Mean: x.Belief.Mean, Points: x.Points})
		s.Level += m.weight[i] * x.Belief.Mean
	}
	return s
}

// ask is what this plan raises for a mentor.
func (m *maker) ask(now Plan) digest.Ask {
	a := digest.Ask{Won: now.Won != 0, Behind: now.Replan != nil}
	if now.Date.TooSoon != "" {
		a.TooSoon = now.Date.Date
	}
	if len(now.Drill.Repeats) > 0 {
		a.Repeat = now.Drill.Repeats[0].Objective.String()
	}
	for _, x := range now.Drill.Misconceptions {
		if x.Open(m.today) {
			a.Mistaken, a.Note = x.Objective.String(), x.Note
			break
		}
	}
	for _, c := range now.Causes {
		if c.Supported() {
			a.Cause = c.Title
			break
		}
	}
	if len(now.Ranked) > 0 {
		a.Weakest = now.Domains[now.Ranked[0]].Name
	}
	if g := now.Readiness; g.First >= 0 && g.First < len(g.Gates) {
		a.FirstGate = g.Gates[g.First].Name
	}
	return a
}

package study

import (
	"retake/generator/advice"
	"retake/generator/attempt"
	"retake/generator/belief"
	"retake/generator/civil"
	"retake/generator/report"
)

// past are the attempts known before a day.
func (m *maker) past(cut civil.Date) attempt.History { return m.history.Before(cut) }

// diagnose says what the last report does and does not say.
func (m *maker) diagnose(cut civil.Date) Diagnosis {
	past := m.past(cut)
	d := Diagnosis{Diagnostic: past.Silent(), Failures: len(past.Fails()), Strength: "none"}
	a := past.LastFail()
	if a == nil {
		d.Headline = "No failed attempt is written down yet."
		d.Silent = []string{"Nothing about your last attempt: put the report into content/attempts.toml, whatever it shows."}
		return d
	}
	d.Attempt = a
	d.Headline, d.ScaleGap, d.HasScaleGap = m.terms(cut).Headline(a.Paper())
	d.Strength = a.Paper().Strength()
	d.Says, d.Silent = a.Paper().Says(m.outline)
	return d
}

// domains gathers all that is known about each domain as of today.
func (m *maker) domains(beliefs []report.Beta) []DomainPlan {
	reports, why := m.reported(m.today + 1)
	missed, target := m.missedBefore(m.today+1), m.target(m.today+1)
	evening := reports
	if a := m.past(m.today + 1).LastFail(); a != nil {
		evening = m.believe(a.At.Date+1, a.At.Date+1)
	}
	out := make([]DomainPlan, len(beliefs))
	for i, d := range m.exam.Domains {
		out[i] = DomainPlan{Domain: d, Belief: belief.Shown(beliefs[i]), Report: belief.Shown(reports[i]), Evening: belief.Shown(evening[i]), Evidence: why[i], Missed: missed[i]}
		out[i].Points = belief.ToWin(beliefs[i], m.weight[i], target)
	}
	m.addLog(out)
	for i := range out {
		for j := range out {
			if i != j && out[i].Belief.Overlaps(out[j].Belief) {
				out[i].TiedWith = append(out[i].TiedWith, out[j].N)
			}
		}
		out[i].Win = m.win(out[i])
	}
	return out
}

// addLog adds what the log says about each domain, up to today.
func (m *maker) addLog(out []DomainPlan) {
	for _, o := range m.obs {
		switch {
		case o.Date > m.today:
			continue
		case o.Domain < 0: // a set of all domains: the log is by date
			for i := range out {
				out[i].LastStudied = o.Date
			}
			continue
		}
		d := &out[o.Domain]
		d.Evidence = append(d.Evidence, Evidence{Pos: o.Pos, Date: o.Date, What: o.What, Weight: m.weights().Weight(o, m.today+1)})
		d.LastStudied = max(d.LastStudied, o.Date)
		if o.Date >= m.start {
			d.Asked += int(o.Of)
		}
	}
	for _, s := range m.rec.Sessions {
		if i := m.index(s.Domain); i >= 0 && s.Date >= m.start && s.Date <= m.today {
			out[i].Spent += s.Minutes
			out[i].LastStudied = max(out[i].LastStudied, s.Date)
		}
	}
	for _, x := range m.rec.Misses {
		if i := m.index(x.Objective.Domain); i >= 0 && x.Date <= m.today && x.Open(m.today) {
			out[i].OpenMisses = append(out[i].OpenMisses, x)
		}
	}
}

// win says what to win in a domain, most valuable first.
func (m *maker) win(d DomainPlan) []string {
	a := advice.Aim{Mean: d.Belief.Mean * 100, Target: m.target(m.today+1) * 100, Points: d.Points, Open: len(d.OpenMisses)}
	for _, o := range d.Missed {
		a.Listed = append(a.Listed, o.String())
	}
	return advice.Win(a)
}

// because words, for each domain, why a block goes there. It names no figure: a week keeps the words
// of its beginning, and figures move on.
func (m *maker) because(cut civil.Date, beliefs []report.Beta) []string {
	out := make([]string, len(beliefs))
	points := make([]float64, len(beliefs))
	for i, b := range beliefs {
		points[i] = belief.ToWin(b, m.weight[i], m.target(cut))
	}
	order, blind := descending(points), m.blind(cut)
	for rank, i := range order {
		out[i] = advice.Because(m.exam.Domains[i].Name, advice.Standing{
			Rank: rank, Leader: m.exam.Domains[order[0]].Name, AtTarget: points[i] < 0.05, Blind: blind, Whole: len(order) == 1})
	}
	return out
}

// blind reports whether nothing is known about single domains before a day: no report, no practice. Of an exam with
// one domain a total says enough.
func (m *maker) blind(cut civil.Date) bool {
	_, why := m.reported(cut)
	total := len(why) == 1 && why[0] != nil
	return m.past(cut).Silent() && !total && (len(m.obs) == 0 || m.obs[0].Date >= cut)
}

// ranked lists the domains by points to win, then by weight, then in the outline's order.
func ranked(domains []DomainPlan) []int {
	keys := make([]float64, len(domains))
	for i, d := range domains {
		keys[i] = d.Points + d.Weight*1e-6
	}
	return descending(keys)
}

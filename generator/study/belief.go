package study

import (
	"cmp"
	"slices"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/report"
)

// shown adds to a belief what a reader needs: the mean and the middle 80 %.
func shown(x report.Beta) Belief {
	lo, hi := x.Middle80()
	return Belief{A: x.A, B: x.B, Mean: x.Mean(), Lo80: lo, Hi80: hi}
}

// terms are what reading a report takes as given.
func (m *maker) terms() report.Terms {
	return report.Terms{
		Scale: m.exam.Scale, Pass: m.pass, Questions: m.questions(), PriorCount: m.set.PriorCount, LevelCount: m.set.LevelCount,
		BarCount: m.set.BarCount, RankCount: m.set.RankCount, ScaledCount: m.set.ScaledCount, ObjectivesEach: m.set.ObjectivesEach,
	}
}

func (a Attempt) paper() report.Paper {
	return report.Paper{Score: a.Score, Sections: a.Sections, Missed: a.Missed, ListsMissed: a.ListsMissed}
}

func (d Domain) outline() report.Domain {
	return report.Domain{N: d.N, Name: d.Name, Weight: d.Weight, Objectives: d.Objectives}
}

// reported is what the score reports before a day say about each domain, as beliefs in outline order.
// The latest failed attempt that speaks of a domain counts; an absent domain is not a zero.
func (m *maker) reported(attempts []Attempt) ([]report.Beta, [][]Evidence) {
	out := make([]report.Beta, len(m.exam.Domains))
	why := make([][]Evidence, len(out))
	terms := m.terms()
	for i, d := range m.exam.Domains {
		out[i] = terms.Prior()
		for j := len(attempts) - 1; j >= 0; j-- {
			if attempts[j].Result != Fail {
				continue
			}
			if b, what, ok := terms.Believe(attempts[j].paper(), d.outline()); ok {
				out[i] = b
				why[i] = append(why[i], Evidence{Pos: attempts[j].Pos, Date: attempts[j].At.Date, What: what, Weight: 1})
				break
			}
		}
	}
	return out, why
}

// questions is the number in the exam, or the assumed one.
func (m *maker) questions() float64 {
	if m.exam.Questions > 0 {
		return float64(m.exam.Questions)
	}
	return float64(m.set.DefaultQs)
}

// observation is one set of answered questions, ready to be weighed on any day.
type observation struct {
	date      civil.Date
	domain    int // index into the domains; -1 = spread over all by weight
	right, of float64
	weight    float64 // of its conditions, 0 to 1
	what      string
	pos       fault.Pos
}

// observations lists practice and simulations by date, in an order that does not depend on the file's.
func (m *maker) observations() []observation {
	var out []observation
	for _, p := range m.rec.Practice {
		out = append(out, observation{p.Date, m.index(p.Domain), float64(p.Right), float64(p.Of), m.worth(p.Seen, p.Conditions == "timed", false),
			advice.Practised(p.Right, p.Of, p.Seen, p.Conditions == "timed", p.Source), p.Pos})
	}
	for _, v := range m.seen {
		w := m.worth(v.Seen, v.Timed, v.ClosedBook)
		if len(v.Domains) == 0 {
			out = append(out, observation{v.Date, -1, float64(v.Right), float64(v.Of), w, advice.Sat(v.Right, v.Of, v.Source), v.Pos})
		}
		for _, t := range v.Domains {
			if i := m.index(t.Domain); i >= 0 {
				out = append(out, observation{v.Date, i, float64(t.Right), float64(t.Of), w, advice.Sat(t.Right, t.Of, v.Source), v.Pos})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b observation) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.domain, b.domain), cmp.Compare(a.right, b.right),
			cmp.Compare(a.of, b.of), cmp.Compare(a.weight, b.weight), cmp.Compare(a.what, b.what))
	})
	return out
}

// worth is what a question counts by its conditions, 0 to 1; only a simulation is known to be closed book.
func (m *maker) worth(seen, timed, closedBook bool) float64 {
	switch {
	case seen:
		return 0
	case timed && closedBook:
		return 1
	case timed:
		return m.set.TimedWeight
	}
	return m.set.OpenWeight
}

// believe is the belief about each domain as known before day cut, weighed as of that day: the
// reports, then every observation with weight conditions x 0.5^(age/half-life).
func (m *maker) believe(cut civil.Date) []report.Beta {
	reports, _ := m.reported(m.attemptsBefore(cut))
	out := slices.Clone(reports)
	for _, o := range m.obs {
		if o.date >= cut {
			break
		}
		w := o.weight * report.Fade(float64(cut-o.date), m.set.HalfLife)
		if o.domain >= 0 {
			out[o.domain] = out[o.domain].Add(o.right, o.of, w)
			continue
		}
		for i := range out {
			out[i] = out[i].Add(o.right*m.weight[i], o.of*m.weight[i], w)
		}
	}
	return out
}

// index is where a domain number stands in the outline; -1 if nowhere (or 0, mixed).
func (m *maker) index(n int) int {
	return slices.IndexFunc(m.exam.Domains, func(d Domain) bool { return d.N == n })
}

func (m *maker) attemptsBefore(cut civil.Date) []Attempt {
	i := slices.IndexFunc(m.rec.Attempts, func(a Attempt) bool { return a.At.Date >= cut })
	if i < 0 {
		return m.rec.Attempts
	}
	return m.rec.Attempts[:i]
}

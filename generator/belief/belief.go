// Package belief is what the reports on failed exams and the questions answered since let one think of each
// part of an exam.
//
// The last report that speaks of a domain is where the belief about it starts. Every set of questions then
// moves it, by the conditions under which they were answered and by their age: what was answered timed, with
// closed books and for the first time counts most, and after each half-life half. A belief can be asked for
// as it was on any morning, also with what was known then weighed on a later day: so what is news can be told
// from what only fades.
//
// Deliberately absent: reading a report (it is given as beliefs), what to study because of it, names of
// domains, the clock.
package belief

import (
	"cmp"
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/fault"
	"retake/generator/report"
	"retake/generator/trial"
)

// Belief is a Beta(A, B) belief about the share of a domain's questions answered right.
type Belief struct {
	A, B       float64
	Mean       float64 // 0 to 1
	Lo80, Hi80 float64 // the middle 80 %
}

// Shown adds to a belief what a reader needs: the mean and the middle 80 %.
func Shown(x report.Beta) Belief {
	lo, hi := x.Middle80()
	return Belief{A: x.A, B: x.B, Mean: x.Mean(), Lo80: lo, Hi80: hi}
}

// Overlaps reports whether the middles of two beliefs have some part in common: then they cannot be told apart.
func (b Belief) Overlaps(x Belief) bool { return b.Lo80 <= x.Hi80 && x.Lo80 <= b.Hi80 }

// ToWin is what is to be won in a domain: share of the exam x (target - mean), in percent points of the exam, never
// negative. What arithmetic leaves a hair below a half (1.7499999) is that half, so that it is printed alike everywhere.
func ToWin(b report.Beta, share, target float64) float64 {
	return math.Round(1e8*share*math.Max(0, target-b.Mean())) / 1e6
}

// Evidence is one thing that moved a belief: what, from where, and how much it counted.
type Evidence struct {
	Pos    fault.Pos
	Date   civil.Date
	What   string  // "report: 2 of 4 objectives listed", "31 of 50, timed, Provider A"
	Weight float64 // 0 to 1; 0 = shown, not counted
}

// Sitting is a failed attempt with its report.
type Sitting struct {
	Pos   fault.Pos
	Date  civil.Date
	Paper report.Paper
}

// Reported is what reports say about each domain, in the order of domains, with what it rests on. failed are
// the failed attempts, oldest first: the latest that speaks of a domain counts, and a domain that is absent
// from it is not a zero.
func Reported(t report.Terms, failed []Sitting, domains []report.Domain) ([]report.Beta, [][]Evidence) {
	out, why := make([]report.Beta, len(domains)), make([][]Evidence, len(domains))
	for i, d := range domains {
		out[i] = t.Prior()
		for _, s := range slices.Backward(failed) {
			if b, what, ok := t.Believe(s.Paper, d); ok {
				out[i], why[i] = b, []Evidence{{Pos: s.Pos, Date: s.Date, What: what, Weight: 1}}
				break
			}
		}
	}
	return out, why
}

// All is the domain of questions from the whole exam.
const All = -1

// Observation is one set of answered questions.
type Observation struct {
	Date      civil.Date
	Domain    int // place in the outline, or All: spread over the domains by weight
	Right, Of float64
	Weight    float64 // of its conditions, 0 to 1
	What      string
	Pos       fault.Pos
}

// Terms say what a question counts for.
type Terms struct {
	Timed    float64 // timed, against 1 for timed and closed book
	Open     float64 // neither
	HalfLife float64 // days until a result counts half
}

// worth is what a question counts by its conditions, 0 to 1; only a simulation is known to be closed book.
func (t Terms) worth(seen, timed, closedBook bool) float64 {
	switch {
	case seen:
		return 0
	case timed && closedBook:
		return 1
	case timed:
		return t.Timed
	}
	return t.Open
}

// Observe lists practice and simulations by date, in an order that does not depend on theirs. place is where
// a domain's number stands in the outline, below 0 if nowhere (0 is no domain in particular).
func (t Terms) Observe(practice []drill.Practice, sims []trial.Simulation, place func(n int) int) []Observation {
	out := make([]Observation, 0, len(practice)+len(sims))
	for _, p := range practice {
		out = append(out, Observation{p.Date, place(p.Domain), float64(p.Right), float64(p.Of), t.worth(p.Seen, p.Conditions == "timed", false),
			advice.Practised(p.Right, p.Of, p.Seen, p.Conditions == "timed", p.Source), p.Pos})
	}
	for _, v := range sims {
		w := t.worth(v.Seen, v.Timed, v.ClosedBook)
		if len(v.Domains) == 0 {
			out = append(out, Observation{v.Date, All, float64(v.Right), float64(v.Of), w, advice.Sat(v.Right, v.Of, v.Source), v.Pos})
		}
		for _, x := range v.Domains {
			if i := place(x.Domain); i >= 0 {
				out = append(out, Observation{v.Date, i, float64(x.Right), float64(x.Of), w, advice.Sat(x.Right, x.Of, v.Source), v.Pos})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Observation) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Domain, b.Domain), cmp.Compare(a.Right, b.Right),
			cmp.Compare(a.Of, b.Of), cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.What, b.What))
	})
	return out
}

// Weight is what each question of an observation counts for on a day: its conditions x 0.5^(age/half-life).
func (t Terms) Weight(o Observation, on civil.Date) float64 {
	return o.Weight * report.Fade(float64(on-o.Date), t.HalfLife)
}

// Believe is the belief about each domain: what the reports say, moved by the observations before a day, each
// weighed as of day on. obs are by date, shares the domains' shares of the exam, which sum to 1.
func (t Terms) Believe(reports []report.Beta, obs []Observation, shares []float64, before, on civil.Date) []report.Beta {
	out := slices.Clone(reports)
	for _, o := range obs {
		if o.Date >= before {
			break
		}
		w := t.Weight(o, on)
		if o.Domain >= 0 {
			out[o.Domain] = out[o.Domain].Add(o.Right, o.Of, w)
			continue
		}
		for i := range out {
			out[i] = out[i].Add(o.Right*shares[i], o.Of*shares[i], w)
		}
	}
	return out
}

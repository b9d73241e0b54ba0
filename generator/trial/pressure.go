package trial

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"retake/generator/civil"
	"retake/generator/stat"
)

const (
	enoughQuestions = 40 // a shorter set says too little to be compared
	pairDays        = 21 // further apart, learning in between is most of the difference
)

// Pair is a simulation under exam conditions with the nearest casual one.
type Pair struct {
	Exam, Casual Simulation
	Difference   float64 // exam conditions minus casual, percent points
}

// Pressure is what exam conditions change: percent points under exam conditions minus casual practice.
type Pressure struct {
	Pairs        []Pair // by the date of the one under exam conditions
	Mean, Lo, Hi float64
}

// Pressure pairs each simulation that was timed and closed book with the nearest that was not both, at
// most three weeks apart, each used once; questions seen before are left out. It is nil without a pair.
// full is the number of questions of a full one; shorter sets count from 40 questions. The range is the
// middle 80 % by form spread and luck alone: learning between the two is not taken out.
func (t Terms) Pressure(marked []Simulation, today civil.Date, full float64) *Pressure {
	var exam, casual []Simulation
	for _, s := range inOrder(marked) {
		switch {
		case s.Seen || s.Of <= 0 || s.Date > today || float64(s.Of) < min(enoughQuestions, 0.9*full):
		case s.Timed && s.ClosedBook:
			exam = append(exam, s)
		default:
			casual = append(casual, s)
		}
	}
	pairs := paired(exam, casual)
	if len(pairs) == 0 {
		return nil
	}
	p := &Pressure{Pairs: pairs}
	variance := 0.0
	for _, x := range pairs {
		p.Mean += x.Difference / float64(len(pairs))
		variance += t.luck(x.Exam) + t.luck(x.Casual)
	}
	half := z80 * math.Sqrt(variance) / float64(len(pairs))
	p.Lo, p.Hi = p.Mean-half, p.Mean+half
	return p
}

// luck is the variance of one simulation's percent around the learner's level.
func (t Terms) luck(s Simulation) float64 {
	out := stat.Predict(stat.Trials{Scores: []float64{s.Percent()}, Questions: []float64{float64(s.Of)}, FormSpread: t.FormSpread})
	return out.SDMu * out.SDMu
}

// inOrder sorts by date and content, so that pairs do not depend on the order of the file.
func inOrder(in []Simulation) []Simulation {
	out := slices.Clone(in)
	slices.SortStableFunc(out, func(a, b Simulation) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Form, b.Form), a.Right-b.Right, a.Of-b.Of)
	})
	return out
}

// paired takes the nearest two first.
func paired(exam, casual []Simulation) []Pair {
	type match struct{ e, c, days int }
	var all []match
	for e := range exam {
		for c := range casual {
			if d := int(exam[e].Date - casual[c].Date); d >= -pairDays && d <= pairDays {
				all = append(all, match{e, c, max(d, -d)})
			}
		}
	}
	slices.SortFunc(all, func(a, b match) int { return cmp.Or(a.days-b.days, a.e-b.e, a.c-b.c) })
	partner := make([]int, len(exam)) // counted from 1; 0 = none yet
	taken := make([]bool, len(casual))
	for _, m := range all {
		if partner[m.e] == 0 && !taken[m.c] {
			partner[m.e], taken[m.c] = m.c+1, true
		}
	}
	var out []Pair
	for e, c := range partner {
		if c > 0 {
			out = append(out, Pair{exam[e], casual[c-1], exam[e].Percent() - casual[c-1].Percent()})
		}
	}
	return out
}

// Say puts the gap in words.
func (p Pressure) Say() string {
	from := "Going by one pair of results"
	if n := len(p.Pairs); n > 1 {
		from = fmt.Sprintf("Going by %d pairs of results", n)
	}
	switch {
	case p.Hi < 0:
		return fmt.Sprintf("%s, you come out about %s under exam conditions than in casual practice (%s). Full simulations train exactly this.", from, off(p.Mean), span(p.Lo, p.Hi))
	case p.Lo > 0:
		return fmt.Sprintf("%s, you come out about %s under exam conditions than in casual practice (%s). The clock does not seem to hold you back.", from, off(p.Mean), span(p.Lo, p.Hi))
	}
	return fmt.Sprintf("%s, exam conditions and casual practice cannot be told apart yet: under exam conditions you may come out %s.", from, span(p.Lo, p.Hi))
}

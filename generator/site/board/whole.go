package board

import (
	"strings"

	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/stat"
	"retake/generator/study"
)

// Share is an estimate with its middle 80 %, 0 to 1.
type Share = stat.Share

// WholeExam adds the domains up by weight. ok is false without domains, and where nothing is believed of one.
func (bd *Board) WholeExam(of func(study.DomainPlan) study.Belief) (s Share, ok bool) {
	var weights, right, wrong []float64
	for _, d := range bd.Plan.Domains {
		b := of(d)
		weights, right, wrong = append(weights, d.Weight/100), append(right, b.A), append(wrong, b.B)
	}
	return stat.Blend(weights, right, wrong)
}

// Spread is a belief as a share.
func Spread(b study.Belief) Share { return Share{Mean: b.Mean, Lo: b.Lo80, Hi: b.Hi80} }

// SoFar is what has been done since the fail, as a short line says it.
func (bd *Board) SoFar() []view.Fact {
	t := bd.Plan.Record
	var out []view.Fact
	if m := words.Length(t.Minutes); m != "" {
		out = append(out, Fact("of study", m, ""))
	}
	for _, f := range []struct {
		n         int
		one, many string
	}{
		{t.Questions, "question answered", "questions answered"},
		{t.Simulations, "full simulation", "full simulations"},
		{t.MissesCleared, "miss cleared", "misses cleared"},
	} {
		if f.n > 0 {
			n, what, _ := strings.Cut(words.Count(f.n, f.one, f.many), words.NBSP)
			out = append(out, Fact(what, n, ""))
		}
	}
	return out
}

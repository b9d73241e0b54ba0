package board

import (
	"math"
	"strings"

	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/stat"
	"retake/generator/study"
)

// Share is an estimate with its middle 80 %, 0 to 1.
type Share struct{ Mean, Lo, Hi float64 }

// WholeExam adds the domains up by weight. What is not known about one domain is taken to be independent of
// the others, so that the variances add up with the squares of the weights; the ends are those of a normal
// distribution. ok is false without domains, and where nothing is believed
// of one.
func (bd *Board) WholeExam(of func(study.DomainPlan) study.Belief) (s Share, ok bool) {
	variance := 0.0
	for _, d := range bd.Plan.Domains {
		b, w := of(d), d.Weight/100
		n := b.A + b.B
		if n <= 0 {
			return Share{}, false
		}
		variance += w * w * b.A * b.B / (n * n * (n + 1))
		s.Mean += w * b.Mean
	}
	off := stat.NormalQuantile(0.9) * math.Sqrt(variance)
	s.Lo, s.Hi = max(0, s.Mean-off), min(1, s.Mean+off)
	return s, len(bd.Plan.Domains) > 0
}

// Spread is a belief as a share.
func Spread(b study.Belief) Share { return Share{b.Mean, b.Lo80, b.Hi80} }

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

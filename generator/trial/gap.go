package trial

import (
	"fmt"
	"math"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/stat"
)

// Real is a sitting of the real exam, with its result where the report gives one that is a share of
// questions. A scaled score is none and is never made one.
type Real struct {
	Date      civil.Date
	Percent   float64 // right; below 0 = the report does not say
	Failed    bool
	Questions float64 // in that sitting; 0 = as in the terms
	What      string  // the result in words: "64 %", "721 on a scale of 100 to 900"
	Pos       fault.Pos
}

// GapPair is one sitting against the simulations before it.
type GapPair struct {
	Date     civil.Date
	N        int     // simulations
	Practice float64 // percent right on them, by precision
	Level    float64 // the same with the weak prior of the terms, a little nearer to the pass mark: what is reckoned with
	Below    bool    // all that is known of the result is that it was below the pass mark; Real and Gap are 0
	Real     float64 // percent right on the real exam
	Gap      float64 // real minus practice
	Noise    float64 // standard deviation of real minus level by luck alone: forms and finitely many questions
	What     string
	Pos      fault.Pos
}

// Unused is a result that stands before a sitting and says nothing of the gap, or a sitting that does
// not: shown, with the reason, and not counted.
type Unused struct {
	Date    civil.Date
	Percent float64 // of the simulation; below 0 = it is the sitting that cannot be used
	Real    float64 // of the sitting; below 0 = not known
	Why     string
	Pos     fault.Pos
}

// PracticeGap is the learner's own gap between practice and the real exam: real minus practice, in
// percent points.
type PracticeGap struct {
	Observed []GapPair // at least one
	Bias, SD float64   // what to reckon with after allowing for luck, and how well it is known
	Lo, Hi   float64   // its middle 80 %
}

// PracticeGap compares sittings with the simulations between the sitting before and them that were like
// the real exam and recent on that day. It is nil when no sitting can be compared; what was left out is
// reported in any case. reals are all sittings by date, marked all simulations by date.
//
// The level at a sitting is that of the simulations by precision, with the weak prior of the terms. Real
// minus level has the variance of luck, noise^2 = v + form^2 + 10^4 p(1-p)/m with v that of the level, and
// is combined by precision with the assumed bias and its spread from person to person: one sitting after
// three simulations counts a little under half. A fail without a percent counts as a value below the
// pass mark.
func (t Terms) PracticeGap(rules Rules, reals []Real, marked []Simulation) (*PracticeGap, []Unused) {
	var pairs []GapPair
	var unused []Unused
	before := civil.Date(0)
	for _, r := range reals {
		scores, left := rules.upTo(r, before, marked)
		before = r.Date
		unused = append(unused, left...)
		switch {
		case len(scores) == 0:
			unused = append(unused, Unused{r.Date, -1, r.Percent, "no simulation before it was like the real exam", r.Pos})
		case r.Percent < 0 && !r.Failed:
			unused = append(unused, Unused{r.Date, -1, -1, "it says only that the mark was reached, not by how much", r.Pos})
		default:
			pairs = append(pairs, t.pair(r, scores))
		}
	}
	if len(pairs) == 0 {
		return nil, unused
	}
	return t.shrunk(pairs), unused
}

// upTo splits the simulations after the sitting before and up to this one into those that can be compared
// with it and those that cannot.
func (r Rules) upTo(sat Real, before civil.Date, marked []Simulation) (usable []Simulation, left []Unused) {
	for _, s := range marked {
		if s.Date <= before || s.Date > sat.Date || s.Of <= 0 {
			continue
		}
		why := r.unlike(s)
		if why == "" && int(sat.Date-s.Date) > r.Recent {
			why = fmt.Sprintf("more than %d days before the exam", r.Recent)
		}
		if why == "" {
			usable = append(usable, s)
			continue
		}
		left = append(left, Unused{s.Date, s.Percent(), sat.Percent, why, s.Pos})
	}
	return usable, left
}

func (t Terms) pair(r Real, sims []Simulation) GapPair {
	in := stat.Trials{ExamQuestions: r.Questions, FormSpread: t.FormSpread}
	if in.ExamQuestions <= 0 {
		in.ExamQuestions = t.Questions
	}
	for _, s := range sims {
		in.Scores = append(in.Scores, s.Percent())
		in.Questions = append(in.Questions, float64(s.Of))
	}
	plain := stat.Predict(in)
	in.PriorMean, in.PriorSD = t.Pass, t.LevelSpread
	out := stat.Predict(in)
	p := GapPair{Date: r.Date, N: out.N, Practice: plain.Mu, Level: out.Mu, Noise: out.SD, What: r.What, Pos: r.Pos}
	if p.Below = r.Percent < 0; !p.Below {
		p.Real, p.Gap = r.Percent, r.Percent-p.Practice
	}
	return p
}

// shrunk combines the observed gaps, oldest first, with the assumed bias.
func (t Terms) shrunk(pairs []GapPair) *PracticeGap {
	g := &PracticeGap{Observed: pairs, Bias: t.Bias, SD: t.TransferSpread}
	for _, p := range pairs {
		if p.Below {
			g.Bias, g.SD = below(g.Bias, g.SD, t.Pass-p.Level, p.Noise)
		} else {
			g.Bias, g.SD = seen(g.Bias, g.SD, p.Real-p.Level, p.Noise)
		}
	}
	g.Lo, g.Hi = g.Bias-z80*g.SD, g.Bias+z80*g.SD
	return g
}

// seen is the normal belief (mean, sd) after a value was seen with normal noise.
func seen(mean, sd, value, noise float64) (float64, float64) {
	share := sd * sd / (sd*sd + noise*noise) // of the way to what was seen
	return mean + share*(value-mean), sd * math.Sqrt(1-share)
}

// below is the normal belief (mean, sd) after it was seen only that the value with normal noise lies
// below a limit: mean and spread of the truncated normal distribution carried over to the belief.
func below(mean, sd, limit, noise float64) (float64, float64) {
	all := math.Hypot(sd, noise)
	a := (limit - mean) / all
	pull := -a - 1/a // far out, where there is next to nothing below the limit
	if a > -20 {
		pull = math.Exp(-a*a/2) / math.Sqrt(2*math.Pi) / stat.NormalCDF(a)
	}
	share := sd * sd / (all * all)
	return mean - share*all*pull, sd * math.Sqrt(max(0, 1-share*pull*(pull+a)))
}

// afterFail is the bias and the spread from person to person among those who failed, when nothing is
// known of their practice before: who fails has, on average, been flattered by it a little more than others.
func (t Terms) afterFail() (bias, spread float64) {
	if t.LevelSpread <= 0 {
		return t.Bias, t.TransferSpread
	}
	luck := 100 * t.Pass * (1 - t.Pass/100) / max(1, t.Questions) // 10^4 p(1-p)/m
	return below(t.Bias, t.TransferSpread, 0, math.Sqrt(t.LevelSpread*t.LevelSpread+t.FormSpread*t.FormSpread+luck))
}

// Say puts the gap in words: what was seen, and what is reckoned with.
func (g PracticeGap) Say() string {
	say := g.Observed[len(g.Observed)-1].say()
	if n := len(g.Observed); n == 1 {
		say += " One exam is partly luck, so the plan reckons with a real result "
	} else {
		say += fmt.Sprintf(" Over %d exams, and allowing for luck, the plan reckons with a real result ", n)
	}
	if whole(g.Bias) == 0 {
		return say + fmt.Sprintf("like practice (%s).", span(g.Lo, g.Hi))
	}
	return say + fmt.Sprintf("%s than practice (%s).", off(g.Bias), span(g.Lo, g.Hi))
}

func (p GapPair) say() string {
	sims := fmt.Sprintf("in %s before that, %.0f %%", count(p.N, "full simulation"), p.Practice)
	if p.Below {
		return fmt.Sprintf("On %s you were below the pass mark; %s.", p.Date.Medium(), sims)
	}
	return fmt.Sprintf("On %s you had %.0f %% right; %s.", p.Date.Medium(), p.Real, sims)
}

// Say puts in words what was left out, and why.
func (u Unused) Say() string {
	switch {
	case u.Percent < 0:
		return fmt.Sprintf("The exam on %s cannot be compared: %s.", u.Date.Medium(), u.Why)
	case u.Real < 0:
		return fmt.Sprintf("%.0f %% on %s is not compared with the exam (%s).", u.Percent, u.Date.Medium(), u.Why)
	}
	return fmt.Sprintf("%.0f %% on %s is not compared with %.0f %% in the exam (%s).", u.Percent, u.Date.Medium(), u.Real, u.Why)
}

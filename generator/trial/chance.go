package trial

import (
	"fmt"
	"math"

	"retake/generator/stat"
)

// Terms are what is taken for granted between practice and the real exam, in percent points.
type Terms struct {
	Pass           float64 // percent right that passes
	Questions      float64 // in the real exam
	FormSpread     float64 // standard deviation between forms of one exam
	TransferSpread float64 // standard deviation of real minus practice, from person to person
	Bias           float64 // real minus practice on average; negative if practice flatters
	LevelSpread    float64 // standard deviation of learners' levels around the pass mark, before any simulation; 0 = nothing is assumed
	Failed         bool    // the last attempt was a fail: a hint that practice flatters, where there is no gap of the learner's own
}

// z80 is the half-width of the middle 80 % of a normal distribution, in standard deviations.
const z80 = 1.2815515655446004

// fewest simulations from which a chance of passing is told.
const fewest = 2

// Level is the percent right that a learner reaches on practice exams on average, and how well it is known.
type Level struct {
	N        int // simulations behind it
	Mean, SD float64
}

// Chance is how likely the real exam is passed, by the simulations that count.
type Chance struct {
	P, Lo, Hi      float64 // 0 to 1, never quite either; Lo and Hi at the ends of the middle 80 % of the learner's level
	N              int     // simulations behind it
	Mean           float64 // percent right to be expected on the real exam
	MeanLo, MeanHi float64 // its middle 80 %
	Bias           float64 // real minus practice that was reckoned with, percent points
	Straying       float64 // standard deviation from practice to the real exam that was reckoned with, percent points
	Own            bool    // the bias is the learner's own gap, from the attempts behind them
	Assumes        string
}

// trials are the simulations that count, as numbers.
func (t Terms) trials(views []View) stat.Trials {
	in := stat.Trials{
		Pass: t.Pass, ExamQuestions: t.Questions, FormSpread: t.FormSpread, TransferSpread: t.TransferSpread,
		Bias: t.Bias, PriorMean: t.Pass, PriorSD: t.LevelSpread,
	}
	for _, v := range views {
		if v.Qualifies {
			in.Scores = append(in.Scores, v.Percent)
			in.Questions = append(in.Questions, float64(v.Of))
		}
	}
	return in
}

// Level is what the simulations that count say of the learner; without any, N is 0 and nothing is known.
func (t Terms) Level(views []View) Level {
	out := stat.Predict(t.trials(views))
	return Level{N: out.N, Mean: out.Mu, SD: out.SDMu}
}

// Chance is the chance of passing, nil below two simulations that count. own, where there is one, takes
// the place of the assumed bias and of the spread from person to person.
//
// The model is normal throughout: the level by precision from the simulations and a weak prior around
// the pass mark, then the gap, another form, and the luck of finitely many questions.
func (t Terms) Chance(views []View, own *PracticeGap) *Chance {
	switch {
	case own != nil:
		t.Bias, t.TransferSpread = own.Bias, own.SD
	case t.Failed:
		t.Bias, t.TransferSpread = t.afterFail()
	}
	in := t.trials(views)
	if len(in.Scores) < fewest {
		return nil
	}
	out := stat.Predict(in)
	rest := math.Sqrt(max(1e-9, out.SD*out.SD-out.SDMu*out.SDMu))
	at := func(mean float64) float64 { return kept(1 - stat.NormalCDF((t.Pass-mean)/rest)) }
	c := &Chance{
		P: kept(out.P), Lo: at(out.Mean - z80*out.SDMu), Hi: at(out.Mean + z80*out.SDMu), N: out.N,
		Mean: percent(out.Mean), MeanLo: percent(out.Lo80), MeanHi: percent(out.Hi80), Bias: t.Bias, Straying: t.TransferSpread, Own: own != nil,
	}
	// Far from the pass mark the wider spread of P can overtake the end of the range.
	c.Lo, c.Hi = min(c.Lo, c.P), max(c.Hi, c.P)
	c.Assumes = t.assumes(c.Own)
	return c
}

// kept holds a chance inside what a model with assumed spreads can tell: nobody is certain.
func kept(p float64) float64 { return min(max(p, 0.01), 0.99) }

// percent holds a score inside its scale, which a normal distribution does not know.
func percent(x float64) float64 { return min(max(x, 0), 100) }

// assumes says what the chance takes for granted.
func (t Terms) assumes(own bool) string {
	gap := "is like your simulations"
	if whole(t.Bias) != 0 {
		gap = fmt.Sprintf("comes out about %s than your simulations", off(t.Bias))
	}
	switch {
	case own:
		gap += ", going by your own attempts"
	case t.Failed && whole(t.Bias) != 0:
		gap += " (practice tends to have been a little too kind to those who failed)"
	}
	say := fmt.Sprintf("Assumes that the real exam %s, give or take %s, and that forms differ by about %s.",
		gap, points(whole(t.TransferSpread)), points(whole(t.FormSpread)))
	if t.LevelSpread > 0 {
		say += fmt.Sprintf(" Before any simulation, your level is taken to be at the pass mark, give or take %s; your simulations soon outweigh that.", points(whole(t.LevelSpread)))
	}
	return say
}

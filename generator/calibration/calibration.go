// Package calibration puts the chance of passing to the test: it invents candidates whose true level is
// known, has them told their chance as a learner would be, lets them sit, and counts.
//
// Of those who are told about 80 %, about 80 % should pass. Worlds differ from what the model assumes in
// one way each, so that a reader sees where a told chance can be trusted and where it cannot. The dice
// have a fixed seed: the table is the same every time. docs/calibration.md quotes it and explains it.
//
// Deliberately absent: real people's results (none are published for IT exams), tuning the model, the
// clock, printing.
package calibration

import (
	"cmp"
	"math/rand/v2"
	"strconv"

	"retake/generator/civil"
	"retake/generator/trial"
)

// The invented exam, and how candidates and forms are scattered. Percent points, unless said otherwise.
const (
	pass        = 75.0 // percent; 68 of 90 questions
	questions   = 90   // in the real exam and in each simulation
	formSpread  = 4.0  // standard deviation between forms
	levelSpread = 8.0  // standard deviation of candidates' true levels
	fewestSims  = 2
	mostSims    = 5
	daysBetween = 4    // between simulations
	recentDays  = 30   // after which a simulation no longer counts
	flattery    = 10.0 // how much better a form goes that was seen before
	usualGain   = 20.0 // the most that a candidate has gained since the earlier attempt, 0 the least
	toldEnough  = 0.80 // who stops when told so, stops here
	examDay     = civil.Date(740000)
	attemptDay  = examDay - 90
)

// Terms are what the model takes for granted in every world, right or wrong: the defaults of a plan.
var Terms = trial.Terms{Pass: pass, Questions: questions, FormSpread: 4, TransferSpread: 6, LevelSpread: 8}

// World is a way the truth may be.
type World struct {
	Name     string
	Level    float64 // mean of the true levels on practice exams, above the pass mark
	Bias     float64 // real minus practice on average
	Transfer float64 // standard deviation of real minus practice, from person to person
	Reported float64 // share of candidates with an earlier attempt whose report gives percent, 0 to 1
	Failed   bool    // everybody has failed an earlier attempt, whether its report gives percent or not
	Blank    bool    // nothing was logged before that attempt
	Gain     float64 // the most that a candidate has gained since that attempt; 0 = as usual
	Stops    bool    // the candidate sits as soon as the chance told is 80 % or more
}

// Worlds are the truths that the model is tried in.
var Worlds = []World{
	{Name: "as assumed", Level: 2, Transfer: 6, Reported: 0.5},
	{Name: "weaker candidates", Level: -5, Transfer: 6, Reported: 0.5},
	{Name: "stronger candidates", Level: 8, Transfer: 6, Reported: 0.5},
	{Name: "sits when told 80 %", Level: 2, Transfer: 6, Reported: 0.5, Stops: true},
	{Name: "failed once, percent known", Level: 2, Transfer: 6, Reported: 1, Failed: true},
	{Name: "failed once, percent unknown", Level: 2, Transfer: 6, Failed: true},
	{Name: "failed once, nothing known", Level: 2, Transfer: 6, Failed: true, Blank: true},
	{Name: "failed once, little gained since", Level: 2, Transfer: 6, Failed: true, Gain: 10},
	{Name: "practice flatters by 5, gap known", Level: 2, Bias: -5, Transfer: 6, Reported: 1},
	{Name: "practice flatters by 5, gap unknown", Level: 2, Bias: -5, Transfer: 6},
	{Name: "real exam strays by 9", Level: 2, Transfer: 9, Reported: 0.5},
}

// candidate is one invented person.
type candidate struct {
	level    float64 // percent right on an average practice form
	transfer float64 // what the real exam adds, the same at every attempt
	log      []trial.Simulation
	sat      []trial.Real
}

// dice draw people and results.
type dice struct{ *rand.Rand }

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// result is how many of the questions go right on one form at a true percent.
func (d dice) result(percent float64) int {
	p := min(max((percent+formSpread*d.NormFloat64())/100, 0.01), 0.99)
	right := 0
	for range questions {
		if d.Float64() < p {
			right++
		}
	}
	return right
}

// candidate draws a person with their past, and again until the past fits the world.
func (d dice) candidate(w World) candidate {
	for {
		c := candidate{level: pass + w.Level + levelSpread*d.NormFloat64(), transfer: w.Bias + w.Transfer*d.NormFloat64()}
		reported := d.Float64() < w.Reported
		if !reported && !w.Failed {
			return c
		}
		then := c.level - cmp.Or(w.Gain, usualGain)*d.Float64()
		for n := fewestSims + d.IntN(2); n > 0 && !w.Blank; n-- {
			c.simulate(d, attemptDay-civil.Date(n*daysBetween), then)
		}
		right := d.result(then + c.transfer)
		if w.Failed && passes(right) {
			continue
		}
		sat := trial.Real{Date: attemptDay, Percent: -1, Failed: !passes(right)}
		if reported {
			sat.Percent, sat.Questions = 100*float64(right)/questions, questions
		}
		c.sat = append(c.sat, sat)
		return c
	}
}

func passes(right int) bool { return 100*float64(right) >= pass*questions }

// simulate logs a new form taken under exam conditions; one time in four the same form is taken again
// the next day, goes better, and must not count.
func (c *candidate) simulate(d dice, day civil.Date, level float64) {
	s := trial.Simulation{Date: day, Source: "A", Form: strconv.Itoa(int(day)), Of: questions, Right: d.result(level), Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1}
	c.log = append(c.log, s)
	if d.IntN(4) == 0 {
		s.Date, s.Right = day+1, d.result(level+flattery)
		c.log = append(c.log, s)
	}
}

// views are the candidate's simulations as a plan sees them on a day.
func (c candidate) views(day civil.Date) []trial.View {
	return c.rules().Views(trial.MarkSeen(c.log), day)
}

func (c candidate) rules() trial.Rules {
	r := trial.Rules{Full: questions, Recent: recentDays}
	if len(c.sat) > 0 {
		r.After = attemptDay
	}
	return r
}

// ask is the chance that a plan tells the candidate on a day, by terms; nil = none yet.
func (c candidate) ask(terms trial.Terms, day civil.Date) *trial.Chance {
	rules, marked := c.rules(), trial.MarkSeen(c.log)
	terms.Failed = len(c.sat) > 0 && c.sat[0].Failed
	gap, _ := terms.PracticeGap(rules, c.sat, marked)
	return terms.Chance(rules.Views(marked, day), gap)
}

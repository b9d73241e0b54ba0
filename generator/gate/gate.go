// Package gate is the booking rule: four gates in order, and whether an exam date holds.
//
// The gates are legal (the date lies inside the retake window), rule (the last full simulations in a row
// are at the target), evidence (the chance of passing is high enough) and able (no domain far behind, few
// open questions, the hours are there). The verdict is that of the first gate that is not met. Every
// sentence it can say stands in testdata/sentences.txt. A date that the learner wrote is checked beforehand:
// one outside the window is an error, one that a sitting has used up is spent.
//
// Deliberately absent: working out any of the numbers it is given, other dates to propose, the clock,
// markup.
package gate

import (
	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/trial"
)

// The gates by name, in their order.
const (
	Legal    = "legal"
	Rule     = "rule"
	Evidence = "evidence"
	Able     = "able"
)

// The verdicts.
const (
	Ready      = "ready"
	NotYet     = "not yet"
	TooLittle  = "not enough evidence"
	NotAllowed = "not allowed yet"
	NotKnown   = "not known yet"
	Passed     = "passed"
)

// Gate is one condition of readiness.
type Gate struct {
	Name string // "legal" | "rule" | "evidence" | "able"
	Met  bool
	Why  string
	Next string // what would meet it
}

// Case is what the gates are held against. Pass, Target, Enough and Forecast are shares, 0 to 1.
type Case struct {
	Today        civil.Date
	Won          civil.Date // day of the sitting that was passed; 0 = not yet
	Window       policy.Window
	Date         civil.Date // of the exam; 0 = none
	Failed       civil.Date // day of the last fail: simulations up to it do not count; 0 = none
	Views        []trial.View
	Ahead        int           // full simulations that the plan sets from now on
	Sitting      civil.Minutes // length of one
	Streak       int           // simulations in a row that the booking rule asks for
	Pass, Target float64
	PassAssumed  bool          // the issuer publishes no percent mark
	Chance       *trial.Chance // nil below two simulations that count
	Enough       float64       // chance of passing at which the evidence gate opens
	Forecast     float64       // expected share right on the exam day, with the hours that are planned
	Lowest       Domain        // the domain with the lowest estimate; zero = there is none
	Open         int           // logged questions still open
	Blind        bool          // nothing is known about single domains
	Conjunctive  bool          // every section must be passed on its own
}

// Domain is one domain with the estimated share right in it, 0 to 1.
type Domain struct {
	Name string
	Mean float64
}

// Readiness is the booking rule applied.
type Readiness struct {
	Verdict     string // "ready" | "not yet" | "not enough evidence" | "not allowed yet" | "not known yet" | "passed"
	Say         string // the verdict in a sentence
	First       int    // index of the first unmet gate, -1 if all are met
	Gates       []Gate
	Chance      *trial.Chance // nil below two qualifying simulations
	Target      float64       // percent: pass + buffer
	Pass        float64       // percent, on the practice scale
	PassAssumed bool          // the issuer publishes no percent mark
	Simulations []trial.View
}

// Shown reports whether simulations that count show enough: so many in a row at the target, or a chance of passing
// that is enough. What hours may bring is then not asked any more.
func Shown(views []trial.View, streak int, chance *trial.Chance, enough float64) bool {
	return streak > 0 && trial.InARow(views, streak) >= streak || chance != nil && chance.P >= enough
}

// Judge applies the four gates in order. There are none after a pass.
func Judge(c Case) Readiness {
	r := Readiness{First: -1, Chance: c.Chance, Target: c.Target * 100, Pass: c.Pass * 100, PassAssumed: c.PassAssumed, Simulations: c.Views}
	if c.Won != 0 {
		r.Verdict, r.Say = Passed, "You passed on "+c.Won.Medium()+". There is nothing left to plan."
		return r
	}
	r.Gates = []Gate{c.legal(), c.rule(), c.evidence(), c.able()}
	for i, g := range r.Gates {
		if !g.Met {
			r.First = i
			break
		}
	}
	r.Verdict, r.Say = c.verdict(r)
	return r
}

func (c Case) verdict(r Readiness) (verdict, say string) {
	switch {
	case r.First < 0:
		return Ready, "All four gates are open: the date holds. Keep the plan and sleep well."
	case r.First == 0 && c.Window.State == policy.Unknown:
		return NotKnown, r.Gates[0].Why
	case r.First == 0:
		return NotAllowed, r.Gates[0].Why
	case c.Chance == nil:
		say = "There is not enough evidence yet to say whether you would pass. That is no bad sign: it comes from full simulations"
		if c.Ahead > 0 {
			return TooLittle, say + ", and the plan has them."
		}
		return TooLittle, say + ". The plan has none ahead."
	}
	return NotYet, r.Gates[r.First].Why
}

package calibration

import (
	"sync"

	"retake/generator/civil"
	"retake/generator/trial"
)

// Group counts candidates who were told about the same.
type Group struct {
	N, Passed int
	sum       float64 // of the chances told
}

// Told is the mean chance told in the group, 0 to 1.
func (g Group) Told() float64 { return g.sum / float64(max(1, g.N)) }

// Share is the share that passed, 0 to 1.
func (g Group) Share() float64 { return float64(g.Passed) / float64(max(1, g.N)) }

func (g *Group) add(told float64, passed bool) {
	g.N++
	g.sum += told
	if passed {
		g.Passed++
	}
}

// Held counts ranges that were to hold eight times in ten.
type Held struct{ Inside, Of int }

// Share is the share that held, 0 to 1.
func (h Held) Share() float64 { return float64(h.Inside) / float64(max(1, h.Of)) }

func (h *Held) add(lo, hi, came float64) {
	h.Of++
	if came >= lo && came <= hi {
		h.Inside++
	}
}

// bins of the chance told, each ten percent wide.
const bins = 10

// Result is what came of one world.
type Result struct {
	World
	Candidates int
	Bins       [bins]Group // told 0 to 10 %, 10 to 20 %, ...
	Eighty     Group       // told 75 to 85 %
	Real       Held        // middle 80 % of the real result
	Next       Held        // middle 80 % of the next simulation
}

// Candidates is how many sit in each world of the study.
const Candidates = 60000

// Study runs all worlds.
func Study(candidates int) []Result {
	out := make([]Result, len(Worlds))
	var all sync.WaitGroup
	for i, w := range Worlds {
		all.Go(func() { out[i] = Run(w, Terms, candidates, uint64(i+1)) })
	}
	all.Wait()
	return out
}

// Run lets n candidates of a world sit, who are told their chance by terms. seed sets the dice.
func Run(w World, terms trial.Terms, n int, seed uint64) Result {
	out := Result{World: w, Candidates: n}
	d := dice{newRand(seed)}
	for range n {
		out.sit(d, d.candidate(w), terms)
	}
	return out
}

// sit takes one candidate through the simulations to the exam.
func (r *Result) sit(d dice, c candidate, terms trial.Terms) {
	sims := fewestSims + d.IntN(mostSims-fewestSims+1)
	var told *trial.Chance
	for i := range sims {
		day := examDay - 3 - civil.Date((sims-1-i)*daysBetween)
		if i == 1 {
			r.forecast(d, c, terms, day)
		}
		c.simulate(d, day, c.level)
		if last := i == sims-1; r.Stops || last {
			told = c.ask(terms, day+1)
		}
		if r.Stops && told != nil && told.P >= toldEnough {
			break
		}
	}
	right := d.result(c.level + c.transfer)
	r.Bins[min(bins-1, int(told.P*bins))].add(told.P, passes(right))
	if told.P >= 0.75 && told.P < 0.85 {
		r.Eighty.add(told.P, passes(right))
	}
	r.Real.add(told.MeanLo, told.MeanHi, 100*float64(right)/questions)
}

// forecast counts whether another simulation on a day comes out within the range expected of it.
func (r *Result) forecast(d dice, c candidate, terms trial.Terms, day civil.Date) {
	if next := terms.ExpectNext(c.views(day), day, questions); next != nil {
		r.Next.add(next.Lo, next.Hi, 100*float64(d.result(c.level))/questions)
	}
}

package trial

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

func failed(date civil.Date, percent float64) Real {
	return Real{Date: date, Percent: percent, Questions: 100, Failed: true}
}

// Two results of 80 have a mean with a variance of 12.5; form 9 and luck 16 make 37.5. With as much
// spread from person to person an observed gap of -10 counts half.
func TestPracticeGapByHand(t *testing.T) {
	with := terms
	with.LevelSpread, with.TransferSpread = 0, math.Sqrt(37.5)
	sims := []Simulation{sat(day-20, 80), sat(day-10, 80)}
	g, unused := with.PracticeGap(rules, []Real{failed(day, 70)}, sims)
	p := g.Observed[0]
	if len(unused) != 0 || p.N != 2 || p.Practice != 80 || p.Real != 70 || p.Gap != -10 || p.Below || p.Date != day {
		t.Fatalf("%+v, %+v", g, unused)
	}
	near(t, "noise", p.Noise, math.Sqrt(37.5))
	near(t, "bias", g.Bias, -5)
	near(t, "spread", g.SD, math.Sqrt(37.5/2))
	near(t, "lo", g.Lo, -5-1.2815515655*math.Sqrt(37.5/2))
	near(t, "hi", g.Hi, -5+1.2815515655*math.Sqrt(37.5/2))

	// A second sitting like the first: two thirds of -10.
	more := append(sims, sat(day+10, 80), sat(day+20, 80))
	g, _ = with.PracticeGap(rules, []Real{failed(day, 70), failed(day+30, 70)}, more)
	if len(g.Observed) != 2 || g.Observed[1].N != 2 {
		t.Fatalf("%+v", g)
	}
	near(t, "bias of two", g.Bias, -20.0/3)
	near(t, "spread of two", g.SD, math.Sqrt(37.5/3))
}

// With a prior at 75 of variance 25 the level is 78.333 with 8.333, and luck 33.333.
func TestPracticeGapStartsFromTheSamePriorAsTheLevel(t *testing.T) {
	with := terms
	with.TransferSpread = math.Sqrt(100.0 / 3)
	g, _ := with.PracticeGap(rules, []Real{failed(day, 70)}, []Simulation{sat(day-20, 80), sat(day-10, 80)})
	near(t, "practice as shown", g.Observed[0].Practice, 80)
	near(t, "level", g.Observed[0].Level, 235.0/3)
	near(t, "bias", g.Bias, (70-235.0/3)/2)
}

func TestAnExamOfUnknownLengthHasTheOneOfTheTerms(t *testing.T) {
	sims := []Simulation{sat(day-20, 80), sat(day-10, 80)}
	known, _ := terms.PracticeGap(rules, []Real{failed(day, 70)}, sims)
	unknown, _ := terms.PracticeGap(rules, []Real{{Date: day, Percent: 70}}, sims)
	short, _ := terms.PracticeGap(rules, []Real{{Date: day, Percent: 70, Questions: 20}}, sims)
	if unknown.Bias != known.Bias || short.Bias <= known.Bias {
		t.Errorf("%v, %v, of 20 questions %v", known.Bias, unknown.Bias, short.Bias)
	}
}

// At the defaults one sitting after three simulations counts a little under half.
func TestOneSittingCountsALittleUnderHalf(t *testing.T) {
	with := Terms{Pass: 75, Questions: 90, FormSpread: 4, TransferSpread: 6}
	sims := []Simulation{sat(day-9, 80), sat(day-6, 80), sat(day-3, 80)}
	g, _ := with.PracticeGap(rules, []Real{failed(day, 70)}, sims)
	if share := g.Bias / -10; share < 0.4 || share > 0.5 {
		t.Errorf("share %v", share)
	}
}

// The limit at the mean, luck as wide as the belief: the mean falls by sd/sqrt(2) of 0.797885.
func TestBelow(t *testing.T) {
	mean, sd := below(0, 3, 0, 3)
	near(t, "mean", mean, -3/math.Sqrt2*0.7978845608)
	near(t, "sd", sd, 3*math.Sqrt(1-0.5*0.6366197724))
	rapid.Check(t, func(t *rapid.T) {
		before, spread := rapid.Float64Range(-20, 20).Draw(t, "mean"), rapid.Float64Range(0, 15).Draw(t, "sd")
		after, narrow := below(before, spread, rapid.Float64Range(-60, 60).Draw(t, "limit"), rapid.Float64Range(1, 15).Draw(t, "noise"))
		if !(after <= before && narrow >= 0 && narrow <= spread) || math.IsNaN(after) {
			t.Fatalf("(%v, %v) after (%v, %v)", after, narrow, before, spread)
		}
	})
}

func TestAFailWithoutPercentIsBelowThePassMark(t *testing.T) {
	sims := []Simulation{sat(day-20, 80), sat(day-10, 80)}
	g, unused := terms.PracticeGap(rules, []Real{failed(day, -1)}, sims)
	if g == nil || len(unused) != 0 || !g.Observed[0].Below || g.Observed[0].Real != 0 || g.Bias >= 0 || g.SD >= terms.TransferSpread {
		t.Fatalf("%+v, %+v", g, unused)
	}
	worse, _ := terms.PracticeGap(rules, []Real{failed(day, -1)}, []Simulation{sat(day-20, 90), sat(day-10, 90)})
	if worse.Bias >= g.Bias {
		t.Errorf("failing after better practice says more: %v, then %v", g.Bias, worse.Bias)
	}
}

func TestWhatCannotBeCompared(t *testing.T) {
	seen := with(sat(day-5, 86), func(s *Simulation) { s.Seen = true })
	for name, c := range map[string]struct {
		reals []Real
		sims  []Simulation
		pairs int
		why   []string
	}{
		"nothing":               {nil, nil, 0, nil},
		"no simulation":         {[]Real{failed(day, 64)}, nil, 0, []string{"no simulation before it was like the real exam"}},
		"a scaled score":        {[]Real{failed(day, -1)}, nil, 0, []string{"no simulation before it was like the real exam"}},
		"a scaled pass":         {[]Real{{Date: day, Percent: -1}}, []Simulation{sat(day-5, 80)}, 0, []string{"it says only that the mark was reached, not by how much"}},
		"seen before":           {[]Real{failed(day, 64)}, []Simulation{seen}, 0, []string{"seen before: good training, no evidence", "no simulation before it was like the real exam"}},
		"seen, and one new":     {[]Real{failed(day, 64)}, []Simulation{sat(day-9, 70), seen}, 1, []string{"seen before: good training, no evidence"}},
		"too long ago":          {[]Real{failed(day, 64)}, []Simulation{sat(day-31, 70)}, 0, []string{"more than 30 days before the exam", "no simulation before it was like the real exam"}},
		"on the day":            {[]Real{failed(day, 64)}, []Simulation{sat(day, 70)}, 1, nil},
		"after the exam":        {[]Real{failed(day, 64)}, []Simulation{sat(day+1, 70)}, 0, []string{"no simulation before it was like the real exam"}},
		"before the one before": {[]Real{failed(day-8, -1), failed(day, 64)}, []Simulation{sat(day-9, 70)}, 1, []string{"no simulation before it was like the real exam"}},
	} {
		g, unused := terms.PracticeGap(rules, c.reals, c.sims)
		if n := 0; g != nil {
			n = len(g.Observed)
			if n != c.pairs {
				t.Errorf("%s: %d pairs", name, n)
			}
		} else if c.pairs != 0 {
			t.Errorf("%s: no gap", name)
		}
		var why []string
		for _, u := range unused {
			why = append(why, u.Why)
		}
		if strings.Join(why, "; ") != strings.Join(c.why, "; ") {
			t.Errorf("%s: %q", name, why)
		}
	}
}

func TestPracticeGapLiesBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		with := terms
		with.Bias = rapid.Float64Range(-10, 10).Draw(t, "bias")
		with.TransferSpread = rapid.Float64Range(0, 12).Draw(t, "spread")
		real := failed(day, float64(rapid.IntRange(0, 100).Draw(t, "real")))
		g, _ := with.PracticeGap(rules, []Real{real}, MarkSeen(drawSims(t)))
		if g == nil {
			return
		}
		seen := g.Observed[0].Real - g.Observed[0].Level
		if g.Bias < min(seen, with.Bias)-1e-9 || g.Bias > max(seen, with.Bias)+1e-9 {
			t.Fatalf("%v outside %v and %v", g.Bias, seen, with.Bias)
		}
		if g.SD > with.TransferSpread || g.Lo > g.Bias || g.Hi < g.Bias {
			t.Fatalf("%+v", g)
		}
	})
}

package trial

import (
	"math"
	"testing"

	"github.com/BurntSushi/toml"
	"pgregory.net/rapid"

	"retake/generator/civil"
)

// terms are easy to reckon with: at 80 % of 100 questions a result has a variance of 16.
var terms = Terms{Pass: 75, Questions: 100, FormSpread: 3, TransferSpread: 6, LevelSpread: 5}

type failer interface {
	Helper()
	Errorf(string, ...any)
}

func near(t failer, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-5) {
		t.Errorf("%s: got %.9g, want %.9g", what, got, want)
	}
}

func results(percents ...float64) []View {
	var out []View
	for _, p := range percents {
		out = append(out, View{Simulation: Simulation{Of: 100}, Percent: p, Qualifies: true})
	}
	return out
}

func TestVectors(t *testing.T) {
	var file struct {
		Vector []struct {
			Kind                   string
			Scores                 []float64
			Questions              int
			Pass                   float64 `toml:"pass_percent"`
			ExamQuestions          float64 `toml:"exam_questions"`
			Tau, Bias, Mu, Mean    float64
			SigmaB                 float64 `toml:"sigma_b"`
			SDMu                   float64 `toml:"sd_mu"`
			SD, Lo80, Hi80, P_Pass float64
		}
	}
	if _, err := toml.DecodeFile("testdata/vectors.toml", &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Vector) != 3 {
		t.Fatalf("%d vectors", len(file.Vector))
	}
	for _, v := range file.Vector {
		views := results(v.Scores...)
		for i := range views {
			views[i].Of = v.Questions
		}
		with := Terms{Pass: v.Pass, Questions: v.ExamQuestions, FormSpread: v.Tau, TransferSpread: v.SigmaB, Bias: v.Bias}
		level := with.Level(views)
		near(t, "mu", level.Mean, v.Mu)
		near(t, "sd of mu", level.SD, v.SDMu)
		got := with.Chance(views, nil)
		if len(v.Scores) < 2 {
			if got != nil {
				t.Errorf("one simulation is not enough for a chance: %+v", got)
			}
			got = with.Chance(append(views, View{}), nil) // one that does not count changes nothing
			if got != nil {
				t.Errorf("one that does not count makes a chance: %+v", got)
			}
			continue
		}
		near(t, "P", got.P, v.P_Pass)
		near(t, "mean", got.Mean, v.Mean)
		near(t, "lo", got.MeanLo, v.Lo80)
		near(t, "hi", got.MeanHi, v.Hi80)
	}
}

// Two results of 80 with a variance of 16 + 9 each and a prior at 75 with 25: the level is (80+80+75)/3.
func TestLevelWithPrior(t *testing.T) {
	got := terms.Level(results(80, 80))
	near(t, "level", got.Mean, 235.0/3)
	near(t, "spread", got.SD, math.Sqrt(25.0/3))
	if terms.Level(nil) != (Level{}) {
		t.Error("without a simulation nothing is known")
	}
}

// The level of 78.333 has the variance 8.333; with 9 for the form, 16 for luck and 36 for the transfer
// the real result has 69.333, and without the level 61.
func TestChanceByHand(t *testing.T) {
	c := terms.Chance(results(80, 80), nil)
	near(t, "mean", c.Mean, 78.333333)
	phi := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	near(t, "P", c.P, phi(3.3333333333/math.Sqrt(69.3333333333)))
	near(t, "lo", c.Lo, phi((3.3333333333-1.2815515655*2.8867513459)/math.Sqrt(61)))
	near(t, "hi", c.Hi, phi((3.3333333333+1.2815515655*2.8867513459)/math.Sqrt(61)))
	near(t, "lower end", c.MeanLo, 78.3333333333-1.2815515655*math.Sqrt(69.3333333333))
	if c.Own || c.N != 2 || c.Bias != 0 {
		t.Errorf("%+v", c)
	}
}

func TestOwnGapTakesThePlaceOfTheAssumed(t *testing.T) {
	flattered := terms
	flattered.Bias, flattered.Failed = -9, true
	c := flattered.Chance(results(80, 80), &PracticeGap{Bias: -4, SD: 5})
	plain := terms
	plain.Bias, plain.TransferSpread = -4, 5
	want := plain.Chance(results(80, 80), nil)
	if !c.Own || c.Bias != -4 || c.P != want.P || c.MeanLo != want.MeanLo {
		t.Errorf("%+v, want the numbers of %+v", c, want)
	}
}

// The level has a variance of 25 before anything is known, form and luck of the sitting add 9 and 18.75.
// At the pass mark a normal value is expected 0.797885 standard deviations below, given that it is below.
func TestAFailAloneIsAHint(t *testing.T) {
	failed := terms
	failed.Failed = true
	all := math.Sqrt(36 + 25 + 9 + 18.75)
	c := failed.Chance(results(80, 80), nil)
	near(t, "bias", c.Bias, -36/all*0.7978845608)
	near(t, "mean", c.Mean, 78.3333333333-36/all*0.7978845608)
	if plain := terms.Chance(results(80, 80), nil); c.P >= plain.P || c.Own {
		t.Errorf("%+v, without the fail %+v", c, plain)
	}
	failed.LevelSpread = 0 // anything may have been before: no hint
	if c := failed.Chance(results(80, 80), nil); c.Bias != 0 {
		t.Errorf("%+v", c)
	}
}

func TestChanceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sims, today := drawSims(t), day
		r := rules
		r.After = day - civil.Date(rapid.IntRange(0, 60).Draw(t, "after"))
		with := terms
		with.Bias, with.Failed = rapid.Float64Range(-20, 20).Draw(t, "bias"), rapid.Bool().Draw(t, "failed")
		marked := MarkSeen(sims)
		views := r.Views(marked, today)
		c := with.Chance(views, nil)
		n := 0
		for _, v := range views {
			if v.Qualifies {
				n++
			}
		}
		if (c == nil) != (n < 2) {
			t.Fatalf("%d that count, chance %+v", n, c)
		}
		if c == nil {
			return
		}
		if !(0 < c.Lo && c.Lo <= c.P && c.P <= c.Hi && c.Hi < 1) || !(0 <= c.MeanLo && c.MeanLo <= c.Mean && c.Mean <= c.MeanHi && c.MeanHi <= 100) {
			t.Fatalf("%+v", c)
		}
		for i := range views {
			views[i].Percent = min(100, views[i].Percent+1)
		}
		if better := with.Chance(views, nil); better.P < c.P-1e-9 {
			t.Fatalf("better results, and a lower chance: %v after %v", better.P, c.P)
		}
	})
}

// A level of 78.333 with 8.333, another form with 9, luck with 16: the next result has a variance of 33.333.
func TestExpectNext(t *testing.T) {
	with := terms
	with.Bias, with.Failed = -10, true // of the real exam, not of the next simulation
	got := with.ExpectNext(results(80, 80), day, 100)
	near(t, "mean", got.Mean, 78.333333)
	near(t, "lo", got.Lo, 78.3333333333-1.2815515655*math.Sqrt(33.3333333333))
	near(t, "hi", got.Hi, 78.3333333333+1.2815515655*math.Sqrt(33.3333333333))
	if got.On != day || got.N != 2 || with.ExpectNext(nil, day, 100) != nil {
		t.Errorf("%+v", got)
	}
}

func TestTrack(t *testing.T) {
	came := func(date civil.Date, percent float64) View {
		return View{Simulation: Simulation{Date: date}, Percent: percent}
	}
	forecast := func(on civil.Date) Expected { return Expected{On: on, Mean: 80, Lo: 70.4, Hi: 89.6} }
	got := NewTrack(
		[]Expected{forecast(day), forecast(day + 7), forecast(day + 14), forecast(day + 21)},
		[]View{came(day-1, 50), came(day, 69.6), came(day+15, 90.4), came(day+16, 80), came(day+21, 90.6)})
	// Before the first forecast nothing was expected; the second was overtaken by the third; the second
	// simulation after the third was not the next one any more.
	if got.Of != 3 || got.Inside != 2 {
		t.Fatalf("%+v", got)
	}
	for i, want := range []struct {
		on     civil.Date
		inside bool
	}{{day, true}, {day + 14, true}, {day + 21, false}} { // shown as 70 to 90: 69.6 is 70, 90.4 is 90, 90.6 is 91
		if o := got.Outcomes[i]; o.On != want.on || o.Inside != want.inside {
			t.Errorf("%d: %+v", i, o)
		}
	}
}

func TestFairKeepsWhatIsOnlyOld(t *testing.T) {
	r := rules
	r.After = day - 50
	sims := []Simulation{sat(day-60, 70), sat(day-40, 71), with(sat(day-3, 99), func(s *Simulation) { s.Seen = true }), sat(day-2, 80), sat(day+1, 81)}
	got := r.Fair(sims, day)
	if len(got) != 3 || got[0].Right != 70 || got[1].Right != 71 || got[2].Right != 80 || got[1].Qualifies {
		t.Errorf("%+v", got)
	}
}

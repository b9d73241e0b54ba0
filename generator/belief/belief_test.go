package belief

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/report"
	"retake/generator/trial"
)

var (
	monday = civil.Of(2026, 11, 23)
	terms  = Terms{Timed: 0.8, Open: 0.5, HalfLife: 30}
	shares = []float64{0.25, 0.75}
)

// place knows domains 1 and 2.
func place(n int) int {
	if n < 1 || n > 2 {
		return All
	}
	return n - 1
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestShown(t *testing.T) {
	b := Shown(report.Beta{A: 12.5, B: 12.5}) // the vector of the score-report documentation
	if b.A != 12.5 || b.B != 12.5 || b.Mean != 0.5 || math.Abs(b.Lo80-0.372703) > 1e-6 || math.Abs(b.Hi80-0.627297) > 1e-6 {
		t.Errorf("%+v", b)
	}
}

func TestOverlapsAndToWin(t *testing.T) {
	a, b, c := Belief{Lo80: 0.5, Hi80: 0.7}, Belief{Lo80: 0.7, Hi80: 0.8}, Belief{Lo80: 0.71, Hi80: 0.9}
	if !a.Overlaps(b) || !b.Overlaps(a) || !b.Overlaps(c) || a.Overlaps(c) || c.Overlaps(a) {
		t.Error("what touches overlaps, and nothing else")
	}
	near(t, "a quarter of the exam, at 50 of 80 %", ToWin(report.Beta{A: 5, B: 5}, 0.25, 0.80), 7.5)
	near(t, "above the target", ToWin(report.Beta{A: 9, B: 1}, 0.25, 0.80), 0)
	near(t, "a hair below", ToWin(report.Beta{A: 73, B: 27}, 0.25, 0.80), 1.75)
}

func TestTheLatestReportThatSpeaksCounts(t *testing.T) {
	rt := report.Terms{Pass: 0.7, Questions: 100, PriorCount: 10}
	percent := func(domain int, value float64) report.Section {
		return report.Section{Domain: domain, Form: report.ByPercent, Value: value}
	}
	domains := []report.Domain{{N: 1, Name: "A", Weight: 25}, {N: 2, Name: "B", Weight: 50}, {N: 3, Name: "C", Weight: 25}}
	failed := []Sitting{
		{Date: monday - 60, Paper: report.Paper{Sections: []report.Section{percent(1, 20), percent(2, 60)}}},
		{Date: monday - 30, Paper: report.Paper{Sections: []report.Section{percent(1, 80)}}},
	}
	got, why := Reported(rt, failed, domains)
	// Each section is so many questions of the domain by weight, on top of the start at 7 of 10.
	want := []report.Beta{{A: 7 + 20, B: 3 + 5}, {A: 7 + 30, B: 3 + 20}, {A: 7, B: 3}}
	for i := range want {
		near(t, "a", got[i].A, want[i].A)
		near(t, "b", got[i].B, want[i].B)
	}
	if len(why[0]) != 1 || why[0][0].Date != monday-30 || len(why[1]) != 1 || why[1][0].Date != monday-60 || why[2] != nil {
		t.Errorf("%+v", why)
	}
}

func TestConditions(t *testing.T) {
	for _, c := range []struct {
		seen, timed, closed bool
		want                float64
	}{{false, true, true, 1}, {false, true, false, 0.8}, {false, false, true, 0.5}, {false, false, false, 0.5}, {true, true, true, 0}} {
		if got := terms.worth(c.seen, c.timed, c.closed); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestObserve(t *testing.T) {
	got := terms.Observe(
		[]drill.Practice{{Date: monday + 1, Domain: 2, Right: 8, Of: 10, Conditions: "timed", Source: "Q"}, {Date: monday, Right: 3, Of: 20}, {Date: monday, Domain: 1, Right: 5, Of: 5, Seen: true}},
		[]trial.Simulation{{Date: monday, Right: 60, Of: 90, Timed: true, ClosedBook: true, Domains: []trial.Tally{{Domain: 2, Right: 30, Of: 50}, {Domain: 7, Right: 30, Of: 40}}},
			{Date: monday + 2, Right: 61, Of: 90}}, place)
	for i := range got {
		if got[i].What == "" {
			t.Errorf("%+v says nothing", got[i])
		}
		got[i].What = ""
	}
	want := []Observation{
		{Date: monday, Domain: All, Right: 3, Of: 20, Weight: 0.5},
		{Date: monday, Domain: 0, Right: 5, Of: 5, Weight: 0},
		{Date: monday, Domain: 1, Right: 30, Of: 50, Weight: 1}, // and domain 7 is in no outline
		{Date: monday + 1, Domain: 1, Right: 8, Of: 10, Weight: 0.8},
		{Date: monday + 2, Domain: All, Right: 61, Of: 90, Weight: 0.5},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// 10 of 20 timed, a half-life ago, counts as 4 of 8; the whole exam's 8 of 16 as 2 of 4 in a domain that is a
// quarter of it.
func TestBelieve(t *testing.T) {
	prior := []report.Beta{{A: 7, B: 3}, {A: 7, B: 3}}
	obs := []Observation{
		{Date: monday - 30, Domain: 0, Right: 10, Of: 20, Weight: 0.8},
		{Date: monday, Domain: All, Right: 8, Of: 16, Weight: 1},
	}
	for _, c := range []struct {
		name       string
		before, on civil.Date
		want       []report.Beta
	}{
		{"nothing yet", monday - 30, monday - 30, prior},
		{"one", monday, monday, []report.Beta{{A: 11, B: 7}, {A: 7, B: 3}}},
		{"both", monday + 1, monday, []report.Beta{{A: 13, B: 9}, {A: 13, B: 9}}},
		{"one, weighed a month later", monday, monday + 30, []report.Beta{{A: 9, B: 5}, {A: 7, B: 3}}},
	} {
		got := terms.Believe(prior, obs, shares, c.before, c.on)
		for i := range c.want {
			near(t, c.name, got[i].A, c.want[i].A)
			near(t, c.name, got[i].B, c.want[i].B)
		}
	}
	if prior[0] != (report.Beta{A: 7, B: 3}) {
		t.Error("the reports were written to")
	}
}

func draw(t *rapid.T) ([]drill.Practice, []trial.Simulation) {
	day := rapid.Custom(func(t *rapid.T) civil.Date { return monday - civil.Date(rapid.IntRange(0, 60).Draw(t, "day")) })
	var practice []drill.Practice
	for range rapid.IntRange(0, 12).Draw(t, "practice") {
		of := rapid.IntRange(1, 40).Draw(t, "of")
		practice = append(practice, drill.Practice{Date: day.Draw(t, "date"), Domain: rapid.IntRange(0, 3).Draw(t, "domain"), Of: of, Right: rapid.IntRange(0, of).Draw(t, "right"),
			Conditions: rapid.SampledFrom([]string{"", "timed", "open"}).Draw(t, "how"), Seen: rapid.Bool().Draw(t, "seen")})
	}
	var sims []trial.Simulation
	for range rapid.IntRange(0, 4).Draw(t, "simulations") {
		of := rapid.IntRange(20, 90).Draw(t, "of")
		sims = append(sims, trial.Simulation{Date: day.Draw(t, "date"), Of: of, Right: rapid.IntRange(0, of).Draw(t, "right"), Timed: rapid.Bool().Draw(t, "timed"), ClosedBook: rapid.Bool().Draw(t, "closed")})
	}
	return practice, sims
}

// The order of the log never matters, no question counts more than once, and one more right answer never
// makes a belief worse.
func TestBeliefIsFair(t *testing.T) {
	prior := []report.Beta{{A: 7, B: 3}, {A: 7, B: 3}}
	rapid.Check(t, func(t *rapid.T) {
		practice, sims := draw(t)
		obs := terms.Observe(practice, sims, place)
		other := terms.Observe(rapid.Permutation(practice).Draw(t, "practice"), rapid.Permutation(sims).Draw(t, "simulations"), place)
		if diff := cmp.Diff(obs, other); diff != "" {
			t.Fatal(diff)
		}
		now := terms.Believe(prior, obs, shares, monday+1, monday+1)
		asked := 0.0
		for _, o := range obs {
			asked += o.Of
		}
		counted := 0.0
		for i := range now {
			counted += now[i].A + now[i].B - prior[i].A - prior[i].B
		}
		if counted < 0 || counted > asked+1e-9 {
			t.Fatalf("%v questions counted of %v", counted, asked)
		}
		if i := slices.IndexFunc(obs, func(o Observation) bool { return o.Right < o.Of }); i >= 0 {
			obs[i].Right++
			for d, b := range terms.Believe(prior, obs, shares, monday+1, monday+1) {
				if b.Mean() < now[d].Mean()-1e-12 {
					t.Fatalf("one more right in %+v: domain %d from %v to %v", obs[i], d, now[d].Mean(), b.Mean())
				}
			}
		}
	})
}

func TestEvidenceIsSaidWithItsSource(t *testing.T) {
	for _, o := range terms.Observe([]drill.Practice{{Date: monday, Domain: 1, Right: 1, Of: 2, Source: "Provider A"}}, []trial.Simulation{{Date: monday, Right: 1, Of: 2, Source: "Provider A"}}, place) {
		if !strings.Contains(o.What, "1 of 2") || !strings.Contains(o.What, "Provider A") {
			t.Errorf("%q", o.What)
		}
	}
}

// A scaled pass mark is no share; the newest report that prints one counts from then on; a published one always.
func TestMarks(t *testing.T) {
	percent := func(pass float64) report.Score { return report.Score{Form: "percent", Pass: pass, HasPass: true} }
	scores := []report.Score{{Form: "scaled", Value: 700, Max: 900, Pass: 750, HasPass: true}, percent(65), percent(68)}
	got := Marks(report.Scale{Kind: "scaled", Max: 900, Pass: 750, HasPass: true}, scores, 0.7)
	if want := []Mark{{0.7, true}, {0.7, true}, {0.65, false}, {0.68, false}}; !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, m := range Marks(report.Scale{Kind: "percent", Max: 100, Pass: 66, HasPass: true}, scores, 0.7) {
		if m != (Mark{0.66, false}) {
			t.Errorf("published: %+v", m)
		}
	}
}

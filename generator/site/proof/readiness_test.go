package proof

import (
	"slices"
	"strings"
	"testing"

	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/view"
	"retake/generator/study"
)

// TestGatesAtRest: when the work is done, the gates ask for nothing; a date that is only proposed, or not allowed,
// leaves something to do.
func TestGatesAtRest(t *testing.T) {
	for _, c := range []struct {
		today  string
		change func(*board.Board)
		calm   bool
	}{
		{"2027-01-13", func(*board.Board) {}, false},
		{"2027-01-14", func(*board.Board) {}, true},
		{"2027-01-16", func(*board.Board) {}, true},
		{"2027-01-15", func(in *board.Board) { in.Plan.Date.Proposed = true }, false},
		{"2027-01-15", func(in *board.Board) { in.Plan.Readiness.First = 0 }, false},
		{"2027-01-20", func(in *board.Board) { in.Plan.Date.Passed = true }, false},
	} {
		in := specimen.Board()
		in.Plan.Today = specimen.Day(c.today)
		c.change(&in)
		if v := Readiness(&board.Desk{Board: &in}); strings.HasPrefix(v.Say, "The work is done.") != c.calm || (v.Gates[1].Next == "") != c.calm {
			t.Errorf("%s: %q, next %q", c.today, v.Say, v.Gates[1].Next)
		}
	}
}

// TestOpenGates: the page begins with how many gates are open and which is the first that is not; the reason stands
// once, at the gate.
func TestOpenGates(t *testing.T) {
	gates := []study.Gate{{Name: "legal", Met: true, Why: "Allowed."}, {Name: "rule", Why: "None in a row."}, {Name: "evidence", Met: true, Why: "80 %."}, {Name: "able", Why: "Open misses."}}
	for _, c := range []struct {
		say, want string
		change    func(r *study.Readiness)
	}{
		{"None in a row.", "Two of the four gates are open. First in the way: “Simulations above the line”.", func(*study.Readiness) {}},
		{"None in a row.", "One of the four gates is open.", func(r *study.Readiness) { r.Gates[2].Met = false }},
		{"Not allowed.", "None of the four gates is open. First in the way: “Allowed to sit”.", func(r *study.Readiness) {
			r.First = 0
			r.Gates[0], r.Gates[2] = study.Gate{Name: "legal", Why: "Not allowed."}, study.Gate{Name: "evidence"}
		}},
		{"All four are open.", "All four are open.", func(r *study.Readiness) { r.First = -1 }},
		{"Something else.", "Something else.", func(*study.Readiness) {}},
	} {
		v := Readiness(desk(func(in *board.Board) {
			in.Plan.Readiness = study.Readiness{Say: c.say, First: 1, Gates: slices.Clone(gates)}
			c.change(&in.Plan.Readiness)
		}))
		if !strings.HasPrefix(v.Say, c.want) {
			t.Errorf("%q, want %q", v.Say, c.want)
		}
	}
}

// TestStraying: what the chance reckons with is said in the same whole points everywhere, beside its settings.
func TestStraying(t *testing.T) {
	dk := desk(func(in *board.Board) {
		in.Plan.Readiness.Chance = &study.Chance{P: 0.4, Lo: 0.2, Hi: 0.6, N: 2, Mean: 68, Bias: -2.4, Straying: 5.47}
	})
	for _, f := range [][]view.Fact{Readiness(dk).Working.Inputs[2:4], Simulations(dk).Gap.Working.Inputs[:2]} {
		if f[0].Value != "−2 points" || f[1].Value != "give or take 5 points" {
			t.Errorf("%+v", f)
		}
	}
	if say := Simulations(dk).Gap.Say; !strings.Contains(say, "the real exam comes out 2 points below your simulations, give or take 5 points.") {
		t.Error(say)
	}
	dk.Plan.Readiness.Chance.Bias = 0.3
	if say := Simulations(dk).Gap.Say; !strings.Contains(say, "comes out like your simulations, give or take") {
		t.Error(say)
	}
	dk.Plan.Readiness.Chance = nil
	if v := Simulations(dk).Gap; !strings.Contains(v.Say, "Once two simulations count") || v.Working.Inputs[0].Value != "0 points" {
		t.Errorf("without a chance: %+v", v)
	}
}

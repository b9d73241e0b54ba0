package attempt

import (
	"testing"

	"retake/generator/civil"
	"retake/generator/report"
)

func on(day int, r Result) Attempt {
	return Attempt{At: civil.Instant{Date: civil.Of(2026, 11, day)}, Result: r}
}

func TestWon(t *testing.T) {
	for _, c := range []struct {
		name string
		h    History
		want int // day of November, 0 = not passed
	}{
		{"nothing yet", nil, 0},
		{"a fail", History{on(2, Fail)}, 0},
		{"a pass", History{on(2, Pass)}, 2},
		{"a pass after a fail", History{on(2, Fail), on(20, Pass)}, 20},
		{"a fail after a pass", History{on(2, Pass), on(20, Fail)}, 0},
		{"a void sitting decides nothing", History{on(2, Pass), on(20, Void)}, 2},
		{"nor does one that was not sat", History{on(2, Fail), on(20, NoShow)}, 0},
	} {
		want := civil.Date(0)
		if c.want != 0 {
			want = civil.Of(2026, 11, c.want)
		}
		if got := c.h.Won(); got != want {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

// TestBefore: what happens on a day is known from the next day on.
func TestBefore(t *testing.T) {
	h := Of([]Attempt{on(20, Fail), on(2, Fail), on(25, Pass)})
	for day, want := range map[int]int{1: 0, 2: 0, 3: 1, 20: 1, 21: 2, 26: 3} {
		if got := len(h.Before(civil.Of(2026, 11, day))); got != want {
			t.Errorf("before %d November: %d attempts, want %d", day, got, want)
		}
	}
	if got := h.Before(civil.Of(2026, 11, 21)).LastFail(); got == nil || got.At.Date != civil.Of(2026, 11, 20) {
		t.Errorf("the last fail known then is %v", got)
	}
	if got := h.From(civil.Of(2026, 11, 3), Fail, Pass); got == nil || got.At.Date != civil.Of(2026, 11, 20) {
		t.Errorf("the first from 3 November on is %v", got)
	}
	if got := h.From(civil.Of(2026, 11, 21), Fail); got != nil {
		t.Errorf("a fail from 21 November on: %v", got)
	}
	if got := len(h.Fails()); got != 2 {
		t.Errorf("%d fails, want 2", got)
	}
}

// TestOf: the order of the files never matters, and what was given stays as it is.
func TestOf(t *testing.T) {
	late, early := on(2, Fail), on(2, Fail)
	late.At.Clock, early.At.Clock = 15*60, 9*60
	late.Missed = []report.Objective{{Domain: 4, Minor: 1}, {Domain: 1, Minor: 2}}
	given := []Attempt{late, early}
	h := Of(given)
	if h[0].At.Clock != 9*60 || h[1].Missed[0].Domain != 1 {
		t.Errorf("not in order: %v", h)
	}
	if given[0].Missed[0].Domain != 4 || given[0].At.Clock != 15*60 {
		t.Errorf("what was given has changed: %v", given)
	}
}

func TestSilent(t *testing.T) {
	total, domain := on(2, Fail), on(3, Fail)
	total.Score = report.Score{Form: "scaled", Value: 700}
	domain.Sections = []report.Section{{Domain: 1, Form: report.ByPercent, Value: 45}}
	passed := domain
	passed.Result = Pass
	for _, c := range []struct {
		h    History
		want bool
	}{{nil, true}, {History{total}, true}, {History{total, domain}, false}, {History{passed}, true}} {
		if got := c.h.Silent(); got != c.want {
			t.Errorf("%v: %v", c.h, got)
		}
	}
}

package trial

import (
	"math"
	"slices"
	"strings"
	"testing"

	"retake/generator/civil"
)

func relaxed(date civil.Date, right int) Simulation {
	return with(sat(date, right), func(s *Simulation) { s.Timed = false })
}

// Each of the four results has a variance of 16 + 9: their mean difference has 100/4.
func TestPressureByHand(t *testing.T) {
	sims := []Simulation{relaxed(day-20, 80), sat(day-18, 80), relaxed(day-10, 80), sat(day-5, 80)}
	p := terms.Pressure(sims, day, 100)
	if len(p.Pairs) != 2 || p.Mean != 0 {
		t.Fatalf("%+v", p)
	}
	near(t, "hi", p.Hi, 1.2815515655*5)
	near(t, "lo", p.Lo, -1.2815515655*5)
}

func TestPressurePairsTheNearestOnce(t *testing.T) {
	// The casual one on day -10 lies nearest to the second, so the first takes the other.
	sims := []Simulation{relaxed(day-30, 90), sat(day-14, 70), relaxed(day-10, 85), sat(day-9, 75)}
	p := terms.Pressure(sims, day, 100)
	if len(p.Pairs) != 2 || p.Pairs[0].Casual.Date != day-30 || p.Pairs[0].Difference != -20 || p.Pairs[1].Casual.Date != day-10 || p.Pairs[1].Difference != -10 {
		t.Fatalf("%+v", p)
	}
	if p.Mean != -15 || !(p.Hi < 0) || math.IsNaN(p.Lo) {
		t.Errorf("%+v", p)
	}
}

func TestPressureNeedsAPair(t *testing.T) {
	of := func(n int) func(*Simulation) { return func(s *Simulation) { s.Of = n } }
	for name, c := range map[string]struct {
		casual Simulation
		full   float64
		want   bool
	}{
		"21 days apart":               {relaxed(day-21, 80), 100, true},
		"22 days apart":               {relaxed(day-22, 80), 100, false},
		"40 questions":                {with(relaxed(day-1, 30), of(40)), 100, true},
		"39 questions":                {with(relaxed(day-1, 30), of(39)), 100, false},
		"full, of a short exam":       {with(relaxed(day-1, 20), of(27)), 30, true},
		"timed with books":            {with(sat(day-1, 80), func(s *Simulation) { s.ClosedBook = false }), 100, true},
		"seen before":                 {with(relaxed(day-1, 80), func(s *Simulation) { s.Seen = true }), 100, false},
		"under exam conditions, too":  {sat(day-1, 80), 100, false},
		"later than the exam session": {relaxed(day+1, 80), 100, false},
	} {
		if got := terms.Pressure([]Simulation{c.casual, sat(day, 80)}, day, c.full); (got != nil) != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestPace(t *testing.T) {
	exam := Sitting{Minutes: 90, Questions: 90}
	s := with(sat(day, 80), func(s *Simulation) {
		s.Of, s.Minutes, s.Unanswered = 90, 87, 2
		s.Quarters = []civil.Minutes{21, 42, 60, 87}
	})
	p := exam.Pace(s)
	// 90 % of 90 minutes by quarters: 20.25, 40.5, 60.75, to the next whole minute; at the end, all 90.
	want := []Quarter{{21, 21, false}, {42, 41, true}, {60, 61, false}, {87, 90, false}}
	for i, q := range want {
		if p.Quarters[i] != q {
			t.Errorf("quarter %d: %+v, want %+v", i+1, p.Quarters[i], q)
		}
	}
	if p.Behind != "second" || p.Used != 58 || p.Given != 60 || p.Unanswered != 2 {
		t.Errorf("%+v", p)
	}
	for name, change := range map[string]func(*Simulation){
		"not timed":    func(s *Simulation) { s.Timed = false },
		"nothing said": func(s *Simulation) { s.Minutes, s.Quarters = 0, nil },
		"no questions": func(s *Simulation) { s.Of = 0 },
	} {
		if p := exam.Pace(with(s, change)); p != nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if p := (Sitting{}).Pace(s); p != nil {
		t.Errorf("an exam of no known length: %+v", p)
	}
	// Half the questions have half the time; the last quarter stands in for the minutes.
	half := exam.Pace(with(s, func(s *Simulation) { s.Of, s.Minutes, s.Quarters = 45, 0, []civil.Minutes{10, 20, 30, 39} }))
	if half.Behind != "" || half.Used != 52 || half.Quarters[0].By != 11 || half.Quarters[3].By != 45 {
		t.Errorf("%+v", half)
	}
}

// TestUsingTheReviewTimeIsNotBehind: who is on time until the last quarter may use all the time there is,
// and not a minute more.
func TestUsingTheReviewTimeIsNotBehind(t *testing.T) {
	exam := Sitting{Minutes: 90, Questions: 90}
	for last, behind := range map[civil.Minutes]string{82: "", 90: "", 91: "last"} {
		s := with(sat(day, 80), func(s *Simulation) { s.Of, s.Quarters = 90, []civil.Minutes{18, 36, 55, last} })
		if got := exam.Pace(s).Behind; got != behind {
			t.Errorf("%d min in all: behind in the %q quarter, want %q", last, got, behind)
		}
	}
}

// TestPaceWithoutGoingBack: where the exam forbids it, no time is kept for it. 180 minutes by quarters are
// 45, 90, 135 and 180.
func TestPaceWithoutGoingBack(t *testing.T) {
	exam := Sitting{Minutes: 180, Questions: 150, ForbidsReview: true}
	s := with(sat(day, 100), func(s *Simulation) { s.Of, s.Quarters = 150, []civil.Minutes{45, 89, 136, 180} })
	p := exam.Pace(s)
	if want := []Quarter{{45, 45, false}, {89, 90, false}, {136, 135, true}, {180, 180, false}}; !slices.Equal(p.Quarters, want) || p.Behind != "third" {
		t.Errorf("%+v, want %+v", p, want)
	}
	if say := exam.Paces([]Simulation{s}, day, 3).Say(); strings.Contains(say, "review") || !strings.Contains(say, "the exam gives 72.") {
		t.Error(say)
	}
}

func TestPaces(t *testing.T) {
	exam := Sitting{Minutes: 100, Questions: 100}
	slow := func(date civil.Date, quarters ...civil.Minutes) Simulation {
		return with(sat(date, 80), func(s *Simulation) { s.Minutes, s.Quarters = 90, quarters })
	}
	sims := []Simulation{slow(day-9, 40), slow(day-8, 20, 50), slow(day-7, 20, 50), relaxed(day-6, 80),
		with(slow(day-5, 10), func(s *Simulation) { s.Unanswered = 3 }), with(slow(day-4, 60), func(s *Simulation) { s.Seen = true }), slow(day+1, 60)}
	p := exam.Paces(sims, day, 3)
	if len(p.Last) != 3 || p.Last[0].Date != day-8 || p.Over != 2 || p.Measured != 3 || p.Behind != "second" || p.Unanswered != 3 || p.Used != 54 || p.Given != 60 {
		t.Errorf("%+v", p)
	}
	if p := exam.Paces(sims[3:4], day, 3); p != nil {
		t.Errorf("%+v", p)
	}
	if p := exam.Paces(sims[4:5], day, 3); p.Behind != "" || p.Over != 0 {
		t.Errorf("%+v", p)
	}
}

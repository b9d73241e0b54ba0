package timetable

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
)

var update = flag.Bool("update", false, "write the golden file anew")

// gap is the spacing that a plan uses: 30 % of a week, less of more.
func gap(days float64) float64 {
	if days <= 0 {
		return 0
	}
	return 0.30 * days * math.Pow(days/7, -0.35)
}

// start is the Monday on which every worked runway begins.
var start = civil.Of(2026, 11, 2)

// weekOf gives Monday to Thursday the first free time, Saturday the second; Friday and Sunday are free of study.
func weekOf(t *testing.T, weekdays, saturday string) Week {
	var w Week
	for d := 1; d <= 4; d++ {
		w[d] = windows(t, weekdays)
	}
	w[6] = windows(t, saturday)
	return w
}

// sketch is a calendar in three lines: phases in days, sittings as days before the exam with the
// minutes of review that follow each, and the minutes of each use.
func sketch(c *Calendar) string {
	var phases, sat []string
	for _, p := range c.Phases {
		phases = append(phases, fmt.Sprintf("%s %d", p.Name, p.To-p.From+1))
	}
	uses, review, last := map[Use]int{}, 0, ""
	flush := func() {
		if last != "" {
			sat = append(sat, fmt.Sprintf("%s (review %d)", last, review))
		}
	}
	for _, s := range c.Slots {
		uses[s.Use] += int(s.Minutes)
		switch s.Use {
		case ForSitting:
			flush()
			last, review = fmt.Sprintf("%s -%d", s.Date.Weekday().String()[:3], c.Exam-s.Date), 0
			if s.First {
				last += " first"
			}
		case ForSittingReview:
			review += int(s.Minutes)
		}
	}
	flush()
	return fmt.Sprintf("  phases: %s\n  sittings: %s\n  minutes: reset %d, study %d, sitting %d, review %d, light %d\n", cmp.Or(strings.Join(phases, ", "), "none"),
		cmp.Or(strings.Join(sat, ", "), "none"), uses[ForReset], uses[ForStudy], uses[ForSitting], uses[ForSittingReview], uses[ForLight])
}

// TestRunways lays out runways from none to four months for four people. Read the golden before you commit it.
func TestRunways(t *testing.T) {
	people := []struct {
		name     string
		week     Week
		sitting  int
		diagnose bool
	}{
		{"evenings and Saturday, 90 minutes", weekOf(t, "19:00-20:30", "09:00-12:00"), 90, false},
		{"evenings and Saturday, 90 minutes, nothing known of the domains", weekOf(t, "19:00-20:30", "09:00-12:00"), 90, true},
		{"an hour a day, three on Saturday, 120 minutes", weekOf(t, "60m", "180m"), 120, false},
		{"an hour a day, 90 minutes", weekOf(t, "60m", "60m"), 90, true},
		{"an hour a day, five on Saturday, 240 minutes", weekOf(t, "60m", "09:00-14:00"), 240, false},
	}
	var out strings.Builder
	for _, p := range people {
		for _, days := range []civil.Date{0, 1, 3, 4, 5, 7, 10, 14, 21, 28, 42, 60, 120} {
			c := Lay(Runway{Start: start, Exam: start + days, Week: p.week, Rules: usual, Off: never, Sitting: p.sitting, Gap: gap, Diagnose: p.diagnose})
			fmt.Fprintf(&out, "%s: %d days\n%s\n", p.name, days, sketch(c))
		}
	}
	const golden = "testdata/runways.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := diff.Diff(string(want), out.String()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestPhases are worked by hand: reset, repair, mix, simulate, taper in days.
func TestPhases(t *testing.T) {
	for days, want := range map[int][5]int{
		-3: {}, 0: {}, 1: {0, 0, 0, 0, 1}, 2: {0, 0, 0, 0, 2}, 3: {0, 1, 0, 0, 2}, 4: {0, 2, 0, 0, 2}, 5: {0, 2, 0, 1, 2}, 6: {0, 2, 0, 2, 2},
		7: {1, 2, 0, 2, 2}, 10: {1, 4, 0, 3, 2}, 13: {1, 5, 0, 5, 2}, 14: {1, 4, 0, 7, 2}, 20: {1, 10, 0, 7, 2}, 21: {2, 10, 0, 7, 2},
		25: {2, 12, 0, 9, 2}, 28: {2, 9, 5, 10, 2}, 42: {3, 14, 8, 15, 2}, 60: {3, 21, 13, 21, 2}, 120: {3, 57, 37, 21, 2},
	} {
		c := &Calendar{Phases: phases(start, start+civil.Date(days))}
		got := [5]int{c.Days(Reset), c.Days(Repair), c.Days(Mix), c.Days(Simulate), c.Days(Taper)}
		if got != want {
			t.Errorf("%d days: got %v, want %v", days, got, want)
		}
	}
}

// TestReviewBeforeTheTaper: with one window of exactly the length of a sitting every evening, the last
// sitting is a day earlier, so that its review is not lost to the taper.
func TestReviewBeforeTheTaper(t *testing.T) {
	var evenings Week
	for d := range evenings {
		evenings[d] = windows(t, "19:00-20:30")
	}
	r := Runway{Start: start, Exam: start + 42, Week: evenings, Rules: usual, Off: never, Sitting: 90, Gap: gap}
	if got := sketch(Lay(r)); !strings.Contains(got, "-4 (review 80)\n") {
		t.Errorf("got\n%s", got)
	}
	for d := range evenings { // long evenings hold the review, too
		evenings[d] = windows(t, "18:00-21:30")
	}
	r.Week = evenings
	if got := sketch(Lay(r)); !strings.Contains(got, "-3 (review 100)\n") {
		t.Errorf("got\n%s", got)
	}
	r.Off = func(d civil.Date) bool { return d < r.Exam-3 } // one day is left, and no room for a review after it
	for d := range evenings {
		evenings[d] = windows(t, "19:00-20:30")
	}
	r.Week = evenings
	if got := sketch(Lay(r)); !strings.Contains(got, "-3 (review 0)\n") {
		t.Errorf("got\n%s", got)
	}
}

// TestDiagnosticKeepsItsDistance: the first sitting is not on the evening before the next one.
func TestDiagnosticKeepsItsDistance(t *testing.T) {
	week := weekOf(t, "19:00-20:30", "")
	for days := civil.Date(1); days < 60; days++ {
		c := Lay(Runway{Start: start, Exam: start + days, Week: week, Rules: usual, Off: never, Sitting: 90, Gap: gap, Diagnose: true})
		last := civil.Date(0)
		for _, s := range c.Slots {
			if s.Use == ForSitting {
				if s.Date == last+1 {
					t.Fatalf("%d days: sittings on %s and the day before\n%s", days, s.Date, sketch(c))
				}
				last = s.Date
			}
		}
	}
}

func TestPhaseOfAndMinutes(t *testing.T) {
	c := Lay(Runway{Start: start, Exam: start + 21, Week: weekOf(t, "60m", "60m"), Rules: usual, Off: never, Sitting: 90, Gap: gap})
	for day, want := range map[civil.Date]string{-5: Reset, 0: Reset, 1: Reset, 2: Repair, 11: Repair, 12: Simulate, 18: Simulate, 19: Taper, 20: Taper, 21: Taper, 99: Taper} {
		if got := c.Phases[c.PhaseOf(start+day)].Name; got != want {
			t.Errorf("day %d is in %s, want %s", day, got, want)
		}
	}
	if c.PhaseOf(start+99) != len(c.Phases)-1 || (&Calendar{}).PhaseOf(start) != -1 || c.Days(Mix) != 0 {
		t.Error("days outside, or a phase that is not there")
	}
	// Repair: Wed 4 and Thu 5, Sat 7, Mon 9 to Thu 12; Simulate: Sat 14, Mon 16 to Thu 19, Sat 21 is taper.
	if repair, all := c.Minutes(start, Repair); repair != 7*50 || all != 12*50 {
		t.Errorf("%d minutes of repair, %d in all", repair, all)
	}
	if repair, all := c.Minutes(start+7, Repair); repair != 4*50 || all != 9*50 {
		t.Errorf("from the second week: %d minutes of repair, %d in all", repair, all)
	}
}

func drawRunway(t *rapid.T) Runway {
	away := rapid.SliceOfDistinct(rapid.Int32Range(0, 130), func(n int32) int32 { return n }).Draw(t, "away")
	r := Runway{
		Start: start + civil.Date(rapid.IntRange(0, 6).Draw(t, "first")), Week: drawWeek(t).Tidy(), Rules: drawRules(t), Gap: gap,
		Sitting: rapid.IntRange(10, 240).Draw(t, "sitting"), Diagnose: rapid.Bool().Draw(t, "diagnose"),
	}
	r.Exam = r.Start + civil.Date(rapid.IntRange(-2, 130).Draw(t, "runway"))
	r.Off = func(d civil.Date) bool { return slices.Contains(away, int32(d-r.Start)) }
	return r
}

func TestPhasesTileTheRunway(t *testing.T) {
	names := []string{Reset, Repair, Mix, Simulate, Taper}
	for days := civil.Date(-2); days < 400; days++ {
		at, last := start, -1
		for _, p := range phases(start, start+days) {
			i := slices.Index(names, p.Name)
			if p.From != at || p.To < p.From || i <= last {
				t.Fatalf("%d days: %s from %d to %d after %d", days, p.Name, p.From-start, p.To-start, at-start)
			}
			at, last = p.To+1, i
		}
		if at != start+max(0, days) {
			t.Fatalf("%d days: the phases end on day %d", days, at-start)
		}
	}
}

func TestEveryCalendarHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRunway(t)
		c := Lay(r)
		byDay, order := map[civil.Date][]Purposed{}, civil.Date(0)
		for _, s := range c.Slots {
			if s.Date < order || s.Date < r.Start || s.Date >= r.Exam || r.Off(s.Date) || s.Phase != c.PhaseOf(s.Date) {
				t.Fatalf("a slot on day %d of %d", s.Date-r.Start, r.Exam-r.Start)
			}
			order = s.Date
			byDay[s.Date] = append(byDay[s.Date], s)
		}
		for d, list := range byDay {
			var slots []Slot
			cap := r.Rules.Soft
			for _, s := range list {
				slots = append(slots, s.Slot)
				switch name := c.Phases[s.Phase].Name; {
				case s.Use == ForSitting:
					cap = r.Rules.Hard
				case (s.Use == ForLight) != (name == Taper):
					t.Fatalf("use %d in %s", s.Use, name)
				case s.Use == ForReset && name != Reset || s.Use == ForStudy && name == Reset:
					t.Fatalf("use %d in %s", s.Use, name)
				case name == Taper:
					cap = min(r.Rules.Block, r.Rules.Soft)
				}
			}
			holds(t, r.Week[d.Weekday()], slots, cap, r.Rules.Break)
		}
		sittingsHold(t, r, c)
		if again := Lay(r); !slices.Equal(again.Slots, c.Slots) || !slices.Equal(again.Phases, c.Phases) {
			t.Fatal("the same runway gives another calendar")
		}
	})
}

// sittingsHold: early enough, never on neighbouring days, full length, and nothing but their review on the same day.
func sittingsHold(t *rapid.T, r Runway, c *Calendar) {
	last, firsts, inPhase, owed := civil.Date(0), 0, 0, 0
	for i, s := range c.Slots {
		if i > 0 && c.Slots[i-1].Date < s.Date && owed <= r.Rules.Least { // the rest is let go overnight
			owed = 0
		}
		switch s.Use {
		case ForSitting:
			if s.Date > r.Exam-LastSitting || s.Date == last || s.Date == last+1 || int(s.Minutes) != r.Sitting {
				t.Fatalf("a sitting of %d minutes %d days before the exam, after one on %s", s.Minutes, r.Exam-s.Date, last)
			}
			if s.First != (c.Phases[s.Phase].Name != Simulate) || s.First && (!r.Diagnose || inPhase > 0) {
				t.Fatalf("a sitting in %s", c.Phases[s.Phase].Name)
			}
			if s.First {
				firsts++
			} else {
				inPhase++
			}
			if i > 0 && c.Slots[i-1].Date == s.Date {
				t.Fatal("a sitting is not the first of its day")
			}
			last, owed = s.Date, owed+r.Sitting
		case ForSittingReview:
			if owed <= 0 {
				t.Fatalf("a review of nothing on %s", s.Date)
			}
			owed -= int(s.Minutes)
		default:
			if s.Date == last {
				t.Fatal("more than a sitting and its review on one day")
			}
			if owed > r.Rules.Least && s.Use != ForLight {
				t.Fatalf("%d minutes of review are skipped on %s", owed, s.Date)
			}
			owed = 0
		}
	}
	if firsts > 1 || inPhase != c.Sittings || inPhase > mostSittings {
		t.Fatalf("%d first sittings, %d in the phase, %d counted", firsts, inPhase, c.Sittings)
	}
}

func BenchmarkLay(b *testing.B) {
	var week Week
	for d := 1; d < 7; d++ {
		week[d] = []civil.Window{{Start: 19 * 60, Length: 90}}
	}
	for b.Loop() {
		Lay(Runway{Start: start, Exam: start + 180, Week: week, Rules: usual, Off: never, Sitting: 90, Gap: gap, Diagnose: true})
	}
}

package timetable

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

// pinAt is a pin so many days after the start, "19:00+50" or "~+50".
func pinAt(day civil.Date, s string, sitting bool, index int) Fixed {
	at, length, _ := strings.Cut(s, "+")
	f := Fixed{Slot: Slot{start + day, civil.NoClock, 0}, Sitting: sitting, Index: index}
	fmt.Sscan(length, &f.Minutes)
	if at != "~" {
		c, err := civil.ParseClock(at)
		if err != nil {
			panic(err)
		}
		f.Start = c
	}
	return f
}

// use letters: study, reset, sitting, review, light, pinned.
var letters = map[Use]string{ForStudy: "s", ForReset: "r", ForSitting: "S", ForSittingReview: "R", ForLight: "l", ForPinned: "P"}

// dayOn is one day of a calendar, as "s19:00+50 P20:00+30".
func dayOn(c *Calendar, day civil.Date) string {
	var out []string
	for _, s := range c.Slots {
		if s.Date == start+day {
			out = append(out, letters[s.Use]+written([]Slot{s.Slot}))
		}
	}
	return strings.Join(out, " ")
}

// TestADayGoesAroundItsPins: day 10 is a Thursday of the Repair phase in a runway of 42 days.
func TestADayGoesAroundItsPins(t *testing.T) {
	for _, c := range []struct{ free, pins, want string }{
		{"19:00-20:30", "", "s19:00+50 s20:00+30"},
		{"19:00-20:30", "19:00+50", "P19:00+50 s20:00+30"},
		{"19:00-20:30", "19:30+50", "s19:00+20 P19:30+50"},
		{"19:00-20:30", "19:25+50", "P19:25+50"}, // with the break only a quarter of an hour is left before it
		{"19:00-20:30", "19:40+50", "s19:00+30 P19:40+50"},
		{"19:00-22:00", "20:00+50", "s19:00+50 P20:00+50 s21:00+20"}, // the soft cap of two hours
		{"19:00-22:00", "20:00+120", "P20:00+120"},
		{"19:00-20:30", "06:00+50", "P06:00+50 s19:00+50 s20:00+20"},
		{"19:00-20:30", "20:35+25", "s19:00+50 s20:00+25 P20:35+25"}, // a break before it
		{"90m", "19:00+50", "s~+30 P19:00+50"},                       // an hour and a half a day is no more for having a pin
		{"90m", "~+50", "P~+50 s~+30"},
		{"90m", "~+200", "P~+200"},
		{"30m 19:00-20:00", "19:00+50", "s~+30 P19:00+50"},
		{"30m 19:00-20:00", "18:30+30", "P18:30+30 s19:10+50"},
		{"07:00-07:30 19:00-20:30", "~+50", "P~+50 s07:00+30 s20:00+30"},
		{"07:00-07:30 19:00-19:40", "~+50", "P~+50"},
		{"19:00-22:00", "19:00+30 19:30+30 ~+30", "P~+30 P19:00+30 P19:30+30 s20:50+30"},
		{"", "19:00+50", "P19:00+50"},
		{"19:00-22:00", "08:00+300", "P08:00+300"}, // above the hard cap: the learner's own decision
	} {
		var week Week
		week[4] = windows(t, c.free)
		r := Runway{Start: start, Exam: start + 42, Week: week, Rules: usual, Off: never, Sitting: 90, Gap: gap}
		for i, s := range strings.Fields(c.pins) {
			r.Fixed = append(r.Fixed, pinAt(10, s, false, i))
		}
		if got := dayOn(Lay(r), 10); got != c.want {
			t.Errorf("%q with %q: got %q, want %q", c.free, c.pins, got, c.want)
		}
	}
}

// TestPinnedSitting: what a sitting that the learner pinned does to the days around it.
func TestPinnedSitting(t *testing.T) {
	for _, c := range []struct {
		name, free, pin string
		day             civil.Date // of 42; Simulate is 25 to 39, Taper 40 and 41
		same, next      string
	}{
		{"the rest of the review on the next day", "09:00-11:00", "09:00+90", 10, "P09:00+90 R10:40+20", "R09:00+50 R10:00+50"},
		{"nothing before it", "07:00-08:00 19:00-22:00", "19:00+90", 10, "P19:00+90 R20:40+50 R21:40+20", "s07:00+50 s19:00+50 s20:00+20"},
		{"at no fixed time", "07:00-08:00 19:00-22:00", "~+90", 10, "P~+90 R20:40+50 R21:40+20", "s07:00+50 s19:00+50 s20:00+20"},
		{"time without hours is for the review", "60m", "19:00+90", 10, "P19:00+90", "R~+50"},
		{"on such a day the review is last", "90m 18:00-20:00", "18:00+90", 10, "P18:00+90 R19:40+20 R~+50 R~+30", "s~+50 s~+30 s18:00+40"},
		{"stock-taking is put off", "19:00-20:30", "19:00+90", 0, "P19:00+90", "R19:00+50 R20:00+30"},
		{"no review so late", "19:00-22:00", "19:00+90", 40, "P19:00+90", "l19:00+50"},
	} {
		var week Week
		for d := range week {
			week[d] = windows(t, c.free)
		}
		l := Lay(Runway{Start: start, Exam: start + 42, Week: week, Rules: usual, Off: never, Sitting: 400, Gap: gap, Fixed: []Fixed{pinAt(c.day, c.pin, true, 0)}})
		if same, next := dayOn(l, c.day), dayOn(l, c.day+1); same != c.same || next != c.next {
			t.Errorf("%s: got %q and %q, want %q and %q", c.name, same, next, c.same, c.next)
		}
	}
}

// sittings lists the sittings as days before the exam, pinned ones marked with P, and their count.
func sittings(c *Calendar, pinned map[int]bool) string {
	var out []string
	for _, s := range c.Slots {
		switch {
		case s.Use == ForPinned && pinned[s.Index]:
			out = append(out, fmt.Sprintf("P-%d", c.Exam-s.Date))
		case s.Use == ForSitting:
			out = append(out, fmt.Sprintf("-%d", c.Exam-s.Date))
		}
	}
	return fmt.Sprintf("%s, %d", strings.Join(out, " "), c.Sittings)
}

// TestSittingsMakeRoom: the phase is 17 days before the exam to 3 days before. For 17 days the gap is
// 3.7, so that the wishes are 3, 7, 10 and 14 days before.
func TestSittingsMakeRoom(t *testing.T) {
	var week Week
	for d := range week {
		week[d] = windows(t, "18:00-22:00")
	}
	for _, c := range []struct {
		pins     []int // days before the exam
		diagnose bool
		want     string
	}{
		{nil, false, "-14 -10 -7 -3, 4"},
		{[]int{7}, false, "-14 -10 P-7 -3, 4"},
		{[]int{8}, false, "-14 -10 P-8 -3, 4"},
		{[]int{9}, false, "-14 P-9 -7 -3, 4"},
		{[]int{12}, false, "-14 P-12 -7 -3, 4"}, // as near to 10 as to 14: it stands for the later one
		{[]int{4}, false, "-14 -10 -7 P-4, 4"},
		{[]int{2}, false, "-14 -10 -7 -4 P-2, 4"}, // in the taper: not counted, but nobody sits the day before
		{[]int{17}, false, "P-17 -10 -7 -3, 4"},
		{[]int{18}, false, "P-18 -14 -10 -7 -3, 4"},                   // before the phase
		{[]int{14, 13, 12, 6, 5}, false, "P-14 P-13 P-12 P-6 P-5, 5"}, // more than there would be
		{[]int{7, 7}, false, "-14 -10 P-7 P-7 -3, 4"},                 // two on a day count once
		{[]int{42, -1, 43, 0}, false, "P-42 -14 -10 -7 -3, 4"},        // outside the runway: left out
		{nil, true, "-42 -14 -10 -7 -3, 4"},                           // nothing known of the domains
		{[]int{35}, true, "P-35 -14 -10 -7 -3, 4"},                    // a week later does as well
		{[]int{34}, true, "-42 P-34 -14 -10 -7 -3, 4"},
	} {
		r := Runway{Start: start, Exam: start + 42, Week: week, Rules: usual, Off: never, Sitting: 90, Gap: gap, Diagnose: c.diagnose}
		pinned := map[int]bool{}
		for i, before := range c.pins {
			r.Fixed = append(r.Fixed, pinAt(civil.Date(42-before), fmt.Sprintf("%d:00+90", 18+i%2*2), true, i))
			pinned[i] = true
		}
		if got := sittings(Lay(r), pinned); got != c.want {
			t.Errorf("pinned %v, diagnose %v: got %s, want %s", c.pins, c.diagnose, got, c.want)
		}
	}
}

// drawPins draws pins from a little before the start to a little after the exam, overlapping or not.
func drawPins(t *rapid.T, r Runway) []Fixed {
	var out []Fixed
	for i := range rapid.IntRange(0, 12).Draw(t, "pins") {
		f := Fixed{Sitting: rapid.Bool().Draw(t, "sat"), Index: i}
		f.Date = r.Start + civil.Date(rapid.IntRange(-3, max(1, int(r.Exam-r.Start)+3)).Draw(t, "day"))
		f.Minutes = civil.Minutes(rapid.IntRange(5, 600).Draw(t, "minutes"))
		if f.Start = civil.Clock(rapid.IntRange(-300, 1440-int(f.Minutes)).Draw(t, "at")); f.Start < 0 {
			f.Start = civil.NoClock
		}
		out = append(out, f)
	}
	return out
}

// TestPinsNeverMove: whatever the circumstances, each pin of the runway is in the calendar once, as it
// was given; nothing planned overlaps it or stands on a day off; the caps hold for what is planned.
func TestPinsNeverMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRunway(t)
		r.Fixed = drawPins(t, r)
		c := Lay(r)
		var want, got []Fixed
		sat := map[civil.Date]bool{}
		for _, f := range r.Fixed {
			if f.Date >= r.Start && f.Date < r.Exam {
				want = append(want, Fixed{Slot: f.Slot, Index: f.Index})
				sat[f.Date] = sat[f.Date] || f.Sitting
			}
		}
		byDay := map[civil.Date][]Purposed{}
		for i, s := range c.Slots {
			if i > 0 && s.Date < c.Slots[i-1].Date || s.Phase != c.PhaseOf(s.Date) {
				t.Fatalf("slot %d is out of order", i)
			}
			if s.Use == ForPinned {
				got = append(got, Fixed{Slot: s.Slot, Index: s.Index})
			} else if r.Off(s.Date) || s.Use == ForSitting && (sat[s.Date-1] || sat[s.Date] || sat[s.Date+1]) {
				t.Fatalf("use %d is planned on %s", s.Use, s.Date)
			} else if s.Index != 0 {
				t.Fatalf("a planned slot has the index %d", s.Index)
			}
			byDay[s.Date] = append(byDay[s.Date], s)
		}
		slices.SortFunc(got, func(a, b Fixed) int { return a.Index - b.Index })
		if !slices.Equal(got, want) {
			t.Fatalf("pinned %v, got %v", want, got)
		}
		for d, slots := range byDay {
			dayHolds(t, r, r.Week[d.Weekday()], slots, sat[d])
		}
		backwards := slices.Clone(r.Fixed)
		slices.Reverse(backwards)
		again := r
		again.Fixed = backwards
		if l := Lay(again); !slices.Equal(l.Slots, c.Slots) || l.Sittings != c.Sittings {
			t.Fatal("the order in which pins are given matters")
		}
	})
}

func dayHolds(t *rapid.T, r Runway, free []civil.Window, slots []Purposed, sat bool) {
	var planned []Slot
	pins, total, last := 0, 0, civil.NoClock
	for _, s := range slots {
		if s.Start != civil.NoClock {
			if s.Start < last {
				t.Fatalf("out of order: %v", slots)
			}
			last = s.Start
		}
		if s.Use == ForPinned {
			pins += int(s.Minutes)
			continue
		}
		planned = append(planned, s.Slot)
		total += int(s.Minutes)
		if sat && s.Use != ForSittingReview {
			t.Fatalf("use %d on the day of a pinned sitting", s.Use)
		}
		for _, p := range slots {
			if pause := civil.Clock(r.Rules.Break); p.Use == ForPinned && p.Start != civil.NoClock && s.Start != civil.NoClock &&
				s.Start < p.Start+civil.Clock(p.Minutes)+pause && p.Start < s.Start+civil.Clock(s.Minutes)+pause {
				t.Fatalf("%s overlaps the pin %s", written([]Slot{s.Slot}), written([]Slot{p.Slot}))
			}
		}
	}
	holds(t, free, planned, r.Rules.Hard, r.Rules.Break)
	if total > 0 && pins+total > r.Rules.Hard {
		t.Fatalf("%d minutes planned beside %d pinned, of %d", total, pins, r.Rules.Hard)
	}
	if roomless(free, planned, slots) {
		t.Fatalf("more than the day's free time: %v", slots)
	}
}

// roomless reports whether what is planned and what is pinned at no fixed time come to more than the
// day's windows, if anything is planned at all.
func roomless(free []civil.Window, planned []Slot, slots []Purposed) bool {
	room, need := 0, 0
	for _, w := range free {
		room += int(w.Length)
	}
	for _, s := range slots {
		if s.Use != ForPinned || s.Start == civil.NoClock {
			need += int(s.Minutes)
		}
	}
	return len(planned) > 0 && need > room
}

package timetable

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

// usual are the bounds that a plan starts with.
var usual = Rules{Block: 50, Break: 10, Least: 20, Soft: 120, Hard: 240}

// sunday is one; monday follows.
const (
	sunday = civil.Date(7)
	monday = sunday + 1
)

func never(civil.Date) bool { return false }

// windows reads "19:00-20:30 90m".
func windows(t interface{ Fatal(...any) }, s string) []civil.Window {
	var out []civil.Window
	for _, f := range strings.Fields(s) {
		w, err := civil.ParseWindow(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, w)
	}
	return out
}

func dayOf(t interface{ Fatal(...any) }, s string, rules Rules) Day {
	return Day{Date: monday, Windows: windows(t, s), rules: rules}
}

// written is a row of slots as "19:00+50 20:00+30"; "~" stands for no clock.
func written(slots []Slot) string {
	var out []string
	for _, s := range slots {
		start := s.Start.String()
		if s.Start == civil.NoClock {
			start = "~"
		}
		out = append(out, fmt.Sprintf("%s+%d", start, s.Minutes))
	}
	return strings.Join(out, " ")
}

func TestBlocks(t *testing.T) {
	short := Rules{Block: 25, Break: 5, Least: 20, Soft: 60, Hard: 60}
	for _, c := range []struct {
		free  string
		rules Rules
		cap   int
		want  string
	}{
		{"19:00-20:00", usual, 0, "19:00+50"},
		{"19:00-20:30", usual, 0, "19:00+50 20:00+30"},
		{"19:00-20:50", usual, 0, "19:00+50 20:00+50"},
		{"19:00-22:00", usual, 0, "19:00+50 20:00+50 21:00+20"}, // the soft cap
		{"19:00-22:00", usual, 240, "19:00+50 20:00+50 21:00+50"},
		{"19:00-22:00", usual, 110, "19:00+50 20:00+50"},                             // 10 left of the cap are too few
		{"08:00-16:00", usual, 1000, "08:00+50 09:00+50 10:00+50 11:00+50 12:00+40"}, // the hard cap
		{"19:00-19:19", usual, 0, ""},
		{"19:00-19:20", usual, 0, "19:00+20"},
		{"19:00-20:19", usual, 0, "19:00+50"},
		{"19:00-20:20", usual, 0, "19:00+50 20:00+20"},
		{"07:00-07:15 19:00-19:50", usual, 0, "19:00+50"},
		{"07:00-07:45 19:00-20:30", usual, 0, "07:00+45 19:00+50 20:00+25"},
		{"60m", usual, 0, "~+50"},
		{"90m", usual, 0, "~+50 ~+30"},
		{"110m", usual, 0, "~+50 ~+50"},
		{"180m", usual, 0, "~+50 ~+50 ~+20"},
		{"30m 19:00-20:00", usual, 0, "~+30 19:00+50"},
		{"", usual, 0, ""},
		{"19:00-21:00", short, 0, "19:00+25 19:30+25"}, // 10 left are shorter than the least
		{"19:00-21:00", Rules{Block: 50, Soft: 120, Hard: 240}, 0, "19:00+50 19:50+50 20:40+20"},
		{"19:00-21:00", Rules{Soft: 120, Hard: 240}, 0, ""}, // blocks of no length
		{"19:00-21:00", Rules{Block: 50, Break: 10, Least: 20, Soft: 15, Hard: 240}, 0, ""},
	} {
		d := dayOf(t, c.free, c.rules)
		slots := d.Blocks(c.cap)
		total := 0
		for _, s := range slots {
			total += int(s.Minutes)
		}
		if got := written(slots); got != c.want || d.Used != total {
			t.Errorf("%s, cap %d: got %q (%d used), want %q", c.free, c.cap, got, d.Used, c.want)
		}
	}
}

func TestTakeAndFits(t *testing.T) {
	for _, c := range []struct {
		free string
		n    int
		want string // the stretch, then the blocks that follow it up to the hard cap
	}{
		{"09:00-12:00", 90, "09:00+90 | 10:40+50 11:40+20"},
		{"09:00-10:30", 90, "09:00+90 | "},
		{"09:00-10:29", 90, ""},
		{"09:00-10:00 10:05-11:05", 90, ""},
		{"07:00-08:00 09:00-11:00 19:00-20:00", 90, "09:00+90 | 10:40+20 19:00+50"}, // what lies before is over
		{"09:00-11:00 19:00-22:00", 90, "09:00+90 | 10:40+20 19:00+50 20:00+50 21:00+30"},
		{"180m", 90, "~+90 | ~+50 ~+20"},
		{"45m 180m", 90, "~+90 | ~+50 ~+20 ~+45"},
		{"45m 09:00-12:00", 90, "09:00+90 | 10:40+50 11:40+20 ~+45"},
		{"08:00-18:00", 240, "08:00+240 | "},
		{"08:00-18:00", 241, ""}, // over the hard cap
		{"", 10, ""},
	} {
		d := dayOf(t, c.free, usual)
		fits := d.Fits(c.n)
		slot, ok := d.Take(c.n)
		got := ""
		if ok {
			got = written([]Slot{slot}) + " | " + written(d.Blocks(usual.Hard))
		}
		if got != c.want || fits != ok {
			t.Errorf("%d of %s: got %q (fits %v), want %q", c.n, c.free, got, fits, c.want)
		}
	}
	used := dayOf(t, "08:00-18:00", usual)
	if _, ok := used.Take(200); !ok || used.Fits(41) || !used.Fits(40) {
		t.Error("200 of 240 minutes leave 40")
	}
}

func TestTidy(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"19:00-20:30", "19:00-20:30"},
		{"19:00-20:00 07:00-08:00", "07:00-08:00 19:00-20:00"},
		{"18:00-20:00 19:00-21:00", "18:00-21:00"},
		{"18:00-21:00 19:00-20:00", "18:00-21:00"},
		{"18:00-19:00 19:00-20:00", "18:00-20:00"},
		{"18:00-19:00 19:01-20:00", "18:00-19:00 19:01-20:00"},
		{"09:00-10:00 08:00-09:30 09:15-11:00 12:00-13:00", "08:00-11:00 12:00-13:00"},
		{"19:00-20:00 30m 45m", "30m 45m 19:00-20:00"},
		{"00:00-24:00 10:00-11:00", "00:00-24:00"},
	} {
		w := Week{1: windows(t, c.in)}
		before := fmt.Sprint(w)
		got, want := fmt.Sprint(w.Tidy()[1]), fmt.Sprint(windows(t, c.want))
		if got != want || fmt.Sprint(w) != before {
			t.Errorf("%s: got %s, want %s", c.in, got, want)
		}
	}
	empty := Week{2: []civil.Window{{Start: 600, Length: 0}, {Start: civil.NoClock, Length: -5}}}.Tidy()
	if len(empty[2]) != 0 {
		t.Errorf("windows of no length stay: %v", empty[2])
	}
}

// TestKeep writes a week as its minutes from Sunday to Saturday.
func TestKeep(t *testing.T) {
	for _, c := range []struct {
		in   [7]int
		free int
		want [7]int
	}{
		{[7]int{60, 60, 60, 60, 60, 60, 120}, 0, [7]int{60, 60, 60, 60, 60, 60, 120}},
		{[7]int{60, 60, 60, 60, 60, 60, 120}, 1, [7]int{0, 60, 60, 60, 60, 60, 120}},
		{[7]int{0, 60, 60, 60, 60, 60, 120}, 1, [7]int{0, 60, 60, 60, 60, 60, 120}},
		{[7]int{180, 60, 45, 60, 60, 60, 120}, 1, [7]int{180, 60, 0, 60, 60, 60, 120}},
		{[7]int{60, 60, 60, 60, 60, 60, 60}, 2, [7]int{0, 60, 60, 60, 60, 60, 0}},
		{[7]int{90, 60, 60, 60, 60, 60, 90}, 2, [7]int{90, 60, 60, 60, 0, 0, 90}},
		{[7]int{60, 60, 60, 60, 60, 60, 60}, 7, [7]int{}},
		{[7]int{60, 60, 60, 60, 60, 60, 60}, 9, [7]int{}},
		{[7]int{60, 60, 60, 60, 60, 60, 60}, -1, [7]int{60, 60, 60, 60, 60, 60, 60}},
		{[7]int{}, 1, [7]int{}},
	} {
		var w Week
		for i, m := range c.in {
			if m > 0 {
				w[i] = []civil.Window{{Start: civil.NoClock, Length: civil.Minutes(m)}}
			}
		}
		kept := w.Keep(c.free)
		var got, still [7]int
		for i := range kept {
			got[i], still[i] = int(kept.Minutes(time.Weekday(i))), int(w.Minutes(time.Weekday(i)))
		}
		if got != c.want || still != c.in {
			t.Errorf("%v, %d free: got %v, want %v", c.in, c.free, got, c.want)
		}
	}
}

func TestDays(t *testing.T) {
	week := Week{1: windows(t, "60m"), 3: windows(t, "19:00-20:00"), 6: windows(t, "09:00-12:00")}
	off := func(d civil.Date) bool { return d == monday+2 }
	var got []string
	for _, d := range Days(monday, monday+13, week, usual, off) {
		got = append(got, fmt.Sprint(int(d.Date-monday)))
	}
	if s := strings.Join(got, " "); s != "0 5 7 9 12" {
		t.Errorf("days %s", s)
	}
	if len(Days(monday, sunday, week, usual, never)) != 0 {
		t.Error("days run backwards")
	}
}

// drawWeek draws windows that may overlap, with and without hours.
func drawWeek(t *rapid.T) Week {
	var w Week
	for d := range w {
		for range rapid.IntRange(0, 3).Draw(t, "windows") {
			start := civil.Clock(rapid.IntRange(-200, 1400).Draw(t, "start"))
			if start < 0 {
				start = civil.NoClock
			}
			length := rapid.IntRange(1, min(400, 1440-max(0, int(start)))).Draw(t, "length")
			w[d] = append(w[d], civil.Window{Start: start, Length: civil.Minutes(length)})
		}
	}
	return w
}

func drawRules(t *rapid.T) Rules {
	r := Rules{Block: rapid.IntRange(10, 120).Draw(t, "block"), Break: rapid.IntRange(0, 30).Draw(t, "break"), Hard: rapid.IntRange(30, 400).Draw(t, "hard")}
	r.Soft, r.Least = rapid.IntRange(10, r.Hard).Draw(t, "soft"), min(20, r.Block)
	return r
}

func TestTidyKeepsEveryMinuteOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		week := drawWeek(t)
		for d, tidied := range week.Tidy() {
			var before, after [1441]bool
			loose, still := 0, 0
			mark := func(list []civil.Window, on *[1441]bool, loose *int) {
				for _, w := range list {
					if w.Start == civil.NoClock {
						*loose += int(w.Length)
						continue
					}
					for m := w.Start; m < w.End(); m++ {
						on[m] = true
					}
				}
			}
			mark(week[d], &before, &loose)
			mark(tidied, &after, &still)
			if before != after || loose != still {
				t.Fatalf("%v became %v", week[d], tidied)
			}
			for i := 1; i < len(tidied); i++ {
				if a, b := tidied[i-1], tidied[i]; a.Start != civil.NoClock && b.Start <= a.End() {
					t.Fatalf("%v overlap or touch", tidied)
				}
			}
		}
	})
}

// holds fails unless the slots of one day lie in its windows, one after the other, and under the cap.
func holds(t interface{ Fatalf(string, ...any) }, free []civil.Window, slots []Slot, cap, pause int) {
	total, loose, room := 0, 0, 0
	for _, w := range free {
		if w.Start == civil.NoClock {
			room += int(w.Length)
		}
	}
	end := map[civil.Clock]civil.Clock{} // by window
	for _, s := range slots {
		total += int(s.Minutes)
		if s.Minutes <= 0 {
			t.Fatalf("a slot of nothing: %s", written(slots))
		}
		if s.Start == civil.NoClock {
			loose += int(s.Minutes)
			continue
		}
		inside := false
		for _, w := range free {
			if w.Start != civil.NoClock && s.Start >= w.Start && s.Start+civil.Clock(s.Minutes) <= w.End() {
				inside = true
				if last, ok := end[w.Start]; ok && s.Start < last+civil.Clock(pause) {
					t.Fatalf("no break: %s", written(slots))
				}
				end[w.Start] = s.Start + civil.Clock(s.Minutes)
			}
		}
		if !inside {
			t.Fatalf("%s lies outside %v", written([]Slot{s}), free)
		}
	}
	if total > cap || loose > room {
		t.Fatalf("%d minutes of %d, %d at no fixed time of %d: %s in %v", total, cap, loose, room, written(slots), free)
	}
}

func TestADayGivesNoMoreThanItHas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		week, rules := drawWeek(t).Tidy(), drawRules(t)
		sitting := rapid.IntRange(0, 300).Draw(t, "sitting")
		for _, d := range Days(sunday, sunday+6, week, rules, never) {
			free := d.Windows
			var slots []Slot
			if sitting > 0 {
				if s, ok := d.Take(sitting); ok {
					slots = append(slots, s)
				}
			}
			took := len(slots)
			cap := rapid.SampledFrom([]int{0, rules.Soft, rules.Hard, 5000}).Draw(t, "cap")
			slots = append(slots, d.Blocks(cap)...)
			holds(t, free, slots, rules.Hard, rules.Break)
			if took == 0 && cap == 0 {
				holds(t, free, slots, rules.Soft, rules.Break)
			}
			for _, s := range slots[took:] {
				if int(s.Minutes) > rules.Block || int(s.Minutes) < rules.Least {
					t.Fatalf("blocks of %d to %d: %s", rules.Least, rules.Block, written(slots))
				}
			}
		}
	})
}

// Package timetable cuts the free hours of somebody's weeks into slots for study and deals them out.
//
// A week has free windows by weekday; days off and days kept free are taken out; what is left is a
// row of Days. A Day gives up Slots: one long slot for a full-length sitting (Take), and ordinary
// blocks with breaks between them (Blocks). A day never gives more than its caps. Lay cuts the
// runway up to an exam into phases and slots with a Use, around blocks that are pinned to their place; a
// Rota deals study slots out to subjects in fair shares.
//
// Deliberately absent: results, domains and their names, and any opinion on what is worth studying.
package timetable

import (
	"slices"
	"time"

	"retake/generator/civil"
)

// Rules are the bounds of a day, in minutes.
type Rules struct {
	Block int // length of an ordinary block
	Break int // pause between two blocks
	Least int // a shorter rest of a window is left alone
	Soft  int // most ordinary study a day
	Hard  int // most study a day of any kind
}

// Slot is a stretch of one day given to one purpose. Start is civil.NoClock when the day has a length but no hours.
type Slot struct {
	Date    civil.Date
	Start   civil.Clock
	Minutes civil.Minutes
}

// Day is one date with what is still free of it.
type Day struct {
	Date    civil.Date
	Windows []civil.Window // in order, not overlapping
	Used    int            // minutes given up so far, pins included
	rules   Rules
	pins    []Fixed // in order
}

// Week is free time by weekday, 0 Sunday to 6 Saturday.
type Week [7][]civil.Window

// Tidy sorts each day's windows and joins those that overlap or touch, so that no minute is counted
// twice and a stretch written in two parts is as long as it is.
func (w Week) Tidy() Week {
	var out Week
	for d, windows := range w {
		out[d] = tidy(windows)
	}
	return out
}

func tidy(windows []civil.Window) []civil.Window {
	sorted := slices.Clone(windows)
	slices.SortStableFunc(sorted, func(a, b civil.Window) int { return int(a.Start) - int(b.Start) })
	var out []civil.Window
	for _, w := range sorted {
		if w.Length <= 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Start != civil.NoClock && w.Start <= out[n-1].End() {
			last := &out[n-1]
			last.Length = civil.Minutes(max(last.End(), w.End()) - last.Start)
			continue
		}
		out = append(out, w)
	}
	return out
}

// Modest is a week for somebody who wrote none: an hour on five days and two on Saturday, 7 hours.
func Modest() Week {
	var w Week
	for d := 1; d <= 5; d++ {
		w[d] = []civil.Window{{Start: civil.NoClock, Length: 60}}
	}
	w[6] = []civil.Window{{Start: civil.NoClock, Length: 120}}
	return w
}

// Minutes is the free time of one weekday.
func (w Week) Minutes(day time.Weekday) civil.Minutes {
	total := civil.Minutes(0)
	for _, win := range w[day] {
		total += win.Length
	}
	return total
}

// Keep empties weekdays until at least free of them have no window: the ones with the least time go
// first, of equals Sunday, then Saturday, then the later weekday.
func (w Week) Keep(free int) Week {
	out := w
	for range 7 {
		empty, least := 0, -1
		for _, d := range []int{0, 6, 5, 4, 3, 2, 1} {
			switch m := out.Minutes(time.Weekday(d)); {
			case m == 0:
				empty++
			case least < 0 || m < out.Minutes(time.Weekday(least)):
				least = d
			}
		}
		if empty >= free || least < 0 {
			break
		}
		out[least] = nil
	}
	return out
}

// Days lists the dates from..to (both included) that have free time. off says which dates are taken.
func Days(from, to civil.Date, week Week, rules Rules, off func(civil.Date) bool) []Day {
	var out []Day
	for d := from; d <= to; d++ {
		windows := week[d.Weekday()]
		if len(windows) > 0 && !off(d) {
			out = append(out, Day{Date: d, Windows: windows, rules: rules})
		}
	}
	return out
}

// Fits reports whether one stretch of this many minutes is still free within the hard cap.
func (d Day) Fits(minutes int) bool {
	if d.Used+minutes > d.rules.Hard {
		return false
	}
	return slices.ContainsFunc(d.Windows, func(w civil.Window) bool { return int(w.Length) >= minutes })
}

// Take gives one stretch of this many minutes from the first window that holds it, and counts it
// against the hard cap. The break after it is kept free, and what follows comes later in the day.
func (d *Day) Take(minutes int) (Slot, bool) {
	if !d.Fits(minutes) {
		return Slot{}, false
	}
	i := slices.IndexFunc(d.Windows, func(w civil.Window) bool { return int(w.Length) >= minutes })
	w := d.Windows[i]
	slot := Slot{d.Date, w.Start, civil.Minutes(minutes)}
	used := minutes + d.rules.Break
	rest := civil.Window{Start: w.Start, Length: w.Length - civil.Minutes(used)}
	if w.Start != civil.NoClock {
		rest.Start += civil.Clock(used)
	}
	var left []civil.Window
	if rest.Length > 0 {
		left = append(left, rest)
	}
	left = append(left, d.Windows[i+1:]...)
	for _, before := range d.Windows[:i] { // too short for this, and over when it begins
		if before.Start == civil.NoClock {
			left = append(left, before)
		}
	}
	d.Windows = left
	d.Used += minutes
	return slot, true
}

// Blocks gives ordinary blocks until the day holds `cap` minutes in all (Rules.Soft when cap is 0),
// the windows are used up, or what is left is shorter than Rules.Least.
func (d *Day) Blocks(cap int) []Slot {
	if cap == 0 {
		cap = d.rules.Soft
	}
	cap = min(cap, d.rules.Hard)
	least := max(1, d.rules.Least)
	var out []Slot
	for len(d.Windows) > 0 {
		n := min(d.rules.Block, int(d.Windows[0].Length), cap-d.Used)
		if n < least {
			if cap-d.Used < least {
				break
			}
			d.Windows = d.Windows[1:]
			continue
		}
		slot, _ := d.takeFirst(n)
		out = append(out, slot)
	}
	return out
}

// takeFirst takes from the first window; the caller made sure that it is long enough.
func (d *Day) takeFirst(minutes int) (Slot, bool) {
	first := Day{Date: d.Date, Windows: d.Windows[:1:1], Used: d.Used, rules: d.rules}
	slot, ok := first.Take(minutes)
	d.Windows = append(first.Windows, d.Windows[1:]...)
	d.Used = first.Used
	return slot, ok
}

package timetable

import (
	"cmp"
	"slices"

	"retake/generator/civil"
)

// Fixed is a block that somebody pinned to its place: everything else goes around it. Its Start may be
// civil.NoClock, which is "at any time of that day".
type Fixed struct {
	Slot
	Sitting bool // a full simulation: one of the sittings, with a review after it
	Index   int  // the caller's own number for it
}

// pinned are the pins from start to exam, by day and time, those at no fixed time last.
func (r Runway) pinned() []Fixed {
	var out []Fixed
	for _, f := range r.Fixed {
		if f.Date >= r.Start && f.Date < r.Exam {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b Fixed) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(looseLast(a.Start), looseLast(b.Start)), cmp.Compare(a.Index, b.Index))
	})
	return out
}

// sittingDays are the days with a pinned sitting, each once.
func sittingDays(pins []Fixed) []civil.Date {
	var out []civil.Date
	for _, p := range pins {
		if p.Sitting && (len(out) == 0 || out[len(out)-1] != p.Date) {
			out = append(out, p.Date)
		}
	}
	return out
}

func looseLast(c civil.Clock) civil.Clock {
	if c == civil.NoClock {
		return lastMinute
	}
	return c
}

// withPins gives each day its pins, and takes their time out of it. A pin stands on a day off or on one
// without a window, too: such a day is added, with nothing else on it.
func (r Runway) withPins(days []Day, pins []Fixed) []Day {
	for len(pins) > 0 {
		date, n := pins[0].Date, 1
		for n < len(pins) && pins[n].Date == date {
			n++
		}
		i, found := slices.BinarySearchFunc(days, date, func(d Day, at civil.Date) int { return int(d.Date - at) })
		if !found {
			days = slices.Insert(days, i, Day{Date: date, rules: r.Rules})
		}
		days[i].pin(pins[:n])
		pins = pins[n:]
	}
	return days
}

// pin sets the pins of a day aside. They count against its caps, and may be above them: that was the
// learner's own decision. Of the windows goes what they overlap, with a break on either side; what lies
// outside all hours given goes off the time that has none.
func (d *Day) pin(pins []Fixed) {
	d.pins = pins
	given := d.Windows
	for _, p := range pins {
		d.Used += int(p.Minutes)
		if p.Start == civil.NoClock {
			d.spend(p)
			continue
		}
		outside := p.Minutes
		for _, w := range given {
			outside -= overlap(w, p.Slot)
		}
		var left []civil.Window
		for _, w := range d.Windows {
			left = append(left, around(w, p, civil.Clock(d.rules.Break))...)
		}
		d.Windows = shorten(left, outside, d.rules.Break, func(w civil.Window) bool { return w.Start == civil.NoClock })
	}
}

// spend takes the time of a pin at no fixed time from the first window that holds it, or else from one
// after the other. What is planned after a sitting comes later in the day, as with Take.
func (d *Day) spend(p Fixed) {
	i := max(0, slices.IndexFunc(d.Windows, func(w civil.Window) bool { return w.Length >= p.Minutes }))
	var left []civil.Window
	for _, w := range d.Windows[:i] {
		if !p.Sitting || w.Start == civil.NoClock {
			left = append(left, w)
		}
	}
	d.Windows = append(left, shorten(d.Windows[i:], p.Minutes, d.rules.Break, func(civil.Window) bool { return true })...)
}

func overlap(w civil.Window, s Slot) civil.Minutes {
	if w.Start == civil.NoClock {
		return 0
	}
	return civil.Minutes(max(0, min(w.End(), s.Start+civil.Clock(s.Minutes))-max(w.Start, s.Start)))
}

// around is what a pin leaves of a window: the part before it, unless it is a sitting, and that after it.
func around(w civil.Window, p Fixed, pause civil.Clock) []civil.Window {
	if w.Start == civil.NoClock {
		return []civil.Window{w}
	}
	var out []civil.Window
	if end := min(w.End(), p.Start-pause); end > w.Start && !p.Sitting {
		out = append(out, civil.Window{Start: w.Start, Length: civil.Minutes(end - w.Start)})
	}
	if from := max(w.Start, p.Start+civil.Clock(p.Minutes)+pause); from < w.End() {
		out = append(out, civil.Window{Start: from, Length: civil.Minutes(w.End() - from)})
	}
	return out
}

// shorten takes minutes, and a break after them, from the front of the windows that may be used, the
// first one first.
func shorten(windows []civil.Window, minutes civil.Minutes, pause int, use func(civil.Window) bool) []civil.Window {
	var out []civil.Window
	for _, w := range windows {
		if minutes > 0 && use(w) {
			gone := min(minutes, w.Length)
			if minutes -= gone; minutes == 0 {
				gone += civil.Minutes(pause)
			}
			if w.Length -= gone; w.Start != civil.NoClock {
				w.Start += civil.Clock(gone)
			}
		}
		if w.Length > 0 {
			out = append(out, w)
		}
	}
	return out
}

// byTime puts the slots of a day with pins in order. What has no hours comes first, but for the review of
// a sitting on the same day, which comes last.
func byTime(slots []Purposed, sat bool) {
	at := func(s Purposed) civil.Clock {
		if s.Start == civil.NoClock && sat && s.Use == ForSittingReview {
			return lastMinute
		}
		return s.Start
	}
	slices.SortStableFunc(slots, func(a, b Purposed) int { return cmp.Compare(at(a), at(b)) })
}

// lastMinute is the end of a day.
const lastMinute civil.Clock = 24 * 60

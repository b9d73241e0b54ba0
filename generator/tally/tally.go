// Package tally counts what was done of what was planned, and how far that has brought the learner.
//
// It is about time and days, not about marks: sessions kept over four weeks, steps reached since the fail,
// days that come whatever is done, talks with those who help, and the sources there are. Days off are
// outside every count, because nothing is planned on them; a step that is reached is never taken away.
// Every sentence it can say stands in testdata/sentences.txt.
//
// Deliberately absent: planning, blame, streaks that break, estimating a level (it is given), the clock.
package tally

import (
	"math"
	"slices"

	"retake/generator/civil"
)

// Span is over how many days sessions kept are counted: four weeks say something, one does not.
const Span = 28

// Days is study time by day.
type Days map[civil.Date]civil.Minutes

// In adds up the days from..to.
func (d Days) In(from, to civil.Date) civil.Minutes {
	total := civil.Minutes(0)
	if int(to-from) > len(d) { // a long stretch: the days with study are fewer
		for day, n := range d {
			if from <= day && day <= to {
				total += n
			}
		}
		return total
	}
	for day := from; day <= to; day++ {
		total += d[day]
	}
	return total
}

// Week is one week of a plan, with what is planned on each of its days.
type Week struct {
	N        int
	From, To civil.Date
	Planned  Days
	Sat      []civil.Date // days on which a planned simulation was sat: they are kept, whatever was left of the rest
}

// fellShort reports whether less than half of what was planned for a day was done.
func (w Week) fellShort(d civil.Date, done Days) bool {
	return w.Planned[d] > 0 && 2*done[d] < w.Planned[d] && !slices.Contains(w.Sat, d)
}

// Kept is what became of the planned study days of the last four weeks. Days off are outside the count,
// because nothing is planned on them.
type Kept struct {
	From, To      civil.Date // both included; To is yesterday
	PlannedDays   int
	KeptDays      int // at least half of the day's minutes were done, or its simulation was sat
	MadeUp        int // missed days for which another day of the same week was used
	Planned, Done civil.Minutes
	Weeks         []KeptWeek // oldest first
	MissedInARow  int        // planned study days up to yesterday without any study
}

// KeptWeek is one week of the count.
type KeptWeek struct {
	N                     int
	PlannedDays, KeptDays int
	Planned, Done         civil.Minutes
}

// Share is the share of planned minutes that was done, at most 1; ok is false when nothing was planned.
func (k Kept) Share() (share float64, ok bool) {
	if k.Planned <= 0 {
		return 0, false
	}
	return min(1, float64(k.Done)/float64(k.Planned)), true
}

// Count counts over the four weeks before a day, but nothing before the plan's start.
func Count(weeks []Week, done Days, start, before civil.Date) Kept {
	k := Kept{From: max(start, before-Span), To: before - 1}
	for _, w := range weeks {
		if w.To < k.From || w.From > k.To {
			continue
		}
		one := k.week(w, done)
		k.PlannedDays, k.KeptDays = k.PlannedDays+one.PlannedDays, k.KeptDays+one.KeptDays
		k.Planned, k.Done = k.Planned+one.Planned, k.Done+one.Done
		k.Weeks = append(k.Weeks, one)
	}
	return k
}

// week counts one week, and goes on with what is counted across weeks.
func (k *Kept) week(w Week, done Days) KeptWeek {
	one, extra := KeptWeek{N: w.N}, 0
	for d := max(w.From, k.From); d <= min(w.To, k.To); d++ {
		planned, did := w.Planned[d], done[d]
		one.Planned, one.Done = one.Planned+planned, one.Done+did
		switch {
		case w.fellShort(d, done):
			one.PlannedDays++
		case planned > 0:
			one.PlannedDays, one.KeptDays = one.PlannedDays+1, one.KeptDays+1
		case did > 0:
			extra++
		}
		switch {
		case did > 0:
			k.MissedInARow = 0
		case planned > 0:
			k.MissedInARow++
		}
	}
	k.MadeUp += min(extra, one.PlannedDays-one.KeptDays)
	return one
}

// Short lists the planned days from..to that fell short, with the time by which they did.
func Short(weeks []Week, done Days, from, to civil.Date) (days []civil.Date, by civil.Minutes) {
	for _, w := range weeks {
		for d := max(w.From, from); d <= min(w.To, to); d++ {
			if w.fellShort(d, done) {
				days = append(days, d)
				by += w.Planned[d] - done[d]
			}
		}
	}
	return days, by
}

// Planned adds up what is planned on the days from..to, and on how many days there is anything.
func Planned(weeks []Week, from, to civil.Date) (minutes civil.Minutes, days int) {
	for _, w := range weeks {
		for d := max(w.From, from); d <= min(w.To, to); d++ {
			if w.Planned[d] > 0 {
				minutes += w.Planned[d]
				days++
			}
		}
	}
	return minutes, days
}

// DayOfWork is what a planned study day holds on average on the days from..to; 0 if there is none.
func DayOfWork(weeks []Week, from, to civil.Date) civil.Minutes {
	minutes, days := Planned(weeks, from, to)
	if days == 0 {
		return 0
	}
	return minutes / civil.Minutes(days)
}

// Length is how long a simulation takes.
type Length struct {
	Full      civil.Minutes // a full one
	Set       float64       // its questions; a tenth of them may be missing
	Questions float64       // in the real exam, in that time
}

// Took is the time that a simulation of so many questions took: as written, else the full length for a full one
// and the exam's pace for any other.
func (l Length) Took(written civil.Minutes, of int) civil.Minutes {
	switch asked := float64(of); {
	case written > 0 || !(l.Questions > 0):
		return written
	case asked >= 0.9*l.Set:
		return l.Full
	default:
		return civil.Minutes(math.Round(asked * float64(l.Full) / l.Questions))
	}
}

// Entry is study time that was logged.
type Entry struct {
	Date    civil.Date
	Kind    string
	Minutes civil.Minutes
}

// Done adds up sessions day by day, and of what else was logged (results, which may have their time with
// them) whatever no session covers: one of the same day and kind, so that nobody is counted twice.
func Done(sessions, results []Entry) Days {
	type key struct {
		date civil.Date
		kind string
	}
	out, covered := Days{}, map[key]bool{}
	for _, s := range sessions {
		out[s.Date] += s.Minutes
		covered[key{s.Date, s.Kind}] = true
	}
	for _, r := range results {
		if !covered[key{r.Date, r.Kind}] {
			out[r.Date] += r.Minutes
		}
	}
	return out
}

package policy

import (
	"cmp"
	"fmt"
	"strings"

	"retake/generator/civil"
)

// most keeps a span from running off the calendar, whatever a file says: about a century of its unit.
var most = map[Unit]int{"hour": 876000, "day": 36500, "week": 5200, "month": 1200}

// given reports whether a span says anything: a unit that is known and a number that is not negative.
func (s Span) given() bool { return most[s.Unit] > 0 && s.N >= 0 }

// clamped is the number of units, neither negative nor endless.
func (s Span) clamped() int { return min(max(s.N, 0), most[s.Unit]) }

// after is the day a span after another. Begun days of an hour count are whole days: 24 hours are one, 25 two.
func after(d civil.Date, s Span) civil.Date {
	n := s.clamped()
	switch s.Unit {
	case "hour":
		return d + civil.Date((n+23)/24)
	case "week":
		return d + civil.Date(7*n)
	case "month":
		return d.AddMonths(n)
	}
	return d + civil.Date(n)
}

// hours is the length of a span in hours, a month as 30 days: enough to compare two notices.
func (s Span) hours() int {
	return s.clamped() * map[Unit]int{"hour": 1, "day": 24, "week": 168, "month": 720}[s.Unit]
}

// String is "14 days", "1 month".
func (s Span) String() string { return plural(s.N, string(s.Unit)) }

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// failed is "one failed attempt".
func failed(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six"}
	if n >= len(words) {
		return fmt.Sprintf("%d failed attempts", n)
	}
	if n == 1 {
		return "one failed attempt"
	}
	return words[n] + " failed attempts"
}

// say writes a sentence; dates are written out in full, "5 December 2026".
func say(format string, args ...any) string {
	for i, a := range args {
		if d, ok := a.(civil.Date); ok {
			args[i] = d.Medium()
		}
	}
	return fmt.Sprintf(format, args...)
}

// waited is the first day after a wait from an attempt, by the way of counting, and the words for it.
func (c *inquiry) waited(from Attempt, s Step) (reading, account) {
	d := from.At.Date
	count := cmp.Or(s.Count, c.p.Count)
	a := account{wait: s.Wait, count: count}
	switch {
	case s.Wait.Unit == "hour" || count == ClockHours && s.Wait.Unit != "month":
		a.count = ClockHours
		a.date = c.clocked(from, s.Wait, &a)
	case count == FullDays:
		a.date = on(after(d, s.Wait) + 1)
	case count == Elapsed:
		a.date = on(after(d, s.Wait))
	default:
		a.date = reading{after(d, s.Wait), after(d, s.Wait) + 1}
	}
	return a.date, a
}

// clocked counts hours from the end of the attempt. When the end is not known the day is open by one.
func (c *inquiry) clocked(from Attempt, wait Span, a *account) reading {
	at := from.At
	if at.Clock < 0 || at.Clock > 1440 || c.f.ExamMinutes <= 0 || c.f.ExamMinutes > 1440 {
		begun := Span{wait.hours(), "hour"}
		if begun.N == 0 {
			return on(at.Date)
		}
		return reading{after(at.Date, begun), after(at.Date, begun) + 1}
	}
	minutes := int(at.Clock) + c.f.ExamMinutes + wait.hours()*60
	a.start, a.length, a.free, a.timed = at.Clock, c.f.ExamMinutes, civil.Clock(minutes%1440), true
	return on(at.Date + civil.Date(minutes/1440))
}

// account is a wait in numbers, to be put into words.
type account struct {
	wait        Span
	count       Count
	date        reading
	timed       bool // the hour is known:
	start, free civil.Clock
	length      int // minutes
}

// after says what the rule asks for after n failures, the last of them on a day.
func (a account) after(n int, last civil.Date) string {
	lead := say("The last attempt was on %s. After %s the rule asks for ", last, failed(n))
	d := a.date
	switch {
	case a.wait.clamped() == 0 && d.optimistic != d.safe:
		return lead + say("no wait. Its wording leaves the day of the attempt itself open, so the plan counts from %s.", d.safe)
	case a.wait.clamped() == 0 && d.safe == last:
		return lead + "no wait."
	case a.timed:
		return lead + say("a wait of %s from its end. It began at %s and takes %s, so the wait is over on %s at %s.", a.wait, a.start, civil.Minutes(a.length), d.safe, a.free)
	case a.count == ClockHours && d.optimistic != d.safe:
		return lead + say("a wait of %s from its end. When it ended is not written down, so the first day is %s or %s; plan by the later one.", a.wait, d.optimistic, d.safe)
	case a.count == FullDays:
		return lead + say("%s without a test, counted from the day after. The first day is %s.", whole(a.wait), d.safe)
	case d.optimistic != d.safe:
		return lead + say("a wait of %s, and does not say whether the day of the attempt counts. The first day is %s or %s; plan by the later one.", a.wait, d.optimistic, d.safe)
	}
	return lead + say("a wait of %s. The first day is %s.", a.wait, d.safe)
}

// whole is "15 whole days".
func whole(s Span) string {
	return strings.Replace(s.String(), " ", " whole ", 1)
}

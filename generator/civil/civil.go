// Package civil has dates, times of day and durations in minutes, without hours that jump and
// without zones: the calendar on a kitchen wall.
//
// A Date is a day of the proleptic Gregorian calendar. Nothing here asks what day it is today.
//
// Deliberately absent: the clock, time zones, seconds.
package civil

import (
	"fmt"
	"time"
)

// Date is a day, counted from 1 = 0001-01-01. The zero value is "no date". Dates are ordered and
// subtracted with plain operators: d < e, d + 7, int(e - d) days.
type Date int32

// Of is the date of a year, month and day; an impossible one (30 February) is normalised forward as
// time.Date does. Use Valid to refuse it first.
func Of(year, month, day int) Date {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Date(t.Unix()/86400 + unixEpoch)
}

// unixEpoch is 1970-01-01 in days counted from 1 = 0001-01-01.
const unixEpoch = 719163

// Valid reports whether year, month and day name a real day between 0001 and 9999.
func Valid(year, month, day int) bool {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 {
		return false
	}
	return day <= daysIn(year, month)
}

func daysIn(year, month int) int {
	return int(time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// Parse reads "2026-11-23".
func Parse(s string) (Date, error) {
	bad := fmt.Errorf("%q is not a date like 2026-11-23", s)
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, bad
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 || !Valid(y, m, d) {
		return 0, bad
	}
	return Of(y, m, d), nil
}

// digits reads a short number that has nothing but digits: no sign, no space.
func digits(s string) (n int, ok bool) {
	if s == "" || len(s) > 4 {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// time is midnight UTC of the date: only a way to use the standard library's calendar.
func (d Date) time() time.Time { return time.Unix((int64(d)-unixEpoch)*86400, 0).UTC() }

// YMD returns year, month and day.
func (d Date) YMD() (year, month, day int) {
	y, m, dd := d.time().Date()
	return y, int(m), dd
}

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// Monday is the first day of the date's week (weeks run Monday to Sunday); no date has no week.
func (d Date) Monday() Date {
	if d == 0 {
		return 0
	}
	return d - Date((int(d.Weekday())+6)%7)
}

// AddMonths moves by calendar months and clamps to the month's end: 31 January + 1 = 28 or 29 February.
// No date stays no date.
func (d Date) AddMonths(n int) Date {
	if d == 0 {
		return 0
	}
	y, m, day := d.YMD()
	first := time.Date(y, time.Month(m+n), 1, 0, 0, 0, 0, time.UTC)
	last := daysIn(first.Year(), int(first.Month()))
	return Of(first.Year(), int(first.Month()), min(day, last))
}

// String is "2026-11-23", or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.YMD()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// Long is for reading: "Monday 23 November 2026", or "" for no date.
func (d Date) Long() string { return d.format("Monday 2 January 2006") }

// Short is for tables: "Mon 23 Nov", or "" for no date.
func (d Date) Short() string { return d.format("Mon 2 Jan") }

// Medium is for running text: "23 November 2026", or "" for no date.
func (d Date) Medium() string { return d.format("2 January 2006") }

func (d Date) format(layout string) string {
	if d == 0 {
		return ""
	}
	return d.time().Format(layout)
}

package civil

import (
	"fmt"
	"strconv"
	"strings"
)

// Minutes is a length of time in whole minutes.
type Minutes int

// Hours is the length in hours, for formulas.
func (m Minutes) Hours() float64 { return float64(m) / 60 }

// String is "1 h 30 min", "50 min", "2 h"; a difference may be "-50 min".
func (m Minutes) String() string {
	sign := ""
	if m < 0 {
		sign, m = "-", -m
	}
	h, r := int(m)/60, int(m)%60
	switch {
	case h == 0:
		return fmt.Sprintf("%s%d min", sign, r)
	case r == 0:
		return fmt.Sprintf("%s%d h", sign, h)
	}
	return fmt.Sprintf("%s%d h %d min", sign, h, r)
}

// ParseMinutes reads "90m", "1h30m", "2h" (also with spaces and "min"). It refuses empty text,
// signs, fractions and more than a day.
func ParseMinutes(s string) (Minutes, error) {
	bad := fmt.Errorf("%q is not a length of time like 90m or 1h30m", s)
	rest := strings.ToLower(strings.ReplaceAll(s, " ", ""))
	rest = strings.Replace(rest, "min", "m", 1)
	total, seen := 0, false
	for _, unit := range []struct {
		mark string
		mult int
	}{{"h", 60}, {"m", 1}} {
		num, after, ok := strings.Cut(rest, unit.mark)
		if !ok {
			continue
		}
		n, ok := digits(num)
		if !ok {
			return 0, bad
		}
		total, rest, seen = total+n*unit.mult, after, true
	}
	if !seen || rest != "" || total > 1440 {
		return 0, bad
	}
	return Minutes(total), nil
}

// Clock is a time of day in minutes since midnight, 0 to 1440; NoClock is "at no fixed time".
type Clock int

// NoClock marks a block or an attempt whose hour is not known.
const NoClock Clock = -1

// String is "19:05", or "" for NoClock.
func (c Clock) String() string {
	if c == NoClock {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60)
}

// ParseClock reads "19:05" (also "7:05" and "24:00").
func ParseClock(s string) (Clock, error) {
	bad := fmt.Errorf("%q is not a time of day like 19:30", s)
	hs, ms, ok := strings.Cut(strings.TrimSpace(s), ":")
	if !ok || len(ms) != 2 || len(hs) < 1 || len(hs) > 2 {
		return NoClock, bad
	}
	h, err1 := strconv.ParseUint(hs, 10, 8)
	m, err2 := strconv.ParseUint(ms, 10, 8)
	if err1 != nil || err2 != nil || m > 59 || h*60+m > 1440 {
		return NoClock, bad
	}
	return Clock(h*60 + m), nil
}

// Window is a stretch of a day that is free for study. Start is NoClock when only a length is known.
type Window struct {
	Start  Clock
	Length Minutes
}

// End is the window's last minute, NoClock when it has no fixed start.
func (w Window) End() Clock {
	if w.Start == NoClock {
		return NoClock
	}
	return w.Start + Clock(w.Length)
}

// String is "19:00-20:30", or the length alone.
func (w Window) String() string {
	if w.Start == NoClock {
		return w.Length.String()
	}
	return w.Start.String() + "-" + w.End().String()
}

// ParseWindow reads a time range "19:00-20:30" or a length "90m". A range must end after it starts, on the same day.
func ParseWindow(s string) (Window, error) {
	from, to, ranged := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	if !ranged || from == "" { // a length below zero is none
		m, err := ParseMinutes(s)
		if err != nil || ranged {
			return Window{}, fmt.Errorf("%q is neither a time range like 19:00-20:30 nor a length like 90m", s)
		}
		return Window{NoClock, m}, nil
	}
	a, err := ParseClock(from)
	if err != nil {
		return Window{}, err
	}
	b, err := ParseClock(to)
	if err != nil {
		return Window{}, err
	}
	if b <= a {
		return Window{}, fmt.Errorf("%q ends before it starts; a range past midnight is written as two", s)
	}
	return Window{a, Minutes(b - a)}, nil
}

// Instant is a day, with the time of day when it is known: a retake rule in hours needs it.
type Instant struct {
	Date  Date
	Clock Clock // NoClock when only the day is known
}

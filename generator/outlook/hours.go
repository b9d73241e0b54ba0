package outlook

import (
	"math"

	"retake/generator/civil"
	"retake/generator/timetable"
)

// horizon is how many days are added up; a day further off than ten years adds nothing.
const horizon = 3660

// Hours adds up the ordinary study time of somebody's days. Sums are kept once made, so one Hours
// serves all prospects of a plan; it is not for use from several goroutines at once.
type Hours struct {
	start civil.Date
	off   func(civil.Date) bool
	rules timetable.Rules
	day   [7]int // minutes of ordinary study by weekday, as written
	loads []sums
}

// sums holds the study time at one load: upto[n] is that of the first n days.
type sums struct {
	load float64
	upto []int32
}

// NewHours takes a week's free windows and the days off, from a plan's first day on. A nil off is none.
func NewHours(start civil.Date, week timetable.Week, rules timetable.Rules, off func(civil.Date) bool) *Hours {
	never := func(civil.Date) bool { return false }
	if off == nil {
		off = never
	}
	h := &Hours{start: start, off: off, rules: rules}
	for d := firstSunday; d < firstSunday+7; d++ {
		for _, day := range timetable.Days(d, d, week, rules, never) {
			day.Blocks(0)
			h.day[d.Weekday()] = day.Used
		}
	}
	return h
}

// firstSunday is a Sunday: the first day of a week as time.Weekday counts it.
const firstSunday = civil.Date(7)

// Minutes is the ordinary study time on the days from..to-1. At load 1 the days are as written; at
// another each is longer or shorter by that factor, and never above the hard cap.
func (h *Hours) Minutes(from, to civil.Date, load float64) int {
	n := func(d civil.Date) int { return int(min(max(d-h.start, 0), horizon)) }
	a, b := n(from), n(to)
	if b <= a {
		return 0
	}
	upto := h.sums(load, b)
	return int(upto[b] - upto[a])
}

// First is the first day from a day on with study time; the day itself, if there is none within two weeks.
func (h *Hours) First(day civil.Date) civil.Date {
	for d := day; d < day+14; d++ {
		if h.Minutes(d, d+1, 1) > 0 {
			return d
		}
	}
	return day
}

// sums returns the running sums of a load for at least n days.
func (h *Hours) sums(load float64, n int) []int32 {
	i := 0
	for i < len(h.loads) && h.loads[i].load != load {
		i++
	}
	if i == len(h.loads) {
		h.loads = append(h.loads, sums{load, []int32{0}})
	}
	s := &h.loads[i]
	for len(s.upto) <= n {
		day := h.start + civil.Date(len(s.upto)-1)
		minutes := 0
		if base := h.day[day.Weekday()]; base > 0 && !h.off(day) {
			minutes = h.scaled(base, load)
		}
		s.upto = append(s.upto, s.upto[len(s.upto)-1]+int32(minutes))
	}
	return s.upto
}

// scaled is a day's study time at a load, at most the hard cap.
func (h *Hours) scaled(minutes int, load float64) int {
	if !(load > 0) {
		return 0
	}
	return int(math.Min(float64(h.rules.Hard), math.Round(float64(minutes)*load)))
}

// Week is the study time of a week without days off, on how many days, and the longest of them.
func (h *Hours) Week(load float64) (minutes civil.Minutes, days int, longest civil.Minutes) {
	for _, base := range h.day {
		if base == 0 {
			continue
		}
		m := civil.Minutes(h.scaled(base, load))
		minutes, days, longest = minutes+m, days+1, max(longest, m)
	}
	return minutes, days, longest
}

package lint

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
)

// Bounds of what a person can study beside a life. The cap of one day is a setting (hard_cap).
const (
	mostAWeek = civil.Minutes(30 * 60)
	nightEnds = civil.Clock(5 * 60) // before this hour a window is at night
)

// weekdays as they are written in [availability], 0 Sunday.
var weekdays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// order is how a week is read: Monday first.
var order = [7]int{1, 2, 3, 4, 5, 6, 0}

// hours finds study time that nobody keeps up: days above the cap, else weeks above 30 hours, and nights.
func (c *critic) hours() {
	a := c.rec.Availability
	most := civil.Minutes(c.plan.Settings.HardCap)
	var long, night []string
	week := civil.Minutes(0)
	for _, d := range order {
		windows := joined(a.Days[d])
		n := length(windows)
		week += n
		if n > most {
			long = append(long, weekdays[d]+" "+n.String())
			continue
		}
		for _, w := range windows {
			if w.Start != civil.NoClock && w.Start < nightEnds {
				night = append(night, weekdays[d]+" "+w.String())
			}
		}
	}
	if len(long) > 0 {
		c.warn("hours-impossible", a.Pos, fmt.Sprintf("write only what will be free in an ordinary week; the plan uses %s of a day at most", most),
			"more than %s of study in a day: %s", most, strings.Join(long, ", "))
	} else if week > mostAWeek {
		c.warn("hours-impossible", a.Pos, "a plan that needs your best week breaks in an ordinary one: write the hours of an ordinary week",
			"%s of study a week are more than %s", week, mostAWeek)
	}
	if len(night) > 0 {
		c.warn("hours-impossible", a.Pos, "if the afternoon is meant, write 14:00 for 2 o'clock; if you work nights and are awake then, leave it as it is",
			"study between midnight and 5 in the morning: %s", strings.Join(night, ", "))
	}
}

// joined are a day's windows without overlaps, so that no minute counts twice.
func joined(windows []civil.Window) []civil.Window {
	sorted := slices.Clone(windows)
	slices.SortFunc(sorted, func(a, b civil.Window) int { return int(a.Start - b.Start) })
	var out []civil.Window
	for _, w := range sorted {
		n := len(out) - 1
		if n < 0 || w.Start == civil.NoClock || out[n].Start == civil.NoClock || w.Start > out[n].End() {
			out = append(out, w)
			continue
		}
		out[n].Length = civil.Minutes(max(out[n].End(), w.End()) - out[n].Start)
	}
	return out
}

func length(windows []civil.Window) (n civil.Minutes) {
	for _, w := range windows {
		n += w.Length
	}
	return n
}

// dayOff finds a week without a day of rest, which only somebody who asks for it gets: by itself the plan
// keeps one day free.
func (c *critic) dayOff() {
	a := c.rec.Availability
	free := a.FreeDays
	if free < 0 {
		free = c.plan.Settings.FreeDays
	}
	if !a.Written || free > 0 {
		return
	}
	for _, windows := range a.Days {
		if length(windows) == 0 {
			return
		}
	}
	c.warn("no-day-off", a.Pos, "one day a week without study keeps a plan alive: write free_days = 1, or leave a day out",
		"all seven days have study time, and free_days is 0")
}

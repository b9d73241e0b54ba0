package gate

import (
	"retake/generator/civil"
	"retake/generator/fault"
)

// Version is one version of an exam, with the days that bound it; 0 = no such day is known.
type Version struct {
	Pos         fault.Pos
	Code        string
	Opens, Ends civil.Date // first and last day
	Successor   string     // "" = none is known
}

// Over reports whether the version's last day is behind.
func (v Version) Over(today civil.Date) bool { return v.Ends != 0 && v.Ends < today }

// Check warns of a version that is over, or not offered yet.
func (v Version) Check(l *fault.List, today civil.Date) {
	switch {
	case v.Over(today):
		next := ""
		if v.Successor != "" {
			next = "; its successor is " + v.Successor
		}
		l.Warn("exam-retired", v.Pos, "%s was retired on %s%s", v.Code, v.Ends, next).Hint = "set exam to the version that you will sit, and keep the old report: its domains may have moved"
	case v.Opens > today:
		l.Warn("exam-upcoming", v.Pos, "%s is not offered before %s", v.Code, v.Opens).Hint = "that is fine if it is the one you will sit; the plan proposes no earlier date"
	}
}

// Room is a plan's free time: its longest window, and the shortest time that a block needs.
type Room struct {
	Pos            fault.Pos
	Longest, Least civil.Minutes
	Today, Exam    civil.Date
}

// Check says why a plan holds no study: an error when no time is free at all, a warning when what is free is
// too short to sit down for, or the days left are days off.
func (r Room) Check(l *fault.List) {
	if r.Longest > 0 && r.Longest < r.Least {
		l.Warn("short-hours", r.Pos, "the longest free time is %s; a block needs %s", r.Longest, r.Least).Hint = "join free times, or set block in [study] of site.toml"
		return
	}
	add := l.Add
	if r.Longest > 0 { // there are hours, only not in these days
		add = l.Warn
	}
	add("no-hours", r.Pos, "there is no free time between %s and the exam on %s", r.Today, r.Exam).Hint = `write at least one window in [availability] of content/plan.toml, such as tue = "19:00-20:30", and check [[away]]`
}

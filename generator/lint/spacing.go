package lint

import (
	"cmp"
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/study"
)

// Days between full simulations, and between the last one and the exam: a review takes about as long as
// the sitting, and the head needs a night.
const (
	leastApart  = 2
	leastBefore = 3
)

// told is for how many days two logged simulations are said to be too close. The log is only added to, so
// it can be heeded the next time and not undone.
const told = 7

// sitting is a full simulation, logged or set for a day to come.
type sitting struct {
	date civil.Date
	pos  fault.Pos
	set  bool // by a [[block]]
}

// simulations finds full simulations too close to one another or to the exam. Those that the plan places
// itself are not looked at: it keeps the distances.
func (c *critic) simulations() {
	all := c.sittings()
	for i, b := range all {
		if exam := c.exam(); b.set && exam != 0 && b.date < exam && exam-b.date < leastBefore {
			c.warn("simulations-close", b.pos, "set it three days before the exam or earlier: its review has time then, and you are rested",
				"the full simulation on %s is %s the exam", b.date, ahead(exam-b.date))
			continue
		}
		if i == 0 || b.date-all[i-1].date >= leastApart || !b.set && c.plan.Today-b.date > told {
			continue
		}
		const hint = "leave two days between, and review the first before you sit the second: that tells you more than both in a row"
		if b.date == all[i-1].date {
			c.warn("simulations-close", b.pos, hint, "two full simulations on %s", b.date)
		} else {
			c.warn("simulations-close", b.pos, hint, "the full simulation on %s is a day after that on %s", b.date, all[i-1].date)
		}
	}
}

func ahead(days civil.Date) string {
	if days == 1 {
		return "one day before"
	}
	return "two days before"
}

// sittings are the full simulations since the last fail, by date: those logged, and those set from today
// on. What was set for a day on which one is logged has been done.
func (c *critic) sittings() (out []sitting) {
	since := civil.Date(0)
	if a := c.plan.Diagnosis.Attempt; a != nil {
		since = a.At.Date
	}
	logged := map[civil.Date]bool{}
	for _, v := range c.plan.Trials.Views {
		if v.Date > since && v.Date <= c.plan.Today && c.sat(v) {
			logged[v.Date] = true
			out = append(out, sitting{date: v.Date, pos: v.Pos})
		}
	}
	for _, p := range c.rec.Pins {
		if p.Date >= c.plan.Today && !logged[p.Date] && c.sets(p) {
			out = append(out, sitting{date: p.Date, pos: p.Pos, set: true})
		}
	}
	slices.SortFunc(out, func(a, b sitting) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.pos.File, b.pos.File), a.pos.Line-b.pos.Line)
	})
	return out
}

// sat reports whether a logged simulation was one of full length with new questions: another is training,
// as often as somebody likes.
func (c *critic) sat(v study.SimulationView) bool {
	return !v.Seen && float64(v.Of) >= 0.9*c.plan.FullSet
}

// sets reports whether a block sets a full simulation. A shorter one is training, too.
func (c *critic) sets(p study.Pin) bool {
	return p.Kind == study.Simulate && p.Minutes >= c.fullLength(p.Fixed)
}

// fullLength is how long a full simulation takes: as long as the exam. One that the plan sets, or that is
// pinned, is cut to what a day may hold.
func (c *critic) fullLength(cut bool) civil.Minutes {
	n := c.plan.Exam.Minutes
	if n == 0 {
		n = civil.Minutes(c.plan.Settings.DefaultMinutes)
	}
	if cut {
		n = min(n, civil.Minutes(c.plan.Settings.HardCap))
	}
	return n
}

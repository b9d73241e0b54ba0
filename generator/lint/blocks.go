package lint

import (
	"fmt"
	"slices"

	"retake/generator/civil"
	"retake/generator/study"
)

// blocks finds blocks of the learner's own that the plan leaves out: those outside the plan, and wishes
// from today on that the day has no place for. That a block lies behind a written exam date, reading says.
func (c *critic) blocks() {
	var before, after []study.Pin
	taken := map[int]bool{} // blocks of the plan, in the order of its weeks, that grant a wish already
	exam, start := c.exam(), c.rec.Start
	if start == 0 && len(c.plan.Weeks) > 0 {
		start = c.plan.Weeks[0].From
	}
	pins := slices.SortedFunc(slices.Values(c.rec.Pins), func(a, b study.Pin) int { return a.Pos.Line - b.Pos.Line })
	for _, p := range pins {
		switch {
		case p.Date < start:
			before = append(before, p)
		case exam != 0 && p.Date >= exam:
			if c.plan.Date.Proposed {
				after = append(after, p)
			}
		case !p.Fixed && len(c.plan.Weeks) > 0 && p.Date >= c.plan.Today && !c.granted(p, taken):
			c.warn("block-left-out", p.Pos, c.instead(p), "the block of %s is left out: %s", p.Date, c.whyNot(p))
		}
	}
	c.outside(before, "the plan begins on "+start.String(), "move it, or set start to an earlier day; what is over may be deleted")
	c.outside(after, "the exam is proposed for "+exam.String(), "move it to an earlier day, or write the exam_date that you have in mind")
}

// outside says of blocks on days that the plan does not have that they are left out, once.
func (c *critic) outside(pins []study.Pin, why, hint string) {
	if len(pins) == 0 {
		return
	}
	first := pins[0]
	if n := len(pins); n > 1 {
		c.warn("block-left-out", first.Pos, hint, "the block of %s and %d more are left out: %s", first.Date, n-1, why)
		return
	}
	c.warn("block-left-out", first.Pos, hint, "the block of %s is left out: %s", first.Date, why)
}

// granted reports whether the plan has the block that was wished for, and takes it.
func (c *critic) granted(p study.Pin, taken map[int]bool) bool {
	n := 0
	for _, w := range c.plan.Weeks {
		for _, b := range w.Blocks {
			n++
			same := b.Date == p.Date && !b.Pinned && b.Kind == p.Kind && b.Domain == p.Domain &&
				(p.Task == "" || b.Task == p.Task) && (p.Resource == "" || b.Resource == p.Resource)
			if same && !taken[n] {
				taken[n] = true
				return true
			}
		}
	}
	return false
}

// whyNot says why the plan has no place for a wish on its day.
func (c *critic) whyNot(p study.Pin) string {
	blocks, fixed := c.onDay(p.Date)
	weekday, longest := p.Date.Weekday(), civil.Minutes(0)
	for _, w := range joined(c.rec.Availability.Days[weekday]) {
		longest = max(longest, w.Length)
	}
	switch written := c.rec.Availability.Written; {
	case c.off(p.Date):
		return "it is a day off"
	case written && longest == 0:
		return fmt.Sprintf("no study time is written for a %s", weekday)
	case p.Kind == study.Simulate && p.Minutes < c.fullLength(false):
		return fmt.Sprintf("a full simulation takes %s, and it has %s", c.fullLength(false), p.Minutes)
	case written && p.Minutes > longest:
		return fmt.Sprintf("it takes %s, and the longest time that is free on a %s is %s", p.Minutes, weekday, longest)
	case len(blocks) == 0:
		return "the plan keeps the day free"
	case fixed != "":
		return "the plan has the day for " + fixed
	case p.Start != civil.NoClock && !slices.ContainsFunc(blocks, func(b study.Block) bool { return b.Start == civil.NoClock || b.Start >= p.Start }):
		return fmt.Sprintf("no block of that day begins at %s or later", p.Start)
	}
	return "none of that day's blocks is long enough and free for it"
}

// instead says what to do about a wish that has no place.
func (c *critic) instead(p study.Pin) string {
	if c.off(p.Date) {
		return "move it to another day, or change the days off"
	}
	if p.Kind == study.Simulate && p.Minutes < c.fullLength(false) {
		return fmt.Sprintf(`write minutes = %d for a full one, or kind = "practice" for a part of it`, c.fullLength(false))
	}
	return "move it, make it shorter, or write pin = true to have it there whatever else is planned"
}

// onDay are the plan's blocks on a day, and what the day is for if none of them may hold a wish.
func (c *critic) onDay(day civil.Date) (blocks []study.Block, fixed string) {
	free := false
	for _, w := range c.plan.Weeks {
		for _, b := range w.Blocks {
			if b.Date != day {
				continue
			}
			blocks = append(blocks, b)
			switch {
			case b.Kind == study.Simulate:
				fixed = "a full simulation"
			case b.Kind == study.Reset:
				fixed = "taking stock"
			case b.Kind == study.LightReview:
				fixed = "light review"
			case b.Pinned:
				fixed = "what is pinned there"
			case b.Domain != 0:
				free = true
			}
		}
	}
	if free {
		fixed = ""
	}
	return blocks, fixed
}

// off reports whether a day lies in an [[away]] stretch.
func (c *critic) off(day civil.Date) bool {
	return slices.ContainsFunc(c.rec.Away, func(a study.Away) bool { return day >= a.From && day <= a.To })
}

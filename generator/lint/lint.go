// Package lint says what makes a study plan a bad one while there is time to mend it: hours that nobody
// keeps, no day off, a weak domain with one source, simulations on one another's heels, blocks that
// find no place, limits that come before the exam.
//
// Every finding is a warning at the place where the learner wrote what caused it, with what to do about
// it. What the plan itself decides is not blamed on anybody, and what study says already is not said again.
//
// Deliberately absent: errors (none of this stops a build), praise and blame, what is merely unusual, and
// anything about a plan that writes neither hours nor resources: that one is new, not bad.
package lint

import (
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/study"
)

// lastWeek is how many days before the exam a plan is left alone: new sources and other hours help no more.
const lastWeek = 7

// critic is one look at a plan.
type critic struct {
	plan  study.Plan
	rec   study.Record
	found fault.List
}

// Plan says what makes a plan bad, in the order of print. After a pass, and while the result of an exam
// is awaited, there is nothing to say.
func Plan(p study.Plan, rec study.Record) fault.List {
	if p.Won != 0 || p.Date.Passed {
		return nil
	}
	c := &critic{plan: p, rec: rec}
	if p.Date.Date == 0 || p.Date.Days >= lastWeek {
		c.hours()
		c.dayOff()
		c.sources()
	}
	c.blocks()
	c.simulations()
	c.tooSoon()
	c.limits()
	c.refund()
	c.rule()
	return c.found.Sorted()
}

// warn adds a warning.
func (c *critic) warn(code string, pos fault.Pos, hint, format string, args ...any) {
	c.found.Warn(code, pos, format, args...).Hint = hint
}

// weakest are the two domains with most points to win, in the outline's order. Nothing is known of a
// domain without evidence in any of them, and one without points to win is not weak.
func (c *critic) weakest() []study.DomainPlan {
	known := slices.ContainsFunc(c.plan.Domains, func(d study.DomainPlan) bool {
		return slices.ContainsFunc(d.Evidence, func(e study.Evidence) bool { return e.Weight > 0 })
	})
	if !known {
		return nil
	}
	var out []study.DomainPlan
	for _, i := range c.plan.Ranked[:min(2, len(c.plan.Ranked))] {
		if d := c.plan.Domains[i]; d.Points > 0 {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b study.DomainPlan) int { return a.N - b.N })
	return out
}

// exam is the day of the exam if it is still ahead, else 0.
func (c *critic) exam() civil.Date {
	if c.plan.Date.Date < c.plan.Today {
		return 0
	}
	return c.plan.Date.Date
}

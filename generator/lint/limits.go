package lint

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/study"
)

// tooSoon finds an exam date that the plan would not choose, in the plan's own words. One before the
// retake opens is study's to say, and so is a plan without any time in it. Of a plan that has begun and
// has no log it is not known whether the hours are kept, so nothing is said.
func (c *critic) tooSoon() {
	d := c.plan.Date
	if d.TooSoon == "" || d.Proposed || d.Date < c.plan.Window.Safe || c.plan.Budget.Total == 0 {
		return
	}
	if s := c.rec.Start; s != 0 && s < c.plan.Today && c.unlogged() {
		return
	}
	why := strings.TrimSuffix(d.TooSoon, ".")
	if _, rest, begins := strings.Cut(why, "is too soon. "); begins { // the message says it
		why = rest
	}
	pieces := strings.Split(why, ". ")
	for i, p := range pieces {
		r, n := utf8.DecodeRuneInString(p)
		pieces[i] = string(unicode.ToLower(r)) + p[n:]
	}
	c.warn("exam-too-soon", c.rec.ExamDatePos, strings.Join(pieces, "; "), "exam_date %s is too soon", d.Date)
}

// unlogged reports whether nothing is written in the log.
func (c *critic) unlogged() bool {
	return len(c.rec.Sessions)+len(c.rec.Practice)+len(c.rec.Simulations)+len(c.rec.Misses) == 0
}

// limits finds a voucher or an exam version that ends before the exam. The tightest limit of all is part
// of the retake window, and study says it; here the other one is said, so that mending the first does not
// bring up the second.
func (c *critic) limits() {
	w, exam := c.plan.Window, c.exam()
	if v := c.rec.Voucher; v.Expires != 0 && v.Expires != w.Until {
		switch {
		case v.Expires < c.plan.Today:
			if exam != 0 || w.Safe != 0 {
				c.warn("voucher-first", v.Pos, "ask the seller whether it can still be used; else take its dates out and pay for the next attempt anew",
					"the voucher expired on %s", v.Expires)
			}
		case exam != 0 && v.Expires < exam:
			c.warn("voucher-first", v.Pos, "choose a day up to "+v.Expires.String()+", or ask the seller for a later one before you pay again",
				"the voucher expires on %s, before the exam on %s", v.Expires, exam)
		case exam == 0 && w.Safe != 0 && v.Expires < w.Safe:
			c.warn("voucher-first", v.Pos, "ask the seller for a later day; else the retake needs a new voucher",
				"the voucher expires on %s, before the retake opens on %s", v.Expires, w.Safe)
		}
	}
	e := c.plan.Exam
	if e.RetiresOn >= c.plan.Today && e.RetiresOn != w.Until && exam != 0 && e.RetiresOn < exam {
		pos := c.rec.ExamDatePos
		if c.plan.Date.Proposed {
			pos = e.Pos
		}
		c.warn("version-first", pos, "choose a day up to "+e.RetiresOn.String()+", or plan for "+next(e)+", whose outline differs",
			"%s ends on %s, before the exam on %s", e.Code, e.RetiresOn, exam)
	}
}

func next(e study.Exam) string {
	if e.Successor == "" {
		return "the next version"
	}
	return e.Successor
}

// enoughToSay is how many qualifying simulations it takes until anything is said of readiness.
const enoughToSay = 2

// refund finds a last day of refund on which nobody can know yet whether the exam will go well: fewer than
// two simulations that count are done or planned by then.
func (c *critic) refund() {
	last, exam := c.rec.Voucher.RefundUntil, c.exam()
	if last < c.plan.Today || exam == 0 || last >= exam {
		return
	}
	n := 0
	for _, s := range c.plan.Readiness.Simulations {
		if s.Qualifies {
			n++
		}
	}
	for _, w := range c.plan.Weeks {
		for _, b := range w.Blocks {
			if b.Kind == study.Simulate && b.Minutes >= c.fullLength(true) && b.Date >= c.plan.Today && b.Date <= last {
				n++
			}
		}
	}
	if n >= enoughToSay {
		return
	}
	hint := "set full simulations before that day with [[block]] in content/plan.toml, so that you can still decide"
	if last-c.plan.Today <= leastApart {
		hint = "there is no time for two any more: decide by then with what you know, and with your mentor if you have one"
	}
	c.warn("refund-first", c.rec.Voucher.Pos, hint,
		"the refund ends on %s, and the plan has %s by then; it takes two to say whether you are ready", last, simulations(n))
}

func simulations(n int) string {
	if n == 1 {
		return "one full simulation"
	}
	return "no full simulation"
}

// rule finds a retake rule that was read more than a year ago. A date printed on the report beats it, a
// wait that is not known has to be asked for anyway, and a rule of the learner's own may be without a day.
func (c *critic) rule() {
	p, today := c.plan.Exam.Policy, c.plan.Today
	if a := c.plan.Diagnosis.Attempt; a == nil || a.EligibleOn != 0 || c.plan.Window.State == policy.Unknown || p.AsOf == 0 || !p.Stale(today) {
		return
	}
	c.warn("stale-policy", c.plan.Exam.Pos, c.lookUp(today), "the retake rule of %s was last read on %s, more than a year ago", p.Body, p.AsOf)
}

// lookUp says where the rule can be read, and where to write that it was.
func (c *critic) lookUp(today civil.Date) string {
	p := c.plan.Exam.Policy
	at := "on the issuer's page"
	for _, s := range p.Sources {
		if s.URL != "" && s.Grade == "official" {
			at = "at " + s.URL
			break
		}
	}
	if p.ID == "own" { // written as a table in exam.toml
		return fmt.Sprintf("read it again %s before you book; if it still holds, write as_of = %s in it", at, today)
	}
	return fmt.Sprintf("read it again %s before you book; if it still holds, write as_of = %s for id = %q under [[policy]] in content/policies.toml", at, today, p.ID)
}

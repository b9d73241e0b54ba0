package policy

import (
	"cmp"
	"slices"

	"retake/generator/civil"
)

// Evaluate applies a rule to dates. The waiting time of the ladder and all caps hold together: the
// latest date wins. A date printed on the report beats every computed one. A wait that is not known
// gives the state Unknown, never a date; a cap that blocks still blocks.
func Evaluate(p Policy, f Facts) Window {
	c := newCase(p, f)
	c.out.Notice = notice(p.Reschedule, f.Delivery)
	c.reset()
	c.wait()
	c.caps()
	c.settle()
	c.lead()
	c.session()
	c.printed()
	c.bounds()
	return c.out
}

// reading is a day by the two readings of a rule, the earlier and the stricter.
type reading struct{ optimistic, safe civil.Date }

func on(d civil.Date) reading { return reading{d, d} }

// later is the later day by each reading: two rules that hold together.
func later(a, b reading) reading {
	return reading{max(a.optimistic, b.optimistic), max(a.safe, b.safe)}
}

// inquiry is one evaluation under way.
type inquiry struct {
	p       Policy
	f       Facts
	made    []Attempt // that count, by date, since the counter last began again
	undated bool      // an attempt has no date: no date can follow
	date    reading   // earliest day so far
	unknown bool      // the wait is not known
	passed  bool      // the last attempt was a pass
	covered bool      // the included retake has set a last day
	state   State     // of the caps and of a pass: Dated, or what blocks
	out     Window
}

func newCase(p Policy, f Facts) *inquiry {
	c := &inquiry{p: p, f: f, state: Dated}
	if p.Count != Elapsed && p.Count != FullDays && p.Count != ClockHours {
		c.p.Count = Unspecified
	}
	for _, a := range f.Attempts {
		a.Failed = a.Failed || a.NoShow
		switch {
		case a.Counts && a.At.Date == 0:
			c.undated = true
		case a.Counts:
			c.made = append(c.made, a)
		}
	}
	slices.SortStableFunc(c.made, func(a, b Attempt) int {
		return cmp.Or(cmp.Compare(a.At.Date, b.At.Date), cmp.Compare(a.At.Clock, b.At.Clock))
	})
	return c
}

func (c *inquiry) because(code, format string, args ...any) {
	c.out.Reasons = append(c.out.Reasons, Reason{code, say(format, args...)})
}

// last is the day of the last attempt, 0 if there is none.
func (c *inquiry) last() civil.Date {
	if len(c.made) == 0 {
		return 0
	}
	return c.made[len(c.made)-1].At.Date
}

// now is the day from which "left" and "still" are said.
func (c *inquiry) now() civil.Date { return max(c.f.Today, c.last()) }

// failures since the counter last began again.
func (c *inquiry) failures() int {
	n := 0
	for _, a := range c.made {
		if a.Failed {
			n++
		}
	}
	return n
}

// reset drops the attempts before the last pause that was long enough to set the counter back.
func (c *inquiry) reset() {
	if c.p.NeverResets && c.failures() > 1 && c.made[0].At.Date.AddMonths(12) < c.last() {
		c.because("reset", "This count never begins again, so attempts of long ago still count.")
	}
	if c.p.Reset == nil || !c.p.Reset.given() || c.p.NeverResets {
		return
	}
	for i := len(c.made) - 1; i > 0; i-- {
		if d := c.made[i].At.Date; d >= after(c.made[i-1].At.Date, *c.p.Reset) {
			c.made = c.made[i:]
			c.because("reset", "Before %s there were %s or more without an attempt, so the count begins again with that one.", d, *c.p.Reset)
			return
		}
	}
}

// wait finds the first day by the ladder of waits.
func (c *inquiry) wait() {
	if c.undated {
		c.unknown = true
		c.because("missing", "The day of an attempt is not written. Without it no date can be given.")
		return
	}
	if len(c.made) == 0 {
		c.date = on(c.f.Today)
		c.because("wait", "No attempt that counts is written down, so there is nothing to wait for.")
		return
	}
	last := c.made[len(c.made)-1]
	c.date = on(last.At.Date)
	if !last.Failed {
		c.afterPass(last)
		return
	}
	n := c.failures()
	step, ok := stepFor(c.p.Wait, n)
	if !ok {
		c.unknownWait(n)
		return
	}
	d, how := c.waited(last, step)
	c.date = later(c.date, d)
	c.because("wait", "%s", how.after(n, last.At.Date))
	c.waiver(last)
}

// stepFor is the step of the ladder that applies after n failures; ok is false if the rule does not say.
func stepFor(steps []Step, n int) (best Step, ok bool) {
	for _, s := range steps {
		if s.After <= n && (!ok || s.After >= best.After) {
			best, ok = s, true
		}
	}
	return best, ok && best.Wait.given()
}

// unknownWait says so. Exams on fixed dates have no waiting rule of their own.
func (c *inquiry) unknownWait(n int) {
	if c.p.Sessions && len(c.p.Wait) == 0 {
		return
	}
	c.unknown = true
	if len(c.p.Wait) > 0 {
		c.because("unknown", "How long to wait after %s is not known here. Unknown does not mean none: ask the certification body before you book.", failed(n))
		return
	}
	c.because("unknown", "The waiting time of this exam is not known here. Unknown does not mean none: ask the certification body, or write down the date printed on your report.")
}

// waiver mentions that the wait may be shortened, and does not count on it.
func (c *inquiry) waiver(failed Attempt) {
	if w := c.p.Waiver; w != nil && w.given() {
		if d := after(failed.At.Date, *w); d < c.date.safe {
			c.because("waiver", "On request the wait can be shortened, but not below %s (%s). This plan does not count on that.", *w, d)
		}
	}
}

// afterPass finds whether and when a passed exam may be taken again.
func (c *inquiry) afterPass(last Attempt) {
	c.passed = true
	rule := c.p.AfterPass
	if rule == nil {
		c.unknown = true
		c.because("passed", "You passed on %s. What this rule says about taking a passed exam again is not known here.", last.At.Date)
		return
	}
	switch {
	case rule.Do == "wait" && rule.Wait.given():
		d, _ := c.waited(last, Step{Wait: rule.Wait})
		c.date = later(c.date, d)
		c.because("passed", "You passed on %s. A passed exam may be taken again after %s: from %s.", last.At.Date, rule.Wait, d.safe)
	case rule.Do == "near-expiry" && rule.Wait.given():
		c.state = Blocked
		c.because("passed", "You passed on %s. The exam may be taken again only in the last %s before the certification expires.", last.At.Date, rule.Wait)
	case rule.Do == "near-expiry":
		c.state = Blocked
		c.because("passed", "You passed on %s. The exam may be taken again only shortly before the certification expires.", last.At.Date)
	case rule.Do == "unless-new-version":
		c.state = Blocked
		c.because("passed", "You passed on %s. A passed exam is not taken again unless there is a new version.", last.At.Date)
	default:
		c.state = Blocked
		c.because("passed", "You passed on %s. A passed exam is not taken again.", last.At.Date)
	}
}

// settle turns what was found so far into a state and dates.
func (c *inquiry) settle() {
	c.out.State = c.state
	if c.state == Dated && c.unknown {
		c.out.State = Unknown
		if c.date.safe > c.now() && !c.undated {
			c.because("unknown", "It is not before %s in any case.", c.date.safe)
		}
	}
	c.put(c.date)
}

// put writes the dates if the state has any.
func (c *inquiry) put(d reading) {
	c.date = d
	c.out.Optimistic, c.out.Safe = 0, 0
	if c.out.State == Dated || c.out.State == Session {
		c.out.Optimistic, c.out.Safe = d.optimistic, d.safe
	}
}

// lead moves the date to the first day that can still be booked.
func (c *inquiry) lead() {
	if c.p.Lead == nil || !c.p.Lead.given() || c.f.Today == 0 || c.f.Chosen || c.out.State != Dated {
		return
	}
	first := after(c.f.Today, *c.p.Lead)
	if c.date.safe < first {
		c.because("lead", "An appointment must be booked at least %s ahead, so from today the first day is %s.", *c.p.Lead, first)
		c.put(later(c.date, on(first)))
	}
}

// session moves the date to the next fixed one. Without one on or after the safe day there is no date.
func (c *inquiry) session() {
	if !c.p.Sessions || c.out.State != Dated {
		return
	}
	c.out.State = Session
	from := later(c.date, on(max(c.f.Today, c.last()+1)))
	next := reading{nextSession(c.p.SessionDates, from.optimistic), nextSession(c.p.SessionDates, from.safe)}
	if next.safe == 0 {
		c.put(reading{})
		c.because("session", "This exam is held only on fixed dates, and no coming one is known here. Ask for the next date and for the last day to register.")
		return
	}
	c.put(next)
	c.because("session", "This exam is held only on fixed dates. The next one is on %s; registration closes before that.", next.safe)
}

func nextSession(dates []civil.Date, from civil.Date) civil.Date {
	best := civil.Date(0)
	for _, d := range dates {
		if d >= from && (best == 0 || d < best) {
			best = d
		}
	}
	return best
}

// printed lets the date on the report win over everything computed.
func (c *inquiry) printed() {
	d := c.f.PrintedDate
	if d == 0 || c.passed {
		return
	}
	said := Reason{"printed", say("Your report prints %s as the first day. That decides.", d)}
	if (c.out.State == Dated || c.out.State == Session) && c.out.Safe != d && c.out.Safe != 0 {
		said.Text = say("Your report prints %s as the first day. That decides, although the rule as written here gives %s.", d, c.out.Safe)
	}
	// What is not known does not matter any more.
	c.out.Reasons = slices.DeleteFunc(c.out.Reasons, func(r Reason) bool { return r.Code == "unknown" })
	c.out.Reasons = slices.Insert(c.out.Reasons, 0, said)
	c.out.State = Dated
	c.put(on(d))
}

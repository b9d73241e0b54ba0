package policy

import (
	"slices"

	"retake/generator/civil"
)

// bound is a last day for the retake.
type bound struct {
	day  civil.Date
	why  string // completes "... because", and "... before the retake is allowed"
	next string // what helps if it is too late
}

// bounds finds the last day on which the retake counts, the earliest of all that apply, and whether
// the first safe day still lies before it.
func (c *inquiry) bounds() {
	var known []bound
	add := func(code string, b bound, format string, args ...any) {
		known = append(known, b)
		c.because(code, format, args...)
	}
	c.freeRetake(add)
	c.periods(add)
	c.deadline(add)
	if d := c.f.VoucherExpires; d != 0 {
		add("voucher", bound{d, "the voucher expires", "a new voucher"}, "Your voucher expires on %s.", d)
	}
	if d := c.f.VersionEnds; d != 0 {
		add("version", bound{d, "this exam version ends", "the next version of the exam"}, "This version of the exam ends on %s.", d)
	}
	if len(known) == 0 {
		return
	}
	// The first added wins a tie.
	tightest := slices.MinFunc(known, func(a, b bound) int { return int(a.day) - int(b.day) })
	c.out.Until, c.out.UntilWhy = tightest.day, tightest.why
	c.tooLate(tightest)
}

type adder func(code string, b bound, format string, args ...any)

// tooLate compares the first day with the last.
func (c *inquiry) tooLate(b bound) {
	w := &c.out
	if c.f.Today > w.Until {
		w.TooLate = true
		c.because("too-late", "The last possible day, %s, is past. The next attempt needs %s.", w.Until, b.next)
		return
	}
	if w.Safe <= w.Until {
		return
	}
	w.TooLate = true
	if w.Optimistic <= w.Until {
		c.because("too-late", "By the stricter reading the first day, %s, is too late: %s on %s. By the other it is in time, on %s. Ask before you pay; otherwise the next attempt needs %s.", w.Safe, b.why, w.Until, w.Optimistic, b.next)
		return
	}
	c.because("too-late", "The first day, %s, is too late: %s on %s. The next attempt needs %s.", w.Safe, b.why, w.Until, b.next)
}

// freeRetake finds whether the purchase includes the next attempt, and until when.
func (c *inquiry) freeRetake(add adder) {
	r := c.p.FreeRetake
	used := c.sincePurchase()
	if r == nil || r.Count <= 0 || len(used) == 0 || c.passed {
		return
	}
	if len(used) > r.Count {
		return
	}
	if c.lost() {
		if c.state == Dated { // else the cap has said it
			c.because("free-retake", "A retake was included, but a missed appointment takes it away. The next attempt has to be paid for.")
		}
		return
	}
	until, known := c.freeUntil(r, used[0])
	over := known && c.f.Today > until
	switch {
	case r.Optional && over:
	case r.Optional && known:
		c.because("free-retake", "If you bought the retake option, it covers the next attempt until %s.", until)
	case r.Optional:
		c.because("free-retake", "If you bought the retake option, it covers the next attempt. Its last day is printed on the voucher.")
	case over:
		c.covered = true
		add("free-retake", bound{until, "the included retake expires", "a new purchase"}, "Your purchase included a retake until %s.", until)
	case known:
		c.out.FreeRetake, c.covered = true, true
		add("free-retake", bound{until, "the included retake expires", "a new purchase"}, "Your purchase includes this retake: nothing more to pay until %s.", until)
	case r.Within.N > 0 && r.Within.given():
		c.out.FreeRetake = true
		c.because("free-retake", "Your purchase includes this retake, within %s of the day you bought it. Add that day to see the last one.", r.Within)
	default:
		c.out.FreeRetake = true
		c.because("free-retake", "Your purchase includes this retake. Until when is not known here; look at your order.")
	}
}

// sincePurchase are the attempts of the current purchase, all of them if its day is not known.
func (c *inquiry) sincePurchase() []Attempt {
	i := slices.IndexFunc(c.made, func(a Attempt) bool { return a.At.Date >= c.f.PurchasedOn })
	if i < 0 {
		return nil
	}
	return c.made[i:]
}

// lost reports whether a missed appointment of the current purchase cost the included retake.
func (c *inquiry) lost() bool {
	return c.p.FreeRetake != nil && slices.Contains(c.p.FreeRetake.LostOn, "no-show") &&
		slices.ContainsFunc(c.sincePurchase(), func(a Attempt) bool { return a.NoShow })
}

// freeUntil is the last day of the included retake; not known if it runs from a purchase without a date.
func (c *inquiry) freeUntil(r *FreeRetake, first Attempt) (d civil.Date, known bool) {
	from := c.f.PurchasedOn
	if r.From == "exam" {
		from = first.At.Date
	}
	if from == 0 || r.Within.N <= 0 || !r.Within.given() {
		return 0, false
	}
	return after(from, r.Within), true
}

// periods are the ends of the purchase and of the eligibility period. A full cap needs a new one
// anyway, and the end of the old one no longer matters.
func (c *inquiry) periods(add adder) {
	for _, rule := range c.p.Caps {
		if !rule.Window.given() || rule.Attempts <= 0 {
			continue
		}
		s := c.stand(rule)
		switch {
		case rule.Kind == "eligibility" && c.f.Eligibility != 0:
			end := after(c.f.Eligibility, rule.Window)
			if !s.full {
				add("eligibility", bound{end, "the eligibility period ends", "a new application"}, "Your eligibility period ends on %s.", end)
			} else if s.free.safe > end {
				c.because("eligibility", "By then your eligibility period, which ends on %s, is over: a new application comes first.", end)
			}
		case rule.Kind == "purchase" && c.f.PurchasedOn != 0 && c.p.Deadline == nil && !s.full && !c.covered:
			end := after(c.f.PurchasedOn, rule.Window)
			add("purchase", bound{end, "the purchase expires", "a new purchase"}, "What you bought on %s is valid until %s.", c.f.PurchasedOn, end)
		}
	}
}

// deadline is a last day set by the purchase of the retake.
func (c *inquiry) deadline(add adder) {
	d := c.p.Deadline
	if d == nil || !d.Within.given() || d.From != "retake-purchase" || c.last() == 0 || c.passed || c.state != Dated {
		return
	}
	if c.f.PurchasedOn <= c.last() {
		c.because("deadline", "A retake must be taken within %s of the day you buy it.", d.Within)
		return
	}
	end := after(c.f.PurchasedOn, d.Within)
	add("deadline", bound{end, "the deadline of the retake you bought passes", "an extension or a new purchase"}, "You bought the retake on %s, and it must be taken within %s: until %s.", c.f.PurchasedOn, d.Within, end)
}

// notice is the strictest rule for changing an appointment that fits the delivery: the longest one,
// among all if the delivery is not known. Nil if nothing is stated.
func notice(rules []Notice, delivery string) *Notice {
	var best *Notice
	for i, n := range rules {
		if !n.Before.given() || delivery != "" && n.Delivery != "any" && n.Delivery != "" && n.Delivery != delivery {
			continue
		}
		if best == nil || n.Before.hours() > best.Before.hours() {
			best = &rules[i]
		}
	}
	if best == nil {
		return nil
	}
	out := *best
	return &out
}

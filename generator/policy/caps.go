package policy

import (
	"cmp"
	"strings"

	"retake/generator/civil"
)

// standing is one cap applied to the attempts made.
type standing struct {
	cap     Cap
	used    int
	full    bool
	free    reading    // the day a place frees or freed, if ever as many attempts were made; 0 = none, or never
	block   State      // of a full cap that no day frees
	begin   civil.Date // of the window; 0 = it has no fixed beginning
	opens   civil.Date // when not full: the day the next place frees; 0 = it does not slide
	oldest  civil.Date // the attempt of a rolling window that leaves next
	missing bool       // the beginning is a date that is not written
	lost    bool       // a missed appointment took away what was left
}

// caps applies all caps together and keeps the tightest for AttemptsLeft.
func (c *inquiry) caps() {
	wait, capped := c.date, reading{}
	for _, rule := range c.p.Caps {
		if rule.Attempts <= 0 || c.passed && c.state == Blocked {
			continue
		}
		s := c.stand(rule)
		c.date = later(c.date, s.free)
		if s.full {
			capped = later(capped, s.free)
		}
		if s.full && s.block != "" {
			c.state = harder(c.state, s.block)
		}
		code := "cap"
		if s.missing {
			code = "missing"
		}
		c.because(code, "%s", c.words(s))
		c.tighten(s)
	}
	if c.state == Dated && !c.unknown && capped.safe != 0 && wait.safe > c.last() && wait != capped {
		c.because("cap", "Both the wait and the limit hold, so the later day counts: %s.", c.date.safe)
	}
}

// tighten keeps a cap for AttemptsLeft if fewer are left in it than in those before.
func (c *inquiry) tighten(s standing) {
	left, opens := max(0, s.cap.Attempts-s.used), s.opens
	if s.full {
		left, opens = 0, s.free.safe
	}
	if s.missing || c.out.AttemptsLeft != nil && *c.out.AttemptsLeft <= left {
		return
	}
	c.out.AttemptsLeft, c.out.LeftUntil = &left, opens
}

// severity orders what can block: with several, the hardest to get past is the answer.
var severity = []State{Dated, NewPurchase, NewApplication, Training, NewVersion, Blocked}

func harder(a, b State) State {
	for i := len(severity) - 1; i >= 0; i-- {
		if severity[i] == a || severity[i] == b {
			return severity[i]
		}
	}
	return Blocked
}

// stand finds how many attempts a cap has seen, and what follows if it is full.
func (c *inquiry) stand(rule Cap) standing {
	s := standing{cap: rule}
	switch {
	case rule.Kind == "rolling" && rule.Window.given():
		c.rolling(&s)
	case rule.Kind == "from-first" && rule.Window.given():
		c.fromFirst(&s)
	case rule.Kind == "eligibility":
		c.within(&s, c.f.Eligibility)
	case rule.Kind == "purchase":
		c.within(&s, c.f.PurchasedOn)
	default:
		s.used = len(c.made)
		if s.used >= rule.Attempts && rule.Then.Do == "wait" {
			c.fill(&s, c.made[0].At.Date)
		} else if s.used >= rule.Attempts {
			c.fill(&s, 0) // nothing slides out of a version or a lifetime
		}
	}
	return s
}

// rolling: the next day must leave fewer than Attempts in the window that ends with it. The day
// that frees a place does not depend on today; how many are used now does.
func (c *inquiry) rolling(s *standing) {
	for _, a := range c.made {
		if d := c.cautious(after(a.At.Date, s.cap.Window)); d.safe > c.now() {
			if s.used == 0 {
				s.opens = d.safe
			}
			s.used++
		}
	}
	if i := len(c.made) - s.cap.Attempts; i >= 0 {
		s.oldest = c.made[i].At.Date
		c.fill(s, s.oldest)
	}
}

// fromFirst: a window opens on the first attempt, the next one on the first attempt after it closed.
func (c *inquiry) fromFirst(s *standing) {
	for _, a := range c.made {
		if s.used > 0 && a.At.Date < after(s.begin, s.cap.Window) {
			s.used++
			continue
		}
		s.begin, s.used = a.At.Date, 1
	}
	if s.used >= s.cap.Attempts {
		c.fill(s, s.begin)
	}
	if s.used == 0 || s.full {
		return
	}
	if s.opens = after(s.begin, s.cap.Window); s.opens <= c.now() {
		s.used, s.opens, s.begin = 0, 0, 0
	}
}

// within: the window begins on a day that only the candidate knows. Not knowing it, all attempts that
// may lie within are taken to do so; that errs on the safe side, and the words say so.
func (c *inquiry) within(s *standing, begin civil.Date) {
	s.begin, s.missing = begin, begin == 0
	for _, a := range c.made {
		if a.At.Date >= begin && !(s.missing && s.cap.Window.given() && after(a.At.Date, s.cap.Window) < c.last()) {
			s.used++
		}
	}
	// A retake bought after the last failure belongs to the purchase it follows, until that is used up.
	if s.cap.Kind == "purchase" && c.extended() {
		s.used = len(c.made) % s.cap.Attempts
	}
	if s.cap.Kind == "purchase" && s.used > 0 && c.lost() {
		s.used, s.lost = s.cap.Attempts, true
	}
	if s.used >= s.cap.Attempts {
		c.fill(s, begin)
		s.full = true // until a new window is written down, whatever the day
	}
}

// extended reports whether the known purchase is that of a retake within an earlier one.
func (c *inquiry) extended() bool {
	return c.p.Deadline != nil && c.p.Deadline.From == "retake-purchase" && c.last() != 0 && c.f.PurchasedOn > c.last()
}

// fill finds what follows when as many attempts were made as a cap allows: a day, counted from the
// first of the window or from the last attempt, or a state that only something else ends.
func (c *inquiry) fill(s *standing, first civil.Date) {
	then := s.cap.Then
	switch then.Do {
	case "new-version", "new-purchase", "training", "new-application":
		s.full, s.block = true, State(then.Do)
		return
	}
	from, span := first, s.cap.Window
	if then.Do == "wait" && then.Wait.given() {
		span = then.Wait
		if then.From != "first" {
			from = c.last()
		}
	}
	if !span.given() || from == 0 {
		s.full, s.block = true, cmp.Or(fallback[s.cap.Kind], Blocked)
		return
	}
	s.free = c.cautious(after(from, span))
	s.full = s.free.safe > c.now()
}

// cautious adds a day to the stricter reading when the rule does not say how its days are counted.
func (c *inquiry) cautious(d civil.Date) reading {
	if c.p.Count == Unspecified {
		return reading{d, d + 1}
	}
	return on(d)
}

// fallback is what a full cap leads to when the rule does not say.
var fallback = map[string]State{"purchase": NewPurchase, "eligibility": NewApplication, "version": NewVersion}

// words tell how the cap stands.
func (c *inquiry) words(s standing) string {
	switch {
	case s.lost:
		return say("%s, but a missed appointment takes away what is left of it. %s.", s.allowed(), s.next())
	case s.missing && len(c.made) == 0:
		return s.allowed() + "."
	case s.missing && !s.full:
		return say("%s. Add the day %s to see how many of them are left.", s.allowed(), opening[s.cap.Kind])
	case s.missing:
		return say("%s, and you have made %d. Unless %s, %s. Add the day %s to be sure.", s.allowed(), s.used, renewed[s.cap.Kind], lower(s.next()), opening[s.cap.Kind])
	case !s.full && s.used == 0:
		return say("%s. None of them is used now.", s.allowed())
	case !s.full && s.opens != 0:
		return say("%s. You have used %d, so %s; the next place opens on %s.", s.allowed(), s.used, left(s.cap.Attempts-s.used), s.opens)
	case !s.full:
		return say("%s. You have used %d, so %s.", s.allowed(), s.used, left(s.cap.Attempts-s.used))
	}
	return say("%s, and %s used. %s.", s.allowed(), all(s.cap.Attempts), s.next())
}

// opening and renewed are about the windows whose beginning only the candidate knows.
var (
	opening = map[string]string{"purchase": "of your purchase", "eligibility": "your eligibility began"}
	renewed = map[string]string{"purchase": "you have bought again since", "eligibility": "a new eligibility period has begun"}
)

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func left(n int) string {
	if n == 1 {
		return "1 is left"
	}
	return say("%d are left", max(0, n))
}

func all(n int) string {
	switch n {
	case 1:
		return "it is"
	case 2:
		return "both are"
	}
	return say("all %d are", n)
}

// allowed is "4 attempts are allowed in any 12 months".
func (s standing) allowed() string {
	out := plural(s.cap.Attempts, "attempt") + " are allowed"
	if s.cap.Attempts == 1 {
		out = "1 attempt is allowed"
	}
	window := ""
	if s.cap.Window.given() {
		window = s.cap.Window.String()
	}
	switch s.cap.Kind {
	case "rolling":
		return out + " in any " + window
	case "from-first":
		if s.begin != 0 {
			return say("%s within %s, counted from the first on %s", out, window, s.begin)
		}
		return say("%s within %s, counted from the first", out, window)
	case "eligibility":
		if s.begin != 0 {
			return say("%s in the eligibility period, which began on %s", out, s.begin)
		}
		return out + " in one eligibility period"
	case "purchase":
		return "One purchase covers " + plural(s.cap.Attempts, "attempt")
	case "version":
		return out + " at one version of the exam"
	}
	return out + " in all"
}

// next is what a full cap leads to.
func (s standing) next() string {
	switch s.block {
	case NewVersion:
		return "The next one becomes possible with a new version of the exam"
	case NewPurchase:
		return "The next one needs a new purchase"
	case Training:
		return "Further training is asked for before the next one; the certification body can tell you which"
	case NewApplication:
		return "The next one needs a new application"
	case Blocked:
		return "The rule names no way to a further one; ask the certification body"
	}
	if s.cap.Kind == "rolling" && s.cap.Then.Do != "wait" {
		return say("The attempt of %s leaves that window on %s, and a place is free again", s.oldest, s.day())
	}
	if s.cap.Then.Do == "wait" && s.cap.Then.From != "first" {
		return say("The next one is possible %s after the last: from %s", s.cap.Then.Wait, s.day())
	}
	return say("The next one is possible from %s", s.day())
}

// day is the day a place frees, both readings if they differ.
func (s standing) day() string {
	if s.free.optimistic != s.free.safe {
		return say("%s (%s by the stricter reading)", s.free.optimistic, s.free.safe)
	}
	return say("%s", s.free.safe)
}

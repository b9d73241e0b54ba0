package report

import (
	"fmt"
	"math"
	"slices"
)

// PassFraction is the pass mark as a share of questions, from the exam's scale, else from the newest
// score that prints one (scores run oldest first). ok is false if neither gives a share: a scaled pass
// mark is not a percentage; only percent, points and raw scores give one.
func PassFraction(scale Scale, scores []Score) (c float64, ok bool) {
	if share, ok := shareOf(scale.Kind, scale.Pass, scale.Max); ok && scale.HasPass {
		return within(share, 0.05, 0.98), true
	}
	for _, s := range slices.Backward(scores) {
		if share, ok := shareOf(s.Form, s.Pass, s.Max); ok && s.HasPass {
			return within(share, 0.05, 0.98), true
		}
	}
	return 0, false
}

// shareOf turns a value in one of the forms that count questions or points into 0 to 1. A scaled value never is.
func shareOf(form string, value, top float64) (float64, bool) {
	switch {
	case form == "percent":
		value /= 100
	case (form == "points" || form == "raw") && top > 0:
		value /= top
	default:
		return 0, false
	}
	return within(value, 0, 1), finite(value)
}

// Prior is the belief before any report: the pass fraction, with little weight.
func (t Terms) Prior() Beta { return Around(t.Pass, t.PriorCount) }

// Believe turns a report into a belief about one domain, with the reading in words: the section
// first, else the list of missed objectives, else a total that counts questions. ok is false if the
// report does not speak of the domain: absent is not a zero.
func (t Terms) Believe(p Paper, d Domain) (b Beta, what string, ok bool) {
	for _, s := range p.Sections {
		if s.Domain == d.N && s.speaks() {
			b, what := t.readSection(p, s, d)
			return b, what, true
		}
	}
	if p.ListsMissed {
		b, what := t.readMissed(p, d)
		return b, what, true
	}
	top := p.Score.Max
	if top == 0 && p.Score.Form == t.Scale.Kind {
		top = t.Scale.Max
	}
	if share, ok := shareOf(p.Score.Form, p.Score.Value, top); ok {
		return FromShare(t.Prior(), share, t.Questions*d.Weight/100), fmt.Sprintf("report: the total of %g %%, which every domain shares", math.Round(share*1000)/10), true
	}
	return Beta{}, "", false
}

// speaks reports whether there is something to read: a value that is a number, and what it is out of.
func (s Section) speaks() bool {
	switch s.Form {
	case ByLevel:
		return s.Level >= LevelNone && s.Level <= LevelAbove
	case ByCount, ByPoints, ByStars:
		return finite(s.Value) && s.Of > 0 && s.Of <= mostOf
	case ByPercent, ByBar, ByRank, ByScaled:
		return finite(s.Value)
	}
	return false
}

// mostOf is more questions, points or stars than any exam has.
const mostOf = 1e6

// readSection reads a section that speaks. A form whose weight is set to nothing leaves the prior.
func (t Terms) readSection(p Paper, s Section, d Domain) (Beta, string) {
	b, what := t.readForm(p, s, d)
	if !(b.A > 0 && b.B > 0) {
		b = t.Prior()
	}
	return b, "report: " + what
}

// readForm reads what counts questions on top of the start, and anything else in its place.
func (t Terms) readForm(p Paper, s Section, d Domain) (Beta, string) {
	n := t.Questions * d.Weight / 100
	switch s.Form {
	case ByCount:
		return t.Prior().Add(s.Value, s.Of, 1), fmt.Sprintf("%g of %g right", s.Value, s.Of)
	case ByPercent:
		return FromShare(t.Prior(), s.Value/100, n), fmt.Sprintf("%g %%", s.Value)
	case ByPoints:
		return FromShare(t.Prior(), s.Value/s.Of, n), fmt.Sprintf("%g of %g points", s.Value, s.Of)
	}
	b, what := t.guess(p, s)
	return b, what + " (replaces the start)"
}

// guess reads a form that counts no questions: a mean and a weight of its own.
func (t Terms) guess(p Paper, s Section) (Beta, string) {
	switch s.Form {
	case ByLevel:
		return FromLevel(t.Pass, int(s.Level-LevelNone), t.LevelCount), orWord(s.Printed, "band "+s.Level.String())
	case ByStars:
		return FromStars(t.Pass, s.Value, s.Of, t.LevelCount), fmt.Sprintf("%g of %s", s.Value, count(s.Of, "star"))
	case ByBar:
		return Around(s.Value, t.BarCount), fmt.Sprintf("a bar about %.0f %% full", s.Value*100)
	case ByRank:
		return FromRank(t.Pass, s.Value, lastRank(p.Sections), t.RankCount), fmt.Sprintf("rank %g, where 1 is weakest", s.Value)
	}
	lo, hi, pass := t.scaleOf(p.Score, s)
	return FromScaled(t.Pass, s.Value, pass, lo, hi, t.ScaledCount), fmt.Sprintf("%g on the issuer's scale", s.Value)
}

func lastRank(sections []Section) float64 {
	last := 1.0
	for _, s := range sections {
		if s.Form == ByRank && s.speaks() {
			last = math.Max(last, s.Value)
		}
	}
	return last
}

// scaleOf is the scale of a scaled section and the pass mark on it: the section's own, else the exam's,
// else that of the printed total. A pass mark belongs to one scale; without one it is assumed to lie
// where the pass fraction does.
func (t Terms) scaleOf(total Score, s Section) (lo, hi, pass float64) {
	lo, hi, pass = t.Scale.Min, t.Scale.Max, t.Scale.Pass
	has := t.Scale.HasPass
	if hi <= lo && total.Form == "scaled" {
		lo, hi, pass, has = total.Min, total.Max, total.Pass, total.HasPass
	}
	if s.Max > s.Min {
		has = has && s.Min == lo && s.Max == hi
		lo, hi = s.Min, s.Max
	}
	switch {
	case s.Pass != 0:
		return lo, hi, s.Pass
	case has:
		return lo, hi, pass
	}
	return lo, hi, lo + t.Pass*(hi-lo)
}

func (t Terms) readMissed(p Paper, d Domain) (Beta, string) {
	listed, all := t.objectives(p, d)
	what := fmt.Sprintf("report: %d of %s listed as missed", listed, count(float64(all), "objective"))
	if slices.Contains(p.Missed, Objective{Domain: d.N}) {
		listed, what = all, "report: the whole domain listed as missed"
	}
	return FromMissed(t.Prior(), listed, all, t.Questions*d.Weight/100/float64(all)), what
}

// objectives counts the listed objectives of a domain, and all it has: the outline's number, at least
// the highest one listed, else an assumption.
func (t Terms) objectives(p Paper, d Domain) (listed, all int) {
	all = d.Objectives
	if all <= 0 {
		all = max(1, t.ObjectivesEach)
	}
	seen := map[Objective]bool{}
	for _, o := range p.Missed {
		if o.Domain == d.N && o.Minor > 0 && !seen[o] {
			seen[o] = true
			all = max(all, o.Minor)
		}
	}
	return len(seen), all
}

func orWord(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

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
		return share, true
	}
	for _, s := range slices.Backward(scores) {
		if share, ok := shareOf(s.Form, s.Pass, s.Max); ok && s.HasPass {
			return share, true
		}
	}
	return 0, false
}

// shareOf turns a value in one of the forms that count questions or points into 0 to 1. A scaled value never is.
func shareOf(form string, value, top float64) (float64, bool) {
	switch {
	case form == "percent":
		return within(value/100, 0.05, 0.98), true
	case (form == "points" || form == "raw") && top > 0:
		return within(value/top, 0.05, 0.98), true
	}
	return 0, false
}

func within(x, lo, hi float64) float64 { return math.Min(hi, math.Max(lo, x)) }

// Prior is the belief before any report: the pass fraction, with little weight.
func (t Terms) Prior() Beta { return Around(t.Pass, t.PriorCount) }

// Believe turns a report into a belief about one domain, with the reading in words: the section
// first, else the list of missed objectives, else a total that counts questions. ok is false if the
// report does not speak of the domain: absent is not a zero.
func (t Terms) Believe(p Paper, d Domain) (b Beta, what string, ok bool) {
	for _, s := range p.Sections {
		if s.Domain == d.N && s.Form != Mentioned {
			b, what := t.readSection(p, s, d)
			return b, what, true
		}
	}
	if p.ListsMissed {
		b, what := t.readMissed(p, d)
		return b, what, true
	}
	top := p.Score.Max
	if top == 0 {
		top = t.Scale.Max
	}
	if share, ok := shareOf(p.Score.Form, p.Score.Value, top); ok {
		return FromShare(t.Prior(), share, t.Questions*d.Weight/100), fmt.Sprintf("report: the total of %g %%, which every domain shares", math.Round(share*100)), true
	}
	return Beta{}, "", false
}

func (t Terms) readSection(p Paper, s Section, d Domain) (Beta, string) {
	n := t.Questions * d.Weight / 100
	switch s.Form {
	case ByCount:
		return t.Prior().Add(s.Value, s.Of, 1), fmt.Sprintf("report: %g of %g right", s.Value, s.Of)
	case ByPercent:
		return FromShare(t.Prior(), s.Value/100, n), fmt.Sprintf("report: %g %%", s.Value)
	case ByPoints:
		return FromShare(t.Prior(), s.Value/s.Of, n), fmt.Sprintf("report: %g of %g points", s.Value, s.Of)
	case ByLevel:
		return FromLevel(t.Pass, int(s.Level-LevelNone), t.LevelCount), "report: " + orWord(s.Printed, s.Level.String())
	case ByStars:
		return FromStars(t.Pass, s.Value, s.Of, t.LevelCount), fmt.Sprintf("report: %g of %g stars", s.Value, s.Of)
	case ByBar:
		return Around(s.Value, t.BarCount), fmt.Sprintf("report: a bar about %.0f %% long", s.Value*100)
	case ByRank:
		return FromRank(t.Pass, s.Value, lastRank(p.Sections), t.RankCount), fmt.Sprintf("report: rank %g, where 1 is weakest", s.Value)
	}
	lo, hi, pass := t.scaleOf(s)
	return FromScaled(t.Pass, s.Value, pass, lo, hi, t.ScaledCount), fmt.Sprintf("report: %g on the issuer's scale", s.Value)
}

func lastRank(sections []Section) float64 {
	last := 1.0
	for _, s := range sections {
		if s.Form == ByRank {
			last = math.Max(last, s.Value)
		}
	}
	return last
}

func (t Terms) scaleOf(s Section) (lo, hi, pass float64) {
	if s.Max > 0 {
		lo, hi = s.Min, s.Max
	} else {
		lo, hi = t.Scale.Min, t.Scale.Max
	}
	if pass = s.Pass; pass == 0 {
		pass = t.Scale.Pass
	}
	if pass == 0 {
		pass = lo + t.Pass*(hi-lo)
	}
	return lo, hi, pass
}

func (t Terms) readMissed(p Paper, d Domain) (Beta, string) {
	listed, all := t.objectives(p, d)
	if slices.Contains(p.Missed, Objective{Domain: d.N}) { // the whole domain is named
		listed = all
	}
	return FromMissed(t.Prior(), listed, all, t.Questions*d.Weight/100/float64(all)),
		fmt.Sprintf("report: %d of %d objectives listed as missed", listed, all)
}

// objectives counts the listed objectives of a domain, and all it has: the outline's number, at least
// the highest one listed, else an assumption.
func (t Terms) objectives(p Paper, d Domain) (listed, all int) {
	all = d.Objectives
	if all == 0 {
		all = t.ObjectivesEach
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

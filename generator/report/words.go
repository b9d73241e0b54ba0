package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// SpeaksOfDomains reports whether anything below the total is printed.
func (p Paper) SpeaksOfDomains() bool {
	return p.ListsMissed || slices.ContainsFunc(p.Sections, func(s Section) bool { return s.Form != Mentioned })
}

// Headline puts the total into words on the issuer's own scale, and the gap on that scale.
func (t Terms) Headline(s Score) (words string, gap float64, ok bool) {
	lo, hi, pass, has := s.Min, s.Max, s.Pass, s.HasPass
	if hi == 0 && s.Form == t.Scale.Kind {
		lo, hi = t.Scale.Min, t.Scale.Max
	}
	if !has && s.Form == t.Scale.Kind && t.Scale.HasPass {
		pass, has = t.Scale.Pass, true
	}
	switch s.Form {
	case "scaled":
		words = fmt.Sprintf("%g", s.Value)
		if hi > 0 {
			words += fmt.Sprintf(" on a scale from %g to %g", lo, hi)
		}
	case "percent":
		words = fmt.Sprintf("%g %%", s.Value)
	case "points", "raw":
		unit := map[string]string{"points": "points", "raw": "questions right"}[s.Form]
		words = fmt.Sprintf("%g %s", s.Value, unit)
		if hi > 0 {
			words = fmt.Sprintf("%g of %g %s", s.Value, hi, unit)
		}
	default:
		return "The report gives the result and no number.", 0, false
	}
	if !has {
		return words + ". The pass mark is not published.", 0, false
	}
	gap = pass - s.Value
	return fmt.Sprintf("%s; %g passes. %s.", words, pass, short(gap, s.Form)), gap, true
}

func short(gap float64, form string) string {
	if gap <= 0 {
		return "That is at or above the mark"
	}
	words := map[string]string{"percent": "percent point", "raw": "question"}[form]
	if words == "" {
		words = "point"
	}
	if gap != 1 {
		words += "s"
	}
	words = fmt.Sprintf("%g %s short", math.Round(gap*10)/10, words)
	if form == "scaled" {
		words += " on that scale"
	}
	return "You were " + words
}

// Strength is how much a report says about single domains.
func (p Paper) Strength() string {
	best := "none"
	rank := []string{"none", "weak", "fair", "good"}
	raise := func(to string) {
		if slices.Index(rank, to) > slices.Index(rank, best) {
			best = to
		}
	}
	if p.ListsMissed {
		raise("weak")
	}
	for _, s := range p.Sections {
		switch s.Form {
		case ByBar, ByRank:
			raise("weak")
		case ByLevel, ByStars, ByScaled:
			raise("fair")
		case ByCount, ByPercent, ByPoints:
			raise("good")
		}
	}
	return best
}

// Says lists what the report tells and what it leaves out, in sentences.
func (p Paper) Says(domains []Domain) (says, silent []string) {
	forms := map[Form]int{}
	for _, s := range p.Sections {
		forms[s.Form]++
	}
	add := func(list *[]string, format string, args ...any) { *list = append(*list, fmt.Sprintf(format, args...)) }
	if n := len(p.Missed); p.ListsMissed {
		add(&says, "It lists %s with at least one question wrong.", count(n, "objective"))
		add(&silent, "It does not say how many questions were wrong in any of them. A long list is normal; what is missing from the list tells more.")
	}
	if n := forms[ByPercent] + forms[ByCount] + forms[ByPoints]; n > 0 {
		add(&says, "It gives a figure for %s.", count(n, "domain"))
		add(&silent, "A domain has few questions, so its figure swings by ten points or more by luck alone.")
	}
	if n := forms[ByLevel] + forms[ByStars]; n > 0 {
		add(&says, "It puts %s into bands.", count(n, "domain"))
		add(&silent, "It does not say where in its band a domain lies.")
	}
	if n := forms[ByBar]; n > 0 {
		add(&says, "It draws a bar for %s.", count(n, "domain"))
		add(&silent, "Bars are relative; their length is not a percentage of questions.")
	}
	if n := forms[ByRank]; n > 0 {
		add(&says, "It puts %s in order, weakest first.", count(n, "domain"))
		add(&silent, "It does not say how far apart they are.")
	}
	if n := forms[ByScaled]; n > 0 {
		add(&says, "It gives a scaled score for %s.", count(n, "domain"))
	}
	if p.Score.Form == "scaled" || forms[ByScaled] > 0 {
		add(&silent, "A scaled score is not a percentage: it does not tell how many questions were right.")
	}
	if !p.SpeaksOfDomains() {
		add(&silent, "It says nothing about single domains, so the plan starts with one full simulation.")
	}
	if missing := p.unreported(domains); len(missing) > 0 && len(missing) < len(domains) && !p.ListsMissed {
		add(&silent, "It says nothing about %s. Not reported is not a zero.", strings.Join(missing, ", "))
	}
	return says, silent
}

func (p Paper) unreported(domains []Domain) []string {
	var out []string
	for _, d := range domains {
		if !slices.ContainsFunc(p.Sections, func(s Section) bool { return s.Domain == d.N && s.Form != Mentioned }) {
			out = append(out, d.Name)
		}
	}
	return out
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

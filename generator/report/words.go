package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/stat"
)

// SpeaksOfDomains reports whether anything below the total is printed.
func (p Paper) SpeaksOfDomains() bool {
	return p.ListsMissed || slices.ContainsFunc(p.Sections, Section.speaks)
}

// Headline puts the total into words on the issuer's own scale, and the gap on that scale.
func (t Terms) Headline(p Paper) (words string, gap float64, ok bool) {
	s := p.Score
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
		return p.withoutTotal(), 0, false
	}
	if !has {
		return words + ". The pass mark is not known.", 0, false
	}
	gap = pass - s.Value
	mark := fmt.Sprintf("%g", pass)
	if s.Form == "percent" {
		mark += " %"
	}
	return fmt.Sprintf("%s; %s passes. %s.", words, mark, short(gap, s.Form)), gap, true
}

// withoutTotal says what stands in the place of a total.
func (p Paper) withoutTotal() string {
	var parts []string
	for _, x := range formWords {
		if slices.ContainsFunc(p.Sections, func(s Section) bool { return s.speaks() && slices.Contains(x.forms, s.Form) }) {
			parts = append(parts, x.name)
		}
	}
	only := enumerate(parts)
	if only != "" {
		only += " by domain"
	}
	if p.ListsMissed {
		only = enumerate(slices.DeleteFunc([]string{only, "a list of missed objectives"}, func(s string) bool { return s == "" }))
	}
	if only == "" {
		return "The report gives the result, but no total score."
	}
	return "The report gives no total, only " + only + "."
}

func short(gap float64, form string) string {
	if gap <= 0 {
		return "That is at or above the mark"
	}
	unit := map[string]string{"percent": "percentage point", "raw": "question"}[form]
	if unit == "" {
		unit = "point"
	}
	words := "less than a tenth of a " + unit
	if tenths := math.Round(gap*10) / 10; tenths > 0 {
		words = count(tenths, unit)
	}
	words += " short"
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
		switch {
		case !s.speaks():
		case s.Form == ByBar || s.Form == ByRank:
			raise("weak")
		case s.Form == ByLevel || s.Form == ByStars || s.Form == ByScaled:
			raise("fair")
		default:
			raise("good")
		}
	}
	return best
}

// Says lists what the report tells and what it leaves out, in sentences.
func (p Paper) Says(domains []Domain) (says, silent []string) {
	forms := map[Form]int{}
	for _, s := range p.Sections {
		if s.speaks() {
			forms[s.Form]++
		}
	}
	if p.ListsMissed {
		says, silent = p.saysMissed()
	}
	for _, x := range formWords {
		n := 0
		for _, form := range x.forms {
			n += forms[form]
		}
		if n > 0 {
			says = append(says, fmt.Sprintf(x.says, count(float64(n), "domain")))
			silent = append(silent, x.silent...)
		}
	}
	if p.Score.Form == "scaled" || forms[ByScaled] > 0 {
		silent = append(silent, "A scaled score is not a percentage: it does not tell how many questions were right.")
	}
	if !p.SpeaksOfDomains() {
		silent = append(silent, "It says nothing about single domains. One full simulation, early on, shows where to begin.")
	}
	if missing := p.unreported(domains); len(missing) > 0 && len(missing) < len(domains) && !p.ListsMissed {
		silent = append(silent, fmt.Sprintf("It says nothing about %s. Not reported is not a zero.", enumerate(missing)))
	}
	return says, silent
}

// formWords are the sentences about each group of forms; %s is "3 domains".
var formWords = []struct {
	forms  []Form
	name   string
	says   string
	silent []string
}{
	{[]Form{ByPercent, ByCount, ByPoints}, "figures", "It gives a figure for %s.",
		[]string{"Each figure rests on a few questions or tasks: luck alone can move it by ten points or more."}},
	{[]Form{ByLevel}, "bands", "It gives a band for %s.", []string{"It does not say where in its band a domain lies. The plan takes a fixed distance from the pass mark."}},
	{[]Form{ByStars}, "stars", "It gives stars for %s.", []string{"It does not say how many questions a star stands for. The plan spreads them around the pass mark."}},
	{[]Form{ByBar}, "bars", "It draws a bar for %s.", []string{"A bar is relative: its length is no share of questions. The plan takes it as a rough guess, worth a few questions."}},
	{[]Form{ByRank}, "ranks", "It ranks %s, weakest first.", []string{"It does not say how far apart the domains are. The plan spreads them evenly."}},
	{[]Form{ByScaled}, "scaled scores", "It gives a scaled score for %s.", nil},
}

// saysMissed puts the list of missed objectives into words; an objective named twice is one.
func (p Paper) saysMissed() (says, silent []string) {
	objectives, whole, seen := 0, 0, map[Objective]bool{}
	for _, o := range p.Missed {
		switch {
		case seen[o]:
		case o.Minor == 0:
			whole++
		default:
			objectives++
		}
		seen[o] = true
	}
	var parts []string
	if objectives > 0 {
		parts = append(parts, count(float64(objectives), "objective"))
	}
	if whole > 0 {
		parts = append(parts, count(float64(whole), "whole domain"))
	}
	switch objectives + whole {
	case 0:
		return []string{"Its list of missed objectives is empty."}, nil
	case 1:
		return []string{"It lists " + parts[0] + " with at least one question wrong."},
			[]string{"It does not say how many questions were wrong there."}
	}
	return []string{"It lists " + enumerate(parts) + " with at least one question wrong."},
		[]string{"It does not say how many questions were wrong in any of them. A long list is normal; what is not on it tells more."}
}

func (p Paper) unreported(domains []Domain) []string {
	var out []string
	for _, d := range domains {
		if !slices.ContainsFunc(p.Sections, func(s Section) bool { return s.Domain == d.N && s.speaks() }) {
			out = append(out, d.Name)
		}
	}
	return out
}

// count is "1 question", "2 questions", "0.5 questions".
func count(n float64, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%g %s", n, what)
}

// enumerate is "A", "A and B", "A, B and C".
func enumerate(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
}

// ShareRight is the share of the questions answered right as far as a report gives one, from 0 to 1, and in
// words: a total in percent, counts or points, else percents or counts of all domains, by weight
// (stat.WeightedIndex). A scaled score is no share and gives none.
func ShareRight(p Paper, domains []Domain) (share float64, what string, ok bool) {
	if share, ok := shareOf(p.Score.Form, p.Score.Value, p.Score.Max); ok {
		return share, fmt.Sprintf("%.0f %% in all", share*100), true
	}
	var weights, percents []float64
	for _, d := range domains {
		for _, s := range p.Sections {
			if s.Domain != d.N {
				continue
			}
			switch {
			case s.Form == ByPercent:
				weights, percents = append(weights, d.Weight), append(percents, s.Value)
			case s.Form == ByCount && s.Of > 0:
				weights, percents = append(weights, d.Weight), append(percents, 100*s.Value/s.Of)
			}
		}
	}
	if len(domains) == 0 || len(percents) < len(domains) {
		return 0, "", false
	}
	index := stat.WeightedIndex(weights, percents)
	return index / 100, fmt.Sprintf("%.0f %%, the domains by weight", index), true
}

package site

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/study"
)

// ranked are the domains, most points to win first; in outline order if the plan ranks none.
func (s *site) ranked() []study.DomainPlan {
	var out []study.DomainPlan
	for _, i := range s.Plan.Ranked {
		if i >= 0 && i < len(s.Plan.Domains) {
			out = append(out, s.Plan.Domains[i])
		}
	}
	if len(out) == 0 {
		return s.Plan.Domains
	}
	return out
}

// row shows a domain among the others.
func (sh *sheet) row(d study.DomainPlan) Row {
	b := d.Belief
	return Row{
		Link: sh.link(domainPath(d.Domain), d.Name), N: d.N, Weight: Weight(d.Weight),
		Report: sh.printed(d.N), Missed: list(objectives(d.Missed)),
		Belief: percent(b.Mean), Range: percents(b.Lo80, b.Hi80), Points: Points(d.Points), Tied: sh.tied(d),
		Hours: cmp.Or(length(d.Minutes), "none"), Spent: length(d.Spent), Bar: sh.bar(d),
	}
}

func (sh *sheet) rows(ds []study.DomainPlan) []Row {
	out := make([]Row, len(ds))
	for i, d := range ds {
		out[i] = sh.row(d)
	}
	return out
}

// tied names the domains whose ranges overlap: all of them, when that is so.
func (s *site) tied(d study.DomainPlan) string {
	switch n := len(d.TiedWith); {
	case n == 0:
		return ""
	case n == len(s.Plan.Domains)-1 && n > 1:
		return "any of the others"
	}
	ns := slices.Clone(d.TiedWith)
	slices.Sort(ns)
	if len(ns) == 1 {
		return "domain " + numbers(ns)
	}
	return "domains " + numbers(ns)
}

// bar draws a belief: the range, the middle, and the target.
func (s *site) bar(d study.DomainPlan) Bar {
	b := interval(fmt.Sprintf("bar.%d", d.N), "Questions right in "+d.Name, d.Belief.Lo80, d.Belief.Mean, d.Belief.Hi80)
	if s.Plan.Readiness.Target > 0 {
		b.Target = at(s.Plan.Readiness.Target / 100)
		b.Desc += " The target is " + s.target100() + "."
	}
	return b
}

// interval draws a share with its range.
func interval(id, title string, lo, mean, hi float64) Bar {
	return Bar{
		ID: id, Title: title, Desc: fmt.Sprintf("About %s, most likely %s.", percent(mean), percents(lo, hi)),
		Lo: at(lo), Width: max(at(hi)-at(lo), 1), Mean: at(mean), Target: -1,
	}
}

// at is where a share stands on a line of 200 units.
func at(share float64) int { return min(max(int(math.Round(share*200)), 0), 199) }

// target100 is the target in percent; "" if the plan has none.
func (s *site) target100() string {
	if s.Plan.Readiness.Target <= 0 {
		return ""
	}
	return percent(s.Plan.Readiness.Target / 100)
}

// printed is a domain as the last failed report shows it, in the report's own form.
func (s *site) printed(n int) string {
	a := s.Plan.Diagnosis.Attempt
	if a == nil {
		return ""
	}
	for _, sec := range a.Sections {
		if sec.Domain == n {
			return s.section(sec)
		}
	}
	count := 0
	for _, o := range a.Missed {
		if o.Domain == n {
			count++
		}
	}
	if a.ListsMissed {
		return fmt.Sprintf("%d listed as missed", count)
	}
	return "not printed"
}

// section writes one line of a report as it is printed: a scaled score stays one, a bar is a length.
func (s *site) section(sec study.Section) string {
	of := number(sec.Value) + " of " + number(sec.Of)
	var said string
	switch sec.Form {
	case study.ByCount:
		said = of + " right"
	case study.ByPercent:
		said = number(sec.Value) + nbsp + "%"
	case study.ByLevel:
		said = sentence(sec.Level.String())
	case study.ByBar:
		said = fmt.Sprintf("bar, filled to about %s of its length", number2(sec.Value))
	case study.ByRank:
		said = "rank " + number(sec.Value) + ", where 1 is weakest"
	case study.ByScaled:
		lo, hi := sec.Min, sec.Max
		if hi == 0 {
			lo, hi = s.Plan.Exam.Scale.Min, s.Plan.Exam.Scale.Max
		}
		said = number(sec.Value)
		if hi > lo {
			said += fmt.Sprintf(" on the scale %s to %s", number(lo), number(hi))
		}
	case study.ByPoints:
		said = of + " points"
	case study.ByStars:
		said = of + " stars"
	default:
		said = "named, nothing printed"
	}
	if sec.Printed == "" || strings.EqualFold(sec.Printed, said) {
		return said
	}
	if sec.Form == study.ByLevel || sec.Form == study.Mentioned {
		return sec.Printed
	}
	return sec.Printed + " (" + said + ")"
}

// number2 writes up to two decimals: lengths of bars.
func number2(x float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}

func (sh *sheet) domainsPage() DomainsPage {
	v := DomainsPage{Rows: sh.rows(sh.ranked()), Target: sh.target100(), Lang: sh.Language}
	if n, ok := sh.intro["domains"]; ok {
		v.Body = sh.body(n, 2)
	}
	return v
}

func (sh *sheet) domainPage(i int) DomainPage {
	d := sh.Plan.Domains[i]
	main := sh.main[d.N]
	v := DomainPage{
		Row: sh.row(d), Title: d.Name, Win: tidyAll(d.Win), Target: sh.target100(), Objective: objectives(d.Missed),
		Facts: sh.domainFacts(d), Misses: sh.misses(d), Resources: sh.resources(d.N), Evidence: evidence(d),
		Working: sh.beliefWorking(d), Lang: sh.Language,
	}
	if main != nil {
		v.Body, v.Contents = sh.body(main, 3), contents(main)
	}
	for _, n := range sh.notes {
		if n.Domain == d.N {
			v.Notes = append(v.Notes, sh.link(sh.shown[n.File].page, n.Title))
		}
	}
	if i > 0 {
		v.Prev = sh.domainLink(sh.Plan.Domains[i-1].N)
	}
	if i+1 < len(sh.Plan.Domains) {
		v.Next = sh.domainLink(sh.Plan.Domains[i+1].N)
	}
	return v
}

// domainFacts are the numbers of a domain, each with what it means.
func (sh *sheet) domainFacts(d study.DomainPlan) []Fact {
	facts := []Fact{
		{"Weight in the exam", Weight(d.Weight), ""},
		{"Questions right today, as far as is known", "about " + percent(d.Belief.Mean), "most likely " + percents(d.Belief.Lo80, d.Belief.Hi80)},
		{"Points to win", Points(d.Points), "of the exam’s 100, up to the target"},
		{"Time planned from today", cmp.Or(length(d.Minutes), "none"), sh.shareWords(d)},
		{"Time spent so far", length(d.Spent), count(d.Asked, "question", "questions") + " answered"},
	}
	if d.Printed != "" && tidy(d.Printed) != facts[0].Value {
		facts[0].Note = "printed as " + d.Printed
	}
	if facts[4].Value == "" {
		facts[4].Value = "none yet"
	}
	if d.LastStudied != 0 {
		facts = append(facts, Fact{"Last studied", d.LastStudied.Short(), away(sh.Plan.Today, d.LastStudied)})
	}
	return facts
}

// shareWords say why a domain gets only the share that every domain keeps; "" if it gets more. An
// estimate below the target is never called near it: the hours are few, and others win more with them.
func (s *site) shareWords(d study.DomainPlan) string {
	switch {
	case !d.Maintained || d.Minutes == 0:
		return ""
	case d.Belief.Mean*100 >= s.Plan.Readiness.Target:
		return "At the target: a small share keeps it warm."
	}
	return "Fewer points to win here: a small share of the time."
}

// misses are the questions of a domain that wait to be right again.
func (sh *sheet) misses(d study.DomainPlan) []Miss {
	var out []Miss
	for _, m := range d.OpenMisses {
		v := Miss{Date: m.Date.Short(), Objective: objective(m.Objective), Why: reasons[m.Why], Note: m.Note, Left: "right on two different days closes it"}
		days := map[string]bool{}
		for _, c := range m.Cleared {
			if c <= sh.Plan.Today {
				days[c.String()] = true
			}
		}
		if len(days) == 1 {
			v.Left = "right once, one more day closes it"
		}
		if m.Confident {
			v.Why = strings.TrimPrefix(v.Why+", and it felt sure", ", ")
		}
		out = append(out, v)
	}
	return out
}

// resourceKinds are the words for a resource's kind.
var resourceKinds = map[string]string{
	"book": "book", "video": "video", "course": "course", "lab": "hands-on lab", "questions": "practice questions",
	"community": "community", "person": "person",
}

// resources are those for one domain, those of all domains last.
func (s *site) resources(n int) []Resource {
	var own, general []Resource
	for _, r := range s.Record.Resources {
		v := Resource{Name: r.Name, URL: web(r.URL), Kind: resourceKinds[r.Kind], Note: r.Note}
		if r.UsedBefore {
			v.Note = strings.TrimPrefix(v.Note+"; used before the first attempt", "; ")
		}
		switch {
		case len(r.Domains) == 0:
			general = append(general, v)
		case slices.Contains(r.Domains, n):
			own = append(own, v)
		}
	}
	return append(own, general...)
}

// web lets through addresses that a link may lead to.
func web(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// evidence lists what moved a belief, newest first.
func evidence(d study.DomainPlan) []Evidence {
	var out []Evidence
	for _, e := range slices.Backward(d.Evidence) {
		v := Evidence{Date: e.Date.Short(), What: tidy(sentence(e.What)), Counts: percent(e.Weight)}
		if e.Weight == 0 {
			v.Counts = "shown, not counted"
		}
		out = append(out, v)
	}
	return out
}

// beliefWorking says how the numbers of a domain were made.
func (sh *sheet) beliefWorking(d study.DomainPlan) Working {
	set := sh.Plan.Settings
	return Working{
		Says: "The estimate starts at the pass mark, as if a few questions had been answered there. The report moves it, then every practice set does: recent, timed and unseen questions count most. Points to win are the weight times what is missing to the target. The range holds the true share in about 8 of 10 such cases.",
		Inputs: []Fact{
			{"Estimate as of the report alone", percent(d.Report.Mean), ""},
			{"Estimate today", percent(d.Belief.Mean), fmt.Sprintf("as if %s of %s questions had been right", number(d.Belief.A), number(d.Belief.A+d.Belief.B))},
			{"Target", sh.target100(), fmt.Sprintf("pass mark %s plus %s", percent(sh.Plan.Readiness.Pass/100), points(set.Buffer))},
			{"Weight", Weight(d.Weight), ""},
			{"Points to win", Points(d.Points), "weight × (target − estimate), never below zero"},
			{"A result counts half after", count(int(set.HalfLife), "day", "days"), "half_life"},
			{"Timed practice counts", Weight(100 * set.TimedWeight), "timed_weight"},
			{"Open practice counts", Weight(100 * set.OpenWeight), "open_weight"},
		},
	}
}

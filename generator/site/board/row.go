package board

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Ranked are the domains, most points to win first; in outline order if the plan ranks none, after a pass, and where
// results are not told, not even in words.
func (bd *Board) Ranked() []study.DomainPlan {
	var out []study.DomainPlan
	for _, i := range bd.Plan.Ranked {
		if i >= 0 && i < len(bd.Plan.Domains) {
			out = append(out, bd.Plan.Domains[i])
		}
	}
	if len(out) == 0 || bd.Plan.Won != 0 || !bd.Edition.Sees(view.Bands) {
		return bd.Plan.Domains
	}
	return out
}

// Row shows a domain among the others. After a pass there is nothing to win in it.
func (dk *Desk) Row(d study.DomainPlan) view.Row {
	b := d.Belief
	v := view.Row{
		Link: dk.Link(DomainPath(d.Domain), d.Name), N: d.N, Weight: Weight(d.Domain),
		Report: dk.printed(d.N), Missed: words.List(words.Objectives(d.Missed)),
		Belief: words.Percent(b.Mean), Range: words.Percents(b.Lo80, b.Hi80), Points: words.Points(d.Points), Tied: dk.tied(d),
		Hours: cmp.Or(words.Length(d.Minutes), "none"), Spent: words.Length(d.Spent), Band: dk.band(d), Bar: dk.bar(d),
	}
	if dk.Plan.Won != 0 {
		v.Points, v.Tied, v.Hours = "", "", ""
	}
	return v
}

// Weight is a domain's share of the exam; where the issuer prints a range, no more exactly than that allows.
func Weight(d study.Domain) string {
	if strings.Contains(d.Printed, "-") {
		return "about " + words.Percent(d.Weight/100)
	}
	return words.Weight(d.Weight)
}

// Rows shows some domains. What Tied says of all of them, no row says again.
func (dk *Desk) Rows(ds []study.DomainPlan) []view.Row {
	out, all := make([]view.Row, len(ds)), dk.Tied() != ""
	for i, d := range ds {
		if out[i] = dk.Row(d); all {
			out[i].Tied = ""
		}
	}
	return out
}

// Tied says that no domain can be told apart from any other, or that none is known at all; "" if one can, or if
// there is nothing to win.
func (bd *Board) Tied() string {
	ds := bd.Plan.Domains
	if len(ds) > 1 && bd.Plan.Won == 0 && Blank(bd.Plan) {
		return "Nothing is known about single domains yet. Until there are results, each is taken to be at the pass mark, and the heaviest come first."
	}
	apart := func(d study.DomainPlan) bool { return len(d.TiedWith) < len(ds)-1 }
	if len(ds) < 3 || bd.Plan.Won != 0 || slices.ContainsFunc(ds, apart) {
		return ""
	}
	return "None of them can be told apart from the others yet. Practice will tell."
}

// tied names the domains whose ranges overlap: all of them, when that is so.
func (bd *Board) tied(d study.DomainPlan) string {
	switch n := len(d.TiedWith); {
	case n == 0:
		return ""
	case n == len(bd.Plan.Domains)-1 && n > 1:
		return "any of the others"
	}
	ns := slices.Clone(d.TiedWith)
	slices.Sort(ns)
	if len(ns) == 1 {
		return "domain " + words.Numbers(ns)
	}
	return "domains " + words.Numbers(ns)
}

// bar draws a belief: the range, the middle, and the target.
func (bd *Board) bar(d study.DomainPlan) view.Bar {
	b := Interval(fmt.Sprintf("bar.%d", d.N), "Questions right in "+d.Name, d.Belief.Lo80, d.Belief.Mean, d.Belief.Hi80)
	if bd.Plan.Readiness.Target > 0 && bd.Plan.Won == 0 {
		b.Target = At(bd.Plan.Readiness.Target / 100)
		b.Desc += " The target is " + bd.Target() + "."
	}
	return b
}

// Interval draws a share with its range.
func Interval(id, title string, lo, mean, hi float64) view.Bar {
	return view.Bar{
		ID: id, Title: title, Desc: fmt.Sprintf("About %s, most likely %s.", words.Percent(mean), words.Percents(lo, hi)),
		Lo: At(lo), Width: max(At(hi)-At(lo), 1), Mean: At(mean), Target: -1,
	}
}

// At is where a share stands on a line of 200 units.
func At(share float64) int { return min(max(int(math.Round(share*200)), 0), 199) }

// Target is the target in percent; "" if the plan has none.
func (bd *Board) Target() string {
	if bd.Plan.Readiness.Target <= 0 {
		return ""
	}
	return words.Percent(bd.Plan.Readiness.Target / 100)
}

// printed is a domain as the last failed report shows it, in the report's own form.
func (bd *Board) printed(n int) string {
	a := bd.Plan.Diagnosis.Attempt
	if a == nil {
		return ""
	}
	for _, sec := range a.Sections {
		if sec.Domain == n {
			return words.Section(sec, bd.Plan.Exam.Scale)
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

// ShareWords say why a domain gets only the share that every domain keeps; "" if it gets more. An
// estimate below the target is never called near it: the hours are few, and others win more with them.
func (bd *Board) ShareWords(d study.DomainPlan) string {
	switch {
	case !d.Maintained || d.Minutes == 0:
		return ""
	case d.Belief.Mean*100 >= bd.Plan.Readiness.Target:
		return "At the target: a small share keeps it warm."
	}
	return "Fewer points to win here: a small share of the time."
}

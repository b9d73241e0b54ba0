// Package planjson writes a plan as data: the bytes of plan.json, a contract with other programs.
//
// Deliberately absent: the disk, and anything that the plan does not hold.
package planjson

import (
	"bytes"
	"encoding/json"
	"slices"

	"retake/generator/civil"
	"retake/generator/site/view"
	"retake/generator/stat"
	"retake/generator/study"
)

// Of is the plan as data: the bytes of plan.json, which `retake plan --json` prints too. Keys
// keep their order; what is not known is null, never zero; lists are never null.
//
// Sees says of a matter whether it is told: what is not is null, or an empty list. The matters are those of pages.
func Of(p study.Plan, warnings []string, sees func(view.Matter) bool) []byte {
	plan := object{
		"schema", 1,
		"today", date(p.Today),
		"exam", examJSON(p.Exam),
		"window", windowJSON(p, sees(view.Money)),
		"domains", each(p.Domains, domainJSON),
		"causes", each(p.Causes, causeJSON),
		"phases", each(p.Phases, func(f study.Phase) object {
			return object{"name", f.Name, "from", date(f.From), "to", date(f.To), "why", f.Why}
		}),
		"weeks", each(p.Weeks, func(w study.Week) object {
			return object{"n", w.N, "from", date(w.From), "to", date(w.To), "blocks", each(w.Blocks, blockJSON)}
		}),
		"readiness", readinessJSON(p, sees(view.Money)),
		"next_block", each(p.NextBlock, func(m study.Mix) object {
			return object{"domain", known(m.Domain), "questions", m.Questions, "because", m.Because}
		}),
		"what_if", whatIfJSON(p.WhatIf, sees(view.Money)),
		"digest", digestJSON(p.Digest),
		"warnings", append([]string{}, warnings...),
	}
	plan.keep("", sees)
	var b bytes.Buffer
	if err := json.Indent(&b, encode(plan), "", "  "); err != nil {
		return []byte("null\n") // unreachable: encode writes JSON
	}
	return append(b.Bytes(), '\n')
}

func examJSON(e study.Exam) object {
	var pass *float64 // on the issuer's own scale
	if e.Scale.HasPass {
		p := stat.Round(e.Scale.Pass, 2)
		pass = &p
	}
	return object{
		"code", known(e.Code), "version", known(e.Version), "name", known(e.Name), "vendor", known(e.Vendor),
		"minutes", known(int(e.Minutes)), "questions", known(e.Questions), "pass", pass,
	}
}

// ofMoney are the reasons for a window that tell what was bought, and when.
var ofMoney = []string{"deadline", "voucher", "free-retake", "eligibility", "purchase", "too-late"}

func windowJSON(p study.Plan, money bool) object {
	w := p.Window
	state := string(w.State)
	if state == "" {
		state = "unknown"
	}
	reasons := []string{}
	for _, r := range w.Reasons {
		if money || !slices.Contains(ofMoney, r.Code) {
			reasons = append(reasons, r.Text)
		}
	}
	return object{
		"state", state, "optimistic", date(w.Optimistic), "safe", date(w.Safe), "attempts_left", w.AttemptsLeft,
		"until", date(w.Until), "reasons", reasons,
	}
}

func domainJSON(d study.DomainPlan) object {
	b := d.Belief
	return object{
		"n", d.N, "slug", d.Slug, "name", d.Name, "weight", stat.Round(d.Weight, 2),
		"belief", object{"a", stat.Round(b.A, 4), "b", stat.Round(b.B, 4), "mean", stat.Round(b.Mean, 4), "lo80", stat.Round(b.Lo80, 4), "hi80", stat.Round(b.Hi80, 4)},
		"points_to_win", stat.Round(d.Points, 2), "tied_with", append([]int{}, d.TiedWith...), "hours", stat.Round(d.Hours, 2),
	}
}

// blockJSON is one block; domain null means all domains.
func blockJSON(b study.Block) object {
	return object{
		"date", date(b.Date), "start", known(b.Start.String()), "minutes", int(b.Minutes), "kind", string(b.Kind),
		"domain", known(b.Domain), "resource", known(b.Resource), "because", b.Because,
	}
}

func readinessJSON(p study.Plan, money bool) object {
	r, t := p.Readiness, p.Trials
	var chance, real, pressure *object
	if c := r.Chance; c != nil {
		chance = &object{"p", stat.Round(c.P, 4), "lo", stat.Round(c.Lo, 4), "hi", stat.Round(c.Hi, 4), "n", c.N}
	}
	gate := func(g study.Gate) object {
		why := &g.Why
		if g.Name == "legal" && !g.Met && !money { // the last possible day may be that of what was bought
			why = nil
		}
		return object{"name", g.Name, "met", g.Met, "why", why}
	}
	if g := t.Gap; g != nil {
		real = gapJSON(g.Bias, g.Lo, g.Hi, len(g.Observed))
	}
	if g := t.Pressure; g != nil {
		pressure = gapJSON(g.Mean, g.Lo, g.Hi, len(g.Pairs))
	}
	return object{"verdict", r.Verdict, "gates", each(r.Gates, gate), "chance", chance, "practice_gap", real, "pressure_gap", pressure}
}

// gapJSON is a gap in percent points with its middle 80 %, and how many pairs are behind it.
func gapJSON(mean, lo, hi float64, n int) *object {
	return &object{"points", stat.Round(mean, 2), "lo", stat.Round(lo, 2), "hi", stat.Round(hi, 2), "n", n}
}

// causeJSON is one cause; claimed null means that the learner did not say.
func causeJSON(c study.Cause) object {
	var claimed *int
	if c.Claimed >= 0 {
		claimed = &c.Claimed
	}
	adds := []string{}
	for _, a := range c.Adds {
		adds = append(adds, a.Task)
	}
	return object{"name", string(c.Name), "family", c.Family, "claimed", claimed, "verdict", c.Verdict, "evidence", c.Evidence, "adds", adds}
}

// whatIfJSON lists the cells of the grid, date by date. Forecasts are shares with their middle 80 %.
func whatIfJSON(w study.WhatIf, money bool) []object {
	out := []object{}
	for _, row := range w.Cells {
		for _, c := range row {
			r, rule := c.Range, c.Rule
			if rule == "voucher" && !money {
				rule = "ends"
			}
			out = append(out, object{
				"exam_date", date(c.Date), "hours_per_week", stat.Round(c.PerWeek.Hours(), 2), "hours", stat.Round(c.Hours.Hours(), 2),
				"forecast", object{"mean", stat.Round(r.Mean, 4), "lo", stat.Round(r.Lo, 4), "hi", stat.Round(r.Hi, 4)},
				"first_broken", known(rule),
			})
		}
	}
	return out
}

// digestJSON is what changed since a Monday, null on the first day of a plan.
func digestJSON(d *study.Digest) *object {
	if d == nil {
		return nil
	}
	return &object{
		"since", date(d.Since), "moved", append([]string{}, d.Moved...), "slipped", append([]string{}, d.Slipped...),
		"numbers", each(d.Numbers, func(n study.Number) object {
			return object{"name", n.Name, "value", n.Value, "before", known(n.Before)}
		}),
		"questions", append([]string{}, d.Questions...),
	}
}

// object is a JSON object whose keys keep their order: key, value, key, value, ...
type object []any

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i := 0; i+1 < len(o); i += 2 {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, encode(o[i])...), ':'), encode(o[i+1])...)
	}
	return append(b, '}'), nil
}

// encode writes a value with "<" and "&" as they are. Every number in a plan has been made finite by
// stat.Round, so nothing here can fail.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return []byte("null")
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

func each[T any](in []T, write func(T) object) []object {
	out := make([]object, len(in))
	for i, v := range in {
		out[i] = write(v)
	}
	return out
}

// known is nil for the zero value: what is not known is null.
func known[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func date(d civil.Date) *string { return known(d.String()) }

// Package planjson writes a plan as data: the bytes of plan.json, a contract with other programs.
//
// Deliberately absent: the disk, and anything that the plan does not hold.
package planjson

import (
	"bytes"
	"encoding/json"

	"retake/generator/civil"
	"retake/generator/stat"
	"retake/generator/study"
)

// Of is the plan as data: the bytes of plan.json, which `retake plan --json` prints too. Keys
// keep their order; what is not known is null, never zero; lists are never null.
func Of(p study.Plan, warnings []string) []byte {
	plan := object{
		"schema", 1,
		"today", date(p.Today),
		"exam", examJSON(p.Exam),
		"window", windowJSON(p),
		"domains", each(p.Domains, domainJSON),
		"causes", []object{},
		"phases", each(p.Phases, func(f study.Phase) object {
			return object{"name", f.Name, "from", date(f.From), "to", date(f.To), "why", f.Why}
		}),
		"weeks", each(p.Weeks, func(w study.Week) object {
			return object{"n", w.N, "from", date(w.From), "to", date(w.To), "blocks", each(w.Blocks, blockJSON)}
		}),
		"readiness", readinessJSON(p.Readiness),
		"next_block", each(p.NextBlock, func(m study.Mix) object {
			return object{"domain", known(m.Domain), "questions", m.Questions, "because", m.Because}
		}),
		"what_if", []object{},
		"digest", nil,
		"warnings", append([]string{}, warnings...),
	}
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

func windowJSON(p study.Plan) object {
	w := p.Window
	state := string(w.State)
	if state == "" {
		state = "unknown"
	}
	reasons := []string{}
	for _, r := range w.Reasons {
		reasons = append(reasons, r.Text)
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

func readinessJSON(r study.Readiness) object {
	var chance *object
	if c := r.Chance; c != nil {
		chance = &object{"p", stat.Round(c.P, 4), "lo", stat.Round(c.Lo, 4), "hi", stat.Round(c.Hi, 4), "n", c.N}
	}
	gate := func(g study.Gate) object { return object{"name", g.Name, "met", g.Met, "why", g.Why} }
	return object{"verdict", r.Verdict, "gates", each(r.Gates, gate), "chance", chance, "practice_gap", nil, "pressure_gap", nil}
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

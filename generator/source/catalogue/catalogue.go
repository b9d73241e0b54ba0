// Package catalogue says which exam is meant and what is known about it: its outline, its score scale
// and its retake policy, from the built-in catalogue, the learner's own files, or a report's sections.
//
// Deliberately absent: scores, dates of attempts beyond the choice of a version, reading from disk.
package catalogue

import (
	_ "embed"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// The catalogue is text: reading all of it takes a hundred times as long as reading one entry, so it
// is cut at its headers and only the entry asked for is decoded.
var (
	//go:embed exams.toml
	examText string
	//go:embed policies.toml
	policyText string
)

// examCatalogue and policyCatalogue are the names of the embedded files in faults.
const examCatalogue, policyCatalogue = "exams.toml of the catalogue", "policies.toml of the catalogue"

// Entry names one version of one exam of the built-in catalogue.
type Entry struct {
	Code, Version, Name, Vendor string
	Status                      string // "current" | "upcoming" | "retiring" | "retired"
	From, Until                 civil.Date
	Policy                      string

	text string
}

// Entries lists the built-in exams in the order of the catalogue.
func Entries() []Entry {
	var out []Entry
	for _, text := range cut(examText, "[[exam]]") {
		x := Entry{text: text}
		for line := range strings.Lines(text) {
			name, v, _ := strings.Cut(strings.TrimSpace(line), " = ")
			v = strings.Trim(v, `"`)
			switch name {
			case "code":
				x.Code = v
			case "version":
				x.Version = v
			case "name":
				x.Name = v
			case "vendor":
				x.Vendor = v
			case "status":
				x.Status = v
			case "policy":
				x.Policy = v
			case "available_from":
				x.From, _ = civil.Parse(v)
			case "retires_on":
				x.Until, _ = civil.Parse(v)
			}
		}
		out = append(out, x)
	}
	return out
}

// All reads every entry of the built-in catalogue, with its policy, and says what is wrong with them.
func All() (exams []study.Exam, policies []policy.Policy, faults fault.List) {
	rules := newRules(keyed.Value{}, &faults)
	for _, x := range Entries() {
		e := x.outline(&faults)
		p, ok := rules.find(e.Policy)
		if !ok {
			faults.Add("unknown-policy", fault.Pos{File: examCatalogue}, "exam %s: policy %q is not known", e.Code, e.Policy)
		}
		exams = append(exams, e.exam(p))
	}
	for _, id := range rules.ids() {
		p, _ := rules.find(id)
		policies = append(policies, p)
	}
	return exams, policies, faults
}

// cut splits a catalogue into the texts of its tables under one header.
func cut(text, header string) (out []string) {
	for _, piece := range strings.Split("\n"+text, "\n"+header+"\n")[1:] {
		if i := strings.Index(piece, "\n[["); i >= 0 {
			piece = piece[:i]
		}
		out = append(out, piece)
	}
	return out
}

// builtIn decodes the text of one entry.
func builtIn(file, text string, faults *fault.List) keyed.Value {
	return keyed.NewFile(file, text, 1, faults).Parse()
}

// outline reads the entry in full.
func (x Entry) outline(faults *fault.List) outline {
	e := outline{from: "catalogue", asOf: catalogueDay()}
	if v := builtIn(examCatalogue, x.text, faults); !v.Broken() {
		v.Table(outlineKeys(&e, "code"))
	}
	return e
}

// catalogueDay is the day on which the catalogue was compiled.
func catalogueDay() civil.Date {
	_, rest, _ := strings.Cut(examText, "\nas_of = ")
	d, _ := civil.Parse(rest[:min(10, len(rest))])
	return d
}

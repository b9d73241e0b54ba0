package catalogue

import (
	"fmt"
	"math"
	"slices"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// outline is an exam as the catalogue or the learner writes it, before weights are made to sum and a
// policy is put in.
type outline struct {
	Code, Version, Name, Vendor string
	Policy, Status, Successor   string
	AvailableFrom, RetiresOn    civil.Date
	Minutes                     civil.Minutes
	Questions, Max, Scored      int
	Typical                     []int
	Formats                     []string
	Scale                       study.Scale
	Weights                     string
	Domains                     []section
	Rule, Confidence, Note      string
	ForbidsReview               bool
	Sources                     []policy.Source

	from     string      // where the domains are from: "catalogue" | "own" | "report" | "whole"
	asOf     civil.Date  // day of the catalogue, 0 for an exam that is not in it
	policyAt keyed.Value // where the policy is named, or written as a table
}

// section is a domain as it is written: with a weight, or with a range.
type section struct {
	study.Domain
	Min, Max float64
	weighed  bool
}

// outlineKeys are the keys of an exam, in the catalogue and in the learner's files alike; code is the
// name of the key that holds the exam's code.
func outlineKeys(e *outline, code string) []keyed.Key {
	return []keyed.Key{
		keyed.Label(code, &e.Code), keyed.Label("version", &e.Version), keyed.Text("name", &e.Name), keyed.Text("vendor", &e.Vendor),
		{Name: "policy", Kind: keyed.IsText, Also: ownPolicy, Read: func(v keyed.Value) {
			e.policyAt = v
			if _, table := v.V.(map[string]any); table {
				e.Policy = v.Text("id")
			} else if s, ok := v.Str(); ok {
				e.Policy = s
			}
		}},
		keyed.Word("status", &e.Status, "current", "upcoming", "retiring", "retired"),
		keyed.Date("available_from", &e.AvailableFrom), keyed.Date("retires_on", &e.RetiresOn), keyed.Text("successor", &e.Successor),
		keyed.Length("minutes", &e.Minutes, 1, 1440),
		keyed.Whole("questions", &e.Questions, 1, 1000), keyed.Whole("questions_max", &e.Max, 1, 1000), keyed.Whole("questions_scored", &e.Scored, 1, 1000),
		{Name: "questions_typical", Kind: keyed.IsList, Items: aCount, Read: func(v keyed.Value) {
			e.Typical = nil
			v.Each(keyed.IsList, func(x keyed.Value) {
				n, _ := x.Num(keyed.IsWhole, 1, 1000)
				e.Typical = append(e.Typical, int(n))
			})
		}},
		keyed.Texts("formats", &e.Formats),
		keyed.Sub("score", func() []keyed.Key { return scaleKeys(&e.Scale) }),
		keyed.Mark("pass", &e.Scale.Pass, &e.Scale.HasPass, 0, 10_000),
		keyed.Word("rule", &e.Rule, "compensatory", "conjunctive"), keyed.No("allows_review", &e.ForbidsReview),
		keyed.Word("weights", &e.Weights, "percent", "range", "points", "none"),
		e.domainKey("domains"), e.domainKey("domain"),
		keyed.Word("confidence", &e.Confidence, "official", "secondary", "conflicting"), keyed.Text("note", &e.Note),
		keyed.Label("objectives", new(string)), // the date of the outline, for the reader of the catalogue
		keyed.Many("sources", &e.Sources, policy.Source{}, sourceKeys, nil),
	}
}

// Other ways to write a policy, and what the list of usual counts holds.
var (
	ownPolicy = []keyed.Key{{Kind: keyed.IsTable, Keys: func() []keyed.Key { return policyKeys(&policy.Policy{}) }}}
	aCount    = []keyed.Key{{Kind: keyed.IsWhole, Lo: 1, Hi: 1000}}
)

func scaleKeys(s *study.Scale) []keyed.Key {
	return []keyed.Key{
		keyed.Word("kind", &s.Kind, "scaled", "percent", "points", "raw", "levels", "pass-fail", "unpublished"),
		keyed.Number("min", &s.Min, -10_000, 10_000), keyed.Number("max", &s.Max, 1, 10_000),
		keyed.Mark("pass", &s.Pass, &s.HasPass, 0, 10_000),
	}
}

// domainKey reads the list of domains. It replaces the one there was, but what a domain leaves out is
// taken from the old domain of the same number.
func (e *outline) domainKey(name string) keyed.Key {
	var list []section
	old := e.Domains
	k := keyed.Many(name, &list, section{}, sectionKeys, nil)
	read := k.Read
	k.Read = func(v keyed.Value) {
		if bareNames(v) {
			return
		}
		read(v)
		seen := map[string]int{}
		for i := range list {
			s := &list[i]
			s.fill(i+1, old)
			for _, id := range []string{fmt.Sprintf("number %d", s.N), "slug " + s.Slug} {
				if first := seen[id]; first != 0 {
					items, _ := v.Items()
					items[i].Add("duplicate-domain", "two domains have the %s", id).Hint = fmt.Sprintf("domain %d has it already", first)
				}
				seen[id] = i + 1
			}
		}
		e.Domains = list
		if e.from = "own"; name == "domains" && v.File() == examCatalogue {
			e.from = "catalogue"
		}
		e.weigh(v)
	}
	return k
}

// bareNames reports a list of domains by their names alone.
func bareNames(v keyed.Value) bool {
	items, _ := v.Items()
	for _, x := range items {
		if _, text := x.V.(string); !text {
			return false
		}
	}
	if len(items) == 0 {
		return false
	}
	x := v.Add("wrong-type", "%s must be a list of tables, not of texts", v.Name)
	x.Hint = fmt.Sprintf("write { n = 1, name = %q, weight = %d }", items[0].V, 100/len(items))
	return true
}

// fill completes a domain from the old one of the same number and from its place in the list.
func (s *section) fill(place int, old []section) {
	if s.N == 0 {
		s.N = place
	}
	for _, o := range old {
		if o.N != s.N {
			continue
		}
		if s.Name == "" {
			s.Name = o.Name
		}
		if !s.weighed && s.Max == 0 {
			s.Weight, s.Min, s.Max, s.weighed = o.Weight, o.Min, o.Max, o.weighed
		}
		if s.Objectives == 0 && s.Name == o.Name {
			s.Objectives = o.Objectives
		}
	}
	if s.Name == "" {
		s.Name = fmt.Sprintf("Domain %d", s.N)
	}
	if s.Slug == "" {
		s.Slug = s.Name
	}
	s.Slug = Slug(s.Slug)
}

func sectionKeys(s *section) []keyed.Key {
	return []keyed.Key{
		keyed.Whole("n", &s.N, 1, 99), keyed.Text("name", &s.Name), keyed.Text("slug", &s.Slug),
		keyed.Mark("weight", &s.Weight, &s.weighed, 0, 10_000), keyed.Number("min", &s.Min, 0, 100), keyed.Number("max", &s.Max, 0, 100),
		keyed.Whole("objectives", &s.Objectives, 1, 200),
	}
}

// weightKind is how the weights are written: by the word for it, else by the look of them.
func (e outline) weightKind() string {
	weighed, ranged := 0, 0
	for _, s := range e.Domains {
		if s.weighed {
			weighed++
		} else if s.Max > 0 {
			ranged++
		}
	}
	switch n := len(e.Domains); {
	case n == 0 || weighed+ranged == 0:
		return "none"
	case weighed == n && e.Weights == "points":
		return "points"
	case weighed == n:
		return "percent"
	case ranged == n:
		return "range"
	}
	return "mixed"
}

// weigh checks that the weights can be those of one exam. With one of them in doubt, nothing is said
// about their sum.
func (e outline) weigh(v keyed.Value) {
	items, _ := v.Items()
	for _, x := range items {
		for _, name := range []string{"weight", "min", "max"} {
			if w, _ := x.Get(name); w.Doubtful() {
				return
			}
		}
	}
	var sum, least, most float64
	for _, s := range e.Domains {
		sum, least, most = sum+s.Weight, least+s.Min, most+s.Max
	}
	hint := "check them against the outline; for weights that are points write weights = \"points\""
	switch e.weightKind() {
	case "none":
		if len(e.Domains) > 1 && e.Weights != "none" {
			v.Warn("weights-missing", "no domain has a weight, so all count the same").Hint = "give each domain its weight from the exam's outline; if there are none, write weights = \"none\""
		}
	case "percent":
		if math.Abs(sum-100) > 1 {
			v.Add("weights-sum", "the weights sum to %s, not to 100", keyed.Plain(sum)).Hint = hint
		}
	case "range":
		if least > 100 || most < 100 {
			v.Add("weights-sum", "the weights run from %s to %s together, which leaves 100 out", keyed.Plain(least), keyed.Plain(most)).Hint = hint
		}
	case "mixed":
		v.Add("weights-sum", "some domains have a weight and some have none").Hint = "give every domain its weight, or none"
	case "points":
		if sum == 0 {
			v.Add("weights-sum", "the weights sum to 0").Hint = hint
		}
	}
}

// exam is the outline as the rest of the program sees it.
func (e outline) exam(p policy.Policy) study.Exam {
	x := study.Exam{
		Code: e.Code, Version: e.Version, Name: e.Name, Vendor: e.Vendor, Status: e.Status, Minutes: e.Minutes,
		Formats: e.Formats, Scale: e.scale(), WeightKind: e.weightKind(), DomainsFrom: e.from,
		AvailableFrom: e.AvailableFrom, RetiresOn: e.RetiresOn, Successor: e.Successor,
		Conjunctive: e.Rule == "conjunctive", ForbidsReview: e.ForbidsReview, Policy: p,
		Confidence: e.Confidence, Note: e.Note, Sources: e.Sources, CatalogueAsOf: e.asOf,
	}
	switch {
	case e.Questions > 0:
		x.Questions, x.QuestionsHow = e.Questions, "own"
	case e.Max > 0:
		x.Questions, x.QuestionsHow = e.Max, "max"
	case e.Scored > 0:
		x.Questions, x.QuestionsHow = e.Scored, "scored"
	case len(e.Typical) > 0:
		x.Questions, x.QuestionsHow = slices.Max(e.Typical), "typical"
	}
	x.Domains = e.domains(x.WeightKind)
	if e.from == "own" && x.WeightKind != "none" {
		x.WeightKind = "own"
	}
	return x
}

// scale fills in what a kind of score says by itself. A lone pass mark is a percentage.
func (e outline) scale() study.Scale {
	s := e.Scale
	if s.Kind == "" && s.HasPass {
		s.Kind = "percent"
	}
	switch {
	case s.Kind == "":
		s.Kind = "unpublished"
	case s.Kind == "percent" && s.Max == 0:
		s.Max = 100
	}
	return s
}

// domains makes the weights sum to 100, keeping what the issuer prints.
func (e outline) domains(kind string) (out []study.Domain) {
	sum := 0.0
	for _, s := range e.Domains {
		d := s.Domain
		switch kind {
		case "percent":
			d.Printed = keyed.Plain(d.Weight) + " %"
		case "range":
			d.Printed = keyed.Plain(s.Min) + "-" + keyed.Plain(s.Max) + " %"
			d.Weight = (s.Min + s.Max) / 2
		case "points":
			d.Printed = keyed.Plain(d.Weight)
		default:
			d.Weight = 1
		}
		sum += d.Weight
		out = append(out, d)
	}
	for i := range out {
		if kind == "points" {
			out[i].Printed += " of " + keyed.Plain(sum) + " points"
		}
		if sum > 0 {
			out[i].Weight *= 100 / sum
		} else {
			out[i].Weight = 100 / float64(len(out))
		}
	}
	return out
}

package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"retake/generator/source/catalogue"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// FindDomain finds the domain that ref means: its number ("4"), an objective of it ("4.2"), its slug
// ("security-operations") or its name ("Security Operations", in any case).
func FindDomain(e study.Exam, ref string) (study.Domain, bool) { return catalogue.FindDomain(e, ref) }

// outline is the exam whose domains a file refers to; nil = not known, any domain will do.
type outline struct{ exam *study.Exam }

// reference is a value that names a domain or an objective, as text: numbers count as they are written, so
// that 4.10 stays apart from 4.1.
func reference(v keyed.Value, k keyed.Kind) (string, bool) {
	switch t := v.V.(type) {
	case string:
		return strings.TrimSpace(t), true
	case int64:
		return strconv.FormatInt(t, 10), true
	case float64:
		return v.Raw(), true
	}
	return "", v.Wrong(k)
}

// domain reads a reference to a domain; what names the thing in a fault: "section", "domain".
func (o outline) domain(v keyed.Value, what string) (int, bool) {
	ref, ok := reference(v, keyed.IsDomain)
	if !ok {
		return 0, false
	}
	if o.exam == nil {
		n, _ := catalogue.ParseObjective(ref)
		return n.Domain, false
	}
	d, ok := FindDomain(*o.exam, ref)
	if !ok {
		o.unknownDomain(v, what, ref)
	}
	return d.N, ok
}

func (o outline) unknownDomain(v keyed.Value, what, ref string) {
	e := o.exam
	count := fmt.Sprintf("the exam has %d domains", len(e.Domains))
	if len(e.Domains) == 1 {
		count = "the exam has 1 domain"
	}
	n, isNumber := catalogue.ParseObjective(ref)
	if isNumber {
		ref = strconv.Itoa(n.Domain)
	} else {
		ref = strconv.Quote(ref)
	}
	v.Add("unknown-domain", "%s %s: %s", what, ref, count).Hint = catalogue.NameDomains(*e, ref)
}

// objective reads "4.2" and checks its domain; an objective that the outline does not list is a
// warning only, because outlines are revised.
func (o outline) objective(v keyed.Value) (study.Objective, bool) {
	ref, ok := reference(v, keyed.IsText)
	if !ok {
		return study.Objective{}, false
	}
	n, ok := catalogue.ParseObjective(ref)
	if !ok {
		v.Add("bad-objective", "%q is not an objective", ref).Hint = `objectives are written as the outline numbers them: "4.2"`
	}
	if !ok || o.exam == nil {
		return n, false
	}
	d, ok := o.exam.Domain(n.Domain)
	if !ok {
		o.unknownDomain(v, "objective "+ref+": domain", ref)
	} else if d.Objectives > 0 && n.Minor > d.Objectives {
		v.Warn("unknown-objective", "objective %s: domain %d lists %d objectives", ref, d.N, d.Objectives).Hint = "check the number against the outline"
	}
	return n, ok
}

// How domains and objectives are written, for editors. Which there are is up to the exam.
const objectiveLike = `0*[1-9][0-9]{0,2}(\.0*[1-9][0-9]{0,2}){0,3}`

var (
	aNumber     = []keyed.Key{{Kind: keyed.IsNumber, Lo: 1, Hi: 999.999}}
	aDomain     = []keyed.Key{{Kind: keyed.IsDomain}}
	anObjective = []keyed.Key{{Kind: keyed.IsText, Like: objectiveLike, Also: aNumber}}
)

func (o outline) domainKey(name string, into *int) keyed.Key {
	return keyed.Key{Name: name, Kind: keyed.IsDomain, Read: func(v keyed.Value) {
		if n, ok := o.domain(v, "domain"); ok {
			*into = n
		}
	}}
}

func (o outline) domainsKey(name string, into *[]int) keyed.Key {
	return keyed.Key{Name: name, Kind: keyed.IsList, Items: aDomain, Read: func(v keyed.Value) {
		v.Each(keyed.IsList, func(x keyed.Value) {
			if n, ok := o.domain(x, "domain"); ok && !slices.Contains(*into, n) {
				*into = append(*into, n)
			}
		})
	}}
}

func (o outline) objectiveKey(name string, into *study.Objective) keyed.Key {
	return keyed.Key{Name: name, Kind: keyed.IsText, Like: objectiveLike, Also: aNumber, Read: func(v keyed.Value) {
		if n, ok := o.objective(v); ok {
			*into = n
		}
	}}
}

func (o outline) objectivesKey(name string, into *[]study.Objective) keyed.Key {
	return keyed.Key{Name: name, Kind: keyed.IsList, Items: anObjective, Read: func(v keyed.Value) {
		v.Each(keyed.IsList, func(x keyed.Value) {
			if n, ok := o.objective(x); ok && !slices.Contains(*into, n) {
				*into = append(*into, n)
			}
		})
	}}
}

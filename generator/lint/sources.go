package lint

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/study"
)

// sources finds weak domains without a lab, where the exam has hands-on parts, and weak domains that are
// learned from one source: what that one leaves out cannot be noticed. Nothing is said before a first
// resource is written.
func (c *critic) sources() {
	if len(c.rec.Resources) == 0 {
		return
	}
	weak := c.weakest()
	if c.plan.Exam.Practical() {
		c.labs(weak)
	}
	c.second(weak)
}

// labs names the weak domains that no lab serves, at the lab that could be widened, else below the last
// resource, where one is to be added.
func (c *critic) labs(weak []study.DomainPlan) {
	var lack []study.DomainPlan
	for _, d := range weak {
		if len(c.serving(d.N, func(kind string) bool { return kind == "lab" })) == 0 {
			lack = append(lack, d)
		}
	}
	if len(lack) == 0 {
		return
	}
	pos := c.below()
	if i := slices.IndexFunc(c.rec.Resources, func(r study.Resource) bool { return r.Kind == "lab" }); i >= 0 {
		pos = c.rec.Resources[i].Pos
	}
	c.warn("weak-without-lab", pos, fmt.Sprintf(`add a [[resource]] with kind = "lab" and domains = [%s]: a virtual machine at home or a free tier will do; where nothing is done by hand, leave it`, numbers(lack)),
		"the exam has hands-on tasks, and no lab is written for %s, where most points are to win", names(lack))
}

// second names the weak domains with fewer than two sources, those with the same one together.
func (c *critic) second(weak []study.DomainPlan) {
	for i, d := range weak {
		only, few := c.only(d.N)
		same := func(o study.DomainPlan) bool {
			other, alsoFew := c.only(o.N)
			return alsoFew && strings.EqualFold(other.Name, only.Name)
		}
		if !few || slices.ContainsFunc(weak[:i], same) { // fine, or said with the first
			continue
		}
		group := []study.DomainPlan{d}
		for _, o := range weak[i+1:] {
			if same(o) {
				group = append(group, o)
			}
		}
		c.oneSource(group, only)
	}
}

func (c *critic) oneSource(domains []study.DomainPlan, only study.Resource) {
	have := "has"
	if len(domains) > 1 {
		have = "have"
	}
	if only.Name == "" {
		c.warn("weak-one-source", c.below(), "add what you learn it from as a [[resource]], two sources if you can", "%s %s no source to learn from", names(domains), have)
		return
	}
	c.warn("weak-one-source", only.Pos, "what one source leaves out goes unnoticed: add a second one by somebody else as a [[resource]]",
		"%s %s one source only: %s", names(domains), have, only.Name)
}

// only is the one source of a domain, the zero value if there is none; few is false if there are more. Each
// name is a source of its own: the files say no more about who made a thing. People and groups help, and
// are no source.
func (c *critic) only(domain int) (only study.Resource, few bool) {
	all := c.serving(domain, func(kind string) bool { return kind != "person" && kind != "community" })
	if len(all) == 0 {
		return study.Resource{}, true
	}
	return all[0], !slices.ContainsFunc(all, func(r study.Resource) bool { return !strings.EqualFold(r.Name, all[0].Name) })
}

// serving are the resources of some kinds that serve a domain: those without domains serve all.
func (c *critic) serving(domain int, kind func(string) bool) (out []study.Resource) {
	for _, r := range c.rec.Resources {
		if kind(r.Kind) && (len(r.Domains) == 0 || slices.Contains(r.Domains, domain)) {
			out = append(out, r)
		}
	}
	return out
}

// below is the last resource: the next one goes below it.
func (c *critic) below() fault.Pos { return c.rec.Resources[len(c.rec.Resources)-1].Pos }

// names is "domain 2 (Threats) and domain 4 (Operations)".
func names(domains []study.DomainPlan) string {
	out := make([]string, len(domains))
	for i, d := range domains {
		out[i] = fmt.Sprintf("domain %d (%s)", d.N, d.Name)
	}
	return strings.Join(out, " and ")
}

// numbers is "2, 4".
func numbers(domains []study.DomainPlan) string {
	out := make([]string, len(domains))
	for i, d := range domains {
		out[i] = fmt.Sprint(d.N)
	}
	return strings.Join(out, ", ")
}

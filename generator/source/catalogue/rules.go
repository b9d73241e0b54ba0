package catalogue

import (
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/source/keyed"
)

// rules finds retake policies: the learner's own of content/policies.toml first, which may also change
// single keys of a built-in one.
type rules struct {
	builtin map[string]string // id -> text
	order   []string
	own     map[string]keyed.Value
	broken  bool // content/policies.toml cannot be read, or not in full: it may hold any policy
	faults  *fault.List
}

func newRules(file keyed.Value, faults *fault.List) *rules {
	s := &rules{builtin: map[string]string{}, own: map[string]keyed.Value{}, broken: file.Broken(), faults: faults}
	for _, text := range cut(policyText, "[[policy]]") {
		_, rest, _ := strings.Cut(text, `id = "`)
		id, _, _ := strings.Cut(rest, `"`)
		s.builtin[id] = text
		s.order = append(s.order, id)
	}
	if file.V != nil {
		file.Table(policiesKeys(s.add))
	}
	return s
}

// policiesKeys are the keys of content/policies.toml; read takes each policy.
func policiesKeys(read func(keyed.Value)) []keyed.Key {
	sample := func() []keyed.Key {
		keys := policyKeys(&policy.Policy{})
		keys[0].Need = true // read sees to it
		return keys
	}
	return append(keyed.Known("as_of"), keyed.Schema(), keyed.Tables("policy", sample, read))
}

// add takes over a policy of the learner's. It is read at once: what is wrong with it is said even when
// no exam uses it.
func (s *rules) add(v keyed.Value) {
	id := v.Text("id")
	x, there := v.Get("id")
	if x.Bad() {
		s.broken = true
		return
	}
	if _, text := x.V.(string); there && !text {
		x.Wrong(keyed.IsText)
		return
	}
	if id == "" {
		v.Missing(keyed.Text("id", nil))
		return
	}
	s.own[id] = v
	s.order = append(s.order, id)
	s.find(id)
}

// ids are the names of all policies.
func (s *rules) ids() []string {
	out := slices.Clone(s.order)
	slices.Sort(out)
	return slices.Compact(out)
}

// find reads a policy: the built-in one with this id, and over it the learner's own.
func (s *rules) find(id string) (policy.Policy, bool) {
	var p policy.Policy
	text, builtin := s.builtin[id]
	if builtin {
		readPolicy(builtIn(policyCatalogue, text, s.faults), &p)
	}
	own, ok := s.own[id]
	if ok {
		readPolicy(own, &p)
	}
	return p, builtin || ok
}

// readPolicy reads a policy's table over what p holds already.
func readPolicy(v keyed.Value, p *policy.Policy) {
	if v.Broken() {
		return
	}
	v.Table(policyKeys(p))
	if p.Reset != nil && p.Reset.N == 0 {
		p.Reset = nil
	}
	slices.SortStableFunc(p.Wait, func(a, b policy.Step) int { return a.After - b.After })
}

var units = []string{"hour", "day", "week", "month"}

func spanKeys(s *policy.Span) []keyed.Key {
	return []keyed.Key{keyed.Whole("n", &s.N, 0, 1000), keyed.Word("unit", &s.Unit, units...)}
}

func stepKeys(s *policy.Step) []keyed.Key {
	return append(spanKeys(&s.Wait), keyed.Must(keyed.Whole("after", &s.After, 1, 100)), countKey(&s.Count))
}

func countKey(into *policy.Count) keyed.Key {
	return keyed.Word("count", into, "elapsed", "full-days", "clock", "unspecified")
}

// policyKeys are the keys of a [[policy]], in the catalogue and in the learner's files alike.
func policyKeys(p *policy.Policy) []keyed.Key {
	return []keyed.Key{
		keyed.Text("id", &p.ID), keyed.Text("body", &p.Body), keyed.Text("covers", &p.Covers), keyed.Text("group", &p.Group),
		keyed.Word("confidence", &p.Confidence, "official", "secondary", "conflicting", "unverified"),
		keyed.Date("as_of", &p.AsOf),
		countKey(&p.Count),
		keyed.Many("wait", &p.Wait, policy.Step{}, stepKeys, nil),
		keyed.Many("cap", &p.Caps, policy.Cap{}, capKeys, nil),
		keyed.Maybe("after_pass", &p.AfterPass, func(a *policy.AfterPass) []keyed.Key {
			return append(spanKeys(&a.Wait), keyed.Word("do", &a.Do, "blocked", "wait", "near-expiry", "unless-new-version"), keyed.Text("note", &a.Note))
		}),
		keyed.Maybe("reset", &p.Reset, func(s *policy.Span) []keyed.Key {
			return append(spanKeys(s), keyed.Yes("never", &p.NeverResets), keyed.Word("from", new(string), "last"))
		}),
		keyed.Maybe("free_retake", &p.FreeRetake, freeKeys),
		keyed.Maybe("deadline", &p.Deadline, func(d *policy.Deadline) []keyed.Key {
			return append(spanKeys(&d.Within), keyed.Word("from", &d.From, "retake-purchase"), keyed.Text("note", &d.Note))
		}),
		keyed.Maybe("waiver", &p.Waiver, spanKeys),
		keyed.Maybe("lead", &p.Lead, spanKeys),
		keyed.Many("reschedule", &p.Reschedule, policy.Notice{}, func(n *policy.Notice) []keyed.Key {
			return append(spanKeys(&n.Before), keyed.Word("delivery", &n.Delivery, "centre", "online", "any"), keyed.Whole("max", &n.Max, 0, 100), keyed.Text("note", &n.Note))
		}, nil),
		keyed.Word("no_show", &p.NoShow, "fee-lost", "fee-and-retake-lost", "unknown"),
		keyed.Text("shared", &p.Shared), keyed.Text("beta", &p.Beta),
		keyed.Yes("sessions", &p.Sessions), keyed.Dates("session_dates", &p.SessionDates),
		keyed.Many("alternative", &p.Alternative, policy.Step{}, stepKeys, nil),
		keyed.Text("note", &p.Note),
		keyed.Many("sources", &p.Sources, policy.Source{}, sourceKeys, nil),
	}
}

func capKeys(c *policy.Cap) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Whole("attempts", &c.Attempts, 1, 1000)),
		keyed.Must(keyed.Word("kind", &c.Kind, "rolling", "from-first", "eligibility", "purchase", "version", "lifetime")),
		keyed.Sub("window", func() []keyed.Key { return spanKeys(&c.Window) }),
		keyed.Sub("then", func() []keyed.Key {
			return append(spanKeys(&c.Then.Wait),
				keyed.Word("do", &c.Then.Do, "slide", "wait", "new-version", "new-purchase", "training", "new-application"),
				keyed.Word("from", &c.Then.From, "first", "last"))
		}),
	}
}

func freeKeys(f *policy.FreeRetake) []keyed.Key {
	return []keyed.Key{
		keyed.Whole("count", &f.Count, 0, 100),
		keyed.Sub("within", func() []keyed.Key {
			return append(spanKeys(&f.Within), keyed.Word("from", &f.From, "purchase", "exam"))
		}),
		keyed.Texts("lost_on", &f.LostOn), keyed.Yes("optional", &f.Optional), keyed.Text("note", &f.Note),
	}
}

func sourceKeys(s *policy.Source) []keyed.Key {
	return []keyed.Key{
		keyed.Text("url", &s.URL), keyed.Text("date", &s.Date), keyed.Word("grade", &s.Grade, "official", "secondary"),
		keyed.Text("via", &s.Via), keyed.Text("note", &s.Note), keyed.No("seen", &s.Unseen),
	}
}

package catalogue

import (
	"slices"
	"strings"
	"time"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// Files are the learner's own files that have a say in the choice; the zero Value stands for one that
// is missing.
type Files struct {
	Exam, Attempts  keyed.Value // content/exam.toml, content/attempts.toml
	Exams, Policies keyed.Value // content/exams.toml, content/policies.toml: additions to the catalogue
}

// examFile is where an exam is named.
const examFile = "content/exam.toml"

// chooser finds out which exam is meant.
type chooser struct {
	exam, attempts keyed.Value
	own            []outline
	ownBroken      bool // content/exams.toml cannot be read, or not in full: it may hold any exam
	rules          *rules
	faults         *fault.List
}

// Choose returns the exam, nil if it cannot be known. What is wrong is said where it is written.
func Choose(files Files, faults *fault.List) *study.Exam {
	c := chooser{exam: files.Exam, attempts: files.Attempts, faults: faults}
	c.rules = newRules(files.Policies, faults)
	c.readOwn(files.Exams)
	code := c.said("exam")
	if !code.There() {
		if !c.exam.Broken() && !c.attempts.Broken() && !c.refused("exam") {
			x := faults.Add("no-exam", fault.Pos{File: examFile}, "no exam is named")
			x.Hint = `write one line in content/exam.toml: exam = "SY0-701"`
		}
		c.readAnyway()
		return nil
	}
	e, ok := c.pick(code, c.said("version"))
	if !ok {
		c.readAnyway()
		return nil
	}
	if c.exam.V != nil {
		code, version := e.Code, e.Version // as the catalogue spells them
		c.exam.Table(examKeys(&e))
		if e.Code = code; version != "" {
			e.Version = version
		}
	}
	if p := c.said("policy"); p.There() && p.File() == c.attempts.File() && e.policyAt.File() != examFile {
		e.Policy, e.policyAt = wording(p), p
	}
	if len(e.Domains) == 0 {
		e.fromReport(c.attempts)
	}
	x := e.exam(c.policy(e))
	x.Pos = code.Pos()
	c.checkScale(x.Scale)
	return &x
}

// readAnyway reads exam.toml for what else is wrong with it, when it cannot be known which exam it is.
func (c *chooser) readAnyway() {
	if c.exam.V != nil {
		e := outline{Weights: "none"} // whether weights are missing cannot be known either
		c.exam.Table(examKeys(&e))
	}
}

// examKeys are the keys of content/exam.toml.
func examKeys(e *outline) []keyed.Key { return append(outlineKeys(e, "exam"), keyed.Schema()) }

// examsKeys are the keys of content/exams.toml; read takes each exam.
func examsKeys(read func(keyed.Value)) []keyed.Key {
	sample := func() []keyed.Key {
		keys := outlineKeys(&outline{}, "code")
		keys[0].Need = true // read sees to it
		return keys
	}
	return append(keyed.Known("as_of"), keyed.Schema(), keyed.Tables("exam", sample, read))
}

// Keys are the keys of content/exam.toml, exams.toml and policies.toml.
func Keys() (exam, exams, policies []keyed.Key) {
	return examKeys(&outline{}), examsKeys(nil), policiesKeys(nil)
}

// refused reports whether a key is there, with a value that was reported already.
func (c *chooser) refused(name string) bool {
	a, _ := c.exam.Get(name)
	b, _ := c.attempts.Get(name)
	return a.Bad() || b.Bad()
}

// said is a key that exam.toml or attempts.toml may hold, or both if they agree.
func (c *chooser) said(name string) keyed.Value {
	a, inExam := c.exam.Get(name)
	b, inAttempts := c.attempts.Get(name)
	inExam, inAttempts = inExam && !a.Bad(), inAttempts && !b.Bad()
	if inAttempts && wording(b) == "" {
		if _, text := b.V.(string); !text {
			b.Wrong(keyed.IsText)
		}
		inAttempts = false
	}
	if inExam && inAttempts && wording(a) != "" && !strings.EqualFold(wording(a), wording(b)) {
		b.Add("exam-differs", "%s is %s here and %s in %s", name, wording(b), wording(a), examFile).Hint = "write it in one of the two files only"
	}
	switch {
	case inExam && wording(a) != "":
		return a
	case inAttempts:
		return b
	}
	return keyed.Value{}
}

// wording is a text, or a whole number as written.
func wording(v keyed.Value) string {
	switch t := v.V.(type) {
	case string:
		return strings.TrimSpace(t)
	case int64:
		return v.Raw()
	}
	return ""
}

// readOwn reads content/exams.toml: exams of the learner's own, or changes to built-in ones.
func (c *chooser) readOwn(file keyed.Value) {
	if c.ownBroken = file.Broken(); file.V == nil {
		return
	}
	file.Table(examsKeys(func(v keyed.Value) {
		e, code := outline{}, v.Text("code")
		if x, _ := v.Get("code"); x.Bad() {
			c.ownBroken = true
		} else if code == "" {
			v.Missing(keyed.Text("code", nil))
		}
		for _, b := range Entries() {
			if strings.EqualFold(b.Code, code) && sameVersion(b.Version, v.Text("version")) {
				e = b.outline(c.faults)
			}
		}
		v.Table(outlineKeys(&e, "code"))
		c.own = append(c.own, e)
	}))
}

func sameVersion(a, b string) bool {
	return strings.EqualFold(strings.TrimLeft(a, "vV"), strings.TrimLeft(b, "vV"))
}

// pick finds the outline for a code, and for a version if one is named.
func (c *chooser) pick(code, version keyed.Value) (outline, bool) {
	name := wording(code)
	found := slices.DeleteFunc(slices.Clone(c.own), func(e outline) bool { return !strings.EqualFold(e.Code, name) })
	own := len(found)
	for _, b := range Entries() {
		overridden := slices.ContainsFunc(found[:own], func(e outline) bool { return sameVersion(e.Version, b.Version) })
		if strings.EqualFold(b.Code, name) && !overridden {
			found = append(found, b.outline(c.faults))
		}
	}
	if len(found) == 0 {
		return c.custom(code)
	}
	if c.refused("version") {
		return outline{}, false
	}
	left := found
	if v := wording(version); v != "" && (len(found) > 1 || found[0].Version != "") {
		left = slices.DeleteFunc(slices.Clone(found), func(e outline) bool { return !sameVersion(e.Version, v) })
	} else if len(found) > 1 {
		left = c.likely(found)
	}
	if len(left) == 1 {
		return left[0], true
	}
	var names []string
	for _, e := range found {
		names = append(names, strings.TrimSpace(e.Version+" "+e.Status))
	}
	if v := wording(version); v != "" {
		version.Add("exam-version", "exam %s has no version %s", name, v).Hint = "the versions are " + strings.Join(names, ", ")
	} else {
		code.Add("exam-version", "exam %s has several versions", name).Hint = "write version = \"...\" below it; the versions are " + strings.Join(names, ", ")
	}
	return outline{}, false
}

// likely picks the version that was on offer on the day of the last attempt, else the one on offer
// now. A version still to come is picked only for a day on which the one before it is gone.
func (c *chooser) likely(found []outline) (out []outline) {
	day := c.lastAttempt()
	var coming []outline
	for _, e := range found {
		switch {
		case day == 0 || day < e.AvailableFrom || e.RetiresOn != 0 && day > e.RetiresOn:
		case e.Status == "upcoming":
			coming = append(coming, e)
		default:
			out = append(out, e)
		}
	}
	if len(out) == 1 {
		return out
	}
	out = nil
	for _, e := range found {
		if e.Status == "current" || e.Status == "retiring" {
			out = append(out, e)
		}
	}
	if len(out) == 1 && len(coming) == 1 && out[0].RetiresOn != 0 && day > out[0].RetiresOn {
		return coming
	}
	return out
}

// lastAttempt is the day of the last report, 0 if there is none that can be read.
func (c *chooser) lastAttempt() (last civil.Date) {
	list, _ := c.attempts.Get("attempt")
	items, _ := list.Items()
	for _, x := range items {
		d, _ := x.Get("date")
		if t, ok := d.V.(time.Time); ok && !keyed.Zoned(t) {
			y, m, day := t.Date()
			last = max(last, civil.Of(y, int(m), day))
		}
	}
	return last
}

// custom accepts an exam that no catalogue knows, if the learner says what it is.
func (c *chooser) custom(code keyed.Value) (outline, bool) {
	name := wording(code)
	_, named := c.exam.Get("name")
	_, one := c.exam.Get("domain")
	_, all := c.exam.Get("domains")
	if name == "custom" || named || one || all {
		return outline{Code: name}, true
	}
	if c.ownBroken {
		return outline{}, false
	}
	entries := Entries()
	for _, e := range c.own {
		entries = append(entries, Entry{Code: e.Code, Version: e.Version, Name: e.Name, Vendor: e.Vendor, Status: e.Status})
	}
	x := code.Add("unknown-exam", "exam %q is not in the catalogue", name)
	x.Hint = strings.TrimSpace(guess(name, entries) + " for an exam of your own add name = \"...\" and its [[domain]] tables to " + examFile)
	return outline{}, false
}

// policy finds or reads the retake rule of an exam.
func (c *chooser) policy(e outline) policy.Policy {
	id := e.Policy
	if _, table := e.policyAt.V.(map[string]any); table {
		p, _ := c.rules.find(id)
		readPolicy(e.policyAt, &p)
		if p.ID == "" {
			p.ID = "own"
		}
		if p.Body == "" {
			p.Body = e.Vendor
		}
		return p
	}
	if id == "" {
		id = "custom"
	}
	p, ok := c.rules.find(id)
	if !ok && !c.rules.broken {
		e.policyAt.Add("unknown-policy", "policy %q is not in the catalogue", id).Hint = strings.TrimSpace(
			keyed.DidYouMean(id, c.rules.ids()) + " for a rule of your own write it in content/policies.toml")
	}
	return p
}

// checkScale holds the pass mark of exam.toml against its scale.
func (c *chooser) checkScale(s study.Scale) {
	v, ok := c.exam.Get("pass")
	if !ok {
		if v, ok = c.exam.Get("score"); !ok {
			return
		}
	}
	switch {
	case s.Max == 0 && slices.Contains([]string{"scaled", "points", "raw"}, s.Kind):
		v.Add("missing-key", "a %s score has no max", s.Kind).Hint = `write the whole scale: score = { kind = "scaled", min = 100, max = 900, pass = 750 }`
	case s.Max != 0 && s.Min >= s.Max:
		v.Add("out-of-range", "the scale runs from %s to %s", keyed.Plain(s.Min), keyed.Plain(s.Max)).Hint = "min must be below max"
	case s.HasPass && s.Max != 0 && (s.Pass < s.Min || s.Pass > s.Max):
		v.Add("out-of-range", "the pass mark %s is outside the scale from %s to %s", keyed.Plain(s.Pass), keyed.Plain(s.Min), keyed.Plain(s.Max)).Hint = "a pass mark on another scale needs that scale: score = { kind = ..., min = ..., max = ..., pass = ... }"
	}
}

// fromReport takes the domains from the sections of the reports: those with numbers keep them, those
// with names are numbered in order. Without any, the whole exam is one domain.
func (e *outline) fromReport(attempts keyed.Value) {
	var named []string
	numbered := map[int]string{}
	list, _ := attempts.Get("attempt")
	items, _ := list.Items()
	for _, a := range items {
		sections, _ := a.Get("section")
		rows, _ := sections.Items()
		for _, s := range rows {
			n, _ := s.Get("domain")
			o, isNumber := ParseObjective(wording(n))
			switch name := s.Text("name"); {
			case isNumber && numbered[o.Domain] == "":
				numbered[o.Domain] = name
			case isNumber:
			case name != "" && !slices.ContainsFunc(named, func(x string) bool { return sameName(x) == sameName(name) }):
				named = append(named, name)
			case name == "" && wording(n) != "":
				named = append(named, wording(n))
			}
		}
	}
	e.from = "report"
	for n, name := range numbered {
		e.Domains = append(e.Domains, section{Domain: study.Domain{N: n, Name: name}})
	}
	slices.SortFunc(e.Domains, func(a, b section) int { return a.N - b.N })
	for _, name := range named {
		e.nameDomain(name)
	}
	if len(e.Domains) == 0 {
		e.from = "whole"
		e.Domains = []section{{Domain: study.Domain{N: 1, Name: "The whole exam", Slug: "whole-exam"}}}
	}
	for i := range e.Domains {
		e.Domains[i].fill(i+1, nil)
		for slices.ContainsFunc(e.Domains[:i], func(s section) bool { return s.Slug == e.Domains[i].Slug }) {
			e.Domains[i].Slug += "-2"
		}
	}
}

// nameDomain adds a domain known by its name, with the first number that is free.
func (e *outline) nameDomain(name string) {
	n := 1
	for _, s := range e.Domains {
		if sameName(s.Name) == sameName(name) {
			return
		}
		n = max(n, s.N+1)
	}
	e.Domains = append(e.Domains, section{Domain: study.Domain{N: n, Name: name}})
}

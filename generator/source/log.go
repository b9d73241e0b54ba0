package source

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// maxCount bounds the questions of one set: more is a slip of the finger.
const maxCount = 10_000

// logKeys are the keys of content/log.toml.
func (o outline) logKeys(rec *study.Record) []keyed.Key {
	return []keyed.Key{
		keyed.Schema(),
		keyed.Many("session", &rec.Sessions, study.Session{}, o.sessionKeys, at(func(s *study.Session) *fault.Pos { return &s.Pos })),
		keyed.Many("practice", &rec.Practice, study.Practice{}, o.practiceKeys, checkPractice),
		keyed.Many("simulation", &rec.Simulations, study.Simulation{Anxiety: -1, Unanswered: -1}, o.simulationKeys, checkSimulation),
		keyed.Many("miss", &rec.Misses, study.Miss{}, o.missKeys, checkMiss),
		keyed.Many("checkin", &rec.Checkins, study.Checkin{}, checkinKeys, at(func(c *study.Checkin) *fault.Pos { return &c.Pos })),
	}
}

// at is the check of a table that only needs to know its place.
func at[T any](pos func(*T) *fault.Pos) func(keyed.Value, *T) {
	return func(v keyed.Value, x *T) { *pos(x) = v.Pos() }
}

func (o outline) sessionKeys(s *study.Session) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Date("date", &s.Date)),
		o.domainKey("domain", &s.Domain),
		o.ofObjective(&s.Domain, new(study.Objective)),
		keyed.Word("kind", &s.Kind, "read", "video", "lab", "practice", "review", "simulation"),
		keyed.Must(keyed.Length("minutes", &s.Minutes, 1, 1440)),
		keyed.Text("resource", &s.Resource),
		keyed.Text("note", &s.Note),
	}
}

// ofObjective reads an objective and with it the domain.
func (o outline) ofObjective(domain *int, into *study.Objective) keyed.Key {
	k := o.objectiveKey("objective", into)
	read := k.Read
	k.Read = func(v keyed.Value) {
		before := *domain
		if read(v); into.Domain == 0 {
			return
		}
		if *domain = into.Domain; before != 0 && before != into.Domain {
			v.Add("two-forms", "objective %s is not in domain %d", v.Raw(), before).Hint = "the objective alone is enough: it names its domain"
		}
	}
	return k
}

func (o outline) practiceKeys(p *study.Practice) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Date("date", &p.Date)),
		o.domainKey("domain", &p.Domain),
		o.ofObjective(&p.Domain, &p.Objective),
		keyed.Must(keyed.Whole("right", &p.Right, 0, maxCount)),
		asked(keyed.Must(keyed.Whole("of", &p.Of, 1, maxCount)), "right"),
		keyed.Whole("guessed", &p.Guessed, 0, maxCount),
		keyed.Text("source", &p.Source),
		keyed.Word("conditions", &p.Conditions, "timed", "open"),
		keyed.Yes("seen", &p.Seen),
		keyed.Length("minutes", &p.Minutes, 0, 1440),
		keyed.Text("note", &p.Note),
	}
}

func checkPractice(v keyed.Value, p *study.Practice) {
	p.Pos = v.Pos()
	rightOf(v, float64(p.Right), float64(p.Of), "right")
	if x, ok := v.Get("guessed"); ok && p.Guessed > p.Right && p.Right <= p.Of {
		x.Add("out-of-range", "guessed %d of %d right", p.Guessed, p.Right).Hint = "guessed counts the lucky ones among those that were right"
	}
}

// asked is the key for how many there were, which is asked for with the entry's own number right.
func asked(k keyed.Key, right string) keyed.Key {
	k.Ask = func(v keyed.Value) string {
		x, _ := v.Get(right)
		n, whole := x.V.(int64)
		if !whole || x.Bad() || n < 0 || n > maxCount {
			return "add of = the number of questions there were"
		}
		total := (n/10 + 1) * 10
		if n > 10 {
			total = (n/50 + 1) * 50
		}
		return fmt.Sprintf("%s = %d needs how many there were, for instance of = %d", right, n, total)
	}
	return k
}

// rightOf reports more right than there were.
func rightOf(v keyed.Value, right, of float64, name string) {
	if x, ok := v.Get(name); ok && of > 0 && right > of {
		x.Add("out-of-range", "%s %s of %s", name, keyed.Plain(right), keyed.Plain(of)).Hint = "no more than all of them can count: are the two numbers swapped?"
	}
}

func (o outline) simulationKeys(s *study.Simulation) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Date("date", &s.Date)),
		keyed.Text("source", &s.Source),
		keyed.Label("form", &s.Form),
		keyed.Must(keyed.Whole("right", &s.Right, 0, maxCount)),
		asked(keyed.Must(keyed.Whole("of", &s.Of, 1, maxCount)), "right"),
		keyed.Length("minutes", &s.Minutes, 1, 1440),
		keyed.Yes("timed", &s.Timed),
		keyed.Yes("closed_book", &s.ClosedBook),
		keyed.Yes("seen", &s.Seen),
		keyed.Maybe("changes", &s.Changes, func(c *study.Changes) []keyed.Key {
			return []keyed.Key{keyed.Whole("right", &c.ToRight, 0, maxCount), keyed.Whole("wrong", &c.ToWrong, 0, maxCount), keyed.Whole("same", &c.Same, 0, maxCount)}
		}),
		keyed.Whole("anxiety", &s.Anxiety, 0, 10),
		keyed.Whole("unanswered", &s.Unanswered, 0, maxCount),
		{Name: "domains", Kind: keyed.IsTable, Items: tally, Read: func(v keyed.Value) { s.Domains = o.tallies(v) }},
		{Name: "quarters", Kind: keyed.IsList, Lo: 4, Hi: 4, Items: quarter, Read: func(v keyed.Value) { s.Quarters = quarters(v) }},
		keyed.Text("note", &s.Note),
	}
}

func checkSimulation(v keyed.Value, s *study.Simulation) {
	s.Pos = v.Pos()
	rightOf(v, float64(s.Right), float64(s.Of), "right")
}

// How tallies and quarters are written.
var (
	tally   = []keyed.Key{{Kind: keyed.IsList, Lo: 2, Hi: 2, Items: []keyed.Key{{Kind: keyed.IsWhole, Hi: maxCount}, {Kind: keyed.IsWhole, Lo: 1, Hi: maxCount}}}}
	quarter = []keyed.Key{{Kind: keyed.IsLength, Hi: 1440}}
)

// tallies reads domains = { 1 = [9, 11], security-operations = [17, 25] }, in the order of the outline.
func (o outline) tallies(v keyed.Value) (out []study.Tally) {
	m, ok := v.V.(map[string]any)
	if !ok {
		v.Wrong(keyed.IsTable)
		return nil
	}
	for name := range m {
		x, _ := v.Get(name)
		n, known := o.domain(v.Key(name), "domain")
		pair, ok := x.Items()
		if !ok || len(pair) != 2 {
			x.Add("wrong-type", "domain %s must be a list of two numbers", name).Hint = "write how many were right, of how many: " + name + " = [9, 11]"
			continue
		}
		right, ok1 := pair[0].Num(keyed.IsWhole, 0, maxCount)
		of, ok2 := pair[1].Num(keyed.IsWhole, 1, maxCount)
		if ok1 && ok2 && right > of {
			x.Add("out-of-range", "domain %s: %s right of %s", name, keyed.Plain(right), keyed.Plain(of)).Hint = "the number right comes first: [9, 11]"
		} else if ok1 && ok2 && known {
			out = append(out, study.Tally{Domain: n, Right: int(right), Of: int(of)})
		}
	}
	slices.SortFunc(out, func(a, b study.Tally) int { return a.Domain - b.Domain })
	for i := 1; i < len(out); i++ {
		if out[i].Domain == out[i-1].Domain {
			v.Add("duplicate-section", "domain %d is counted twice", out[i].Domain).Hint = "keep one count for each domain"
		}
	}
	return out
}

// quarters reads the minutes used up to a quarter, half, three quarters and all of the questions.
func quarters(v keyed.Value) (out []civil.Minutes) {
	ok := v.Each(keyed.IsList, func(x keyed.Value) {
		m, ok := x.Minutes(0, 1440)
		if n := len(out); ok && n > 0 && m < out[n-1] {
			x.Add("out-of-range", "%s is less than the quarter before", m).Hint = "minutes count from the start: quarters = [20, 42, 65, 88]"
		}
		out = append(out, m)
	})
	if ok && len(out) != 4 {
		v.Add("out-of-range", "quarters has %d values", len(out)).Hint = "write four, minutes from the start: quarters = [20, 42, 65, 88]"
		return nil
	}
	return out
}

func (o outline) missKeys(m *study.Miss) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Date("date", &m.Date)),
		o.domainKey("domain", &m.Objective.Domain),
		o.ofObjective(&m.Objective.Domain, &m.Objective),
		keyed.Word("why", &m.Why, "concept", "term", "misread", "reasoning", "guess", "time", "changed"),
		keyed.Yes("confident", &m.Confident),
		keyed.Yes("lucky", &m.Lucky),
		keyed.Text("chose", &m.Chose),
		keyed.Text("note", &m.Note),
		keyed.Dates("cleared", &m.Cleared),
	}
}

// checkMiss sees a miss as a whole: right again counts on two later days.
func checkMiss(v keyed.Value, m *study.Miss) {
	m.Pos = v.Pos()
	x, _ := v.Get("cleared")
	days, ok := x.Items()
	if !ok {
		days = []keyed.Value{x}
	}
	if len(days) != len(m.Cleared) { // one of them is no date, which was said
		return
	}
	for i, day := range m.Cleared {
		switch {
		case m.Date != 0 && day < m.Date:
			days[i].Warn("dates-order", "cleared %s is before the miss of %s", day, m.Date).Hint = "is the year off by one, or are the two dates swapped?"
		case m.Date != 0 && day == m.Date:
			days[i].Warn("dates-order", "cleared %s is the day of the miss itself", day).Hint = "right again counts from the next day on: the same day only shows that the page is remembered"
		case slices.Contains(m.Cleared[:i], day):
			days[i].Warn("dates-order", "cleared has %s twice", day).Hint = "a miss is closed when it was right again on two different days"
		}
	}
}

// knownNames holds the people and resources that the log and the blocks name against those of the plan,
// as far as the plan names any.
func knownNames(log, plan keyed.Value, rec *study.Record) {
	var people, resources []string
	for _, p := range rec.People {
		people = append(people, p.Name)
	}
	for _, r := range rec.Resources {
		resources = append(resources, r.Name)
	}
	for _, ref := range []struct {
		file       keyed.Value
		table, key string
		names      []string
	}{{log, "checkin", "person", people}, {log, "session", "resource", resources}, {plan, "block", "resource", resources}} {
		list, _ := ref.file.Get(ref.table)
		items, _ := list.Items()
		for _, item := range items {
			x, _ := item.Get(ref.key)
			name := item.Text(ref.key)
			if name == "" || len(ref.names) == 0 || slices.ContainsFunc(ref.names, func(n string) bool { return strings.EqualFold(n, name) }) {
				continue
			}
			w := x.Warn("unknown-name", "%s %q is not among those of content/plan.toml", ref.key, name)
			if w.Hint = keyed.DidYouMean(name, ref.names); w.Hint == "" {
				w.Hint = "there are " + strings.Join(ref.names[:min(len(ref.names), 5)], ", ") + "; add it there as [[" + ref.key + "]], or use one of these names"
			}
		}
	}
}

func checkinKeys(c *study.Checkin) []keyed.Key {
	return []keyed.Key{
		keyed.Must(keyed.Date("date", &c.Date)),
		keyed.Text("person", &c.Person),
		keyed.Text("note", &c.Note),
	}
}

package intake

import (
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/entry"
)

// Logged is what the log says of one result, be it as practice or as a simulation: a table that is taken in again as the
// other adds nothing.
type Logged struct {
	Date      civil.Date
	Domain    int
	Objective string // Domain is 0 then
	Right, Of int
	Source    string // in any case
}

func (x Result) logged() Logged {
	return Logged{x.Date, x.Domain, x.Objective, x.Right, x.Of, strings.ToLower(x.Source)}
}

// Mark says of each result whether the log has it. Two that are alike are two: the log may have one of them.
func Mark(results []Result, log []Logged) {
	have := map[Logged]int{}
	for _, l := range log {
		l.Source = strings.ToLower(l.Source)
		have[l]++
	}
	for i, x := range results {
		if x.Wrong == "" && !x.Left && have[x.logged()] > 0 {
			have[x.logged()]--
			results[i].There = true
		}
	}
}

// New are the results to be written.
func New(results []Result) (out []Result) {
	for _, x := range results {
		if x.Wrong == "" && !x.Left && !x.There {
			out = append(out, x)
		}
	}
	return out
}

// Entry is a result as the log has it.
func (x Result) Entry() entry.Entry {
	e := entry.Entry{Table: "practice"}
	add := func(key, value string) { e.Fields = append(e.Fields, entry.Field{Key: key, Value: value}) }
	text := func(key, s string) {
		if s != "" {
			add(key, entry.Text(s))
		}
	}
	add("date", x.Date.String())
	if x.Whole {
		e.Table = "simulation"
		text("source", x.Source)
		text("form", x.Form)
	} else if x.Domain > 0 {
		add("domain", strconv.Itoa(x.Domain))
	}
	text("objective", x.Objective)
	add("right", strconv.Itoa(x.Right))
	add("of", strconv.Itoa(x.Of))
	switch {
	case !x.Whole:
		text("source", x.Source)
		text("conditions", x.Conditions)
	case x.Conditions == "timed":
		add("timed", "true")
	}
	if x.Minutes > 0 {
		add("minutes", strconv.Itoa(x.Minutes))
	}
	text("note", x.Note)
	return e
}

// Saved is how tables of this kind are read, if anything about it is new; to be added to what is known.
func (j *Job) Saved() (e entry.Entry, isNew bool) {
	if !j.changed && len(j.learned) == 0 {
		return e, false
	}
	e.Table = "columns"
	add := func(key, value string) { e.Fields = append(e.Fields, entry.Field{Key: key, Value: value}) }
	add("name", entry.Text(j.Name))
	head := make([]string, len(j.Head))
	for i, h := range j.Head {
		head[i] = entry.Text(h)
	}
	add("head", "["+strings.Join(head, ", ")+"]")
	var columns, topics []string
	for _, k := range keys {
		if name := j.Map[k.name]; name != "" {
			columns = append(columns, k.name+" = "+entry.Text(name))
		}
	}
	add("columns", "{ "+strings.Join(columns, ", ")+" }")
	if j.Dates != "" {
		add("dates", entry.Text(j.Dates))
	}
	if j.As != "" {
		add("as", entry.Text(j.As))
	}
	for _, topic := range j.learned {
		if t := entry.Text(topic) + " = " + Ref(j.Topics[topic]); !slices.Contains(topics, t) {
			topics = append(topics, t)
		}
	}
	if len(topics) > 0 {
		add("topics", "{ "+strings.Join(topics, ", ")+" }")
	}
	return e, true
}

// Ref is what a topic means, as TOML: a domain is a number, all else a text.
func Ref(ref string) string {
	if _, err := strconv.Atoi(ref); err == nil {
		return ref
	}
	return entry.Text(ref)
}

// Teach stands at the head of a new content/imports.toml.
const Teach = `# How files from elsewhere are read when they come again; written by retake import, and yours to change.
# [[columns]] is one provider's table: head is the row that names its columns, columns says which is what,
# dates is the order of day, month and year, and topics says which domain of the exam a topic of theirs is.
# [[decks]] says the same of decks of Anki. "all" is the exam as a whole, "skip" is something else.
`

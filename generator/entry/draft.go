package entry

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Given is a flag with its value.
type Given struct{ Flag, Value string }

// Draft is an entry while it is being written.
type Draft struct {
	Kind
	known   Known
	set     map[string]string // TOML text by key
	tallies map[int]string    // by domain
	free    []string          // words that may be a name
}

// Read makes a draft of what was said: bare words in any order, and flags.
func (k Kind) Read(words []string, flags []Given, known Known) (*Draft, error) {
	d := &Draft{Kind: k, known: known, set: map[string]string{}, tallies: map[int]string{}}
	for _, g := range flags {
		if err := d.flag(g); err != nil {
			return nil, err
		}
	}
	if err := d.bareWords(words); err != nil {
		return nil, err
	}
	return d, d.agree()
}

func (d *Draft) flag(g Given) error {
	for _, f := range d.fields {
		if f.flag == g.Flag {
			return d.give(f, g.Value)
		}
	}
	return fmt.Errorf("a %s has no %s", d.Name, g.Flag)
}

// give sets a field to what was said.
func (d *Draft) give(f field, text string) error {
	switch f.form {
	case aScore:
		right, of, err := score(strings.ToLower(strings.TrimSpace(text)))
		if err != nil {
			return err
		}
		if r, o := d.set["right"], d.set["of"]; r != "" && r+"/"+o != right+"/"+of {
			return twice("score", r+"/"+o, right+"/"+of)
		}
		return cmp.Or(d.put("right", right), d.put("of", of))
	case aTally:
		n, counts, err := d.known.tallyOf(text)
		if err != nil {
			return err
		}
		if d.tallies[n] != "" {
			return twice(fmt.Sprintf("score of domain %d", n), plainCounts(d.tallies[n]), plainCounts(counts))
		}
		d.tallies[n] = counts
		return nil
	}
	value, err := f.value(text, d.known)
	if err != nil {
		return err
	}
	return d.put(f.key, value)
}

func (d *Draft) put(key, value string) error {
	if old, there := d.set[key]; there && old != value {
		return twice(plainKey(key), old, value)
	}
	d.set[key] = value
	return nil
}

// plainCounts is [9, 11] as it was said: 9/11.
func plainCounts(s string) string { return strings.NewReplacer("[", "", "]", "", ", ", "/").Replace(s) }

func twice(what, one, other string) error {
	return &Refusal{fmt.Sprintf("%s is said twice: %s and %s", what, one, other), "leave one of them out"}
}

func plainKey(key string) string { return strings.ReplaceAll(key, "_", " ") }

// agree looks at the draft as a whole.
func (d *Draft) agree() error {
	if len(d.tallies) > 0 {
		d.set["domains"] = d.tallyText()
	}
	if o, n := strings.Trim(d.set["objective"], `"`), d.set["domain"]; o != "" && n != "" {
		if of, _, _ := strings.Cut(o, "."); of != n {
			return &Refusal{fmt.Sprintf("objective %s is not in domain %s", o, n), "the objective alone is enough: it names its domain"}
		}
		delete(d.set, "domain")
	}
	for _, part := range []string{"guessed", "unanswered"} {
		whole := map[string]string{"guessed": "right", "unanswered": "of"}[part]
		n, err := strconv.Atoi(d.set[part])
		if m, errOf := strconv.Atoi(d.set[whole]); err == nil && errOf == nil && n > m {
			return &Refusal{fmt.Sprintf("%s %d, but %s only %d", part, n, whole, m), "is one of the two numbers a slip?"}
		}
	}
	return d.wholes()
}

// wholes looks whether a simulation's parts fit into it: its domains into the score, its quarters into the minutes.
func (d *Draft) wholes() error {
	right, of := 0, 0
	for _, counts := range d.tallies {
		r, o, _ := strings.Cut(plainCounts(counts), "/")
		right, of = right+atoi(r), of+atoi(o)
	}
	quarters := strings.Trim(d.set["quarters"], "[]")
	last := quarters[strings.LastIndex(quarters, " ")+1:]
	switch all, minutes := d.set["of"], d.set["minutes"]; {
	case all != "" && of > atoi(all):
		return &Refusal{fmt.Sprintf("the domains have %d questions together, but the whole only %s", of, all), "is one of the numbers a slip?"}
	case all != "" && right > atoi(d.set["right"]):
		return &Refusal{fmt.Sprintf("the domains have %d right together, but the whole only %s", right, d.set["right"]), "is one of the numbers a slip?"}
	case minutes != "" && atoi(last) > atoi(minutes):
		return &Refusal{fmt.Sprintf("the last quarter ended after %s minutes, but the whole took only %s", last, minutes), "is one of the two numbers a slip?"}
	}
	return nil
}

// atoi reads a number that was checked when it was said; 0 if there is none.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func (d *Draft) tallyText() string {
	var parts []string
	for n, counts := range d.tallies {
		parts = append(parts, fmt.Sprintf("%03d = %s", n, counts)) // so that they sort
	}
	slices.Sort(parts)
	for i := range parts {
		parts[i] = strings.TrimLeft(parts[i], "0")
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// missing are the fields that the entry cannot do without and does not have. A day that was not said is today, and a
// domain stands for an objective.
func (d *Draft) missing() (out []field) {
	for _, f := range d.fields {
		_, there := d.set[f.key]
		if f.form == aDay || f.form == anObjective && d.set["domain"] != "" {
			there = true
		}
		if f.need && !there {
			out = append(out, f)
		}
	}
	return out
}

// Entry is what the draft has become, or which flags are missing.
func (d *Draft) Entry() (Entry, error) {
	if missing := d.missing(); len(missing) > 0 {
		var names []string
		for _, f := range missing {
			names = append(names, f.called()+" "+f.what)
		}
		return Entry{}, &Refusal{
			fmt.Sprintf("a %s needs %s", d.Name, strings.Join(names, " and ")),
			"for instance: retake log " + d.Call() + " " + d.Examples[0],
		}
	}
	if d.set["date"] == "" {
		d.set["date"] = d.known.Today.String()
	}
	e := Entry{Table: d.Name}
	for _, f := range d.fields {
		for _, key := range f.keys() {
			if v, ok := d.set[key]; ok {
				e.Fields = append(e.Fields, Field{key, v})
			}
		}
	}
	return e, nil
}

// Call is how a kind is mostly called.
func (k Kind) Call() string { return cmp.Or(k.Short, k.Name) }

func (f field) keys() []string {
	if f.form == aScore {
		return []string{f.key, "of"}
	}
	return []string{f.key}
}

// Unsaid says what the entry does not count for because something was left out; "" if nothing was.
func (d *Draft) Unsaid() string {
	var out []string
	for _, f := range d.fields {
		if _, said := d.set[f.key]; f.weigh && !said {
			out = append(out, f.key+" = true")
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "it does not count towards readiness until you add, if it was so: " + strings.Join(out, " and ")
}

// Again is the objective of a miss that is open already; "" if it is the first one, or no miss.
func (d *Draft) Again() string {
	o := strings.Trim(d.set["objective"], `"`)
	if d.Name == "miss" && slices.ContainsFunc(d.known.Open, func(c Choice) bool { return c.Word == o }) {
		return o
	}
	return ""
}

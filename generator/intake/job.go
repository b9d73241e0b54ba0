package intake

import (
	"fmt"
	"slices"
	"strings"
)

// Given is what was said with the call.
type Given struct {
	Source  string   // of the provider
	Columns string   // date=Date,right=Correct
	Dates   string   // one of orders
	As      string   // "simulation", "practice" or ""
	Domains []string // NAME=DOMAIN, or DOMAIN for all
}

// Job is one table on its way into the log.
type Job struct {
	Layout          // as far as it is settled
	Known    bool   // a table of this kind has been read before
	Outline         // of the exam
	Coding   string // of the text
	Comma    rune
	HeadLine int

	rows     []Row
	learned  []string // topics that were not known before, in the order of the table
	settled  map[string]bool
	anything string // --domain without a name
	sameDay  string // an order of days that will do for this table, as all possible ones would
	changed  bool   // something about the layout is new
}

// Question is something that the table does not say. With options, an answer is the index of one; else it is a text.
type Question struct {
	Ask     string
	Options []string
	Flag    string // by which the answer could have been given, with an example
	refs    []string
	answer  func(string)
}

// Choice answers a question with options.
func (q *Question) Choice(i int) { q.answer(q.refs[i]) }

// Text answers a question without.
func (q *Question) Text(s string) { q.answer(s) }

// Begin looks at a table, with what is known of others. Of known layouts with the same head, later ones add to earlier
// ones.
func Begin(t Table, o Outline, known []Layout, g Given) (*Job, error) {
	want, err := columnsFlag(g.Columns)
	if err != nil {
		return nil, err
	}
	given, err := o.Given(g.Domains)
	if err != nil {
		return nil, err
	}
	if g.Dates != "" && !slices.Contains(orders, g.Dates) {
		return nil, &Misuse{fmt.Sprintf("--dates: %q is no order of day, month and year", g.Dates), "dmy, mdy or ymd"}
	}
	if g.As != "" && g.As != "simulation" && g.As != "practice" {
		return nil, &Misuse{fmt.Sprintf("--as: %q is not known for a table of results", g.As), "--as simulation takes rows that are whole exams for simulations"}
	}
	j := &Job{Outline: o, Coding: t.Coding, Comma: t.Comma, settled: map[string]bool{}, Layout: Layout{Map: map[string]string{}, Topics: map[string]string{}}}
	if err := j.head(t, known, want); err != nil {
		return nil, err
	}
	for key, name := range want {
		j.changed = j.changed || j.Map[key] != name
		j.Map[key], j.settled[key] = name, true
	}
	j.take(g, given)
	return j, nil
}

// take lays what was given over what is known.
func (j *Job) take(g Given, given map[string]string) {
	for into, said := range map[*string]string{&j.Name: flat(tame(g.Source)), &j.Dates: g.Dates, &j.As: g.As} {
		if said != "" && *into != said {
			*into, j.changed = said, true
		}
	}
	for topic, ref := range given {
		if topic == "" {
			j.anything = ref
		} else if topic = strings.ToLower(topic); j.Topics[topic] != ref {
			j.Topics[topic] = ref
			j.learned = append(j.learned, topic)
		}
	}
	slices.Sort(j.learned)
}

// head finds the row with the names of the columns, and which column is what.
func (j *Job) head(t Table, known []Layout, want map[string]string) error {
	at := -1
	for i, r := range t.Rows[:min(len(t.Rows), headWithin)] {
		for _, l := range known {
			if sameHead(l.Head, r.Cells) {
				at, j.Known = i, true
				j.merge(l)
			}
		}
		if j.Known {
			break
		}
	}
	if !j.Known {
		i, ok := headOf(t.Rows, want)
		if !ok {
			return &Misuse{"no row of the table names columns that are known here", "say which column is what, by the words above them: --columns date=Taken,domain=Topic,right=Correct,of=Total"}
		}
		at = i
		j.changed = true
	}
	j.HeadLine, j.rows = t.Rows[at].Line, t.Rows[at+1:]
	for _, cell := range t.Rows[at].Cells {
		j.Head = append(j.Head, flat(cell))
	}
	if !j.Known {
		j.Map, _ = guess(j.Head)
	}
	if !hasAll(j.Head, want) {
		return &Misuse{"--columns: the table has no such column", "its columns are " + strings.Join(j.Head, ", ")}
	}
	for _, k := range keys {
		if name := want[k.name]; name != "" && count(j.Head, name) > 1 {
			return &Misuse{fmt.Sprintf("--columns: two columns are called %q", name), "give one of them another name in the table"}
		}
	}
	return nil
}

func (j *Job) merge(l Layout) {
	j.Name, j.Dates, j.As = l.Name, l.Dates, l.As
	for key, name := range l.Map {
		j.Map[key] = name
	}
	for topic, ref := range l.Topics {
		j.Topics[strings.ToLower(topic)] = ref
	}
}

// Next is the first thing that is not settled, nil if all is.
func (j *Job) Next() *Question {
	for _, find := range []func() *Question{j.askColumn, j.askSource, j.askDates, j.askTopic} {
		if q := find(); q != nil {
			return q
		}
	}
	return nil
}

// askColumn asks for a column that several might be, or that is needed and not there.
func (j *Job) askColumn() *Question {
	if !j.Known {
		_, open := guess(j.Head)
		for _, key := range open {
			if j.Map[key] == "" && !j.settled[key] {
				return j.column(key)
			}
		}
	}
	if j.Map["date"] == "" && !j.settled["date"] {
		return j.column("date")
	}
	if !j.counted() && !j.settled["right"] {
		return j.column("right")
	}
	if !slices.Contains([]bool{j.Map["of"] != "", j.Map["wrong"] != "", j.settled["of"], j.fractions()}, true) {
		return j.column("of")
	}
	return nil
}

// counted reports whether some column says how many were right.
func (j *Job) counted() bool { return j.Map["right"] != "" || j.Map["score"] != "" }

// fractions reports whether counts are written as 31/50 in every row that has one.
func (j *Job) fractions() bool {
	for _, r := range j.rows {
		cell := j.cell(r, "right") + j.cell(r, "score")
		if _, _, ok := fraction(cell); !ok && cell != "" {
			return false
		}
	}
	return true
}

// inWords is what a column holds, for a question.
var inWords = map[string]string{
	"date": "the date", "right": "how many were right, or the score", "of": "how many questions there were", "domain": "the domain or topic",
	"score": "the score", "minutes": "how long it took", "wrong": "how many were wrong", "skipped": "how many were left out",
	"source": "the provider", "form": "which test it was", "conditions": "timed or not", "note": "a note",
}

func (j *Job) column(key string) *Question {
	q := &Question{
		Ask:  fmt.Sprintf("Which column has %s?", inWords[key]),
		Flag: fmt.Sprintf("--columns %s=COLUMN, one of: %s", key, strings.Join(j.Head, ", ")),
	}
	for _, name := range j.Head {
		if name != "" && count(j.Head, name) == 1 {
			q.Options, q.refs = append(q.Options, name), append(q.refs, name)
		}
	}
	q.Options, q.refs = append(q.Options, "none of them"), append(q.refs, "")
	if key == "of" {
		q.Flag += "; a percent alone is no count of questions"
	}
	q.answer = func(name string) {
		j.settled[key], j.changed = true, true
		if j.Map[key] = name; name == "" {
			delete(j.Map, key)
		}
	}
	return q
}

func (j *Job) askSource() *Question {
	if j.Name != "" {
		return nil
	}
	return &Question{
		Ask: "Whose questions are these? The name of the provider, as it is to stand in the log:", Flag: `--source "Provider A"`,
		answer: func(s string) { j.Name, j.changed = flat(tame(s)), true },
	}
}

// askDates asks for the order of day and month if the table leaves it open.
func (j *Job) askDates() *Question {
	if j.Dates != "" || j.Map["date"] == "" {
		return nil
	}
	var all []written
	example := ""
	for _, r := range j.rows {
		if w, ok := dateOf(j.cell(r, "date")); ok {
			all = append(all, w)
			if w.date == 0 && example == "" {
				example = j.cell(r, "date")
			}
		}
	}
	fit, sure := fitting(all)
	switch {
	case example == "" || j.sameDay != "":
		return nil
	case sure:
		j.Dates, j.changed = fit[0], true
		return nil
	case len(fit) == 1: // 5/5/2026 says nothing about the next table
		j.sameDay = fit[0]
		return nil
	case len(fit) == 0: // some days are impossible whatever the order
		fit = slices.DeleteFunc(slices.Clone(orders), func(order string) bool {
			return !slices.ContainsFunc(all, func(w written) bool { _, ok := inOrder(w.numbers, order); return w.date == 0 && ok })
		})
		if len(fit) == 0 {
			return nil
		}
	}
	q := &Question{Ask: fmt.Sprintf("How are days written, such as %s?", example), Flag: "--dates " + strings.Join(fit, " or --dates "), refs: fit}
	for _, order := range fit {
		q.Options = append(q.Options, InWords(order))
	}
	q.answer = func(order string) { j.Dates, j.changed = order, true }
	return q
}

// askTopic asks for the first topic that is not known here.
func (j *Job) askTopic() *Question {
	if j.Map["domain"] == "" || j.anything != "" {
		return nil
	}
	for _, r := range j.rows {
		topic := j.cell(r, "domain")
		if j.blank(r) || j.ref(topic) != "" {
			continue
		}
		q := &Question{
			Ask:  fmt.Sprintf("What is %q here?", topic),
			Flag: fmt.Sprintf("--domain %s, or =skip if it is something else, or =all", shell(fmt.Sprintf("%s=%d", topic, j.Domains[0].N))),
		}
		q.Options, q.refs = j.choices()
		q.answer = func(ref string) {
			j.Topics[strings.ToLower(topic)] = ref
			j.learned = append(j.learned, strings.ToLower(topic))
		}
		return q
	}
	return nil
}

// ref is what a topic is here, "" if that is not known.
func (j *Job) ref(topic string) string {
	if ref := j.Topics[strings.ToLower(topic)]; ref != "" {
		return ref
	}
	if j.anything != "" {
		return j.anything
	}
	return j.Find(topic)
}

// cell is what a row has in the column of a key.
func (j *Job) cell(r Row, key string) string {
	name := j.Map[key]
	for i, h := range j.Head {
		if name != "" && strings.EqualFold(h, flat(name)) && i < len(r.Cells) {
			if key == "note" {
				return r.Cells[i]
			}
			return flat(r.Cells[i])
		}
	}
	return ""
}

// blank reports whether nothing stands in a row, as at the end of many tables.
func (j *Job) blank(r Row) bool { return strings.Join(r.Cells, "") == "" }

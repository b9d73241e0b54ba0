package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Layout is how the tables of one provider are read, as it is kept for the next time.
type Layout struct {
	Name   string            // of the provider
	Head   []string          // the words above the columns
	Map    map[string]string // one of keys -> the words above its column
	Dates  string            // "dmy", "mdy", "ymd"; "" = it does not matter
	As     string            // "simulation": rows without a domain are whole exams
	Topics map[string]string // what it calls a topic -> a domain, an objective, All or Skip
}

// What a topic may be that is no domain.
const (
	All  = "all"  // the exam as a whole
	Skip = "skip" // something else
)

// keys are what a column may hold. The words by which it is known are those of the first list that occur; two columns
// with words of the same list leave it open.
var keys = []struct {
	name  string
	words [][]string
}{
	{"date", [][]string{
		{"date", "day", "test date", "exam date", "attempt date", "date taken", "taken on", "date completed", "completed date"},
		{"taken", "completed", "completed on", "completed at", "finished", "finished at", "end time", "submitted", "submitted at", "timestamp", "date time", "datetime"},
		{"started", "started at", "start time", "start date", "created", "created at"},
	}},
	{"domain", [][]string{
		{"domain", "exam domain", "domain name", "objective", "exam objective"},
		{"topic", "section", "category", "subject", "area", "knowledge area", "topic name", "section name"},
	}},
	{"right", [][]string{{"correct", "right", "correct answers", "right answers", "questions correct", "number correct", "correct count", "answered correctly", "correctly answered"}}},
	{"wrong", [][]string{{"incorrect", "wrong", "incorrect answers", "wrong answers", "number incorrect", "questions incorrect"}}},
	{"skipped", [][]string{{"skipped", "unanswered", "omitted", "not answered", "blank"}}},
	{"of", [][]string{
		{"total", "of", "questions", "total questions", "number of questions", "question count", "out of", "number questions", "questions total"},
		{"items", "total items", "max", "max score", "possible"},
	}},
	{"score", [][]string{
		{"score", "score percent", "percent", "percentage", "percent correct", "percent score", "accuracy", "accuracy percent"},
		{"result", "grade", "mark"},
	}},
	{"minutes", [][]string{{"minutes", "duration", "time taken", "time spent", "time used", "elapsed", "elapsed time", "minutes spent", "duration min", "duration minutes", "time min", "time minutes", "seconds", "duration seconds", "time seconds"}}},
	{"source", [][]string{{"source", "provider", "platform", "vendor"}}},
	{"form", [][]string{{"form", "test name", "exam name", "practice test", "practice exam", "test", "exam", "quiz", "quiz name", "set"}}},
	{"conditions", [][]string{{"conditions", "mode", "test mode", "exam mode", "quiz mode"}}},
	{"note", [][]string{{"note", "notes", "comment", "comments", "remark", "remarks"}}},
}

// plain is what the words above a column come to.
func plain(s string) string {
	s = strings.NewReplacer("%", " percent ", "#", " number ").Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// candidates are the columns of a head that may be a key.
func candidates(head []string, words [][]string) (at []int) {
	for _, list := range words {
		for i, h := range head {
			if slices.Contains(list, plain(h)) {
				at = append(at, i)
			}
		}
		if len(at) > 0 {
			return at
		}
	}
	return nil
}

// guess is the map that a head suggests; open are keys for which more than one column would do.
func guess(head []string) (m map[string]string, open []string) {
	m = map[string]string{}
	for _, k := range keys {
		switch at := candidates(head, k.words); {
		case len(at) == 1 && count(head, head[at[0]]) == 1:
			m[k.name] = head[at[0]]
		case len(at) > 0:
			open = append(open, k.name)
		}
	}
	return m, open
}

func count(list []string, s string) (n int) {
	for _, x := range list {
		if strings.EqualFold(flat(x), flat(s)) {
			n++
		}
	}
	return n
}

// headOf finds the row that names the columns: the first that has those asked for, or at least two that are known.
func headOf(rows []Row, want map[string]string) (at int, ok bool) {
	for i, r := range rows[:min(len(rows), headWithin)] {
		if len(want) > 0 {
			if hasAll(r.Cells, want) {
				return i, true
			}
			continue
		}
		if m, open := guess(r.Cells); len(m)+len(open) >= 2 {
			return i, true
		}
	}
	return 0, false
}

func hasAll(head []string, want map[string]string) bool {
	for _, k := range keys {
		if name := want[k.name]; name != "" && count(head, name) == 0 {
			return false
		}
	}
	return true
}

// Misuse is a wrong call: what is wrong, and what to do.
type Misuse struct{ What, Hint string }

func (m *Misuse) Error() string { return m.What }

// columnsFlag reads date=Date,right=Correct,of=Total. A comma within the words above a column is no problem as long as
// what follows is no key.
func columnsFlag(text string) (map[string]string, error) {
	m, last := map[string]string{}, ""
	for part := range strings.SplitSeq(text, ",") {
		key, name, ok := strings.Cut(part, "=")
		key = strings.TrimSpace(key)
		switch {
		case ok && isKey(key):
			m[key], last = strings.TrimSpace(name), key
		case last != "" && !ok:
			m[last] += "," + part
		case text != "":
			return nil, &Misuse{fmt.Sprintf("--columns: %q is not KEY=COLUMN", strings.TrimSpace(part)), "the keys are " + strings.Join(keyNames(), ", ") + "; for instance date=Taken,right=Correct,of=Total"}
		}
	}
	return m, nil
}

func isKey(s string) bool { return slices.Contains(keyNames(), s) }

func keyNames() (names []string) {
	for _, k := range keys {
		names = append(names, k.name)
	}
	return names
}

// sameHead reports whether two heads have the same words in the same order.
func sameHead(a, b []string) bool {
	return slices.EqualFunc(a, b, func(x, y string) bool { return plain(x) == plain(y) })
}

// Package entry turns what somebody did of an evening, in the words in which people say it, into entries of the log:
// "4 31/50 yesterday timed" becomes a [[practice]] in TOML, which is put at the end of a file that keeps all its bytes.
//
// One table (Kinds) says of each kind of entry which fields it has, how each is written, and what is asked if it is
// missing. What may mean two things is refused with both; nothing is guessed.
//
// Deliberately absent: files, the clock, the terminal, the exam (its domains are handed in), and what an entry does to
// the plan.
package entry

import "strings"

// Field is one line of an entry; Value is TOML text.
type Field struct{ Key, Value string }

// Entry is one [[table]] of the log.
type Entry struct {
	Table  string
	Fields []Field
}

// String is the entry as TOML text: line feeds, one at the end.
func (e Entry) String() string {
	var b strings.Builder
	b.WriteString("[[" + e.Table + "]]\n")
	for _, f := range e.Fields {
		b.WriteString(f.Key + " = " + f.Value + "\n")
	}
	return b.String()
}

// Refusal is what is not taken, and what to write instead.
type Refusal struct{ What, Hint string }

func (r *Refusal) Error() string {
	if r.Hint == "" {
		return r.What
	}
	return r.What + "; " + r.Hint
}

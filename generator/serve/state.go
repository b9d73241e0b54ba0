package serve

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"retake/generator/fault"
)

// What a state can be.
const (
	none   = "none"   // there has been no good build yet
	good   = "good"   // the site is the newest
	faulty = "faults" // faults stopped the last build, and the site is older
)

// Bounds of a message.
const (
	mostFiles  = 200 // beyond it, anything may have changed
	mostEdits  = 20
	mostFaults = 20
	mostSaid   = 5
	mostRunes  = 500 // of an excerpt
)

// state is what a page shows beside the site. It is a value: a later state shares nothing that changes.
type state struct {
	Build  int      `json:"build"` // good builds so far
	At     string   `json:"at"`    // when it became so; "" before the first build
	GoodAt string   `json:"good_at"`
	MS     int64    `json:"ms"` // how long the last build took
	State  string   `json:"state"`
	Faults []wrong  `json:"faults"`
	More   int      `json:"more"` // faults that are not listed
	Said   []string `json:"said"`
}

// wrong is a fault as data.
type wrong struct {
	Where    string `json:"where"` // the place as fault.Pos prints it
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"` // in the excerpt, which may be cut
	Width    int    `json:"width"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Excerpt  string `json:"excerpt"`
}

// after is the state that a build leads to.
func (st state) after(b Build, at string) state {
	st.At, st.MS = at, b.Took.Milliseconds()
	switch {
	case b.Files != nil:
		st.Build++
		st.State, st.GoodAt = good, at
	case st.Build > 0:
		st.State = faulty
	}
	list := slices.Clone(b.Faults)
	if b.Files == nil { // what stops the site, and nothing else
		list = slices.DeleteFunc(list, func(f fault.Fault) bool { return f.Severity != fault.Error })
	}
	slices.SortStableFunc(list, func(a, b fault.Fault) int { return cmp.Compare(a.Severity, b.Severity) })
	st.More = max(0, len(list)-mostFaults)
	st.Faults = make([]wrong, 0, len(list)-st.More)
	for _, f := range list[:len(list)-st.More] {
		st.Faults = append(st.Faults, wrongOf(f))
	}
	return st
}

// saying is the state with one more line said.
func (st state) saying(line string) state {
	said := append(slices.Clone(st.Said), line)
	st.Said = said[max(0, len(said)-mostSaid):]
	return st
}

// wrongOf cuts the source line to a readable length around the column.
func wrongOf(f fault.Fault) wrong {
	w := wrong{
		Where: f.Pos.String(), File: f.Pos.File, Line: f.Pos.Line, Col: f.Pos.Col, Severity: f.Severity.String(),
		Code: f.Code, Message: f.Message, Hint: f.Hint,
	}
	runes := []rune(strings.TrimRight(f.Excerpt, " \t\r\n"))
	if len(runes) > mostRunes {
		from := min(max(0, w.Col-mostRunes/2), len(runes)-mostRunes)
		cut := slices.Clone(runes[from : from+mostRunes])
		if from > 0 {
			cut[0] = '…'
		}
		if from+mostRunes < len(runes) {
			cut[mostRunes-1] = '…'
		}
		runes = cut
		if w.Col > 0 {
			w.Col = min(w.Col-from, mostRunes+1)
		}
	}
	w.Excerpt = string(runes)
	w.Width = max(1, min(f.Width, len(runes)-w.Col+1))
	return w
}

// news is what an open page has not been told yet. Its size is bounded.
type news struct {
	files  map[string]bool // true: has changed or is new; false: is gone
	all    bool            // so many have changed that they are not listed
	edited []Edit
}

// set notes one file; what it was before no longer matters.
func (n *news) set(name string, there bool) {
	if n.all {
		return
	}
	if n.files == nil {
		n.files = map[string]bool{}
	}
	n.files[name] = there
	if len(n.files) > mostFiles {
		n.all, n.files = true, nil
	}
}

// add joins what happened later.
func (n *news) add(later news) {
	if later.all {
		n.all, n.files = true, nil
	}
	for name, there := range later.files {
		n.set(name, there)
	}
	for _, e := range later.edited {
		n.edited = slices.DeleteFunc(n.edited, func(old Edit) bool { return old.File == e.File })
		n.edited = append(n.edited, e)
	}
	n.edited = n.edited[max(0, len(n.edited)-mostEdits):]
}

// message is what a stream says, as one line of JSON. undo is how many ticks can be taken back.
func message(run string, st state, n news, undo int) []byte {
	m := struct {
		Run string `json:"run"`
		state
		Changed []string `json:"changed"`
		Removed []string `json:"removed"`
		All     bool     `json:"all"`
		Edited  []Edit   `json:"edited"`
		Undo    int      `json:"undo"`
	}{run, st, []string{}, []string{}, n.all, append([]Edit{}, n.edited...), undo}
	for _, name := range slices.Sorted(maps.Keys(n.files)) {
		if n.files[name] {
			m.Changed = append(m.Changed, name)
		} else {
			m.Removed = append(m.Removed, name)
		}
	}
	text, err := json.Marshal(m)
	if err != nil { // strings and whole numbers always encode
		panic(err)
	}
	return text
}

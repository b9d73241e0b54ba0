// Package fault says what is wrong in the user's files, and where.
//
// A Fault is a value: a stable code, a place, a sentence and a hint. Rooms collect faults in a
// List and hand them up; the edge sorts and prints them once. An error, by contrast, is for the
// machine (a full disk, a port taken); a function returns one or the other, never both.
//
// Deliberately absent: printing to a stream of its own choosing, exit codes, colours by default.
package fault

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a fault stops the build.
type Severity int

const (
	// Error stops the build: the last good site stays as it was.
	Error Severity = iota
	// Warning is printed and counted, and stops nothing unless checking strictly.
	Warning
)

// String is the word used in JSON and in print.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Pos is a place in a user's file. Line and Col count from 1; Col counts characters (runes), not bytes.
// Line 0 means the file as a whole; a zero Pos means no file at all (a fault of a flag, say).
type Pos struct {
	File string // slash-separated, relative to the source folder: "content/attempts.toml"
	Line int
	Col  int
}

// String prints FILE, FILE:LINE or FILE:LINE:COL, whichever is known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Fault is one thing wrong in one place.
type Fault struct {
	Code     string // stable slug: "unknown-domain"
	Pos      Pos
	Severity Severity
	Message  string // lower case, no full stop, names the thing and the value
	Hint     string // what to do about it; may be empty
	Excerpt  string // the source line at Pos, filled in by List.Excerpts
	Width    int    // how many characters the caret underlines; 0 counts as 1
}

// String is the contract line: FILE:LINE:COL: message [code].
func (f Fault) String() string {
	where := f.Pos.String()
	if where != "" {
		where += ": "
	}
	return where + f.Message + " [" + f.Code + "]"
}

// List is a collection of faults. The zero value is empty and ready.
type List []Fault

// Add appends an error and returns a pointer to it, so that a hint can be set: l.Add(...).Hint = "...".
// The pointer is valid until the next Add.
func (l *List) Add(code string, pos Pos, format string, args ...any) *Fault {
	*l = append(*l, Fault{Code: code, Pos: pos, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Warn appends a warning and returns a pointer to it, like Add.
func (l *List) Warn(code string, pos Pos, format string, args ...any) *Fault {
	f := l.Add(code, pos, format, args...)
	f.Severity = Warning
	return f
}

// Errors counts the faults that stop a build.
func (l List) Errors() int {
	n := 0
	for _, f := range l {
		if f.Severity == Error {
			n++
		}
	}
	return n
}

// Warnings counts the faults that do not.
func (l List) Warnings() int { return len(l) - l.Errors() }

// Sorted returns the list in the order of print: by file, line, column, code, message, without repeats.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Fault) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Severity, b.Severity),
		)
	})
	return slices.CompactFunc(out, func(a, b Fault) bool {
		return a.Pos == b.Pos && a.Code == b.Code && a.Message == b.Message
	})
}

// Excerpts returns the list with the source line of each fault filled in. read gives a file's text by
// the name used in Pos.File; a file it does not know leaves the excerpt empty.
func (l List) Excerpts(read func(file string) (string, bool)) List {
	out := slices.Clone(l)
	lines := map[string][]string{}
	for i := range out {
		f := &out[i]
		if f.Pos.Line == 0 || f.Excerpt != "" {
			continue
		}
		of, split := lines[f.Pos.File]
		if !split {
			if text, ok := read(f.Pos.File); ok {
				of = strings.Split(text, "\n")
			}
			lines[f.Pos.File] = of
		}
		if f.Pos.Line <= len(of) {
			f.Excerpt = strings.TrimSuffix(of[f.Pos.Line-1], "\r")
		}
	}
	return out
}

// Cause is the plain part of a file error, without the path that the fault names already.
func Cause(err error) error {
	for {
		inner, ok := err.(interface{ Unwrap() error })
		if !ok || inner.Unwrap() == nil {
			return err
		}
		err = inner.Unwrap()
	}
}

package source

import (
	"bytes"
	"io/fs"
	"reflect"
	"retake/generator/source/front"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/study"
)

// Memo remembers from one Load to the next what was read. Its law: an entry is immutable, and is used
// only if all that it was made from is the same again: for a note, its file's name and whole content,
// and the exam that it is placed in; for the record, the whole content of all TOML files. So a warm load
// gives what a cold one gives. Entries that the last load did not use are forgotten. The zero value is
// ready; it may be used by several goroutines.
type Memo struct {
	Pack bool // notes are kept for hours, and take little room meanwhile

	mu    sync.Mutex
	last  *said
	notes map[string]*remembered
}

// remembered is a note as far as its own file and the exam decide.
type remembered struct {
	raw    []byte
	exam   *study.Exam
	note   Note
	at     fault.Pos  // of the front matter's domain
	wrong  fault.List // in the file
	placed fault.List // with its place
}

// said is what the TOML files say, as remembered if none of them has changed. What could not be read is
// never remembered.
func (m *Memo) said(raws []raw) *said {
	m.mu.Lock()
	old := m.last
	m.mu.Unlock()
	if old != nil && sameRaws(old.raws, raws) {
		return old
	}
	s := understand(raws)
	if old != nil && old.exam != nil && s.exam != nil && reflect.DeepEqual(*old.exam, *s.exam) {
		s.exam = old.exam // the places of all notes still hold
	}
	m.mu.Lock()
	m.last = s
	m.mu.Unlock()
	return s
}

func sameRaws(a, b []raw) bool {
	for i := range a {
		if a[i].unknown || b[i].unknown || a[i].there != b[i].there || !same(a[i].bytes, b[i].bytes) {
			return false
		}
	}
	return true
}

// same compares contents. The same memory is equal at once: whoever keeps files hands out the same bytes
// until they change.
func same(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || bytes.Equal(a, b))
}

// parse reads and parses notes side by side, as many at once as there are processors, and gives them
// back in order; nil is one that cannot be read.
func (m *Memo) parse(fsys fs.FS, names []string, exam *study.Exam, faults *fault.List) []*remembered {
	out := make([]*remembered, len(names))
	unread := make([]fault.List, len(names))
	m.mu.Lock()
	old := m.notes
	m.mu.Unlock()
	var group errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				if raw, ok := read(fsys, names[i], &unread[i]); ok {
					out[i] = m.renew(old[names[i]], names[i], raw, exam)
				}
			}
			return nil
		})
	}
	group.Wait()
	fresh := make(map[string]*remembered, len(names))
	for i, x := range out {
		*faults = append(*faults, unread[i]...)
		if x != nil {
			*faults = append(append(*faults, x.wrong...), x.placed...)
			fresh[names[i]] = x
		}
	}
	m.mu.Lock()
	m.notes = fresh
	m.mu.Unlock()
	return out
}

// renew is the note x (nil if there is none) if it would be the same again, else the note parsed and
// placed anew.
func (m *Memo) renew(x *remembered, name string, raw []byte, exam *study.Exam) *remembered {
	known := x != nil && same(x.raw, raw)
	if known && x.exam == exam {
		return x
	}
	y := &remembered{raw: raw, exam: exam}
	if known {
		y.note.Doc, y.note.Meta, y.at, y.wrong = x.note.Doc, x.note.Meta, x.at, x.wrong
	} else {
		y.note.Doc = markdown.Parse(name, raw)
		if m.Pack {
			y.note.Doc.Pack()
		}
		y.note.Meta, y.at, y.wrong = front.Read(y.note.Doc)
		y.wrong = append(y.wrong, y.note.Doc.Faults...)
	}
	y.note.File = name
	if !y.note.Meta.Draft {
		y.note.place(exam, y.at, &y.placed)
		y.note.Title = y.note.title()
	}
	return y
}

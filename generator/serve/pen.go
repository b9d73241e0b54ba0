package serve

import (
	"errors"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"retake/generator/disk"
)

// pen writes one character at a time into notes, and can take the last few back.
type pen struct {
	read    func(file string) ([]byte, error)
	rewrite func(file string, old, new []byte) error // a *disk.ChangedError if the file is not old any more

	mu      sync.Mutex
	strokes []stroke // oldest first
}

// penFor writes into the notes below a folder, or below those in which they really lie; nil = in the folder itself.
func penFor(dir string, whereabouts func(file string) (dir, name string)) pen {
	if whereabouts == nil {
		whereabouts = func(file string) (string, string) { return dir, file }
	}
	return pen{
		read: func(file string) ([]byte, error) {
			dir, file := whereabouts(file)
			tree, err := disk.OpenTree(dir, nil) // with nothing remembered: as it is now
			if err != nil {
				return nil, err
			}
			defer tree.Close()
			return tree.Bytes(file)
		},
		rewrite: func(file string, old, new []byte) error {
			dir, file := whereabouts(file)
			return disk.Rewrite(dir, file, old, new)
		},
	}
}

// mostStrokes is how many ticks can be taken back.
const mostStrokes = 10

// stroke is one character that was written.
type stroke struct {
	place
	was byte // what stood there before
}

// place is where a task box is written, and the sum of its line as it is there.
type place struct {
	file      string
	line, col int
	sum       string
}

// spot is where a task box is written, whatever the line.
type spot struct {
	file      string
	line, col int
}

func (p place) spot() spot { return spot{p.file, p.line, p.col} }

// written is what came of a tick or of its undoing.
type written struct {
	place
	done bool // the box is ticked now
	left int  // ticks that can be taken back
}

func (p place) String() string { return boxValue(p.file, p.line, p.col, p.sum) }

// placeOf reads what place's String writes.
func placeOf(box string) (p place, ok bool) {
	parts := strings.Split(box, ":")
	n := len(parts)
	if n < 4 {
		return place{}, false
	}
	line, err := strconv.Atoi(parts[n-3])
	col, err2 := strconv.Atoi(parts[n-2])
	p = place{strings.Join(parts[:n-3], ":"), line, col, parts[n-1]}
	return p, err == nil && err2 == nil && line > 0 && col > 0 && p.file != "" && p.String() == box
}

// refusal is why nothing was written, in words for the page.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string { return r.message }

var (
	errMoved = &refusal{http.StatusConflict,
		"The note has changed since this page was drawn, so nothing was written. The page will catch up in a moment; then try again."}
	errForeign = &refusal{http.StatusConflict,
		"This note is not saved as UTF-8, so nothing was written. Save it as UTF-8 in your editor, and its boxes can be ticked here."}
	errGone     = &refusal{http.StatusConflict, "The note is not there any more, so nothing was written."}
	errNoStroke = &refusal{http.StatusConflict, "There is nothing left to undo."}
)

// undoable is how many ticks can be taken back.
func (p *pen) undoable() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.strokes)
}

// tick writes an x or a blank into a box and gives the box as it is then. A box that is so already is
// left alone.
func (p *pen) tick(at place, done bool) (written, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, was, err := p.put(at, func(was byte) byte {
		switch {
		case !done:
			return ' '
		case was == ' ':
			return 'x'
		}
		return was
	})
	if err == nil && now.sum != at.sum {
		p.strokes = append(p.strokes, stroke{now, was})
		p.strokes = p.strokes[max(0, len(p.strokes)-mostStrokes):]
	}
	return written{now, done, len(p.strokes)}, err
}

// undo takes the last tick back. One that cannot be taken back any more is forgotten; one that the
// machine would not let us write is kept.
func (p *pen) undo() (written, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.strokes)
	if n == 0 {
		return written{}, errNoStroke
	}
	last := p.strokes[n-1]
	now, _, err := p.put(last.place, func(byte) byte { return last.was })
	var refused *refusal
	if err == nil || errors.As(err, &refused) {
		p.strokes = p.strokes[:n-1]
	}
	return written{now, last.was != ' ', len(p.strokes)}, err
}

// put writes the one character that choose makes of what is there, if the line is still the one that
// was meant. All other bytes of the note stay as they are.
func (p *pen) put(at place, choose func(was byte) byte) (now place, was byte, err error) {
	old, err := p.read(at.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return at, 0, errGone
	case err != nil:
		return at, 0, err
	}
	t := newText(old)
	if foreign(old) {
		return at, 0, errForeign
	}
	i, ok := t.box(at.line, at.col)
	if !ok || t.sum(at.line) != at.sum {
		return at, 0, errMoved
	}
	was = old[i]
	put := choose(was)
	if put == was {
		return at, was, nil
	}
	t.raw = append([]byte(nil), old...)
	t.raw[i] = put
	err = p.rewrite(at.file, old, t.raw)
	var late *disk.ChangedError
	switch {
	case errors.As(err, &late):
		return at, 0, errMoved
	case err != nil:
		return at, 0, err
	}
	at.sum = t.sum(at.line)
	return at, was, nil
}

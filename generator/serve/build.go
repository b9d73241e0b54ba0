package serve

import (
	"bytes"
	"maps"
	"slices"
	"time"

	"retake/generator/fault"
)

// Box is a task box on a page, and the place in a note where it was written.
type Box struct {
	Offset    int    // in the page's bytes, right after `<input type="checkbox"`
	File      string // below Options.Source, slash-separated
	Line, Col int    // of the "[", counted as fault.Pos counts
}

// Edit is a note that was saved.
type Edit struct {
	File   string `json:"file"`
	Page   string `json:"page"`
	Anchor string `json:"anchor"` // the heading nearest above the edit; "" = the top
}

// Build is what came of drawing the site once. The server keeps the bytes and writes to none.
type Build struct {
	Files  map[string][]byte // the finished site; nil: faults stopped it, and the last good site stays
	Faults fault.List        // with excerpts
	Boxes  map[string][]Box  // by page
	Edited []Edit
	Took   time.Duration

	// Read gives a note's bytes as the site was drawn from them; nil = as they are in Options.Source by
	// now. It is called before Show returns, and its answer is kept. The same slice means no change.
	Read func(file string) ([]byte, error)
}

// Show makes b what is shown, and tells all open pages what differs from the last good site. Slices
// that are the same memory are equal at once. A page also differs if its boxes have moved in the notes.
func (s *Server) Show(b Build) {
	s.showing.Lock()
	defer s.showing.Unlock()
	var d difference
	if b.Files != nil {
		d = s.compare(b)
	}
	at := s.o.Now().Format("15:04:05")
	s.mu.Lock()
	defer s.mu.Unlock()
	if b.Files != nil {
		s.apply(d)
	}
	s.state = s.state.after(b, at)
	s.tell(d.news(b.Edited))
}

// difference is how a build differs from the site that is shown.
type difference struct {
	put     []*entry
	removed []string
	texts   map[string]*text // notes with boxes that are new, or not what they were
	left    []string         // notes that no box is in any more
}

// compare may look at the site without its lock, because only Show changes it.
func (s *Server) compare(b Build) difference {
	boxes := b.Boxes
	if s.token == "" {
		boxes = nil
	}
	var d difference
	d.texts, d.left = s.reread(b.Read, boxes)
	for name, body := range b.Files {
		e, at := s.site[name], boxes[name]
		if e != nil && !e.inked && sameBytes(e.seen, body) && slices.Equal(e.boxes, at) && !d.touches(at) {
			e.seen = body
			continue
		}
		d.put = append(d.put, &entry{name: name, body: body, seen: body, boxes: at, marks: marks(body, at, func(file string) *text {
			if t := d.texts[file]; t != nil {
				return t
			}
			return s.texts[file]
		}, nil)})
	}
	for _, t := range d.texts {
		t.forget()
	}
	if kept := len(b.Files) - len(d.put); kept < len(s.site) {
		for name := range s.site {
			if _, ok := b.Files[name]; !ok {
				d.removed = append(d.removed, name)
			}
		}
	}
	return d
}

// reread finds which notes with boxes are not what they were. It too runs without the lock.
func (s *Server) reread(read func(file string) ([]byte, error), boxes map[string][]Box) (fresh map[string]*text, left []string) {
	if read == nil {
		read = s.pen.read
	}
	fresh = map[string]*text{}
	s.round++
	kept := 0
	for _, of := range boxes {
		for _, box := range of {
			was := s.texts[box.File]
			if was != nil && was.round == s.round || fresh[box.File] != nil {
				continue
			}
			raw, err := read(box.File)
			if was != nil && was.missing == (err != nil) && (err != nil || sameBytes(was.raw, raw)) {
				was.raw, was.round = raw, s.round
				kept++
				continue
			}
			t := &text{missing: true} // gone since the site was drawn: its boxes are shown and lead nowhere
			if err == nil {
				t = newText(raw)
			}
			t.round = s.round
			fresh[box.File] = t
		}
	}
	if kept < len(s.texts) {
		for file, t := range s.texts {
			if t.round != s.round && fresh[file] == nil {
				left = append(left, file)
			}
		}
	}
	return fresh, left
}

// touches tells whether one of the boxes is in a note that is not what it was.
func (d difference) touches(boxes []Box) bool {
	return len(d.texts) > 0 && slices.ContainsFunc(boxes, func(b Box) bool { return d.texts[b.File] != nil })
}

// apply makes the difference. The lock is held.
func (s *Server) apply(d difference) {
	if s.site == nil {
		s.site = make(map[string]*entry, len(d.put))
	}
	for _, e := range d.put {
		s.site[e.name] = e
	}
	for _, name := range d.removed {
		delete(s.site, name)
	}
	s.ticked = nil
	maps.Copy(s.texts, d.texts)
	for _, file := range d.left {
		delete(s.texts, file)
	}
}

// ink shows a tick on the pages that have the box: while something is wrong in the files, they are not
// drawn anew.
func (s *Server) ink(now written) {
	s.showing.Lock()
	defer s.showing.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ticked == nil {
		s.ticked = map[spot]written{}
	}
	at := now.spot()
	if t := s.texts[at.file]; t != nil && t.sum(at.line) == now.sum { // as the site was drawn
		delete(s.ticked, at)
	} else {
		s.ticked[at] = now
	}
	for name, e := range s.site {
		if slices.ContainsFunc(e.boxes, func(b Box) bool { return at == spot{b.File, b.Line, b.Col} }) {
			note := func(file string) *text { return s.texts[file] }
			s.site[name] = &entry{name: name, body: e.body, seen: e.seen, boxes: e.boxes, marks: marks(e.body, e.boxes, note, s.ticked), inked: true}
		}
	}
	s.tell(news{})
}

func sameBytes(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || bytes.Equal(a, b))
}

// news is the difference as open pages are told of it.
func (d difference) news(edited []Edit) news {
	n := news{edited: edited}
	for _, e := range d.put {
		n.set(e.name, true)
	}
	for _, name := range d.removed {
		n.set(name, false)
	}
	return n
}

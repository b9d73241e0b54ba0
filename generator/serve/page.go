package serve

import (
	"bytes"
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// entry is one file that is shown. What is worked out from it is worked out once.
type entry struct {
	name  string
	body  []byte
	boxes []Box
	marks []mark
	seen  []byte // what Show was last given for it: the same bytes, perhaps elsewhere in memory
	inked bool   // it shows ticks that were written since it was drawn

	once          sync.Once
	before, after []byte // of a page: with the marks of its boxes, on either side of the preview's tag
	sum           string // of what is shown
}

// mark is text that goes into a page, in the place of so many bytes.
type mark struct {
	at, instead int
	text        string
}

// doctype begins a page.
const doctype = "<!doctype"

// How a task box is written: what stands before its offset, and what follows.
const (
	boxStart   = `<input type="checkbox"`
	boxShown   = ` disabled`
	boxChecked = ` disabled checked`
)

// marks are what boxes that can be ticked say of themselves, in the order of the page. A tick that was
// written since the page was drawn is shown, and its box is known by the line as it is now.
func marks(body []byte, boxes []Box, note func(file string) *text, ticked map[spot]written) []mark {
	var out []mark
	for _, b := range boxes {
		if now, ok := ticked[spot{b.File, b.Line, b.Col}]; ok && b.Offset >= 0 && b.Offset <= len(body) {
			out = append(out, now.mark(body, b.Offset))
			continue
		}
		t := note(b.File)
		if t.missing || b.Offset > len(body) || b.Offset < 0 || !bytes.HasSuffix(body[:b.Offset], []byte(boxStart)) {
			continue
		}
		if _, ok := t.box(b.Line, b.Col); ok || foreign(t.raw) { // one in UTF-16 says why when it is ticked
			value := boxValue(b.File, b.Line, b.Col, t.sum(b.Line))
			out = append(out, mark{b.Offset, 0, ` data-box="` + html.EscapeString(value) + `"`})
		}
	}
	slices.SortStableFunc(out, func(a, b mark) int { return cmp.Compare(a.at, b.at) })
	return slices.CompactFunc(out, func(a, b mark) bool { return a.at == b.at })
}

// mark shows a tick in a page that was drawn before it.
func (w written) mark(body []byte, at int) mark {
	m := mark{at: at, text: ` data-box="` + html.EscapeString(w.String()) + `"`}
	for _, was := range []string{boxChecked, boxShown} {
		if bytes.HasPrefix(body[at:], []byte(was)) {
			m.instead = len(was)
			m.text += boxShown
			if w.done {
				m.text = strings.TrimSuffix(m.text, boxShown) + boxChecked
			}
			break
		}
	}
	return m
}

// boxValue names a box in a page and in a request.
func boxValue(file string, line, col int, sum string) string {
	return file + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(col) + ":" + sum
}

// isPage tells the pages of the site, which are what the preview puts its tag into.
func isPage(name string) bool {
	return (strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm")) && !isAttachment(name)
}

// prepare works out what is shown: a page in two halves, and the sum of it all.
func (e *entry) prepare() {
	e.once.Do(func() {
		e.before, e.after = e.body, nil
		if isPage(e.name) {
			at := tagPlace(e.body)
			n, _ := slices.BinarySearchFunc(e.marks, at+1, func(m mark, at int) int { return cmp.Compare(m.at, at) })
			e.before, e.after = weave(e.body, 0, at, e.marks[:n]), weave(e.body, at, len(e.body), e.marks[n:])
		}
		e.sum = sumOf(append(e.before[:len(e.before):len(e.before)], e.after...))
	})
}

// weave is body[from:to] with the marks put in: the body itself if there are none.
func weave(body []byte, from, to int, marks []mark) []byte {
	if len(marks) == 0 {
		return body[from:to]
	}
	out := make([]byte, 0, to-from+100*len(marks))
	for _, m := range marks {
		out = append(append(out, body[from:m.at]...), m.text...)
		from = m.at + m.instead
	}
	return append(out, body[from:to]...)
}

// tagPlace is where the preview's tag goes: before the first </head>, else at the start, but after a
// doctype, without which browsers would draw the page as those of the nineties were.
func tagPlace(page []byte) int {
	for at := 0; ; {
		n := bytes.Index(page[at:], []byte("</"))
		if n < 0 {
			break
		}
		at += n + 2
		if rest := page[at:]; len(rest) > 4 && bytes.EqualFold(rest[:4], []byte("head")) && strings.IndexByte("> \t\r\n\f/", rest[4]) >= 0 {
			return at - 2
		}
	}
	bare := bytes.TrimPrefix(page, []byte("\uFEFF"))
	start := bytes.TrimLeft(bare, " \t\r\n\f")
	if len(start) > len(doctype) && strings.EqualFold(string(start[:len(doctype)]), doctype) {
		if end := bytes.IndexByte(start, '>'); end >= 0 {
			return len(page) - len(start) + end + 1
		}
	}
	return len(page) - len(bare)
}

// tag is what makes a page follow: the preview's style and script. build is the good build it shows.
func (s *Server) tag(build int) string {
	return `<link rel="stylesheet" href="/.retake/preview.css"><script src="/.retake/preview.js" defer data-run="` + s.run +
		`" data-build="` + strconv.Itoa(build) + `" data-token="` + s.token + `" data-worker="/.retake/worker.js?run=` + s.run + `"></script>`
}

// dressed is a page with the preview's tag.
func (s *Server) dressed(e *entry, build int) []byte {
	e.prepare()
	tag := s.tag(build)
	out := make([]byte, 0, len(e.before)+len(tag)+len(e.after))
	return append(append(append(out, e.before...), tag...), e.after...)
}

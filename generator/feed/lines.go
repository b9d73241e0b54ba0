package feed

import (
	"time"
	"unicode/utf8"

	"retake/generator/civil"
)

// lines are the content lines of a calendar (RFC 5545, 3.1), each folded when it is whole.
type lines struct {
	out  []byte
	line []byte // the one being written
}

// most is how many octets a line may have without its end.
const most = 75

// end folds the line and ends it. A line is cut between characters; what follows begins with a blank.
func (w *lines) end() {
	rest, room := w.line, most
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		w.out = append(append(w.out, rest[:cut]...), "\r\n "...)
		rest, room = rest[cut:], most-1
	}
	w.out = append(append(w.out, rest...), "\r\n"...)
	w.line = w.line[:0]
}

// put writes a value that needs no escape.
func (w *lines) put(name, value string) {
	w.line = append(append(append(w.line, name...), ':'), value...)
	w.end()
}

// text writes a text; an empty one is left out.
func (w *lines) text(name, s string) {
	if s != "" {
		w.line = escape(append(append(w.line, name...), ':'), s)
		w.end()
	}
}

// list writes texts, those aside that are empty.
func (w *lines) list(name string, texts []string) {
	w.line = append(w.line, name...)
	empty := len(w.line)
	for _, s := range texts {
		if s == "" {
			continue
		}
		mark := byte(',')
		if len(w.line) == empty {
			mark = ':'
		}
		w.line = escape(append(w.line, mark), s)
	}
	if len(w.line) == empty {
		w.line = w.line[:0]
		return
	}
	w.end()
}

// address writes a URI, which has no blanks.
func (w *lines) address(name, uri string) {
	if uri == "" {
		return
	}
	w.line = append(append(w.line, name...), ':')
	for _, r := range uri {
		if r > ' ' && !breaks(r) && !control(r) {
			w.line = utf8.AppendRune(w.line, r)
		}
	}
	w.end()
}

func (w *lines) day(name string, d civil.Date) {
	y, m, day := d.YMD()
	w.line = append(append(w.line, name...), ':')
	for _, n := range []struct{ n, div int }{{y, 1000}, {m, 10}, {day, 10}} {
		for div := n.div; div > 0; div /= 10 {
			w.line = append(w.line, '0'+byte(n.n/div%10))
		}
	}
	w.end()
}

func (w *lines) instant(name string, t time.Time) {
	w.line = t.UTC().AppendFormat(append(append(w.line, name...), ':'), "20060102T150405Z")
	w.end()
}

// escape appends a text as a TEXT value (RFC 5545, 3.3.11): one line, without what it cannot hold.
func escape(out []byte, s string) []byte {
	copied := 0 // so much of s is in out
	for i, r := range s {
		special := r == '\\' || r == ';' || r == ','
		if !special && r != utf8.RuneError && (r >= ' ' && r < 0x7f || !breaks(r) && !control(r)) {
			continue
		}
		out = append(out, s[copied:i]...)
		_, size := utf8.DecodeRuneInString(s[i:])
		copied = i + size
		switch {
		case special:
			out = append(out, '\\', byte(r))
		case r == utf8.RuneError:
			out = utf8.AppendRune(out, r)
		case breaks(r) && (r != '\n' || i == 0 || s[i-1] != '\r'): // CR LF is one
			out = append(out, `\n`...)
		}
	}
	return append(out, s[copied:]...)
}

// breaks reports whether a line ends at a character: also at those at which only some programs think so.
func breaks(r rune) bool { return r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029 }

// control reports whether a character is none to be read; a tab is a blank.
func control(r rune) bool { return r < ' ' && r != '\t' || r >= 0x7f && r <= 0x9f }

package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
)

// text is a note's bytes, by line. Lines and columns count as fault.Pos counts: a line feed, a carriage
// return or both end a line, columns are characters, and a byte order mark is neither.
type text struct {
	raw     []byte
	lines   []line // nil: not found yet, or forgotten
	missing bool   // the note could not be read
	round   int    // the last Show that has met it

	alike    map[string]int // how often each line with a box stands in the note, ticked or not
	skeleton [sha256.Size]byte
}

// line is a range of a text's bytes, without the line's end.
type line struct{ from, to int }

// newText is a note by its bytes.
func newText(raw []byte) *text { return &text{raw: raw} }

// forget lets go of what can be found again: thousands of notes are kept.
func (t *text) forget() { t.lines, t.alike = nil, nil }

// find finds the lines. Text in UTF-16 has none, so nothing can be written to it.
func (t *text) find() {
	raw := t.raw
	if t.lines != nil || foreign(raw) {
		return
	}
	from := 0
	if bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")) {
		from = 3
	}
	for {
		n := bytes.IndexAny(raw[from:], "\r\n")
		if n < 0 {
			t.lines = append(t.lines, line{from, len(raw)})
			return
		}
		t.lines = append(t.lines, line{from, from + n})
		from += n + 1
		if raw[from-1] == '\r' && from < len(raw) && raw[from] == '\n' {
			from++
		}
	}
}

// foreign tells text in UTF-16, with or without its mark, and what is no text.
func foreign(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) || bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) || bytes.IndexByte(raw, 0) >= 0
}

// line is the text of a line, counted from 1; nil if there is none.
func (t *text) line(n int) []byte {
	t.find()
	if n < 1 || n > len(t.lines) {
		return nil
	}
	l := t.lines[n-1]
	return t.raw[l.from:l.to]
}

// box finds the character between the brackets of a task box: its offset, and false if no box is there.
func (t *text) box(n, col int) (at int, ok bool) {
	rest := t.line(n)
	if rest == nil || col < 1 {
		return 0, false
	}
	at = t.lines[n-1].from
	for ; col > 1 && len(rest) > 0; col-- {
		_, size := utf8.DecodeRune(rest)
		rest, at = rest[size:], at+size
	}
	if col > 1 || len(rest) < 3 || rest[0] != '[' || bytes.IndexByte([]byte(" xX"), rest[1]) < 0 || rest[2] != ']' {
		return 0, false
	}
	return at + 1, true
}

// blank is text with all its task boxes empty.
func blank(text []byte) []byte {
	out := bytes.ReplaceAll(text, []byte("[x]"), []byte("[ ]"))
	return bytes.ReplaceAll(out, []byte("[X]"), []byte("[ ]"))
}

// sum is what a line is known by: its own text, and of a line that stands in the note more than once the
// whole note beside it, ticks aside. Else one that has moved could be taken for its twin.
func (t *text) sum(n int) string {
	if t.alike == nil {
		t.alike = map[string]int{}
		t.find()
		for i := range t.lines {
			if line := blank(t.line(i + 1)); bytes.Contains(line, []byte("[ ]")) {
				t.alike[string(line)]++
			}
		}
		t.skeleton = sha256.Sum256(blank(t.raw))
	}
	line := t.line(n)
	if t.alike[string(blank(line))] < 2 {
		return sumOf(line)
	}
	return sumOf(append(append([]byte(nil), line...), t.skeleton[:]...))
}

// sumOf is the first 16 hexadecimal digits of its SHA-256.
func sumOf(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:8])
}

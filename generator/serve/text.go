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
	lines   []line
	missing bool // the note could not be read
	round   int  // the last Show that has met it
}

// line is a range of a text's bytes, without the line's end.
type line struct{ from, to int }

// newText finds the lines. Text in UTF-16 has none, so nothing can be written to it.
func newText(raw []byte) *text {
	t := &text{raw: raw}
	if foreign(raw) {
		return t
	}
	from := 0
	if bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")) {
		from = 3
	}
	for {
		n := bytes.IndexAny(raw[from:], "\r\n")
		if n < 0 {
			t.lines = append(t.lines, line{from, len(raw)})
			return t
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

// sumOf is what a line is known by: the first 16 hexadecimal digits of its SHA-256.
func sumOf(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:8])
}

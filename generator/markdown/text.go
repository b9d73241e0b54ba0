package markdown

import (
	"bytes"
	"encoding/binary"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"retake/generator/fault"
)

// Text is what a file's bytes say: without a byte order mark, UTF-16 decoded, every line end a line
// feed, and characters that HTML cannot hold replaced by U+FFFD. Positions of this package count in it.
func Text(src []byte) string {
	text, _ := clean(decode(src))
	return text
}

// read is Text with the faults met on the way. The text of a binary file is empty.
func read(file string, src []byte) (string, fault.List) {
	var faults fault.List
	decoded := decode(src)
	if binaryFile(decoded) {
		faults.Add("binary-note", fault.Pos{File: file}, "this is not a text file").Hint =
			"a note is plain text in UTF-8; keep other files beside it under their own ending"
		return "", faults
	}
	text, bad := clean(decoded)
	if len(bad) == 0 {
		return text, faults
	}
	first := bad[0]
	f := faults.Warn("invalid-utf8", newPlaces(file, text).pos(first.at), "byte 0x%02x is not UTF-8", first.was)
	if len(bad) > 1 {
		f.Message = f.Message + ", nor are " + count(len(bad)-1, "other byte", "other bytes")
	}
	f.Hint = "save the file as UTF-8; each such byte is shown as \uFFFD"
	return text, faults
}

// decode turns UTF-16 into UTF-8 and takes the byte order mark off.
func decode(src []byte) []byte {
	switch {
	case bytes.HasPrefix(src, []byte{0xEF, 0xBB, 0xBF}):
		return src[3:]
	case bytes.HasPrefix(src, []byte{0xFF, 0xFE}):
		return decode16(src[2:], binary.LittleEndian)
	case bytes.HasPrefix(src, []byte{0xFE, 0xFF}):
		return decode16(src[2:], binary.BigEndian)
	}
	// Without a mark: ASCII text in UTF-16 has a NUL as every other byte.
	head := src[:min(len(src), 1000)]
	even, odd := 0, 0
	for i, c := range head {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	switch n := len(head) / 2; {
	case n < 2 || len(src)%2 != 0:
	case odd*10 >= n*8 && even*10 <= n:
		return decode16(src, binary.LittleEndian)
	case even*10 >= n*8 && odd*10 <= n:
		return decode16(src, binary.BigEndian)
	}
	return src
}

// decode16 keeps half a character at the end as a byte that is not UTF-8, so that it is reported.
func decode16(src []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(src)/2)
	for i := range units {
		units[i] = order.Uint16(src[2*i:])
	}
	out := []byte(string(utf16.Decode(units)))
	if len(src)%2 == 1 {
		out = append(out, 0xFF)
	}
	return out
}

// binaryFile tells programs, pictures and archives from text: many control characters, or NULs in what
// is not UTF-8. A terminal's escape character is at home in notes.
func binaryFile(src []byte) bool {
	head := src[:min(len(src), 8000)]
	control, nul := 0, 0
	for _, c := range head {
		if c < 0x20 && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(c)) {
			control++
		}
		if c == 0 {
			nul++
		}
	}
	if control >= 8 && control*20 > len(head) {
		return true
	}
	for cut := 0; cut < utf8.UTFMax && len(head) > 0 && !utf8.RuneStart(head[len(head)-1]); cut++ {
		head = head[:len(head)-1]
	}
	if len(head) > 0 && len(head) < len(src) {
		head = head[:len(head)-1]
	}
	return nul > 0 && !utf8.Valid(head)
}

// badByte is a byte that is not UTF-8, and where its replacement stands.
type badByte struct {
	at  int
	was byte
}

// clean normalises line ends and replaces what cannot be shown.
func clean(src []byte) (string, []badByte) {
	if plainText(src) {
		return string(src), nil
	}
	var bad []badByte
	out := make([]byte, 0, len(src)+16)
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad = append(bad, badByte{len(out), src[i]})
			out = append(out, "\uFFFD"...)
		case r == '\r':
			if i+1 < len(src) && src[i+1] == '\n' {
				n++
			}
			out = append(out, '\n')
		case r == '\v' || r == '\f':
			out = append(out, ' ')
		case unshowable(r):
			out = append(out, "\uFFFD"...)
		default:
			out = append(out, src[i:i+n]...)
		}
		i += n
	}
	return string(out), bad
}

// plainText is the quick answer for nearly all notes.
func plainText(src []byte) bool {
	for _, c := range src {
		if c < 0x20 && c != '\n' && c != '\t' || c == 0x7F {
			return false
		}
	}
	return utf8.Valid(src) && !bytes.Contains(src, []byte("\xEF\xBF\xBE")) && !bytes.Contains(src, []byte("\xEF\xBF\xBF")) &&
		!bytes.Contains(src, []byte{0xC2})
}

// unshowable says whether HTML forbids the character: controls and two noncharacters.
func unshowable(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF
}

// places turns offsets of a text into lines and columns.
type places struct {
	file  string
	text  string
	lines []int // offset of each line's first byte

	line, at, col int // the last answer, from which the next one on the same line is counted
}

func newPlaces(file, text string) *places {
	p := &places{file: file, text: text, lines: []int{0}, col: 1}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

// pos is the place of an offset; columns count characters.
func (p *places) pos(at int) fault.Pos {
	at = max(0, min(at, len(p.text)))
	line := sort.Search(len(p.lines), func(i int) bool { return p.lines[i] > at }) - 1
	if line != p.line || at < p.at {
		p.line, p.at, p.col = line, p.lines[line], 1
	}
	p.col += utf8.RuneCountInString(p.text[p.at:at])
	p.at = at
	return fault.Pos{File: p.file, Line: line + 1, Col: p.col}
}

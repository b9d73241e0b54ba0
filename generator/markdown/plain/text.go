// Package plain handles what is true of a note's text before anybody reads Markdown in it.
//
// # Words
//
//   - Text is what a file's bytes say: UTF-8, every line end a line feed, nothing that HTML cannot hold.
//   - A place is a line and a column of that text, counted from 1, in characters.
//   - Front matter is what stands between fences at the very top; it is cut off here and read elsewhere.
//   - A slug is the id that GitHub gives a heading; IDs hands each out once.
//   - Escaping makes text harmless within HTML. Unescaping resolves what Markdown escapes.
//
// Deliberately absent: Markdown, HTML elements, reading front matter, and files.
package plain

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"retake/generator/fault"
)

// Text is what a file's bytes say: without a byte order mark, UTF-16 decoded, every line end a line
// feed, and characters that HTML cannot hold replaced by U+FFFD. Places count in it.
func Text(src []byte) string {
	text, _ := clean(decode(src))
	return text
}

// Read is Text with the faults met on the way. The text of a binary file is empty.
func Read(file string, src []byte) (string, fault.List) {
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
	f := faults.Warn("invalid-utf8", NewPlaces(file, text).Pos(first.at), "byte 0x%02x is not UTF-8", first.was)
	if len(bad) > 1 {
		f.Message = f.Message + ", nor are " + Count(len(bad)-1, "other byte", "other bytes")
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
		case Unshowable(r):
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

// Unshowable says whether HTML forbids the character: controls and two noncharacters.
func Unshowable(r rune) bool {
	return r < 0x20 && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF
}

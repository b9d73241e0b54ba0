// Package keyed reads TOML files by tables of keys: each key says how its value is written and where it
// goes, and whatever is wrong is collected with its file, line and column.
//
// It confines the TOML library, which keeps no positions of keys: a scanner of our own finds them. What
// a table of keys does not name is a fault with a guess at what was meant.
//
// Deliberately absent: what the keys mean, reading from disk, writing TOML.
package keyed

import (
	"bytes"
	"encoding/binary"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"retake/generator/fault"
)

// File is one TOML text, with a way from byte offsets to places.
type File struct {
	name   string
	text   string
	first  int          // line of text's first line in the learner's file: more than 1 for front matter
	lines  []int        // offset of each line's first byte
	bad    map[int]bool // offsets of values that were already reported and are not read
	said   map[int]bool // offsets of values that something was said about
	faults *fault.List
}

// NewFile takes a text as Normal leaves it. first is the line on which it begins in the learner's file;
// what is wrong goes to faults.
func NewFile(name, text string, first int, faults *fault.List) *File {
	f := &File{name: name, text: text, first: first, lines: []int{0}, bad: map[int]bool{}, said: map[int]bool{}, faults: faults}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Pos is the place of a byte offset; offsets behind the end are moved to it.
func (f *File) Pos(off int) fault.Pos {
	off = max(0, min(off, len(f.text)))
	n := sort.SearchInts(f.lines, off+1)
	col := utf8.RuneCountInString(f.text[f.lines[n-1]:off]) + 1
	return fault.Pos{File: f.name, Line: f.first + n - 1, Col: col}
}

// width is how many characters from..to takes on its first line, at least 1.
func (f *File) width(from, to int) int {
	to = min(max(from, to), len(f.text))
	s, _, _ := strings.Cut(f.text[min(from, to):to], "\n")
	return max(1, utf8.RuneCountInString(s))
}

// Normal turns bytes as they are on disk into UTF-8 with LF line ends and without a byte-order mark.
// bad is the offset of the first byte that is no UTF-8, -1 if all are; such bytes become U+FFFD.
func Normal(b []byte) (text string, bad int) {
	b = fromUTF16(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	text = string(b)
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if utf8.ValidString(text) {
		return text, -1
	}
	for bad < len(text) {
		r, n := utf8.DecodeRuneInString(text[bad:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		bad += n
	}
	return strings.ToValidUTF8(text, "\uFFFD"), bad
}

// fromUTF16 decodes UTF-16, told by its byte-order mark or by a zero byte beside the first letter.
func fromUTF16(b []byte) []byte {
	var order binary.ByteOrder
	switch {
	case len(b) < 2:
		return b
	case b[0] == 0xff && b[1] == 0xfe:
		order, b = binary.LittleEndian, b[2:]
	case b[0] == 0xfe && b[1] == 0xff:
		order, b = binary.BigEndian, b[2:]
	case b[0] != 0 && b[1] == 0:
		order = binary.LittleEndian
	case b[0] == 0 && b[1] != 0:
		order = binary.BigEndian
	default:
		return b
	}
	units := make([]uint16, 0, len(b)/2)
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	return []byte(string(utf16.Decode(units)))
}

package entry

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Append is a log with entries at its end, each after one blank line. Every byte that was there stays; what is new has
// the line ends and the encoding of the file, and a file that ended without a line end does so again. So Undo gives the
// same bytes back.
func Append(old []byte, entries ...Entry) ([]byte, error) {
	c := codeOf(old)
	text, err := c.decode(old)
	if err != nil {
		return nil, err
	}
	end := lineEnd(text)
	open := text != "" && !strings.HasSuffix(text, end)
	var add strings.Builder
	for i, e := range entries {
		if err := e.check(); err != nil {
			return nil, err
		}
		lines := strings.ReplaceAll(e.String(), "\n", end)
		switch {
		case open:
			add.WriteString(end + end + strings.TrimSuffix(lines, end))
		case text == "" && i == 0:
			add.WriteString(lines)
		default:
			add.WriteString(end + lines)
		}
	}
	out := append(old[:len(old):len(old)], c.encode(add.String())...)
	if codeOf(out) != c { // a file of one zero byte, say
		return nil, &Refusal{"the file holds a zero byte, and is no text", "save it as plain text in UTF-8"}
	}
	return out, nil
}

// check refuses an entry that would not be read back.
func (e Entry) check() error {
	if !bareKey(e.Table) {
		return fmt.Errorf("%q is no name of a table", e.Table)
	}
	for _, f := range e.Fields {
		if !bareKey(f.Key) || !oneLine(f.Value) {
			return fmt.Errorf("%s = %s is no line of an entry", f.Key, f.Value)
		}
	}
	return nil
}

func bareKey(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// lineEnd is how the last line of a text that has one ends.
func lineEnd(text string) string {
	i := strings.LastIndexAny(text, "\r\n")
	switch {
	case i < 0:
		return "\n"
	case text[i] == '\n' && i > 0 && text[i-1] == '\r':
		return "\r\n"
	}
	return text[i : i+1]
}

// code is how a file's bytes stand for text: nil is UTF-8 (or whatever has no zero bytes), else the order of UTF-16.
// It is told as it will be when the log is read.
type code struct {
	order interface {
		binary.ByteOrder
		binary.AppendByteOrder
	}
	mark int // bytes of a byte-order mark
}

func codeOf(b []byte) code {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		c := codeOf(b[3:])
		if c.mark > 0 || c.order != nil { // two marks: nobody reads such a file
			return code{}
		}
		return code{nil, 3}
	case len(b) < 2:
		return code{}
	case b[0] == 0xff && b[1] == 0xfe:
		return code{binary.LittleEndian, 2}
	case b[0] == 0xfe && b[1] == 0xff:
		return code{binary.BigEndian, 2}
	case b[0] != 0 && b[1] == 0:
		return code{binary.LittleEndian, 0}
	case b[0] == 0 && b[1] != 0:
		return code{binary.BigEndian, 0}
	}
	return code{}
}

// decode is the text of a file without its mark. Of UTF-16 only what can be encoded again is text.
func (c code) decode(b []byte) (string, error) {
	b = b[c.mark:]
	if c.order == nil {
		return string(b), nil
	}
	units := make([]uint16, 0, len(b)/2)
	for rest := b; len(rest) >= 2; rest = rest[2:] {
		units = append(units, c.order.Uint16(rest))
	}
	text := string(utf16.Decode(units))
	if !bytes.Equal(c.encode(text), b) {
		return "", &Refusal{"the file is in UTF-16, and some of it is no text", "save it as plain text in UTF-8"}
	}
	return text, nil
}

func (c code) encode(text string) []byte {
	if c.order == nil {
		return []byte(text)
	}
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = c.order.AppendUint16(out, u)
	}
	return out
}

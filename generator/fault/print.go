package fault

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Print writes the faults in the order given: the contract line, the source line with its number, a
// caret under the column, and the hint, with a blank line between faults. Colour is by escape codes
// and says nothing that the text does not. Of many faults of one code in one file the first are shown
// and the others counted: JSON has them all. Write errors are dropped: there is nowhere left to say so.
func Print(w io.Writer, l List, color bool) {
	var b strings.Builder
	type kind struct{ file, code string }
	shown, all := map[kind]int{}, map[kind]int{}
	for _, f := range l {
		all[kind{f.Pos.File, f.Code}]++
	}
	for _, f := range l {
		k := kind{f.Pos.File, f.Code}
		if shown[k]++; shown[k] > mostAlike {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		printOne(&b, f, paint(color))
		if more := all[k] - mostAlike; shown[k] == mostAlike && more > 0 {
			fmt.Fprintf(&b, "\n%s %d more like it [%s]\n", paint(color).in(bold, Clean(f.Pos.File)+":"), more, f.Code)
		}
	}
	io.WriteString(w, b.String())
}

// mostAlike is how many faults of one code in one file are shown in full.
const mostAlike = 20

// paint wraps text in an escape code, or leaves it alone.
type paint bool

const (
	bold, red, yellow, dim = "1", "1;31", "1;33", "2"
)

func (p paint) in(code, text string) string {
	if !p || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func printOne(b *strings.Builder, f Fault, p paint) {
	tone := red
	if f.Severity == Warning {
		tone = yellow
	}
	if where := Clean(f.Pos.String()); where != "" {
		b.WriteString(p.in(bold, where+":") + " ")
	}
	b.WriteString(p.in(tone, Clean(f.Message)) + " " + p.in(dim, "["+f.Code+"]") + "\n")
	if f.Pos.Line > 0 && strings.TrimSpace(f.Excerpt) != "" {
		gutter := fmt.Sprintf("%5d | ", f.Pos.Line)
		text, pad, carets := excerpt(f)
		b.WriteString(p.in(dim, gutter) + text + "\n")
		if carets != "" {
			b.WriteString(p.in(dim, strings.Repeat(" ", len(gutter)-2)+"| ") + pad + p.in(tone, carets) + "\n")
		}
	}
	if f.Hint != "" {
		b.WriteString(p.in(bold, "hint:") + " " + Clean(f.Hint) + "\n")
	}
}

// excerpt is the source line cut to a readable length around the column, what stands in front of the
// caret (tabs stay tabs, so that any tab width fits), and the carets, none if no column is known. A
// column past the end of the line points just behind it.
func excerpt(f Fault) (text, pad, carets string) {
	line, col := []rune(strings.TrimRight(f.Excerpt, " \t\r\n")), f.Pos.Col-1
	cut := ""
	if start := col - reach; start > 0 && len(line) > 2*reach {
		start = min(start, len(line)-reach)
		line, col, cut = line[start:], col-start, "…"
	}
	text = cut + Clean(string(line))
	if len(line) > 2*reach {
		text = cut + Clean(string(line[:2*reach])) + "…"
	}
	if col < 0 {
		return text, "", ""
	}
	col = min(col, len(line))
	end := min(col+max(1, f.Width), len(line), 2*reach)
	return text, strings.Repeat(" ", columns([]rune(cut))) + blank(line[:col]), strings.Repeat("^", max(1, columns(line[col:max(col, end)])))
}

// reach is how many characters of a long line are shown on either side of the column.
const reach = 60

// blank is white space as wide as the text.
func blank(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\t' {
			b.WriteByte('\t')
			continue
		}
		b.WriteString(strings.Repeat(" ", width(r)))
	}
	return b.String()
}

func columns(text []rune) int {
	n := 0
	for _, r := range text {
		n += width(r)
	}
	return n
}

// span is a range of characters that take so many terminal columns.
type span struct {
	first, last rune
	columns     int
}

// spans lists the characters that do not take one column: combining marks and invisible ones take
// none, East Asian and pictographic ones two. Rare scripts are left out: the caret is then a little off.
var spans = []span{
	{0x0300, 0x036F, 0}, {0x0483, 0x0489, 0}, {0x0591, 0x05BD, 0}, {0x064B, 0x065F, 0}, {0x1AB0, 0x1AFF, 0},
	{0x1100, 0x115F, 2}, {0x200B, 0x200F, 0}, {0x202A, 0x202E, 0}, {0x2060, 0x2064, 0}, {0x2066, 0x2069, 0},
	{0x20D0, 0x20FF, 0}, {0x231A, 0x231B, 2}, {0x2614, 0x2615, 2}, {0x2705, 0x2705, 2}, {0x274C, 0x274C, 2},
	{0x2E80, 0x303E, 2}, {0x3041, 0x33FF, 2}, {0x3400, 0x4DBF, 2}, {0x4E00, 0x9FFF, 2}, {0xA000, 0xA4CF, 2},
	{0xAC00, 0xD7A3, 2}, {0xF900, 0xFAFF, 2}, {0xFE00, 0xFE0F, 0}, {0xFE30, 0xFE6F, 2}, {0xFEFF, 0xFEFF, 0},
	{0xFF00, 0xFF60, 2}, {0xFFE0, 0xFFE6, 2}, {0x1F300, 0x1F64F, 2}, {0x1F680, 0x1F6FF, 2}, {0x1F900, 0x1FAFF, 2},
	{0x20000, 0x3FFFD, 2},
}

// width is the terminal columns a character takes.
func width(r rune) int {
	for _, s := range spans {
		if r >= s.first && r <= s.last {
			if s.columns == 0 && turns(r) {
				return 1 // shown as a replacement by Clean
			}
			return s.columns
		}
	}
	return 1
}

// turns reports whether a character reverses the direction of the text after it.
func turns(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

// Clean replaces what could steer a terminal: control characters other than the tab, and marks that
// turn the direction of writing. A user's file may hold anything.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case r == '\n':
			return ' '
		case r < 0x20 || r >= 0x7F && r < 0xA0 || turns(r):
			return '\uFFFD'
		}
		return r
	}, s)
}

// entry is a fault as data; the names are a public contract.
type entry struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// JSON is the list as an indented array of {file, line, col, severity, code, message, hint}, ended by
// a line end; an empty list is [].
func JSON(l List) []byte {
	entries := make([]entry, 0, len(l))
	for _, f := range l {
		entries = append(entries, entry{f.Pos.File, f.Pos.Line, f.Pos.Col, f.Severity.String(), f.Code, f.Message, f.Hint})
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	enc.Encode(entries) // strings and whole numbers always encode
	return []byte(b.String())
}

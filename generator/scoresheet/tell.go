package scoresheet

import (
	"fmt"
	"strings"
)

// Table is what was read, from which line, and what was not found, for a terminal of so many columns.
func (r Reading) Table(width int) string {
	var b strings.Builder
	line := func(text string) {
		if n := []rune(text); len(n) >= width && width > 20 {
			text = string(n[:width-2]) + "…"
		}
		b.WriteString(text + "\n")
	}
	from := func(f From) {
		if f.Text != "" {
			line(fmt.Sprintf("      page %d, line %d: %s", f.Page, f.Line, f.Text))
		}
	}
	for _, k := range r.Keys() {
		line("  " + r.Name(k) + ": " + r.Taken[k].Says)
		from(r.Taken[k].From)
	}
	for _, d := range r.Doubts {
		line("? " + r.Name(d.Key) + ": not taken, " + d.Why)
		for _, f := range d.Could {
			line("    " + f.Says)
			from(f.From)
		}
	}
	for _, n := range r.Notes {
		b.WriteString(wrap("! "+n, width))
	}
	var silent []string
	for _, k := range r.Silent() {
		silent = append(silent, r.Name(k))
	}
	if len(silent) > 0 {
		b.WriteString(wrap("  not found: "+strings.Join(silent, ", "), width))
	}
	return b.String()
}

// wrap breaks a text between words, and sets further lines in.
func wrap(text string, width int) string {
	out, at := text[:2], 2
	for i, w := range strings.Fields(text[2:]) {
		n := len([]rune(w)) + 1
		switch {
		case i == 0:
			n--
		case at+n >= width:
			out += "\n    "
			n, at = n-1, 4
		default:
			out += " "
		}
		out += w
		at += n
	}
	return out + "\n"
}

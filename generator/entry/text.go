package entry

import (
	"fmt"
	"strings"
)

// Text is s as a basic string of TOML 1.0. What is no UTF-8 becomes U+FFFD.
func Text(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff:
			// Unseen in an editor, a line break to some, or turning the direction of what stands there.
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// oneLine reports whether text is a value of TOML on a line of its own, written as retake writes one: no comment, no
// blanks around it, and every string in plain quotes.
func oneLine(value string) bool {
	if value == "" || strings.TrimSpace(value) != value {
		return false
	}
	depth := 0
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '"':
			n := quoted(value[i:])
			if n == 0 {
				return false
			}
			i += n - 1
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '#', '\'', '\n', '\r':
			return false
		}
		if depth < 0 || depth == 0 && i < len(value)-1 && strings.ContainsRune("]}\"", rune(value[i])) {
			return false
		}
	}
	return depth == 0
}

// quoted is the length of the basic string that a text begins with; 0 if it does not end, or is of several lines.
func quoted(text string) int {
	if strings.HasPrefix(text, `"""`) {
		return 0
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n', '\r':
			return 0
		}
	}
	return 0
}

package plain

import (
	"html"
	"strings"
	"unicode/utf8"
)

// Escape makes text safe within elements and within quoted attributes. Characters that HTML forbids,
// which character references can name, become U+FFFD.
func Escape(s string) string {
	if nothingToEscape(s) {
		return s
	}
	return string(AppendEscaped(make([]byte, 0, len(s)+16), s))
}

// nothingToEscape is the quick answer for most text.
func nothingToEscape(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' || c == '&' || c == '<' || c == '>' || c == '"' || c == 0x7F || c == 0xC2 || c >= 0xEF {
			return false
		}
	}
	return true
}

// AppendEscaped is Escape for text that is being written.
func AppendEscaped(out []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			out = appendByte(out, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || Unshowable(r) {
			out = append(out, "\uFFFD"...)
		} else {
			out = append(out, s[i:i+n]...)
		}
		i += n
	}
	return out
}

func appendByte(out []byte, c byte) []byte {
	switch {
	case c == '&':
		return append(out, "&amp;"...)
	case c == '<':
		return append(out, "&lt;"...)
	case c == '>':
		return append(out, "&gt;"...)
	case c == '"':
		return append(out, "&quot;"...)
	case Unshowable(rune(c)):
		return append(out, "\uFFFD"...)
	}
	return append(out, c)
}

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// Unescape resolves backslash escapes and character references in one pass, as CommonMark does.
func Unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		next := i + 1
		switch {
		case s[i] == '\\' && next < len(s) && strings.IndexByte(punctuation, s[next]) >= 0:
			b.WriteByte(s[next])
			next++
		case s[i] == '&':
			if end := strings.IndexByte(s[i:min(len(s), i+40)], ';'); end > 1 {
				next = i + end + 1
				b.WriteString(entity(s[i:next]))
				break
			}
			b.WriteByte('&')
		default:
			b.WriteByte(s[i])
		}
		i = next
	}
	return b.String()
}

// entity is the character a whole reference such as &amp; names, else the text as it is.
func entity(ref string) string {
	for _, r := range ref[1 : len(ref)-1] {
		if r != '#' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z') {
			return ref
		}
	}
	if digits := strings.TrimLeft(ref[1:], "#xX"); ref[1] == '#' && (len(ref) > 10 || digits == ";") {
		return ref
	}
	if out := html.UnescapeString(ref); !strings.HasSuffix(out, ";") || ref == "&semi;" || ref == "&#59;" || ref == "&#x3b;" || ref == "&#x3B;" {
		return out
	}
	return ref
}

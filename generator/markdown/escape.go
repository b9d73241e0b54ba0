package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// escape makes text safe within elements and within quoted attributes. Characters that HTML forbids,
// which character references can name, become U+FFFD.
func escape(s string) string {
	if clear(s) {
		return s
	}
	return string(appendEscaped(make([]byte, 0, len(s)+16), s))
}

// clear is the quick answer for most text.
func clear(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' || c == '&' || c == '<' || c == '>' || c == '"' || c == 0x7F || c == 0xC2 || c >= 0xEF {
			return false
		}
	}
	return true
}

func appendEscaped(out []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			out = appendByte(out, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || unshowable(r) {
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
	case unshowable(rune(c)):
		return append(out, "\uFFFD"...)
	}
	return append(out, c)
}

// attribute makes an address safe within a quoted attribute: what an address may not hold is
// percent-encoded, what is already encoded stays.
func attribute(href string) string {
	return escape(string(util.URLEscape([]byte(strings.ToValidUTF8(href, "\uFFFD")), false)))
}

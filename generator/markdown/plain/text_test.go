package plain

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"plain", "a\nb", "a\nb"},
		{"byte order mark", "\xEF\xBB\xBF# T", "# T"},
		{"CRLF and CR", "a\r\nb\rc\r\n", "a\nb\nc\n"},
		{"NUL", "a\x00b", "a\uFFFDb"},
		{"little-endian", "\xFF\xFEa\x00\xE4\x00\r\x00\n\x00", "aä\n"},
		{"big-endian", "\xFE\xFF\x00a\x00\xE4", "aä"},
		{"little-endian without a mark", "#\x00 \x00a\x00b\x00c\x00", "# abc"},
		{"big-endian without a mark", "\x00#\x00 \x00a\x00b\x00c", "# abc"},
		{"half a character", "\xFF\xFEa\x00b", "a\uFFFD"},
		{"latin-1", "caf\xE9", "caf\uFFFD"},
		{"controls", "a\x01\x7F\u0085\v\fb", "a\uFFFD\uFFFD\uFFFD  b"},
		{"no-break space stays", "a\u00A0b", "a\u00A0b"},
	} {
		if got := Text([]byte(c.src)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestTextUTF16: what is written as UTF-16 reads as the same text.
func TestTextUTF16(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := Text([]byte(rapid.String().Draw(t, "text")))
		src := []byte{0xFE, 0xFF}
		for _, u := range utf16.Encode([]rune(text)) {
			src = append(src, byte(u>>8), byte(u))
		}
		if got := Text(src); got != text {
			t.Fatalf("%q read as %q", text, got)
		}
	})
}

// FuzzText: decoding ends in lines that HTML can hold.
func FuzzText(f *testing.F) {
	for _, s := range []string{"# a\r\nb", "\uFEFF\x00\v", "caf\xE9 \x7F", "\xFE\xFF\x00a\xD8"} {
		f.Add([]byte(s))
	}
	f.Add([]byte{0xFF, 0xFE, 'a', 0, '\r', 0, '\n', 0, 0})
	f.Fuzz(func(t *testing.T, src []byte) {
		text := Text(src)
		if !utf8.ValidString(text) || strings.ContainsFunc(text, Unshowable) {
			t.Errorf("%q", text)
		}
		if again := Text([]byte(text)); again != text {
			t.Errorf("%q is %q when read again", text, again)
		}
	})
}

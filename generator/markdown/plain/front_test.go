package plain

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"retake/generator/fault"
)

func TestCutFront(t *testing.T) {
	for _, c := range []struct{ text, lang, inner, rest, code string }{
		{"---\na: 1\n---\nx", "yaml", "a: 1\n", "x", ""},
		{"+++\na = 1\n+++\nx", "toml", "a = 1\n", "x", ""},
		{"---\na: 1\n...\nx", "yaml", "a: 1\n", "x", ""},
		{"---\n---\n", "yaml", "", "", ""},
		{"x\n---\na: 1\n---\n", "", "", "x\n---\na: 1\n---\n", ""},
		{"---\ntext\n---\nx", "", "", "---\ntext\n---\nx", ""},
		{"---\na: 1\nx", "", "", "---\na: 1\nx", "front-matter-unclosed"},
		{"+++\nx", "", "", "+++\nx", "front-matter-unclosed"},
	} {
		front, at, faults := CutFront("n.md", c.text)
		code := ""
		for _, f := range faults {
			code += f.Code
		}
		if front.Lang != c.lang || front.Text != c.inner || c.text[at:] != c.rest || code != c.code {
			t.Errorf("%q: %+v, then %q, fault %q", c.text, front, c.text[at:], code)
		}
	}
}

func TestPlaces(t *testing.T) {
	p := NewPlaces("n.md", "äb\n\nc日d")
	for _, c := range []struct{ at, line, col int }{{0, 1, 1}, {2, 1, 2}, {3, 1, 3}, {4, 2, 1}, {5, 3, 1}, {9, 3, 3}, {10, 3, 4}, {99, 3, 4}, {-1, 1, 1}, {6, 3, 2}} {
		if got := p.Pos(c.at); got != (fault.Pos{File: "n.md", Line: c.line, Col: c.col}) {
			t.Errorf("offset %d is at %v", c.at, got)
		}
	}
}

// TestPlacesAnyOrder: a place does not depend on what was asked before.
func TestPlacesAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[aä日\n]{0,30}`).Draw(t, "text")
		p := NewPlaces("n.md", text)
		runes := []rune(text)
		for _, n := range rapid.SliceOf(rapid.IntRange(0, len(runes))).Draw(t, "characters") {
			before := string(runes[:n])
			at := len(before)
			line := before[strings.LastIndexByte(before, '\n')+1:]
			if got := p.Pos(at); got.Line != 1+strings.Count(before, "\n") || got.Col != 1+utf8.RuneCountInString(line) {
				t.Fatalf("offset %d of %q is at %d:%d", at, text, got.Line, got.Col)
			}
		}
	})
}

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain ä": "plain ä", `<a href="x">&amp;`: "&lt;a href=&quot;x&quot;&gt;&amp;amp;", "a\x01b\x7f\u0085\uFFFE": "a\uFFFDb\uFFFD\uFFFD\uFFFD", "\u00a0\tü\n": "\u00a0\tü\n", "\xff": "\uFFFD",
	} {
		if got := Escape(text); got != want {
			t.Errorf("Escape(%q) = %q, want %q", text, got, want)
		}
		if got := string(AppendEscaped(nil, text)); got != want {
			t.Errorf("AppendEscaped(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for text, want := range map[string]string{
		`a\*b\\c\d`: `a*b\c\d`, "&amp;&lt;": "&<", "&#65;&#x42;": "AB", "&copy": "&copy", "&nothing;": "&nothing;", `\&amp;`: "&amp;", "&;": "&;", "&#;": "&#;", "&semi;": ";", "a&b;c": "a&b;c",
	} {
		if got := Unescape(text); got != want {
			t.Errorf("Unescape(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{"": 0, "two words": 2, "don't re-take it": 3, "日本語": 3, "한국어 제목": 2, "a, b; c": 3, "x_1 = 2": 2, "ABC日def": 3} {
		if got := Words(text); got != want {
			t.Errorf("Words(%q) = %d, want %d", text, got, want)
		}
	}
}

// TestIDs: no id is handed out twice.
func TestIDs(t *testing.T) {
	var s IDs
	for _, c := range []struct{ slug, want string }{{"a", "a"}, {"a-1", "a-1"}, {"a", "a-2"}, {"a", "a-3"}, {"a-1", "a-1-1"}} {
		if got := s.Unique(c.slug); got != c.want {
			t.Errorf("%q became %q, want %q", c.slug, got, c.want)
		}
	}
	if s.Claim("a-2") || !s.Claim("b") || s.Claim("b") || s.Claim("") {
		t.Error("an id that is taken was given, or one that is free was not")
	}
	rapid.Check(t, func(t *rapid.T) {
		var s IDs
		for _, slug := range rapid.SliceOf(rapid.SampledFrom([]string{"a", "a-1", "a-2", "b", "a-1-1"})).Draw(t, "slugs") {
			s.Unique(slug)
		}
		if sorted := slices.Sorted(slices.Values(s.Order)); len(slices.Compact(sorted)) != len(s.Order) {
			t.Fatalf("%v", s.Order)
		}
	})
}

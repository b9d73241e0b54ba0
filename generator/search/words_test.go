package search

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// example is a text and its words.
type example struct {
	Text  string
	Words []string
}

// examples are those of testdata/words.txt.
func examples(t *testing.T) (out []example) {
	t.Helper()
	table, err := os.ReadFile("testdata/words.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, words, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		plain, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
		if !ok || err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		words = norm.NFKD.String(words) // Hangul stands as it is written, and is compared by its letters
		out = append(out, example{plain, strings.Fields(words)})
	}
	return out
}

func TestWords(t *testing.T) {
	for _, e := range examples(t) {
		if diff := cmp.Diff(e.Words, Words(e.Text), cmp.Transformer("none", func(s []string) []string { return append([]string{}, s...) })); diff != "" {
			t.Errorf("%q (-want +got)\n%s", e.Text, diff)
		}
	}
}

// TestWordsAreClean: whatever the text, words are not empty, short enough, and hold nothing that an index would have
// to escape; and a word is its own only word, or a whole that comes after its parts.
func TestWordsAreClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("aÀß1.-+#_'’&/ の鍵ภ\u0301\u00ad")))).Draw(t, "text")
		for _, w := range Words(text) {
			if n := utf8.RuneCountInString(w); n == 0 || n > longest {
				t.Fatalf("%q has %d letters", w, n)
			}
			for _, r := range w {
				if !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune(".-/+#_'&", r) {
					t.Fatalf("%q holds %q", w, r)
				}
			}
			if again := Words(w); !slices.Contains(again, w) {
				t.Fatalf("%q is read as %q", w, again)
			}
		}
	})
}

// FuzzWords: no text is too much, and the same words come whatever the form of its accents.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"a.b", "C++", "\xff\xfe", "公開鍵", "e\u0301", "\u0301", strings.Repeat("a-", 60)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			Words(text)
			return
		}
		if a, b := Words(norm.NFC.String(text)), Words(norm.NFD.String(text)); !slices.Equal(a, b) {
			t.Errorf("%q: %q composed, %q decomposed", text, a, b)
		}
	})
}

package highlight

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// members lists the printable characters of a set, "all" for all.
func members(s charset) string {
	if s == anything {
		return "all"
	}
	var b strings.Builder
	for r := ' '; r < 0x7F; r++ {
		if s.has(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestFirstOf(t *testing.T) {
	const digits = "0123456789"
	for _, c := range []struct{ expression, want string }{
		{`abc`, "a"}, {`a|b|cd`, "abc"}, {`(?:a|b)c`, "ab"}, {`(a?)b`, "ab"}, {`a*b+c`, "ab"}, {`a{0,2}b`, "ab"}, {`a{1,2}b`, "a"}, {`a{2}?b`, "a"},
		{`a{,2}`, "a"}, {`{a}`, "{"}, {`\d+`, digits}, {`[a-c_-]x`, "-_abc"}, {`[]x]`, "]x"}, {`^#.*$`, "#"}, {`\bx\b`, "x"}, {`\x41`, "A"}, {`\u0042|\x{43}`, "BC"},
		{`\.\d`, "."}, {`(?=a)bc`, "b"}, {`(?<!a)b`, "b"}, {`(?<=a|(b))c`, "c"}, {`(?<name>a)\k<name>`, "a"}, {`(?P<n>a)`, "a"}, {`(a)\1`, "a"}, {`(?>ab|c)`, "ac"},
		{`(?i)b`, "BIKSbiks"}, {`(?i:b)`, "BIKSbiks"}, {`(?s).`, "all"}, {`(?m)^a`, "a"}, {`[^\W_]`, members(shorthand['w'])}, {`é|a`, "a"}, {`\p{Nd}x`, digits}, {`[\-\]]`, "-]"}, {`[\d.]`, "." + digits},
		{`[^ -y]`, "z{|}~"}, {`\\`, `\`}, {`[^\S\n]`, " "}, {`[^\W\d]`, members(shorthand['w'])}, {`[^\d\W]`, members(shorthand['w'])},
		// Empty, or nothing that is understood.
		{``, "all"}, {`a*`, "all"}, {`a?|b`, "all"}, {`(?=a)`, "all"}, {`\b`, "all"}, {`(a|)`, "all"}, {`(?i)[^b]`, "all"}, {`[a-z-[m]]`, "all"}, {`[^a-z-[m]]`, "all"},
		{`[[:alpha:]]`, "all"}, {`(?(1)a|b)`, "all"}, {`(?x) a`, "all"}, {`(?#b)a`, "all"}, {`\cA`, "all"}, {`\012`, "all"}, {`\Qa\E`, "all"}, {`a++`, "all"}, {`(a`, "all"},
		{`a)`, "all"}, {`[a`, "all"}, {`\`, "all"}, {`*a`, "all"}, {`(?<a-b>c)`, "all"}, {`[\w-z]`, "all"}, {`[z-a]`, "all"}, {`\p{Greek}`, "all"}, {`\pL`, "all"}, {"\xff", "all"},
	} {
		if got := members(firstOf(c.expression, false)); got != c.want {
			t.Errorf("%s can begin with %s, want %s", c.expression, got, c.want)
		}
	}
	if got := members(firstOf(`[a-c]`, true)); got != "ABCIKSabciks" {
		t.Errorf("without letter case: %s", got)
	}
}

// TestClassesOfLexers compares every class of every lexer with what the engine takes for a member.
func TestClassesOfLexers(t *testing.T) {
	if raced {
		t.Skip("nothing is shared here")
	}
	seen := map[string]charset{}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		q := quickly(l)
		if q == nil {
			continue
		}
		for _, state := range q.rules {
			for _, r := range state {
				for i := range r.Pattern {
					fold := l.Config().CaseInsensitive || strings.Contains(r.Pattern, "(?i")
					e := expr{src: r.Pattern, at: i + 1, fold: fold}
					var set charset
					switch {
					case r.Pattern[i] == '[':
						set, _ = e.class()
					case r.Pattern[i] == '\\' && i+1 < len(r.Pattern):
						set, _ = e.escape()
					}
					if fold {
						set = folded(set)
					}
					if text := r.Pattern[i:e.at]; !e.failed && e.at > i+1 {
						if fold {
							text = "(?i)" + text
						}
						seen[text] = set
					}
				}
			}
		}
	}
	if len(seen) < 1000 {
		t.Errorf("only %d classes found", len(seen))
	}
	for text, set := range seen {
		_, rules := compile(&chroma.Config{Name: "x"}, chroma.Rules{"root": {{Pattern: text, Type: chroma.Text}}})
		if rules == nil {
			continue // a part of something that is no class
		}
		for r := rune(0); r < 0x80; r++ {
			m, err := rules["root"][0].Regexp.FindRunesMatchStartingAt([]rune{r}, 0)
			if err == nil && m != nil && m.RuneLength == 1 && !set.or(unsure).has(r) {
				t.Errorf("%s matches %q", text, r)
			}
		}
	}
	t.Log(len(seen), "classes")
}

// FuzzFirstOf: where an expression matches, its first character is in the set.
func FuzzFirstOf(f *testing.F) {
	for _, s := range []string{`[^\W\d]\w*`, `(?i)k|s`, `a{2,}?|(b*)c`, `(?<x>y)\k<x>`, `[]^-]+`, `\x{41}\u0042`, `(?=.)\p{Lu}|[^\s"]`} {
		f.Add(s, "a1_ \"K]-B", true)
		f.Add(s, "\u212aſb", false)
	}
	f.Fuzz(func(t *testing.T, expression, text string, fold bool) {
		if len(expression) > 60 || len(text) > 40 {
			return
		}
		_, rules := compile(&chroma.Config{Name: "x", CaseInsensitive: fold}, chroma.Rules{"root": {{Pattern: expression, Type: chroma.Text}}})
		set := firstOf(expression, fold)
		if rules == nil {
			return
		}
		runes := []rune(text)
		for i, r := range runes {
			m, err := rules["root"][0].Regexp.FindRunesMatchStartingAt(runes, i)
			if err == nil && m != nil && m.RuneIndex == i && !set.has(r) {
				t.Errorf("%q matches at %d of %q, but should not begin with %q", expression, i, text, r)
			}
		}
	})
}

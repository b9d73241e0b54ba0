package highlight

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

var thorough = flag.Bool("thorough", false, "compare tokens on whole samples, and on more noise")

// raced says that the race detector is on: it makes all this ten times slower and has nothing to find.
var raced bool

// difference compares the two loops on one text, "" if the tokens are the same.
func difference(q *quick, text string) string {
	r := q.run(text)
	got, gotOK := guarded(func() ([]chroma.Token, bool) { ok := r.toEnd(); return r.out, ok })
	if r.late {
		return "" // chroma goes on with the next rule, for as long as it takes
	}
	want, wantOK := guarded(func() ([]chroma.Token, bool) { return slowly(q.lexer, text) })
	switch {
	case wantOK != gotOK:
		return fmt.Sprintf("one loop ends well: %v, the other: %v", wantOK, gotOK)
	case !wantOK:
		return ""
	case len(got) != len(want):
		return fmt.Sprintf("%d tokens in place of %d", len(got), len(want))
	}
	for i := range want {
		if want[i] != got[i] {
			return got[i].GoString() + " in place of " + want[i].GoString()
		}
	}
	return ""
}

func guarded(f func() ([]chroma.Token, bool)) (out []chroma.Token, ok bool) {
	defer func() {
		if recover() != nil {
			out, ok = nil, false
		}
	}()
	return f()
}

// samples are snippets of each language, by the file names that chroma's own tests give them; they come
// with chroma's module.
func samples(t testing.TB) map[string]string {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Log("the module cache is not there:", err)
		return nil
	}
	out := map[string]string{}
	files, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "lexers", "testdata", "*.actual"))
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil {
			out[strings.TrimSuffix(filepath.Base(file), ".actual")] = strings.ReplaceAll(string(text), "\r\n", "\n")
		}
	}
	return out
}

// sampleOf is a snippet of the lexer's language; of some other language if there is none.
func sampleOf(all map[string]string, l chroma.Lexer) string {
	for _, name := range append([]string{l.Config().Name}, l.Config().Aliases...) {
		name = strings.ToLower(name)
		for _, try := range []string{name, strings.ReplaceAll(name, " ", "_"), strings.ReplaceAll(name, "-", "_"), strings.ReplaceAll(name, "+", "p")} {
			if text, ok := all[try]; ok {
				return text
			}
		}
	}
	return all["python"] + "\n" + all["html"]
}

// blocks are the code blocks of the sample plan's notes.
func blocks(t testing.TB) string {
	var b strings.Builder
	fence := regexp.MustCompile("(?ms)^ *```[^\n]*\n(.*?)^ *```")
	err := filepath.WalkDir("../../../content", func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		note, err := os.ReadFile(name)
		for _, m := range fence.FindAllStringSubmatch(string(note), -1) {
			b.WriteString(m[1])
		}
		return err
	})
	if err != nil || b.Len() == 0 {
		t.Fatal("no code in the notes:", err)
	}
	return b.String()
}

// noise is text of no language, made of characters that matter to many.
func noise(r *rand.Rand, n int) string {
	const odd = "\"'`\\/#$%&*(){}[]<>|~^@!?;:,.=+-_ \t\n\n  aAeEiIkKsSxXzZ0179"
	wide := []rune("äßſKİı日本€\u00a0\u2028\u200b\ufeff🎉\x00\v\f\x7f\u0085")
	words := strings.Fields("if then else end def class import <?php <!-- --> /* */ // {{ }} {% %} ''' \"\"\" << EOF <<EOF #!/bin/sh BEGIN END begin 0x1F 1e5 $HOME @a :b ::c &d; \\n")
	var b strings.Builder
	for b.Len() < n {
		switch k := r.IntN(10); {
		case k < 5:
			b.WriteByte(odd[r.IntN(len(odd))])
		case k < 6:
			b.WriteRune(wide[r.IntN(len(wide))])
		default:
			b.WriteString(words[r.IntN(len(words))])
			b.WriteString([]string{"", " ", "\n", "("}[r.IntN(4)])
		}
	}
	return b.String()
}

// torn is a text with pieces missing and noise let in: code that its lexer does not understand.
func torn(r *rand.Rand, text string) string {
	runes := []rune(text)
	for range 1 + len(runes)/200 {
		from := r.IntN(len(runes) + 1)
		to := min(len(runes), from+r.IntN(12))
		runes = append(runes[:from:from], append([]rune(noise(r, r.IntN(6))), runes[to:]...)...)
	}
	return string(runes)
}

// TestSameTokens holds the quick loop against chroma's own, for every lexer that has a quick form.
func TestSameTokens(t *testing.T) {
	if raced {
		t.Skip("nothing is shared here")
	}
	own, code := samples(t), blocks(t)
	size, rounds := 1000, 1
	if *thorough {
		size, rounds = 20000, 10
	}
	head := func(s string, n int) string { return strings.ToValidUTF8(s[:min(n, len(s))], "") }
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		q := quickly(l)
		if q == nil || testing.Short() && !strings.Contains(" "+languages+" ", " "+strings.ToLower(l.Config().Name)+" ") {
			continue
		}
		t.Run(l.Config().Name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(1, uint64(len(l.Config().Name))))
			sample := head(sampleOf(own, l), size)
			texts := []string{"", "\n", "a", sample, strings.TrimRight(sample, "\n"), strings.ReplaceAll(head(sample, 1000), "\n", " ") + strings.Repeat("x1 ", size/10), head(code, size)}
			for range rounds {
				texts = append(texts, noise(r, size/2), torn(r, sample))
			}
			for _, text := range texts {
				if d := difference(q, text); d != "" {
					t.Errorf("%s: %s of %.400q", l.Config().Name, d, text)
					return
				}
			}
		})
	}
}

// FuzzSameTokens is TestSameTokens on texts that nobody thought of.
func FuzzSameTokens(f *testing.F) {
	var quicks []*quick
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if strings.Contains(" "+languages+" ", " "+strings.ToLower(l.Config().Name)+" ") {
			if q := quickly(l); q != nil {
				quicks = append(quicks, q)
			}
		}
	}
	r := rand.New(rand.NewPCG(2, 2))
	for i := range quicks {
		f.Add(uint16(i), noise(r, 200))
	}
	f.Fuzz(func(t *testing.T, which uint16, text string) {
		if len(text) > 2000 || !utf8.ValidString(text) {
			return
		}
		q := quicks[int(which)%len(quicks)]
		if d := difference(q, text); d != "" {
			t.Errorf("%s: %s", q.lexer.Config().Name, d)
		}
	})
}

// TestQuick: lexers that are a table of rules have a quick form, lexers with code of their own have none.
func TestQuick(t *testing.T) {
	for lang := range snippets {
		if q := quickly(lexerOf()[lang]); q == nil {
			t.Errorf("%s is not quick", lang)
		} else if d := difference(q, snippets[lang]); d != "" {
			t.Errorf("%s: %s", lang, d)
		}
	}
	for _, lang := range []string{"go", "http", "raku", "rst", "markdown", "phtml"} {
		if quickly(lexerOf()[lang]) != nil {
			t.Errorf("%s has code of its own and is quick", lang)
		}
	}
}

// TestStuck: a lexer that goes in circles is stopped, and so is one that takes for ever.
func TestStuck(t *testing.T) {
	lexer := func(rules chroma.Rules) *quick {
		return newQuick(chroma.MustNewLexer(&chroma.Config{Name: "made up"}, func() chroma.Rules { return rules }))
	}
	circle := lexer(chroma.Rules{
		"root": {{Pattern: "a", Type: chroma.Keyword}, {Mutator: chroma.Push("deep")}},
		"deep": {{Mutator: chroma.Push("root")}},
	})
	if out, ok := circle.tokens("aab"); ok {
		t.Errorf("circle ends in %v", out)
	}
	slow := lexer(chroma.Rules{"root": {{Pattern: `(a|aa|a+)+$`, Type: chroma.Keyword}, {Pattern: `.`, Type: chroma.Text}}})
	r := slow.run(strings.Repeat("a", 60) + "!")
	if r.toEnd() || !r.late {
		t.Error("the engine found a way out: look for a slower expression")
	}
}

// TestEnds: also where chroma's own loop runs, it comes to an end, and the text stays.
func TestEnds(t *testing.T) {
	own := samples(t)
	r := rand.New(rand.NewPCG(3, 3))
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if quickly(l) != nil || raced {
			continue
		}
		sample := sampleOf(own, l)
		for _, text := range []string{"", "x", noise(r, 300), torn(r, strings.ToValidUTF8(sample[:min(600, len(sample))], ""))} {
			out, ok := tokens(l, text)
			joined := ""
			for _, token := range out {
				joined += token.Value
			}
			if ok && joined != text {
				t.Errorf("%s: %.300q became %.300q", l.Config().Name, text, joined)
			}
		}
	}
}

package markdown

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"retake/generator/fault"
	"retake/generator/markdown/pack"
)

// TestSameNote: line ends and a byte order mark change nothing but bytes.
func TestSameNote(t *testing.T) {
	note := "---\r\ntitle: x\r\n---\r\n# T `a\r\nb`\r\n\r\n* \r\n\r\n|a|\r\n|-|\r\n|b|\r\n\r\n- [ ] [x](y)\r\n"
	want := Parse("content/x.md", []byte(strings.ReplaceAll(note, "\r\n", "\n")))
	for name, src := range map[string]string{
		"CRLF": note, "CR": strings.ReplaceAll(note, "\r\n", "\r"), "byte order mark": "\uFEFF" + note,
	} {
		got := Parse("content/x.md", []byte(src))
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Doc{}, piece{}, ref{}, mark{}, block{}, noteRef{}, names{}, unnamed{}), cmp.Comparer(func(a, b pack.Text) bool { return a.String() == b.String() }), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-LF +%s):\n%s", name, name, diff)
		}
	}
}

func TestFront(t *testing.T) {
	for _, c := range []struct {
		src, lang, text, shown, code string
	}{
		{"---\na: 1\n---\nx", "yaml", "a: 1\n", "<p>x</p>\n", ""},
		{"---  \na: 1\n...\nx", "yaml", "a: 1\n", "<p>x</p>\n", ""},
		{"+++\na = 1\n+++\nx", "toml", "a = 1\n", "<p>x</p>\n", ""},
		{"\uFEFF---\r\na: 1\r\n---\r\nx", "yaml", "a: 1\n", "<p>x</p>\n", ""},
		{"---\n---\nx", "yaml", "", "<p>x</p>\n", ""},
		{"---\na: |\n  text\n  --- no fence\n  ---\n---\nx", "yaml", "a: |\n  text\n  --- no fence\n  ---\n", "<p>x</p>\n", ""},
		{"+++\na = 1\n...\nx", "", "", "<p>+++\na = 1\n...\nx</p>\n", "front-matter-unclosed"},
		{"---\na: 1\n\nx", "", "", "<hr>\n<p>a: 1</p>\n<p>x</p>\n", "front-matter-unclosed"},
		{"---\n\njust text\n\n---\n\nmore", "", "", "<hr>\n<p>just text</p>\n<hr>\n<p>more</p>\n", ""},
		{"---\nSetext: no, a heading\n", "", "", "<hr>\n<p>Setext: no, a heading</p>\n", "front-matter-unclosed"},
		{"\n---\na: 1\n---\n", "", "", "<hr>\n<h2 id=\"a-1\">a: 1", ""},
		{"--- x\na: 1\n---\n", "", "", "<h2 id=", ""},
		{"---\ntext\n", "", "", "<hr>\n<p>text</p>\n", ""},
	} {
		d := Parse("content/x.md", []byte(c.src))
		if d.Front.Lang != c.lang || d.Front.Text != c.text || c.lang != "" && d.Front.Line != 2 {
			t.Errorf("%q: %+v", c.src, d.Front)
		}
		if html := string(d.HTML("", nil)); !strings.HasPrefix(html, c.shown) {
			t.Errorf("%q: shown as %q", c.src, html)
		}
		code := ""
		for _, f := range d.Faults {
			code += f.Code
		}
		if code != c.code {
			t.Errorf("%q: fault %q, want %q", c.src, code, c.code)
		}
	}
}

// TestIDs: GitHub's numbers, also where a number is taken by a heading of that name.
func TestIDs(t *testing.T) {
	d := Parse("x.md", []byte("# a\n# a-1\n# a\n# a\n<a id=\"a\"></a><a id=\"raw\"></a>\n\nx ^blk\n"))
	want := []string{"a", "a-1", "a-2", "a-3", "block-blk", "raw"}
	if diff := cmp.Diff(want, d.Anchors); diff != "" {
		t.Error(diff)
	}
}

// TestPlaces: places are those of the file, in characters.
func TestPlaces(t *testing.T) {
	d := Parse("content/x.md", []byte("\uFEFF---\r\nt: 1\r\n---\r\n# 日本 [a](b.md#c)\r\n\r\nTäxt [[n|l]] ![i](p.png) <a href=\"r.md\">x</a>\r\n\r\n> - [ ] tick ![[e]]\r\n> - [x] done\r\n\r\n```ad-tip\r\n[in](ad.md)\r\n```\r\n\r\n!!! note \"[t](t.md)\"\r\n\r\n\t[in](mk.md)\r\n    - [ ] box\r\n"))
	pos := func(line, col int) fault.Pos { return fault.Pos{File: "content/x.md", Line: line, Col: col} }
	wantLinks := []Link{
		{Inline, "b.md", "c", "a", false, pos(4, 6)},
		{Wiki, "n", "", "l", false, pos(6, 6)},
		{Image, "p.png", "", "i", false, pos(6, 14)},
		{Inline, "r.md", "", "", false, pos(6, 26)},
		{Embed, "e", "", "", false, pos(8, 14)},
		{Inline, "ad.md", "", "in", false, pos(12, 1)},
		{Inline, "t.md", "", "t", false, pos(15, 11)},
		{Inline, "mk.md", "", "in", false, pos(17, 2)},
	}
	if diff := cmp.Diff(wantLinks, d.Links); diff != "" {
		t.Error(diff)
	}
	wantTasks := []Task{{"tick e", false, "日本 a", pos(8, 5)}, {"done", true, "日本 a", pos(9, 5)}, {"box", false, "日本 a", pos(18, 7)}}
	if diff := cmp.Diff(wantTasks, d.Tasks); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Heading{{1, "日本 a", "日本-a", pos(4, 1)}}, d.Headings); diff != "" {
		t.Error(diff)
	}
}

func TestPlain(t *testing.T) {
	d := Parse("x.md", []byte("---\nt: x\n---\n# T\n\nSome *text* with `code`, [a link](u) &amp; ![alt](p) %%no%%\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<b>raw</b> <!-- no -->\n\n日本語 don't re-take\n"))
	want := "T\nSome text with code, a link & alt\na\nb\n1\n2\nraw\n日本語 don't re-take"
	if got := strings.ReplaceAll(strings.ReplaceAll(d.Plain(), " \n", "\n"), "  ", " "); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if d.Words != 18 {
		t.Errorf("%d words", d.Words)
	}
	d = Parse("x.md", []byte("```ad-note\ntitle: T\ncollapse: open\nin it\n```\n\n!!! tip inline \"Hint\"\n    below\n\n```dataview\nLIST\n```\n\n```mermaid\nA-->B\n```\n\n$$\nx^2\n$$\n"))
	if got, want := strings.Join(strings.Fields(d.Plain()), " "), "T in it Hint below A-->B x^2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestHasMath(t *testing.T) {
	for note, want := range map[string]bool{
		"It costs $5 to $10.": false, "`$x$`": false, "$HOME/$USER": false, "echo $$ and $$": false, "US$5 and C$6": false, "$1,000 - $2,000": false,
		"$_GET['a'] and $_POST['b']": false, "the $PATH$ of": false, "$user=$pass": false, "a$b$c": false, `\(see above\)`: false, "$ x^2 $": false,
		"from $5/month to $10/month": false, "${A}_${B}": false, "s/^foo$/bar$/": false, "between $5 - 10 and 20$ more": false,
		"a$`x`$": false, "$`x`$y": false, "$`x` and `y`$": false, "$``$": false, `\[x\]`: true, `a \[x\]`: false, `\[see above\]`: false, `\[`: false, "\\[\nx\n\n\\]": false,
		"```maths\nx\n```": false,
		"$x$":              true, "$2^{10}$": true, `$\alpha$`: true, "$a+b=c$": true, "$$x=1$$": true, "$$\nx\n$$": true, `\(x^2\)`: true, "$O(n)$": true,
		"($p < 0.5$)": true, "$`x`$": true, "$`a < b`$.": true, "\\[\nx\n\\]": true, "```math\nx\n```": true, "- ```math\n  x\n  ```": true,
	} {
		if d := Parse("x.md", []byte(note)); d.HasMath != want {
			t.Errorf("%q: math %v\n%s", note, d.HasMath, d.HTML("", nil))
		}
	}
}

// TestShared parses and renders in several goroutines at once; run with -race.
func TestShared(t *testing.T) {
	note := []byte("# A\n\n```python\nx = 1\n```\n\n[[b]] ![[hashing]] [^1]\n\n[^1]: f\n\n> [!tip] t\n> x\n\n```ad-note\ny\n```\n")
	d := Parse("content/notes/a.md", note)
	_, resolve := smallVault(d)
	want := string(d.HTML("", resolve))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				if got := string(d.HTML("", resolve)); got != want {
					t.Error("the same note, another page")
				}
				if got := string(Parse("content/notes/a.md", note).HTML("", resolve)); got != want {
					t.Error("parsed again, another page")
				}
			}
		})
	}
	wg.Wait()
}

package syntax

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"pgregory.net/rapid"
)

// outline is the tree as one line: kinds, with what our own nodes say; text is joined.
func outline(source string, n ast.Node) string {
	out := ""
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		this := label(source, c)
		if c.FirstChild() != nil && c.Kind() != ast.KindCodeSpan {
			this += "(" + outline(source, c) + ")"
		}
		prev := c.PreviousSibling()
		switch {
		case prev == nil:
			out = this
		case prev.Kind() == ast.KindText && c.Kind() == ast.KindText:
			out = out[:len(out)-1] + this[1:]
		default:
			out += " " + this
		}
	}
	return out
}

func label(source string, n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		return `"` + string(n.Segment.Value([]byte(source))) + `"`
	case *ast.CodeSpan:
		return "`" + Code(n, []byte(source)) + "`"
	case *Inline:
		kind := strings.ToLower(strings.TrimPrefix(n.Kind().String(), "Retake"))
		for _, is := range []struct {
			so   bool
			word string
		}{{n.Embed, "embed"}, {n.Display, "display"}, {n.Done, "done"}} {
			if is.so {
				kind += "-" + is.word
			}
		}
		if n.Value != "" {
			kind += "[" + n.Value + "]"
		}
		return kind
	case *ast.Blockquote:
		if c, ok := CalloutOf(n); ok {
			return "callout-" + c.Kind + strings.Trim(string(rune(c.Fold)), "\x00")
		}
	case *Block:
		var b strings.Builder
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			b.Write(s.Value([]byte(source)))
		}
		return strings.ToLower(strings.TrimPrefix(n.Kind().String(), "Retake")) + n.Mark + "[" + strings.TrimSpace(b.String()) + "]"
	}
	return n.Kind().String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ note, want string }{
		{"[[a#b|c]] x", `Paragraph(wiki[a#b|c] " x")`},
		{"![[p.png|300]]", "Paragraph(wiki-embed[p.png|300])"},
		{"[[a]](u)", `Paragraph(Link("[a]"))`},
		{"[[ -f x ]] && y", `Paragraph("[[ -f x ]] && y")`},
		{"==a== b==c", `Paragraph(mark("a") " b==c")`},
		{"a %%hidden%% b", `Paragraph("a " remark " b")`},
		{"for %%i in (1) do echo %%i", `Paragraph("for %%i in (1) do echo %%i")`},
		{"$x^2$ costs $5 to $10", `Paragraph(math[x^2] " costs $5 to $10")`},
		{`\(x\) $$y=1$$`, `Paragraph(math[x] " " math-display[y=1])`},
		{"$$\na\nb\n$$", "fence$$[a\nb]"},
		{"%%\nx\n%%\ny", `fence%%[x] Paragraph("y")`},
		{"$$\nnever closed", `Paragraph("$$never closed")`},
		{"- [ ] a\n- [x] b\n- [y] c", `List(ListItem(TextBlock(task "a")) ListItem(TextBlock(task-done "b")) ListItem(TextBlock("[y] c")))`},
		{"> [!tip]- T *x*\n> y", `callout-tip-(callouttitle[T *x*]("T " Emphasis("x")) Paragraph("y"))`},
		{"> [!unheard-of]\n> - y", `callout-note(callouttitle[] List(ListItem(TextBlock("y"))))`},
		{"> [x]", `Blockquote(Paragraph("[x]"))`},
		{"```ad-warning\ntitle: Mind\n[[a]]\n```", `callout-warning(callouttitle[Mind]("Mind") Paragraph(wiki[a]))`},
		{"!!! warning inline \"Mind *x*\"\n    [[a]]\n\n    b\n\nc", `callout-warning(callouttitle[Mind *x*]("Mind " Emphasis("x")) Paragraph(wiki[a]) Paragraph("b")) Paragraph("c")`},
		{"??? x\n\n    a", `callout-note-(callouttitle[] Paragraph("a"))`},
		{"???+ tip\n\ta", `callout-tip+(callouttitle[] Paragraph("a"))`},
		{"- a\n\n    !!! bug\n        b", `List(ListItem(Paragraph("a") callout-bug(callouttitle[] Paragraph("b"))))`},
		{"> !!! note\n>     b", `Blockquote(callout-note(callouttitle[] Paragraph("b")))`},
		{"!!! tip \"only\"", `callout-tip(callouttitle[only]("only"))`},
		{"!!! Stop\nnow", `Paragraph("!!! Stopnow")`}, {"!!! Stop", `Paragraph("!!! Stop")`}, {"!!! a, b\n    c", `Paragraph("!!! a, bc")`}, {"???\n\n    c", `Paragraph("???") CodeBlock`},
		{"\\[\nx\n\\]", `fence\[[x]`}, {"\\[ x^2 \\] and", `Paragraph("\[ x^2 \] and")`}, {"$`a`$", "Paragraph(math[a])"},
		{"**強調（注）**です", `Paragraph(Emphasis("強調（注）") "です")`},
		{"<username> is you", `Paragraph(RawHTML " is you")`},
		{"<div>x</div>", "HTMLBlock"},
		{"| `a\\|b` | c \\| d |\n|---|---|\n| x | `y\\|` |", "Table(TableHeader(TableCell(`a|b`) TableCell(\"c \\| d\")) TableRow(TableCell(\"x\") TableCell(`y|`)))"},
		{"`a\\|b`", "Paragraph(`a\\|b`)"},
	} {
		if got := outline(c.note, Parse([]byte(c.note), 0)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.note, got, c.want)
		}
	}
}

// TestOffset: what stands before the offset is not there, and places stay those of the whole.
func TestOffset(t *testing.T) {
	front := "---\ntitle: x\n---\n"
	source := front + "# [[a]]\n\n```ad-tip\n- [ ] b\n```\n"
	var at []int
	_ = ast.Walk(Parse([]byte(source), len(front)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if i, ok := n.(*Inline); ok && entering {
			at = append(at, i.Pos())
		}
		return ast.WalkContinue, nil
	})
	if len(at) != 2 || at[0] != strings.Index(source, "[[a]]") || at[1] != strings.Index(source, "[ ]") {
		t.Errorf("nodes at %v of\n%s", at, source)
	}
}

func TestLooksLikeMath(t *testing.T) {
	for s, want := range map[string]bool{
		"x": true, "x+y": true, `\alpha`: true, "2^n": true, "O(n)": true, "a_1": true, "p < 0.5": true,
		"": false, "HOME": false, "5 to ": false, "long_name": false, "1,000 - ": false, "a`b": false, "it is": false,
	} {
		if got := looksLikeMath(s); got != want {
			t.Errorf("looksLikeMath(%q) = %v", s, got)
		}
	}
}

// TestSegments: whatever is written, each piece of text in the tree is a part of the note after the offset.
func TestSegments(t *testing.T) {
	words := rapid.SampledFrom([]string{"[[a]]", "==", "$x$", "$$", "%%", "> ", "> [!tip] ", "```ad-note\n", "```\n", "\n", "\n\n", "- [ ] ", "| a |", "|---|", "**", "`", "\\|", "text ", "    ", "<b>", "[^1]", "[^1]: ", "!!! note\n", "??? a \"b\"\n", "\\[\n", "\\]\n", "\t", "$`x`$"})
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(words, 0, 20).Draw(t, "note"), "")
		source := []byte("front\n" + body)
		_ = ast.Walk(Parse(source, 6), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if x, ok := n.(*ast.Text); ok && (x.Segment.Start < 6 || x.Segment.Stop < x.Segment.Start || x.Segment.Stop > len(source)) {
				t.Fatalf("text at %v of %q", x.Segment, source)
			}
			return ast.WalkContinue, nil
		})
	})
}

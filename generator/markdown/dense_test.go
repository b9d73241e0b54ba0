package markdown

import (
	"fmt"
	"strings"
	"testing"

	"retake/generator/fault"
)

// dense are notes that somebody could write to keep the build busy.
var dense = []struct {
	name string
	note func(n int) string
}{
	{"emphasis", func(n int) string { return strings.Repeat("_a__b", n) }},
	{"stars", func(n int) string { return strings.Repeat("*a **b ", n) }},
	{"strikes", func(n int) string { return strings.Repeat("~~a", n) }},
	{"marks", func(n int) string { return strings.Repeat("==a ", n) }},
	{"links", func(n int) string { return strings.Repeat("[a](", n) }},
	{"brackets", func(n int) string { return strings.Repeat("[", n) }},
	{"images", func(n int) string { return strings.Repeat("![a", n) }},
	{"heading", func(n int) string { return "# " + strings.Repeat("_a__b", n) }},
	{"cell", func(n int) string { return "|a|\n|-|\n|" + strings.Repeat("_a__b", n) + "|" }},
	{"angles", func(n int) string { return strings.Repeat("a <b ", n) }},
	{"comments", func(n int) string { return strings.Repeat("<!-- a", n) }},
	{"instructions", func(n int) string { return strings.Repeat("<? a", n) }},
	{"cdata", func(n int) string { return strings.Repeat("<![CDATA[ a", n) }},
	{"ticks", func(n int) string {
		var b strings.Builder
		for i := range n / 20 {
			b.WriteString("a" + strings.Repeat("`", i%200+1))
		}
		return b.String()
	}},
	{"wiki open", func(n int) string { return strings.Repeat("[[a ", n) }},
	{"dollars", func(n int) string { return strings.Repeat("$a ", n) }},
	{"percents", func(n int) string { return strings.Repeat(" %%a", n) }},
	{"wide table", func(n int) string {
		return strings.Repeat("|a", n) + "|\n" + strings.Repeat("|-", n) + "|\n" + strings.Repeat("|x|\n", n)
	}},
	{"long table", func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|x|y|\n", 5*n) }},
	{"rules", func(n int) string { return strings.Repeat("a\n", n) + strings.Repeat("|-\n", n) }},
	{"nested list", func(n int) string {
		var b strings.Builder
		for i := range n / 3 {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}},
	{"list on a line", func(n int) string { return strings.Repeat("- ", n) + "a" }},
	{"quotes", func(n int) string { return strings.Repeat("> ", n) + "a" }},
	{"quote lines", func(n int) string { return strings.Repeat(strings.Repeat(">", 100)+" a\n", n) }},
	{"broken links", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "[[nowhere%d]] ", i)
		}
		return b.String()
	}},
	{"broken lines", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "[[nowhere%d]]\n\n", i)
		}
		return b.String()
	}},
	{"footnotes", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: b\n\n", i, i)
		}
		return b.String()
	}},
	{"nested footnotes", func(n int) string { return strings.Repeat("[^a]: ", n) }},
	{"definitions", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "[a%d]: b\n", i)
		}
		return b.String()
	}},
	{"math lines", func(n int) string { return strings.Repeat("$$\nx\n", n) }},
	{"remark lines", func(n int) string { return strings.Repeat("%%\n\nx\n\n", n) + "%% x" }},
	{"raw", func(n int) string { return strings.Repeat("<div>", n) }},
	{"raw inline", func(n int) string { return "a " + strings.Repeat("<b>", n) }},
	{"same anchors", func(n int) string { return strings.Repeat("# a\n", n) }},
	{"own anchors", func(n int) string { return strings.Repeat("# a\n[[#nowhere-at-all]]\n", n) }},
	{"front", func(n int) string { return "---\n" + strings.Repeat("a: b\n", n) }},
	{"mails", func(n int) string { return strings.Repeat("_a@b", n) }},
	{"paragraph lines", func(n int) string { return strings.Repeat("a\n", n*5) }},
}

// TestDense: each is shown as a sound page, and what comes after it is read and has its place.
func TestDense(t *testing.T) {
	over := 0
	for _, c := range dense {
		note := c.note(1100)
		d := Parse("content/notes/dense.md", []byte(note+"\n\n# End\n\n[here](end.md)\n"))
		_, resolve := smallVault(d)
		sound(t, string(d.HTML("p-", resolve)))
		for _, f := range d.Faults {
			if f.Code == "too-dense" {
				over++
			}
		}
		if c.name == "remark lines" || c.name == "comments" || c.name == "instructions" || c.name == "cdata" || c.name == "front" {
			continue // open to the end of the note
		}
		want := fault.Pos{File: d.File, Line: strings.Count(note, "\n") + 5, Col: 1}
		if n := len(d.Links); n == 0 || d.Links[n-1].Pos != want || d.Links[n-1].Target != "end.md" {
			t.Errorf("%s: the last link of %d is not at %v", c.name, n, want)
		}
	}
	if over < 5 {
		t.Errorf("only %d notes are too dense", over)
	}
}

// TestDenseText: what is too dense to read is shown as it was written, in its place.
func TestDenseText(t *testing.T) {
	many := strings.Repeat("*a_ ", 1500) + "<b>&"
	for note, want := range map[string]string{
		"x\n\n" + many + "\n\n*y*":        "<p>x</p>\n<p>" + strings.TrimSuffix(many, "<b>&") + "&lt;b&gt;&amp;</p>\n<p><em>y</em></p>\n",
		"# " + many + "\n\n*y*":           "<p>" + strings.TrimSuffix(many, "<b>&") + "&lt;b&gt;&amp;</p>\n<p><em>y</em></p>\n",
		"- x\n\n  " + many:                "<ul>\n<li>\n<p>x</p>\n<p>" + strings.TrimSuffix(many, "<b>&") + "&lt;b&gt;&amp;</p>\n</li>\n</ul>\n",
		"|h|\n|-|\n|" + many + "|\n|*y*|": "<td>" + strings.TrimSuffix(many, "<b>&") + "&lt;b&gt;&amp;</td>\n</tr>\n<tr>\n<td><em>y</em></td>",
	} {
		d := Parse("content/x.md", []byte(note))
		got := string(d.HTML("", nil))
		sound(t, got)
		if !strings.Contains(got, want) {
			t.Errorf("%.20q: %.200s\n…%s", note, got, got[max(0, len(got)-200):])
		}
		if !strings.Contains(d.Plain(), strings.TrimSpace(many)) || len(d.Faults) != 1 {
			t.Errorf("%.20q: faults %v", note, d.Faults)
		}
	}
}

// TestGuesses: what was meant is looked for a few times only, and never while a page is written.
func TestGuesses(t *testing.T) {
	d := Parse("content/notes/x.md", []byte(strings.Repeat("[[hashin]]\n\n[[#endd]]\n\n", 300)+"# End\n"))
	v, _ := smallVault(d)
	faults := v.Check(d)
	meant := 0
	for _, f := range faults {
		if strings.HasPrefix(f.Hint, "did you mean") {
			meant++
		}
		if f.Hint == "" {
			t.Errorf("no hint in %v", f)
		}
	}
	if len(faults) != 600 || meant != mostGuesses {
		t.Errorf("%d faults, %d of them with a guess", len(faults), meant)
	}
	docs := make([]*Doc, 3000)
	for i := range docs {
		docs[i] = &Doc{File: fmt.Sprintf("content/d%d/same.md", i)}
	}
	v = NewVault("content", docs, nil)
	if looks := v.guesses() * len(docs) * v.shelf.Len(); v.guesses() < 1 || looks > mostLooks {
		t.Errorf("%d looks at names", looks)
	}
	x := Parse("content/x.md", []byte("[[same]]"))
	if faults := v.Check(x); len(faults) != 1 || len(faults[0].Hint) > 300 || !strings.HasSuffix(faults[0].Hint, " or 2994 others") {
		t.Errorf("one name for many: %v", faults)
	}
}

// TestEmbedsBounded: notes that hold each other many times do not fill the memory.
func TestEmbedsBounded(t *testing.T) {
	a := Parse("content/a.md", []byte(strings.Repeat("![[b]]\n\n", 300)))
	b := Parse("content/b.md", []byte(strings.Repeat("![[c]]\n\n", 300)))
	c := Parse("content/c.md", []byte(strings.Repeat("text\n\n", 300)))
	v := NewVault("content", []*Doc{a, b, c}, nil)
	got := a.HTML("", func(from *Doc, l Link) Target {
		f := v.Resolve(from, l)
		return Target{Href: f.File, Doc: v.Doc(f.File)}
	})
	if len(got) < maxShown || len(got) > maxShown+1<<18 {
		t.Errorf("%d bytes", len(got))
	}
}

func BenchmarkDense(b *testing.B) {
	for _, c := range dense {
		b.Run(c.name, func(b *testing.B) {
			src := []byte(c.note(3000))
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				d := Parse("content/notes/dense.md", src)
				v, resolve := smallVault(d)
				d.HTML("", resolve)
				v.Check(d)
			}
		})
	}
}

// BenchmarkOneName checks 3,000 notes that each link twenty times to one of 3,000 notes of one name.
func BenchmarkOneName(b *testing.B) {
	var docs []*Doc
	for i := range 3000 {
		docs = append(docs, Parse(fmt.Sprintf("content/d%d/same.md", i), nil), Parse(fmt.Sprintf("content/e%d/x.md", i), []byte(strings.Repeat("[[same]] ", 20))))
	}
	for b.Loop() {
		v := NewVault("content", docs, nil)
		for _, d := range docs {
			v.Check(d)
		}
	}
}

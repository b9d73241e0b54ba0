package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// measured is what a reading cost.
type measured struct{ deepest, cells, notes, dense, excesses int }

func measure(note string) measured {
	var m measured
	depth := 0
	_ = ast.Walk(Parse([]byte(note), 0), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		holds := n.Kind() == ast.KindListItem || n.Kind() == ast.KindBlockquote
		if !entering {
			if holds {
				depth--
			}
			return ast.WalkContinue, nil
		}
		if holds {
			depth++
			m.deepest = max(m.deepest, depth)
		}
		switch n.Kind() {
		case east.KindTableCell:
			m.cells++
		case east.KindFootnote:
			m.notes++
		case Dense:
			m.dense++
		}
		if _, ok := ExcessOf(n); ok {
			m.excesses++
		}
		return ast.WalkContinue, nil
	})
	return m
}

// TestBounds: at a bound a note is read, one beyond it the block is shown as written.
func TestBounds(t *testing.T) {
	notes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: b\n\n", i, i)
		}
		return b.String()
	}
	table := func(rows int) string {
		return strings.Repeat("|a", 400) + "|\n" + strings.Repeat("|-", 400) + "|\n" + strings.Repeat("|x|\n", rows)
	}
	definitions := func(n int) string { return "x\n\n" + strings.Repeat("[a]: b\n", n) }
	for _, c := range []struct {
		name         string
		within, over string
	}{
		{"marks", strings.Repeat("*a ", mostMarks), strings.Repeat("*a ", mostMarks+1)},
		{"marks of a heading", "# " + strings.Repeat("_", mostMarks), "# " + strings.Repeat("_", mostMarks+1)},
		{"marks of an underlined heading", strings.Repeat("~a", mostMarks) + "\n===\n", strings.Repeat("~a", mostMarks+1) + "\n===\n"},
		{"marks of a cell", "|a|\n|-|\n|" + strings.Repeat("*a", mostMarks) + "|\n", "|a|\n|-|\n|" + strings.Repeat("*a", mostMarks+1) + "|\n"},
		{"marks of a callout", "> [!tip] t\n> " + strings.Repeat("*a", mostMarks), "> [!tip] t\n> " + strings.Repeat("*a", mostMarks+1)},
		{"links", strings.Repeat("[[a]] ", mostLinks), strings.Repeat("[a](b) ", mostLinks+1)},
		{"definitions", definitions(mostDefs), definitions(mostDefs + 1)},
		{"cells", table(mostCells/402 - 2), table(mostCells / 400)},
		{"footnotes", notes(mostNotes), notes(mostNotes + 1)},
		{"quotes", strings.Repeat("> ", mostDeep-1) + "a", strings.Repeat("> ", mostDeep+1) + "a"},
		{"lists", strings.Repeat("- ", mostDeep-1) + "a", strings.Repeat("- ", mostDeep+1) + "a"},
	} {
		if m := measure(c.within); m.dense+m.excesses > 0 {
			t.Errorf("%s: within the bound, %+v", c.name, m)
		}
		if m := measure(c.over); m.excesses != 1 {
			t.Errorf("%s: beyond the bound, %+v", c.name, m)
		}
	}
}

// TestOften: what is dense as a whole but not in any one block is read.
func TestOften(t *testing.T) {
	for name, note := range map[string]string{
		"items":      strings.Repeat("- **a** [b](c)\n", mostMarks),
		"rows":       "|a|b|\n|-|-|\n" + strings.Repeat("|**a**|[b](c)|\n", mostMarks),
		"paragraphs": strings.Repeat("_a_ and [[b]]\n\n", mostMarks),
		"code":       "```\n" + strings.Repeat("my_long_name **x ](\n", mostMarks) + "```\n",
		"indented":   "x\n\n" + strings.Repeat("    my_long_name **x ](\n", mostMarks),
	} {
		if m := measure(note); m.dense+m.excesses > 0 {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

// TestBoundedWork: the tree of a note does not grow with the square of what is written.
func TestBoundedWork(t *testing.T) {
	wide := strings.Repeat("|a", 3000) + "|\n" + strings.Repeat("|-", 3000) + "|\n" + strings.Repeat("|x|\n", 3000)
	if m := measure(wide + "\n" + wide); m.cells > mostCells || m.excesses != 2 {
		t.Errorf("wide tables: %+v", m)
	}
	some := strings.Repeat("|a", 300) + "|\n" + strings.Repeat("|-", 300) + "|\n" + strings.Repeat("|x|\n", 300) + "\n"
	if m := measure(strings.Repeat(some, 10)); m.cells > mostCells || m.cells < mostCells/3 {
		t.Errorf("many tables: %+v", m)
	}
	var list strings.Builder
	for i := range 400 {
		list.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	for _, note := range []string{list.String(), strings.Repeat("> ", 3000) + "a", strings.Repeat("> - ", 3000) + "a", strings.Repeat("1. ", 3000) + "a"} {
		if m := measure(note); m.deepest > mostDeep || m.deepest < mostDeep/2 || m.excesses == 0 {
			t.Errorf("%.20q: %+v", note, m)
		}
	}
}

// counting counts how often goldmark's links without brackets are asked.
type counting struct {
	parser.InlineParser
	asked int
}

func (c *counting) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	c.asked++
	return nil
}

// TestAddresses: only what may begin an address is tried as one.
func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		note string
		want int
	}{
		{strings.Repeat("_a__b", 3000), 0},
		{strings.Repeat("~~a", 3000), 0},
		{strings.Repeat("*a", 3000) + "@b.org", mostLocal / 2},
		{"(https://e.org *http://x _www.e.org ~ftp://e.org", 4},
		{"me@e.org", 1}, {" me@e.org", 1}, {" @me", 0},
	} {
		counter := &counting{}
		a := addresses{counter}
		source := []byte(c.note)
		for i := range source {
			if i == 0 || strings.IndexByte(" *_~(", source[i]) >= 0 {
				r := text.NewReader(source)
				r.Advance(i)
				a.Parse(nil, r, nil)
			}
		}
		if counter.asked != c.want {
			t.Errorf("%.30q: %d asked, want %d", c.note, counter.asked, c.want)
		}
	}
}

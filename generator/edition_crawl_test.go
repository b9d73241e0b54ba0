package generator_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"retake/generator"
	"retake/generator/disk"
	"retake/generator/source/audience"
)

// shares are the editions to look at: for each way to tell results, with all that pages may tell besides, with
// nothing, and with each thing alone kept back.
func shares() map[string]string {
	out := map[string]string{}
	add := func(name, scores string, show []string) {
		table := fmt.Sprintf("pages = [%s]\nscores = %q\nshow = [%s]\n", quoted(audience.Parts), scores, quoted(show))
		out[scores+", "+name] = "\n[share]\nnotes = \"public\"\n[share.mentor]\n" + table + "[share.public]\n" + table
	}
	for _, scores := range []string{"shown", "bands", "hidden"} {
		add("all", scores, audience.Shown)
		add("nothing", scores, nil)
		for _, kept := range audience.Shown {
			add("no "+kept, scores, slices.DeleteFunc(slices.Clone(audience.Shown), func(s string) bool { return s == kept }))
		}
	}
	return out
}

func quoted(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(out, ", ")
}

// TestEditionsReadWell: whatever an edition keeps back, nothing on its pages is left hanging: no empty cell, heading,
// list or bar, no comma before nothing, and no link that leads nowhere.
func TestEditionsReadWell(t *testing.T) {
	all := shares()
	for _, c := range editionPlans {
		for _, name := range slices.Sorted(maps.Keys(all)) {
			for _, as := range []string{"mentor", "public"} {
				if (c.name != "sample" || as == "public") && !strings.HasSuffix(name, ", nothing") && name != "bands, all" {
					continue // each thing alone is kept from a mentor of the sample
				}
				t.Run(c.name+", "+as+", "+name, func(t *testing.T) {
					k := keepPlan(t, "..")
					k.set("site.toml", strings.Replace(k.text("site.toml"), "2026-11-26", c.today, 1)+all[name])
					if c.change != nil {
						c.change(k)
					}
					r := generator.Build(generator.Input{Source: k, As: as, Version: "test"})
					if r.Faults.Errors() > 0 {
						t.Fatal(r.Faults)
					}
					if dir := os.Getenv("EDITION_DUMP"); dir != "" {
						if _, err := disk.Publish(filepath.Join(dir, strings.ReplaceAll(strings.ReplaceAll(t.Name()[strings.Index(t.Name(), "/")+1:], ",_", "-"), "_", "-")), r.Files); err != nil {
							t.Fatal(err)
						}
					}
					for _, w := range append(crawled(r.Files), hanging(r.Files)...) {
						if w != calendarAlone {
							t.Error(w)
						}
					}
				})
			}
		}
	}
}

// calendarAlone is no mistake: without the news no page says how to take the calendar, and whoever has its address goes on.
const calendarAlone = "plan.ics: nothing names this file"

// editionPlans are stages of a plan: pages say other things in each.
var editionPlans = []struct {
	name, today string
	change      func(kept)
}{
	{name: "sample", today: "2026-11-26"},
	{name: "nothing known", today: "2026-11-26", change: func(k kept) {
		k.set("content/attempts.toml", "[[attempt]]\ndate = 2026-11-02\nresult = \"fail\"\n")
		k.set("content/log.toml", "")
	}},
	{name: "passed", today: "2027-01-20", change: func(k kept) {
		k.set("content/attempts.toml", k.text("content/attempts.toml")+"\n[[attempt]]\ndate = 2027-01-16\nresult = \"pass\"\n")
	}},
}

// hanging is what is left over on pages from which something was taken away.
func hanging(files map[string][]byte) []string {
	var out []string
	for _, p := range htmlPages(files) {
		root, err := html.Parse(bytes.NewReader(files[p]))
		if err != nil {
			return []string{p + ": " + err.Error()}
		}
		say := func(format string, args ...any) { out = append(out, p+": "+fmt.Sprintf(format, args...)) }
		if open := unbalanced(files[p]); open != "" {
			say("%s is not closed, or not open", open)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && !filledIn(n) {
				for _, w := range leftOver(n) {
					say("%s", w)
				}
			}
		}
	}
	return out
}

// full are elements that say something without a word in them.
var full = []atom.Atom{atom.Svg, atom.Img, atom.Input, atom.Audio, atom.Video, atom.Hr, atom.Template, atom.Math}

// mustSay are the elements that stand for what is in them.
var mustSay = []atom.Atom{
	atom.A, atom.P, atom.Li, atom.Dt, atom.Dd, atom.Dl, atom.Ul, atom.Ol, atom.Table, atom.Tbody, atom.Tr, atom.Th, atom.Section, atom.Nav, atom.Figure,
	atom.Figcaption, atom.Details, atom.Summary, atom.B, atom.Code, atom.Pre, atom.Blockquote, atom.Span, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Aside,
	atom.Caption, atom.Title, atom.Bdi,
}

// leftOver says what is wrong with one element.
func leftOver(n *html.Node) (wrong []string) {
	text := words(n)
	if slices.Contains(mustSay, n.DataAtom) && text == "" && !shows(n) && !inProse(n) && n.Parent.DataAtom != atom.Svg {
		wrong = append(wrong, "an empty "+outline(n))
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3:
		if n.Parent.DataAtom != atom.Li && n.Parent.DataAtom != atom.Article && bare(n) {
			wrong = append(wrong, fmt.Sprintf("nothing stands below %q", text))
		}
	case atom.Details:
		if text == words(first(n)) && !shows(n) {
			wrong = append(wrong, fmt.Sprintf("nothing is behind %q", text))
		}
	case atom.Table:
		wrong = append(wrong, emptyColumns(n)...)
	case 0: // of SVG
		if n.Data == "rect" && attr(n, "class") == "bar-range" && attr(n, "width") == "0" {
			wrong = append(wrong, "a bar without a range")
		}
	case atom.P, atom.Li, atom.Td, atom.Th, atom.Dd, atom.Dt, atom.Figcaption, atom.Summary:
		if m := dangling.FindString(text); m != "" && !inProse(n) {
			wrong = append(wrong, fmt.Sprintf("%q in %q", m, text))
		}
	}
	return wrong
}

// dangling is punctuation around nothing, and words that lead up to nothing.
var dangling = regexp.MustCompile(`\(\s*\)| [,;.](\s|$)|[,:;·] ?[,;.·](\s|$)|^[,;:.·]|[,;·]$|most likely($|[,;.])|\babout ($|[,;.])|\babout of\b|(^|[^.\d])0 (points to win|domains|simulations that)\b|<no value>|“”|\bdomain 0\b`)

// words are what an element says, with single spaces; what is in its details counts.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		} else if d.Type == html.ElementNode && slices.Contains([]atom.Atom{atom.Li, atom.P, atom.Div, atom.Td, atom.Summary, atom.Ul, atom.H3}, d.DataAtom) {
			b.WriteByte('\n')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func shows(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (slices.Contains(full, d.DataAtom) || d.DataAtom == atom.I && d.Parent != nil && attr(d.Parent, "aria-hidden") == "true") {
			return true
		}
	}
	return n.DataAtom == atom.Span && attr(n, "aria-hidden") == "true"
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func outline(n *html.Node) string {
	out := "<" + n.Data
	for _, a := range n.Attr {
		out += fmt.Sprintf(" %s=%q", a.Key, a.Val)
	}
	return out + "> in " + words(n.Parent)
}

// first is the first element in another one.
func first(n *html.Node) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return n
}

// bare reports whether nothing stands below a heading before the next one that is not smaller.
func bare(n *html.Node) bool {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.TextNode && strings.TrimSpace(s.Data) != "" {
			return false
		}
		if s.Type == html.ElementNode {
			return len(s.Data) == 2 && s.Data[0] == 'h' && s.Data[1] <= n.Data[1]
		}
	}
	return true
}

// emptyColumns are the columns of a table in which no row has anything.
func emptyColumns(n *html.Node) (wrong []string) {
	var rows [][]string
	for d := range n.Descendants() {
		if d.DataAtom == atom.Tr {
			var row []string
			for c := range d.ChildNodes() {
				if c.DataAtom == atom.Th || c.DataAtom == atom.Td {
					row = append(row, words(c))
				}
			}
			rows = append(rows, row)
		}
	}
	for i, head := range rows[0] {
		said := slices.ContainsFunc(rows[1:], func(row []string) bool { return i < len(row) && row[i] != "" })
		if !said {
			wrong = append(wrong, fmt.Sprintf("the column %q is empty", head))
		}
	}
	return wrong
}

// inProse reports whether an element is part of a note, which is the learner's own.
func inProse(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if slices.Contains(strings.Fields(attr(n, "class")), "prose") {
			return true
		}
	}
	return false
}

// filledIn reports whether an element is for a script to fill.
func filledIn(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Template {
			return true
		}
	}
	return false
}

// void are the elements that have no end.
var void = []string{"meta", "link", "br", "img", "input", "hr", "wbr", "col", "source", "area", "embed", "track", "base", "param"}

// unbalanced is the first tag of a page that is not closed in its place, or closes nothing.
func unbalanced(page []byte) string {
	var open []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.Join(open, " ")
		case html.StartTagToken:
			if name, _ := z.TagName(); !slices.Contains(void, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return string(name)
			}
			open = open[:len(open)-1]
		}
	}
}

// TestWhatHangsIsFound: each kind of thing left over is seen.
func TestWhatHangsIsFound(t *testing.T) {
	for bad, want := range map[string]string{
		`<p>estimate , most likely</p>`:                                                "in \"estimate , most likely\"",
		`<p><b></b> points to win.</p>`:                                                "an empty <b>",
		`<section><h2>The numbers</h2></section>`:                                      "nothing stands below",
		`<details><summary>Why</summary></details>`:                                    "nothing is behind",
		`<svg><rect class="bar-range" width="0"></rect></svg>`:                         "a bar without a range",
		`<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td></tr></table>`:     "the column \"B\" is empty",
		`<div><p>open</div>`:                                                           "is not closed",
		`<dl><div><dt>Exam</dt><dd></dd></div></dl>`:                                   "an empty <dd>",
		`<p>The estimate is <b>near the target</b>.</p>`:                               "",
		`<div class="prose"><p></p></div><template><ol class="found"></ol></template>`: "",
	} {
		got := strings.Join(hanging(map[string][]byte{"a.html": []byte("<!doctype html><html><head></head><body>" + bad + "</body></html>")}), "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", bad, got, want)
		}
	}
}

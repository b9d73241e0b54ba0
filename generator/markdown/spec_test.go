package markdown

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"retake/generator/markdown/shelf"
)

// differences are the examples of CommonMark that are shown otherwise on purpose, each with the reason.
var differences = map[int]string{
	187: "an unfinished or unclosed tag never reaches past its block",
	344: "an unfinished or unclosed tag never reaches past its block",
	476: "an unfinished or unclosed tag never reaches past its block",
	477: "an unfinished or unclosed tag never reaches past its block",
	494: "an unfinished or unclosed tag never reaches past its block",
	630: "an unfinished or unclosed tag never reaches past its block",
	631: "an unfinished or unclosed tag never reaches past its block",
	642: "an unfinished or unclosed tag never reaches past its block",
	643: "an unfinished or unclosed tag never reaches past its block",
	150: "an unknown tag is the text it is",
	163: "an unknown tag is the text it is",
	201: "an unknown tag is the text it is",
	491: "an unknown tag is the text it is",
	524: "an unknown tag is the text it is",
	536: "an unknown tag is the text it is",
	613: "an unknown tag is the text it is",
	614: "an unknown tag is the text it is",
	615: "an unknown tag is the text it is",
	617: "an unknown tag is the text it is",
	623: "an unknown tag is the text it is",
	156: "a tag that is never finished is text, not swallowed",
	157: "a tag that is never finished is text, not swallowed",
	158: "a tag that is never finished is text, not swallowed",
	170: "scripts, styles and form fields are shown as their source",
	171: "scripts, styles and form fields are shown as their source",
	172: "scripts, styles and form fields are shown as their source",
	173: "scripts, styles and form fields are shown as their source",
	176: "scripts, styles and form fields are shown as their source",
	178: "scripts, styles and form fields are shown as their source",
	180: "instructions and declarations are shown, not dropped",
	181: "instructions and declarations are shown, not dropped",
	182: "instructions and declarations are shown, not dropped",
	627: "instructions and declarations are shown, not dropped",
	628: "instructions and declarations are shown, not dropped",
	629: "instructions and declarations are shown, not dropped",
	148: "what stands where a cell or a block must be gets one",
	167: "what stands where a cell or a block must be gets one",
	191: "what stands where a cell or a block must be gets one",
	616: "an anchor without address or name is nothing",
	21:  "a link without words says where it leads",
	31:  "a link without words says where it leads",
	484: "a link without words says where it leads",
	475: "an image always has alt",
	200: "an empty address is the page itself",
	485: "an empty address is the page itself",
	486: "an empty address is the page itself",
	487: "an empty address is the page itself",
	567: "an empty address is the page itself",
	501: "a fragment without its heading is a broken link",
	590: "an embed of Obsidian",
	599: "a scheme that no page may link to",
	608: "GFM links bare addresses",
	611: "GFM links bare addresses",
	612: "GFM links bare addresses",
	144: "the language is a word",
}

// TestCommonMark compares every example of the specification with what we write, as trees: decorations
// (ids, classes, anchors, containers that scroll) and the shift of heading levels do not count. The
// examples come with goldmark's module.
func TestCommonMark(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("the module cache is not there:", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Skip("the module has no examples:", err)
	}
	var examples []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	same := 0
	for _, e := range examples {
		if strings.HasPrefix(e.Markdown, "---\n") || strings.HasPrefix(e.Markdown, "+++\n") {
			e.Markdown = "\n" + e.Markdown // front matter is not CommonMark
		}
		d := Parse("x.md", []byte(e.Markdown))
		got := tree(t, string(d.HTML("", func(_ *Doc, l Link) Target {
			href := l.Target
			if l.Fragment != "" {
				href += "#" + l.Fragment
			}
			if href == "" {
				href = "#"
			}
			return Target{Href: href}
		})))
		want := tree(t, e.HTML)
		reason := differences[e.Example]
		switch {
		case got == want && reason != "":
			t.Errorf("example %d is the same now: take it off the list", e.Example)
		case got == want:
			same++
		case reason == "":
			t.Errorf("example %d (%s)\n--- note\n%s--- want\n%s\n--- got\n%s", e.Example, e.Section, e.Markdown, want, got)
		}
	}
	t.Logf("%d of %d the same, %d differ on purpose", same, len(examples), len(differences))
}

// tree writes HTML as a tree without what we add.
func tree(t *testing.T, source string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range nodes {
		branch(&b, n, false)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func branch(b *strings.Builder, n *html.Node, pre bool) {
	children := func() {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			branch(b, c, pre || n.Data == "pre")
		}
	}
	switch n.Type {
	case html.TextNode:
		text := n.Data
		if pre {
			text = strings.NewReplacer("\n", "¶", " ", "·").Replace(text)
		}
		b.WriteString(text)
		return
	case html.ElementNode:
	default:
		return
	}
	class := ""
	for _, a := range n.Attr {
		if a.Key == "class" {
			class = a.Val
		}
	}
	if class == "anchor" {
		return
	}
	if class == "table" || n.Data == "span" && strings.HasPrefix(strings.ToLower(class), "chroma") || pre && n.Data == "span" {
		children()
		return
	}
	name := n.Data
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		name = "h"
	}
	b.WriteString(" <" + name)
	for _, a := range n.Attr {
		switch {
		case a.Key == "href" || a.Key == "src" || a.Key == "alt" || a.Key == "title" || a.Key == "start",
			a.Key == "class" && strings.HasPrefix(a.Val, "language-"):
			b.WriteString(" " + a.Key + "=" + shelf.Decoded(a.Val))
		}
	}
	b.WriteString("> ")
	children()
	b.WriteString(" </" + name + "> ")
}

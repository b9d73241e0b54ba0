package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"retake/generator/fault"
	"retake/generator/markdown/clean"
	"retake/generator/markdown/plain"
	"retake/generator/markdown/syntax"
)

// writer turns the tree of one note into pieces.
type writer struct {
	clean.Writer
	doc    *Doc
	src    []byte
	places *plain.Places
	nodeID map[ast.Node]string // id of a heading or a named block
	named  map[string]string   // block id as a key of Doc.blocks, by id on the page
	title  string              // text of the heading above
	heads  int                 // headings written so far
	scope  int                 // the list of footnotes that references belong to: an admonition has its own
	scopes int
	notes  map[string]string
	marks  bool        // the words of links without words of their own are marked in texts
	marked []fault.Pos // which those are
}

// start writes a start tag with the id of the node, if it has one.
func (w *writer) start(n ast.Node, tag string, attributes ...string) {
	w.Put("<", tag)
	if id := w.nodeID[n]; id != "" {
		w.ID(id)
	}
	w.Put(attributes...)
	w.Put(">")
}

func (w *writer) document(root ast.Node) {
	w.notes = map[string]string{}
	w.Push("", clean.Flow)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == east.KindFootnoteList {
			w.Settle()
			w.doc.notes = w.Cut()
		}
		w.block(n)
	}
	w.Settle()
	if end := w.Cut(); w.doc.notes == 0 {
		w.doc.notes = end
	}
}

func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

// block writes one block of Markdown. A block with an id of its own can be shown alone elsewhere.
func (w *writer) block(n ast.Node) {
	if n.Kind() == ast.KindHTMLBlock {
		w.htmlBlock(n.(*ast.HTMLBlock))
		return
	}
	w.Room()
	id := w.nodeID[n]
	if id == "" || n.Kind() == ast.KindHeading {
		w.bare(n)
		return
	}
	from := w.Cut()
	w.bare(n)
	w.doc.blocks[w.named[id]] = block{id, from, w.Cut(), n.Kind() == ast.KindListItem}
}

func (w *writer) bare(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.headingBlock(n)
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.textBlock(n)
	case *ast.Blockquote:
		w.quote(n)
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.item(n)
	case *ast.FencedCodeBlock:
		w.code(n, string(n.Language(w.src)))
	case *ast.CodeBlock:
		w.code(n, "")
	case *ast.ThematicBreak:
		w.start(n, "hr")
		w.Put("\n")
	case *east.Table:
		w.table(n)
	case *east.FootnoteList:
		w.footnotes(n)
	case *syntax.Block:
		switch {
		case n.Kind() == syntax.Dense:
			w.start(n, "p")
			w.Put(plain.Escape(strings.TrimSpace(w.lines(n))), "</p>\n")
		case n.Formula():
			w.formula(n)
		}
	}
}

func (w *writer) headingBlock(h *ast.Heading) {
	if h.Parent().Kind() == ast.KindDocument {
		w.doc.heads = append(w.doc.heads, mark{w.Cut(), h.Level, w.Outermost(), w.nodeID[h]})
	}
	w.title = w.doc.Headings[w.heads].Text
	w.heads++
	id := w.nodeID[h]
	w.Hole(clean.HeadOpen, h.Level)
	w.ID(id)
	w.Put(">")
	w.PushHole("", clean.Leaf, clean.HeadClose, 0)
	w.inlines(h)
	w.Settle()
	w.Put(` <a class="anchor" href="#`)
	w.Hole(clean.Prefix, 0)
	w.Put(plain.Escape(id), `" aria-label="Link to this section"><span aria-hidden="true">#</span></a>`)
	w.Pop()
}

func (w *writer) paragraph(p *ast.Paragraph) {
	switch {
	case w.onlyEmbeds(p):
		w.embeds(p)
		return
	case w.holdsBlocks(p):
		// Raw HTML within a line may open a block, which a paragraph cannot hold.
		w.start(p, "div")
		w.Push("div", clean.Flow)
	default:
		w.start(p, "p")
		w.Push("p", clean.Leaf)
	}
	w.taskOrText(p)
	w.Pop()
	w.Put("\n")
}

func (w *writer) textBlock(t *ast.TextBlock) {
	if w.onlyEmbeds(t) {
		w.embeds(t)
		return
	}
	w.Push("", clean.Flow)
	w.taskOrText(t)
	w.Pop()
	if t.NextSibling() != nil {
		w.Put("\n")
	}
}

// taskOrText writes inline nodes, in the label of the task box they begin with if there is one.
func (w *writer) taskOrText(n ast.Node) {
	box, ok := n.FirstChild().(*syntax.Inline)
	if !ok || box.Kind() != syntax.Task {
		w.inlines(n)
		return
	}
	checked := ""
	if box.Done {
		checked = " checked"
	}
	w.doc.Tasks = append(w.doc.Tasks, Task{
		Text: strings.TrimSpace(w.text(n)), Done: box.Done, Heading: w.title, Pos: w.places.Pos(box.Pos()),
	})
	w.Put(`<label><input type="checkbox"`)
	w.Hole(boxIn, len(w.doc.Tasks)-1)
	w.Put(" disabled", checked, "> ")
	w.Push("label", clean.Phrase)
	w.inlines(n)
	w.Pop()
}

// onlyEmbeds says whether a paragraph is nothing but embeds, which may then be blocks.
func (w *writer) onlyEmbeds(n ast.Node) bool {
	found := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if e, ok := c.(*syntax.Inline); ok && e.Embed {
			found = true
		} else if t, ok := c.(*ast.Text); !ok || strings.TrimSpace(w.value(t)) != "" {
			return false
		}
	}
	return found
}

func (w *writer) embeds(n ast.Node) {
	if id := w.nodeID[n]; id != "" {
		w.start(n, "span")
		w.Put("</span>\n")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if e, ok := c.(*syntax.Inline); ok {
			w.wiki(e, true)
		}
	}
}

// holdsBlocks says whether raw HTML within a paragraph opens a block.
func (w *writer) holdsBlocks(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if r, ok := c.(*ast.RawHTML); ok && clean.Block(clean.TagName(w.segments(r))) {
			return true
		}
	}
	return false
}

func (w *writer) list(l *ast.List) {
	tag, start := "ul", ""
	if l.IsOrdered() {
		tag = "ol"
		if l.Start != 1 {
			start = ` start="` + strconv.Itoa(l.Start) + `"`
		}
	}
	w.start(l, tag, start)
	w.Put("\n")
	w.Push(tag, clean.Flow)
	w.blocks(l)
	w.Pop()
	w.Put("\n")
}

func (w *writer) item(n *ast.ListItem) {
	class := ""
	first := n.FirstChild()
	if first != nil {
		if box, ok := first.FirstChild().(*syntax.Inline); ok && box.Kind() == syntax.Task {
			class = ` class="task"`
		}
	}
	w.start(n, "li", class)
	if first != nil && first.Kind() != ast.KindTextBlock {
		w.Put("\n")
	}
	w.Push("li", clean.Flow)
	w.blocks(n)
	w.Pop()
	w.Put("\n")
}

func (w *writer) quote(n *ast.Blockquote) {
	outer := w.scope
	if last := n.LastChild(); last != nil && last.Kind() == east.KindFootnoteList {
		w.scopes++
		w.scope = w.scopes
	}
	if c, ok := syntax.CalloutOf(n); ok {
		w.callout(n, c)
	} else {
		w.start(n, "blockquote")
		w.Put("\n")
		w.Push("blockquote", clean.Flow)
		w.blocks(n)
		w.Pop()
		w.Put("\n")
	}
	w.scope = outer
}

// callout writes a note beside the text. Its kind is told in words too, never by colour alone.
func (w *writer) callout(n *ast.Blockquote, c *syntax.Callout) {
	tag, title, attributes := "div", "p", []string{` class="callout `, c.Kind, `" role="note"`}
	if c.Fold != 0 {
		tag, title, attributes = "details", "summary", []string{` class="callout `, c.Kind, `"`}
	}
	if c.Fold == '+' {
		attributes = append(attributes, " open")
	}
	w.start(n, tag, attributes...)
	w.Push(tag, clean.Flow)
	w.Put("\n<", title, ` class="callout-title">`)
	w.Push(title, clean.Leaf)
	head := n.FirstChild()
	switch text := w.text(head); {
	case text == "":
		w.Put(plain.Escape(c.Title()))
	case strings.EqualFold(text, c.Word):
		w.inlines(head)
	default:
		w.Put(`<span class="callout-kind">`, plain.Escape(c.Title()), ":</span> ")
		w.inlines(head)
	}
	w.Pop()
	w.Put("\n")
	for b := head.NextSibling(); b != nil; b = b.NextSibling() {
		w.block(b)
	}
	w.Pop()
	w.Put("\n")
}

func (w *writer) table(t *east.Table) {
	w.start(t, "div", ` class="table" role="group" aria-label="`, plain.Escape(strings.TrimSuffix("Table: "+w.title, ": ")), `" tabindex="0"`)
	w.Put("\n<table>\n")
	w.Push("div", clean.Flow)
	w.Push("table", clean.Flow)
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == east.KindTableHeader {
			w.Put("<thead>\n")
			w.row(n, "th")
			w.Put("</thead>\n")
			if n.NextSibling() != nil {
				w.Put("<tbody>\n")
			}
			continue
		}
		w.row(n, "td")
		if n.NextSibling() == nil {
			w.Put("</tbody>\n")
		}
	}
	w.Pop()
	w.Put("\n")
	w.Pop()
	w.Put("\n")
}

func (w *writer) row(n ast.Node, tag string) {
	w.Put("<tr>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cell := tag
		if !c.HasChildren() {
			cell = "td" // a header cell without words heads nothing
		}
		class := ""
		if a := c.(*east.TableCell).Alignment; a != east.AlignNone {
			class = ` class="` + a.String() + `"`
		}
		if cell == "th" {
			class = ` scope="col"` + class
		}
		w.Put("<", cell, class, ">")
		w.Push(cell, clean.Flow)
		w.inlines(c)
		w.Pop()
		w.Put("\n")
	}
	w.Put("</tr>\n")
}

func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	source := w.lines(n)
	switch {
	case n.HTMLBlockType == ast.HTMLBlockType1 && clean.Opaque(clean.TagName(source)),
		n.HTMLBlockType >= ast.HTMLBlockType3 && n.HTMLBlockType <= ast.HTMLBlockType5:
		w.Room()
		w.Put(`<pre tabindex="0"><code>`, plain.Escape(source), "</code></pre>\n")
	default:
		w.Raw(source, n.Lines().At(0).Start)
	}
}

func (w *writer) footnotes(l *east.FootnoteList) {
	w.Put("<div class=\"footnotes\">\n<ol>\n")
	w.Push("div", clean.Flow)
	w.Push("ol", clean.Flow)
	for n := l.FirstChild(); n != nil; n = n.NextSibling() {
		w.Put("<li")
		w.ID(w.noteID("fn", n.(*east.Footnote).Index, 0))
		w.Put(">\n")
		w.Push("li", clean.Flow)
		w.blocks(n)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if back, ok := c.(*east.FootnoteBacklink); ok {
				w.inline(back)
			}
		}
		w.Pop()
		w.Put("\n")
	}
	w.Pop()
	w.Put("\n")
	w.Pop()
	w.Put("\n")
}

// noteID is the id of a footnote ("fn") or of a reference to it ("fnref").
func (w *writer) noteID(kind string, index, again int) string {
	key := kind + "-" + strconv.Itoa(index)
	if again > 0 {
		key += "-" + strconv.Itoa(again+1)
	}
	scoped := strconv.Itoa(w.scope) + key
	if w.notes[scoped] == "" {
		w.notes[scoped] = w.IDs.Unique(key)
	}
	return w.notes[scoped]
}

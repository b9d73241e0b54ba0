package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// writer turns the tree of one note into pieces.
type writer struct {
	doc    *Doc
	src    []byte
	places *places
	ids    ids
	nodeID map[ast.Node]string // id of a heading or a named block
	named  map[string]string   // block id as a key of Doc.blocks, by id on the page
	buf    []byte
	stack  []open
	title  string // text of the heading above
	heads  int    // headings written so far
	scope  int    // the list of footnotes that references belong to: an admonition has its own
	scopes int
	notes  map[string]string
}

func (w *writer) put(parts ...string) {
	for _, s := range parts {
		w.buf = append(w.buf, s...)
	}
}

// hole ends a piece with something to fill in.
func (w *writer) hole(h hole, n int) {
	w.doc.pieces = append(w.doc.pieces, piece{string(w.buf), h, n})
	w.buf = w.buf[:0]
}

// cut ends a piece, so that one may begin or end here, and gives the number of the next.
func (w *writer) cut() int {
	if len(w.buf) > 0 {
		w.hole(noHole, 0)
	}
	return len(w.doc.pieces)
}

// idAttr writes an id that begins with the prefix of the page.
func (w *writer) idAttr(id string) {
	w.put(` id="`)
	w.hole(prefixIn, 0)
	w.put(escape(id), `"`)
}

// start writes a start tag with the id of the node, if it has one.
func (w *writer) start(n ast.Node, tag string, attributes ...string) {
	w.put("<", tag)
	if id := w.nodeID[n]; id != "" {
		w.idAttr(id)
	}
	w.put(attributes...)
	w.put(">")
}

func (w *writer) document(root ast.Node) {
	w.notes = map[string]string{}
	w.push("", flow)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == east.KindFootnoteList {
			w.settle()
			w.doc.notes = w.cut()
		}
		w.block(n)
	}
	w.settle()
	if end := w.cut(); w.doc.notes == 0 {
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
	w.room()
	id := w.nodeID[n]
	if id == "" || n.Kind() == ast.KindHeading {
		w.bare(n)
		return
	}
	from := w.cut()
	w.bare(n)
	w.doc.blocks[w.named[id]] = block{id, from, w.cut(), n.Kind() == ast.KindListItem}
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
		w.put("\n")
	case *east.Table:
		w.table(n)
	case *east.FootnoteList:
		w.footnotes(n)
	case *fenced:
		if n.mark == "$$" {
			w.doc.HasMath = true
			w.start(n, "div", ` class="math"`)
			w.put(escape(strings.TrimSpace(w.lines(n))), "</div>\n")
		}
	}
}

func (w *writer) headingBlock(h *ast.Heading) {
	if h.Parent().Kind() == ast.KindDocument {
		w.doc.heads = append(w.doc.heads, mark{w.cut(), h.Level, len(w.stack) == 1, w.nodeID[h]})
	}
	w.title = w.doc.Headings[w.heads].Text
	w.heads++
	id := w.nodeID[h]
	w.hole(headOpen, h.Level)
	w.idAttr(id)
	w.put(">")
	w.stack = append(w.stack, open{holds: leaf, mark: true, hole: headClose})
	w.inlines(h)
	w.settle()
	w.put(` <a class="anchor" href="#`)
	w.hole(prefixIn, 0)
	w.put(escape(id), `" aria-label="Link to this section"><span aria-hidden="true">#</span></a>`)
	w.pop()
}

func (w *writer) paragraph(p *ast.Paragraph) {
	switch {
	case w.onlyEmbeds(p):
		w.embeds(p)
		return
	case w.holdsBlocks(p):
		// Raw HTML within a line may open a block, which a paragraph cannot hold.
		w.start(p, "div")
		w.push("div", flow)
	default:
		w.start(p, "p")
		w.push("p", leaf)
	}
	w.taskOrText(p)
	w.pop()
	w.put("\n")
}

func (w *writer) textBlock(t *ast.TextBlock) {
	if w.onlyEmbeds(t) {
		w.embeds(t)
		return
	}
	w.push("", flow)
	w.taskOrText(t)
	w.pop()
	if t.NextSibling() != nil {
		w.put("\n")
	}
}

// taskOrText writes inline nodes, in the label of the task box they begin with if there is one.
func (w *writer) taskOrText(n ast.Node) {
	box, ok := n.FirstChild().(*inline)
	if !ok || box.kind != kindTask {
		w.inlines(n)
		return
	}
	checked := ""
	if box.done {
		checked = " checked"
	}
	w.doc.Tasks = append(w.doc.Tasks, Task{
		Text: strings.TrimSpace(w.text(n)), Done: box.done, Heading: w.title, Pos: w.places.pos(box.Pos()),
	})
	w.put(`<label><input type="checkbox" disabled`, checked, "> ")
	w.push("label", phrase)
	w.inlines(n)
	w.pop()
}

// onlyEmbeds says whether a paragraph is nothing but embeds, which may then be blocks.
func (w *writer) onlyEmbeds(n ast.Node) bool {
	found := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if e, ok := c.(*inline); ok && e.embed {
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
		w.put("</span>\n")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if e, ok := c.(*inline); ok {
			w.wiki(e, true)
		}
	}
}

// holdsBlocks says whether raw HTML within a paragraph opens a block.
func (w *writer) holdsBlocks(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if r, ok := c.(*ast.RawHTML); ok {
			if m := tagName.FindStringSubmatch(w.segments(r)); m != nil {
				if e, known := allowed[strings.ToLower(m[1])]; known && e.holds != phrase && e.holds != void {
					return true
				}
			}
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
	w.put("\n")
	w.push(tag, flow)
	w.blocks(l)
	w.pop()
	w.put("\n")
}

func (w *writer) item(n *ast.ListItem) {
	class := ""
	first := n.FirstChild()
	if first != nil {
		if box, ok := first.FirstChild().(*inline); ok && box.kind == kindTask {
			class = ` class="task"`
		}
	}
	w.start(n, "li", class)
	if first != nil && first.Kind() != ast.KindTextBlock {
		w.put("\n")
	}
	w.push("li", flow)
	w.blocks(n)
	w.pop()
	w.put("\n")
}

func (w *writer) quote(n *ast.Blockquote) {
	outer := w.scope
	if last := n.LastChild(); last != nil && last.Kind() == east.KindFootnoteList {
		w.scopes++
		w.scope = w.scopes
	}
	c, ok := n.AttributeString("callout")
	if ok {
		w.callout(n, c.(*callout))
	} else {
		w.start(n, "blockquote")
		w.put("\n")
		w.push("blockquote", flow)
		w.blocks(n)
		w.pop()
		w.put("\n")
	}
	w.scope = outer
}

// callout writes a note beside the text. Its kind is told in words too, never by colour alone.
func (w *writer) callout(n *ast.Blockquote, c *callout) {
	tag, title, attributes := "div", "p", []string{` class="callout `, c.kind, `" role="note"`}
	if c.fold != 0 {
		tag, title, attributes = "details", "summary", []string{` class="callout `, c.kind, `"`}
	}
	if c.fold == '+' {
		attributes = append(attributes, " open")
	}
	w.start(n, tag, attributes...)
	w.push(tag, flow)
	w.put("\n<", title, ` class="callout-title">`)
	w.push(title, leaf)
	head := n.FirstChild()
	switch text := w.text(head); {
	case text == "":
		w.put(escape(c.title()))
	case strings.EqualFold(text, c.word):
		w.inlines(head)
	default:
		w.put(`<span class="callout-kind">`, escape(c.title()), ":</span> ")
		w.inlines(head)
	}
	w.pop()
	w.put("\n")
	for b := head.NextSibling(); b != nil; b = b.NextSibling() {
		w.block(b)
	}
	w.pop()
	w.put("\n")
}

func (w *writer) table(t *east.Table) {
	w.start(t, "div", ` class="table" role="group" aria-label="Table" tabindex="0"`)
	w.put("\n<table>\n")
	w.push("div", flow)
	w.push("table", flow)
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == east.KindTableHeader {
			w.put("<thead>\n")
			w.row(n, "th")
			w.put("</thead>\n")
			if n.NextSibling() != nil {
				w.put("<tbody>\n")
			}
			continue
		}
		w.row(n, "td")
		if n.NextSibling() == nil {
			w.put("</tbody>\n")
		}
	}
	w.pop()
	w.put("\n")
	w.pop()
	w.put("\n")
}

func (w *writer) row(n ast.Node, tag string) {
	w.put("<tr>\n")
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
		w.put("<", cell, class, ">")
		w.push(cell, flow)
		w.inlines(c)
		w.pop()
		w.put("\n")
	}
	w.put("</tr>\n")
}

func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	source := w.lines(n)
	m := tagName.FindStringSubmatch(source)
	switch {
	case n.HTMLBlockType == ast.HTMLBlockType1 && m != nil && opaque[strings.ToLower(m[1])],
		n.HTMLBlockType >= ast.HTMLBlockType3 && n.HTMLBlockType <= ast.HTMLBlockType5:
		w.room()
		w.put(`<pre tabindex="0"><code>`, escape(source), "</code></pre>\n")
	default:
		w.raw(source, n.Lines().At(0).Start)
	}
}

func (w *writer) footnotes(l *east.FootnoteList) {
	w.put("<div class=\"footnotes\">\n<ol>\n")
	w.push("div", flow)
	w.push("ol", flow)
	for n := l.FirstChild(); n != nil; n = n.NextSibling() {
		w.put("<li")
		w.idAttr(w.noteID("fn", n.(*east.Footnote).Index, 0))
		w.put(">\n")
		w.push("li", flow)
		w.blocks(n)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if back, ok := c.(*east.FootnoteBacklink); ok {
				w.inline(back)
			}
		}
		w.pop()
		w.put("\n")
	}
	w.pop()
	w.put("\n")
	w.pop()
	w.put("\n")
}

// noteID is the id of a footnote ("fn") or of a reference to it ("fnref").
func (w *writer) noteID(kind string, index, again int) string {
	key := kind + "-" + strconv.Itoa(index)
	if again > 0 {
		key += "-" + strconv.Itoa(again+1)
	}
	scoped := strconv.Itoa(w.scope) + key
	if w.notes[scoped] == "" {
		w.notes[scoped] = w.ids.unique(key)
	}
	return w.notes[scoped]
}

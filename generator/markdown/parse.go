package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"retake/generator/markdown/clean"
	"retake/generator/markdown/highlight"
	"retake/generator/markdown/plain"
	"retake/generator/markdown/syntax"
)

// Parse reads a whole file as it is on disk (BOM, UTF-16, CRLF and all). It never fails and never panics.
func Parse(file string, src []byte) *Doc {
	text, faults := plain.Read(file, src)
	front, start, more := plain.CutFront(file, text)
	front.Text = strings.Clone(front.Text) // a part would keep the whole text
	d := &Doc{File: file, Front: front, Faults: append(faults, more...), blocks: map[string]block{}, written: map[string]bool{}}
	source := []byte(text)
	root := syntax.Parse(source, start)
	w := &writer{doc: d, src: source, places: plain.NewPlaces(file, text), nodeID: map[ast.Node]string{}, named: map[string]string{}}
	w.Refer = w.refer
	w.survey(root)
	w.document(root)
	w.nameLinks()
	d.keep(w.Pieces)
	d.Anchors = w.IDs.Order
	d.name()
	return d
}

// Text is what a file's bytes say: without a byte order mark, UTF-16 decoded, every line end a line
// feed, and characters that HTML cannot hold replaced by U+FFFD. Positions of this package count in it.
func Text(src []byte) string { return plain.Text(src) }

// Slug is the id GitHub gives a heading with this rendered text, before repeats are numbered.
func Slug(text string) string { return plain.Slug(text) }

// survey names the headings and blocks, before anything is written: GitHub's ids of headings come
// first, whatever else asks for an id. It also gathers the plain text.
func (w *writer) survey(root ast.Node) {
	var text strings.Builder
	var titles []plain.Span
	var named []ast.Node
	w.marks = true
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if e, ok := syntax.ExcessOf(n); ok {
			w.doc.Faults.Warn("too-dense", w.places.Pos(e.At), "%s", e.Message).Hint = e.Hint
		}
		if holdsText(n) {
			if w.blockID(n) {
				named = append(named, n)
			}
			words := w.text(n)
			if h, ok := n.(*ast.Heading); ok {
				w.heading(h, plain.Unmarked(words))
				titles = append(titles, plain.Span{At: text.Len(), To: text.Len() + len(words)})
			}
			text.WriteString(words)
			text.WriteByte('\n')
			return ast.WalkSkipChildren, nil
		}
		text.WriteString(w.rawText(n))
		return ast.WalkContinue, nil
	})
	for _, n := range named {
		w.nameBlock(n)
	}
	w.marks = false
	whole, marked, titles := plain.Settle(text.String(), titles)
	w.doc.titles = titles
	for _, s := range marked {
		w.doc.unnamed = append(w.doc.unnamed, unnamed{s, -1})
	}
	w.doc.say(whole)
	if h, ok := root.FirstChild().(*ast.Heading); ok && h.Level == 1 {
		w.doc.titled = true
	}
}

// holdsText says whether a block's children are inline.
func holdsText(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, east.KindTableCell, syntax.CalloutTitle:
		return true
	}
	return false
}

func (w *writer) heading(h *ast.Heading, text string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\n", " "))
	id := w.IDs.Unique(plain.Slug(text))
	w.nodeID[h] = id
	w.doc.Headings = append(w.doc.Headings, Heading{h.Level, text, id, w.places.Pos(h.Pos())})
}

var blockIDEnd = regexp.MustCompile(`(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$`)

// blockID cuts Obsidian's " ^id" off the end of a block and keeps it for nameBlock.
func (w *writer) blockID(n ast.Node) bool {
	last, ok := n.LastChild().(*ast.Text)
	if !ok || n.Kind() == east.KindTableCell || n.Kind() == syntax.CalloutTitle {
		return false
	}
	m := blockIDEnd.FindSubmatchIndex(last.Segment.Value(w.src))
	if m == nil {
		return false
	}
	w.nodeID[last] = string(last.Segment.Value(w.src)[m[2]:m[3]])
	last.Segment = last.Segment.WithStop(last.Segment.Start + m[0])
	return true
}

// nameBlock gives a block the id that its last text ended in. An id alone in a paragraph names the block
// before it; in a list item it names the item.
func (w *writer) nameBlock(n ast.Node) {
	last := n.LastChild()
	written := w.nodeID[last]
	target := n
	switch prev := n.PreviousSibling(); {
	case n.Kind() == ast.KindParagraph && n.FirstChild() == last && last.(*ast.Text).Segment.IsEmpty() && prev != nil && prev.Kind() != ast.KindHTMLBlock:
		target = prev
		n.Parent().RemoveChild(n.Parent(), n)
	case n.Parent().Kind() == ast.KindListItem && prev == nil:
		target = n.Parent()
	}
	if _, taken := w.doc.blocks[strings.ToLower(written)]; taken {
		return
	}
	if w.nodeID[target] == "" {
		w.nodeID[target] = w.IDs.Unique("block-" + written)
	}
	w.doc.blocks[strings.ToLower(written)] = block{id: w.nodeID[target]}
	w.named[w.nodeID[target]] = strings.ToLower(written)
}

// text is what a reader sees of inline nodes, without markup.
func (w *writer) text(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inlineText(&b, c)
	}
	return b.String()
}

func (w *writer) inlineText(b *strings.Builder, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.WriteString(w.value(n))
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte('\n')
		}
	case *ast.String:
		b.Write(n.Value)
	case *ast.AutoLink:
		b.Write(n.Label(w.src))
	case *ast.CodeSpan:
		b.WriteString(syntax.Code(n, w.src))
	case *syntax.Inline:
		switch n.Kind() {
		case syntax.Math:
			b.WriteString(n.Value)
		case syntax.Wiki:
			p := syntax.Inside(n.Value)
			if w.marks && p.Label == "" && p.Target != "" {
				w.marked = append(w.marked, w.places.Pos(n.Pos()))
				b.WriteString(plain.Mark + p.Shown() + plain.Mark)
				break
			}
			b.WriteString(p.Shown())
		case syntax.Mark:
			b.WriteString(w.text(n))
		}
	case *ast.RawHTML:
		b.WriteString(w.tagText(n))
	case *syntax.Block:
		b.WriteString(w.lines(n))
	default:
		b.WriteString(w.text(n))
	}
}

// tagText is "" for markup, and the words of what only looks like a tag.
func (w *writer) tagText(n *ast.RawHTML) string {
	raw := w.segments(n)
	switch name := clean.TagName(raw); {
	case name == "br":
		return "\n"
	case clean.Markup(name) || strings.HasPrefix(raw, "<!--"):
		return ""
	}
	return raw
}

func (w *writer) segments(n *ast.RawHTML) string {
	var b strings.Builder
	for i := 0; i < n.Segments.Len(); i++ {
		s := n.Segments.At(i)
		b.Write(s.Value(w.src))
	}
	return b.String()
}

// value is the text of a text node: escapes and entities resolved unless it is raw.
func (w *writer) value(n *ast.Text) string {
	v := string(n.Segment.Value(w.src))
	if n.IsRaw() {
		return v
	}
	return plain.Unescape(v)
}

// rawText is the text of code, of a formula, or of raw HTML without its tags. What a query asks is no text: its
// answer would be.
func (w *writer) rawText(n ast.Node) string {
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		if _, query := highlight.Foreign(highlight.Language(plain.Unescape(string(n.Language(w.src))))); !query {
			return w.lines(n)
		}
	case *ast.CodeBlock:
		return w.lines(n)
	case *ast.HTMLBlock:
		return clean.Text(w.lines(n))
	case *syntax.Block:
		if n.Kind() == syntax.Dense || n.Formula() {
			return w.lines(n) + "\n"
		}
	}
	return ""
}

func (w *writer) lines(n ast.Node) string {
	var b strings.Builder
	for i := 0; i < n.Lines().Len(); i++ {
		s := n.Lines().At(i)
		b.Write(s.Value(w.src))
	}
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		b.Write(h.ClosureLine.Value(w.src))
	}
	return b.String()
}

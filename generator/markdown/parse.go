package markdown

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	xhtml "golang.org/x/net/html"
)

// Parse reads a whole file as it is on disk (BOM, UTF-16, CRLF and all). It never fails and never panics.
func Parse(file string, src []byte) *Doc {
	text, faults := read(file, src)
	front, start, more := cutFront(file, text)
	d := &Doc{File: file, Front: front, Faults: append(faults, more...), blocks: map[string]block{}, written: map[string]bool{}}
	source := []byte(text)
	root := grammar.Parse(at(source, start))
	admonitions(root, source, 0)
	w := &writer{doc: d, src: source, places: newPlaces(file, text), ids: ids{seen: map[string]int{}}, nodeID: map[ast.Node]string{}, named: map[string]string{}}
	w.survey(root)
	w.document(root)
	d.Anchors = w.ids.order
	d.Words = words(d.Plain)
	return d
}

// survey names the headings and blocks, before anything is written: GitHub's ids of headings come
// first, whatever else asks for an id. It also gathers the plain text.
func (w *writer) survey(root ast.Node) {
	var plain strings.Builder
	var named []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if holdsText(n) {
			if w.blockID(n) {
				named = append(named, n)
			}
			text := w.text(n)
			if h, ok := n.(*ast.Heading); ok {
				w.heading(h, text)
			}
			plain.WriteString(text)
			plain.WriteByte('\n')
			return ast.WalkSkipChildren, nil
		}
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, ast.KindHTMLBlock:
			plain.WriteString(w.rawText(n))
		}
		return ast.WalkContinue, nil
	})
	for _, n := range named {
		w.nameBlock(n)
	}
	w.doc.Plain = strings.TrimSpace(plain.String())
	if h, ok := root.FirstChild().(*ast.Heading); ok && h.Level == 1 {
		w.doc.titled = true
	}
}

// holdsText says whether a block's children are inline.
func holdsText(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, east.KindTableCell, kindCallout:
		return true
	}
	return false
}

func (w *writer) heading(h *ast.Heading, text string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\n", " "))
	id := w.ids.unique(Slug(text))
	w.nodeID[h] = id
	w.doc.Headings = append(w.doc.Headings, Heading{h.Level, text, id, w.places.pos(h.Pos())})
}

var blockIDEnd = regexp.MustCompile(`(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t]*$`)

// blockID cuts Obsidian's " ^id" off the end of a block and keeps it for nameBlock.
func (w *writer) blockID(n ast.Node) bool {
	last, ok := n.LastChild().(*ast.Text)
	if !ok || n.Kind() == east.KindTableCell || n.Kind() == kindCallout {
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
		w.nodeID[target] = w.ids.unique("block-" + written)
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
		b.WriteString(w.codeText(n))
	case *inline:
		switch n.kind {
		case kindMath:
			b.WriteString(n.value)
		case kindWiki:
			b.WriteString(parseWiki(n.value).shown())
		case kindMark:
			b.WriteString(w.text(n))
		}
	case *ast.RawHTML:
		b.WriteString(w.tagText(n))
	default:
		b.WriteString(w.text(n))
	}
}

// tagText is "" for markup, and the words of what only looks like a tag.
func (w *writer) tagText(n *ast.RawHTML) string {
	raw := w.segments(n)
	m := tagName.FindStringSubmatch(raw)
	if m == nil {
		if strings.HasPrefix(raw, "<!--") {
			return ""
		}
		return raw
	}
	name := strings.ToLower(m[1])
	if _, known := allowed[name]; known || ignored[name] {
		if name == "br" {
			return "\n"
		}
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
	return unescape(v)
}

func (w *writer) codeText(n *ast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.WriteString(strings.ReplaceAll(string(t.Segment.Value(w.src)), "\n", " "))
		}
	}
	return b.String()
}

// rawText is the text of code, or of raw HTML without its tags.
func (w *writer) rawText(n ast.Node) string {
	lines := w.lines(n)
	if n.Kind() != ast.KindHTMLBlock {
		return lines
	}
	var b strings.Builder
	z := xhtml.NewTokenizer(strings.NewReader(lines))
	for tt := z.Next(); tt != xhtml.ErrorToken; tt = z.Next() {
		if tt == xhtml.TextToken {
			b.Write(z.Text())
		}
	}
	return b.String()
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

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// unescape resolves backslash escapes and character references in one pass, as CommonMark does.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		next := i + 1
		switch {
		case s[i] == '\\' && next < len(s) && strings.IndexByte(punctuation, s[next]) >= 0:
			b.WriteByte(s[next])
			next++
		case s[i] == '&':
			if end := strings.IndexByte(s[i:min(len(s), i+40)], ';'); end > 1 {
				next = i + end + 1
				b.WriteString(entity(s[i:next]))
				break
			}
			b.WriteByte('&')
		default:
			b.WriteByte(s[i])
		}
		i = next
	}
	return b.String()
}

// entity is the character a whole reference such as &amp; names, else the text as it is.
func entity(ref string) string {
	for _, r := range ref[1 : len(ref)-1] {
		if r != '#' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z') {
			return ref
		}
	}
	if digits := strings.TrimLeft(ref[1:], "#xX"); ref[1] == '#' && (len(ref) > 10 || digits == ";") {
		return ref
	}
	if out := html.UnescapeString(ref); !strings.HasSuffix(out, ";") || ref == "&semi;" || ref == "&#59;" || ref == "&#x3b;" || ref == "&#x3B;" {
		return out
	}
	return ref
}

// words counts words; where words have no spaces, each character counts.
func words(text string) int {
	n, inside := 0, false
	for _, r := range text {
		switch {
		case cjk(r) && !unicode.Is(unicode.Hangul, r):
			n, inside = n+1, false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inside {
				n++
			}
			inside = true
		case r != '\'' && r != '’' && r != '-' && r != '_' && !unicode.IsMark(r):
			inside = false
		}
	}
	return n
}

package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"retake/generator/markdown/clean"
	"retake/generator/markdown/plain"
	"retake/generator/markdown/syntax"
)

func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

// inline writes one inline node.
func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.plain(n)
	case *ast.String:
		w.Words(string(n.Value))
	case *ast.CodeSpan:
		w.Imply()
		w.Put("<code>", plain.Escape(syntax.Code(n, w.src)), "</code>")
	case *ast.Emphasis:
		w.wrap(n, [3]string{"", "em", "strong"}[n.Level])
	case *east.Strikethrough:
		w.wrap(n, "del")
	case *ast.Link:
		w.anchor(n, Link{Target: plain.Unescape(string(n.Destination)), Label: w.text(n)}, n.Pos(), plain.Unescape(string(n.Title)))
	case *ast.Image:
		w.Imply()
		l := Link{Kind: Image, Target: plain.Unescape(string(n.Destination)), Label: strings.ReplaceAll(w.text(n), "\n", " ")}
		w.Hole(clean.Image, w.link(l, n.Pos(), ref{title: plain.Unescape(string(n.Title))}))
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.RawHTML:
		w.rawInline(n)
	case *east.FootnoteLink:
		w.footnote(n)
	case *east.FootnoteBacklink:
		w.Imply()
		w.doc.noteRefs = append(w.doc.noteRefs, noteRef{number: n.RefIndex + 1, target: w.noteID("fnref", n.Index, n.RefIndex)})
		w.Hole(backIn, len(w.doc.noteRefs)-1)
	case *syntax.Inline:
		w.own(n)
	case *syntax.Block:
		w.Words(w.lines(n)) // a table's cell that holds too much
	}
}

// own writes the inline nodes that goldmark does not have.
func (w *writer) own(n *syntax.Inline) {
	switch n.Kind() {
	case syntax.Mark:
		w.wrap(n, "mark")
	case syntax.Math:
		w.Imply()
		w.doc.HasMath = true
		class := "math"
		if n.Display {
			class = "math display"
		}
		w.Put(`<span class="`, class, `">`, plain.Escape(n.Value), "</span>")
	case syntax.Wiki:
		w.wiki(n, false)
	}
}

func (w *writer) plain(n *ast.Text) {
	w.Words(w.value(n))
	switch {
	case n.HardLineBreak():
		w.Imply()
		w.Put("<br>\n")
	case n.SoftLineBreak():
		w.Put("\n")
	}
}

func (w *writer) wrap(n ast.Node, tag string) {
	w.Imply()
	w.Put("<", tag, ">")
	w.Push(tag, clean.Phrase)
	w.inlines(n)
	w.Pop()
}

// link keeps what was written at a link and gives its number.
func (w *writer) link(l Link, at int, r ref) int {
	l.Pos = w.places.Pos(at)
	r.inLink = w.Within("a")
	address, scheme := clean.Address(l.Target)
	if scheme == "" {
		if l.Fragment == "" {
			l.Target, l.Fragment, _ = strings.Cut(address, "#")
		}
	} else {
		if l.Fragment != "" {
			address, l.Fragment = address+"#"+l.Fragment, ""
		}
		l.Target, l.External = address, true
		r.href = clean.Outside(address, l.Kind == Image || l.Kind == Embed)
		if r.href == "" {
			w.doc.Faults.Warn("unsafe-link", l.Pos, "the address %q is left out", short(address)).Hint =
				"a page may link to http, https, mailto and other addresses that run nothing and open no file"
		}
	}
	w.doc.Links = append(w.doc.Links, l)
	w.doc.refs = append(w.doc.refs, r)
	return len(w.doc.Links) - 1
}

// refer is link for what raw HTML refers to.
func (w *writer) refer(r clean.Ref) int {
	if !r.Image {
		return w.link(Link{Target: r.Target}, r.At, ref{title: r.Title})
	}
	own := ref{title: r.Title, class: r.Class}
	own.width, _, _ = syntax.Size(strings.TrimSuffix(r.Width, "px"))
	own.height, _, _ = syntax.Size(strings.TrimSuffix(r.Height, "px"))
	return w.link(Link{Kind: Image, Target: r.Target, Label: r.Label}, r.At, own)
}

// short keeps messages readable.
func short(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}

// anchor writes a link around inline nodes; within a link of raw HTML, only these.
func (w *writer) anchor(n ast.Node, l Link, at int, title string) {
	w.Imply()
	if w.Within("a") {
		w.link(l, at, ref{})
		w.inlines(n)
		return
	}
	i := w.link(l, at, ref{title: title})
	w.Hole(clean.LinkOpen, i)
	w.PushHole("a", clean.Phrase, clean.LinkClose, i)
	w.inlines(n)
	w.Pop()
}

func (w *writer) autoLink(n *ast.AutoLink) {
	w.Imply()
	label := string(n.Label(w.src))
	url := string(n.URL(w.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	if w.Within("a") {
		w.Put(plain.Escape(label))
		return
	}
	i := w.link(Link{Target: url, Label: label}, n.Pos(), ref{})
	w.Hole(clean.LinkOpen, i)
	w.Put(plain.Escape(label))
	w.Hole(clean.LinkClose, i)
}

func (w *writer) wiki(n *syntax.Inline, block bool) {
	w.Imply()
	p := syntax.Inside(n.Value)
	l := Link{Kind: Wiki, Target: p.Target, Fragment: p.Fragment, Label: p.Label}
	r := ref{width: p.Width, height: p.Height, block: block}
	switch {
	case n.Embed:
		l.Kind = Embed
		r.plain = w.Within("a")
		w.Hole(embedIn, w.link(l, n.Pos(), r))
	case w.Within("a"):
		w.Put(plain.Escape(p.Shown()))
	default:
		i := w.link(l, n.Pos(), r)
		w.Hole(clean.LinkOpen, i)
		if l.Label != "" {
			w.Put(plain.Escape(l.Label))
		} else {
			w.Hole(labelIn, i)
		}
		w.Hole(clean.LinkClose, i)
	}
}

// noteRef is a reference to a footnote, or the way back from it.
type noteRef struct {
	number     int    // of the footnote; on the way back, which of its references
	id, target string // of the reference itself; of what it leads to
}

func (w *writer) footnote(n *east.FootnoteLink) {
	w.Imply()
	if w.Within("a") {
		w.Put("<sup>", strconv.Itoa(n.Index), "</sup>")
		return
	}
	r := noteRef{n.Index, w.noteID("fnref", n.Index, n.RefIndex), w.noteID("fn", n.Index, 0)}
	w.doc.noteRefs = append(w.doc.noteRefs, r)
	w.doc.written[r.id] = true
	w.Hole(noteIn, len(w.doc.noteRefs)-1)
}

// rawInline writes a tag within a line. Comments are left out; instructions are text.
func (w *writer) rawInline(n *ast.RawHTML) {
	source := w.segments(n)
	switch {
	case strings.HasPrefix(source, "<!--"):
	case strings.HasPrefix(source, "<?") || strings.HasPrefix(source, "<!"):
		w.Words(source)
	default:
		w.Raw(source, n.Segments.At(0).Start)
	}
}

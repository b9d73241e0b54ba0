package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
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
		w.words(string(n.Value))
	case *ast.CodeSpan:
		w.imply()
		w.put("<code>", escape(w.codeText(n)), "</code>")
	case *ast.Emphasis:
		w.wrap(n, [3]string{"", "em", "strong"}[n.Level])
	case *east.Strikethrough:
		w.wrap(n, "del")
	case *ast.Link:
		w.anchor(n, Link{Target: unescape(string(n.Destination)), Label: w.text(n)}, n.Pos(), unescape(string(n.Title)))
	case *ast.Image:
		w.imply()
		l := Link{Kind: Image, Target: unescape(string(n.Destination)), Label: strings.ReplaceAll(w.text(n), "\n", " ")}
		w.hole(imageIn, w.link(l, n.Pos(), ref{title: unescape(string(n.Title))}))
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.RawHTML:
		w.rawInline(n)
	case *east.FootnoteLink:
		w.footnote(n)
	case *east.FootnoteBacklink:
		w.doc.noteRefs = append(w.doc.noteRefs, noteRef{number: n.RefIndex + 1, target: w.noteID("fnref", n.Index, n.RefIndex)})
		w.hole(backIn, len(w.doc.noteRefs)-1)
	case *inline:
		w.own(n)
	}
}

// own writes the inline nodes that goldmark does not have.
func (w *writer) own(n *inline) {
	switch n.kind {
	case kindMark:
		w.wrap(n, "mark")
	case kindMath:
		w.imply()
		w.doc.HasMath = true
		class := "math"
		if n.display {
			class = "math display"
		}
		w.put(`<span class="`, class, `">`, escape(n.value), "</span>")
	case kindWiki:
		w.wiki(n, false)
	}
}

func (w *writer) plain(n *ast.Text) {
	w.words(w.value(n))
	switch {
	case n.HardLineBreak():
		w.put("<br>\n")
	case n.SoftLineBreak():
		w.put("\n")
	}
}

func (w *writer) wrap(n ast.Node, tag string) {
	w.imply()
	w.put("<", tag, ">")
	w.push(tag, phrase)
	w.inlines(n)
	w.pop()
}

// link keeps what was written at a link and gives its number.
func (w *writer) link(l Link, at int, r ref) int {
	l.Pos = w.places.pos(at)
	r.inLink = w.within("a")
	clean, scheme := address(l.Target)
	if scheme == "" {
		if l.Fragment == "" {
			l.Target, l.Fragment, _ = strings.Cut(clean, "#")
		}
	} else {
		if l.Fragment != "" {
			clean, l.Fragment = clean+"#"+l.Fragment, ""
		}
		l.Target, l.External = clean, true
		r.href = outside(clean, l.Kind == Image || l.Kind == Embed)
		if r.href == "" {
			w.doc.Faults.Warn("unsafe-link", l.Pos, "the address %q is left out", short(clean)).Hint =
				"a page may link to http, https, mailto and other addresses that run nothing and open no file"
		}
	}
	w.doc.Links = append(w.doc.Links, l)
	w.doc.refs = append(w.doc.refs, r)
	return len(w.doc.Links) - 1
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
	w.imply()
	if w.within("a") {
		w.link(l, at, ref{})
		w.inlines(n)
		return
	}
	i := w.link(l, at, ref{title: title})
	w.hole(linkOpen, i)
	w.stack = append(w.stack, open{name: "a", holds: phrase, mark: true, hole: linkClose, n: i})
	w.inlines(n)
	w.pop()
}

func (w *writer) autoLink(n *ast.AutoLink) {
	w.imply()
	label := string(n.Label(w.src))
	url := string(n.URL(w.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	if w.within("a") {
		w.put(escape(label))
		return
	}
	i := w.link(Link{Target: url, Label: label}, n.Pos(), ref{})
	w.hole(linkOpen, i)
	w.put(escape(label))
	w.hole(linkClose, i)
}

func (w *writer) wiki(n *inline, block bool) {
	w.imply()
	p := parseWiki(n.value)
	l := Link{Kind: Wiki, Target: p.target, Fragment: p.fragment, Label: p.label}
	r := ref{width: p.width, height: p.height, block: block}
	switch {
	case n.embed:
		l.Kind = Embed
		r.plain = w.within("a")
		w.hole(embedIn, w.link(l, n.Pos(), r))
	case w.within("a"):
		w.put(escape(p.shown()))
	default:
		i := w.link(l, n.Pos(), r)
		w.hole(linkOpen, i)
		if l.Label != "" {
			w.put(escape(l.Label))
		} else {
			w.hole(labelIn, i)
		}
		w.hole(linkClose, i)
	}
}

// noteRef is a reference to a footnote, or the way back from it.
type noteRef struct {
	number     int    // of the footnote; on the way back, which of its references
	id, target string // of the reference itself; of what it leads to
}

func (w *writer) footnote(n *east.FootnoteLink) {
	w.imply()
	if w.within("a") {
		w.put("<sup>", strconv.Itoa(n.Index), "</sup>")
		return
	}
	r := noteRef{n.Index, w.noteID("fnref", n.Index, n.RefIndex), w.noteID("fn", n.Index, 0)}
	w.doc.noteRefs = append(w.doc.noteRefs, r)
	w.doc.written[r.id] = true
	w.hole(noteIn, len(w.doc.noteRefs)-1)
}

// rawInline writes a tag within a line. Comments are left out; instructions are text.
func (w *writer) rawInline(n *ast.RawHTML) {
	source := w.segments(n)
	switch {
	case strings.HasPrefix(source, "<!--"):
	case strings.HasPrefix(source, "<?") || strings.HasPrefix(source, "<!"):
		w.words(source)
	default:
		w.raw(source, n.Segments.At(0).Start)
	}
}

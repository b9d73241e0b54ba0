package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"retake/generator/markdown/highlight"
	"retake/generator/markdown/plain"
)

// code writes a block of code, which scrolls and so can be reached by keyboard.
func (w *writer) code(n ast.Node, info string) {
	lang := highlight.Language(plain.Unescape(info))
	source := w.lines(n)
	if lang == "math" { // GitHub's form of a formula
		w.formula(n)
		return
	}
	label, _ := highlight.Foreign(lang)
	if label != "" {
		w.start(n, "figure", ` class="source"`)
		w.Put("<figcaption>", label, "</figcaption>\n<pre")
	} else {
		w.Put("<pre")
		if id := w.nodeID[n]; id != "" {
			w.ID(id)
		}
	}
	w.Put(` class="chroma" tabindex="0"><code`)
	if lang != "" {
		w.Put(` class="language-`, plain.Escape(lang), `"`)
	}
	w.Put(">")
	w.Append(func(out []byte) []byte { return highlight.Append(out, lang, source) })
	w.Put("</code></pre>\n")
	if label != "" {
		w.Put("</figure>\n")
	}
}

// formula writes a formula that stands on its own, in TeX.
func (w *writer) formula(n ast.Node) {
	w.doc.HasMath = true
	w.start(n, "div", ` class="math display"`)
	w.Put(plain.Escape(strings.TrimSpace(w.lines(n))), "</div>\n")
}

// HighlightCSS is the style sheet for highlighted code, light and dark by preference, light in print.
func HighlightCSS() []byte { return highlight.CSS() }

package markdown

import (
	"github.com/yuin/goldmark/ast"

	"retake/generator/markdown/highlight"
	"retake/generator/markdown/plain"
)

// diagrams are fences that are pictures or queries elsewhere. They cannot be run here, so they are
// shown as written, and a plain label says so.
var diagrams = map[string]string{
	"mermaid": "Mermaid diagram", "plantuml": "PlantUML diagram", "puml": "PlantUML diagram", "graphviz": "Graphviz diagram", "dot": "Graphviz diagram",
	"dataview": "Dataview query", "dataviewjs": "Dataview query", "tasks": "Tasks query", "query": "Search query", "excalidraw": "Excalidraw drawing",
}

// code writes a block of code, which scrolls and so can be reached by keyboard.
func (w *writer) code(n ast.Node, info string) {
	lang := highlight.Language(plain.Unescape(info))
	source := w.lines(n)
	label := diagrams[lang]
	if label != "" {
		w.start(n, "figure", ` class="source"`)
		w.Put("<figcaption>", label, ", shown as its source</figcaption>\n<pre")
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

// HighlightCSS is the style sheet for highlighted code, light and dark by preference, light in print.
func HighlightCSS() []byte { return highlight.CSS() }

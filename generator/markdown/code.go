package markdown

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

// diagrams are fences that are pictures or queries elsewhere. They cannot be run here, so they are
// shown as written, and a plain label says so.
var diagrams = map[string]string{
	"mermaid": "Mermaid diagram", "plantuml": "PlantUML diagram", "puml": "PlantUML diagram", "graphviz": "Graphviz diagram", "dot": "Graphviz diagram",
	"dataview": "Dataview query", "dataviewjs": "Dataview query", "tasks": "Tasks query", "query": "Search query", "excalidraw": "Excalidraw drawing",
}

// code writes a block of code, which scrolls and so can be reached by keyboard.
func (w *writer) code(n ast.Node, info string) {
	lang := language(info)
	source := w.lines(n)
	label := diagrams[lang]
	if label != "" {
		w.start(n, "figure", ` class="source"`)
		w.put("<figcaption>", label, ", shown as its source</figcaption>\n<pre")
	} else {
		w.put("<pre")
		if id := w.nodeID[n]; id != "" {
			w.idAttr(id)
		}
	}
	w.put(` class="chroma" tabindex="0"><code`)
	if lang != "" {
		w.put(` class="language-`, escape(lang), `"`)
	}
	w.put(">")
	w.buf = highlight(w.buf, lang, source)
	w.put("</code></pre>\n")
	if label != "" {
		w.put("</figure>\n")
	}
}

// language is the first word of a fence's info string, without the dressing of other tools: "python 3",
// "bash {1,2}", "{.yaml}" and "js{1}" name python, bash, yaml and js.
func language(info string) string {
	info = strings.TrimLeft(unescape(info), "{. ")
	if i := strings.IndexAny(info, " \t{},:;"); i >= 0 {
		info = info[:i]
	}
	return strings.ToLower(strings.TrimRight(info, "}"))
}

// lexerOf is an index of chroma's lexers by name, alias and file ending. Chroma's own search takes 10 ms
// or more for a word it does not know, and notes are full of such words.
var lexerOf = sync.OnceValue(func() map[string]chroma.Lexer {
	index := map[string]chroma.Lexer{}
	add := func(key string, l chroma.Lexer) {
		if old, taken := index[key]; !taken || priority(l) > priority(old) {
			index[key] = l
		}
	}
	all := lexers.GlobalLexerRegistry.Lexers
	for _, l := range all {
		for _, pattern := range l.Config().Filenames {
			if ending, ok := strings.CutPrefix(pattern, "*."); ok && !strings.ContainsAny(ending, "*?[") {
				add(strings.ToLower(ending), l)
			}
		}
	}
	for _, exact := range []func(chroma.Lexer) []string{
		func(l chroma.Lexer) []string { return l.Config().Aliases },
		func(l chroma.Lexer) []string { return []string{l.Config().Name} },
	} {
		for _, l := range all {
			for _, key := range exact(l) {
				index[strings.ToLower(key)] = l
			}
		}
	}
	for _, plain := range strings.Fields("text plaintext plain txt no-highlight") {
		delete(index, plain)
	}
	return index
})

func priority(l chroma.Lexer) float32 {
	if p := l.Config().Priority; p > 0 {
		return p
	}
	return 1
}

// mostHighlighted bounds the work on one block; longer ones are data rather than code.
const mostHighlighted = 48 << 10

// highlight appends code with the classes of its tokens; plain if the language is unknown.
func highlight(out []byte, lang, source string) []byte {
	lexer := lexerOf()[lang]
	if lexer == nil || len(source) > mostHighlighted {
		return appendEscaped(out, source)
	}
	tokens, ok := tokens(lexer, source)
	if !ok {
		return appendEscaped(out, source)
	}
	class, run := "", ""
	for _, t := range tokens {
		c := classOf(t.Type)
		if c != class {
			out = appendToken(out, class, run)
			class, run = c, ""
		}
		run += t.Value
	}
	return appendToken(out, class, run)
}

func appendToken(out []byte, class, text string) []byte {
	if class == "" || strings.TrimSpace(text) == "" {
		return appendEscaped(out, text)
	}
	out = append(append(append(out, `<span class="`...), class...), `">`...)
	return append(appendEscaped(out, text), "</span>"...)
}

// mostIdle is how many empty tokens a lexer may give in a row: some never stop at a place they do not
// understand (JSONata and Jungle, for two).
const mostIdle = 1000

// tokens never lets a lexer's mistake stop a build, or change the text.
func tokens(lexer chroma.Lexer, source string) (out []chroma.Token, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	it, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, source)
	if err != nil {
		return nil, false
	}
	n, idle := 0, 0
	for t := it(); t != chroma.EOF; t = it() {
		if idle++; t.Value != "" {
			idle = 0
		}
		if idle > mostIdle {
			return nil, false
		}
		n += len(t.Value)
		out = append(out, t)
	}
	if n == len(source)+1 && out[len(out)-1].Value == "\n" {
		out = out[:len(out)-1]
		n--
	}
	return out, n == len(source)
}

// classOf is the class of a token type that the style sheet knows: its own or that of its group.
func classOf(t chroma.TokenType) string {
	rules := styled()
	for _, t := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if _, known := rules[t]; known {
			return chroma.StandardTypes[t]
		}
	}
	return ""
}

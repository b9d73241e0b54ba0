package markdown

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// content says what an element may hold.
type content uint8

const (
	phrase content = iota // text and phrases
	leaf                  // a block of text and phrases
	flow                  // blocks
	parts                 // only certain children: lists and tables
	void                  // nothing; stands among text
	rule                  // nothing; stands among blocks
)

// element is one of the allow-list.
type element struct {
	holds content
	as    string // name to write, if another
	in    string // parents it needs, with spaces around each
}

// allowed is the raw HTML that stays markup. Anything else is shown as text.
var allowed = map[string]element{
	"b": {}, "i": {}, "em": {}, "strong": {}, "u": {}, "s": {}, "del": {}, "ins": {}, "kbd": {}, "sup": {}, "sub": {}, "mark": {}, "small": {},
	"code": {}, "q": {}, "cite": {}, "var": {}, "samp": {}, "abbr": {}, "dfn": {}, "span": {}, "a": {}, "bdo": {}, "bdi": {},
	"strike": {as: "s"}, "tt": {as: "code"}, "big": {as: "span"},
	"br": {holds: void}, "img": {holds: void}, "wbr": {holds: void}, "hr": {holds: rule},
	"p": {holds: leaf}, "pre": {holds: leaf}, "h1": {holds: leaf}, "h2": {holds: leaf}, "h3": {holds: leaf},
	"h4": {holds: leaf}, "h5": {holds: leaf}, "h6": {holds: leaf},
	"summary": {leaf, "", " details "}, "figcaption": {leaf, "", " figure "}, "caption": {leaf, "", " table "}, "dt": {leaf, "", " dl "},
	"div": {holds: flow}, "details": {holds: flow}, "blockquote": {holds: flow}, "figure": {holds: flow}, "center": {holds: flow, as: "div"},
	"li": {flow, "", " ul ol "}, "dd": {flow, "", " dl "}, "td": {flow, "", " tr table thead tbody tfoot "}, "th": {flow, "", " tr table thead tbody tfoot "},
	"ul": {holds: parts}, "ol": {holds: parts}, "dl": {holds: parts}, "table": {holds: parts},
	"thead": {parts, "", " table "}, "tbody": {parts, "", " table "}, "tfoot": {parts, "", " table "}, "tr": {parts, "", " table thead tbody tfoot "},
}

// ignored are tags that are left out while what they hold is shown.
var ignored = set("font picture source section article header footer main nav aside hgroup nobr body html head colgroup col address dir menu ruby rb rt rp rtc time data o:p")

// opaque are elements whose whole block is shown as its source.
var opaque = set("script style textarea")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// open is an element on the stack.
type open struct {
	name  string
	holds content
	mark  bool // opened by Markdown: only the Markdown closes it
	hole  hole // how it ends, if not by an end tag
	n     int
}

// top is the innermost open element.
func (w *writer) top() open { return w.stack[len(w.stack)-1] }

// push opens an element of Markdown; its start tag is written by the caller.
func (w *writer) push(name string, holds content) {
	w.stack = append(w.stack, open{name: name, holds: holds, mark: true})
}

// pop closes what raw HTML left open, and the Markdown element with it.
func (w *writer) pop() {
	w.settle()
	w.close()
}

// settle closes what raw HTML left open within the current Markdown element.
func (w *writer) settle() {
	for !w.top().mark {
		w.close()
	}
}

// close ends the innermost element.
func (w *writer) close() {
	t := w.top()
	w.stack = w.stack[:len(w.stack)-1]
	switch {
	case t.hole != noHole:
		w.hole(t.hole, t.n)
	case t.name != "":
		w.put("</", t.name, ">")
		if !t.mark && t.holds != phrase {
			w.put("\n")
		}
	}
}

// room makes room for a block: phrases and paragraphs of raw HTML end, lists and tables get the
// item or cell that is missing. It says whether a block may stand here at all.
func (w *writer) room() bool {
	for i := len(w.stack) - 1; w.stack[i].holds == phrase || w.stack[i].holds == leaf; i-- {
		if w.stack[i].mark {
			return false
		}
	}
	for w.top().holds == phrase || w.top().holds == leaf {
		w.close()
	}
	w.imply()
	return true
}

// imply opens what must stand between a list or table and what comes now.
func (w *writer) imply() {
	for w.top().holds == parts {
		child := map[string]string{"ul": "li", "ol": "li", "dl": "dd", "tr": "td"}[w.top().name]
		if child == "" {
			child = "tr"
		}
		w.put("<", child, ">")
		w.stack = append(w.stack, open{name: child, holds: allowed[child].holds})
	}
}

// raw writes raw HTML: what is allowed as markup, the rest as text.
func (w *writer) raw(source string, at int) {
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		tt := z.Next()
		raw := string(z.Raw())
		switch tt {
		case html.ErrorToken:
			w.words(html.UnescapeString(raw))
			return
		case html.TextToken:
			w.words(html.UnescapeString(raw))
		case html.StartTagToken, html.SelfClosingTagToken:
			w.rawOpen(z.Token(), raw, at)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.rawClose(string(name), raw)
		case html.DoctypeToken:
			w.words(raw)
		case html.CommentToken:
			if !strings.HasPrefix(raw, "<!--") {
				w.words(raw)
			}
		}
		at += len(raw)
	}
}

// words writes text that stands in raw HTML.
func (w *writer) words(s string) {
	if strings.TrimSpace(s) != "" {
		w.imply()
	}
	w.put(escape(s))
}

// deepest is how far elements may be nested before raw HTML may open no more; browsers stop at 512.
const deepest = 200

func (w *writer) rawOpen(t html.Token, raw string, at int) {
	e, known := allowed[t.Data]
	name := t.Data
	if e.as != "" {
		name = e.as
	}
	switch {
	case ignored[t.Data] || known && len(w.stack) > deepest:
		return
	case !known:
		w.words(raw)
		return
	case e.in != "":
		if !w.nest(name, e.in) {
			return
		}
	case e.holds == phrase || e.holds == void:
		w.imply()
	case !w.room():
		return
	}
	switch {
	case name == "img":
		w.rawImage(t, at)
	case name == "a":
		w.rawLink(t, at)
	case len(name) == 2 && name[0] == 'h' && name != "hr":
		w.hole(headOpen, int(name[1]-'0'))
		w.attributes(t)
		w.put(">")
		w.stack = append(w.stack, open{name: name, holds: leaf, hole: headClose})
	default:
		w.put("<", name)
		w.attributes(t)
		w.put(">")
		if e.holds != void && e.holds != rule {
			w.stack = append(w.stack, open{name: name, holds: e.holds})
		}
	}
}

// nest goes up to the parent that an element needs, and adds the row that a cell needs.
func (w *writer) nest(name, in string) bool {
	for i := len(w.stack) - 1; !w.stack[i].mark; i-- {
		if !strings.Contains(in, " "+w.stack[i].name+" ") {
			continue
		}
		for len(w.stack)-1 > i {
			w.close()
		}
		if (name == "td" || name == "th") && w.top().name != "tr" {
			w.put("<tr>")
			w.stack = append(w.stack, open{name: "tr", holds: parts})
		}
		return true
	}
	return false
}

// rawClose ends an element that raw HTML opened, and what was left open in it.
func (w *writer) rawClose(name, raw string) {
	e, known := allowed[name]
	if e.as != "" {
		name = e.as
	}
	if !known && !ignored[name] {
		w.words(raw)
	}
	for i := len(w.stack) - 1; known && !w.stack[i].mark; i-- {
		if w.stack[i].name == name {
			for len(w.stack) > i {
				w.close()
			}
			return
		}
	}
}

// attributes writes those of the allow-list. There is no style, no handler and no class of the author's.
func (w *writer) attributes(t html.Token) {
	seen := map[string]bool{}
	for _, a := range t.Attr {
		if seen[a.Key] {
			continue
		}
		seen[a.Key] = true
		value := a.Val
		switch on := " " + t.Data + " "; {
		case a.Key == "id":
			w.rawID(value)
		case a.Key == "title" || a.Key == "lang" && languageTag(value):
			w.put(" ", a.Key, `="`, escape(value), `"`)
		case a.Key == "dir" && (value == "rtl" || value == "ltr" || value == "auto"), strings.Contains(" td th ", on) && (a.Key == "colspan" || a.Key == "rowspan") && digits(value, 3),
			a.Key == "start" && on == " ol " && digits(value, 9), a.Key == "value" && on == " li " && digits(value, 9),
			a.Key == "scope" && on == " th " && (value == "row" || value == "col"):
			w.put(" ", a.Key, `="`, value, `"`)
		case a.Key == "open" && on == " details ":
			w.put(" open")
		case a.Key == "align":
			if class := alignment(value); class != "" && t.Data != "center" {
				w.put(` class="`, class, `"`)
			}
		}
	}
	if t.Data == "center" {
		w.put(` class="center"`)
	}
}

// rawID writes an id, unless a heading or another element has it. "E1-" begins the ids of an embed.
func (w *writer) rawID(id string) {
	if embedID.MatchString(id) || strings.ContainsAny(id, " \t\n\r\f\"'<>&") || len(id) > 100 || !w.ids.claim(id) {
		return
	}
	w.idAttr(id)
}

var embedID = regexp.MustCompile(`^E\d`)

func alignment(value string) string {
	switch v := strings.ToLower(strings.TrimSpace(value)); v {
	case "left", "right", "center":
		return v
	case "middle":
		return "center"
	}
	return ""
}

func languageTag(s string) bool {
	return s != "" && len(s) < 36 && strings.IndexFunc(s, func(r rune) bool { return r != '-' && (r > 'z' || notScheme(r) || r == '+' || r == '.') }) < 0
}

func digits(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == "" && s[0] != '0'
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (w *writer) rawImage(t html.Token, at int) {
	if attr(t, "src") == "" {
		return
	}
	r := ref{title: attr(t, "title"), class: alignment(attr(t, "align"))}
	r.width, _, _ = size(strings.TrimSuffix(attr(t, "width"), "px"))
	r.height, _, _ = size(strings.TrimSuffix(attr(t, "height"), "px"))
	w.hole(imageIn, w.link(Link{Kind: Image, Target: attr(t, "src"), Label: attr(t, "alt")}, at, r))
}

// rawLink writes a link, or the anchor that <a name> and <a id> are.
func (w *writer) rawLink(t html.Token, at int) {
	if attr(t, "href") == "" {
		id := attr(t, "id")
		if id == "" {
			id = attr(t, "name")
		}
		if id != "" {
			w.put("<span")
			w.rawID(id)
			w.put("></span>")
		}
		return
	}
	if w.within("a") {
		return
	}
	n := w.link(Link{Target: attr(t, "href")}, at, ref{title: attr(t, "title")})
	w.hole(linkOpen, n)
	w.stack = append(w.stack, open{name: "a", hole: linkClose, n: n})
	if id := attr(t, "id"); id != "" {
		w.put("<span")
		w.rawID(id)
		w.put("></span>")
	}
}

// within says whether an element of the name is open.
func (w *writer) within(name string) bool {
	for _, o := range w.stack {
		if o.name == name {
			return true
		}
	}
	return false
}

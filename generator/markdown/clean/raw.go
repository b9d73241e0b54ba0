package clean

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"retake/generator/markdown/plain"
)

// Raw writes raw HTML: what is allowed as markup, the rest as text.
func (w *Writer) Raw(source string, at int) {
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		tt := z.Next()
		raw := string(z.Raw())
		switch tt {
		case html.ErrorToken:
			w.Words(html.UnescapeString(raw))
			return
		case html.TextToken:
			w.Words(html.UnescapeString(raw))
		case html.StartTagToken, html.SelfClosingTagToken:
			w.rawOpen(z.Token(), raw, at)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.rawClose(string(name), raw)
		case html.DoctypeToken:
			w.Words(raw)
		case html.CommentToken:
			if !strings.HasPrefix(raw, "<!--") {
				w.Words(raw)
			}
		}
		at += len(raw)
	}
}

// deepest is how far elements may be nested before raw HTML may open no more; browsers stop at 512.
const deepest = 200

func (w *Writer) rawOpen(t html.Token, raw string, at int) {
	e, known := allowed[t.Data]
	name := t.Data
	if e.as != "" {
		name = e.as
	}
	switch {
	case ignored[t.Data] || known && len(w.stack) > deepest:
		return
	case !known:
		w.Words(raw)
		return
	case e.in != "":
		if name = w.nest(name, e.in); name == "" {
			return
		}
	case e.holds == Phrase || e.holds == void:
		w.Imply()
	case !w.Room():
		return
	}
	switch {
	case name == "img":
		w.rawImage(t, at)
	case name == "a":
		w.rawLink(t, at)
	case len(name) == 2 && name[0] == 'h' && name != "hr":
		w.Hole(HeadOpen, int(name[1]-'0'))
		from := len(w.Pieces) - 1
		w.attributes(t)
		w.Put(">")
		w.stack = append(w.stack, open{name: name, holds: Leaf, hole: HeadClose, from: [3]int{from, len(w.Pieces), len(w.buf)}})
	default:
		w.Put("<", name)
		w.attributes(t)
		w.Put(">")
		if e.holds != void && e.holds != rule {
			w.stack = append(w.stack, open{name: name, holds: e.holds})
		}
	}
}

// nest goes up to the parent that an element needs, and adds the row that a cell needs. It gives the name to
// write: a head or a caption below a table's rows is none, and "" means that there is no such parent.
func (w *Writer) nest(name, in string) string {
	for i := len(w.stack) - 1; !w.stack[i].mark; i-- {
		if !strings.Contains(in, " "+w.stack[i].name+" ") {
			continue
		}
		for len(w.stack)-1 > i {
			w.close()
		}
		top := &w.stack[i]
		switch {
		case name == "summary" && top.holds != parts, name == "caption" && top.last != "":
			return "" // there is one already, or what it stands above
		case name == "summary":
			top.holds = Flow
		case name == "thead" && top.last != "" && top.last != "caption":
			name = "tbody"
		}
		w.rows(name)
		w.given(name)
		return name
	}
	return ""
}

// rows opens what stands between a table and a row or a cell.
func (w *Writer) rows(name string) {
	cell := name == "td" || name == "th"
	for _, between := range []string{"tbody", "tr"} {
		if top := w.top().name; cell && between == "tr" && top != "tr" || (cell || name == "tr") && between == "tbody" && top == "table" {
			w.given(between)
			w.Put("<", between, ">")
			w.stack = append(w.stack, open{name: between, holds: parts})
		}
	}
}

// rawClose ends an element that raw HTML opened, and what was left open in it.
func (w *Writer) rawClose(name, raw string) {
	e, known := allowed[name]
	if e.as != "" {
		name = e.as
	}
	if !known && !ignored[name] {
		w.Words(raw)
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
func (w *Writer) attributes(t html.Token) {
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
			w.Put(" ", a.Key, `="`, plain.Escape(value), `"`)
		case a.Key == "dir" && (value == "rtl" || value == "ltr" || value == "auto"), strings.Contains(" td th ", on) && (a.Key == "colspan" || a.Key == "rowspan") && digits(value, 3),
			a.Key == "start" && on == " ol " && digits(value, 9), a.Key == "value" && on == " li " && digits(value, 9),
			a.Key == "scope" && on == " th " && (value == "row" || value == "col"):
			w.Put(" ", a.Key, `="`, value, `"`)
		case a.Key == "open" && on == " details ":
			w.Put(" open")
		case a.Key == "align":
			if class := alignment(value); class != "" && t.Data != "center" {
				w.Put(` class="`, class, `"`)
			}
		}
	}
	switch {
	case t.Data == "center":
		w.Put(` class="center"`)
	case t.Data == "th" && attr(t, "scope") != "row" && attr(t, "scope") != "col":
		w.Put(` scope="`, w.heads(), `"`)
	}
}

// heads is what a header cell is likely to head: in the first row its column, below its row.
func (w *Writer) heads() string {
	for i := len(w.stack) - 1; i >= 0; i-- {
		if w.stack[i].name == "table" && w.stack[i].rows > 1 {
			return "row"
		}
	}
	return "col"
}

// rawID writes an id, unless a heading or another element has it. "E1-" begins the ids of an embed.
func (w *Writer) rawID(id string) {
	if embedID.MatchString(id) || strings.ContainsAny(id, " \t\n\r\f\"'<>&") || len(id) > 100 || !w.IDs.Claim(id) {
		return
	}
	w.ID(id)
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

func (w *Writer) rawImage(t html.Token, at int) {
	if attr(t, "src") == "" {
		return
	}
	w.Hole(Image, w.Refer(Ref{
		Image: true, Target: attr(t, "src"), Label: attr(t, "alt"), Title: attr(t, "title"), Class: alignment(attr(t, "align")),
		Width: attr(t, "width"), Height: attr(t, "height"), At: at,
	}))
}

// rawLink writes a link, or the anchor that <a name> and <a id> are.
func (w *Writer) rawLink(t html.Token, at int) {
	if attr(t, "href") == "" {
		id := attr(t, "id")
		if id == "" {
			id = attr(t, "name")
		}
		if id != "" {
			w.Put("<span")
			w.rawID(id)
			w.Put("></span>")
		}
		return
	}
	if w.Within("a") {
		return
	}
	n := w.Refer(Ref{Target: attr(t, "href"), Title: attr(t, "title"), At: at})
	w.Hole(LinkOpen, n)
	w.stack = append(w.stack, open{name: "a", hole: LinkClose, n: n})
	if id := attr(t, "id"); id != "" {
		w.Put("<span")
		w.rawID(id)
		w.Put("></span>")
	}
}

// Silent says whether finished HTML holds nothing to be read or heard: neither words nor a picture that has some.
func Silent(written []byte) bool {
	if begin := bytes.TrimSpace(written); len(begin) > 0 && begin[0] != '<' {
		return false // as most links
	}
	z := html.NewTokenizer(bytes.NewReader(written))
	for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
		if tt == html.TextToken && len(bytes.TrimSpace(z.Text())) > 0 || tt == html.StartTagToken && attr(z.Token(), "alt") != "" {
			return false
		}
	}
	return true
}

// Text is what raw HTML says without its tags.
func Text(source string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
		if tt == html.TextToken {
			b.Write(z.Text())
		}
	}
	return b.String()
}

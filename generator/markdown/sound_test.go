package markdown

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"retake/generator/markdown/shelf"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var voids = set("br img hr input wbr")

// names of elements, attributes and schemes that a page of ours may hold; nothing else may come out of a note.
var (
	mayBe   = set("a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr")
	mayLead = set("http https ftp ftps mailto tel sms ssh sftp git irc ircs xmpp magnet news")
	mayGo   = set("href src alt title id class width height colspan rowspan scope open start value lang dir loading decoding type disabled checked tabindex role aria-label aria-hidden")
)

// sound checks what holds for the HTML of any note: balanced, from the allow-list, no address that runs
// anything, ids that are unique, links within the page that lead somewhere, and a summary above what folds.
func sound(t *testing.T, source string) {
	t.Helper()
	var stack []string
	folds := false // the last tag opened what folds
	ids, inner := map[string]bool{}, []string{}
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(stack) > 0 {
				t.Errorf("left open: %v in\n%s", stack, source)
			}
			for _, href := range inner {
				if href != "" && !ids[href] && !ids[shelf.Decoded(href)] {
					t.Errorf("no id for #%s in\n%s", href, source)
				}
			}
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			if !mayBe[tok.Data] {
				t.Errorf("element <%s> in\n%s", tok.Data, source)
			}
			for _, a := range tok.Attr {
				soundAttr(t, tok, a, source)
				switch {
				case a.Key == "id" && (ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n")):
					t.Errorf("id %q again or bad in\n%s", a.Val, source)
				case a.Key == "id":
					ids[a.Val] = true
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					inner = append(inner, a.Val[1:])
				}
			}
			if tok.Data == "a" && strings.Contains(" "+strings.Join(stack, " ")+" ", " a ") {
				t.Errorf("a link in a link in\n%s", source)
			}
			if folds != (tok.Data == "summary") {
				t.Errorf("<%s> where a summary begins, or one elsewhere, in\n%s", tok.Data, source)
			}
			folds = tok.Data == "details"
			if !voids[tok.Data] {
				stack = append(stack, tok.Data)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if folds {
				t.Errorf("no summary in\n%s", source)
			}
			if len(stack) == 0 || stack[len(stack)-1] != string(name) {
				t.Fatalf("</%s> closes %v in\n%s", name, stack, source)
			}
			stack = stack[:len(stack)-1]
		case html.TextToken:
			if folds && len(bytes.TrimSpace(z.Text())) > 0 {
				t.Errorf("words before the summary in\n%s", source)
			}
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("comment or doctype in\n%s", source)
		}
	}
}

func soundAttr(t *testing.T, tok html.Token, a html.Attribute, source string) {
	t.Helper()
	if !mayGo[a.Key] {
		t.Errorf("attribute %s in\n%s", a.Key, source)
	}
	if a.Key != "href" && a.Key != "src" {
		return
	}
	scheme, _, has := strings.Cut(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, strings.ToLower(a.Val)), ":")
	if has && !strings.ContainsAny(scheme, "/?#") && !mayLead[scheme] && !(scheme == "data" && a.Key == "src") {
		t.Errorf("address %q of <%s> in\n%s", a.Val, tok.Data, source)
	}
}

// tidy checks what a browser makes of the HTML: writing the parsed tree again gives the same tags, so
// nothing was moved, closed or added.
func tidy(t *testing.T, source string) {
	t.Helper()
	if strings.Count(source, "<") > 4000 || strings.Contains(source, "<table") && !strings.Contains(source, "<tr") {
		return
	}
	doc, err := html.Parse(strings.NewReader("<!DOCTYPE html><html><head></head><body><main>" + source + "</main></body></html>"))
	if err != nil {
		return // nested deeper than the parser goes
	}
	var b strings.Builder
	if err := html.Render(&b, doc); err != nil {
		t.Fatal(err)
	}
	want := tags("<html><head></head><body><main>" + source + "</main></body></html>")
	if got := tags(b.String()); got != want {
		t.Errorf("a browser reads\n%s\n--- as\n%s\n--- source\n%s", want, got, source)
	}
}

// tags is the sequence of tags, without the bodies of tables that a parser adds.
func tags(source string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch tt := z.Next(); tt {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			if string(name) == "tbody" {
				continue
			}
			if tt == html.EndTagToken {
				b.WriteByte('/')
			}
			b.WriteString(string(name) + " ")
		}
	}
}

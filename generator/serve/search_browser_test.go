package serve_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/generator/search"
)

// searched is the search page of the default theme and its index, with one document of each title and text.
func searched(t *testing.T, texts ...string) (pairs []string) {
	t.Helper()
	var docs []search.Document
	for i := 0; i < len(texts); i += 2 {
		docs = append(docs, search.Document{Path: texts[i] + ".html", Title: texts[i], Source: texts[i+1]})
	}
	index := new(search.Memory).Render(docs, func(i int) search.Text {
		return search.Text{Sections: []search.Section{{Text: docs[i].Source.(string)}}}
	})
	read := func(name string) string {
		text, err := os.ReadFile("../../themes/default/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	page := strings.ReplaceAll(read("search.html"), "{{.Index}}", index.Stamp)
	before, after, _ := strings.Cut(page, "{{- range .Lists}}")
	_, after, _ = strings.Cut(after, "{{- end}}")
	pairs = append(pairs, "search.html", document("Search", before+after), "search.js", read("search.js"), "style.css", "", "list.html", document("List", "a"))
	for name, data := range index.Files {
		pairs = append(pairs, name, string(data))
	}
	return pairs
}

// TestSearchFollowsTheNotes saves notes while somebody searches: what was typed, what was found and the focus stay, and
// what is found is what the notes say now.
func TestSearchFollowsTheNotes(t *testing.T) {
	s := newStage(t)
	s.show(searched(t, "hashing", "one way", "tls", "a hash first")...)
	s.visit("search.html")
	s.wait(`document.activeElement.type === 'search'`)
	s.do(chromedp.KeyEvent("hash"))
	s.wait(`$('.answer').textContent === '2 pages found.'`)
	same(s, `$('.unscripted').hidden`, true)
	eval[bool](s, `($('.found').kept = $('.search').kept = true)`)

	s.show(searched(t, "hashing", "one way", "tls", "nothing of the kind")...) // an edit
	s.wait(`$('.answer').textContent === '1 page found.'`)
	s.show(searched(t, "a", "hash before all", "b", "more", "hashing", "one way", "tls", "a hash again")...) // other numbers
	s.wait(`$('.answer').textContent === '3 pages found.'`)
	same(s, `[...document.querySelectorAll('.found a')].map(a => a.textContent).sort().join()`, "a,hashing,tls")
	same(s, `document.activeElement.value + $('.found').kept + $('.search').kept + document.querySelectorAll('[type=search]').length + $('.unscripted').hidden`, "hashtruetrue1true")
	s.do(chromedp.KeyEvent("ing"))
	s.wait(`$('.answer').textContent === '1 page found.'`)
	s.do(chromedp.KeyEvent(kb.ArrowDown))
	same(s, `document.activeElement.textContent`, "hashing")
	s.calm()
}

package search

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/generator/browser"
)

// patience is how long a test waits for something that has to happen. It is reached only when it fails.
const patience = 40 * time.Second

// visitor is somebody who searches a site in a browser.
type visitor struct {
	*testing.T
	ctx  context.Context
	base string
	said *[]string
}

// themeFile is a file of the default theme.
func themeFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../themes/default/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// site puts an index, the theme's script and its page into a folder. The page has one list.
func site(t *testing.T, x Index) (dir string) {
	t.Helper()
	dir = t.TempDir()
	page := themeFile(t, "search.html")
	list, rest, _ := strings.Cut(page, "{{- range .Lists}}")
	_, rest, _ = strings.Cut(rest, "{{- end}}")
	page = strings.ReplaceAll(list, "{{.Index}}", x.Stamp) + `<li><a href="list.html">Notes</a></li>` + rest
	put(t, dir, "search.html", `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"><title>Search</title><link rel="icon" href="data:,"></head><body><main>`+page+"</main></body></html>")
	put(t, dir, "search.js", themeFile(t, "search.js"))
	for name, b := range x.Files {
		put(t, dir, name, string(b))
	}
	return dir
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// serve is the folder as a web server gives it out.
func serve(t *testing.T, dir string) string {
	t.Helper()
	s := httptest.NewServer(http.StripPrefix("/a/b/", http.FileServer(http.Dir(dir))))
	t.Cleanup(s.Close)
	return s.URL + "/a/b/"
}

func visit(t *testing.T, base string) *visitor {
	t.Helper()
	v := &visitor{t, browser.Start(t), base, new([]string)}
	err := chromedp.Listen(v.ctx, func(ev any) {
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			*v.said = append(*v.said, fmt.Sprint("console: ", e.Type))
		case *runtime.EventExceptionThrown:
			*v.said = append(*v.said, "exception: "+e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	v.open("search.html")
	return v
}

func (v *visitor) do(steps ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	if err := chromedp.Do(v.ctx, steps...); err != nil {
		v.Fatal(err)
	}
}

func (v *visitor) open(page string) {
	v.Helper()
	v.do(chromedp.Navigate(v.base + page))
}

const tools = `
const field = document.querySelector('main [type=search]'), said = document.querySelector('main [role=status]')?.textContent;
const hrefs = [...document.querySelectorAll('.found a')].map(a => decodeURIComponent(a.getAttribute('href')));
const marked = [...document.querySelectorAll('.found mark')].map(m => m.textContent);
`

func eval[T any](v *visitor, expression string) T {
	v.Helper()
	got, err := chromedp.Run(v.ctx, chromedp.Evaluate[T]("(() => {"+tools+"return ("+expression+");})()", chromedp.EvalAwaitPromise))
	if err != nil {
		v.Fatalf("%s: %v", expression, err)
	}
	return got
}

// wait waits until an expression is true.
func (v *visitor) wait(expression string) {
	v.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		got, err := chromedp.Run(v.ctx, chromedp.Evaluate[bool]("(() => {"+tools+"return !!("+expression+");})()"))
		if err == nil && got {
			return
		}
		if time.Now().After(end) {
			v.Fatalf("waited in vain for %s; said %v; the page: %s", expression, *v.said, eval[string](v, "location.href + ' ' + document.body.innerText"))
		}
	}
}

func same[T comparable](v *visitor, expression string, want T) {
	v.Helper()
	if got := eval[T](v, expression); got != want {
		v.Errorf("%s = %v, want %v", expression, got, want)
	}
}

// search puts words into the field and waits for an answer.
func (v *visitor) search(words, answer string) {
	v.Helper()
	eval[bool](v, fmt.Sprintf("(document.querySelector('[role=status]').textContent = '?', field.value = %s, field.dispatchEvent(new Event('input')), true)", quoted(words)))
	v.wait(fmt.Sprintf("said === %s", quoted(answer)))
}

func quoted(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// TestScriptReadsWordsAlike holds the script's function to the table, and then to the Go function: for letters of all
// of Unicode, alone and inside words, and for mixtures of them.
func TestScriptReadsWordsAlike(t *testing.T) {
	v := visit(t, "file://"+site(t, render(new(Memory), firstOf(small()), secondOf(small())))+"/")
	var texts []string
	var want [][]string
	for _, e := range examples(t) {
		texts, want = append(texts, e.Text), append(want, e.Words)
	}
	sample := assigned()
	dice := rand.New(rand.NewSource(4))
	for from := 0; from < len(sample); from += 40 {
		part := sample[from:min(from+40, len(sample))]
		texts = append(texts, string(part), "a"+strings.Join(strings.Split(string(part), ""), "b a")+"b")
	}
	for range 400 {
		var b strings.Builder
		for range 30 {
			b.WriteString([]string{" ", "a", "É", "-", ".", "+", "#", "1", "語", "ก", "\u0301", "\u00ad", "’", string(sample[dice.Intn(len(sample))])}[dice.Intn(14)])
		}
		texts = append(texts, b.String())
	}
	for _, s := range texts[len(want):] {
		want = append(want, Words(s))
	}
	got := eval[[][]string](v, quoted(texts)+".map(t => window.retakeSearch.words(t).map(w => w[0]))")
	for i := range texts {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%q (%+q)\nGo:     %q\nscript: %q", texts[i], texts[i], want[i], got[i])
		}
	}
	places := eval[[]string](v, quoted(texts)+`.map(t => window.retakeSearch.words(t).filter(([w, from, to]) => {
		const again = window.retakeSearch.words(t.slice(from, to)).map(x => x[0]);
		return from >= to || !again.includes(w) && w.length < 40;
	}).join()).filter(s => s)`)
	if len(places) > 0 {
		t.Errorf("words that are not where they are said to be: %q", places)
	}
}

// assigned is a sample of the letters, numbers, marks and formats that Unicode has: every one of the smaller blocks,
// and some of the large ones.
func assigned() []rune {
	var out []rune
	for _, table := range []*unicode.RangeTable{unicode.L, unicode.N, unicode.M, unicode.Cf} {
		for _, r := range table.R16 {
			for c := rune(r.Lo); c <= rune(r.Hi); c += rune(max(r.Stride, (r.Hi-r.Lo)/300)) {
				out = append(out, c)
			}
		}
		for _, r := range table.R32 {
			for c := rune(r.Lo); c <= rune(r.Hi); c += rune(max(r.Stride, (r.Hi-r.Lo)/300)) {
				out = append(out, c)
			}
		}
	}
	return out
}

// TestSearching finds things on a server and in a folder.
func TestSearching(t *testing.T) {
	dir := site(t, render(new(Memory), firstOf(small()), secondOf(small())))
	for _, base := range []string{serve(t, dir), "file://" + dir + "/"} {
		t.Run(base[:4], func(t *testing.T) {
			v := visit(t, base)
			same(v, "document.activeElement === field && document.querySelector('.unscripted').hidden && said", "")
			for _, c := range []struct{ query, answer, hrefs, marked string }{
				{"hash", "2 pages found.", "notes/hashing.html,notes/tls.html#how", "Hashing,hash,hash,hash"},
				{"HASH salt", "1 page found.", "notes/hashing.html#salt", "Hashing,Salt,hash,salt"},
				{"café", "1 page found.", "notes/hashing.html#salt", "Café"},
				{"cafe", "1 page found.", "notes/hashing.html#salt", "Café"},
				{"encr", "2 pages found.", "notes/鍵.html,notes/hashing.html", "encryption,encryption"},
				{"公開鍵", "1 page found.", "notes/鍵.html", "公開,鍵,公開,鍵"},
				{"鍵", "1 page found.", "notes/鍵.html", "鍵,鍵暗"},
				{"802.1x", "1 page found.", "notes/tls.html#how", "802.1x"},
				{"802.1", "1 page found.", "notes/tls.html#how", "802.1x"},
				{"c++", "1 page found.", "notes/tls.html#how", "C++"},
				{"4.2", "1 page found.", "notes/hashing.html", ""},
				{"tls certificates", "1 page found.", "notes/tls.html", "TLS,certificates"},
				{"encrpyt", "2 pages found. Nothing for “encrpyt”; shown: encryption.", "notes/鍵.html,notes/hashing.html", "encryption,encryption"},
				{"hsah salt", "1 page found. Nothing for “hsah”; shown: hash, hashing.", "notes/hashing.html#salt", "Hashing,Salt,hash,salt"},
				{"tsl certificates", "1 page found. Nothing for “tsl”; shown: tls.", "notes/tls.html", "TLS,certificates"},
				{"公開健", "1 page found. Nothing for “開健”.", "notes/鍵.html", "公開,公開"},
				{"開健", "Nothing for “開健”.", "", ""},
				{"zebra", "Nothing for “zebra”.", "", ""},
				{"today salt", "No page has all of these. Fewer words may find more.", "", ""},
				{"...", "Type a word or a number.", "", ""},
				{"<cannot>", "1 page found.", "notes/hashing.html", "cannot"},
				{"", "", "", ""},
			} {
				v.search(c.query, c.answer)
				same(v, "hrefs.join()", c.hrefs)
				if got := eval[string](v, "marked.join()"); got != c.marked {
					t.Errorf("%s: marked %s, want %s", c.query, got, c.marked)
				}
			}
			v.search("<cannot>", "1 page found.")
			same(v, "document.querySelector('.found p').textContent", "A hash is one-way. It is no encryption; a hash <cannot> be undone.")
			same(v, "document.querySelector('.found .where').textContent", "Notes")
			v.keys(dir)
			if len(*v.said) > 0 {
				t.Errorf("the browser says: %q", *v.said)
			}
		})
	}
}

// keys goes through the results with the keyboard, and comes back to them from a page.
func (v *visitor) keys(dir string) {
	press := func(key string) { v.do(chromedp.KeyEvent(key)) }
	at := "[...document.querySelectorAll('.found a')].indexOf(document.activeElement)"
	eval[bool](v, "(field.focus(), field.select(), true)")
	press("hash")
	v.wait("said === '2 pages found.' && hrefs.length === 2")
	press(kb.ArrowDown) // down
	same(v, at, 0)
	press(kb.ArrowDown)
	press(kb.ArrowDown)
	same(v, at, 1)
	press(kb.ArrowUp) // up
	press(kb.ArrowUp)
	same(v, "document.activeElement === field && field.value", "hash")
	press(kb.Enter)
	same(v, at, 0)
	press(kb.Escape) // Escape
	same(v, "document.activeElement === field && field.selectionEnd", 4)
	press(kb.ArrowDown)
	put(v.T, dir, "notes/hashing.html", "<!doctype html><title>x</title><h1>Hashing</h1>")
	press(kb.Enter)
	v.wait("document.querySelector('h1').textContent === 'Hashing'")
	eval[bool](v, "(history.back(), true)")
	v.wait("said === '2 pages found.' && field.value === 'hash' && hrefs.length === 2")
	eval[bool](v, "(field.focus(), true)")
	press(kb.Escape)
	v.wait("said === '' && field.value === '' && hrefs.length === 0 && !location.href.includes('hash')")
}

// TestWordsInTheAddress: the page looks for the words that its address holds, whoever wrote that.
func TestWordsInTheAddress(t *testing.T) {
	dir := site(t, render(new(Memory), firstOf(small()), secondOf(small())))
	for base, sign := range map[string]string{serve(t, dir): "?", "file://" + dir + "/": "#"} {
		v := visit(t, base)
		for _, c := range []struct{ address, field, answer string }{
			{"q=hash%20salt", "hash salt", "1 page found."},
			{"q=hash+salt", "hash salt", "1 page found."}, // as forms and browsers write it
			{"q=c%2B%2B", "c++", "1 page found."},
			{"x=1&q=salt%", "salt%", "1 page found."}, // no escape, though it begins like one
			{"q=salt%E0%A4", "salt\uFFFD", "1 page found."},
			{"q=", "", ""},
		} {
			v.do(chromedp.Navigate("about:blank"))
			v.open("search.html" + sign + c.address)
			v.wait(fmt.Sprintf("field && field.value === %s && said === %s", quoted(c.field), quoted(c.answer)))
		}
		if len(*v.said) > 0 {
			t.Errorf("the browser says: %q", *v.said)
		}
	}
}

// TestLateAnswersAreNotShown types on before an answer has come: only what was asked last is answered. And a file that
// is missing is said kindly, and loaded again at the next try.
func TestLateAnswersAreNotShown(t *testing.T) {
	dir := site(t, render(new(Memory), firstOf(small()), secondOf(small())))
	var missing string
	hold := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case missing != "" && strings.HasSuffix(r.URL.Path, missing):
			http.NotFound(w, r)
			return
		case strings.HasSuffix(r.URL.Path, "text-1.js"):
			<-hold
		}
		http.FileServer(http.Dir(dir)).ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	v := visit(t, server.URL+"/")
	eval[bool](v, "(field.value = 'keys', field.dispatchEvent(new Event('input')), true)") // its text is held back
	v.wait("said === 'Looking …'")
	v.search("today", "1 page found.")
	close(hold)
	v.search("first", "1 page found.")
	same(v, "hrefs.join()", "notes/tls.html#how")

	missing = "slips.js"
	const sorry = "Some files did not load. Try again, or use the lists below."
	v.search("encrpyt", sorry)
	same(v, "hrefs.length + document.querySelectorAll('section a').length", 1)
	missing = ""
	v.search("encrpyt", "2 pages found. Nothing for “encrpyt”; shown: encryption.")
}

// TestSiteIsMadeAnew gives the open page an index with other numbers: it does not mix the two.
func TestSiteIsMadeAnew(t *testing.T) {
	docs, texts := small()
	dir := site(t, render(new(Memory), docs, texts))
	v := visit(t, serve(t, dir))
	v.search("today", "1 page found.")
	docs, texts = append([]Document{{"a.html", "First of all", "", 0}}, docs...), append([]Text{{}}, texts...)
	for name, b := range render(new(Memory), docs, texts).Files {
		put(t, dir, name, string(b))
	}
	v.search("encrpyt salt", "1 page found. Nothing for “encrpyt”; shown: encryption.")
	v.search("salt", "1 page found.")
	same(v, "hrefs.join()", "notes/hashing.html#salt")
	v.search("first", "2 pages found.")
}

// TestSlipsAreForgiven makes one slip in words of a large vault, as people do, and finds what was meant.
func TestSlipsAreForgiven(t *testing.T) {
	docs, texts := vault(300)
	v := visit(t, serve(t, site(t, render(new(Memory), docs, texts))))
	dice := rand.New(rand.NewSource(5))
	words, has := newWriter().words, map[string]bool{}
	for _, x := range texts {
		for _, s := range x.Sections {
			for _, w := range Words(s.Text) {
				has[w] = true
			}
		}
	}
	for tried := 0; tried < 25; {
		w := words[dice.Intn(3000)]
		slip := slipIn(dice, w)
		if len(w) < 5 || !has[w] || beginsOne(has, slip) {
			continue
		}
		tried++
		eval[bool](v, fmt.Sprintf("(document.querySelector('[role=status]').textContent = '?', field.value = %s, field.dispatchEvent(new Event('input')), true)", quoted(slip)))
		v.wait("said !== '?' && said !== 'Looking …'")
		shown := eval[string](v, "said + ' ' + marked.join(' ').toLowerCase()")
		if !strings.Contains(shown, "Nothing for “"+slip+"”; shown: ") {
			t.Errorf("%s for %s: %s", slip, w, shown)
		}
	}
}

func beginsOne(has map[string]bool, slip string) bool {
	for w := range has {
		if strings.HasPrefix(w, slip) {
			return true
		}
	}
	return false
}

// slipIn makes one slip in a word, after its first letter or at it.
func slipIn(dice *rand.Rand, w string) string {
	i := dice.Intn(len(w) - 1)
	switch dice.Intn(4) {
	case 0:
		return w[:i] + w[i+1:]
	case 1:
		return w[:i] + "x" + w[i:]
	case 2:
		return w[:i] + "x" + w[i+1:]
	}
	return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
}

// TestScriptIsSmall holds the script's weight down.
func TestScriptIsSmall(t *testing.T) {
	if n := zipped([]byte(themeFile(t, "search.js"))); n > 5<<10 {
		t.Errorf("search.js has %d bytes compressed, more than 5 KB", n)
	}
}

// TestShowMore goes on to the results after the first ten.
func TestShowMore(t *testing.T) {
	var docs []Document
	for i := range 25 {
		docs = append(docs, Document{fmt.Sprintf("n%02d.html", i), fmt.Sprintf("Note %d", i), "Notes", i})
	}
	x := new(Memory).Render(docs, func(int) Text { return Text{} })
	v := visit(t, serve(t, site(t, x)))
	v.search("note", "25 pages found, the first 10 shown.")
	for _, shown := range []int{10, 20, 25} {
		same(v, "hrefs.length", shown)
		same(v, "document.querySelector('.search button').hidden", shown == 25)
		if shown < 25 {
			eval[bool](v, "(document.querySelector('.search button').click(), true)")
			v.wait(fmt.Sprintf("hrefs.length > %d && document.activeElement === document.querySelectorAll('.found a')[%d]", shown, shown))
		}
	}
	v.search("note 7", "1 page found.")
	same(v, "hrefs.join() + document.querySelector('.search button').hidden", "n07.htmltrue")
}

// TestWithoutScripts: the page says how else to find things, and has no field that does nothing.
func TestWithoutScripts(t *testing.T) {
	v := visit(t, serve(t, site(t, render(new(Memory), firstOf(small()), secondOf(small())))))
	if _, err := chromedp.Call(v.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	v.open("search.html")
	v.wait("!document.querySelector('.unscripted').hidden")
	same(v, "document.querySelectorAll('main input, main button').length + document.querySelector('section a').getAttribute('href')", "0list.html")
}

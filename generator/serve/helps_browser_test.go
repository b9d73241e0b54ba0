package serve_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// helps is the script that every page of the default theme has.
func helps(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("../../themes/default/site.js")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// helped is a page with that script, and with the parts of a page's frame that it works on.
func helped(title, main string) string {
	return strings.NewReplacer(
		`</head>`, `<script src="site.js" defer></script></head>`,
		`<main`, `<nav class="pages"><details class="menu"><summary>Menu</summary><ul><li><a href="a.html">A</a></li><li><details class="more"><summary>More</summary><a id="last" href="b.html">B</a></details></li></ul></details><a class="find" href="search.html">Search</a></nav><main`,
		`</main>`, `</main><footer class="foot"><p>Foot</p></footer>`,
	).Replace(document(title, main))
}

const code = `<div class="prose"><p id="p">One</p><pre tabindex="0"><code>ls -l
cat <b>x</b>
</code></pre><ul><li>Two<pre><code>second</code></pre></li></ul><pre>no code</pre></div><p><input type="text" id="field"><input type="checkbox" id="box"><textarea id="area"></textarea></p>`

// dressed is whether each block of code has its button before it, and nothing else has one.
const dressed = `[...document.querySelectorAll('pre > code')].every(c => c.parentElement.previousElementSibling?.matches('.copy')) && document.querySelectorAll('.copy').length === document.querySelectorAll('pre > code').length`

// TestHelps tries the script's keys, menus and buttons on a site as a web server gives it out, and from a folder.
func TestHelps(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.js": helps(t), "style.css": ".out { position: absolute; width: 1px; overflow: hidden }", "a.html": helped("A", code), "b.html": helped("B", code),
		"search.html": helped("Search", `<h1>Search</h1><input type="search" id="q">`),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	web := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(web.Close)
	for _, base := range []string{web.URL + "/", "file://" + dir + "/"} {
		t.Run(base[:4], func(t *testing.T) {
			s := newStage(t)
			s.said = listen(t, s.ctx, base)
			open := func(page string) {
				s.do(chromedp.Navigate(base + page))
				s.wait(`$('.keys')`)
			}
			if _, err := chromedp.Call(s.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
				t.Fatal(err)
			}
			open("a.html")
			s.slash(open)
			s.menus(open)
			s.copies(open)
			s.calm()
		})
	}
}

func (s *stage) press(keys string) { s.do(chromedp.KeyEvent(keys)) }

// slash tries the key of the search.
func (s *stage) slash(open func(string)) {
	s.Helper()
	const path = `location.pathname.replace(/.*\//, '')`
	for _, field := range []string{"field", "area"} {
		eval[bool](s, `($('#`+field+`').focus(), true)`)
		s.press("/")
		same(s, `$('#`+field+`').value + `+path, "/a.html")
	}
	eval[bool](s, `(dispatchEvent(new KeyboardEvent('keydown', {key: '/', ctrlKey: true})), true)`)
	same(s, path+` + $('.find').getAttribute('aria-keyshortcuts')`, "a.html/")
	eval[bool](s, `($('#box').focus(), true)`)
	s.press("/")
	s.wait(path + ` === 'search.html' && $('.keys')`)
	same(s, `document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true, cancelable: true})) + document.activeElement.id`, "falseq")
	open("a.html")
	eval[bool](s, `($('.keys button').click(), true)`)
	same(s, `$('.keys').innerText`, "The key / does nothing here. Turn it on")
	open("b.html") // it is remembered
	s.press("/")
	same(s, path+` + $('.find').hasAttribute('aria-keyshortcuts')`, "b.htmlfalse")
	eval[bool](s, `($('.keys button').click(), true)`)
	s.press("/")
	s.wait(path + ` === 'search.html' && $('.keys')`)
}

// menus tries the ways out of the menu.
func (s *stage) menus(open func(string)) {
	s.Helper()
	open("a.html")
	const how = `[...document.querySelectorAll('.pages details')].map(d => d.open ? 'o' : '.').join('')`
	for _, c := range []struct{ act, want string }{
		{`$('.menu summary').click()`, "o."},
		{`$('.more summary').click()`, "oo"},
		{`$('#last').focus()`, "oo"},
		{`$('#field').focus()`, ".."},
		{`($('.menu summary').click(), $('.more summary').click())`, "oo"},
		{`$('#p').click()`, ".."},
	} {
		eval[bool](s, `(`+c.act+`, true)`)
		if got := eval[string](s, how); got != c.want {
			s.Errorf("after %s the menus are %s, not %s", c.act, got, c.want)
		}
	}
	eval[bool](s, `($('.menu summary').click(), $('.more summary').click(), $('#last').focus(), true)`)
	s.press(kb.Escape)
	same(s, how+` + document.activeElement.textContent`, "o.More")
	s.press(kb.Escape)
	same(s, how+` + document.activeElement.textContent`, "..Menu")
}

// copies tries the buttons of blocks of code, with the clipboard of today's browsers and without.
func (s *stage) copies(open func(string)) {
	s.Helper()
	open("a.html")
	same(s, dressed, true)
	same(s, `document.querySelectorAll('.copy').length`, 2)
	same(s, `$('.copy button').textContent`, "Copy this code")
	eval[bool](s, `(Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: async t => { window.copied = t; }}}), $('.copy button').focus(), true)`)
	s.press(kb.Enter)
	s.wait(`window.copied === 'ls -l\ncat x' && $('.copy button').firstChild.data === 'Copied' && $('[role=status]').textContent === 'Copied'`)
	s.wait(`$('.copy button').firstChild.data === 'Copy' && $('[role=status]').textContent === ''`)
	eval[bool](s, `(Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined}), addEventListener('copy', () => { window.copied = String(getSelection()); }), document.querySelectorAll('.copy button')[1].focus(), true)`)
	s.press(" ")
	s.wait(`window.copied === 'second'`)
}

// TestHelpsInThePreview: the preview's swaps leave the buttons where they are and give new blocks their own.
func TestHelpsInThePreview(t *testing.T) {
	s := newStage(t)
	show := func(main string) { s.show("a.html", helped("A", main), "style.css", "", "site.js", helps(t)) }
	show(code)
	s.visit("a.html")
	s.wait(dressed)
	eval[bool](s, `(document.querySelectorAll('.copy button')[1].focus(), document.activeElement.kept = true)`)
	for _, edit := range []struct{ from, to string }{
		{`<p id="p">One</p>`, `<p id="p">One</p><p id="new">New</p>`},
		{`ls -l`, `ls -la`},
		{`<ul>`, `<pre><code>third</code></pre><ul>`},
		{`<pre tabindex="0"><code>ls -la
cat <b>x</b>
</code></pre>`, ``},
	} {
		now := strings.Replace(code, edit.from, edit.to, 1)
		if strings.Contains(edit.from, "ls -la") {
			now = strings.Replace(strings.Replace(code, "ls -l", "ls -la", 1), edit.from, edit.to, 1)
		}
		show(now)
		s.wait(`document.querySelectorAll('pre').length === ` + string(rune('0'+strings.Count(now, "<pre"))) + ` && $('main').textContent.includes('` + map[bool]string{true: "ls -la", false: ""}[strings.Contains(now, "ls -la")] + `')`)
		s.wait(dressed)
		s.wait(`document.querySelectorAll('.keys').length === 1 && document.querySelectorAll('[role=status]').length === 1 && $('.find').title`)
		same(s, `!!document.activeElement.kept`, true)
	}
	s.calm()
}

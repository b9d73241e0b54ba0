package serve_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// plainStyle gives every paragraph the same height, so that places can be reckoned.
const plainStyle = "body { margin: 0 } p { margin: 10px; height: 30px }"

// study is a page with something of everything that a reader can open, choose or type.
func study(word, above string) string {
	return document("Notes "+word, above+lines("before", 30)+
		`<details id="mine"><summary>Answer</summary><p>shown</p></details>
<details id="closed" open><summary>More</summary><p>put away</p></details>
<details id="theirs"><summary>Later</summary><p>opened by the note</p></details>
<p><input id="typed" type="text"><textarea id="long"></textarea><input id="tick" type="checkbox"><select id="pick"><option>a</option><option>b</option></select></p>
<ul><li>one</li><li><a id="link" href="#nowhere">two</a></li></ul>
<p id="edited">This is the `+word+` text.</p><p id="chosen">Words to be selected here.</p>`+lines("after", 60))
}

func TestSwapKeepsWhatIsTheReaders(t *testing.T) {
	s := newStage(t)
	s.show("index.html", study("old", ""), "style.css", plainStyle)
	s.visit("index.html")
	eval[bool](s, `(() => {
		$('#mine').open = true; $('#closed').open = false;
		$('#long').value = 'my essay'; $('#tick').checked = true; $('#pick').value = 'b';
		$('#edited').kept = $('#chosen').kept = true;
		$('#typed').focus();
		$('#before-20').scrollIntoView();
		return true })()`)
	s.do(chromedp.KeyEvent("typed by me"))
	eval[bool](s, `($('#typed').setSelectionRange(2, 5), $('#before-20').scrollIntoView(), true)`)
	at := eval[float64](s, `top_('#before-20')`)
	s.show("index.html", strings.Replace(study("new", "<p>Two more</p><p>lines above.</p>"), `<details id="theirs">`, `<details id="theirs" open>`, 1), "style.css", plainStyle)
	s.wait(`$('#edited').textContent === 'This is the new text.'`)
	s.wait(fmt.Sprintf(`Math.abs(top_('#before-20') - %v) < 2`, at))
	same(s, `document.title`, "Notes new")
	same(s, `document.activeElement.id`, "typed")
	same(s, `$('#typed').value + $('#typed').selectionStart + $('#typed').selectionEnd`, "typed by me25")
	same(s, `$('#long').value + $('#tick').checked + $('#pick').value`, "my essaytrueb")
	same(s, `[...document.querySelectorAll('details')].map(e => e.open).join()`, "true,false,true")
	same(s, `$('#edited').kept && $('#chosen').kept`, true)
	s.wait(`!document.documentElement.hasAttribute('style')`)
	same(s, `document.querySelectorAll('[id^=retake]').length + document.documentElement.getAttributeNames().join()`, "0lang")
	s.calm()
}

func TestSwapKeepsTheSelectionAndTheFocusOnTheSameWords(t *testing.T) {
	s := newStage(t)
	list := func(items ...string) string {
		var b strings.Builder
		for _, item := range items {
			b.WriteString(`<li><a href="#` + item + `">` + item + `</a></li>`)
		}
		return document("List", "<ul>"+b.String()+"</ul><p>Words to be selected here.</p>")
	}
	s.show("index.html", list("one", "two", "three"), "style.css", "")
	s.visit("index.html")
	eval[bool](s, `($('li:nth-child(2) a').focus(), getSelection().setBaseAndExtent($('main > p').firstChild, 0, $('main > p').firstChild, 5), true)`)
	s.show("index.html", list("new", "one", "more", "two", "three"), "style.css", "")
	s.wait(`document.querySelectorAll('li').length === 5`)
	same(s, `document.activeElement.textContent`, "two")
	same(s, `getSelection().toString()`, "Words")
	s.show("index.html", strings.Replace(list("two"), "Words to be selected here.", "Words to be selected here, and there.", 1), "style.css", "")
	s.wait(`document.querySelectorAll('li').length === 1`)
	same(s, `document.activeElement.textContent`, "two")
	same(s, `getSelection().toString()`, "Words")
	s.calm()
}

// TestPlaceIsHeld grows and shrinks what is above the window, again and again, in one paragraph or many.
func TestPlaceIsHeld(t *testing.T) {
	s := newStage(t)
	with := func(above string) string { return document("Place", above+lines("text", 100)) }
	s.show("index.html", with(""), "style.css", plainStyle)
	s.visit("index.html")
	eval[bool](s, `($('#text-50').scrollIntoView(), scrollBy(0, -7), true)`)
	at := eval[float64](s, `top_('#text-50')`)
	for i, above := range []string{lines("more", 12), "<p>x</p>", lines("again", 40), "<pre>\n\n\n\n\n</pre>", ""} {
		s.show("index.html", strings.Replace(with(above), "<title>Place", fmt.Sprintf("<title>Place %d", i), 1), "style.css", plainStyle)
		s.wait(fmt.Sprintf(`document.title === 'Place %d'`, i))
		s.wait(fmt.Sprintf(`Math.abs(top_('#text-50') - %v) < 2`, at))
		eval[bool](s, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`)
		s.wait(fmt.Sprintf(`Math.abs(top_('#text-50') - %v) < 2`, at))
	}
	s.calm()
}

func TestPageWithNothingDifferentIsLeftAlone(t *testing.T) {
	s := newStage(t)
	page := document("Still", "<p>still</p>")
	s.show("index.html", page, "other.html", page, "style.css", "")
	s.visit("index.html")
	eval[bool](s, `(window.changes = 0, new MutationObserver(r => window.changes += r.length).observe(document, {subtree: true, childList: true, attributes: true, characterData: true}), true)`)
	reads := s.reads.Load()
	s.show("index.html", page, "other.html", document("Moved", "<p>moved</p>"), "style.css", "")
	s.show("index.html", page, "other.html", document("Moved again", "<p>moved</p>"), "style.css", "")
	s.show("index.html", page, "other.html", page, "style.css", "")
	eval[bool](s, `new Promise(done => setTimeout(() => done(true), 300))`)
	same(s, `window.changes`, 0)
	if n := s.reads.Load() - reads; n > 3 {
		t.Errorf("the page was fetched %d times for changes of another", n)
	}
	s.calm()
}

// TestLastChangeWins shows a hundred builds as fast as they come.
func TestLastChangeWins(t *testing.T) {
	s := newStage(t)
	s.show("index.html", document("0", "<p id=n>0</p>"), "style.css", "")
	s.visit("index.html")
	for i := range 100 {
		s.show("index.html", document("n", fmt.Sprintf("<p id=n>%d</p>", i+1)), "style.css", "")
	}
	s.wait(`$('#n').textContent === '100'`)
	same(s, `document.querySelectorAll('p').length`, 1)
	s.calm()
}

// TestAllOfThePageChangesAtOnce changes title and heading in every save, with tabs that nobody sees and one
// that somebody does. Whenever one is looked at, what it shows is of one build.
func TestAllOfThePageChangesAtOnce(t *testing.T) {
	s := newStage(t)
	page := func(n int) string {
		name := fmt.Sprintf("Reading %d", n)
		return strings.Replace(document(name, `<p class="facts">notes</p><h1 lang="en">`+name+`</h1><ul><li>one</li><li>`+name+`</li></ul><h2 id="two">Two</h2>`+
			lines("text", 20)+`<details><summary>What is it?</summary><p>`+name+`</p></details><table><tr><td>a</td></tr><tr><td>a</td></tr></table>`), "<body>", `<body><header><a href="#two">Menu</a></header>`, 1)
	}
	s.show("index.html", page(0), "style.css", "")
	s.visit("index.html")
	tabs := []context.Context{s.ctx}
	for range 5 {
		tabs = append(tabs, s.tab("index.html"))
	}
	for _, tab := range tabs {
		s.waitIn(tab, `/: Live/.test(mark())`)
	}
	shown := `[document.title, ...document.querySelectorAll('h1'), $('li:nth-child(2)'), $('details p')].map(e => e.textContent || e).join()`
	for n := range 40 {
		n++
		s.show("index.html", page(n), "style.css", "")
		want := strings.TrimSuffix(strings.Repeat(fmt.Sprintf("Reading %d,", n), 4), ",")
		for i, tab := range tabs {
			s.waitIn(tab, fmt.Sprintf(`document.title === 'Reading %d'`, n))
			if got, err := try[string](tab, shown); err != nil || got != want {
				t.Fatalf("save %d: tab %d shows %s, %v", n, i, got, err)
			}
		}
	}
	s.calm()
}

// TestSwapThatFailedIsMadeUp loses the fetch of a change; the next event is of another page.
func TestSwapThatFailedIsMadeUp(t *testing.T) {
	s := newStage(t)
	s.show("index.html", document("0", "<p id=n>0</p>"), "style.css", "", "other.html", document("o", "0"))
	s.visit("index.html")
	eval[bool](s, `(window.tried = 0, window.really = fetch, window.fetch = () => { window.tried++; return Promise.reject(new Error('lost')) }, true)`)
	s.show("index.html", document("1", "<p id=n>1</p>"), "style.css", "", "other.html", document("o", "0"))
	s.wait(`window.tried === 1`)
	eval[bool](s, `(window.fetch = window.really, true)`)
	s.show("index.html", document("1", "<p id=n>1</p>"), "style.css", "", "other.html", document("o", "1"))
	s.wait(`$('#n').textContent === '1'`)
	s.calm()
}

func TestStyleChange(t *testing.T) {
	s := newStage(t)
	page := document("Style", `<p id="p">text</p>`)
	s.show("index.html", page, "style.css", "p { color: rgb(1, 2, 3) }", "extra.css", "p { margin: 77px }")
	s.visit("index.html")
	s.wait(`getComputedStyle($('#p')).color === 'rgb(1, 2, 3)'`)
	eval[bool](s, `($('#p').kept = true, window.bare = false, (function look() { if (getComputedStyle($('#p')).color === 'rgb(0, 0, 0)') window.bare = true; requestAnimationFrame(look) })(), true)`)
	s.show("index.html", page, "style.css", "p { color: rgb(4, 5, 6) }", "extra.css", "p { margin: 77px }")
	s.wait(`getComputedStyle($('#p')).color === 'rgb(4, 5, 6)'`)
	s.show("index.html", page, "style.css", "p { color: rgb(7, 8, 9) }", "extra.css", "p { margin: 77px }")
	s.wait(`getComputedStyle($('#p')).color === 'rgb(7, 8, 9)' && document.querySelectorAll('link[href*="/style.css"]').length === 1`)
	same(s, `$('#p').kept && !window.bare`, true)
	more := strings.Replace(page, "</head>", `<link rel="stylesheet" href="extra.css"></head>`, 1)
	s.show("index.html", more, "style.css", "p { color: rgb(7, 8, 9) }", "extra.css", "p { margin: 77px }")
	s.wait(`getComputedStyle($('#p')).marginTop === '77px'`)
	s.show("index.html", page, "style.css", "p { color: rgb(7, 8, 9) }", "extra.css", "p { margin: 77px }")
	s.wait(`getComputedStyle($('#p')).marginTop !== '77px'`)
	same(s, `getComputedStyle($('#p')).color`, "rgb(7, 8, 9)")
	same(s, `window.bare`, false)
	s.calm()
}

func TestPictureChange(t *testing.T) {
	s := newStage(t)
	page := func(word string) string { return document("Picture", `<p>`+word+`</p><img src="pic.svg" alt="">`) }
	s.show("index.html", page("a"), "style.css", "", "pic.svg", pixel(20))
	s.visit("index.html")
	s.wait(`$('img').naturalWidth === 20`)
	s.show("index.html", page("a"), "style.css", "", "pic.svg", pixel(60))
	s.wait(`$('img').naturalWidth === 60`)
	s.show("index.html", page("b"), "style.css", "", "pic.svg", pixel(60))
	s.wait(`$('p').textContent === 'b'`)
	same(s, `$('img').naturalWidth`, 60)
	s.calm()
}

func TestRemovedPageStaysAndSaysSo(t *testing.T) {
	s := newStage(t)
	home, page := document("Home", "<h1>Home</h1>"), document("Gone", "<h1>Here for now</h1>")
	s.show("index.html", home, "notes/gone.html", page, "style.css", "")
	s.visit("notes/gone.html")
	s.said.take() // its style sheet is not beside it
	s.show("index.html", home, "style.css", "")
	s.wait(`/deleted or renamed/.test(text('.rk-toast')) && /gone/.test(mark())`)
	same(s, `$('h1').textContent + ui('.rk-toast a').getAttribute('href')`, "Here for now/")
	s.show("index.html", home, "notes/gone.html", strings.Replace(page, "for now", "again", 1), "style.css", "")
	s.wait(`$('h1').textContent === 'Here again' && !seen('.rk-toast') && /Live/.test(mark())`)
}

func TestMissingPageComes(t *testing.T) {
	s := newStage(t)
	s.show("style.css", "", "index.html", document("Home", "home"))
	s.visit("soon.html")
	same(s, `$('h1').textContent`, "Nothing here")
	s.show("style.css", "", "index.html", document("Home", "home"), "soon.html", document("Soon", "<h1>Now</h1>"))
	s.wait(`$('h1').textContent === 'Now' && document.title === 'Soon'`)
}

// TestOddPages swaps pages that lack what pages have.
func TestOddPages(t *testing.T) {
	s := newStage(t)
	for _, row := range []struct{ name, old, new, is string }{
		{"no head", "<p>old</p>", "<p>new</p>", "new"},
		{"text only", "old", "new", "new"},
		{"another body", "<body id=a class=x><p>old</p>", "<body id=b><p>new</p>", "new"},
		{"same ids twice", "<p id=a>old</p><p id=a>x</p>", "<p id=a>new</p><p id=a>x</p>", "new x"},
		{"noscript", "<noscript><p>no</p></noscript><p>old</p>", "<noscript><p>no</p></noscript><p>new</p>", "new"},
		{"emptied", "<p>old</p>", "<!doctype html>", ""},
		{"of our names", "<retake-preview>x</retake-preview><p>old</p>", "<p>new</p>", "new"},
	} {
		s.show("index.html", row.old)
		s.do(chromedp.Navigate(s.url("index.html")))
		host := `[...document.querySelectorAll('html > retake-preview')].at(-1)`
		s.wait(`/:\s+Live/.test(` + host + `?.shadowRoot?.querySelector('.rk-mark').innerText)`)
		s.show("index.html", row.new)
		s.wait(`document.body.innerText.replace(/\s+/g, ' ').trim() === '` + row.is + `' /* ` + row.name + ` */`)
		same(s, host+`.shadowRoot.querySelectorAll('.rk-mark').length`, 1)
	}
}

// TestScriptsRunOnce swaps pages with scripts: one that is new runs, one that has run does not run again,
// and one that has changed is offered.
func TestScriptsRunOnce(t *testing.T) {
	s := newStage(t)
	page := func(word, more string) string {
		return strings.Replace(document("Scripts", `<p id="p">`+word+`</p><script src="body.js"></script>`), "</head>", `<script src="a.js" defer></script>`+more+"</head>", 1)
	}
	const count = "window.runs = (window.runs || '') + document.currentScript.src.match(/[^/]+(?=[.]js)/)[0] + ' '"
	s.show("index.html", page("old", ""), "style.css", "", "a.js", count, "b.js", count, "body.js", count)
	s.visit("index.html")
	s.show("index.html", page("new", `<script src="b.js" defer></script>`), "style.css", "", "a.js", count, "b.js", count, "body.js", count)
	s.wait(`$('#p').textContent === 'new' && window.runs === 'body a b '`)
	s.show("index.html", page("newer", `<script src="b.js" defer></script>`), "style.css", "", "a.js", count, "b.js", count, "body.js", count+";")
	s.wait(`$('#p').textContent === 'newer' && /A script of this page has changed/.test(text('.rk-toast'))`)
	same(s, `window.runs`, "body a b ")
	eval[bool](s, `(ui('.rk-toast button').click(), true)`)
	s.wait(`$('#p').textContent === 'newer' && window.runs === 'body a b ' && !seen('.rk-toast') && /: Live/.test(mark())`)
	s.calm()
}

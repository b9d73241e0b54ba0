package serve_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/generator/fault"
	"retake/generator/serve"
)

// wrongs are three errors and a warning as files have them: a plain one, one behind a tab and wide
// characters, one at the end of its line.
func wrongs() fault.List {
	var l fault.List
	*l.Add("bad-percent", fault.Pos{File: "content/attempts.toml", Line: 14, Col: 9}, "score 140 is above 100") = fault.Fault{
		Code: "bad-percent", Pos: fault.Pos{File: "content/attempts.toml", Line: 14, Col: 9}, Message: "score 140 is above 100",
		Hint: `scores are percent; a scaled score goes in score = { form = "scaled", value = 140 }`, Excerpt: "score = 140", Width: 3}
	l = append(l, fault.Fault{Code: "broken-link", Pos: fault.Pos{File: "content/notes/日本.md", Line: 3, Col: 6}, Message: "there is no note called アクセス",
		Excerpt: "\t見る: [[アクセス]] <b>here</b>", Width: 8, Hint: "did you mean アクセス制御?"},
		fault.Fault{Code: "syntax", Pos: fault.Pos{File: "content/plan.toml", Line: 2, Col: 14}, Message: "a value is missing after =", Excerpt: "exam_date ="},
		fault.Fault{Code: "old", Pos: fault.Pos{File: "content/log.toml"}, Severity: fault.Warning, Message: "the last entry is 20 days old"})
	return l
}

func TestFaultsStandOverTheLastGoodPage(t *testing.T) {
	s := newStage(t)
	s.show("index.html", study("good", ""), "style.css", plainStyle)
	s.visit("index.html")
	eval[bool](s, `($('#typed').focus(), window.alerts = [], new MutationObserver(() => { const t = ui('[role=alert]').textContent; if (t) window.alerts.push(t) }).observe(ui('[role=alert]'), {childList: true}), true)`)
	s.server.Show(serve.Build{Faults: wrongs()})
	s.wait(`seen('.rk-faults')`)
	same(s, `text('.rk-faults h2')`, "3 things to mend")
	same(s, `text('.rk-top')`, "3 things to mend The page below is the last good one, from "+eval[string](s, `ui('.rk-top').innerText.match(/\d\d:\d\d/)[0]`)+". Fold away")
	same(s, `document.activeElement.id + $('#edited').textContent`, "typedThis is the good text.")
	same(s, `[...ui('.rk-faults').querySelectorAll('.rk-where')].map(e => e.innerText).join()`,
		"content/attempts.toml:14:9,content/notes/日本.md:3:6,content/plan.toml:2:14")
	same(s, `[...ui('.rk-faults').querySelectorAll('mark')].map(e => e.textContent).join()`, "140,[[アクセス]],\u00a0")
	same(s, `ui('.rk-faults').querySelectorAll('b, i').length + ui('.rk-fault:nth-child(2) pre').textContent`, "2\t見る: [[アクセス]] <b>here</b>")
	same(s, `window.alerts.join()`, "3 things to mend. content/attempts.toml:14:9: score 140 is above 100")
	same(s, `mark()`, "Live preview: 3 things to mend")

	s.do(chromedp.KeyEvent(kb.Escape))
	s.wait(`!seen('.rk-faults')`)
	s.server.Show(serve.Build{Faults: wrongs()})
	s.server.Say("looking every half second instead")
	s.wait(`(seen('.rk-card') || ui('.rk-mark').click(), /every half second/.test(text('.rk-card')))`)
	same(s, `seen('.rk-faults') || window.alerts.length > 1`, false)
	eval[bool](s, `([...ui('.rk-card').querySelectorAll('button')].find(b => /Show what/.test(b.textContent)).click(), true)`)
	s.wait(`seen('.rk-faults') && !seen('.rk-card')`)
	eval[bool](s, `([...ui('.rk-faults').querySelectorAll('button')][0].click(), true)`)
	s.wait(`!seen('.rk-faults')`)
	s.server.Show(serve.Build{Faults: wrongs()[1:2]})
	s.wait(`text('.rk-faults h2') === '1 thing to mend' && window.alerts.length === 2`)

	eval[bool](s, `($('#typed').focus(), true)`)
	s.show("index.html", study("mended", ""), "style.css", plainStyle)
	s.wait(`!seen('.rk-faults') && /Mended/.test(mark()) && $('#edited').textContent === 'This is the mended text.'`)
	s.wait(`/Live \d/.test(mark())`)
	same(s, `document.activeElement.id`, "typed")
	s.calm()
}

func TestManyFaultsAndLongLines(t *testing.T) {
	s := newStage(t)
	s.show("index.html", document("x", "x"), "style.css", "")
	s.visit("index.html")
	var l fault.List
	for i := range 50 {
		l = append(l, fault.Fault{Code: "x", Pos: fault.Pos{File: "a.md", Line: i + 1, Col: 3000}, Message: "wrong", Excerpt: strings.Repeat("word ", 700), Width: 4})
	}
	s.server.Show(serve.Build{Faults: l})
	s.wait(`text('.rk-faults h2') === '50 things to mend'`)
	same(s, `ui('.rk-faults').querySelectorAll('.rk-fault').length`, 20)
	same(s, `/And 30 more/.test(text('.rk-faults'))`, true)
	same(s, `ui('.rk-faults mark').textContent`, eval[string](s, `ui('.rk-faults mark').textContent.slice(0, 4)`))
	same(s, `document.documentElement.scrollWidth <= innerWidth && ui('.rk-faults').getBoundingClientRect().height < innerHeight * 0.7`, true)
	warnings := slices.Clone(l)
	for i := range warnings {
		warnings[i].Severity = fault.Warning
	}
	s.server.Show(serve.Build{Files: files("index.html", document("x", "x")), Faults: warnings})
	s.wait(`/Live, 50 warnings/.test(mark()) || (/Mended/.test(mark()) && false)`)
	eval[bool](s, `(ui('.rk-mark').click(), true)`)
	same(s, `ui('.rk-card').querySelectorAll('.rk-fault').length + text('.rk-card h2')`, "2050 warnings")
}

func TestFirstBuildFailsAndThenSucceeds(t *testing.T) {
	s := newStage(t)
	s.do(chromedp.Navigate(s.url("weeks/01.html")))
	s.wait(`/Drawing your plan/.test(mark()) && /Drawing/.test($('h1').textContent)`)
	s.server.Show(serve.Build{Faults: wrongs()})
	s.wait(`document.querySelectorAll('.retake-fault').length === 3 && /3 things/.test(mark())`)
	same(s, `seen('.rk-faults')`, false)
	s.server.Show(serve.Build{Faults: wrongs()[:1]})
	s.wait(`document.querySelectorAll('.retake-fault').length === 1`)
	s.show("weeks/01.html", document("Week", "<h1>Week 1</h1>"), "weeks/style.css", "h1 { color: rgb(1, 2, 3) }")
	s.wait(`$('h1').textContent === 'Week 1' && getComputedStyle($('h1')).color === 'rgb(1, 2, 3)' && /: Live/.test(mark())`)
	s.calm("503")
}

func TestReconnectsWhenTheServerWasAway(t *testing.T) {
	s := newStage(t)
	s.show("index.html", study("old", ""), "style.css", plainStyle, "pic.svg", pixel(10))
	s.visit("index.html")
	eval[bool](s, `($('#typed').value = 'mine', $('#mine').open = true, true)`)
	token := eval[string](s, `$('script[data-token]').dataset.token`)
	s.stop()
	s.wait(`/No connection, trying again/.test(mark())`)
	same(s, `$('#edited').textContent`, "This is the old text.")
	s.start()
	s.server.Show(serve.Build{Faults: wrongs()}) // no site yet: the page stays, and the panel is over it
	s.wait(`text('.rk-faults h2') === '3 things to mend' && /no new site/.test(text('.rk-top'))`)
	same(s, `$('#edited').textContent`, "This is the old text.")
	s.show("index.html", study("new", ""), "style.css", "p { color: rgb(9, 9, 9) }")
	s.wait(`$('#edited').textContent === 'This is the new text.' && !seen('.rk-faults') && /Mended|Live/.test(mark())`)
	s.wait(`getComputedStyle($('#edited')).color === 'rgb(9, 9, 9)'`)
	same(s, `$('#typed').value + $('#mine').open`, "minetrue")
	if token == "" {
		t.Error("no token")
	}
	s.until("one stream is open", func() bool { return s.open.Load() == 1 })
	s.show("index.html", study("newer", ""), "style.css", "")
	s.wait(`$('#edited').textContent === 'This is the newer text.'`)
	s.calm("503", "ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
}

// TestBackShowsWhatIsNow goes back to a page that the browser may have kept in memory.
func TestBackShowsWhatIsNow(t *testing.T) {
	s := newStage(t)
	s.show("index.html", study("old", ""), "next.html", document("Next", "next"), "style.css", plainStyle)
	s.visit("index.html")
	s.visit("next.html")
	s.show("index.html", study("new", ""), "next.html", document("Next", "next"), "style.css", plainStyle)
	try[bool](s.ctx, `history.back()`)
	s.wait(`$('#edited')?.textContent === 'This is the new text.'`)
	s.show("index.html", study("newest", ""), "next.html", document("Next", "next"), "style.css", plainStyle)
	s.wait(`$('#edited').textContent === 'This is the newest text.'`)
}

func TestFollowsEditsWhenAsked(t *testing.T) {
	s := newStage(t)
	note := func(word string) string {
		return document("Note", `<h1>Note</h1><h2 id="a">A</h2>`+lines("a", 40)+`<h2 id="b">B</h2><p id="word">`+word+`</p>`+lines("b", 80)+`<p id="end">`+word+`</p>`)
	}
	build := func(word, anchor string) {
		s.server.Show(serve.Build{Files: files("note.html", note(word), "index.html", document("Home", lines("home", 99)), "style.css", ""),
			Edited: []serve.Edit{{File: "content/note.md", Page: "note.html", Anchor: anchor}}})
	}
	build("one", "b")
	s.visit("note.html")
	other := s.tab("index.html")
	build("two", "b")
	s.wait(`$('#word').textContent === 'two'`)
	same(s, `scrollY`, 0)
	eval[bool](s, `(ui('.rk-mark').click(), ui('.rk-card [role=switch]').click(), ui('.rk-mark').click(), true)`)
	build("three", "b")
	s.wait(`$('#word').textContent === 'three' && Math.abs(top_('#b')) < 40 && $('[data-retake-here]')`)
	s.waitIn(other, `/: Live/.test(mark()) && scrollY === 0`)
	s.wait(`!$('[data-retake-here]')`)
	build("four", "")
	s.wait(`$('#word').textContent === 'four' && top_('h1') >= 0`)
	eval[bool](s, `(ui('.rk-mark').click(), ui('.rk-card [role=switch]').click(), true)`)
	build("five", "b")
	s.wait(`$('#word').textContent === 'five'`)
	same(s, `!$('[data-retake-here]')`, true)
	s.calm()
}

// TestFollowsAnEditToItsRow changes one cell of a table.
func TestFollowsAnEditToItsRow(t *testing.T) {
	s := newStage(t)
	build := func(word string) {
		s.server.Show(serve.Build{Files: files("note.html", document("Note", `<h1>Note</h1><table><tbody><tr><td>a</td><td>1</td></tr><tr><td>b</td><td id="word">`+word+`</td></tr><tr><td>c</td><td>3</td></tr></tbody></table>`), "style.css", ""),
			Edited: []serve.Edit{{File: "content/note.md", Page: "note.html"}}})
	}
	build("one")
	s.visit("note.html")
	eval[bool](s, `(ui('.rk-mark').click(), ui('.rk-card [role=switch]').click(), true)`)
	build("two")
	s.wait(`$('[data-retake-here]')?.localName === 'tr' && $('[data-retake-here]').textContent === 'btwo'`)
}

// TestTenTabsShareOneLine opens more tabs than a browser opens connections to one host.
func TestTenTabsShareOneLine(t *testing.T) {
	s := newStage(t)
	s.show("index.html", study("old", ""), "style.css", "")
	s.visit("index.html")
	tabs := []context.Context{s.ctx}
	for range 9 {
		tabs = append(tabs, s.tab("index.html"))
	}
	for _, tab := range tabs {
		s.waitIn(tab, `/: Live/.test(mark())`)
	}
	if n := s.streams.Load(); n != 1 {
		t.Errorf("ten tabs opened %d event streams", n)
	}
	s.show("index.html", study("new", ""), "style.css", "")
	for _, tab := range tabs {
		s.waitIn(tab, `$('#edited').textContent === 'This is the new text.'`)
	}
	s.stop()
	s.start()
	s.show("index.html", study("newest", ""), "style.css", "")
	for _, tab := range tabs {
		s.waitIn(tab, `$('#edited').textContent === 'This is the newest text.'`)
	}
	s.until("one stream is left", func() bool { return s.open.Load() == 1 })
}

// TestWithoutSharedWorker is a phone whose browser has none.
func TestWithoutSharedWorker(t *testing.T) {
	s := newStage(t)
	s.early(`delete window.SharedWorker`)
	s.show("index.html", study("old", ""), "style.css", "")
	s.visit("index.html")
	s.show("index.html", study("new", ""), "style.css", "")
	s.wait(`$('#edited').textContent === 'This is the new text.'`)
	s.stop()
	s.wait(`/No connection/.test(mark())`)
	s.start()
	s.show("index.html", study("newest", ""), "style.css", "")
	s.wait(`$('#edited').textContent === 'This is the newest text.'`)
}

func TestMarkIsReachedByKeyboardAndNotPrinted(t *testing.T) {
	s := newStage(t)
	s.show("index.html", document("x", "<p>no links</p>"), "style.css", "")
	s.visit("index.html")
	s.do(chromedp.KeyEvent(kb.Tab))
	s.wait(`document.querySelector('retake-preview').shadowRoot.activeElement === ui('.rk-mark')`)
	s.do(chromedp.KeyEvent(kb.Enter))
	s.wait(`seen('.rk-card') && ui('.rk-mark').getAttribute('aria-expanded') === 'true'`)
	s.do(chromedp.KeyEvent(kb.Escape))
	s.wait(`!seen('.rk-card')`)
	same(s, `ui('.rk-mark').getBoundingClientRect().height >= 24`, true)
	if _, err := chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	s.wait(`!seen('.rk-mark')`)
}

package serve_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/generator/fault"
	"retake/generator/serve"
)

// warnings are as many as there are messages, in one file after the other.
func warnings(messages ...string) fault.List {
	var l fault.List
	for i, m := range messages {
		l = append(l, fault.Fault{Code: "old", Severity: fault.Warning, Message: m, Pos: fault.Pos{File: fmt.Sprintf("content/domains/%d-log.md", i+1), Line: 3 + i, Col: 1}})
	}
	return l
}

// button is a button of the mark's surroundings, by the start of its words.
func button(within, words string) string {
	return fmt.Sprintf(`[...ui(%q).querySelectorAll('button')].find(b => b.textContent.startsWith(%q) && !b.hidden)`, within, words)
}

const focused = `document.querySelector('retake-preview').shadowRoot.activeElement`

// TestNewWarningIsSaid warns in one build after another: only what is new is said, and not when a page opens.
func TestNewWarningIsSaid(t *testing.T) {
	s := newStage(t)
	n := 0
	show := func(l fault.List) {
		n++
		s.server.Show(serve.Build{Files: files("index.html", document("x", fmt.Sprintf("<p id=n>%d</p>", n)), "style.css", ""), Faults: l})
		s.wait(fmt.Sprintf(`$('#n').textContent === '%d'`, n))
	}
	s.server.Show(serve.Build{Files: files("index.html", document("x", "<p id=n>0</p>"), "style.css", "")})
	s.visit("index.html")
	show(warnings("one"))
	s.wait(`text('.rk-toast') === 'One thing to look at in 1-log.md Show ×'`)
	same(s, `ui('[role=status]').textContent`, "One thing to look at in 1-log.md")
	eval[bool](s, `(`+button(".rk-toast", "Show")+`.click(), true)`)
	s.wait(`seen('.rk-card') && !seen('.rk-toast')`)
	same(s, focused+`.textContent + text('.rk-card').includes('one')`, "1 warningtrue")
	s.server.Say("looking every half second instead")
	s.wait(`/every half/.test(text('.rk-card'))`)
	same(s, focused+`.textContent`, "1 warning")
	s.do(chromedp.KeyEvent(kb.Escape))
	s.wait(`!seen('.rk-card')`)

	moved := warnings("one")
	moved[0].Pos.Line = 30
	show(moved)
	same(s, `seen('.rk-toast')`, false)
	s.server.Show(serve.Build{Faults: wrongs()})
	s.wait(`seen('.rk-faults')`)
	show(moved)
	same(s, `seen('.rk-toast')`, false)
	show(warnings("one", "two", "three"))
	s.wait(`text('.rk-toast') === '2 things to look at Show ×'`)
	s.do(chromedp.Reload())
	s.wait(`/3 warnings/.test(mark())`)
	same(s, `seen('.rk-toast')`, false)
	show(warnings("one", "two", "three", "four"))
	s.wait(`text('.rk-toast') === 'One thing to look at in 4-log.md Show ×'`)
	show(nil)
	s.wait(`!seen('.rk-toast')`)
	s.calm()
}

// TestManyWarningsThatMoveUpAreNotNew takes one of many warnings away: one that was left out comes into the list.
func TestManyWarningsThatMoveUpAreNotNew(t *testing.T) {
	s := newStage(t)
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprintf("w%02d", i))
	}
	page := func(word string) map[string][]byte {
		return files("index.html", document(word, "<p>"+word+"</p>"), "style.css", "")
	}
	s.server.Show(serve.Build{Files: page("a"), Faults: warnings(many...)})
	s.visit("index.html")
	s.server.Show(serve.Build{Files: page("b"), Faults: warnings(many...)[1:]})
	s.wait(`document.title === 'b' && /29 warnings/.test(mark())`)
	same(s, `seen('.rk-toast')`, false)
	s.server.Show(serve.Build{Files: page("c"), Faults: append(warnings("new"), warnings(many...)[1:]...)})
	s.wait(`/One thing/.test(text('.rk-toast'))`)
}

// TestFoldedPanelStaysFolded goes to other pages while something is wrong.
func TestFoldedPanelStaysFolded(t *testing.T) {
	s := newStage(t)
	s.show("index.html", document("a", "a"), "other.html", document("b", "b"), "style.css", "")
	s.visit("index.html")
	s.server.Show(serve.Build{Faults: wrongs()[:1]})
	s.wait(`seen('.rk-faults')`)
	eval[bool](s, `(`+button(".rk-faults", "Fold")+`.click(), true)`)
	s.wait(`!seen('.rk-faults')`)
	for _, page := range []string{"other.html", "index.html"} {
		s.visit(page)
		s.wait(`/1 thing to mend/.test(mark())`)
		same(s, `seen('.rk-faults') || ui('[role=alert]').textContent !== ''`, false)
	}
	moved := wrongs()[:1]
	moved[0].Pos.Line++
	s.server.Show(serve.Build{Faults: moved})
	s.server.Say("that was the same fault, a line below")
	s.wait(`(seen('.rk-card') || ui('.rk-mark').click(), /a line below/.test(text('.rk-card')))`)
	same(s, `seen('.rk-faults')`, false)
	s.server.Show(serve.Build{Faults: wrongs()[1:2]})
	s.wait(`seen('.rk-faults') && /1 thing to mend/.test(ui('[role=alert]').textContent)`)
	eval[bool](s, `(`+button(".rk-faults", "Fold")+`.click(), true)`)
	s.show("index.html", document("a", "mended"), "other.html", document("b", "b"), "style.css", "")
	s.wait(`/Mended/.test(mark())`)
	s.server.Show(serve.Build{Faults: wrongs()[1:2]})
	s.wait(`seen('.rk-faults')`)

	s.early(`for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, { get() { throw new Error('refused') } })`)
	s.visit("other.html")
	s.wait(`seen('.rk-faults')`)
	eval[bool](s, `(`+button(".rk-faults", "Fold")+`.click(), true)`)
	s.wait(`!seen('.rk-faults')`)
	s.calm()
}

// TestEscapeClosesWhatIsOnTop has the line, the card and the panel open at once.
func TestEscapeClosesWhatIsOnTop(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen")
	s.visit("list.html")
	s.server.Show(serve.Build{Faults: wrongs()})
	s.wait(`seen('.rk-faults')`)
	eval[bool](s, `(ui('.rk-mark').click(), true)`)
	s.wait(`seen('.rk-card')`)
	s.click(0)
	s.wait(`/Ticked/.test(text('.rk-toast'))`)
	open := `['.rk-toast', '.rk-card', '.rk-faults'].filter(seen).join()`
	for _, want := range []string{".rk-toast,.rk-card,.rk-faults", ".rk-card,.rk-faults", ".rk-faults", ""} {
		same(s, open, want)
		s.do(chromedp.KeyEvent(kb.Escape))
	}
}

// TestTabGoesFromTheMarkToWhatItOpens opens the card with the keyboard, with a line above the mark and without.
func TestTabGoesFromTheMarkToWhatItOpens(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen")
	s.visit("list.html")
	within := func(q string) string { return `ui('` + q + `').contains(` + focused + `)` }
	eval[bool](s, `(ui('.rk-mark').focus(), true)`)
	s.do(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	s.wait(within(".rk-card"))
	s.do(chromedp.KeyEvent(kb.Escape))
	s.wait(focused + ` === ui('.rk-mark') && !seen('.rk-card')`)
	s.click(0)
	s.wait(`/Ticked/.test(text('.rk-toast'))`)
	eval[bool](s, `(ui('.rk-mark').focus(), true)`)
	s.do(chromedp.KeyEvent(kb.Tab))
	s.wait(focused + ` === ` + button(".rk-toast", "Undo"))
}

// TestUndoWithTheKeyboard takes ticks back from the line, and at the keys that undo.
func TestUndoWithTheKeyboard(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen\n- [ ] card")
	s.visit("list.html")
	undo := chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	box := `document.querySelectorAll('main input')[1]`
	tick := func() {
		t.Helper()
		eval[bool](s, `(`+box+`.focus(), true)`)
		s.do(chromedp.KeyEvent(" "))
		s.wait(`/Ticked/.test(text('.rk-toast'))`)
		if got := s.note(); got != "- [ ] pen\n- [x] card" {
			t.Fatalf("the note is %q", got)
		}
	}
	back := func(where string) {
		t.Helper()
		s.wait(`/Taken back/.test(text('.rk-toast')) && document.activeElement === ` + where)
		if got := s.note(); got != "- [ ] pen\n- [ ] card" {
			t.Fatalf("taken back, the note is %q", got)
		}
	}
	tick()
	s.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
	s.wait(focused + ` === ` + button(".rk-toast", "Undo"))
	s.do(chromedp.KeyEvent(kb.Enter))
	back(box)
	tick()
	s.do(undo)
	back(box)

	tick()
	eval[bool](s, `(() => { const e = document.createElement('textarea'); document.body.append(e); e.focus(); return true })()`)
	s.do(undo)
	eval[bool](s, `(() => { const e = document.createElement('p'); e.contentEditable = 'true'; document.body.append(e); e.focus(); return true })()`)
	s.do(undo)
	eval[bool](s, `(`+box+`.focus(), true)`)
	s.do(chromedp.KeyEvent("z"), chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl, chromedp.ModifierShift)))
	same(s, `/Ticked/.test(text('.rk-toast'))`, true)
	s.do(chromedp.KeyEvent(kb.Escape), undo) // the line is gone, and the keys are the browser's again
	eval[bool](s, `new Promise(done => setTimeout(() => done(true), 200))`)
	if got := s.note(); got != "- [ ] pen\n- [x] card" {
		t.Errorf("the note is %q", got)
	}
	s.calm()
}

// TestUndoIsThereOnEveryPage ticks on one page and takes it back on others.
func TestUndoIsThereOnEveryPage(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen\n- [ ] card")
	s.visit("list.html")
	for n := range 2 {
		s.click(n)
		s.until("it is written", func() bool { return s.note()[3+10*n] == 'x' })
	}
	offers := func(ctx context.Context, yes bool) {
		t.Helper()
		s.waitIn(ctx, fmt.Sprintf(`(seen('.rk-card') || ui('.rk-mark')?.click(), seen('.rk-card') && !!%s === %v)`, button(".rk-card", "Undo"), yes))
	}
	s.do(chromedp.Reload())
	s.wait(`mark()`)
	offers(s.ctx, true)
	other := s.tab("nowhere.html")
	offers(other, true)
	press := `(` + button(".rk-card", "Undo") + `.click(), true)`
	if _, err := try[bool](other, press); err != nil {
		t.Fatal(err)
	}
	s.until("the last is taken back", func() bool { return s.note() == "- [x] pen\n- [ ] card" })
	eval[bool](s, press)
	s.until("the first is taken back", func() bool { return s.note() == "- [ ] pen\n- [ ] card" })
	offers(s.ctx, false)
	offers(other, false)
}

// TestCardWhenTheServerIsAway says one thing only.
func TestCardWhenTheServerIsAway(t *testing.T) {
	s := newStage(t)
	s.show("index.html", document("x", "x"), "style.css", "")
	s.visit("index.html")
	s.server.Say("looking every half second instead")
	s.wait(`(seen('.rk-card') || ui('.rk-mark').click(), /every half/.test(text('.rk-card')))`)
	eval[bool](s, `(ui('.rk-card [role=switch]').focus(), true)`)
	s.stop()
	s.wait(`text('.rk-card') === 'retake serve is not running. Start it again, and this page goes on by itself.'`)
	same(s, focused+` === ui('.rk-mark')`, true)
	s.start()
	s.show("index.html", document("x", "x"), "style.css", "")
	s.wait(`/Up to date/.test(text('.rk-card')) && /Follow my edits/.test(text('.rk-card'))`)
}

// TestCardBeforeThereIsASite does not speak of ticks.
func TestCardBeforeThereIsASite(t *testing.T) {
	s := newStage(t)
	s.server.Show(serve.Build{Faults: wrongs()})
	s.do(chromedp.Navigate(s.url("list.html")))
	s.wait(`/3 things/.test(mark()) && (seen('.rk-card') || ui('.rk-mark').click(), /3 things/.test(text('.rk-card')))`)
	same(s, `/tick/i.test(text('.rk-card'))`, false)
}

// TestNarrowLineLiesOverTheMark covers no more of a phone's page than the mark's own row, and is at hand.
func TestNarrowLineLiesOverTheMark(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen")
	s.visit("list.html")
	s.look(360, "light")
	same(s, `seen('.rk-time')`, false)
	s.click(0)
	s.wait(`/Ticked/.test(text('.rk-toast'))`)
	same(s, `((m, t) => t.top <= m.top && t.bottom >= m.bottom && t.left <= m.left && t.right >= m.right && t.height < 60)(ui('.rk-mark').getBoundingClientRect(), ui('.rk-toast').getBoundingClientRect())`, true)
	same(s, `(r => document.querySelector('retake-preview').shadowRoot.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2).textContent)(`+button(".rk-toast", "Undo")+`.getBoundingClientRect())`, "Undo")
	s.look(1280, "light")
	same(s, `seen('.rk-time') && ui('.rk-toast').getBoundingClientRect().bottom <= ui('.rk-mark').getBoundingClientRect().top`, true)
}

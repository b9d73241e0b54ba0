package serve_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"retake/generator/serve"
)

const box = `<input type="checkbox"`

// draw makes a page of a note whose lines are "- [ ] text" and others, with the places of its boxes.
func draw(file, note string) (string, []serve.Box) {
	var b strings.Builder
	var lines []int
	for i, line := range strings.Split(note, "\n") {
		text, task := strings.CutPrefix(line, "- [ ] ")
		done := ""
		if !task {
			if text, task = strings.CutPrefix(line, "- [x] "); task {
				done = " checked"
			}
		}
		if !task {
			fmt.Fprintf(&b, "<p>%s</p>\n", line)
			continue
		}
		lines = append(lines, i+1)
		fmt.Fprintf(&b, "<ul><li class=\"task\"><label>"+box+" disabled%s> %s</label></li></ul>\n", done, text)
	}
	html := document("List", b.String())
	var boxes []serve.Box
	at := 0
	for _, line := range lines {
		at += strings.Index(html[at:], box) + len(box)
		boxes = append(boxes, serve.Box{Offset: at, File: file, Line: line, Col: 3})
	}
	return html, boxes
}

// write puts a note into the source folder and shows it, as the watcher of files would.
func (s *stage) write(note string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.source, "exam-day.md"), []byte(note), 0o644); err != nil {
		s.Fatal(err)
	}
	s.redraw()
}

func (s *stage) note() string {
	s.Helper()
	raw, err := os.ReadFile(filepath.Join(s.source, "exam-day.md"))
	if err != nil {
		s.Fatal(err)
	}
	return string(raw)
}

func (s *stage) redraw() {
	s.Helper()
	html, boxes := draw("exam-day.md", s.note())
	s.server.Show(serve.Build{Files: files("list.html", html, "style.css", "", "ticks.js", "published()"), Boxes: map[string][]serve.Box{"list.html": boxes}})
}

// ticks are the states of all boxes, as "x" and ".".
const ticks = `[...document.querySelectorAll('main input[type=checkbox]')].map(e => e.checked ? 'x' : '.').join('')`

func (s *stage) click(n int) {
	s.Helper()
	eval[bool](s, fmt.Sprintf(`(document.querySelectorAll('main input[type=checkbox]')[%d].click(), true)`, n))
}

func TestTickWritesToTheNote(t *testing.T) {
	s := newStage(t)
	s.write("# Day\n- [ ] pen\n- [x] water\n- [ ] card")
	s.visit("list.html")
	same(s, ticks+` + document.querySelectorAll('input:disabled').length`, ".x.0")
	eval[bool](s, `(document.querySelectorAll('input')[0].focus(), document.querySelectorAll('input')[0].kept = true)`)
	s.do(chromedp.KeyEvent(" "))
	s.wait(`/Ticked in exam-day.md/.test(text('.rk-toast'))`)
	if got := s.note(); got != "# Day\n- [x] pen\n- [x] water\n- [ ] card" {
		t.Errorf("the note is %q", got)
	}
	s.redraw()
	s.click(1)
	s.wait(`/Unticked in exam-day.md/.test(text('.rk-toast'))`)
	s.redraw()
	s.click(2)
	s.until("all three are written", func() bool { return s.note() == "# Day\n- [x] pen\n- [ ] water\n- [x] card" })
	s.redraw()
	s.wait(ticks + ` === 'x.x' && /Ticked/.test(text('.rk-toast'))`)
	same(s, `document.activeElement.kept && document.activeElement === document.querySelectorAll('input')[0]`, true)
	eval[bool](s, `([...ui('.rk-toast').querySelectorAll('button')][0].click(), true)`)
	s.wait(`/Taken back in exam-day.md/.test(text('.rk-toast'))`)
	s.wait(ticks + ` === 'x..'`)
	eval[bool](s, `(ui('.rk-mark').click(), true)`)
	same(s, `/Ticking a box writes to your note/.test(text('.rk-card'))`, true)
	for _, want := range []string{"xx.", ".x."} {
		eval[bool](s, `([...ui('.rk-card').querySelectorAll('button')].find(b => /Undo/.test(b.textContent)).click(), true)`)
		s.wait(ticks + ` === '` + want + `'`)
	}
	s.wait(`![...ui('.rk-card').querySelectorAll('button')].some(b => /Undo/.test(b.textContent) && !b.hidden)`)
	if got := s.note(); got != "# Day\n- [ ] pen\n- [x] water\n- [ ] card" {
		t.Errorf("taken back, the note is %q", got)
	}
	s.redraw()
	s.wait(ticks + ` === '.x.'`)
	s.calm()
}

func TestTickOfANoteThatHasChanged(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen\n- [ ] card")
	s.visit("list.html")
	if err := os.WriteFile(filepath.Join(s.source, "exam-day.md"), []byte("- [ ] a new line\n- [ ] pen\n- [ ] card"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.click(0)
	s.wait(`/nothing was written/.test(text('.rk-toast'))`)
	same(s, ticks, "..")
	same(s, `/nothing was written/.test(ui('[role=status]').textContent)`, true)
	if got := s.note(); got != "- [ ] a new line\n- [ ] pen\n- [ ] card" {
		t.Errorf("the note is %q", got)
	}
	s.redraw()
	s.wait(ticks + ` === '...'`)
	s.click(1)
	s.until("pen is ticked", func() bool { return s.note() == "- [ ] a new line\n- [x] pen\n- [ ] card" })
}

func TestTickWithoutAServer(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen")
	s.visit("list.html")
	s.stop()
	s.click(0)
	s.wait(`/no connection/.test(text('.rk-toast'))`)
	same(s, ticks, ".")
	s.start()
	s.redraw()
	s.wait(`/: Live/.test(mark())`)
	s.until("the tick is written", func() bool {
		try[bool](s.ctx, `(() => { const e = document.querySelector('main input'); if (!e.checked) e.click(); return true })()`)
		return s.note() == "- [x] pen"
	})
}

// TestManyBoxes ticks quickly on a page with 5,000 boxes that all read the same.
func TestManyBoxes(t *testing.T) {
	s := newStage(t)
	s.write(strings.Repeat("- [ ] again\n", 5000) + "end")
	s.visit("list.html")
	same(s, `document.querySelectorAll('input:disabled').length`, 0)
	for n := range 5 {
		s.click(4000 + 2*n)
	}
	want := strings.Repeat("- [ ] again\n", 4000) + strings.Repeat("- [x] again\n- [ ] again\n", 5) + strings.Repeat("- [ ] again\n", 990) + "end"
	s.until("five are written", func() bool { return s.note() == want })
	s.redraw()
	s.write(want + " of it")
	s.wait(`[...document.querySelectorAll('main p')].at(-1).textContent === 'end of it'`)
	same(s, ticks+`.replace(/\.+/g, '.')`, ".x.x.x.x.x.")
	s.calm()
}

// TestOlderPageDoesNotUntick shows a site drawn before the last tick, as one that was under way would be.
func TestOlderPageDoesNotUntick(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen\n- [ ] card")
	s.visit("list.html")
	s.click(0)
	s.until("it is written", func() bool { return s.note() == "- [x] pen\n- [ ] card" })
	s.wait(`/Ticked/.test(text('.rk-toast'))`)
	html, boxes := draw("exam-day.md", "- [ ] pen\n- [ ] card")
	old := func(string) ([]byte, error) { return []byte("- [ ] pen\n- [ ] card"), nil }
	s.server.Show(serve.Build{Files: files("list.html", strings.Replace(html, "</main>", "<p id=late>late</p></main>", 1), "style.css", ""),
		Boxes: map[string][]serve.Box{"list.html": boxes}, Read: old})
	s.wait(`$('#late')`)
	same(s, ticks, "x.")
	s.redraw()
	s.wait(`!$('#late')`)
	same(s, ticks, "x.")
	s.click(0)
	s.until("it is taken away", func() bool { return s.note() == "- [ ] pen\n- [ ] card" })
}

// TestTicksAreTheReadersOwnWhereNothingIsWritten is the preview as a phone in the same network sees it.
func TestTicksAreTheReadersOwnWhereNothingIsWritten(t *testing.T) {
	s := newStage(t)
	s.stop()
	s.options.LAN = true
	s.start()
	show := func(note string) {
		html, _ := draw("exam-day.md", note)
		html = strings.Replace(html, "</head>", `<script src="ticks.js" defer></script></head>`, 1)
		s.show("list.html", html, "style.css", "", "ticks.js", published(t))
	}
	show("- [ ] pen\n- [x] water")
	s.visit("list.html")
	s.wait(`/Your ticks stay in this browser/.test($('.ticks').textContent)`)
	s.click(0)
	show("above\n- [ ] new\n- [ ] pen\n- [x] water")
	s.wait(`document.querySelectorAll('input:enabled').length === 3`)
	same(s, ticks, ".xx")
	same(s, `document.querySelectorAll('.ticks').length`, 1)
	eval[bool](s, `(ui('.rk-mark').click(), true)`)
	same(s, `/Nothing is written/.test(text('.rk-card'))`, true)
	s.calm()
}

// TestBoxesAreTickedWithTheKeyboard goes from box to box.
func TestBoxesAreTickedWithTheKeyboard(t *testing.T) {
	s := newStage(t)
	s.write("- [ ] pen\n- [ ] card")
	s.visit("list.html")
	s.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(" "))
	s.until("both are written", func() bool { return s.note() == "- [x] pen\n- [x] card" })
}

package serve_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// published is the script of the default theme that keeps a reader's ticks.
func published(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("../../themes/default/ticks.js")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// clear is whether the button shows that takes all of a page's ticks away.
const clear = `getComputedStyle($('.ticks button')).visibility`

// TestPublishedTicks ticks on a site as any web server gives it out, and on one opened from a folder.
func TestPublishedTicks(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	page := func(note string) string {
		html, _ := draw("", note)
		return strings.Replace(html, "</head>", `<script src="ticks.js" defer></script></head>`, 1)
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store") // the files change within a second, which a browser could not tell
		http.FileServer(http.Dir(dir)).ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	for _, base := range []string{web.URL + "/", "file://" + dir + "/"} {
		t.Run(base[:4], func(t *testing.T) {
			s := newStage(t)
			s.said = listen(t, s.ctx, base)
			for _, site := range []string{"a/", "b/"} {
				put(site+"ticks.js", published(t))
				put(site+"style.css", "")
				put(site+"list.html", page("- [ ] pen\n- [x] water\n- [ ] pen\n- [ ] card"))
			}
			open := func(page string) { s.do(chromedp.Navigate(base + page)) }
			open("a/list.html")
			s.wait(`$('.ticks')`)
			same(s, clear, "hidden")
			same(s, ticks+` + $('.ticks').innerText.trim()`, ".x..Your ticks stay in this browser. They change nothing for anyone else.")
			same(s, `$('main').firstElementChild.className + $('main').firstElementChild.nextElementSibling.localName`, "ticksul")
			s.click(1)
			s.click(2)
			s.click(3)
			s.click(3)
			same(s, ticks, "..x.")
			for _, width := range []int64{360, 1280} { // where the button wraps, and where it does not
				s.look(width, "light")
				open("b/list.html")
				s.wait(`$('.ticks') && innerWidth === ` + strconv.FormatInt(width, 10))
				at := eval[float64](s, `top_('main ul')`)
				s.click(0)
				same(s, clear, "visible")
				same(s, `top_('main ul')`, at)
				s.click(0)
				same(s, clear+` + top_('main ul')`, fmt.Sprint("hidden", at))
			}
			open("b/list.html")
			s.wait(`$('.ticks')`)
			same(s, ticks, ".x..")
			put("a/list.html", page("# New\n- [ ] first\n- [ ] pen\n- [x] water\n- [x] pen\n- [ ] card"))
			open("a/list.html")
			s.wait(`$('.ticks')`)
			same(s, ticks, "...x.")
			same(s, clear, "visible")
			eval[bool](s, `($('.ticks button').click(), true)`)
			same(s, ticks+` + `+clear+` + document.activeElement.localName`, "..xx.hiddeninput")
			open("a/list.html")
			s.wait(`$('.ticks')`)
			same(s, ticks+` + Object.keys(localStorage).filter(k => k.includes('ticks')).length`, "..xx.0")
			s.calm()

			s.early(`Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })`)
			open("a/list.html")
			s.wait(`/last until this page is closed/.test($('.ticks').textContent)`)
			s.click(0)
			same(s, ticks, "x.xx.")
			s.calm()

			if _, err := chromedp.Call(s.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
				t.Fatal(err)
			}
			open("a/list.html")
			s.wait(`document.querySelectorAll('input').length === 5`)
			same(s, ticks+` + document.querySelectorAll('input:disabled').length + !!$('.ticks')`, "..xx.5false")
		})
	}
}

// TestPublishedTicksAreSmall holds the script's weight down.
func TestPublishedTicksAreSmall(t *testing.T) {
	if n := len(published(t)); n > 4000 {
		t.Errorf("ticks.js has %d bytes, more than 4000", n)
	}
}

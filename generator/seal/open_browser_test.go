package seal_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"retake/generator/seal"
)

func pagesOf(files map[string][]byte) []string {
	var out []string
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(p) == ".html" && p != "404.html" {
			out = append(out, p)
		}
	}
	return out
}

// shown is what a page says and how it is set.
const shown = `JSON.stringify([document.title, document.documentElement.lang, document.body.className, document.body.innerText,
  [...document.querySelectorAll('h1, p, table, summary, .math, svg, img, input')].map(e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    return [e.localName, Math.round(r.width), Math.round(r.height), s.color, s.font, e.alt ?? '', e.naturalWidth ?? 0, !!e.shadowRoot, e.checked ?? 0].join() })])`

// whole waits until a plain or an unsealed page has all its parts.
const whole = `document.readyState === 'complete' && document.querySelector('.foot .keys') && [...document.images].every(i => (i.loading = 'eager') && i.complete && i.src) &&
  [...document.querySelectorAll('.math')].every(m => m.shadowRoot) && (!document.querySelector('main li input[type=checkbox]') || document.querySelector('main .ticks')) &&
  ((window.drawing ??= requestAnimationFrame(() => requestAnimationFrame(() => window.drawn = true))), window.drawn)`

// TestPagesOpenAsTheyWere: each page of the sample says and shows, unsealed, what it does in the open; each link in
// it leads to an address with the key, or out of the site; nothing is said on the console, and no key is sent.
func TestPagesOpenAsTheyWere(t *testing.T) {
	files := sampleSite(t)
	lock := seal.Lock{Key: keyOf(t, "one")}
	open, shut := newHost(t, files), newHost(t, sealed(t, files, lock))
	plain, r := newReader(t, open), newReader(t, shut)
	for _, p := range pagesOf(files) {
		plain.open(open.base() + p)
		plain.wait(whole)
		r.open(lock.Link(shut.base()) + "/" + p)
		r.wait(whole)
		if want, got := plain.js(shown), r.js(shown); want != got {
			t.Errorf("%s: unsealed it shows\n%.3000s\ninstead of\n%.3000s", p, got, want)
		}
		for ref := range strings.FieldsSeq(r.js(`[...document.querySelectorAll('a[href]')].map(a => a.href.replace(/ /g, '')).join(' ')`)) {
			u, err := url.Parse(ref)
			if err != nil || u.Host == strings.TrimPrefix(shut.URL, "http://") && !strings.HasPrefix(ref, lock.Link(shut.base())+"/") {
				t.Errorf("%s leads to %s", p, ref)
			}
		}
		if seen := r.js("document.documentElement.innerText + document.title"); strings.Contains(seen, lock.Key.String()) {
			t.Errorf("%s shows the key", p)
		}
		r.quiet(p)
	}
	r.secret(lock.Key)
}

// TestItLooksTheSame: pictures of pages, in light, dark and as printed.
func TestItLooksTheSame(t *testing.T) {
	files := sampleSite(t)
	lock := seal.Lock{Key: keyOf(t, "one")}
	open, shut := newHost(t, files), newHost(t, sealed(t, files, lock))
	plain, r := newReader(t, open), newReader(t, shut)
	for _, p := range []string{"index.html", "weeks/03.html", "notes/crypto/pki-certificates.html", "notes/risk/quantitative-risk.html"} {
		for _, as := range []emulation.SetEmulatedMediaParams{
			{Media: "screen", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}},
			{Media: "screen", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}},
			{Media: "print"},
		} {
			var shots [2][]byte
			for i, one := range []*reader{plain, r} {
				if _, err := chromedp.Call(one.ctx, emulation.SetEmulatedMedia, as); err != nil {
					t.Fatal(err)
				}
				one.do(chromedp.EmulateViewport(700, 900))
				one.open([]string{open.base(), lock.Link(shut.base()) + "/"}[i] + p)
				one.wait(whole)
				shot, err := chromedp.Run(one.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				shots[i] = shot
			}
			if !bytes.Equal(shots[0], shots[1]) {
				t.Errorf("%s looks different in %s %v", p, as.Media, as.Features)
			}
		}
		var sheets [2]int
		for i, one := range []*reader{plain, r} {
			pdf, err := chromedp.Call(one.ctx, page.PrintToPDF, page.PrintToPDFParams{})
			if err != nil {
				t.Fatal(err)
			}
			sheets[i] = bytes.Count(pdf.Data, []byte("/Type /Page\n"))
		}
		if sheets[0] != sheets[1] || sheets[0] == 0 {
			t.Errorf("%s takes %d sheets of paper, in the open %d", p, sheets[1], sheets[0])
		}
	}
	r.quiet("pictures")
}

// TestFindingTheWay: links, anchors, back, forward, reload, a new link in the same tab, files to save.
func TestFindingTheWay(t *testing.T) {
	files := sampleSite(t)
	lock := seal.Lock{Key: keyOf(t, "one")}
	h := newHost(t, sealed(t, files, lock))
	r := newReader(t, h)
	link := lock.Link(h.base())
	at := func(p string) {
		r.Helper()
		r.wait(fmt.Sprintf("location.hash === %q && !window.leaving && document.querySelector('.foot .keys')", "#"+lock.Key.String()+"/"+p))
	}
	const week = "Week 3 · Security+, second attempt"

	r.open(link + "/weeks/03.html")
	r.opened(week)
	r.click("a.name")
	at("index.html")
	r.js("scrollTo(0, 500)")
	r.wait("history.state && history.state.y === 500")
	r.do(chromedp.NavigateBack())
	r.opened(week)
	r.do(chromedp.NavigateForward())
	at("index.html")
	r.wait("Math.abs(scrollY - 500) < 2")
	r.js("void setTimeout(() => location.reload())")
	r.wait("document.querySelector('.foot .keys') && Math.abs(scrollY - 500) < 2")

	// An anchor scrolls and moves the focus, without a load.
	r.open(link + "/notes/crypto/pki-certificates.html")
	r.wait(whole)
	r.js("window.same = true")
	anchor := r.js(`[...document.querySelectorAll('main h2[id]')].pop().id`)
	r.follow("#" + lock.Key.String() + "/notes/crypto/pki-certificates.html:" + anchor)
	r.wait(fmt.Sprintf("document.activeElement.id === %q && scrollY > 100 && window.same", anchor))
	r.js("scrollTo(0, 0)")
	r.js(fmt.Sprintf("(a => { a.href = '#%s'; document.querySelector('main').append(a); a.className = 'again' })(document.createElement('a'))", anchor))
	r.wait("document.querySelector('.again').href.includes('pki-certificates.html:')")
	r.click(".again")
	r.wait("scrollY > 100 && window.same")
	r.open(link + "/notes/crypto/pki-certificates.html:" + url.PathEscape(anchor))
	r.wait(fmt.Sprintf("document.activeElement.id === %q && scrollY > 100", anchor))
	r.click(".skip")
	r.wait("document.activeElement.localName === 'main'")
	r.quiet("the way")

	// A new link in the same tab is that of another page, or of another key.
	r.follow("#" + lock.Key.String() + "/weeks/03.html")
	r.opened(week)
	r.follow("#" + keyOf(t, "two").String())
	r.told("does not open what is here now")
	r.do(chromedp.NavigateBack())
	r.opened(week)

	// A file is saved under its name.
	r.open(link + "/plan.html")
	r.wait(whole)
	r.js(`HTMLAnchorElement.prototype.click = function () { window.got = this.download + ' ' + this.href.slice(0, 5); }`)
	r.js(`document.querySelector('a[href$="plan.ics"]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))`)
	r.wait("window.got === 'plan.ics blob:'")
	r.open(link + "/plan.ics")
	r.told("This is a file: plan.ics")
	r.quiet("a file")
	r.secret(lock.Key)
}

// TestSearchUnsealed: words are found, stay in the address beside the key, and come back with it.
func TestSearchUnsealed(t *testing.T) {
	files := sampleSite(t)
	lock := seal.Lock{Key: keyOf(t, "one")}
	h := newHost(t, sealed(t, files, lock))
	r := newReader(t, h)
	hash := "#" + lock.Key.String() + "/search.html"
	r.open(h.base() + hash)
	r.wait(`document.activeElement.matches('[type=search]')`)
	r.js(`(f => { f.value = 'certificate'; f.dispatchEvent(new Event('input')) })(document.querySelector('[type=search]'))`)
	r.wait(fmt.Sprintf("document.querySelectorAll('.found a').length > 1 && location.hash === %q && location.search === ''", hash+"?q=certificate"))
	r.wait(`[...document.querySelectorAll('.found a')].every(a => a.hash.startsWith('#` + lock.Key.String() + `/'))`)
	first := r.js(`document.querySelector('.found a').hash`)
	r.click(".found a")
	r.wait(fmt.Sprintf("location.hash === %q && !window.leaving && document.querySelector('.foot .keys')", first))
	r.do(chromedp.NavigateBack())
	r.wait(`document.querySelectorAll('.found a').length > 1 && document.querySelector('[type=search]').value === 'certificate'`)
	r.js(`(f => { f.value = 'certifcate'; f.dispatchEvent(new Event('input')) })(document.querySelector('[type=search]'))`)
	r.wait(`document.querySelector('.answer').textContent.includes('shown: certificate')`)
	r.quiet("search")
	for _, a := range h.asked {
		if strings.Contains(a, "certif") {
			t.Errorf("the words were sent: %s", a)
		}
	}
	r.secret(lock.Key)
}

// TestTicksUnsealed: ticks are kept for each page, under names that tell nothing.
func TestTicksUnsealed(t *testing.T) {
	files := sampleSite(t)
	lock := seal.Lock{Key: keyOf(t, "one")}
	h := newHost(t, sealed(t, files, lock))
	r := newReader(t, h)
	box := `document.querySelector('main li input[type=checkbox]:not(:checked)')`
	for n, p := range []string{"checklists/exam-day.html", "checklists/booking.html"} {
		r.open(lock.Link(h.base()) + "/" + p)
		r.wait(whole)
		text := r.js(box + `.closest('label, li').textContent.trim().slice(0, 12)`)
		before := r.js(`document.querySelectorAll('main li input:checked').length`)
		r.js(box + `.click()`)
		r.js(`void setTimeout(() => location.reload())`)
		r.wait(whole + ` && document.querySelectorAll('main li input:checked').length == ` + before + ` + 1`)
		var kept map[string]string
		if err := json.Unmarshal([]byte(r.js(`JSON.stringify(localStorage)`)), &kept); err != nil {
			t.Fatal(err)
		}
		all := fmt.Sprint(kept)
		if len(kept) != n+1 || strings.Contains(all, text) || strings.Contains(all, "checklists") || strings.Contains(all, lock.Key.String()) {
			t.Errorf("after %d pages there is kept %v", n+1, kept)
		}
	}
	r.quiet("ticks")
}

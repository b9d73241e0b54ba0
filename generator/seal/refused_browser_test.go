package seal_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"retake/generator/seal"
)

// small is a site of a few pages.
func small(word string) map[string][]byte {
	body := func(title, main string) []byte {
		return []byte(`<!doctype html><html lang="de"><head><meta charset="utf-8"><title>` + title + `</title><link rel="stylesheet" href="style.css"></head><body><main><h1>` + title + `</h1>` + main + `</main><footer class="foot"></footer></body></html>`)
	}
	return map[string][]byte{
		"index.html":  body("First "+word, `<p><a href="second.html">on</a> <a href="gone.html">gone</a></p><img src="a.svg" alt="a square">`),
		"second.html": body("Second "+word, `<p><a href="index.html">back</a></p>`), "404.html": body("None", ""),
		"style.css": []byte("h1 { color: rgb(1, 2, 3); background: url(a.svg) }"), "robots.txt": {}, ".nojekyll": {},
		"a.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9H0z"/></svg>`),
	}
}

// TestWhatIsRefused: whatever is wrong with a link or a file is said where the page would be, kindly, and nothing
// else is shown.
func TestWhatIsRefused(t *testing.T) {
	lock := seal.Lock{Key: keyOf(t, "one")}
	good := sealed(t, small("day"), lock)
	first, second := seal.NameOf(t, small("day"), lock, "index.html"), seal.NameOf(t, small("day"), lock, "second.html")
	flipped := bytes.Clone(good[first])
	flipped[len(flipped)/2] ^= 1
	link := "#" + lock.Key.String()
	h := newHost(t, good)
	r := newReader(t, h)
	for _, c := range []struct {
		name, hash string
		change     map[string][]byte
		want       string
	}{
		{"no key", "", nil, "The key is missing."},
		{"a page without a key", "#/second.html", nil, "The key is missing."},
		{"a cut key", link[:30], nil, "The link seems to be cut off."},
		{"a key with more", link + "x", nil, "The link seems to be cut off."},
		{"another key", "#" + keyOf(t, "two").String(), nil, "This link does not open what is here now."},
		{"a page that never was", link + "/never.html", nil, "This page is not here any more."},
		{"a file that has gone", link, map[string][]byte{first: nil}, "This page is not here any more."},
		{"a changed letter", link, map[string][]byte{first: flipped}, "This file is not as it was sealed,"},
		{"half a file", link, map[string][]byte{first: good[first][:len(good[first])/2]}, "This file is not as it was sealed,"},
		{"nothing of a file", link, map[string][]byte{first: {}}, "This file is not as it was sealed,"},
		{"another page in its place", link, map[string][]byte{first: good[second]}, "This file is not as it was sealed,"},
		{"a style sheet of another page", link, map[string][]byte{seal.NameOf(t, small("day"), lock, "style.css"): good[first]}, "This file is not as it was sealed,"},
	} {
		fresh(r)
		h.put(good)
		h.change(c.change)
		r.open(h.base() + c.hash)
		r.told(c.want)
		if got := r.js("document.title + document.body.innerText"); strings.Contains(got, "First") || strings.Contains(got, "Second") || strings.Contains(got, lock.Key.String()) {
			t.Errorf("%s: shown is %s", c.name, got)
		}
		if c.want != "This page is not here any more." {
			r.quiet(c.name)
		}
		r.heard()
	}
	h.put(good)
	r.secret(lock.Key)
	r.open(h.base() + link + "/never.html")
	r.told("This page is not here any more.")
	r.click("#say a")
	r.wait("document.title === 'First day'")

	h.down = true
	fresh(r)
	r.open(h.base() + link + "/second.html")
	r.told("The page could not be fetched.")
	h.down = false
	r.click("#say button")
	r.wait("document.title === 'Second day' && document.documentElement.lang === 'de' && getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
	r.heard()

	// A picture that is not as it was sealed is not shown; its text is.
	h.change(map[string][]byte{seal.NameOf(t, small("day"), lock, "a.svg"): flipped})
	fresh(r)
	r.open(h.base() + link)
	r.wait("document.title === 'First day' && !document.images[0].src && document.images[0].alt === 'a square' && document.documentElement.clientHeight")
	h.put(good)
	fresh(r)
	r.open(h.base() + link + ".") // a mail program took the sentence's end for the link's
	r.wait("document.title === 'First day' && document.images[0].naturalWidth === 9 && getComputedStyle(document.querySelector('h1')).backgroundImage.startsWith('url(\"data:image/svg+xml;base64,')")
	r.quiet("mended")
}

// fresh forgets what the browser keeps of earlier loads.
func fresh(r *reader) {
	r.Helper()
	if _, err := chromedp.Call(r.ctx, network.ClearBrowserCache, cdp.Empty{}); err != nil {
		r.Fatal(err)
	}
}

// TestANewEdition: a page from the cache finds the files that have come since; a new key ends old links.
func TestANewEdition(t *testing.T) {
	lock := seal.Lock{Key: keyOf(t, "one")}
	h := newHost(t, sealed(t, small("day"), lock))
	r := newReader(t, h)
	r.open(lock.Link(h.base()))
	r.wait("document.title === 'First day'")
	h.put(sealed(t, small("week"), lock))
	r.open(lock.Link(h.base()) + "/second.html") // the first page is young enough to come from the cache
	r.wait("document.title === 'Second week'")
	r.heard()
	next := seal.Lock{Key: keyOf(t, "two")}
	h.put(sealed(t, small("week"), next))
	r.open(lock.Link(h.base()))
	r.told("This link does not open what is here now.")
	r.open(next.Link(h.base()))
	r.wait("document.title === 'First week'")
	r.heard()
	r.secret(lock.Key)
	r.secret(next.Key)
}

// TestPassphrase: it is asked for, a wrong one is said, the right one opens every page of the tab, however it is typed.
func TestPassphrase(t *testing.T) {
	lock := seal.Lock{Key: keyOf(t, "one"), Passphrase: "drei große Café-Bäume", Salt: [16]byte{1, 2, 3}}
	h := newHost(t, sealed(t, small("day"), lock))
	r := newReader(t, h)
	r.open(lock.Link(h.base()) + "#/second.html")
	r.wait("document.activeElement.matches('#say input[type=password]') && document.activeElement.labels[0].textContent.includes('Passphrase')")
	enter := func(text string) {
		r.js(fmt.Sprintf("void setTimeout(() => { document.querySelector('#say input').value = %q; document.querySelector('#say button').click() })", text))
	}
	enter("drei kleine Café-Bäume")
	r.wait("document.querySelector('#say [role=alert]').textContent.includes('That is not the passphrase.') && document.activeElement.matches('input')")
	r.quiet("wrong")
	enter("  drei  große Cafe\u0301-Ba\u0308ume ")
	r.wait("document.title === 'Second day'")
	r.click("main a")
	r.wait("document.title === 'First day' && location.hash === '#/index.html'")
	r.js("void setTimeout(() => location.reload())")
	r.wait("document.title === 'First day' && document.images[0].naturalWidth === 9")
	r.quiet("passphrase")
	kept := r.js("JSON.stringify([localStorage, sessionStorage])")
	if strings.Contains(kept, "Caf") || strings.Contains(kept, lock.Key.String()) || !strings.HasPrefix(kept, "[{},{") {
		t.Errorf("kept is %s", kept)
	}
	r.open(h.base() + "#" + lock.Key.String()) // a link from before there was a passphrase
	r.wait("document.title === 'First day' && !location.hash.includes('html')")
	r.js("sessionStorage.clear()")
	r.js("void setTimeout(() => location.reload())")
	r.wait("document.querySelector('#say input')")
}

// TestWhereItCannotOpen: without a secure address, from a folder, without scripts and in an old browser it says so.
func TestWhereItCannotOpen(t *testing.T) {
	lock := seal.Lock{Key: keyOf(t, "one")}
	files := sealed(t, small("day"), lock)
	h := newHost(t, files)
	r := newReader(t, h)
	for script, want := range map[string]string{
		"Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })": "The address has to begin with https.",
		"delete window.DecompressionStream":                                       "This browser is too old to open sealed pages.",
	} {
		id, err := chromedp.Call(r.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		if err != nil {
			t.Fatal(err)
		}
		r.open(lock.Link(h.base()))
		r.told(want)
		if _, err := chromedp.Call(r.ctx, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(id)); err != nil {
			t.Fatal(err)
		}
	}
	r.quiet("says why")
	dir := t.TempDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r.open("file://" + filepath.ToSlash(dir) + "/index.html#" + lock.Key.String())
	r.told("This does not work from a folder.")
	if _, err := chromedp.Call(r.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	r.open(h.base())
	if text := r.js("document.querySelector('main').innerText"); !strings.Contains(text, "scripts are off in this browser") || strings.Contains(text, "Opening …") {
		t.Errorf("without scripts it says %s", text)
	}
}

// TestTheShellFits: the page that opens is readable on the smallest phone and reachable by keyboard.
func TestTheShellFits(t *testing.T) {
	lock := seal.Lock{Key: keyOf(t, "one"), Passphrase: "four words of mine", Salt: [16]byte{1}}
	h := newHost(t, sealed(t, small("day"), lock))
	r := newReader(t, h)
	r.do(chromedp.EmulateViewport(320, 600))
	r.open(h.base())
	r.wait("document.querySelector('#say input')")
	if r.js("document.documentElement.scrollWidth") != "320" {
		t.Error("the page is wider than the screen")
	}
	if got := r.js("[...document.querySelectorAll('#say input, #say button')].every(e => e.getBoundingClientRect().height >= 44)"); got != "true" {
		t.Error("a control is too small for a finger")
	}
	r.quiet("shell")
}

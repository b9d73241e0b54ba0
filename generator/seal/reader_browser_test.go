package seal_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"retake/generator"
	"retake/generator/browser"
	"retake/generator/seal"
)

// A sealed site as its readers meet it.

func keyOf(t *testing.T, word string) seal.Key {
	t.Helper()
	sum := sha256.Sum256([]byte(word))
	k, err := seal.NewKey(bytes.NewReader(sum[:]))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sampleSite(t testing.TB) map[string][]byte {
	t.Helper()
	r := generator.Build(generator.Input{Source: os.DirFS("../.."), Version: "test"})
	if r.Faults.Errors() > 0 {
		t.Fatalf("the sample plan has faults: %v", r.Faults)
	}
	return r.Files
}

func sealed(t *testing.T, files map[string][]byte, lock seal.Lock) map[string][]byte {
	t.Helper()
	out, err := seal.Site(files, lock)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// host serves files that can be exchanged, below /a/b/, and keeps the addresses that it was asked for.
type host struct {
	*httptest.Server
	mu    sync.Mutex
	files map[string][]byte
	asked []string
	said  []string // by the browser, against a page
	heads []string // what was sent along
	down  bool     // sealed files are not to be had
}

func newHost(t *testing.T, files map[string][]byte) *host {
	h := &host{files: files}
	h.Server = httptest.NewServer(http.HandlerFunc(h.answer))
	t.Cleanup(h.Close)
	return h
}

func (h *host) base() string { return h.URL + "/a/b/" }

func (h *host) answer(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = append(h.asked, r.URL.String())
	h.heads = append(h.heads, fmt.Sprint(r.Header))
	name := strings.TrimPrefix(r.URL.Path, "/a/b/")
	if name == "" {
		name = "index.html"
	}
	data, ok := h.files[name]
	if h.down && !strings.Contains(name, ".") {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	kind := "application/octet-stream"
	for end, k := range map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"} {
		if strings.HasSuffix(name, end) {
			kind = k
		}
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "max-age=600")
	_, _ = w.Write(data)
}

func (h *host) put(files map[string][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.files = files
}

// change exchanges single files; nil takes one away.
func (h *host) change(files map[string][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	next := maps.Clone(h.files)
	for name, data := range files {
		if next[name] = data; data == nil {
			delete(next, name)
		}
	}
	h.files = next
}

// reader is somebody with a browser and a link.
type reader struct {
	*testing.T
	ctx context.Context
	*host
}

func newReader(t *testing.T, h *host) *reader {
	r := &reader{t, browser.Start(t), h}
	r.do(chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(r.ctx, r.hear); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *reader) hear(ev any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch e := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		r.said = append(r.said, fmt.Sprintf("console: %v %v", e.Type, e.Args))
	case *runtime.EventExceptionThrown:
		r.said = append(r.said, "exception: "+e.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, r.base()) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
			r.said = append(r.said, "request to "+u)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			r.said = append(r.said, fmt.Sprintf("%d for %s", e.Response.Status, e.Response.URL))
		}
	}
}

func (r *reader) quiet(where string) {
	r.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.said) > 0 {
		r.Errorf("%s: %q", where, r.said)
	}
	r.said = nil
}

func (r *reader) do(steps ...chromedp.Action[chromedp.Void]) {
	r.Helper()
	if err := chromedp.Do(r.ctx, steps...); err != nil {
		r.Fatal(err)
	}
}

func (r *reader) js(expr string) string {
	r.Helper()
	out, err := chromedp.Run(r.ctx, chromedp.Evaluate[string]("String("+expr+")"))
	if err != nil {
		r.Fatalf("%s: %v", expr, err)
	}
	return out
}

// click clicks on what may lead to another page, which is loaded anew and so knows nothing of leaving.
func (r *reader) click(css string) {
	r.Helper()
	r.js(fmt.Sprintf("void setTimeout(() => { window.leaving = true; document.querySelector(%q).click() })", css))
}

// follow puts another fragment into the address.
func (r *reader) follow(hash string) {
	r.Helper()
	r.js(fmt.Sprintf("void setTimeout(() => location.hash = %q)", hash))
}

// wait waits until something is so.
func (r *reader) wait(expr string) {
	r.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		out, err := chromedp.Run(r.ctx, chromedp.Evaluate[bool]("!!("+expr+")"))
		if err == nil && out {
			return
		}
		if time.Now().After(end) {
			text, _ := chromedp.Run(r.ctx, chromedp.Evaluate[string]("location.href + ' ' + document.title + ' ' + document.body.innerText.slice(0, 600)"))
			r.Fatalf("%s: never so, %v: %s; %q", expr, err, text, r.said)
		}
	}
}

// open goes to an address as if it were new.
func (r *reader) open(address string) {
	r.Helper()
	r.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address))
}

// opened waits for a page, by its title.
func (r *reader) opened(title string) {
	r.Helper()
	r.wait(fmt.Sprintf("document.title === %q && document.readyState === 'complete' && document.querySelector('.foot')", title))
}

// told waits for a message instead of a page, and for the focus to be there.
func (r *reader) told(words string) {
	r.Helper()
	r.wait(fmt.Sprintf("document.querySelector('#say')?.textContent.includes(%q) && document.querySelector('#say').contains(document.activeElement)", words))
}

// heard forgets what the browser said, where a failed request is what is tried.
func (r *reader) heard() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = nil
}

// secret holds that a key never left the browser.
func (r *reader) secret(key seal.Key) {
	r.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, sent := range append(r.asked, r.heads...) {
		if strings.Contains(sent, key.String()) || strings.Contains(sent, key.String()[:8]) {
			r.Errorf("the key was sent: %s", sent)
		}
	}
	if len(r.asked) == 0 {
		r.Error("nothing was asked for")
	}
}

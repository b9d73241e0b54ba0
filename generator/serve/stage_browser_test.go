package serve_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdlog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"retake/generator/browser"
	"retake/generator/serve"
)

// patience is how long a test waits for something that has to happen. It is reached only when it fails.
const patience = 40 * time.Second

// stage is a preview in a real browser: a server, a site made by hand, and one tab.
type stage struct {
	*testing.T
	ctx     context.Context
	source  string // folder of notes
	options serve.Options
	server  *serve.Server
	addr    string
	stop    func()
	streams atomic.Int32 // event streams that were opened
	open    atomic.Int32 // and those that are open
	reads   atomic.Int32 // requests for pages
	said    *complaints
}

// newStage starts a browser and a preview that has no site yet.
func newStage(t *testing.T) *stage {
	s := &stage{T: t, ctx: browser.Start(t), source: t.TempDir()}
	s.options = serve.Options{Source: s.source, Replace: map[string][]byte{"ticks.js": nil}}
	s.addr = "127.0.0.1:0"
	s.start()
	t.Cleanup(func() { s.stop() })
	s.do(chromedp.Navigate("about:blank"))
	s.said = listen(t, s.ctx, s.url(""))
	return s
}

// start runs a new server, on the port of the one before if there was one.
func (s *stage) start() {
	s.server = serve.New(s.options)
	var l net.Listener
	s.until("the port is free", func() (ok bool) {
		var err error
		l, err = net.Listen("tcp", s.addr)
		return err == nil
	})
	s.addr = l.Addr().String()
	handler := s.server
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/.retake/events":
			s.streams.Add(1)
			s.open.Add(1)
			defer s.open.Add(-1)
		case strings.HasSuffix(r.URL.Path, ".html"):
			s.reads.Add(1)
		}
		handler.ServeHTTP(w, r)
	})}
	go server.Serve(l)
	s.stop = func() { server.Close() }
}

func (s *stage) url(path string) string { return "http://" + s.addr + "/" + path }

// show puts a good build on: name and text in turn.
func (s *stage) show(pairs ...string) { s.server.Show(serve.Build{Files: files(pairs...)}) }

func files(pairs ...string) map[string][]byte {
	out := map[string][]byte{"404.html": []byte(document("Nothing here", "<h1>Nothing here</h1>"))}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = []byte(pairs[i+1])
	}
	return out
}

// document is a page under the content policy that every page of a site has.
func document(title, main string) string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">` +
		`<title>` + title + `</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"></head><body><main id="page.content" tabindex="-1">` + main + `</main></body></html>`
}

// lines are n paragraphs that differ.
func lines(name string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p id=\"%s-%d\">%s, line %d of the text that is here to be scrolled.</p>\n", name, i, name, i)
	}
	return b.String()
}

func (s *stage) do(steps ...chromedp.Action[chromedp.Void]) {
	s.Helper()
	if err := chromedp.Do(s.ctx, steps...); err != nil {
		s.Fatal(err)
	}
}

// visit opens a page and waits for its line to the server.
func (s *stage) visit(path string) {
	s.Helper()
	s.do(chromedp.Navigate(s.url(path)))
	s.wait(`/: Live|mend/.test(mark())`)
}

// tools are what the expressions of tests may use.
const tools = `
var $ = q => document.querySelector(q);
var ui = q => document.querySelector('retake-preview')?.shadowRoot.querySelector(q);
var seen = q => { const e = ui(q); return !!e && e.getClientRects().length > 0; };
var text = q => seen(q) ? ui(q).innerText.replace(/\s+/g, ' ').trim() : '';
var mark = () => text('.rk-mark');
var top_ = q => $(q).getBoundingClientRect().top;
`

// eval is what an expression is in the page.
func eval[T any](s *stage, expression string) T {
	s.Helper()
	v, err := try[T](s.ctx, expression)
	if err != nil {
		s.Fatalf("%s: %v", expression, err)
	}
	return v
}

func try[T any](ctx context.Context, expression string) (T, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[T]("(() => {"+tools+"return ("+expression+");})()", chromedp.EvalAwaitPromise))
}

// wait waits until an expression is true, whatever page is there meanwhile.
func (s *stage) wait(expression string) {
	s.Helper()
	s.waitIn(s.ctx, expression)
}

func (s *stage) waitIn(ctx context.Context, expression string) {
	s.Helper()
	s.until(expression, func() bool {
		ok, err := try[bool](ctx, "!!("+expression+")")
		return err == nil && ok
	})
}

// until waits until something is so.
func (s *stage) until(what string, so func() bool) {
	s.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			state, _ := try[string](s.ctx, `location + ' mark: ' + mark() + ' toast: ' + text('.rk-toast') + ' body: ' + document.body.innerText.slice(0, 500)`)
			s.Fatalf("waited in vain until %s; the page: %s", what, state)
		}
	}
}

// same fails unless an expression is what it should be.
func same[T comparable](s *stage, expression string, want T) {
	s.Helper()
	if got := eval[T](s, expression); got != want {
		s.Errorf("%s = %v, want %v", expression, got, want)
	}
}

// calm fails if the browser has had anything to say against the page, but for what was to be expected.
func (s *stage) calm(expected ...string) {
	s.Helper()
	for _, line := range s.said.take() {
		if !slices.ContainsFunc(expected, func(e string) bool { return strings.Contains(line, e) }) {
			s.Errorf("the browser says: %s", line)
		}
	}
}

// complaints collects console messages, exceptions, breaches of the content policy, requests that
// failed and requests to other hosts.
type complaints struct {
	sync.Mutex
	base string
	list []string
}

func listen(t *testing.T, ctx context.Context, base string) *complaints {
	c := &complaints{base: base}
	err := chromedp.Listen(ctx, func(ev any) {
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			c.add("console: %v %s", e.Type, e.Args[0].Value)
		case *runtime.EventExceptionThrown:
			c.add("exception: %s", (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
		case *cdlog.EventEntryAdded:
			c.add("log: %s %s", e.Entry.Text, e.Entry.URL)
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; !strings.HasPrefix(u, c.base) && !strings.HasPrefix(u, "data:") {
				c.add("request to %s", u)
			}
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 {
				c.add("%d for %s", e.Response.Status, e.Response.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *complaints) add(format string, args ...any) {
	c.Lock()
	defer c.Unlock()
	c.list = append(c.list, fmt.Sprintf(format, args...))
}

func (c *complaints) take() []string {
	c.Lock()
	defer c.Unlock()
	out := c.list
	c.list = nil
	return out
}

// early runs a script in every page before its own.
func (s *stage) early(script string) {
	s.Helper()
	if _, err := chromedp.Call(s.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		s.Fatal(err)
	}
}

// look sets the width of the window, in pixels, and the reader's colour scheme.
func (s *stage) look(width int64, scheme string) {
	s.Helper()
	height := int64(800)
	if width < 500 {
		height = 740
	}
	s.do(chromedp.EmulateViewport(width, height))
	_, err := chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		s.Fatal(err)
	}
}

// shoot keeps a picture of the window in the folder RETAKE_SHOTS, if that is set.
func (s *stage) shoot(name string) {
	s.Helper()
	dir := os.Getenv("RETAKE_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(s.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		s.Fatal(err)
	}
}

// pixel is a picture of the given size in one colour.
func pixel(width int) string {
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"><rect width="%d" height="10" fill="teal"/></svg>`, width, width)
	return svg
}

// tab opens a page in a further tab of the same browser.
func (s *stage) tab(path string) context.Context {
	s.Helper()
	ctx, stop := chromedp.NewContext(s.ctx)
	s.Cleanup(stop)
	if err := chromedp.Do(ctx, chromedp.Navigate(s.url(path))); err != nil {
		s.Fatal(err)
	}
	return ctx
}

package bundle_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdlog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"retake/generator"
	"retake/generator/browser"
	"retake/generator/bundle"
)

// sample is the site of the plan in this repository.
func sample(t *testing.T) map[string][]byte {
	t.Helper()
	r := generator.Build(generator.Input{Source: os.DirFS("../.."), Version: "test"})
	if r.Faults.Errors() > 0 {
		t.Fatalf("the sample plan has faults: %v", r.Faults)
	}
	return r.Files
}

// heard is what a browser says against a page, and asks for beside it.
type heard struct {
	sync.Mutex
	list []string
}

func (h *heard) listen(t *testing.T, ctx context.Context) {
	err := chromedp.Listen(ctx, func(ev any) {
		h.Lock()
		defer h.Unlock()
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			h.list = append(h.list, fmt.Sprintf("console: %v", e.Type))
		case *runtime.EventExceptionThrown:
			h.list = append(h.list, "exception: "+e.ExceptionDetails.Text)
		case *cdlog.EventEntryAdded:
			h.list = append(h.list, "log: "+e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if e.Type != network.ResourceTypeDocument && !strings.HasPrefix(e.Request.URL, "data:") {
				h.list = append(h.list, "request to "+e.Request.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (h *heard) take() []string {
	h.Lock()
	defer h.Unlock()
	out := h.list
	h.list = nil
	return out
}

// words are what a page says, without its lists of links, which lead to other pages.
const words = `(() => {
  const all = document.body.cloneNode(true);
  for (const e of all.querySelectorAll('nav, script')) e.remove();
  return all.textContent.replace(/\s+/g, ' ').trim();
})()`

// state is what else a page must have: links that lead somewhere, pictures that show, styles that hold.
const state = `(() => {
  const wrong = [];
  for (const a of document.querySelectorAll('a')) {
    const to = a.getAttribute('href') || '';
    if (/^(https?:|mailto:|tel:)/.test(to)) continue;
    if (!to.startsWith('#') || !document.getElementById(decodeURIComponent(to.slice(1)))) wrong.push('link ' + a.outerHTML.slice(0, 80));
  }
  for (const e of document.querySelectorAll('img')) if (!e.naturalWidth) wrong.push('picture ' + e.alt);
  if (document.styleSheets.length === 0) wrong.push('no style');
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) wrong.push('wider than the screen');
  return wrong;
})()`

// looks are the styles of what both pages have.
const looks = `(() => [...document.querySelectorAll('body, h1, h2, p, table, dl, main svg, footer, .crumbs, .top')].filter(e => !e.closest('nav')).map(e => {
  const s = getComputedStyle(e);
  return [e.tagName, s.color, s.backgroundColor, s.fontSize, s.fontFamily, s.display, s.width].join(' ');
}).join('\n'))()`

func write(t *testing.T, dir, name string, body []byte) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, body, 0o644); err != nil {
		t.Fatal(err)
	}
}

func at(dir, name string) string {
	return "file://" + (&url.URL{Path: filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(name)))}).EscapedPath()
}

func open(t *testing.T, ctx context.Context, address, ask string) string {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	out, err := chromedp.Run(ctx, chromedp.Evaluate[string](ask))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return out
}

func pages(files map[string][]byte) []string {
	out := []string{}
	for name := range files {
		if strings.HasSuffix(name, ".html") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// start opens a browser on the smallest phone that lets no page run a script.
func start(t *testing.T) (context.Context, *heard) {
	t.Helper()
	ctx := browser.Start(t)
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(320, 740)); err != nil {
		t.Fatal(err)
	}
	h := &heard{}
	h.listen(t, ctx)
	return ctx, h
}

// Every page of the sample, mailed and opened from where it was saved, says what it says on the site.
func TestMailedPages(t *testing.T) {
	ctx, h := start(t)
	files := sample(t)
	dir, alone := t.TempDir(), t.TempDir()
	for name, body := range files {
		write(t, dir, name, body)
	}
	want := map[string]string{}
	for _, page := range pages(files) {
		want[page] = open(t, ctx, at(dir, page), words)
	}
	open(t, ctx, "about:blank", words)
	h.take()
	for _, page := range pages(files) {
		mailed, err := bundle.Page(files, page)
		if err != nil {
			t.Fatal(err)
		}
		write(t, alone, "mailed.html", mailed)
		if diff := cmp.Diff(want[page], open(t, ctx, at(alone, "mailed.html"), words)); diff != "" {
			t.Errorf("%s: %s", page, diff)
		}
		wrong, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](state))
		if err != nil || len(wrong) > 0 {
			t.Errorf("%s: %q, %v", page, wrong, err)
		}
		if said := h.take(); len(said) > 0 {
			t.Errorf("%s: %q", page, said)
		}
	}
}

// The same colours, type and layout: by day, by night and on paper.
func TestMailedLooks(t *testing.T) {
	ctx, _ := start(t)
	files := sample(t)
	dir := t.TempDir()
	for name, body := range files {
		write(t, dir, name, body)
	}
	for _, page := range []string{"mentor.html", "notes/crypto/pki-certificates.html"} {
		mailed, err := bundle.Page(files, page)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, "mailed.html", mailed)
		for _, media := range [][2]string{{"", "light"}, {"", "dark"}, {"print", "light"}} {
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Media: media[0], Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: media[1]}}})
			if err != nil {
				t.Fatal(err)
			}
			want := open(t, ctx, at(dir, page), looks)
			if diff := cmp.Diff(want, open(t, ctx, at(dir, "mailed.html"), looks)); diff != "" {
				t.Errorf("%s, %v: %s", page, media, diff)
			}
		}
	}
}

// A zip that is unpacked opens with its first page and leads everywhere.
func TestUnpackedZip(t *testing.T) {
	ctx, h := start(t)
	files := sample(t)
	packed, err := bundle.Zip(files, "plan")
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range r.File {
		body, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, f.Name, all)
	}
	leads := open(t, ctx, at(dir, "plan/index.html"), `[...document.querySelectorAll('a[href$=".html"]')].map(a => a.href).join('\n')`)
	for _, address := range strings.Fields(leads)[:8] {
		if heading := open(t, ctx, address, `document.querySelector('h1').textContent`); heading == "" {
			t.Errorf("%s has no heading", address)
		}
	}
	for _, said := range h.take() {
		if !strings.HasPrefix(said, "request to file://") {
			t.Error(said)
		}
	}
}

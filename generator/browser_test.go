package generator_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"retake/generator"
	"retake/generator/browser"
	"retake/generator/disk"
)

// sampleSite builds the sample plan of this repository.
func sampleSite(t *testing.T) map[string][]byte {
	t.Helper()
	r := generator.Build(generator.Input{Source: os.DirFS(".."), Version: "test"})
	if r.Faults.Errors() > 0 {
		t.Fatalf("the sample plan has faults: %v", r.Faults)
	}
	return r.Files
}

func htmlPages(files map[string][]byte) []string {
	var out []string
	for name := range files {
		if strings.HasSuffix(name, ".html") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// complaints collects what the browser says against a page: console messages, exceptions, and
// requests that failed or left the site.
type complaints struct {
	sync.Mutex
	base string
	list []string
}

func (c *complaints) listen(t *testing.T, ctx context.Context) {
	err := chromedp.Listen(ctx, func(ev any) {
		c.Lock()
		defer c.Unlock()
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			c.list = append(c.list, fmt.Sprintf("console: %v", e.Type))
		case *runtime.EventExceptionThrown:
			c.list = append(c.list, "exception: "+e.ExceptionDetails.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, c.base) && !strings.HasPrefix(e.Request.URL, "data:") {
				c.list = append(c.list, "request to "+e.Request.URL)
			}
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 {
				c.list = append(c.list, fmt.Sprintf("%d for %s", e.Response.Status, e.Response.URL))
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (c *complaints) take() []string {
	c.Lock()
	defer c.Unlock()
	out := c.list
	c.list = nil
	return out
}

// look is one way of looking at a page.
type look struct {
	width  int64
	scheme string
}

func (l look) String() string { return fmt.Sprintf("%d-%s", l.width, l.scheme) }

func (l look) set(ctx context.Context) error {
	height := int64(900)
	if l.width < 500 {
		height = 740
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(l.width, height)); err != nil {
		return err
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}}})
	return err
}

// wide lists the elements that stick out of the page to the right, outside scroll areas of their own.
const wide = `(() => {
  const w = document.documentElement.clientWidth, out = [];
  if (document.documentElement.scrollWidth <= w) return out;
  for (const e of document.body.querySelectorAll('*')) {
    if (e.getBoundingClientRect().right > w + 1 && !e.closest('pre, [role=region]')) out.push(e.tagName + '.' + e.getAttribute('class'));
  }
  return out.slice(0, 5);
})()`

// TestPagesInABrowser opens every page of the sample under a project path at three widths, light
// and dark: nothing sticks out sideways, no message on the console, no failed or foreign request.
func TestPagesInABrowser(t *testing.T) {
	ctx := browser.Start(t)
	files := sampleSite(t)
	dir := t.TempDir()
	if _, err := disk.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/project/", http.StripPrefix("/project/", http.FileServer(http.Dir(dir))))
	server := httptest.NewServer(mux)
	defer server.Close()
	base := server.URL + "/project/"
	c := &complaints{base: base}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	c.listen(t, ctx)
	for _, l := range []look{{360, "light"}, {360, "dark"}, {768, "light"}, {1280, "light"}, {1280, "dark"}} {
		if err := l.set(ctx); err != nil {
			t.Fatal(err)
		}
		for _, page := range htmlPages(files) {
			c.take()
			if err := chromedp.Do(ctx, chromedp.Navigate(base+page)); err != nil {
				t.Fatalf("%s: %v", page, err)
			}
			out, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](wide))
			if err != nil {
				t.Fatalf("%s: %v", page, err)
			}
			if len(out) > 0 {
				t.Errorf("%s at %v is wider than the screen: %v", page, l, out)
			}
			if said := c.take(); len(said) > 0 {
				t.Errorf("%s at %v: %v", page, l, said)
			}
			shoot(t, ctx, page, l)
		}
	}
}

// shoot keeps a picture of the whole page in the folder RETAKE_SHOTS, if that is set.
func shoot(t *testing.T, ctx context.Context, page string, l look) {
	shots := os.Getenv("RETAKE_SHOTS")
	if shots == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, filepath.Join(shots, flat(page)+"-"+l.String()+".png"), png)
}

func flat(page string) string {
	return strings.ReplaceAll(strings.TrimSuffix(page, ".html"), "/", "_")
}

func keep(t *testing.T, name string, data []byte) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

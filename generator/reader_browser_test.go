package generator_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"retake/generator/browser"
	"retake/generator/disk"
)

// The large site as its readers meet it: on a phone, from a folder, and with scripts off.

// escaped is a page's path as it stands in an address.
func escaped(page string) string { return (&url.URL{Path: page}).EscapedPath() }

// put writes a site into a folder of the test's.
func put(t *testing.T, files map[string][]byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if _, err := disk.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// visit opens a page and returns what the browser says against it.
func visit(t *testing.T, ctx context.Context, c *complaints, address string) []string {
	t.Helper()
	c.take()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return c.take()
}

// TestLargePagesInABrowser opens every page of the large plan below a project's path on the smallest phone: nothing
// sticks out sideways, no message on the console, no failed or foreign request. From its folder no page says more.
func TestLargePagesInABrowser(t *testing.T) {
	ctx := browser.Start(t)
	files := largeSite(t).Files
	dir := put(t, files)
	server := httptest.NewServer(http.StripPrefix("/a/b/", http.FileServer(http.Dir(dir))))
	defer server.Close()
	c := &complaints{base: server.URL + "/a/b/"}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	c.listen(t, ctx)
	if err := (look{320, "light"}).set(ctx); err != nil {
		t.Fatal(err)
	}
	for _, page := range htmlPages(files) {
		if said := visit(t, ctx, c, c.base+escaped(page)); len(said) > 0 {
			t.Errorf("%s: %v", page, said)
		}
		out, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](wide))
		if err != nil || len(out) > 0 {
			t.Errorf("%s is wider than the screen: %v %v", page, out, err)
		}
	}
	c.base = "file://"
	for _, page := range htmlPages(files) {
		if said := visit(t, ctx, c, "file://"+escaped(filepath.ToSlash(filepath.Join(dir, page)))); len(said) > 0 {
			t.Errorf("%s as a file: %v", page, said)
		}
	}
}

// silent lists what a page without scripts must not show: controls that only a script brings to life. Boxes of
// tasks may be seen, but say that they cannot be ticked.
const silent = `(() => [...document.querySelectorAll('button, input, select, textarea, [role=button], [contenteditable]')]
  .filter(e => e.checkVisibility() && !e.matches('input[type=checkbox]:disabled'))
  .map(e => e.outerHTML.slice(0, 120)))()`

// TestWithScriptsOff: every page of both sites has its heading and its text, and no control that does nothing.
func TestWithScriptsOff(t *testing.T) {
	ctx := browser.Start(t)
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	emitted(t, func(t *testing.T, files map[string][]byte) {
		dir := put(t, files)
		for _, page := range htmlPages(files) {
			if err := chromedp.Do(ctx, chromedp.Navigate("file://"+escaped(filepath.ToSlash(filepath.Join(dir, page))))); err != nil {
				t.Fatalf("%s: %v", page, err)
			}
			dead, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](silent))
			if err != nil || len(dead) > 0 {
				t.Errorf("%s shows %v %v", page, dead, err)
			}
			text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.querySelector('main h1').innerText + '\n' + document.querySelector('main').innerText`))
			if err != nil || len(strings.TrimSpace(text)) < 20 {
				t.Errorf("%s shows only %q %v", page, text, err)
			}
		}
	})
}

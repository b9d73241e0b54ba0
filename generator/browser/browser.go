// Package browser starts a headless Chromium for tests that look at pages as readers do.
//
// A test calls Start and gives the context to chromedp. Each call is a browser of its own, with a
// profile of its own, that ends with the test.
//
// Deliberately absent: what is looked at, downloads of a browser, and any use outside tests.
package browser

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// longest bounds one test's use of a browser.
const longest = 4 * time.Minute

// names are what Chromium is called, in the order in which they are tried.
var names = []string{"chromium", "chromium-browser", "google-chrome", "chrome"}

// Start starts headless Chromium. Without one the test is skipped with the reason, unless
// RETAKE_BROWSER=required says that there has to be one.
func Start(t testing.TB) context.Context {
	t.Helper()
	path := find()
	if path == "" {
		if os.Getenv("RETAKE_BROWSER") == "required" {
			t.Fatal("RETAKE_BROWSER=required, and there is no Chromium in PATH")
		}
		t.Skip("no Chromium in PATH: the pages are not looked at in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.UserDataDir(t.TempDir()))
	ctx, stop := context.WithTimeout(context.Background(), longest)
	t.Cleanup(stop)
	ctx, stopAllocator := chromedp.NewExecAllocator(ctx, opts...)
	t.Cleanup(stopAllocator)
	ctx, stopBrowser := chromedp.NewContext(ctx)
	t.Cleanup(stopBrowser)
	return ctx
}

func find() string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

package chart

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"retake/generator/browser"
)

// measure finds, in every drawing of the page, texts that touch or leave their sheet, as a browser measures them. The
// box of a text has room for the tallest letters there are, so a little of its height is not counted.
const measure = `[...document.querySelectorAll('svg')].flatMap(svg => {
	const all = [...svg.querySelectorAll('text')].map(t => {
		const b = t.getBBox();
		return {text: t.textContent, x0: b.x, x1: b.x + b.width, y0: b.y + 3, y1: b.y + b.height - 3};
	});
	const high = svg.viewBox.baseVal.height, wrong = [];
	all.forEach((a, i) => {
		if (a.x0 < -1 || a.x1 > 361 || a.y0 < 0 || a.y1 > high) wrong.push(svg.parentNode.id + ': ' + a.text + ' leaves the sheet');
		all.slice(i + 1).forEach(b => {
			if (Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > 1 && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > 1)
				wrong.push(svg.parentNode.id + ': ' + a.text + ' touches ' + b.text);
		});
	});
	return wrong;
})`

// TestTextsKeepApartInABrowser looks at all exhibits in the theme's own type, on a phone and on a wide screen.
func TestTextsKeepApartInABrowser(t *testing.T) {
	ctx := browser.Start(t)
	css, err := os.ReadFile("../../themes/default/style.css")
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	page.WriteString(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Exhibits</title><link rel="stylesheet" href="style.css"><main>`)
	for _, e := range exhibits() {
		fmt.Fprintf(&page, `<figure id="%s">%s</figure>`, e.name, e.svg.SVG())
	}
	dir := t.TempDir()
	for name, bytes := range map[string]string{"style.css": string(css), "page.html": page.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(bytes), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, wide := range []int64{320, 1280} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(wide, 800), chromedp.Navigate("file://"+filepath.Join(dir, "page.html"))); err != nil {
			t.Fatal(err)
		}
		texts, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.querySelectorAll('svg text').length`))
		if err != nil || texts < 300 {
			t.Fatalf("%d texts, %v", texts, err)
		}
		wrong, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](measure))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range wrong {
			t.Errorf("%d px: %s", wide, w)
		}
	}
}

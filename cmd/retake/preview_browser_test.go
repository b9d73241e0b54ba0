package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"retake/generator/browser"
)

// tab is a page of a preview in a real browser.
type tab struct {
	*previewing
	ctx context.Context
}

func (b *tab) open(page string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(800, 600), chromedp.Navigate(b.base+page)); err != nil {
		b.t.Fatal(err)
	}
	b.is("the mark", `document.querySelector('retake-preview').shadowRoot.querySelector('.rk-mark').textContent.includes('Live')`)
}

// eval runs a script in the page.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// is waits until a condition holds in the page.
func (b *tab) is(what, condition string) {
	b.t.Helper()
	b.until(what, func() bool {
		v, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`(() => { try { return !!(`+condition+`) } catch { return false } })()`))
		return err == nil && v
	})
}

func (b *tab) read(name string) string {
	b.t.Helper()
	text, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(text)
}

// TestAnEveningInTheBrowser is the preview as somebody uses it, with the sample plan, the real program and
// a real browser: a note is edited while it is read, a file is broken and mended, a box is ticked.
func TestAnEveningInTheBrowser(t *testing.T) {
	ctx := browser.Start(t)
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	b := &tab{showingPlan(t, dir), ctx}

	// A paragraph comes in above what is being read, and another below. The place stays.
	const note = "content/notes/crypto/pki-certificates.md"
	b.open("notes/crypto/pki-certificates.html")
	text := b.read(note)
	const top = `[...document.querySelectorAll('main .prose h2')].at(-1).getBoundingClientRect().top`
	eval[any](b, `[...document.querySelectorAll('main .prose h2')].at(-1).scrollIntoView(); getSelection().selectAllChildren([...document.querySelectorAll('main .prose h2')].at(-1))`)
	before, scrolled, selected := eval[float64](b, top), eval[float64](b, `scrollY`), eval[string](b, `getSelection().toString()`)
	if scrolled < 50 {
		t.Fatalf("the page is too short to be scrolled: %v", scrolled)
	}
	put(t, filepath.Join(dir, note), strings.Replace(text, "\n## ", "\nA new paragraph, above.\n\n## ", 1)+"\nThe last words.\n")
	b.is("the new words", `document.querySelector('main').innerText.includes('The last words.') && document.querySelector('main').innerText.includes('A new paragraph, above.')`)
	if after := eval[float64](b, top); after < before-2 || after > before+2 {
		t.Errorf("what was read moved from %v to %v", before, after)
	}
	if now := eval[float64](b, `scrollY`); now <= scrolled {
		t.Errorf("the page grew above, and is scrolled to %v as before (%v)", now, scrolled)
	}
	if now := eval[string](b, `getSelection().toString()`); now != selected {
		t.Errorf("selected %q, not %q any more", now, selected)
	}

	// A broken file: a panel over the last good page, which goes by itself.
	const panel = `document.querySelector('retake-preview').shadowRoot.querySelector('.rk-faults')`
	plan := b.read("content/plan.toml")
	put(t, filepath.Join(dir, "content/plan.toml"), plan+"\n[availability\n")
	b.is("the panel", panel+`.checkVisibility() && `+panel+`.innerText.includes('content/plan.toml:')`)
	b.is("the last good page", `document.querySelector('main').innerText.includes('The last words.')`)
	put(t, filepath.Join(dir, "content/plan.toml"), plan)
	b.is("the page without the panel", `!`+panel+`.checkVisibility()`)

	// A box: one character in the note, and back.
	const list = "content/checklists/exam-day.md"
	b.open("checklists/exam-day.html")
	was := b.read(list)
	eval[any](b, `document.querySelector('main input[type=checkbox]:not(:checked)').click()`)
	b.until("the tick in the note", func() bool { return b.read(list) == strings.Replace(was, "[ ]", "[x]", 1) })
	const undo = `[...document.querySelector('retake-preview').shadowRoot.querySelectorAll('.rk-toast button')].find(b => b.textContent === 'Undo')`
	b.is("the way back", undo)
	eval[any](b, undo+`.click()`)
	b.until("the note as it was", func() bool { return b.read(list) == was })
	b.is("the box as it was", fmt.Sprintf(`document.querySelectorAll('main input:checked').length === %d`, strings.Count(was, "[x]")))
}

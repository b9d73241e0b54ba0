package site

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdlog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"retake/generator/browser"
)

// formulas are what notes of an IT plan hold, and a piece of the MathML that each becomes.
var formulas = []struct{ tex, has string }{
	{`$ALE = SLE \times ARO$`, "<mo>×</mo>"},
	{`$2^{32-n} - 2$`, "<msup>"},
	{`$\log_2 256 = 8$`, "<msub>"},
	{"$`a < b \\text{ and } b < c`$", "<mtext>"},
	{"$$\n\\frac{MTBF}{MTBF + MTTR}\n$$", "<mfrac>"},
	{"```math\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n```", "<mtable>"},
	{"\\[\nf(x) = \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{else} \\end{cases}\n\\]", "<mtable>"},
	{`$\pmb{x} + \cancel{y} + \boxed{z} + \color{red}{w}$`, "<menclose"},
	{"$$\n\\begin{align} a &= b \\\\ c &= d \\end{align}\n$$", "<mtable"},
	{"$$\n" + strings.Repeat("x_{1} \\cdot ", 60) + "y\n$$", "<msub>"},
	{`$x = \label{main} 1 \ref{main}$`, "<mn>1</mn>"},
}

// mistakes are TeX that cannot be drawn, or may not be.
var mistakes = []string{
	`$\frac{a$`, `$\unheardof{a}$`, `$\href{javascript:alert(1)}{x}$`, `$\includegraphics{https://example.org/a.png}$`, `$\def\a{\a\a}\a$`, `$\htmlStyle{color:red}{x}$`,
}

// TestMathInABrowser: formulas are drawn, mistakes stay readable, and neither the content policy nor the network
// has anything to say; with scripts off the page reads as it was written.
func TestMathInABrowser(t *testing.T) {
	ctx := browser.Start(t)
	note := "# Formulas\n\n"
	for _, f := range formulas {
		note += f.tex + "\n\n"
	}
	for _, tex := range mistakes {
		note += "Mistake: " + tex + "\n\n"
	}
	dir := published(t, note)
	said := listen(t, ctx)
	open := func(page string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740), chromedp.Navigate("file://"+filepath.Join(dir, page))); err != nil {
			t.Fatal(err)
		}
	}
	open("notes/formulas.html")
	drawn := ask[[]string](t, ctx, `[...document.querySelectorAll('.math')].map(e => e.shadowRoot?.innerHTML || '')`)
	if len(drawn) != len(formulas)+len(mistakes) {
		t.Fatalf("%d formulas of %d", len(drawn), len(formulas)+len(mistakes))
	}
	for i, f := range formulas {
		if !strings.Contains(drawn[i], "<math") || !strings.Contains(drawn[i], f.has) || strings.Contains(drawn[i], "data-css") || strings.Contains(drawn[i], "id=") {
			t.Errorf("%s became %s", f.tex, drawn[i])
		}
	}
	for i, tex := range mistakes {
		if got := drawn[len(formulas)+i]; strings.Contains(got, "<math") || !strings.Contains(got, `<slot></slot>`) || !strings.Contains(got, `title="Shown as written: `) {
			t.Errorf("%s became %s", tex, got)
		}
	}
	for what, want := range map[string]bool{
		`document.documentElement.scrollWidth <= innerWidth`:                                                              true, // what is too wide scrolls in itself
		`document.querySelectorAll('.math.display')[4].shadowRoot.querySelector('[tabindex="0"][role=group]') !== null`:   true,
		`document.querySelectorAll('.math.display')[0].shadowRoot.querySelector('[tabindex]') === null`:                   true,
		`getComputedStyle(document.querySelectorAll('.math')[7].shadowRoot.querySelector('mstyle')).fontWeight === '700'`: true,
		`document.querySelector('.math').textContent === 'ALE = SLE \\times ARO'`:                                         true, // the page says what it said
		`document.querySelector('.math').getBoundingClientRect().height < 40`:                                             true,
	} {
		if got := ask[bool](t, ctx, what); got != want {
			t.Errorf("%s is %v", what, got)
		}
	}
	open("notes/index.html")
	if ask[bool](t, ctx, `'temml' in window`) {
		t.Error("a page without formulas loads what draws them")
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	open("notes/formulas.html")
	if got := ask[string](t, ctx, `document.body.innerText`); !strings.Contains(got, `ALE = SLE \times ARO`) || !strings.Contains(got, `\begin{cases}`) {
		t.Errorf("with scripts off the page reads\n%s", got)
	}
	for _, line := range said() {
		t.Errorf("the browser says: %s", line)
	}
}

// published is a folder with the site of one note.
func published(t *testing.T, note string) string {
	in := bare()
	addNotes(&in, []source{{"note", "content/notes/formulas.md", "notes/formulas", "Formulas", 0, 0, note}})
	dir := t.TempDir()
	for p, b := range render(t, in) {
		p = filepath.Join(dir, p)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func ask[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// listen collects what the browser has to say against a page: messages, breaches of the policy, and requests for
// anything but files.
func listen(t *testing.T, ctx context.Context) func() []string {
	var mu sync.Mutex
	var list []string
	add := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		list = append(list, fmt.Sprintf(format, args...))
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	err := chromedp.Listen(ctx, func(ev any) {
		switch e := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			add("console: %v", e.Type)
		case *runtime.EventExceptionThrown:
			add("exception: %s", (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
		case *cdlog.EventEntryAdded:
			add("log: %s", e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, "file://") {
				add("request to %s", e.Request.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return list
	}
}

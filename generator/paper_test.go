package generator_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"retake/generator"
	"retake/generator/browser"
	"retake/generator/disk"
)

// busy is the sample of somebody with four hours on six days a week, who logs many misses and writes long
// entries into the journal.
func busy(t *testing.T) map[string][]byte {
	t.Helper()
	k := keepPlan(t, "..")
	plan := regexp.MustCompile(`(?s)\[availability\].*?\n\n`).ReplaceAllString(k.text("content/plan.toml"), `[availability]
mon = ["07:00-08:00", "19:00-21:30"]
tue = ["07:00-08:00", "19:00-21:30"]
wed = ["07:00-08:00", "19:00-21:30"]
thu = ["07:00-08:00", "19:00-21:30"]
fri = ["07:00-08:00", "19:00-21:30"]
sat = "09:00-13:00"

`)
	k.set("content/plan.toml", plan+"\n[[block]]\ndate = 2026-12-08\nminutes = 50\nkind = \"lab\"\npin = true\ntask = \""+
		strings.Repeat("One more thing that I have wanted to try for a long time. ", 12)+"\"\n")
	k.set("site.toml", k.text("site.toml")+"\n[study]\nsoft_cap = 240\n")
	var log strings.Builder
	for i := range 60 {
		fmt.Fprintf(&log, "\n[[miss]]\ndate = 2026-11-%02d\nobjective = \"%d.%d\"\nwhy = \"concept\"\nnote = \"mixed up\"\n", 10+i%16, 1+i%5, 1+i%3)
	}
	k.set("content/log.toml", k.text("content/log.toml")+log.String())
	for n := 4; n <= 9; n++ {
		k.set(fmt.Sprintf("content/weeks/%02d.md", n), fmt.Sprintf("# Week %d\n\n%s\n", n, strings.Repeat("A long entry about how the week went. ", 120)))
	}
	r := generator.Build(generator.Input{Source: k})
	if r.Faults.Errors() > 0 {
		t.Fatal(r.Faults)
	}
	return r.Files
}

// text is a file of the plan.
func (k kept) text(name string) string { return string(k.MapFS[name].Data) }

// papers are the two kinds that the pages are made for.
var papers = []struct {
	name string
	size chromedp.PaperSize
}{{"A4", chromedp.PaperA4}, {"Letter", chromedp.PaperLetter}}

// sheets prints a page on each kind of paper and says how many sheets that takes.
func sheets(t *testing.T, ctx context.Context, dir, page string) map[string]int {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+filepath.Join(dir, page))); err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, paper := range papers {
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(paper.size)))
		if err != nil {
			t.Fatal(err)
		}
		out[paper.name] = strings.Count(string(pdf), "/Type /Page\n")
		if shots := os.Getenv("RETAKE_SHOTS"); shots != "" {
			keep(t, filepath.Join(shots, flat(page)+"-"+paper.name+".pdf"), pdf)
		}
	}
	return out
}

// onPaper shows pages as they are printed, on a system that prefers the dark.
func onPaper(t *testing.T, ctx context.Context) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(794, 1123)); err != nil {
		t.Fatal(err)
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPrintsAWeekOnOneSheet prints every week of the sample, and of a plan with far more in a week, on A4 and on
// Letter: each is one sheet. What a crowded one leaves out, it says.
func TestPrintsAWeekOnOneSheet(t *testing.T) {
	ctx := browser.Start(t)
	for name, files := range map[string]map[string][]byte{"sample": sampleSite(t), "busy": busy(t)} {
		dir := t.TempDir()
		if _, err := disk.Publish(dir, files); err != nil {
			t.Fatal(err)
		}
		most := 0
		for _, page := range htmlPages(files) {
			if !strings.HasPrefix(page, "weeks/") || page == "weeks/index.html" {
				continue
			}
			html := string(files[page])
			most = max(most, strings.Count(html, `class="block"`))
			for paper, n := range sheets(t, ctx, dir, page) {
				if n != 1 {
					t.Errorf("%s of the %s plan takes %d sheets of %s", page, name, n, paper)
				}
			}
			if strings.Contains(html, `class="sheet tight`) && !strings.Contains(html, "On the page, not on this sheet: ") {
				t.Errorf("%s of the %s plan does not say what its sheet leaves out", page, name)
			}
		}
		if name == "busy" && most < 24 {
			t.Errorf("no more than %d blocks in a week", most)
		}
	}
}

// TestPrintsTheReportToWriteOn: the report is two sheets at most, with lines beside each domain.
func TestPrintsTheReportToWriteOn(t *testing.T) {
	ctx := browser.Start(t)
	files := sampleSite(t)
	dir := t.TempDir()
	if _, err := disk.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	for paper, n := range sheets(t, ctx, dir, "report.html") {
		if n > 2 {
			t.Errorf("%d sheets of %s", n, paper)
		}
	}
}

// TestPrintsNoControls: on paper no page has a menu, a button or a box to search in, and what is folded on a small
// screen is open; also where the system is dark, paper is white.
func TestPrintsNoControls(t *testing.T) {
	ctx := browser.Start(t)
	files := sampleSite(t)
	dir := t.TempDir()
	if _, err := disk.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	onPaper(t, ctx)
	for _, page := range htmlPages(files) {
		if err := chromedp.Do(ctx, chromedp.Navigate("file://"+filepath.Join(dir, page))); err != nil {
			t.Fatal(err)
		}
		out, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](controls))
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		for _, c := range out {
			t.Errorf("%s on paper: %s", page, c)
		}
	}
}

// controls lists what paper has no use for, and text of a fold that is missing.
const controls = `(() => {
  const out = [], seen = e => e.checkVisibility() && e.getClientRects().length > 0;
  for (const e of document.querySelectorAll('nav, button, input:not([type=checkbox]), .skip, .rest > summary')) {
    if (seen(e)) out.push('a ' + e.tagName + ' ' + e.className);
  }
  for (const e of document.querySelectorAll('.first .rest > *:not(summary)')) if (!seen(e)) out.push('folded away: ' + e.textContent.trim());
  const ground = getComputedStyle(document.body).backgroundColor;
  if (ground !== 'rgb(255, 255, 255)') out.push('the ground is ' + ground);
  return out;
})()`

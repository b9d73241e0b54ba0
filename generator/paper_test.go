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

// timetable is the sample of somebody who has these hours.
func timetable(t *testing.T, hours string) kept {
	t.Helper()
	k := keepPlan(t, "..")
	k.set("content/plan.toml", regexp.MustCompile(`(?s)\[availability\].*?\n\n`).
		ReplaceAllString(k.text("content/plan.toml"), "[availability]\n"+hours+"\n\n"))
	return k
}

// site is what the generator makes of the plan.
func (k kept) site(t *testing.T) map[string][]byte {
	t.Helper()
	r := generator.Build(generator.Input{Source: k})
	if r.Faults.Errors() > 0 {
		t.Fatal(r.Faults)
	}
	return r.Files
}

// everyDay gives so many days of a week, from Monday, the same hours.
func everyDay(days int, hours string) string {
	var out []string
	for _, day := range strings.Fields("mon tue wed thu fri sat sun")[:days] {
		out = append(out, day+" = "+hours)
	}
	return strings.Join(out, "\n")
}

// busy is the sample of somebody with three and a half hours on six days a week, who logs many misses and writes
// long entries into the journal.
func busy(t *testing.T) map[string][]byte {
	t.Helper()
	k := timetable(t, everyDay(5, `["07:00-08:00", "19:00-21:30"]`)+"\nsat = \"09:00-13:00\"")
	k.set("content/plan.toml", k.text("content/plan.toml")+"\n[[block]]\ndate = 2026-12-08\nminutes = 50\nkind = \"lab\"\npin = true\ntask = \""+
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
	return k.site(t)
}

// text is a file of the plan.
func (k kept) text(name string) string { return string(k.MapFS[name].Data) }

// papers are the two kinds that the pages are made for.
var papers = []struct {
	name string
	size chromedp.PaperSize
}{{"A4", chromedp.PaperA4}, {"Letter", chromedp.PaperLetter}}

// inside is what the margins of 11 mm leave of a paper, in pixels.
func inside(p chromedp.PaperSize) (width, height int64) {
	return int64((p.Width - 22/25.4) * 96), int64((p.Height - 22/25.4) * 96)
}

// published puts a site into a folder.
func published(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := disk.Publish(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// weekPages are the pages of a site that are printed as a sheet.
func weekPages(files map[string][]byte) (out []string) {
	for _, page := range htmlPages(files) {
		if strings.HasPrefix(page, "weeks/") && page != "weeks/index.html" {
			out = append(out, page)
		}
	}
	return out
}

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
// Letter: each is one sheet.
func TestPrintsAWeekOnOneSheet(t *testing.T) {
	ctx := browser.Start(t)
	for name, files := range map[string]map[string][]byte{"sample": sampleSite(t), "busy": busy(t)} {
		dir, most := published(t, files), 0
		for _, page := range weekPages(files) {
			most = max(most, strings.Count(string(files[page]), `class="block"`))
			for paper, n := range sheets(t, ctx, dir, page) {
				if n != 1 {
					t.Errorf("%s of the %s plan takes %d sheets of %s", page, name, n, paper)
				}
			}
		}
		if name == "busy" && most < 24 {
			t.Errorf("no more than %d blocks in a week", most)
		}
	}
}

// timetables are weeks as people have them.
var timetables = []struct{ name, hours string }{
	{"one long day", `sat = "09:00-15:00"`},
	{"two long days", "sat = \"08:00-13:00\"\nsun = \"08:00-13:00\""},
	{"two evenings and a short one", "mon = \"17:00-20:00\"\ntue = \"17:00-20:00\"\nwed = \"19:00-20:00\""},
	{"four evenings and Saturday", everyDay(4, `"19:00-20:30"`) + "\nsat = \"09:00-13:00\""},
	{"four long evenings and Saturday", everyDay(4, `"18:00-21:00"`) + "\nsat = \"09:00-14:00\""},
	{"split evenings and Saturday", everyDay(4, `["12:15-13:00", "20:00-21:00"]`) + "\nsat = [\"09:00-11:00\", \"15:00-17:00\"]"},
	{"half an hour a day", everyDay(7, `"30m"`)},
	{"an hour a day", everyDay(7, `"1h"`)},
	{"two hours a day", everyDay(7, `["07:00-07:45", "20:00-21:15"]`)},
	{"four hours on five days", everyDay(5, `["07:00-09:00", "18:00-20:00"]`)},
	{"six hours a day", everyDay(7, `["07:00-10:00", "17:00-20:00"]`)},
	{"many short times", everyDay(6, `["07:00-07:25", "12:30-12:55", "18:00-18:25", "21:00-21:25"]`)},
}

// onSheet is what a printed week says of itself in a browser: the height of what is printed apart from the lines for a
// note, in millimetres, how many tasks are cut, and how many lines for a note there are.
type onSheet struct {
	Used       float64
	Cut, Lines int
}

// lookAtSheet measures a week. A task is cut where there is more of it than is shown.
const lookAtSheet = `(() => {
  const mm = 96 / 25.4, main = document.querySelector('main').getBoundingClientRect();
  const note = document.querySelector('.sheet-note'), room = note ? note.getBoundingClientRect() : {height: 0, bottom: 0};
  const last = [...document.querySelectorAll('main > *')].reduce((y, e) => Math.max(y, e.getBoundingClientRect().bottom), 0);
  return {Used: (last - room.height) / mm,
    Cut: [...document.querySelectorAll('.to-do')].filter(e => e.scrollHeight > e.clientHeight + 2).length,
    Lines: note ? [...note.querySelectorAll('i')].filter(e => e.getBoundingClientRect().bottom <= room.bottom + 1).length : 0};
})()`

// TestPrintsSheetsThatAreFull lays out the weeks of a dozen timetables on both kinds of paper: each is one sheet; one
// that leaves something out is full and says so; and what is free is ruled for a note. The fullest week is printed too.
func TestPrintsSheetsThatAreFull(t *testing.T) {
	ctx := browser.Start(t)
	onPaper(t, ctx)
	for _, table := range timetables {
		files := timetable(t, table.hours).site(t)
		dir, most, fullest := published(t, files), 0, ""
		for _, page := range weekPages(files) {
			if n := strings.Count(string(files[page]), `class="block"`); n > most {
				most, fullest = n, page
			}
			if err := chromedp.Do(ctx, chromedp.Navigate("file://"+filepath.Join(dir, page))); err != nil {
				t.Fatal(err)
			}
			for _, paper := range papers {
				if err := chromedp.Do(ctx, chromedp.EmulateViewport(inside(paper.size))); err != nil {
					t.Fatal(err)
				}
				got, err := chromedp.Run(ctx, chromedp.Evaluate[onSheet](lookAtSheet))
				if err != nil {
					t.Fatal(err)
				}
				_, h := inside(paper.size)
				got.judge(t, table.name+": "+page+" on "+paper.name, string(files[page]), float64(h)*25.4/96)
			}
		}
		for paper, n := range sheets(t, ctx, dir, fullest) {
			if n != 1 {
				t.Errorf("%s: %s takes %d sheets of %s", table.name, fullest, n, paper)
			}
		}
	}
}

// In millimetres: what a sheet that leaves something out uses at least, beside the lines for a note, which take 21 more
// (the two are 78 % of Letter); and how far the lines for a note go down, each of 8.
const (
	fullSheet  = 180
	ruledSheet = 250
)

// judge holds a sheet against its page; height is that of the paper between the margins.
func (s onSheet) judge(t *testing.T, name, html string, height float64) {
	t.Helper()
	class := regexp.MustCompile(`class="sheet( [a-z -]*)?"`).FindStringSubmatch(html)[1]
	if s.Used > height {
		t.Errorf("%s takes %.0f mm of %.0f", name, s.Used, height)
	}
	if strings.Contains(class, "no-") && s.Used < fullSheet {
		t.Errorf("%s leaves things out (%s) and uses only %.0f mm", name, class, s.Used)
	}
	if s.Cut > 0 && !strings.Contains(html, "the end of long tasks") {
		t.Errorf("%s cuts %d tasks and does not say so", name, s.Cut)
	}
	if strings.Contains(html, "sheet-note") && float64(s.Lines) < (ruledSheet-s.Used)/8-2 {
		t.Errorf("%s uses %.0f mm and has %d lines for a note", name, s.Used, s.Lines)
	}
}

// TestPrintsTheReportToWriteOn: the report is two sheets at most, with lines beside each domain.
func TestPrintsTheReportToWriteOn(t *testing.T) {
	ctx := browser.Start(t)
	files := sampleSite(t)
	dir := published(t, files)
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
	dir := published(t, files)
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

package generator_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"retake/generator"
	"retake/generator/browser"
	"retake/generator/disk"
)

// firstScreen is where the answers of the home page end, in pixels from its top: when the exam is, what stands in
// the way, and the last of the blocks to do today.
const firstScreen = `(() => ['.exam-on', '.earliest', '.way', '.today .block:last-child', '.day-head'].map(s => {
  const e = document.querySelector(s);
  return e ? Math.ceil(e.getBoundingClientRect().bottom) : 0;
}))()`

// TestFirstScreenOfAPhone: on a screen of 360 to 640 pixels the home page answers what to do today, when the exam
// is and what stands in the way, without scrolling, on every kind of day.
func TestFirstScreenOfAPhone(t *testing.T) {
	ctx := browser.Start(t)
	if err := (look{360, "light"}).set(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 640)); err != nil {
		t.Fatal(err)
	}
	for _, c := range days {
		t.Run(c.name, func(t *testing.T) {
			k := keepPlan(t, "..")
			k.set("site.toml", strings.Replace(k.text("site.toml"), "2026-11-26", c.today, 1)+c.site)
			if c.change != nil {
				c.change(k)
			}
			r := generator.Build(generator.Input{Source: k})
			if r.Faults.Errors() > 0 {
				t.Fatal(r.Faults)
			}
			if n := blocksToday(string(r.Files["index.html"])); n != c.blocks {
				t.Fatalf("%d blocks are shown, not %d", n, c.blocks)
			}
			if !strings.Contains(string(r.Files["index.html"]), `class="first state-`+c.state) {
				t.Fatalf("the day is not of the kind %s", c.state)
			}
			dir := t.TempDir()
			if _, err := disk.Publish(dir, r.Files); err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Do(ctx, chromedp.Navigate("file://"+filepath.Join(dir, "index.html"))); err != nil {
				t.Fatal(err)
			}
			ends, err := chromedp.Run(ctx, chromedp.Evaluate[[]int](firstScreen))
			if err != nil {
				t.Fatal(err)
			}
			for i, what := range []string{"the exam", "the earliest day", "what is in the way", "the last block", "the day"} {
				if i == 3 && c.state == "off" {
					continue // the blocks are those of another day
				}
				if ends[i] > 640 || ends[i] == 0 && (i != 3 || c.blocks > 0) {
					t.Errorf("%s ends at %d", what, ends[i])
				}
			}
		})
	}
}

func blocksToday(home string) int {
	_, rest, _ := strings.Cut(home, `<section class="today"`)
	rest, _, _ = strings.Cut(rest, "</section>")
	return strings.Count(rest, `class="block"`)
}

// days are the kinds of day that the home page knows, made of the sample.
var days = []struct {
	name, today, state string
	blocks             int
	site               string
	change             func(kept)
}{
	{name: "study", today: "2026-11-26", state: "study", blocks: 2},
	{name: "three blocks", today: "2026-11-28", state: "study", blocks: 3},
	{name: "off", today: "2026-11-27", state: "off", blocks: 3},
	{name: "away", today: "2026-12-25", state: "off", blocks: 3},
	{name: "eve", today: "2027-01-15", state: "eve"},
	{name: "exam", today: "2027-01-16", state: "exam"},
	{name: "result", today: "2027-01-20", state: "result"},
	{name: "fresh", today: "2026-11-03", state: "study", blocks: 2},
	{name: "no date", today: "2026-11-26", state: "study", blocks: 2, change: func(k kept) {
		plan := strings.Replace(k.text("content/plan.toml"), "exam_date = 2027-01-16", "#", 1)
		k.set("content/plan.toml", strings.Replace(plan, "booked = true", "#", 1))
	}},
	{name: "nothing known", today: "2026-11-26", state: "diagnose", blocks: 1, change: func(k kept) {
		k.set("content/attempts.toml", "[[attempt]]\ndate = 2026-11-02\nresult = \"fail\"\n")
		k.set("content/log.toml", "")
	}},
	{name: "hard", today: "2026-11-28", state: "study", blocks: 3, change: func(k kept) {
		k.set("content/log.toml", k.text("content/log.toml")+"\n[[simulation]]\ndate = 2026-11-27\nsource = \"Provider Z\"\nright = 40\nof = 90\nminutes = 84\ntimed = true\nclosed_book = true\n")
	}},
}

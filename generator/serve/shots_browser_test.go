package serve_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"retake/generator/fault"
	"retake/generator/serve"
)

// TestLooks opens the mark, the panel, the line and the first page at two widths, light and dark. Nothing
// sticks out sideways, nothing is out of the window, and with RETAKE_SHOTS each is kept as a picture.
func TestLooks(t *testing.T) {
	style, err := os.ReadFile("../../themes/default/style.css")
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t)
	s.do(chromedp.Navigate(s.url("list.html")))
	within := func(q string) string {
		return fmt.Sprintf(`(r => r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight)(ui(%q).getBoundingClientRect())`, q)
	}
	looks := func(name string, check string) {
		for _, width := range []int64{360, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				s.look(width, scheme)
				s.wait(fmt.Sprintf(`innerWidth === %d && document.documentElement.scrollWidth <= innerWidth && (%s)`, width, check))
				s.shoot(fmt.Sprintf("%s-%d-%s", name, width, scheme))
			}
		}
	}
	s.wait(`/Drawing/.test(mark())`)
	looks("drawing", within(".rk-mark"))
	s.server.Show(serve.Build{Faults: wrongs()})
	s.wait(`document.querySelectorAll('.retake-fault').length === 3`)
	looks("first", within(".rk-mark"))

	note := "# Exam day\nWhat goes into the bag the evening before.\n- [x] two identity cards, one with a photo\n- [ ] the confirmation\n- [ ] water and something to eat\n" + strings.Repeat("A line of the note that is here so that the page has something on it.\n", 14)
	s.write(note)
	draw := func(l fault.List) {
		html, boxes := draw("exam-day.md", note)
		html = strings.ReplaceAll(strings.ReplaceAll(html, "<main ", `<main class="prose" `), "<p># Exam day</p>", "<h1>Exam day</h1>")
		for i := range boxes {
			boxes[i].Offset += len(`class="prose" `) + len("<h1>Exam day</h1>") - len("<p># Exam day</p>")
		}
		s.server.Show(serve.Build{Files: files("list.html", html, "style.css", string(style)), Boxes: map[string][]serve.Box{"list.html": boxes}, Faults: l})
	}
	draw(nil)
	s.wait(`$('h1').textContent === 'Exam day' && /: Live/.test(mark())`)
	looks("mark", within(".rk-mark"))
	s.click(1)
	s.wait(`/Ticked/.test(text('.rk-toast'))`)
	looks("line", within(".rk-toast"))
	warnings := wrongs()[1:3]
	for i := range warnings {
		warnings[i].Severity = fault.Warning
	}
	s.server.Say("cannot follow changes here: looking every half second instead")
	note = s.note()
	draw(warnings)
	s.wait(`/2 warnings/.test(mark())`)
	eval[bool](s, `(ui('.rk-mark').click(), true)`)
	looks("card", within(".rk-card"))
	eval[bool](s, `(ui('.rk-card [role=switch]').click(), ui('.rk-card').scrollTo(0, 9999), true)`)
	looks("card-end", within(".rk-card"))
	eval[bool](s, `(ui('.rk-mark').click(), true)`)
	s.server.Show(serve.Build{Faults: wrongs()})
	s.wait(`seen('.rk-faults')`)
	looks("panel", within(".rk-faults")+" && "+within(".rk-mark"))
	s.calm("503") // what the page was until there was a site
}

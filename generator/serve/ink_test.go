package serve

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"retake/generator/fault"
)

// TestTicksWhileSomethingIsWrong: with faults in the files the last good page stays, and still shows what
// has been ticked since, so that its boxes can be ticked again. The next good build knows by itself.
func TestTicksWhileSomethingIsWrong(t *testing.T) {
	d := &desk{notes: map[string]string{"a.md": "- [ ] one\n- [x] two\n"}}
	s := quiet(Options{Source: "x"})
	s.pen = d.pen()
	head := `<!doctype html><html><head></head><body>`
	one := head + `<li><label><input type="checkbox"`
	two := one + ` disabled> one</label><li><label><input type="checkbox"`
	page := two + ` disabled checked> two</label></body></html>`
	good := Build{
		Files: map[string][]byte{"day.html": []byte(page)},
		Boxes: map[string][]Box{"day.html": {{len(one), "a.md", 1, 3}, {len(two), "a.md", 2, 3}}},
	}
	s.Show(good)
	s.Show(Build{Faults: fault.List{{Code: "x", Message: "broken"}}})
	boxes := func() (values []string, checked []bool) {
		_, body := get(s, "/day.html")
		for _, m := range regexp.MustCompile(`data-box="([^"]*)" disabled( checked)?>`).FindAllStringSubmatch(body, -1) {
			values, checked = append(values, m[1]), append(checked, m[2] != "")
		}
		return values, checked
	}
	send := func(what, body, note string, one, two bool) {
		t.Helper()
		if res, answer := ask(s, post("/.retake/"+what, body)); res.StatusCode != http.StatusOK || d.notes["a.md"] != note {
			t.Errorf("%s: %d %s, %q", what, res.StatusCode, answer, d.notes["a.md"])
		}
		if _, is := boxes(); len(is) != 2 || is[0] != one || is[1] != two {
			t.Errorf("after %s the boxes are %v, want %v %v", what, is, one, two)
		}
	}
	at, _ := boxes()
	send("tick", `{"box":"`+at[0]+`","done":true}`, "- [x] one\n- [x] two\n", true, true)
	at, _ = boxes()
	send("tick", `{"box":"`+at[0]+`","done":false}`, "- [ ] one\n- [x] two\n", false, true)
	send("tick", `{"box":"`+at[1]+`","done":false}`, "- [ ] one\n- [ ] two\n", false, false)
	send("undo", `{}`, "- [ ] one\n- [x] two\n", false, true)
	send("undo", `{}`, "- [x] one\n- [x] two\n", true, true)

	s.Show(Build{Faults: fault.List{{Code: "x", Message: "still broken"}}})
	if _, is := boxes(); !is[0] {
		t.Error("another build with faults forgets the tick")
	}
	d.notes["a.md"] = "- [ ] one\n- [x] two\n" // taken back in an editor: the site is as it was
	s.Show(good)
	if _, is := boxes(); is[0] || !is[1] {
		t.Errorf("after a good build the boxes are %v", is)
	}
}

// TestOnlyErrorsStopTheSite: beside what stops the site, warnings are not listed.
func TestOnlyErrorsStopTheSite(t *testing.T) {
	list := fault.List{{Code: "a", Severity: fault.Warning}, {Code: "b"}, {Code: "c", Severity: fault.Warning}}
	if st := (state{}).after(Build{Faults: list}, ""); len(st.Faults) != 1 || st.Faults[0].Code != "b" || st.More != 0 {
		t.Errorf("%+v", st)
	}
	if st := (state{}).after(Build{Files: site(), Faults: list}, ""); len(st.Faults) != 3 {
		t.Errorf("%+v", st)
	}
}

// TestMissingPageAnywhere: the site's page for missing addresses is drawn for its root, and has its look
// and its links wherever it is shown.
func TestMissingPageAnywhere(t *testing.T) {
	const page = `<!doctype html><html><head><link rel="stylesheet" href="style.css?x=1"></head><body>` +
		`<a href="./index.html">x</a><a href="weeks/01.html#b">x</a><a href="#c">x</a><a href="https://x.example/">x</a><a href="/a">x</a><a href="mailto:a@b">x</a><img src="files/a.png"></body></html>`
	s := quiet(Options{})
	s.Show(Build{Files: map[string][]byte{"404.html": []byte(page), "index.html": nil}})
	res, body := get(s, "/no/such/page.html")
	if res.StatusCode != http.StatusNotFound {
		t.Error(res.Status)
	}
	for _, want := range []string{`href="/style.css?x=1"`, `href="/index.html"`, `href="/weeks/01.html#b"`, `href="#c"`, `href="https://x.example/"`, `href="/a"`, `href="mailto:a@b"`, `src="/files/a.png"`, `src="/.retake/preview.js"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
}

// TestTwins: of two lines that read the same, the one that was meant is ticked, or none.
func TestTwins(t *testing.T) {
	const note = "# Mon\n- [ ] read\n# Tue\n- [ ] read\n# Wed\n- [x] read\n- [ ] once\n"
	d := &desk{notes: map[string]string{"a.md": note}}
	p := d.pen()
	box := func(line int) place { return place{"a.md", line, 3, newText([]byte(d.notes["a.md"])).sum(line)} }
	tue, once := box(4), box(7)
	if once.sum != sumOf([]byte("- [ ] once")) || tue.sum == sumOf([]byte("- [ ] read")) || tue.sum == box(6).sum {
		t.Error("what lines are known by")
	}
	if now, err := p.tick(box(2), true); err != nil || now.place != box(2) || d.notes["a.md"] != strings.Replace(note, "[ ]", "[x]", 1) {
		t.Errorf("the first: %v %q", err, d.notes["a.md"])
	}
	if _, err := p.tick(tue, true); err != nil { // a tick elsewhere moves nothing
		t.Error(err)
	}
	d.notes["a.md"] = strings.Replace(note, "# Mon\n- [ ] read\n", "", 1) // Wednesday is where Tuesday was
	before := d.notes["a.md"]
	if _, err := p.tick(tue, true); err != errMoved || d.notes["a.md"] != before {
		t.Errorf("a twin was ticked: %v %q", err, d.notes["a.md"])
	}
	if _, err := p.undo(); err != errMoved || d.notes["a.md"] != before {
		t.Errorf("a twin was unticked: %v %q", err, d.notes["a.md"])
	}
}

// TestOnlyShownBoxes: what no page shows as a box cannot be ticked, whatever it looks like in the note.
func TestOnlyShownBoxes(t *testing.T) {
	const note = "- [ ] pack\n    - [ ] code\n"
	d := &desk{notes: map[string]string{"a.md": note}}
	s := quiet(Options{Source: "x"})
	s.pen = d.pen()
	text, at := task("pack")
	s.Show(Build{Files: site("day.html", text), Boxes: map[string][]Box{"day.html": {{at, "a.md", 1, 3}}}})
	res, _ := ask(s, post("/.retake/tick", `{"box":"a.md:2:7:`+sumOf([]byte("    - [ ] code"))+`","done":true}`))
	if res.StatusCode != http.StatusConflict || d.notes["a.md"] != note {
		t.Errorf("%d %q", res.StatusCode, d.notes["a.md"])
	}
}

package serve

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/fault"
)

// task is a page with one task box, and where that box is.
func task(text string) (page string, offset int) {
	page = "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>Day</title>\n</head>\n<body>\n<ul>\n<li class=\"task\"><label>" +
		boxStart + " disabled> " + text + "</label></li>\n</ul>\n</body>\n</html>\n"
	return page, strings.Index(page, boxStart) + len(boxStart)
}

// withNote is a server that writes, shows one page with one box, and has its note in memory.
func withNote(file, note string, line, col int) *Server {
	s := quiet(Options{Source: "plan"})
	page, at := task("pack & go")
	s.Show(Build{
		Files: site("day.html", page), Boxes: map[string][]Box{"day.html": {{at, file, line, col}}},
		Read: func(string) ([]byte, error) { return []byte(note), nil },
	})
	return s
}

func TestPageGolden(t *testing.T) {
	s := withNote(`content/checklists/a "b" & <c>:1.md`, "# Day\n\n- [ ] pack & go\n", 3, 3)
	_, body := get(s, "/day.html")
	golden(t, "testdata/page.html", body)
}

// TestBoxesOnlyWhereWritingIsOn: otherwise a page shows boxes as the published site does.
func TestBoxesOnlyWhereWritingIsOn(t *testing.T) {
	page, at := task("x")
	for _, c := range []struct {
		o     Options
		boxes int
		token string
	}{
		{Options{Source: "plan"}, 1, `data-token="TOKEN"`},
		{Options{Source: "plan", LAN: true}, 0, `data-token=""`},
		{Options{}, 0, `data-token=""`},
	} {
		s := quiet(c.o)
		s.Show(Build{
			Files: site("day.html", page), Boxes: map[string][]Box{"day.html": {{at, "a.md", 1, 3}}},
			Read: func(string) ([]byte, error) { return []byte("- [ ] x"), nil },
		})
		_, body := get(s, "/day.html")
		if n := strings.Count(body, " data-box="); n != c.boxes || !strings.Contains(body, c.token) {
			t.Errorf("%+v: %d boxes in\n%s", c.o, n, body)
		}
	}
}

// TestDoubtfulBoxes: a box that is not where the build says is not marked at all.
func TestDoubtfulBoxes(t *testing.T) {
	page, at := task("x")
	for name, box := range map[string]Box{
		"right":                  {at, "a.md", 1, 3},
		"not at a box":           {at - 1, "a.md", 1, 3},
		"before the page":        {-1, "a.md", 1, 3},
		"past the page":          {len(page) + 1, "a.md", 1, 3},
		"no such line":           {at, "a.md", 9, 3},
		"line 0":                 {at, "a.md", 0, 3},
		"column 0":               {at, "a.md", 1, 0},
		"beside the bracket":     {at, "a.md", 1, 4},
		"past the line":          {at, "a.md", 1, 99},
		"a note that is missing": {at, "b.md", 1, 3},
	} {
		s := quiet(Options{Source: "plan"})
		s.Show(Build{
			Files: site("day.html", page), Boxes: map[string][]Box{"day.html": {box}},
			Read: func(file string) ([]byte, error) {
				if file != "a.md" {
					return nil, errGone
				}
				return []byte("- [ ] x"), nil
			},
		})
		_, body := get(s, "/day.html")
		if got, want := strings.Contains(body, " data-box="), name == "right"; got != want {
			t.Errorf("%s: marked: %v", name, got)
		}
	}
}

func TestTagPlace(t *testing.T) {
	for page, want := range map[string]string{
		"<html><head><title>x</title></head><body>": "<html><head><title>x</title>|</head><body>",
		"<HEAD></HEAD>":                                  "<HEAD>|</HEAD>",
		"<head></head ></head>":                          "<head>|</head ></head>",
		"<head></head\n><body>":                          "<head>|</head\n><body>",
		"<body></header></head>":                         "<body></header>|</head>",
		"<p>no head</p>":                                 "|<p>no head</p>",
		"<!doctype html><p>no head</p>":                  "<!doctype html>|<p>no head</p>",
		" \n<!DOCTYPE html PUBLIC \"x\">\n<body></body>": " \n<!DOCTYPE html PUBLIC \"x\">|\n<body></body>",
		"\uFEFF<p>x":                                     "\uFEFF|<p>x",
		"\uFEFF<!doctype html><p>x":                      "\uFEFF<!doctype html>|<p>x",
		"<!doctype":                                      "|<!doctype",
		"</head":                                         "|</head",
		"</":                                             "|</",
		"":                                               "|",
	} {
		at := tagPlace([]byte(page))
		if got := page[:at] + "|" + page[at:]; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestPagesAreOnlyAddedTo: what is shown is the page, its marks and the tag, and the bytes that were
// given are never written to.
func TestPagesAreOnlyAddedTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{boxStart, "</head>", "<p>", "x", "\n", "</", "<!doctype html>", "ä"})).Draw(t, "parts")
		page := strings.Join(parts, "")
		var boxes []Box
		for at := 0; ; {
			n := strings.Index(page[at:], boxStart)
			if n < 0 {
				break
			}
			at += n + len(boxStart)
			boxes = append(boxes, Box{at, "a.md", 1, 3})
		}
		if len(boxes) > 0 {
			boxes = rapid.Permutation(boxes).Draw(t, "boxes")
		}
		given := []byte(page)
		s := quiet(Options{Source: "plan"})
		s.Show(Build{
			Files: map[string][]byte{"a.html": given}, Boxes: map[string][]Box{"a.html": boxes},
			Read: func(string) ([]byte, error) { return []byte("- [ ] x"), nil },
		})
		for range 2 { // once made, once remembered
			_, body := get(s, "/a.html")
			if strings.Count(body, boxStart+` data-box="a.md:1:3:`) != len(boxes) {
				t.Fatalf("not every box is marked:\n%s", body)
			}
			mark := ` data-box="a.md:1:3:` + sumOf([]byte("- [ ] x")) + `"`
			if got := strings.ReplaceAll(strings.Replace(body, s.tag(1), "", 1), mark, ""); got != page {
				t.Fatalf("%q became %q", page, body)
			}
		}
		if !bytes.Equal(given, []byte(page)) {
			t.Fatal("the site's own bytes were written to")
		}
	})
}

// broken are faults of every shape that the first page shows.
func broken() fault.List {
	var l fault.List
	f := l.Warn("unknown-key", fault.Pos{File: "content/log.toml", Line: 3, Col: 2}, "%q is not a key of [[practice]]", "rigth")
	f.Hint, f.Excerpt, f.Width = `did you mean "right"?`, "\trigth = 31", 5
	f = l.Add("unknown-domain", fault.Pos{File: "content/attempts.toml", Line: 14, Col: 12}, "section 7: the exam has 5 domains")
	f.Hint, f.Excerpt = "domains are numbered 1 to 5, as on the report", "  domain = 7"
	f = l.Add("no-value", fault.Pos{File: "content/exam.toml", Line: 1, Col: 8}, "a value is missing <script>alert(1)</script>")
	f.Excerpt = "exam = "
	l.Add("no-column", fault.Pos{File: "site.toml", Line: 4}, "the line as a whole").Excerpt = "title"
	l.Add("no-file", fault.Pos{}, "--today is no date: %q", "tomorrow")
	return l
}

func TestFirstPage(t *testing.T) {
	s := quiet(Options{Source: "plan"})
	res, body := get(s, "/")
	if res.StatusCode != 503 || !strings.Contains(body, "Drawing your plan") {
		t.Errorf("before the first build: %d %s", res.StatusCode, body)
	}
	s.Show(Build{Faults: broken()})
	for _, path := range []string{"/", "/weeks/01.html", "/style.css"} {
		res, body = get(s, path)
		if res.StatusCode != 503 || res.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d %s", path, res.StatusCode, res.Header.Get("Content-Type"))
		}
	}
	golden(t, "testdata/first.html", body)
	if res, _ := get(s, "/.retake/preview.css"); res.StatusCode != 200 {
		t.Errorf("the preview's own files: %d", res.StatusCode)
	}
	var many fault.List
	for range 33 {
		many.Add("x", fault.Pos{}, "one of many")
	}
	s.Show(Build{Faults: many})
	if _, body := get(s, "/"); strings.Count(body, "one of many") != 20 || !strings.Contains(body, "And 13 more") {
		t.Errorf("many faults:\n%s", body)
	}
	s.Show(Build{Faults: many[:1]})
	if _, body := get(s, "/"); !strings.Contains(body, "<h1>One thing to mend</h1>") {
		t.Errorf("one fault:\n%s", body)
	}
	s.Show(Build{Files: small()})
	if res, body := get(s, "/"); res.StatusCode != 200 || !strings.Contains(body, "home") {
		t.Errorf("with the first good site: %d", res.StatusCode)
	}
	s.Show(Build{Faults: broken()})
	if res, body := get(s, "/"); res.StatusCode != 200 || !strings.Contains(body, "home") {
		t.Errorf("the last good site does not stay: %d", res.StatusCode)
	}
}

// TestBoxesStayOnAChangedPage: a page that is drawn differently from the same note keeps its boxes.
func TestBoxesStayOnAChangedPage(t *testing.T) {
	s := quiet(Options{Source: "plan"})
	note := []byte("- [ ] x")
	for _, text := range []string{"x", "y"} {
		page, at := task(text)
		s.Show(Build{
			Files: site("day.html", page), Boxes: map[string][]Box{"day.html": {{at, "a.md", 1, 3}}},
			Read: func(string) ([]byte, error) { return note, nil },
		})
		if _, body := get(s, "/day.html"); !strings.Contains(body, ` data-box="a.md:1:3:`+sumOf(note)+`" disabled> `+text) {
			t.Errorf("%s", body)
		}
	}
}

// TestShowWhileServing is for the race detector, and holds that a page is always of one build.
func TestShowWhileServing(t *testing.T) {
	s := quiet(Options{Source: "plan"})
	pages, at := [2]string{}, 0
	pages[0], at = task("one")
	pages[1], _ = task("two")
	show := func(i int) {
		s.Show(Build{
			Files: site("day.html", pages[i%2], "404.html", "lost"), Boxes: map[string][]Box{"day.html": {{at, "a.md", 1, 3}}},
			Read: func(string) ([]byte, error) { return fmt.Appendf(nil, "- [ ] %d", i%2), nil },
		})
	}
	show(0)
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 200 {
				_, body := get(s, "/day.html")
				one, two := strings.Contains(body, sumOf([]byte("- [ ] 0"))+`" disabled> one`), strings.Contains(body, sumOf([]byte("- [ ] 1"))+`" disabled> two`)
				if one == two {
					t.Errorf("a page of two builds:\n%s", body)
					return
				}
				get(s, "/nowhere")
				ask(s, post("/.retake/tick", `{"box":"a.md:1:3:0123456789abcdef","done":true}`))
			}
		})
	}
	for i := range 200 {
		show(i)
		s.Say(fmt.Sprint(i))
	}
	readers.Wait()
}

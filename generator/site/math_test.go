package site

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"retake/themes"
)

// counted is a site of notes with formulas in some of them.
func counted(formula string) Input {
	in := thought()
	in.Notes = nil
	addNotes(&in, []source{
		{"note", "content/notes/risk.md", "notes/risk", "Risk", 0, 0, "# Risk\n\nLoss: " + formula + " a year.\n"},
		{"note", "content/notes/part.md", "notes/part", "Part", 0, 0, "# Part\n\n![[risk]]\n"},
		{"note", "content/notes/money.md", "notes/money", "Money", 0, 0, "# Money\n\nIt costs $5 or $10; [[risk]] says why.\n"},
		{"home", "content/index.md", "index", "Home", 0, 0, "The number is " + formula + ".\n"},
		{"domain", "content/domains/4-x.md", "domains/4-x", "Four", 4, 0, formula + "\n"},
		{"week", "content/weeks/4.md", "weeks/4", "Week four", 0, 4, "Learned " + formula + ".\n"},
	})
	return in
}

// drawsMath are the pages that load what draws formulas.
func drawsMath(out map[string][]byte) (pages []string) {
	for _, p := range slices.Sorted(maps.Keys(out)) {
		if bytes.Contains(out[p], []byte("math/math.js")) != bytes.Contains(out[p], []byte("math/temml.min.js")) {
			pages = append(pages, p+" in part")
		} else if bytes.Contains(out[p], []byte("math/math.js")) {
			pages = append(pages, p)
		}
	}
	return pages
}

// TestMathFiles: what draws formulas is part of a site, and is loaded, where a formula is shown, and nowhere else.
func TestMathFiles(t *testing.T) {
	out := render(t, counted("$ALE = SLE \\times ARO$"))
	want := []string{"domains/domain-d.html", "index.html", "notes/part.html", "notes/risk.html", "weeks/04.html"}
	if got := drawsMath(out); !slices.Equal(got, want) {
		t.Errorf("loaded by %v, want %v", got, want)
	}
	for _, f := range []string{"math/temml.min.js", "math/math.js", "math/LICENSE.txt"} {
		if out[f] == nil {
			t.Errorf("%s is missing", f)
		}
	}
	if !strings.Contains(string(out["notes/risk.html"]), `<script src="../math/math.js" defer></script>`) || !strings.Contains(string(out["index.html"]), `src="math/temml.min.js"`) {
		t.Error("the scripts are not loaded from beside the page")
	}
	if n := zipped(out["math/math.js"]); n > 3<<10 {
		t.Errorf("math.js has %d bytes compressed", n)
	}
	if n := zipped(out["math/temml.min.js"]); n > 52<<10 {
		t.Errorf("temml.min.js has %d bytes compressed", n)
	}
	none := counted("$5")
	leaves := counted("$x^2$")
	leaves.Theme = themes.Over(fstest.MapFS{"note.html": text("<h1>a</h1>"), "home.html": text("<h1>a</h1>"), "domain.html": text("<h1>a</h1>"), "week.html": text("<h1>a</h1>")})
	for name, in := range map[string]Input{"money": none, "a theme without notes": leaves} {
		out := render(t, in)
		for p := range out {
			if strings.HasPrefix(p, "math/") {
				t.Errorf("%s: the site has %s", name, p)
			}
		}
		if got := drawsMath(out); got != nil {
			t.Errorf("%s: loaded by %v", name, got)
		}
	}
	old := counted("$x^2$")
	old.Theme = themes.Over(fstest.MapFS{"base.html": text("<html lang=en><title>{{.Title}}</title>{{.Main}}")})
	if out := render(t, old); drawsMath(out) != nil || !strings.Contains(string(out["notes/risk.html"]), `<span class="math">x^2</span>`) {
		t.Error("a theme's own base.html that knows nothing of formulas does not show them in TeX")
	}
}

// TestMathWarm: a site with a memory has the files of formulas exactly when one without has them.
func TestMathWarm(t *testing.T) {
	var m Memory
	for i, formula := range []string{"$5", "$x^2$", "$x^2$", "$5", "$y_1$", "$z_1$"} {
		in := counted(formula)
		warm, _ := m.Render(in)
		if cold := render(t, in); !maps.EqualFunc(warm.Files, cold, bytes.Equal) {
			t.Errorf("step %d, %s: the site differs from one made anew", i, formula)
		}
		again := counted(formula)
		again.Notes = nil
		addNotes(&again, []source{{"note", "content/notes/risk.md", "notes/risk", "Risk", 0, 0, "Loss: " + formula + "\n"}})
		warm, _ = m.Render(again)
		if got := warm.Files["math/math.js"] != nil; got != strings.HasSuffix(formula, "$") {
			t.Errorf("step %d, %s: math.js is there: %v", i, formula, got)
		}
	}
}

// TestPictures: a picture has its size on every page that shows it, also within another note and where raw HTML
// names it; and what no page shows is not published.
func TestPictures(t *testing.T) {
	in := bare()
	addNotes(&in, []source{
		{"note", "content/notes/a.md", "notes/a", "A", 0, 0, "![[b]]\n\n<img src=\"img/raw.png\" height=\"15\" alt=\"\">\n"},
		{"note", "content/notes/b.md", "notes/b", "B", 0, 0, "![[shown.png|20]]\n"},
		{"note", "content/notes/c.md", "notes/a", "C", 0, 0, "![[hidden.png]]\n"}, // its page is taken
	}, "content/notes/img/shown.png", "content/notes/img/raw.png", "content/notes/img/hidden.png")
	out, faults := Render(in)
	if len(faults) != 1 || faults[0].Code != "page-clash" {
		t.Errorf("faults %v", faults)
	}
	for page, wants := range map[string][]string{
		"notes/a.html": {`<img src="../files/notes/img/shown.png" alt="shown" width="20" height="15" loading="lazy" decoding="async">`,
			`<img src="../files/notes/img/raw.png" alt="" width="20" height="15" loading="lazy" decoding="async">`},
		"notes/b.html": {`<img src="../files/notes/img/shown.png" alt="shown" width="20" height="15"`},
	} {
		for _, want := range wants {
			if !strings.Contains(string(out[page]), want) {
				t.Errorf("%s has no %s:\n%s", page, want, out[page])
			}
		}
	}
	if out["files/notes/img/shown.png"] == nil || out["files/notes/img/raw.png"] == nil || out["files/notes/img/hidden.png"] != nil {
		t.Error("not exactly the pictures that a page shows are published")
	}
}

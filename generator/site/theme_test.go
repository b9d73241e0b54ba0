package site

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator/fault"
	"retake/themes"
)

func TestThemeFaults(t *testing.T) {
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		want  []string
	}{
		{"no mistake", fstest.MapFS{}, nil},
		{"a new style", fstest.MapFS{"style.css": text("body{}"), "img/a.svg": text("<svg/>"), "README.md": text("for authors")}, nil},
		{"not a template", fstest.MapFS{"home.html": text("<p>\n{{if}}</p>")}, []string{"themes/mine/home.html:2: missing value for if [theme-template]"}},
		{"unknown field", fstest.MapFS{"home.html": text("<h1>a</h1>\n\n  {{.Nonsense}}")}, []string{
			`themes/mine/home.html:3:5: executing "home.html" at <.Nonsense>: can't evaluate field Nonsense in type HomePage [theme-template]`}},
		{"unknown partial", fstest.MapFS{"404.html": text(`{{template "partials/none.html"}}`)}, []string{`themes/mine/404.html:1:12: no such template "partials/none.html" [theme-template]`}},
		{"a mistake in a partial", fstest.MapFS{"partials/bar.html": text("{{.Oops}}")}, []string{
			`themes/mine/partials/bar.html:1:3: executing "partials/bar.html" at <.Oops>: can't evaluate field Oops in type Bar [theme-template]`}},
		{"two mistakes", fstest.MapFS{"note.html": text("{{"), "plan.html": text("{{end}}")}, []string{
			"themes/mine/note.html:1: unclosed action [theme-template]", "themes/mine/plan.html:1: unexpected {{end}} [theme-template]"}},
		{"a taken name", fstest.MapFS{"plan.json": text("{}")}, []string{"themes/mine/plan.json: the theme's plan.json has the name of a file that the site makes itself [theme-clash]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := rich()
			in.Theme = themes.Over(c.files)
			in.ThemeName = func(p string) string { return "themes/mine/" + p }
			_, faults := Render(in)
			if len(faults) != len(c.want) {
				t.Fatalf("got %v, want %d", faults, len(c.want))
			}
			for i, f := range faults {
				if !strings.HasPrefix(f.String(), c.want[i]) {
					t.Errorf("got  %s\nwant %s", f, c.want[i])
				}
			}
		})
	}
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func TestThemeMissing(t *testing.T) {
	for _, files := range []fs.FS{nil, fstest.MapFS{}} {
		in := rich()
		in.Theme = files
		out, faults := Render(in)
		if out != nil || len(faults) != len(needed()) {
			t.Fatalf("%d pages, faults %v", len(out), faults)
		}
		exhibit(t, "theme-missing", faults.Sorted()[:1])
	}
}

// TestThemeOver: a theme's file wins, every other one is the default's.
func TestThemeOver(t *testing.T) {
	in := rich()
	in.Theme = themes.Over(fstest.MapFS{"404.html": text("<h1>own</h1>"), "fonts/a.woff2": text("font")})
	out := render(t, in)
	if !strings.Contains(string(out["404.html"]), "<h1>own</h1>") || string(out["fonts/a.woff2"]) != "font" {
		t.Error("the theme's own files are not used")
	}
	if want := render(t, rich()); string(out["style.css"]) != string(want["style.css"]) || len(out) != len(want)+1 {
		t.Error("the default's files are not kept")
	}
	if _, err := fs.Stat(in.Theme, "none"); err == nil {
		t.Error("a file that nobody has is there")
	}
}

// TestPageClash: two notes cannot have one page, nor take the place of a page of the plan.
func TestPageClash(t *testing.T) {
	in := bare()
	addNotes(&in, []source{
		{"note", "content/notes/a.md", "notes/a", "A", 0, 0, "one"},
		{"note", "content/notes/A.md", "notes/a", "A", 0, 0, "two"},
		{"note", "content/report.md", "report", "Report", 0, 0, "three"},
	})
	out, faults := Render(in)
	exhibit(t, "page-clash", faults)
	if len(faults) != 2 || out["notes/a.html"] == nil {
		t.Errorf("faults %v", faults)
	}
}

// exhibit compares what is printed with testdata/faults.
func exhibit(t *testing.T, code string, faults fault.List) {
	t.Helper()
	want, err := os.ReadFile("testdata/faults/" + code + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	fault.Print(&got, faults, false)
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// TestThemeWithAPipe: a pipe in a theme is named, not waited for.
func TestThemeWithAPipe(t *testing.T) {
	in := rich()
	in.Theme = themes.Over(fstest.MapFS{"pipe.css": {Mode: fs.ModeNamedPipe}})
	_, faults := Render(in)
	if len(faults) != 1 || faults[0].Code != "theme-unreadable" {
		t.Errorf("faults %v", faults)
	}
}

// TestThemeInARepository: what is hidden in a theme's folder stays there, above all its history.
func TestThemeInARepository(t *testing.T) {
	in := rich()
	in.Theme = themes.Over(fstest.MapFS{".git/config": {Data: []byte("secret")}, "fonts/.cache/a.woff2": {Data: []byte("x")}, "fonts/.b": {Data: []byte("x")}, "fonts/a.woff2": {Data: []byte("x")}})
	out, _ := Render(in)
	for name := range out {
		if strings.Contains(name, "/.") || strings.HasPrefix(name, ".git") {
			t.Errorf("%s is published", name)
		}
	}
	if out["fonts/a.woff2"] == nil {
		t.Error("what is not hidden is gone")
	}
}

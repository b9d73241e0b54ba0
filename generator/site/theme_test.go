package site

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"retake/generator/fault"
	"retake/generator/site/theme"
	"retake/generator/site/view"
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

// TestEveryTemplateHasAUse: a page template of the default is one that Render asks for. A theme's own file of such a
// name is taken for used.
func TestEveryTemplateHasAUse(t *testing.T) {
	there, err := fs.Glob(themes.Default, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range there {
		if !slices.Contains(needed(), name) {
			t.Errorf("nothing uses %s", name)
		}
	}
	if all := needed(); len(there) != len(all)-1 { // and the menu
		t.Errorf("%d templates, and %v are needed", len(there), all)
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

// readmeSection is a part of themes/README.md, and what stands in it between ` and `.
func readmeSection(t *testing.T, title string) (text string, code []string) {
	t.Helper()
	b, err := os.ReadFile("../../themes/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(b), title+"\n")
	if !ok {
		t.Fatalf("themes/README.md has no %q", title)
	}
	text, _, _ = strings.Cut(text, "\n##")
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(text, -1) {
		code = append(code, m[1])
	}
	return text, code
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssRule    = regexp.MustCompile(`([^{};]+)\{([^{}]*)\}`)
	cssHidden  = regexp.MustCompile(`display: none|visibility: hidden|clip-path: inset\(50%\)|inset-inline-start: -\d`)
	cssClass   = regexp.MustCompile(`\.(-?[a-zA-Z_][\w-]*)`)
	cssSubject = regexp.MustCompile(`[^\s>+~()]*(?:\([^()]*\)[^\s>+~()]*)*$`)
)

// hides are the classes of what a rule of a style sheet hides: of the last part of each selector that has any.
func hides(selectors string) []string {
	var out []string
	for rest := selectors; rest != ""; {
		end, depth := len(rest), 0
		for i, r := range rest {
			depth += map[rune]int{'(': 1, ')': -1}[r]
			if r == ',' && depth == 0 {
				end = i
				break
			}
		}
		one := strings.TrimSpace(rest[:end])
		rest = strings.TrimPrefix(rest[end:], ",")
		for one != "" {
			subject := cssSubject.FindString(one)
			found := cssClass.FindAllStringSubmatch(subject, -1)
			for _, m := range found {
				out = append(out, m[1])
			}
			if one = strings.TrimRight(strings.TrimSuffix(one, subject), " >+~"); len(found) > 0 || subject == "" {
				break
			}
		}
	}
	return out
}

func TestHides(t *testing.T) {
	for selectors, want := range map[string]string{
		".a": "a", ".a, .b .c": "a c", ".a > summary::marker": "a", ".a:is(.b, .c d) .e:not(.f)": "e f", ".m > i:nth-child(2)": "m", "p": "", ".x :is(th, td):nth-child(2), .y": "x y",
	} {
		if got := strings.Join(hides(selectors), " "); got != want {
			t.Errorf("%s hides %q, want %q", selectors, got, want)
		}
	}
}

// TestStyleContract: a style sheet can be written from themes/README.md alone. Each class that the default hides, and
// each that a drawing has, is named there; and each that is named there is used.
func TestStyleContract(t *testing.T) {
	_, code := readmeSection(t, "## What a style sheet has to do")
	named := map[string]bool{}
	for _, c := range code {
		for _, m := range regexp.MustCompile(`(?:^| )\.([\w-]+)`).FindAllStringSubmatch(c, -1) {
			named[m[1]] = true
		}
	}
	css, err := fs.ReadFile(themes.Default, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for _, m := range cssRule.FindAllStringSubmatch(cssComment.ReplaceAllString(string(css), ""), -1) {
		if !cssHidden.MatchString(m[2]) {
			continue
		}
		for _, class := range hides(strings.TrimSpace(m[1])) {
			if hidden++; !named[class] {
				t.Errorf("the default style hides .%s, which themes/README.md does not name", class)
			}
		}
	}
	drawn := drawnClasses(t)
	for class := range drawn {
		if !named[class] {
			t.Errorf("a drawing has .%s, which themes/README.md does not name", class)
		}
	}
	for class := range named {
		if !drawn[class] && !regexp.MustCompile(`\.`+class+`\b`).Match(css) && class != "unscripted" {
			t.Errorf("themes/README.md names .%s, and nothing has it", class)
		}
	}
	if hidden < 30 || len(drawn) < 30 {
		t.Errorf("only %d hidden and %d drawn classes were found", hidden, len(drawn))
	}
}

// drawnClasses are those in the drawings of the goldens and of room chart.
func drawnClasses(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	svg, class := regexp.MustCompile(`(?s)<svg.*?</svg>`), regexp.MustCompile(`class="([^"]*)"`)
	for _, pattern := range []string{"testdata/*/*.html", "../chart/testdata/*.svg", "../../themes/default/partials/*.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no files", pattern, err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range svg.FindAllString(string(b), -1) {
				for _, m := range class.FindAllStringSubmatch(s, -1) {
					for _, c := range strings.Fields(m[1]) {
						out[c] = true
					}
				}
			}
		}
	}
	return out
}

// given are the partials, and a value of what each is given.
var given = map[string]any{
	"almanac": view.Almanac{}, "bar": view.Bar{}, "blocks": []view.Block{{}}, "chart": view.Chart{}, "contents": []view.Entry{{}}, "domain-table": []view.Row{{}},
	"dues": []view.Due{{}}, "facts": []view.Fact{{}}, "finding": view.Finding{}, "linked": view.Linked{}, "mix": []view.Mix{{}}, "moved": view.Moved{},
	"nav": view.Nav{}, "ranking": []view.Row{{}}, "sims": []view.Sim{{}}, "sources": []view.Source{{}}, "table": view.Table{}, "week-line": view.Week{}, "working": view.Working{},
	"beside": view.NotePage{}, "legend": "80 %",
}

// TestPartialContract: themes/README.md names each partial, what it is given, and what uses it.
func TestPartialContract(t *testing.T) {
	text, _ := readmeSection(t, "### Partials")
	look, faults := theme.Load(themes.Default, func(p string) string { return p }, nil, nil)
	files, err := fs.Glob(themes.Default, "*/*.html")
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	var want []string
	for _, f := range files {
		name := strings.TrimSuffix(path.Base(f), ".html")
		look.Run(f, given[name], &faults)
		typ := "list of `" + strings.TrimPrefix(fmt.Sprintf("%T", given[name]), "[]view.") + "`"
		switch {
		case name == "beside":
			typ = "a page with `Prev` and `Next` (Links)"
		case name == "legend":
			typ = "the target as text, or empty"
		case !strings.HasPrefix(fmt.Sprintf("%T", given[name]), "[]"):
			typ = "`" + strings.TrimPrefix(fmt.Sprintf("%T", given[name]), "view.") + "`"
		}
		want = append(want, "`"+name+".html` | "+typ+" | "+usedBy(t, f))
	}
	if len(faults) > 0 || len(files) != len(given) {
		t.Error(len(files), "partials,", faults)
	}
	var got []string
	for _, m := range regexp.MustCompile("(?m)^\\| (`[^|]*) \\|[^|]*\\| ([^|]*) \\| ([^|]*) \\|$").FindAllStringSubmatch(text, -1) {
		got = append(got, m[1]+" | "+m[2]+" | "+m[3])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-the theme +themes/README.md\n%s", diff)
	}
}

// usedBy lists what uses a partial, as themes/README.md writes it.
func usedBy(t *testing.T, partial string) string {
	if partial == "partials/nav.html" {
		return "every page, by way of `Nav` in `base`"
	}
	var out []string
	for _, pattern := range []string{"*.html", "partials/*.html"} {
		files, err := fs.Glob(themes.Default, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if b, err := fs.ReadFile(themes.Default, f); err != nil || strings.Contains(string(b), `template "`+partial+`"`) {
				out = append(out, "`"+strings.TrimSuffix(f, ".html")+"`")
			}
		}
	}
	return strings.Join(out, ", ")
}

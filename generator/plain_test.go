package generator_test

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

	"golang.org/x/net/html"

	"retake/generator"
	"retake/generator/fault"
	"retake/themes"
)

// plainTheme are the files of the example theme by path.
func plainTheme(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	own := os.DirFS("testdata/themes/plain")
	err := fs.WalkDir(own, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(own, name)
		out[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// inPlain is the sample with the example theme beside it, some of its files changed.
func inPlain(t *testing.T, change map[string]string) generator.Result {
	t.Helper()
	k := keepPlan(t, "..")
	for name, text := range plainTheme(t) {
		k.set(path.Join("themes/plain", name), text)
	}
	for name, text := range change {
		k.set(path.Join("themes/plain", name), text)
	}
	return generator.Build(generator.Input{Source: k, Theme: "plain"})
}

// TestFirstTheme: the theme that themes/README.md builds up is three files of the default made anew; the sample
// builds with it without a word, and each of its pages leads where the default's lead.
func TestFirstTheme(t *testing.T) {
	own := plainTheme(t)
	readme, err := os.ReadFile("../themes/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "## Your first theme: three files")
	section, _, _ = strings.Cut(section, "\n## ")
	var told []string
	for _, m := range regexp.MustCompile("(?m)^[0-9]\\. `([^`]+)`").FindAllStringSubmatch(section, -1) {
		told = append(told, m[1])
	}
	slices.Sort(told)
	var names []string
	for name, text := range own {
		names = append(names, name)
		base, err := fs.ReadFile(themes.Default, name)
		if err != nil || string(base) == text {
			t.Errorf("%s makes nothing of the default anew: %v", name, err)
		}
	}
	slices.Sort(names)
	if len(names) != 3 || !slices.Equal(names, told) {
		t.Errorf("the theme has %v, and the text names %v", names, told)
	}
	r, plain := inPlain(t, nil), sampleSite(t)
	if len(r.Faults) > 0 {
		t.Fatal(r.Faults)
	}
	if len(r.Files) != len(plain) {
		t.Errorf("%d files, and %d with the default", len(r.Files), len(plain))
	}
	for name, data := range r.Files {
		if strings.HasSuffix(name, ".html") {
			leads(t, r.Files, name, data)
		} else if name != "style.css" && string(data) != string(plain[name]) {
			t.Errorf("%s differs from the default's", name)
		}
	}
}

// leads checks that what a page links and shows is there.
func leads(t *testing.T, files map[string][]byte, name string, data []byte) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key != "href" && a.Key != "src" || strings.Contains(a.Val, ":") || strings.HasPrefix(a.Val, "#") {
				continue
			}
			to, _, _ := strings.Cut(a.Val, "#")
			if to = path.Join(path.Dir(name), to); files[to] == nil && name != "404.html" && !strings.Contains(to, "%") {
				t.Errorf("%s leads to %s, which is not there", name, a.Val)
			}
		}
	}
}

// TestThemeMistakes: a mistake of each kind in a theme of one's own is told with the theme's file and line, as the
// author of the theme meets it, and leaves no site.
func TestThemeMistakes(t *testing.T) {
	home := plainTheme(t)["home.html"]
	for _, c := range []struct {
		exhibit, file, text string
	}{
		{"syntax", "home.html", strings.Replace(home, "{{- with .Lead}}", "{{- wiht .Lead}}", 1)},
		{"field", "home.html", strings.Replace(home, "{{.Heading}}", "{{.Haeding}}", 1)},
		{"partial", "home.html", strings.Replace(home, "partials/mix.html", "partials/mixed.html", 1)},
		{"field-of-a-part", "partials/nav.html", "<nav>\n{{range .Links}}\n<a href=\"{{.URL}}\">{{.Text}}</a>\n{{end}}\n</nav>\n"},
		{"script", "home.html", home + "<script>\nopen()\n"},
		{"quote", "home.html", strings.Replace(home, "dir=\"auto\">{{.}}", "dir=\"auto>{{.}}", 1)},
		{"branches", "partials/nav.html", "<nav>\n{{range .Links}}<a href=\"{{.Href}}{{if .Current}}\" aria-current=\"true\"{{end}}\">{{.Text}}</a>{{end}}\n</nav>\n"},
		{"unclosed", "note.html", "<article>\n{{with .Domain}}\n{{.Text}}\n</article>\n"},
	} {
		t.Run(c.exhibit, func(t *testing.T) {
			r := inPlain(t, map[string]string{c.file: c.text})
			if r.Files != nil || r.Faults.Errors() == 0 {
				t.Errorf("a site was made; faults %v", r.Faults)
			}
			var b strings.Builder
			fault.Print(&b, r.Faults, false)
			file := filepath.Join("testdata/themes", "mistake-"+c.exhibit+".txt")
			if *updateFaults {
				if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
			if !strings.HasPrefix(b.String(), "themes/plain/"+c.file+":") {
				t.Errorf("the theme's own file is not named:\n%s", b.String())
			}
		})
	}
}

// TestStrayTemplate: a template that nothing uses is told of each time, warm as cold, and stops nothing; renamed as the
// hint says, it is used.
func TestStrayTemplate(t *testing.T) {
	k := keepPlan(t, "..")
	k.set("themes/plain/style.css", plainTheme(t)["style.css"])
	var m generator.Memory
	for _, c := range []struct{ add, remove, want string }{
		{"", "", ""},
		{"wek.html", "", "themes/plain/wek.html: no page uses the template wek.html [theme-unknown]"},
		{"", "", "themes/plain/wek.html: no page uses the template wek.html [theme-unknown]"},
		{"week.html", "wek.html", ""},
	} {
		if c.add != "" {
			k.set(path.Join("themes/plain", c.add), "<h1>A week of my own</h1>\n")
		}
		delete(k.MapFS, path.Join("themes/plain", c.remove))
		in := generator.Input{Source: k, Theme: "plain"}
		warm, cold := m.Build(in), generator.Build(in)
		if fmt.Sprint(warm.Faults) != fmt.Sprint(cold.Faults) {
			t.Errorf("warm %v, cold %v", warm.Faults, cold.Faults)
		}
		var b strings.Builder
		for _, f := range warm.Faults {
			b.WriteString(f.String())
		}
		if b.String() != c.want || warm.Faults.Errors() > 0 {
			t.Errorf("got %q, want %q", b.String(), c.want)
		}
		if own := strings.Contains(string(warm.Files["weeks/01.html"]), "A week of my own"); own != (c.add == "week.html") {
			t.Errorf("with %q, the week of the theme's own is shown: %v", c.add, own)
		}
	}
}

package theme

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// TestCycles: a template that includes itself without a condition is found before it is run.
func TestCycles(t *testing.T) {
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		want  []string
	}{
		{"itself", fstest.MapFS{"404.html": text("<p>\n{{template \"404.html\" .}}")}, []string{"mine/404.html:2:12: 404.html includes itself, without end [theme-template]"}},
		{"by way of two", fstest.MapFS{"404.html": text(`{{template "a.html" .}}`), "a.html": text(`{{template "b.html" .}}`), "b.html": text(`{{template "404.html" .}}`)}, []string{
			"mine/404.html:1:12: 404.html includes itself by way of a.html and b.html, without end [theme-template]",
			"mine/a.html:1:12: a.html includes itself by way of b.html and 404.html, without end [theme-template]",
			"mine/b.html:1:12: b.html includes itself by way of 404.html and a.html, without end [theme-template]"}},
		{"under a condition", fstest.MapFS{"404.html": text(`{{with .Site}}{{template "404.html" .}}{{end}}`)}, nil},
		{"twice, and no cycle", fstest.MapFS{"404.html": text(`{{template "a.html" .}}{{template "a.html" .}}`), "a.html": text("a")}, nil},
		{"defined inside", fstest.MapFS{"404.html": text(`{{define "x"}}{{template "x" .}}{{end}}{{template "x" .}}`)}, []string{
			"mine/404.html:1:26: x includes itself, without end [theme-template]"}},
	} {
		_, faults := Load(c.files, func(p string) string { return path.Join("mine", p) }, nil, nil)
		var got []string
		for _, f := range faults {
			got = append(got, f.String())
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

package theme

import (
	"testing"
	"testing/fstest"
)

// TestThemeIsNoHTML: what html/template says of a page that is not whole is told in words, at the place if that can be
// known, else in the file.
func TestThemeIsNoHTML(t *testing.T) {
	for _, c := range []struct{ src, want, hint string }{
		{"<p>\n <script>f()\n</p>\n", "404.html:2:2: the page ends inside a script", "</script> is missing; a script belongs into a file: the site's content policy runs none that stands in a page"},
		{"<p>é<style>a{}</p>\n", "404.html:1:5: the page ends inside a style", "</style> is missing; a style belongs into style.css: the site's content policy heeds none that stands in a page"},
		{"<!-- a -->\n<!-- b", "404.html:2:1: the page ends inside a comment", "the --> at its end is missing"},
		{"<p>\n<textarea></p>", "404.html:2:1: the page ends inside a textarea", "</textarea> is missing"},
		{"<title>a</p>", "404.html:1:1: the page ends inside a title", "</title> is missing"},
		{"<p>\n<a href=\"x>\nb</a>\n\n", "404.html:3: the page ends inside the value of an attribute", "the quote at its end is missing"},
		{"<p>\n<b {{if .Site}}class=\"a\"{{end}}", "404.html:2:1: the page ends inside a tag", "the > at its end is missing"},
		{"<p>\n{{template \"partials/half.html\"}}\n", "partials/half.html:2:3: the page ends inside a script", "</script> is missing; a script belongs into a file: the site's content policy runs none that stands in a page"},
		{"<p>\n{{template \"partials/open.html\"}}\n", "404.html:2: the page ends inside the value of an attribute", "the quote at its end is missing"},
		{"<p>\n<a href='{{if .Site}}x{{else}}\"'{{end}}'>b</a>", "404.html:2:15: after {{if}} the page may go on inside the value of an attribute or inside a tag", "close tags and quotes in the branch that opens them"},
		{"{{with .Site}}<b title='{{end}}'>", "404.html:1:8: after {{with}} the page may go on inside the value of an attribute or in the text", "close tags and quotes in the branch that opens them"},
		{"<script>[{{range .Site}}'{{end}}]</script>", "404.html:1:18: after {{range}} the page may go on in two ways inside a script", "close tags and quotes in the branch that opens them"},
		{"<a href=\"{{if .Site}}/p/{{else}}/s?q={{end}}{{.Site}}\">x</a>", "404.html:1:47: {{.Site}} may stand in the path of a link or behind its question mark", "write the whole link in each branch"},
		{"\n<a href = /search?q=foo>x</a>", "404.html:2:11: = in a value without quotes: /search?q=foo", "put the value in quotes"},
		{"\n<p class=\"a\"b='c'\">", "404.html:2:18: \" in the name of an attribute: \">", "a quote or a > before it may be missing, or one too many"},
		{"<i>\"></i><i>\"></i>\n<p class=\"a\"b='c'\">", "404.html: \" in the name of an attribute: \">", "a quote or a > before it may be missing, or one too many"},
		{"<p>\n<p =a>", "404.html:2:4: in a tag, where an attribute may begin, stands =a>", "a name, a quote or a > before it may be missing"},
		{"{{template \"partials/self.html\" .}}", "partials/self.html:1:1: partials/self.html uses itself, and does not end where it begins", "close in it what it opens: tags, and quotes in tags"},
		{"\n<script>p = /foo[{{.Site}}]/</script>", "404.html:2:14: a value stands between [ and ] in a script's pattern: foo[", "a script belongs into a file: the site's content policy runs none that stands in a page"},
		{"\n<script>a = \"\\{{.Site}}\"</script>", "404.html:2:14: a value follows a backslash in a script: \\", "a script belongs into a file: the site's content policy runs none that stands in a page"},
		{"<style>a{content:\"\\{{.Site}}\"}</style>", "404.html:1:19: a value follows a backslash in a style: \\", "a style belongs into style.css: the site's content policy heeds none that stands in a page"},
		{"<script>\n{{if .Site}}x = 1{{end}}\n/-{{.Site}}/i.test(x)</script>", "404.html:3:1: in a script / may divide or begin a pattern: /-", "a script belongs into a file: the site's content policy runs none that stands in a page"},
		{"<p>{{.Site | html | print}}</p>", "404.html:1:6: the function html has no use here", "leave it out: each value is made safe for the place where it stands"},
		{"{{template \"partials/none.html\"}}", "404.html:1:12: no such template \"partials/none.html\"", "themes/README.md lists the partials; each is used by its path"},
	} {
		files := fstest.MapFS{
			"404.html": text(c.src), "partials/half.html": text("\n  <script>"), "partials/open.html": text("<a title='"),
			"partials/self.html": text("{{if .}}{{template \"partials/self.html\" .}}{{end}}\"<a title='"),
		}
		look, faults := Load(files, func(p string) string { return "mine/" + p }, nil, nil)
		if look.Run("404.html", struct{ Site string }{"a"}, &faults) != nil || len(faults) != 1 {
			t.Fatalf("%q: faults %v", c.src, faults)
		}
		if got := faults[0]; got.String() != "mine/"+c.want+" [theme-template]" || got.Hint != c.hint {
			t.Errorf("%q\ngot  %v\n     %s\nwant %s\n     %s", c.src, got, got.Hint, c.want, c.hint)
		}
	}
}

func text(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

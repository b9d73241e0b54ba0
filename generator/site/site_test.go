package site

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixtures are whole sites, each for other reasons hard.
var fixtures = map[string]func() Input{"rich": rich, "bare": bare, "twenty": twenty, "thought": thought, "passed": passed}

func render(t *testing.T, in Input) map[string][]byte {
	t.Helper()
	out, faults := Render(in)
	for _, f := range faults {
		t.Errorf("fault: %s", f)
	}
	return out
}

// TestDump writes the fixtures to the folder named in SITE_DUMP, to be looked at in a browser.
func TestDump(t *testing.T) {
	dir := os.Getenv("SITE_DUMP")
	if dir == "" {
		t.Skip("SITE_DUMP is not set")
	}
	for name, in := range fixtures {
		for p, b := range render(t, in()) {
			p = filepath.Join(dir, name, p)
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestGolden(t *testing.T) {
	pages := map[string][]string{
		"rich":    {"index.html", "report.html", "retake.html", "plan.html", "weeks/01.html", "domains/domain-d.html", "readiness.html", "notes/web/injection.html", "404.html", "plan.json"},
		"bare":    {"index.html", "plan.json"},
		"thought": {"plan.html", "retake.html", "report.html", "domains/index.html", "domains/domain-d.html", "causes.html", "practice.html", "weeks/04.html", "simulations.html", "progress.html", "readiness.html", "index.html", "resources.html", "mentor.html", "why.html"},
		"twenty":  {"plan.html"},
		"passed":  {"index.html", "plan.html", "simulations.html", "progress.html", "practice.html", "domains/index.html", "domains/domain-d.html", "weeks/04.html", "report.html", "retake.html", "readiness.html", "resources.html", "mentor.html", "why.html"},
	}
	for name, list := range pages {
		out := render(t, fixtures[name]())
		for _, p := range list {
			golden(t, filepath.Join("testdata", name, strings.ReplaceAll(p, "/", "-")), out[p])
		}
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// TestSameBytes: the order of notes and the timing of workers never show.
func TestSameBytes(t *testing.T) {
	for name, make := range fixtures {
		want := render(t, make())
		for range 5 {
			in := make()
			rand.Shuffle(len(in.Notes), func(i, j int) { in.Notes[i], in.Notes[j] = in.Notes[j], in.Notes[i] })
			got := render(t, in)
			if !maps.EqualFunc(want, got, bytes.Equal) {
				t.Fatalf("%s: another order of notes gave other bytes", name)
			}
		}
	}
}

// TestNothingAskedAfterAPass: no page of a plan that was passed asks for work, speaks of what is to be won or still
// open, or leaves a line to fill in, whether the pass was today or months ago. Blocks stay as they were planned.
func TestNothingAskedAfterAPass(t *testing.T) {
	asks := regexp.MustCompile(`points to win|What to win|Most points|What would change it|[Oo]pen misses|still open|\d open\b|open gaps|____|not yet<|cannot tell yet|questions of all domains|` +
		`[Tt]his week\b[^ ]|this rests on|Other dates|Write (it|the)|log\.toml like this|Room for a pen|To try again|Log them`)
	blocks := regexp.MustCompile(`<p class="(to-do|extra|because)[ "].*</p>`)
	for _, today := range []string{"2027-01-16", "2027-01-20", "2027-06-20"} {
		for p, b := range render(t, passedOn(day(today))) {
			if path.Ext(p) != ".html" {
				continue
			}
			text := blocks.ReplaceAllString(string(b), "")
			if at := asks.FindStringIndex(text); at != nil {
				t.Errorf("%s on %s: %q", p, today, text[max(0, at[0]-80):min(len(text), at[1]+80)])
			}
			if p != "404.html" && !strings.Contains(text, "The way here") {
				t.Errorf("%s: the home page has another name", p)
			}
		}
	}
}

// TestPages checks every page of every fixture against the rules that hold for all of them.
func TestPages(t *testing.T) {
	for name, make := range fixtures {
		in := make()
		out := render(t, in)
		ids := map[string]map[string]bool{}
		trees := map[string]*html.Node{}
		for p, b := range out {
			if path.Ext(p) != ".html" {
				continue
			}
			root, err := html.Parse(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			trees[p], ids[p] = root, map[string]bool{}
			for n := range root.Descendants() {
				if id := attr(n, "id"); id != "" {
					if ids[p][id] {
						t.Errorf("%s/%s: id %q twice", name, p, id)
					}
					ids[p][id] = true
				}
			}
		}
		for _, p := range slices.Sorted(maps.Keys(trees)) {
			c := checker{t: t, where: name + "/" + p, page: p, out: out, ids: ids}
			c.whole(trees[p], in.Index)
			if n := zipped(out[p]); n > 30<<10 {
				t.Errorf("%s/%s: %d bytes compressed", name, p, n)
			}
			shown := bytes.ReplaceAll(out[p], []byte("content/why.md"), nil) // where to write one's reasons
			for _, secret := range []string{"content/notes", ".md", "attempts.toml:"} {
				if bytes.Contains(shown, []byte(secret)) {
					t.Errorf("%s/%s: contains %q", name, p, secret)
				}
			}
		}
		if n := zipped(out["style.css"]) + zipped(out["code.css"]); n > 10<<10 {
			t.Errorf("%s: style sheets of %d bytes compressed", name, n)
		}
	}
}

func zipped(b []byte) int {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write(b)
	w.Close()
	return z.Len()
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// checker looks at one page.
type checker struct {
	t           *testing.T
	where, page string
	out         map[string][]byte
	ids         map[string]map[string]bool
	heading     int
	h1, csp     int
	robots      bool
}

func (c *checker) errorf(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("%s: %s", c.where, fmt.Sprintf(format, args...))
}

func (c *checker) whole(root *html.Node, index bool) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			c.element(n)
		}
	}
	if c.h1 != 1 {
		c.errorf("%d first-level headings", c.h1)
	}
	if c.csp != 1 {
		c.errorf("%d content policies", c.csp)
	}
	if c.robots == index {
		c.errorf("noindex is %v", c.robots)
	}
}

func (c *checker) element(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			c.errorf("attribute %s", a.Key)
		case a.Key == "href" || a.Key == "src":
			c.link(a.Val)
		case a.Key == "aria-labelledby" || a.Key == "aria-describedby":
			for id := range strings.FieldsSeq(a.Val) {
				if !c.ids[c.page][id] {
					c.errorf("%s %q, which is not there", a.Key, id)
				}
			}
		}
	}
	switch n.Data {
	case "script": // a file of the site, which runs once the page is there
		if attr(n, "src") == "" || !has(n, "defer") || n.FirstChild != nil {
			c.errorf("a script within the page, or one that holds it up")
		}
	case "style", "iframe", "form":
		c.errorf("element %s", n.Data)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		level := int(n.Data[1] - '0')
		if level > c.heading+1 {
			c.errorf("%s after level %d", n.Data, c.heading)
		}
		if c.heading = level; level == 1 {
			c.h1++
		}
	case "img":
		if !has(n, "alt") {
			c.errorf("image %s without alt", attr(n, "src"))
		}
	case "table": // in notes it is the box around it that is named
		if n.FirstChild == nil || n.FirstChild.Data != "caption" && attr(n.Parent, "aria-label") == "" {
			c.errorf("table without a name")
		}
	case "input":
		if attr(n, "aria-label") == "" && !within(n, "label") {
			c.errorf("input without a label")
		}
	case "meta":
		if attr(n, "http-equiv") == "Content-Security-Policy" && strings.HasPrefix(attr(n, "content"), "default-src 'none';") {
			c.csp++
		}
		if attr(n, "name") == "robots" && attr(n, "content") == "noindex" {
			c.robots = true
		}
	}
}

func within(n *html.Node, tag string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == tag {
			return true
		}
	}
	return false
}

// link follows a link within the site to its file and its anchor.
func (c *checker) link(href string) {
	u, err := url.Parse(href)
	if err != nil {
		c.errorf("link %q: %v", href, err)
		return
	}
	if u.Scheme != "" {
		if u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" && u.Scheme != "data" {
			c.errorf("link %q", href)
		}
		return
	}
	to := c.page
	if u.Path != "" {
		to = path.Join(path.Dir(c.page), u.Path)
	}
	if strings.HasPrefix(u.Path, "/") || u.Host != "" || strings.HasSuffix(u.Path, "/") {
		c.errorf("link %q is not relative to the page, or ends in no file", href)
	}
	if _, ok := c.out[to]; !ok {
		c.errorf("link %q leads nowhere (%s)", href, to)
	} else if u.Fragment != "" && !c.ids[to][u.Fragment] {
		c.errorf("link %q: no such anchor", href)
	}
}

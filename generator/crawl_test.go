package generator_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// crawl follows every address on every page of a site, as a browser would from wherever the site stands.
type crawl struct {
	files map[string][]byte
	ids   map[string]map[string]bool // by page
	leads map[string][]string        // from a file to those it names; of pages, only what readers can follow
	used  map[string]bool            // files that are named somewhere
	wrong []string
}

// bases are places where a site may stand; the last one is a folder with an awkward name.
var bases = []string{"https://example.org/", "https://example.org/project/", "https://example.org/a/b/", "file:///home/a%20b/%23%25/public/"}

// byScripts are files that no page names, because a script asks for them or a machine does, with the reason.
var byScripts = map[string]string{
	".nojekyll":  "it tells a host to leave the files as they are",
	"robots.txt": "search engines ask for it at a fixed address",
	"plan.json":  "programs read it; pages say all that is in it",
	"404.html":   "hosts show it for an address that does not exist",
	"search/":    "the search script loads the parts of its index that it needs",
	"LICENSE":    "a licence stands beside what it is of",
}

// crawled looks at a whole site and returns all that is wrong.
func crawled(files map[string][]byte) []string {
	c := &crawl{files: files, ids: map[string]map[string]bool{}, leads: map[string][]string{}, used: map[string]bool{}}
	trees := map[string]*html.Node{}
	for _, p := range htmlPages(files) {
		root, err := html.Parse(bytes.NewReader(files[p]))
		if err != nil {
			return []string{p + ": " + err.Error()}
		}
		trees[p] = root
		c.name(p, root)
	}
	for _, p := range slices.Sorted(maps.Keys(trees)) {
		for n := range trees[p].Descendants() {
			if n.Type == html.ElementNode {
				c.element(p, n)
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(p) == ".css" {
			c.sheet(p)
		}
	}
	c.reached()
	c.orphans()
	return c.wrong
}

func (c *crawl) say(page, format string, args ...any) {
	c.wrong = append(c.wrong, page+": "+fmt.Sprintf(format, args...))
}

// name notes the ids of a page, each of which stands there once.
func (c *crawl) name(page string, root *html.Node) {
	c.ids[page] = map[string]bool{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key != "id" {
				continue
			}
			if a.Val == "" || c.ids[page][a.Val] {
				c.say(page, "id %q is empty or stands there twice", a.Val)
			}
			c.ids[page][a.Val] = true
		}
	}
}

// element follows all that an element names: addresses, and ids of its own page.
func (c *crawl) element(page string, n *html.Node) {
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src", "poster", "data", "action", "cite", "background":
			c.address(page, n, a.Val)
		case "srcset", "imagesrcset":
			for one := range strings.SplitSeq(a.Val, ",") {
				c.address(page, n, strings.Fields(one + " ")[0])
			}
		case "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns", "list":
			for id := range strings.FieldsSeq(a.Val) {
				if !c.ids[page][id] {
					c.say(page, "<%s %s=%q> names nothing", n.Data, a.Key, id)
				}
			}
		}
	}
}

// address follows one address.
func (c *crawl) address(page string, n *html.Node, to string) {
	u, err := url.Parse(to)
	switch {
	case err != nil || to == "":
		c.say(page, "<%s> leads to %q", n.Data, to)
	case u.Scheme == "data" && n.Data == "img", n.Data == "a" && slices.Contains([]string{"mailto", "tel", "ftp"}, u.Scheme):
	case u.Scheme == "http" || u.Scheme == "https":
		c.elsewhere(page, n, to)
	case u.Scheme != "" || u.Host != "" || strings.HasPrefix(to, "/"):
		c.say(page, "%s is not seen from the page", to)
	case u.RawQuery != "" || u.ForceQuery:
		c.say(page, "%s asks a server", to)
	default:
		c.within(page, n, u)
	}
}

// elsewhere holds a link to another site: only readers follow it, and it tells nobody where they came from.
func (c *crawl) elsewhere(page string, n *html.Node, to string) {
	rel := ""
	for _, a := range n.Attr {
		if a.Key == "rel" {
			rel = a.Val
		}
	}
	if n.Data == "link" && (rel == "self" || rel == "canonical") {
		return // an address of the site itself; nothing is fetched
	}
	if n.Data != "a" || !bytes.Contains(c.files[page], []byte(`<meta name="referrer" content="no-referrer">`)) && !strings.Contains(rel, "noreferrer") {
		c.say(page, "<%s> asks another host for %s", n.Data, to)
	}
}

// within follows an address to a file of the site, which must be the same one wherever the site stands.
func (c *crawl) within(page string, n *html.Node, u *url.URL) {
	file := page
	if u.Path != "" {
		file = path.Join(path.Dir(page), u.Path)
	}
	for _, base := range bases {
		here, want := below(base, page), below(base, file)
		if got := here.ResolveReference(u); got.Path != want.Path {
			c.say(page, "%s leads to %s below %s", u, got.Path, base)
		}
	}
	if strings.HasSuffix(u.Path, "/") || c.files[file] == nil {
		c.say(page, "<%s> leads to %s: there is no such file", n.Data, u)
		return
	}
	c.used[file] = true
	if n.Data == "a" {
		c.leads[page] = append(c.leads[page], file)
	}
	if u.Fragment != "" && !c.ids[file][u.Fragment] {
		c.say(page, "%s leads to a place that is not on the page", u)
	}
}

// below is the address of a file of a site.
func below(base, file string) *url.URL {
	u, err := url.Parse(base)
	if err != nil {
		panic(err)
	}
	u.Path, u.RawPath = u.Path+file, ""
	return u
}

var inSheet = regexp.MustCompile(`url\(\s*["']?([^"')]+)["']?\s*\)|@import`)

// sheet follows what a style sheet names.
func (c *crawl) sheet(name string) {
	for _, m := range inSheet.FindAllSubmatch(c.files[name], -1) {
		to := string(m[1])
		if strings.HasPrefix(to, "data:") || strings.HasPrefix(to, "#") {
			continue
		}
		if file := path.Join(path.Dir(name), to); to == "" || c.files[file] == nil {
			c.say(name, "%s leads nowhere", m[0])
		} else {
			c.used[file] = true
		}
	}
}

// reached finds the pages to which no way leads from the home page.
func (c *crawl) reached() {
	seen := map[string]bool{"index.html": true}
	for next := []string{"index.html"}; len(next) > 0; {
		page := next[0]
		next = next[1:]
		for _, to := range c.leads[page] {
			if !seen[to] {
				seen[to] = true
				next = append(next, to)
			}
		}
	}
	for _, p := range htmlPages(c.files) {
		if !seen[p] && p != "404.html" {
			c.say(p, "no way leads here from the home page")
		}
	}
}

// orphans finds files that nothing names.
func (c *crawl) orphans() {
	for _, p := range slices.Sorted(maps.Keys(c.files)) {
		if path.Ext(p) == ".html" || c.used[p] {
			continue
		}
		named := slices.ContainsFunc(slices.Sorted(maps.Keys(byScripts)), func(b string) bool {
			return p == b || strings.HasSuffix(b, "/") && strings.HasPrefix(p, b) || b == "LICENSE" && strings.HasPrefix(path.Base(p), b)
		})
		if !named {
			c.say(p, "nothing names this file")
		}
	}
}

// emitted are the sites that everything holds for.
func emitted(t *testing.T, each func(t *testing.T, files map[string][]byte)) {
	t.Run("sample", func(t *testing.T) { each(t, sampleSite(t)) })
	t.Run("large", func(t *testing.T) { each(t, largeSite(t).Files) })
}

// TestEverythingLeadsSomewhere: each link, anchor, image, script and style sheet of each page is there, at any
// address and from a folder; every page can be reached, and no file is there for nothing.
func TestEverythingLeadsSomewhere(t *testing.T) {
	emitted(t, func(t *testing.T, files map[string][]byte) {
		for _, w := range crawled(files) {
			t.Error(w)
		}
	})
}

// TestTheCrawlFindsWhatIsWrong breaks a small site in each way.
func TestTheCrawlFindsWhatIsWrong(t *testing.T) {
	page := func(body string) []byte {
		return []byte(`<!doctype html><html lang="en"><head><title>x</title><meta name="referrer" content="no-referrer"><link rel="stylesheet" href="style.css"></head><body>` + body + `</body></html>`)
	}
	site := func(body string) map[string][]byte {
		return map[string][]byte{
			"index.html": page(`<a href="a/b%20c.html#x">b</a> <a href="https://example.org/">out</a> <a href="mailto:a@example.org">mail</a> <img src="data:image/png;base64,xx" alt="">` + body),
			"a/b c.html": []byte(`<html><body><p id="x">x</p><a href="../index.html">home</a></body></html>`), "style.css": []byte("p { color: red }"),
			"404.html": page(""), "robots.txt": {1}, "search/words-a.js": {1},
		}
	}
	if wrong := crawled(site("")); len(wrong) > 0 {
		t.Errorf("nothing is wrong, but: %q", wrong)
	}
	for body, want := range map[string]string{
		`<a href="gone.html">x</a>`:                       "no such file",
		`<a href="a/">x</a>`:                              "no such file",
		`<a href="">x</a>`:                                `leads to ""`,
		`<a href="%zz">x</a>`:                             "leads to",
		`<a href="#gone">x</a>`:                           "a place that is not on the page",
		`<a href="a/b%20c.html#y">x</a>`:                  "a place that is not on the page",
		`<a href="/index.html">x</a>`:                     "not seen from the page",
		`<a href="//example.org/">x</a>`:                  "not seen from the page",
		`<a href="javascript:x()">x</a>`:                  "not seen from the page",
		`<a href="../index.html">x</a>`:                   "leads to",
		`<a href="index.html?x=1">x</a>`:                  "asks a server",
		`<img src="https://example.org/a.png" alt="">`:    "asks another host",
		`<img srcset="style.css 1x, gone.png 2x" alt="">`: "no such file",
		`<script src="gone.js"></script>`:                 "no such file",
		`<p id="y"></p><p id="y"></p>`:                    "twice",
		`<label for="gone">x</label>`:                     "names nothing",
	} {
		expectWrong(t, body, crawled(site(body)), want)
	}
	for name, change := range map[string]func(files map[string][]byte){
		"nothing names this file": func(f map[string][]byte) { f["a/new.png"] = []byte{1} },
		"no way leads here":       func(f map[string][]byte) { f["a/new.html"] = page("") },
		"leads nowhere":           func(f map[string][]byte) { f["style.css"] = []byte("p { background: url(gone.png) }") },
		"asks another host for": func(f map[string][]byte) {
			f["index.html"] = bytes.Replace(f["index.html"], []byte("no-referrer"), []byte("origin"), 1)
		},
	} {
		files := site("")
		change(files)
		expectWrong(t, name, crawled(files), name)
	}
}

// expectWrong wants a word among what was found.
func expectWrong(t *testing.T, what string, wrong []string, want string) {
	t.Helper()
	if !strings.Contains(strings.Join(wrong, "\n"), want) {
		t.Errorf("%s: got %q, want %q", what, wrong, want)
	}
}

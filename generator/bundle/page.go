package bundle

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Page is the page at path (such as "index.html") as one self-contained HTML file. files are the whole site.
// A page that is not there, and one that does not begin with a head, are errors.
func Page(files map[string][]byte, path string) ([]byte, error) {
	body, there := files[path]
	if !there {
		return nil, fmt.Errorf("there is no page %q in the site", path)
	}
	src := strings.TrimPrefix(strings.ToValidUTF8(string(body), "\ufffd"), "\ufeff")
	p := &page{files: files, path: path, ids: map[string]bool{}, head: -1}
	tokens := p.kept(scan(src))
	if !beginsWithHead(tokens) {
		return nil, fmt.Errorf("%s does not begin with a head, so nothing in it can be forbidden to reach out", path)
	}
	for _, t := range tokens {
		if id, ok := t.attr("id"); ok {
			p.ids[id] = true
		}
	}
	for _, t := range tokens {
		p.write(t)
	}
	return p.finished(), nil
}

// page is a page under way.
type page struct {
	files   map[string][]byte
	path    string
	ids     map[string]bool // that links may lead to
	out     []byte
	head    int      // where the policy goes in out, -1 before the head
	hashes  []string // of its style sheets
	font    bool     // a sheet carries a typeface
	links   []string // what closes each open link
	navs    []nav
	body    bool // has begun
	drawing int  // how deep in svg and math
}

// nav is a list of links under way.
type nav struct {
	at         int  // where it begins in the output
	live, dead bool // it has links that lead somewhere, and such that do not
}

// gone are elements that go with all they hold; unwrapped are those whose tags alone go.
var (
	gone      = words("script style iframe noembed noframes")
	unwrapped = words("noscript plaintext xmp base object embed applet param audio video picture source track area map frame frameset portal fencedframe")
)

func words(s string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		all[w] = true
	}
	return all
}

// kept leaves out what runs, what loads, and what the policy of the site holds back anyway.
func (p *page) kept(tokens []token) []token {
	kept := []token{}
	within := ""
	for _, t := range tokens {
		switch {
		case within != "":
			if t.kind == end && t.name == within {
				within = ""
			}
		case t.kind == start && gone[t.name] && !t.shut:
			within = t.name
		case (t.kind == start || t.kind == end) && (gone[t.name] || unwrapped[t.name]):
		default:
			kept = append(kept, t)
		}
	}
	return kept
}

// beginsWithHead says that a policy in the head will hold for the page: before the head nothing may stand but the
// doctype and the html tag, or a browser would begin the body there.
func beginsWithHead(tokens []token) bool {
	for _, t := range tokens {
		switch {
		case t.is("head"):
			return true
		case t.kind == doctype, t.is("html"), t.kind == text && strings.TrimSpace(t.raw) == "":
		default:
			return false
		}
	}
	return false
}

// write puts one token into the output.
func (p *page) write(t token) {
	switch t.kind {
	case doctype:
		p.add(t.raw)
	case text:
		if !p.body && strings.TrimSpace(t.raw) == "" && bytes.HasSuffix(p.out, []byte("\n")) {
			return // the line of something that is gone
		}
		p.add(strings.ReplaceAll(t.raw, "<", "&lt;"))
	case start:
		p.start(t)
	case end:
		p.end(t)
	}
}

func (p *page) add(s string) { p.out = append(p.out, s...) }

func (p *page) start(t token) {
	switch t.name {
	case "meta":
		p.meta(t)
	case "link":
		p.link(t)
	case "a":
		p.anchor(t)
	case "img", "image":
		p.picture(t)
	case "nav":
		p.navs = append(p.navs, nav{at: len(p.out)})
		p.tag(t, t.name, nil)
	default:
		p.tag(t, t.name, nil)
	}
	switch {
	case t.name == "head" && p.head < 0:
		p.head = len(p.out)
	case t.name == "body":
		p.body = true
	case (t.name == "svg" || t.name == "math") && !t.shut:
		p.drawing++
	}
}

func (p *page) end(t token) {
	switch t.name {
	case "a":
		p.shutLink()
		return
	case "svg", "math":
		p.drawing = max(0, p.drawing-1)
	}
	p.add("</" + t.name + ">")
	if n := len(p.navs) - 1; t.name == "nav" && n >= 0 {
		if p.navs[n].dead && !p.navs[n].live {
			p.out = p.out[:p.navs[n].at]
		}
		p.navs = p.navs[:n]
	}
}

// finished puts the policy into the head: nothing is loaded, nothing runs, and only the style sheets carried here count.
func (p *page) finished() []byte {
	styles := "'none'"
	if len(p.hashes) > 0 {
		styles = strings.Join(p.hashes, " ")
	}
	policy := "default-src 'none'; script-src 'none'; connect-src 'none'; style-src " + styles + "; img-src data:; base-uri 'none'; form-action 'none'"
	if p.font {
		policy += "; font-src data:"
	}
	first := "\n" + `<meta charset="utf-8">` + "\n" + `<meta http-equiv="Content-Security-Policy" content="` + policy + `">`
	return slices.Concat(p.out[:p.head], []byte(first), p.out[p.head:])
}

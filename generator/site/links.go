package site

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"retake/generator/markdown"
)

// rel is the link from one page to another file of the site, both given from the site's root.
func rel(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for i, seg := range b {
		b[i] = url.PathEscape(seg)
	}
	link := strings.Repeat("../", len(a)-1) + strings.Join(b, "/")
	if strings.Contains(b[0], ":") && len(a) == 1 {
		return "./" + link // a colon in the first segment would read as a scheme
	}
	return link
}

// to is the link from this page to another file of the site.
func (sh *sheet) to(file string) string { return rel(sh.path, file) }

// link is to with a text.
func (sh *sheet) link(file, text string) Link {
	return Link{Href: sh.to(file), Text: text, Current: file == sh.path}
}

// domainLink leads to a domain's page; nil for 0 and for a domain that the plan does not have.
func (sh *sheet) domainLink(n int) *Link {
	d, ok := sh.domains[n]
	if !ok {
		return nil
	}
	l := sh.link(domainPath(d.Domain), d.Name)
	return &l
}

// body draws a note on this page, its headings from level base on. A heading that only repeats the
// note's title is left out: the page has one already.
func (sh *sheet) body(n *Note, base int) template.HTML {
	if n.Doc == nil {
		return ""
	}
	var boxes []Box
	html := n.Doc.Render(markdown.Options{Resolve: sh.resolve, DropTitle: n.Doc.Title() == n.Title, Base: base, Box: func(d *markdown.Doc, task, at int) {
		boxes = append(boxes, Box{at, d.Tasks[task].Pos})
	}})
	if len(boxes) > 0 {
		sh.bodies = append(sh.bodies, body{html, boxes})
	}
	return template.HTML(html)
}

// resolve says where a note's link leads from this page.
func (sh *sheet) resolve(from *markdown.Doc, l markdown.Link) markdown.Target {
	if sh.Vault == nil {
		return markdown.Target{}
	}
	if !slices.ContainsFunc(sh.links, func(x linked) bool { return x.doc == from }) {
		sh.links = append(sh.links, linked{from, sh.Vault.Links(from)})
	}
	found := sh.Vault.Resolve(from, l)
	if found.File == "" {
		return markdown.Target{}
	}
	to := sh.shown[found.File]
	if to.page == "" {
		return sh.attachment(found.File, l)
	}
	a := answer{file: found.File, shown: to}
	if l.Kind != markdown.Embed {
		a.doc = nil // only what is embedded is part of the page
	}
	sh.answers = append(sh.answers, a)
	t := markdown.Target{Href: sh.to(to.page), Title: to.title}
	if found.Fragment != "" && found.Anchor {
		if to.page == sh.path {
			t.Href = ""
		}
		t.Href += "#" + strings.ReplaceAll(url.PathEscape(found.Fragment), "%2F", "/")
	}
	if l.Kind == markdown.Embed {
		t.Doc = a.doc
	}
	return t
}

// outline turns heading levels as written into depths without gaps: 0, 1, 2, ...
type outline []int

func (o *outline) depth(level int) int {
	for len(*o) > 0 && (*o)[len(*o)-1] >= level {
		*o = (*o)[:len(*o)-1]
	}
	*o = append(*o, level)
	return len(*o) - 1
}

// contents is the table of contents of a note with four headings or more, three levels deep.
func contents(n *Note) []Entry {
	if n.Doc == nil {
		return nil
	}
	var out []Entry
	var levels outline
	for i, h := range n.Doc.Headings {
		if i == 0 && n.Doc.Title() == n.Title {
			continue
		}
		if d := levels.depth(h.Level); d < 3 && h.Text != "" {
			out = append(out, Entry{Href: "#" + url.PathEscape(h.ID), Text: h.Text, Level: d + 1})
		}
	}
	if len(out) < 4 {
		return nil
	}
	return out
}

package site

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"retake/generator/markdown"
	"retake/generator/site/board"
	"retake/generator/site/view"
)

// desk is the board as it is seen from this page, with the note that is part of it, headings from level on.
func (sh *sheet) desk(level int) *board.Desk {
	dk := &board.Desk{Board: sh.board, Path: sh.path}
	if n := sh.text[sh.path]; n != nil {
		dk.Body, dk.Contents = sh.body(n, cmp.Or(level, 2)), contents(n)
		dk.From = sh.from[sh.indexOf(n)]
	}
	return dk
}

// to is the link from this page to another file of the site.
func (sh *sheet) to(file string) string { return view.Rel(sh.path, file) }

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
	switch {
	case sh.withholds(found.File):
		return withheld
	case found.File == "":
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
func contents(n *Note) []view.Entry {
	if n.Doc == nil {
		return nil
	}
	var out []view.Entry
	var levels outline
	for i, h := range n.Doc.Headings {
		if i == 0 && n.Doc.Title() == n.Title {
			continue
		}
		if d := levels.depth(h.Level); d < 3 && h.Text != "" {
			out = append(out, view.Entry{Href: "#" + url.PathEscape(h.ID), Text: h.Text, Level: d + 1})
		}
	}
	if len(out) < 4 {
		return nil
	}
	return out
}

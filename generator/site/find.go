package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"retake/generator/markdown"
	"retake/generator/search"
	"retake/generator/site/board"
	"retake/generator/site/view"
)

// finding is a page that the search leads to, and the note on it, if there is one.
type finding struct {
	*page
	on *Note
}

// origin is what a finding's text is made of. What else of a note is on its page comes from the same file as doc.
type origin struct {
	doc       *markdown.Doc
	name, say string // the note's title; what the page is about
	names     string // of other notes, as this one's links call them
}

// find makes the index of the pages that are going to be drawn: what is on no page cannot be found. What the plan's
// pages show is numbers, so they are found by title and description, and by the note on them.
func (s *site) find(pages []page) search.Index {
	list := make([]finding, 0, len(pages))
	for i := range pages {
		if p := &pages[i]; p.path != searchPath && p.path != "404.html" {
			f := finding{p, p.source}
			if f.on == nil {
				f.on = s.text[p.path]
			}
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b finding) int { return strings.Compare(a.path, b.path) })
	docs := make([]search.Document, len(list))
	var place placer
	for i, f := range list {
		docs[i] = search.Document{Path: f.path, Title: f.title, Part: place.of(f.page)}
		from := origin{say: f.description}
		if f.path == "index.html" {
			docs[i].Title = s.first()
		}
		if f.on != nil {
			from.doc, from.name = f.on.Doc, f.on.Title
			if f.on.Doc != nil {
				from.names = s.names(f.on.Doc)
			}
		}
		docs[i].Source = from
	}
	if s.last.index == nil {
		s.last.index = new(search.Memory)
	}
	return s.last.index.Render(docs, func(i int) search.Text { return s.textOf(list[i]) })
}

// placer says where pages belong. Neighbours belong to the same place, which is said once.
type placer struct {
	trail []board.Ref
	text  string
}

func (p *placer) of(pg *page) string {
	trail := pg.crumbs
	if pg.note != nil {
		trail = pg.note.trail
	}
	if len(trail) < 2 {
		return ""
	}
	if len(trail) != len(p.trail) || &trail[0] != &p.trail[0] {
		texts := make([]string, 0, len(trail)-1)
		for _, r := range trail[1:] { // all begin at the home page
			texts = append(texts, r.Text)
		}
		p.trail, p.text = trail, strings.Join(texts, " › ")
	}
	return p.text
}

// textOf is what a page is found by.
func (s *site) textOf(f finding) search.Text {
	var t search.Text
	if f.source == nil {
		t.Sections = append(t.Sections, search.Section{Text: f.description})
	} else {
		t.Also = slices.Concat(f.on.Tags, f.on.Objectives)
	}
	for _, d := range s.Plan.Domains {
		if f.path == board.DomainPath(d.Domain) {
			t.Also = append(t.Also, fmt.Sprintf("Domain %d", d.N))
		}
	}
	if f.on == nil || f.on.Doc == nil {
		return t
	}
	if f.path == board.WhyPath {
		t.Also = append(t.Also, f.on.Title) // that page alone takes over the note's title
	}
	t.Sections = append(t.Sections, s.sections(f.on)...)
	return t
}

// sections cuts a note's text at its headings. The one that only repeats its title is not on the page.
func (s *site) sections(n *Note) []search.Section {
	var out []search.Section
	for i, p := range n.Doc.Parts(func(link int) string { return s.called(n.Doc, link) }) {
		if i == 1 && n.Doc.Title() == n.Title {
			p.ID, p.Heading = "", ""
		}
		if p.Heading != "" || p.Text != "" {
			out = append(out, search.Section{Anchor: p.ID, Heading: p.Heading, Text: p.Text})
		}
	}
	return out
}

// called is what a page calls that which a link of a note leads to, if the link has no words of its own.
func (s *site) called(doc *markdown.Doc, link int) string {
	if s.Vault == nil || link < 0 {
		return ""
	}
	file, l := s.Vault.Links(doc)[link].File, doc.Links[link]
	to, isNote := s.shown[file]
	switch {
	case s.withholds(file):
		return withheld.Title
	case file == "":
		return ""
	case !isNote:
		return path.Base(file)
	case l.Fragment != "" && !strings.HasPrefix(l.Fragment, "^"):
		return to.title + " > " + l.Fragment
	}
	return to.title
}

// names are what the links of a note without words of their own say, which other files decide.
func (s *site) names(doc *markdown.Doc) string {
	var b strings.Builder
	for i, l := range doc.Links {
		if l.Label == "" && l.Target != "" && !l.External && (l.Kind == markdown.Wiki || l.Kind == markdown.Embed) {
			b.WriteString(s.called(doc, i) + "\n")
		}
	}
	return b.String()
}

// searchPage is the page to search on, with the lists that lead everywhere without a script.
func (s *site) searchPage(dk *board.Desk) view.SearchPage {
	v := view.SearchPage{Index: s.found.Stamp}
	for _, f := range folders {
		if f.path != "guides" && s.hasList(f.path) { // guides stand among the notes
			v.Lists = append(v.Lists, dk.Link(f.path+"/index.html", f.title))
		}
	}
	v.Lists = append(v.Lists, dk.Link("domains/index.html", "Domains"), dk.Link("weeks/index.html", "Weeks"), dk.Link("plan.html", "The plan"))
	return v
}

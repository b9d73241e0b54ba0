package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/site/board"
	"retake/generator/site/view"
)

// folders are the parts of the site that are lists of notes.
var folders = []struct{ path, title, lead string }{
	{"notes", "Notes", "Everything written down so far, by folder."},
	{"checklists", "Checklists", "Small things to tick off, so that none has to be remembered."},
	{"guides", "Guides", "How to do something, step by step."},
}

// place decides which page shows each note.
func (s *site) place() {
	fixed := map[string]bool{}
	for _, p := range s.fixedPaths() {
		fixed[p] = true
	}
	for _, b := range s.shelf {
		fixed[cmp.Or(b.page, "index.html")] = true
	}
	for i := range s.Notes {
		n := &s.Notes[i]
		p := s.shared(n)
		if p == "" {
			p = s.own(n, fixed, s.branches[i])
		}
		s.shown[n.File] = shown{p, n.Title, n.Doc}
	}
}

// own gives a note a page of its own; "" if there is one of that name. Notes come by slug, so one that has
// the name already is the last.
func (s *site) own(n *Note, fixed map[string]bool, b *branch) string {
	p, other := n.Slug+".html", ""
	if fixed[p] {
		other = "the site"
	} else if last := len(s.notes) - 1; last >= 0 && s.notes[last].Slug == n.Slug {
		other = s.notes[last].File
	}
	if other != "" {
		f := s.faults.Add("page-clash", fault.Pos{File: n.File}, "the page %s is already made from %s", p, other)
		f.Hint = "rename the note"
		return ""
	}
	s.notes = append(s.notes, n)
	ref := board.Ref{Path: p, Text: n.Title}
	if n.Domain != 0 {
		s.board.About[n.Domain] = append(s.board.About[n.Domain], ref)
	}
	if list := s.listOf(n); list != "" {
		s.board.Lists[list] = append(s.board.Lists[list], ref)
	}
	if b != nil {
		b.refs = append(b.refs, ref)
	}
	return p
}

// shared is the page of the plan or of a list that a note is part of; "" if it has a page of its own. A
// page has room for one note.
func (s *site) shared(n *Note) string {
	for _, p := range s.wanted(n) {
		if s.text[p] == nil {
			s.text[p] = n
			if n.Kind == "why" {
				s.board.Why, s.board.WhyTitle = board.Ref{Path: p, Text: excerpt(n.Title, n.Doc, 220)}, n.Title
			}
			return p
		}
	}
	return ""
}

// wanted are the pages that a note may be part of.
func (s *site) wanted(n *Note) (pages []string) {
	folder, name := path.Split(n.Slug)
	folder = strings.TrimSuffix(folder, "/")
	switch n.Kind {
	case "home":
		pages = append(pages, "index.html")
	case "why":
		pages = append(pages, board.WhyPath)
	}
	if b := s.shelf[folder]; name == "index" && (isFolder(folder) || b != nil && b.page != "") {
		pages = append(pages, folder+"/index.html")
	}
	if n.Kind == "week" && s.hasWeek(n.Week) {
		pages = append(pages, board.WeekPath(n.Week))
	}
	if d, ok := s.board.Domain(n.Domain); ok && n.Kind == "domain" && isMain(n) {
		pages = append(pages, board.DomainPath(d.Domain))
	}
	return pages
}

// isFolder reports whether the site has a list page for a folder.
func isFolder(name string) bool {
	return slices.Contains([]string{"notes", "checklists", "guides", "weeks", "domains"}, name)
}

// isMain reports whether a domain note is the domain page's own text: content/domains/4-slug.md, or
// the index note of the folder content/domains/4-slug.
func isMain(n *Note) bool {
	name := strings.ToLower(path.Base(n.Slug))
	return strings.Count(n.Slug, "/") == 1 || name == "index" || name == "readme"
}

func (s *site) hasWeek(n int) bool {
	for _, w := range s.Plan.Weeks {
		if w.N == n {
			return true
		}
	}
	return false
}

// listOf is the folder whose list page names a note. Notes of a domain stand on the domain's page.
func (s *site) listOf(n *Note) string {
	first, _, _ := strings.Cut(n.Slug, "/")
	_, ofDomain := s.board.Domain(n.Domain)
	switch {
	case n.Kind == "week":
		return "weeks"
	case n.Kind == "domain" && ofDomain:
		return ""
	case first == "checklists" || first == "guides":
		return first
	}
	return "notes"
}

// notePages are the pages of notes, and the lists of them, after other pages.
func (s *site) notePages(out []page) []page {
	out = slices.Grow(out, len(folders)+len(s.notes))
	for _, f := range folders {
		s.shelf[f.path].lead(home)
		if s.hasList(f.path) {
			out = s.shelf[f.path].listPages(out, f.lead, partOf(f.path))
		}
	}
	keys := make([]noteKey, len(s.notes))
	j := 0 // the place among all notes
	for i, n := range s.notes {
		for n != &s.Notes[j] {
			j++
		}
		list := s.listOf(n)
		keys[i] = noteKey{noteSelf{n.Doc, n.Title, n.Kind, part(list), s.step(i, -1), s.step(i, +1)}, s.trail(n, s.branches[j]), s.siblings(n), s.from[j]}
		out = append(out, page{path: s.shown[n.File].page, kind: "note", title: n.Title, part: keys[i].part, source: n, note: &keys[i]})
	}
	return out
}

// siblings are the notes of the same domain, where there are others and few enough to be at hand.
func (s *site) siblings(n *Note) []board.Ref {
	const most = 20
	if all := s.board.About[n.Domain]; len(all) > 1 && len(all) <= most {
		return all
	}
	return nil
}

// indexOf is the place of a note among all.
func (s *site) indexOf(n *Note) int {
	i, _ := slices.BinarySearchFunc(s.Notes, *n, bySlug)
	return i
}

// hasList reports whether a folder of notes has a list page. Guides stand among the notes, too.
func (s *site) hasList(folder string) bool {
	return s.text[folder+"/index.html"] != nil || len(s.board.Lists[folder]) > 0 || folder == "notes" && s.hasList("guides")
}

// partOf is the navigation entry a folder belongs to.
func partOf(folder string) string {
	switch folder {
	case "checklists", "weeks", "domains":
		return folder + "/index.html"
	}
	return "notes/index.html"
}

// part is the navigation entry that a note of a list belongs to.
func part(list string) string {
	if list == "" {
		return "domains/index.html"
	}
	return partOf(list)
}

// trail leads from the home page to a note in a branch; notes of a domain, which are in none, come after it.
func (s *site) trail(n *Note, b *branch) []board.Ref {
	if b != nil {
		return b.trail
	}
	if d, ok := s.board.Domain(n.Domain); ok && n.Kind != "week" {
		return append(slices.Clip(home), board.Ref{Path: "domains/index.html", Text: "Domains"}, board.Ref{Path: board.DomainPath(d.Domain), Text: d.Name})
	}
	return append(slices.Clip(home), board.Ref{Path: "weeks/index.html", Text: "Weeks"})
}

// step is the note before or after the i-th in the same folder; nowhere if there is none.
func (s *site) step(i, by int) board.Ref {
	j := i + by
	if j < 0 || j >= len(s.notes) || path.Dir(s.notes[j].Slug) != path.Dir(s.notes[i].Slug) {
		return board.Ref{}
	}
	return board.Ref{Path: s.shown[s.notes[j].File].page, Text: s.notes[j].Title}
}

// notePage shows a note. Whatever it shows is decided by the key and by what other files answer.
func (sh *sheet) notePage(n *Note, key *noteKey) view.NotePage {
	dk := &board.Desk{Board: sh.board, Path: sh.path, From: key.from}
	beside := func(r board.Ref) *view.Link {
		if r.Path == "" {
			return nil
		}
		return new(dk.Link(r.Path, r.Text))
	}
	return view.NotePage{
		Title: n.Title, Lang: sh.Language, Kind: n.Kind, Domain: dk.DomainLink(n.Domain),
		Tags: n.Tags, Objective: n.Objectives, Contents: contents(n), Body: sh.body(n, 2),
		Siblings: dk.Links(key.siblings), Linked: dk.Linked(nil), Prev: beside(key.prev), Next: beside(key.next),
	}
}

// opening is the beginning of a note's text as its page says it, without its title.
func (s *site) opening(n *Note, limit int) string {
	if n.Doc == nil {
		return ""
	}
	var text strings.Builder
	for _, x := range s.sections(n) {
		text.WriteString(x.Heading + " " + x.Text + " ")
	}
	return cut(text.String(), limit)
}

// excerpt is the beginning of a note's text as it is written, without its title.
func excerpt(title string, doc *markdown.Doc, limit int) string {
	if doc == nil {
		return ""
	}
	text := strings.Join(strings.Fields(doc.Plain()), " ")
	return cut(strings.TrimPrefix(text, title+" "), limit)
}

// cut is the beginning of a text in one line, cut between words where there are any.
func cut(text string, limit int) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	cut := string(runes[:limit])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " .,;:") + " …"
}

package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/markdown"
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
	for i := range s.Notes {
		n := &s.Notes[i]
		p := s.shared(n)
		if p == "" {
			p = s.own(n, fixed)
		}
		s.shown[n.File] = shown{p, n.Title, n.Doc}
	}
}

// own gives a note a page of its own; "" if there is one of that name. Notes come by slug, so one that has
// the name already is the last.
func (s *site) own(n *Note, fixed map[string]bool) string {
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
	if n.Kind == "why" {
		s.why = n
	} else if list := s.listOf(n); list != "" {
		s.lists[list] = append(s.lists[list], n)
	}
	return p
}

// shared is the page of the plan that a note is part of; "" if it has a page of its own.
func (s *site) shared(n *Note) string {
	folder, name := path.Split(n.Slug)
	folder = strings.TrimSuffix(folder, "/")
	_, introduced := s.intro[folder]
	switch {
	case n.Kind == "home" && s.home == nil:
		s.home = n
		return "index.html"
	case name == "index" && isFolder(folder) && !introduced:
		s.intro[folder] = n
		return folder + "/index.html"
	case n.Kind == "week" && s.hasWeek(n.Week) && s.journal[n.Week] == nil:
		s.journal[n.Week] = n
		return weekPath(n.Week)
	case n.Kind == "domain" && s.main[n.Domain] == nil && isMain(n):
		if d, ok := s.domains[n.Domain]; ok {
			s.main[n.Domain] = n
			return domainPath(d.Domain)
		}
	}
	return ""
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
	switch {
	case n.Kind == "week":
		return "weeks"
	case n.Kind == "domain" && s.domains[n.Domain].N != 0:
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
		if !s.hasList(f.path) {
			continue
		}
		out = append(out, page{
			path: f.path + "/index.html", kind: "notes", title: f.title, description: f.lead, part: partOf(f.path),
			crumbs: home, view: func(sh *sheet) any { return sh.notesPage(f.path, f.title, f.lead) },
		})
	}
	keys := make([]noteKey, len(s.notes))
	for i, n := range s.notes {
		list := s.listOf(n)
		keys[i] = noteKey{doc: n.Doc, title: n.Title, kind: n.Kind, part: part(n, list), list: list, prev: s.step(i, -1), next: s.step(i, +1)}
		if d, ok := s.domains[n.Domain]; ok {
			keys[i].domain = crumb{domainPath(d.Domain), d.Name}
		}
		out = append(out, page{path: s.shown[n.File].page, kind: "note", title: n.Title, part: keys[i].part, source: n, note: &keys[i]})
	}
	return out
}

// hasList reports whether a folder of notes has a list page. Guides stand among the notes, too.
func (s *site) hasList(folder string) bool {
	_, introduced := s.intro[folder]
	return introduced || len(s.lists[folder]) > 0 || folder == "notes" && s.hasList("guides")
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
func part(n *Note, list string) string {
	switch {
	case n.Kind == "why":
		return "index.html"
	case list == "":
		return "domains/index.html"
	}
	return partOf(list)
}

// crumbs lead from the home page to a note.
func (k *noteKey) crumbs() []crumb {
	switch {
	case k.kind == "why":
		return home
	case k.list == "":
		return append(slices.Clip(home), crumb{"domains/index.html", "Domains"}, k.domain)
	}
	for _, f := range folders {
		if f.path == k.list {
			return append(slices.Clip(home), crumb{k.list + "/index.html", f.title})
		}
	}
	return append(slices.Clip(home), crumb{"weeks/index.html", "Weeks"})
}

// step is the note before or after the i-th in the same folder; nowhere if there is none.
func (s *site) step(i, by int) crumb {
	j := i + by
	if j < 0 || j >= len(s.notes) || path.Dir(s.notes[j].Slug) != path.Dir(s.notes[i].Slug) || s.notes[i].Kind == "why" {
		return crumb{}
	}
	return crumb{s.shown[s.notes[j].File].page, s.notes[j].Title}
}

func (sh *sheet) stepLink(c crumb) *Link {
	if c.path == "" {
		return nil
	}
	l := sh.link(c.path, c.text)
	return &l
}

// notePage shows a note. Whatever it shows is decided by the key and by what other files answer.
func (sh *sheet) notePage(n *Note, key *noteKey) NotePage {
	return NotePage{
		Title: n.Title, Lang: sh.Language, Kind: n.Kind, Domain: sh.domainLink(n.Domain),
		Tags: n.Tags, Objective: n.Objectives, Contents: contents(n), Body: sh.body(n, 2),
		Prev: sh.stepLink(key.prev), Next: sh.stepLink(key.next),
	}
}

func (sh *sheet) notesPage(folder, title, lead string) NotesPage {
	v := NotesPage{Title: title, Lead: lead, Lang: sh.Language}
	if n, ok := sh.intro[folder]; ok {
		v.Body = sh.body(n, 2)
	}
	groups := map[string][]Link{}
	for _, n := range sh.lists[folder] {
		dir := strings.TrimPrefix(strings.TrimPrefix(path.Dir(n.Slug), folder), "/")
		groups[dir] = append(groups[dir], sh.link(sh.shown[n.File].page, n.Title))
	}
	if folder == "notes" {
		for _, n := range sh.lists["guides"] {
			groups["guides"] = append(groups["guides"], sh.link(sh.shown[n.File].page, n.Title))
		}
	}
	for dir, links := range groups {
		v.Groups = append(v.Groups, Group{Name: dir, Notes: links})
	}
	slices.SortFunc(v.Groups, func(a, b Group) int { return cmp.Compare(a.Name, b.Name) })
	return v
}

// excerpt is the beginning of a note's text without its title, cut between words where there are any.
func excerpt(title string, doc *markdown.Doc, limit int) string {
	if doc == nil {
		return ""
	}
	text := strings.Join(strings.Fields(doc.Plain()), " ")
	if rest, ok := strings.CutPrefix(text, title+" "); ok {
		text = rest
	}
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

package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
)

// longest is how many lines a list page has at most: 300 titles come to some 10 KB compressed, and are as many as
// somebody reads through.
const longest = 300

// branch is a folder of notes as the list pages show it. One with more notes, in it and further down, than a page
// is to name is split: the folders in it have pages of their own. Any other shows all notes below on its page, or
// on that of the folder above.
type branch struct {
	dir   string // from the site's root: "notes/crypto"
	title string
	page  string // of its list, "" if it is part of the one above
	up    *branch
	subs  []*branch // by name
	below int       // notes in it and further down, those that a list page shows as its own text among them
	refs  []board.Ref
	trail []board.Ref // leads from the home page to the notes in it, once all have their pages
}

// shelve makes the branches for all notes that lists name, and decides which have pages.
func (s *site) shelve() {
	s.shelf = map[string]*branch{}
	for _, f := range folders {
		s.shelf[f.path] = &branch{dir: f.path, title: f.title, page: f.path + "/index.html"}
	}
	s.branches = make([]*branch, len(s.Notes))
	for i := range s.Notes {
		n := &s.Notes[i]
		b := s.branchOf(n)
		s.branches[i] = b
		if b != nil && n.Kind != "home" && n.Kind != "why" {
			b.below++
		}
	}
	notes, guides := s.shelf["notes"], s.shelf["guides"]
	notes.subs = append(notes.subs, guides) // guides stand among the notes, too
	for _, f := range folders {
		s.shelf[f.path].count()
	}
	for _, f := range folders {
		s.shelf[f.path].spread()
	}
}

// branchOf is the branch of the list that names a note, made when it is needed first; nil if no list names it.
func (s *site) branchOf(n *Note) *branch {
	list := s.listOf(n)
	if s.shelf[list] == nil {
		return nil
	}
	dir := path.Dir(n.Slug)
	switch {
	case dir == ".":
		dir = list
	case dir != list && !strings.HasPrefix(dir, list+"/"):
		dir = list + "/" + dir
	}
	return s.grow(dir)
}

func (s *site) grow(dir string) *branch {
	b := s.shelf[dir]
	if b == nil {
		b = &branch{dir: dir, title: path.Base(dir), up: s.grow(path.Dir(dir))}
		b.up.subs = append(b.up.subs, b)
		s.shelf[dir] = b
	}
	return b
}

// count adds up the notes below, and puts the folders in order.
func (b *branch) count() int {
	slices.SortFunc(b.subs, func(x, y *branch) int { return cmp.Compare(x.name(b), y.name(b)) })
	for _, sub := range b.subs {
		if sub.up == b {
			b.below += sub.count()
		}
	}
	return b.below
}

// spread gives the folders of a split branch their pages.
func (b *branch) spread() {
	for _, sub := range b.subs {
		if sub.up == b && b.split() {
			sub.page = sub.dir + "/index.html"
		}
		sub.spread()
	}
}

// split reports whether the folders in b have pages of their own. Guides among the notes count as notes.
func (b *branch) split() bool {
	n := b.below
	for _, sub := range b.subs {
		if sub.up != b {
			n += sub.below
		}
	}
	return n > longest
}

// host is the branch on whose page b stands.
func (b *branch) host() *branch {
	for b.page == "" {
		b = b.up
	}
	return b
}

// name is what b is called on the page of the branch above or further up.
func (b *branch) name(on *branch) string { return strings.TrimPrefix(b.dir, on.dir+"/") }

// at is the anchor of b on the page where it stands: that of the first folder, in it or below, that has notes.
func (b *branch) at(on *branch) string {
	if len(b.refs) > 0 {
		return "folder." + b.name(on)
	}
	for _, sub := range b.subs {
		if at := sub.at(on); at != "" {
			return at
		}
	}
	return ""
}

// lead fills in the ways to a branch and to all below.
func (b *branch) lead(above []board.Ref) {
	ref := board.Ref{Path: b.page, Text: b.title}
	if host := b.host(); host != b {
		ref.Path, ref.At = host.page, b.at(host)
	}
	b.trail = append(slices.Clip(above), ref)
	for _, sub := range b.subs {
		if sub.up == b {
			sub.lead(b.trail)
		}
	}
}

// notes counts the notes that are listed in a branch and below.
func (b *branch) notes() int {
	n := len(b.refs)
	for _, sub := range b.subs {
		n += sub.notes()
	}
	return n
}

// listPages are the pages of a branch and of all below.
func (b *branch) listPages(out []page, lead, part string) []page {
	if b.page == "" {
		return out
	}
	above := b.trail[:len(b.trail)-1]
	base := page{path: b.page, kind: "notes", title: b.title, description: lead, part: part, crumbs: above}
	parts := b.parts()
	base.view = func(dk *board.Desk) any { return b.show(dk, lead, parts) }
	out = append(out, base)
	for i := range parts {
		p := base
		p.path, p.title, p.crumbs = b.partPath(i), fmt.Sprintf("%s, part %d", b.title, i+1), b.trail
		p.view = func(dk *board.Desk) any { return b.showPart(dk, p.title, parts, i) }
		out = append(out, p)
	}
	for _, sub := range b.subs {
		if sub.up == b {
			out = sub.listPages(out, words.Count(sub.notes(), "note", "notes")+" in this folder.", part)
		}
	}
	return out
}

// partPath is the page of a part of a list. No note has it: a slug has no dot.
func (b *branch) partPath(i int) string { return fmt.Sprintf("%s/index.%d.html", b.dir, i+1) }

// line is one line of a list: a folder with a page of its own, or a note.
type line struct {
	board.Ref
	folder *branch
}

// parts cut the list of a split branch where it is too long for one page; nil if it is not.
func (b *branch) parts() [][]line {
	if !b.split() || len(b.subs)+len(b.refs) <= longest {
		return nil
	}
	return slices.Collect(slices.Chunk(b.lines(), longest))
}

// lines are the folders of a split branch, then its notes.
func (b *branch) lines() []line {
	out := make([]line, 0, len(b.subs)+len(b.refs))
	for _, sub := range b.subs {
		if sub.below == 0 {
			continue // nobody has written a guide
		}
		out = append(out, line{board.Ref{Path: sub.page, Text: sub.name(b)}, sub})
	}
	for _, r := range b.refs {
		out = append(out, line{r, nil})
	}
	return out
}

// show is the list page of a branch.
func (b *branch) show(dk *board.Desk, lead string, parts [][]line) view.NotesPage {
	v := view.NotesPage{Title: b.title, Lead: lead, Body: dk.Body, Lang: dk.Language}
	switch {
	case parts != nil:
		for i, p := range parts {
			text := p[0].Text + " … " + p[len(p)-1].Text
			v.Folders = append(v.Folders, view.Folder{Link: dk.Link(b.partPath(i), text), Notes: words.Count(len(p), "entry", "entries")})
		}
	case b.split():
		b.fill(dk, &v, b.lines())
	default:
		b.group(dk, &v, b)
	}
	return v
}

// showPart is one part of a list that is too long for one page.
func (b *branch) showPart(dk *board.Desk, title string, parts [][]line, i int) view.NotesPage {
	v := view.NotesPage{Title: title, Lead: fmt.Sprintf("Part %d of %d.", i+1, len(parts)), Lang: dk.Language}
	b.fill(dk, &v, parts[i])
	beside := func(j int) *view.Link {
		if j < 0 || j >= len(parts) {
			return nil
		}
		return new(dk.Link(b.partPath(j), fmt.Sprintf("Part %d", j+1)))
	}
	v.Prev, v.Next = beside(i-1), beside(i+1)
	return v
}

func (b *branch) fill(dk *board.Desk, v *view.NotesPage, lines []line) {
	var notes []view.Link
	for _, l := range lines {
		if link := dk.Link(l.Path, l.Text); l.folder != nil {
			v.Folders = append(v.Folders, view.Folder{Link: link, Notes: words.Count(l.folder.notes(), "note", "notes")})
		} else {
			notes = append(notes, link)
		}
	}
	if notes != nil {
		v.Groups = []view.Group{{Notes: notes}}
	}
}

// group shows the notes in a branch and below, by folder.
func (b *branch) group(dk *board.Desk, v *view.NotesPage, on *branch) {
	if len(b.refs) > 0 {
		g := view.Group{Notes: dk.Links(b.refs)}
		if b != on {
			g.Name, g.ID = b.name(on), "folder."+b.name(on)
		}
		v.Groups = append(v.Groups, g)
	}
	for _, sub := range b.subs {
		sub.group(dk, v, on)
	}
}

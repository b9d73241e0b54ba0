package source

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"retake/generator/fault"
	"retake/generator/source/catalogue"
	"retake/generator/study"
)

// folder is what the first folder below content/ says about its notes.
var folder = map[string]NoteKind{
	"domains": DomainNote, "notes": PlainNote, "weeks": WeekNote, "checklists": ChecklistNote, "guides": GuideNote,
}

var (
	leadingNumber = regexp.MustCompile(`^0*(\d{1,3})(?:[-_ ]+|$)`)
	objectiveName = regexp.MustCompile(`^0*(\d{1,3})\.\d+`)
	weekNumber    = regexp.MustCompile(`(?i)^(?:week|w)?[-_ ]*0*(\d{1,3})(?:\D|$)`)
)

// place says what kind of note a file is, and gives it its slug and number.
func (n *Note) place(exam *study.Exam, domainAt fault.Pos, faults *fault.List) {
	rel := strings.TrimPrefix(n.File, "content/")
	pieces := strings.Split(strings.TrimSuffix(rel, path.Ext(rel)), "/")
	slugs := make([]string, len(pieces))
	for i, p := range pieces {
		slugs[i] = catalogue.Slug(p)
	}
	n.Slug = strings.Join(slugs, "/")
	kind, known := folder[pieces[0]]
	switch {
	case len(pieces) == 1 && rel == "why.md":
		n.Kind = WhyNote
	case len(pieces) == 1 && rel == "index.md":
		n.Kind = HomeNote
	case len(pieces) == 1 || !known:
		n.Kind, n.Slug = PlainNote, "notes/"+n.Slug
	default:
		n.Kind = kind
	}
	switch n.Kind {
	case WeekNote:
		if m := weekNumber.FindStringSubmatch(pieces[len(pieces)-1]); m != nil && m[1] != "0" {
			n.Week, _ = strconv.Atoi(m[1])
			n.Slug = fmt.Sprintf("weeks/%02d", n.Week)
		} else {
			n.Kind = PlainNote
		}
	case DomainNote:
		n.placeDomain(exam, pieces[1:], slugs[1:], faults)
	}
	if n.Kind != DomainNote && n.Meta.Domain != "" {
		n.Domain = n.named(exam, n.Meta.Domain, domainAt, faults).N
	}
}

// named finds a domain that a note names, and warns if there is none.
func (n *Note) named(exam *study.Exam, ref string, pos fault.Pos, faults *fault.List) study.Domain {
	if exam == nil {
		return study.Domain{}
	}
	d, ok := FindDomain(*exam, ref)
	if !ok {
		faults.Warn("note-domain", pos, "%q is no domain of the exam", ref).Hint = catalogue.NameDomains(*exam, ref)
	}
	return d
}

// placeDomain finds the domain of content/domains/N-slug.md or of a note in the folder N-slug: by the
// number, the slug, or the front matter. The main note of a domain has the domain's own slug.
func (n *Note) placeDomain(exam *study.Exam, pieces, slugs []string, faults *fault.List) {
	name, flat := pieces[0], len(pieces) == 1
	ref, main, number := name, true, false
	if m := leadingNumber.FindStringSubmatch(name); m != nil {
		ref, number = m[1], true
	} else if m := objectiveName.FindStringSubmatch(name); m != nil && flat {
		ref, main, number = m[1], false, true
	}
	byName := func() bool {
		if exam == nil {
			return false
		}
		_, ok := FindDomain(*exam, ref)
		return ok
	}()
	if !number && !byName && n.Meta.Domain != "" {
		ref, main = n.Meta.Domain, !flat
	}
	d := n.named(exam, ref, fault.Pos{File: n.File}, faults)
	if d.N == 0 {
		n.Kind = PlainNote
		return
	}
	n.Domain = d.N
	if number && main && n.Meta.Domain == "" {
		place := n.File
		if !flat {
			place = "content/domains/" + name
		}
		sameDomain(leadingNumber.ReplaceAllString(catalogue.Slug(name), ""), d, fault.Pos{File: place}, faults)
	}
	last := slugs[len(slugs)-1]
	switch {
	case flat && main, len(slugs) == 2 && (last == "index" || last == "readme"):
		n.Slug = "domains/" + d.Slug
	case flat:
		n.Slug = "domains/" + d.Slug + "/" + last
	default:
		n.Slug = "domains/" + d.Slug + "/" + strings.Join(slugs[1:], "/")
	}
}

// sameDomain warns of a file name whose words are about something else than the domain of its number,
// as after a change of the exam. Short words, and words that begin alike, are let pass.
func sameDomain(words string, d study.Domain, pos fault.Pos, faults *fault.List) {
	of := strings.Split(d.Slug+"-"+catalogue.Slug(d.Name), "-")
	long := false
	for _, w := range strings.Split(words, "-") {
		if len([]rune(w)) < 4 {
			continue
		}
		long = true
		for _, o := range of {
			if min(len(w), len(o)) >= 3 && (w[:3] == o[:3] || strings.Contains(w, o) || strings.Contains(o, w)) {
				return
			}
		}
	}
	if long {
		faults.Warn("note-domain", pos, "domain %d is %q, and the name says %q", d.N, d.Name, words).Hint = "if the note belongs to another exam, move it to content/notes/; else rename it to " + fmt.Sprintf("%d-%s", d.N, d.Slug)
	}
}

// title is the front matter's, else the first heading of the first level, else the first heading, else
// the file name in words.
func (n *Note) title() string {
	if n.Meta.Title != "" {
		return n.Meta.Title
	}
	for _, most := range []int{1, 6} {
		for _, h := range n.Doc.Headings {
			if h.Level <= most && strings.TrimSpace(h.Text) != "" {
				return h.Text
			}
		}
	}
	name := strings.TrimSuffix(path.Base(n.File), path.Ext(n.File))
	if dir := path.Base(path.Dir(n.File)); n.Kind == DomainNote && (strings.EqualFold(name, "index") || strings.EqualFold(name, "readme")) {
		name = dir
	}
	if n.Kind == DomainNote || n.Kind == ChecklistNote || n.Kind == GuideNote {
		name = leadingNumber.ReplaceAllString(name, "")
	}
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	if name == "" {
		return path.Base(n.File)
	}
	first := []rune(name)
	return strings.ToUpper(string(first[:1])) + string(first[1:])
}

// bySlug sorts the notes and reports two with one page.
func bySlug(notes []Note, faults *fault.List) []Note {
	slices.SortFunc(notes, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Slug, b.Slug), cmp.Compare(a.File, b.File)) })
	for i := 1; i < len(notes); i++ {
		if a, b := notes[i-1], notes[i]; a.Slug == b.Slug {
			hint := "rename one of the two"
			if b.Kind == DomainNote {
				hint = "further notes on a domain go in a folder: content/domains/" + strings.TrimPrefix(b.Slug, "domains/") + "/"
			}
			faults.Add("duplicate-slug", fault.Pos{File: b.File}, "its page %s.html is already that of %s", b.Slug, a.File).Hint = hint
		}
	}
	return notes
}

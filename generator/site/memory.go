package site

import (
	"bytes"
	"html/template"
	"maps"
	"reflect"
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/search"
	"retake/generator/site/attachment"
	"retake/generator/site/board"
	"retake/generator/site/theme"
	"retake/generator/site/view"
)

// Memory remembers drawn pages from one Render to the next. Its law: a page is decided by its frame
// (theme, menu, and what else all pages share); by its view, or for the page of a note by the note, its
// place, its neighbours and the notes that link to it; and by the answers that were given about other files while it was drawn. An
// entry is immutable and is used only if all of these are the same again, so a warm Render gives the bytes
// that a cold one gives. Pages that the last Render did not have are forgotten. The zero value remembers
// nothing yet; it serves one Render at a time.
type Memory struct {
	theme *theme.Theme
	files *attachment.Files
	frame *frame
	web   *web
	pages map[string]*drawn
	index *search.Memory    // by a law of its own
	loose loose             // by a law of its own
	paths map[string][]byte // of the last site
	almanacs
}

// frame is what all pages share.
type frame struct {
	theme                            *theme.Theme
	title, author, language, version string
	today                            civil.Date
	fixed, index                     bool
	edition                          view.Edition
	broken                           bool        // a menu could not be drawn: it is to be said each time
	entries                          []board.Ref // of the menu
	nav                              map[navKey]template.HTML
}

// sameFrame is the last frame if the new one says the same.
func (m *Memory) sameFrame(f *frame) *frame {
	o := m.frame
	if o != nil && o.theme == f.theme && o.title == f.title && o.author == f.author && o.language == f.language &&
		o.version == f.version && o.today == f.today && o.fixed == f.fixed && o.index == f.index && reflect.DeepEqual(o.edition, f.edition) &&
		slices.Equal(o.entries, f.entries) && maps.Equal(o.nav, f.nav) {
		return o
	}
	return f
}

// drawn is a finished page.
type drawn struct {
	path   string
	html   []byte
	used   map[string]fault.Pos // attachments, by display path, and the first link to each
	code   bool                 // it shows highlighted code
	math   bool                 // it shows formulas
	boxes  []Box
	wrong  fault.List
	bodies []body // while it is drawn: notes on it that have task boxes

	// What it was made from.
	within  *frame
	page    view.Page // without Main
	view    any
	note    *noteKey
	links   []linked
	answers []answer
}

// noteKey is what decides a note's page besides what its links mean. Siblings are the notes of the same domain, from
// are those that link to this one.
type noteKey struct {
	noteSelf
	trail, siblings, from []board.Ref
}

type noteSelf struct {
	doc               *markdown.Doc
	title, kind, part string
	prev, next        board.Ref
}

func (k *noteKey) same(o *noteKey) bool {
	return k.noteSelf == o.noteSelf && slices.Equal(k.trail, o.trail) && slices.Equal(k.siblings, o.siblings) && slices.Equal(k.from, o.from)
}

// linked is a note on the page, and what its links meant.
type linked struct {
	doc   *markdown.Doc
	found []markdown.Found
}

// answer is what was said of another file.
type answer struct {
	file  string
	shown                 // its doc only if it is embedded
	look  attachment.Look // of what is no note
	at    string          // and where it goes in an edition for others, which its content decides
}

// stillSo reports whether all that was asked while a page was drawn would be answered alike.
func (s *site) stillSo(d *drawn) bool {
	for _, l := range d.links {
		now := s.Vault.Links(l.doc)
		if len(now) != len(l.found) || len(now) > 0 && &now[0] != &l.found[0] {
			return false
		}
	}
	for _, a := range d.answers {
		now := s.shown[a.file]
		if a.doc == nil {
			now.doc = nil
		}
		if now != a.shown || a.page == "" && s.files.Look(a.file) != a.look || a.at != "" && a.at != s.filePath(a.file) {
			return false
		}
	}
	return true
}

// keep makes the page ready to be remembered. One with a mistake of the theme is drawn again each time,
// so that it is said each time.
func (sh *sheet) keep(shows any) *drawn {
	if sh.note == nil {
		sh.view = shows
	}
	if sh.html == nil {
		sh.within = nil
	}
	return sh.drawn
}

// Box is a task box on a page.
type Box struct {
	Offset int       // into the page's bytes: where further attributes go, right after <input type="checkbox"
	Pos    fault.Pos // of the box's "[" in the note
}

// body is the text of a note as it stands on a page, and the boxes in it with their offsets.
type body struct {
	html  []byte
	boxes []Box
}

// findBoxes finds the places of the boxes on the finished page. A theme may leave a note's text out.
func (sh *sheet) findBoxes() {
	from := 0
	for _, b := range sh.bodies {
		at := bytes.Index(sh.html[from:], b.html)
		if at < 0 {
			continue
		}
		for _, x := range b.boxes {
			sh.boxes = append(sh.boxes, Box{from + at + x.Offset, x.Pos})
		}
		from += at + len(b.html)
	}
	sh.bodies = nil
}

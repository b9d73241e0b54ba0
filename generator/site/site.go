// Package site draws a plan as a static web site: a study plan, a record and notes go in, a map from
// path to bytes comes out.
//
// Every page has one typed view (room view), made from the plan (rooms agenda, proof and support, from what
// stands on the board), and one template of the theme that shows it. Pages are independent of each other, so they
// are drawn side by side; what many pages share (the navigation) is drawn once. Links lead from page to page and
// end in file names, so the same bytes work under any address and from a folder.
//
// Deliberately absent: the clock, the disk (theme and attachments are given as an fs.FS), reading
// what the learner wrote, analysis, scripts.
package site

import (
	"cmp"
	"io/fs"
	"slices"
	"time"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/search"
	"retake/generator/site/attachment"
	"retake/generator/site/board"
	"retake/generator/site/theme"
	"retake/generator/site/view"
	"retake/generator/study"
)

// Input is everything that a site is made of.
type Input struct {
	Plan     study.Plan
	Record   study.Record
	Title    string // of the plan; "" is made from the exam
	Author   string
	Language string // of the notes, "en" if empty
	Fixed    bool   // the plan is shown as of a day that does not move: every page says so
	Index    bool   // search engines may list the site
	Notes    []Note // in any order
	Vault    *markdown.Vault
	Theme    fs.FS // templates and assets, already laid over the default
	// ThemeName is a theme file's display path for faults; nil leaves the path as it is.
	ThemeName func(path string) string
	Assets    fs.FS          // opens attachments by display path: content/notes/a.png
	Warnings  []string       // for plan.json
	BaseURL   string         // where the site will stand, for the calendar and the feed; "" = not known
	Zone      *time.Location // of the plan's hours; nil = UTC
	Calendar  Calendar
	Version   string
	Edition   view.Edition // what the site may tell; the notes are those that it has
	Said      any          // the same for two inputs only if plan, record and what site.toml says are; nil = not known
}

// Note is one Markdown file, ready to be shown.
type Note struct {
	Kind       string // "domain" | "note" | "week" | "checklist" | "guide" | "why" | "home"
	File       string // display path
	Slug       string // path of its page without ".html"
	Title      string
	Domain     int // 0 = none
	Week       int // for week notes
	Tags       []string
	Objectives []string
	Doc        *markdown.Doc
}

// TicksFile is the theme's script with which a reader ticks boxes in their own browser.
const TicksFile = "ticks.js"

// Site is a finished site.
type Site struct {
	Files map[string][]byte // by path; not to be changed
	Boxes map[string][]Box  // the task boxes of each page that has some, in order
	Shown Shown
}

// Shown says what of each note is shown, by the note's display path.
type Shown map[string]shown

// shown is a note as other pages refer to it.
type shown struct {
	page  string // path of the page that shows it, "" if none does
	title string
	doc   *markdown.Doc
}

// Page is the path of the page that shows a note, "" if none does.
func (s Shown) Page(file string) string { return s[file].page }

// Render draws the whole site. The map is nil when the theme cannot be used; otherwise every page
// that could be drawn is in it, and the faults say what could not.
func Render(in Input) (map[string][]byte, fault.List) {
	s, faults := new(Memory).Render(in)
	return s.Files, faults
}

// Render is Render with a memory.
func (m *Memory) Render(in Input) (Site, fault.List) {
	if in.ThemeName == nil {
		in.ThemeName = func(path string) string { return path }
	}
	look, faults := theme.Load(in.Theme, in.ThemeName, needed(), m.theme)
	if faults.Errors() > 0 {
		return Site{}, faults.Sorted()
	}
	s := newSite(in, look, m)
	all := s.pages()
	if in.Edition.Has("search") {
		s.found = s.find(all)
	}
	sheets := s.draw(all)
	out := Site{make(map[string][]byte, len(sheets)), map[string][]Box{}, s.shown}
	pages := make(map[string]*drawn, len(sheets))
	for _, sh := range sheets {
		faults = append(faults, sh.wrong...)
		if sh.html != nil {
			out.Files[sh.path] = sh.html
		}
		if len(sh.boxes) > 0 && in.Edition.Whole() { // the boxes of others are their own
			out.Boxes[sh.path] = sh.boxes
		}
		pages[sh.path] = sh
	}
	s.addFiles(out.Files, sheets)
	loose := s.unlink(out.Files)
	*m = Memory{loose: loose, paths: out.Files, theme: look, files: s.files, frame: s.frame, web: s.web, pages: pages, index: m.index, almanacs: s.almanacs}
	return out, append(faults, s.faults...).Sorted()
}

// site is one rendering: the input, and the tables that every page looks things up in.
type site struct {
	Input
	theme    *theme.Theme
	board    *board.Board
	shelf    map[string]*branch // folders of notes, by their path
	branches []*branch          // the one of each of Notes; nil if no list names it
	web      *web
	from     [][]board.Ref    // pages of the notes that link to each of Notes
	text     map[string]*Note // the note that is part of a page of the plan or of a list, by the page's path
	notes    []*Note          // all notes with a page of their own, by slug
	shown    Shown
	files    *attachment.Files // opened by display path
	frame    *frame
	last     *Memory
	found    search.Index
	faults   fault.List
	almanacs
}

// bySlug is the order of notes.
func bySlug(a, b Note) int { return cmp.Or(cmp.Compare(a.Slug, b.Slug), cmp.Compare(a.File, b.File)) }

func newSite(in Input, th *theme.Theme, last *Memory) *site {
	if !slices.IsSortedFunc(in.Notes, bySlug) {
		in.Notes = slices.Clone(in.Notes)
		slices.SortStableFunc(in.Notes, bySlug)
	}
	s := &site{
		Input: in, theme: th, files: attachment.New(in.Assets, last.files), last: last,
		text: map[string]*Note{}, shown: make(Shown, len(in.Notes)),
	}
	if s.Title == "" {
		s.Title = cmp.Or(in.Plan.Exam.Title(), "A plan for the next attempt")
	}
	s.Language = cmp.Or(s.Language, "en")
	s.board = &board.Board{Plan: in.Plan, Record: in.Record, Title: s.Title, Language: s.Language, Edition: in.Edition, Lists: map[string][]board.Ref{}, About: map[int][]board.Ref{}}
	s.notes = make([]*Note, 0, len(in.Notes))
	s.shelve()
	s.place()
	s.web = s.weave(last.web)
	s.from = s.backlinks(s.web)
	return s
}

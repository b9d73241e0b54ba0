// Package site draws a plan as a static web site: a study plan, a record and notes go in, a map from
// path to bytes comes out.
//
// Every page has one typed view (view.go), made from the plan, and one template of the theme that
// shows it. Pages are independent of each other, so they are drawn side by side; what many pages
// share (the navigation) is drawn once. Links lead from page to page and end in file names, so the
// same bytes work under any address and from a folder.
//
// Deliberately absent: the clock, the disk (theme and attachments are given as an fs.FS), reading
// what the learner wrote, analysis, scripts.
package site

import (
	"cmp"
	"html/template"
	"io/fs"
	"slices"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/site/attachment"
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
	Assets    fs.FS    // opens attachments by display path: content/notes/a.png
	Warnings  []string // for plan.json
	Version   string
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

// Render draws the whole site. The map is nil when the theme cannot be used; otherwise every page
// that could be drawn is in it, and the faults say what could not.
func Render(in Input) (map[string][]byte, fault.List) {
	if in.ThemeName == nil {
		in.ThemeName = func(path string) string { return path }
	}
	theme, faults := loadTheme(in.Theme, in.ThemeName)
	if faults.Errors() > 0 {
		return nil, faults.Sorted()
	}
	s := newSite(in, theme)
	sheets := s.draw(s.pages())
	out := map[string][]byte{}
	for _, sh := range sheets {
		faults = append(faults, sh.faults...)
		if sh.html != nil {
			out[sh.path] = sh.html
		}
	}
	s.addFiles(out, sheets)
	return out, append(faults, s.faults...).Sorted()
}

// site is one rendering: the input, and the tables that every page looks things up in.
type site struct {
	Input
	theme   *theme
	domains map[int]study.DomainPlan
	main    map[int]Note      // the note that is a domain page's own text
	journal map[int]Note      // by week
	home    *Note             // index.md
	why     *Note             // why.md
	intro   map[string]Note   // the index note of a folder, by folder
	lists   map[string][]Note // notes with a page of their own, by the folder that lists them
	notes   []Note            // all notes with a page of their own, by slug
	target  map[string]string // display path of a note -> path of the page that shows it
	docs    map[string]*markdown.Doc
	titles  map[string]string // by display path
	files   *attachment.Files // opened by display path
	nav     map[navKey]template.HTML
	faults  fault.List
}

func newSite(in Input, th *theme) *site {
	in.Notes = slices.Clone(in.Notes)
	slices.SortStableFunc(in.Notes, func(a, b Note) int {
		return cmp.Or(cmp.Compare(a.Slug, b.Slug), cmp.Compare(a.File, b.File))
	})
	s := &site{
		Input: in, theme: th, files: &attachment.Files{Open: in.Assets},
		domains: map[int]study.DomainPlan{}, main: map[int]Note{}, journal: map[int]Note{},
		intro: map[string]Note{}, lists: map[string][]Note{}, target: map[string]string{}, docs: map[string]*markdown.Doc{}, titles: map[string]string{},
	}
	if s.Title == "" {
		s.Title = cmp.Or(in.Plan.Exam.Title(), "A plan for the next attempt")
	}
	s.Language = cmp.Or(s.Language, "en")
	for _, d := range in.Plan.Domains {
		s.domains[d.N] = d
	}
	s.place()
	return s
}

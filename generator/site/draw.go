package site

import (
	"bytes"
	"cmp"
	"html/template"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/site/board"
	"retake/generator/site/planjson"
	"retake/generator/site/view"
)

// page is one page to be drawn: where it goes, which template shows it, and how its view is made.
type page struct {
	path        string
	kind        string // template name without ".html"
	title       string // "" on the home page
	description string // of a note's page, "": it is the beginning of the note, or its title
	part        string // the navigation entry it belongs to
	crumbs      []board.Ref
	level       int // of the highest heading of the note that is part of the page; 0 is 2
	view        func(*board.Desk) any
	source      *Note // of a note's page, instead of view
	note        *noteKey
}

// sheet is a page while it is being drawn. It belongs to one worker; what it finds out is gathered
// afterwards in page order, so that the result does not depend on timing.
type sheet struct {
	*site
	*drawn
}

// draw makes all pages, with as many workers as there are processors.
func (s *site) draw(pages []page) []*drawn {
	s.frame = s.last.sameFrame(s.newFrame(pages))
	out := make([]*drawn, len(pages))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pages); i = int(next.Add(1)) - 1 {
				out[i] = s.drawPage(pages[i])
			}
		})
	}
	wg.Wait()
	return out
}

// drawPage draws a page, unless it would be the same as the last time.
func (s *site) drawPage(p page) *drawn {
	old := s.last.pages[p.path]
	if old != nil && (old.within != s.frame || old.page.Kind != p.kind) {
		old = nil
	}
	if old != nil && p.note != nil && old.note != nil && old.note.same(p.note) && s.stillSo(old) {
		return old
	}
	sh := &sheet{s, &drawn{path: p.path, used: map[string]fault.Pos{}, within: s.frame, note: p.note}}
	var shows any
	if p.note != nil {
		shows = sh.notePage(p.source, p.note)
	} else {
		shows = p.view(sh.desk(p.level))
	}
	shows = s.Edition.Share(shows, sh.leads)
	sh.page = s.Edition.Share(s.pageView(p), sh.leads).(view.Page)
	if p.note == nil { // of a note, the key says all that its view could
		if old != nil && reflect.DeepEqual(old.page, sh.page) && reflect.DeepEqual(old.view, shows) {
			sh.html, sh.code, sh.math = old.html, old.code, old.math
			sh.findBoxes()
			return sh.keep(shows)
		}
	}
	main := s.theme.Run(p.kind+".html", shows, &sh.wrong)
	if main == nil {
		return sh.drawn
	}
	whole := sh.page
	whole.Main, whole.Code, whole.Boxes = template.HTML(main), bytes.Contains(main, []byte(`class="chroma"`)), len(sh.bodies) > 0
	whole.Math = bytes.Contains(main, []byte(`class="math`))
	sh.code, sh.math = whole.Code, whole.Math
	sh.html = s.theme.Run("base.html", whole, &sh.wrong)
	sh.findBoxes()
	return sh.keep(shows)
}

// pageView is what the page's frame is given, without the page itself.
func (s *site) pageView(p page) view.Page {
	if p.note != nil {
		p.description, p.crumbs = cmp.Or(s.opening(p.source, 150), p.note.title), p.note.trail
	}
	v := view.Page{
		Title: p.title, Site: s.Title, Author: s.Author, Description: p.description, Kind: p.kind,
		Root: view.Root(p.path), Nav: s.navFor(p), Today: s.Plan.Today.Medium(), Index: s.Index, Version: s.Version, Feed: s.Edition.Has("feed"),
	}
	if s.Fixed {
		v.AsOf = v.Today
	}
	for i, c := range p.crumbs {
		if i == 0 {
			c.Text = s.first()
		} else if !s.tells(c.Path) {
			continue
		}
		v.Crumbs = append(v.Crumbs, view.Link{Href: view.Rel(p.path, c.Path) + view.Anchor(c.At), Text: c.Text})
	}
	if v.Crumbs != nil {
		v.Crumbs = append(v.Crumbs, view.Link{Href: view.Rel(p.path, p.path), Text: p.title, Current: true})
	}
	return v
}

// navKey tells apart the navigations there are: one for each part of the site at each depth.
type navKey struct{ part, root string }

// newFrame is what all pages share; every navigation is drawn once, before the pages that share them.
func (s *site) newFrame(pages []page) *frame {
	f := &frame{
		theme: s.theme, title: s.Title, author: s.Author, language: s.Language, version: s.Version, edition: s.Edition,
		today: s.Plan.Today, fixed: s.Fixed, index: s.Index, entries: s.navEntries(), nav: map[navKey]template.HTML{},
	}
	if old := s.last.frame; old != nil && !old.broken && old.theme == f.theme && slices.Equal(old.entries, f.entries) {
		maps.Copy(f.nav, old.nav)
	}
	for _, p := range pages {
		key := navKey{p.part, view.Root(p.path)}
		if _, done := f.nav[key]; done {
			continue
		}
		v := view.Nav{}
		for i, e := range f.entries {
			link := view.Link{Href: key.root + e.Path, Text: e.Text, Current: e.Path == key.part}
			if e.Path == searchPath {
				v.Search = &link
			} else if i < inFront {
				v.Links = append(v.Links, link)
			} else {
				v.More = append(v.More, link)
			}
		}
		html := s.theme.Run("partials/nav.html", v, &s.faults)
		f.nav[key], f.broken = template.HTML(html), f.broken || html == nil
	}
	return f
}

func (s *site) navFor(p page) template.HTML { return s.frame.nav[navKey{p.part, view.Root(p.path)}] }

// inFront is how many entries of the menu stand in the first row; the others are under "More", but for the search,
// which stands on its own.
const inFront = 7

// searchPath is the page to find things with.
const searchPath = "search.html"

// navEntries are the parts of the site that exist, in the order a learner needs them. After a pass the plan is
// over, and what stands in front is what was built.
func (s *site) navEntries() []board.Ref {
	weeks := board.Ref{Path: "weeks/index.html", Text: "Weeks"}
	all := []board.Ref{
		{Path: "index.html", Text: s.first()}, cmp.Or(s.thisWeek(), weeks), {Path: "practice.html", Text: "Practice"},
		{Path: "domains/index.html", Text: "Domains"}, {Path: "plan.html", Text: "Plan"}, {Path: "readiness.html", Text: "Readiness"},
		{Path: "notes/index.html", Text: "Notes"}, {Path: "progress.html", Text: "Progress"},
		{Path: weeks.Path, Text: "All weeks"}, {Path: "report.html", Text: "Report"}, {Path: "causes.html", Text: "Causes"}, {Path: "simulations.html", Text: "Simulations"},
		{Path: "resources.html", Text: "Sources"}, {Path: "retake.html", Text: "Retake rules"}, {Path: "mentor.html", Text: "For the mentor"},
		{Path: "checklists/index.html", Text: "Checklists"}, {Path: "why.html", Text: "My reasons"},
		{Path: searchPath, Text: "Search"},
	}
	return slices.DeleteFunc(all, func(e board.Ref) bool {
		return !s.tells(e.Path) || e.Text == "Notes" && !s.hasList("notes") || e.Text == "Checklists" && !s.hasList("checklists") || e.Text == "All weeks" && s.thisWeek() == board.Ref{}
	})
}

// thisWeek is the page of the current week; nowhere before the plan and after it.
func (s *site) thisWeek() board.Ref {
	for _, w := range s.Plan.Weeks {
		if w.Current && s.Plan.Won == 0 {
			return board.Ref{Path: board.WeekPath(w.N), Text: "This week"}
		}
	}
	return board.Ref{}
}

// addFiles adds what is no page: the theme's assets, attachments in use, and the small fixed files.
func (s *site) addFiles(out map[string][]byte, sheets []*drawn) {
	if s.Edition.Has("data") {
		out["plan.json"] = planjson.Of(s.Plan, s.Warnings, s.Edition.Sees)
	}
	out[".nojekyll"] = []byte{}
	out["robots.txt"] = robots(s.Index)
	s.addAlmanac(out)
	maps.Copy(out, s.found.Files)
	if slices.ContainsFunc(sheets, func(sh *drawn) bool { return sh.code }) {
		out["code.css"] = markdown.HighlightCSS()
	}
	math := slices.ContainsFunc(sheets, func(sh *drawn) bool { return sh.math })
	for _, p := range slices.Sorted(maps.Keys(s.theme.Assets)) {
		if strings.HasPrefix(p, mathFolder) && !math {
			continue
		}
		if _, taken := out[p]; taken {
			f := s.faults.Add("theme-clash", fault.Pos{File: s.ThemeName(p)}, "the theme's %s has the name of a file that the site makes itself", p)
			f.Hint = "rename the theme's file"
			continue
		}
		out[p] = s.theme.Assets[p]
	}
	s.addAssets(out, sheets)
}

// robots lets search engines in or keeps them out.
func robots(index bool) []byte {
	if index {
		return []byte("User-agent: *\nAllow: /\n")
	}
	return []byte("User-agent: *\nDisallow: /\n")
}

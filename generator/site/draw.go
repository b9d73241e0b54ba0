package site

import (
	"bytes"
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
	"retake/generator/site/planjson"
)

// page is one page to be drawn: where it goes, which template shows it, and how its view is made.
type page struct {
	path        string
	kind        string // template name without ".html"
	title       string // "" on the home page
	description string // of a note's page, "": it is the beginning of the note
	part        string // the navigation entry it belongs to
	crumbs      []crumb
	view        func(*sheet) any
	source      *Note // of a note's page, instead of view
	note        *noteKey
}

// crumb is a step on the way from the home page.
type crumb struct{ path, text string }

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
	if old != nil && p.note != nil && old.note != nil && *old.note == *p.note && s.stillSo(old) {
		return old
	}
	sh := &sheet{s, &drawn{path: p.path, used: map[string]fault.Pos{}, within: s.frame, note: p.note}}
	var view any
	if p.note != nil {
		view = sh.notePage(p.source, p.note)
	} else {
		view = p.view(sh)
	}
	sh.page = s.pageView(p)
	if p.note == nil { // of a note, the key says all that its view could
		if old != nil && reflect.DeepEqual(old.page, sh.page) && reflect.DeepEqual(old.view, view) {
			sh.html, sh.code = old.html, old.code
			sh.findBoxes()
			return sh.keep(view)
		}
	}
	main := s.theme.Run(p.kind+".html", view, &sh.wrong)
	if main == nil {
		return sh.drawn
	}
	whole := sh.page
	whole.Main, whole.Code, whole.Boxes = template.HTML(main), bytes.Contains(main, []byte(`class="chroma"`)), len(sh.bodies) > 0
	sh.code = whole.Code
	sh.html = s.theme.Run("base.html", whole, &sh.wrong)
	sh.findBoxes()
	return sh.keep(view)
}

// pageView is what the page's frame is given, without the page itself.
func (s *site) pageView(p page) Page {
	if p.note != nil {
		p.description, p.crumbs = excerpt(p.note.title, p.note.doc, 150), p.note.crumbs()
	}
	view := Page{
		Title: p.title, Site: s.Title, Author: s.Author, Description: p.description, Kind: p.kind,
		Root: root(p.path), Nav: s.navFor(p), Today: s.Plan.Today.Medium(), Index: s.Index, Version: s.Version,
	}
	if s.Fixed {
		view.AsOf = view.Today
	}
	for _, c := range p.crumbs {
		view.Crumbs = append(view.Crumbs, Link{Href: rel(p.path, c.path), Text: c.text})
	}
	return view
}

// navKey tells apart the navigations there are: one for each part of the site at each depth.
type navKey struct{ part, root string }

// newFrame is what all pages share; every navigation is drawn once, before the pages that share them.
func (s *site) newFrame(pages []page) *frame {
	f := &frame{
		theme: s.theme, title: s.Title, author: s.Author, language: s.Language, version: s.Version,
		today: s.Plan.Today, fixed: s.Fixed, index: s.Index, entries: s.navEntries(), nav: map[navKey]template.HTML{},
	}
	if old := s.last.frame; old != nil && !old.broken && old.theme == f.theme && slices.Equal(old.entries, f.entries) {
		maps.Copy(f.nav, old.nav)
	}
	for _, p := range pages {
		key := navKey{p.part, root(p.path)}
		if _, done := f.nav[key]; done {
			continue
		}
		view := Nav{}
		for _, e := range f.entries {
			view.Links = append(view.Links, Link{Href: key.root + e.path, Text: e.text, Current: e.path == key.part})
		}
		html := s.theme.Run("partials/nav.html", view, &s.faults)
		f.nav[key], f.broken = template.HTML(html), f.broken || html == nil
	}
	return f
}

func (s *site) navFor(p page) template.HTML { return s.frame.nav[navKey{p.part, root(p.path)}] }

// navEntries are the parts of the site that exist, in the order a learner needs them.
func (s *site) navEntries() []crumb {
	all := []crumb{
		{"index.html", "Today"}, {"plan.html", "Plan"}, {"weeks/index.html", "Weeks"}, {"domains/index.html", "Domains"},
		{"notes/index.html", "Notes"}, {"readiness.html", "Readiness"}, {"report.html", "Report"},
		{"retake.html", "Retake rules"}, {"checklists/index.html", "Checklists"},
	}
	return slices.DeleteFunc(all, func(e crumb) bool {
		return e.text == "Notes" && !s.hasList("notes") || e.text == "Checklists" && !s.hasList("checklists")
	})
}

// root leads from a page to the site's root.
func root(p string) string { return strings.Repeat("../", strings.Count(p, "/")) }

// addFiles adds what is no page: the theme's assets, attachments in use, and the small fixed files.
func (s *site) addFiles(out map[string][]byte, sheets []*drawn) {
	out["plan.json"] = planjson.Of(s.Plan, s.Warnings)
	out[".nojekyll"] = []byte{}
	out["robots.txt"] = robots(s.Index)
	if slices.ContainsFunc(sheets, func(sh *drawn) bool { return sh.code }) {
		out["code.css"] = markdown.HighlightCSS()
	}
	for _, p := range slices.Sorted(maps.Keys(s.theme.Assets)) {
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

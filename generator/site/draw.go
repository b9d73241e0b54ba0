package site

import (
	"bytes"
	"html/template"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"retake/generator/fault"
	"retake/generator/markdown"
)

// page is one page to be drawn: where it goes, which template shows it, and how its view is made.
type page struct {
	path        string
	kind        string // template name without ".html"
	title       string // "" on the home page
	description string
	part        string // the navigation entry it belongs to
	crumbs      []crumb
	view        func(*sheet) any
}

// crumb is a step on the way from the home page.
type crumb struct{ path, text string }

// sheet is a page while it is being drawn. It belongs to one worker; what it finds out (attachments
// used, faults) is gathered afterwards in page order, so that the result does not depend on timing.
type sheet struct {
	*site
	path   string
	html   []byte
	used   map[string]fault.Pos // attachments, by display path, and the first link to each
	code   bool
	faults fault.List
}

// draw makes all pages, with as many workers as there are processors.
func (s *site) draw(pages []page) []*sheet {
	s.drawNav(pages)
	out := make([]*sheet, len(pages))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		wg.Go(func() {
			for i := range next {
				out[i] = s.drawPage(pages[i])
			}
		})
	}
	for i := range pages {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

func (s *site) drawPage(p page) *sheet {
	sh := &sheet{site: s, path: p.path, used: map[string]fault.Pos{}}
	main := s.theme.run(p.kind+".html", p.view(sh), &sh.faults)
	if main == nil {
		return sh
	}
	view := Page{
		Title: p.title, Site: s.Title, Author: s.Author, Description: p.description, Kind: p.kind,
		Root: root(p.path), Nav: s.navFor(p), Main: template.HTML(main), Today: s.Plan.Today.Medium(),
		Index: s.Index, Code: bytes.Contains(main, []byte(`class="chroma"`)), Version: s.Version,
	}
	sh.code = view.Code
	if s.Fixed {
		view.AsOf = view.Today
	}
	for _, c := range p.crumbs {
		view.Crumbs = append(view.Crumbs, Link{Href: rel(p.path, c.path), Text: c.text})
	}
	sh.html = s.theme.run("base.html", view, &sh.faults)
	return sh
}

// navKey tells apart the navigations there are: one for each part of the site at each depth.
type navKey struct{ part, root string }

// drawNav draws every navigation once, before the pages that share them.
func (s *site) drawNav(pages []page) {
	s.nav = map[navKey]template.HTML{}
	entries := s.navEntries()
	for _, p := range pages {
		key := navKey{p.part, root(p.path)}
		if _, done := s.nav[key]; done {
			continue
		}
		view := Nav{}
		for _, e := range entries {
			view.Links = append(view.Links, Link{Href: key.root + e.path, Text: e.text, Current: e.path == key.part})
		}
		s.nav[key] = template.HTML(s.theme.run("partials/nav.html", view, &s.faults))
	}
}

func (s *site) navFor(p page) template.HTML { return s.nav[navKey{p.part, root(p.path)}] }

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
func (s *site) addFiles(out map[string][]byte, sheets []*sheet) {
	out["plan.json"] = PlanJSON(s.Plan, s.Warnings)
	out[".nojekyll"] = []byte{}
	out["robots.txt"] = robots(s.Index)
	if slices.ContainsFunc(sheets, func(sh *sheet) bool { return sh.code }) {
		out["code.css"] = markdown.HighlightCSS()
	}
	for _, p := range slices.Sorted(maps.Keys(s.theme.assets)) {
		if _, taken := out[p]; taken {
			f := s.faults.Add("theme-clash", fault.Pos{File: s.ThemeName(p)}, "the theme's %s has the name of a file that the site makes itself", p)
			f.Hint = "rename the theme's file"
			continue
		}
		out[p] = s.theme.assets[p]
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

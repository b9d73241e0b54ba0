package site

import (
	"fmt"
	"slices"

	"retake/generator/site/agenda"
	"retake/generator/site/board"
	"retake/generator/site/proof"
	"retake/generator/site/support"
	"retake/generator/site/view"
	"retake/generator/site/words"
)

// home is the first crumb of every page but the home page; what it is called after a pass, first says.
var home = []board.Ref{{Path: "index.html", Text: "Today"}}

// single are the pages of the plan that every site has once, the home page first. To add one: an entry here, a
// view, a function of a Desk that fills it (in agenda, proof or support), and a template of the same kind;
// navEntries has the menu.
var single = []page{
	{path: "index.html", kind: "home", description: "What to do today, when the exam may be, and what stands in the way.",
		part: "index.html", view: func(dk *board.Desk) any { return agenda.Home(dk) }},
	{path: "report.html", kind: "report", title: "The score report", description: "What the report says, and what it does not say.",
		part: "report.html", crumbs: home, view: func(dk *board.Desk) any { return proof.Report(dk) }},
	{path: "retake.html", kind: "retake", title: "Retake rules", description: "When the exam may be taken again, and why.",
		part: "retake.html", crumbs: home, view: func(dk *board.Desk) any { return agenda.Retake(dk) }},
	{path: "plan.html", kind: "plan", title: "The plan", description: "Phases, hours and what they rest on.",
		part: "plan.html", crumbs: home, view: func(dk *board.Desk) any { return agenda.Plan(dk) }},
	{path: "readiness.html", kind: "readiness", title: "Readiness", description: "Whether it is time to sit the exam, and what is missing.",
		part: "readiness.html", crumbs: home, view: func(dk *board.Desk) any { return proof.Readiness(dk) }},
	{path: "causes.html", kind: "causes", title: "Causes", description: "What may have gone wrong: what you hold for it, what the data say, and what the plan does about it.",
		part: "causes.html", crumbs: home, view: func(dk *board.Desk) any { return proof.Causes(dk) }},
	{path: "practice.html", kind: "practice", title: "Practice", description: "The next questions, and those to meet again.",
		part: "practice.html", crumbs: home, view: func(dk *board.Desk) any { return agenda.Practice(dk) }},
	{path: "simulations.html", kind: "simulations", title: "Simulations", description: "Full practice exams: which count, what they say, and when the next one is.",
		part: "simulations.html", crumbs: home, view: func(dk *board.Desk) any { return proof.Simulations(dk) }},
	{path: "resources.html", kind: "resources", title: "Sources", description: "What there is to learn from, by domain, and what is missing.",
		part: "resources.html", crumbs: home, view: func(dk *board.Desk) any { return support.Resources(dk) }},
	{path: "progress.html", kind: "progress", title: "Progress", description: "What has been built since the fail, and how past forecasts came true.",
		part: "progress.html", crumbs: home, view: func(dk *board.Desk) any { return proof.Progress(dk) }},
	forMentor,
	{path: board.WhyPath, kind: "why", title: "My reasons", description: "What this is for, and what has been built so far.",
		part: board.WhyPath, crumbs: home, view: func(dk *board.Desk) any { return support.Why(dk) }},
	{path: "weeks/index.html", kind: "weeks", title: "Weeks", description: "All weeks of the plan.",
		part: "weeks/index.html", crumbs: home, view: func(dk *board.Desk) any { return agenda.Weeks(dk) }},
	{path: "domains/index.html", kind: "domains", title: "Domains", description: "All domains of the exam.",
		part: "domains/index.html", crumbs: home, view: func(dk *board.Desk) any { return proof.Domains(dk) }},
	{path: "404.html", kind: "404", title: "Page not found", description: "There is no page at this address.",
		view: func(dk *board.Desk) any { return view.MissingPage{Site: dk.Title} }},
}

// forMentor is the first page of the edition for a mentor.
var forMentor = page{path: "mentor.html", kind: "mentor", title: "For the mentor", description: "Where things stand, what changed since Monday, and what would help.",
	part: "mentor.html", crumbs: home, view: func(dk *board.Desk) any { return support.Mentor(dk) }}

// retrospective takes the place of the home page after a pass.
var retrospective = page{path: "index.html", kind: "retrospective", description: "How the exam was passed: the way from the first attempt on.",
	part: "index.html", view: func(dk *board.Desk) any { return support.Retrospective(dk) }}

// needed are the templates that Render itself asks for; partials are between a theme's own files.
func needed() []string {
	out := []string{"base.html", "partials/nav.html", "week.html", "domain.html", "notes.html", "note.html", retrospective.kind + ".html", "front.html", searchPath}
	for _, p := range single {
		out = append(out, p.kind+".html")
	}
	return out
}

// fixedPaths are the pages that a site has whatever notes there are.
func (s *site) fixedPaths() []string {
	var out []string
	for _, p := range s.planPages() {
		out = append(out, p.path)
	}
	for _, f := range folders {
		out = append(out, f.path+"/index.html")
	}
	return out
}

// pages lists everything that is to be drawn.
func (s *site) pages() []page {
	return slices.DeleteFunc(s.notePages(s.planPages()), func(p page) bool { return !s.tells(p.path) })
}

// planPages are the pages that show the plan.
func (s *site) planPages() []page {
	out := slices.Clone(single)
	switch {
	case s.Edition.Audience == "mentor":
		out[0] = page{path: "index.html", kind: "mentor", description: forMentor.description, part: "index.html", view: forMentor.view}
		out = slices.DeleteFunc(out, func(p page) bool { return p.path == forMentor.path })
	case !s.Edition.Whole():
		out[0] = page{path: "index.html", kind: "front", description: "What this plan is, and what there is to see.", part: "index.html",
			view: func(dk *board.Desk) any { return s.front(dk) }}
	case s.Plan.Won != 0:
		out[0] = retrospective
	}
	out = append(out, page{path: searchPath, kind: "search", title: "Search", description: "Find a word in the plan and the notes.", part: searchPath,
		crumbs: home, view: func(dk *board.Desk) any { return s.searchPage(dk) }})
	for i, w := range s.Plan.Weeks {
		title, part := fmt.Sprintf("Week %d", w.N), "weeks/index.html"
		if now := s.thisWeek(); now.Path == board.WeekPath(w.N) {
			part = now.Path
		}
		out = append(out, page{path: board.WeekPath(w.N), kind: "week", title: title, description: title + ": " + words.Span(w.From, w.To) + ".",
			part: part, crumbs: []board.Ref{home[0], {Path: "weeks/index.html", Text: "Weeks"}},
			level: 3, view: func(dk *board.Desk) any { return agenda.Week(dk, i) }})
	}
	for i, d := range s.Plan.Domains {
		out = append(out, page{path: board.DomainPath(d.Domain), kind: "domain", title: d.Name, description: s.about(d.Name),
			part: "domains/index.html", crumbs: []board.Ref{home[0], {Path: "domains/index.html", Text: "Domains"}},
			level: 3, view: func(dk *board.Desk) any { return proof.Domain(dk, i) }})
	}
	return out
}

// about describes the page of a domain.
func (s *site) about(domain string) string {
	if s.Plan.Won != 0 && s.Edition.Sees(view.Bands) {
		return "How it went in " + domain + "."
	}
	return "What to win in " + domain + "."
}

// first is what the home page is called in the menu and on the way to every page.
func (s *site) first() string {
	switch {
	case s.Edition.Audience == "mentor":
		return "Overview"
	case !s.Edition.Whole():
		return "About"
	case s.Plan.Won != 0:
		return "The way here"
	}
	return home[0].Text
}

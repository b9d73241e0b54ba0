package site

import (
	"cmp"
	"fmt"

	"retake/generator/civil"
	"retake/generator/study"
)

// home is the first crumb of every page but the home page.
var home = []crumb{{"index.html", "Today"}}

func weekPath(n int) string { return fmt.Sprintf("weeks/%02d.html", n) }

func domainPath(d study.Domain) string {
	return "domains/" + cmp.Or(d.Slug, fmt.Sprintf("domain-%d", d.N)) + ".html"
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
func (s *site) pages() []page { return s.notePages(s.planPages()) }

// planPages are the pages that show the plan.
func (s *site) planPages() []page {
	out := []page{
		{path: "index.html", kind: "home", description: "What to do today, when the exam may be, and what stands in the way.",
			part: "index.html", view: func(sh *sheet) any { return sh.homePage() }},
		{path: "report.html", kind: "report", title: "The score report", description: "What the report says, and what it does not say.",
			part: "report.html", crumbs: home, view: func(sh *sheet) any { return sh.reportPage() }},
		{path: "retake.html", kind: "retake", title: "Retake rules", description: "When the exam may be taken again, and why.",
			part: "retake.html", crumbs: home, view: func(sh *sheet) any { return sh.retakePage() }},
		{path: "plan.html", kind: "plan", title: "The plan", description: "Phases, hours and what they rest on.",
			part: "plan.html", crumbs: home, view: func(sh *sheet) any { return sh.planPage() }},
		{path: "readiness.html", kind: "readiness", title: "Readiness", description: "Whether it is time to sit the exam, and what is missing.",
			part: "readiness.html", crumbs: home, view: func(sh *sheet) any { return sh.readinessPage() }},
		{path: "weeks/index.html", kind: "weeks", title: "Weeks", description: "All weeks of the plan.",
			part: "weeks/index.html", crumbs: home, view: func(sh *sheet) any { return sh.weeksPage() }},
		{path: "domains/index.html", kind: "domains", title: "Domains", description: "All domains of the exam.",
			part: "domains/index.html", crumbs: home, view: func(sh *sheet) any { return sh.domainsPage() }},
		{path: "404.html", kind: "404", title: "Page not found", description: "There is no page at this address.",
			view: func(sh *sheet) any { return MissingPage{Site: s.Title} }},
	}
	for i, w := range s.Plan.Weeks {
		title := fmt.Sprintf("Week %d", w.N)
		out = append(out, page{path: weekPath(w.N), kind: "week", title: title, description: title + ": " + span(w.From, w.To) + ".",
			part: "weeks/index.html", crumbs: []crumb{home[0], {"weeks/index.html", "Weeks"}},
			view: func(sh *sheet) any { return sh.weekPage(i) }})
	}
	for i, d := range s.Plan.Domains {
		out = append(out, page{path: domainPath(d.Domain), kind: "domain", title: d.Name, description: "What to win in " + d.Name + ".",
			part: "domains/index.html", crumbs: []crumb{home[0], {"domains/index.html", "Domains"}},
			view: func(sh *sheet) any { return sh.domainPage(i) }})
	}
	return out
}

// block shows one sitting of study.
func (sh *sheet) block(b study.Block) Block {
	v := Block{
		Minutes: length(b.Minutes), Kind: kindWord(b.Kind), Domain: sh.domainLink(b.Domain),
		Resource: b.Resource, Task: tidy(b.Task), Because: tidy(b.Because), Counted: b.Kind == study.Questions || b.Kind == study.Simulate,
	}
	if t := b.Start.String(); t != "" {
		v.Time = t + "–" + (b.Start + civil.Clock(b.Minutes)).String()
	}
	return v
}

// blocksOn are a day's blocks and their total. A reason that is the same as the one above is said once.
func (sh *sheet) blocksOn(w study.Week, d civil.Date) (out []Block, total string) {
	sum, said := civil.Minutes(0), ""
	for _, b := range w.Blocks {
		if b.Date != d {
			continue
		}
		sum += b.Minutes
		if b.Because == said {
			b.Because = ""
		} else {
			said = b.Because
		}
		out = append(out, sh.block(b))
	}
	return out, length(sum)
}

// mix shows the next practice block; none when the work is done.
func (sh *sheet) mix() (rows []Mix, total int) {
	if Calm(sh.Plan) || sh.Plan.Date.Passed {
		return nil, 0
	}
	for _, m := range sh.Plan.NextBlock {
		row := Mix{Questions: m.Questions, Because: tidy(m.Because), Domain: Link{Text: "All domains", Href: sh.to("domains/index.html")}}
		if l := sh.domainLink(m.Domain); l != nil {
			row.Domain = *l
		}
		rows, total = append(rows, row), total+m.Questions
	}
	return rows, total
}

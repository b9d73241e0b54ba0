// Package board is what the pages that show the plan are made from, and the parts that many of them share.
//
// A Board is a plan with what the learner wrote and what notes there are; a Desk is the board as it is seen from
// one page, because links lead from there. The pages are functions of a Desk, in the rooms agenda, proof and
// support. Two or more of these need what stands here: a block, a row with its bar, the next questions, the
// estimate over the whole exam, the lines of the learner's files behind a number. What a page shows of the notes
// comes in finished: HTML, and the paths of other pages.
//
// Deliberately absent: whole pages, Markdown, templates, which pages there are and where notes stand, the clock,
// and thinking about the plan.
package board

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"

	"retake/generator/site/view"
	"retake/generator/study"
)

// Board is what all pages of the plan are made from.
type Board struct {
	Plan     study.Plan
	Record   study.Record
	Title    string           // of the site
	Language string           // of the notes
	Lists    map[string][]Ref // pages of notes, by the folder that lists them: "checklists", "weeks"
	About    map[int][]Ref    // pages of notes, by the domain that they are about
	Why      Ref              // the page of the learner's own reasons, and how they begin; no path if none are written
	WhyTitle string           // what the learner calls them
	Edition  view.Edition     // what the pages may tell
}

// Ref is a page of the site, and what is written on a link to it. At is an anchor on it, "" is its top.
type Ref struct{ Path, Text, At string }

// Desk is the board as seen from the page at Path, with the note that is part of this page, if there is one.
type Desk struct {
	*Board
	Path     string
	Body     template.HTML
	Contents []view.Entry // of Body
	From     []Ref        // pages of the notes that link to this note
}

// WhyPath is the page of the learner's own reasons.
const WhyPath = "why.html"

// WeekPath is the page of a week.
func WeekPath(n int) string { return fmt.Sprintf("weeks/%02d.html", n) }

// DomainPath is the page of a domain.
func DomainPath(d study.Domain) string {
	return "domains/" + cmp.Or(d.Slug, fmt.Sprintf("domain-%d", d.N)) + ".html"
}

// Domain is the domain with a number; false for 0 and for one that the plan does not have.
func (bd *Board) Domain(n int) (study.DomainPlan, bool) {
	for _, d := range bd.Plan.Domains {
		if d.N == n {
			return d, true
		}
	}
	return study.DomainPlan{}, false
}

// To is the link from this page to another file of the site.
func (dk *Desk) To(file string) string { return view.Rel(dk.Path, file) }

// Link is To with a text.
func (dk *Desk) Link(file, text string) view.Link {
	return view.Link{Href: dk.To(file), Text: text, Current: file == dk.Path}
}

// Links lead to pages, with their own texts.
func (dk *Desk) Links(refs []Ref) []view.Link {
	var out []view.Link
	for _, r := range refs {
		out = append(out, dk.Link(r.Path, r.Text))
	}
	return out
}

// DomainLink leads to a domain's page; nil for 0 and for a domain that the plan does not have.
func (dk *Desk) DomainLink(n int) *view.Link {
	d, ok := dk.Domain(n)
	if !ok {
		return nil
	}
	return new(dk.Link(DomainPath(d.Domain), d.Name))
}

// Web lets through addresses that a link may lead to.
func Web(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

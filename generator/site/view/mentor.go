package view

import "html/template"

// MentorPage is given to mentor.html.
type MentorPage struct {
	Title, Lead    string
	Facts          []Fact
	Working        Working
	Since, New     string // New stands in for what changed, on a plan's first day
	Moved, Slipped []string
	Still          string // stands in for Moved
	Numbers        []Fact
	Questions      []string
	Top            []Row
	Target         string
	Causes         []Fact
	CauseLink      Link
	Links          []Link
	Body           template.HTML // a note of the learner's own, where the page is the first one
	Lang           string
}

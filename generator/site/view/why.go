package view

import "html/template"

// WhyPage is given to why.html.
type WhyPage struct {
	Title, Lang, Hard string
	Body              template.HTML
	Contents          []Entry
	Asks              []string
	Since, Far        string
	Built             []Fact
	More              Link
}

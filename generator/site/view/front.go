package view

import "html/template"

// FrontPage is the first page of an edition for people whom the learner does not know.
type FrontPage struct {
	Lead  string
	Facts []Fact
	Parts []Link
	Body  template.HTML
	Lang  string
}

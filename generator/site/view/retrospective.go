package view

import "html/template"

// RetrospectivePage is given to retrospective.html, the home page after a pass.
type RetrospectivePage struct {
	Heading, Lead  string
	Way            []Fact // from the first fail to the pass
	Built          []Fact
	Since          string
	Sittings       []Fact
	Whole          *Gain
	Domains        []Gain
	Causes         []Fact
	Sources        []Fact
	Kept           string
	Forecasts      []string
	Why            string
	WhyLink        *Link
	Thanks         string
	Note           template.HTML
	Lang           string
	Working, Track Working
	Command        string
	ProgressLink   Link
}

// Gain is how an estimate stood on the report, and how it stood in the end.
type Gain struct {
	Link
	Then, ThenRange, Now, NowRange string
}

package view

// MentorPage is given to mentor.html.
type MentorPage struct {
	Lead           string
	Facts          []Fact
	Working        Working
	Since, New     string // New stands in for what changed, on a plan's first day
	Moved, Slipped []string
	Numbers        []Fact
	Questions      []string
	Top            []Row
	Target         string
	Causes         []Fact
	CauseLink      Link
	Links          []Link
}

// Package view declares what a theme's templates are given: one type for each kind of page, and those that
// pages are made of.
//
// themes/README.md says what every field means; a test holds the two together. Numbers arrive as text,
// ready to be read; links are relative to the page they stand on.
//
// Deliberately absent: how a view is filled, and what a page looks like.
package view

import "html/template"

// Link leads to another page. Current marks the page itself, or the part of the site it belongs to.
type Link struct {
	Href, Text string
	Current    bool
}

// Fact is a name, its value, and a remark.
type Fact struct{ Name, Value, Note string }

// Page is a whole page, given to base.html: Main has been drawn by the page's own template.
type Page struct {
	Title, Site, Author, Description string
	Kind                             string // name of the page's template without ".html"
	Root                             string // from this page to the site's root: "", "../", "../../"
	Nav, Main                        template.HTML
	Crumbs                           []Link
	AsOf, Today                      string
	Index, Code, Boxes, Math         bool
	Version                          string
	Feed                             bool // there is a feed to subscribe to
}

// Nav is given to partials/nav.html, once for each part of the site.
type Nav struct {
	Links, More []Link
	Search      *Link
}

// Block is one sitting of study. Domain is nil for all domains.
type Block struct {
	Time, Minutes, Kind     string
	Domain                  *Link
	Resource, Task, Because string
	Extras                  []Extra
	Pinned                  bool
	Result                  string // a line to fill in on paper
}

// Day is one day of a week.
type Day struct {
	Name, Minutes, Note string
	Today, Past         bool
	Blocks              []Block
}

// Week is a week of the plan.
type Week struct {
	Link
	Dates, Phase, Focus, Planned, Done string
	Past, Exam                         bool
	Days                               []Day
}

// Bar is an interval on a line from 0 to 200: partials/bar.html draws it.
type Bar struct {
	ID, Title, Desc         string
	Lo, Width, Mean, Target int // Target is -1 for none
}

// Row is one domain among the others.
type Row struct {
	Link
	N                                                                 int
	Weight, Report, Missed, Belief, Range, Points, Tied, Hours, Spent string
	Band                                                              string // the estimate in words, where it is not told as a number
	Bar                                                               Bar
}

// Mix is one line of the next practice block.
type Mix struct {
	Domain    Link
	Questions int
	Because   string
}

// Working is how a number was made: said in words, with the formula, what went in, the lines of the learner's
// files that it rests on, and what would change it.
type Working struct {
	Says, Formula string
	Inputs, Lines []Fact
	Mind          string
}

// Extra is a task that a cause of the fail adds to a block.
type Extra struct {
	Cause Link
	Task  string
}

// HomePage is given to home.html.
type HomePage struct {
	Heading, State, Lead                       string
	Blocks                                     []Block
	Next                                       *Day // the next day with blocks, when today has none
	NextWeek                                   *Link
	Exam, Earliest, Way                        Fact // Way: in a few words, then why, and what would help
	Week                                       *Week
	Mix                                        []Mix
	MixTotal                                   int
	Top                                        []Row
	Target                                     string // with Top
	Built                                      []Fact
	Since, Why                                 string
	WhyLink                                    *Link
	Note                                       template.HTML
	Lang                                       string
	PlanLink, WayLink, RetakeLink, DomainsLink Link
	Hard                                       string // why today is a hard day; then the reasons come first
	HardLink                                   *Link
	Notices                                    []Notice
}

// Notice is a sentence with a link that helps.
type Notice struct {
	Say  string
	Link *Link
}

// ReportPage is given to report.html.
type ReportPage struct {
	Exam, Date, Result, Score, Headline string
	Facts                               []Fact
	Says, Silent                        []string
	Strength, Tied, Target, Won         string
	Rows                                []Row
	Earlier                             []Fact
	Diagnose                            bool
	Working                             Working
	ReadyLink                           Link
}

// Source is where a rule was read.
type Source struct {
	URL, Text, Date, Grade, Note string
	Seen                         bool
}

// RetakePage is given to retake.html.
type RetakePage struct {
	Answer, Caution     string
	Facts               []Fact
	Reasons             []string
	Body, Covers, Note  string
	Rules               []string
	Read                string
	Sources, ExamSource []Source
	Exam, Countdowns    []Fact
	ExamNote            string
	Working             Working
}

// Phase is a stretch of the plan.
type Phase struct {
	Name, Dates, Why string
	Current, Past    bool
}

// Assumption is a setting behind the numbers.
type Assumption struct{ Key, Value, Says string }

// WeeksPage is given to weeks.html.
type WeeksPage struct {
	Won     string
	Weeks   []Week
	Almanac *Almanac
	Other   []Link
	Body    template.HTML
	Lang    string
}

// WeekPage is given to week.html.
type WeekPage struct {
	Week
	Title, Won string
	Away       []string
	Again      []Fact
	Mix        []Mix
	MixTotal   int
	Journal    template.HTML
	Lang       string
	Prev, Next *Link
	Sheet      string // how it is printed: classes of the sheet, "" for all of it in large letters
	Left       string // what the printed sheet leaves out
	Room       bool   // the sheet has lines for a note
}

// DomainsPage is given to domains.html.
type DomainsPage struct {
	Won          string
	Weights      *Chart
	Rows         []Row
	Tied, Target string
	Body         template.HTML
	Lang         string
}

// Miss is a question that went wrong and still waits.
type Miss struct{ Date, Objective, Why, Note, Left string }

// Resource is something to learn from.
type Resource struct{ Name, URL, Kind, Note string }

// DomainPage is given to domain.html.
type DomainPage struct {
	Row
	Title, Won     string
	Target         string
	Win, Objective []string
	Facts          []Fact
	Results        *Chart
	Misses         []Miss
	Resources      []Resource
	Working        Working
	Body           template.HTML
	Contents       []Entry
	Lang           string
	Notes          []Link
	Linked         Linked
	Domains        []Numbered
	Prev, Next     *Link
}

// Numbered is a domain with its number.
type Numbered struct {
	Link
	N int
}

// Linked are the notes that link to one, and how many more there are.
type Linked struct {
	Notes []Link
	More  int
}

// Gate is one condition of readiness.
type Gate struct {
	Name, Why, Next string
	Met             bool
}

// Sim is one simulation with what the rule makes of it.
type Sim struct{ Date, Name, Score, Percent, Conditions, Verdict, WhyNot string }

// ReadinessPage is given to readiness.html. Chance and Bar are nil without enough evidence; Needs is
// how many qualifying simulations are missing then. TooSoon is said plainly of a date that does not hold.
type ReadinessPage struct {
	Verdict, Say, TooSoon  string
	Gates                  []Gate
	Chance                 *Fact
	Expect, Assumes, Gap   string
	Bar                    *Bar
	Needs                  int
	Working                Working
	Target, Pass, PassNote string
	Sims                   []Sim
	Logged                 int
	SimsLink               Link
	Checklists             []Link
}

// Entry is a line of a table of contents, at Level 1 to 3.
type Entry struct {
	Href, Text string
	Level      int
}

// Group is a folder of notes. Links to it lead to ID.
type Group struct {
	ID, Name string
	Notes    []Link
}

// Folder is a part of a list that has a page of its own.
type Folder struct {
	Link
	Notes string
}

// NotesPage is given to notes.html: a list of notes, guides or checklists.
type NotesPage struct {
	Title, Lead string
	Body        template.HTML
	Lang        string
	Folders     []Folder
	Groups      []Group
	Prev, Next  *Link
}

// NotePage is given to note.html.
type NotePage struct {
	Title, Lang, Kind string
	Domain            *Link
	Tags, Objective   []string
	Contents          []Entry
	Body              template.HTML
	Siblings          []Link
	Linked            Linked
	Prev, Next        *Link
}

// MissingPage is given to 404.html.
type MissingPage struct{ Site string }

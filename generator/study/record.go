package study

import (
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/report"
)

// Record is what the learner wrote: the exam, the score reports, the log and the circumstances. Each
// item carries the place it was written at.
type Record struct {
	Exam         Exam
	Attempts     []Attempt // the score reports
	Practice     []Practice
	Simulations  []Simulation
	Misses       []Miss
	Sessions     []Session
	Checkins     []Checkin
	Resources    []Resource
	People       []Person
	Availability Availability
	Away         []Away
	Booking      Booking
	Voucher      Voucher
	Start        civil.Date // first day of the plan; 0 = that of the first log entry after the last attempt, else today
	StartPos     fault.Pos
	ExamDate     civil.Date // 0 = the plan proposes one
	ExamDatePos  fault.Pos
	Booked       bool
}

// Exam is one version of one exam, from the catalogue, the learner's own file, or both.
type Exam struct {
	Pos           fault.Pos
	Code, Version string
	Name, Vendor  string
	Status        string        // "current" | "upcoming" | "retiring" | "retired" | "" (custom)
	Minutes       civil.Minutes // length of a sitting; 0 = not known
	Questions     int           // in a sitting, the upper bound; 0 = not known
	QuestionsHow  string        // "max" | "scored" | "typical" | "own" | "": which figure Questions is
	Formats       []string      // "multiple-choice", "performance-based", "lab", ...
	Scale         Scale
	WeightKind    string // "percent" | "range" | "points" | "none" | "own": how the issuer prints weights
	Domains       []Domain
	DomainsFrom   string // "catalogue" | "own" | "report" | "whole": where the domain list came from
	AvailableFrom civil.Date
	RetiresOn     civil.Date // last day of this version; 0 = not announced
	Successor     string
	Conjunctive   bool // every section must be passed on its own
	ForbidsReview bool // no going back to an answered question (adaptive exams)
	Policy        policy.Policy
	Confidence    string // of the catalogue entry
	Note          string
	Sources       []policy.Source
	CatalogueAsOf civil.Date
}

// Practical reports whether the exam has hands-on parts, so that the plan needs labs.
func (e Exam) Practical() bool {
	for _, f := range e.Formats {
		if f == "lab" || f == "performance-based" || f == "performance" {
			return true
		}
	}
	return false
}

// Title is "SY0-701 Security+ (V7)".
func (e Exam) Title() string {
	if e.Name == "" {
		return e.Code
	}
	return e.Code + " " + e.Name
}

// Domain is one section of the exam's outline.
type Domain struct {
	N          int
	Slug, Name string
	Weight     float64 // percent points of the exam, normalised so that all domains sum to 100
	Printed    string  // as the issuer prints it: "28 %", "20-25 %", "8 of 60 points", "" if not published
	Objectives int     // how many objectives the outline lists; 0 = not known
}

// Domain finds a domain by number; ok is false if there is none.
func (e Exam) Domain(n int) (d Domain, ok bool) {
	for _, d := range e.Domains {
		if d.N == n {
			return d, true
		}
	}
	return Domain{}, false
}

// Result of a sitting.
type Result string

const (
	Fail   Result = "fail"
	Pass   Result = "pass"
	Void   Result = "void"
	NoShow Result = "no-show"
)

// Attempt is one score report.
type Attempt struct {
	Pos         fault.Pos
	At          civil.Instant
	Result      Result
	EligibleOn  civil.Date    // printed by some issuers; beats every computed date
	MinutesUsed civil.Minutes // 0 = not written
	Unanswered  int           // -1 = not written
	Score       Score
	Sections    []Section
	Missed      []Objective // at least one question wrong in each
	ListsMissed bool        // the report came with such a list, even an empty one
}

// What a score report says has a room of its own.
type (
	Scale     = report.Scale
	Score     = report.Score
	Form      = report.Form
	Level     = report.Level
	Section   = report.Section
	Objective = report.Objective
)

// The forms in which a report speaks of one domain, and the bands it may print.
const (
	ByCount   = report.ByCount
	ByPercent = report.ByPercent
	ByLevel   = report.ByLevel
	ByBar     = report.ByBar
	ByRank    = report.ByRank
	ByScaled  = report.ByScaled
	ByPoints  = report.ByPoints
	ByStars   = report.ByStars
	Mentioned = report.Mentioned

	LevelUnknown = report.LevelUnknown
	LevelNone    = report.LevelNone
	LevelBelow   = report.LevelBelow
	LevelNear    = report.LevelNear
	LevelAt      = report.LevelAt
	LevelAbove   = report.LevelAbove
)

// ParseLevel reads the words of attempts.toml: none, below, near, at, above.
func ParseLevel(s string) (Level, bool) { return report.ParseLevel(s) }

// Practice is one set of practice questions.
type Practice struct {
	Pos        fault.Pos
	Date       civil.Date
	Domain     int // 0 = mixed
	Objective  Objective
	Right, Of  int
	Source     string
	Conditions string // "timed" | "open" | "" (counts as open)
	Seen       bool   // the same questions again: shown, never counted
	Minutes    civil.Minutes
	Note       string
}

// Simulation is one full practice exam.
type Simulation struct {
	Pos               fault.Pos
	Date              civil.Date
	Source, Form      string
	Right, Of         int
	Minutes           civil.Minutes // 0 = not written
	Timed, ClosedBook bool
	Seen              bool // written by the learner; the same source and form again counts as seen too
	Changes           *Changes
	Anxiety           int // 0 to 10, -1 = not written
	Unanswered        int // -1 = not written
	Domains           []Tally
	Quarters          []civil.Minutes // minutes used up to 25, 50, 75, 100 % of the questions
	Note              string
}

// Changes counts changed answers by what the change did.
type Changes struct{ ToRight, ToWrong, Same int }

// Tally is right of a number of questions in one domain.
type Tally struct{ Domain, Right, Of int }

// Miss is one question that went wrong, with its cause.
type Miss struct {
	Pos       fault.Pos
	Date      civil.Date
	Objective Objective
	Why       string // "concept" | "term" | "misread" | "reasoning" | "guess" | "time" | "changed"
	Confident bool
	Chose     string
	Note      string
	Cleared   []civil.Date // right again; two different days close it
}

// Open reports whether the miss still waits, as of a day: it closes when right on two different days.
func (m Miss) Open(today civil.Date) bool {
	days := map[civil.Date]bool{}
	for _, d := range m.Cleared {
		if d <= today {
			days[d] = true
		}
	}
	return len(days) < 2
}

// Session is study time spent.
type Session struct {
	Pos      fault.Pos
	Date     civil.Date
	Domain   int // 0 = none in particular
	Kind     Kind
	Minutes  civil.Minutes
	Resource string
	Note     string
}

// Checkin is a talk with a mentor or a group.
type Checkin struct {
	Pos    fault.Pos
	Date   civil.Date
	Person string
	Note   string
}

// Resource is something to learn from.
type Resource struct {
	Pos        fault.Pos
	Name       string
	Kind       string // "book" | "video" | "course" | "lab" | "questions" | "community" | "person"
	Domains    []int  // empty = all
	UsedBefore bool
	URL        string
	Cost       string
	Hours      civil.Minutes
	Note       string
}

// Person is somebody who helps.
type Person struct {
	Pos     fault.Pos
	Name    string
	Role    string // "mentor" | "group" | "friend" | ...
	Checkin string // "sun 18:00" as written
	Day     int    // 0 Sunday to 6 Saturday, -1 = no fixed day
	At      civil.Clock
	URL     string
}

// Availability is when the learner can study: free windows by weekday (0 Sunday to 6 Saturday).
type Availability struct {
	Pos      fault.Pos
	Written  bool // false: nothing was written, the plan assumes a week and says so
	Days     [7][]civil.Window
	FreeDays int // days a week to keep free; -1 = not written (1)
}

// Away is a stretch of days without study.
type Away struct {
	Pos      fault.Pos
	From, To civil.Date
	Why      string
}

// Booking is what only the candidate knows about purchase and eligibility. Zero dates are unknown.
type Booking struct {
	Pos               fault.Pos
	PurchasedOn       civil.Date
	EligibilityStarts civil.Date
	Delivery          string // "online" | "centre" | ""
}

// Voucher is a paid exam entry.
type Voucher struct {
	Pos         fault.Pos
	Bought      civil.Date
	Expires     civil.Date
	RefundUntil civil.Date
}

// Kind is what a block of study time is spent on.
type Kind string

const (
	Read        Kind = "read"
	Video       Kind = "video"
	Lab         Kind = "lab"
	Questions   Kind = "practice"
	Review      Kind = "review"
	Simulate    Kind = "simulation"
	Reset       Kind = "reset" // annotate the report, check the policy, gather resources
	LightReview Kind = "light" // the last two days: nothing new
)

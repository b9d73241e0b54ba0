package study

import (
	"slices"

	"retake/generator/attempt"
	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/report"
	"retake/generator/syllabus"
	"retake/generator/tally"
	"retake/generator/trial"
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
	Pins         []Pin
	Start        civil.Date // first day of the plan; 0 = that of the first log entry after the first fail, else today
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

// handsOn reports whether questions of a format are tasks to be done.
func handsOn(format string) bool {
	return format == "lab" || format == "performance-based" || format == "performance"
}

// Practical reports whether the exam has hands-on parts, so that the plan needs labs.
func (e Exam) Practical() bool { return slices.ContainsFunc(e.Formats, handsOn) }

// onlyPractical reports whether the exam is known to have no other parts.
func (e Exam) onlyPractical() bool {
	return len(e.Formats) > 0 && !slices.ContainsFunc(e.Formats, func(f string) bool { return !handsOn(f) })
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

// A sitting of the real exam has a room of its own.
type (
	Result  = attempt.Result
	Attempt = attempt.Attempt
	Claims  = attempt.Claims
)

// What may come of a sitting.
const (
	Fail   = attempt.Fail
	Pass   = attempt.Pass
	Void   = attempt.Void
	NoShow = attempt.NoShow
)

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

// Practice, what went wrong in it, and full practice exams have rooms of their own.
type (
	Practice   = drill.Practice
	Miss       = drill.Miss
	Simulation = trial.Simulation
	Changes    = trial.Changes
	Tally      = trial.Tally
)

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

// People, talks with them, and sources are counted in a room of their own.
type (
	Person   = tally.Person
	Checkin  = tally.Checkin
	Resource = tally.Source
)

// Availability is when the learner can study: free windows by weekday (0 Sunday to 6 Saturday).
type Availability struct {
	Pos      fault.Pos
	Written  bool // false: nothing was written, the plan assumes a week and says so
	Days     [7][]civil.Window
	FreeDays int // days a week to keep free; -1 = not written (1)
}

// Pin is a block that the learner set. Fixed (pin = true) stays where it is, whatever is planned around
// it; any other is a wish, which the plan grants where it has a slot for it on that day.
type Pin struct {
	Pos      fault.Pos
	Date     civil.Date
	Start    civil.Clock // NoClock = any time of the day
	Minutes  civil.Minutes
	Kind     Kind
	Domain   int // 0 = all
	Resource string
	Task     string
	Fixed    bool
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
type Kind = syllabus.Kind

// The kinds of work.
const (
	Read        = syllabus.Read
	Video       = syllabus.Video
	Lab         = syllabus.Lab
	Questions   = syllabus.Questions
	Review      = syllabus.Review
	Simulate    = syllabus.Simulate
	Reset       = syllabus.Reset
	LightReview = syllabus.LightReview
)

// Package report reads a score report: what it says, what it does not say, and what to believe of
// each domain because of it.
//
// A belief is a Beta distribution over the share of a domain's questions that would be answered
// right, on the scale of a practice test. Every form a report can take (a count, a percentage,
// points, a band, a bar, a rank, a scaled score, stars, a list of missed objectives) has its own
// reading; weak forms stay weak. A scaled score is used for its order only and never becomes a
// percentage.
//
// Deliberately absent: files, dates, practice results, and the names of exams.
package report

import (
	"fmt"

	"retake/generator/fault"
)

// Scale is how the exam's total is scored.
type Scale struct {
	Kind     string // "scaled" | "percent" | "points" | "raw" | "levels" | "pass-fail" | "unpublished"
	Min, Max float64
	Pass     float64 // on the scale; meaningful only if HasPass
	HasPass  bool
}

// Score is the total as printed. It is never turned into a percentage unless Form says it is one.
type Score struct {
	Form     string // "" (nothing printed) | "scaled" | "percent" | "points" | "raw" | "none"
	Value    float64
	Min, Max float64
	Pass     float64
	HasPass  bool
}

// Form is how a report speaks of one domain.
type Form string

const (
	ByCount   Form = "right"   // Value right of Of
	ByPercent Form = "percent" // Value 0 to 100
	ByLevel   Form = "level"   // Level
	ByBar     Form = "bar"     // Value 0 to 1, read by eye, give or take Err
	ByRank    Form = "rank"    // Value 1 = weakest within the report
	ByScaled  Form = "scaled"  // Value on Min to Max with Pass
	ByPoints  Form = "points"  // Value of Of
	ByStars   Form = "stars"   // Value of Of
	Mentioned Form = ""        // named, with nothing said
)

// Level is an ordinal band; vendors' words are mapped to it and kept in Section.Printed.
type Level int

const (
	LevelUnknown Level = iota
	LevelNone
	LevelBelow
	LevelNear
	LevelAt
	LevelAbove
)

var levelWords = [...]string{"", "none", "below", "near", "at", "above"}

// String is the word used in attempts.toml, "" for no level.
func (l Level) String() string {
	if l < LevelUnknown || l > LevelAbove {
		return ""
	}
	return levelWords[l]
}

// ParseLevel reads the words of attempts.toml: none, below, near, at, above.
func ParseLevel(s string) (Level, bool) {
	for l := LevelNone; l <= LevelAbove; l++ {
		if levelWords[l] == s {
			return l, true
		}
	}
	return LevelUnknown, false
}

// Section is one domain of one report.
type Section struct {
	Pos            fault.Pos
	Domain         int
	Form           Form
	Value, Of      float64
	Err            float64 // of a bar
	Min, Max, Pass float64 // of a scaled section; Max 0 = the exam's scale
	Level          Level
	Printed        string
}

// Objective is "4.2": the second objective of domain 4. Minor 0 means the whole domain.
type Objective struct{ Domain, Minor int }

// Paper is one score report, as printed.
type Paper struct {
	Score       Score
	Sections    []Section
	Missed      []Objective
	ListsMissed bool // the report came with a list of missed objectives, even an empty one
}

// Domain is what a reading needs to know of one domain.
type Domain struct {
	N          int
	Name       string
	Weight     float64 // percent points of the exam
	Objectives int     // in the outline; 0 = not known
}

// Terms are what a reading takes as given: the exam's scale and size, and the weights of the forms.
type Terms struct {
	Scale          Scale
	Pass           float64 // pass fraction, 0 to 1; see PassFraction
	Questions      float64 // in the exam
	PriorCount     float64 // questions' worth of belief before any report
	LevelCount     float64 // of a band or stars
	BarCount       float64
	RankCount      float64
	ScaledCount    float64
	ObjectivesEach int // objectives in a domain when the outline's number is not known
}

// String is "4.2", or "4" for a whole domain.
func (o Objective) String() string {
	if o.Minor == 0 {
		return fmt.Sprint(o.Domain)
	}
	return fmt.Sprintf("%d.%d", o.Domain, o.Minor)
}

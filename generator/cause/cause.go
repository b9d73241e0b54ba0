// Package cause sets the eight usual reasons for a failed exam beside the data: what the learner holds
// for a reason, what the log says of it, and what a plan does about those that the log supports.
//
// What the log says is mostly of the time since the attempt, so no sentence takes it for the time before: a
// cause is supported as long as it is still so, and one that was so in an earlier week is said to be mended.
//
// A claim decides nothing by itself. Each cause has one test with a bound, written out in Formula; the
// bounds are assumptions (no study of certification exams sets them), so every verdict comes with the
// numbers behind it, the entries that decided, and what would change it. Where evidence speaks against
// common advice, evidence wins: changed answers are counted, never forbidden.
//
// All sentences stand in testdata/causes.txt, to be read in one go as the person reads them who failed
// last week.
//
// Deliberately absent: the log itself (whoever asks adds it up into Facts), placing tasks in a week,
// markup, praise, and any cause beyond these eight.
package cause

import (
	"cmp"
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
)

// Name is one of the eight causes, as it is written as a key in attempts.toml.
type Name string

const (
	StudyTime      Name = "study_time"
	Coverage       Name = "coverage"
	OneSource      Name = "one_source"
	HandsOn        Name = "hands_on"
	OutOfTime      Name = "out_of_time"
	Anxiety        Name = "anxiety"
	Misreading     Name = "misreading"
	SecondGuessing Name = "second_guessing"
)

// Names is the order of the causes everywhere: in claims, in verdicts and on pages.
var Names = [8]Name{StudyTime, Coverage, OneSource, HandsOn, OutOfTime, Anxiety, Misreading, SecondGuessing}

// The two families: what happened before the exam, and what happened in it.
const (
	Preparation = "preparation"
	Execution   = "execution"
)

// The verdicts.
const (
	Supported    = "supported"
	NotSupported = "not supported"
	NoData       = "no data"
)

// Unsaid is the claim of a learner who said nothing about a cause.
const Unsaid = -1

// Family is Preparation or Execution, "" for a name that is none.
func Family(name Name) string {
	switch i := slices.Index(Names[:], name); {
	case i < 0:
		return ""
	case i < 4:
		return Preparation
	}
	return Execution
}

// Title is the cause's name for people, short enough for a tag.
func Title(name Name) string { return titles[name] }

// ClaimWords puts the strength of a claim into words.
func ClaimWords(strength int) string {
	switch {
	case strength < 0:
		return "not said"
	case strength == 0:
		return "not a cause"
	case strength == 1:
		return "a small part of it"
	case strength == 2:
		return "a large part of it"
	}
	return "the main reason"
}

// Facts is what is known up to a day, added up from the record. Zero values mean nothing is known, but
// for Claims and for numbers that say otherwise.
type Facts struct {
	Claims        [8]int // in the order of Names: 0, not at all, to 3, the main reason; Unsaid
	Practical     bool   // the exam has hands-on tasks
	HandsOnly     bool   // and nothing else
	ForbidsReview bool   // the exam does not let anyone go back to an answered question

	Was           [8]bool // in the order of Names: supported in an earlier week since the last attempt
	Before        Before
	NeedMinutes   civil.Minutes // what the learning curve asks for from a beginner's level to the target; 0 = not known
	Need          Need          // what NeedMinutes follows from
	Kept, Planned civil.Minutes // study kept and planned over the last four weeks; Planned 0 = none was
	Kinds         []KindTime
	Domains       []DomainTime // every domain of the exam, also those without time
	Sources       []Source
	Sittings      []Sitting // real attempts and timed simulations
	Reasons       []Reason
	Changes       Changes
	Anxiety       []Rating // of the last 60 days or so: what is older says little
}

// Beginner is the share right from which NeedMinutes is worked out: guessing, one of four. Where somebody stood
// before the study that led to an attempt is not known to anyone. Grade: assumption.
const Beginner = 0.25

// Need is what the study time asked for follows from.
type Need struct {
	Start, Target float64 // share right, 0 to 1, in every domain; a zero Target is not known
	CurveHours    float64 // hours in one domain that close 63 % of what is missing
	Reached       float64 // share right that the report of the attempt speaks for, 0 to 1; 0 = not known
}

// Before is the study before the last attempt, as written or as logged.
type Before struct {
	Minutes civil.Minutes
	Known   bool
	Pos     fault.Pos
}

// KindTime is the time logged with one kind of session ("lab", "read", ...).
type KindTime struct {
	Kind    string
	Minutes civil.Minutes
	Pos     fault.Pos // the last such session; may be zero
}

// DomainTime is the time logged in one domain.
type DomainTime struct {
	N        int
	Name     string
	Weight   float64 // share of the exam; any scale that is the same for all domains
	Minutes  civil.Minutes
	AtTarget bool      // nothing is to be won there: little time is right, and decides nothing
	Pos      fault.Pos // the last session there; may be zero
}

// Source is something to learn from.
type Source struct {
	Name     string
	Kind     string // "book", "video", "course", "lab", "questions"; "community" and "person" are not counted
	Provider string // who makes it; "" = the name stands for it
	Used     bool   // before the last attempt
	Since    bool   // in the log since then
	Pos      fault.Pos
}

// Sitting is a real attempt or a timed simulation.
type Sitting struct {
	What          string // stands after "in": "the exam", "the simulation Provider A, form 2"
	Pos           fault.Pos
	Date          civil.Date
	Real          bool
	Unanswered    int           // -1 = not written
	Used, Allowed civil.Minutes // 0 = not known
	Questions     int           // 0 = not known
	Behind        string        // the quarter in which the pace first fell behind, "first" to "last"; "" if it did not. Last is only who took more than all the time
}

// Reason is how many misses have one reason.
type Reason struct {
	Why string // "misread", "term", ...; "" is not counted
	N   int
	Pos fault.Pos // the last of them
}

// Changes counts changed answers over all simulations that count them.
type Changes struct {
	RW, WR, WW int // right to wrong, wrong to right, wrong to wrong
	Sittings   int
	Pos        fault.Pos // the last entry with changes
}

// Rating is how nervous somebody was before a simulation, and how it came out.
type Rating struct {
	Date    civil.Date
	Value   int     // 0 calm to 10
	Percent float64 // right; negative = not known
	Pos     fault.Pos
}

// Input is one number behind a verdict.
type Input struct{ Name, Value string }

// Cause is one of the eight, weighed.
type Cause struct {
	Name     Name
	Family   string
	Title    string
	Claimed  int         // 0 to 3, or Unsaid
	Verdict  string      // Supported, NotSupported or NoData
	Evidence string      // one to three sentences with the numbers
	Inputs   []Input     // the numbers one by one
	Lines    []fault.Pos // the entries that decided, in the order of the files
	Formula  string      // the test in words, with its bounds
	Rule     string      // what the plan does about it; without data, what to log
	Mind     string      // what would change the verdict
	Domains  []int       // Coverage alone: the heavy domains with too little time
}

// Concerns reports whether the cause, if supported, has to do with work in a domain (0 = no single one).
// Only Coverage is about some domains and not about others.
func (c Cause) Concerns(domain int) bool {
	return c.Name != Coverage || slices.Contains(c.Domains, domain)
}

// finding is what a test found, before the words that hold for every learner are put beside it.
type finding struct {
	verdict  string
	evidence string
	inputs   []Input
	lines    []fault.Pos
	rule     string // what the plan does if the cause is supported
	toLog    string // what to log without data, where that depends on the exam
	mind     string // what would change the verdict, where that depends on the data
	domains  []int
	was      string // if an earlier week supported the cause: what was so then, where that depends on the data
	mended   bool   // the facts themselves show that it was so and is over
}

// tests are in the order of Names.
var tests = [len(Names)]func(*Facts) finding{
	studyTime, coverage, oneSource, handsOn, outOfTime, anxiety, misreading, secondGuessing,
}

// Weigh holds all eight causes against the facts, in the order of Names. It does not depend on the order
// of any list in them, but for the order in which domains and sources are named.
func Weigh(f Facts) []Cause {
	out := make([]Cause, len(Names))
	for i, name := range Names {
		found := tests[i](&f)
		w := texts[name]
		c := Cause{
			Name: name, Family: Family(name), Title: titles[name], Claimed: f.Claims[i],
			Verdict: found.verdict, Evidence: found.evidence, Inputs: found.inputs, Lines: places(found.lines),
			Formula: w.formula, Domains: found.domains,
		}
		switch found.verdict {
		case Supported:
			c.Rule, c.Mind = found.rule, w.mindSupported
		case NotSupported:
			c.Rule, c.Mind = unchanged(c.Claimed), w.mindNot
			if f.Was[i] && found.was != labsNamed || found.mended {
				c.Rule = "Mended since, so it adds nothing to the plan any more. Should it come back, so will what the plan does about it."
			}
			if f.Was[i] && !found.mended {
				c.Evidence = cmp.Or(found.was, w.was) + " " + c.Evidence
			}
		default:
			c.Rule, c.Mind = cmp.Or(found.toLog, w.toLog), w.mindNoData
		}
		c.Mind = cmp.Or(found.mind, c.Mind)
		out[i] = c
	}
	return out
}

// unchanged is the rule where the data do not support a cause.
func unchanged(claimed int) string {
	if claimed > 0 {
		return "You named this as a cause, and it may have been one then. What is written down does not show it now, so the plan stays as it is."
	}
	return "Nothing changes in the plan."
}

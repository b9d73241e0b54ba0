package study

import (
	"retake/generator/belief"
	"retake/generator/civil"
	"retake/generator/digest"
	"retake/generator/gate"
	"retake/generator/outlook"
	"retake/generator/policy"
	"retake/generator/syllabus"
	"retake/generator/tally"
	"retake/generator/trial"
)

// Plan is the one product of thinking. It holds values only; pages are drawn elsewhere.
type Plan struct {
	Today       civil.Date
	Exam        Exam
	Settings    Settings
	Diagnosis   Diagnosis
	Won         civil.Date   // day of the sitting that was passed; 0 = not yet
	Domains     []DomainPlan // in the order of the outline
	Ranked      []int        // indexes into Domains, most points to win first
	Window      policy.Window
	Date        ExamDate
	Budget      Budget
	Phases      []Phase
	GivenUp     []string // what a short runway or missing hours left out, in sentences
	Weeks       []Week
	Readiness   Readiness
	NextBlock   []Mix
	Record      Tallies
	Assumptions []Assumption

	Causes     []Cause // eight, in the order of cause.Names
	Drill      Drill
	Trials     Trials
	FullSet    float64      // questions in the real exam, as far as known: a simulation is full length from 0.9 of them on
	Length     tally.Length // how long a simulation takes that is logged without its time
	WhatIf     WhatIf
	Replan     *Replan // nil while the plan is kept to within a day of work
	Kept       Kept
	Milestones []Milestone
	Countdowns []Countdown
	Meetings   []Meeting
	Digest     *Digest      // nil on the plan's first day
	Digests    []WeekDigest // of the weeks that are over, oldest first
	Distance   Distance
	Hard       string // why today is a hard day, kindly; "" = it is not
	Fresh      bool   // a fail is only days old: nothing should press
	Coverage   []Covered
}

// Diagnosis is what the last report does and does not say.
type Diagnosis struct {
	Attempt     *Attempt // the last failed one; nil if none is written
	Failures    int
	Headline    string   // "721 on a scale from 100 to 900; 750 passes: 29 points short"
	Says        []string // what the report tells
	Silent      []string // what it does not tell
	Strength    string   // "none" | "weak" | "fair" | "good": how much the report says about single domains
	Diagnostic  bool     // nothing below the total is known: start with a diagnostic simulation
	ScaleGap    float64  // points short on the issuer's own scale; meaningful only if HasScaleGap
	HasScaleGap bool
}

// What is believed of a domain, and why.
type (
	Belief   = belief.Belief
	Evidence = belief.Evidence
)

// DomainPlan is one domain with all the plan says about it.
type DomainPlan struct {
	Domain
	Belief      Belief
	Report      Belief  // as of the report alone, before any practice
	Evening     Belief  // as known on the evening of the last fail: its report, and what was logged before it
	Points      float64 // to win: weight x (target - mean), percent points of the exam, >= 0
	TiedWith    []int   // numbers of domains whose 80 % intervals overlap this one's
	Hours       float64 // from today to the exam
	Minutes     civil.Minutes
	Maintained  bool          // under the water line: only the maintenance share
	Spent       civil.Minutes // study time logged since the plan's start
	Asked       int           // questions logged since the plan's start
	LastStudied civil.Date
	OpenMisses  []Miss
	Evidence    []Evidence
	Missed      []Objective // listed by the last report
	Win         []string    // "what to win" here, in sentences, most valuable first
}

// ExamDate is when to sit again.
type ExamDate struct {
	Date     civil.Date // 0 = no date can be given
	Proposed bool       // by the plan, not by the learner
	Booked   bool
	Passed   bool // the day is behind us and no result on or after it is written yet
	Days     int  // from today
	Why      string
	Moved    string     // why the plan proposes another date than on last Monday; "" if it does not
	TooSoon  string     // said plainly of a date that the learner wrote, "" if it holds
	Better   civil.Date // the date that the plan would propose; 0 = none, or the same
}

// Budget is where the time from today to the exam goes. All parts sum to Total.
type Budget struct {
	Total       civil.Minutes
	Domains     civil.Minutes
	Simulations civil.Minutes // and their review
	Reset       civil.Minutes
	Light       civil.Minutes // the taper
	PerWeek     civil.Minutes // what a full ordinary week offers
	Forecast    float64       // expected share right on exam day if the hours are kept, 0 to 1
	Range       outlook.Range // the forecast on exam day with the middle 80 %, 0 to 1
	Now         float64       // the same with today's belief
	Assumed     bool          // no availability is written: a modest week is assumed
}

// Phase is a stretch of the runway with one purpose.
type Phase struct {
	Name     string // "Reset" | "Repair" | "Mix" | "Simulate" | "Taper"
	From, To civil.Date
	Why      string
}

// Week runs Monday to Sunday, cut at the plan's start, at the exam and at a fail.
type Week struct {
	N        int // from 1
	From, To civil.Date
	Phase    string // of its first day with blocks, or of its first day
	Focus    string // one sentence: what this week is for
	Past     bool   // ended before today
	Current  bool   // today is in it
	Blocks   []Block
	Planned  civil.Minutes
	Done     civil.Minutes // logged in these days, as of today
	Away     []Away        // days off that touch the week
	Exam     bool          // the exam is in it
}

// Block is one sitting of study.
type Block = syllabus.Block

// Chance is the estimated chance of passing, never without its range.
type Chance = trial.Chance

// SimulationView is a logged simulation with what the rule makes of it.
type SimulationView = trial.View

// Mix is one domain's share of the next practice block.
type Mix struct {
	Domain    int
	Questions int
	Because   string
}

// StudyKinds are the columns of the coverage grid.
var StudyKinds = tally.Kinds

// Readiness, what was done, and what changed have rooms of their own.
type (
	Readiness      = gate.Readiness
	Gate           = gate.Gate
	Tallies        = tally.Totals
	Kept           = tally.Kept
	KeptWeek       = tally.KeptWeek
	Distance       = tally.Distance
	Moved          = tally.Moved
	Milestone      = tally.Milestone
	Countdown      = tally.Countdown
	Meeting        = tally.Meeting
	Covered        = tally.Covered
	PlannedSitting = tally.Sitting
	Cell           = tally.Cell
	Digest         = digest.Digest
	Number         = digest.Number
)

// Assumption is a setting in words: the value, what it does, and where to change it.
type Assumption struct {
	Key   string // key in site.toml [study]
	Value string
	Says  string
}

package chart

import "retake/generator/civil"

// Words are what a chart says to those who do not see it: Title is its name, Desc its description.
type Words struct {
	ID    string // unique on the page; the ids ID-t and ID-d are made from it
	Title string
	Desc  string
}

// Tick is a marked value of an axis and what stands there.
type Tick struct {
	At   float64
	Text string
}

// Axis is a span of values. Lo == Hi is a sensible span around it. Without ticks no values are marked.
type Axis struct {
	Name   string
	Lo, Hi float64
	Ticks  []Tick
}

// Point is one measured value. Lo == Hi == 0 is no range.
type Point struct {
	X, Y, Lo, Hi float64
	Kind         string // "counted" (filled), "aside" (hollow: does not count), "plan" (a hollow diamond), "sat" (a square)
	Text         string // said when the point is pointed at
	Label        string // stands beside the point, where there is room
}

// Level is a horizontal line with its label at it.
type Level struct {
	At   float64
	Text string
	Kind string // "target" or "pass"
}

// Mark is a vertical line with its label above it.
type Mark struct {
	At   float64
	Text string
	Kind string // "today", "exam" or "sat"
}

// Track is values over time: scores, estimates, forecasts.
type Track struct {
	Words
	X, Y   Axis
	Points []Point
	Band   []Point // a ribbon from Lo to Hi with its middle line at Y
	Levels []Level
	Marks  []Mark
	Joined bool // the points are joined by a line, in order of X
}

// Pair is what was planned for a name and what was done.
type Pair struct {
	Name                  string
	Planned, Done         float64
	PlannedText, DoneText string
}

// Pairs are horizontal bars: planned as an outline, done filled.
type Pairs struct {
	Words
	Rows []Pair
}

// Spot is a value of two measures. Lo == Hi == 0 is no range.
type Spot struct {
	X, Y, Lo, Hi float64
	Label        string // short: it stands beside the spot
	Text         string // said when the spot is pointed at
}

// Spots are values of two measures set against each other.
type Spots struct {
	Words
	X, Y   Axis
	Spots  []Spot
	Levels []Level
}

// Day is one day of a calendar.
type Day struct {
	Date          civil.Date
	Planned, Done float64 // minutes
	Off           bool
	Mark          string // "", "simulation", "exam" or "sat"
	Text          string // said when the day is pointed at
}

// Calendar is days in columns of weeks, Monday on top.
type Calendar struct {
	Words
	Days     []Day
	Today    civil.Date
	Full     float64  // minutes of the darkest shade; 0 is the most there is
	Months   []string // twelve; nil is none
	Weekdays []string // seven from Monday; nil is none
}

// Run is one simulation: the minutes gone at equal parts of its questions, from the first part on; the last is all.
type Run struct {
	Name string
	At   []float64
	Now  bool // the newest: drawn strongly
}

// Pace is minutes gone against questions answered.
type Pace struct {
	Words
	Allowed float64 // minutes
	Even    string  // stands at the line of even pace; "" is no text
	Runs    []Run
	X, Y    Axis // of X only the places of its ticks matter: from Lo, no question, to Hi, all; Lo == Hi is 0 to 1
}

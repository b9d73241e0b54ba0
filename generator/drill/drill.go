// Package drill is about practice questions: what went wrong in them, what that says, and when each is
// met again.
//
// A miss is a question that went wrong, or right by luck. It closes when it was right again on two
// different days after its own: once can be memory of the page, and the same day always is. In between
// it is met again by the spacing gap of stat, so that the days still ahead of the exam are used well.
//
// Deliberately absent: the questions themselves, free windows (a re-test has a day and no hour), what a
// result does to a belief, markup, the clock.
package drill

import (
	"cmp"
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/report"
)

// Practice is one set of practice questions.
type Practice struct {
	Pos        fault.Pos
	Date       civil.Date
	Domain     int // 0 = mixed
	Objective  report.Objective
	Right, Of  int
	Guessed    int // of those right, how many by luck; 0 = none, or not written
	Source     string
	Conditions string // "timed" | "open" | "" (counts as open)
	Seen       bool   // the same questions again: shown, never counted
	Minutes    civil.Minutes
	Note       string
}

// Miss is one question that went wrong, with its cause.
type Miss struct {
	Pos       fault.Pos
	Date      civil.Date
	Objective report.Objective
	Why       string // "concept" | "term" | "misread" | "reasoning" | "guess" | "time" | "changed"
	Confident bool
	Lucky     bool // right, but by luck: met again like a miss
	Chose     string
	Note      string
	Cleared   []civil.Date // right again; two different days close it
}

// Open reports whether the miss still waits, as of a day: it closes when right on two different days.
func (m Miss) Open(today civil.Date) bool { return m.Rights(today) < 2 }

// Rights is on how many different days the question was right again, as of a day: 0, 1, or 2, which is
// enough. Days up to that of the miss itself do not count.
func (m Miss) Rights(today civil.Date) int {
	switch first, second := m.rights(today); {
	case first == 0:
		return 0
	case second == 0:
		return 1
	}
	return 2
}

// Closed is the day that closed the miss, as of a day; 0 while it is open.
func (m Miss) Closed(today civil.Date) civil.Date {
	_, second := m.rights(today)
	return second
}

// rights are the first two different days on which the question was right again; 0 = not yet.
func (m Miss) rights(today civil.Date) (first, second civil.Date) {
	for _, d := range m.Cleared {
		switch {
		case d <= m.Date || d > today || d == first || d == second:
		case first == 0:
			first = d
		case d < first:
			first, second = d, first
		case second == 0 || d < second:
			second = d
		}
	}
	return first, second
}

// wrong reports whether the answer was given with confidence, and was no lucky guess.
func (m Miss) wrong() bool { return m.Confident && !m.Lucky }

// order puts misses into one order, whatever order they were written in.
func order(a, b Miss) int {
	if n := cmp.Or(int(a.Date-b.Date), byObjective(a.Objective, b.Objective)); n != 0 { // mostly enough, and quickly said
		return n
	}
	return cmp.Or(
		cmp.Compare(a.Why, b.Why), cmp.Compare(a.Chose, b.Chose), cmp.Compare(a.Note, b.Note),
		yesFirst(a.Confident, b.Confident), yesFirst(a.Lucky, b.Lucky),
		cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col),
		slices.Compare(a.Cleared, b.Cleared),
	)
}

func byObjective(a, b report.Objective) int {
	return cmp.Or(a.Domain-b.Domain, a.Minor-b.Minor)
}

func yesFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

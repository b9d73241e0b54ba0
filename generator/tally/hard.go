package tally

import (
	"slices"

	"retake/generator/civil"
	"retake/generator/trial"
)

// freshFail and freshResult are for how many days a fail and a lower simulation make days hard.
const (
	freshFail   civil.Date = 3
	freshResult civil.Date = 2
)

// byLuck is by how many percent points a simulation may come out lower by luck alone: about five are within what
// two forms of one exam differ.
const byLuck = 5

// missedInARow is how many missed study days on end make the next one hard.
const missedInARow = 2

// Lately is what may make a day hard.
type Lately struct {
	Today  civil.Date
	Failed civil.Date   // the last failed attempt; 0 = none is written
	Views  []trial.View // simulations up to today, oldest first
	Missed int          // planned study days up to yesterday without any study
	Behind bool         // by more than a day of work
}

// Fresh reports whether a fail is only days old, so that nothing should press.
func (l Lately) Fresh() bool { return l.Failed != 0 && l.Today-l.Failed <= freshFail }

// Hard says why today is a hard day, kindly; "" if it is not.
func (l Lately) Hard() string {
	switch {
	case l.Fresh():
		return hardFail
	case l.lower():
		return hardLower
	case l.Missed >= missedInARow:
		return hardMissed
	case l.Behind:
		return hardBehind
	}
	return ""
}

// lower reports whether the last simulation is fresh, below the target, and lower than the one like it before by
// more than luck.
func (l Lately) lower() bool {
	n := len(l.Views)
	if n == 0 {
		return false
	}
	last := l.Views[n-1]
	if l.Today-last.Date > freshResult || last.Seen || last.Above {
		return false
	}
	for _, v := range slices.Backward(l.Views[:n-1]) {
		if v.Qualifies || last.Timed == v.Timed && last.ClosedBook == v.ClosedBook && !v.Seen {
			return last.Percent < v.Percent-byLuck
		}
	}
	return false
}

package tally

import (
	"slices"

	"retake/generator/civil"
)

// Sitting is a full simulation ahead, with its distances.
type Sitting struct {
	Date    civil.Date
	Start   civil.Clock
	Minutes civil.Minutes
	After   int // days since the simulation before, logged or planned; 0 = the first
	Before  int // days to the exam
	Gap     int // days that the spacing rule asks for from here
	Pinned  bool
}

// Sittings measures the distances of simulations ahead, which are by date. last is the day of the last one
// taken, 0 if there is none; gap is what the spacing rule asks for so many days before the exam.
func Sittings(ahead []Sitting, last, exam civil.Date, gap func(days float64) float64) []Sitting {
	out := slices.Clone(ahead)
	for i := range out {
		s := &out[i]
		s.Before = int(exam - s.Date)
		s.Gap = int(gap(float64(s.Before)) + 0.5)
		if last != 0 {
			s.After = int(s.Date - last)
		}
		last = s.Date
	}
	return out
}

package tally

import (
	"cmp"
	"slices"

	"retake/generator/civil"
)

// Distance is how far the learner has come since the failed attempt.
type Distance struct {
	Since   civil.Date // day of the fail; 0 if none is written
	Days    int
	Then    float64 // expected share right over the whole exam as known on the evening of the fail, 0 to 1
	Now     float64
	Domains []Moved // most gained first
}

// Moved is what became of one domain.
type Moved struct {
	Domain    int
	Then, Now float64
}

// Far sets today's estimates beside those of the evening of the fail. weights are the domains' shares of the exam, in the
// order of moved.
func Far(since, today civil.Date, weights []float64, moved []Moved) Distance {
	d := Distance{Since: since, Days: int(today - since), Domains: slices.Clone(moved)}
	for i, x := range moved {
		d.Then += weights[i] * x.Then
		d.Now += weights[i] * x.Now
	}
	slices.SortStableFunc(d.Domains, func(a, b Moved) int { return cmp.Compare(b.Now-b.Then, a.Now-a.Then) })
	return d
}

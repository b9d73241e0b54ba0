package timetable

import (
	"math"

	"retake/generator/civil"
)

// Rota deals slots out to subjects (counted from 0) so that over time each gets its share. It
// remembers, from one week to the next, how far each subject is behind its share, so that a small
// share is not lost to rounding week after week.
type Rota struct {
	Credit []float64    // minutes owed, by subject
	Last   []civil.Date // day each was last on, 0 = never
	Turn   []int        // slots each has had

	previous int // subject of the slot before, -1 at first
}

// NewRota starts a rota for n subjects.
func NewRota(n int) *Rota {
	return &Rota{Credit: make([]float64, n), Last: make([]civil.Date, n), Turn: make([]int, n), previous: -1}
}

// Next deals one slot. share sums to 1. stay keeps the subject of the slot before, which is how a
// review follows its questions; otherwise the subject changes from slot to slot and from day to
// day. The one that is owed most wins; being due again by the spacing gap (in days) counts for half
// a slot.
func (r *Rota) Next(s Slot, share []float64, stay bool, gap float64) int {
	for i := range r.Credit {
		r.Credit[i] += share[i] * float64(s.Minutes)
	}
	subject := r.previous
	if !stay || subject < 0 {
		subject = r.choose(s, share, gap)
	}
	r.Credit[subject] -= float64(s.Minutes)
	r.Last[subject] = s.Date
	r.Turn[subject]++
	r.previous = subject
	return subject
}

// Correct mends the books when the last slot dealt to a subject turned out to take so many minutes more or
// less than it was dealt with.
func (r *Rota) Correct(subject int, share []float64, more civil.Minutes) {
	for i := range r.Credit {
		r.Credit[i] += share[i] * float64(more)
	}
	r.Credit[subject] -= float64(more)
}

func (r *Rota) choose(s Slot, share []float64, gap float64) int {
	best, score := 0, math.Inf(-1)
	length := float64(s.Minutes)
	for i := range share {
		if share[i] <= 0 && r.Credit[i] < length {
			continue
		}
		due := 1.0
		if r.Last[i] != 0 && gap > 0 {
			due = math.Min(1, float64(s.Date-r.Last[i])/gap)
		}
		x := r.Credit[i] + due*length/2
		if i == r.previous {
			x -= repeat * length
		}
		if x > score+1e-9 {
			best, score = i, x
		}
	}
	return best
}

// repeat is how many slots a subject must be owed beyond all others to come twice in a row: only one
// with more than half of the time ever is.
const repeat = 1

// Shares splits wanted minutes by subject between a deep phase of so many minutes and what comes
// after it. The deep phase goes to the subjects that together want 70 % of the time, and takes at most
// three quarters of what each wants, so that the later phases have some of everything. Each list sums to 1.
func Shares(wanted []float64, deepMinutes float64) (deep, later []float64) {
	total := sum(wanted)
	heavy := heaviest(wanted, total)
	held := sum(heavy)
	over := math.Max(0, deepMinutes-held)
	deep, later = make([]float64, len(wanted)), make([]float64, len(wanted))
	for i := range wanted {
		deep[i] = heavy[i]
		if over > 0 && total > held {
			deep[i] += (wanted[i] - heavy[i]) * math.Min(1, over/(total-held))
		} else if held > 0 {
			deep[i] *= deepMinutes / held
		}
		later[i] = math.Max(0, wanted[i]-deep[i])
	}
	if sum(deep) == 0 {
		copy(deep, heavy)
	}
	return unit(deep, wanted), unit(later, wanted)
}

// heaviest is three quarters of the wanted minutes for the subjects that want most, until those
// subjects hold 70 % of all that is wanted; 0 for the rest.
func heaviest(wanted []float64, total float64) []float64 {
	out := make([]float64, len(wanted))
	for held := 0.0; held < 0.7*total; {
		most := -1
		for i, x := range wanted {
			if out[i] == 0 && x > 0 && (most < 0 || x > wanted[most]) {
				most = i
			}
		}
		if most < 0 {
			break
		}
		out[most] = 0.75 * wanted[most]
		held += wanted[most]
	}
	return out
}

func sum(xs []float64) float64 {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return total
}

// unit scales a list to sum 1; an all-zero list takes the fallback, and if that is all zero, equal parts.
func unit(xs, fallback []float64) []float64 {
	total := sum(xs)
	if total <= 0 {
		xs, total = fallback, sum(fallback)
	}
	out := make([]float64, len(xs))
	for i, x := range xs {
		if total > 0 {
			out[i] = x / total
		} else {
			out[i] = 1 / float64(len(xs))
		}
	}
	return out
}

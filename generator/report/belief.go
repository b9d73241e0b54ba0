package report

import (
	"math"

	"retake/generator/stat"
)

// Beta is a Beta(A, B) belief: A questions' worth right, B wrong.
type Beta struct{ A, B float64 }

// Mean is the expected share right, 0 to 1.
func (x Beta) Mean() float64 { return x.A / (x.A + x.B) }

// Middle80 is the interval that holds the middle 80 %.
func (x Beta) Middle80() (lo, hi float64) { return stat.BetaInterval80(x.A, x.B) }

// Add counts more questions, each with a weight from 0 to 1. Never more are right than were asked.
func (x Beta) Add(right, of, weight float64) Beta {
	if !finite(right) || !finite(of) || !(of > 0) || !(weight > 0) {
		return x
	}
	right, weight = within(right, 0, of), math.Min(1, weight)
	return Beta{x.A + weight*right, x.B + weight*(of-right)}
}

// Around is a belief with this mean, kept within 0.05 and 0.95, and k questions' worth of weight.
func Around(mean, k float64) Beta {
	mean = within(mean, 0.05, 0.95)
	return Beta{k * mean, k * (1 - mean)}
}

// FromShare counts a share right (0 to 1) as that share of n questions, rounded to whole ones.
func FromShare(prior Beta, share, n float64) Beta {
	n = math.Round(n)
	return prior.Add(math.Round(share*n), n, 1)
}

// levelShift is how far the bands none, below, near, at, above lie from the pass fraction (assumption).
var levelShift = [...]float64{-0.25, -0.15, -0.03, 0.05, 0.12}

// FromLevel reads a band: 0 none, 1 below, 2 near, 3 at, 4 above. pass is the pass fraction.
func FromLevel(pass float64, level int, k float64) Beta {
	return Around(pass+levelShift[min(max(level, 0), len(levelShift)-1)], k)
}

// FromStars spreads stars evenly over the five bands: of five stars, one is the lowest band.
func FromStars(pass, stars, of, k float64) Beta {
	if !(of > 1) {
		return FromLevel(pass, 2, k)
	}
	at := within((stars-1)/(of-1), 0, 1)
	return FromLevel(pass, int(math.Round(at*4)), k)
}

// FromRank reads an order only: centres run evenly from pass - 0.15 (rank 1, weakest) to pass + 0.05 (last).
func FromRank(pass, rank, last, k float64) Beta {
	if !(last > 1) {
		return Around(pass-0.15, k)
	}
	return Around(pass-0.15+0.20*(rank-1)/(last-1), k)
}

// FromScaled reads a scaled section score by its distance from the pass mark on its own scale. Ordinal use only.
func FromScaled(pass, value, scalePass, lo, hi, k float64) Beta {
	if !(hi > lo) {
		return Around(pass, k)
	}
	return Around(pass+(value-scalePass)/(hi-lo), k)
}

// FromMissed reads a list of objectives with at least one miss: of `all` objectives with n questions
// each, `listed` are on it. Each objective's mean follows in closed form (stat.MissedObjective) and the
// domain's mean is their average; the weight stays that of the prior, because such a list tells
// little: presence on it is normal, absence says more.
func FromMissed(prior Beta, listed, all int, n float64) Beta {
	if all <= 0 || !finite(n) {
		return prior
	}
	listed = min(max(listed, 0), all)
	yes, no, _ := stat.MissedObjective(prior.A, prior.B, math.Max(n, 0.5))
	mean := (float64(listed)*yes + float64(all-listed)*no) / float64(all)
	return Around(mean, prior.A+prior.B)
}

// Fade is what is left of a result's weight after so many days: half after each half-life.
func Fade(days, halfLife float64) float64 { return math.Exp2(-math.Max(0, days) / halfLife) }

// within keeps x between the bounds; of no number it makes the middle.
func within(x, lo, hi float64) float64 {
	if math.IsNaN(x) {
		return (lo + hi) / 2
	}
	return math.Min(hi, math.Max(lo, x))
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

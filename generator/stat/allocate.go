package stat

import (
	"cmp"
	"math"
	"slices"
)

// WaterFill splits total hours over several subjects so that the expected score is highest. Subject i
// counts weight[i], stands at the share p[i], and after h hours at 1 - (1-p)exp(-h/tau[i]): each tau
// hours close 63 % of what is missing. floor[i] hours are given in any case; a nil floor is all zeros.
//
// The best split gives every subject above its floor the same gain per further hour, lambda:
// h = tau ln(w(1-p) / (tau lambda)). The sum of h is piecewise linear in ln lambda, so lambda is
// found exactly, breakpoint by breakpoint, without iteration.
//
// The result sums to total. Floors above total are scaled down to it. Weights and floors that are
// negative or not finite count as 0, p is kept between 0 and just below 1, and a tau that is not
// positive counts as 1. The slices have one length.
func WaterFill(weight, p, tau, floor []float64, total float64) []float64 {
	n := len(weight)
	out := make([]float64, n)
	if !finite(total) || total <= 0 || n == 0 {
		return out
	}
	floored := 0.0
	for i := range out {
		if floor != nil {
			out[i] = positive(floor[i])
		}
		floored += out[i]
	}
	if floored >= total {
		for i := range out {
			out[i] *= total / floored
		}
		return out
	}
	subjects := wanting(weight, p, tau, out)
	if len(subjects) == 0 {
		for i := range out {
			out[i] += (total - floored) / float64(n)
		}
		return out
	}
	pour(out, subjects, total, floored)
	return out
}

// vessel is a subject that gains from hours.
type vessel struct {
	i        int
	tau      float64
	gain     float64 // ln of the gain per hour at no hours
	joins    float64 // ln lambda below which it gets more than its floor
	standing float64 // its floor
}

// wanting lists the subjects with weight, the first to get hours first.
func wanting(weight, p, tau, floor []float64) []vessel {
	var out []vessel
	for i := range weight {
		w := positive(weight[i])
		if w == 0 {
			continue
		}
		t := tau[i]
		if !finite(t) || t <= 0 {
			t = 1
		}
		gain := math.Log(w) + math.Log(1-clampShare(p[i])) - math.Log(t)
		out = append(out, vessel{i: i, tau: t, gain: gain, joins: gain - floor[i]/t, standing: floor[i]})
	}
	slices.SortFunc(out, func(a, b vessel) int {
		return cmp.Or(cmp.Compare(b.joins, a.joins), cmp.Compare(a.i, b.i))
	})
	return out
}

// pour raises the vessels above their floors until the hours are used up.
func pour(out []float64, vessels []vessel, total, floored float64) {
	var level, taus, gains float64 // level = ln lambda
	rest, joined := floored, 0     // rest: floors of those that have not joined
	for k, v := range vessels {
		taus += v.tau
		gains += v.tau * v.gain
		rest -= v.standing
		level = (gains + max(0, rest) - total) / taus
		joined = k + 1
		if joined == len(vessels) || level >= vessels[joined].joins {
			break
		}
	}
	sum, biggest := 0.0, vessels[0].i
	for _, v := range vessels[:joined] {
		out[v.i] = max(v.standing, v.tau*(v.gain-level))
		if out[v.i] > out[biggest] {
			biggest = v.i
		}
	}
	for _, h := range out {
		sum += h
	}
	out[biggest] += total - sum // rounding only
}

// clampShare keeps a share between 0 and a hair below 1, where there is always something left to gain.
func clampShare(p float64) float64 {
	if math.IsNaN(p) {
		return 0
	}
	return min(max(p, 0), 1-1e-9)
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func positive(v float64) float64 {
	if !finite(v) {
		return 0
	}
	return max(v, 0)
}

// LargestRemainder turns shares of any sum into whole numbers that sum to total: everybody gets the
// whole part of the exact quota, and what is left goes to the largest fractions, the earlier one first
// when they tie. Shares that are negative or not finite count as 0; if all are 0, all count alike.
func LargestRemainder(shares []float64, total int) []int {
	out := make([]int, len(shares))
	if total <= 0 || len(shares) == 0 {
		return out
	}
	quotas := quotasOf(shares, float64(total))
	order := make([]int, len(shares))
	left := total
	for i, q := range quotas {
		// A quota a rounding error below a whole number is that number.
		out[i] = int(math.Floor(q + 1e-9))
		order[i] = i
		left -= out[i]
	}
	fraction := func(i int) float64 { return math.Round((quotas[i]-float64(out[i]))*1e9) / 1e9 }
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(fraction(b), fraction(a)), cmp.Compare(a, b))
	})
	for k := 0; left > 0; k++ {
		out[order[k%len(order)]]++
		left--
	}
	for k := 0; left < 0; k++ { // only when the totals outgrow the digits of a float64
		if i := order[len(order)-1-k%len(order)]; out[i] > 0 {
			out[i]--
			left++
		}
	}
	return out
}

// quotasOf scales the shares to sum to total.
func quotasOf(shares []float64, total float64) []float64 {
	biggest := 0.0
	for _, s := range shares {
		biggest = max(biggest, positive(s))
	}
	out, sum := make([]float64, len(shares)), 0.0
	for i, s := range shares {
		out[i] = 1
		if biggest > 0 {
			out[i] = positive(s) / biggest
		}
		sum += out[i]
	}
	for i := range out {
		out[i] *= total / sum
	}
	return out
}

// Package stat is the small mathematics of guessing from few data: how sure one may be of a share, what
// practice exams say about the real one, and how to split hours or questions over several shares.
//
// Functions take and return plain numbers, in the units their comments name. Shares run from 0 to 1,
// scores are percent points. Where a formula comes from a study, the comment says which.
//
// Deliberately absent: exams, domains, dates, random numbers, and settings with a default.
package stat

import "math"

// z80 is the half-width of the middle 80 % of a normal distribution, in standard deviations.
const z80 = 1.2815515655446004

// NormalCDF is the chance that a standard normal value lies at or below z.
func NormalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// NormalQuantile is the z with NormalCDF(z) = p: minus infinity at p <= 0, plus infinity at p >= 1.
// The absolute error is below 1e-9.
func NormalQuantile(p float64) float64 {
	switch {
	case math.IsNaN(p):
		return p
	case p <= 0:
		return math.Inf(-1)
	case p >= 1:
		return math.Inf(1)
	case p < 1e-5:
		return lowerTail(p)
	}
	return math.Sqrt2 * math.Erfinv(2*p-1)
}

// lowerTail is NormalQuantile for a p so small that 2p - 1 would lose its digits: Newton's method on
// the logarithm of the distribution function, which is nearly quadratic out there.
func lowerTail(p float64) float64 {
	want := math.Log(p)
	z := -math.Sqrt(-2 * want)
	for range 50 {
		cdf := NormalCDF(z)
		if cdf == 0 {
			return z
		}
		step := (math.Log(cdf) - want) * cdf * math.Sqrt(2*math.Pi) * math.Exp(z*z/2)
		z -= step
		if math.Abs(step) < 1e-12 {
			break
		}
	}
	return z
}

package stat

import "math"

// BetaCDF is the chance that a Beta(a, b) value lies at or below x; a and b are positive. Below 0 it
// is 0, above 1 it is 1. The continued fraction of the incomplete beta function gives some 14 digits.
func BetaCDF(x, a, b float64) float64 {
	return betaCDF(x, a, b, logBeta(a, b))
}

// logBeta is the logarithm of the complete beta function.
func logBeta(a, b float64) float64 {
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	return la + lb - lab
}

func betaCDF(x, a, b, lbeta float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	}
	front := math.Exp(a*math.Log(x) + b*math.Log1p(-x) - lbeta)
	if x < (a+1)/(a+b+2) {
		return min(1, front*betaFraction(x, a, b)/a)
	}
	return max(0, 1-front*betaFraction(1-x, b, a)/b)
}

// betaFraction evaluates the continued fraction of the incomplete beta function (DLMF 8.17.22) from
// the top by Lentz's method. It converges fast for x < (a+1)/(a+b+2).
func betaFraction(x, a, b float64) float64 {
	const tiny, enough = 1e-300, 1e-15
	c, d := 1.0, 1/awayFromZero(1-(a+b)*x/(a+1), tiny)
	f := d
	for i := range 2000 {
		m := float64(i + 1)
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d = 1 / awayFromZero(1+even*d, tiny)
		c = awayFromZero(1+even/c, tiny)
		f *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d = 1 / awayFromZero(1+odd*d, tiny)
		c = awayFromZero(1+odd/c, tiny)
		f *= d * c
		if math.Abs(d*c-1) < enough {
			break
		}
	}
	return f
}

func awayFromZero(v, tiny float64) float64 {
	if math.Abs(v) < tiny {
		return tiny
	}
	return v
}

// BetaQuantile is the x with BetaCDF(x, a, b) = p; a and b are positive, p runs from 0 to 1. The
// absolute error of x is below 1e-9: Newton steps with the density as slope, and a halving of the
// bracket whenever a step would leave it.
func BetaQuantile(p, a, b float64) float64 {
	switch {
	case math.IsNaN(p) || !(a > 0) || !(b > 0):
		return math.NaN()
	case p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	lbeta := logBeta(a, b)
	lo, hi := 0.0, 1.0
	x := betaSeed(p, a, b)
	for range 200 {
		miss := betaCDF(x, a, b, lbeta) - p
		if miss > 0 {
			hi = x
		} else {
			lo = x
		}
		step := newtonStep(miss, x, a, b, lbeta)
		if math.Abs(step) <= 1e-11*x || hi-lo < 1e-14 || hi < 1e-13 {
			return min(max(x-step, lo), hi)
		}
		next := x - step
		if !(next > lo && next < hi) {
			next = (lo + hi) / 2
		}
		x = next
	}
	return x
}

// newtonStep is miss over slope at x with Halley's correction for the curve of the density; infinite
// where the density vanishes, so that the bracket takes over.
func newtonStep(miss, x, a, b, lbeta float64) float64 {
	u := miss / math.Exp((a-1)*math.Log(x)+(b-1)*math.Log1p(-x)-lbeta)
	bend := 1 - u*((a-1)/x-(b-1)/(1-x))/2
	if bend < 0.5 {
		return u
	}
	return u / bend
}

// betaSeed is a first guess at a quantile: the normal approximation to the transformed beta (Abramowitz
// and Stegun 26.5.22) when both parameters are above 1; otherwise the leading power at the nearer end,
// each end taking its side of the mean.
func betaSeed(p, a, b float64) float64 {
	if a > 1 && b > 1 {
		z := NormalQuantile(1 - p)
		ra, rb := 1/(2*a-1), 1/(2*b-1)
		lambda := (z*z - 3) / 6
		h := 2 / (ra + rb)
		w := z*math.Sqrt(h+lambda)/h - (rb-ra)*(lambda+5.0/6-2/(3*h))
		return inside(a / (a + b*math.Exp(2*w)))
	}
	left := math.Exp(a*math.Log(a/(a+b))) / a
	right := math.Exp(b*math.Log(b/(a+b))) / b
	if p < left/(left+right) {
		return inside(math.Exp(math.Log(a*(left+right)*p) / a))
	}
	return inside(1 - math.Exp(math.Log(b*(left+right)*(1-p))/b))
}

// inside keeps a guess off the ends and replaces one that is no number.
func inside(x float64) float64 {
	if math.IsNaN(x) {
		return 0.5
	}
	return min(max(x, 1e-300), 1-1e-15)
}

// BetaInterval80 is the middle 80 % of Beta(a, b): a tenth lies below lo and a tenth above hi.
func BetaInterval80(a, b float64) (lo, hi float64) {
	return BetaQuantile(0.1, a, b), BetaQuantile(0.9, a, b)
}

// betaMoments are the mean and the variance of Beta(a, b).
func betaMoments(a, b float64) (mean, variance float64) {
	n := a + b
	return a / n, a * b / (n * n * (n + 1))
}

// BetaBinomialAtLeast is the chance of at least need right answers out of m when the share right is
// Beta(a, b); a and b are positive. Nothing needed is certain, more than m is impossible.
func BetaBinomialAtLeast(need, m int, a, b float64) float64 {
	switch {
	case need <= 0:
		return 1
	case need > m:
		return 0
	}
	// Weights relative to the one at the mean: neither end can underflow the whole sum.
	middle := min(m, int(float64(m)*a/(a+b)))
	all, enough := 0.0, 0.0
	count := func(j int, w float64) {
		all += w
		if j >= need {
			enough += w
		}
	}
	ratio := func(j int) float64 { // weight of j+1 over weight of j
		k, left := float64(j), float64(m-j)
		return left / (k + 1) * (k + a) / (left - 1 + b)
	}
	for j, w := middle, 1.0; j <= m; j++ {
		count(j, w)
		w *= ratio(j)
	}
	for j, w := middle-1, 1.0; j >= 0; j-- {
		w /= ratio(j)
		count(j, w)
	}
	return enough / all
}

// MissedObjective updates a Beta(a, b) belief about an objective of n questions (a real number: an
// average) by a report that lists the objectives with at least one wrong answer. It gives the expected
// share right if the objective is listed, if it is not, and the chance of being listed.
//
// With E[p^n] the n-th moment: P(listed) = 1 - E[p^n], E[p | not listed] = E[p^(n+1)] / E[p^n],
// E[p | listed] = (E[p] - E[p^(n+1)]) / (1 - E[p^n]). An objective without questions is never listed.
func MissedObjective(a, b, n float64) (listed, notListed, pListed float64) {
	mean := a / (a + b)
	if !(n > 1e-6) {
		return mean, mean, 0
	}
	moment := logMoment(a, b, n)
	shifted := logMoment(a+1, b, n) // E[p^(n+1)] = E[p] times the n-th moment of Beta(a+1, b)
	return mean * math.Expm1(shifted) / math.Expm1(moment), mean * math.Exp(shifted-moment), -math.Expm1(moment)
}

// logMoment is the logarithm of E[p^n] for Beta(a, b) and real n.
func logMoment(a, b, n float64) float64 { return logBeta(a+n, b) - logBeta(a, b) }

// Share is an estimate with its middle 80 %, 0 to 1.
type Share struct{ Mean, Lo, Hi float64 }

// Blend adds Beta distributions up by weight; the weights sum to 1. What is not known about one is taken to be
// independent of the others, so that the variances add up with the squares of the weights; the ends are those of a
// normal distribution. ok is false without any, and where one says nothing (a + b = 0).
func Blend(weights, a, b []float64) (s Share, ok bool) {
	variance := 0.0
	for i, w := range weights {
		n := a[i] + b[i]
		if n <= 0 {
			return Share{}, false
		}
		variance += w * w * a[i] * b[i] / (n * n * (n + 1))
		s.Mean += w * a[i] / n
	}
	off := NormalQuantile(0.9) * math.Sqrt(variance)
	s.Lo, s.Hi = max(0, s.Mean-off), min(1, s.Mean+off)
	return s, len(weights) > 0
}

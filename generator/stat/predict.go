package stat

import "math"

// Trials are practice exams and what is assumed of them and of the real one. Percent points throughout.
type Trials struct {
	Scores    []float64 // percent right, one per practice exam
	Questions []float64 // questions in each, as many as Scores

	Pass           float64 // percent that passes
	ExamQuestions  float64 // questions in the real exam
	FormSpread     float64 // standard deviation between forms of one exam
	TransferSpread float64 // standard deviation of real minus practice, from person to person
	Bias           float64 // real minus practice on average; negative if practice flatters

	PriorMean float64 // level on practice exams before any was taken, as far as it is known
	PriorSD   float64 // standard deviation of that; 0 = nothing is known
}

// Prediction is a normal guess at the next real score, in percent points.
type Prediction struct {
	N        int     // practice exams behind it; at 0 everything else is 0 too
	Mu, SDMu float64 // level on practice exams, and how well it is known
	Mean, SD float64 // the real score; it may reach above 100 or below 0, the model does not know the ends
	P        float64 // chance that the real score reaches Pass
	Lo80     float64 // the middle 80 % of the real score
	Hi80     float64
}

// Predict combines the practice exams by precision and adds what separates practice from the real
// exam: another form, finitely many questions, and the transfer. With p the mean share right,
// s_i^2 = 10^4 p(1-p)/n_i, v = 1 / sum 1/(s_i^2 + form^2), and the real score has the variance
// v + form^2 + 10^4 p(1-p)/m + transfer^2. A prior on the level enters the sum as one more term, 1/PriorSD^2;
// it moves a prediction only where there are scores. The spreads are assumptions: published figures for IT exams
// do not exist, and medical licensing shows a residual near 10 points.
func Predict(t Trials) Prediction {
	if len(t.Scores) == 0 {
		return Prediction{}
	}
	unit := 1e4 * spreadOf(t)
	var weights, weighted float64
	if t.PriorSD > 0 {
		weights = 1 / (t.PriorSD * t.PriorSD)
		weighted = weights * t.PriorMean
	}
	for i, y := range t.Scores {
		w := 1 / (unit/max(1, t.Questions[i]) + t.FormSpread*t.FormSpread)
		weights += w
		weighted += w * y
	}
	out := Prediction{N: len(t.Scores), Mu: weighted / weights, SDMu: math.Sqrt(1 / weights)}
	out.Mean = out.Mu + t.Bias
	out.SD = math.Sqrt(1/weights + t.FormSpread*t.FormSpread + unit/max(1, t.ExamQuestions) + t.TransferSpread*t.TransferSpread)
	out.P = 1 - NormalCDF((t.Pass-out.Mean)/out.SD)
	out.Lo80, out.Hi80 = out.Mean-z80*out.SD, out.Mean+z80*out.SD
	return out
}

// spreadOf is p(1-p) for the mean share right, kept half a question away from all wrong and all right
// so that a perfect score does not look certain.
func spreadOf(t Trials) float64 {
	sum, questions := 0.0, 0.0
	for i, y := range t.Scores {
		sum += y / 100
		questions += max(1, t.Questions[i])
	}
	edge := 0.5 / questions
	p := min(max(sum/float64(len(t.Scores)), edge), 1-edge)
	return p * (1 - p)
}

// EWMA is the exponentially weighted moving average of scores in time order, z_1 = y_1 and
// z_t = keep y_t + (1-keep) z_(t-1) with keep between 0 and 1, and the sum of the squares of the last
// average's weights: its variance is that sum times the variance of one score.
func EWMA(scores []float64, keep float64) (z []float64, sumSquares float64) {
	z = make([]float64, len(scores))
	for i, y := range scores {
		if i == 0 {
			z[0], sumSquares = y, 1
			continue
		}
		z[i] = keep*y + (1-keep)*z[i-1]
		sumSquares = keep*keep + (1-keep)*(1-keep)*sumSquares
	}
	return z, sumSquares
}

// Approach is where a score stands after some more days of study if a fixed fraction of the distance
// to the ceiling goes each day: ceiling - (ceiling - score) rate^days. A rate of 0.9875 a day is what
// medical students showed (PMC8368818). Negative days count as none.
func Approach(score, ceiling, rate, days float64) float64 {
	return ceiling - (ceiling-score)*math.Pow(rate, max(0, days))
}

// AnswerChangeHarm is the chance that changing answers hurts this person more often than it helps,
// from their own count of changes right to wrong and wrong to right. In 33 studies changing helped
// or did nothing; 0.9 or more is the evidence needed to advise against it.
func AnswerChangeHarm(rightToWrong, wrongToRight int) float64 {
	return 1 - BetaCDF(0.5, 1+float64(max(0, rightToWrong)), 1+float64(max(0, wrongToRight)))
}

// Gap is the number of days to leave between two meetings with the same matter when the test is some
// days away: 0.30 R (R/7)^-0.35, a curve through the best gaps of Cepeda 2008 (20 to 40 % of the delay
// at a week, 5 to 10 % at a year). 0 when the test is today or over.
func Gap(daysToExam float64) float64 {
	if !(daysToExam > 0) {
		return 0
	}
	return 0.30 * daysToExam * math.Pow(daysToExam/7, -0.35)
}

// Aggregate is the whole exam's share right, put together from its domains.
type Aggregate struct {
	Mean        float64
	VarTheta    float64 // from not knowing the domains' true shares
	VarSampling float64 // from the exam asking only so many questions
	P           float64 // chance of reaching the pass fraction
}

// DomainAggregate adds up independent Beta(a, b) beliefs about domains by weight (any positive scale)
// for an exam of so many questions, spread over the domains by weight, and gives the chance of a share
// of at least pass (0 to 1) by normal approximation. Without weights everything is 0.
func DomainAggregate(weight, a, b []float64, questions, pass float64) Aggregate {
	var out Aggregate
	total := 0.0
	for _, w := range weight {
		total += positive(w)
	}
	if total == 0 {
		return out
	}
	for i, w := range weight {
		share := positive(w) / total
		mean, variance := betaMoments(a[i], b[i])
		out.Mean += share * mean
		out.VarTheta += share * share * variance
		out.VarSampling += share * (mean*(1-mean) - variance) / max(1, questions) // E[p(1-p)] of the domain
	}
	out.P = 1 - NormalCDF((pass-out.Mean)/math.Sqrt(out.VarTheta+out.VarSampling))
	return out
}

// WeightedIndex is the mean of percents by weight. It orders attempts of one exam; it is not the
// issuer's score, and no pass mark can be read off it. Without weights it is 0.
func WeightedIndex(weight, percent []float64) float64 {
	sum, total := 0.0, 0.0
	for i, w := range weight {
		sum += positive(w) * percent[i]
		total += positive(w)
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

package stat

import (
	"math"
	"testing"

	"github.com/BurntSushi/toml"
)

// vector is one worked example; each kind uses its own fields.
type vector struct {
	Kind string

	Right                        []int
	Questions                    float64
	A0, B0, Discount             float64
	ExamQuestions                float64 `toml:"exam_questions"`
	Need                         int
	A, B                         any // a number, or one per domain
	Mean, Lo80, Hi80, Lo95, Hi95 float64
	PPass                        float64 `toml:"p_pass"`
	Scores                       []float64
	PassPercent                  float64 `toml:"pass_percent"`
	Tau                          any
	SigmaB                       float64 `toml:"sigma_b"`
	Bias, Mu                     float64
	SDMu                         float64 `toml:"sd_mu"`
	SD                           float64
	Lam                          float64
	Z                            []float64
	SumSqWeights                 float64 `toml:"sum_sq_weights"`
	Ceiling, Rate, Score, Days   float64
	Predicted                    float64
	N, Listed                    float64
	NotListed                    float64 `toml:"not_listed"`
	PListed                      float64 `toml:"p_listed"`
	Weights, P, H                []float64
	Hours, Before, After         float64
	Lambda                       float64 `toml:"lambda_"`
	DaysToExam                   float64 `toml:"days_to_exam"`
	GapDays                      float64 `toml:"gap_days"`
	RW, WR                       int
	PHarmful                     float64 `toml:"p_harmful"`
	Percent                      []float64
	Index                        float64
	PassFraction                 float64 `toml:"pass_fraction"`
	VarTheta                     float64 `toml:"var_theta"`
	VarSampling                  float64 `toml:"var_sampling"`
}

// number reads a field that is a number in this vector and a list in others.
func number(v any) float64 {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

func numbers(v any) []float64 {
	var out []float64
	list, _ := v.([]any)
	for _, x := range list {
		out = append(out, number(x))
	}
	return out
}

// near compares with the precision the vectors are printed in.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-5) {
		t.Errorf("%s: got %.9g, want %.9g", what, got, want)
	}
}

func TestVectors(t *testing.T) {
	var file struct{ Vector []vector }
	meta, err := toml.DecodeFile("testdata/vectors.toml", &file)
	if err != nil {
		t.Fatal(err)
	}
	if rest := meta.Undecoded(); len(rest) > 0 {
		t.Fatalf("fields that no test looks at: %v", rest)
	}
	checks := map[string]func(*testing.T, vector){
		"beta-binomial": checkBetaBinomial, "normal-normal": checkPredict, "ewma": checkEWMA,
		"approach": checkApproach, "missed-objective": checkMissed, "allocation": checkAllocation,
		"gap": checkGap, "answer-change": checkChanges, "weighted-sections": checkIndex,
		"domain-aggregate": checkAggregate,
	}
	seen := map[string]bool{}
	for _, v := range file.Vector {
		check := checks[v.Kind]
		if check == nil {
			t.Fatalf("no check for kind %q", v.Kind)
		}
		seen[v.Kind] = true
		t.Run(v.Kind, func(t *testing.T) { check(t, v) })
	}
	if len(seen) != len(checks) {
		t.Errorf("%d kinds of vectors for %d checks", len(seen), len(checks))
	}
}

func checkBetaBinomial(t *testing.T, v vector) {
	a, b := v.A0, v.B0
	for _, k := range v.Right {
		a += v.Discount * float64(k)
		b += v.Discount * (v.Questions - float64(k))
	}
	near(t, "a", a, number(v.A))
	near(t, "b", b, number(v.B))
	near(t, "mean", a/(a+b), v.Mean)
	lo, hi := BetaInterval80(a, b)
	near(t, "lo80", lo, v.Lo80)
	near(t, "hi80", hi, v.Hi80)
	near(t, "lo95", BetaQuantile(0.025, a, b), v.Lo95)
	near(t, "hi95", BetaQuantile(0.975, a, b), v.Hi95)
	near(t, "p_pass", BetaBinomialAtLeast(v.Need, int(v.ExamQuestions), a, b), v.PPass)
}

func checkPredict(t *testing.T, v vector) {
	questions := make([]float64, len(v.Scores))
	for i := range questions {
		questions[i] = v.Questions
	}
	got := Predict(Trials{
		Scores: v.Scores, Questions: questions, Pass: v.PassPercent, ExamQuestions: v.ExamQuestions,
		FormSpread: number(v.Tau), TransferSpread: v.SigmaB, Bias: v.Bias,
	})
	near(t, "mu", got.Mu, v.Mu)
	near(t, "sd_mu", got.SDMu, v.SDMu)
	near(t, "mean", got.Mean, v.Mean)
	near(t, "sd", got.SD, v.SD)
	near(t, "p_pass", got.P, v.PPass)
	near(t, "lo80", got.Lo80, v.Lo80)
	near(t, "hi80", got.Hi80, v.Hi80)
}

func checkEWMA(t *testing.T, v vector) {
	z, squares := EWMA(v.Scores, v.Lam)
	for i := range v.Z {
		near(t, "z", z[i], v.Z[i])
	}
	near(t, "sum of squares", squares, v.SumSqWeights)
}

func checkApproach(t *testing.T, v vector) {
	near(t, "predicted", Approach(v.Score, v.Ceiling, v.Rate, v.Days), v.Predicted)
}

func checkMissed(t *testing.T, v vector) {
	listed, notListed, p := MissedObjective(number(v.A), number(v.B), v.N)
	near(t, "listed", listed, v.Listed)
	near(t, "not listed", notListed, v.NotListed)
	near(t, "p(listed)", p, v.PListed)
}

func checkAllocation(t *testing.T, v vector) {
	taus := numbers(v.Tau)
	h := WaterFill(v.Weights, v.P, taus, nil, v.Hours)
	var before, after, total float64
	for i, w := range v.Weights {
		near(t, "h", h[i], v.H[i])
		total += w
		before += w * v.P[i]
		after += w * (1 - (1-v.P[i])*math.Exp(-h[i]/taus[i]))
		if h[i] > 0 {
			near(t, "lambda", w*(1-v.P[i])/taus[i]*math.Exp(-h[i]/taus[i]), v.Lambda)
		}
	}
	near(t, "before", before/total, v.Before)
	near(t, "after", after/total, v.After)
}

func checkGap(t *testing.T, v vector) { near(t, "gap", Gap(v.DaysToExam), v.GapDays) }

func checkChanges(t *testing.T, v vector) {
	near(t, "p(harm)", AnswerChangeHarm(v.RW, v.WR), v.PHarmful)
}

func checkIndex(t *testing.T, v vector) {
	near(t, "index", WeightedIndex(v.Weights, v.Percent), v.Index)
}

func checkAggregate(t *testing.T, v vector) {
	got := DomainAggregate(v.Weights, numbers(v.A), numbers(v.B), v.ExamQuestions, v.PassFraction)
	near(t, "mean", got.Mean, v.Mean)
	near(t, "var theta", got.VarTheta, v.VarTheta)
	near(t, "var sampling", got.VarSampling, v.VarSampling)
	near(t, "p_pass", got.P, v.PPass)
}

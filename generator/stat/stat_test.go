package stat

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func about(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: got %.15g, want %.15g", what, got, want)
	}
}

func TestNormal(t *testing.T) {
	for _, c := range []struct{ p, z float64 }{
		{0.5, 0}, {0.9, 1.2815515655446004}, {0.975, 1.959963984540054}, {1e-3, -3.090232306167813},
		{1e-10, -6.361340902404056}, {1e-300, -37.0471}, // tail: Newton on the logarithm
	} {
		within := 1e-9
		if c.p == 1e-300 {
			within = 1e-4
		}
		about(t, fmt.Sprint("quantile of ", c.p), NormalQuantile(c.p), c.z, within)
	}
	if !math.IsInf(NormalQuantile(0), -1) || !math.IsInf(NormalQuantile(1), 1) || !math.IsNaN(NormalQuantile(math.NaN())) {
		t.Error("the ends of the quantile are infinite, and of no number it is no number")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := math.Exp(rapid.Float64Range(-600, -1e-6).Draw(t, "ln p"))
		got := NormalCDF(NormalQuantile(p))
		about(t, "there and back", got/p, 1, 1e-6)
	})
}

func TestBetaCDF(t *testing.T) {
	for _, c := range []struct{ x, a, b, want float64 }{
		{0.3, 1, 1, 0.3},              // uniform
		{0.3, 2, 1, 0.09},             // x^a
		{0.3, 1, 3, 1 - 0.343},        // 1 - (1-x)^b
		{0.25, 0.5, 0.5, 1.0 / 3},     // arcsine law: 2/pi asin(sqrt x)
		{0.5, 17, 17, 0.5},            // symmetric
		{0.5, 13, 5, 3214.0 / 131072}, // 13 heads or more of 17: (2380 + 680 + 136 + 17 + 1) of 2^17
		{-1, 2, 3, 0},
		{2, 2, 3, 1},
	} {
		about(t, fmt.Sprintf("I_%v(%v, %v)", c.x, c.a, c.b), BetaCDF(c.x, c.a, c.b), c.want, 1e-13)
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b, x := drawShape(t, "a"), drawShape(t, "b"), rapid.Float64Range(0.001, 0.999).Draw(t, "x")
		about(t, "mirror image", BetaCDF(x, a, b), 1-BetaCDF(1-x, b, a), 1e-9)
	})
}

// drawShape is a Beta parameter from a hundredth to ten thousand, evenly in its logarithm.
func drawShape(t *rapid.T, name string) float64 {
	return math.Exp(rapid.Float64Range(math.Log(0.01), math.Log(1e4)).Draw(t, name))
}

func TestBetaQuantileIsTheInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawShape(t, "a"), drawShape(t, "b")
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		x := BetaQuantile(p, a, b)
		if !(x >= 0 && x <= 1) {
			t.Fatalf("quantile %v is not a share", x)
		}
		// The true quantile lies within 1e-9 of x.
		if below, above := BetaCDF(x-1e-9, a, b), BetaCDF(x+1e-9, a, b); below > p+1e-10 || above < p-1e-10 {
			t.Fatalf("quantile %v of p %v: distribution %v to %v around it", x, p, below, above)
		}
	})
}

func TestBetaQuantileKnown(t *testing.T) {
	for _, c := range []struct{ p, a, b, want float64 }{
		{0.3, 1, 1, 0.3},
		{0.09, 2, 1, 0.3},
		{1.0 / 3, 0.5, 0.5, 0.25},
		{0.5, 40, 40, 0.5},
		{0, 2, 3, 0},
		{1, 2, 3, 1},
		{-1, 2, 3, 0},
		{0.5, 1e-3, 1, math.Pow(0.5, 1000)},
	} {
		about(t, fmt.Sprintf("%v of (%v, %v)", c.p, c.a, c.b), BetaQuantile(c.p, c.a, c.b), c.want, 1e-10)
	}
	for _, bad := range [][3]float64{{0.5, 0, 1}, {0.5, 1, -1}, {math.NaN(), 1, 1}, {0.5, math.NaN(), 1}} {
		if got := BetaQuantile(bad[0], bad[1], bad[2]); !math.IsNaN(got) {
			t.Errorf("quantile of %v is %v, want no number", bad, got)
		}
	}
	// Sections printed as percents, belief at 0.7 with five questions' worth.
	for _, c := range [][4]float64{
		{12.5, 12.5, 0.372703, 0.627297}, {12.5, 17.5, 0.303266, 0.532561}, {10.5, 4.5, 0.545005, 0.842484},
	} {
		lo, hi := BetaInterval80(c[0], c[1])
		near(t, "lo", lo, c[2])
		near(t, "hi", hi, c[3])
	}
}

func TestBetaBinomial(t *testing.T) {
	for _, c := range []struct {
		need, m    int
		a, b, want float64
	}{
		{0, 10, 2, 3, 1}, {-4, 10, 2, 3, 1}, {11, 10, 2, 3, 0}, {0, 0, 2, 3, 1}, {1, 0, 2, 3, 0},
		{5, 9, 1, 1, 0.5},          // uniform: every count from 0 to 9 alike
		{1, 1, 3, 1, 0.75},         // one question: the mean
		{1, 2, 1, 3, 1 - 3.0/5},    // 1 - E[(1-p)^2] = 1 - 3*4/(4*5)
		{900, 1000, 900, 1e-9, 1},  // a share that is practically 1
		{1, 1000, 1e-9, 900, 1e-8}, // practically 0
	} {
		about(t, fmt.Sprint(c), BetaBinomialAtLeast(c.need, c.m, c.a, c.b), c.want, 2e-8)
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawShape(t, "a"), drawShape(t, "b")
		m := rapid.IntRange(1, 200).Draw(t, "m")
		need := rapid.IntRange(0, m).Draw(t, "need")
		p := BetaBinomialAtLeast(need, m, a, b)
		if !(p >= 0 && p <= 1+1e-12) {
			t.Fatalf("chance %v", p)
		}
		if more := BetaBinomialAtLeast(need+1, m, a, b); more > p+1e-12 {
			t.Fatalf("needing more is likelier: %v > %v", more, p)
		}
		if better := BetaBinomialAtLeast(need, m, a+1, b); better < p-1e-9 {
			t.Fatalf("a better belief is less likely to pass: %v < %v", better, p)
		}
		about(t, "all right and not all right", BetaBinomialAtLeast(m-need+1, m, b, a), 1-p, 1e-9)
	})
}

func TestMissedObjective(t *testing.T) {
	for _, c := range [][6]float64{
		{7, 3, 3, 0.657240, 0.769231, 0.618182}, {1, 1, 3, 0.4, 0.75, 0.75}, {7, 3, 0, 0.7, 0.7, 0},
	} {
		listed, notListed, p := MissedObjective(c[0], c[1], c[2])
		near(t, "listed", listed, c[3])
		if c[0] == 1 {
			c[4] = 0.8 // E[p^4] / E[p^3] = (1/5) / (1/4)
		}
		near(t, "not listed", notListed, c[4])
		near(t, "p(listed)", p, c[5])
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64Range(0.1, 200).Draw(t, "a"), rapid.Float64Range(0.1, 200).Draw(t, "b")
		n := rapid.Float64Range(0, 40).Draw(t, "n")
		mean := a / (a + b)
		listed, notListed, p := MissedObjective(a, b, n)
		if !(listed >= 0 && listed <= mean+1e-6 && notListed >= mean-1e-6 && notListed <= 1 && p >= 0 && p <= 1) {
			t.Fatalf("mean %v: listed %v, not listed %v, p %v", mean, listed, notListed, p)
		}
		about(t, "the report on average says what was believed", p*listed+(1-p)*notListed, mean, 1e-9)
	})
}

func TestPredict(t *testing.T) {
	if got := Predict(Trials{Pass: 75}); got != (Prediction{}) {
		t.Errorf("nothing in gives %+v", got)
	}
	perfect := Predict(Trials{Scores: []float64{100, 100}, Questions: []float64{90, 0}, Pass: 75})
	if !(perfect.SD > 0 && perfect.P < 1 && perfect.P > 0.9) {
		t.Errorf("perfect scores give %+v", perfect)
	}
	rapid.Check(t, func(t *rapid.T) {
		trials := Trials{Pass: 70, FormSpread: 4, TransferSpread: 6, ExamQuestions: 60}
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			trials.Scores = append(trials.Scores, rapid.Float64Range(0, 100).Draw(t, "score"))
			trials.Questions = append(trials.Questions, float64(rapid.IntRange(0, 200).Draw(t, "questions")))
		}
		got := Predict(trials)
		lowest, highest := slices.Min(trials.Scores), slices.Max(trials.Scores)
		if got.Mu < lowest-1e-9 || got.Mu > highest+1e-9 || !(got.P >= 0 && got.P <= 1) || !(got.Lo80 < got.Hi80) {
			t.Fatalf("%+v from %+v", got, trials)
		}
		trials.Bias = -5
		if biased := Predict(trials); biased.P > got.P {
			t.Fatalf("flattering practice raises the chance from %v to %v", got.P, biased.P)
		}
	})
}

func TestTrend(t *testing.T) {
	if z, squares := EWMA(nil, 0.4); len(z) != 0 || squares != 0 {
		t.Errorf("no scores give %v, %v", z, squares)
	}
	if z, squares := EWMA([]float64{70}, 0.4); z[0] != 70 || squares != 1 {
		t.Errorf("one score gives %v, %v", z, squares)
	}
	about(t, "no days", Approach(70, 95, 0.97, 0), 70, 1e-12)
	about(t, "days behind us", Approach(70, 95, 0.97, -3), 70, 1e-12)
	for _, days := range []float64{0, -3, math.NaN()} {
		about(t, "gap", Gap(days), 0, 0)
	}
	about(t, "no changes", AnswerChangeHarm(0, 0), 0.5, 1e-12)
	about(t, "negative counts", AnswerChangeHarm(-5, -5), 0.5, 1e-12)
	if got := DomainAggregate(nil, nil, nil, 90, 0.75); got != (Aggregate{}) {
		t.Errorf("no domains give %+v", got)
	}
	about(t, "index without weights", WeightedIndex([]float64{0}, []float64{50}), 0, 0)
}

func BenchmarkBetaQuantile(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		BetaInterval80(3+float64(i%97), 2+float64(i%31))
	}
}

func BenchmarkWaterFill(b *testing.B) {
	weight, p := []float64{12, 22, 18, 28, 20}, []float64{0.8, 0.6, 0.7, 0.55, 0.75}
	tau, floor := []float64{20, 20, 20, 20, 20}, []float64{1, 1, 1, 1, 1}
	for b.Loop() {
		WaterFill(weight, p, tau, floor, 40)
	}
}

// One score of 80 has a variance of 16 by luck and 9 by form, as much as the prior at 70: the level is
// halfway, with 12.5. Another form and luck make 37.5 of it.
func TestPredictWithPrior(t *testing.T) {
	in := Trials{Scores: []float64{80}, Questions: []float64{100}, Pass: 75, ExamQuestions: 100, FormSpread: 3, PriorMean: 70, PriorSD: 5}
	got := Predict(in)
	about(t, "level", got.Mu, 75, 1e-9)
	about(t, "its spread", got.SDMu, math.Sqrt(12.5), 1e-9)
	about(t, "spread", got.SD, math.Sqrt(37.5), 1e-9)
	about(t, "chance", got.P, 0.5, 1e-9)
	in.PriorSD = 0
	about(t, "without a prior", Predict(in).Mu, 80, 1e-9)
	in.Scores, in.PriorSD = nil, 5
	if got := Predict(in); got != (Prediction{}) {
		t.Errorf("a prior alone predicts nothing: %+v", got)
	}
}

// TestBlend: two domains of equal weight, each Beta(8, 2): mean 0.8, variance of each 0.16/11, of the blend half of that.
func TestBlend(t *testing.T) {
	s, ok := Blend([]float64{0.5, 0.5}, []float64{8, 8}, []float64{2, 2})
	off := 1.2815515655446004 * math.Sqrt(0.16/11/2)
	if !ok || math.Abs(s.Mean-0.8) > 1e-12 || math.Abs(s.Lo-(0.8-off)) > 1e-9 || math.Abs(s.Hi-(0.8+off)) > 1e-9 {
		t.Errorf("%+v, %v", s, ok)
	}
	for _, empty := range [][]float64{nil, {0}} {
		if s, ok := Blend(empty, empty, empty); ok {
			t.Errorf("of nothing: %+v", s)
		}
	}
	if s, _ := Blend([]float64{1}, []float64{9.9}, []float64{0.1}); s.Hi > 1 {
		t.Errorf("above all: %+v", s)
	}
}

package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// split is a random task for WaterFill.
type split struct {
	weight, p, tau, floor []float64
	total                 float64
}

func drawSplit(t *rapid.T) split {
	n := rapid.IntRange(1, 9).Draw(t, "n")
	list := func(lo, hi float64, name string) []float64 {
		return rapid.SliceOfN(rapid.Float64Range(lo, hi), n, n).Draw(t, name)
	}
	s := split{list(0, 40, "weight"), list(0, 1, "p"), list(0.5, 60, "tau"), nil, rapid.Float64Range(0, 300).Draw(t, "total")}
	if rapid.Bool().Draw(t, "floored") {
		s.floor = list(0, 10, "floor")
	}
	return s
}

func (s split) fill() []float64 { return WaterFill(s.weight, s.p, s.tau, s.floor, s.total) }

func TestWaterFillSumsAndFloors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSplit(t)
		sum, floors := 0.0, 0.0
		for _, f := range s.floor {
			floors += f
		}
		for i, h := range s.fill() {
			sum += h
			if !(h >= 0) {
				t.Fatalf("subject %d gets %v hours", i, h)
			}
			if s.floor != nil && floors <= s.total && h < s.floor[i]-1e-9 {
				t.Fatalf("subject %d gets %v, below its floor %v", i, h, s.floor[i])
			}
		}
		about(t, "sum", sum, s.total, 1e-9*math.Max(1, s.total))
	})
}

// The best split is one that no small move of hours between two subjects improves.
func TestWaterFillIsBest(t *testing.T) {
	score := func(s split, h []float64) float64 {
		out := 0.0
		for i := range h {
			out += s.weight[i] * (1 - (1-s.p[i])*math.Exp(-h[i]/s.tau[i]))
		}
		return out
	}
	rapid.Check(t, func(t *rapid.T) {
		s := drawSplit(t)
		h := s.fill()
		best := score(s, h)
		for from := range h {
			least := 0.0
			if s.floor != nil {
				least = s.floor[from]
			}
			move := math.Min(0.01, h[from]-least)
			if move <= 0 {
				continue
			}
			for to := range h {
				other := slices.Clone(h)
				other[from] -= move
				other[to] += move
				if score(s, other) > best+1e-9 {
					t.Fatalf("%v is worse than %v", h, other)
				}
			}
		}
	})
}

func TestWaterFillIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSplit(t)
		i := rapid.IntRange(0, len(s.p)-1).Draw(t, "i")
		before := s.fill()[i]
		worse := s
		worse.p = slices.Clone(s.p)
		worse.p[i] *= rapid.Float64Range(0, 1).Draw(t, "worse")
		if after := worse.fill()[i]; after < before-1e-9*math.Max(1, s.total) {
			t.Fatalf("knowing less brings fewer hours: %v, then %v", before, after)
		}
		heavier := s
		heavier.weight = slices.Clone(s.weight)
		heavier.weight[i] += rapid.Float64Range(0, 30).Draw(t, "heavier")
		if after := heavier.fill()[i]; after < before-1e-9*math.Max(1, s.total) {
			t.Fatalf("more weight brings fewer hours: %v, then %v", before, after)
		}
		longer := s
		longer.total += rapid.Float64Range(0, 50).Draw(t, "longer")
		if after := longer.fill()[i]; after < before-1e-9*math.Max(1, longer.total) {
			t.Fatalf("more hours in all bring fewer here: %v, then %v", before, after)
		}
	})
}

func TestWaterFillIgnoresOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSplit(t)
		seed := rapid.Uint64().Draw(t, "seed")
		order := rand.New(rand.NewPCG(seed, 1)).Perm(len(s.p))
		mix := func(v []float64) []float64 {
			if v == nil {
				return nil
			}
			out := make([]float64, len(v))
			for to, from := range order {
				out[to] = v[from]
			}
			return out
		}
		plain := s.fill()
		mixed := split{mix(s.weight), mix(s.p), mix(s.tau), mix(s.floor), s.total}.fill()
		for to, from := range order {
			about(t, "hours", mixed[to], plain[from], 1e-9*math.Max(1, s.total))
		}
	})
}

func TestWaterFillOddInput(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, c := range map[string]struct {
		s    split
		want []float64
	}{
		"no subjects":            {split{total: 10}, []float64{}},
		"no hours":               {split{[]float64{1, 2}, []float64{0.5, 0.5}, []float64{20, 20}, []float64{1, 1}, 0}, []float64{0, 0}},
		"hours that are none":    {split{[]float64{1}, []float64{0.5}, []float64{20}, nil, nan}, []float64{0}},
		"endless hours":          {split{[]float64{1}, []float64{0.5}, []float64{20}, nil, inf}, []float64{0}},
		"floors above the hours": {split{[]float64{1, 1}, []float64{0.5, 0.5}, []float64{20, 20}, []float64{6, 2}, 4}, []float64{3, 1}},
		"no weight anywhere":     {split{[]float64{0, -3}, []float64{0.5, 0.5}, []float64{20, 20}, []float64{2, 0}, 10}, []float64{6, 4}},
		"everything known":       {split{[]float64{1, 1}, []float64{1, 1}, []float64{20, 20}, nil, 10}, []float64{5, 5}},
		"numbers that are none":  {split{[]float64{nan, 1}, []float64{nan, nan}, []float64{0, nan}, []float64{nan, inf}, 10}, []float64{0, 10}},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.s.fill()
			if len(got) != len(c.want) {
				t.Fatalf("got %v", got)
			}
			for i := range got {
				about(t, "hours", got[i], c.want[i], 1e-9)
			}
		})
	}
}

func TestLargestRemainder(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		shares []float64
		total  int
		want   []int
	}{
		{nil, 5, []int{}},
		{[]float64{1, 1, 1}, 0, []int{0, 0, 0}},
		{[]float64{1, 1, 1}, -2, []int{0, 0, 0}},
		{[]float64{1, 1, 1}, 10, []int{4, 3, 3}}, // a tie: the earlier one
		{[]float64{0.3, 0.3, 0.4}, 10, []int{3, 3, 4}},
		{[]float64{12, 22, 18, 28, 20}, 20, []int{2, 4, 4, 6, 4}},
		{[]float64{0, 0}, 3, []int{2, 1}},
		{[]float64{nan, -1, 2}, 3, []int{0, 0, 3}},
		{[]float64{1e308, 1e308}, 4, []int{2, 2}},
		{[]float64{1, 3, 5, 7}, 1 << 60, nil}, // sums although float64 has no digits left
	} {
		got := LargestRemainder(c.shares, c.total)
		sum := 0
		for _, k := range got {
			sum += k
		}
		if c.total > 0 && len(c.shares) > 0 && sum != c.total {
			t.Errorf("%v over %v sums to %d", c.total, c.shares, sum)
		}
		if c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("%v over %v: got %v, want %v", c.total, c.shares, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.SliceOfN(rapid.Float64Range(0, 1e6), 1, 12).Draw(t, "shares")
		total := rapid.IntRange(0, 500).Draw(t, "total")
		sum, all := 0, 0.0
		for _, s := range shares {
			all += s
		}
		for i, k := range LargestRemainder(shares, total) {
			sum += k
			quota := float64(total) * shares[i] / all
			if all > 0 && math.Abs(float64(k)-quota) > 1+1e-6 {
				t.Fatalf("share %d: quota %v became %d", i, quota, k)
			}
		}
		if sum != total {
			t.Fatalf("sum %d, want %d", sum, total)
		}
	})
}

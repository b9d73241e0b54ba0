package timetable

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

// deal deals n slots, three a day on five days a week, with a spacing gap of four days, and returns
// the subjects in order.
func deal(n int, share []float64, length func(i int) int, stay func(i int) bool) []int {
	r := NewRota(len(share))
	var out []int
	for i := range n {
		day := civil.Date(i / 3)
		s := Slot{Date: start + day/5*7 + day%5, Start: civil.Clock(1100 + 60*(i%3)), Minutes: civil.Minutes(length(i))}
		out = append(out, r.Next(s, share, stay(i), 4))
	}
	return out
}

func fifty(int) int   { return 50 }
func change(int) bool { return false }

// off is how many slots of 50 minutes the subject furthest from its share is away from it, at its worst.
func off(dealt []int, share []float64) float64 {
	worst, had := 0.0, make([]float64, len(share))
	for i, d := range dealt {
		had[d]++
		for j := range share {
			worst = max(worst, math.Abs(had[j]-share[j]*float64(i+1)))
		}
	}
	return worst
}

func TestSharesAreMet(t *testing.T) {
	for _, share := range [][]float64{
		{1}, {0.5, 0.5}, {0.2, 0.2, 0.2, 0.2, 0.2}, {0.70, 0.30}, {0.80, 0.20}, {0.90, 0.10}, {0.95, 0.05},
		{0.70, 0.10, 0.10, 0.10}, {0.80, 0.08, 0.04, 0.04, 0.04}, {0.95, 0.01, 0.01, 0.01, 0.02}, {0.04, 0.28, 0.34, 0.30, 0.04},
		{0.28, 0.20, 0.22, 0.18, 0.12}, {0, 0.6, 0.4}, {0, 1, 0},
	} {
		dealt := deal(400, share, fifty, change)
		if worst := off(dealt, share); worst > 3 {
			t.Errorf("%v: off by %.1f slots", share, worst)
		}
		for i, x := range share {
			if had := slices.Contains(dealt, i); had != (x > 0) {
				t.Errorf("%v: subject %d has a slot: %v", share, i, had)
			}
		}
	}
}

// TestSmallSharesAreNotLost: 4 % of 15 slots a week is less than one a week, and comes all the same.
func TestSmallSharesAreNotLost(t *testing.T) {
	share := []float64{0.04, 0.40, 0.30, 0.22, 0.04}
	dealt := deal(15*8, share, fifty, change)
	for _, small := range []int{0, 4} {
		n := 0
		for _, d := range dealt {
			if d == small {
				n++
			}
		}
		if n < 3 || n > 7 { // 4 % of 120 slots are 4.8
			t.Errorf("subject %d has %d of 120 slots", small, n)
		}
	}
}

func TestSubjectsTakeTurns(t *testing.T) {
	dealt := deal(60, []float64{0.30, 0.28, 0.22, 0.20}, fifty, change)
	for i := 1; i < len(dealt); i++ {
		if dealt[i] == dealt[i-1] {
			t.Fatalf("slot %d is the subject of the slot before: %v", i, dealt)
		}
	}
	if got := deal(4, []float64{0.25, 0.25, 0.25, 0.25}, fifty, change); !slices.Equal(got, []int{0, 1, 2, 3}) {
		t.Errorf("equal shares begin with %v", got)
	}
}

func TestStayKeepsTheSubject(t *testing.T) {
	share := []float64{0.4, 0.3, 0.2, 0.1}
	odd := func(i int) bool { return i%2 == 1 }
	dealt := deal(400, share, fifty, odd)
	for i := 1; i < len(dealt); i += 2 {
		if dealt[i] != dealt[i-1] {
			t.Fatalf("slot %d goes to %d, not to %d", i, dealt[i], dealt[i-1])
		}
	}
	if worst := off(dealt, share); worst > 4 { // pairs come in twos
		t.Errorf("off by %.1f slots", worst)
	}
	if first := deal(1, share, fifty, func(int) bool { return true }); first[0] != 0 {
		t.Errorf("nothing came before, and the first slot goes to %d", first[0])
	}
}

// TestRotaIsFair draws shares, some of them heavy, and lengths: the minutes are met within three slots
// of the longest kind, nobody without a share is dealt a slot, and the same again gives the same.
func TestRotaIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.IntRange(0, 20), 1, 8).Draw(t, "weights")
		weights[0] += rapid.SampledFrom([]int{1, 10, 100, 400}).Draw(t, "heavy")
		share, total := make([]float64, len(weights)), 0
		for _, w := range weights {
			total += w
		}
		for i, w := range weights {
			share[i] = float64(w) / float64(total)
		}
		lengths := rapid.SliceOfN(rapid.IntRange(20, 50), 300, 300).Draw(t, "lengths")
		length := func(i int) int { return lengths[i] }
		dealt := deal(300, share, length, change)
		had, sum := make([]float64, len(share)), 0.0
		for i, d := range dealt {
			had[d] += float64(lengths[i])
			sum += float64(lengths[i])
			if share[d] == 0 {
				t.Fatalf("slot %d goes to subject %d, which wants nothing", i, d)
			}
			for j := range share {
				if away := math.Abs(had[j] - share[j]*sum); away > 3*50 {
					t.Fatalf("after %d slots subject %d is %.0f minutes away from %.2f", i+1, j, away, share[j])
				}
			}
		}
		if !slices.Equal(dealt, deal(300, share, length, change)) {
			t.Fatal("dealt differently the second time")
		}
	})
}

func TestRotaKeepsItsBooks(t *testing.T) {
	r := NewRota(2)
	r.Next(Slot{Date: monday, Minutes: 50}, []float64{0.6, 0.4}, false, 4)
	r.Next(Slot{Date: monday + 1, Minutes: 30}, []float64{0.6, 0.4}, false, 4)
	if !slices.Equal(r.Turn, []int{1, 1}) || !slices.Equal(r.Last, []civil.Date{monday, monday + 1}) {
		t.Errorf("turns %v, last %v", r.Turn, r.Last)
	}
	if math.Abs(r.Credit[0]-(-2)) > 1e-9 || math.Abs(r.Credit[1]-2) > 1e-9 { // 48 of 50, 32 of 30
		t.Errorf("credit %v", r.Credit)
	}
}

// TestCorrect: a slot that took less is as if it had been dealt with its true length.
func TestCorrect(t *testing.T) {
	share := []float64{0.6, 0.4}
	a, b := NewRota(2), NewRota(2)
	a.Next(Slot{Date: monday, Minutes: 50}, share, false, 4)
	a.Correct(0, share, -10)
	b.Next(Slot{Date: monday, Minutes: 40}, share, false, 4)
	for i := range share {
		if math.Abs(a.Credit[i]-b.Credit[i]) > 1e-9 {
			t.Errorf("credit %v, want %v", a.Credit, b.Credit)
		}
	}
}

func TestSharesByHand(t *testing.T) {
	for _, c := range []struct {
		wanted      []float64
		minutes     float64
		deep, later []float64
	}{
		// 100 and 60 hold 80 % of 200: three quarters of each are 75 and 45, the deep phase holds just these.
		{[]float64{100, 60, 40}, 120, []float64{75. / 120, 45. / 120, 0}, []float64{25. / 80, 15. / 80, 40. / 80}},
		// half as long a phase: the same shares, more left for later.
		{[]float64{100, 60, 40}, 60, []float64{75. / 120, 45. / 120, 0}, []float64{62.5 / 140, 37.5 / 140, 40. / 140}},
		// 40 minutes more than these: half of what all still want.
		{[]float64{100, 60, 40}, 160, []float64{87.5 / 160, 52.5 / 160, 20. / 160}, []float64{12.5 / 40, 7.5 / 40, 20. / 40}},
		{[]float64{100, 60, 40}, 0, []float64{75. / 120, 45. / 120, 0}, []float64{0.5, 0.3, 0.2}},
		{[]float64{100, 60, 40}, 200, []float64{0.5, 0.3, 0.2}, []float64{0.5, 0.3, 0.2}},
		{[]float64{100, 60, 40}, 900, []float64{0.5, 0.3, 0.2}, []float64{0.5, 0.3, 0.2}},
		{[]float64{0, 80, 0}, 30, []float64{0, 1, 0}, []float64{0, 1, 0}},
		{[]float64{0, 0, 0, 0}, 60, []float64{0.25, 0.25, 0.25, 0.25}, []float64{0.25, 0.25, 0.25, 0.25}},
		{[]float64{0, 0}, 0, []float64{0.5, 0.5}, []float64{0.5, 0.5}},
		{nil, 60, nil, nil},
	} {
		deep, later := Shares(c.wanted, c.minutes)
		for i := range c.wanted {
			if math.Abs(deep[i]-c.deep[i]) > 1e-9 || math.Abs(later[i]-c.later[i]) > 1e-9 {
				t.Errorf("%v, %v deep: got %v and %v, want %v and %v", c.wanted, c.minutes, deep, later, c.deep, c.later)
				break
			}
		}
	}
}

func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minute := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0, 5000), rapid.Just(1e-9))
		wanted := rapid.SliceOfN(minute, 1, 9).Draw(t, "wanted")
		minutes := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0, 20000)).Draw(t, "deep")
		deep, later := Shares(wanted, minutes)
		total := sum(wanted)
		if math.Abs(sum(deep)-1) > 1e-9 || math.Abs(sum(later)-1) > 1e-9 {
			t.Fatalf("shares sum to %v and %v", sum(deep), sum(later))
		}
		for i, x := range wanted {
			if !(deep[i] >= 0 && later[i] >= 0) || total > 0 && x == 0 && deep[i]+later[i] > 0 {
				t.Fatalf("wanted %v: %v, %v", wanted, deep, later)
			}
			if minutes > 0 && minutes < total {
				if got := deep[i]*minutes + later[i]*(total-minutes); math.Abs(got-x) > 1e-6*total {
					t.Fatalf("subject %d wants %v and gets %v", i, x, got)
				}
			}
		}
	})
}

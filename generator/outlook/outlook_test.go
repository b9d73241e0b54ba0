package outlook

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/report"
	"retake/generator/stat"
	"retake/generator/timetable"
)

// monday is the day of the worked examples.
var monday = civil.Of(2026, 11, 23)

var usual = timetable.Rules{Block: 50, Break: 10, Least: 20, Soft: 120, Hard: 240}

func free(minutes ...civil.Minutes) timetable.Week {
	var w timetable.Week
	for d, m := range minutes {
		if m > 0 {
			w[d] = []civil.Window{{Start: civil.NoClock, Length: m}}
		}
	}
	return w
}

// evenings is an hour on five days and three on Saturday.
func evenings() timetable.Week { return free(0, 60, 60, 60, 60, 60, 180) }

// laid is the calendar up to an exam from the first day on, as a plan lays it out.
func laid(exam civil.Date, week timetable.Week, off func(civil.Date) bool) *timetable.Calendar {
	return timetable.Lay(timetable.Runway{Start: monday, Exam: exam, Week: week, Rules: usual, Off: off, Sitting: 90, Gap: stat.Gap})
}

// ahead counts what a calendar holds from a day on: full simulations, and minutes of study.
func ahead(c *timetable.Calendar, from civil.Date) (sittings int, study civil.Minutes) {
	for _, s := range c.Slots {
		switch {
		case s.Date < from:
		case s.Use == timetable.ForSitting:
			sittings++
		case s.Use == timetable.ForStudy:
			study += s.Minutes
		}
	}
	return sittings, study
}

// someone failed with 69 % on average and may sit again from 7 December.
func someone() *Prospect {
	p := &Prospect{
		Split:   Split{Weights: []float64{0.12, 0.22, 0.18, 0.28, 0.20}, Tau: 20, Maintenance: 0.10, Block: 50},
		Names:   []string{"General Concepts", "Threats", "Architecture", "Operations", "Program Management"},
		Beliefs: []report.Beta{{A: 16, B: 4}, {A: 14, B: 6}, {A: 14, B: 6}, {A: 12, B: 8}, {A: 15, B: 5}},
		Pass:    0.75, Target: 0.85, Questions: 90, Transfer: 6, Forms: 4, Today: monday,
		FreeDays: 1, Kept: 1, Streak: 3, Sitting: 90,
		Window: policy.Window{State: policy.Dated, Optimistic: civil.Of(2026, 12, 7), Safe: civil.Of(2026, 12, 7)},
	}
	return lives(p, evenings(), nil)
}

// recent is how many days a simulation counts.
const recent civil.Date = 30

// lives gives somebody another week or other days off.
func lives(p *Prospect, week timetable.Week, off func(civil.Date) bool) *Prospect {
	if off == nil {
		off = func(civil.Date) bool { return false }
	}
	p.Hours = NewHours(monday, week, usual, off)
	known := map[civil.Date]*timetable.Calendar{}
	calendar := func(exam civil.Date) *timetable.Calendar {
		if known[exam] == nil {
			known[exam] = laid(exam, week, off)
		}
		return known[exam]
	}
	p.Sittings = func(exam civil.Date) int {
		sittings, _ := ahead(calendar(exam), p.begin())
		if exam <= p.Today+recent { // those sat were sat today
			sittings += p.Sat
		}
		return sittings
	}
	if p.Study != nil {
		p.Study = func(exam civil.Date) civil.Minutes {
			_, study := ahead(calendar(exam), p.begin())
			return study
		}
	}
	return p
}

// planned is somebody whose study is counted in calendars, where a date more may cost a simulation's time.
func planned(p *Prospect, week timetable.Week, off func(civil.Date) bool) *Prospect {
	p.Study = func(civil.Date) civil.Minutes { return 0 }
	return lives(p, week, off)
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-6 {
		t.Errorf("%s: got %.9f, want %.9f", what, got, want)
	}
}

// One hour is a block of 50 minutes with its break; two are two of them.
func TestMinutes(t *testing.T) {
	away := func(d civil.Date) bool { return d == monday+8 || d == monday+9 }
	h := NewHours(monday, free(0, 60, 60, 60, 60, 60, 120), usual, away)
	for _, c := range []struct {
		from, to civil.Date
		load     float64
		want     int
	}{
		{monday, monday + 7, 1, 5*50 + 100},
		{monday, monday + 5, 1, 5 * 50},
		{monday + 5, monday + 6, 1, 100},
		{monday - 30, monday + 1, 1, 50},
		{monday + 7, monday + 14, 1, 3*50 + 100},
		{monday, monday + 14, 0.5, 8*25 + 2*50},
		{monday, monday + 7, 1.5, 5*75 + 150},
		{monday, monday + 7, 3, 5*150 + 240},
		{monday, monday + 7, 0, 0},
		{monday + 7, monday, 1, 0},
	} {
		if got := h.Minutes(c.from, c.to, c.load); got != c.want {
			t.Errorf("%s to %s at %g: got %d, want %d", c.from, c.to, c.load, got, c.want)
		}
	}
	for from, want := range map[civil.Date]civil.Date{monday: monday, monday + 6: monday + 7, monday + 9: monday + 10, monday + 5: monday + 5} {
		if got := h.First(from); got != want {
			t.Errorf("the first day with time from %s on is %s, want %s", from, got, want)
		}
	}
	if never := NewHours(monday, free(), usual, nil); never.First(monday+3) != monday+3 {
		t.Error("without any time there is no first day")
	}
	if m, days, longest := h.Week(1.5); m != 525 || days != 6 || longest != 150 {
		t.Errorf("a week at one and a half: %s on %d days, the longest %s", m, days, longest)
	}
	if a, b := h.Minutes(monday, monday+horizon, 1), h.Minutes(monday, civil.Of(9999, 1, 1), 1); a != b || a == 0 {
		t.Errorf("ten years are %d minutes, all time %d", a, b)
	}
}

func TestAllocate(t *testing.T) {
	beliefs := []report.Beta{{A: 5, B: 5}, {A: 5, B: 5}}
	s := Split{Weights: []float64{0.6, 0.4}, Tau: 20}
	each, floored := s.Allocate(beliefs, 600)
	// Equal gain at the end: h1 - h2 = 20 ln(0.6/0.4) = 8.1093 h, h1 + h2 = 10 h.
	near(t, "the heavier domain", each[0], 543.279065)
	near(t, "the lighter domain", each[1], 56.720935)
	if floored[0] || floored[1] {
		t.Error("nobody is at the floor")
	}
	s.Maintenance = 0.5 // 0.5 x 10 h x 0.4 = 2 h
	each, floored = s.Allocate(beliefs, 600)
	near(t, "kept warm", each[1], 120)
	if floored[0] || !floored[1] {
		t.Errorf("only the second is at its floor: %v", floored)
	}
	s.Block = 25 // a round is 50 min; 3 rounds of both domains are 300 min
	s.Maintenance = 0
	each, _ = s.Allocate(beliefs, 300)
	near(t, "a round where there is time", each[1], 50)
	each, _ = s.Allocate(beliefs, 299)
	near(t, "no round where there is none", each[1], 0)
	s = Split{Weights: s.Weights, Tau: 20, Least: []float64{0, 0.5}}
	each, floored = s.Allocate(beliefs, 600)
	near(t, "a least share", each[1], 300)
	if floored[1] {
		t.Error("a least share is more than maintenance")
	}
}

// By hand: 20 h at tau 20 leave 1/e of what is missing.
func TestForecast(t *testing.T) {
	p := &Prospect{Split: Split{Weights: []float64{1}, Tau: 20}, Beliefs: []report.Beta{{A: 6, B: 4}}, Questions: 100, Transfer: 6, Forms: 4}
	now := p.Forecast(0)
	near(t, "mean now", now.Mean, 0.6)
	// 0.24/11 + (0.24 - 0.24/11)/100 + 0.0036 + 0.0016 = 0.0292; its root x 1.28155 = 0.218992
	near(t, "low now", now.Lo, 0.381008)
	near(t, "high now", now.Hi, 0.818992)
	then := p.Forecast(1200)
	near(t, "mean then", then.Mean, 1-0.4/math.E)
	// 0.24/11/e^2 + (0.125498 - 0.002953)/100 + 0.0052 = 0.009378; its root x 1.28155 = 0.124107
	near(t, "low then", then.Lo, 0.728741)
	near(t, "high then", then.Hi, 0.976955)
	if far := p.Forecast(1e7); far.Mean < 0.999 || far.Hi != 1 || math.IsNaN(far.Lo) || far.Lo < 0.89 {
		t.Errorf("after all the time there is: %+v", far)
	}
}

// By hand: one domain from 25 to 80 % with a curve of 20 h: 0.75 exp(-h/20) = 0.2 at h = 26.4 h.
func TestNeeded(t *testing.T) {
	for _, c := range []struct {
		weights       []float64
		start, target float64
		want          civil.Minutes
	}{
		{[]float64{1}, 0.25, 0.80, 27 * 60},
		{[]float64{1}, 0.80, 0.80, 0},
		{[]float64{0.5, 0.5}, 0.25, 0.80, 53 * 60}, // 52.9 h
		{[]float64{1}, 0.25, 1.1, 0},               // never
	} {
		if got := (Split{Weights: c.weights, Tau: 20}).Needed(c.start, c.target); got != c.want {
			t.Errorf("%v from %g to %g: %s, want %s", c.weights, c.start, c.target, got, c.want)
		}
	}
}

func TestCounted(t *testing.T) {
	p := someone() // 5 x 50 + 150 = 400 min a week, but the soft cap ends Saturday at 120: 370
	if got := p.Until(monday+21, 1); got != 3*370-3*2*90 {
		t.Errorf("three weeks without three simulations: %s", got)
	}
	p.Kept, p.Sat = 0.5, 2
	if got := p.Counted(monday + 21); got != 555-180 {
		t.Errorf("half of three weeks without one simulation: %s", got)
	}
	p.Kept = 0
	if got := p.Counted(monday + 21); got != 0 {
		t.Errorf("nothing kept: %s", got)
	}
}

// drawn is anybody.
func drawn(t *rapid.T) *Prospect {
	n := rapid.IntRange(1, 7).Draw(t, "domains")
	p := &Prospect{Today: monday + civil.Date(rapid.IntRange(-3, 90).Draw(t, "today")), Questions: 80, Transfer: 6, Forms: 4, Pass: 0.75}
	total := 0.0
	for range n {
		p.Weights = append(p.Weights, float64(rapid.IntRange(1, 40).Draw(t, "weight")))
		total += p.Weights[len(p.Weights)-1]
		p.Beliefs = append(p.Beliefs, report.Around(rapid.Float64Range(0.2, 0.95).Draw(t, "mean"), rapid.Float64Range(5, 200).Draw(t, "count")))
		p.Names = append(p.Names, string(rune('A'+len(p.Names))))
	}
	for i := range p.Weights {
		p.Weights[i] /= total
	}
	p.Tau, p.Maintenance, p.Block = rapid.Float64Range(5, 60).Draw(t, "tau"), rapid.Float64Range(0, 0.3).Draw(t, "maintenance"), 50
	p.Target = rapid.Float64Range(0.6, 0.95).Draw(t, "target")
	p.Kept, p.Streak, p.Sitting = rapid.Float64Range(0, 1).Draw(t, "kept"), rapid.IntRange(0, 3).Draw(t, "streak"), 90
	p.FreeDays = rapid.IntRange(0, 2).Draw(t, "free days")
	p.Shown = rapid.IntRange(0, 3).Draw(t, "shown") == 1
	var minutes []civil.Minutes
	lengths := []int{0, 30, 60, 90, 240}[:rapid.SampledFrom([]int{3, 5, 5}).Draw(t, "lengths")]
	for range 7 {
		minutes = append(minutes, civil.Minutes(rapid.SampledFrom(lengths).Draw(t, "free")))
	}
	from, length := monday+civil.Date(rapid.IntRange(0, 120).Draw(t, "away from")), civil.Date(rapid.IntRange(0, 20).Draw(t, "away"))
	off := func(d civil.Date) bool { return d >= from && d < from+length }
	p.KeptLess, p.Sat = rapid.Bool().Draw(t, "kept less"), rapid.SampledFrom([]int{0, 0, 1, 2, 3}).Draw(t, "sat")
	if rapid.Bool().Draw(t, "by calendar") {
		planned(p, free(minutes...), off)
	} else {
		lives(p, free(minutes...), off)
	}
	w := policy.Window{State: rapid.SampledFrom([]policy.State{policy.Dated, policy.Dated, policy.Unknown, policy.Blocked, policy.Session}).Draw(t, "state")}
	if w.State == policy.Dated || w.State == policy.Session {
		w.Safe = p.Today + civil.Date(rapid.IntRange(-40, 120).Draw(t, "safe"))
	}
	if rapid.Bool().Draw(t, "bounded") {
		w.Until, w.UntilWhy = p.Today+civil.Date(rapid.IntRange(-5, 200).Draw(t, "until")), "the voucher expires"
		w.TooLate = w.Safe > w.Until || p.Today > w.Until
	}
	p.Window = w
	if rapid.IntRange(0, 3).Draw(t, "new") == 0 {
		p.AvailableFrom = p.Today + civil.Date(rapid.IntRange(0, 60).Draw(t, "available"))
	}
	return p
}

func TestMoreHoursAreNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		a := rapid.Float64Range(0, 20000).Draw(t, "minutes")
		b := a + rapid.Float64Range(0, 5000).Draw(t, "more")
		x, y := p.Forecast(a), p.Forecast(b)
		if y.Mean < x.Mean-1e-12 || x.Mean < p.Forecast(0).Mean-1e-12 {
			t.Fatalf("%g minutes bring %v, %g bring %v", a, x, b, y)
		}
		if x.Lo > x.Mean || x.Hi < x.Mean || x.Lo < 0 || x.Hi > 1 {
			t.Fatalf("no range: %+v", x)
		}
		d := p.Today + civil.Date(rapid.IntRange(1, 200).Draw(t, "date"))
		load := rapid.Float64Range(0, 2).Draw(t, "load")
		if p.Until(d, load+0.1) < p.Until(d, load) || p.Counted(d) > p.Until(d, 1) {
			t.Fatal("a higher load has fewer hours")
		}
		if p.Study == nil && (p.Until(d+1, load) < p.Until(d, load) || p.Counted(d+1) < p.Counted(d)) {
			t.Fatal("a later day has fewer hours")
		}
		mid := d + civil.Date(rapid.IntRange(0, 50).Draw(t, "mid"))
		if h := p.Hours; h.Minutes(p.Today, d, load)+h.Minutes(d, mid, load) != h.Minutes(p.Today, mid, load) {
			t.Fatal("the parts do not sum to the whole")
		}
	})
}

func TestAllocateIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		minutes := rapid.Float64Range(1, 20000).Draw(t, "minutes")
		each, _ := p.Allocate(p.Beliefs, minutes)
		sum := 0.0
		for i := range each {
			sum += each[i]
			for j := range each {
				if p.Weights[i] >= p.Weights[j] && p.Beliefs[i].Mean() <= p.Beliefs[j].Mean() && each[i] < each[j]-1e-6 {
					t.Fatalf("heavier and weaker, but fewer minutes: %v", each)
				}
			}
		}
		if math.Abs(sum-minutes) > 1e-6 {
			t.Fatalf("%g minutes are %g", minutes, sum)
		}
		i := rapid.IntRange(0, len(each)-1).Draw(t, "i")
		weaker := slices.Clone(p.Beliefs)
		weaker[i] = report.Beta{A: weaker[i].A * 0.7, B: weaker[i].B + weaker[i].A*0.3}
		again, _ := p.Allocate(weaker, minutes)
		if again[i] < each[i]-1e-6 {
			t.Fatalf("a lower belief gets %g instead of %g", again[i], each[i])
		}
		p.Least = make([]float64, len(each))
		p.Least[i] = rapid.Float64Range(0, 0.5).Draw(t, "least")
		p.Maintenance, p.Block = 0, 0
		if held, _ := p.Allocate(p.Beliefs, minutes); held[i] < p.Least[i]*minutes-1e-6 {
			t.Fatalf("%g of %g minutes are below the least share %g", held[i], minutes, p.Least[i])
		}
	})
}

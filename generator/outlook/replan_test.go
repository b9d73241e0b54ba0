package outlook

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

func TestReplanOnlyWhenItMatters(t *testing.T) {
	p := someone()
	exam := monday + 54
	for _, c := range []struct {
		owed, day civil.Minutes
		exam      civil.Date
		want      int
	}{
		{50, 50, exam, 0}, {51, 50, exam, 4}, {0, 0, exam, 0}, {-200, 50, exam, 0}, {500, 50, monday, 0},
	} {
		if got := p.Replan(Behind{Owed: c.owed, PerDay: c.day, StudyDays: 20, Exam: c.exam}); len(got) != c.want {
			t.Errorf("%s owed, a day is %s: %d choices", c.owed, c.day, len(got))
		}
	}
}

// 400 minutes owed, 45 study days: 8.9, so 9 minutes more a day. A week holds 370 minutes, so two weeks
// later they are made up. With six weeks until 16 January there are 7 x 370 + 250 = 2,840 minutes, less 540.
func TestReplanWorkedExample(t *testing.T) {
	p := someone()
	exam := civil.Of(2027, 1, 16)
	got := p.Replan(Behind{Owed: 400, PerDay: 62, StudyDays: 45, Exam: exam})
	if more := got[0]; more.Extra != 9 || more.Broken != "" {
		t.Errorf("more: %+v", more)
	}
	if later := got[1]; later.Date != exam+14 || later.Broken != "" {
		t.Errorf("later: %+v", later)
	}
	if carry := got[3]; carry.Range != p.Forecast(2840-540) || math.Abs(carry.Points-100*(p.Forecast(2700).Mean-p.Forecast(2300).Mean)) > 1e-9 {
		t.Errorf("carry: %+v", carry)
	}
	// The strongest and lightest domain brings least: General Concepts, at 80 % with 12 % of the exam, has
	// its round of 100 minutes and goes; Program Management is next and gives the other 300.
	each, _ := p.Allocate(p.Beliefs, 2700)
	each[0], each[4] = each[0]-100, each[4]-300
	if drop := got[2]; math.Abs(each[0]) > 1e-6 || !slices.Equal(drop.Dropped, []int{0}) || math.Abs(drop.Range.Mean-p.Expected(p.Beliefs, each)) > 1e-9 {
		t.Errorf("drop: %+v, not %v", drop, each)
	}
	if more := p.Replan(Behind{Owed: 1300, PerDay: 62, StudyDays: 10, Exam: exam})[0]; more.Broken == "" || more.Extra != 130 {
		t.Errorf("130 min beside a Saturday of 2 h are above 4 h: %+v", more)
	}
	if more := p.Replan(Behind{Owed: 1200, PerDay: 62, StudyDays: 10, Exam: exam})[0]; more.Broken != "" {
		t.Errorf("120 min beside a Saturday of 2 h are 4 h: %+v", more)
	}
}

func TestReplanIsPriced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		b := Behind{Owed: civil.Minutes(rapid.IntRange(1, 3000).Draw(t, "owed")), StudyDays: rapid.IntRange(0, 60).Draw(t, "days"), Exam: p.Today + civil.Date(rapid.IntRange(1, 150).Draw(t, "exam"))}
		got := p.Replan(b)
		if len(got) != 4 || got[0].Slug != More || got[1].Slug != Later || got[2].Slug != Drop || got[3].Slug != Carry {
			t.Fatalf("choices %+v", got)
		}
		for _, c := range got {
			if c.Broken == "" && (c.Price == "" || c.Effect == "") || c.Points < 0 || c.Title == "" {
				t.Fatalf("no price: %+v", c)
			}
		}
		if c := got[0]; c.Broken == "" && (c.Extra*civil.Minutes(b.StudyDays) < b.Owed || c.Extra > civil.Minutes(usual.Hard)) {
			t.Fatalf("more: %+v", c)
		}
		whole := p.Forecast(float64(p.Until(b.Exam, 1) + b.Owed))
		if c := got[1]; c.Broken == "" {
			for d := saturdayFrom(b.Exam + 1); d < c.Date; d += 7 {
				if rule, _ := p.dated(d); rule == "" && !p.Hours.off(d) && p.Forecast(float64(p.Until(d, 1))).Mean >= whole.Mean {
					t.Fatalf("later: %s comes before %+v", d, c)
				}
			}
			rule, _ := p.dated(c.Date)
			if rule != "" || c.Date <= b.Exam || p.Hours.off(c.Date) || c.Range.Mean < whole.Mean-1e-9 || c.Range.Mean < got[3].Range.Mean-1e-9 {
				t.Fatalf("later: %+v", c)
			}
		}
		if c := got[2]; (len(p.Beliefs) == 1) != strings.Contains(c.Broken, "one domain") {
			t.Fatalf("drop with %d domains: %+v", len(p.Beliefs), c)
		}
		kept := p.Forecast(float64(p.Counted(b.Exam))).Mean
		if c := got[3]; strings.Contains(c.Effect, "still reached") && strings.Contains(c.Effect, "if the plan is kept") != (kept < p.Target) {
			t.Fatalf("carry on: %q, and by what is kept %g", c.Effect, kept)
		}
		if c := got[2]; c.Broken == "" {
			each, _ := p.Allocate(p.Beliefs, float64(p.Until(b.Exam, 1)+b.Owed))
			freed := 0.0
			for _, i := range c.Dropped {
				freed += each[i]
			}
			if freed > float64(b.Owed)+0.5*float64(len(each)) || len(c.Dropped) == len(each) {
				t.Fatalf("drop: %+v frees %g of %d", c, freed, b.Owed)
			}
		}
	})
}

// Two weeks later the calendar holds a simulation more, and less study than the plan would have had: that is
// not "made up". Three weeks later it is.
func TestLaterIsReallyMadeUp(t *testing.T) {
	p := someone()
	exam := civil.Of(2027, 1, 16)
	p.Study = func(d civil.Date) civil.Minutes {
		return map[civil.Date]civil.Minutes{exam: 2300, exam + 7: 2650, exam + 14: 2690, exam + 21: 2700}[d]
	}
	if later := p.Replan(Behind{Owed: 400, PerDay: 62, StudyDays: 45, Exam: exam})[1]; later.Date != exam+21 || later.Range != p.Forecast(2700) {
		t.Errorf("later: %+v", later)
	}
}

package drill

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/report"
)

// draw makes a miss within 40 days, in few objectives, so that days and objectives meet.
func draw(t *rapid.T) Miss {
	n := func(lo, hi int, what string) int { return rapid.IntRange(lo, hi).Draw(t, what) }
	m := Miss{
		Date: day(n(0, 40, "date")), Objective: at(n(0, 3, "domain"), n(0, 3, "minor")),
		Why:       rapid.SampledFrom([]string{"", "concept", "misread", "changed"}).Draw(t, "why"),
		Confident: rapid.Bool().Draw(t, "confident"), Lucky: n(0, 3, "lucky") == 0,
		Chose: rapid.SampledFrom([]string{"", "A", "b", "B"}).Draw(t, "chose"),
	}
	for _, d := range rapid.SliceOfN(rapid.IntRange(-2, 45), 0, 4).Draw(t, "cleared") {
		m.Cleared = append(m.Cleared, day(d))
	}
	return m
}

func drawAll(t *rapid.T) []Miss { return rapid.SliceOfN(rapid.Custom(draw), 0, 25).Draw(t, "misses") }

func drawDay(t *rapid.T, what string) civil.Date { return day(rapid.IntRange(0, 60).Draw(t, what)) }

func TestOneDayNeverClosesAMiss(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, once := draw(t), drawDay(t, "once")
		m.Cleared = nil
		for range rapid.IntRange(1, 5).Draw(t, "times") {
			m.Cleared = append(m.Cleared, once)
		}
		if !m.Open(day(100)) || m.Closed(day(100)) != 0 {
			t.Fatalf("closed by %s alone", once)
		}
		another := drawDay(t, "another")
		m.Cleared = append(m.Cleared, another)
		want := once > m.Date && another > m.Date && once != another
		if m.Open(day(100)) == want {
			t.Fatalf("missed on %s, right on %s and %s: open %v", m.Date, once, another, !want)
		}
	})
}

func TestClosingIsForGood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, before := draw(t), 0
		closed := civil.Date(0)
		for today := day(0); today < day(50); today++ {
			n, c := m.Rights(today), m.Closed(today)
			if n < before || n > 2 || (n == 2) != (c != 0) || m.Open(today) != (n < 2) {
				t.Fatalf("%s: right on %d days, then %d; closed %s", today, before, n, c)
			}
			if closed != 0 && c != closed {
				t.Fatalf("closed on %s, then on %s", closed, c)
			}
			if closed == 0 && c != 0 && c != today {
				t.Fatalf("closed on %s, known on %s", c, today)
			}
			before, closed = n, c
		}
	})
}

func TestRetestsAreOnDaysThatExist(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		misses, today := drawAll(t), drawDay(t, "today")
		exam := today + civil.Date(rapid.IntRange(0, 60).Draw(t, "to the exam"))
		if rapid.IntRange(0, 4).Draw(t, "dated") == 0 {
			exam = 0
		}
		open := 0
		for _, m := range misses {
			if m.Date <= today && m.Open(today) {
				open++
			}
		}
		due := Retests(misses, today, exam)
		if len(due) != open {
			t.Fatalf("%d open, %d listed", open, len(due))
		}
		for i, d := range due {
			sound(t, d, today, exam)
			if i > 0 && d.On != 0 && (due[i-1].On == 0 || due[i-1].On > d.On) {
				t.Fatalf("%s after %s", d.On, due[i-1].On)
			}
		}
	})
}

// sound holds one re-test against what is promised of it.
func sound(t *rapid.T, d Due, today, exam civil.Date) {
	if d.Since < d.Date || d.Since > today || d.Gap < 1 || d.Rights > 1 {
		t.Fatalf("%+v", d)
	}
	if d.On == 0 {
		if exam == 0 || d.Overdue != 0 || exam != today && d.Since != exam-1 {
			t.Fatalf("there is a day left: %+v", d)
		}
		return
	}
	if d.On <= d.Since || d.On > d.Since+civil.Date(d.Gap) || d.Overdue != max(0, int(today-d.On)) {
		t.Fatalf("%+v", d)
	}
	if exam == 0 {
		return
	}
	if d.On >= exam {
		t.Fatalf("%s is not before the exam of %s", d.On, exam)
	}
	missing := civil.Date(2 - d.Rights)
	if possible := d.Since+missing <= exam-3; possible && d.On+missing-1 > exam-3 {
		t.Fatalf("%s leaves no room to close before the light days ahead of %s", d.On, exam)
	}
}

// TestKeepingTheDaysCloses: whoever gets it right on each day asked for has closed it before the light
// days, if the exam is five days away or more.
func TestKeepingTheDaysCloses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Miss{Date: day(0)}
		exam := day(rapid.IntRange(5, 400).Draw(t, "exam"))
		for range 2 {
			due := Retests([]Miss{m}, m.Date, exam)
			if n := len(m.Cleared); n > 0 {
				due = Retests([]Miss{m}, m.Cleared[n-1], exam)
			}
			m.Cleared = append(m.Cleared, due[0].On)
		}
		if closed := m.Closed(exam); closed == 0 || closed > exam-3 {
			t.Fatalf("exam on %s: right on %v", exam, m.Cleared)
		}
	})
}

func TestARetestDoesNotMoveWhileItWaits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Miss{Date: day(0)}
		exam := day(rapid.IntRange(1, 60).Draw(t, "exam"))
		first := Retests([]Miss{m}, m.Date, exam)[0]
		later := m.Date + civil.Date(rapid.IntRange(0, int(exam-m.Date)-1).Draw(t, "later"))
		if d := Retests([]Miss{m}, later, exam)[0]; d.On != first.On {
			t.Fatalf("%s on the day itself, %s on %s", first.On, d.On, later)
		}
	})
}

func TestOrderOfTheLogNeverMatters(t *testing.T) {
	domains := []Outline{{1, 3}, {2, 0}, {3, 2}}
	rapid.Check(t, func(t *rapid.T) {
		misses, today, exam := drawAll(t), drawDay(t, "today"), drawDay(t, "exam")
		for i := range misses {
			misses[i].Pos.Line = rapid.IntRange(1, 5).Draw(t, "line")
		}
		listed := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) report.Objective { return draw(t).Objective }), 0, 4).Draw(t, "listed")
		mixed := rapid.Permutation(misses).Draw(t, "mixed")
		same(t, Retests(misses, today, exam), Retests(mixed, today, exam))
		same(t, Map(misses, listed, domains, today), Map(mixed, rapid.Permutation(listed).Draw(t, "relisted"), domains, today))
		same(t, Misconceptions(misses, today), Misconceptions(mixed, today))
		same(t, Lucky(misses, today), Lucky(mixed, today))
		same(t, Repeats(misses, today), Repeats(mixed, today))
		same(t, Reasons(misses, today), Reasons(mixed, today))
	})
}

// TestTwinsKeepTheirOrder: two misses that differ in one small thing only.
func TestTwinsKeepTheirOrder(t *testing.T) {
	a := Miss{Date: day(1), Objective: at(1, 1), Confident: true, Cleared: days(2)}
	twins := map[string]Miss{"place": a, "note": a, "choice": a, "reason": a, "right again": a, "objective": a}
	for what, b := range twins {
		switch what {
		case "place":
			b.Pos.Col = 3
		case "note":
			b.Note = "n"
		case "choice":
			b.Chose = "A"
		case "reason":
			b.Why = "term"
		case "right again":
			b.Cleared = days(2, 2)
		case "objective":
			b.Objective = at(1, 2)
		}
		one, other := Misconceptions([]Miss{a, b}, day(9)), Misconceptions([]Miss{b, a}, day(9))
		if diff := cmp.Diff(one, other); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
}

func same[T any](t *rapid.T, a, b T) {
	if diff := cmp.Diff(a, b); diff != "" {
		t.Fatal(diff)
	}
}

// TestEveryMissIsInOneCell: the map adds up to the log.
func TestEveryMissIsInOneCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		misses, today := drawAll(t), drawDay(t, "today")
		open, closed, lucky, confident := 0, 0, 0, 0
		for _, m := range misses {
			switch {
			case m.Date > today:
			case !m.Open(today):
				closed++
			case m.Lucky:
				open, lucky = open+1, lucky+1
			case m.Confident:
				open, confident = open+1, confident+1
			default:
				open++
			}
		}
		for _, r := range Map(misses, nil, []Outline{{1, 2}, {2, 0}}, today) {
			for i, c := range r.Cells {
				open, closed, lucky, confident = open-c.Open, closed-c.Closed, lucky-c.Lucky, confident-c.Confident
				if c.Objective.Domain != r.Domain || i > 0 && c.Objective.Minor <= r.Cells[i-1].Objective.Minor {
					t.Fatalf("row %d: %v", r.Domain, r.Cells)
				}
			}
		}
		if open != 0 || closed != 0 || lucky != 0 || confident != 0 {
			t.Fatalf("left over: %d open, %d closed, %d lucky, %d confident", open, closed, lucky, confident)
		}
	})
}

func TestSharesOfReasonsAreAWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reasons := Reasons(drawAll(t), day(100))
		sum := 0.0
		for _, r := range reasons {
			sum += r.Share
		}
		if len(reasons) > 0 && math.Abs(sum-1) > 1e-9 {
			t.Fatalf("%v sum to %v", reasons, sum)
		}
	})
}

func TestABlockSumsToItsQuestions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := func(what string) float64 {
			return rapid.OneOf(rapid.Float64Range(-0.5, 1), rapid.SampledFrom([]float64{0, math.NaN(), math.Inf(1)})).Draw(t, what)
		}
		wants := make([]Want, rapid.IntRange(0, 9).Draw(t, "n"))
		some := false
		for i := range wants {
			wants[i] = Want{share("weight"), share("missing"), rapid.IntRange(-1, 60).Draw(t, "idle")}
			some = some || wants[i].Weight > 0 && !math.IsInf(wants[i].Weight, 0) && !math.IsNaN(wants[i].Missing) && !math.IsInf(wants[i].Missing, 0)
		}
		total := rapid.IntRange(0, 200).Draw(t, "total")
		sum := 0
		for _, n := range NextBlock(wants, share("gap")*10, total) {
			if sum += n; n < 0 {
				t.Fatalf("%d questions", n)
			}
		}
		if some && sum != total || len(wants) == 0 && sum != 0 {
			t.Fatalf("%d of %d questions", sum, total)
		}
	})
}

// TestMoreToWinIsAskedMore: a domain that weighs more, misses more or waits longer never gets fewer.
func TestMoreToWinIsAskedMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Custom(func(t *rapid.T) Want {
			return Want{rapid.Float64Range(0.01, 1).Draw(t, "weight"), rapid.Float64Range(-0.2, 0.8).Draw(t, "missing"), rapid.IntRange(0, 30).Draw(t, "idle")}
		})
		less, more := want.Draw(t, "less"), want.Draw(t, "more")
		more = Want{max(less.Weight, more.Weight), max(less.Missing, more.Missing), max(less.Idle, more.Idle)}
		n := NextBlock([]Want{more, less, want.Draw(t, "other")}, rapid.Float64Range(1, 11).Draw(t, "gap"), 40)
		if n[0] < n[1] {
			t.Fatalf("%+v gets %d, %+v gets %d", more, n[0], less, n[1])
		}
	})
}

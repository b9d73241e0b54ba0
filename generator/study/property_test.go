package study

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/outlook"
)

// plans are compared with all that is in them.
var plans = cmp.AllowUnexported(outlook.Standing{})

// made is the plan of a record with the default settings.
func made(t *rapid.T, rec Record, today civil.Date) Plan {
	p, _ := Make(rec, Defaults(), today)
	return p
}

func TestBudgetSumsToTheMinutesOfTheBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := made(t, drawRecord(t), someday)
		b := p.Budget
		if b.Domains+b.Simulations+b.Reset+b.Light != b.Total {
			t.Fatalf("parts %d+%d+%d+%d are not the total %d", b.Domains, b.Simulations, b.Reset, b.Light, b.Total)
		}
		var hours, blocks civil.Minutes
		for _, d := range p.Domains {
			hours += d.Minutes
		}
		for _, w := range p.Weeks {
			for _, k := range w.Blocks {
				if k.Date >= someday {
					blocks += k.Minutes
				}
			}
		}
		if hours != b.Domains || blocks != b.Total {
			t.Fatalf("hours by domain %d of %d, blocks %d of %d", hours, b.Domains, blocks, b.Total)
		}
	})
}

func TestLessBeliefOrMoreWeightNeverGetsFewerHours(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		rec.ExamDate = someday + civil.Date(rapid.IntRange(20, 120).Draw(t, "runway"))
		d := rapid.IntRange(1, len(rec.Exam.Domains)).Draw(t, "which")
		before := made(t, rec, someday).Domains[d-1].Minutes

		worse := rec
		worse.Practice = append(slices.Clone(rec.Practice), Practice{Date: someday, Domain: d, Of: 30, Conditions: "timed"})
		if after := made(t, worse, someday).Domains[d-1].Minutes; after < before-1 {
			t.Fatalf("thirty wrong answers took domain %d from %d to %d minutes", d, before, after)
		}
		heavier := rec
		heavier.Exam.Domains = slices.Clone(rec.Exam.Domains)
		scale := 100 / (100 + 10.0)
		for i := range heavier.Exam.Domains {
			heavier.Exam.Domains[i].Weight *= scale
		}
		heavier.Exam.Domains[d-1].Weight += 10 * scale
		m, h := newMaker(rec, Defaults(), someday), newMaker(heavier, Defaults(), someday)
		known := view{beliefs: m.believe(someday+1, someday+1)}
		a, _ := m.allocate(known, 3000)
		b, _ := h.allocate(known, 3000)
		if b[d-1] < a[d-1]-1e-6 {
			t.Fatalf("ten points more weight took domain %d from %.2f to %.2f minutes", d, a[d-1], b[d-1])
		}
	})
}

func TestBlocksKeepToTheLearnersTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		p := made(t, rec, someday)
		m := newMaker(rec, p.Settings, someday)
		perDay := map[civil.Date]civil.Minutes{}
		ordinary := map[civil.Date]civil.Minutes{}
		sat := map[civil.Date]bool{}
		for _, w := range p.Weeks {
			for _, b := range w.Blocks {
				perDay[b.Date] += b.Minutes
				if b.Kind == Simulate {
					sat[b.Date] = true
				} else {
					ordinary[b.Date] += b.Minutes
				}
				if b.Date < w.From || b.Date > w.To {
					t.Fatalf("block of %s in the week %s to %s", b.Date, w.From, w.To)
				}
				if m.away(b.Date) {
					t.Fatalf("block on %s, a day away", b.Date)
				}
				if !slices.ContainsFunc(m.week[b.Date.Weekday()], func(w civil.Window) bool {
					return w.Start == b.Start && b.Start == civil.NoClock && b.Minutes <= w.Length ||
						w.Start != civil.NoClock && b.Start >= w.Start && b.Start+civil.Clock(b.Minutes) <= w.End()
				}) {
					t.Fatalf("block %s %s for %d min is in no window of %v", b.Date, b.Start, b.Minutes, m.week[b.Date.Weekday()])
				}
				if !p.Date.Proposed && p.Date.Date != 0 && b.Date >= p.Date.Date {
					t.Fatalf("block on %s, exam on %s", b.Date, p.Date.Date)
				}
			}
		}
		for d, n := range perDay {
			if int(n) > p.Settings.HardCap || !sat[d] && int(ordinary[d]) > p.Settings.SoftCap {
				t.Fatalf("%d minutes on %s", n, d)
			}
		}
		free := 0
		for d := range m.week {
			if len(m.week[d]) == 0 {
				free++
			}
		}
		want := rec.Availability.FreeDays
		if want < 0 {
			want = p.Settings.FreeDays
		}
		if free < want {
			t.Fatalf("%d free days a week, want %d", free, want)
		}
	})
}

func TestBlocksDoNotOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := made(t, drawRecord(t), someday)
		var day civil.Date
		var end civil.Clock
		for _, w := range p.Weeks {
			for _, b := range w.Blocks {
				if b.Date != day {
					day, end = b.Date, 0
				}
				if b.Start == civil.NoClock {
					continue
				}
				if b.Start < end {
					t.Fatalf("block at %s on %s begins before the one before it ends at %s", b.Start, b.Date, end)
				}
				end = b.Start + civil.Clock(b.Minutes)
			}
		}
	})
}

func TestWeeksFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := made(t, drawRecord(t), someday)
		for i, w := range p.Weeks {
			if w.N != i+1 || w.To < w.From || i > 0 && w.From != p.Weeks[i-1].To+1 {
				t.Fatalf("week %d is %s to %s after %v", w.N, w.From, w.To, p.Weeks[:i])
			}
		}
	})
}

func TestInputOrderNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		other := rec
		other.Practice = rapid.Permutation(rec.Practice).Draw(t, "practice")
		other.Simulations = rapid.Permutation(rec.Simulations).Draw(t, "simulations")
		other.Sessions = rapid.Permutation(rec.Sessions).Draw(t, "sessions")
		other.Misses = rapid.Permutation(rec.Misses).Draw(t, "misses")
		other.Attempts = rapid.Permutation(rec.Attempts).Draw(t, "attempts")
		if diff := cmp.Diff(made(t, rec, someday), made(t, other, someday), plans); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestThePastNeverChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		before := made(t, rec, someday)
		later := rec
		later.Practice, later.Simulations, later.Sessions = slices.Clone(rec.Practice), slices.Clone(rec.Simulations), slices.Clone(rec.Sessions)
		for range rapid.IntRange(1, 8).Draw(t, "new entries") {
			date := someday + civil.Date(rapid.IntRange(0, 30).Draw(t, "date"))
			later.Practice = append(later.Practice, Practice{Date: date, Domain: rapid.IntRange(0, len(rec.Exam.Domains)).Draw(t, "d"), Right: rapid.IntRange(0, 20).Draw(t, "right"), Of: 20})
			later.Simulations = append(later.Simulations, Simulation{Date: date, Of: 90, Right: rapid.IntRange(0, 90).Draw(t, "sim"), Timed: true})
		}
		later.Attempts = slices.Clone(rec.Attempts)
		for range rapid.IntRange(0, 2).Draw(t, "new attempts") {
			later.Attempts = append(later.Attempts, Attempt{At: civil.Instant{Date: someday + civil.Date(rapid.IntRange(0, 30).Draw(t, "sat")), Clock: civil.NoClock}, Unanswered: -1,
				Result: rapid.SampledFrom([]Result{Fail, Pass, Void, NoShow}).Draw(t, "came"), Score: Score{Form: "percent", Value: 60, Pass: 85, HasPass: true}})
		}
		after := made(t, later, someday+civil.Date(rapid.IntRange(0, 30).Draw(t, "later")))
		for i, w := range before.Weeks {
			if w.From > someday {
				break
			}
			if i >= len(after.Weeks) {
				t.Fatalf("week %d is gone", w.N)
			}
			if a := slices.IndexFunc(later.Attempts, func(a Attempt) bool { return a.Result == Fail && a.At.Date >= w.From && a.At.Date <= after.Today }); a >= 0 {
				first := later.Attempts[a].At.Date // a fail ends its week
				for _, x := range later.Attempts[a:] {
					if x.Result == Fail && x.At.Date >= w.From {
						first = min(first, x.At.Date)
					}
				}
				w.Blocks = slices.DeleteFunc(slices.Clone(w.Blocks), func(b Block) bool { return b.Date > first })
			}
			if diff := cmp.Diff(w.Blocks, after.Weeks[i].Blocks, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("week %d changed:\n%s", w.N, diff)
			}
		}
	})
}

func TestNextBlockSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := made(t, drawRecord(t), someday)
		sum := 0
		for _, x := range p.NextBlock {
			sum += x.Questions
		}
		if sum != p.Settings.NextQuestions {
			t.Fatalf("%d questions in %v", sum, p.NextBlock)
		}
	})
}

func TestNoNumberIsBroken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := made(t, drawRecord(t), someday)
		for _, d := range p.Domains {
			for _, x := range []float64{d.Belief.Mean, d.Belief.Lo80, d.Belief.Hi80, d.Points, d.Hours} {
				if math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
					t.Fatalf("%+v", d)
				}
			}
			if d.Belief.Lo80 > d.Belief.Mean || d.Belief.Hi80 < d.Belief.Mean {
				t.Fatalf("mean outside its interval: %+v", d.Belief)
			}
		}
		if c := p.Readiness.Chance; c != nil && !(0 <= c.Lo && c.Lo <= c.P+1e-9 && c.P <= c.Hi+0.5 && c.Hi <= 1) {
			t.Fatalf("chance %+v", c)
		}
	})
}

func TestSimulationsComeBeforeTheTaper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		rec.ExamDate = someday + civil.Date(rapid.IntRange(-20, 120).Draw(t, "runway"))
		p := made(t, rec, someday)
		for _, w := range p.Weeks {
			for _, b := range w.Blocks {
				if b.Kind == Simulate && b.Date >= someday && p.Date.Date-b.Date < 3 || b.Phase == "Taper" && b.Kind != LightReview {
					t.Fatalf("%s in phase %s on %s, exam on %s", b.Kind, b.Phase, b.Date, p.Date.Date)
				}
			}
		}
	})
}

// An exam date of today or later is an error before the window opens, unless a sitting on it is on record; one
// that is over is none.
func TestADateBeforeTheWindowIsAFault(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		rec.ExamDate = someday + civil.Date(rapid.IntRange(-60, 60).Draw(t, "exam"))
		p, faults := Make(rec, Defaults(), someday)
		sat := slices.ContainsFunc(rec.Attempts, func(a Attempt) bool { return a.At.Date <= someday && a.At.Date >= rec.ExamDate })
		early := p.Won == 0 && p.Window.State == "date" && rec.ExamDate >= someday && !sat && rec.ExamDate < p.Window.Optimistic
		if got := slices.ContainsFunc(faults, func(f fault.Fault) bool { return f.Code == "exam-before-window" }); got != early {
			t.Fatalf("exam %s, window from %s: fault %v", rec.ExamDate, p.Window.Optimistic, got)
		}
	})
}

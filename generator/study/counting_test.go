package study

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/stat"
)

// fits is how many simulations the grid counts before a plan's own date.
func fits(t *testing.T, p Plan) int {
	t.Helper()
	for _, row := range p.WhatIf.Cells {
		if row[2].Date == p.Date.Date {
			return row[2].Sittings
		}
	}
	t.Fatalf("%s is not in the grid %v", p.Date.Date, p.WhatIf.Dates)
	return 0
}

// A simulation counts once: while it lies ahead, and then if it was sat. One that was not sat is gone.
func TestSimulationsAheadAndSatAddUp(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = civil.Of(2027, 1, 2)
	first := fits(t, planOn(t, rec, rec.Start))
	if first < 3 {
		t.Fatalf("%d simulations fit, so nothing is tested", first)
	}
	keeping := rec
	for d := rec.Start; d < rec.ExamDate; d++ {
		morning, left := planOn(t, keeping, d), 0
		for _, b := range blocksFrom(morning.Weeks, d) {
			if b.Kind == Simulate {
				left++
			}
			if b.Kind == Simulate && b.Date == d {
				keeping.Simulations = append(slices.Clone(keeping.Simulations), Simulation{Date: d, Source: "B", Right: 70, Of: 90, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1})
			}
		}
		if n := fits(t, morning); n != first {
			t.Errorf("all sat, on the morning of %s: %d count", d, n)
		}
		if n := fits(t, planOn(t, keeping, d)); n != first {
			t.Errorf("all sat, on the evening of %s: %d count", d, n)
		}
		if n := fits(t, planOn(t, rec, d)); n != left {
			t.Errorf("none sat, on %s: %d count and %d lie ahead", d, n, left)
		}
	}
	if len(keeping.Simulations) != first {
		t.Errorf("%d sat of %d", len(keeping.Simulations), first)
	}
}

func TestNoSimulationIsPromisedThatIsNotPlanned(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = civil.Of(2027, 1, 2)
	for d := rec.Start; d < rec.ExamDate; d++ {
		p := planOn(t, rec, d)
		ahead := slices.ContainsFunc(blocksFrom(p.Weeks, d), func(b Block) bool { return b.Kind == Simulate })
		evidence := p.Readiness.Gates[2]
		if got := strings.Contains(p.Readiness.Say, "the plan has them"); got != ahead || strings.Contains(evidence.Next, "that the plan sets") != ahead {
			t.Errorf("%s: a simulation ahead %v; %q %q", d, ahead, p.Readiness.Say, evidence.Next)
		}
		if last := rec.ExamDate-d <= 3; !ahead && (p.Date.TooSoon == "") != last {
			t.Errorf("%s: no simulation sat and none ahead, and %s holds", d, rec.ExamDate)
		}
	}
}

// A digest says that the date moved only if the plans of the two days have different dates.
func TestTheDigestMovesOnlyDatesThatMoved(t *testing.T) {
	moved := 0
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		rec.ExamDate = 0
		rec.Start = someday - civil.Date(rapid.IntRange(8, 60).Draw(t, "began"))
		for d := rec.Start; d < someday; d += civil.Date(rapid.IntRange(1, 9).Draw(t, "pause")) {
			rec.Sessions = append(rec.Sessions, Session{Date: d, Kind: Read, Domain: 1, Minutes: civil.Minutes(rapid.IntRange(10, 90).Draw(t, "kept"))})
		}
		now := made(t, rec, someday)
		if now.Digest == nil {
			t.Fatal("no digest")
		}
		then := made(t, rec, now.Digest.Since-1)
		differ := then.Date.Date != now.Date.Date && then.Date.Date != 0 && now.Date.Date != 0
		if differ {
			moved++
		}
		said := slices.ContainsFunc(now.Digest.Moved, func(s string) bool {
			return s == "The exam is now proposed for "+now.Date.Date.Medium()+"; it was "+then.Date.Date.Medium()+"."
		})
		if any := slices.ContainsFunc(now.Digest.Moved, func(s string) bool { return strings.HasPrefix(s, "The exam is") }); said != differ || any != said {
			t.Fatalf("proposed %s then, %s now: %q", then.Date.Date, now.Date.Date, now.Digest.Moved)
		}
	})
	if moved == 0 {
		t.Error("no date moved, so nothing was tested")
	}
}

func TestWhatOnlyFadesIsNoNews(t *testing.T) {
	monday := civil.Of(2026, 11, 30)
	rec := sy0701()
	rec.Practice = []Practice{{Date: monday - 10, Domain: 4, Right: 3, Of: 20, Conditions: "timed"}}
	then, now := planOn(t, rec, monday-8).Domains[3].Belief.Mean, planOn(t, rec, monday).Domains[3].Belief.Mean
	if now-then < 0.02 {
		t.Fatalf("from %v to %v it hardly fades, so nothing is tested", then, now)
	}
	if d := planOn(t, rec, monday).Digest; slices.ContainsFunc(d.Moved, func(s string) bool { return strings.Contains(s, "Operations") }) {
		t.Errorf("nothing was logged since %s: %q", d.Since, d.Moved)
	}
	rec.Practice = append(rec.Practice, Practice{Date: monday - 1, Domain: 4, Right: 20, Of: 20, Conditions: "timed"})
	if d := planOn(t, rec, monday).Digest; !slices.ContainsFunc(d.Moved, func(s string) bool { return strings.HasPrefix(s, "Operations rose") }) {
		t.Errorf("20 of 20: %q", d.Moved)
	}
}

// A simulation logged without its time took time all the same: the exam's.
func TestASimulationWithoutMinutesIsStudy(t *testing.T) {
	rec := sy0701()
	day := civil.Of(2026, 11, 21) // a Saturday with three hours
	rec.Simulations = []Simulation{{Date: day, Right: 70, Of: 90, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1}}
	p := planOn(t, rec, day+1)
	if p.Kept.Done != 90 || p.Kept.KeptDays != 1 || p.Kept.MissedInARow != 0 || p.Record.Minutes != 90 {
		t.Errorf("a full one: %+v, %d min in all", p.Kept, p.Record.Minutes)
	}
	rec.Simulations[0].Of, rec.Simulations[0].Right = 30, 20
	if p := planOn(t, rec, day+1); p.Record.Minutes != 30 {
		t.Errorf("a third of one: %d min", p.Record.Minutes)
	}
	rec.Simulations[0].Minutes = 41
	if p := planOn(t, rec, day+1); p.Record.Minutes != 41 {
		t.Errorf("as written: %d min", p.Record.Minutes)
	}
}

// An exam of a few long tasks, whose number the issuer does not give: sets of 17 tasks count.
func TestHandsOnSimulationsCanCount(t *testing.T) {
	for _, c := range []struct {
		formats   []string
		questions int
		full      float64
	}{
		{[]string{"lab"}, 0, 10}, {[]string{"performance-based", "lab"}, 0, 10}, {[]string{"multiple-choice", "lab"}, 0, 40}, {nil, 0, 40}, {[]string{"lab"}, 17, 17}, {nil, 90, 90},
	} {
		rec := sy0701()
		rec.Exam.Formats, rec.Exam.Questions = c.formats, c.questions
		for i := range civil.Date(3) {
			rec.Simulations = append(rec.Simulations, Simulation{Date: someday - 3*i - 1, Source: "K", Right: 15, Of: 17, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1})
		}
		p := planOn(t, rec, someday)
		counts := 17 >= 0.9*c.full
		if p.FullSet != c.full || (p.Readiness.Chance != nil) != counts || p.Trials.Views[0].Qualifies != counts {
			t.Errorf("%v, %d questions: full is %v, %+v", c.formats, c.questions, p.FullSet, p.Trials.Views[0])
		}
	}
}

// The next block spaces domains by the gap of re-tests.
func TestTheNextBlockGoesByTheGapOfRetests(t *testing.T) {
	for _, ahead := range []int{0, 1, 5, 28, 60} {
		rec := sy0701()
		rec.ExamDate = someday + civil.Date(ahead)
		gap := stat.Gap(float64(ahead))
		if ahead == 0 { // no date can be proposed either: the voucher is over
			rec.ExamDate, rec.Voucher.Expires, gap = 0, someday-5, stat.Gap(30)
		}
		for d := range 5 {
			rec.Practice = append(rec.Practice, Practice{Date: someday - civil.Date(2*d), Domain: d + 1, Right: 8, Of: 10, Conditions: "timed"})
		}
		p := planOn(t, rec, someday)
		if ahead == 0 && p.Date.Date != 0 {
			t.Fatalf("%+v", p.Date)
		}
		wants := make([]drill.Want, 5)
		for i, d := range p.Domains {
			wants[i] = drill.Want{Weight: d.Weight / 100, Missing: p.Readiness.Target/100 - d.Belief.Mean, Idle: 2 * i}
		}
		for i, n := range drill.NextBlock(wants, math.Max(1, gap), p.Settings.NextQuestions) {
			got := 0
			for _, x := range p.NextBlock {
				if x.Domain == i+1 {
					got = x.Questions
				}
			}
			if got != n {
				t.Errorf("%d days ahead: %d questions from domain %d, want %d", ahead, got, i+1, n)
			}
		}
	}
}

func TestAnExpiredVoucherIsSaidAtItsPlace(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = 0
	rec.Voucher = Voucher{Expires: someday - 5}
	rec.Voucher.Pos.File, rec.Voucher.Pos.Line = "content/plan.toml", 7
	p, faults := Make(rec, Defaults(), someday)
	if len(faults) != 1 || faults[0].Code != "window-closed" || faults[0].Pos != rec.Voucher.Pos || !strings.HasPrefix(faults[0].Message, "the voucher has expired") || strings.Contains(faults[0].Message, "opens") {
		t.Errorf("%v", faults)
	}
	if g := p.Readiness.Gates[0]; g.Met || !strings.HasPrefix(g.Why, "The voucher has expired") {
		t.Errorf("%+v", g)
	}
}

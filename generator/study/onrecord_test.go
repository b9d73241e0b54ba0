package study

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/fault"
)

// sitting is a sitting of which no more than the result is known.
func sitting(day civil.Date, result Result) Attempt {
	return Attempt{At: civil.Instant{Date: day, Clock: civil.NoClock}, Result: result, Unanswered: -1}
}

func with(rec Record, attempts ...Attempt) Record {
	rec.Attempts = append(slices.Clone(rec.Attempts), attempts...)
	return rec
}

// On the evening of an exam that was not passed, the plan goes on to the next date.
func TestADateWithAResultIsSpent(t *testing.T) {
	day := civil.Of(2026, 12, 12)
	for _, result := range []Result{Fail, NoShow, Void} {
		for later := range civil.Date(10) {
			rec := with(sy0701(), sitting(day, result))
			rec.ExamDate, rec.Booked = day, true
			p, faults := Make(rec, Defaults(), day+later)
			if len(faults) > 0 || !p.Date.Proposed || p.Date.Booked || p.Date.Passed || p.Date.Date <= day+later || p.Date.Date < p.Window.Safe {
				t.Errorf("%s, %d days after: %v %+v", result, later, faults, p.Date)
			}
			if len(blocksFrom(p.Weeks, day+later+1)) == 0 {
				t.Errorf("%s, %d days after: nothing is planned", result, later)
			}
		}
	}
	rec := sy0701() // the first fail, on the exam date, with no wait after it
	rec.ExamDate, rec.Start = rec.Attempts[0].At.Date, 0
	if p, faults := Make(rec, Defaults(), rec.ExamDate); len(faults) > 0 || !p.Date.Proposed || p.Date.Date <= rec.ExamDate {
		t.Errorf("%v %+v", faults, p.Date)
	}
}

// Without a result nothing is planned after the exam, and when it comes, the time between was no planned time.
func TestNothingIsMissedWhileAResultIsAwaited(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = civil.Of(2026, 12, 5)
	sat, today := rec.ExamDate+20, rec.ExamDate+22
	if p := planOn(t, rec, today); !p.Date.Passed || len(blocksFrom(p.Weeks, rec.ExamDate)) > 0 {
		t.Fatalf("%+v", p.Date)
	}
	p := planOn(t, with(rec, sitting(sat, Fail)), today)
	for _, b := range blocksFrom(p.Weeks, rec.ExamDate) {
		if b.Date <= sat {
			t.Fatalf("a block on %s, between the exam date %s and the sitting on %s", b.Date, rec.ExamDate, sat)
		}
	}
	if !p.Date.Proposed || len(blocksFrom(p.Weeks, today)) == 0 {
		t.Errorf("%+v", p.Date)
	}
}

// What was logged after the first fail is where the plan begins, whatever comes of later sittings.
func TestNoSittingMovesTheBeginning(t *testing.T) {
	rec := sy0701()
	rec.Start, rec.ExamDate = 0, 0
	rec.Sessions = []Session{{Date: someday - 14, Kind: Read, Minutes: 60}}
	before := planOn(t, rec, someday)
	if before.Weeks[0].From != someday-14 {
		t.Fatalf("the plan begins on %s", before.Weeks[0].From)
	}
	for _, result := range []Result{Void, NoShow, Fail, Pass} {
		p := planOn(t, with(rec, sitting(someday-5, result)), someday)
		if p.Weeks[0].From != before.Weeks[0].From {
			t.Errorf("%s: the plan begins on %s, before on %s", result, p.Weeks[0].From, before.Weeks[0].From)
		}
		if (result == Void || result == NoShow) && (p.Kept.Planned != before.Kept.Planned || p.Kept.Done != before.Kept.Done) {
			t.Errorf("%s: kept %+v, before %+v", result, p.Kept, before.Kept)
		}
	}
}

// A later fail takes nothing of the past away, ends its week, and has a Reset of its own from the next day on.
func TestEachFailHasAReset(t *testing.T) {
	rec := sy0701()
	rec.Start, rec.ExamDate = 0, 0
	rec.Sessions = []Session{{Date: someday - 20, Kind: Read, Minutes: 60}}
	rec.Simulations = fullSims(71, 73)
	for failed := someday.Monday() + 14; failed < someday.Monday()+21; failed++ {
		before := planOn(t, rec, failed-1)
		for _, later := range []civil.Date{0, 1, 5, 12} {
			p := planOn(t, with(rec, sitting(failed, Fail)), failed+later)
			ahead, resets := blocksFrom(p.Weeks, failed+1), 0
			for _, b := range ahead {
				if b.Kind == Reset {
					resets++
				}
			}
			if p.Phases[0].Name != "Reset" || ahead[0].Kind != Reset || ahead[0].Date != p.Phases[0].From || ahead[0].Date > failed+3 || resets < 2 {
				t.Errorf("failed on %s, %d days after: %d Reset blocks, the first block is %+v of %+v", failed, later, resets, ahead[0], p.Phases[0])
			}
			if told := p.Trials.Told; len(told) == 0 || told[0].On != before.Trials.Told[0].On || told[0].CameOn != failed {
				t.Errorf("failed on %s, %d days after: told %+v, before %+v", failed, later, told, before.Trials.Told)
			}
			for i, w := range before.Weeks {
				if w.From > failed {
					break
				}
				kept := slices.DeleteFunc(slices.Clone(w.Blocks), func(b Block) bool { return b.Date > failed })
				if diff := cmp.Diff(kept, p.Weeks[i].Blocks); diff != "" || p.Weeks[i].To > failed {
					t.Errorf("failed on %s, %d days after: week %d to %s changed:\n%s", failed, later, w.N, p.Weeks[i].To, diff)
				}
			}
		}
	}
	failed := someday.Monday() + 19 // a Saturday: the next evening is on Monday, and a pin stands before it
	rec.Pins = []Pin{{Date: failed + 1, Start: 600, Minutes: 50, Kind: Read, Domain: 2, Fixed: true}}
	if b := blocksFrom(planOn(t, with(rec, sitting(failed, Fail)), failed).Weeks, failed+1); b[0].Date != failed+1 || !b[0].Pinned {
		t.Errorf("the pin is gone: %+v", b[0])
	}
}

// Old practice does not make a way from the fail: on its evening there is none.
func TestNoDistanceOnTheEveningOfAFail(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = 0
	rec.Practice = []Practice{{Date: someday - 9, Domain: 4, Right: 49, Of: 50, Conditions: "timed"}}
	d := planOn(t, with(rec, sitting(someday, Fail)), someday).Distance
	if d.Since != someday || d.Days != 0 || !near(d.Then, d.Now) || d.Then == 0 {
		t.Errorf("%+v", d)
	}
	rec.Practice = append(rec.Practice, Practice{Date: someday + 1, Domain: 2, Right: 50, Of: 50, Conditions: "timed"})
	if d := planOn(t, with(rec, sitting(someday, Fail)), someday+1).Distance; d.Now <= d.Then || d.Domains[0].Domain != 2 {
		t.Errorf("%+v", d)
	}
}

// What is said and was used before the last fail is that fail's: earlier claims are over, all that the log names counts.
func TestTheLastFailHasCausesOfItsOwn(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = 0
	rec.Attempts[0].Claims = Claims{Strength: [8]int{3: 3}, Made: [8]bool{3: true}}
	rec.Resources = []Resource{{Name: "Videos", Kind: "video", UsedBefore: true}, {Name: "Bank", Kind: "questions"}, {Name: "Later", Kind: "book"}}
	rec.Practice = []Practice{{Date: someday - 9, Domain: 1, Right: 5, Of: 9, Source: "Bank"}}
	second := sitting(someday-1, Fail)
	second.Claims = Claims{Strength: [8]int{5: 2}, Made: [8]bool{5: true}}
	rec.Sessions = []Session{{Date: someday, Resource: "Later", Kind: Read, Minutes: 50, Domain: 1}}
	once, twice := planOn(t, rec, someday).Causes, planOn(t, with(rec, second), someday).Causes
	if once[3].Claimed != 3 || once[5].Claimed != cause.Unsaid || twice[3].Claimed != cause.Unsaid || twice[5].Claimed != 2 {
		t.Errorf("claimed of the first %d and %d, of the second %d and %d", once[3].Claimed, once[5].Claimed, twice[3].Claimed, twice[5].Claimed)
	}
	m := newMaker(with(rec, second), Defaults(), someday)
	for i, want := range []cause.Source{{Name: "Videos", Used: true}, {Name: "Bank", Used: true}, {Name: "Later", Since: true}} {
		if got := m.sourcesKnown(someday + 1)[i]; got.Name != want.Name || got.Used != want.Used || got.Since != want.Since {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

// A cause that was supported when an earlier week began, and is not any more, was.
func TestACauseThatWasSupportedIsRemembered(t *testing.T) {
	rec := causeless()
	rec.Sessions = slices.Clone(rec.Sessions)
	for i := range rec.Sessions {
		if s := &rec.Sessions[i]; s.Date < someday-9 && s.Kind == Lab {
			s.Kind = Read
		} else if s.Date >= someday-9 {
			s.Kind, s.Minutes = Lab, 90
		}
	}
	p := planOn(t, rec, someday)
	if c := p.Causes[3]; c.Verdict != cause.NotSupported || !strings.Contains(c.Rule, "Mended since") {
		t.Errorf("%+v", c)
	}
	if c := planOn(t, causeless(), someday).Causes[3]; strings.Contains(c.Rule, "Mended since") {
		t.Errorf("never supported, and %+v", c)
	}
	if c := planOn(t, with(rec, sitting(someday-1, Fail)), someday).Causes[3]; strings.Contains(c.Rule, "Mended since") {
		t.Errorf("a new fail begins anew, and %+v", c)
	}
}

func TestNothingIsPlannedBetweenAPassAndTheNextFail(t *testing.T) {
	won, failed := civil.Of(2026, 11, 11), civil.Of(2026, 12, 16)
	rec := with(sy0701(), sitting(won, Pass))
	rec.ExamDate = 0
	quiet := planOn(t, rec, won+5)
	if d := quiet.Digest; d == nil || d.Slipped != nil {
		t.Errorf("after a pass nothing slips: %+v", d)
	}
	rec = with(rec, sitting(failed, Fail))
	p := planOn(t, rec, failed+4)
	for _, w := range p.Weeks {
		if w.From > won && w.From <= failed {
			t.Errorf("week %d from %s", w.N, w.From)
		}
	}
	planned := civil.Minutes(0)
	for _, b := range blocksFrom(p.Weeks, p.Kept.From) {
		if b.Date > failed && b.Date < failed+4 {
			planned += b.Minutes
		}
	}
	if p.Won != 0 || p.Kept.Planned != planned || planned == 0 || len(blocksFrom(p.Weeks, failed+5)) == 0 {
		t.Errorf("won %s, %d min planned since the fail, counted %+v", p.Won, planned, p.Kept)
	}
}

func TestSittingsOfOneDayStandAsWritten(t *testing.T) {
	day := civil.Of(2026, 11, 20)
	at := func(line int, r Result) Attempt {
		a := sitting(day, r)
		a.Pos = fault.Pos{File: "content/attempts.toml", Line: line, Col: 1}
		return a
	}
	for _, c := range []struct {
		first, second Result
		won           civil.Date
	}{{Fail, Pass, day}, {Pass, Fail, 0}} {
		if p := planOn(t, with(sy0701(), at(20, c.second), at(10, c.first)), someday); p.Won != c.won {
			t.Errorf("%s, then %s: won %s", c.first, c.second, p.Won)
		}
	}
}

// The pass mark of a report counts from its day on: not before, and not for what was said before.
func TestAPassMarkCountsFromItsReportOn(t *testing.T) {
	rec := sy0701()
	rec.ExamDate, rec.Simulations = civil.Of(2027, 2, 13), fullSims(60, 64, 66)
	printed := sitting(civil.Of(2027, 1, 10), Fail)
	printed.Score = Score{Form: "percent", Value: 60, Pass: 85, HasPass: true}
	before := planOn(t, rec, someday)
	if diff := cmp.Diff(before, planOn(t, with(rec, printed), someday), plans); diff != "" {
		t.Errorf("a report of January changes November:\n%s", diff)
	}
	after := planOn(t, with(rec, printed), printed.At.Date+3)
	if after.Readiness.Pass != 85 || after.Readiness.PassAssumed || before.Readiness.Pass != 70 || !before.Readiness.PassAssumed {
		t.Errorf("pass mark %v then, %v now", before.Readiness.Pass, after.Readiness.Pass)
	}
	told := 0
	for i, x := range planOn(t, rec, printed.At.Date).Trials.Told {
		if after.Trials.Told[i].Chance != x.Chance {
			t.Errorf("on %s %+v was told, and is now %+v", x.On, x.Chance, after.Trials.Told[i].Chance)
		}
		told++
	}
	if told == 0 {
		t.Fatal("nothing was told, so nothing is tested")
	}
	if slices.ContainsFunc(after.Milestones, func(m Milestone) bool { return m.Name == "First simulation at the target" && m.Date != 0 }) {
		t.Error("66 of 90 is below 80 %")
	}
}

// A milestone once reached keeps its day, whatever is logged or sat later.
func TestAMilestoneOnceReachedStays(t *testing.T) {
	reached := func(p Plan) map[string]civil.Date {
		out := map[string]civil.Date{}
		for _, m := range p.Milestones {
			if m.Date != 0 {
				out[m.Name] = m.Date
			}
		}
		return out
	}
	rec := sy0701()
	rec.Sessions = []Session{{Date: someday - 10, Kind: Read, Minutes: 26 * 60}}
	rec.Practice = []Practice{{Date: someday - 9, Domain: 1, Right: 200, Of: 260}}
	rec.Simulations = fullSims(75, 76)
	if got := reached(planOn(t, rec, someday)); len(got) != 6 {
		t.Fatalf("25 hours, 250 questions and two simulations at the target: %v", got)
	}
	failed := with(rec, sitting(someday, Fail))
	if a, b := planOn(t, rec, someday), planOn(t, failed, someday+1); !cmp.Equal(reached(a), reached(b)) || b.Record.Minutes != a.Record.Minutes || b.Record.Since != a.Record.Since {
		t.Errorf("before the second fail %v (%+v), after it %v (%+v)", reached(a), a.Record, reached(b), b.Record)
	}
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		rec.Start = someday - civil.Date(rapid.IntRange(1, 60).Draw(t, "began"))
		later := rec
		other := drawRecord(t)
		for _, p := range other.Practice {
			p.Domain, p.Date = 0, someday+civil.Date(rapid.IntRange(1, 20).Draw(t, "practised"))
			later.Practice = append(slices.Clone(later.Practice), p)
		}
		for range rapid.IntRange(0, 2).Draw(t, "sat again") {
			later = with(later, sitting(someday+civil.Date(rapid.IntRange(1, 20).Draw(t, "sat")), rapid.SampledFrom([]Result{Fail, Pass, Void}).Draw(t, "came")))
		}
		now := reached(made(t, later, someday+civil.Date(rapid.IntRange(0, 30).Draw(t, "days later"))))
		for name, day := range reached(made(t, rec, someday)) {
			if now[name] != day {
				t.Fatalf("%q was reached on %s, and is now on %s", name, day, now[name])
			}
		}
	})
}

// After a second fail the same questions are open as before it, on every page.
func TestOpenQuestionsStayOpen(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = 0
	for i := range 15 {
		rec.Misses = append(rec.Misses, Miss{Date: someday - 9, Objective: obj(1+i%5, 1), Why: "concept"})
	}
	rec.Misses[0].Cleared = []civil.Date{someday - 3, someday + 2}
	p := planOn(t, with(rec, sitting(someday, Fail)), someday+4)
	var open string
	for _, n := range p.Digest.Numbers {
		if n.Name == "Missed questions still open" {
			open = n.Value + " " + n.Before
		}
	}
	able := p.Readiness.Gates[3]
	inDomains := 0
	for _, d := range p.Domains {
		inDomains += len(d.OpenMisses)
	}
	if open != "14 was 15" || len(p.Drill.Due) != 14 || inDomains != 14 || !strings.Contains(able.Why, "14 logged questions") {
		t.Errorf("digest %q, %d to try again, %d in domains, gate %q", open, len(p.Drill.Due), inDomains, able.Why)
	}
	if !slices.Contains(p.Digest.Moved, "1 missed question was closed.") {
		t.Errorf("%q", p.Digest.Moved)
	}
}

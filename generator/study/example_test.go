package study

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
)

// sy0701 is a failed Security+ attempt with a scaled score and a list of missed objectives.
func sy0701() Record {
	e := Exam{Code: "SY0-701", Name: "Security+", Minutes: 90, Questions: 90, Formats: []string{"multiple-choice", "performance-based"},
		Scale:  Scale{Kind: "scaled", Min: 100, Max: 900, Pass: 750, HasPass: true},
		Policy: policy.Policy{ID: "comptia", Count: policy.Elapsed, Wait: []policy.Step{{After: 1, Wait: policy.Span{N: 0, Unit: "day"}}, {After: 2, Wait: policy.Span{N: 14, Unit: "day"}}}}}
	names := []string{"General Security Concepts", "Threats", "Architecture", "Operations", "Program"}
	for i, w := range []float64{12, 22, 18, 28, 20} {
		e.Domains = append(e.Domains, Domain{N: i + 1, Name: names[i], Weight: w, Objectives: []int{4, 5, 4, 9, 6}[i]})
	}
	evening := civil.Window{Start: 19 * 60, Length: 90}
	r := Record{Exam: e, Start: civil.Of(2026, 11, 3), ExamDate: civil.Of(2027, 1, 16), Availability: Availability{Written: true, FreeDays: -1}}
	for _, d := range []int{1, 2, 4} {
		r.Availability.Days[d] = []civil.Window{evening}
	}
	r.Availability.Days[6] = []civil.Window{{Start: 9 * 60, Length: 180}}
	r.Attempts = []Attempt{{At: civil.Instant{Date: civil.Of(2026, 11, 2), Clock: civil.NoClock}, Result: Fail, ListsMissed: true, Unanswered: -1,
		Score:  Score{Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true},
		Missed: []Objective{obj(1, 2), obj(1, 4), obj(2, 2), obj(2, 4), obj(3, 1), obj(4, 1), obj(4, 5), obj(4, 9), obj(5, 2)}}}
	return r
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-5 }

// The worked example of the score-report documentation: Cisco percents with k0 = 5 and c = 0.7.
func TestPercentSections(t *testing.T) {
	set := Defaults()
	set.PriorCount = 5
	rec := Record{Exam: Exam{Code: "X", Questions: 100}}
	for i, w := range []float64{20, 25, 10, 45} {
		rec.Exam.Domains = append(rec.Exam.Domains, Domain{N: i + 1, Weight: w})
	}
	rec.Attempts = []Attempt{{At: civil.Instant{Date: someday - 5}, Result: Fail, Sections: []Section{
		{Domain: 1, Form: ByPercent, Value: 45}, {Domain: 2, Form: ByPercent, Value: 36}, {Domain: 3, Form: ByPercent, Value: 70}}}}
	p, _ := Make(rec, set, someday)
	for i, want := range []Belief{{A: 12.5, B: 12.5, Mean: 0.5, Lo80: 0.372703, Hi80: 0.627297}, {A: 12.5, B: 17.5, Mean: 0.416667, Lo80: 0.303266, Hi80: 0.532561}, {A: 10.5, B: 4.5, Mean: 0.7, Lo80: 0.545005, Hi80: 0.842484}, {A: 3.5, B: 1.5, Mean: 0.7}} {
		got := p.Domains[i].Belief
		if !near(got.A, want.A) || !near(got.B, want.B) || !near(got.Mean, want.Mean) || want.Lo80 != 0 && (!near(got.Lo80, want.Lo80) || !near(got.Hi80, want.Hi80)) {
			t.Errorf("domain %d: %+v, want %+v", i+1, got, want)
		}
	}
}

func TestScaledScoreNeverBecomesAPercentage(t *testing.T) {
	rec := sy0701()
	low, high := rec, rec
	low.Attempts = []Attempt{rec.Attempts[0]}
	high.Attempts = []Attempt{rec.Attempts[0]}
	low.Attempts[0].Score.Value, high.Attempts[0].Score.Value = 300, 745
	a, _ := Make(low, Defaults(), someday)
	b, _ := Make(high, Defaults(), someday)
	for i := range a.Domains {
		if a.Domains[i].Belief != b.Domains[i].Belief {
			t.Errorf("domain %d moved with the scaled total", i+1)
		}
	}
	if !a.Readiness.PassAssumed || a.Readiness.Pass != 70 {
		t.Errorf("pass %v assumed %v, want 70 assumed", a.Readiness.Pass, a.Readiness.PassAssumed)
	}
}

func TestPublishedPassMarksAreUsed(t *testing.T) {
	for _, c := range []struct {
		scale Scale
		score Score
		want  float64
	}{
		{Scale{Kind: "percent", Min: 0, Max: 100, Pass: 67, HasPass: true}, Score{}, 67},
		{Scale{Kind: "points", Max: 300, Pass: 210, HasPass: true}, Score{}, 70},
		{Scale{Kind: "unpublished"}, Score{Form: "raw", Value: 23, Max: 40, Pass: 26, HasPass: true}, 65},
		{Scale{Kind: "levels"}, Score{}, 70},
	} {
		rec := Record{Exam: Exam{Scale: c.scale, Domains: []Domain{{N: 1, Weight: 100}}}, Attempts: []Attempt{{At: civil.Instant{Date: someday - 9}, Result: Fail, Score: c.score}}}
		p, _ := Make(rec, Defaults(), someday)
		if !near(p.Readiness.Pass, c.want) {
			t.Errorf("%+v %+v: pass %v, want %v", c.scale, c.score, p.Readiness.Pass, c.want)
		}
	}
}

func TestHeadlineStaysOnTheIssuersScale(t *testing.T) {
	p, _ := Make(sy0701(), Defaults(), someday)
	if want := "721 on a scale from 100 to 900; 750 passes. You were 29 points short on that scale."; p.Diagnosis.Headline != want {
		t.Errorf("headline %q\n    want %q", p.Diagnosis.Headline, want)
	}
}

func TestNothingReportedStartsWithADiagnosticSimulation(t *testing.T) {
	rec := sy0701()
	rec.Attempts[0].ListsMissed, rec.Attempts[0].Missed = false, nil
	p, _ := Make(rec, Defaults(), civil.Of(2026, 11, 3))
	if !p.Diagnosis.Diagnostic {
		t.Fatal("not marked as diagnostic")
	}
	for _, b := range p.Weeks[0].Blocks {
		if b.Kind == Simulate {
			return
		}
	}
	t.Errorf("no simulation in the first week: %+v", p.Weeks[0].Blocks)
}

func TestReportAloneGivesAPlan(t *testing.T) {
	rec := Record{Exam: sy0701().Exam, Attempts: sy0701().Attempts, Availability: Availability{FreeDays: -1}}
	p, faults := Make(rec, Defaults(), civil.Of(2026, 11, 5))
	if len(faults) > 0 || !p.Date.Proposed || p.Date.Date == 0 || len(p.Weeks) < 3 || len(p.Weeks[0].Blocks) == 0 || !p.Budget.Assumed {
		t.Errorf("faults %v, date %+v, %d weeks", faults, p.Date, len(p.Weeks))
	}
	if p.Date.Date.Weekday() != 6 {
		t.Errorf("proposed %s is no Saturday", p.Date.Date.Long())
	}
}

func TestThePlanBeginsWhenItIsFirstUsed(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Record)
		want   civil.Date
	}{
		{"nothing logged: today", func(*Record) {}, someday},
		{"logged", func(r *Record) {
			r.Practice = []Practice{{Date: someday - 9, Domain: 1, Of: 5}, {Date: someday - 12, Domain: 1, Of: 5}}
		}, someday - 12},
		{"logged before the attempt", func(r *Record) { r.Sessions = []Session{{Date: civil.Of(2026, 10, 1), Minutes: 30}} }, someday},
		{"logged for tomorrow", func(r *Record) { r.Sessions = []Session{{Date: someday + 1, Minutes: 30}} }, someday},
		{"failed today", func(r *Record) { r.Attempts[0].At.Date = someday }, someday + 1},
		{"written", func(r *Record) { r.Start = someday - 3 }, someday - 3},
	} {
		rec := sy0701()
		rec.Start = 0
		c.change(&rec)
		p, _ := Make(rec, Defaults(), someday)
		if got := p.Weeks[0].From; got != c.want {
			t.Errorf("%s: the plan begins on %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAPassEndsThePlan(t *testing.T) {
	rec := sy0701()
	rec.Attempts = append(rec.Attempts, Attempt{At: civil.Instant{Date: someday - 2}, Result: Pass, Unanswered: -1})
	p, faults := Make(rec, Defaults(), someday)
	if p.Won != someday-2 || p.Readiness.Verdict != "passed" || p.Date.Passed || len(p.NextBlock) > 0 || len(faults) > 0 {
		t.Errorf("won %s, verdict %q, date %+v, next %v, faults %v", p.Won, p.Readiness.Verdict, p.Date, p.NextBlock, faults)
	}
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Date >= someday-2 && w.From > someday-2 {
				t.Errorf("a block on %s, after the pass", b.Date)
			}
		}
	}
	before, _ := Make(sy0701(), Defaults(), someday-3)
	if !reflect.DeepEqual(before.Weeks[0].Blocks[0], p.Weeks[0].Blocks[0]) {
		t.Error("the first week changed when the pass was written")
	}
}

func TestPracticeCountsByConditionsAndAge(t *testing.T) {
	rec := sy0701()
	base, _ := Make(rec, Defaults(), someday)
	for _, c := range []struct {
		name string
		p    Practice
		want float64 // questions added to a + b
	}{
		{"timed today", Practice{Date: someday, Conditions: "timed"}, 20 * 0.8 * math.Exp2(-1.0/30)},
		{"open today", Practice{Date: someday, Conditions: "open"}, 20 * 0.5 * math.Exp2(-1.0/30)},
		{"a half-life ago", Practice{Date: someday - 29, Conditions: "timed"}, 20 * 0.4},
		{"seen", Practice{Date: someday, Conditions: "timed", Seen: true}, 0},
		{"tomorrow", Practice{Date: someday + 1, Conditions: "timed"}, 0},
	} {
		c.p.Domain, c.p.Right, c.p.Of = 4, 10, 20
		with := rec
		with.Practice = []Practice{c.p}
		p, _ := Make(with, Defaults(), someday)
		got := p.Domains[3].Belief.A + p.Domains[3].Belief.B - base.Domains[3].Belief.A - base.Domains[3].Belief.B
		if !near(got, c.want) {
			t.Errorf("%s: counts %.4f questions, want %.4f", c.name, got, c.want)
		}
	}
}

func TestSimulationsQualify(t *testing.T) {
	good := Simulation{Date: someday - 2, Source: "B", Form: "1", Right: 75, Of: 90, Timed: true, ClosedBook: true}
	for _, c := range []struct {
		change func(*Simulation)
		why    string
	}{
		{func(*Simulation) {}, ""},
		{func(s *Simulation) { s.Of = 60 }, "not full length: 60 of 90 questions"},
		{func(s *Simulation) { s.Timed = false }, "not timed"},
		{func(s *Simulation) { s.ClosedBook = false }, "not closed book"},
		{func(s *Simulation) { s.Seen = true }, "seen before: good training, no evidence"},
		{func(s *Simulation) { s.Date = civil.Of(2026, 11, 1) }, "before the last attempt"},
	} {
		rec := sy0701()
		s := good
		c.change(&s)
		rec.Simulations = []Simulation{s}
		p, _ := Make(rec, Defaults(), someday)
		if v := p.Readiness.Simulations[0]; v.WhyNot != c.why || v.Qualifies != (c.why == "") {
			t.Errorf("%+v: %q, want %q", s, v.WhyNot, c.why)
		}
	}
	rec := sy0701()
	again := good
	again.Date++
	rec.Simulations = []Simulation{good, again}
	p, _ := Make(rec, Defaults(), someday)
	if p.Readiness.Simulations[1].Qualifies || !p.Readiness.Simulations[0].Qualifies {
		t.Error("the same form again must not count, the first time must")
	}
}

func TestReadinessNeedsTwoSimulationsForANumber(t *testing.T) {
	rec := sy0701()
	for i := range 4 {
		p, _ := Make(rec, Defaults(), someday)
		if got := p.Readiness.Chance != nil; got != (i >= 2) {
			t.Errorf("%d simulations: a chance is given: %v", i, got)
		}
		wantRule := i >= 3
		if p.Readiness.Gates[1].Met != wantRule {
			t.Errorf("%d simulations at 90 %%: rule met %v", i, p.Readiness.Gates[1].Met)
		}
		rec.Simulations = append(rec.Simulations, Simulation{Date: someday - 5 + civil.Date(i), Right: 81, Of: 90, Timed: true, ClosedBook: true, Source: "B"})
	}
	p, _ := Make(rec, Defaults(), someday)
	if p.Readiness.Verdict != "ready" {
		t.Errorf("four simulations at 90 %%: %q (%s)", p.Readiness.Verdict, p.Readiness.Say)
	}
}

func TestFaults(t *testing.T) {
	pos := fault.Pos{File: "content/plan.toml", Line: 2, Col: 13}
	for _, c := range []struct {
		name   string
		change func(*Record)
		want   string // code, "" = none
	}{
		{"the sample", func(*Record) {}, ""},
		{"before the last attempt", func(r *Record) { r.ExamDate = civil.Of(2026, 11, 1) }, "exam-passed"},
		{"the day of the last attempt", func(r *Record) { r.ExamDate = civil.Of(2026, 11, 2) }, ""},
		{"before the wait is over", func(r *Record) {
			second := r.Attempts[0]
			second.At.Date = someday - 3
			r.Attempts = append(r.Attempts, second)
			r.ExamDate = someday + 5
		}, "exam-before-window"},
		{"passed", func(r *Record) { r.ExamDate = someday - 2 }, "exam-passed"},
		{"after the version ends", func(r *Record) { r.Exam.RetiresOn = civil.Of(2027, 1, 10) }, "exam-after-window"},
		{"after the voucher", func(r *Record) { r.Voucher.Expires = civil.Of(2027, 1, 10) }, "exam-after-window"},
		{"retired", func(r *Record) { r.Exam.RetiresOn = someday - 9; r.ExamDate = 0 }, "exam-retired"},
		{"not yet offered", func(r *Record) { r.Exam.AvailableFrom = someday + 60 }, "exam-upcoming"},
		{"no hours", func(r *Record) { r.Availability.Days = [7][]civil.Window{} }, "no-hours"},
		{"away all the time", func(r *Record) { r.Away = []Away{{From: someday - 9, To: someday + 90}} }, "no-hours"},
		{"away on the day", func(r *Record) { r.Away = []Away{{From: r.ExamDate, To: r.ExamDate}} }, "exam-while-away"},
		{"an entry of tomorrow", func(r *Record) { r.Practice = []Practice{{Date: someday + 1, Domain: 1, Of: 5}} }, "future-entry"},
		{"an open wording", func(r *Record) {
			r.Exam.Policy.Count = policy.Unspecified
			r.Exam.Policy.Wait = []policy.Step{{After: 1, Wait: policy.Span{N: 40, Unit: "day"}}}
			r.ExamDate = civil.Of(2026, 11, 2) + 40
		}, "exam-may-be-early"},
	} {
		rec := sy0701()
		rec.ExamDatePos = pos
		c.change(&rec)
		_, faults := Make(rec, Defaults(), someday)
		var codes []string
		for _, f := range faults {
			codes = append(codes, f.Code)
		}
		if got := strings.Join(codes, " "); !strings.Contains(" "+got+" ", " "+c.want+" ") || c.want == "" && got != "" {
			t.Errorf("%s: faults %q, want %q", c.name, got, c.want)
		}
	}
}

func TestQuestionsAreReviewedNext(t *testing.T) {
	p, _ := Make(sy0701(), Defaults(), someday)
	var last Block
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Domain == 0 {
				continue
			}
			if last.Kind == Questions && (b.Kind != Review || b.Domain != last.Domain) {
				t.Fatalf("questions on domain %d (%s) are followed by %s on %d", last.Domain, last.Date, b.Kind, b.Domain)
			}
			last = b
		}
	}
}

func TestMinutesInWeakDomainsGoTwoTwoOne(t *testing.T) {
	rec := sy0701()
	rec.Exam.Formats = nil // no labs
	rec.Start = civil.Of(2026, 6, 1)
	rec.Attempts[0].At.Date = civil.Of(2026, 5, 30)
	p, _ := Make(rec, Defaults(), civil.Of(2026, 6, 1))
	byKind := map[Kind]float64{}
	weakest := p.Domains[p.Ranked[0]].N
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Domain == weakest {
				byKind[b.Kind] += float64(b.Minutes)
			}
		}
	}
	total := byKind[Questions] + byKind[Review] + byKind[Read]
	for kind, want := range map[Kind]float64{Questions: 0.4, Review: 0.4, Read: 0.2} {
		if got := byKind[kind] / total; math.Abs(got-want) > 0.06 {
			t.Errorf("%s takes %.2f of the minutes, want about %.1f (%v)", kind, got, want, byKind)
		}
	}
}

// What the pages show as hours is what the weeks deal out.
func TestWeeksDealOutTheBudget(t *testing.T) {
	rec := sy0701()
	rec.Practice = []Practice{{Date: someday - 9, Domain: 4, Right: 14, Of: 40, Conditions: "timed"}, {Date: someday - 4, Domain: 2, Right: 16, Of: 30, Conditions: "timed"}}
	p, _ := Make(rec, Defaults(), someday)
	dealt := map[int]int{}
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Date >= someday {
				dealt[b.Domain] += int(b.Minutes)
			}
		}
	}
	for _, d := range p.Domains {
		if off := dealt[d.N] - int(d.Minutes); off > 60 || off < -60 {
			t.Errorf("%s: budget %d min, weeks %d min", d.Name, d.Minutes, dealt[d.N])
		}
	}
}

// Six domains, percents for each: none may be left out, and none may have a review before questions.
func TestEveryDomainBelowTheTargetIsWorkedOn(t *testing.T) {
	rec := sy0701()
	rec.Start, rec.ExamDate, rec.Availability = 0, 0, Availability{FreeDays: -1}
	rec.Exam.Domains, rec.Exam.Formats = nil, nil
	rec.Attempts[0].ListsMissed, rec.Attempts[0].Missed = false, nil
	for i, w := range []float64{20, 20, 25, 10, 15, 10} {
		rec.Exam.Domains = append(rec.Exam.Domains, Domain{N: i + 1, Name: string(rune('A' + i)), Weight: w})
		rec.Attempts[0].Sections = append(rec.Attempts[0].Sections, Section{Domain: i + 1, Form: ByPercent, Value: []float64{45, 55, 36, 50, 27, 40}[i]})
	}
	p, _ := Make(rec, Defaults(), someday)
	first := map[int]Kind{}
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if first[b.Domain] == "" {
				first[b.Domain] = b.Kind
			}
		}
	}
	for _, d := range p.Domains {
		if first[d.N] == "" || first[d.N] == Review {
			t.Errorf("domain %d begins with %q", d.N, first[d.N])
		}
	}
	if n := p.Weeks[len(p.Weeks)-1].Blocks; len(n) == 0 || n[len(n)-1].Phase != "Taper" {
		t.Errorf("the last block is %+v", n)
	}
}

func TestAShortRunwayIsLight(t *testing.T) {
	rec := sy0701()
	rec.Start, rec.ExamDate = 0, someday+2
	p, _ := Make(rec, Defaults(), someday)
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Kind != LightReview {
				t.Errorf("%s: %s two days before the exam", b.Date, b.Kind)
			}
		}
	}
}

func TestAProposedDateHasRoomForTheSimulationsItAsksFor(t *testing.T) {
	rec := sy0701()
	rec.ExamDate, rec.Exam.Minutes = 0, 120
	rec.Availability = Availability{FreeDays: -1}
	p, _ := Make(rec, Defaults(), someday)
	sims := 0
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if b.Kind == Simulate {
				sims++
			}
		}
	}
	if sims < p.Settings.Streak {
		t.Errorf("%d simulations before %s: %v", sims, p.Date.Date, p.GivenUp)
	}
}

package study

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
)

// planOn is the plan of a record as of a day, with the default settings; errors among its faults end the test.
func planOn(t *testing.T, rec Record, today civil.Date) Plan {
	t.Helper()
	p, faults := Make(rec, Defaults(), today)
	if faults.Errors() > 0 {
		t.Fatalf("faults: %v", faults)
	}
	return p
}

// fullSims are simulations like the real exam, one every three days up to yesterday.
func fullSims(right ...int) []Simulation {
	var out []Simulation
	for i, n := range right {
		out = append(out, Simulation{Date: someday - civil.Date(3*(len(right)-i)) + 2, Source: "B", Form: string(rune('1' + i)), Right: n, Of: 90,
			Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1})
	}
	return out
}

func TestKeptCountsDaysOffOutside(t *testing.T) {
	rec := sy0701()
	home := planOn(t, rec, someday).Kept
	first, last := civil.Of(2026, 11, 9), civil.Of(2026, 11, 22)
	rec.Away = []Away{{From: first, To: last}}
	rec.Sessions = []Session{{Date: first + 1, Kind: Read, Minutes: 40}}
	p := planOn(t, rec, someday)
	days := map[civil.Date]bool{}
	for _, b := range blocksFrom(p.Weeks, 0) {
		if b.Date < someday {
			days[b.Date] = true
		}
		if first <= b.Date && b.Date <= last {
			t.Errorf("a block on %s, a day off", b.Date)
		}
	}
	if p.Kept.PlannedDays != len(days) || p.Kept.PlannedDays >= home.PlannedDays || p.Kept.MissedInARow >= home.MissedInARow {
		t.Errorf("%d planned days with blocks, counted %+v; without days off %+v", len(days), p.Kept, home)
	}
	for _, w := range p.Kept.Weeks {
		if from := p.Weeks[w.N-1].From; from >= first && from <= last && (w.PlannedDays != 0 || w.Planned != 0) {
			t.Errorf("week %d is all days off and is counted: %+v", w.N, w)
		}
	}
	if p.Kept.MadeUp != 0 {
		t.Error("an hour on a day off makes up for nothing, because nothing was missed that week")
	}
}

// drawPins are blocks that never move, each on a day of its own.
func drawPins(t *rapid.T, domains int) []Pin {
	var out []Pin
	for _, d := range rapid.SliceOfNDistinct(rapid.IntRange(-5, 30), 1, 4, rapid.ID[int]).Draw(t, "pinned days") {
		x := Pin{Date: someday + civil.Date(d), Start: civil.NoClock, Minutes: civil.Minutes(rapid.IntRange(10, 300).Draw(t, "minutes")), Fixed: true,
			Kind: rapid.SampledFrom([]Kind{Read, Lab, Questions, Review, Simulate}).Draw(t, "kind"), Task: "pinned"}
		if rapid.Bool().Draw(t, "at a time") {
			x.Start = civil.Clock(rapid.IntRange(6*60, 18*60).Draw(t, "start"))
		}
		if x.Kind != Simulate {
			x.Domain = rapid.IntRange(0, domains).Draw(t, "domain")
		}
		out = append(out, x)
	}
	return out
}

// withPins is a random record with pins; the exam is after them, and the plan begins before them.
func withPins(t *rapid.T) Record {
	rec := drawRecord(t)
	rec.Start = someday - civil.Date(rapid.IntRange(10, 60).Draw(t, "began"))
	rec.ExamDate = someday + civil.Date(rapid.IntRange(40, 120).Draw(t, "runway"))
	rec.Pins = drawPins(t, len(rec.Exam.Domains))
	return rec
}

func TestAPinnedBlockNeverMoves(t *testing.T) {
	stands := func(t *rapid.T, rec Record, what string) {
		blocks := blocksFrom(made(t, rec, someday).Weeks, 0)
		for _, x := range rec.Pins {
			n := 0
			for _, b := range blocks {
				if b.Pinned && b.Date == x.Date && b.Start == x.Start && b.Minutes == x.Minutes && b.Kind == x.Kind && b.Domain == x.Domain {
					n++
				}
			}
			if n != 1 {
				t.Fatalf("%s: %d blocks for the pin %+v", what, n, x)
			}
		}
		if n := len(slices.DeleteFunc(blocks, func(b Block) bool { return !b.Pinned })); n != len(rec.Pins) {
			t.Fatalf("%s: %d pinned blocks for %d pins", what, n, len(rec.Pins))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		rec := withPins(t)
		stands(t, rec, "as drawn")
		other := drawRecord(t)
		for _, c := range []struct {
			name   string
			change func(*Record)
		}{
			{"other practice", func(r *Record) {
				for _, p := range other.Practice {
					p.Domain = min(p.Domain, len(r.Exam.Domains))
					r.Practice = append(slices.Clone(r.Practice), p)
				}
			}},
			{"other simulations", func(r *Record) { r.Simulations = other.Simulations }},
			{"other sessions", func(r *Record) { r.Sessions = nil }},
			{"away on all those days", func(r *Record) { r.Away = []Away{{From: someday - 10, To: someday + 35}} }},
			{"another week", func(r *Record) { r.Availability = other.Availability }},
			{"another exam date", func(r *Record) { r.ExamDate += civil.Date(rapid.IntRange(-8, 60).Draw(t, "moved")) }},
		} {
			changed := rec
			c.change(&changed)
			stands(t, changed, c.name)
		}
	})
}

// A day may be above its caps only by what the learner pinned there.
func TestOverFullDaysAreImpossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := withPins(t)
		p := made(t, rec, someday)
		type day struct {
			all, planned civil.Minutes
			sat          bool
		}
		days := map[civil.Date]*day{}
		for _, b := range blocksFrom(p.Weeks, 0) {
			if days[b.Date] == nil {
				days[b.Date] = &day{}
			}
			d := days[b.Date]
			d.all += b.Minutes
			if !b.Pinned {
				d.planned += b.Minutes
			}
			d.sat = d.sat || b.Kind == Simulate
		}
		for date, d := range days {
			switch {
			case d.planned > 0 && int(d.all) > p.Settings.HardCap:
				t.Fatalf("%d minutes on %s, of which %d are planned", d.all, date, d.planned)
			case d.planned > 0 && !d.sat && int(d.all) > p.Settings.SoftCap:
				t.Fatalf("%d minutes of ordinary study on %s, of which %d are planned", d.all, date, d.planned)
			}
		}
	})
}

func TestTheDigestCountsFromMonday(t *testing.T) {
	monday := civil.Of(2026, 11, 23)
	rec := sy0701()
	for d := range civil.Date(14) {
		rec.Sessions = append(rec.Sessions, Session{Date: monday - 7 + d, Kind: Read, Domain: 1, Minutes: 10})
	}
	for d := range civil.Date(7) {
		since, days := monday, d+1
		if d == 0 {
			since, days = monday-7, 8
		}
		x := planOn(t, rec, monday+d).Digest
		if x == nil || x.Since != since || x.Numbers[0].Value != (10*civil.Minutes(days)).String() {
			t.Errorf("on %s: %+v, want since %s, %d sessions", (monday + d).Short(), x, since, days)
		}
	}
	if x := planOn(t, rec, rec.Start).Digest; x != nil {
		t.Errorf("on its first day a plan has nothing to look back on: %+v", x)
	}
	if x := planOn(t, rec, rec.Start+1).Digest; x == nil || x.Since != rec.Start {
		t.Errorf("in its first week it looks back to its first day: %+v", x)
	}
}

// What a digest says of the plan before is what that plan said itself.
func TestTheDigestComparesWithThePlanAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		rec.Start = someday - civil.Date(rapid.IntRange(1, 60).Draw(t, "began"))
		now := made(t, rec, someday)
		if now.Digest == nil {
			t.Fatal("no digest")
		}
		then := made(t, rec, now.Digest.Since-1)
		if now.Digest.Since == rec.Start {
			return // the plan of the day before did not know its start
		}
		var crossed []int
		for i, d := range now.Domains {
			if then.Domains[i].Points >= 0.05 && d.Points < 0.05 {
				crossed = append(crossed, d.N)
			}
		}
		if diff := cmp.Diff(crossed, now.Digest.Crossed); diff != "" {
			t.Fatal(diff)
		}
		verdicts := then.Readiness.Verdict != now.Readiness.Verdict
		if said := slices.ContainsFunc(now.Digest.Moved, func(s string) bool { return strings.HasPrefix(s, "The verdict changed") }); said != verdicts {
			t.Fatalf("%q then, %q now: %q", then.Readiness.Verdict, now.Readiness.Verdict, now.Digest.Moved)
		}
	})
}

func TestWaysOnAppearOnlyWhenMoreThanADayBehind(t *testing.T) {
	rec := sy0701()
	for _, b := range blocksFrom(planOn(t, rec, someday).Weeks, 0) {
		if b.Date < someday {
			rec.Sessions = append(rec.Sessions, Session{Date: b.Date, Kind: b.Kind, Domain: b.Domain, Minutes: b.Minutes})
		}
	}
	if p := planOn(t, rec, someday); p.Replan != nil || p.Kept.Planned == 0 {
		t.Fatalf("all done, and behind: %+v", p.Replan)
	}
	for len(rec.Sessions) > 0 {
		rec.Sessions = rec.Sessions[:len(rec.Sessions)-1]
		p := planOn(t, rec, someday)
		owed := p.Kept.Planned - p.Kept.Done
		day := civil.Minutes(0)
		days := map[civil.Date]bool{}
		for _, b := range blocksFrom(p.Weeks, p.Kept.From) {
			if b.Date <= someday+28 {
				day, days[b.Date] = day+b.Minutes, true
			}
		}
		day /= civil.Minutes(len(days))
		if got := p.Replan != nil; got != (owed > day) {
			t.Fatalf("%d minutes behind, a day of work is %d: ways on %v", owed, day, got)
		}
		if p.Replan != nil && (len(p.Replan.Choices) != 4 || p.Replan.Owed != owed || p.Replan.PerDay != day || p.Replan.Say == "") {
			t.Fatalf("%+v", p.Replan)
		}
	}
}

func TestADateBeforeTheProposalIsTooSoon(t *testing.T) {
	free := sy0701()
	free.ExamDate = 0
	proposed := planOn(t, free, someday).Date
	if !proposed.Proposed || proposed.TooSoon != "" {
		t.Fatalf("%+v", proposed)
	}
	for _, c := range []struct {
		name    string
		date    civil.Date
		tooSoon bool
	}{{"two weeks before", proposed.Date - 14, true}, {"in four days", someday + 4, true}, {"in three days", someday + 3, false}, {"tomorrow", someday + 1, false}, {"the same", proposed.Date, false}, {"a week after", proposed.Date + 7, false}} {
		rec := sy0701()
		rec.ExamDate = c.date
		d := planOn(t, rec, someday).Date
		if got := d.TooSoon != ""; got != c.tooSoon || got != (d.Better == proposed.Date) || d.Date != c.date {
			t.Errorf("%s: %+v; proposed %s", c.name, d, proposed.Date)
		}
		if c.tooSoon && !strings.HasPrefix(d.TooSoon, c.date.Medium()+" is too soon.") {
			t.Errorf("%s: %q", c.name, d.TooSoon)
		}
	}
}

// Three simulations in a row at the target are better evidence than what hours may bring.
func TestWhatSimulationsShowIsNotTooSoon(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = someday + 16
	rec.Practice = []Practice{{Date: someday - 1, Domain: 4, Right: 60, Of: 120, Conditions: "timed"}}
	if d := planOn(t, rec, someday).Date; !strings.Contains(d.TooSoon, "below the target") {
		t.Fatalf("by hours alone: %q", d.TooSoon)
	}
	rec.Simulations = fullSims(82, 81, 83)
	p := planOn(t, rec, someday)
	if !p.Readiness.Gates[1].Met || strings.Contains(p.Date.TooSoon, "target") {
		t.Errorf("%+v: %q", p.Readiness.Gates[1], p.Date.TooSoon)
	}
	if p.WhatIf.Own.Written.Rule == "able" {
		t.Errorf("%+v", p.WhatIf.Own)
	}
}

// A proposal that is another than on Monday says why; one that is the same says nothing.
func TestAProposalThatMovedSaysWhy(t *testing.T) {
	rec := sy0701()
	rec.ExamDate = 0
	if d := planOn(t, rec, someday).Date; d.Moved != "" {
		t.Errorf("%+v", d)
	}
	was := planOn(t, rec, someday.Monday()-1).Date.Date
	rec.Practice = []Practice{{Date: someday, Domain: 4, Right: 4, Of: 90, Conditions: "timed"}}
	if d := planOn(t, rec, someday).Date; d.Date <= was || !strings.HasPrefix(d.Moved, "It was "+was.Medium()+", and moved because") {
		t.Errorf("was %s: %+v", was, d)
	}
	rec.ExamDate = was
	if d := planOn(t, rec, someday).Date; d.Moved != "" {
		t.Errorf("a date of the learner's own: %+v", d)
	}
}

// A planned simulation that was sat keeps its day, and a plan of its own making is not scolded for a short phase.
func TestThePlanDoesNotScold(t *testing.T) {
	rec := sy0701()
	var day civil.Date
	for _, b := range blocksFrom(planOn(t, rec, rec.ExamDate-1).Weeks, rec.ExamDate-14) {
		if b.Kind == Simulate {
			day = b.Date
			break
		}
	}
	before := planOn(t, rec, day+1).Kept.KeptDays
	rec.Simulations = []Simulation{{Date: day, Source: "B", Of: 90, Right: 60, Minutes: 40, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1}}
	if after := planOn(t, rec, day+1).Kept.KeptDays; after != before+1 {
		t.Errorf("%d days kept with the simulation of %s, %d without", after, day, before)
	}
	rec = sy0701()
	rec.Practice = []Practice{{Date: someday - 1, Domain: 4, Right: 115, Of: 120, Conditions: "timed"}, {Date: someday - 1, Domain: 2, Right: 115, Of: 120, Conditions: "timed"}}
	rec.Start, rec.ExamDate = someday-1, 0
	p := planOn(t, rec, someday)
	rec.ExamDate = p.Date.Date
	short := func(p Plan) bool {
		return strings.Contains(strings.Join(p.GivenUp, " "), "for simulations; two to three weeks")
	}
	if short(p) || !short(planOn(t, rec, someday)) {
		t.Errorf("proposed %s: %q; the same day, written: %q", p.Date.Date, p.GivenUp, planOn(t, rec, someday).GivenUp)
	}
}

// The first days after a fail are fresh. Of an exam with one domain, a total says enough to work by.
func TestFreshAndWhole(t *testing.T) {
	for later, fresh := range map[civil.Date]bool{0: true, 3: true, 4: false} {
		if p := planOn(t, sy0701(), sy0701().Attempts[0].At.Date+later); p.Fresh != fresh {
			t.Errorf("%d days after: %v", later, p.Fresh)
		}
	}
	rec := Record{Exam: Exam{Code: "F", Questions: 40, Minutes: 60, Domains: []Domain{{N: 1, Name: "The whole exam", Weight: 100}}}, Availability: Availability{FreeDays: -1}}
	rec.Attempts = []Attempt{sitting(someday-2, Fail)}
	blind := func() bool {
		return strings.Contains(planOn(t, rec, someday).Readiness.Gates[3].Why, "Nothing is known")
	}
	if !blind() {
		t.Error("no total, and something is known")
	}
	rec.Attempts[0].Score = Score{Form: "raw", Value: 23, Max: 40, Pass: 26, HasPass: true}
	if blind() {
		t.Error("23 of 40, and nothing is known")
	}
}

func TestNoChanceFromAScaledScoreAlone(t *testing.T) {
	for _, value := range []float64{300, 700, 745} {
		rec := sy0701()
		rec.Attempts[0].Score.Value = value
		rec.Practice = []Practice{{Date: someday - 4, Domain: 2, Right: 50, Of: 50, Conditions: "timed"}}
		if c := planOn(t, rec, someday).Readiness.Chance; c != nil {
			t.Errorf("%v of 900 and no simulation: %+v", value, c)
		}
		rec.Simulations = fullSims(80)
		if c := planOn(t, rec, someday).Readiness.Chance; c != nil {
			t.Errorf("%v of 900 and one simulation: %+v", value, c)
		}
	}
	chance := func(value float64) Chance {
		rec := sy0701()
		rec.Attempts[0].Score.Value = value
		rec.Simulations = append([]Simulation{{Date: rec.Attempts[0].At.Date - 4, Source: "A", Right: 80, Of: 90, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1}}, fullSims(70, 72)...)
		p := planOn(t, rec, someday)
		if p.Readiness.Chance == nil {
			t.Fatal("two simulations count, and there is no chance")
		}
		return *p.Readiness.Chance
	}
	if diff := cmp.Diff(chance(300), chance(745)); diff != "" {
		t.Errorf("the scaled score moved the chance:\n%s", diff)
	}
}

func TestTheLearnersOwnGapIsReckonedWith(t *testing.T) {
	rec := sy0701()
	sat := rec.Attempts[0].At.Date
	rec.Attempts[0].Score = Score{Form: "percent", Value: 62, Pass: 70, HasPass: true}
	rec.Simulations = fullSims(74, 75, 76)
	without := planOn(t, rec, someday)
	if c := without.Readiness.Chance; c == nil || c.Own || without.Trials.Gap != nil {
		t.Fatalf("no simulation before the sitting: %+v", c)
	}
	for i := range civil.Date(3) {
		rec.Simulations = append(rec.Simulations, Simulation{Date: sat - 10 + 3*i, Source: "A", Right: 76, Of: 90, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1})
	}
	p := planOn(t, rec, someday)
	c, g := p.Readiness.Chance, p.Trials.Gap
	if c == nil || g == nil || !c.Own || c.Bias != g.Bias || len(g.Observed) != 1 || g.Bias >= 0 || g.Bias <= 62-100*76.0/90 {
		t.Fatalf("84 %% in practice, 62 %% in the exam: gap %+v, chance %+v", g, c)
	}
	if c.P >= without.Readiness.Chance.P || c.Lo > c.P || c.P > c.Hi {
		t.Errorf("practice flattered: %+v, without the gap %+v", c, without.Readiness.Chance)
	}
	rec.Simulations = rec.Simulations[:3]
	for i := range rec.Simulations { // before the sitting, but nothing like the exam
		rec.Simulations = append(rec.Simulations, Simulation{Date: sat - civil.Date(i) - 1, Right: 20, Of: 25, Timed: true, Anxiety: -1, Unanswered: -1})
	}
	if p := planOn(t, rec, someday); p.Trials.Gap != nil || p.Readiness.Chance.Own || len(p.Trials.Unused) == 0 {
		t.Errorf("short and open-book: gap %+v, unused %v", p.Trials.Gap, p.Trials.Unused)
	}
}

// What was forecast is what the plan of that day said, and no later day changes it.
func TestPastForecastsAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rec := drawRecord(t)
		rec.Exam.Questions = 90
		rec.Start = someday - civil.Date(rapid.IntRange(10, 60).Draw(t, "began"))
		rec.ExamDate = someday + 60
		for i := range rapid.IntRange(0, 9).Draw(t, "full simulations") {
			rec.Simulations = append(rec.Simulations, Simulation{Date: someday - 40 + civil.Date(4*i+rapid.IntRange(0, 3).Draw(t, "day")), Source: "F", Of: 90,
				Right: rapid.IntRange(50, 90).Draw(t, "right"), Timed: true, ClosedBook: true})
		}
		then := made(t, rec, someday)
		later := rec
		later.Simulations = append(slices.Clone(rec.Simulations), Simulation{Date: someday + 1, Source: "L", Of: 90, Right: rapid.IntRange(0, 90).Draw(t, "later"), Timed: true, ClosedBook: true})
		later.Practice = append(slices.Clone(rec.Practice), Practice{Date: someday + 1, Domain: 1, Of: 30, Right: rapid.IntRange(0, 30).Draw(t, "practised")})
		now := made(t, later, someday+civil.Date(rapid.IntRange(1, 30).Draw(t, "days later")))
		a, b := then.Trials, now.Trials
		if len(b.Track.Outcomes) < len(a.Track.Outcomes) || len(b.Told) < len(a.Told) {
			t.Fatalf("forgotten: %d of %d outcomes, %d of %d chances", len(b.Track.Outcomes), len(a.Track.Outcomes), len(b.Told), len(a.Told))
		}
		for i, o := range a.Track.Outcomes {
			if n := b.Track.Outcomes[i]; o.Expected != n.Expected || o.Inside != n.Inside || o.Came.Percent != n.Came.Percent {
				t.Fatalf("the forecast of %s was %+v, and is now %+v", o.On, o, n)
			}
		}
		for i, x := range a.Told {
			if n := b.Told[i]; n.On != x.On || n.Chance != x.Chance || x.Came != "" && (n.Came != x.Came || n.CameOn != x.CameOn) {
				t.Fatalf("the chance told on %s was %+v, and is now %+v", x.On, x, n)
			}
			was := made(t, rec, x.On-1)
			if c := was.Readiness.Chance; c == nil || *c != x.Chance {
				t.Fatalf("on the morning of %s the chance was %+v, and is kept as %+v", x.On, c, x.Chance)
			}
		}
	})
}

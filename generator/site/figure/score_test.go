package figure

import (
	"math"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/stat"
	"retake/generator/study"
)

// seat is a simulation of 90 questions that counts, unless the rule has a reason against it.
func seat(date string, right int, whyNot string) study.SimulationView {
	s := study.Simulation{Date: day(date), Source: "B", Right: right, Of: 90, Timed: whyNot != "not timed", ClosedBook: true, Seen: strings.HasPrefix(whyNot, "seen")}
	return study.SimulationView{Simulation: s, Percent: s.Percent(), WhyNot: whyNot, Qualifies: whyNot == ""}
}

func scoresWith(change func(*board.Board), views ...study.SimulationView) scores {
	return newScores(desk(func(bd *board.Board) {
		bd.Plan.FullSet = 90
		bd.Plan.Trials.Views = views
		change(bd)
	}).Board)
}

// TestOnePoint: one simulation is one point with its range; the level it gives is a band to today, pulled a little
// towards the pass mark.
func TestOnePoint(t *testing.T) {
	s := scoresWith(func(*board.Board) {}, seat("2026-11-22", 66, ""))
	p := s.points()
	if len(p) != 1 || p[0].Kind != "counted" || math.Abs(p[0].Y-73.3) > 0.05 || math.Abs(p[0].Lo-67.0) > 0.1 || math.Abs(p[0].Hi-78.9) > 0.1 || p[0].Text != "22 Nov: 66 of 90, 73\u00a0%" {
		t.Errorf("%+v", p)
	}
	// precision 1 / (1955.6/90 + 16) for 73.3, 1/64 for the pass mark of 70
	b := s.band()
	if len(b) != 2 || civil.Date(b[0].X) != day("2026-11-22") || civil.Date(b[1].X) != day("2026-11-25") {
		t.Fatalf("%+v", b)
	}
	for _, x := range b {
		if math.Abs(x.Y-72.1) > 0.05 || math.Abs(x.Lo-65.9) > 0.05 || math.Abs(x.Hi-78.3) > 0.05 {
			t.Errorf("%+v", x)
		}
	}
	if got, want := specimen.Plain(s.says()), "1 simulation that counts since 22 November 2026, 73 %; the target is 80 %."; got != want {
		t.Errorf("%q", got)
	}
	if sat := scoresWith(func(*board.Board) {}, seat("2026-11-25", 66, "")); sat.band() != nil {
		t.Error("one day has a course")
	}
}

// TestScoresSay: how many count, how they came out, and what is only shown.
func TestScoresSay(t *testing.T) {
	seen, low, high := seat("2026-11-21", 88, "seen before: good training, no evidence"), seat("2026-11-22", 66, ""), seat("2026-11-24", 74, "")
	none := func(*board.Board) {}
	for _, c := range []struct {
		views     []study.SimulationView
		change    func(*board.Board)
		says, key string
	}{
		{[]study.SimulationView{low, high}, none, "2 simulations that count since 22 November 2026, 73 to 82 %; the target is 80 %. Together they speak for a level of about 76 %, most likely 71 to 81 %.", "The line through a mark"},
		{[]study.SimulationView{seen, low}, none, "1 simulation that counts since 22 November 2026, 73 %; the target is 80 %. One more is shown and not counted.", "Filled marks count, hollow ones do not."},
		{[]study.SimulationView{seen, seen}, none, "2 simulations since 21 November 2026, 98 %; the target is 80 %. None of them counts today.", "Hollow marks do not count."},
		{[]study.SimulationView{seen, seen, low}, func(bd *board.Board) { bd.Plan.Readiness.Target = 0 }, "1 simulation that counts since 22 November 2026, 73 %. 2 more are shown and not counted.", ""},
	} {
		s := scoresWith(c.change, c.views...)
		if got := specimen.Plain(s.says()); got != c.says || !strings.HasPrefix(s.key(), c.key) {
			t.Errorf("%q\n%q", got, s.key())
		}
	}
}

// TestBandForgets: the level rests on those of the last days that count, and begins anew after a fail and after a gap.
func TestBandForgets(t *testing.T) {
	before := func(bd *board.Board) {
		bd.Plan.Diagnosis.Attempt.At.Date, bd.Plan.Today = day("2026-10-31"), day("2026-12-31")
	}
	s := scoresWith(before, seat("2026-10-20", 40, "before the last attempt"), seat("2026-11-10", 45, "older than 30 days"), seat("2026-11-12", 60, "not timed"), seat("2026-12-20", 81, ""))
	b := s.band()
	if len(b) != 2 || civil.Date(b[0].X) != day("2026-12-20") || civil.Date(b[1].X) != day("2026-12-31") {
		t.Fatalf("%+v", b)
	}
	if alone := s.terms.Level(s.counted); b[0].Y != alone.Mean || alone.N != 1 {
		t.Errorf("%+v and %+v", b, alone)
	}
	late := scoresWith(func(bd *board.Board) { before(bd); bd.Plan.Today = day("2027-03-01") }, seat("2026-12-20", 81, "older than 30 days"))
	if got := late.band(); got != nil {
		t.Errorf("nothing counts, and yet a level: %v", got)
	}
}

// TestBandIsTheLevel: the band ends where readiness says the level is.
func TestBandIsTheLevel(t *testing.T) {
	dk := made(t, false)
	c, b := dk.Plan.Readiness.Chance, newScores(dk.Board).band()
	if c == nil || len(b) != 3 {
		t.Fatalf("%+v and %+v", c, b)
	}
	if got, want := b[2].Y, c.Mean-c.Bias; math.Abs(got-want) > 1e-9 {
		t.Errorf("%g, but %g", got, want)
	}
}

// TestCountedOnTheDayOfThePass: months after a pass the chart still shows what counted then.
func TestCountedOnTheDayOfThePass(t *testing.T) {
	dk := made(t, true)
	s := newScores(dk.Board)
	if len(s.views) != 3 || len(s.counted) != 2 {
		t.Errorf("%d of %d", len(s.counted), len(s.views))
	}
	for _, v := range dk.Plan.Trials.Views {
		if v.Qualifies {
			t.Errorf("%s still counts", v.Date)
		}
	}
	from, to := s.span()
	if m := s.marks(from, to); len(m) != 2 || m[0].Text != "exam" || m[1].Text != "passed" {
		t.Errorf("%+v", m)
	}
	if p := s.sittings(); len(p) != 1 || p[0].Y != 81 {
		t.Errorf("%+v", p)
	}
}

// TestAScaledScoreIsNoPercent: only a score that counts questions or points becomes a point.
func TestAScaledScoreIsNoPercent(t *testing.T) {
	for _, c := range []struct {
		score study.Score
		want  float64 // below 0 is none
	}{
		{study.Score{Form: "scaled", Value: 72, Min: 0, Max: 100}, -1},
		{study.Score{Form: "scaled", Value: 721, Min: 100, Max: 900}, -1},
		{study.Score{Form: "percent", Value: 64}, 64},
		{study.Score{Form: "raw", Value: 45, Max: 60}, 75},
		{study.Score{Form: "points", Value: 33, Max: 60}, 55},
		{study.Score{Form: "points", Value: 33}, -1},
		{study.Score{Form: "percent", Value: math.NaN()}, -1},
		{study.Score{Form: "percent", Value: 640}, -1},
		{study.Score{}, -1},
	} {
		if y, ok := share(c.score); ok != (c.want >= 0) || ok && y != c.want {
			t.Errorf("%+v: %g, %v", c.score, y, ok)
		}
	}
}

// TestScoreSpan: an exam that is far away does not press the results together.
func TestScoreSpan(t *testing.T) {
	for exam, want := range map[string]string{"2027-01-16": "2027-01-16", "2027-09-01": "2026-11-25", "": "2026-11-25"} {
		s := scoresWith(func(bd *board.Board) {
			bd.Plan.Date = study.ExamDate{}
			if exam != "" {
				bd.Plan.Date.Date = day(exam)
			}
		}, seat("2026-11-22", 66, ""))
		if from, to := s.span(); to != day(want) || from != day("2026-11-20") { // the fail, two days before
			t.Errorf("%q: %s to %s", exam, from, to)
		}
	}
}

// TestManySimulations: of 200 none is drawn with a range, and what is drawn is still a chart.
func TestManySimulations(t *testing.T) {
	var views []study.SimulationView
	for i := range 200 {
		v := seat("2026-05-01", 50+i%35, "")
		v.Date += civil.Date(i)
		views = append(views, v)
	}
	s := scoresWith(func(bd *board.Board) { bd.Plan.Diagnosis.Attempt = nil }, views...)
	if p := s.points(); len(p) != 200 || p[7].Hi != 0 || p[7].Text != "" || strings.Contains(s.key(), "line through") {
		t.Errorf("%+v, %q", p[7], s.key())
	}
	b := s.band()
	last := s.terms.Level(views[len(views)-31:]) // those of the last 30 days, and the day 30 days before
	if len(b) != 201 && len(b) != 200 || math.Abs(b[199].Y-last.Mean) > 1e-9 || math.Abs(b[199].Hi-b[199].Y-stat.NormalQuantile(0.9)*last.SD) > 1e-9 {
		t.Errorf("%d days, %+v, %+v", len(b), b[199], last)
	}
	if c := Scores(s.Board); c == nil || len(c.Drawn) > 60000 {
		t.Error("too much")
	}
}

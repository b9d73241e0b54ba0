package proof

import (
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/view"
	"retake/generator/study"
	"retake/generator/trial"
)

func desk(change func(*board.Board)) *board.Desk {
	in := specimen.Board()
	change(&in)
	return &board.Desk{Board: &in, Path: "simulations.html"}
}

// TestNextSimulation: the page begins with the next simulation, or with why there is none.
func TestNextSimulation(t *testing.T) {
	planned := []study.PlannedSitting{{Date: specimen.Day("2026-12-29"), Start: 1140, Minutes: 90, Before: 18}, {Date: specimen.Day("2027-01-04"), Before: 12}}
	for _, c := range []struct {
		name, want string
		change     func(*board.Board)
	}{
		{"one is planned", "The next one is on Tuesday 29 December, in 34\u00a0days, at 19:00. It takes 1\u00a0h 30\u00a0min.", func(in *board.Board) { in.Plan.Trials.Planned = planned }},
		{"none fits", "None is planned before the exam. A free window", func(*board.Board) {}},
		{"the last days", "No more simulations", func(in *board.Board) { in.Plan.Today = specimen.Day("2027-01-14") }},
		{"no exam date", "once there is an exam date", func(in *board.Board) { in.Plan.Date = study.ExamDate{} }},
		{"after the exam", "The result of the exam comes first", func(in *board.Board) { in.Plan.Date.Passed, in.Plan.Trials.Planned = true, planned }},
		{"after a pass", "You passed.", func(in *board.Board) { in.Plan.Won, in.Plan.Trials.Planned = specimen.Day("2026-11-24"), planned }},
	} {
		if got := strings.ReplaceAll(Simulations(desk(c.change)).Lead, "1\u00a0h\u00a030", "1\u00a0h 30"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func sat(qualifies, above bool) study.SimulationView {
	return study.SimulationView{Simulation: study.Simulation{Date: specimen.Day("2026-11-21"), Source: "B", Right: 70, Of: 90, Timed: true, ClosedBook: true}, Percent: 77.8, Qualifies: qualifies, Above: above, WhyNot: map[bool]string{false: "seen before: good training, no evidence"}[qualifies]}
}

// TestCount: how many count, and how many in a row at the target.
func TestCount(t *testing.T) {
	no, low, high := sat(false, true), sat(true, false), sat(true, true)
	for _, c := range []struct {
		views []study.SimulationView
		want  string
	}{
		{nil, "None is logged yet."},
		{[]study.SimulationView{no, no}, "2 logged so far; none of them counts today."},
		{[]study.SimulationView{low}, "Of 1 logged, 1 counts today. In a row at the target of 80\u00a0%: 0 of the 3"},
		{[]study.SimulationView{high, low, high, no, high}, "Of 5 logged, 4 count today. In a row at the target of 80\u00a0%: 2 of the 3"},
		{[]study.SimulationView{high, high, high, high}, "3 of the 3"},
	} {
		v := Simulations(desk(func(in *board.Board) { in.Plan.Trials.Views = c.views }))
		if !strings.Contains(v.Count, c.want) {
			t.Errorf("%d logged: %q", len(c.views), v.Count)
		}
		if len(v.Sims) != len(c.views) || (v.Example == "") != (len(c.views) > 0) {
			t.Errorf("%d logged: %d shown, example %q", len(c.views), len(v.Sims), v.Example)
		}
	}
	if s := sim(no); s.Verdict != "shown, not counted" || !strings.HasPrefix(s.WhyNot, "Seen before") {
		t.Errorf("a form seen before: %+v", s)
	}
}

// TestSpacing: the days asked for, by hand: 0.30 x 18 x (18/7)^-0.35 = 3.9; 0.30 x 9 x (9/7)^-0.35 = 2.5; and never under 2.
func TestSpacing(t *testing.T) {
	dk := desk(func(in *board.Board) {
		in.Plan.Trials.Planned = []study.PlannedSitting{
			{Date: specimen.Day("2026-12-29"), Start: civil.NoClock, After: 38, Before: 18}, {Date: specimen.Day("2027-01-04"), Start: civil.NoClock, After: 6, Before: 12},
			{Date: specimen.Day("2027-01-11"), Start: 1140, After: 4, Before: 5, Pinned: true}, {Date: specimen.Day("2027-01-13"), Start: civil.NoClock, After: 2, Before: 3},
		}
	})
	rows := planned(dk).Rows
	for i, want := range []string{"", "by the rule about 4", "by the rule about 2", "by the rule about 2"} {
		if got := rows[i].Cells[0].Note; got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	if rows[0].Href != "weeks/06.html" || rows[0].Note != "" || rows[2].Note != "19:00, pinned by you" || rows[3].Cells[1].Value != "3\u00a0days" {
		t.Errorf("%+v", rows)
	}
}

// TestRules: what makes a simulation full when the exam's length is known, and when it is not.
func TestRules(t *testing.T) {
	for _, c := range []struct {
		questions int
		full      float64
		want      string
	}{{90, 90, "at least 81 of the exam’s 90"}, {65, 65, "at least 59 of the exam’s 65"}, {0, 40, "so 36 are enough"}, {0, 10, "so 9 are enough"}} {
		if got := rules(desk(func(in *board.Board) { in.Plan.Exam.Questions, in.Plan.FullSet = c.questions, c.full }))[0]; !strings.Contains(got, c.want) {
			t.Errorf("%d questions: %q", c.questions, got)
		}
	}
}

// TestExamples: what is to be copied into the log has the exam's own length; where that is not known, a usual one.
func TestExamples(t *testing.T) {
	for _, c := range []struct {
		questions, minutes int
		full               float64
		sim, pace          string
	}{
		{90, 90, 90, "right = 63\nof = 90\nminutes = 85", "minutes = 85\nquarters = [21, 41, 63, 85]"},
		{40, 60, 40, "right = 28\nof = 40\nminutes = 56", "minutes = 56\nquarters = [14, 28, 42, 56]"},
		{0, 120, 17, "right = 12\nof = 17\nminutes = 113", "minutes = 113\nquarters = [28, 55, 84, 113]"},
		{0, 0, 0, "right = 56\nof = 80\nminutes = 85", "minutes = 85\nquarters = [21, 41, 63, 85]"},
	} {
		in := specimen.Board()
		in.Plan.Exam.Questions, in.Plan.Exam.Minutes, in.Plan.FullSet = c.questions, civil.Minutes(c.minutes), c.full
		v := Simulations(&board.Desk{Board: &in})
		if !strings.Contains(v.Example, c.sim) || !strings.HasPrefix(v.Pace.Example, c.pace) {
			t.Errorf("%d questions in %d min: %q, %q", c.questions, c.minutes, v.Example, v.Pace.Example)
		}
	}
}

// TestPaceTable: a quarter over says by how much, one on time says its checkpoint, what is not written is a dash.
func TestPaceTable(t *testing.T) {
	x := trial.Sitting{Minutes: 90, Questions: 90}.Paces([]study.Simulation{
		{Date: specimen.Day("2026-11-14"), Of: 90, Minutes: 88, Timed: true, Unanswered: -1},
		{Date: specimen.Day("2026-11-21"), Of: 90, Timed: true, Unanswered: 2, Quarters: []civil.Minutes{20, 45, 60, 80}},
	}, specimen.Day("2026-11-25"), 3)
	rows := paceTable(x).Rows
	if len(rows) != 6 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, want := range []view.Fact{{Value: "20\u00a0min", Note: "on time (21\u00a0min)"}, {Value: "45\u00a0min", Note: "4\u00a0min over"}} { // 81 min x 1/4 = 20.25, x 2/4 = 40.5
		if got := rows[i].Cells; got[0].Value != "–" || got[1] != want {
			t.Errorf("quarter %d: %+v", i+1, got)
		}
	}
	if rows[4].Cells[0].Value != "59" || rows[5].Cells[0].Value != "–" || rows[5].Cells[1].Value != "2" {
		t.Errorf("%+v", rows[4:])
	}
}

// TestGapBelow: of a scaled fail nothing is known but the side, so no percent is shown.
func TestGapBelow(t *testing.T) {
	f := gap(desk(func(in *board.Board) {
		in.Plan.Trials.Gap = &trial.PracticeGap{Bias: -2, SD: 5, Lo: -8, Hi: 4, Observed: []trial.GapPair{
			{Date: specimen.Day("2026-10-31"), N: 2, Practice: 76, Below: true, What: "721 on a scale of 100 to 900", Pos: fault.Pos{File: "content/attempts.toml", Line: 5}},
		}}
		for range 9 {
			in.Plan.Trials.Unused = append(in.Plan.Trials.Unused, trial.Unused{Date: specimen.Day("2026-11-01"), Percent: 70, Real: 60, Why: "not timed"})
		}
	}))
	if c := f.Table.Rows[0].Cells; c[0].Value != "below 70\u00a0%" || c[2].Value != "not known" {
		t.Errorf("%+v", c)
	}
	if len(f.Left) != mostLeft+1 || f.Left[mostLeft] != "And 3 more." || f.Working.Lines[0].Value != "attempts.toml, line 5" {
		t.Errorf("%+v, %+v", f.Left, f.Working.Lines)
	}
}

func TestSigned(t *testing.T) {
	for x, want := range map[float64]string{0: "0", -0.4: "0", 0.4: "0", 3.2: "+3", -7.6: "−8"} {
		if got := signed(x); got != want {
			t.Errorf("%g: %q", x, got)
		}
	}
}

// TestChance: below two simulations that count no number is shown; above it, the range stands with it, and whose
// step from practice to the exam it is.
func TestChance(t *testing.T) {
	none := Readiness(desk(func(*board.Board) {}))
	if none.Chance != nil || none.Bar != nil || none.Needs != 1 || none.Expect != "" || len(none.Sims) != 1 {
		t.Errorf("with one simulation: %+v", none)
	}
	chance := study.Chance{P: 0.62, Lo: 0.41, Hi: 0.8, N: 2, Mean: 74, MeanLo: 65, MeanHi: 83, Bias: -3, Straying: 5, Assumes: "Assumes."}
	for _, own := range []bool{false, true} {
		if chance.Own = own; own {
			chance.Straying = 4.4 // after the learner's own exams
		}
		v := Readiness(desk(func(in *board.Board) {
			in.Plan.Readiness.Chance = &chance
			in.Plan.Trials.Gap = &trial.PracticeGap{SD: 4}
		}))
		if v.Chance.Value != "about 62\u00a0%" || v.Chance.Note != "between 41 and 80\u00a0%" || !strings.Contains(v.Expect, "65 to 83\u00a0%") || (v.Gap == "") != own {
			t.Errorf("own %v: %+v, %q, %q", own, v.Chance, v.Expect, v.Gap)
		}
		strays := map[bool]string{true: "give or take 4 points", false: "give or take 5 points"}[own]
		if got := v.Working.Inputs; got[1].Value != "77\u00a0%" || got[2].Value != "−3 points" || got[3].Value != strays {
			t.Errorf("own %v: %+v", own, got)
		}
	}
}

// TestStepWithoutChance: the step known from the learner's own exams is the same on this page as on that of the
// simulations, also while no chance rests on it.
func TestStepWithoutChance(t *testing.T) {
	dk := desk(func(in *board.Board) {
		in.Plan.Readiness.Chance = nil
		in.Plan.Trials.Gap = &trial.PracticeGap{Bias: -6, SD: 5, Lo: -13, Hi: 0, Observed: []trial.GapPair{{Date: specimen.Day("2026-10-31"), N: 2, Practice: 76, Below: true}}}
	})
	here, there := Readiness(dk).Working.Inputs[0], Simulations(dk).Gap.Working.Inputs[0]
	if here.Value != "−6 points" || here.Note != "your own" || there.Value != here.Value {
		t.Errorf("%+v here, %+v there", here, there)
	}
}

// TestTooSoon: a date that does not hold is said at the top, but not on the last days and not after the exam.
func TestTooSoon(t *testing.T) {
	for _, c := range []struct {
		today string
		won   bool
		shown bool
	}{{"2026-11-25", false, true}, {"2027-01-14", false, false}, {"2027-01-20", true, false}} {
		v := Readiness(desk(func(in *board.Board) {
			in.Plan.Today, in.Plan.Date.TooSoon = specimen.Day(c.today), "14 days are too few."
			if c.won {
				in.Plan.Won = specimen.Day("2027-01-16")
			}
		}))
		if (v.TooSoon != "") != c.shown {
			t.Errorf("%s: %q", c.today, v.TooSoon)
		}
	}
}

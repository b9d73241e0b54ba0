package proof

import (
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
	"retake/generator/trial"
)

// TestProgressLead: more, the same and less are all said plainly, with their ranges.
func TestProgressLead(t *testing.T) {
	for _, c := range []struct {
		then         float64
		lead, remark string
	}{
		{0.5, "went from about 50\u00a0% (", ""},
		{0.65, "is where it was: about 65\u00a0% of the questions (", "Work often shows"},
		{0.8, "to about 65\u00a0% (", "not lost ground"},
	} {
		v := Progress(desk(func(in *board.Board) {
			in.Plan.Distance = study.Distance{Since: specimen.Day("2026-11-20"), Days: 5}
			for i := range in.Plan.Domains {
				d := &in.Plan.Domains[i]
				d.Weight = []float64{30, 30, 40}[i]
				d.Belief = study.Belief{A: 13, B: 7, Mean: 0.65}
				d.Evening = study.Belief{A: 10 * c.then, B: 10 * (1 - c.then), Mean: c.then}
			}
		}))
		if !strings.Contains(v.Lead, c.lead) || !strings.HasPrefix(v.Lead, "Since the exam on Friday 20 November, 5\u00a0days ago") || (c.remark == "") != (v.Remark == "") || !strings.Contains(v.Remark, c.remark) {
			t.Errorf("%g: %q, %q", c.then, v.Lead, v.Remark)
		}
	}
	silent := func(in *board.Board) {
		in.Plan.Distance, in.Plan.Diagnosis.Diagnostic = study.Distance{Since: specimen.Day("2026-11-20"), Days: 5}, true
	}
	if v := Progress(desk(silent)); v.Whole != nil || !strings.HasPrefix(v.Lead, "Nothing is known about single domains yet") {
		t.Errorf("with nothing known: %q", v.Lead)
	}
	if v := Progress(desk(func(*board.Board) {})); v.Whole != nil || v.Moved != nil || !strings.Contains(v.Lead, "as you log it") {
		t.Errorf("without a report to compare with: %+v", v)
	}
}

// TestEvening: then is what was known on the evening of the exam, with its range; on that evening itself nothing has
// moved.
func TestEvening(t *testing.T) {
	known := func(days int, then float64) func(*board.Board) {
		return func(in *board.Board) {
			in.Plan.Distance = study.Distance{Since: in.Plan.Today - civil.Date(days), Days: days, Then: then}
			for i := range in.Plan.Domains {
				d := &in.Plan.Domains[i]
				d.Weight, d.Evening = []float64{30, 30, 40}[i], study.Belief{A: 10 * then, B: 10 * (1 - then), Mean: then, Lo80: then - 0.2, Hi80: then + 0.2}
				in.Plan.Distance.Domains = append(in.Plan.Distance.Domains, study.Moved{Domain: d.N, Then: then, Now: d.Belief.Mean})
			}
		}
	}
	v := Progress(desk(known(5, 0.7)))
	if v.Whole.Then != "70\u00a0%" || v.Whole.ThenRange == "" || v.Moved[0].ThenRange != "50 to 90\u00a0%" || !strings.Contains(v.Lead, "went from about 70\u00a0% (60 to 80\u00a0%) to about") {
		t.Errorf("%q, %+v", v.Lead, v.Whole)
	}
	if v = Progress(desk(known(5, 0.6))); v.Whole.ThenRange == "" || v.Moved[0].ThenRange != "40 to 80\u00a0%" {
		t.Errorf("%+v", v.Moved)
	}
	if v = Progress(desk(known(0, 0.7))); !strings.HasPrefix(v.Lead, "On the evening of the exam the estimate") || v.Remark != "" {
		t.Errorf("%q", v.Lead)
	}
}

// TestMoved: the change is the difference of the two numbers shown.
func TestMoved(t *testing.T) {
	bd := specimen.Board()
	for _, c := range []struct {
		then, now float64
		want      string
	}{{0.604, 0.716, "up 12 points"}, {0.6, 0.604, "as it was"}, {0.604, 0.606, "up 1 point"}, {0.7, 0.55, "down 15 points"}} {
		if got := moved(&bd, "x", "X", board.Share{Mean: c.then}, board.Share{Mean: c.now}); got.Change != c.want || got.Was != board.At(c.then) || got.Bar.Target != 160 {
			t.Errorf("%g to %g: %+v", c.then, c.now, got)
		}
	}
}

// TestKept: what was missed is counted, never scolded; what was made up is said.
func TestKept(t *testing.T) {
	k := study.Kept{From: specimen.Day("2026-11-02"), To: specimen.Day("2026-11-24"), PlannedDays: 7, KeptDays: 4, MadeUp: 2, Planned: 600, Done: 400,
		Weeks: []study.KeptWeek{{N: 1, PlannedDays: 7, KeptDays: 4, Planned: 600, Done: 400}}}
	in := specimen.Board()
	in.Plan.Kept = k
	for i := range 20 {
		in.Record.Sessions = append(in.Record.Sessions, study.Session{Pos: fault.Pos{File: "content/log.toml", Line: 10 * (i + 1)}, Date: specimen.Day("2026-11-03"), Minutes: 30})
	}
	dk := &board.Desk{Board: &in, Path: "progress.html"}
	f := kept(dk)
	if want := "Of 7\u00a0planned study days up to yesterday, you kept 4. 2 more were made up"; !strings.HasPrefix(f.Say, want) {
		t.Errorf("%q", f.Say)
	}
	if c := f.Table.Rows[0].Cells; c[0].Value != "4 of 7" || c[1].Value != "6\u00a0h\u00a040\u00a0min" || c[1].Note != "of 10\u00a0h planned" {
		t.Errorf("%+v", c)
	}
	if l := f.Working.Lines; len(l) != 13 || l[0].Value != "log.toml, line 200" || l[12].Name != "the newest 12 of 20" {
		t.Errorf("%+v", l)
	}
	in.Plan.Won = specimen.Day("2026-11-24")
	if f := kept(dk); strings.Contains(f.Say, "goes on from today") {
		t.Errorf("after a pass: %q", f.Say)
	}
	in.Plan.Kept = study.Kept{}
	if f := kept(dk); f.Table != nil || f.Working.Says != "" {
		t.Errorf("nothing planned yet: %+v", f)
	}
}

// TestPastForecasts: each stands beside what came, the newest first.
func TestPastForecasts(t *testing.T) {
	dk := desk(func(in *board.Board) {
		in.Plan.Trials.Track = trial.Track{Inside: 1, Of: 2, Outcomes: []trial.Outcome{
			{Expected: trial.Expected{N: 1, Lo: 60, Hi: 80}, Came: study.SimulationView{Simulation: study.Simulation{Date: specimen.Day("2026-11-14")}, Percent: 74}, Inside: true},
			{Expected: trial.Expected{N: 2, Lo: 64, Hi: 81}, Came: study.SimulationView{Simulation: study.Simulation{Date: specimen.Day("2026-11-21")}, Percent: 84}},
		}}
		in.Plan.Trials.Told = []study.Told{
			{On: specimen.Day("2026-11-09"), Chance: study.Chance{P: 0.3, Lo: 0.1, Hi: 0.5, N: 2}, Came: study.Fail, CameOn: specimen.Day("2026-11-12")},
			{On: specimen.Day("2026-11-23"), Chance: study.Chance{P: 0.7, Lo: 0.5, Hi: 0.8, N: 3}},
		}
	})
	rows := track(dk).Table.Rows
	if c := rows[0].Cells; c[0].Value != "64 to 81\u00a0%" || c[1].Value != "84\u00a0%" || c[2].Value != "no" || rows[1].Cells[2].Value != "yes" {
		t.Errorf("%+v", rows)
	}
	rows = told(dk).Table.Rows
	if rows[0].Cells[1].Value != "no exam since" || rows[1].Cells[1].Value != "not passed" || rows[1].Cells[1].Note != "12 November 2026" || rows[1].Cells[0].Value != "about 30\u00a0%" {
		t.Errorf("%+v", rows)
	}
}

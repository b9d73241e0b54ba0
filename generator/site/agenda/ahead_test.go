package agenda

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/outlook"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/words"
	"retake/generator/study"
)

// grid is a what-if of three dates, the middle one the plan's own, and three loads; rules[i][j] is the one
// that a cell breaks.
func grid(rules [3][3]string) study.WhatIf {
	said := map[string]string{
		"": "", outlook.Able: "about 77 %, below the target of 80 %", outlook.Load: "no free day in the week", outlook.Voucher: "the voucher expires on 10 January 2027",
		outlook.Legal: "the retake rule opens on 5 February 2027", outlook.Evident: "room for 1 of 3 full simulations",
	}
	w := study.WhatIf{Dates: []civil.Date{specimen.Day("2027-01-02"), specimen.Day("2027-01-16"), specimen.Day("2027-01-30")}, Loads: []float64{0.5, 1, 1.5}}
	for i, d := range w.Dates {
		var row []outlook.Cell
		for j, load := range w.Loads {
			row = append(row, outlook.Cell{Date: d, Load: load, PerWeek: civil.Minutes(443 * load), Hours: civil.Minutes(400 * float64(i+1) * load), Rule: rules[i][j], Broken: said[rules[i][j]], Range: outlook.Range{Mean: 0.77, Lo: 0.66, Hi: 0.88}})
		}
		w.Cells = append(w.Cells, row)
	}
	w.Own = outlook.Standing{Date: w.Dates[1], Written: w.Cells[1][1], Kept: w.Cells[1][1]}
	return w
}

// keptLess is a plan of which a third was kept, so that its date is judged by that, too.
func keptLess(p *study.Plan) { p.WhatIf.Own.Kept.Load = 0.33 }

// TestWhatHolds: the sentence above the grid answers for the plan as it stands, and then names the nearest that holds.
func TestWhatHolds(t *testing.T) {
	a, n, l, e := outlook.Able, outlook.Legal, outlook.Load, outlook.Evident
	for _, c := range []struct {
		name, want string
		rules      [3][3]string
		change     func(*study.Plan)
	}{
		{name: "it holds", rules: [3][3]string{{a, a, ""}, {a, "", ""}, {"", "", ""}},
			want: "Your date, 16 January 2027, holds with your hours as written: about 77 % (66 to 88 %) on the day."},
		{name: "it is proposed", rules: [3][3]string{{a, a, ""}, {a, "", ""}, {"", "", ""}}, change: func(p *study.Plan) { p.Date.Proposed = true },
			want: "The proposed date, 16 January 2027, holds with your hours as written: about 77 % (66 to 88 %) on the day."},
		{name: "less was kept", rules: [3][3]string{{a, a, ""}, {a, "", ""}, {"", "", ""}}, change: keptLess,
			want: "Your date, 16 January 2027, holds with your hours as written: about 77 % (66 to 88 %) on the day."},
		{name: "too soon for another reason", rules: [3][3]string{{a, a, ""}, {a, "", ""}, {"", "", ""}}, change: func(p *study.Plan) { p.Date.TooSoon = "Too soon." },
			want: "Your date, 16 January 2027, holds with your hours as written: about 77 % (66 to 88 %) on the day."},
		{name: "more hours or a later date", rules: [3][3]string{{a, a, a}, {a, a, ""}, {a, "", ""}},
			want: "Your date, 16 January 2027, does not hold with your hours as written: about 77 %, below the target of 80 %. With about 11 h a week it does. With your hours as written, 30 January 2027 is the first here that holds."},
		{name: "only more hours", rules: [3][3]string{{a, a, a}, {a, a, ""}, {a, a, ""}},
			want: "Your date, 16 January 2027, does not hold with your hours as written: about 77 %, below the target of 80 %. With about 11 h a week it does."},
		{name: "the rule opens later", rules: [3][3]string{{n, n, n}, {n, n, n}, {a, a, ""}},
			want: "Your date, 16 January 2027, does not hold: the retake rule opens on 5 February 2027. The first here that holds is 30 January 2027, with about 11 h a week."},
		{name: "nothing holds", rules: [3][3]string{{e, e, e}, {e, e, e}, {a, a, l}}, change: func(p *study.Plan) { p.Budget.Assumed = true },
			want: "Your date, 16 January 2027, does not hold: room for 1 of 3 full simulations. None of the dates below holds with any of these hours."},
		{name: "no date yet", rules: [3][3]string{{a, a, ""}, {a, "", ""}, {"", "", ""}}, change: func(p *study.Plan) { p.Date, p.WhatIf.Own = study.ExamDate{}, outlook.Standing{} },
			want: "With your hours as written, 16 January 2027 is the first here that holds."},
	} {
		in := specimen.Board()
		in.Plan.Budget.PerWeek, in.Plan.WhatIf = 443, grid(c.rules)
		if c.change != nil {
			c.change(&in.Plan)
		}
		v := whatIf(&in)
		if v.Says != words.Tidy(c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.name, v.Says, c.want)
		}
		if said := strings.Contains(v.Rule, "taken as kept in full"); said != strings.HasPrefix(c.name, "less was kept") {
			t.Errorf("%s: %s", c.name, v.Rule)
		}
	}
}

// TestWhatIfCells: a rule about the day is said once beside the date, every cell names its own rule in few words, and
// marks do not rest on colour.
func TestWhatIfCells(t *testing.T) {
	in := specimen.Board()
	in.Plan.Budget.PerWeek = 443
	in.Plan.WhatIf = grid([3][3]string{{outlook.Able, "", outlook.Load}, {outlook.Evident, outlook.Evident, outlook.Evident}, {outlook.Voucher, outlook.Voucher, outlook.Voucher}})
	in.Plan.Date.Better = specimen.Day("2027-01-30")
	v := whatIf(&in)
	var said []string
	for _, r := range v.Rows {
		for _, c := range r.Cells {
			said = append(said, c.Says)
			if c.Holds != (c.Says == "holds") || c.Own != (r.Mark == "your date" && c.Load == v.Loads[1].Value) || c.Range != words.Percents(0.66, 0.88) {
				t.Errorf("%s: %+v", r.Date, c)
			}
		}
	}
	if got, want := strings.Join(said, "; "), "below the target; holds; no free day in the week; too few simulations; too few simulations; too few simulations; after the voucher; after the voucher; after the voucher"; got != want {
		t.Errorf("cells say %q", got)
	}
	in.Plan.WhatIf.Cells[0][0].Range.Mean = 0.7961
	if got := whatIf(&in).Rows[0].Cells[0]; got.Forecast != "about 80"+words.NBSP+"%" || got.Says != "just below the target" {
		t.Errorf("a hair below the target of 80: %+v", got)
	}
	if v.Rows[0].Broken != "" || v.Rows[1].Broken != "Room for 1 of 3 full simulations" || v.Rows[1].Mark != "your date" || v.Rows[2].Broken != "The voucher expires on 10 January 2027" || v.Rows[2].Mark != "better" {
		t.Errorf("%+v", v.Rows)
	}
	if got := v.Loads[0].Value + " " + v.Loads[1].Value + " " + v.Rows[0].Cells[0].Hours; got != strings.ReplaceAll("3_h_45_min 7_h_23_min 3_h", "_", words.NBSP) {
		t.Errorf("hours are written %q", got)
	}
}

// TestWhatIfCaution: a waiting time that is not known is never passed over, and without hours there is no grid.
func TestWhatIfCaution(t *testing.T) {
	in := specimen.Board()
	in.Plan.WhatIf = grid([3][3]string{})
	if whatIf(&in) != nil {
		t.Error("a grid without hours")
	}
	in.Plan.Budget.PerWeek = 443
	for state, want := range map[policy.State]string{policy.Dated: "", policy.Unknown: "not known here", policy.Session: "fixed dates"} {
		in.Plan.Window.State = state
		v := whatIf(&in)
		if !strings.Contains(v.Caution, want) || want == "" && v.Caution != "" || strings.Contains(v.Rule, "retake rule") != (state != policy.Unknown) {
			t.Errorf("%s: %q, %q", state, v.Caution, v.Rule)
		}
	}
}

// TestKeptShare: the working says when a proposed date counts on less than all hours.
func TestKeptShare(t *testing.T) {
	in := specimen.Board()
	note := func() string {
		for _, f := range forecastWorking(&in).Inputs {
			if strings.HasPrefix(f.Name, "Planned time") {
				return f.Value + ": " + f.Note
			}
		}
		return ""
	}
	if got := note(); got != "" {
		t.Errorf("nothing was planned, and it says %q", got)
	}
	in.Plan.Kept = study.Kept{Planned: 1000, Done: 400}
	if got := note(); got != "40"+words.NBSP+"%: in the grid every load is taken as kept" {
		t.Errorf("not counted: %q", got)
	}
	in.Plan.WhatIf.Own = outlook.Standing{Date: in.Plan.Date.Date}
	keptLess(&in.Plan)
	if got := note(); !strings.Contains(got, "is judged by this share") {
		t.Errorf("counted: %q", got)
	}
}

// TestPinned: only what the learner set, and only what lies ahead.
func TestPinned(t *testing.T) {
	in := specimen.Board()
	block := study.Block{Start: 600, Minutes: 90, Kind: study.Lab, Domain: 2, Task: "Build the lab with A.", Pinned: true}
	for _, d := range []string{"2026-11-24", "2026-12-05"} {
		block.Date = specimen.Day(d)
		in.Plan.Weeks[0].Blocks = append(in.Plan.Weeks[0].Blocks, block)
	}
	block.Pinned = false
	in.Plan.Weeks[0].Blocks = append(in.Plan.Weeks[0].Blocks, block)
	v := Plan(&board.Desk{Board: &in, Path: "plan.html"})
	if len(v.Pinned) != 1 || v.Pinned[0] != board.Fact("Sat 5 Dec, 10:00–11:30", "Build the lab with A.", words.Tidy("1 h 30 min, lab, Security architecture")) {
		t.Errorf("%+v", v.Pinned)
	}
	if len(v.Away) != 1 || v.Away[0] != board.Fact("Thu 24 Dec to Sun 27 Dec", "family", "") {
		t.Errorf("%+v", v.Away)
	}
	in.Plan.Today = specimen.Day("2026-12-28")
	if away := away(&in); away != nil {
		t.Errorf("days off that are over: %+v", away)
	}
}

// TestDoneLines: the lines beside what is owed are those that were counted: together they come to the same.
func TestDoneLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := specimen.Board()
		today := in.Plan.Today
		minutes := rapid.IntRange(0, 90)
		at := rapid.IntRange(-30, 2)
		for i := range rapid.IntRange(0, 12).Draw(t, "entries") {
			pos, d, n := fault.Pos{File: "content/log.toml", Line: i + 1}, today+civil.Date(at.Draw(t, "day")), civil.Minutes(minutes.Draw(t, "minutes"))
			switch kind := rapid.SampledFrom([]study.Kind{study.Read, study.Questions, study.Simulate, "practice", "simulation"}).Draw(t, "kind"); kind {
			case "practice":
				in.Record.Practice = append(in.Record.Practice, study.Practice{Pos: pos, Date: d, Domain: 1, Of: 10, Minutes: n})
			case "simulation":
				in.Record.Simulations = append(in.Record.Simulations, study.Simulation{Pos: pos, Date: d, Of: rapid.IntRange(1, 90).Draw(t, "questions"), Minutes: n, Unanswered: -1, Anxiety: -1})
			default:
				in.Record.Sessions = append(in.Record.Sessions, study.Session{Pos: pos, Date: d, Kind: kind, Minutes: n})
			}
		}
		in.Record.Start, in.Record.ExamDate = today-30, today+60
		in.Plan.Exam.Questions = rapid.SampledFrom([]int{0, 17, 90}).Draw(t, "questions in the exam")
		in.Plan.Exam.Formats = rapid.SampledFrom([][]string{nil, {"lab"}}).Draw(t, "formats")
		in.Record.Exam = in.Plan.Exam
		for _, d := range in.Plan.Domains {
			in.Record.Exam.Domains = append(in.Record.Exam.Domains, d.Domain)
		}
		plan, _ := study.Make(in.Record, study.Defaults(), today)
		in.Plan.Length = plan.Length
		sum := civil.Minutes(0)
		for _, l := range doneLines(&in, plan.Kept.From, plan.Kept.To) {
			_, rest, _ := strings.Cut(l.Name, ": ")
			length, _, _ := strings.Cut(rest, ",")
			parts := strings.Split(length, words.NBSP)
			for i := 1; i < len(parts); i += 2 {
				n, err := strconv.Atoi(parts[i-1])
				if err != nil {
					t.Fatalf("%q is no time", length)
				}
				sum += civil.Minutes(n * map[string]int{"h": 60, "min": 1}[parts[i]])
			}
		}
		if sum != plan.Kept.Done {
			t.Fatalf("the lines come to %v, and %v was counted", sum, plan.Kept.Done)
		}
	})
}

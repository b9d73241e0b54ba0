package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/outlook"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/words"
	"retake/generator/study"
	"retake/generator/trial"
)

// TestResults: practice in a domain and its part of simulations are points by day; the estimates after the report and
// today stand beside them with their ranges.
func TestResults(t *testing.T) {
	in := func(bd *board.Board) {
		bd.Plan.Diagnosis.Strength = "weak"
		bd.Plan.Domains[1].Report = study.Belief{A: 6, B: 4, Mean: 0.6, Lo80: 0.4, Hi80: 0.79}
		bd.Record.Practice = []study.Practice{
			{Date: day("2026-11-24"), Domain: 2, Right: 14, Of: 20, Source: "A", Conditions: "timed"},
			{Date: day("2026-11-22"), Domain: 2, Right: 11, Of: 20, Source: "A"},
			{Date: day("2026-11-23"), Domain: 1, Right: 20, Of: 20},
			{Date: day("2026-11-25"), Domain: 2, Right: 19, Of: 20, Source: "A", Seen: true},
			{Date: day("2026-11-26"), Domain: 2, Right: 1, Of: 20}, // tomorrow
			{Date: day("2026-11-25"), Domain: 2},                   // of nothing
		}
		bd.Plan.Trials.Views = []study.SimulationView{seat("2026-11-23", 66, "")}
		bd.Plan.Trials.Views[0].Domains = []study.Tally{{Domain: 1, Right: 3, Of: 30}, {Domain: 2, Right: 18, Of: 30}}
	}
	bd := desk(in).Board
	d := bd.Plan.Domains[1]
	list := resultsOf(bd, 2)
	var got []string
	for _, p := range append(resultPoints(list), estimates(bd, d, list[0].date)...) {
		got = append(got, civil.Date(p.X).String()[8:]+" "+words.Whole(p.Y)+" "+p.Kind)
	}
	if want := "22 55 counted, 23 60 counted, 24 70 counted, 25 95 aside, 20 60 plan, 25 65 plan"; strings.Join(got, ", ") != want {
		t.Errorf("%v", got)
	}
	c := Results(bd, d)
	if got, want := specimen.Plain(c.Says), "4 results since 22 November 2026, 55 to 95 %. Today’s estimate is about 65 %, most likely 55 to 75 %; the target is 80 %."; got != want {
		t.Errorf("%q", got)
	}
	if r := c.Table.Rows; len(r) != 4 || r[0].Text != "Wed 25 Nov" || r[0].Cells[1].Note != "seen before" || r[2].Note != "part of a simulation, timed" || r[3].Note != "A, open" {
		t.Errorf("%+v", r)
	}
	if !strings.HasSuffix(c.Key, "Hollow: seen before, not counted. Diamonds are the estimates after the report and at the end, with their ranges.") {
		t.Errorf("%q", c.Key)
	}
	bd.Plan.Diagnosis.Attempt.At.Date = day("2026-06-01") // far from what is drawn
	if known := estimates(bd, d, list[0].date); len(known) != 1 || civil.Date(known[0].X) != bd.Plan.Today {
		t.Errorf("%+v", known)
	}
	if c := Results(bd, bd.Plan.Domains[2]); c != nil {
		t.Errorf("a chart of nothing: %+v", c)
	}
}

// TestManyResults: the newest stand for all.
func TestManyResults(t *testing.T) {
	bd := desk(func(bd *board.Board) {
		for i := range 400 {
			bd.Record.Practice = append(bd.Record.Practice, study.Practice{Date: day("2026-11-25") - civil.Date(i), Domain: 1, Right: 10, Of: 20})
		}
	}).Board
	c := Results(bd, bd.Plan.Domains[0])
	if !strings.HasSuffix(c.Key, "The bar at the end is the estimate, with its range.") {
		t.Errorf("%q", c.Key)
	}
	if len(c.Table.Rows) != mostResults || !strings.HasPrefix(specimen.Plain(c.Says), "The newest 120 of 400 results since 29 July 2026, 50 %.") {
		t.Errorf("%d rows, %q", len(c.Table.Rows), c.Says)
	}
}

// TestWeights: where an hour does most is named; where all weigh alike there is nothing to set against each other.
func TestWeights(t *testing.T) {
	heavy := func(bd *board.Board) { bd.Plan.Domains[0].Weight, bd.Plan.Domains[1].Weight = 40, 20 }
	c := Weights(desk(heavy).Board)
	if got, want := specimen.Plain(c.Says), "Most is to be won in Security architecture, with a weight of 20 % and about 65 % of its questions right; the target is 80 %."; got != want { // first in rank
		t.Errorf("%q", got)
	}
	if n := strings.Count(string(c.Drawn), "<title>"); n != 3 {
		t.Errorf("%d spots", n)
	}
	won := Weights(desk(func(bd *board.Board) { heavy(bd); bd.Plan.Won = bd.Plan.Today }).Board)
	if got, want := specimen.Plain(won.Says), "The estimates lie at 55 to 75 % of the questions. Most weighs Security concepts, with a weight of 40 % and about 55 % of its questions right."; got != want {
		t.Errorf("%q", got)
	}
	for name, change := range map[string]func(*board.Board){
		"all alike":   func(*board.Board) {},
		"two domains": func(bd *board.Board) { heavy(bd); bd.Plan.Domains = bd.Plan.Domains[:2] },
		"not known":   func(bd *board.Board) { heavy(bd); bd.Plan.Diagnosis.Diagnostic = true },
	} {
		if c := Weights(desk(change).Board); c != nil {
			t.Errorf("%s: %q", name, c.Says)
		}
	}
}

// TestHoursAddUp: the rows of the table sum to its last row, and that to the plan's totals, whatever is logged.
func TestHoursAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := specimen.Board()
		in.Plan.Budget.Total, in.Plan.Budget.Domains = 0, 0
		minutes := rapid.IntRange(0, 900)
		for i := range in.Plan.Domains {
			d := &in.Plan.Domains[i]
			d.Minutes, d.Spent = civil.Minutes(minutes.Draw(t, "planned")), civil.Minutes(minutes.Draw(t, "spent"))
			in.Plan.Budget.Domains += d.Minutes
		}
		in.Plan.Budget.Total = in.Plan.Budget.Domains + civil.Minutes(minutes.Draw(t, "rest"))
		in.Plan.Weeks[0].Done = civil.Minutes(minutes.Draw(t, "done"))
		c := Hours(&board.Desk{Board: &in, Path: "plan.html"})
		if c == nil {
			if in.Plan.Budget.Total+in.Plan.Weeks[0].Done > 0 {
				t.Fatal("time, and no chart of it")
			}
			return
		}
		var sums [2]civil.Minutes
		last := len(c.Table.Rows) - 1
		for i, r := range c.Table.Rows {
			for j, cell := range r.Cells {
				if i < last {
					sums[j] += read(t, cell.Value)
				} else if sums[j] != read(t, cell.Value) {
					t.Fatalf("%v, but %+v", sums, r)
				}
			}
		}
		if sums[0] != in.Plan.Budget.Total || sums[1] < in.Plan.Weeks[0].Done {
			t.Fatalf("%v of %v and %v", sums, in.Plan.Budget.Total, in.Plan.Weeks[0].Done)
		}
	})
}

// read is a time as it is written in a table.
func read(t interface{ Fatalf(string, ...any) }, s string) (sum civil.Minutes) {
	parts := strings.Split(s, words.NBSP)
	for i := 1; i < len(parts); i += 2 {
		n, err := strconv.Atoi(parts[i-1])
		if err != nil {
			t.Fatalf("%q is no time", s)
		}
		sum += civil.Minutes(n * map[string]int{"h": 60, "min": 1}[parts[i]])
	}
	return sum
}

// TestHoursDrawn: a bar is as long as what is spent and planned together, and filled as far as it is spent.
func TestHoursDrawn(t *testing.T) {
	dk := desk(func(bd *board.Board) {
		bd.Plan.Budget.Total, bd.Plan.Budget.Domains = 900, 720
	})
	rows, _ := hours(dk)
	var got []string
	for _, p := range pairs(rows, false) {
		got = append(got, fmt.Sprintf("%s %.1f of %.1f: %s, %s", p.Name, p.Done, p.Planned, p.DoneText, p.PlannedText))
	}
	want := []string{
		"3 Security operations 1.3 of 6.3: 1 h 20 min, 5 h", "2 Security architecture 0.7 of 4.7: 40 min, 4 h", "1 Security concepts 0.0 of 3.0: none yet, 3 h",
		"Not tied to one domain 0.0 of 3.0: none yet, 3 h",
	}
	if s := specimen.Plain(strings.Join(got, "; ")); s != strings.Join(want, "; ") {
		t.Errorf("%s", s)
	}
	if p := pairs(rows, true)[2]; p.Planned != 0 || p.PlannedText != "" || p.DoneText != "none" {
		t.Errorf("%+v", p)
	}
}

// TestHoursSay: where most of the time goes, and where most went.
func TestHoursSay(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(*board.Board)
	}{
		{"both", "Of 15 h ahead, most goes to Security operations: 5 h. Of 2 h spent, most went to Security operations: 1 h 20 min.", func(*board.Board) {}},
		{"nothing logged", "Of 15 h ahead, most goes to Security operations: 5 h. Nothing is logged yet.", func(bd *board.Board) { bd.Plan.Domains[1].Spent, bd.Plan.Domains[2].Spent = 0, 0 }},
		{"mixed only", "Of 15 h ahead, most goes to Security operations: 5 h. The 40 min spent are tied to no single domain.", func(bd *board.Board) {
			bd.Plan.Domains[1].Spent, bd.Plan.Domains[2].Spent, bd.Plan.Weeks[0].Done = 0, 0, 40
		}},
		{"after a pass", "Of 2 h spent, most went to Security operations: 1 h 20 min.", func(bd *board.Board) { bd.Plan.Won = bd.Plan.Today }},
	} {
		dk := desk(func(bd *board.Board) {
			bd.Plan.Budget.Total, bd.Plan.Budget.Domains = 900, 720
			c.change(bd)
		})
		if got := Hours(dk); specimen.Plain(got.Says) != c.want {
			t.Errorf("%s: %q", c.name, got.Says)
		}
	}
}

// TestForecast: the own hours along the dates of the grid; the sentence says from when on the target is reached.
func TestForecast(t *testing.T) {
	grid := func(means ...float64) func(*board.Board) {
		return func(bd *board.Board) {
			bd.Plan.Budget.PerWeek, bd.Plan.WhatIf.Loads = 450, []float64{0.5, 1}
			for i, m := range means {
				d := day("2027-01-02") + civil.Date(14*i)
				c := outlook.Cell{Date: d, Load: 1, Range: outlook.Range{Mean: m, Lo: m - 0.1, Hi: m + 0.1}}
				if m < 0.8 {
					c.Rule, c.Broken = "able", "the forecast is below the target"
				}
				bd.Plan.WhatIf.Dates = append(bd.Plan.WhatIf.Dates, d)
				bd.Plan.WhatIf.Cells = append(bd.Plan.WhatIf.Cells, []outlook.Cell{{Date: d, Load: 0.5}, c})
			}
		}
	}
	for _, c := range []struct {
		means     []float64
		says, key string
	}{
		{[]float64{0.78, 0.82}, "With your hours as written, about 78 % of the questions may be expected on 2 January 2027 and about 82 % on 16 January 2027; the first here to reach the target of 80 % is 16 January 2027.", "Filled: the date holds. Hollow:"},
		{[]float64{0.7, 0.72}, "With your hours as written, about 70 % of the questions may be expected on 2 January 2027 and about 72 % on 16 January 2027; none of these dates reaches the target of 80 %.", "Hollow: something speaks"},
		{[]float64{0.81, 0.82}, "With your hours as written, about 81 % of the questions may be expected on 2 January 2027 and about 82 % on 16 January 2027; all of these dates reach the target of 80 %.", "The band"},
	} {
		got := Forecast(desk(grid(c.means...)).Board)
		if specimen.Plain(got.Says) != c.says || !strings.HasPrefix(got.Key, c.key) {
			t.Errorf("%q\n%q", got.Says, got.Key)
		}
		if !strings.Contains(string(got.Drawn), "your date") || strings.Count(string(got.Drawn), "<title>") != 2 {
			t.Errorf("%s", got.Drawn)
		}
	}
	if c := Forecast(desk(grid(0.8)).Board); c != nil {
		t.Error("one date is no course")
	}
	if c := Forecast(desk(func(bd *board.Board) { grid(0.8, 0.9)(bd); bd.Plan.Budget.PerWeek = 0 }).Board); c != nil {
		t.Error("no hours, and what they bring")
	}
}

// TestCalendar: what a day holds, and how it is said.
func TestCalendar(t *testing.T) {
	bd := desk(func(bd *board.Board) {
		bd.Record.Attempts = []study.Attempt{{At: civil.Instant{Date: day("2026-11-20")}, Result: study.Fail}, {At: civil.Instant{Date: day("2026-11-23")}, Result: study.NoShow}}
		bd.Plan.Weeks[4].Away = bd.Record.Away
		bd.Plan.Weeks[6].Blocks[0].Kind = study.Simulate
		bd.Record.Sessions = []study.Session{{Date: day("2026-11-24"), Kind: study.Read, Minutes: 40}, {Date: day("2026-11-24"), Kind: study.Questions, Minutes: 30}}
		bd.Record.Practice = []study.Practice{{Date: day("2026-11-24"), Right: 1, Of: 2, Minutes: 25}, {Date: day("2026-11-25"), Right: 1, Of: 2, Minutes: 25}}
	}).Board
	c := calendarOf(bd)
	if len(c.Days) != 55 || c.Today != day("2026-11-25") {
		t.Fatalf("%d days", len(c.Days))
	}
	for date, want := range map[string]string{
		"2026-11-23": "Mon 23 Nov: 50 min planned",
		"2026-11-24": "Tue 24 Nov: 1 h 10 min done, 50 min planned", // the session covers the practice
		"2026-11-25": "Wed 25 Nov: 25 min done, 50 min planned",
		"2026-11-29": "",
		"2026-12-24": "Thu 24 Dec: day off",
		"2027-01-04": "Mon 4 Jan: full simulation, 50 min planned",
		"2027-01-16": "Sat 16 Jan: the exam",
	} {
		if got := specimen.Plain(c.Days[day(date)-c.Days[0].Date].Text); got != want {
			t.Errorf("%s: %q", date, got)
		}
	}
	if got, want := specimen.Plain(sessionsSay(bd, c.Days)), "Since 23 November 2026, 2 days with study, 1 h 35 min in all. From today on, 42 days with 35 h planned."; got != want {
		t.Errorf("%q", got)
	}
	full := "A box is a day with study, planned or done: the stronger its colour, the more was done. A ring is a full simulation. " +
		"A diamond is the exam ahead. A dash is a day off. A dot is a day without study. The thick frame is today."
	if got := sessionsKey(c); got != full {
		t.Errorf("%q", got)
	}
	c.Today, c.Days = 0, c.Days[:6]
	if got, want := sessionsKey(c), "A box is a day with study, planned or done: the stronger its colour, the more was done."; got != want {
		t.Errorf("%q", got)
	}
}

// TestCalendarIsThePlans: what was done by day adds up to what the plan says of its weeks, and each day is told.
func TestCalendarIsThePlans(t *testing.T) {
	for _, won := range []bool{false, true} {
		dk := made(t, won)
		rows := sessionsTable(dk, calendarOf(dk.Board).Days).Rows
		for _, w := range dk.Plan.Weeks {
			if len(rows) == 0 || rows[0].Text != fmt.Sprintf("Week %d", w.N) {
				t.Fatalf("week %d is not there", w.N)
			}
			if done, planned := read(t, rows[0].Cells[0].Value), read(t, rows[0].Cells[1].Value); done != w.Done || planned != w.Planned {
				t.Errorf("week %d: %v done of %v, but %v of %v", w.N, done, planned, w.Done, w.Planned)
			}
			done, planned := civil.Minutes(0), civil.Minutes(0)
			for rows = rows[1:]; len(rows) > 0 && rows[0].Href == ""; rows = rows[1:] {
				done, planned = done+read(t, rows[0].Cells[0].Value), planned+read(t, rows[0].Cells[1].Value)
			}
			if done != w.Done || planned != w.Planned {
				t.Errorf("the days of week %d: %v done of %v, but %v of %v", w.N, done, planned, w.Done, w.Planned)
			}
		}
		if len(rows) > 0 {
			t.Errorf("%d rows are of no week", len(rows))
		}
	}
}

// TestPace: the last simulations with all four quarters, as long as the newest, which is told.
func TestPace(t *testing.T) {
	run := func(date string, of int, used ...civil.Minutes) trial.Pace {
		p := trial.Pace{Simulation: study.Simulation{Date: day(date), Of: of}, Given: 60}
		for _, u := range used {
			p.Quarters = append(p.Quarters, trial.Quarter{Used: u})
		}
		return p
	}
	bd := desk(func(bd *board.Board) {
		bd.Plan.Trials.Paces = &trial.Paces{Last: []trial.Pace{run("2026-11-07", 45, 10, 20, 30, 40), run("2026-11-14", 90, 30, 50, 70, 90), run("2026-11-21", 90, 22, 44, 66, 84), run("2026-11-24", 90, 20, 40)}}
	}).Board
	c := Pace(bd)
	if got, want := specimen.Plain(c.Says), "On 21 Nov, half of the 90 questions took 44 min and all of them 1 h 24 min; the time is 1 h 30 min."; got != want {
		t.Errorf("%q", got)
	}
	if d := string(c.Drawn); !strings.Contains(d, "21 Nov") || !strings.Contains(d, "14 Nov") || strings.Contains(d, "7 Nov") || strings.Contains(d, "24 Nov") {
		t.Errorf("%s", d)
	}
	bd.Plan.Trials.Paces.Last = bd.Plan.Trials.Paces.Last[3:]
	if c := Pace(bd); c != nil {
		t.Errorf("half a course: %q", c.Says)
	}
}

// TestAnyLog: whatever is logged, charts are drawn without a number that is none.
func TestAnyLog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dk := desk(func(bd *board.Board) {
			bd.Plan.FullSet = 90
			for range rapid.IntRange(0, 12).Draw(t, "simulations") {
				v := seat("2026-06-01", rapid.IntRange(0, 90).Draw(t, "right"), rapid.SampledFrom([]string{"", "not timed", "seen before: good training, no evidence"}).Draw(t, "why"))
				v.Date += civil.Date(rapid.IntRange(0, 170).Draw(t, "day"))
				bd.Plan.Trials.Views = append(bd.Plan.Trials.Views, v)
			}
			for i := 1; i < len(bd.Plan.Trials.Views); i++ { // by date
				bd.Plan.Trials.Views[i].Date = max(bd.Plan.Trials.Views[i].Date, bd.Plan.Trials.Views[i-1].Date)
			}
			bd.Plan.Readiness.Target = float64(rapid.IntRange(0, 100).Draw(t, "target"))
			for i := range bd.Plan.Domains {
				bd.Plan.Domains[i].Weight = rapid.Float64Range(0, 100).Draw(t, "weight")
			}
			if rapid.Bool().Draw(t, "won") {
				bd.Plan.Won = bd.Plan.Today - civil.Date(rapid.IntRange(0, 5).Draw(t, "ago"))
			}
		})
		for name, c := range all(dk) {
			if text := c.Says + c.Key + string(c.Drawn); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") || c.Drawn == "" {
				t.Fatalf("%s: %s", name, text)
			}
		}
		if s := newScores(dk.Board); len(s.views) > 0 {
			for _, p := range s.band() {
				if !(p.Lo <= p.Y && p.Y <= p.Hi) || math.IsNaN(p.Y) {
					t.Fatalf("%+v", p)
				}
			}
		}
	})
}

package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/chart"
	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
	"retake/generator/tally"
	"retake/generator/trial"
)

// Sessions is every day of the plan with what was planned and done on it; nil before anything is behind.
func Sessions(dk *board.Desk) *view.Chart {
	p := dk.Plan
	if len(p.Weeks) == 0 {
		return nil
	}
	c := calendarOf(dk.Board)
	behind := func(d chart.Day) bool { return d.Date < p.Today && (d.Planned > 0 || d.Done > 0) || d.Done > 0 }
	if !slices.ContainsFunc(c.Days, behind) {
		return nil
	}
	v := &view.Chart{Title: "Day by day", Says: sessionsSay(dk.Board, c.Days), Key: sessionsKey(c), Table: sessionsTable(dk, c.Days)}
	c.Words = told("sessions", v, "A calendar with a sign for each day, a column for each week.")
	return drawn(v, c)
}

// sessionsKey says what the signs are, as far as there are any.
func sessionsKey(c chart.Calendar) string {
	empty := func(d chart.Day) bool { return d.Planned == 0 && d.Done == 0 && d.Mark == "" }
	say := "A box is a day with study, planned or done: the stronger its colour, the more was done."
	for _, sign := range []struct {
		says string
		on   func(chart.Day) bool
	}{
		{" A ring is a full simulation.", func(d chart.Day) bool { return d.Mark == "simulation" }},
		{" A square is an exam that was sat.", func(d chart.Day) bool { return d.Mark == "sat" }},
		{" A diamond is the exam ahead.", func(d chart.Day) bool { return d.Mark == "exam" }},
		{" A dash is a day off.", func(d chart.Day) bool { return d.Off && empty(d) }},
		{" A dot is a day without study.", func(d chart.Day) bool { return !d.Off && empty(d) }},
		{" The thick frame is today.", func(d chart.Day) bool { return d.Date == c.Today }},
	} {
		if slices.ContainsFunc(c.Days, sign.on) {
			say += sign.says
		}
	}
	return say
}

// calendarOf are the days from the first week of the plan to the last.
func calendarOf(bd *board.Board) chart.Calendar {
	p := bd.Plan
	from, to := p.Weeks[0].From, p.Weeks[len(p.Weeks)-1].To
	c := chart.Calendar{Days: make([]chart.Day, max(0, int(to-from)+1)), Months: months, Weekdays: weekdays}
	if p.Won == 0 {
		c.Today = p.Today
	}
	done := doneByDay(bd)
	for i := range c.Days {
		d := from + civil.Date(i)
		c.Days[i] = chart.Day{Date: d, Done: float64(done[d])}
	}
	at := func(d civil.Date) *chart.Day {
		if d < from || d > to {
			return new(chart.Day)
		}
		return &c.Days[d-from]
	}
	for _, w := range p.Weeks {
		weekOf(w, p.Today, at)
	}
	marked(bd, at)
	for i := range c.Days {
		c.Days[i].Text = dayText(c.Days[i])
	}
	return c
}

// weekOf sets what is planned in a week, and the days off that touch it.
func weekOf(w study.Week, today civil.Date, at func(civil.Date) *chart.Day) {
	for _, b := range w.Blocks {
		day := at(b.Date)
		if day.Planned += float64(b.Minutes); b.Kind == study.Simulate && b.Date >= today {
			day.Mark = "simulation"
		}
	}
	for _, a := range w.Away {
		for d := max(a.From, w.From); d <= min(a.To, w.To); d++ {
			at(d).Off = true
		}
	}
}

// marked sets the days of simulations that were sat, of past exams and of the one ahead.
func marked(bd *board.Board, at func(civil.Date) *chart.Day) {
	for _, v := range bd.Plan.Trials.Views {
		at(v.Date).Mark = "simulation"
	}
	for _, a := range bd.Record.Attempts {
		if a.Result == study.Fail || a.Result == study.Pass {
			at(a.At.Date).Mark = "sat"
		}
	}
	if d := bd.Plan.Date.Date; bd.Plan.Won == 0 && d >= bd.Plan.Today {
		at(d).Mark = "exam"
	}
}

// doneByDay adds up the log as the plan does.
func doneByDay(bd *board.Board) tally.Days {
	var sessions, results []tally.Entry
	for _, s := range bd.Record.Sessions {
		sessions = append(sessions, tally.Entry{Date: s.Date, Kind: string(s.Kind), Minutes: s.Minutes})
	}
	for _, v := range bd.Record.Simulations {
		results = append(results, tally.Entry{Date: v.Date, Kind: string(study.Simulate), Minutes: bd.Plan.Length.Took(v.Minutes, v.Of)})
	}
	for _, p := range bd.Record.Practice {
		results = append(results, tally.Entry{Date: p.Date, Kind: string(study.Questions), Minutes: p.Minutes})
	}
	return tally.Done(sessions, results)
}

// signs are what a day is besides its minutes.
func signs(d chart.Day) []string {
	var out []string
	switch d.Mark {
	case "exam":
		out = append(out, "the exam")
	case "sat":
		out = append(out, "the exam was sat")
	case "simulation":
		out = append(out, "full simulation")
	}
	if d.Off {
		out = append(out, "day off")
	}
	return out
}

// dayText is a day in words; "" for one of which there is nothing to say.
func dayText(d chart.Day) string {
	out := signs(d)
	if d.Done > 0 {
		out = append(out, words.Length(civil.Minutes(d.Done))+" done")
	}
	if d.Planned > 0 {
		out = append(out, words.Length(civil.Minutes(d.Planned))+" planned")
	}
	if len(out) == 0 {
		return ""
	}
	return d.Date.Short() + ": " + strings.Join(out, ", ")
}

// sessionsSay counts the days with study so far, and what lies ahead.
func sessionsSay(bd *board.Board, days []chart.Day) string {
	studied, ahead, done, planned := 0, 0, 0.0, 0.0
	for _, d := range days {
		if d.Done > 0 {
			studied++
			done += d.Done
		}
		if d.Date >= bd.Plan.Today && d.Planned > 0 {
			ahead++
			planned += d.Planned
		}
	}
	say := fmt.Sprintf("Since %s, %s with study, %s in all.", days[0].Date.Medium(), words.Count(studied, "day", "days"), words.Length(civil.Minutes(done)))
	if studied == 0 {
		say = "No study is logged since " + days[0].Date.Medium() + "."
	}
	if ahead > 0 && !bd.Over() {
		say += fmt.Sprintf(" From today on, %s with %s planned.", words.Count(ahead, "day", "days"), words.Length(civil.Minutes(planned)))
	}
	return say
}

// sessionsTable has each week, and below it those of its days on which there is something.
func sessionsTable(dk *board.Desk, days []chart.Day) *view.Table {
	t := &view.Table{Label: "Done and planned, by week and day", Head: []string{"Week and day", "Done", "Planned"}}
	for _, w := range dk.Plan.Weeks {
		var studied int
		var sum chart.Day
		var rows []view.TableRow
		for _, d := range days {
			if d.Date < w.From || d.Date > w.To || dayText(d) == "" {
				continue
			}
			if d.Done > 0 {
				studied++
			}
			sum.Done, sum.Planned = sum.Done+d.Done, sum.Planned+d.Planned
			rows = append(rows, view.TableRow{Link: view.Link{Text: d.Date.Short()}, Note: strings.Join(signs(d), ", "), Cells: minutes(d, d.Date > dk.Plan.Today)})
		}
		week := view.TableRow{Link: dk.Link(board.WeekPath(w.N), fmt.Sprintf("Week %d", w.N)), Note: words.Span(w.From, w.To), Cells: minutes(sum, w.From > dk.Plan.Today)}
		if studied > 0 {
			week.Cells[0].Note = "on " + words.Count(studied, "day", "days")
		}
		t.Rows = append(append(t.Rows, week), rows...)
	}
	return t
}

// minutes are what was done and what was planned; of what lies ahead nothing can be done yet.
func minutes(d chart.Day, ahead bool) []view.Fact {
	done := cmp.Or(words.Length(civil.Minutes(d.Done)), "none")
	if ahead && d.Done == 0 {
		done = "–"
	}
	return []view.Fact{{Value: done}, {Value: cmp.Or(words.Length(civil.Minutes(d.Planned)), "none")}}
}

// Pace is how the minutes went by in the last simulations, against an even pace; nil where none tells its quarters. The
// page has the numbers in a table. Those of another length than the newest are left to it.
func Pace(bd *board.Board) *view.Chart {
	x := bd.Plan.Trials.Paces
	if x == nil {
		return nil
	}
	var runs []trial.Pace
	for _, p := range x.Last {
		if len(p.Quarters) == 4 {
			runs = append(runs, p)
		}
	}
	if len(runs) == 0 {
		return nil
	}
	newest := runs[len(runs)-1]
	allowed := newest.Given * float64(newest.Of) / 60
	v := &view.Chart{Title: "Time against questions", Says: paceSay(newest, allowed),
		Key: "Above the dotted line it took longer than an even pace, below it less.", Beside: "The table below has the same minutes."}
	c := chart.Pace{Words: told("pace", v, "A line for each simulation: the minutes gone, by questions answered."), Allowed: allowed, Even: "even pace", X: chart.Axis{Name: "questions"}, Y: chart.Axis{Name: "minutes"}}
	for i, p := range runs {
		if p.Of != newest.Of {
			continue
		}
		run := chart.Run{Name: shortDay(p.Date), Now: i == len(runs)-1}
		for _, q := range p.Quarters {
			run.At = append(run.At, float64(q.Used))
		}
		c.Runs = append(c.Runs, run)
	}
	return drawn(v, c)
}

// paceSay is the newest simulation in words.
func paceSay(p trial.Pace, allowed float64) string {
	half, all := p.Quarters[1].Used, p.Quarters[3].Used
	return fmt.Sprintf("On %s, half of the %d questions took %s and all of them %s; the time is %s.",
		shortDay(p.Date), p.Of, words.Length(half), words.Length(all), words.Length(civil.Minutes(allowed+0.5)))
}

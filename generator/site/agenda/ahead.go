package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/outlook"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/figure"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// ways are the choices of somebody who is behind the plan; nil for one who is not.
func ways(bd *board.Board) *view.Ways {
	r := bd.Plan.Replan
	if r == nil {
		return nil
	}
	v := &view.Ways{Say: "You are " + words.Length(r.Owed) + " behind the plan, more than a day of work. Nothing is lost: each way on has its price.", Working: owedWorking(bd, *r)}
	for _, c := range r.Choices {
		if bd.Tell(c.Title) == "" {
			continue
		}
		v.Choices = append(v.Choices, view.Way{Title: c.Title, Price: bd.Tell(words.Tidy(c.Price)), Effect: bd.Tell(words.Tidy(c.Effect)), Broken: bd.Tell(words.Tidy(c.Broken))})
	}
	return v
}

// owedWorking says how far behind is counted.
func owedWorking(bd *board.Board, r study.Replan) view.Working {
	k := bd.Plan.Kept
	return view.Working{
		Says:    "What was planned in these days is set beside what the log says was done. Days off are outside the count: nothing is planned on them. Each way is then worked out with the formula of the forecast below, as if it is kept from today on.",
		Formula: "behind = planned − done",
		Inputs: []view.Fact{
			board.Fact("Planned since "+r.Since.Short(), words.Length(k.Planned), "up to yesterday"),
			board.Fact("Done", cmp.Or(words.Length(k.Done), "none"), "as logged"),
			board.Fact("Behind", words.Length(r.Owed), ""),
			board.Fact("A day of work", words.Length(r.PerDay), "no more than this behind is nothing to plan anew for"),
		},
		Lines: board.Newest(doneLines(bd, k.From, k.To)),
		Mind:  bd.Mind("A session added to log.toml counts at once, also one of an earlier day. This part goes away when no more than a day of work is owed."),
	}
}

// doneLines are the log's lines about study time in some days, newest first. As in the count, practice and
// simulations speak for themselves only where no session does.
func doneLines(bd *board.Board, from, to civil.Date) []view.Fact {
	type entry struct {
		date civil.Date
		line view.Fact
	}
	var all []entry
	add := func(d civil.Date, what string, m civil.Minutes, l view.Fact) {
		if d >= from && d <= to && m > 0 {
			l.Name = d.Short() + ": " + words.Length(m) + ", " + what
			all = append(all, entry{d, l})
		}
	}
	told := map[civil.Date]study.Kind{}
	for _, s := range bd.Record.Sessions {
		add(s.Date, strings.ToLower(words.Kind(s.Kind)), s.Minutes, board.Line("", s.Pos, ""))
		if s.Kind == study.Simulate || s.Kind == study.Questions && told[s.Date] == "" {
			told[s.Date] = s.Kind
		}
	}
	for _, s := range bd.Record.Simulations {
		if told[s.Date] != study.Simulate {
			what, took := "a simulation", bd.Plan.Length.Took(s.Minutes, s.Of)
			if s.Minutes == 0 {
				what += " (counted at the exam’s pace)"
			}
			add(s.Date, what, took, board.Line("", s.Pos, ""))
		}
	}
	for _, p := range bd.Record.Practice {
		if told[p.Date] == "" {
			add(p.Date, "practice questions", p.Minutes, board.Line("", p.Pos, ""))
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(b.date, a.date) })
	var out []view.Fact
	for _, e := range all {
		out = append(out, e.line)
	}
	return out
}

// pinned are the blocks ahead that the learner set.
func pinned(dk *board.Desk) []view.Fact {
	var out []view.Fact
	for _, w := range dk.Plan.Weeks {
		for _, b := range w.Blocks {
			if !b.Pinned || b.Date < dk.Plan.Today {
				continue
			}
			v := dk.Block(b)
			f := board.Fact(b.Date.Short(), v.Task, v.Minutes+", "+strings.ToLower(v.Kind))
			if v.Time != "" && dk.Edition.Sees(view.Times) {
				f.Name += ", " + v.Time
			}
			if v.Domain != nil {
				f.Note += ", " + v.Domain.Text
			}
			out = append(out, f)
		}
	}
	return board.Cut(out)
}

// away are the days off ahead.
func away(bd *board.Board) []view.Fact {
	var out []view.Fact
	for _, a := range bd.Record.Away {
		if a.To >= bd.Plan.Today {
			why := a.Why
			if !bd.Edition.Sees(view.Words) {
				why = ""
			}
			out = append(out, board.Fact(words.Span(a.From, a.To), why, ""))
		}
	}
	return board.Cut(out)
}

// loadWords name the loads of the grid beside the hours they come to.
var loadWords = map[float64]string{0.5: "half", 0.75: "three quarters", 1: "as written", 1.25: "a quarter more", 1.5: "half as much again"}

// brokenWords are the rules of the grid, in as few words as a cell has room for. What is not here is said in
// the rule's own words.
var brokenWords = map[string]string{
	outlook.Legal: "not allowed", outlook.Version: "not this version", outlook.Voucher: "after the voucher", outlook.Ends: "too late",
	outlook.Evident: "too few simulations", outlook.Able: "below the target",
}

// byDay are the rules that a day breaks whatever the hours are.
var byDay = []string{outlook.Legal, outlook.Version, outlook.Voucher, outlook.Ends, outlook.Evident}

// whatIf is the grid of dates and hours; nil without free hours to vary.
func whatIf(bd *board.Board) *view.WhatIf {
	p, w := bd.Plan, bd.Plan.WhatIf
	if len(w.Cells) == 0 || p.Budget.PerWeek <= 0 {
		return nil
	}
	v := &view.WhatIf{Says: bd.Tell(words.Tidy(whatHolds(bd))), Rule: holdsWhen(bd), Chart: figure.Forecast(bd), Working: forecastWorking(bd)}
	switch p.Window.State {
	case policy.Unknown:
		v.Caution = "The waiting time of this exam is not known here, so nothing below says whether a date is allowed. Ask the issuer before booking."
	case policy.Session:
		v.Caution = "The exam is held on fixed dates only: read each date below as the first one on or after it."
	}
	for _, c := range w.Cells[0] {
		note := loadWords[c.Load]
		if c.Load == 1 && p.Budget.Assumed {
			note = "as assumed"
		}
		v.Loads = append(v.Loads, board.Fact("", perWeek(c), note))
	}
	for i, row := range w.Cells {
		v.Rows = append(v.Rows, whatIfRow(bd, w.Dates[i], row))
	}
	return v
}

func whatIfRow(bd *board.Board, d civil.Date, row []outlook.Cell) view.WhatIfRow {
	date := bd.Plan.Date
	v := view.WhatIfRow{Date: d.Short()}
	switch {
	case d == date.Date && date.Proposed:
		v.Mark = "proposed"
	case d == date.Date:
		v.Mark = "your date"
	case d == date.Better:
		v.Mark = "better"
	}
	if c := row[0]; slices.Contains(byDay, c.Rule) {
		v.Broken = bd.Tell(words.Tidy(words.Sentence(c.Broken)))
	}
	for _, c := range row {
		says := cmp.Or(brokenWords[c.Rule], c.Broken, "holds")
		if bd.Tell(says) == "" {
			says = brokenWords[outlook.Ends]
		}
		if c.Rule == outlook.Able && words.Percent(c.Range.Mean) == bd.Target() { // as printed they are the same
			says = "just below the target"
		}
		v.Cells = append(v.Cells, view.WhatIfCell{
			Load: perWeek(c), Hours: hours(c.Hours), Forecast: "about " + words.Percent(c.Range.Mean), Range: words.Percents(c.Range.Lo, c.Range.Hi),
			Says: words.Tidy(says), Holds: c.Rule == "", Own: d == date.Date && c.Load == 1,
		})
	}
	return v
}

// whatHolds answers the grid in a sentence or two: the plan as it stands, with the hours as written and as they are
// kept, then the nearest that holds.
func whatHolds(bd *board.Board) string {
	w, date := bd.Plan.WhatIf, bd.Plan.Date
	own, usual := slices.Index(w.Dates, date.Date), slices.Index(w.Loads, 1)
	written := "your hours as written"
	if bd.Plan.Budget.Assumed {
		written = "the hours that are assumed"
	}
	say := ""
	if w.Own.Date != 0 {
		name := map[bool]string{true: "The proposed date, ", false: "Your date, "}[date.Proposed]
		if say = w.Own.Say(name+w.Own.Date.Medium()+",", written) + " "; holds(w.Own.Written) {
			return strings.TrimSpace(say)
		}
	}
	if own >= 0 {
		if i := slices.IndexFunc(w.Cells[own], holds); i >= 0 {
			say += fmt.Sprintf("With about %s a week it does. ", perWeek(w.Cells[own][i]))
		}
	}
	for i, row := range w.Cells {
		if usual >= 0 && holds(row[usual]) {
			return say + fmt.Sprintf("With %s, %s is the first here that holds.", written, w.Dates[i].Medium())
		}
	}
	if own >= 0 && slices.ContainsFunc(w.Cells[own], holds) {
		return strings.TrimSpace(say)
	}
	for i, row := range w.Cells {
		if j := slices.IndexFunc(row, holds); j >= 0 {
			return say + fmt.Sprintf("The first here that holds is %s, with about %s a week.", w.Dates[i].Medium(), perWeek(row[j]))
		}
	}
	return say + "None of the dates below holds with any of these hours."
}

// countsLess reports whether a date is judged by less than the planned hours, too.
func countsLess(p study.Plan) bool { return p.WhatIf.Own.Date != 0 && p.WhatIf.Own.Kept.Load < 1 }

func holds(c outlook.Cell) bool { return c.Rule == "" }

// perWeek is a load as it may be planned: to the quarter of an hour, but for the hours as they are written.
func perWeek(c outlook.Cell) string {
	if c.Load == 1 {
		return words.Length(c.PerWeek)
	}
	return words.Length((c.PerWeek + 7) / 15 * 15)
}

// hours are study time in all, to the hour: they lie ahead, and no plan is kept to the minute.
func hours(m civil.Minutes) string {
	if m < 30 {
		return "no hours"
	}
	return words.Length((m + 30) / 60 * 60)
}

// holdsWhen says what the grid asks of a date.
func holdsWhen(bd *board.Board) string {
	legal := "the retake rule and all last days allow it, "
	if bd.Plan.Window.State == policy.Unknown {
		legal = "no last day comes before it, "
	}
	target := ""
	if t := bd.Target(); t != "" {
		target = " of " + t
	}
	less := ""
	if countsLess(bd.Plan) {
		less = " All hours below are taken as kept in full."
	}
	return fmt.Sprintf("A date holds when %s%s fit before it, the days are not too long, and the middle of the forecast reaches the target%s. Once your own results are enough, hours and room for simulations no longer decide.%s",
		legal, words.Count(bd.Plan.Settings.Streak, "full simulation", "full simulations"), target, less)
}

// forecastWorking says how hours become a forecast with its range.
func forecastWorking(bd *board.Board) view.Working {
	set, p := bd.Plan.Settings, bd.Plan
	v := view.Working{
		Says:    "The study time until a date, without the simulations, is shared over the domains. Every hour in a domain takes away the same part of what is still missing there. The range is the middle 80" + words.NBSP + "%: it holds what is not known about you today, the luck of the questions, how much forms differ, and the step from practice to the real exam. Hours that lie ahead are no evidence, so this is no chance of passing.",
		Formula: "p(h) = 1 − (1 − p0) · exp(−h ÷ τ), where p0 is today’s estimate for a domain, h the hours it gets and τ the hours that close 63" + words.NBSP + "% of what is missing. The forecast is the sum of weight × p(h) over all domains.",
		Inputs: []view.Fact{
			board.Fact("τ, for each domain", words.Number(set.LearningHours)+words.NBSP+"h", "learning_hours"),
			board.Fact("Share every domain keeps", words.Weight(100*set.Maintenance), "maintenance"),
			board.Fact("From practice to the real exam", "give or take "+words.Distance(set.TransferSpread), "transfer_spread"),
			board.Fact("Difference between forms", "give or take "+words.Distance(set.FormSpread), "form_spread"),
			board.Fact("A full ordinary week", words.Length(p.Budget.PerWeek), "the load of 1"),
		},
		Lines: boundLines(bd),
		Mind:  bd.Mind("Practice results move today’s estimates; other free hours or days off move the hours. If you learn faster or slower than assumed, change learning_hours in site.toml."),
	}
	if share, ok := p.Kept.Share(); ok {
		f := board.Fact("Planned time that was done lately", words.Percent(share), "in the grid every load is taken as kept")
		if countsLess(p) {
			f.Note = "your date is judged by this share, too, by a quarter at the least; in the grid every load is taken as kept"
		}
		v.Inputs = append(v.Inputs, f)
	}
	return v
}

// boundLines are the lines that bind the date.
func boundLines(bd *board.Board) []view.Fact {
	r := bd.Record
	var out []view.Fact
	if r.ExamDate != 0 {
		out = append(out, board.Line("Exam date: "+r.ExamDate.Medium(), r.ExamDatePos, ""))
	}
	if r.Voucher.Expires != 0 && bd.Edition.Sees(view.Money) {
		out = append(out, board.Line("The voucher expires: "+r.Voucher.Expires.Medium(), r.Voucher.Pos, ""))
	}
	return append(out, hourLines(bd)...)
}

// hourLines are the lines that the hours come from.
func hourLines(bd *board.Board) []view.Fact {
	r := bd.Record
	var out []view.Fact
	if r.Availability.Written {
		out = append(out, board.Line("Free hours of a week", r.Availability.Pos, ""))
	}
	for _, a := range r.Away {
		if a.To >= bd.Plan.Today && bd.Edition.Sees(view.Times) {
			out = append(out, board.Line("Days off: "+words.Span(a.From, a.To), a.Pos, ""))
		}
	}
	for _, p := range r.Pins {
		if p.Fixed && p.Date >= bd.Plan.Today {
			out = append(out, board.Line("Set by you: "+p.Date.Short(), p.Pos, ""))
		}
	}
	return board.Cut(out)
}

package agenda

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// blocksOn are a day's blocks and their total. A reason that is the same as the one above is said once.
func blocksOn(dk *board.Desk, w study.Week, d civil.Date) (out []view.Block, total string) {
	sum, said := civil.Minutes(0), ""
	for _, b := range w.Blocks {
		if b.Date != d {
			continue
		}
		sum += b.Minutes
		if b.Because == said {
			b.Because = ""
		} else {
			said = b.Because
		}
		out = append(out, dk.Block(b))
	}
	return out, words.Length(sum)
}

// week shows a week with its days.
func week(dk *board.Desk, w study.Week) view.Week {
	v := view.Week{
		Link: dk.Link(board.WeekPath(w.N), fmt.Sprintf("Week %d", w.N)), Dates: words.Span(w.From, w.To), Phase: w.Phase,
		Focus: words.Tidy(w.Focus), Planned: words.Length(w.Planned), Past: w.Past, Exam: w.Exam,
	}
	v.Current = w.Current
	if dk.Plan.Won != 0 { // where most time goes is no longer a question
		v.Focus, v.Current = "", false
	}
	if w.Past || w.Current {
		v.Done = words.Length(w.Done)
	}
	for d := w.From; d <= w.To && d < w.From+7; d++ {
		v.Days = append(v.Days, day(dk, w, d))
	}
	return v
}

func day(dk *board.Desk, w study.Week, d civil.Date) view.Day {
	p := dk.Plan
	v := view.Day{Name: d.Short(), Today: d == p.Today, Past: d < p.Today}
	v.Blocks, v.Minutes = blocksOn(dk, w, d)
	for _, a := range w.Away {
		if a.From <= d && d <= a.To {
			v.Note = map[bool]string{true: "Day off"}[dk.Edition.Sees(view.Times)]
			if a.Why != "" && v.Note != "" && dk.Edition.Sees(view.Words) {
				v.Note += ": " + a.Why
			}
		}
	}
	if d == p.Date.Date && d != 0 {
		v.Note = "Exam day"
	}
	return v
}

// Weeks is the list of weeks.
func Weeks(dk *board.Desk) view.WeeksPage {
	v := view.WeeksPage{Almanac: almanac(dk), Won: dk.Passed(), Other: dk.Links(dk.Lists["weeks"]), Body: dk.Body, Lang: dk.Language}
	for _, w := range dk.Plan.Weeks {
		v.Weeks = append(v.Weeks, week(dk, w))
	}
	return v
}

// Week is the i-th week of the plan.
func Week(dk *board.Desk, i int) view.WeekPage {
	w := dk.Plan.Weeks[i]
	v := view.WeekPage{Week: week(dk, w), Title: fmt.Sprintf("Week %d", w.N), Won: dk.Passed(), Again: again(dk.Board, w), Journal: dk.Body, Lang: dk.Language}
	for _, a := range w.Away {
		line := words.Span(a.From, a.To)
		if a.Why != "" && dk.Edition.Sees(view.Words) {
			line += ": " + a.Why
		}
		v.Away = append(v.Away, line)
	}
	if w.Current && !board.Undivided(dk.Plan) {
		v.Mix, v.MixTotal = dk.Mix()
	}
	beside := func(j int) *view.Link {
		if j < 0 || j >= len(dk.Plan.Weeks) {
			return nil
		}
		n := dk.Plan.Weeks[j].N
		l := dk.Link(board.WeekPath(n), fmt.Sprintf("Week %d", n))
		return &l
	}
	v.Prev, v.Next = beside(i-1), beside(i+1)
	v.Room = !w.Past && !dk.Over()
	v.Sheet, v.Left = onSheet(dk.Edition.Share(v, func(string) bool { return true }).(view.WeekPage))
	return v
}

// again lists the questions to try again in a week, by day. Those that have waited longer belong to the
// current week; a past one has none, and for a day on which a fail is fresh none is named.
func again(bd *board.Board, w study.Week) []view.Fact {
	if w.Past || bd.Over() {
		return nil
	}
	var days []civil.Date
	on := map[civil.Date][]string{}
	for _, d := range bd.Plan.Drill.Due {
		day := max(d.On, bd.Plan.Today)
		if d.On == 0 || day < w.From || day > w.To || day == bd.Plan.Today && bd.Plan.Fresh {
			continue
		}
		if on[day] == nil {
			days = append(days, day)
		}
		on[day] = append(on[day], words.Objective(d.Objective))
	}
	var out []view.Fact
	for _, day := range days { // in order, as the list of what is due is
		f := board.Fact(day.Short(), strings.Join(counted(on[day]), ", "), "")
		if day == bd.Plan.Today {
			f.Note = "today"
		}
		out = append(out, f)
	}
	return out
}

// counted names each once, in order of its first: "4.2", "5.1 (2 questions)".
func counted(names []string) []string {
	var out []string
	for i, name := range names {
		n := 0
		for _, other := range names {
			if other == name {
				n++
			}
		}
		switch {
		case slices.Index(names, name) < i:
		case n > 1:
			out = append(out, fmt.Sprintf("%s (%d questions)", name, n))
		default:
			out = append(out, name)
		}
	}
	return out
}

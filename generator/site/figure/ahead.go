package figure

import (
	"cmp"
	"fmt"
	"slices"

	"retake/generator/chart"
	"retake/generator/civil"
	"retake/generator/outlook"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
)

// Forecast is what the learner's own hours may bring, by exam date; nil for fewer than two dates. The page has the
// numbers in its grid, with other hours.
func Forecast(bd *board.Board) *view.Chart {
	cells := own(bd.Plan.WhatIf.Loads, bd.Plan.WhatIf.Cells)
	if len(cells) < 2 || bd.Plan.Budget.PerWeek <= 0 {
		return nil
	}
	v := &view.Chart{Title: "What your hours may bring, by exam date", Says: forecastSay(bd, cells), Key: forecastKey(cells), Beside: "The table below has these dates, and other hours a week."}
	if bd.Plan.Budget.Assumed {
		v.Title = "What the assumed hours may bring, by exam date"
	}
	t := chart.Track{Words: told("forecast", v, "A line of estimates by exam date, inside a ribbon of where each most likely lies."), Joined: true}
	for _, c := range cells {
		p := chart.Point{X: float64(c.Date), Y: 100 * c.Range.Mean, Kind: "counted", Text: fmt.Sprintf("%s: about %s, %s", shortDay(c.Date), words.Percent(c.Range.Mean), words.Percents(c.Range.Lo, c.Range.Hi))}
		if c.Rule != "" {
			p.Kind, p.Text = "aside", p.Text+"; "+cmp.Or(bd.Tell(words.Tidy(c.Broken)), "too late")
		}
		t.Points = append(t.Points, p)
		t.Band = append(t.Band, chart.Point{X: p.X, Y: p.Y, Lo: 100 * c.Range.Lo, Hi: 100 * c.Range.Hi})
		t.X.Ticks = append(t.X.Ticks, chart.Tick{At: p.X, Text: shortDay(c.Date)})
	}
	for _, l := range levels(bd) {
		if l.Kind == "target" {
			t.Levels = append(t.Levels, l)
		}
	}
	t.X.Lo, t.X.Hi = float64(cells[0].Date), float64(cells[len(cells)-1].Date)
	if d := bd.Plan.Date; slices.ContainsFunc(cells, func(c outlook.Cell) bool { return c.Date == d.Date }) {
		t.Marks = []chart.Mark{{At: float64(d.Date), Text: dateName(d.Proposed), Kind: "exam"}}
	}
	t.Y = percents("questions right", span(t.Levels, t.Points, t.Band)...)
	return drawn(v, t)
}

func dateName(proposed bool) string {
	if proposed {
		return "proposed"
	}
	return "your date"
}

// own are the cells of a grid with the hours as they are written, by date.
func own(loads []float64, grid [][]outlook.Cell) []outlook.Cell {
	at := slices.Index(loads, 1)
	var out []outlook.Cell
	for _, row := range grid {
		if at >= 0 && at < len(row) {
			out = append(out, row[at])
		}
	}
	return out
}

// forecastSay says where the forecast begins and ends, and from when on it reaches the target.
func forecastSay(bd *board.Board, cells []outlook.Cell) string {
	first, last := cells[0], cells[len(cells)-1]
	about := func(c outlook.Cell) string { return "about " + words.Percent(c.Range.Mean) }
	hours := "With your hours as written"
	if bd.Plan.Budget.Assumed {
		hours = "With the hours that are assumed"
	}
	say := fmt.Sprintf("%s, %s of the questions may be expected on %s and %s on %s", hours, about(first), first.Date.Medium(), about(last), last.Date.Medium())
	goal := bd.Plan.Readiness.Target / 100
	if goal <= 0 {
		return say + "."
	}
	reached := civil.Date(0)
	for _, c := range cells {
		if reached == 0 && c.Range.Mean >= goal {
			reached = c.Date
		}
	}
	switch {
	case reached == 0:
		return say + "; none of these dates reaches the target of " + bd.Target() + "."
	case reached == first.Date:
		return say + "; all of these dates reach the target of " + bd.Target() + "."
	}
	return say + "; the first here to reach the target of " + bd.Target() + " is " + reached.Medium() + "."
}

func forecastKey(cells []outlook.Cell) string {
	say, breaks := "", 0
	for _, c := range cells {
		if c.Rule != "" {
			breaks++
		}
	}
	switch {
	case breaks == len(cells):
		say = "Hollow: something speaks against the date. "
	case breaks > 0:
		say = "Filled: the date holds. Hollow: something speaks against it. "
	}
	return say + "The band is where the result most likely lies."
}

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
)

// mostResults is how many results of a domain its chart and table show: the newest.
const mostResults = 120

// result is one set of answered questions of one domain.
type result struct {
	date      civil.Date
	right, of int
	what      string // "Provider A, timed"
	seen      bool   // shown, not counted
}

func (r result) percent() float64 { return 100 * float64(r.right) / float64(r.of) }

// Results are what was answered in a domain, and the estimate after the report and today; nil below two results.
func Results(bd *board.Board, d study.DomainPlan) *view.Chart {
	list := resultsOf(bd, d.N)
	if len(list) < 2 {
		return nil
	}
	all := len(list)
	list = list[max(0, all-mostResults):]
	known := estimates(bd, d, list[0].date)
	v := &view.Chart{Title: "Results here, and the estimate", Says: resultsSay(bd, d, list, all), Key: resultsKey(list, len(known)), Table: resultsTable(d, list)}
	t := chart.Track{Words: told("results", v, "A mark for each result by its date, and the estimate with its range."), Points: resultPoints(list)}
	if len(list) <= mostRanges {
		t.Points = append(t.Points, known...)
	} else { // small marks, among which a range is seen
		t.Band = known[len(known)-1:]
	}
	for _, l := range levels(bd) {
		if l.Kind == "target" && bd.Plan.Won == 0 {
			t.Levels = append(t.Levels, l)
		}
	}
	from, to := list[0].date, on(bd)
	for _, p := range t.Points {
		from = min(from, civil.Date(p.X))
	}
	t.X, t.Y = days(from, to), percents("questions right", span(t.Levels, t.Points, t.Band)...)
	return drawn(v, t)
}

// resultsOf are the results in a domain up to the day that is shown, oldest first.
func resultsOf(bd *board.Board, n int) []result {
	var out []result
	for _, x := range bd.Record.Practice {
		if x.Domain == n && x.Of > 0 && x.Date <= on(bd) {
			out = append(out, result{x.Date, x.Right, x.Of, with(x.Source, x.Conditions == "timed"), x.Seen})
		}
	}
	for _, v := range bd.Plan.Trials.Views {
		for _, x := range v.Domains {
			if x.Domain == n && x.Of > 0 && v.Date <= on(bd) {
				out = append(out, result{v.Date, x.Right, x.Of, with("part of a simulation", v.Timed), v.Seen})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b result) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.what, b.what), a.right-b.right, a.of-b.of)
	})
	return out
}

// with names a result by its source and its conditions.
func with(source string, timed bool) string {
	how := "open"
	if timed {
		how = "timed"
	}
	return strings.TrimPrefix(source+", "+how, ", ")
}

func resultPoints(list []result) []chart.Point {
	out := make([]chart.Point, len(list))
	for i, r := range list {
		out[i] = chart.Point{X: float64(r.date), Y: r.percent(), Kind: "counted"}
		if r.seen {
			out[i].Kind = "aside"
		}
		if len(list) <= mostRanges {
			out[i].Text = fmt.Sprintf("%s: %d of %d, %s", shortDay(r.date), r.right, r.of, words.Percent(r.percent()/100))
		}
	}
	return out
}

// estimates are what was believed after the report, where it says something and is not far from the first result, and
// what is believed on the day shown.
func estimates(bd *board.Board, d study.DomainPlan, first civil.Date) []chart.Point {
	var out []chart.Point
	add := func(day civil.Date, name string, b study.Belief) {
		out = append(out, chart.Point{X: float64(day), Y: 100 * b.Mean, Lo: 100 * b.Lo80, Hi: 100 * b.Hi80, Kind: "plan",
			Text: name + ": about " + words.Percent(b.Mean) + ", " + words.Percents(b.Lo80, b.Hi80)})
	}
	if a := bd.Plan.Diagnosis.Attempt; a != nil && bd.Plan.Diagnosis.Strength != "none" && a.At.Date < on(bd) && first-a.At.Date <= max(farAhead, on(bd)-first) {
		add(a.At.Date, "After the report", d.Report)
	}
	add(on(bd), "The estimate", d.Belief)
	return out
}

func resultsSay(bd *board.Board, d study.DomainPlan, list []result, all int) string {
	lo, hi := 100.0, 0.0
	for _, r := range list {
		lo, hi = min(lo, r.percent()), max(hi, r.percent())
	}
	say := words.Count(all, "result", "results")
	if all > len(list) {
		say = fmt.Sprintf("The newest %d of %d results", len(list), all)
	}
	now := "Today’s estimate is"
	if bd.Plan.Won != 0 {
		now = "The last estimate was"
	}
	say += fmt.Sprintf(" since %s, %s. %s about %s, most likely %s", list[0].date.Medium(), between(lo, hi), now, words.Percent(d.Belief.Mean), words.Percents(d.Belief.Lo80, d.Belief.Hi80))
	return say + target(bd)
}

func resultsKey(list []result, estimates int) string {
	say := "Each mark is a set of questions. "
	if slices.ContainsFunc(list, func(r result) bool { return r.seen }) {
		say += "Hollow: seen before, not counted. "
	}
	switch {
	case len(list) > mostRanges:
		return say + "The bar at the end is the estimate, with its range."
	case estimates > 1:
		return say + "Diamonds are the estimates after the report and at the end, with their ranges."
	}
	return say + "The diamond is the estimate, with its range."
}

// resultsTable has the same numbers, the newest first.
func resultsTable(d study.DomainPlan, list []result) *view.Table {
	t := &view.Table{Label: "Results in " + d.Name, Head: []string{"Day", "Right", "Share"}}
	for _, r := range slices.Backward(list) {
		row := view.TableRow{Link: view.Link{Text: r.date.Short()}, Note: r.what,
			Cells: []view.Fact{{Value: fmt.Sprintf("%d of %d", r.right, r.of)}, {Value: words.Percent(r.percent() / 100)}}}
		if r.seen {
			row.Cells[1].Note = "seen before"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

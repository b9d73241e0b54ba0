package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"retake/generator/chart"
	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Weights set each domain's share of the exam against what is believed of it; nil for fewer than three, and where all
// weigh alike, because a list says as much, and where nothing is known of any. The page has the numbers in a table.
func Weights(bd *board.Board) *view.Chart {
	ds := bd.Plan.Domains
	by := func(a, b study.DomainPlan) int { return cmp.Compare(a.Weight, b.Weight) }
	if len(ds) < 3 || board.Blank(bd.Plan) {
		return nil
	}
	least, most := slices.MinFunc(ds, by).Weight, slices.MaxFunc(ds, by).Weight
	if most-least < 1 {
		return nil
	}
	v := &view.Chart{Title: "Weight and estimate", Says: weightsSay(bd), Beside: "The list and the table below have the same numbers.",
		Key: "Each number is a domain. Further right it weighs more in the exam; the line is where the estimate most likely lies."}
	lo, hi := max(0, 5*math.Floor((least-1)/5)), min(100, 5*math.Ceil((most+1)/5))
	s := chart.Spots{Words: told("weights", v, "A numbered spot for each domain, by its weight in the exam and its estimate."), X: chart.Axis{Name: "weight in the exam", Lo: lo, Hi: hi}}
	for _, w := range chart.Ticks(lo, hi, mostTicks) {
		s.X.Ticks = append(s.X.Ticks, chart.Tick{At: w, Text: words.Weight(w)})
	}
	var values []float64
	for _, d := range ds {
		b := d.Belief
		s.Spots = append(s.Spots, chart.Spot{X: d.Weight, Y: 100 * b.Mean, Lo: 100 * b.Lo80, Hi: 100 * b.Hi80, Label: strconv.Itoa(d.N),
			Text: fmt.Sprintf("%d %s: weight %s, about %s right, %s", d.N, d.Name, board.Weight(d.Domain), words.Percent(b.Mean), words.Percents(b.Lo80, b.Hi80))})
		values = append(values, 100*b.Lo80, 100*b.Hi80)
	}
	if t := bd.Plan.Readiness.Target; t > 0 && bd.Plan.Won == 0 {
		s.Levels, values = []chart.Level{{At: t, Text: "target " + bd.Target(), Kind: "target"}}, append(values, t)
	}
	s.Y = percents("questions right", values...)
	return drawn(v, s)
}

// weightsSay names the domain with most to win; with nothing to win, and after a pass, that which weighs most.
func weightsSay(bd *board.Board) string {
	about := func(d study.DomainPlan) string {
		return fmt.Sprintf("%s, with a weight of %s and about %s of its questions right", isolated(d.Name), strings.TrimPrefix(board.Weight(d.Domain), "about "), words.Percent(d.Belief.Mean))
	}
	ranked := bd.Ranked()
	if bd.Plan.Won == 0 && ranked[0].Points > 0 {
		return "Most is to be won in " + about(ranked[0]) + target(bd)
	}
	lo, hi := 1.0, 0.0
	for _, d := range ranked {
		lo, hi = min(lo, d.Belief.Mean), max(hi, d.Belief.Mean)
	}
	heaviest := slices.MaxFunc(ranked, func(a, b study.DomainPlan) int { return cmp.Compare(a.Weight, b.Weight) })
	return "The estimates lie at " + between(100*lo, 100*hi) + " of the questions. Most weighs " + about(heaviest) + "."
}

// Hours is the time planned and spent by domain, with what belongs to no single domain, so that it adds up to the
// plan's own totals; nil where there is none of either. After a pass nothing is planned.
func Hours(dk *board.Desk) *view.Chart {
	rows, total := hours(dk)
	if len(dk.Plan.Domains) == 0 || total.planned+total.spent <= 0 {
		return nil
	}
	won := dk.Plan.Won != 0
	v := &view.Chart{Title: "Hours by domain, planned and spent", Says: hoursSay(rows, total), Key: "Filled: spent so far. Empty: planned from today.", Table: hoursTable(append(rows, total), won)}
	if won {
		v.Title, v.Key = "Hours by domain", ""
	}
	return drawn(v, chart.Pairs{Words: told("hours", v, "A bar of hours for each domain."), Rows: pairs(rows, won)})
}

// pairs are the bars: each as long as what is spent and planned together. After a pass nothing is planned.
func pairs(rows []hour, won bool) []chart.Pair {
	out := make([]chart.Pair, len(rows))
	for i, r := range rows {
		p := chart.Pair{Name: r.Text, Planned: (r.planned + r.spent).Hours(), PlannedText: cmp.Or(words.Length(r.planned), "none"), Done: r.spent.Hours(), DoneText: cmp.Or(words.Length(r.spent), "none yet")}
		if r.n > 0 { // names may be cut
			p.Name = fmt.Sprintf("%d %s", r.n, r.Text)
		}
		if won {
			p.Planned, p.PlannedText, p.DoneText = 0, "", cmp.Or(words.Length(r.spent), "none")
		}
		out[i] = p
	}
	return out
}

// hour is the time of one domain, or of none in particular.
type hour struct {
	view.Link
	n              int // of the domain; 0 is none in particular
	note           string
	planned, spent civil.Minutes
}

// hours are the domains by time planned, then what belongs to no single one, and all together.
func hours(dk *board.Desk) (rows []hour, total hour) {
	b := dk.Plan.Budget
	total = hour{Link: view.Link{Text: "Altogether"}, planned: b.Total}
	rest := hour{Link: view.Link{Text: "Not tied to one domain"}, note: "full simulations, mixed practice, taking stock", planned: b.Total - b.Domains}
	for _, d := range dk.Plan.Domains {
		rows = append(rows, hour{dk.Link(board.DomainPath(d.Domain), d.Name), d.N, dk.ShareWords(d), d.Minutes, d.Spent})
		total.spent += d.Spent
	}
	done := civil.Minutes(0)
	for _, w := range dk.Plan.Weeks {
		done += w.Done
	}
	rest.spent = max(done-total.spent, 0)
	total.spent += rest.spent
	if dk.Plan.Won != 0 {
		total.planned, rest.planned = 0, 0
		for i := range rows {
			rows[i].planned, rows[i].note = 0, ""
		}
	}
	slices.SortStableFunc(rows, func(a, b hour) int {
		return cmp.Or(cmp.Compare(b.planned, a.planned), cmp.Compare(b.spent, a.spent))
	})
	if rest.planned > 0 || rest.spent > 0 {
		rows = append(rows, rest)
	}
	return rows, total
}

// hoursSay names the domain with most time ahead, or behind where nothing lies ahead.
func hoursSay(rows []hour, total hour) string {
	var out []string
	if first := rows[0]; first.Href != "" && first.planned > 0 {
		out = append(out, fmt.Sprintf("Of %s ahead, most goes to %s: %s.", words.Length(total.planned), isolated(first.Text), words.Length(first.planned)))
	}
	most := rows[0]
	for _, r := range rows {
		if r.Href != "" && r.spent > most.spent {
			most = r
		}
	}
	switch {
	case total.spent == 0:
		out = append(out, "Nothing is logged yet.")
	case most.Href != "" && most.spent > 0:
		out = append(out, fmt.Sprintf("Of %s spent, most went to %s: %s.", words.Length(total.spent), isolated(most.Text), words.Length(most.spent)))
	default:
		out = append(out, "The "+words.Length(total.spent)+" spent are tied to no single domain.")
	}
	return strings.Join(out, " ")
}

// hoursTable has the same numbers; after a pass only what was spent.
func hoursTable(rows []hour, won bool) *view.Table {
	t := &view.Table{Label: "Hours by domain", Head: []string{"Domain", "Planned", "Spent"}}
	if won {
		t.Head = []string{"Domain", "Spent"}
	}
	for _, r := range rows {
		row := view.TableRow{Link: r.Link, Note: r.note, Cells: []view.Fact{{Value: cmp.Or(words.Length(r.planned), "none")}, {Value: cmp.Or(words.Length(r.spent), "none yet")}}}
		if won {
			row.Cells = []view.Fact{{Value: cmp.Or(words.Length(r.spent), "none")}}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/chart"
	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/stat"
	"retake/generator/study"
	"retake/generator/trial"
)

// mostRanges is up to how many results each is drawn with its range and its own words.
const mostRanges = 40

// Scores are full simulations against target and pass mark, over time; nil without any. The page has them in a table.
func Scores(bd *board.Board) *view.Chart {
	s := newScores(bd)
	if len(s.views) == 0 {
		return nil
	}
	v := &view.Chart{Title: "Simulations against the target", Says: s.says(), Key: s.key(), Beside: "The table below has the same results."}
	if bd.Plan.Readiness.Target <= 0 {
		v.Title = "Simulations over time"
	}
	t := chart.Track{Words: told("score", v, "A mark for each result by its date, with the range it speaks for."), Points: append(s.sittings(), s.points()...), Band: s.band(), Levels: levels(bd)}
	from, to := s.span()
	t.X, t.Marks = days(from, to), s.marks(from, to)
	t.Y = percents("questions right", span(t.Levels, t.Points, t.Band)...)
	return drawn(v, t)
}

// scores are simulations as they stand on the day that is shown.
type scores struct {
	*board.Board
	on      civil.Date
	views   []study.SimulationView // all, oldest first
	counted []study.SimulationView
	rules   trial.Rules
	terms   trial.Terms
}

func newScores(bd *board.Board) scores {
	p, set := bd.Plan, bd.Plan.Settings
	s := scores{Board: bd, on: on(bd), views: p.Trials.Views,
		rules: trial.Rules{Full: p.FullSet, Recent: set.Recent, Target: p.Readiness.Target, Streak: set.Streak},
		terms: trial.Terms{Pass: p.Readiness.Pass, FormSpread: set.FormSpread, LevelSpread: set.LevelSpread},
	}
	if a := p.Diagnosis.Attempt; a != nil {
		s.rules.After = a.At.Date
	}
	if p.Won != 0 { // what counted on the day of the pass, whatever counts today
		s.views = s.rules.Views(s.sims(), s.on)
	}
	for _, v := range s.views {
		if v.Qualifies {
			s.counted = append(s.counted, v)
		}
	}
	return s
}

func (s scores) sims() []study.Simulation {
	out := make([]study.Simulation, len(s.Plan.Trials.Views))
	for i, v := range s.Plan.Trials.Views {
		out[i] = v.Simulation
	}
	return out
}

// points are the simulations: filled if they count.
func (s scores) points() []chart.Point {
	out := make([]chart.Point, len(s.views))
	for i, v := range s.views {
		p := chart.Point{X: float64(v.Date), Y: v.Percent, Kind: "aside"}
		if v.Qualifies {
			p.Kind = "counted"
		}
		if len(s.views) <= mostRanges {
			p.Lo, p.Hi = luck(v.Right, v.Of)
			p.Text = fmt.Sprintf("%s: %d of %d, %s", shortDay(v.Date), v.Right, v.Of, words.Percent(v.Percent/100))
		}
		out[i] = p
	}
	return out
}

// band is the level that simulations like the exam added up to, with its middle 80 %: each day knows the recent ones up
// to it. It begins after the last fail, and anew after a time in which none was recent.
func (s scores) band() []chart.Point {
	var since []study.SimulationView
	for _, v := range s.rules.Fair(s.sims(), s.on) {
		if v.Date > s.rules.After {
			v.Qualifies = true
			since = append(since, v)
		}
	}
	var out []chart.Point
	first := 0
	add := func(day civil.Date, upTo int) {
		for first < upTo && int(day-since[first].Date) > s.rules.Recent {
			first++
		}
		if l := s.terms.Level(since[first:upTo]); l.N > 0 {
			off := stat.NormalQuantile(0.9) * l.SD
			out = append(out, chart.Point{X: float64(day), Y: l.Mean, Lo: max(0, l.Mean-off), Hi: min(100, l.Mean+off)})
		}
	}
	for i, v := range since {
		if i > 0 && int(v.Date-since[i-1].Date) > s.rules.Recent {
			out = nil
		}
		if i+1 == len(since) || since[i+1].Date != v.Date {
			add(v.Date, i+1)
		}
	}
	if n := len(since); n > 0 && since[n-1].Date < s.on {
		add(s.on, n)
	}
	if len(out) < 2 { // a day alone has no course
		return nil
	}
	return out
}

// sittings are the real exams whose report gives a share of questions. A scaled score is none and is never made one.
func (s scores) sittings() []chart.Point {
	var out []chart.Point
	from, to := s.span()
	for _, a := range s.sat(from, to) {
		if y, ok := share(a.Score); ok {
			out = append(out, chart.Point{X: float64(a.At.Date), Y: y, Kind: "sat", Text: shortDay(a.At.Date) + ": the exam itself, " + words.Percent(y/100)})
		}
	}
	return out
}

// share is a score in percent of questions or points, where it is one.
func share(x study.Score) (percent float64, ok bool) {
	switch {
	case x.Form == "percent":
		percent = x.Value
	case (x.Form == "raw" || x.Form == "points") && x.Max > 0:
		percent = 100 * x.Value / x.Max
	default:
		return 0, false
	}
	return percent, percent >= 0 && percent <= 100
}

// sat are the real exams that came to a result within some days, oldest first.
func (s scores) sat(from, to civil.Date) []study.Attempt {
	var out []study.Attempt
	for _, a := range s.Record.Attempts {
		if (a.Result == study.Fail || a.Result == study.Pass) && a.At.Date >= from && a.At.Date <= to {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b study.Attempt) int { return cmp.Compare(a.At.Date, b.At.Date) })
	return out
}

// farAhead is how far ahead an exam may lie to stand on the chart, in days, if what is behind is not longer.
const farAhead = 60

// span are the days on the chart: from the first result to today, and to the exam unless it is far away.
func (s scores) span() (from, to civil.Date) {
	from, to = s.views[0].Date, max(s.on, s.views[len(s.views)-1].Date)
	if a := s.Plan.Diagnosis.Attempt; a != nil && a.At.Date < from && from-a.At.Date <= farAhead {
		from = a.At.Date
	}
	if exam := s.Plan.Date.Date; exam > to && exam-to <= max(farAhead, to-from) {
		to = exam
	}
	return from, to
}

// marks are the days that stand out: sittings, today, and the exam ahead.
func (s scores) marks(from, to civil.Date) []chart.Mark {
	var out []chart.Mark
	for _, a := range s.sat(from, to) {
		m := chart.Mark{At: float64(a.At.Date), Text: "exam", Kind: "sat"}
		if a.Result == study.Pass {
			m.Text = "passed"
		}
		out = append(out, m)
	}
	if s.Plan.Won == 0 {
		out = append(out, chart.Mark{At: float64(s.on), Text: "today", Kind: "today"})
		if exam := s.Plan.Date.Date; exam > s.on && exam <= to {
			out = append(out, chart.Mark{At: float64(exam), Text: "exam", Kind: "exam"})
		}
	}
	return out
}

// says is the chart in sentences.
func (s scores) says() string {
	first, lo, hi := extent(s.counted)
	others := len(s.views) - len(s.counted)
	if len(s.counted) == 0 {
		first, lo, hi = extent(s.views)
		return fmt.Sprintf("%s since %s, %s%s None of them %s.", words.Count(len(s.views), "simulation", "simulations"), first.Medium(), between(lo, hi), target(s.Board), s.verb("counts today", "counted on the day of the pass"))
	}
	say := fmt.Sprintf("%s since %s, %s%s", words.Count(len(s.counted), "simulation that "+s.verb("counts", "counted"), "simulations that "+s.verb("count", "counted")), first.Medium(), between(lo, hi), target(s.Board))
	if l := s.terms.Level(s.counted); len(s.counted) > 1 {
		off := stat.NormalQuantile(0.9) * l.SD
		say += fmt.Sprintf(" Together they %s for a level of about %s, most likely %s.", s.verb("speak", "spoke"), words.Percent(l.Mean/100), between(max(0, l.Mean-off), min(100, l.Mean+off)))
	}
	switch {
	case others == 1:
		say += " One more is shown and not counted."
	case others > 1:
		say += fmt.Sprintf(" %d more are shown and not counted.", others)
	}
	return say
}

// verb is the first before a pass, the second after it.
func (s scores) verb(now, then string) string {
	if s.Plan.Won != 0 {
		return then
	}
	return now
}

// extent is the first day of results, and the least and the most of them.
func extent(views []study.SimulationView) (first civil.Date, lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for i, v := range views {
		if i == 0 {
			first = v.Date
		}
		lo, hi = min(lo, v.Percent), max(hi, v.Percent)
	}
	return first, lo, hi
}

// key says what the marks are, as far as there are any.
func (s scores) key() string {
	say := ""
	switch n := len(s.counted); {
	case n > 0 && n < len(s.views):
		say = "Filled marks " + s.verb("count", "counted") + ", hollow ones " + s.verb("do", "did") + " not. "
	case n == 0:
		say = "Hollow marks " + s.verb("do", "did") + " not count. "
	}
	if len(s.sittings()) > 0 {
		say += "Squares are the exam itself. "
	}
	if len(s.views) <= mostRanges {
		say += "The line through a mark is how far luck alone may move it, in 8 of 10 cases. "
	}
	if len(s.band()) > 0 {
		say += "The band is where the level most likely lay, as known on each day. "
	}
	return strings.TrimSpace(say)
}

package study

import (
	"cmp"
	"slices"

	"retake/generator/civil"
	"retake/generator/report"
	"retake/generator/stat"
	"retake/generator/tally"
	"retake/generator/trial"
)

// Trials is what full practice exams say, beside whether they count.
type Trials struct {
	Views    []SimulationView   // all up to today, oldest first
	Gap      *trial.PracticeGap // the learner's own gap between practice and the real exam; nil = not known
	Unused   []trial.Unused     // what stands before a sitting and says nothing of the gap
	Pressure *trial.Pressure    // nil without a pair
	Paces    *trial.Paces       // nil when no time is written
	Track    trial.Track        // past forecasts of simulations against what came
	Told     []Told             // past chances of passing, at the beginning of each week; what came of them
	Planned  []PlannedSitting   // full simulations that the plan sets
}

// Told is the chance of passing as it stood on the morning of a day.
type Told struct {
	On     civil.Date
	Chance Chance
	Came   Result     // of the first sitting on or after that day; "" = still open
	CameOn civil.Date // its day
}

// terms100 is what is taken for granted between practice and the real exam, in percent points, as known
// before a day.
func (m *maker) terms100(cut civil.Date) trial.Terms {
	return trial.Terms{
		Pass: m.mark(cut).Pass * 100, Questions: m.questions(), FormSpread: m.set.FormSpread, TransferSpread: m.set.TransferSpread,
		Bias: m.set.PracticeBias, LevelSpread: m.set.LevelSpread,
		Failed: m.past(cut).LastFail() != nil,
	}
}

// trials gathers what simulations say, as known before a day.
func (m *maker) trials(cut civil.Date) Trials {
	rules := m.qualify(cut)
	t := Trials{Views: rules.Views(m.seen, cut-1)}
	t.Gap, t.Unused = m.terms100(cut).PracticeGap(rules, m.reals(cut), m.seen)
	return t
}

// reals are the real sittings before a day, with their result where the report gives a share of questions: a
// total in percent, raw or points, or percents and counts of all domains by weight. A scaled score never
// becomes one (score-report forms of the documentation).
func (m *maker) reals(cut civil.Date) []trial.Real {
	var out []trial.Real
	for _, a := range m.past(cut) {
		if a.Result != Fail && a.Result != Pass {
			continue
		}
		r := trial.Real{Date: a.At.Date, Percent: -1, Failed: a.Result == Fail, Questions: m.questions(), Pos: a.Pos}
		if share, what, ok := report.ShareRight(a.Paper(), m.outline); ok {
			r.Percent, r.What = share*100, what
		}
		out = append(out, r)
	}
	return out
}

// moreTrials adds what only today's pages show: pressure, pace, the record of past forecasts, and what is
// planned.
func (m *maker) moreTrials(t *Trials, p Plan) {
	rules := m.qualify(m.today + 1)
	t.Pressure = m.terms100(m.today+1).Pressure(m.withCasual(), m.today, m.fullSet())
	paced := m.between(rules.After+1, m.today+1)
	if len(paced) == 0 { // none yet since the last attempt
		paced = m.seen
	}
	t.Paces = m.frame().Paces(paced, m.today, 3)
	m.track(t, p, rules)
	t.Planned = m.plannedSittings(p)
}

// frame is what the real exam gives of time, as far as it is known.
func (m *maker) frame() trial.Sitting {
	return trial.Sitting{Minutes: m.exam.Minutes, Questions: m.exam.Questions, ForbidsReview: m.exam.ForbidsReview}
}

// withCasual are the simulations, and mixed practice that was no part of one: casual by its nature.
func (m *maker) withCasual() []Simulation {
	out := slices.Clone(m.seen)
	for _, p := range m.rec.Practice {
		if p.Domain == 0 && !p.Seen && p.Conditions != "timed" {
			out = append(out, Simulation{Pos: p.Pos, Date: p.Date, Source: p.Source, Right: p.Right, Of: p.Of, Anxiety: -1, Unanswered: -1})
		}
	}
	slices.SortStableFunc(out, func(a, b Simulation) int { return cmp.Compare(a.Date, b.Date) })
	return out
}

// track replays the forecasts: of each simulation as it was expected on the morning of its day, and the
// chance of passing as it stood when each week began.
func (m *maker) track(t *Trials, p Plan, rules trial.Rules) {
	fair := rules.Fair(m.seen, m.today)
	var forecasts []trial.Expected
	for i, v := range fair {
		if i > 0 && v.Date == fair[i-1].Date {
			continue // a forecast is made once a day
		}
		before := m.between(v.Date-1-civil.Date(m.set.Recent), v.Date) // older ones do not count on that day
		if e := m.terms100(v.Date).ExpectNext(m.qualify(v.Date).Views(before, v.Date-1), v.Date, m.fullSet()); e != nil {
			forecasts = append(forecasts, *e)
		}
	}
	t.Track = trial.NewTrack(forecasts, fair)
	for _, w := range p.Weeks {
		if w.From > m.today {
			break
		}
		then := m.trials(w.From)
		if c := m.terms100(w.From).Chance(then.Views, then.Gap); c != nil {
			told := Told{On: w.From, Chance: *c}
			if a := m.past(m.today+1).From(w.From, Fail, Pass); a != nil {
				told.Came, told.CameOn = a.Result, a.At.Date
			}
			t.Told = append(t.Told, told)
		}
	}
}

// between are the simulations of the days from..to, the last not included.
func (m *maker) between(from, to civil.Date) []Simulation {
	by := func(s Simulation, d civil.Date) int { return cmp.Compare(s.Date, d) }
	i, _ := slices.BinarySearchFunc(m.seen, from, by)
	j, _ := slices.BinarySearchFunc(m.seen, to, by)
	return m.seen[i:max(i, j)]
}

// plannedSittings are the full simulations ahead, with their distances.
func (m *maker) plannedSittings(p Plan) []PlannedSitting {
	last := civil.Date(0)
	for _, v := range m.seen {
		if v.Date <= m.today {
			last = max(last, v.Date)
		}
	}
	var out []PlannedSitting
	for _, b := range blocksFrom(p.Weeks, m.today) {
		if b.Kind == Simulate && b.Date > last { // one that was sat today is behind
			out = append(out, PlannedSitting{Date: b.Date, Start: b.Start, Minutes: b.Minutes, Pinned: b.Pinned})
		}
	}
	return tally.Sittings(out, last, p.Date.Date, stat.Gap)
}

// Package study is the thinking: from what a learner wrote (Record) to what to do next (Plan).
//
// It is pure. A plan can be made for any day, and the plan of a past week is the plan that was made
// then: Make replays every week from the log entries dated before it, so nothing is stored and the
// past never changes. Formulas are named with their source where they stand; every assumption is a
// field of Settings.
//
// Deliberately absent: files, clocks, HTML, the network, and any number that the data cannot carry
// (what is not known is said to be unknown, never zero).
package study

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/report"
	"retake/generator/stat"
	"retake/generator/timetable"
)

// maker holds one Make: the record in a fixed order and what is worked out once.
type maker struct {
	rec       Record
	exam      Exam
	set       Settings
	today     civil.Date
	start     civil.Date
	pass      float64 // share of questions, 0 to 1
	assumed   bool    // pass is an assumption
	weight    []float64
	week      timetable.Week
	seen      []Simulation // with repeated forms marked as seen
	obs       []observation
	becauseOf []string
	calendars map[runwayKey]*timetable.Calendar
	free      []int // study minutes from start to each day after it, summed up; see proposal
}

// Make works out the plan as of a day. The faults are those that only thinking finds: an exam date
// that the retake rule forbids, no hours at all. With errors among them the plan is not to be shown.
func Make(rec Record, set Settings, today civil.Date) (Plan, fault.List) {
	m := newMaker(rec, set, today)
	beliefs := m.believe(today + 1)
	p := Plan{Today: today, Exam: m.exam, Settings: set, Window: m.window(today+1, today)}
	p.Diagnosis, p.Won = m.diagnose(today+1), m.won(today+1)
	p.Domains = m.domains(beliefs)
	p.Ranked = ranked(p.Domains)
	p.Date = m.examDate(today+1, beliefs)
	m.schedule(&p, beliefs)
	if p.Won == 0 {
		p.NextBlock = m.nextBlock(p.Domains, p.Date)
	}
	p.Readiness = m.readiness(p)
	p.Record = m.tallies()
	p.Assumptions = m.assumptions()
	return p, m.check(p)
}

func newMaker(rec Record, set Settings, today civil.Date) *maker {
	m := &maker{rec: inOrder(rec), exam: rec.Exam, set: set, today: today, calendars: map[runwayKey]*timetable.Calendar{}}
	var scores []Score
	for _, a := range m.rec.Attempts {
		scores = append(scores, a.Score)
	}
	if c, ok := report.PassFraction(m.exam.Scale, scores); ok {
		m.pass = c
	} else {
		m.pass, m.assumed = set.DefaultPass, true
	}
	m.weight = make([]float64, len(m.exam.Domains))
	for i, d := range m.exam.Domains {
		m.weight[i] = d.Weight / 100
	}
	m.seen = markSeen(m.rec.Simulations)
	m.obs = m.observations()
	m.start = m.firstDay()
	m.week = m.freeWeek()
	return m
}

// inOrder copies a record with every list in an order of its own, so that the order of the files never matters.
func inOrder(rec Record) Record {
	rec.Attempts = sorted(rec.Attempts, func(a, b Attempt) int {
		return cmp.Or(cmp.Compare(a.At.Date, b.At.Date), cmp.Compare(a.At.Clock, b.At.Clock), cmp.Compare(a.Result, b.Result), cmp.Compare(a.Score.Value, b.Score.Value))
	})
	for i, a := range rec.Attempts {
		rec.Attempts[i].Missed = sorted(a.Missed, func(a, b Objective) int { return cmp.Or(a.Domain-b.Domain, a.Minor-b.Minor) })
	}
	rec.Practice = sorted(rec.Practice, func(a, b Practice) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), a.Domain-b.Domain, cmp.Compare(a.Source, b.Source), a.Right-b.Right, a.Of-b.Of, cmp.Compare(a.Conditions, b.Conditions))
	})
	rec.Simulations = sorted(rec.Simulations, func(a, b Simulation) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Form, b.Form), a.Right-b.Right, a.Of-b.Of, cmp.Compare(a.Note, b.Note))
	})
	rec.Misses = sorted(rec.Misses, func(a, b Miss) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), a.Objective.Domain-b.Objective.Domain, a.Objective.Minor-b.Objective.Minor, cmp.Compare(a.Why, b.Why), cmp.Compare(a.Note, b.Note))
	})
	rec.Sessions = sorted(rec.Sessions, func(a, b Session) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), a.Domain-b.Domain, cmp.Compare(a.Kind, b.Kind), int(a.Minutes-b.Minutes), cmp.Compare(a.Resource, b.Resource))
	})
	return rec
}

func sorted[T any](xs []T, by func(a, b T) int) []T {
	out := slices.Clone(xs)
	slices.SortStableFunc(out, by)
	return out
}

// markSeen marks every simulation whose source and form came before: the same questions again are
// training, not evidence. A simulation without a form is taken for a new one.
func markSeen(in []Simulation) []Simulation {
	out := slices.Clone(in)
	before := map[[2]string]bool{}
	for i, s := range out {
		key := [2]string{s.Source, s.Form}
		if s.Form != "" && before[key] {
			out[i].Seen = true
		}
		before[key] = true
	}
	return out
}

// firstDay is the plan's first day: as written, else the day of the first log entry after the last
// sitting, else today. So a plan that is first made weeks after the fail begins now, not in the past,
// and once something is logged it stays where it is.
func (m *maker) firstDay() civil.Date {
	if m.rec.Start != 0 {
		return m.rec.Start
	}
	sat := civil.Date(0)
	for _, a := range m.rec.Attempts {
		if a.At.Date <= m.today {
			sat = max(sat, a.At.Date)
		}
	}
	first := max(m.today, sat+1)
	seen := func(d civil.Date) {
		if d > sat && d < first {
			first = d
		}
	}
	for _, x := range m.rec.Practice {
		seen(x.Date)
	}
	for _, x := range m.rec.Simulations {
		seen(x.Date)
	}
	for _, x := range m.rec.Misses {
		seen(x.Date)
	}
	for _, x := range m.rec.Sessions {
		seen(x.Date)
	}
	return first
}

// freeWeek is the learner's week with the free days taken out; a modest one if nothing is written.
func (m *maker) freeWeek() timetable.Week {
	week, keep := timetable.Week(m.rec.Availability.Days), m.rec.Availability.FreeDays
	if !m.rec.Availability.Written {
		week = assumedWeek()
	}
	if !m.rec.Availability.Written || keep < 0 {
		keep = m.set.FreeDays
	}
	return week.Tidy().Keep(keep)
}

// assumedWeek is an hour on five days and two on Saturday: 7 hours.
func assumedWeek() timetable.Week {
	var w timetable.Week
	for d := 1; d <= 5; d++ {
		w[d] = []civil.Window{{Start: civil.NoClock, Length: 60}}
	}
	w[6] = []civil.Window{{Start: civil.NoClock, Length: 120}}
	return w
}

// schedule lays out every week. Weeks that have begun are replayed from what was known when they
// began; the rest is planned from today's evidence.
func (m *maker) schedule(p *Plan, beliefs []report.Beta) {
	l := newLedger(len(m.exam.Domains))
	var last *timetable.Calendar
	n, from := 1, m.start
	for ; from <= m.today && (p.Date.Date == 0 || from <= p.Date.Date); n++ {
		to := from.Monday() + 6
		known := m.believe(from)
		date := m.examDate(from, known)
		if date.Date == 0 || from > date.Date {
			break
		}
		last = m.calendar(date.Date, m.diagnostic(from))
		m.becauseOf = m.because(from, known)
		to = min(to, date.Date)
		p.Weeks = append(p.Weeks, m.weekOf(n, from, to, last, m.assign(last, from, to, known, nil, l)))
		from = to + 1
	}
	m.becauseOf = m.because(m.today+1, beliefs)
	if p.Date.Date != 0 {
		last = m.calendar(p.Date.Date, m.diagnostic(m.today+1))
		var blocks []Block
		if from <= p.Date.Date {
			clear(l.rota.Credit) // what past weeks owed is in the beliefs by now
			blocks = m.assign(last, from, p.Date.Date, beliefs, m.quota(*p, last, from, beliefs), l)
		}
		for ; from <= p.Date.Date; n++ {
			to := min(from.Monday()+6, p.Date.Date)
			i := slices.IndexFunc(blocks, func(b Block) bool { return b.Date > to })
			if i < 0 {
				i = len(blocks)
			}
			p.Weeks = append(p.Weeks, m.weekOf(n, from, to, last, blocks[:i]))
			blocks, from = blocks[i:], to+1
		}
		p.Phases, p.GivenUp = phasesOf(last), m.givenUp(*p, last)
	}
	m.budget(p, beliefs, last)
}

// quota is what each domain is to get of the study time from a day on, so that together with the
// blocks left in this week the domains get what the budget says.
func (m *maker) quota(p Plan, c *timetable.Calendar, from civil.Date, beliefs []report.Beta) []float64 {
	_, rest := c.Minutes(from, "")
	left, total := make([]float64, len(beliefs)), float64(rest)
	for _, w := range p.Weeks {
		for _, b := range w.Blocks {
			if i := m.index(b.Domain); i >= 0 && b.Date >= m.today {
				left[i] += float64(b.Minutes)
				total += float64(b.Minutes)
			}
		}
	}
	out := m.allocate(beliefs, total).minutes
	for i := range out {
		out[i] = math.Max(0, out[i]-left[i])
	}
	return out
}

// weekOf makes a week of its blocks.
func (m *maker) weekOf(n int, from, to civil.Date, c *timetable.Calendar, blocks []Block) Week {
	w := Week{N: n, From: from, To: to, Blocks: blocks, Past: to < m.today, Current: from <= m.today && m.today <= to, Exam: c.Exam >= from && c.Exam <= to}
	if len(c.Phases) > 0 {
		w.Phase = c.Phases[c.PhaseOf(from)].Name
	}
	if len(blocks) > 0 {
		w.Phase = blocks[0].Phase
	}
	for _, b := range blocks {
		w.Planned += b.Minutes
	}
	w.Done = m.done(from, to)
	for _, a := range m.rec.Away {
		if a.From <= to && a.To >= from {
			w.Away = append(w.Away, a)
		}
	}
	w.Focus = m.focus(w)
	return w
}

// done is the study time logged on the days from..to, as of today. Practice and simulations count
// only where no session was logged for the same day and kind, so that nobody is counted twice.
func (m *maker) done(from, to civil.Date) civil.Minutes {
	total, covered := civil.Minutes(0), map[civil.Date]Kind{}
	for _, s := range m.rec.Sessions {
		if s.Date >= from && s.Date <= to && s.Date <= m.today {
			total += s.Minutes
			if s.Kind == Simulate || s.Kind == Questions && covered[s.Date] == "" {
				covered[s.Date] = s.Kind
			}
		}
	}
	for _, v := range m.rec.Simulations {
		if v.Date >= from && v.Date <= to && v.Date <= m.today && covered[v.Date] != Simulate {
			total += v.Minutes
		}
	}
	for _, p := range m.rec.Practice {
		if p.Date >= from && p.Date <= to && p.Date <= m.today && covered[p.Date] == "" {
			total += p.Minutes
		}
	}
	return total
}

// budget adds up the time from today to the exam. The parts sum to the total.
func (m *maker) budget(p *Plan, beliefs []report.Beta, c *timetable.Calendar) {
	b := Budget{Assumed: !m.rec.Availability.Written}
	for d := range m.week {
		day := timetable.Day{}
		if ds := timetable.Days(firstSunday+civil.Date(d), firstSunday+civil.Date(d), m.week, m.rules(), func(civil.Date) bool { return false }); len(ds) > 0 {
			day = ds[0]
			day.Blocks(0)
		}
		b.PerWeek += civil.Minutes(day.Used)
	}
	for _, w := range p.Weeks {
		for _, k := range w.Blocks {
			if k.Date < m.today {
				continue
			}
			b.Total += k.Minutes
			switch {
			case k.Kind == Reset:
				b.Reset += k.Minutes
			case k.Kind == LightReview:
				b.Light += k.Minutes
			case k.Domain == 0:
				b.Simulations += k.Minutes
			default:
				b.Domains += k.Minutes
			}
		}
	}
	w := m.allocate(beliefs, float64(b.Domains))
	for i, n := range stat.LargestRemainder(w.minutes, int(b.Domains)) {
		d := &p.Domains[i]
		d.Minutes, d.Hours, d.Maintained = civil.Minutes(n), float64(n)/60, w.floored[i]
	}
	b.Now, b.Forecast = m.expected(beliefs, nil), m.expected(beliefs, w.minutes)
	p.Budget = b
}

// firstSunday is a Sunday: the first day of a week as time.Weekday counts it.
const firstSunday = civil.Date(7)

// tallies count what has been built since the last failed attempt.
func (m *maker) tallies() Tallies {
	t := Tallies{Since: m.start}
	if a := m.lastFail(m.today + 1); a != nil {
		t.Since = a.At.Date
	}
	t.Minutes = m.done(t.Since, m.today)
	for _, p := range m.rec.Practice {
		if p.Date >= t.Since && p.Date <= m.today {
			t.Questions += p.Of
		}
	}
	for _, s := range m.rec.Simulations {
		if s.Date >= t.Since && s.Date <= m.today {
			t.Questions += s.Of
			t.Simulations++
		}
	}
	for _, x := range m.rec.Misses {
		if x.Date >= t.Since && x.Date <= m.today {
			t.MissesLogged++
			if !x.Open(m.today) {
				t.MissesCleared++
			}
		}
	}
	return t
}

// focus says what a week is for, in one sentence.
func (m *maker) focus(w Week) string {
	byDomain := make([]float64, len(m.exam.Domains))
	sims := 0
	for _, b := range w.Blocks {
		if i := m.index(b.Domain); i >= 0 {
			byDomain[i] += float64(b.Minutes)
		}
		if b.Kind == Simulate {
			sims++
		}
	}
	order := descending(byDomain)
	most := ""
	for _, i := range order[:min(2, len(order))] {
		if byDomain[i] > 0 {
			if most != "" {
				most += ", then "
			}
			most += fmt.Sprintf("%s (%s)", m.exam.Domains[i].Name, civil.Minutes(byDomain[i]))
		}
	}
	switch {
	case len(w.Blocks) == 0 && w.Exam:
		return "Exam week."
	case len(w.Blocks) == 0:
		return "No study is planned this week."
	case sims > 0 && most != "":
		return fmt.Sprintf("%s and the review. Beside that: %s.", advice.Count(sims, "full simulation"), most)
	case sims > 0:
		return advice.Count(sims, "full simulation") + " and the review."
	case most != "":
		return "Most time goes to " + most + "."
	case w.Phase == timetable.Reset:
		return "Take stock: report, causes, rules, sources."
	}
	return "Light review only."
}

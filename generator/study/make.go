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
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/attempt"
	"retake/generator/belief"
	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/outlook"
	"retake/generator/report"
	"retake/generator/stat"
	"retake/generator/syllabus"
	"retake/generator/tally"
	"retake/generator/timetable"
	"retake/generator/trial"
)

// maker holds one Make: the record in a fixed order and what is worked out once.
type maker struct {
	rec       Record
	history   attempt.History
	exam      Exam
	set       Settings
	today     civil.Date
	start     civil.Date
	marks     []belief.Mark // after so many attempts
	weight    []float64
	names     []string
	outline   []report.Domain
	week      timetable.Week
	hours     *outlook.Hours
	course    syllabus.Course
	seen      []Simulation // with repeated forms marked as seen
	obs       []belief.Observation
	used      [][]tally.Use // where the log names each resource
	done      tally.Days
	calendars map[runwayKey]*timetable.Calendar
	was       map[civil.Date][len(cause.Names)]bool // causes that were supported when a week began
}

// Make works out the plan as of a day. The faults are those that only thinking finds: an exam date
// that the retake rule forbids, no hours at all. With errors among them the plan is not to be shown.
func Make(rec Record, set Settings, today civil.Date) (Plan, fault.List) {
	m := newMaker(rec, set, today)
	p := Plan{Today: today, Exam: m.exam, Settings: set, Window: m.window(today+1, today)}
	p.Diagnosis, p.Won = m.diagnose(today+1), m.past(today+1).Won()
	r := m.replay(&p)
	cut := today + 1
	if p.Won != 0 {
		cut = p.Won + 1 // what was reached does not fade
	}
	now := m.known(cut, p.Weeks)
	p.Domains = m.domains(now.beliefs)
	p.Ranked = ranked(p.Domains)
	p.Date = m.examDate(now)
	m.schedule(&p, now, r)
	p.Kept = m.kept(p.Weeks, today)
	m.outlook(&p, now)
	if p.Won == 0 {
		p.NextBlock = m.nextBlock(p.Domains, p.Date)
	}
	p.Trials, p.FullSet, p.Length = m.trials(today+1), m.fullSet(), m.length()
	p.Readiness = m.readiness(p)
	m.moreTrials(&p.Trials, p)
	p.Record = m.way(m.since()).Totals()
	m.perspective(&p, now)
	p.Assumptions = m.assumptions()
	return p, m.check(p)
}

// perspective adds what is built on the plan: causes with what they add, misses, people, and how far it has come.
func (m *maker) perspective(p *Plan, now view) {
	p.Causes = causesWith(now.causes, p.Weeks, m.today)
	p.Drill = m.drilled(*p)
	p.Coverage = m.coverage()
	p.Distance = m.distance(*p)
	p.Meetings = tally.Meetings(m.rec.People, m.rec.Checkins, m.start, m.today, m.away)
	p.Milestones = m.milestones(*p)
	p.Countdowns = m.countdowns(*p)
	p.Hard, p.Fresh = m.lately(*p).Hard(), m.lately(*p).Fresh()
	if p.Digest = m.digest(*p); p.Digest != nil && p.Date.Proposed {
		p.Date.Moved = m.prospect(now).Moved(p.Digest.Proposed, p.Date.Date)
	}
	p.Digests = m.digests(*p)
}

func newMaker(rec Record, set Settings, today civil.Date) *maker {
	m := &maker{rec: inOrder(rec), exam: rec.Exam, set: set, today: today, calendars: map[runwayKey]*timetable.Calendar{}, was: map[civil.Date][len(cause.Names)]bool{}}
	m.history = m.rec.Attempts
	m.marks, m.used = m.passMarks(), tally.Used(m.rec.Resources, usesOf(m.rec))
	for _, d := range m.exam.Domains {
		m.weight, m.names = append(m.weight, d.Weight/100), append(m.names, d.Name)
		m.outline = append(m.outline, report.Domain{N: d.N, Name: d.Name, Weight: d.Weight, Objectives: d.Objectives})
	}
	m.seen = trial.MarkSeen(m.rec.Simulations)
	m.obs = m.weights().Observe(m.rec.Practice, m.seen, m.index)
	m.start = m.firstDay()
	m.week = m.freeWeek()
	m.hours = outlook.NewHours(m.start, m.week, m.rules(), m.away)
	m.course = m.newCourse()
	m.done = m.doneByDay()
	return m
}

// index is where a domain number stands in the outline; -1 if nowhere (or 0, mixed).
func (m *maker) index(n int) int {
	return slices.IndexFunc(m.exam.Domains, func(d Domain) bool { return d.N == n })
}

// inOrder copies a record with every list in an order of its own, so that the order of the files never matters.
func inOrder(rec Record) Record {
	rec.Attempts = attempt.Of(rec.Attempts)
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

// firstDay is the plan's first day: as written, else the day of the first log entry after the first fail, else
// today. So a plan that is first made weeks after the fail begins now, not in the past, and once something is
// logged it stays where it is, whatever comes of later sittings.
func (m *maker) firstDay() civil.Date {
	if m.rec.Start != 0 {
		return m.rec.Start
	}
	failed := civil.Date(0)
	if a := m.past(m.today+1).From(0, Fail); a != nil {
		failed = a.At.Date
	}
	first := max(m.today, failed+1)
	for _, x := range m.entries() {
		if x.date > failed && x.date < first {
			first = x.date
		}
	}
	return first
}

// entry is something the learner wrote for a day.
type entry struct {
	what string
	date civil.Date
	pos  fault.Pos
}

// entries lists what the log holds, by kind.
func (m *maker) entries() []entry {
	var out []entry
	for _, x := range m.rec.Practice {
		out = append(out, entry{"practice", x.Date, x.Pos})
	}
	for _, x := range m.rec.Simulations {
		out = append(out, entry{"simulation", x.Date, x.Pos})
	}
	for _, x := range m.rec.Misses {
		out = append(out, entry{"miss", x.Date, x.Pos})
	}
	for _, x := range m.rec.Sessions {
		out = append(out, entry{"session", x.Date, x.Pos})
	}
	return out
}

// freeWeek is the learner's week with the free days taken out; a modest one if nothing is written.
func (m *maker) freeWeek() timetable.Week {
	week := timetable.Week(m.rec.Availability.Days)
	if !m.rec.Availability.Written {
		week = timetable.Modest()
	}
	return week.Tidy().Keep(m.freeDays())
}

// freeDays is how many days a week are kept free of study.
func (m *maker) freeDays() int {
	if a := m.rec.Availability; a.Written && a.FreeDays >= 0 {
		return a.FreeDays
	}
	return m.set.FreeDays
}

// replayed is where the replay of past weeks left off.
type replayed struct {
	n      int        // number of the next week
	from   civil.Date // its first day
	begun  civil.Date // first day of the runway
	ledger *syllabus.Ledger
}

// books are those of the runway that holds as known before a day: each begins with books of its own.
func (m *maker) books(r *replayed, cut civil.Date) *syllabus.Ledger {
	if b := m.begun(cut); r.ledger == nil || b != r.begun {
		r.begun, r.ledger = b, syllabus.NewLedger(len(m.exam.Domains))
	}
	return r.ledger
}

// replay lays out the weeks that have begun, each from what was known when it began.
func (m *maker) replay(p *Plan) replayed {
	r := replayed{n: 1, from: m.start}
	for r.from <= m.today {
		known := m.known(r.from, p.Weeks)
		date := m.examDate(known)
		switch {
		case date.Date == 0: // until there is a date again, nothing is planned
			r.from++
			continue
		case r.from > date.Date: // nor after the exam, until its result opens the way to another
			a := m.past(m.today+1).From(r.from, Fail, Pass, Void, NoShow)
			if r.from = m.today + 1; a != nil {
				r.from = a.At.Date + 1
			}
			continue
		}
		m.was[r.from] = known.supported
		c, to := m.calendar(date.Date, r.from), min(r.from.Monday()+6, date.Date)
		blocks := m.assign(c, r.from, to, known, nil, m.books(&r, r.from))
		if a := m.past(m.today+1).From(r.from, Fail); a != nil && a.At.Date < to {
			to = a.At.Date // what is left of the week begins anew
			blocks = slices.DeleteFunc(blocks, func(b Block) bool { return b.Date > to })
		}
		p.Weeks = append(p.Weeks, m.weekOf(r.n, r.from, to, c, blocks))
		r.n, r.from = r.n+1, to+1
	}
	return r
}

// schedule lays out the weeks ahead from today's evidence, after those that were replayed.
func (m *maker) schedule(p *Plan, now view, r replayed) {
	n, from := r.n, r.from
	if p.Date.Date != 0 {
		last := m.calendar(p.Date.Date, m.today+1)
		var blocks []Block
		if from <= p.Date.Date {
			books := m.books(&r, m.today+1)
			books.Forgive() // what past weeks owed is in the beliefs by now
			blocks = m.assign(last, from, p.Date.Date, now, m.quota(*p, last, from, now), books)
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
	m.budget(p, now)
}

// blocksFrom lists the blocks of all weeks from a day on.
func blocksFrom(weeks []Week, from civil.Date) []Block {
	var out []Block
	for _, w := range weeks {
		for _, b := range w.Blocks {
			if b.Date >= from {
				out = append(out, b)
			}
		}
	}
	return out
}

// quota is what each domain is to get of the study time from a day on, so that together with the
// blocks left in this week the domains get what the budget says.
func (m *maker) quota(p Plan, c *timetable.Calendar, from civil.Date, now view) []float64 {
	_, rest := c.Minutes(from, "")
	left, total := make([]float64, len(now.beliefs)), float64(rest)
	for _, b := range blocksFrom(p.Weeks, m.today) {
		if i := m.index(b.Domain); i >= 0 {
			left[i] += float64(b.Minutes)
			total += float64(b.Minutes)
		}
	}
	out, _ := m.allocate(now, total)
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
	w.Done = m.done.In(from, min(to, m.today)) // what is logged for later waits for its day
	for _, a := range m.rec.Away {
		if a.From <= to && a.To >= from {
			w.Away = append(w.Away, a)
		}
	}
	w.Focus = m.focus(w)
	return w
}

// budget adds up the time from today to the exam. The parts sum to the total.
func (m *maker) budget(p *Plan, now view) {
	b := Budget{Assumed: !m.rec.Availability.Written}
	b.PerWeek, _, _ = m.hours.Week(1)
	for _, k := range blocksFrom(p.Weeks, m.today) {
		b.Total += k.Minutes
		switch {
		case k.Kind == Reset:
			b.Reset += k.Minutes
		case k.Kind == LightReview:
			b.Light += k.Minutes
		case k.Domain == 0 && (k.Kind == Simulate || k.Kind == Review):
			b.Simulations += k.Minutes
		default:
			b.Domains += k.Minutes
		}
	}
	minutes, floored := m.allocate(now, float64(b.Domains))
	for i, n := range stat.LargestRemainder(minutes, int(b.Domains)) {
		d := &p.Domains[i]
		d.Minutes, d.Hours, d.Maintained = civil.Minutes(n), float64(n)/60, floored[i]
	}
	s := m.split(now)
	b.Now, b.Forecast = s.Expected(now.beliefs, nil), s.Expected(now.beliefs, minutes)
	b.Range = m.prospect(now).Forecast(float64(b.Domains))
	p.Budget = b
}

// focus says what a week is for, in one sentence.
func (m *maker) focus(w Week) string {
	h := advice.Held{Blocks: len(w.Blocks), Whole: len(m.exam.Domains) == 1, Exam: w.Exam, Reset: w.Phase == timetable.Reset}
	byDomain := make([]float64, len(m.exam.Domains))
	for _, b := range w.Blocks {
		if i := m.index(b.Domain); i >= 0 {
			byDomain[i] += float64(b.Minutes)
		}
		if b.Kind == Simulate {
			h.Simulations++
		}
	}
	order := descending(byDomain)
	for _, i := range order[:min(2, len(order))] {
		if byDomain[i] > 0 {
			h.Most = append(h.Most, advice.Share{Domain: m.names[i], Minutes: civil.Minutes(byDomain[i])})
		}
	}
	return advice.Focus(h)
}

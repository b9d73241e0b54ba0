package study

import (
	"cmp"
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/report"
	"retake/generator/stat"
	"retake/generator/timetable"
)

// want is the study time each domain should get from a day on.
type want struct {
	minutes []float64 // by domain, sums to the study time there is
	floored []bool    // only the maintenance share
}

// allocate divides study minutes over the domains so that the expected exam score is highest
// (stat.WaterFill). Every domain keeps a maintenance share by weight and, where there is time for it,
// at least one round of questions and review.
func (m *maker) allocate(beliefs []report.Beta, minutes float64) want {
	n := len(beliefs)
	p, tau, floor := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, b := range beliefs {
		p[i], tau[i] = b.Mean(), m.set.LearningHours
		floor[i] = m.set.Maintenance * minutes / 60 * m.weight[i]
		if round := float64(2 * m.set.Block); 3*round*float64(n) <= minutes {
			floor[i] = math.Max(floor[i], round/60)
		}
	}
	hours := stat.WaterFill(m.weight, p, tau, floor, minutes/60)
	w := want{minutes: make([]float64, n), floored: make([]bool, n)}
	for i, h := range hours {
		w.minutes[i] = h * 60
		w.floored[i] = h <= floor[i]*(1+1e-9)+1e-9
	}
	return w
}

// runwayKey is all that a calendar depends on within one Make.
type runwayKey struct {
	exam     civil.Date
	diagnose bool
}

// calendar lays out the slots up to an exam date, once.
func (m *maker) calendar(exam civil.Date, diagnose bool) *timetable.Calendar {
	key := runwayKey{exam, diagnose}
	if m.calendars[key] == nil {
		m.calendars[key] = timetable.Lay(timetable.Runway{
			Start: m.start, Exam: exam, Week: m.week, Rules: m.rules(), Off: m.away,
			Sitting: m.simulationLength(), Gap: stat.Gap, Diagnose: diagnose,
		})
	}
	return m.calendars[key]
}

func phasesOf(c *timetable.Calendar) []Phase {
	var out []Phase
	for _, p := range c.Phases {
		out = append(out, Phase{Name: p.Name, From: p.From, To: p.To, Why: advice.Phase(p.Name)})
	}
	return out
}

// givenUp says what a short runway or short windows leave out: nothing is dropped in silence.
func (m *maker) givenUp(p Plan, c *timetable.Calendar) []string {
	s := advice.Shortfall{
		Mix: c.Days(timetable.Mix) > 0, SimulationDays: c.Days(timetable.Simulate), Sittings: c.Sittings, Asked: m.set.Streak,
		Sitting: civil.Minutes(m.simulationLength()), Full: civil.Minutes(m.fullLength()),
	}
	_, study := c.Minutes(m.start, "")
	for _, d := range p.Domains {
		held := func(w Week) bool { return slices.ContainsFunc(w.Blocks, func(b Block) bool { return b.Domain == d.N }) }
		if study > 0 && d.Points > 0.05 && !slices.ContainsFunc(p.Weeks, held) {
			s.Untouched = append(s.Untouched, d.Name)
		}
	}
	return advice.GivenUp(s)
}

// fullLength is the length of the real exam in minutes.
func (m *maker) fullLength() int {
	if m.exam.Minutes > 0 {
		return int(m.exam.Minutes)
	}
	return m.set.DefaultMinutes
}

// simulationLength is the real length, cut to the day's hard cap.
func (m *maker) simulationLength() int { return min(m.fullLength(), m.set.HardCap) }

func (m *maker) away(d civil.Date) bool {
	return slices.ContainsFunc(m.rec.Away, func(a Away) bool { return d >= a.From && d <= a.To })
}

func (m *maker) rules() timetable.Rules {
	return timetable.Rules{Block: m.set.Block, Break: m.set.Break, Least: min(20, m.set.Block, m.set.SoftCap), Soft: m.set.SoftCap, Hard: m.set.HardCap}
}

// assignment is one walk over the slots of a calendar.
type assignment struct {
	*maker
	*ledger
	floored []bool
	missed  [][]Objective
	open    []int // misses, by domain
}

// ledger carries what one week leaves to the next.
type ledger struct {
	rota         *timetable.Rota
	last         Block          // the last block of a single domain
	spent, times []map[Kind]int // minutes and blocks, by domain and kind
	reset, light int            // how many such blocks there were
}

func newLedger(domains int) *ledger {
	l := &ledger{rota: timetable.NewRota(domains), spent: make([]map[Kind]int, domains), times: make([]map[Kind]int, domains)}
	for i := range l.spent {
		l.spent[i], l.times[i] = map[Kind]int{}, map[Kind]int{}
	}
	return l
}

// assign fills the calendar's slots of days from..to with domains and kinds of work. quota is what
// each domain is to get of the study time from then on; nil takes it from the beliefs.
func (m *maker) assign(c *timetable.Calendar, from, to civil.Date, beliefs []report.Beta, quota []float64, l *ledger) []Block {
	repair, all := c.Minutes(from, timetable.Repair)
	w := m.allocate(beliefs, float64(all))
	if quota == nil {
		quota = w.minutes
	}
	deep, later := timetable.Shares(quota, float64(repair))
	a := assignment{maker: m, ledger: l, floored: w.floored, missed: m.missedBefore(from), open: m.openBefore(from)}
	var out []Block
	for i, s := range c.Slots {
		if s.Date < from || s.Date > to {
			continue
		}
		b := Block{Date: s.Date, Start: s.Start, Minutes: s.Minutes, Phase: c.Phases[s.Phase].Name}
		if s.Use != timetable.ForStudy && !(s.Use == timetable.ForReset && a.reset >= len(a.resetTasks(from))) {
			out = append(out, a.other(b, s, from))
			continue
		}
		share := later
		if b.Phase == timetable.Repair || b.Phase == timetable.Reset {
			share = deep
		}
		d := l.rota.Next(s.Slot, share, a.stay(b), stat.Gap(float64(c.Exam-s.Date)))
		next := i+1 < len(c.Slots) && c.Slots[i+1].Date == s.Date && c.Slots[i+1].Use == timetable.ForStudy
		b = a.study(b, d, next)
		l.last = b
		out = append(out, b)
	}
	return out
}

// stay reports whether a block belongs to the domain of the block before: a review to its questions,
// always; in the repair phase also the second block of an evening.
func (a *assignment) stay(b Block) bool {
	last := a.ledger.last
	if last.Kind == Questions {
		return true
	}
	return b.Phase == timetable.Repair && last.Date == b.Date && last.Kind == Read
}

// other fills a slot that belongs to no single domain.
func (a *assignment) other(b Block, s timetable.Purposed, known civil.Date) Block {
	switch s.Use {
	case timetable.ForReset:
		b.Kind = Reset
		b.Task, b.Because = a.resetTasks(known)[a.reset], advice.ResetBecause
		a.reset++
	case timetable.ForLight:
		b.Kind = LightReview
		b.Task, b.Because = advice.Light(a.light)
		a.light++
	case timetable.ForSitting:
		b.Kind, b.Resource = Simulate, a.resourceFor(Simulate, 0, 0)
		b.Task, b.Because = advice.Simulation(a.exam.Questions, b.Minutes, s.First, int(b.Minutes) < a.fullLength())
	default:
		b.Kind = Review
		b.Task, b.Because = advice.SimulationReview()
	}
	return b
}

func (m *maker) resetTasks(known civil.Date) []string { return advice.Reset(!m.diagnostic(known)) }

// study fills a slot of domain d. more says that another study slot follows on the same day.
func (a *assignment) study(b Block, d int, more bool) Block {
	b.Kind, b.Domain = a.kind(d, more), a.exam.Domains[d].N
	turn := a.times[d][b.Kind]
	b.Resource = a.resourceFor(b.Kind, b.Domain, turn)
	b.Task, b.Because = a.studyTask(b, d, turn), a.becauseOf[d]
	a.spent[d][b.Kind] += int(b.Minutes)
	a.times[d][b.Kind]++
	return b
}

// kind is the work that is due in domain d: the review at once after the questions, else what is
// furthest behind its part of the minutes. Those go question : review : reading = 2 : 2 : 1, with a
// lab beside the reading where the exam has hands-on parts and there is one; a domain with the least
// share has questions and review only. The last slot of a day rather reads than starts questions
// whose review would wait for another day.
func (a *assignment) kind(d int, more bool) Kind {
	spent, best := a.spent[d], Read
	switch behind := spent[Questions] - spent[Review]; {
	case a.ledger.last.Kind == Questions:
		return Review
	case (behind >= a.set.Block || !more && behind > 0) && a.reviewable(d):
		return Review
	case a.floored[d] && (more || !a.reviewable(d)):
		return Questions
	case a.floored[d]:
		return Review
	}
	if a.exam.Practical() && spent[Lab] < spent[Read] && a.hasLab(a.exam.Domains[d].N) {
		best = Lab
	}
	questions := spent[Questions] / 2
	if !more {
		questions += 2 * a.set.Block
	}
	if questions <= spent[best] {
		best = Questions
	}
	return best
}

// reviewable reports whether there is something to go through in a domain.
func (a *assignment) reviewable(d int) bool { return a.open[d] > 0 || a.spent[d][Questions] > 0 }

// hasLab reports whether a lab serves the domain, or none is written down for any.
func (m *maker) hasLab(domain int) bool {
	some := false
	for _, r := range m.rec.Resources {
		if r.Kind == "lab" {
			some = true
			if len(r.Domains) == 0 || slices.Contains(r.Domains, domain) {
				return true
			}
		}
	}
	return !some
}

// openBefore counts the open misses of each domain as known before a day.
func (m *maker) openBefore(cut civil.Date) []int {
	out := make([]int, len(m.exam.Domains))
	for _, x := range m.rec.Misses {
		if i := m.index(x.Objective.Domain); i >= 0 && x.Date < cut && x.Open(cut-1) {
			out[i]++
		}
	}
	return out
}

// missedBefore lists each domain's objectives from the latest report that lists any, as known before a day.
func (m *maker) missedBefore(cut civil.Date) [][]Objective {
	out := make([][]Objective, len(m.exam.Domains))
	attempts := m.attemptsBefore(cut)
	for i := len(attempts) - 1; i >= 0; i-- {
		if !attempts[i].ListsMissed {
			continue
		}
		for _, o := range attempts[i].Missed {
			if d := m.index(o.Domain); d >= 0 && o.Minor > 0 {
				out[d] = append(out[d], o)
			}
		}
		break
	}
	return out
}

// descending lists the indexes of xs from the largest value to the smallest; equals keep their order.
func descending(xs []float64) []int {
	out := make([]int, len(xs))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(xs[b], xs[a]) })
	return out
}

package study

import (
	"cmp"
	"slices"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/stat"
	"retake/generator/syllabus"
	"retake/generator/tally"
	"retake/generator/timetable"
)

// runwayKey is all that a calendar depends on within one Make.
type runwayKey struct {
	start, exam civil.Date
	diagnose    bool
}

// begun is the first day of the runway that holds as known before a day: the plan's first, or the first with time
// for study, or a pin, after the last fail, which has a Reset of its own.
func (m *maker) begun(cut civil.Date) civil.Date {
	a := m.past(cut).LastFail()
	if a == nil || a.At.Date < m.start {
		return m.start
	}
	first := m.hours.First(a.At.Date + 1)
	for _, p := range m.rec.Pins {
		if p.Fixed && p.Date > a.At.Date {
			first = min(first, p.Date)
		}
	}
	return first
}

// calendar lays out the slots up to an exam date as known before a day, once.
func (m *maker) calendar(exam, cut civil.Date) *timetable.Calendar {
	key := runwayKey{m.begun(cut), exam, m.past(cut).Silent()}
	if m.calendars[key] == nil {
		m.calendars[key] = timetable.Lay(timetable.Runway{
			Start: key.start, Exam: exam, Week: m.week, Rules: m.rules(), Off: m.away,
			Sitting: m.simulationLength(), Gap: stat.Gap, Diagnose: key.diagnose, Fixed: m.fixed(),
		})
	}
	return m.calendars[key]
}

// fixed are the blocks that the learner pinned, as the timetable takes them.
func (m *maker) fixed() []timetable.Fixed {
	var out []timetable.Fixed
	for i, p := range m.rec.Pins {
		if p.Fixed {
			out = append(out, timetable.Fixed{
				Slot:    timetable.Slot{Date: p.Date, Start: p.Start, Minutes: p.Minutes},
				Sitting: p.Kind == Simulate && int(p.Minutes) >= m.simulationLength(), Index: i,
			})
		}
	}
	return out
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
	if p.Date.Proposed && s.SimulationDays > 0 {
		s.SimulationDays = max(s.SimulationDays, 14) // the plan does not scold a date of its own: two weeks are enough
	}
	_, study := c.Minutes(m.begun(m.today+1), "")
	for _, d := range p.Domains {
		held := func(w Week) bool { return slices.ContainsFunc(w.Blocks, func(b Block) bool { return b.Domain == d.N }) }
		if study > 0 && d.Points > 0.05 && !slices.ContainsFunc(p.Weeks, held) {
			s.Untouched = append(s.Untouched, d.Name)
		}
	}
	return advice.GivenUp(s)
}

// fullLength is the length of the real exam in minutes.
func (m *maker) fullLength() int { return cmp.Or(int(m.exam.Minutes), m.set.DefaultMinutes) }

// simulationLength is the real length, cut to the day's hard cap.
func (m *maker) simulationLength() int { return min(m.fullLength(), m.set.HardCap) }

func (m *maker) away(d civil.Date) bool {
	return slices.ContainsFunc(m.rec.Away, func(a Away) bool { return d >= a.From && d <= a.To })
}

func (m *maker) rules() timetable.Rules {
	return timetable.Rules{Block: m.set.Block, Break: m.set.Break, Least: min(20, m.set.Block, m.set.SoftCap), Soft: m.set.SoftCap, Hard: m.set.HardCap}
}

// assign fills the calendar's slots of days from..to with what is known before a day. quota is what each
// domain is to get of the study time from then on; nil takes it from the beliefs.
func (m *maker) assign(c *timetable.Calendar, from, to civil.Date, known view, quota []float64, l *syllabus.Ledger) []Block {
	_, all := c.Minutes(from, "")
	minutes, floored := m.allocate(known, float64(all))
	if quota == nil {
		quota = minutes
	}
	missed, open, why := m.missedBefore(known.cut), m.openBefore(known.cut), m.because(known.cut, known.beliefs)
	course := m.course
	course.Calendar, course.Causes, course.Known = c, known.supported, known.cut
	course.Sources = slices.Clone(course.Sources)
	for i, uses := range m.used {
		course.Sources[i].Logged = tally.Spent(uses, m.start, known.cut)
	}
	course.Reset = advice.Reset(!m.past(known.cut).Silent())
	course.Domains = make([]syllabus.Domain, len(quota))
	for i, d := range m.exam.Domains {
		course.Domains[i] = syllabus.Domain{
			N: d.N, Name: d.Name, Quota: quota[i], Floored: floored[i], Missed: missed[i], Open: open[i], Because: why[i], Uncovered: slices.Contains(known.uncovered, d.N)}
	}
	return course.Fill(from, to, l)
}

// newCourse is what all fillings of one Make have in common.
func (m *maker) newCourse() syllabus.Course {
	c := syllabus.Course{
		Week: m.week, Block: m.set.Block, Full: m.fullLength(), Asked: m.exam.Questions, Pace: float64(m.fullLength()) / m.questions(),
		Labs: m.exam.Practical(), HandsOnly: m.exam.onlyPractical(), Review: !m.exam.ForbidsReview,
	}
	for _, r := range m.rec.Resources {
		c.Sources = append(c.Sources, syllabus.Source{Name: r.Name, Kind: r.Kind, Domains: r.Domains, UsedBefore: r.UsedBefore, Length: r.Hours})
	}
	for _, p := range m.rec.Pins {
		c.Pins = append(c.Pins, syllabus.Pin{Date: p.Date, Start: p.Start, Minutes: p.Minutes, Kind: p.Kind, Domain: p.Domain, Resource: p.Resource, Task: p.Task, Fixed: p.Fixed})
	}
	return c
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
	attempts := m.past(cut)
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

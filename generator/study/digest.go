package study

import (
	"slices"

	"retake/generator/belief"
	"retake/generator/civil"
	"retake/generator/digest"
	"retake/generator/drill"
	"retake/generator/stat"
	"retake/generator/tally"
)

// WeekDigest is the digest of a week that is over, as of its last evening.
type WeekDigest struct {
	Week     int        // of the plan: the first that has a day in it; 0 = none
	From, To civil.Date // a Monday, or the plan's first day, to a Sunday
	Digest   Digest
}

// digests are those of the weeks that are over, oldest first. Each is made from what was known on its Sunday
// evening alone, so it never changes again; none comes after a pass, and of the others the last half year is enough.
func (m *maker) digests(now Plan) []WeekDigest {
	var out []WeekDigest
	won, since := m.past(m.today+1).Won(), max(m.start, m.today.Monday()-26*7)
	was := m.on(since - 1).snapshotOf(now.Weeks)
	for to := since.Monday() + 6; to < m.today && (won == 0 || since <= won); to += 7 {
		then := m.on(to)
		p := then.evening(now.Weeks)
		is := then.snapshot(p)
		x := WeekDigest{From: since, To: to, Digest: *then.compare(p, was, is, since, to)}
		if i := slices.IndexFunc(now.Weeks, func(w Week) bool { return w.From <= to && w.To >= since }); i >= 0 {
			x.Week = now.Weeks[i].N
		}
		out, was, since = append(out, x), is, to+1
	}
	return out
}

// on is the maker as of another day: the record, its order and the calendars hold for any.
func (m *maker) on(day civil.Date) *maker {
	then := *m
	then.today = day
	return &then
}

// digest sets the plan of last Monday beside today's. It is nil when the plan was not there yet.
func (m *maker) digest(now Plan) *Digest {
	since := max(digest.Since(m.today), m.start)
	if since >= m.today || now.Won != 0 && now.Won < since {
		return nil
	}
	until := m.today - 1
	if m.done[m.today] > 0 {
		until = m.today
	}
	return m.compare(now, m.on(since-1).snapshotOf(now.Weeks), m.snapshot(now), since, until)
}

// compare sets a snapshot of the evening before since beside the plan as it is; what was planned up to the day until
// is held against what was done.
func (m *maker) compare(now Plan, was, is digest.Snapshot, since, until civil.Date) *Digest {
	weeks := m.planned(now.Weeks, since, m.today)
	s := digest.Slip{Done: m.done.In(since, m.today), Over: until.Weekday() == 0 && until == m.today}
	s.Planned, _ = tally.Planned(weeks, since, until)
	s.Days, s.By = tally.Short(weeks, m.done, since, max(until, m.today-1))
	for _, x := range now.Drill.Due {
		if x.Overdue > 0 {
			s.Late++
		}
	}
	for _, x := range now.Meetings {
		s.Talks = append(s.Talks, digest.Talk{Person: x.Person, Missed: x.Missed})
	}
	was.Domains = slices.Clone(was.Domains)
	for i, x := range m.believe(since, m.today+1) {
		was.Domains[i].Faded = x.Mean()
	}
	return digest.Compare(since, was, is, m.target(m.today+1), s, m.ask(now))
}

// snapshotOf is a snapshot of the evening of the maker's day. weeks are those of a later day: what had begun by then
// was the same.
func (m *maker) snapshotOf(weeks []Week) digest.Snapshot {
	p, _ := m.before(weeks)
	return m.snapshot(p)
}

// before is the plan as of the maker's day, with no more of it than a snapshot needs.
func (m *maker) before(weeks []Week) (Plan, view) {
	cut := m.today + 1
	if i := slices.IndexFunc(weeks, func(w Week) bool { return w.From > m.today }); i >= 0 {
		weeks = weeks[:i]
	}
	known := m.known(cut, weeks)
	p := Plan{Today: m.today, Exam: m.exam, Settings: m.set, Window: m.window(cut, m.today), Weeks: weeks}
	p.Diagnosis, p.Won = m.diagnose(cut), m.past(cut).Won()
	p.Domains = make([]DomainPlan, len(known.beliefs))
	for i, d := range m.exam.Domains {
		b := known.beliefs[i]
		p.Domains[i] = DomainPlan{Domain: d, Belief: belief.Shown(b), Points: belief.ToWin(b, m.weight[i], m.target(cut))}
	}
	p.Ranked = ranked(p.Domains)
	p.Date = m.examDate(known)
	x := m.prospect(known)
	minutes, _ := m.allocate(known, float64(x.Until(p.Date.Date, 1)))
	p.Budget.Forecast = x.Expected(known.beliefs, minutes)
	p.Trials = m.trials(cut)
	p.Readiness = m.readiness(p)
	return p, known
}

// evening is before, with what a digest of that day asks of it besides.
func (m *maker) evening(weeks []Week) Plan {
	p, known := m.before(weeks)
	p.Causes = causesWith(known.causes, p.Weeks, m.today)
	misses := m.rec.Misses
	if i := slices.IndexFunc(misses, func(x Miss) bool { return x.Date > m.today }); i >= 0 {
		misses = misses[:i]
	}
	p.Drill = Drill{Due: drill.Retests(misses, m.today, p.Date.Date), Misconceptions: drill.Misconceptions(misses, m.today), Repeats: drill.Repeats(misses, m.today)}
	p.Kept, p.Meetings = m.kept(p.Weeks, m.today), tally.Meetings(m.rec.People, m.rec.Checkins, m.start, m.today, m.away)
	x := m.prospect(known)
	m.judge(&p, x)
	m.replan(&p, x)
	return p
}

// snapshot is what a digest compares of a plan.
func (m *maker) snapshot(p Plan) digest.Snapshot {
	s := digest.Snapshot{
		Verdict: p.Readiness.Verdict, Fails: p.Diagnosis.Failures, Date: p.Date.Date, Proposed: p.Date.Proposed,
	}
	s.Open, s.Closed = m.misses()
	var right, wrong []float64
	for _, x := range p.Domains {
		s.Domains = append(s.Domains, digest.Domain{N: x.N, Name: x.Name, Mean: x.Belief.Mean, Points: x.Points})
		right, wrong = append(right, x.Belief.A), append(wrong, x.Belief.B)
	}
	s.Level, _ = stat.Blend(m.weight, right, wrong)
	return s
}

// ask is what this plan raises for a mentor.
func (m *maker) ask(now Plan) digest.Ask {
	a := digest.Ask{Won: now.Won != 0, Behind: now.Replan != nil}
	if now.Date.TooSoon != "" {
		a.TooSoon = now.Date.Date
	}
	if len(now.Drill.Repeats) > 0 {
		a.Repeat = now.Drill.Repeats[0].Objective.String()
	}
	for _, x := range now.Drill.Misconceptions {
		if x.Open(m.today) {
			a.Mistaken, a.Note = x.Objective.String(), x.Note
			break
		}
	}
	for _, c := range now.Causes {
		if c.Supported() {
			a.Cause = c.Title
			break
		}
	}
	if len(now.Ranked) > 0 {
		a.Weakest = now.Domains[now.Ranked[0]].Name
	}
	if g := now.Readiness; g.First >= 0 && g.First < len(g.Gates) {
		a.FirstGate = g.Gates[g.First].Name
	}
	return a
}

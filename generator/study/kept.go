package study

import (
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/gate"
	"retake/generator/tally"
)

// doneByDay adds up the log day by day, once for all that is asked of it.
func (m *maker) doneByDay() tally.Days {
	var sessions, results []tally.Entry
	for _, s := range m.rec.Sessions {
		sessions = append(sessions, tally.Entry{Date: s.Date, Kind: string(s.Kind), Minutes: s.Minutes})
	}
	for _, v := range m.rec.Simulations {
		results = append(results, tally.Entry{Date: v.Date, Kind: string(Simulate), Minutes: m.length().Took(v.Minutes, v.Of)})
	}
	for _, p := range m.rec.Practice {
		results = append(results, tally.Entry{Date: p.Date, Kind: string(Questions), Minutes: p.Minutes})
	}
	return tally.Done(sessions, results)
}

// length is how long simulations take.
func (m *maker) length() tally.Length {
	l := tally.Length{Full: civil.Minutes(m.fullLength()), Set: m.fullSet(), Questions: m.questions()}
	if m.exam.Questions == 0 && m.exam.onlyPractical() {
		l.Questions = l.Set
	}
	return l
}

// kept counts over the weeks that are planned so far, as known before a day.
func (m *maker) kept(weeks []Week, cut civil.Date) Kept {
	return tally.Count(m.planned(weeks, cut-tally.Span, cut-1), m.done, m.start, cut)
}

// planned are the weeks that touch the days from..to, as what is planned on each day. What stands there after a
// pass is asked of nobody.
func (m *maker) planned(weeks []Week, from, to civil.Date) []tally.Week {
	var out []tally.Week
	for _, w := range weeks {
		if w.To < from || w.From > to {
			continue
		}
		x := tally.Week{N: w.N, From: w.From, To: w.To, Planned: tally.Days{}}
		for _, b := range w.Blocks {
			if m.past(b.Date).Won() == 0 {
				x.Planned[b.Date] += b.Minutes
			}
			if b.Kind == Simulate && m.satOn(b.Date) {
				x.Sat = append(x.Sat, b.Date)
			}
		}
		out = append(out, x)
	}
	return out
}

// distance compares today's belief with that of the evening after the last fail.
func (m *maker) distance(p Plan) Distance {
	if p.Diagnosis.Attempt == nil {
		return Distance{}
	}
	moved := make([]Moved, len(p.Domains))
	for i, x := range p.Domains {
		moved[i] = Moved{Domain: x.N, Then: x.Evening.Mean, Now: x.Belief.Mean}
	}
	return tally.Far(p.Diagnosis.Attempt.At.Date, m.today, m.weight, moved)
}

// countdowns lists the days that bind; none does after a pass.
func (m *maker) countdowns(p Plan) []Countdown {
	if p.Won != 0 {
		return nil
	}
	pos := map[bool]fault.Pos{false: m.rec.ExamDatePos}[p.Date.Proposed]
	return tally.Countdowns(tally.Ahead{
		Today: m.today, Exam: p.Date.Date, ExamPos: pos, Ready: p.Readiness.Verdict == gate.Ready,
		Refund: m.rec.Voucher.RefundUntil, Voucher: m.rec.Voucher.Expires, VoucherPos: m.rec.Voucher.Pos,
		Last: m.exam.RetiresOn, VersionPos: m.exam.Pos,
	})
}

// way is what has been done from a day on.
func (m *maker) way(since civil.Date) tally.Way {
	w := tally.Way{Since: since, Today: m.today, Done: m.done, Asked: map[civil.Date]int{}}
	for _, x := range m.rec.Practice {
		w.Asked[x.Date] += x.Of
	}
	for _, x := range m.rec.Simulations {
		w.Asked[x.Date] += x.Of
		if x.Date >= since && x.Date <= m.today {
			w.Simulations++
		}
	}
	for _, x := range m.rec.Misses {
		if x.Date < since || x.Date > m.today {
			continue
		}
		w.Logged = append(w.Logged, x.Date)
		if d := x.Closed(m.today); d != 0 {
			w.Closed = append(w.Closed, d)
		}
	}
	return w
}

// since is the day from which on all is counted that is never lost again: the first fail, or the plan's start if
// that was earlier.
func (m *maker) since() civil.Date {
	if a := m.past(m.today+1).From(0, Fail); a != nil {
		return min(a.At.Date, m.start)
	}
	return m.start
}

// milestones are the steps reached so far, and the next ones. What is done on the day of the first fail was done
// before it.
func (m *maker) milestones(p Plan) []Milestone {
	since := m.since()
	if since < m.start {
		since++
	}
	w := m.way(since)
	w.Won = p.Won
	w.Sat(m.qualify(m.today+1).Fair(m.seen, m.today), func(v SimulationView) bool { return v.Percent >= 100*m.target(v.Date+1)-1e-9 })
	return w.Milestones()
}

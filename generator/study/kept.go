package study

import (
	"retake/generator/civil"
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
		results = append(results, tally.Entry{Date: v.Date, Kind: string(Simulate), Minutes: v.Minutes})
	}
	for _, p := range m.rec.Practice {
		results = append(results, tally.Entry{Date: p.Date, Kind: string(Questions), Minutes: p.Minutes})
	}
	return tally.Done(sessions, results)
}

// kept counts over the weeks that are planned so far, as known before a day.
func (m *maker) kept(weeks []Week, cut civil.Date) Kept {
	return tally.Count(planned(weeks, cut-tally.Span, cut-1), m.done, m.start, cut)
}

// planned are the weeks that touch the days from..to, as what is planned on each day.
func planned(weeks []Week, from, to civil.Date) []tally.Week {
	var out []tally.Week
	for _, w := range weeks {
		if w.To < from || w.From > to {
			continue
		}
		x := tally.Week{N: w.N, From: w.From, To: w.To, Planned: tally.Days{}}
		for _, b := range w.Blocks {
			x.Planned[b.Date] += b.Minutes
		}
		out = append(out, x)
	}
	return out
}

// distance compares today's belief with that of the last report.
func (m *maker) distance(p Plan) Distance {
	if p.Diagnosis.Attempt == nil {
		return Distance{}
	}
	moved := make([]Moved, len(p.Domains))
	for i, x := range p.Domains {
		moved[i] = Moved{Domain: x.N, Then: x.Report.Mean, Now: x.Belief.Mean}
	}
	return tally.Far(p.Diagnosis.Attempt.At.Date, m.today, m.weight, moved)
}

// countdowns lists the days that bind; none does after a pass.
func (m *maker) countdowns(p Plan) []Countdown {
	if p.Won != 0 {
		return nil
	}
	return tally.Countdowns(tally.Ahead{
		Today: m.today, Exam: p.Date.Date, ExamPos: m.rec.ExamDatePos, Ready: p.Readiness.Verdict == gate.Ready,
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

// tallies count what has been built since the last failed attempt.
func (m *maker) tallies() Tallies {
	if a := m.lastFail(m.today + 1); a != nil {
		return m.way(a.At.Date).Totals()
	}
	return m.way(m.start).Totals()
}

// milestones are the steps reached since the day after the last failed attempt, and the next ones.
func (m *maker) milestones(p Plan) []Milestone {
	since := m.start
	if a := p.Diagnosis.Attempt; a != nil {
		since = a.At.Date + 1
	}
	w := m.way(since)
	w.Won = p.Won
	ever := m.qualify(m.today + 1)
	ever.Recent = int(m.today) + 1 // whatever its age: once reached, a step stays reached
	for _, v := range ever.Views(m.seen, m.today) {
		if v.Qualifies && w.First == 0 {
			w.First = v.Date
		}
		if v.Qualifies && v.Above && w.Above == 0 {
			w.Above = v.Date
		}
	}
	return w.Milestones()
}

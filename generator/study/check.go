package study

import (
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/gate"
)

// check finds the faults that only thinking finds.
func (m *maker) check(p Plan) fault.List {
	var l fault.List
	if p.Won == 0 {
		w := m.dated(m.today + 1)
		w.Window = p.Window
		l = w.Check()
		m.checkHours(&l, p)
	}
	e := m.exam
	gate.Version{Pos: e.Pos, Code: e.Code, Opens: e.AvailableFrom, Ends: e.RetiresOn, Successor: e.Successor}.Check(&l, m.today)
	m.checkFuture(&l)
	return l
}

// dated is the exam date as written, with what it is held against, as known before a day.
func (m *maker) dated(cut civil.Date) gate.Written {
	w := gate.Written{
		Date: m.rec.ExamDate, Today: m.today, Pos: m.rec.ExamDatePos, SatPos: m.exam.Pos, Voucher: m.rec.Voucher.Expires, VoucherPos: m.rec.Voucher.Pos,
		Code: m.exam.Code, Opens: m.exam.AvailableFrom, Ends: m.exam.RetiresOn, Away: m.away(m.rec.ExamDate),
	}
	for _, a := range m.past(cut) {
		w.Sat, w.SatPos = append(w.Sat, a.At.Date), a.Pos
	}
	return w
}

// checkHours finds a plan with no time in it.
func (m *maker) checkHours(l *fault.List, p Plan) {
	if p.Date.Date == 0 || p.Date.Days < 7 || p.Budget.Total > 0 || m.start >= p.Date.Date {
		return
	}
	r := gate.Room{Pos: m.rec.Availability.Pos, Least: civil.Minutes(m.rules().Least), Today: m.today, Exam: p.Date.Date}
	for _, windows := range m.week {
		for _, w := range windows {
			r.Longest = max(r.Longest, w.Length)
		}
	}
	r.Check(l)
}

// checkFuture names log entries dated after today: they are kept and wait for their day.
func (m *maker) checkFuture(l *fault.List) {
	all := m.entries()
	for _, x := range m.rec.Attempts {
		all = append(all, entry{"attempt", x.At.Date, x.Pos})
	}
	for _, x := range all {
		if x.date > m.today {
			l.Warn("future-entry", x.pos, "%s dated %s lies in the future and is not counted yet", x.what, x.date).Hint = "today is " + m.today.String() + "; correct the date, or leave it until it comes"
		}
	}
}

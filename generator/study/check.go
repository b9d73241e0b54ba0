package study

import (
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
)

// check finds the faults that only thinking finds.
func (m *maker) check(p Plan) fault.List {
	var l fault.List
	if p.Won == 0 {
		m.checkDate(&l, p)
		m.checkHours(&l, p)
	}
	m.checkVersion(&l)
	m.checkFuture(&l)
	return l
}

// checkDate holds a written exam date against the window. A date before it is an error, as is one
// after the last possible day: somebody would pay for nothing.
func (m *maker) checkDate(l *fault.List, p Plan) {
	w, d := p.Window, m.rec.ExamDate
	if w.TooLate && !m.retired() {
		opens := map[bool]string{true: "the retake is not open by", false: "the retake opens on " + w.Safe.String() + ", after"}[w.Safe == 0]
		l.Warn("window-closed", m.attemptPos(), "%s the last possible day %s (%s)", opens, w.Until, w.UntilWhy).Hint = "a new purchase or the next exam version is needed; the retake page lists the reasons"
	}
	if d == 0 {
		return
	}
	switch {
	case d < m.exam.AvailableFrom:
		l.Add("exam-before-window", m.rec.ExamDatePos, "exam_date %s is before %s, the first day on which %s is offered", d, m.exam.AvailableFrom, m.exam.Code).Hint = "choose a later date, or the version of the exam that is offered now"
	case (w.State == policy.Dated || w.State == policy.Session) && w.Optimistic != 0 && d < w.Optimistic:
		l.Add("exam-before-window", m.rec.ExamDatePos, "exam_date %s is before the first legal retake date %s", d, w.Safe).Hint = "set exam_date to " + w.Safe.String() + " or later, or remove it and let the plan propose one"
	case (w.State == policy.Dated || w.State == policy.Session) && d < w.Safe:
		l.Warn("exam-may-be-early", m.rec.ExamDatePos, "exam_date %s is legal only by the kindest reading of the rule; the safe date is %s", d, w.Safe).Hint = "the issuer's wording leaves the count of days open: ask before you book, or move the exam by a day"
	case w.Until != 0 && d > w.Until && !w.TooLate:
		l.Add("exam-after-window", m.rec.ExamDatePos, "exam_date %s is after the last possible day %s: %s", d, w.Until, w.UntilWhy).Hint = "choose a date up to " + w.Until.String()
	case d < m.today:
		l.Warn("exam-passed", m.rec.ExamDatePos, "exam_date %s has passed and no result is written", d).Hint = "write the result as a new [[attempt]] in content/attempts.toml, or set the next exam_date"
	case m.away(d):
		l.Warn("exam-while-away", m.rec.ExamDatePos, "exam_date %s is inside an [[away]] stretch", d).Hint = "move the exam or shorten the days away"
	}
}

func (m *maker) attemptPos() fault.Pos {
	if n := len(m.rec.Attempts); n > 0 {
		return m.rec.Attempts[n-1].Pos
	}
	return m.exam.Pos
}

// checkHours finds a plan with no time in it: an error when no time is free at all, a warning when
// what is free is too short to sit down for.
func (m *maker) checkHours(l *fault.List, p Plan) {
	if p.Date.Date == 0 || p.Date.Days < 7 || p.Budget.Total > 0 || m.start >= p.Date.Date {
		return
	}
	longest := civil.Minutes(0)
	for _, windows := range m.week {
		for _, w := range windows {
			longest = max(longest, w.Length)
		}
	}
	least := m.rules().Least
	if longest > 0 && int(longest) < least {
		l.Warn("short-hours", m.rec.Availability.Pos, "the longest free time is %s; a block needs %s", longest, civil.Minutes(least)).Hint = "join free times, or set block in [study] of site.toml"
		return
	}
	l.Add("no-hours", m.rec.Availability.Pos, "there is no free time between %s and the exam on %s", m.today, p.Date.Date).Hint = `write at least one window in [availability] of content/plan.toml, such as tue = "19:00-20:30", and check [[away]]`
}

func (m *maker) checkVersion(l *fault.List) {
	e := m.exam
	switch {
	case m.retired():
		l.Warn("exam-retired", e.Pos, "%s was retired on %s%s", e.Code, e.RetiresOn, successor(e)).Hint = "set exam to the version that you will sit, and keep the old report: its domains may have moved"
	case e.AvailableFrom != 0 && e.AvailableFrom > m.today:
		l.Warn("exam-upcoming", e.Pos, "%s is not offered before %s", e.Code, e.AvailableFrom).Hint = "that is fine if it is the one you will sit; the plan proposes no earlier date"
	}
}

func (m *maker) retired() bool { return m.exam.RetiresOn != 0 && m.exam.RetiresOn < m.today }

func successor(e Exam) string {
	if e.Successor == "" {
		return ""
	}
	return "; its successor is " + e.Successor
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

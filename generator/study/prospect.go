package study

import (
	"slices"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/gate"
	"retake/generator/outlook"
	"retake/generator/policy"
	"retake/generator/tally"
	"retake/generator/timetable"
)

// window applies the retake policy to the attempts known before a day.
func (m *maker) window(cut, today civil.Date) policy.Window {
	f := policy.Facts{
		Today: today, ExamMinutes: int(m.exam.Minutes), PurchasedOn: m.rec.Booking.PurchasedOn, Eligibility: m.rec.Booking.EligibilityStarts,
		VoucherExpires: m.rec.Voucher.Expires, VersionEnds: m.exam.RetiresOn, Delivery: m.rec.Booking.Delivery, Chosen: m.rec.ExamDate != 0,
	}
	for _, a := range m.past(cut) {
		f.Attempts = append(f.Attempts, policy.Attempt{At: a.At, Counts: a.Result != Void, Failed: a.Result == Fail || a.Result == NoShow, NoShow: a.Result == NoShow})
		f.PrintedDate = a.EligibleOn
	}
	return policy.Evaluate(m.exam.Policy, f)
}

// prospect is what hours may bring, as known before a day.
func (m *maker) prospect(known view) *outlook.Prospect {
	p := &outlook.Prospect{
		Split: m.split(known), Names: m.names, Beliefs: known.beliefs, Pass: m.mark(known.cut).Pass, Target: m.target(known.cut), Questions: m.questions(),
		Transfer: m.set.TransferSpread, Forms: m.set.FormSpread, Today: max(known.cut-1, m.start-1), Hours: m.hours, FreeDays: m.freeDays(),
		Kept: known.kept, KeptLess: known.keptLess, Streak: m.set.Streak, Sitting: civil.Minutes(m.simulationLength()),
		Window: m.window(known.cut, known.cut-1), AvailableFrom: m.exam.AvailableFrom,
	}
	var sat []civil.Date // days of the simulations that count
	trials := m.trials(known.cut)
	for _, v := range trials.Views {
		if v.Qualifies {
			sat = append(sat, v.Date)
		}
	}
	p.Sat, p.Shown = len(sat), gate.Shown(trials.Views, m.set.Streak, m.terms100(known.cut).Chance(trials.Views, trials.Gap), m.set.EnoughChance)
	p.Sittings = func(exam civil.Date) int { return m.counting(m.calendar(exam, known.cut), sat, known.cut) }
	p.Study = func(exam civil.Date) civil.Minutes { return m.studyIn(m.calendar(exam, known.cut), p.Today) }
	return p
}

// counting is how many full simulations will count on the exam day: those sat, and those that lie ahead, none
// older than recent on that day.
func (m *maker) counting(c *timetable.Calendar, sat []civil.Date, cut civil.Date) int {
	since, n := c.Exam-civil.Date(m.set.Recent), 0
	for _, d := range sat {
		if d >= since {
			n++
		}
	}
	from := max(since, m.ahead(cut))
	for _, s := range c.Slots {
		if s.Date >= from && s.Date <= c.Exam-timetable.LastSitting && (s.Use == timetable.ForSitting || s.Use == timetable.ForPinned && m.fullSitting(m.rec.Pins[s.Index].Kind, s.Minutes)) {
			n++
		}
	}
	return n
}

// ahead is the first day on which a full simulation can still be sat, as known before a day: today, unless one
// is logged for it.
func (m *maker) ahead(cut civil.Date) civil.Date {
	if cut > m.today && !m.satOn(m.today) {
		return m.today
	}
	return cut
}

// satOn reports whether a full simulation is logged for a day.
func (m *maker) satOn(day civil.Date) bool {
	return slices.ContainsFunc(m.between(day, day+1), func(s Simulation) bool { return float64(s.Of) >= 0.9*m.fullSet() })
}

func (m *maker) fullSitting(kind Kind, length civil.Minutes) bool {
	return kind == Simulate && int(length) >= m.simulationLength()
}

// studyIn is the time that a calendar holds for study from a day on, without simulations and their review.
func (m *maker) studyIn(c *timetable.Calendar, from civil.Date) civil.Minutes {
	total := civil.Minutes(0)
	for _, s := range c.Slots {
		if s.Date >= from && (s.Use == timetable.ForStudy || s.Use == timetable.ForPinned && (m.rec.Pins[s.Index].Domain != 0 || m.rec.Pins[s.Index].Kind != Simulate && m.rec.Pins[s.Index].Kind != Review)) {
			total += s.Minutes
		}
	}
	return total
}

// split is how minutes are divided, with what uncovered domains get at the least: half of their weight's share.
func (m *maker) split(known view) outlook.Split {
	s := outlook.Split{Weights: m.weight, Tau: m.set.LearningHours, Maintenance: m.set.Maintenance, Block: m.set.Block}
	if len(known.uncovered) > 0 {
		s.Least = make([]float64, len(m.weight))
		for i, d := range m.exam.Domains {
			if slices.Contains(known.uncovered, d.N) {
				s.Least[i] = m.weight[i] / 2
			}
		}
	}
	return s
}

// allocate divides study minutes over the domains.
func (m *maker) allocate(known view, minutes float64) (each []float64, floored []bool) {
	return m.split(known).Allocate(known.beliefs, minutes)
}

// examDate is the date as written, else the plan's proposal, as known before a day.
func (m *maker) examDate(known view) ExamDate {
	d := ExamDate{Date: m.rec.ExamDate, Booked: m.rec.Booked}
	if m.dated(known.cut).Spent() {
		d = ExamDate{}
	}
	if won := m.past(known.cut).Won(); won != 0 {
		return ExamDate{Date: won, Days: int(won - m.today), Why: "You passed."}
	}
	switch {
	case d.Date == 0:
		x := m.prospect(known).Propose()
		d.Date, d.Why, d.Proposed = x.Date, x.Why, true
	case d.Booked:
		d.Why = "You have booked it."
	default:
		d.Why = "You chose it; it is not booked yet."
	}
	if d.Date != 0 {
		d.Days = int(d.Date - m.today)
		d.Passed = d.Date < m.today
	}
	return d
}

// WhatIf sets exam dates against weekly loads.
type WhatIf struct {
	Dates []civil.Date
	Loads []float64
	Cells [][]outlook.Cell // one row a date
	Own   outlook.Standing // the plan's own date, while it lies ahead
}

// Replan is how far the plan is behind, and the ways on.
type Replan struct {
	Say     string
	Owed    civil.Minutes
	PerDay  civil.Minutes
	Since   civil.Date
	Choices []outlook.Choice
}

// outlook works out what lies ahead of today: the forecast's grid, and the ways on for somebody who is behind.
func (m *maker) outlook(p *Plan, known view) {
	x := m.prospect(known)
	other := x.Study
	x.Study = func(exam civil.Date) civil.Minutes {
		if exam == p.Date.Date { // this week stays as it was laid out when it began
			return p.Budget.Domains
		}
		return other(exam)
	}
	m.judge(p, x)
	if p.Won != 0 || p.Date.Passed || m.exam.Domains == nil {
		return
	}
	p.WhatIf = WhatIf{Dates: x.Dates(p.Date.Date), Loads: outlook.Loads()}
	p.WhatIf.Cells = x.Grid(p.WhatIf.Dates, p.WhatIf.Loads)
	if p.Date.Date > m.today {
		p.WhatIf.Own = x.Stands(p.Date.Date)
	}
	m.replan(p, x)
}

// judge says of a date that the learner wrote whether it is too soon.
func (m *maker) judge(p *Plan, x *outlook.Prospect) {
	if !p.Date.Proposed && p.Date.Date > m.today {
		p.Date.TooSoon, p.Date.Better = x.Judge(p.Date.Date)
	}
}

// replan prices the ways on for somebody who is behind, while the exam lies ahead.
func (m *maker) replan(p *Plan, x *outlook.Prospect) {
	if p.Won != 0 || p.Date.Date <= m.today || m.exam.Domains == nil {
		return
	}
	k, notice := p.Kept, ""
	if n := p.Window.Notice; n != nil {
		notice = n.Before.String()
	}
	weeks := m.planned(p.Weeks, k.From, p.Date.Date)
	_, left := tally.Planned(weeks, m.today, p.Date.Date)
	b := outlook.Behind{
		Owed: max(0, k.Planned-k.Done), PerDay: tally.DayOfWork(weeks, k.From, m.today+tally.Span), StudyDays: left,
		Exam: p.Date.Date, Booked: p.Date.Booked, Notice: advice.Notice(p.Window.Notice != nil, notice),
	}
	if choices := x.Replan(b); choices != nil {
		p.Replan = &Replan{Say: b.Say(), Owed: b.Owed, PerDay: b.PerDay, Since: k.From, Choices: choices}
	}
}

package study

import (
	"fmt"
	"math"
	"slices"
	"time"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/report"
	"retake/generator/timetable"
)

// window applies the retake policy to the attempts known before a day.
func (m *maker) window(cut, today civil.Date) policy.Window {
	f := policy.Facts{
		Today: today, ExamMinutes: int(m.exam.Minutes), PurchasedOn: m.rec.Booking.PurchasedOn, Eligibility: m.rec.Booking.EligibilityStarts,
		VoucherExpires: m.rec.Voucher.Expires, VersionEnds: m.exam.RetiresOn, Delivery: m.rec.Booking.Delivery,
	}
	for _, a := range m.attemptsBefore(cut) {
		f.Attempts = append(f.Attempts, policy.Attempt{At: a.At, Counts: a.Result != Void, Failed: a.Result == Fail || a.Result == NoShow, NoShow: a.Result == NoShow})
		f.PrintedDate = a.EligibleOn
	}
	return policy.Evaluate(m.exam.Policy, f)
}

// examDate is the date as written, else the plan's proposal as of a day.
func (m *maker) examDate(cut civil.Date, beliefs []report.Beta) ExamDate {
	d := ExamDate{Date: m.rec.ExamDate, Booked: m.rec.Booked}
	if won := m.won(cut); won != 0 {
		return ExamDate{Date: won, Days: int(won - m.today), Why: "You passed."}
	}
	if d.Date == 0 {
		d = m.propose(cut, beliefs)
	} else if d.Booked {
		d.Why = "You have booked it."
	} else {
		d.Why = "You chose it; it is not booked yet."
	}
	if d.Date != 0 {
		d.Days = int(d.Date - m.today)
		d.Passed = d.Date < m.today
	}
	return d
}

// won is the day of the last sitting known before a day, if it was passed; else 0.
func (m *maker) won(cut civil.Date) civil.Date {
	for _, a := range slices.Backward(m.attemptsBefore(cut)) {
		switch a.Result {
		case Pass:
			return a.At.Date
		case Fail:
			return 0
		}
	}
	return 0
}

// furthest is how far ahead a date is proposed, in days.
const furthest = 26 * 7

// leastRunway is the shortest time to a proposed date: two weeks of simulations and a few days before.
const leastRunway = 21

// propose finds the first Saturday that is legal and that the hours make able: by then the expected
// share right reaches pass + buffer. If none does within half a year, or before the retake must be
// taken, the last possible one, said plainly.
func (m *maker) propose(cut civil.Date, beliefs []report.Beta) ExamDate {
	w := m.window(cut, cut-1)
	begin := max(cut-1, m.start)
	lo, hi := max(begin+leastRunway, w.Safe, m.exam.AvailableFrom), max(begin, m.exam.AvailableFrom)+furthest
	if w.State == policy.Blocked || w.State == policy.NewVersion || w.State == policy.Training || w.State == policy.NewApplication {
		return ExamDate{Proposed: true, Why: "No date can be proposed: the retake rule allows no further attempt as things stand."}
	}
	bounded := w.Until != 0 && w.Until < hi
	if bounded {
		hi = w.Until
	}
	if w.Safe > hi && !w.TooLate {
		hi = w.Safe + 7
	}
	lo, hi = saturdayFrom(lo), saturdayTo(hi)
	if hi < lo {
		return m.proposeTight(w, begin)
	}
	n := int(hi-lo)/7 + 1
	first := 0
	for a, b := 0, n; a < b; { // the expected share only grows with the date: halve the search
		if mid := (a + b) / 2; m.able(begin, lo+civil.Date(7*mid), beliefs) {
			b = mid
		} else {
			a = mid + 1
		}
		first = a
	}
	for d := lo + civil.Date(7*first); first < n && d <= min(hi, lo+civil.Date(7*first)+5*7); d += 7 {
		if m.calendar(d, m.diagnostic(cut)).Sittings >= m.set.Streak {
			first = int(d-lo) / 7
			break
		}
	}
	target := m.target() * 100
	if first == n {
		return ExamDate{Date: m.notAway(hi, lo, hi), Proposed: true, Why: fmt.Sprintf("Proposed. Even on this date the planned hours are not expected to reach the target of %.0f %%: more hours a week would help most.%s", target, untilWords(w, bounded))}
	}
	why := fmt.Sprintf("Proposed: the first Saturday that the retake rule allows and by which your hours should bring you to the target of %.0f %%.", target)
	if w.State == policy.Unknown {
		why = fmt.Sprintf("Proposed by your hours alone: the first Saturday by which they should bring you to the target of %.0f %%. The waiting time is not known; ask the issuer before booking.", target)
	}
	return ExamDate{Date: m.notAway(lo+civil.Date(7*first), lo, hi), Proposed: true, Why: why}
}

// proposeTight is for a runway shorter than is wise: the last day that is still allowed, or none.
func (m *maker) proposeTight(w policy.Window, begin civil.Date) ExamDate {
	if w.TooLate || w.Until <= begin {
		return ExamDate{Proposed: true, Why: "No date can be proposed: " + untilReason(w) + " before the retake is allowed."}
	}
	return ExamDate{Date: w.Until, Proposed: true, Why: "Proposed: the last day that is possible, because " + untilReason(w) + ". It is sooner than we would like."}
}

func untilReason(w policy.Window) string {
	if w.UntilWhy == "" {
		return "time runs out"
	}
	return w.UntilWhy
}

func untilWords(w policy.Window, bounded bool) string {
	if !bounded {
		return ""
	}
	return " It cannot be later than " + w.Until.Medium() + ": " + untilReason(w) + "."
}

func saturdayFrom(d civil.Date) civil.Date {
	return d + civil.Date((int(time.Saturday)-int(d.Weekday())+7)%7)
}

func saturdayTo(d civil.Date) civil.Date {
	return d - civil.Date((int(d.Weekday())-int(time.Saturday)+7)%7)
}

// notAway moves a proposed day by whole weeks while the learner is away on it: later up to hi, else earlier down to lo.
func (m *maker) notAway(d, lo, hi civil.Date) civil.Date {
	for x := d; x <= hi; x += 7 {
		if !m.away(x) {
			return x
		}
	}
	for x := d; x >= lo; x -= 7 {
		if !m.away(x) {
			return x
		}
	}
	return d
}

// target is the share right to aim for: pass + buffer, 0 to 1.
func (m *maker) target() float64 { return math.Min(0.97, m.pass+m.set.Buffer/100) }

// able reports whether the study hours from a day to a date bring the expected share to the target.
func (m *maker) able(from, exam civil.Date, beliefs []report.Beta) bool {
	reserve := m.set.Streak * m.simulationLength() * 2
	minutes := m.freeMinutes(from, exam) - reserve
	if minutes <= 0 {
		return m.expected(beliefs, nil) >= m.target()
	}
	return m.expected(beliefs, m.allocate(beliefs, float64(minutes)).minutes) >= m.target()
}

// expected is the weighted mean share right after so many minutes in each domain: p(h) = 1 - (1-p0) exp(-h/tau).
func (m *maker) expected(beliefs []report.Beta, minutes []float64) float64 {
	sum := 0.0
	for i, b := range beliefs {
		p := b.Mean()
		if minutes != nil {
			p = 1 - (1-p)*math.Exp(-minutes[i]/60/m.set.LearningHours)
		}
		sum += m.weight[i] * p
	}
	return sum
}

// freeMinutes is the ordinary study time on the days from..to-1, from sums kept for the whole horizon.
func (m *maker) freeMinutes(from, to civil.Date) int {
	from, to = max(from, m.start), max(to, m.start)
	for len(m.free) <= int(to-m.start) {
		d := m.start + civil.Date(len(m.free)) - 1
		if len(m.free) == 0 {
			m.free = append(m.free, 0)
			continue
		}
		used := 0
		if days := timetable.Days(d, d, m.week, m.rules(), m.away); len(days) > 0 {
			days[0].Blocks(0)
			used = days[0].Used
		}
		m.free = append(m.free, m.free[len(m.free)-1]+used)
	}
	return m.free[to-m.start] - m.free[from-m.start]
}

package drill

import (
	"cmp"
	"math"
	"slices"

	"retake/generator/civil"
	"retake/generator/stat"
)

const (
	// lightDays before the exam bring nothing that must still be right: the last re-test that a plan
	// counts on is the day before them.
	lightDays = 2
	// undated is how many days ahead an exam without a date is taken to be.
	undated = 30
)

// Due is an open miss with the day on which to meet it again, and what that day follows from.
type Due struct {
	Miss
	On      civil.Date // 0 = no later day is left before the exam
	Rights  int        // different days on which it was right again: 0 or 1
	Overdue int        // days since On; 0 if it is not yet due
	Since   civil.Date // when it was last met: the later of the miss and its last right-again day
	Gap     int        // days between two meetings by the spacing rule, at least 1
	Ahead   int        // days from Since to the exam; 0 = the exam has no date
	Sooner  bool       // On is sooner than Gap says, so that right on two days still fits before the light days
}

// Retests lists the open misses by the day on which each is met again: Gap days after it was last met, a
// day at the least, but never so late that the days which still have to be right no longer fit before the
// last two days ahead of the exam, as long as they can fit at all.
//
// The day does not move while it waits: it grows overdue. exam 0 is no date, and so is an exam that is
// over. What stands first is due first; on one day, that which is later measured by its gap.
func Retests(misses []Miss, today, exam civil.Date) []Due {
	if exam < today {
		exam = 0
	}
	var out []Due
	for _, m := range misses {
		if m.Date <= today && m.Open(today) {
			out = append(out, m.due(today, exam))
		}
	}
	slices.SortFunc(out, func(a, b Due) int {
		if n := cmp.Or(yesFirst(a.On != 0, b.On != 0), int(a.On-b.On), b.Overdue*a.Gap-a.Overdue*b.Gap, byObjective(a.Objective, b.Objective)); n != 0 {
			return n
		}
		return order(a.Miss, b.Miss)
	})
	return out
}

// due finds the day for one open miss. exam is 0 or not before today.
func (m Miss) due(today, exam civil.Date) Due {
	first, _ := m.rights(today)
	d := Due{Miss: m, Since: max(m.Date, first), Rights: m.Rights(today)}
	ahead := undated
	if exam != 0 {
		d.Ahead = int(exam - d.Since)
		ahead = d.Ahead
	}
	d.Gap = max(1, int(math.Round(stat.Gap(float64(ahead)))))
	d.On = d.Since + civil.Date(d.Gap)
	if exam == 0 {
		d.Overdue = max(0, int(today-d.On))
		return d
	}
	// The last of the days that must still be right is the one before the light days, and any other is a
	// day earlier.
	last := exam - lightDays - 1 - civil.Date(1-d.Rights)
	if d.Since < last && last < d.On {
		d.On, d.Sooner = last, true
	}
	if exam == today || d.On >= exam {
		d.On = 0
		return d
	}
	d.Overdue = max(0, int(today-d.On))
	return d
}

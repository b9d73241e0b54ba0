package tally

import (
	"cmp"
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
)

// Countdown is a day that comes whatever is done.
type Countdown struct {
	Name string // "Exam" | "Voucher refund" | "Voucher" | "Exam version"
	Date civil.Date
	Days int
	Say  string
	Pos  fault.Pos
}

// Ahead are the days that bind; 0 = there is none.
type Ahead struct {
	Today                           civil.Date
	Exam, Refund, Voucher, Last     civil.Date // Last: of this version of the exam
	ExamPos, VoucherPos, VersionPos fault.Pos
	Ready                           bool
}

// Countdowns lists the days that bind, the next first. One that is over says nothing any more.
func Countdowns(a Ahead) []Countdown {
	var out []Countdown
	add := func(name string, d civil.Date, say string, pos fault.Pos) {
		if d != 0 && d >= a.Today {
			out = append(out, Countdown{name, d, int(d - a.Today), say, pos})
		}
	}
	add("Voucher refund", a.Refund, refund(a.Ready, a.Exam != 0 && a.Refund < a.Exam), a.VoucherPos)
	add("Voucher", a.Voucher, voucherEnds(a.Exam > a.Voucher), a.VoucherPos)
	add("Exam version", a.Last, versionEnds(a.Exam > a.Last), a.VersionPos)
	add("Exam", a.Exam, "", a.ExamPos)
	slices.SortStableFunc(out, func(a, b Countdown) int { return cmp.Compare(a.Date, b.Date) })
	return out
}

// Person is somebody who helps.
type Person struct {
	Pos     fault.Pos
	Name    string
	Role    string // "mentor" | "group" | "friend" | ...
	Checkin string // "sun 18:00" as written
	Day     int    // 0 Sunday to 6 Saturday, -1 = no fixed day
	At      civil.Clock
	URL     string
}

// Checkin is a talk with a mentor or a group.
type Checkin struct {
	Pos    fault.Pos
	Date   civil.Date
	Person string
	Note   string
}

// Meeting is a check-in with somebody who helps: the next one, and the last that was logged.
type Meeting struct {
	Person   string
	Role     string
	Next     civil.Date // 0 = no fixed day
	At       civil.Clock
	Last     civil.Date // 0 = none yet
	LastNote string
	Missed   int // fixed days since the last one, over the last four weeks
	URL      string
}

// early is how many days before its fixed day a check-in may be held and still be that day's.
const early civil.Date = 3

// Meetings pairs people with their logged check-ins. A check-in that names nobody is that of the only person
// there is; fixed days before the plan's start and on days off are not missed.
func Meetings(people []Person, logged []Checkin, start, today civil.Date, off func(civil.Date) bool) []Meeting {
	var out []Meeting
	for _, p := range people {
		x := Meeting{Person: p.Name, Role: p.Role, At: p.At, URL: p.URL}
		for _, c := range logged {
			if c.Date <= today && c.Date >= x.Last && (c.Person == p.Name || c.Person == "" && len(people) == 1) {
				x.Last, x.LastNote = c.Date, c.Note
			}
		}
		if p.Day >= 0 {
			x.Next = today + civil.Date((p.Day-int(today.Weekday())+7)%7)
			if x.Last == x.Next {
				x.Next += 7
			}
			for d := x.Next - 7; d > max(x.Last+early, start-1, today-Span); d -= 7 {
				if !off(d) {
					x.Missed++
				}
			}
		}
		out = append(out, x)
	}
	return out
}

// Package specimen is a board to try pages on, for tests alone: eight weeks of study, on the third day of the first.
//
// Deliberately absent: a plan that was really made, and anything that a program runs.
package specimen

import (
	"strings"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Board is a board on the third day of a plan of eight weeks, with an exam that is booked.
func Board() board.Board {
	return board.Board{
		Plan: plan(), Language: "en",
		Record: study.Record{Away: []study.Away{{From: Day("2026-12-24"), To: Day("2026-12-27"), Why: "family"}}},
		Lists:  map[string][]board.Ref{"checklists": {{Path: "checklists/desk.html", Text: "The desk"}, {Path: "checklists/exam-day.html", Text: "Exam day"}}},
	}
}

func plan() study.Plan {
	return study.Plan{
		Today: Day("2026-11-25"), Settings: study.Defaults(), Domains: domains(), Ranked: []int{1, 0, 2},
		Exam: study.Exam{
			Code: "SY0-701", Name: "Security+", Vendor: "CompTIA",
			Policy: policy.Policy{ID: "comptia", Body: "CompTIA", AsOf: Day("2026-03-28"), Sources: []policy.Source{
				{URL: "https://www.comptia.org/policies/", Grade: "official", Unseen: true}, {URL: "https://example.org/x", Date: "2026", Grade: "secondary"},
			}},
			Sources: []policy.Source{{URL: "https://www.comptia.org/security/", Date: "2026-09-29", Grade: "official"}},
		},
		Diagnosis: study.Diagnosis{Attempt: LastAttempt()},
		Window:    policy.Window{State: policy.Dated, Optimistic: Day("2026-12-04"), Safe: Day("2026-12-05")},
		Date:      study.ExamDate{Date: Day("2027-01-16"), Booked: true},
		Phases:    []study.Phase{{Name: "Repair", From: Day("2026-11-23"), To: Day("2027-01-13")}, {Name: "Taper", From: Day("2027-01-14"), To: Day("2027-01-15")}},
		NextBlock: []study.Mix{{Domain: 2, Questions: 9, Because: "most points to win"}, {Domain: 0, Questions: 4, Because: "a small share"}},
		Weeks:     weeks(),
		Readiness: study.Readiness{
			Say: "Not yet.", First: 1, Target: 80, Pass: 70,
			Gates: []study.Gate{
				{Name: "legal", Met: true, Why: "16 January 2027 is allowed: the rule opens on 5 December 2026."},
				{Name: "rule", Why: "1 of the 3 full simulations in a row at 80 % or more.", Next: "Each full simulation of an unseen form counts one."},
			},
			Simulations: []study.SimulationView{{Simulation: study.Simulation{Date: Day("2026-11-22"), Source: "Provider B", Right: 66, Of: 90}, Percent: 73.3, Qualifies: true}},
		},
	}
}

// LastAttempt is a fail with a scaled score, two weeks before the exam may be taken again.
func LastAttempt() *study.Attempt {
	return &study.Attempt{At: civil.Instant{Date: Day("2026-11-20"), Clock: civil.NoClock}, Result: study.Fail, Unanswered: -1, Score: study.Score{Form: "scaled", Value: 721}}
}

func domains() []study.DomainPlan {
	var out []study.DomainPlan
	for i, name := range []string{"Security concepts", "Security architecture", "Security operations"} {
		mean := 0.55 + 0.1*float64(i)
		out = append(out, study.DomainPlan{
			Domain: study.Domain{N: i + 1, Slug: strings.Fields(name)[1], Name: name, Weight: 30}, Belief: study.Belief{A: 20 * mean, B: 20 * (1 - mean), Mean: mean, Lo80: mean - 0.1, Hi80: mean + 0.1},
			Points: 30 * (0.8 - mean), Minutes: civil.Minutes(180 + 60*i), Spent: civil.Minutes(40 * i),
		})
	}
	return out
}

// weeks run from 23 November to the exam on 16 January, with one block on each day but Sundays, days off and the
// exam's.
func weeks() []study.Week {
	var out []study.Week
	for n, from := 1, Day("2026-11-23"); n <= 8; n, from = n+1, from+7 {
		w := study.Week{N: n, From: from, To: min(from+6, Day("2027-01-16")), Current: n == 1, Exam: n == 8}
		for d := w.From; d <= w.To; d++ {
			if off := d >= Day("2026-12-24") && d <= Day("2026-12-27"); !off && d.Weekday() != 0 && d != Day("2027-01-16") {
				w.Blocks = append(w.Blocks, study.Block{Date: d, Start: 1140, Minutes: 50, Kind: study.Read, Domain: 1 + int(d)%3})
			}
		}
		out = append(out, w)
	}
	return out
}

// Day is a date as it is written in the files.
func Day(s string) civil.Date {
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Plain undoes the spaces that do not break.
func Plain(s string) string { return strings.ReplaceAll(s, words.NBSP, " ") }

package study

import (
	"testing"

	"retake/generator/civil"
)

// longRecord is a plan over six months with 5,000 log entries of all kinds.
func longRecord() Record {
	rec := sy0701()
	rec.Start = civil.Of(2026, 6, 1)
	rec.ExamDate = civil.Of(2026, 11, 28)
	rec.Attempts[0].At.Date = civil.Of(2026, 5, 30)
	rec.Resources = []Resource{{Name: "A", Kind: "questions"}, {Name: "Book", Kind: "book", UsedBefore: true}, {Name: "Lab", Kind: "lab", Domains: []int{2, 4}}}
	rec.People = []Person{{Name: "M", Role: "mentor", Day: 0}}
	day := func(i int) civil.Date { return rec.Start + civil.Date(i%178) }
	for i := range 3000 {
		rec.Practice = append(rec.Practice, Practice{Date: day(i), Domain: 1 + i%5, Of: 20, Right: i * 7 % 21, Source: "A", Conditions: "timed", Minutes: 20})
	}
	for i := range 1000 {
		rec.Sessions = append(rec.Sessions, Session{Date: day(i), Domain: 1 + i%5, Kind: []Kind{Read, Questions, Review, Lab}[i%4], Minutes: 40, Resource: "Book"})
	}
	for i := range 900 {
		rec.Misses = append(rec.Misses, Miss{Date: day(i), Objective: obj(1+i%5, 1+i%4), Why: []string{"concept", "term", "misread"}[i%3], Confident: i%5 == 0, Cleared: []civil.Date{day(i) + 5, day(i) + 12}[:i%3]})
	}
	for i := range 60 {
		rec.Simulations = append(rec.Simulations, Simulation{Date: rec.Start + civil.Date(i*3), Of: 90, Right: 50 + i/2, Timed: i%3 > 0, ClosedBook: true, Minutes: 88, Source: "B",
			Unanswered: i % 4, Anxiety: i % 9, Changes: &Changes{ToRight: 3, ToWrong: 1, Same: 1}, Quarters: []civil.Minutes{24, 46, 68, 88}})
	}
	for i := range 40 {
		rec.Checkins = append(rec.Checkins, Checkin{Date: day(i * 4), Person: "M"})
	}
	return rec
}

// BenchmarkMakeSixMonths is Make with replay over six months and 5,000 log entries, the what-if grid and the
// digest included; the aim is 50 ms.
func BenchmarkMakeSixMonths(b *testing.B) {
	rec := longRecord()
	b.ReportAllocs()
	for b.Loop() {
		if p, _ := Make(rec, Defaults(), someday); len(p.Weeks) == 0 || len(p.WhatIf.Cells) != 5 || p.Digest == nil {
			b.Fatalf("%d weeks, %d dates, digest %v", len(p.Weeks), len(p.WhatIf.Cells), p.Digest)
		}
	}
}

// BenchmarkMakeProposing is the same without an exam date: every replayed week proposes one.
func BenchmarkMakeProposing(b *testing.B) {
	rec := longRecord()
	rec.ExamDate = 0
	for b.Loop() {
		Make(rec, Defaults(), someday)
	}
}

package study

import (
	"testing"

	"retake/generator/civil"
)

// longRecord is a plan over six months with 2,000 log entries.
func longRecord() Record {
	rec := sy0701()
	rec.Start = civil.Of(2026, 6, 1)
	rec.ExamDate = civil.Of(2026, 11, 28)
	rec.Attempts[0].At.Date = civil.Of(2026, 5, 30)
	for i := range 1500 {
		rec.Practice = append(rec.Practice, Practice{Date: rec.Start + civil.Date(i%178), Domain: 1 + i%5, Of: 20, Right: i * 7 % 21, Source: "A", Conditions: "timed", Minutes: 20})
	}
	for i := range 300 {
		rec.Sessions = append(rec.Sessions, Session{Date: rec.Start + civil.Date(i%178), Domain: 1 + i%5, Kind: Read, Minutes: 40})
	}
	for i := range 180 {
		rec.Misses = append(rec.Misses, Miss{Date: rec.Start + civil.Date(i%178), Objective: obj(1+i%5, 1+i%4), Why: "concept"})
	}
	for i := range 20 {
		rec.Simulations = append(rec.Simulations, Simulation{Date: rec.Start + civil.Date(i*8), Of: 90, Right: 50 + i, Timed: true, ClosedBook: true, Source: "B"})
	}
	return rec
}

// BenchmarkMakeSixMonths is Make with replay over six months and 2,000 log entries; the aim is 20 ms.
func BenchmarkMakeSixMonths(b *testing.B) {
	rec := longRecord()
	b.ReportAllocs()
	for b.Loop() {
		if p, _ := Make(rec, Defaults(), someday); len(p.Weeks) == 0 {
			b.Fatal("no weeks")
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

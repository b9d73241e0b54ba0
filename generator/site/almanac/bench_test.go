package almanac

import (
	"testing"

	"retake/generator/civil"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// BenchmarkCalendar writes six months of study, three blocks a day, with check-ins and an alarm before each sitting.
func BenchmarkCalendar(b *testing.B) {
	bd := specimen.Board()
	bd.Record.People = []study.Person{{Name: "A.", Day: 0, At: 18 * 60}}
	bd.Plan.Weeks = nil
	first := specimen.Day("2026-11-23")
	for n := range 26 {
		w := study.Week{N: n + 1, From: first, To: first + 6}
		for d := first; d <= w.To; d++ {
			for i := range 3 {
				w.Blocks = append(w.Blocks, study.Block{
					Date: d, Start: []civil.Clock{420, 1140, 1200}[i], Minutes: 50, Kind: study.Questions, Domain: 1 + i,
					Task:    "About 25 questions on objectives 4.1 and 4.5 (Security operations), timed, book closed.",
					Because: "Weight 28 %, about 58 % right so far: the most points to win are here.", Resource: "Study guide (book)",
				})
			}
		}
		bd.Plan.Weeks, first = append(bd.Plan.Weeks, w), first+7
	}
	bd.Plan.Date.Date = first
	in := Input{Board: &bd, Zone: zone(b, "Europe/Berlin"), BaseURL: "https://example.org/plan/", Settings: Settings{Alarms: []civil.Minutes{15}}}
	for b.Loop() {
		if len(Calendar(in)) < 100_000 {
			b.Fatal("too little")
		}
	}
}

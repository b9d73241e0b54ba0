package study

import (
	"testing"

	"retake/generator/civil"
)

// TestAProposedDateComesNearer: somebody who keeps the plan and answers well is not put off week after week; the
// date stays where it is, and the simulations before it come.
func TestAProposedDateComesNearer(t *testing.T) {
	rec := sy0701()
	rec.ExamDate, rec.Booked = 0, false
	rec.Start = rec.Attempts[0].At.Date + 1
	first := civil.Date(0)
	for day := rec.Start; day < rec.Start+60; day++ {
		p, _ := Make(rec, Defaults(), day)
		if day == rec.Start+14 {
			first = p.Date.Date
		}
		if first != 0 && day > first-4 {
			break
		}
		if first != 0 && p.Date.Date != first {
			t.Fatalf("on %s the date is %s, and was %s: %s", day, p.Date.Date, first, p.Date.Moved)
		}
		for _, w := range p.Weeks {
			for _, b := range w.Blocks {
				switch {
				case b.Date != day:
				case b.Kind == Simulate:
					rec.Simulations = append(rec.Simulations, Simulation{Date: day, Of: 90, Right: 78, Timed: true, ClosedBook: true, Minutes: b.Minutes, Source: "B", Form: day.String(), Anxiety: -1, Unanswered: 0})
				case b.Kind == Questions:
					rec.Practice = append(rec.Practice, Practice{Date: day, Domain: b.Domain, Right: 36, Of: 40, Conditions: "timed", Minutes: b.Minutes, Source: "B"})
				default:
					rec.Sessions = append(rec.Sessions, Session{Date: day, Domain: b.Domain, Kind: b.Kind, Minutes: b.Minutes})
				}
			}
		}
	}
	p, _ := Make(rec, Defaults(), first-4)
	if n := len(p.Trials.Views); first == 0 || n < 2 {
		t.Errorf("%d simulations before %s: %s", n, first, p.Date.Why)
	}
}

// TestASimulationThatWasSatIsNotAhead: once today's simulation is logged, the next one is another.
func TestASimulationThatWasSatIsNotAhead(t *testing.T) {
	rec := sy0701()
	p, _ := Make(rec, Defaults(), someday)
	if len(p.Trials.Planned) < 2 {
		t.Fatalf("%d simulations ahead", len(p.Trials.Planned))
	}
	day := p.Trials.Planned[0].Date
	rec.Simulations = append(rec.Simulations, Simulation{Date: day, Of: 90, Right: 70, Timed: true, ClosedBook: true, Source: "B", Anxiety: -1, Unanswered: -1})
	if p, _ = Make(rec, Defaults(), day); len(p.Trials.Planned) == 0 || p.Trials.Planned[0].Date <= day {
		t.Errorf("sat on %s, and the next is %+v", day, p.Trials.Planned)
	}
}

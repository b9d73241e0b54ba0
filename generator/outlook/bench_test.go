package outlook

import (
	"testing"

	"retake/generator/civil"
)

// remembered is somebody whose calendars are laid out already, as a plan has them.
func remembered() *Prospect {
	p := someone()
	laid, known := p.Sittings, map[civil.Date]int{}
	p.Sittings = func(exam civil.Date) int {
		if _, ok := known[exam]; !ok {
			known[exam] = laid(exam)
		}
		return known[exam]
	}
	return p
}

// BenchmarkPropose is one proposal with a fresh look at the hours, as every replayed week asks for one.
func BenchmarkPropose(b *testing.B) {
	p := remembered()
	b.ReportAllocs()
	for b.Loop() {
		if p.Propose().Kind != First {
			b.Fatal("no date")
		}
	}
}

// BenchmarkGrid is 25 cells and the sums of the hours behind them.
func BenchmarkGrid(b *testing.B) {
	p := remembered()
	dates := p.Dates(p.Propose().Date)
	b.ReportAllocs()
	for b.Loop() {
		p.Hours = NewHours(monday, evenings(), usual, p.Hours.off)
		if len(p.Grid(dates, Loads())) != 5 {
			b.Fatal("no grid")
		}
	}
}

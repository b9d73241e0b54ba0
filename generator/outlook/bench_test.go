package outlook

import "testing"

// BenchmarkPropose is one proposal with a fresh look at the hours, as every replayed week asks for one.
func BenchmarkPropose(b *testing.B) {
	p := planned(someone(), evenings(), nil)
	b.ReportAllocs()
	for b.Loop() {
		if p.Propose().Kind != First {
			b.Fatal("no date")
		}
	}
}

// BenchmarkGrid is 25 cells and the sums of the hours behind them.
func BenchmarkGrid(b *testing.B) {
	p := planned(someone(), evenings(), nil)
	dates := p.Dates(p.Propose().Date)
	b.ReportAllocs()
	for b.Loop() {
		p.Hours = NewHours(monday, evenings(), usual, p.Hours.off)
		if len(p.Grid(dates, Loads())) != 5 {
			b.Fatal("no grid")
		}
	}
}

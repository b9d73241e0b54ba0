package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"path"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/study"
)

// busy is a year of study for an exam of twenty domains: 200 simulations, a session a day, and practice in every
// domain twice a week.
func busy() Input {
	rec, today := fullRecord(), day("2026-11-26")
	rec.Start, rec.Attempts[1].At.Date = day("2025-12-01"), day("2025-11-28")
	rec.Attempts = rec.Attempts[1:]
	rec.Exam.Domains, rec.Simulations, rec.Misses = nil, nil, nil
	for i := range 20 {
		rec.Exam.Domains = append(rec.Exam.Domains, study.Domain{N: i + 1, Slug: fmt.Sprintf("domain-%d", i+1), Name: fmt.Sprintf("A domain with a name as long as they are printed, %d", i+1), Weight: 3 + float64(i%5), Objectives: 5})
	}
	for i := range 200 {
		s := study.Simulation{Pos: at("log.toml", 9000+10*i), Date: day("2025-12-05") + civil.Date(355*i/200), Source: "Provider B", Form: fmt.Sprint(i), Right: 55 + i*7%30, Of: 90, Minutes: 85, Timed: i%4 > 0, ClosedBook: true, Anxiety: -1, Unanswered: i % 3,
			Quarters: []civil.Minutes{22, 44, 66, 85}}
		for n := range 20 {
			s.Domains = append(s.Domains, study.Tally{Domain: n + 1, Right: (i + n) % 5, Of: 4 + n%2})
		}
		rec.Simulations = append(rec.Simulations, s)
	}
	for i := range 350 {
		d := day("2025-12-02") + civil.Date(i)
		rec.Sessions = append(rec.Sessions, study.Session{Pos: at("log.toml", 20000+5*i), Date: d, Domain: 1 + i%20, Kind: study.Read, Minutes: civil.Minutes(30 + i%50), Resource: "Study guide"})
		for n := i % 3; n < 20; n += 3 {
			rec.Practice = append(rec.Practice, study.Practice{Pos: at("log.toml", 30000+20*i+n), Date: d, Domain: n + 1, Right: 8 + (i+n)%12, Of: 20, Source: "Provider A", Conditions: "timed", Minutes: 20})
		}
	}
	plan, faults := study.Make(rec, study.Defaults(), today)
	if faults.Errors() > 0 {
		panic(faults)
	}
	in := thought()
	in.Plan, in.Record = plan, rec
	return in
}

// TestChartsKeepPagesLight: with a year's log behind it, and with twenty domains, no page is heavier than 30 KB.
func TestChartsKeepPagesLight(t *testing.T) {
	charts := 0
	for p, b := range render(t, busy()) {
		if path.Ext(p) != ".html" {
			continue
		}
		charts += strings.Count(string(b), `<figure class="chart">`)
		var z bytes.Buffer
		w := gzip.NewWriter(&z)
		if _, err := w.Write(b); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		if testing.Verbose() && z.Len() > 8<<10 {
			t.Logf("%s: %d of %d bytes", p, z.Len(), len(b))
		}
		if z.Len() > 30<<10 {
			t.Errorf("%s: %d bytes", p, z.Len())
		}
	}
	if charts < 25 {
		t.Errorf("only %d charts", charts)
	}
}

package support

import (
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// TestMentorLead: where things stand, said to somebody else.
func TestMentorLead(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*study.Plan)
	}{
		{"The exam is on Saturday 16 January, in 52 days (booked). The full practice exams are not at the target often enough yet.", func(*study.Plan) {}},
		{"(proposed by the plan). As things stand, the retake rule is in the way.", func(p *study.Plan) { p.Date.Proposed, p.Readiness.First = true, 0 }},
		{"(not booked yet). Everything that speaks for sitting it is there.", func(p *study.Plan) { p.Date.Booked, p.Readiness.First = false, -1 }},
		{"There is no exam date yet. The full", func(p *study.Plan) { p.Date = study.ExamDate{} }},
		{"in 2 days (booked). The work is done; these are the light days before it.", func(p *study.Plan) { p.Today = specimen.Day("2027-01-14") }},
		{"The exam was on Saturday 16 January 2027. The result is not written down yet.", func(p *study.Plan) { p.Date.Passed = true }},
		{"Passed on Saturday 16 January 2027.", func(p *study.Plan) { p.Won = specimen.Day("2027-01-16") }},
	} {
		in := specimen.Board()
		c.change(&in.Plan)
		if got := specimen.Plain(mentorLead(&in)); !strings.Contains(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for _, g := range []string{"legal", "rule", "evidence", "able"} {
		if standing[g] == "" {
			t.Errorf("nothing is said of the gate %s", g)
		}
	}
}

// TestMentorFacts: no number stands there without its range, and none that is not known.
func TestMentorFacts(t *testing.T) {
	in := specimen.Board()
	in.Plan.Readiness.Chance = &study.Chance{P: 0.82, Lo: 0.64, Hi: 0.93, N: 2}
	in.Plan.Kept = study.Kept{From: specimen.Day("2026-11-02"), PlannedDays: 18, KeptDays: 14, MadeUp: 1, Planned: 1200, Done: 900}
	in.Plan.Meetings = []study.Meeting{{Person: "B.", Next: specimen.Day("2026-12-01"), At: civil.NoClock}, {Person: "A.", Next: specimen.Day("2026-11-29"), At: 18 * 60}}
	var got []string
	for _, f := range mentorFacts(&in) {
		got = append(got, specimen.Plain(f.Value+" | "+f.Note))
	}
	want := "about 59 % | most likely 52 to 65 %; the target is 80 %\nabout 82 % | between 64 and 93 %, by 2 simulations\n14 of 18 | 15 h of 20 h; 1 day made up on another day\nSun 29 Nov, 18:00 | with A., in 4 days"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	if facts := mentorFacts(&board.Board{}); len(facts) > 0 {
		t.Errorf("out of nothing: %+v", facts)
	}
}

package support

import (
	"slices"
	"strings"
	"testing"

	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/view"
	"retake/generator/study"
)

// TestMentorLead: where things stand, said to somebody else.
func TestMentorLead(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*study.Plan)
	}{
		{"The exam is on Saturday 16 January, in 52 days (booked). One full practice exam counts so far, and it is below the target.", func(*study.Plan) {}},
		{"(proposed by the plan). As things stand, the retake rule is in the way.", func(p *study.Plan) { p.Date.Proposed, p.Readiness.First = true, 0 }},
		{"(not booked yet). Everything that speaks for sitting it is there.", func(p *study.Plan) { p.Date.Booked, p.Readiness.First = false, -1 }},
		{"There is no exam date yet. One full", func(p *study.Plan) { p.Date = study.ExamDate{} }},
		{"No full practice exam is logged yet.", func(p *study.Plan) { p.Readiness.Simulations = nil }},
		{"None of the full practice exams logged so far counts today.", func(p *study.Plan) { p.Readiness.Simulations[0].Qualifies = false }},
		{"3 full practice exams count, and none of them has reached the target yet.", func(p *study.Plan) { counted(p, false, false) }},
		{"3 full practice exams count, and 1 of them reached the target; the booking rule asks for 3 in a row.", func(p *study.Plan) { counted(p, false, true) }},
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
	for _, g := range []string{"legal", "evidence", "able"} {
		if standing[g] == "" {
			t.Errorf("nothing is said of the gate %s", g)
		}
	}
}

// counted adds simulations that count, at the target or below it.
func counted(p *study.Plan, above ...bool) {
	for _, x := range above {
		p.Readiness.Simulations = append(p.Readiness.Simulations, study.SimulationView{Qualifies: true, Above: x})
	}
}

// TestCauseLines: the causes stand by how they look now, and one that is mended is not called wrong.
func TestCauseLines(t *testing.T) {
	in := specimen.Board()
	facts := cause.Facts{Kinds: []cause.KindTime{{Kind: "lab", Minutes: 200}, {Kind: "read", Minutes: 800}}, Practical: true, Anxiety: []cause.Rating{{Value: 8}, {Value: 8}, {Value: 8}}}
	for i, name := range cause.Names {
		facts.Was[i] = name == cause.HandsOn
	}
	for _, c := range cause.Weigh(facts) {
		in.Plan.Causes = append(in.Plan.Causes, study.Cause{Cause: c})
	}
	var got []string
	for _, f := range causeLines(&in) {
		got = append(got, f.Name+": "+f.Value)
	}
	if s, want := strings.Join(got, "; "), "The data support: Anxiety; Mended since the exam: Too little hands-on; The data do not show: Heavy domains left out"; s != want {
		t.Errorf("got %q, want %q", s, want)
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
	want := "about 59 % | most likely 52 to 65 %; the target is 80 %\nabout 82 % | between 64 and 93 %, by 2 simulations\n14 of 18 | 15 h of 20 h planned; 1 day made up on another day\nSun 29 Nov, 18:00 | with A., in 4 days"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	in.Plan.Diagnosis.Diagnostic = true
	if f, v := mentorFacts(&in)[0], Mentor(&board.Desk{Board: &in, Path: "mentor.html"}); f.Value != "not known yet" || v.Top != nil || v.Working.Says != "" {
		t.Errorf("a start that is assumed is shown as knowledge: %+v, %v", f, v.Top)
	}
	if facts := mentorFacts(&board.Board{}); len(facts) > 0 {
		t.Errorf("out of nothing: %+v", facts)
	}
}

// TestMentorOfAnEdition: with less to tell the page still says when the exam is and what would help, and nothing that
// the edition keeps back or has no page for.
func TestMentorOfAnEdition(t *testing.T) {
	for _, c := range []struct {
		name      string
		matters   []view.Matter
		change    func(*study.Plan)
		questions []string
		say       string // of the facts, or in place of what changed
	}{
		{"all", []view.Matter{view.Bands, view.Log}, func(*study.Plan) {}, []string{"Is it clear now?"}, ""},
		{"no log", []view.Matter{view.Bands}, func(*study.Plan) {}, []string{anyWeek}, ""},
		{"no results", []view.Matter{view.Log}, func(*study.Plan) {}, []string{anyWeek}, "Exam | Saturday 16 January | in 52 days"},
		{"a new plan", nil, func(p *study.Plan) { p.Digest = nil }, nil, "The plan is new."},
		{"a pass", nil, func(p *study.Plan) { p.Digest, p.Won = nil, specimen.Day("2027-01-16") }, nil, "The plan is over. Nothing is asked of you any more."},
	} {
		in := specimen.Board()
		in.Edition = view.Edition{Audience: "mentor", Matters: c.matters}
		in.Plan.Digest = &study.Digest{Since: specimen.Day("2026-11-23"), Questions: []string{"Is it clear now?"}}
		c.change(&in.Plan)
		v := Mentor(&board.Desk{Board: &in, Path: "index.html"})
		said := v.New
		for _, f := range v.Facts {
			said += "\n" + f.Name + " | " + f.Value + " | " + f.Note
		}
		if !slices.Equal(v.Questions, c.questions) || !strings.Contains(specimen.Plain(said), c.say) || v.Title != "Where things stand" {
			t.Errorf("%s: %q, %q, %q", c.name, v.Title, v.Questions, said)
		}
		if strings.Contains(said, "home page") {
			t.Errorf("%s names a page that the edition does not have: %q", c.name, said)
		}
	}
}

package support

import (
	"slices"
	"strings"
	"testing"

	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
	"retake/generator/trial"
)

// TestRetrospective: what is told after a pass, from a record with two fails before it.
func TestRetrospective(t *testing.T) {
	in := specimen.Board()
	p := &in.Plan
	p.Won, p.Today = specimen.Day("2027-01-16"), specimen.Day("2027-01-20")
	sat := func(date string, r study.Result) study.Attempt {
		return study.Attempt{At: civil.Instant{Date: specimen.Day(date), Clock: civil.NoClock}, Result: r, Score: study.Score{Form: "percent", Value: 64}}
	}
	in.Record.Attempts = []study.Attempt{sat("2026-11-20", study.Fail), sat("2027-01-16", study.Pass), sat("2026-07-01", study.Void), sat("2026-07-20", study.Fail)}
	in.Record.People = []study.Person{{Name: "A."}, {Name: "B."}}
	in.Record.Checkins = []study.Checkin{{Date: specimen.Day("2026-12-01")}, {Date: specimen.Day("2027-03-01")}}
	for i, names := range [][]cause.Name{{cause.Anxiety}, {cause.OutOfTime, cause.Anxiety}} {
		b := &p.Weeks[i].Blocks[0]
		b.Extras = slices.Grow(b.Extras, len(names))[:len(names)]
		for j, n := range names {
			b.Extras[j].Cause = n
		}
	}
	p.Weeks[0].Planned, p.Weeks[0].Done = 400, 250
	tell := func(on string, c float64, came string) study.Told {
		x := study.Told{On: specimen.Day(on), Chance: study.Chance{P: c, Lo: c - 0.1, Hi: c + 0.1}}
		if came != "" {
			x.Came, x.CameOn = study.Pass, specimen.Day(came)
		}
		return x
	}
	p.Trials = study.Trials{Track: trial.Track{Inside: 1, Of: 1}, Told: []study.Told{tell("2026-12-07", 0.4, "2027-01-16"), tell("2027-01-11", 0.8, "2027-01-16"), tell("2027-01-18", 0.9, "")}}
	v := Retrospective(&board.Desk{Board: &in, Path: "index.html"})
	if !strings.HasSuffix(specimen.Plain(v.Lead), "on Saturday 16 January 2027: 180 days after the first attempt went wrong. This is how it went.") || v.Way[0].Value != "180" || v.Way[1].Value != "3" {
		t.Errorf("%q, %+v", v.Lead, v.Way)
	}
	if len(v.Sittings) != 3 || v.Sittings[0].Name != "20 July 2026" || v.Sittings[2].Value != "Passed" {
		t.Errorf("%+v", v.Sittings)
	}
	if len(v.Causes) != 2 || v.Causes[0].Name != "Anxiety" || specimen.Plain(v.Causes[0].Value) != "2 tasks" {
		t.Errorf("%+v", v.Causes)
	}
	if specimen.Plain(v.Kept) != "4 h 10 min of study out of 6 h 40 min planned. It did not take all of it." {
		t.Errorf("%q", v.Kept)
	}
	if specimen.Plain(v.Thanks) != "Thanks to A. and B., and for 1 talk on the way. They will be glad to hear of it." {
		t.Errorf("%q", v.Thanks)
	}
	if len(v.Forecasts) != 3 || !strings.Contains(specimen.Plain(v.Forecasts[1]), "First, on 7 December 2026") || !strings.HasSuffix(specimen.Plain(v.Forecasts[2]), "put at about 80 %, between 70 and 90 %. Then you passed.") {
		t.Errorf("%q", v.Forecasts)
	}
	if in.Record.Attempts = in.Record.Attempts[1:2]; len(wayFacts(&in)) > 0 || strings.Contains(passLead(&in), "went wrong") {
		t.Error("a fail is told that never was")
	}
}

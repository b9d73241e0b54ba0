package support

import (
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// TestCoverLead: the first sentence about sources says what is missing where.
func TestCoverLead(t *testing.T) {
	row := func(n, sources int, missing ...string) study.Covered {
		return study.Covered{Domain: n, Sources: sources, Missing: missing}
	}
	one := []study.Resource{{Name: "Guide", Kind: "book"}}
	for _, c := range []struct {
		want string
		rows []study.Covered
		res  []study.Resource
		mind string
	}{
		{"No source is written down yet.", nil, nil, ""},
		{"The domains of the exam are not known", nil, one, ""},
		{"Every domain has two sources or more, and no kind is missing.", []study.Covered{row(1, 2), row(2, 3)}, one, "Taking out"},
		{"There is only one source for Security architecture.", []study.Covered{row(1, 2), row(2, 1)}, one, "A second source, of another kind, for Security architecture,"},
		{"There is only one source for each of the 3 domains. Something hands-on is missing for Security concepts.", []study.Covered{row(1, 1, "lab"), row(2, 1), row(3, 1)}, one, "A second source"},
		{"No source is written down for any of the 3 domains.", []study.Covered{row(1, 0, "book"), row(2, 0), row(3, 0)}, one, "A source for"},
		{"A source of practice questions is missing for Security concepts and Security operations.", []study.Covered{row(1, 2, "questions"), row(2, 2), row(3, 2, "questions")}, one, "A source of practice questions for"},
	} {
		in := specimen.Board()
		in.Plan.Coverage, in.Record.Resources = c.rows, c.res
		if got := coverLead(&in); !strings.HasPrefix(got, c.want) {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if got := coverWorking(&in).Mind; !strings.HasPrefix(got, c.mind) {
			t.Errorf("%s: mind %q", c.want, got)
		}
	}
	if got := some([]string{"A", "B", "C", "D"}, 9); got != "A, B and 2 more" {
		t.Error(got)
	}
}

// TestUse: time with a source is counted once, up to today, and what is left of it is never below zero.
func TestUse(t *testing.T) {
	in := specimen.Board()
	d := specimen.Day("2026-11-24")
	in.Record.Sessions = []study.Session{
		{Date: d, Resource: "provider a", Minutes: 40}, {Date: d - 1, Resource: "Guide", Minutes: 50}, {Date: d + 9, Resource: "Guide", Minutes: 500},
	}
	in.Record.Practice = []study.Practice{{Date: d, Source: "Provider A", Minutes: 25}, {Date: d - 2, Source: "Provider A", Minutes: 25}}
	in.Record.Simulations = []study.Simulation{{Date: d + 1, Source: "Provider A", Minutes: 90}}
	if spent, last := use(&in, "Provider A"); spent != 40+25+90 || last != d+1 {
		t.Errorf("%v, last on %v", spent, last)
	}
	for _, c := range []struct {
		r    study.Resource
		want string
	}{
		{study.Resource{Name: "Guide", Hours: 120}, "About 1 h 10 min left of 2 h; last used Mon 23 Nov"},
		{study.Resource{Name: "Guide", Hours: 40}, "All of its 40 min are logged; last used Mon 23 Nov"},
		{study.Resource{Name: "Guide"}, "50 min logged; last used Mon 23 Nov"},
		{study.Resource{Name: "Lab"}, "Not used yet"},
		{study.Resource{Name: "Lab", Hours: 60}, "About 1 h left of 1 h; not used yet"},
	} {
		if got := specimen.Plain(useWords(&in, c.r)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	in.Plan.Won = d
	if got := useWords(&in, study.Resource{Name: "Lab", Hours: 60}); got != "" {
		t.Errorf("after a pass a source still waits: %q", got)
	}
}

// TestHelpers: a group that is a person and a source, too, is shown once.
func TestHelpers(t *testing.T) {
	in := specimen.Board()
	in.Plan.Meetings = []study.Meeting{
		{Person: "A.", Role: "Mentor", Next: specimen.Day("2026-11-29"), At: 18 * 60, Last: specimen.Day("2026-11-22"), LastNote: "calm"},
		{Person: "Evening group", Role: "group", At: civil.NoClock},
	}
	in.Record.Resources = []study.Resource{{Name: "evening group", Kind: "community", URL: "https://example.org/g"}, {Name: "Forum", Kind: "community"}, {Name: "Guide", Kind: "book"}}
	got := helpers(&in)
	if len(got) != 3 || got[1].URL != "https://example.org/g" || got[2].Name != "Forum" || !strings.HasPrefix(got[0].For, "Looks at the plan") || got[0].Said != "calm" {
		t.Errorf("%+v", got)
	}
	if specimen.Plain(got[0].Next) != "Sun 29 Nov, 18:00, in 4 days" || got[1].Next != "" {
		t.Errorf("next %q and %q", got[0].Next, got[1].Next)
	}
}

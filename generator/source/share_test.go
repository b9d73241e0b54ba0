package source_test

import (
	"slices"
	"testing"

	"retake/generator/fault"
	"retake/generator/source/audience"
)

func names(items []audience.Item) (out []string) {
	for _, x := range items {
		out = append(out, x.Name)
	}
	return out
}

// TestShareUnsaid: without a word in site.toml a mentor sees what helps to help, strangers no result, and nobody a note.
func TestShareUnsaid(t *testing.T) {
	s := sound(t, "content/exam.toml", named).Site.Share
	if s.Audience != "" || s.Notes != "me" {
		t.Errorf("%+v", s)
	}
	if s.Mentor.Scores != "shown" || !slices.Contains(names(s.Mentor.Pages), "readiness") || slices.Contains(names(s.Mentor.Pages), "why") || slices.Contains(names(s.Mentor.Show), "money") {
		t.Errorf("mentor: %+v", s.Mentor)
	}
	if s.Public.Scores != "hidden" || s.Public.Show != nil || slices.ContainsFunc(names(s.Public.Pages), func(p string) bool {
		return slices.Contains([]string{"report", "readiness", "simulations", "progress", "practice", "causes", "why", "mentor", "calendar", "feed", "data"}, p)
	}) {
		t.Errorf("public: %+v", s.Public)
	}
	for _, a := range []audience.Audience{s.Mentor, s.Public} {
		for _, x := range slices.Concat(a.Pages, a.Show) {
			if x.Pos != (fault.Pos{}) || !slices.Contains(slices.Concat(audience.Parts, audience.Shown), x.Name) {
				t.Errorf("%+v", x)
			}
		}
	}
}

func TestShare(t *testing.T) {
	s := sound(t, "content/exam.toml", named, "site.toml", `
[share]
audience = "mentor"
notes = "public"
[share.mentor]
pages = ["plan", "weeks"]
show = []
[share.public]
scores = "bands"
`).Site.Share
	if s.Audience != "mentor" || s.Notes != "public" || s.Public.Scores != "bands" {
		t.Errorf("%+v", s)
	}
	at := func(col int) fault.Pos { return fault.Pos{File: "site.toml", Line: 6, Col: col} }
	if !slices.Equal(s.Mentor.Pages, []audience.Item{{Name: "plan", Pos: at(10)}, {Name: "weeks", Pos: at(18)}}) || len(s.Mentor.Show) != 0 {
		t.Errorf("%+v", s.Mentor)
	}
	if s.Mentor.Scores != "shown" || len(s.Public.Pages) == 0 {
		t.Error("what is not said does not keep its default")
	}
}

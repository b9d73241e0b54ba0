package proof

import (
	"strconv"
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/words"
	"retake/generator/study"
)

// TestEvidence: the newest twelve lines with their places, and how many more there are.
func TestEvidence(t *testing.T) {
	var d study.DomainPlan
	for i := range 15 {
		d.Evidence = append(d.Evidence, study.Evidence{Date: specimen.Day("2026-11-01") + civil.Date(i), What: "8 of 10 right, timed", Weight: 0.5, Pos: fault.Pos{File: "content/log.toml", Line: i + 1}})
	}
	d.Evidence[13].Weight, d.Evidence[12].Weight, d.Evidence[12].Pos = 0, 1, fault.Pos{}
	got := evidence(d)
	if len(got) != 13 || got[0] != board.Fact("Sun 15 Nov, 8 of 10 right, timed", "log.toml, line 15", "counts 50"+words.NBSP+"%") || got[1].Note != "shown, not counted" || got[2].Value != "counts in full" || got[12].Name != "the newest 12 of 15" {
		t.Errorf("%+v", got)
	}
}

// TestDomainAfterAPass: the numbers of a domain are what they were, without those of what is to be won.
func TestDomainAfterAPass(t *testing.T) {
	in := specimen.Board()
	in.Plan.Domains[0].OpenMisses, in.Plan.Domains[0].Win = []study.Miss{{Date: specimen.Day("2026-11-24")}}, []string{"something"}
	names := func() string {
		v := Domain(&board.Desk{Board: &in, Path: "domains/concepts.html"}, 0)
		out := []string{v.Target, strings.Join(v.Win, ""), strconv.Itoa(len(v.Misses))}
		for _, f := range append(v.Facts, v.Working.Inputs[1:4]...) {
			out = append(out, f.Name)
		}
		return specimen.Plain(strings.Join(out, "; "))
	}
	if got, want := names(), "80 %; something; 1; Weight in the exam; Time planned from today; Time spent so far; Estimate today; Target; Weight"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	in.Plan.Won = specimen.Day("2026-11-24")
	if got, want := names(), "; ; 0; Weight in the exam; Time spent; Last estimate; A result counts half after; Timed practice counts"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

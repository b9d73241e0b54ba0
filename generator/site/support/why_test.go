package support

import (
	"strings"
	"testing"

	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// TestWhyPage: without reasons it asks three questions, after a pass none; what fell is not held up.
func TestWhyPage(t *testing.T) {
	in := specimen.Board()
	dk := &board.Desk{Board: &in, Path: board.WhyPath}
	if v := Why(dk); len(v.Asks) != 3 || v.Title != "My reasons" || v.Far != "" {
		t.Errorf("%+v", v)
	}
	for i := range in.Plan.Domains {
		in.Plan.Domains[i].Report = study.Belief{A: 4, B: 6, Mean: 0.4}
	}
	if v := Why(dk); !strings.HasPrefix(specimen.Plain(v.Far), "By the report alone, about 36 %") || !strings.Contains(specimen.Plain(v.Far), "it is about 59 %") {
		t.Errorf("%q", v.Far)
	}
	in.WhyTitle, dk.Body = "Wofür", "<p>Für mich.</p>"
	if v := Why(dk); len(v.Asks) != 0 || v.Title != "Wofür" {
		t.Errorf("%+v", v)
	}
	if dk.Body, in.Plan.Won = " \n", specimen.Day("2027-01-16"); len(Why(dk).Asks) != 0 {
		t.Error("after a pass the page still asks")
	}
}

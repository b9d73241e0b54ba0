package proof

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/cause"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// weighed is the sample with causes, all without data but for those named.
func weighed(verdicts map[cause.Name]string, claims map[cause.Name]int) board.Board {
	in := specimen.Board()
	var f cause.Facts
	for i := range f.Claims {
		f.Claims[i] = cause.Unsaid
	}
	for _, c := range cause.Weigh(f) {
		if v := verdicts[c.Name]; v != "" {
			c.Verdict = v
		} else {
			c.Verdict = cause.NoData
		}
		if n, said := claims[c.Name]; said {
			c.Claimed = n
		}
		in.Plan.Causes = append(in.Plan.Causes, study.Cause{Cause: c})
	}
	return in
}

// TestCausesPage: eight causes in two families, the supported ones first, then what is claimed and not known.
func TestCausesPage(t *testing.T) {
	in := weighed(map[cause.Name]string{cause.HandsOn: cause.Supported, cause.Coverage: cause.NotSupported, cause.Misreading: cause.Supported}, map[cause.Name]int{cause.OneSource: 3, cause.Anxiety: 0})
	v := Causes(&board.Desk{Board: &in})
	var got []string
	for _, f := range v.Families {
		row := f.Name + ":"
		for _, c := range f.Causes {
			row += fmt.Sprintf(" [%s, %s, %s]", c.Title, c.Claim, c.Verdict)
		}
		got = append(got, row)
	}
	want := []string{
		"Preparation: [Too little hands-on, nothing, supported] [One source only, the main reason, cannot tell yet] [Too little study time, nothing, cannot tell yet] [Heavy domains left out, nothing, not supported]",
		"Execution: [Misreading and terms, nothing, supported] [Ran out of time, nothing, cannot tell yet] [Anxiety, not a cause, cannot tell yet] [Second-guessing, nothing, cannot tell yet]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if v.Example != nil || !strings.HasPrefix(v.Lead, "The data support 2 of the eight causes, and for each the plan has a rule: “Too little hands-on” and “Misreading") {
		t.Errorf("%v, %q", v.Example, v.Lead)
	}
}

// TestMended: a cause that was so and is over is said to be over, with what that means for the plan.
func TestMended(t *testing.T) {
	in := weighed(map[cause.Name]string{cause.HandsOn: cause.NotSupported, cause.Anxiety: cause.Supported}, nil)
	for i, c := range in.Plan.Causes {
		if c.Name == cause.HandsOn {
			in.Plan.Causes[i].Rule = "Mended since, so it adds nothing to the plan any more."
		}
	}
	v := Causes(&board.Desk{Board: &in})
	for _, c := range v.Families[0].Causes {
		if over := c.Title == "Too little hands-on"; over != (c.Verdict == "no longer so") || over && c.Rule == "" {
			t.Errorf("%s: %s, %q", c.Title, c.Verdict, c.Rule)
		}
	}
	want := "The data support one of the eight causes, and the plan has a rule for it: “Anxiety”. Mended since: “Too little hands-on”. The others leave the plan as it is."
	if v.Lead != want {
		t.Errorf("%q", v.Lead)
	}
	in.Plan.Causes[5].Verdict = cause.NotSupported
	if v := Causes(&board.Desk{Board: &in}); !strings.HasPrefix(v.Lead, "The data support none of the eight causes any more. Mended since: “Too little") {
		t.Errorf("%q", v.Lead)
	}
}

// TestCausesLead: what the page says first.
func TestCausesLead(t *testing.T) {
	for _, c := range []struct {
		want     string
		verdicts map[cause.Name]string
		change   func(*study.Plan)
		example  bool
	}{
		{"Nothing in your files speaks for or against a cause yet.", nil, func(*study.Plan) {}, true},
		{"The data support none of the eight causes so far", map[cause.Name]string{cause.Anxiety: cause.NotSupported}, func(*study.Plan) {}, true},
		{"The data support one of the eight causes, and the plan has a rule for it: “Anxiety”.", map[cause.Name]string{cause.Anxiety: cause.Supported}, func(*study.Plan) {}, true},
		{"No failed attempt is written down", nil, func(p *study.Plan) { p.Diagnosis.Attempt = nil }, false},
		{"You passed on 24 November 2026.", map[cause.Name]string{cause.Anxiety: cause.Supported}, func(p *study.Plan) { p.Won = specimen.Day("2026-11-24") }, false},
	} {
		in := weighed(c.verdicts, nil)
		c.change(&in.Plan)
		v := Causes(&board.Desk{Board: &in})
		if !strings.HasPrefix(v.Lead, c.want) || (len(v.Example) == 8) != c.example || v.Claimed {
			t.Errorf("%q, %q", v.Lead, v.Example)
		}
		for _, f := range v.Families {
			for _, x := range f.Causes {
				if in.Plan.Won == 0 && (x.Rule == "") != (x.Verdict == cause.NotSupported) {
					t.Errorf("%s, %s: %q", x.Title, x.Verdict, x.Rule)
				}
			}
		}
		if in.Plan.Won != 0 && v.Families[0].Causes[0].Rule != "" {
			t.Error("after the pass something is still to be done")
		}
	}
}

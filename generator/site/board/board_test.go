package board_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

// TestSmallShare: a domain is called near the target only when its estimate is.
func TestSmallShare(t *testing.T) {
	s := specimen.Board()
	for _, c := range []struct {
		mean  float64
		small bool
		want  string
	}{{0.65, true, "Fewer points to win"}, {0.80, true, "At the target"}, {0.93, true, "At the target"}, {0.93, false, ""}, {0.6, false, ""}} {
		d := s.Plan.Domains[0]
		d.Belief.Mean, d.Maintained = c.mean, c.small
		if got := s.ShareWords(d); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestWaited: a window that is open says why.
func TestWaited(t *testing.T) {
	today := specimen.Day("2026-11-25")
	for _, c := range []struct {
		want    string
		attempt *study.Attempt
		safe    civil.Date
	}{
		{"no attempt is written yet", nil, today},
		{"the wait is over", nil, today - 3}, // an empty seat is no failed attempt, and has a wait
		{"no wait after this attempt", specimen.LastAttempt(), specimen.Day("2026-11-20")},
		{"the wait is over", specimen.LastAttempt(), specimen.Day("2026-11-21")},
	} {
		if got := board.Waited(study.Plan{Today: today, Diagnosis: study.Diagnosis{Attempt: c.attempt}, Window: policy.Window{Safe: c.safe}}); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestWeb: a link in the learner's files leads to the web or nowhere.
func TestWeb(t *testing.T) {
	for address, want := range map[string]string{"javascript:alert(1)": "", "https://example.org": "https://example.org", "http://example.org": "http://example.org"} {
		if got := board.Web(address); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
}

// TestWholeExam: by hand for two domains; the range is never wider than that of the widest domain, and holds
// the mean.
func TestWholeExam(t *testing.T) {
	of := func(d study.DomainPlan) study.Belief { return d.Belief }
	two := func(w float64, a, b study.Belief) *board.Board {
		return &board.Board{Plan: study.Plan{Domains: []study.DomainPlan{
			{Domain: study.Domain{N: 1, Weight: w}, Belief: a}, {Domain: study.Domain{N: 2, Weight: 100 - w}, Belief: b},
		}}}
	}
	// Variance of Beta(6, 4) is 24/1100 = 0.0218, of Beta(8, 2) 16/1100 = 0.0145; at a half each, the sum of
	// quarters is 0.00909, its root 0.0953, times 1.2816 is 0.1222.
	s, ok := two(50, study.Belief{A: 6, B: 4, Mean: 0.6}, study.Belief{A: 8, B: 2, Mean: 0.8}).WholeExam(of)
	if !ok || math.Abs(s.Mean-0.7) > 1e-9 || math.Abs(s.Hi-s.Mean-0.1222) > 1e-4 || math.Abs(s.Mean-s.Lo-0.1222) > 1e-4 {
		t.Errorf("%+v", s)
	}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) study.Belief {
			a, b := rapid.Float64Range(0.5, 90).Draw(t, name+" a"), rapid.Float64Range(0.5, 90).Draw(t, name+" b")
			return study.Belief{A: a, B: b, Mean: a / (a + b)}
		}
		s, _ := two(rapid.Float64Range(0, 100).Draw(t, "weight"), draw("first"), draw("second")).WholeExam(of)
		if s.Lo < 0 || s.Hi > 1 || s.Lo > s.Mean || s.Hi < s.Mean {
			t.Fatalf("%+v", s)
		}
	})
}

// TestEntries: every entry that a number rests on is named, and a long list is cut.
func TestEntries(t *testing.T) {
	in := specimen.Board()
	at := func(line int) fault.Pos { return fault.Pos{File: "content/log.toml", Line: line} }
	in.Record = study.Record{
		Attempts:    []study.Attempt{{Pos: at(1), At: civil.Instant{Date: specimen.Day("2026-10-31")}}},
		Simulations: []study.Simulation{{Pos: at(2), Date: specimen.Day("2026-11-14"), Source: "Provider B", Form: "1"}},
		Sessions:    []study.Session{{Pos: at(3), Date: specimen.Day("2026-11-15"), Kind: study.Lab, Minutes: 50}, {Pos: at(4), Date: specimen.Day("2026-11-15"), Minutes: 20}},
		Misses:      []study.Miss{{Pos: at(5), Date: specimen.Day("2026-11-16"), Objective: study.Objective{Domain: 4, Minor: 2}}},
		Resources:   []study.Resource{{Pos: at(6), Name: "Study guide"}},
	}
	var got []string
	for _, f := range in.Entries([]fault.Pos{at(1), at(2), at(3), at(4), at(5), at(6), at(7)}) {
		got = append(got, f.Name+" / "+f.Value)
	}
	want := []string{"The exam of 31 October 2026 / log.toml, line 1", "Simulation Provider B 1, Sat 14 Nov / log.toml, line 2", "Lab, 50\u00a0min, Sun 15 Nov / log.toml, line 3",
		"Session, 20\u00a0min, Sun 15 Nov / log.toml, line 4", "Miss in 4.2, Mon 16 Nov / log.toml, line 5", "Study guide / log.toml, line 6", "Entry / log.toml, line 7"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	many := in.Entries(make([]fault.Pos, 15))
	if len(many) != 13 || many[12].Name != "the newest 12 of 15" {
		t.Errorf("%d lines, the last %+v", len(many), many[len(many)-1])
	}
}

// TestWeight: a weight that is printed as a range is not written as if it were known to a tenth of a percent.
func TestWeight(t *testing.T) {
	for _, c := range []struct {
		d    study.Domain
		want string
	}{
		{study.Domain{Weight: 18.9189, Printed: "15-20 %"}, "about 19 %"}, {study.Domain{Weight: 28, Printed: "28 %"}, "28 %"},
		{study.Domain{Weight: 12.5, Printed: "12.5 %"}, "12.5 %"}, {study.Domain{Weight: 30}, "30 %"},
	} {
		if got := specimen.Plain(board.Weight(c.d)); got != c.want {
			t.Errorf("%+v: %q", c.d, got)
		}
	}
}

// TestAfterAPass: nothing is to be won, filled in or practised any more, and nothing is said of what would change a
// number; domains stand in the order of the outline.
func TestAfterAPass(t *testing.T) {
	in := specimen.Board()
	dk := &board.Desk{Board: &in, Path: "index.html"}
	block := study.Block{Date: specimen.Day("2026-11-24"), Kind: study.Questions, Minutes: 50}
	row, total := dk.Row(in.Plan.Domains[0]), 0
	if _, total = dk.Mix(); row.Points == "" || row.Hours == "" || row.Bar.Target < 0 || dk.Block(block).Result == "" || total == 0 || dk.Mind("x") != "x" || dk.Passed() != "" || dk.Ranked()[0].N != 2 {
		t.Errorf("before it: %+v, %d", row, total)
	}
	in.Plan.Won = specimen.Day("2026-11-24")
	row = dk.Row(in.Plan.Domains[0])
	if _, total = dk.Mix(); row.Points != "" || row.Hours != "" || row.Bar.Target >= 0 || dk.Block(block).Result != "" || total != 0 || dk.Mind("x") != "" || dk.Passed() != "You passed on 24 November 2026." || dk.Ranked()[0].N != 1 {
		t.Errorf("after it: %+v, %d", row, total)
	}
	if row.Belief == "" || row.Range == "" {
		t.Error("the estimate is gone, too")
	}
}

// TestTied: what is true of all domains is said once, and then no row says it; where one can be told apart, each
// row says which it is tied with.
func TestTied(t *testing.T) {
	in := specimen.Board()
	dk := &board.Desk{Board: &in, Path: "index.html"}
	for i := range in.Plan.Domains {
		in.Plan.Domains[i].TiedWith = [][]int{{2, 3}, {1, 3}, {1, 2}}[i]
	}
	if rows := dk.Rows(in.Plan.Domains); dk.Tied() == "" || rows[0].Tied+rows[1].Tied+rows[2].Tied != "" || dk.Row(in.Plan.Domains[0]).Tied != "any of the others" {
		t.Errorf("all tied: %q, %+v", dk.Tied(), rows)
	}
	in.Plan.Domains[0].TiedWith, in.Plan.Domains[2].TiedWith = []int{2}, []int{2}
	if rows := dk.Rows(in.Plan.Domains); dk.Tied() != "" || rows[0].Tied != "domain 2" || rows[2].Tied != "domain 2" {
		t.Errorf("two can be told apart: %q, %+v", dk.Tied(), rows)
	}
}

// TestBlank: nothing is known while the report is silent and nothing that counts is logged; an entry that is shown and not
// counted tells nothing.
func TestBlank(t *testing.T) {
	for _, c := range []struct {
		name   string
		blank  bool
		change func(*study.Plan)
	}{
		{"a silent report", true, func(*study.Plan) {}},
		{"a report that speaks", false, func(p *study.Plan) { p.Diagnosis.Diagnostic = false }},
		{"seen before", true, func(p *study.Plan) { p.Domains[2].Evidence = []study.Evidence{{What: "31 of 50", Weight: 0}} }},
		{"practised", false, func(p *study.Plan) { p.Domains[2].Evidence = []study.Evidence{{What: "31 of 50", Weight: 0.5}} }},
	} {
		in := specimen.Board()
		in.Plan.Diagnosis.Diagnostic = true
		c.change(&in.Plan)
		if got := board.Blank(in.Plan); got != c.blank || strings.HasPrefix(in.Tied(), "Nothing is known") != c.blank {
			t.Errorf("%s: %v, %q", c.name, got, in.Tied())
		}
	}
}

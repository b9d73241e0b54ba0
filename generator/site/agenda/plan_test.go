package agenda

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/words"
	"retake/generator/study"
)

// TestHoursAddUp: the rows of the table of hours sum to its last row, whatever is logged.
func TestHoursAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := specimen.Board()
		in.Plan.Budget.Total, in.Plan.Budget.Domains = 0, 0
		planned, spent := civil.Minutes(0), civil.Minutes(0)
		minutes := rapid.IntRange(0, 900)
		for i := range in.Plan.Domains {
			d := &in.Plan.Domains[i]
			d.Minutes, d.Spent = civil.Minutes(minutes.Draw(t, "planned")), civil.Minutes(minutes.Draw(t, "spent"))
			in.Plan.Budget.Domains += d.Minutes
		}
		in.Plan.Budget.Total = in.Plan.Budget.Domains + civil.Minutes(minutes.Draw(t, "rest"))
		in.Plan.Weeks[0].Done = civil.Minutes(minutes.Draw(t, "done"))
		dk := &board.Desk{Board: &in, Path: "plan.html"}
		rows, total := hourRows(dk)
		read := func(s string) (sum civil.Minutes) {
			parts := strings.Split(s, words.NBSP)
			for i := 1; i < len(parts); i += 2 {
				n, err := strconv.Atoi(parts[i-1])
				if err != nil {
					t.Fatalf("%q is no time", s)
				}
				sum += civil.Minutes(n * map[string]int{"h": 60, "min": 1}[parts[i]])
			}
			return sum
		}
		for _, r := range rows {
			planned, spent = planned+read(r.Planned), spent+read(r.Spent)
			if r.Share < 0 || r.Share > 200 || r.SpentShare < 0 || r.SpentShare > 200 {
				t.Fatalf("%s: bars of %d and %d", r.Text, r.Share, r.SpentShare)
			}
		}
		if planned != read(total.Planned) || spent != read(total.Spent) {
			t.Fatalf("%v and %v, but %+v", planned, spent, total)
		}
	})
}

// TestPlanAfterAPass: what is left is what was: phases, weeks and the time spent, most first.
func TestPlanAfterAPass(t *testing.T) {
	in := specimen.Board()
	in.Plan.Domains[0].Minutes, in.Plan.Domains[1].Minutes, in.Plan.Domains[2].Minutes = 0, 0, 0
	in.Plan.Won, in.Plan.Today = specimen.Day("2027-01-16"), specimen.Day("2027-01-16")
	in.Plan.Assumptions, in.Plan.GivenUp, in.Plan.Date.TooSoon, in.Plan.Budget.Assumed = []study.Assumption{{Key: "buffer"}}, []string{"labs"}, "too soon", true
	in.Record.Away[0].To = specimen.Day("2027-02-01")
	in.Record.Sessions = []study.Session{{Date: specimen.Day("2026-11-24"), Kind: study.Read, Minutes: 40}}
	v := Plan(&board.Desk{Board: &in, Path: "plan.html"})
	if v.Assumptions != nil || v.GivenUp != nil || v.TooSoon != "" || v.Assumed || v.Away != nil || v.WhatIf != nil || v.Working.Mind != "" {
		t.Errorf("%+v", v)
	}
	if v.Won == "" || v.Hours[0].Text != "Security operations" || len(v.Weeks) != 8 || v.Weeks[7].Current || len(v.Working.Lines) != 1 || v.Phases[1].Current {
		t.Errorf("%+v", v)
	}
}

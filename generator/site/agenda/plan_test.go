package agenda

import (
	"testing"

	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/study"
)

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
	if v.Won == "" || v.Hours.Table.Rows[0].Text != "Security operations" || len(v.Weeks) != 8 || v.Weeks[7].Current || len(v.Working.Lines) != 1 || v.Phases[1].Current {
		t.Errorf("%+v", v)
	}
}

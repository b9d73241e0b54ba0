package proof

import (
	"strings"
	"testing"

	"retake/generator/site/board"
	"retake/generator/site/specimen"
)

// TestGatesAtRest: when the work is done, the gates ask for nothing; a date that is only proposed, or not allowed,
// leaves something to do.
func TestGatesAtRest(t *testing.T) {
	for _, c := range []struct {
		today  string
		change func(*board.Board)
		calm   bool
	}{
		{"2027-01-13", func(*board.Board) {}, false},
		{"2027-01-14", func(*board.Board) {}, true},
		{"2027-01-16", func(*board.Board) {}, true},
		{"2027-01-15", func(in *board.Board) { in.Plan.Date.Proposed = true }, false},
		{"2027-01-15", func(in *board.Board) { in.Plan.Readiness.First = 0 }, false},
		{"2027-01-20", func(in *board.Board) { in.Plan.Date.Passed = true }, false},
	} {
		in := specimen.Board()
		in.Plan.Today = specimen.Day(c.today)
		c.change(&in)
		if v := Readiness(&board.Desk{Board: &in}); strings.HasPrefix(v.Say, "The work is done.") != c.calm || (v.Gates[1].Next == "") != c.calm {
			t.Errorf("%s: %q, next %q", c.today, v.Say, v.Gates[1].Next)
		}
	}
}

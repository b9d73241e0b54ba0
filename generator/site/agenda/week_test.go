package agenda

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/site/board"
	"retake/generator/site/view"
)

// TestAgain: a week names what is to be tried again by day; what is late belongs to today.
func TestAgain(t *testing.T) {
	in := drilled(miss("2026-11-05", 1, 1), miss("2026-11-18", 1, 2), miss("2026-11-18", 1, 2), miss("2026-11-24", 2, 0))
	dk := &board.Desk{Board: &in}
	want := []view.Fact{{Name: "Wed 25 Nov", Value: "1.1", Note: "today"}, {Name: "Thu 26 Nov", Value: "1.2 (2 questions)"}}
	if diff := cmp.Diff(want, again(dk.Board, in.Plan.Weeks[0])); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]view.Fact{{Name: "Wed 2 Dec", Value: "domain 2"}}, again(dk.Board, in.Plan.Weeks[1])); diff != "" {
		t.Error(diff)
	}
	in.Plan.Weeks[0].Past = true
	if got := again(dk.Board, in.Plan.Weeks[0]); got != nil {
		t.Errorf("a past week asks for %v", got)
	}
}

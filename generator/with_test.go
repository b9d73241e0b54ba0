package generator

import (
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator/civil"
)

// TestWith: a plan with a file laid over it is the plan with the file in it, whether it was there before or not.
func TestWith(t *testing.T) {
	exam, log := []byte("exam = \"SY0-701\"\n"), []byte("[[practice]]\ndate = 2026-11-20\ndomain = 4\nright = 3\nof = 9\n")
	with := fstest.MapFS{"content/exam.toml": {Data: exam}, "content/log.toml": {Data: log}}
	without := fstest.MapFS{"content/exam.toml": {Data: exam}, "content/notes/a.md": {Data: []byte("# A\n")}}
	clock := Clock{Today: civil.Of(2026, 11, 26)}
	var m Memory
	for name, in := range map[string]Input{
		"new":     Input{Source: without, Clock: clock}.With("content/log.toml", log),
		"changed": Input{Source: with, Clock: clock}.With("content/log.toml", log),
	} {
		r := m.Plan(in)
		if got := r.Record().Practice; len(got) != 1 || got[0].Of != 9 || len(r.Faults) > 0 {
			t.Errorf("%s: %v, %v", name, got, r.Faults)
		}
		if r.Today() != clock.Today {
			t.Errorf("%s: today is %s", name, r.Today())
		}
	}
	if r := m.Plan(Input{Source: with, Clock: clock}.With("content/log.toml", nil)); len(r.Record().Practice) > 0 || r.Faults.Errors() > 0 {
		t.Errorf("gone: %v, %v", r.Record().Practice, r.Faults)
	}
	r := m.Plan(Input{Source: with, Clock: clock}.With("content/log.toml", []byte("[[practice]]\nright = 3\n")))
	if r.Faults.Errors() == 0 || r.Faults[0].Pos.File != "content/log.toml" || !strings.Contains(r.Faults[0].Excerpt, "practice") {
		t.Errorf("wrong: %+v", r.Faults)
	}
}

package screen

import (
	"strings"
	"testing"

	"retake/generator/study"
)

// TestChange: what has moved is told with what it was, and what has not in fewer words.
func TestChange(t *testing.T) {
	session := func(s *State) {
		s.Record.Sessions = []study.Session{{Date: s.Plan.Today, Kind: study.Read, Minutes: 45}}
	}
	chance := func(p float64) func(*State) {
		return func(s *State) {
			s.Plan.Readiness.Chance = &study.Chance{P: p, Lo: p - 0.1, Hi: p + 0.1, N: 2}
		}
	}
	for name, c := range map[string]struct {
		before, after func(*State)
		want          string
	}{
		"nothing": {nil, nil, `
readiness   as before: not yet (simulations above the line)
next block  as before: 20 questions, most from domain 2
today       as before: 1 block left, 50 min: Reading at 19:30
`},
		"a session": {nil, session, `
readiness   as before: not yet (simulations above the line)
next block  as before: 20 questions, most from domain 2
today       all done, 45 min of 50 min today
`},
		"another gate": {nil, func(s *State) { s.Plan.Readiness.Gates[0].Why = "You have 1 of 3." }, `
readiness   not yet. You have 1 of 3.
next block  as before: 20 questions, most from domain 2
today       as before: 1 block left, 50 min: Reading at 19:30
`},
		"a first chance, another mix": {nil, func(s *State) {
			chance(0.6)(s)
			s.Plan.NextBlock = []study.Mix{{Domain: 2, Questions: 13}, {Domain: 1, Questions: 6}, {Domain: 3, Questions: 1}}
		}, `
readiness   not yet; chance of passing about 60 % (50 to 70 %)
next block  13 questions from domain 2 (was 14), 6 from 1, 1 from 3 (was 0)
today       as before: 1 block left, 50 min: Reading at 19:30
`},
		"the same chance": {chance(0.6), chance(0.6), `
readiness   as before: not yet; chance of passing about 60 % (50 to 70 %)
next block  as before: 20 questions, most from domain 2
today       as before: 1 block left, 50 min: Reading at 19:30
`},
		"ready": {chance(0.6), func(s *State) {
			chance(0.85)(s)
			s.Plan.Readiness.Verdict, s.Plan.Readiness.First, s.Plan.Readiness.Say = "ready", -1, "All four conditions are met."
		}, `
readiness   was not yet, now ready. All four conditions are met; chance of passing about 85 % (75 to 95 %), was about 60 % (50 to 70 %)
next block  as before: 20 questions, most from domain 2
today       as before: 1 block left, 50 min: Reading at 19:30
`},
		"a pass": {nil, func(s *State) {
			s.Plan.Won, s.Plan.Readiness.Say, s.Plan.Weeks, s.Plan.NextBlock = s.Plan.Today, "You passed.", nil, nil
		}, `
readiness   You passed.
next block  none: the exam is behind you
today       nothing is asked of you
`},
	} {
		var states [2]State
		for i, change := range []func(*State){c.before, c.after} {
			states[i].Plan = smallPlan()
			states[i].Plan.Weeks[0].Blocks[1].Kind = study.Read
			if change != nil {
				change(&states[i])
			}
		}
		got := Change(states[0], states[1], 200, false)
		if got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s:\n%s", name, got)
		}
		for line := range strings.Lines(Change(states[0], states[1], 40, true)) {
			if n := len([]rune(bare(strings.TrimSuffix(line, "\n")))); n > 40 {
				t.Errorf("%s: %d columns: %q", name, n, line)
			}
		}
	}
}

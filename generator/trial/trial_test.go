package trial

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
)

const day = civil.Date(740000)

// sat is a full simulation under exam conditions, of 100 questions.
func sat(date civil.Date, right int) Simulation {
	return Simulation{Date: date, Source: "A", Right: right, Of: 100, Timed: true, ClosedBook: true, Anxiety: -1, Unanswered: -1}
}

func with(s Simulation, change func(*Simulation)) Simulation {
	change(&s)
	return s
}

var rules = Rules{Full: 100, Recent: 30, Target: 85, Streak: 3}

func TestWhyNot(t *testing.T) {
	late := rules
	late.After = day - 10
	for name, c := range map[string]struct {
		rules Rules
		sim   Simulation
		want  string
	}{
		"like the exam":                {rules, sat(day, 80), ""},
		"nine tenths are full":         {rules, with(sat(day, 80), func(s *Simulation) { s.Of = 90 }), ""},
		"a question fewer is not":      {rules, with(sat(day, 80), func(s *Simulation) { s.Of = 89 }), "not full length: 89 of 100 questions"},
		"untimed":                      {rules, with(sat(day, 80), func(s *Simulation) { s.Timed = false }), "not timed"},
		"with books":                   {rules, with(sat(day, 80), func(s *Simulation) { s.ClosedBook = false }), "not closed book"},
		"seen comes first":             {rules, with(sat(day, 80), func(s *Simulation) { s.Seen, s.Timed = true, false }), "seen before: good training, no evidence"},
		"30 days old":                  {rules, sat(day-30, 80), ""},
		"31 days old":                  {rules, sat(day-31, 80), "older than 30 days"},
		"on the day of the fail":       {late, sat(day-10, 80), "before the last attempt"},
		"the day after":                {late, sat(day-9, 80), ""},
		"old and before the last fail": {late, sat(day-40, 80), "before the last attempt"},
	} {
		got := c.rules.Views([]Simulation{c.sim}, day)
		if len(got) != 1 || got[0].WhyNot != c.want || got[0].Qualifies != (c.want == "") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestViewsStopAtToday(t *testing.T) {
	sims := []Simulation{sat(day-1, 84), sat(day, 85), sat(day+1, 99), {Date: day, Of: 0}}
	got := rules.Views(sims, day)
	if len(got) != 2 || got[0].Above || !got[1].Above || got[1].Percent != 85 {
		t.Errorf("%+v", got)
	}
}

func TestPercent(t *testing.T) {
	if got := (Simulation{Right: 3, Of: 4}).Percent(); got != 75 {
		t.Error(got)
	}
	if got := (Simulation{}).Percent(); got != 0 {
		t.Errorf("without questions: %v", got)
	}
}

func TestMarkSeen(t *testing.T) {
	form := func(source, form string) Simulation { return Simulation{Source: source, Form: form} }
	in := []Simulation{form("A", "1"), form("A", "2"), form("B", "1"), form("A", "1"), form("A", ""), form("A", "")}
	var seen []bool
	for _, s := range MarkSeen(in) {
		seen = append(seen, s.Seen)
	}
	if !slices.Equal(seen, []bool{false, false, false, true, false, false}) {
		t.Error(seen)
	}
	if in[3].Seen {
		t.Error("the list that was given is changed")
	}
}

func TestInARow(t *testing.T) {
	v := func(word string) []View {
		var out []View
		for _, c := range word { // + above, - below, . does not count
			out = append(out, View{Qualifies: c != '.', Above: c != '-'})
		}
		return out
	}
	for word, want := range map[string]int{"": 0, "+": 1, "-": 0, "+++": 3, "++++": 3, "+-+": 1, "++-": 0, "+.+.": 2, "-+++": 3, "..": 0} {
		if got := InARow(v(word), 3); got != want {
			t.Errorf("%q: %d, want %d", word, got, want)
		}
	}
}

func TestTheFileSOrderNeverMattersToPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sims := drawSims(t)
		mixed := rapid.Permutation(sims).Draw(t, "mixed")
		a, b := terms.Pressure(sims, day, 100), terms.Pressure(mixed, day, 100)
		if (a == nil) != (b == nil) || a != nil && (a.Mean != b.Mean || a.Lo != b.Lo || len(a.Pairs) != len(b.Pairs)) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

// drawSims are up to eight simulations by date, of all kinds.
func drawSims(t *rapid.T) []Simulation {
	var out []Simulation
	for date, n := day-60, rapid.IntRange(0, 8).Draw(t, "n"); n > 0; n-- {
		date += civil.Date(rapid.IntRange(0, 12).Draw(t, "days"))
		s := sat(date, rapid.IntRange(0, 100).Draw(t, "right"))
		s.Form = rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "form")
		s.Timed, s.ClosedBook = rapid.Bool().Draw(t, "timed"), rapid.Bool().Draw(t, "closed")
		out = append(out, s)
	}
	return out
}

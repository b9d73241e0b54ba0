package advice

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/timetable"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestSentences keeps every sentence in one file, to be read in one go.
func TestSentences(t *testing.T) {
	var b strings.Builder
	say := func(title string, sentences ...string) {
		fmt.Fprintf(&b, "%s\n  %s\n\n", title, strings.Join(sentences, "\n  "))
	}
	pair := func(task, because string) []string { return []string{task, because} }
	for _, p := range []string{timetable.Reset, timetable.Repair, timetable.Mix, timetable.Simulate, timetable.Taper} {
		say("phase "+p, Phase(p))
	}
	say("reset, with a report", append(Reset(true), ResetBecause)...)
	say("reset, with nothing reported", Reset(false)...)
	say("light", append(pair(Light(0)), pair(Light(1))...)...)
	say("simulation", pair(Simulation(90, 90, false, false))...)
	say("simulation, number of questions not known", pair(Simulation(0, 120, false, false))...)
	say("simulation, first and cut", pair(Simulation(6, 240, true, true))...)
	say("its review", pair(SimulationReview())...)
	on := Topic("Operations", []string{"4.1", "4.4"})
	say("read", Read(on), Read(Topic("Operations", []string{"4.1"})), Read(Topic("Operations", nil)))
	say("lab", Lab(on))
	say("questions", Questions(40, on, false), Questions(1, on, true))
	say("review", Review("Operations", true, 3), Review("Operations", false, 3), Review("Operations", false, 0))
	say("pinned", PinnedBecause, Pinned("read"), Pinned("lab"), Pinned("practice"), Pinned("review"))
	say("because", Because("Operations", Standing{}), Because("Threats", Standing{Rank: 1, Leader: "Operations"}), Because("Program", Standing{Rank: 2}),
		Because("Architecture", Standing{Rank: 4, AtTarget: true}), Because("Operations", Standing{Blind: true}), Because("Threats", Standing{Rank: 1, Blind: true}))
	say("given up: nothing", GivenUp(Shortfall{Mix: true, SimulationDays: 21, Sittings: 4, Asked: 3, Sitting: 90, Full: 90})...)
	say("given up: a week", GivenUp(Shortfall{SimulationDays: 1, Sittings: 1, Asked: 3, Sitting: 240, Full: 1425, Untouched: []string{"Storage"}})...)
	say("given up: no long window", GivenUp(Shortfall{SimulationDays: 10, Asked: 3, Sitting: 90, Full: 90, Untouched: []string{"A", "B", "C"}})...)
	say("given up: two days", GivenUp(Shortfall{Asked: 3, Sitting: 90, Full: 90})...)
	say("win", slices.Concat(Win(Aim{Mean: 53.8, Target: 80, Points: 7.34, Listed: []string{"4.1", "4.5"}, Open: 1}), Win(Aim{Mean: 82, Target: 80, Points: 0.04, Open: 12}))...)
	one, two := []Share{{"Operations", 150}}, []Share{{"Operations", 150}, {"Threats", 50}}
	say("a week", Focus(Held{Blocks: 5, Most: one}), Focus(Held{Blocks: 5, Most: two}), Focus(Held{Blocks: 5, Most: two, Simulations: 2}), Focus(Held{Blocks: 2, Simulations: 1}),
		Focus(Held{Blocks: 1, Reset: true}), Focus(Held{Blocks: 2}), Focus(Held{}), Focus(Held{Exam: true}))
	part := func(title string, parts ...string) { say(title, "| "+strings.Join(parts, "\n  | ")) }
	part("notice", Notice(true, "24 hours"))
	part("practice", Practised(31, 50, false, true, "Provider A"), Practised(31, 50, false, false, ""), Practised(31, 50, true, true, ""))
	part("simulations", Sat(74, 90, "Provider B"), Sat(17, 25, ""), Named("Provider B", "2"), Named("Provider B", ""), Named("", ""))
	if got := Notice(false, ""); got != "" {
		t.Errorf("nothing is known of a notice: %q", got)
	}
	const golden = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if strings.HasPrefix(line, "  ") && !strings.HasPrefix(line, "  | ") && strings.TrimSpace(line) != "" && (!strings.HasSuffix(line, ".") || strings.Contains(line, "!") || strings.Contains(line, "  1 full simulations")) {
			t.Errorf("no plain sentence: %q", line)
		}
	}
}

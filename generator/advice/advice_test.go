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
	say("simulation", pair(Simulation(Sitting{Questions: 90, Length: 90}))...)
	say("simulation, number of questions not known", pair(Simulation(Sitting{Length: 120}))...)
	say("simulation, first and cut", pair(Simulation(Sitting{Questions: 6, Length: 240, First: true, Cut: true}))...)
	say("simulation, hands-on tasks", pair(Simulation(Sitting{Questions: 17, Length: 120, HandsOnly: true}))...)
	say("simulation, hands-on tasks, their number not known", pair(Simulation(Sitting{Length: 120, HandsOnly: true}))...)
	say("simulation, hands-on tasks, cut", pair(Simulation(Sitting{Length: 240, Cut: true, HandsOnly: true}))...)
	say("its review", pair(SimulationReview())...)
	on := Topic("Operations", []string{"4.1", "4.4"})
	say("read", Read(on), Read(Topic("Operations", []string{"4.1"})), Read(Topic("Operations", nil)))
	say("video and course", Watch(on), Follow(Topic("Operations", nil)))
	say("lab", Lab(on))
	say("questions", Questions(Asked{N: 40, On: on}), Questions(Asked{N: 1, On: on, Mixed: true}))
	say("review", Review("Operations", true, 3, false), Review("Operations", false, 3, false), Review("Operations", false, 0, false))
	say("tasks", Questions(Asked{N: 6, On: "Storage", HandsOnly: true}), Questions(Asked{N: 1, On: "Storage", Mixed: true, HandsOnly: true}), Questions(Asked{On: "Storage", HandsOnly: true}),
		Review("Storage", true, 3, true), Review("Storage", false, 3, true), Review("Storage", false, 0, true), Pinned("practice", true))
	say("no separate domains", Read(""), Read(Topic("", []string{"1.2"})), Watch(""), Follow(""), Lab(""), Questions(Asked{N: 40}), Questions(Asked{N: 40, Mixed: true}),
		Review("", true, 3, false), Review("", false, 3, false), Review("", false, 0, false), Because("The whole exam", Standing{Whole: true}), Because("The whole exam", Standing{Whole: true, AtTarget: true}),
		Focus(Held{Blocks: 5, Most: []Share{{"The whole exam", 150}}, Whole: true}), Focus(Held{Blocks: 5, Simulations: 1, Most: []Share{{"The whole exam", 150}}, Whole: true}))
	say("pinned", PinnedBecause, Pinned("read", false), Pinned("lab", false), Pinned("practice", false), Pinned("review", false))
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

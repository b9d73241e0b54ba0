package trial

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestSentences keeps every sentence in one file, to be read in one go.
func TestSentences(t *testing.T) {
	var b strings.Builder
	say := func(title string, sentences ...string) {
		fmt.Fprintf(&b, "%s\n  %s\n\n", title, strings.Join(sentences, "\n  "))
	}
	usual := Terms{Pass: 75, Questions: 90, FormSpread: 4, TransferSpread: 6, LevelSpread: 8}
	chance := func(change func(*Terms), own *PracticeGap) string {
		with := usual
		change(&with)
		return with.Chance(results(80, 84), own).Assumes
	}
	say("chance", chance(func(*Terms) {}, nil))
	say("chance, no prior, a bias that was set", chance(func(t *Terms) { t.LevelSpread, t.Bias = 0, -5 }, nil))
	say("chance, after a fail", chance(func(t *Terms) { t.Failed = true }, nil))
	say("chance, own gap", chance(func(*Terms) {}, &PracticeGap{Bias: -4.1, SD: 4.6}), chance(func(*Terms) {}, &PracticeGap{Bias: 1.2, SD: 1.1}), chance(func(*Terms) {}, &PracticeGap{Bias: 0.3, SD: 4.6}))

	tuesday := civil.Of(2026, 11, 3)
	gap := func(reals ...Real) string {
		g, _ := usual.PracticeGap(rules, reals, []Simulation{sat(tuesday-12, 79), sat(tuesday-8, 82), sat(tuesday-4, 84), sat(tuesday+30, 80)})
		return g.Say()
	}
	say("practice gap", gap(failed(tuesday, 66)), gap(failed(tuesday, 80)), gap(failed(tuesday, 97)), gap(failed(tuesday, -1)), gap(failed(tuesday, 66), failed(tuesday+31, 70)))
	say("not compared", Unused{tuesday, 86, 64, "seen before: good training, no evidence", failed(0, 0).Pos}.Say(), Unused{tuesday, 86, -1, "not timed", failed(0, 0).Pos}.Say(),
		Unused{tuesday, -1, 64, "no simulation before it was like the real exam", failed(0, 0).Pos}.Say(), Unused{tuesday, -1, -1, "the report does not say what share of the questions was right", failed(0, 0).Pos}.Say())

	one := []Pair{{}}
	say("pressure: lower", Pressure{one, -14.2, -22.4, -6}.Say(), Pressure{append(one, Pair{}), -6.2, -12.1, -0.3}.Say())
	say("pressure: cannot be told apart", Pressure{one, -2, -10.4, 6.4}.Say(), Pressure{one, -5, -10.4, 0.4}.Say(), Pressure{one, 5, -0.4, 10.4}.Say())
	say("pressure: higher", Pressure{one, 9, 1, 17}.Say())

	say("pace", Paces{Last: make([]Pace, 3), Used: 58.4, Given: 60, Unanswered: 5, Behind: "second", Over: 2, Measured: 3}.Say(),
		Paces{Last: make([]Pace, 1), Used: 62, Given: 60, Unanswered: -1, Behind: "third", Over: 1, Measured: 1}.Say(),
		Paces{Last: make([]Pace, 1), Used: 48, Given: 60, Unanswered: 0, Measured: 1}.Say(),
		Paces{Last: make([]Pace, 3), Used: 66, Given: 60, Unanswered: 1, Measured: 3, Over: 1}.Say(),
		Paces{Last: make([]Pace, 2), Used: 50, Given: 60, Unanswered: -1}.Say(),
		Paces{Last: make([]Pace, 2), Used: 66, Given: 72, Unanswered: 0, Measured: 2, onePass: true}.Say())
	say("track", Track{Of: 1, Inside: 1}.Say(), Track{Of: 1}.Say(), Track{Of: 5, Inside: 4}.Say(), Track{Of: 3}.Say(), Track{Of: 9, Inside: 9}.Say(), Track{Of: 10, Inside: 9}.Say(), Track{Of: 12, Inside: 7}.Say())
	say("why a simulation does not count", whys()...)
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
}

// whys are all reasons of whyNot.
func whys() []string {
	r := rules
	r.After = day - 40
	var out []string
	for _, s := range []Simulation{
		with(sat(day, 80), func(s *Simulation) { s.Seen = true }), with(sat(day, 30), func(s *Simulation) { s.Of = 50 }),
		with(sat(day, 80), func(s *Simulation) { s.Timed = false }), with(sat(day, 80), func(s *Simulation) { s.ClosedBook = false }),
		sat(day-50, 80), sat(day-35, 80),
	} {
		out = append(out, r.whyNot(s, day))
	}
	r.HandsOnly = true
	for _, s := range []Simulation{with(sat(day, 30), func(s *Simulation) { s.Of = 50 }), with(sat(day, 80), func(s *Simulation) { s.ClosedBook = false })} {
		out = append(out, r.whyNot(s, day))
	}
	return out
}

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		want   string
	}{
		{-11, -3, "3 to 11 points lower"}, {3, 11, "3 to 11 points higher"}, {-6, 3, "from 6 points lower to 3 points higher"},
		{-1, 1, "from 1 point lower to 1 point higher"}, {-7, 0.2, "up to 7 points lower"}, {-0.2, 7, "up to 7 points higher"},
		{-4.2, -3.8, "4 points lower"}, {-0.3, 0.2, "less than 1 point lower"}, {0.6, 1.4, "1 point higher"},
	} {
		if got := span(c.lo, c.hi); got != c.want {
			t.Errorf("%v to %v: %q, want %q", c.lo, c.hi, got, c.want)
		}
	}
}

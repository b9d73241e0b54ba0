package digest

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/stat"
)

var update = flag.Bool("update", false, "write the golden file anew")

var (
	monday = civil.Of(2026, 11, 23)
	exam   = civil.Of(2027, 1, 16)
)

func TestSince(t *testing.T) {
	for d := range civil.Date(7) {
		want := monday
		if d == 0 {
			want = monday - 7
		}
		if got := Since(monday + d); got != want {
			t.Errorf("on %s since %s, want %s", (monday + d).Short(), got, want)
		}
	}
}

// stood is a plan as it stood: three domains, ten questions open.
func stood() Snapshot {
	return Snapshot{Domains: []Domain{{1, "Concepts", 0.60, 2.4, 0.60}, {2, "Threats", 0.70, 0.4, 0.70}, {3, "Operations", 0.50, 8.1, 0.50}, {4, "Governance", 0.50, 3, 0.55}},
		Level: stat.Share{Mean: 0.581, Lo: 0.52, Hi: 0.64}, Verdict: "not yet", Date: exam, Open: 10, Closed: 3}
}

func compared(change func(*Snapshot), s Slip, ask Ask) *Digest {
	then, now := stood(), stood()
	change(&now)
	return Compare(monday, then, now, 0.80, s, ask)
}

func TestMoved(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Snapshot)
		won    bool
		want   []string
	}{
		{"nothing", func(*Snapshot) {}, false, nil},
		{"less than two points", func(s *Snapshot) { s.Domains[0].Mean = 0.6199 }, false, nil},
		{"two points", func(s *Snapshot) { s.Domains[0].Mean = 0.6201 }, false, []string{moved("Concepts", 0.60, 0.6201)}},
		{"as far as age alone would bring it", func(s *Snapshot) { s.Domains[0].Mean, s.Domains[3].Mean = 0.63, 0.55 }, false, []string{moved("Concepts", 0.60, 0.63)}},
		{"further than age alone", func(s *Snapshot) { s.Domains[3].Mean = 0.60 }, false, []string{moved("Governance", 0.50, 0.60)}},
		{"against what came since", func(s *Snapshot) { s.Domains[3].Mean = 0.53 }, false, nil},
		{"the largest first", func(s *Snapshot) { s.Domains[0].Mean, s.Domains[1].Mean, s.Domains[2].Mean = 0.63, 0.60, 0.57 }, false,
			[]string{moved("Threats", 0.70, 0.60), moved("Operations", 0.50, 0.57), moved("Concepts", 0.60, 0.63)}},
		{"a target reached", func(s *Snapshot) { s.Domains[1].Points = 0.04 }, false, []string{crossed("Threats")}},
		{"still a little to win", func(s *Snapshot) { s.Domains[1].Points = 0.05 }, false, nil},
		{"a verdict", func(s *Snapshot) { s.Verdict = "ready" }, false, []string{verdictMoved("not yet", "ready")}},
		{"a date", func(s *Snapshot) { s.Date += 7 }, false, []string{dateMoved(exam, exam+7, false)}},
		{"no date any more", func(s *Snapshot) { s.Date = 0 }, false, nil},
		{"a pass is no move of the date", func(s *Snapshot) { s.Date -= 40 }, true, nil},
		{"questions closed", func(s *Snapshot) { s.Closed, s.Open = 5, 8 }, false, []string{missesClosed(2)}},
	} {
		if diff := cmp.Diff(c.want, compared(c.change, Slip{}, Ask{Won: c.won}).Moved); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
	d := compared(func(s *Snapshot) { s.Domains[1].Points, s.Domains[2].Points = 0, 0 }, Slip{}, Ask{})
	if !slices.Equal(d.Crossed, []int{2, 3}) || d.Since != monday {
		t.Errorf("%+v", d)
	}
}

// The date that was proposed on Monday is kept; one of the learner's own is not.
func TestTheDateProposedThenIsKept(t *testing.T) {
	for _, proposed := range []bool{true, false} {
		d := Compare(1, Snapshot{Date: 90, Proposed: proposed}, Snapshot{Date: 97, Proposed: true}, 0.8, Slip{}, Ask{})
		if want := map[bool]civil.Date{true: 90}[proposed]; d.Proposed != want {
			t.Errorf("proposed then %v: %s, want %s", proposed, d.Proposed, want)
		}
	}
}

func TestSlipped(t *testing.T) {
	if d := compared(func(*Snapshot) {}, Slip{Done: 90, Planned: 90, Talks: []Talk{{"A.", 0}}}, Ask{}); d.Slipped != nil {
		t.Errorf("nothing slipped: %q", d.Slipped)
	}
	d := compared(func(*Snapshot) {}, Slip{Days: []civil.Date{monday, monday + 2}, By: 75, Late: 2, Talks: []Talk{{"A.", 1}, {"Group", 0}}}, Ask{})
	if want := []string{"Monday and Wednesday fell short of the plan, by 1 h 15 min.", retestsLate(2), checkinMissed("A.", 1)}; !slices.Equal(d.Slipped, want) {
		t.Errorf("%q", d.Slipped)
	}
}

func TestNumbers(t *testing.T) {
	d := compared(func(s *Snapshot) { s.Level, s.Open = stat.Share{Mean: 0.634, Lo: 0.58, Hi: 0.691}, 7 }, Slip{Done: 130, Planned: 210}, Ask{})
	want := []Number{
		{"Study time", "2 h 10 min", "of 3 h 30 min planned so far"},
		{"Expected share of questions right", "about 63 %, most likely 58 to 69 %", "was about 58 %; the target is 80 %"},
		{"Missed questions still open", "7", "was 10"},
	}
	if diff := cmp.Diff(want, d.Numbers); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// all is everything that may be asked about.
func all() Ask {
	return Ask{Behind: true, TooSoon: exam, Repeat: "4.2", Mistaken: "3.1", Note: "mixed up hashing and encryption.", Cause: "Too little hands-on work", Weakest: "Operations", FirstGate: "rule"}
}

func TestTheMostUrgentQuestionsAreAsked(t *testing.T) {
	a := all()
	for _, c := range []struct {
		name string
		done func()
		want []string
	}{
		{"all of it", func() {}, []string{askReplan, askDate(exam.Medium()), askRepeat("4.2")}},
		{"not behind", func() { a.Behind = false }, []string{askDate(exam.Medium()), askRepeat("4.2"), askMisconception("3.1", a.Note)}},
		{"a date that holds", func() { a.TooSoon = 0 }, []string{askRepeat("4.2"), askMisconception("3.1", a.Note), askCause(a.Cause)}},
		{"nothing twice", func() { a.Repeat = "" }, []string{askMisconception("3.1", a.Note), askCause(a.Cause), askWeakest("Operations")}},
		{"nothing mistaken", func() { a.Mistaken = "" }, []string{askCause(a.Cause), askWeakest("Operations"), askGate("rule")}},
		{"no cause", func() { a.Cause = "" }, []string{askWeakest("Operations"), askGate("rule"), askNext}},
		{"ready", func() { a.FirstGate = "" }, []string{askWeakest("Operations"), askNext, askHelp}},
	} {
		c.done()
		if got := a.three(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Three numbers always; three questions whenever there is a domain, and the same two snapshots move nothing.
func TestShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ask := Ask{Won: rapid.Bool().Draw(t, "won"), Behind: rapid.Bool().Draw(t, "behind"), Weakest: "Operations",
			Repeat: rapid.SampledFrom([]string{"", "4.2"}).Draw(t, "repeat"), Mistaken: rapid.SampledFrom([]string{"", "3.1"}).Draw(t, "mistaken"),
			Cause: rapid.SampledFrom([]string{"", "Anxiety"}).Draw(t, "cause"), FirstGate: rapid.SampledFrom([]string{"", "legal", "rule", "evidence", "able"}).Draw(t, "gate")}
		d := compared(func(*Snapshot) {}, Slip{}, ask)
		if len(d.Numbers) != 3 || len(d.Questions) != 3 || len(d.Moved) != 0 || len(d.Crossed) != 0 {
			t.Fatalf("%+v", d)
		}
	})
}

// TestSentences keeps everything that is said in one file, to be read in one go.
func TestSentences(t *testing.T) {
	var b strings.Builder
	say := func(title string, lines ...string) {
		fmt.Fprintf(&b, "%s\n  %s\n\n", title, strings.Join(lines, "\n  "))
	}
	number := func(ns ...Number) []string {
		out := make([]string, len(ns))
		for i, n := range ns {
			out[i] = fmt.Sprintf("%s: %s (%s)", n.Name, n.Value, n.Before)
		}
		return out
	}
	say("moved", moved("Operations", 0.52, 0.61), moved("Operations", 0.61, 0.52), crossed("Operations"), verdictMoved("not yet", "ready"),
		dateMoved(exam, exam+7, false), dateMoved(exam, exam+7, true), missesClosed(1), missesClosed(3))
	say("slipped", daysMissed([]civil.Date{monday}, 60), daysMissed([]civil.Date{monday, monday + 1, monday + 5}, 200), daysMissed([]civil.Date{monday, monday + 1, monday + 2, monday + 3}, 240),
		retestsLate(1), retestsLate(4), checkinMissed("A.", 1), checkinMissed("A.", 3))
	low := stat.Share{Mean: 0.58, Lo: 0.53, Hi: 0.63}
	say("numbers", number(Slip{}.timeNumber(), Slip{Planned: 180}.timeNumber(), Slip{Done: 130, Planned: 180}.timeNumber(), Slip{Done: 130, Planned: 180, Over: true}.timeNumber(),
		levelNumber(low, low, 0.8), levelNumber(low, stat.Share{Mean: 0.63, Lo: 0.58, Hi: 0.68}, 0.8), openNumber(4, 4), openNumber(4, 2))...)
	a := all()
	say("questions", askReplan, askDate(exam.Medium()), askRepeat(a.Repeat), askMisconception(a.Mistaken, a.Note), askMisconception(a.Mistaken, ""), askCause(a.Cause), askWeakest(a.Weakest),
		askGate("legal"), askGate("rule"), askGate("evidence"), askGate("able"), askNext, askHelp)
	say("questions after a pass", Ask{Won: true}.three()...)
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
	for _, wrong := range []string{"!", " 1 days", "..", ".”.", "  \n"} {
		if strings.Contains(b.String(), wrong) {
			t.Errorf("%q is said", wrong)
		}
	}
}

// TestAFailIsTold: whoever reads the digest in the week of a fail learns of it first.
func TestAFailIsTold(t *testing.T) {
	then, now := Snapshot{Fails: 1, Verdict: "not yet"}, Snapshot{Fails: 2, Verdict: "not enough evidence"}
	if d := Compare(1, then, now, 0.8, Slip{}, Ask{}); len(d.Moved) == 0 || d.Moved[0] != failed {
		t.Errorf("moved: %q", d.Moved)
	}
	if d := Compare(1, now, now, 0.8, Slip{}, Ask{}); len(d.Moved) > 0 {
		t.Errorf("nothing happened, and moved: %q", d.Moved)
	}
}

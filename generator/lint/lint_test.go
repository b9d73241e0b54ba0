package lint

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/study"
)

var update = flag.Bool("update", false, "write testdata/sentences.txt anew")

var today = civil.Of(2026, 11, 26)

// scene is a sound plan, changed by one test: an exam in eight weeks, two weak domains with two sources
// each, and free time that somebody has.
type scene struct {
	study.Plan
	study.Record
}

func at(file string, line int) fault.Pos {
	return fault.Pos{File: "content/" + file, Line: line, Col: 1}
}

func sound() *scene {
	s := &scene{}
	exam := study.Exam{
		Pos: at("exam.toml", 1), Code: "SY0-701", Minutes: 90, Questions: 90, Formats: []string{"multiple-choice", "performance-based"},
		RetiresOn: civil.Of(2027, 6, 11), Successor: "SY0-801",
		Policy: policy.Policy{ID: "comptia", Body: "CompTIA", AsOf: civil.Of(2026, 9, 29), Sources: []policy.Source{{URL: "https://example.org/retake", Grade: "official"}}},
	}
	s.Plan = study.Plan{
		Today: today, Exam: exam, FullSet: 90, Settings: study.Defaults(), Ranked: []int{1, 0, 2},
		Diagnosis: study.Diagnosis{Attempt: &study.Attempt{At: civil.Instant{Date: civil.Of(2026, 11, 2)}}},
		Domains: []study.DomainPlan{
			{Domain: study.Domain{N: 1, Name: "Concepts"}, Points: 2, Evidence: []study.Evidence{{Weight: 1}}},
			{Domain: study.Domain{N: 2, Name: "Operations"}, Points: 5},
			{Domain: study.Domain{N: 3, Name: "Management"}, Points: 1},
		},
		Date:   study.ExamDate{Date: civil.Of(2027, 1, 16), Days: 51},
		Budget: study.Budget{Total: 3000},
		Window: policy.Window{State: policy.Dated, Safe: civil.Of(2026, 11, 3), Until: civil.Of(2027, 6, 11)},
	}
	s.Record = study.Record{Exam: exam, ExamDate: s.Date.Date, ExamDatePos: at("plan.toml", 1)}
	s.Availability = study.Availability{Pos: at("plan.toml", 3), Written: true, FreeDays: -1}
	for d := range 6 {
		s.Availability.Days[d] = []civil.Window{{Start: 19 * 60, Length: 90}}
	}
	for i, kind := range []string{"book", "lab"} {
		s.Resources = append(s.Resources, study.Resource{Pos: at("plan.toml", 10+i), Name: "The " + kind, Kind: kind})
	}
	return s
}

func (s *scene) faults() fault.List { return Plan(s.Plan, s.Record) }

func (s *scene) simulate(day civil.Date, line int) {
	s.Trials.Views = append(s.Trials.Views, study.SimulationView{Simulation: study.Simulation{Pos: at("log.toml", line), Date: day, Of: 90}})
}

func (s *scene) pin(day civil.Date, line int) {
	s.Pins = append(s.Pins, study.Pin{Pos: at("plan.toml", line), Date: day, Minutes: 90, Kind: study.Simulate})
}

// monday is a day with study time, ahead.
var monday = civil.Of(2026, 11, 30)

// wish writes a block of the learner's own, without pin = true.
func (s *scene) wish(day civil.Date, line int) {
	s.Pins = append(s.Pins, study.Pin{Pos: at("plan.toml", line), Date: day, Start: civil.NoClock, Minutes: 50, Kind: study.Lab, Domain: 2})
}

// has gives the plan these blocks on monday.
func (s *scene) has(blocks ...study.Block) {
	for i := range blocks {
		blocks[i].Date, blocks[i].Minutes = monday, 50
	}
	s.Weeks = []study.Week{{Blocks: blocks}}
}

func (s *scene) day(name string, windows ...civil.Window) {
	s.Availability.Days[slices.Index(weekdays[:], name)] = windows
}

func window(text string) civil.Window {
	w, err := civil.ParseWindow(text)
	if err != nil {
		panic(err)
	}
	return w
}

// cases are one cause each, and the codes of what is said of it.
var cases = []struct {
	name string
	want string // codes
	do   func(s *scene)
}{
	{"nothing is wrong", "", func(*scene) {}},
	{"one day of six hours", "hours-impossible", func(s *scene) { s.day("sat", window("09:00-15:00")) }},
	{"two such days", "hours-impossible", func(s *scene) {
		s.day("sat", window("09:00-15:00"))
		s.day("sun", window("10h"))
	}},
	{"four hours in a day", "", func(s *scene) { s.day("sat", window("09:00-13:00")) }},
	{"windows that overlap count once", "", func(s *scene) { s.day("sat", window("09:00-12:00"), window("10:00-13:00"), window("11:00-12:00")) }},
	{"two windows count both", "hours-impossible", func(s *scene) { s.day("sat", window("14:00-17:00"), window("09:00-11:00")) }},
	{"lengths add up", "hours-impossible", func(s *scene) { s.day("sat", window("2h"), window("150m")) }},
	{"a cap of one's own", "", func(s *scene) {
		s.Settings.HardCap = 360
		s.day("sat", window("09:00-15:00"))
	}},
	{"more than 30 hours a week", "hours-impossible", func(s *scene) {
		s.Settings.HardCap = 360
		for d := range 6 {
			s.Availability.Days[d] = []civil.Window{{Start: 12 * 60, Length: 315}}
		}
	}},
	{"at night", "hours-impossible", func(s *scene) { s.day("tue", window("02:00-03:30")) }},
	{"early", "", func(s *scene) { s.day("tue", window("05:00-06:30")) }},
	{"all seven days, free days left to the plan", "", func(s *scene) { s.day("sat", window("1h")) }},
	{"all seven days, none free", "no-day-off", func(s *scene) {
		s.day("sat", window("1h"))
		s.Availability.FreeDays = 0
	}},
	{"the same by the settings", "no-day-off", func(s *scene) {
		s.day("sat", window("1h"))
		s.Settings.FreeDays = 0
	}},
	{"six days, none more free", "", func(s *scene) { s.Availability.FreeDays = 0 }},
	{"no lab", "weak-without-lab", func(s *scene) {
		s.Resources[1].Kind = "video"
	}},
	{"a lab that leaves one out", "weak-without-lab weak-one-source", func(s *scene) { s.Resources[1].Domains = []int{1, 3} }},
	{"no lab where nothing is done by hand", "", func(s *scene) {
		s.Plan.Exam.Formats = nil
		s.Resources[1].Kind = "video"
	}},
	{"one source for both", "weak-one-source", func(s *scene) { s.Resources = s.Resources[1:] }},
	{"the same source twice", "weak-one-source", func(s *scene) {
		s.Resources[1].Name, s.Plan.Exam.Formats = "THE BOOK", nil
	}},
	{"no source", "weak-one-source weak-without-lab", func(s *scene) {
		s.Resources = []study.Resource{{Pos: at("plan.toml", 10), Name: "A group", Kind: "community"}}
	}},
	{"each domain has another one", "weak-one-source weak-one-source", func(s *scene) {
		s.Plan.Exam.Formats = nil
		s.Resources[0].Domains, s.Resources[1].Domains = []int{1}, []int{2}
	}},
	{"the strong domain has none", "", func(s *scene) {
		s.Resources[0].Domains, s.Resources[1].Domains = []int{1, 2}, []int{1, 2}
	}},
	{"no resource is written", "", func(s *scene) { s.Resources = nil }},
	{"nothing is known of any domain", "", func(s *scene) {
		s.Domains[0].Evidence[0].Weight = 0
		s.Resources = s.Resources[1:]
	}},
	{"nothing is to win in one", "weak-one-source", func(s *scene) {
		s.Domains[0].Points = 0
		s.Resources = s.Resources[1:]
	}},
	{"in the last week", "", func(s *scene) {
		s.Date.Date, s.Date.Days = today+6, 6
		s.Resources = s.Resources[1:]
		s.day("sat", window("09:00-20:00"))
	}},
	{"two simulations on one day", "simulations-close", func(s *scene) {
		s.simulate(today-1, 5)
		s.simulate(today-1, 9)
	}},
	{"two on two days", "simulations-close", func(s *scene) {
		s.simulate(today-1, 9)
		s.simulate(today-2, 5)
	}},
	{"a day between", "", func(s *scene) {
		s.simulate(today-1, 9)
		s.simulate(today-3, 5)
	}},
	{"long ago", "", func(s *scene) {
		s.simulate(today-8, 9)
		s.simulate(today-9, 5)
	}},
	{"a week ago", "simulations-close", func(s *scene) {
		s.simulate(today-7, 9)
		s.simulate(today-8, 5)
	}},
	{"before the fail", "", func(s *scene) {
		s.Diagnosis.Attempt.At.Date = today - 1
		s.simulate(today-1, 9)
		s.simulate(today-2, 5)
	}},
	{"a short one, or the same questions", "", func(s *scene) {
		s.simulate(today-1, 9)
		s.simulate(today-2, 5)
		s.Trials.Views[1].Of = 80
		s.simulate(today, 13)
		s.Trials.Views[2].Seen = true
	}},
	{"all of 40 questions, where no more is known", "simulations-close", func(s *scene) {
		s.FullSet, s.Plan.Exam.Questions = 40, 0
		s.simulate(today-1, 9)
		s.simulate(today-2, 5)
		s.Trials.Views[0].Of, s.Trials.Views[1].Of = 36, 40
	}},
	{"set for the day after, and shorter than the exam", "", func(s *scene) {
		s.simulate(today, 5)
		s.pin(today+1, 20)
		s.Pins[0].Minutes = 50
	}},
	{"as long as a day may be, for an exam that is longer", "simulations-close", func(s *scene) {
		s.Plan.Exam.Minutes = 300
		s.simulate(today, 5)
		s.pin(today+1, 20)
		s.Pins[0].Minutes, s.Pins[0].Fixed = 240, true
	}},
	{"set for the day after", "simulations-close", func(s *scene) {
		s.simulate(today, 5)
		s.pin(today+1, 20)
	}},
	{"set for today and done", "", func(s *scene) {
		s.simulate(today, 5)
		s.pin(today, 20)
	}},
	{"set, and the day is over", "", func(s *scene) {
		s.simulate(today-2, 5)
		s.pin(today-1, 20)
	}},
	{"two days before the exam", "simulations-close", func(s *scene) { s.pin(s.Date.Date-2, 20) }},
	{"the day before the exam", "simulations-close", func(s *scene) { s.pin(s.Date.Date-1, 20) }},
	{"three days before the exam", "", func(s *scene) { s.pin(s.Date.Date-3, 20) }},
	{"another block that is set", "", func(s *scene) {
		s.pin(s.Date.Date-1, 20)
		s.Pins[0].Kind = study.Read
	}},
	{"a block before the plan", "block-left-out", func(s *scene) {
		s.Start = today - 10
		s.wish(today-11, 20)
		s.Pins[0].Fixed = true
	}},
	{"three blocks before the plan", "block-left-out", func(s *scene) {
		s.Start = today - 10
		s.wish(today-12, 21)
		s.wish(today-11, 20)
		s.wish(today-13, 22)
	}},
	{"a block before a plan that writes no start", "", func(s *scene) { s.wish(today-100, 20) }},
	{"a block after the exam that is proposed", "block-left-out", func(s *scene) {
		s.Date.Proposed, s.ExamDate = true, 0
		s.wish(s.Date.Date, 20)
		s.Pins[0].Fixed = true
	}},
	{"a block after the exam that is written, which reading says", "", func(s *scene) { s.wish(s.Date.Date, 20) }},
	{"a wish behind a written date that is spent", "block-left-out", func(s *scene) {
		s.ExamDate, s.Date.Proposed = today-1, true
		s.wish(monday, 20)
		s.has()
	}},
	{"a wish that is granted", "", func(s *scene) { s.wish(monday, 20); s.has(study.Block{Kind: study.Lab, Domain: 2}) }},
	{"a wish of yesterday", "", func(s *scene) { s.wish(today-1, 20); s.has() }},
	{"two wishes and one block", "block-left-out", func(s *scene) {
		s.wish(monday, 21)
		s.wish(monday, 20)
		s.has(study.Block{Kind: study.Lab, Domain: 2})
	}},
	{"a wish that another block took", "block-left-out", func(s *scene) { s.wish(monday, 20); s.has(study.Block{Kind: study.Read, Domain: 1}) }},
	{"a wish beside a pin of the same kind", "block-left-out", func(s *scene) {
		s.wish(monday, 20)
		s.has(study.Block{Kind: study.Lab, Domain: 2, Pinned: true})
	}},
	{"a wish on a day off", "block-left-out", func(s *scene) {
		s.wish(monday, 20)
		s.has()
		s.Away = []study.Away{{From: monday - 1, To: monday}}
	}},
	{"a wish on a day without study time", "block-left-out", func(s *scene) { s.wish(monday+5, 20); s.has() }},
	{"a wish on a day that the plan keeps free", "block-left-out", func(s *scene) { s.wish(monday, 20); s.has() }},
	{"a wish that is longer than the evening", "block-left-out", func(s *scene) {
		s.wish(monday, 20)
		s.has(study.Block{Kind: study.Read, Domain: 1})
		s.Pins[0].Minutes = 120
	}},
	{"a wish after the evening", "block-left-out", func(s *scene) {
		s.wish(monday, 20)
		s.has(study.Block{Kind: study.Read, Domain: 1, Start: 19 * 60})
		s.Pins[0].Start = 21 * 60
	}},
	{"a wish for the day of a simulation", "block-left-out", func(s *scene) {
		s.wish(monday, 20)
		s.has(study.Block{Kind: study.Simulate}, study.Block{Kind: study.Review})
	}},
	{"a wish for the last evening", "block-left-out", func(s *scene) { s.wish(monday, 20); s.has(study.Block{Kind: study.LightReview}) }},
	{"a wish for a short simulation", "block-left-out", func(s *scene) {
		s.pin(monday, 20)
		s.Pins[0].Minutes = 60
		s.has(study.Block{Kind: study.Read, Domain: 1})
	}},
	{"a wish without a written week", "block-left-out", func(s *scene) {
		s.Availability = study.Availability{FreeDays: -1}
		s.wish(monday, 20)
		s.has(study.Block{Kind: study.Read, Domain: 1, Start: civil.NoClock})
	}},
	{"too soon", "exam-too-soon", func(s *scene) {
		s.Date.TooSoon = "16 January 2027 is too soon. There is room for 1 of 3 full simulations before it. By then your hours should bring you to about 69 % (57 to 82 %), below the target of 85 %. 13 February 2027 is the first Saturday that holds."
	}},
	{"too soon, of a plan that has begun without a log", "", func(s *scene) {
		s.Date.TooSoon, s.Record.Start = "16 January 2027 is too soon. 13 February 2027 is the first Saturday that holds.", today-7
	}},
	{"the same with a log", "exam-too-soon", func(s *scene) {
		s.Date.TooSoon, s.Record.Start = "16 January 2027 is too soon. 13 February 2027 is the first Saturday that holds.", today-7
		s.Sessions = []study.Session{{Date: today - 3, Minutes: 50}}
	}},
	{"too soon, because there is no time at all", "", func(s *scene) {
		s.Date.TooSoon, s.Budget.Total = "16 January 2027 is too soon. 13 February 2027 is the first Saturday that holds.", 0
	}},
	{"too soon by the rule, which study says", "", func(s *scene) {
		s.Date.TooSoon, s.Window.Safe = "16 January 2027 is too soon. The retake rule opens on 7 February 2027.", civil.Of(2027, 2, 7)
	}},
	{"the voucher before the exam, and something sooner", "voucher-first", func(s *scene) {
		s.Window.Until = civil.Of(2026, 12, 20)
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), Expires: civil.Of(2027, 1, 10)}
	}},
	{"the voucher is the nearest limit, which study says", "", func(s *scene) {
		s.Window.Until = civil.Of(2027, 1, 10)
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), Expires: civil.Of(2027, 1, 10)}
	}},
	{"the voucher is over, and something ended sooner", "voucher-first", func(s *scene) {
		s.Window.Until = civil.Of(2026, 11, 1)
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), Expires: today - 1}
	}},
	{"the voucher on the day of the exam", "", func(s *scene) {
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), Expires: s.Date.Date}
	}},
	{"no date, and the voucher before the retake", "voucher-first", func(s *scene) {
		s.Date, s.Window.Safe, s.Window.Until = study.ExamDate{}, civil.Of(2027, 2, 1), civil.Of(2026, 12, 1)
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), Expires: civil.Of(2027, 1, 10)}
	}},
	{"the version before the exam, and something sooner", "version-first", func(s *scene) {
		s.Date.Date, s.Window.Until = civil.Of(2027, 7, 3), civil.Of(2027, 5, 20)
	}},
	{"the same with a date of the plan's and no successor", "version-first", func(s *scene) {
		s.Date.Date, s.Window.Until, s.Date.Proposed, s.Plan.Exam.Successor = civil.Of(2027, 7, 3), civil.Of(2027, 5, 20), true, ""
	}},
	{"the version has ended, which study says", "", func(s *scene) {
		s.Window.Until, s.Plan.Exam.RetiresOn = civil.Of(2026, 11, 1), today-1
	}},
	{"no simulation before the refund ends", "refund-first", func(s *scene) {
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), RefundUntil: today + 7}
	}},
	{"one before the refund ends", "refund-first", func(s *scene) {
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), RefundUntil: today + 7}
		s.Weeks = []study.Week{{Blocks: []study.Block{{Date: today - 1, Minutes: 90, Kind: study.Simulate}, {Date: today + 7, Minutes: 90, Kind: study.Simulate}, {Date: today + 8, Minutes: 90, Kind: study.Simulate}}}}
	}},
	{"two before the refund ends, one of them done", "", func(s *scene) {
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), RefundUntil: today + 7}
		s.Readiness.Simulations = []study.SimulationView{{Qualifies: true}, {}}
		s.Weeks = []study.Week{{Blocks: []study.Block{{Date: today + 7, Minutes: 90, Kind: study.Simulate}}}}
	}},
	{"short ones before the refund ends", "refund-first", func(s *scene) {
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), RefundUntil: today + 7}
		s.Weeks = []study.Week{{Blocks: []study.Block{{Date: today + 2, Minutes: 50, Kind: study.Simulate}, {Date: today + 5, Minutes: 50, Kind: study.Simulate}}}}
	}},
	{"the refund ends tomorrow", "refund-first", func(s *scene) {
		s.Voucher = study.Voucher{Pos: at("plan.toml", 7), RefundUntil: today + 1}
	}},
	{"the refund is over", "", func(s *scene) { s.Voucher = study.Voucher{RefundUntil: today - 1} }},
	{"a refund up to the exam", "", func(s *scene) { s.Voucher = study.Voucher{RefundUntil: s.Date.Date} }},
	{"a rule that is two years old", "stale-policy", func(s *scene) { s.Plan.Exam.Policy.AsOf = civil.Of(2024, 9, 1) }},
	{"one without an official page", "stale-policy", func(s *scene) {
		s.Plan.Exam.Policy.AsOf, s.Plan.Exam.Policy.Sources[0].Grade = civil.Of(2024, 9, 1), "secondary"
	}},
	{"one of the learner's own", "stale-policy", func(s *scene) {
		s.Plan.Exam.Policy.AsOf, s.Plan.Exam.Policy.ID = civil.Of(2024, 9, 1), "own"
	}},
	{"one without a day", "", func(s *scene) { s.Plan.Exam.Policy.AsOf = 0 }},
	{"the report prints the date", "", func(s *scene) {
		s.Plan.Exam.Policy.AsOf, s.Diagnosis.Attempt.EligibleOn = civil.Of(2024, 9, 1), today
	}},
	{"nobody has failed yet", "", func(s *scene) {
		s.Plan.Exam.Policy.AsOf, s.Diagnosis.Attempt = civil.Of(2024, 9, 1), nil
	}},
	{"the wait is not known anyway", "", func(s *scene) {
		s.Plan.Exam.Policy.AsOf, s.Window.State = civil.Of(2024, 9, 1), policy.Unknown
	}},
}

func TestCases(t *testing.T) {
	for _, c := range cases {
		s := sound()
		c.do(s)
		var got []string
		for _, f := range s.faults() {
			got = append(got, f.Code)
		}
		slices.Sort(got)
		want := strings.Fields(c.want)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestSentences prints all that is said, to be read in one go.
func TestSentences(t *testing.T) {
	var b strings.Builder
	for _, c := range cases {
		s := sound()
		c.do(s)
		for _, f := range s.faults() {
			fmt.Fprintf(&b, "%s\n  %s\n  hint: %s\n\n", c.name, f, f.Hint)
		}
	}
	const file = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error(diff)
	}
}

// TestWhatIsSaid: every case gives warnings only, each with a place, a hint, and words in the house's form.
func TestWhatIsSaid(t *testing.T) {
	for _, c := range cases {
		s := sound()
		c.do(s)
		for _, f := range s.faults() {
			switch {
			case f.Severity != fault.Warning:
				t.Errorf("%s: an error", f)
			case f.Pos.Line == 0 || f.Hint == "":
				t.Errorf("%s: no place or no hint", f)
			case strings.HasSuffix(f.Message, ".") || strings.HasSuffix(f.Hint, ".") || strings.Contains(f.Message+f.Hint, "!"):
				t.Errorf("%s: not in the form of messages", f)
			}
		}
	}
}

// TestQuiet: after a pass, while a result is awaited, and of a plan that writes nothing, nothing is said.
func TestQuiet(t *testing.T) {
	for _, c := range cases {
		s := sound()
		c.do(s)
		s.Won = today - 1
		if l := s.faults(); len(l) > 0 {
			t.Errorf("%s, after a pass: %v", c.name, l)
		}
		s.Won, s.Date.Passed = 0, true
		if l := s.faults(); len(l) > 0 {
			t.Errorf("%s, after the day of the exam: %v", c.name, l)
		}
	}
	if l := Plan(study.Plan{Today: today}, study.Record{Availability: study.Availability{FreeDays: -1}}); len(l) > 0 {
		t.Errorf("an empty plan: %v", l)
	}
}

// TestOrderNeverMatters: the lists of a record may stand in any order, and the record stays as it is.
func TestOrderNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sound()
		n := rapid.IntRange(0, 6).Draw(t, "simulations")
		for i := range n {
			s.simulate(today-civil.Date(rapid.IntRange(0, 12).Draw(t, "ago")), 30+i)
			s.pin(today+civil.Date(rapid.IntRange(0, 60).Draw(t, "ahead")), 60+i)
			s.wish(monday, 70+i)
		}
		for d := range 7 {
			s.Availability.Days[d] = nil
			for range rapid.IntRange(0, 3).Draw(t, "windows") {
				start := rapid.IntRange(-1, 1200).Draw(t, "start")
				s.Availability.Days[d] = append(s.Availability.Days[d], civil.Window{Start: civil.Clock(start), Length: civil.Minutes(rapid.IntRange(1, 240).Draw(t, "length"))})
			}
		}
		s.has(study.Block{Kind: study.Lab, Domain: 2})
		want := s.faults()
		r := rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed")))
		r.Shuffle(len(s.Trials.Views), func(i, j int) {
			x := s.Trials.Views
			x[i], x[j] = x[j], x[i]
		})
		r.Shuffle(len(s.Pins), func(i, j int) { s.Pins[i], s.Pins[j] = s.Pins[j], s.Pins[i] })
		for _, w := range s.Availability.Days {
			r.Shuffle(len(w), func(i, j int) { w[i], w[j] = w[j], w[i] })
		}
		before := fmt.Sprint(s.Record)
		if diff := cmp.Diff(want, s.faults()); diff != "" {
			t.Error(diff)
		}
		if after := fmt.Sprint(s.Record); after != before {
			t.Error("the record was changed")
		}
	})
}

// TestJoinedLosesNothing: joined windows cover the same minutes, each once.
func TestJoinedLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var windows []civil.Window
		covered, loose := map[int]bool{}, 0
		for range rapid.IntRange(0, 6).Draw(t, "n") {
			w := civil.Window{Start: civil.Clock(rapid.IntRange(-1, 100).Draw(t, "start")), Length: civil.Minutes(rapid.IntRange(1, 60).Draw(t, "length"))}
			windows = append(windows, w)
			if w.Start == civil.NoClock {
				loose += int(w.Length)
				continue
			}
			for m := w.Start; m < w.End(); m++ {
				covered[int(m)] = true
			}
		}
		if got, want := int(length(joined(windows))), len(covered)+loose; got != want {
			t.Errorf("%v: %d minutes, want %d", windows, got, want)
		}
	})
}

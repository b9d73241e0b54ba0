package syllabus

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"flag"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/report"
	"retake/generator/stat"
	"retake/generator/timetable"
)

var update = flag.Bool("update", false, "write the golden file anew")

var start = civil.Of(2026, 11, 2) // a Monday

// evenings has 90 minutes on four evenings and three hours on Saturday.
func evenings() timetable.Week {
	var w timetable.Week
	for d := 1; d <= 4; d++ {
		w[d] = []civil.Window{{Start: 19 * 60, Length: 90}}
	}
	w[6] = []civil.Window{{Start: 9 * 60, Length: 180}}
	return w
}

func lay(days int, pins ...Pin) *timetable.Calendar {
	var fixed []timetable.Fixed
	for i, p := range pins {
		if p.Fixed {
			fixed = append(fixed, timetable.Fixed{Slot: timetable.Slot{Date: p.Date, Start: p.Start, Minutes: p.Minutes}, Sitting: p.Kind == Simulate, Index: i})
		}
	}
	return timetable.Lay(timetable.Runway{
		Start: start, Exam: start + civil.Date(days), Week: evenings(), Off: func(civil.Date) bool { return false }, Sitting: 90, Gap: stat.Gap, Fixed: fixed,
		Rules: timetable.Rules{Block: 50, Break: 10, Least: 20, Soft: 120, Hard: 240},
	})
}

// course is one of three domains over so many days; the last domain has only its maintenance share.
func course(days int, pins ...Pin) Course {
	return Course{
		Calendar: lay(days, pins...), Week: evenings(), Pins: pins, Reset: []string{"Read the report.", "Read the rule."}, Block: 50, Full: 90, Asked: 90, Pace: 1, Review: true,
		Domains: []Domain{
			{N: 1, Name: "Threats", Quota: 900, Missed: []report.Objective{{Domain: 1, Minor: 2}, {Domain: 1, Minor: 4}}, Because: "Most points are here."},
			{N: 2, Name: "Operations", Quota: 800, Because: "Then here.", Open: 2},
			{N: 3, Name: "Program", Quota: 200, Floored: true, Because: "A little."},
		},
		Sources: []Source{
			{Name: "Book", Kind: "book", UsedBefore: true}, {Name: "Course", Kind: "course"}, {Name: "Questions A", Kind: "questions", UsedBefore: true},
			{Name: "Questions B", Kind: "questions"}, {Name: "Lab", Kind: "lab", Domains: []int{2}},
		},
	}
}

func (c Course) with(names ...cause.Name) Course {
	for _, n := range names {
		c.Causes[slices.Index(cause.Names[:], n)] = true
	}
	return c
}

func (c Course) all() []Block {
	return c.Fill(start, c.Calendar.Exam-1, NewLedger(len(c.Domains)))
}

// lines prints blocks one a line.
func lines(blocks []Block) string {
	var b strings.Builder
	for _, x := range blocks {
		fmt.Fprintf(&b, "  %s %s %3d %-10s %d %-12s %s", x.Date.Short(), x.Start, x.Minutes, x.Kind, x.Domain, x.Resource, x.Task)
		if x.Pinned {
			b.WriteString(" [pinned]")
		}
		b.WriteString("\n")
		for _, e := range x.Extras {
			fmt.Fprintf(&b, "      + %s: %s\n", e.Cause, e.Task)
		}
	}
	return b.String()
}

// TestWeeks fills three weeks for several learners. Read the golden before you commit it.
func TestWeeks(t *testing.T) {
	pin := Pin{Date: start + 12, Start: 10 * 60, Minutes: 90, Kind: Lab, Domain: 2, Task: "Build the logging lab with A.", Fixed: true}
	wish := Pin{Date: start + 9, Start: civil.NoClock, Minutes: 50, Kind: Video, Domain: 3}
	practical := course(21)
	practical.Labs = true
	strict := course(21).with(cause.SecondGuessing, cause.OutOfTime)
	strict.Review = false
	tasks := course(21).with(cause.OutOfTime, cause.Misreading)
	tasks.Labs, tasks.HandsOnly, tasks.Asked, tasks.Pace, tasks.Full, tasks.Sources[4].Domains = true, true, 17, 120.0/17, 120, nil
	whole := course(21)
	whole.Domains = []Domain{{N: 1, Name: "The whole exam", Quota: 1900, Because: "All of it."}}
	whole.Sources = []Source{{Name: "Videos", Kind: "video"}, {Name: "Questions", Kind: "questions"}}
	var out strings.Builder
	for _, c := range []struct {
		name   string
		course Course
	}{
		{"nothing is supported", course(21)},
		{"a pinned lab on a Saturday and a wish on a Wednesday", course(21, pin, wish)},
		{"a practical exam", practical},
		{"all causes", course(21).with(cause.Names[:]...)},
		{"an exam without review", strict},
		{"an exam of hands-on tasks", tasks},
		{"an exam without domains, and videos to watch", whole},
	} {
		fmt.Fprintf(&out, "%s\n%s\n", c.name, lines(c.course.all()))
	}
	const golden = "testdata/weeks.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), out.String()); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// spent sums the minutes of a kind in a domain (0 = any, -1 = those of no domain).
func spent(blocks []Block, kind Kind, domain int) (n int) {
	for _, b := range blocks {
		if b.Kind == kind && (domain == 0 || b.Domain == max(0, domain)) {
			n += int(b.Minutes)
		}
	}
	return n
}

// TestEachCauseChangesThePlan: a supported cause adds tasks that name it, or changes what is done, or both.
func TestEachCauseChangesThePlan(t *testing.T) {
	plain := course(60).all()
	for _, name := range cause.Names {
		c := course(60).with(name)
		c.Domains[1].Uncovered = name == cause.Coverage
		blocks := c.all()
		named := 0
		for _, b := range blocks {
			for _, e := range b.Extras {
				if e.Cause != name || e.Task == "" {
					t.Errorf("%s: a task of %q: %q", name, e.Cause, e.Task)
				}
				named++
			}
		}
		if named == 0 {
			t.Errorf("%s adds no task", name)
		}
		if got, want := Minutes(blocks), Minutes(plain); got != want {
			t.Errorf("%s: %s of blocks instead of %s", name, got, want)
		}
	}
	if n := len(slices.DeleteFunc(plain, func(b Block) bool { return len(b.Extras) == 0 })); n > 0 {
		t.Errorf("%d blocks have tasks of causes that are not supported", n)
	}
}

func TestHandsOnDoublesLabs(t *testing.T) {
	before := course(60).all()
	after := course(60).with(cause.HandsOn).all()
	if spent(before, Lab, 0) != 0 {
		t.Error("labs in a plan for an exam without hands-on parts")
	}
	lab, read := spent(after, Lab, 2), spent(after, Read, 2)
	if lab < 2*read-100 || lab == 0 {
		t.Errorf("%d minutes of labs beside %d of reading", lab, read)
	}
	if spent(after, Lab, 1) > 0 {
		t.Error("a lab in a domain that no lab serves")
	}
}

func TestOutOfTimeAsksAtExamPace(t *testing.T) {
	slow := filling{Course: course(30), Ledger: NewLedger(3)}
	quick := filling{Course: course(30).with(cause.OutOfTime), Ledger: NewLedger(3)}
	if slow.questionsIn(50) != 40 || quick.questionsIn(50) != 50 {
		t.Errorf("%d and %d questions in 50 minutes", slow.questionsIn(50), quick.questionsIn(50))
	}
}

// TestFillIsOnePlan: filled week by week or at once, with the same quota, the blocks' days and minutes are the
// calendar's, nothing is dropped and nothing invented.
func TestFillIsOnePlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.IntRange(1, 70).Draw(t, "days")
		pin := Pin{Date: start + civil.Date(rapid.IntRange(0, days).Draw(t, "day")), Start: civil.NoClock, Minutes: 40, Kind: Read, Domain: 1, Fixed: rapid.Bool().Draw(t, "fixed")}
		c := course(days, pin)
		for i := range c.Causes {
			c.Causes[i] = rapid.Bool().Draw(t, "cause")
		}
		l := NewLedger(3)
		var blocks []Block
		for from := start; from < c.Calendar.Exam; from += 7 {
			blocks = append(blocks, c.Fill(from, from+6, l)...)
		}
		slots, filled, pins := map[civil.Date]civil.Minutes{}, map[civil.Date]civil.Minutes{}, map[timetable.Slot]bool{}
		for _, s := range c.Calendar.Slots {
			slots[s.Date] += s.Minutes
			pins[s.Slot] = pins[s.Slot] || s.Use == timetable.ForPinned
		}
		for i, b := range blocks {
			filled[b.Date] += b.Minutes
			if b.Task == "" || b.Kind == "" || b.Minutes < 5 || b.Pinned && !pins[timetable.Slot{Date: b.Date, Start: b.Start, Minutes: b.Minutes}] {
				t.Fatalf("%+v", b)
			}
			if i > 0 && (b.Date < blocks[i-1].Date || b.Date == blocks[i-1].Date && b.Start != civil.NoClock && blocks[i-1].Start != civil.NoClock && b.Start < blocks[i-1].Start+civil.Clock(blocks[i-1].Minutes)) {
				t.Fatalf("%+v begins before %+v ends", b, blocks[i-1])
			}
		}
		if pinned := slices.DeleteFunc(slices.Clone(blocks), func(b Block) bool { return !b.Pinned }); pin.Fixed && pin.Date < c.Calendar.Exam && len(pinned) != 1 {
			t.Fatalf("%d pinned blocks", len(pinned))
		}
		for d, n := range slots {
			if filled[d] != n {
				t.Fatalf("%s: %s of blocks in %s of slots", d, filled[d], n)
			}
		}
	})
}

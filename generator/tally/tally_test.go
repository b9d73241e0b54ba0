package tally

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
	"retake/generator/trial"
)

var update = flag.Bool("update", false, "write the golden file anew")

// monday is the first day of the first week.
var monday = civil.Of(2026, 11, 2)

// plan is weeks of an hour on Monday, Tuesday and Saturday, with the days of off left out.
func plan(weeks int, off ...civil.Date) []Week {
	var out []Week
	for i := range weeks {
		w := Week{N: i + 1, From: monday + civil.Date(7*i), To: monday + civil.Date(7*i+6), Planned: Days{}}
		for _, d := range []civil.Date{w.From, w.From + 1, w.From + 5} {
			if !slices.Contains(off, d) {
				w.Planned[d] = 60
			}
		}
		out = append(out, w)
	}
	return out
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		name string
		done Days
		off  []civil.Date
		at   civil.Date
		want Kept
	}{
		{"the first day", nil, nil, monday, Kept{From: monday, To: monday - 1}},
		{"all kept", Days{monday: 60, monday + 1: 60, monday + 5: 60}, nil, monday + 7,
			Kept{PlannedDays: 3, KeptDays: 3, Planned: 180, Done: 180}},
		{"half is kept, less is not", Days{monday: 30, monday + 1: 29}, nil, monday + 4, Kept{PlannedDays: 2, KeptDays: 1, Planned: 120, Done: 59}},
		{"another day of the week makes up for one", Days{monday: 60, monday + 2: 20, monday + 3: 60}, nil, monday + 5,
			Kept{PlannedDays: 2, KeptDays: 1, MadeUp: 1, Planned: 120, Done: 140}},
		{"one of another week does not", Days{monday: 60, monday + 1: 60, monday + 2: 60, monday + 5: 60}, nil, monday + 8,
			Kept{PlannedDays: 4, KeptDays: 3, Planned: 240, Done: 240, MissedInARow: 1}},
		{"nothing done for two days", Days{monday: 60}, nil, monday + 6, Kept{PlannedDays: 3, KeptDays: 1, Planned: 180, Done: 60, MissedInARow: 2}},
		{"a little ends the row", Days{monday + 5: 5}, nil, monday + 7, Kept{PlannedDays: 3, Planned: 180, Done: 5}},
		{"days off are outside", Days{monday: 60}, []civil.Date{monday + 1, monday + 5}, monday + 7, Kept{PlannedDays: 1, KeptDays: 1, Planned: 60, Done: 60}},
		{"today is not over", Days{monday: 60}, nil, monday + 1, Kept{PlannedDays: 1, KeptDays: 1, Planned: 60, Done: 60}},
		{"older than four weeks is not counted", Days{monday: 60}, nil, monday + 31,
			Kept{From: monday + 3, PlannedDays: 3*3 + 1 + 2, Planned: 60 * 12, MissedInARow: 12}},
	} {
		got := Count(plan(6, c.off...), c.done, monday, c.at)
		if c.want.From == 0 {
			c.want.From = monday
		}
		c.want.To = c.at - 1
		weeks := got.Weeks
		got.Weeks = nil
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
		sum := KeptWeek{}
		for _, w := range weeks {
			sum.PlannedDays, sum.KeptDays, sum.Planned, sum.Done = sum.PlannedDays+w.PlannedDays, sum.KeptDays+w.KeptDays, sum.Planned+w.Planned, sum.Done+w.Done
		}
		if sum != (KeptWeek{0, got.PlannedDays, got.KeptDays, got.Planned, got.Done}) {
			t.Errorf("%s: the weeks come to %+v, the whole to %+v", c.name, sum, got)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		planned, done civil.Minutes
		want          float64
		ok            bool
	}{{0, 50, 0, false}, {100, 0, 0, true}, {100, 25, 0.25, true}, {100, 150, 1, true}} {
		if got, ok := (Kept{Planned: c.planned, Done: c.done}).Share(); got != c.want || ok != c.ok {
			t.Errorf("%v of %v: %v, %v", c.done, c.planned, got, ok)
		}
	}
}

// More study never makes any count worse.
func TestMoreStudyIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		done := Days{}
		for d := range civil.Date(35) {
			done[monday+d] = civil.Minutes(rapid.IntRange(0, 90).Draw(t, "done") / 30 * 30)
		}
		at := monday + civil.Date(rapid.IntRange(1, 40).Draw(t, "at"))
		a := Count(plan(6), done, monday, at)
		done[monday+civil.Date(rapid.IntRange(0, 34).Draw(t, "day"))] += 30
		b := Count(plan(6), done, monday, at)
		if b.KeptDays+b.MadeUp < a.KeptDays+a.MadeUp || b.MissedInARow > a.MissedInARow || b.PlannedDays != a.PlannedDays || b.KeptDays+b.MadeUp > b.PlannedDays {
			t.Fatalf("half an hour more: %+v, before %+v", b, a)
		}
	})
}

func TestDoneCountsNobodyTwice(t *testing.T) {
	got := Done(
		[]Entry{{monday, "practice", 40}, {monday, "practice", 20}, {monday + 1, "simulation", 90}, {monday + 2, "read", 30}},
		[]Entry{{monday, "practice", 55}, {monday + 1, "simulation", 85}, {monday + 1, "practice", 15}, {monday + 2, "practice", 25}, {monday + 3, "simulation", 80}})
	if diff := cmp.Diff(Days{monday: 60, monday + 1: 105, monday + 2: 55, monday + 3: 80}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestHowLongASimulationTook(t *testing.T) {
	exam := Length{Full: 90, Set: 80, Questions: 80}
	tasks := Length{Full: 120, Set: 10, Questions: 10}
	for _, c := range []struct {
		of      Length
		written civil.Minutes
		asked   int
		want    civil.Minutes
	}{{exam, 77, 80, 77}, {exam, 0, 80, 90}, {exam, 0, 72, 90}, {exam, 0, 120, 90}, {exam, 0, 71, 80}, {exam, 0, 8, 9}, {tasks, 0, 17, 120}, {tasks, 0, 5, 60}, {Length{}, 0, 5, 0}} {
		if got := c.of.Took(c.written, c.asked); got != c.want {
			t.Errorf("%+v, %d written, %d questions: %d min, want %d", c.of, c.written, c.asked, got, c.want)
		}
	}
}

func TestUsed(t *testing.T) {
	got := Used([]Source{{Name: "Guide"}, {Name: "Bank"}, {Name: "guide"}, {Name: "Rack"}},
		[]Use{{Source: "GUIDE", Date: monday, Minutes: 50}, {Source: "", Date: monday}, {Source: "Bank", Date: monday + 1}, {Source: "Guide", Date: monday + 2, Minutes: 30}})
	var days [][]civil.Date
	for _, uses := range got {
		var on []civil.Date
		for _, u := range uses {
			on = append(on, u.Date)
		}
		days = append(days, on)
	}
	if diff := cmp.Diff([][]civil.Date{{monday, monday + 2}, {monday + 1}, {monday, monday + 2}, nil}, days); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		from, before civil.Date
		want         civil.Minutes
	}{{monday, monday + 3, 80}, {monday, monday + 2, 50}, {monday + 1, monday + 3, 30}, {monday + 3, monday + 9, 0}} {
		if spent := Spent(got[0], c.from, c.before); spent != c.want {
			t.Errorf("%s to %s: %d minutes, want %d", c.from, c.before, spent, c.want)
		}
	}
}

func TestFirstSimulations(t *testing.T) {
	view := func(day civil.Date, percent float64) trial.View {
		return trial.View{Simulation: trial.Simulation{Date: day}, Percent: percent}
	}
	w := Way{Since: monday}
	w.Sat([]trial.View{view(monday-1, 90), view(monday+2, 70), view(monday+5, 81), view(monday+8, 85)}, func(v trial.View) bool { return v.Percent >= 80 })
	if w.First != monday+2 || w.Above != monday+5 {
		t.Errorf("first on %s, at the target on %s", w.First, w.Above)
	}
}

// A day whose planned simulation was sat is kept, also without the review that fills the rest of it.
func TestASimulationKeepsItsDay(t *testing.T) {
	w, done := Week{N: 1, From: monday, To: monday + 6, Planned: Days{monday: 160, monday + 2: 160}}, Days{monday: 55, monday + 2: 55}
	if k := Count([]Week{w}, done, monday, monday+7); k.PlannedDays != 2 || k.KeptDays != 0 {
		t.Errorf("before: %+v", k)
	}
	w.Sat = []civil.Date{monday}
	if k := Count([]Week{w}, done, monday, monday+7); k.PlannedDays != 2 || k.KeptDays != 1 || k.Done != 110 || k.Planned != 320 {
		t.Errorf("with the simulation of Monday: %+v", k)
	}
	if days, by := Short([]Week{w}, done, monday, monday+6); len(days) != 1 || days[0] != monday+2 || by != 105 {
		t.Errorf("fell short on %v by %d", days, by)
	}
}

func TestShortAndPlanned(t *testing.T) {
	weeks, done := plan(2), Days{monday: 60, monday + 1: 20, monday + 7: 29}
	if days, by := Short(weeks, done, monday, monday+7); !slices.Equal(days, []civil.Date{monday + 1, monday + 5, monday + 7}) || by != 40+60+31 {
		t.Errorf("short on %v by %v", days, by)
	}
	if minutes, days := Planned(weeks, monday+1, monday+7); minutes != 180 || days != 3 {
		t.Errorf("%v on %d days", minutes, days)
	}
	weeks[0].Planned[monday] = 125
	if got := DayOfWork(weeks, monday, monday+1); got != 92 {
		t.Errorf("a day of work is %d minutes, want 92, the half of 185", got)
	}
	if got := DayOfWork(weeks, monday+2, monday+4); got != 0 {
		t.Errorf("a day of work where nothing is planned: %v", got)
	}
}

func TestFar(t *testing.T) {
	d := Far(monday, monday+24, []float64{0.5, 0.3, 0.2}, []Moved{{1, 0.6, 0.7}, {2, 0.5, 0.9}, {3, 0.8, 0.7}})
	if d.Days != 24 || !near(d.Then, 0.61) || !near(d.Now, 0.76) {
		t.Errorf("%+v", d)
	}
	if d.Domains[0].Domain != 2 || d.Domains[2].Domain != 3 {
		t.Errorf("most gained first: %v", d.Domains)
	}
}

func near(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }

func TestMilestones(t *testing.T) {
	w := Way{Since: monday, Today: monday + 20, Done: Days{monday: 300, monday + 3: 300, monday + 9: 899, monday - 1: 900},
		Asked:  map[civil.Date]int{monday: 99, monday + 2: 1, monday + 20: 160, monday + 21: 500},
		Logged: []civil.Date{monday, monday, monday + 1, monday + 1, monday + 2}, Closed: []civil.Date{monday + 9, monday + 8, monday + 12},
		First: monday + 6}
	got := map[string]Milestone{}
	for _, x := range w.Milestones() {
		if (x.Date == 0) == (x.Next == "") {
			t.Errorf("%+v is neither reached nor to come", x)
		}
		got[x.Name] = x
	}
	for name, want := range map[string]Milestone{
		"10 hours of study": {Date: monday + 3}, "25 hours of study": {Next: "1 min to go"},
		"100 questions answered": {Date: monday + 2}, "250 questions answered": {Date: monday + 20}, "500 questions answered": {Next: "240 questions to go"},
		"Half of the missed questions closed": {Date: monday + 12}, "First simulation that counts": {Date: monday + 6},
		"First simulation at the target": {Next: "one that counts, at or above the target"},
	} {
		if want.Name = name; got[name] != want {
			t.Errorf("%+v, want %+v", got[name], want)
		}
	}
	if len(got) != 8 {
		t.Errorf("%d milestones: %v", len(got), got)
	}
	w.Logged = w.Logged[:3]
	if half := w.half(); half.Date != 0 || half.Next != "counted from 4 logged questions on" {
		t.Errorf("three logged: %+v", half)
	}
	w.Won = monday + 19
	if last := w.Milestones(); last[len(last)-1] != (Milestone{Name: "Passed", Date: monday + 19}) {
		t.Errorf("%+v", last)
	}
}

// A step that is reached stays reached, whatever is logged later.
func TestMilestonesAreNeverTakenAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Custom(func(t *rapid.T) civil.Date { return monday + civil.Date(rapid.IntRange(0, 30).Draw(t, "day")) })
		full := Way{Since: monday, Done: Days{}, Asked: map[civil.Date]int{}}
		for range rapid.IntRange(0, 40).Draw(t, "entries") {
			full.Done[day.Draw(t, "done")] += civil.Minutes(rapid.IntRange(0, 300).Draw(t, "minutes"))
			full.Asked[day.Draw(t, "asked")] += rapid.IntRange(0, 60).Draw(t, "questions")
			logged := day.Draw(t, "logged")
			full.Logged = append(full.Logged, logged)
			if rapid.Bool().Draw(t, "is closed") {
				full.Closed = append(full.Closed, logged+civil.Date(rapid.IntRange(1, 9).Draw(t, "closed after")))
			}
		}
		asOf := func(d civil.Date) map[string]civil.Date {
			w := full
			w.Today = d
			later := func(x civil.Date) bool { return x > d }
			w.Logged, w.Closed = slices.DeleteFunc(slices.Clone(w.Logged), later), slices.DeleteFunc(slices.Clone(w.Closed), later)
			out := map[string]civil.Date{}
			for _, x := range w.Milestones() {
				if x.Date != 0 {
					out[x.Name] = x.Date
				}
			}
			return out
		}
		d := day.Draw(t, "today")
		after := asOf(d + civil.Date(rapid.IntRange(1, 10).Draw(t, "later")))
		for name, on := range asOf(d) {
			if after[name] != on {
				t.Fatalf("%q was reached on %s, and later on %s", name, on, after[name])
			}
		}
	})
}

func TestTotals(t *testing.T) {
	w := Way{Since: monday, Today: monday + 9, Done: Days{monday - 1: 50, monday: 60, monday + 9: 30, monday + 10: 90}, Asked: map[civil.Date]int{monday - 1: 9, monday + 4: 20, monday + 5: 90},
		Simulations: 1, Logged: []civil.Date{monday, monday + 2}, Closed: []civil.Date{monday + 8}}
	if got := w.Totals(); got != (Totals{90, 110, 1, 2, 1, monday}) {
		t.Errorf("%+v", got)
	}
}

func TestCountdowns(t *testing.T) {
	a := Ahead{Today: monday, Exam: monday + 60, Refund: monday + 58, Voucher: monday + 180, Last: monday}
	var got []string
	for _, c := range Countdowns(a) {
		got = append(got, fmt.Sprintf("%s %d", c.Name, c.Days))
	}
	if want := []string{"Exam version 0", "Voucher refund 58", "Exam 60", "Voucher 180"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	a.Today += 59
	if got := Countdowns(a); len(got) != 2 || got[0].Name != "Exam" || got[0].Days != 1 {
		t.Errorf("what is over still counts down: %v", got)
	}
}

func TestMeetings(t *testing.T) {
	sunday := monday + 6
	mentor := Person{Name: "A.", Role: "mentor", Day: 0, At: 18 * 60, URL: "https://example.org"}
	group := Person{Name: "Group", Day: -1}
	home := func(civil.Date) bool { return false }
	for _, c := range []struct {
		name   string
		people []Person
		logged []Checkin
		today  civil.Date
		off    func(civil.Date) bool
		want   Meeting
	}{
		{"none yet", []Person{mentor}, nil, monday + 2, home, Meeting{Next: sunday}},
		{"today", []Person{mentor}, nil, sunday, home, Meeting{Next: sunday}},
		{"held today", []Person{mentor}, []Checkin{{Date: sunday, Person: "A.", Note: "labs"}}, sunday, home, Meeting{Next: sunday + 7, Last: sunday, LastNote: "labs"}},
		{"one missed", []Person{mentor}, nil, sunday + 1, home, Meeting{Next: sunday + 7, Missed: 1}},
		{"one missed since", []Person{mentor}, []Checkin{{Date: sunday}}, sunday + 9, home, Meeting{Next: sunday + 14, Last: sunday, Missed: 1}},
		{"four weeks at most", []Person{mentor}, nil, sunday + 65, home, Meeting{Next: sunday + 70, Missed: 4}},
		{"away on that day", []Person{mentor}, nil, sunday + 8, func(d civil.Date) bool { return d == sunday }, Meeting{Next: sunday + 14, Missed: 1}},
		{"of tomorrow", []Person{mentor}, []Checkin{{Date: monday + 3}}, monday + 2, home, Meeting{Next: sunday}},
		{"somebody else's", []Person{mentor, group}, []Checkin{{Date: monday, Person: "Group"}, {Date: monday}}, monday + 2, home, Meeting{Next: sunday}},
	} {
		c.want.Person, c.want.Role, c.want.At, c.want.URL = "A.", "mentor", 18*60, "https://example.org"
		if got := Meetings(c.people, c.logged, monday, c.today, c.off)[0]; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	if got := Meetings([]Person{group}, nil, monday, monday+60, home)[0]; got.Next != 0 || got.Missed != 0 {
		t.Errorf("no fixed day: %+v", got)
	}
}

func TestSittings(t *testing.T) {
	ahead := []Sitting{{Date: monday + 12}, {Date: monday + 17}}
	got := Sittings(ahead, monday+8, monday+21, func(days float64) float64 { return days / 2 })
	if got[0].After != 4 || got[0].Before != 9 || got[0].Gap != 5 || got[1].After != 5 || got[1].Before != 4 || got[1].Gap != 2 {
		t.Errorf("%+v", got)
	}
	if first := Sittings(ahead, 0, monday+21, func(float64) float64 { return 0 })[0]; first.After != 0 {
		t.Errorf("the first has none before it: %+v", first)
	}
}

func TestCoverage(t *testing.T) {
	sources := []Source{{Name: "Guide", Kind: "book"}, {Name: "Guide", Kind: "video", Domains: []int{2}}, {Name: "Bank", Kind: "questions", Domains: []int{1, 2}},
		{Name: "Forum", Kind: "community"}, {Name: "Rack", Kind: "lab", Domains: []int{1}}}
	uses := []Use{{"guide", 1, 40, monday}, {"Guide", 1, 20, monday}, {"Bank", 2, 30, monday}, {"", 1, 90, monday}, {"Guide", 0, 15, monday}}
	got := Coverage([]int{1, 2, 3}, sources, uses, true)
	if c := got[0]; c.Sources != 3 || c.Single != "" || c.Missing != nil || c.Say != "" || c.Cells[0].Minutes != 60 || c.Cells[3].Minutes != 0 {
		t.Errorf("all kinds: %+v", c)
	}
	if c := got[1]; c.Sources != 2 || !slices.Equal(c.Missing, []string{"lab"}) || c.Cells[3].Minutes != 30 {
		t.Errorf("the same name in two kinds is one source: %+v", c)
	}
	if c := got[2]; c.Sources != 1 || c.Single != "Guide" || !slices.Equal(c.Missing, []string{"questions", "lab"}) {
		t.Errorf("a community is no source of its own: %+v", c)
	}
	if c := Coverage([]int{3}, sources[1:], nil, false)[0]; c.Sources != 0 || !slices.Equal(c.Missing, []string{"book", "questions"}) {
		t.Errorf("nothing there, and no hands-on parts in the exam: %+v", c)
	}
}

func TestHard(t *testing.T) {
	like := func(d int, percent float64) trial.View {
		v := trial.View{Percent: percent, Qualifies: true}
		v.Date, v.Timed, v.ClosedBook = monday+civil.Date(d), true, true
		return v
	}
	above := func(v trial.View) trial.View { v.Above = true; return v }
	open, seen := like(8, 90), like(9, 60)
	open.Qualifies, open.Timed, seen.Seen, seen.Qualifies = false, false, true, false
	for _, c := range []struct {
		name string
		l    Lately
		want string
	}{
		{"an ordinary day", Lately{Missed: 1}, ""},
		{"a fail three days ago", Lately{Failed: monday + 7, Behind: true}, hardFail},
		{"a fail four days ago", Lately{Failed: monday + 6}, ""},
		{"a lower simulation", Lately{Views: []trial.View{like(2, 80), like(9, 70)}, Missed: 5}, hardLower},
		{"lower by five points", Lately{Views: []trial.View{like(2, 80), like(9, 75)}}, ""},
		{"lower by a little more", Lately{Views: []trial.View{like(2, 80), like(9, 74.9)}}, hardLower},
		{"lower, and at the target", Lately{Views: []trial.View{like(2, 92), above(like(9, 82))}}, ""},
		{"an equal one", Lately{Views: []trial.View{like(2, 80), like(9, 80)}}, ""},
		{"a lower one three days ago", Lately{Views: []trial.View{like(2, 80), like(7, 70)}}, ""},
		{"after one that cannot be compared", Lately{Views: []trial.View{like(2, 60), open, like(9, 70)}}, ""},
		{"a form seen before", Lately{Views: []trial.View{like(2, 80), seen}}, ""},
		{"the first", Lately{Views: []trial.View{like(9, 40)}}, ""},
		{"two days missed", Lately{Missed: 2, Behind: true}, hardMissed},
		{"behind", Lately{Behind: true}, hardBehind},
	} {
		c.l.Today = monday + 10
		if got := c.l.Hard(); got != c.want || c.l.Fresh() != (got == hardFail) {
			t.Errorf("%s: %q, want %q; fresh %v", c.name, got, c.want, c.l.Fresh())
		}
	}
}

// TestSentences keeps everything that is said in one file, to be read in one go.
func TestSentences(t *testing.T) {
	var b strings.Builder
	say := func(title string, lines ...string) {
		fmt.Fprintf(&b, "%s\n  %s\n\n", title, strings.Join(lines, "\n  "))
	}
	var names, missing []string
	for _, w := range []Way{
		{Since: monday, Today: monday, Won: monday},
		{Since: monday, Today: monday, Won: monday, Logged: []civil.Date{1, 2, 3}, Closed: []civil.Date{4}},
		{Since: monday, Today: monday, Done: Days{monday: 9*60 + 1}, Asked: map[civil.Date]int{monday: 99}, Logged: []civil.Date{1, 2, 3, 4, 5, 6}, Closed: []civil.Date{7, 8}},
	} {
		for _, x := range w.Milestones() {
			names = append(names, x.Name)
			if x.Next != "" {
				missing = append(missing, x.Name+": "+x.Next)
			}
		}
	}
	slices.Sort(names)
	slices.Sort(missing)
	say("milestones", slices.Compact(names)...)
	say("milestones to come", slices.Compact(missing)...)
	say("voucher refund: ready; before the exam; after it", refund(true, true), refund(false, true), refund(false, false))
	say("voucher", voucherEnds(true), voucherEnds(false))
	say("exam version", versionEnds(true), versionEnds(false))
	say("hard days", hardFail, hardLower, hardMissed, hardBehind)
	say("coverage", coverage(0, "", []string{"book", "questions", "lab"}), coverage(1, "Guide", nil), coverage(1, "Guide", []string{"questions", "lab"}), coverage(3, "", []string{"book"}))
	if got := coverage(2, "", nil); got != "" {
		t.Errorf("nothing is missing: %q", got)
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
	for _, wrong := range []string{"!", " 1 hours", " 1 questions", "..", "  \n"} {
		if strings.Contains(b.String(), wrong) {
			t.Errorf("%q is said", wrong)
		}
	}
}

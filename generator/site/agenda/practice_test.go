package agenda

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/view"
	"retake/generator/study"
)

// drilled is the sample with misses as drill sees them.
func drilled(misses ...study.Miss) board.Board {
	in := specimen.Board()
	today, exam := in.Plan.Today, in.Plan.Date.Date
	in.Record.Misses = misses
	in.Plan.Drill = study.Drill{
		Due: drill.Retests(misses, today, exam), Misconceptions: drill.Misconceptions(misses, today), Lucky: drill.Lucky(misses, today),
		Repeats: drill.Repeats(misses, today), Reasons: drill.Reasons(misses, today),
		Map: drill.Map(misses, []study.Objective{{Domain: 2, Minor: 3}}, []drill.Outline{{N: 1, Objectives: 2}, {N: 2, Objectives: 3}, {N: 3}}, today),
	}
	return in
}

func miss(date string, domain, minor int) study.Miss {
	return study.Miss{Pos: fault.Pos{File: "content/log.toml", Line: 10*domain + minor}, Date: specimen.Day(date), Objective: study.Objective{Domain: domain, Minor: minor}, Why: "concept"}
}

// TestDueGroups: what is due stands under its day, what is late first, and what the exam leaves no day for last.
func TestDueGroups(t *testing.T) {
	late, next, later := miss("2026-11-05", 1, 1), miss("2026-11-18", 1, 2), miss("2026-11-24", 2, 1)
	in := drilled(later, late, next)
	// By the gap rule: 72 days ahead of the exam 10 days of wait, 59 ahead 8, 53 ahead 8.
	want := map[string]string{"Due before today": "1.1", "In the next two weeks": "1.2 2.1"}
	check := func(in board.Board, want map[string]string) {
		t.Helper()
		got := map[string]string{}
		for _, g := range dueGroups(&board.Desk{Board: &in}) {
			var names []string
			for _, d := range append(g.Items, g.More...) {
				names = append(names, d.Objective)
			}
			got[g.Name] = strings.Join(names, " ")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	check(in, want)
	in.Plan.Drill.Due[1].On = in.Plan.Today
	in.Plan.Drill.Due[2].On = in.Plan.Today + soonDays + 1
	check(in, map[string]string{"Due before today": "1.1", "Today": "1.2", "Later": "2.1"})
	in.Plan.Drill.Due[2].On = 0
	check(in, map[string]string{"Due before today": "1.1", "Today": "1.2", "No day left before the exam": "2.1"})
	in.Plan.Won = in.Plan.Today
	check(in, map[string]string{})
}

// TestWhyNow: only what is due by today says why now; of the others, the working below the list says how their day
// is found.
func TestWhyNow(t *testing.T) {
	in := drilled(miss("2026-11-05", 1, 1), miss("2026-11-18", 1, 2), miss("2026-11-24", 2, 1))
	in.Plan.Drill.Due[1].On = in.Plan.Today
	for _, g := range dueGroups(&board.Desk{Board: &in}) {
		for _, d := range g.Items {
			if now := g.Name == "Due before today" || g.Name == "Today"; (d.Because != "") != now || d.When == "" {
				t.Errorf("%s: %q, %q", g.Name, d.When, d.Because)
			}
		}
	}
}

// TestFolded: a long list keeps some open, and never folds a single line.
func TestFolded(t *testing.T) {
	for _, c := range []struct{ n, open, more int }{{0, 0, 0}, {8, 8, 0}, {9, 9, 0}, {10, 8, 2}, {40, 8, 32}} {
		g := folded(view.DueGroup{Items: make([]view.Due, c.n)}, mostDue)
		if len(g.Items) != c.open || len(g.More) != c.more {
			t.Errorf("%d: %d open, %d folded", c.n, len(g.Items), len(g.More))
		}
	}
}

// TestFewOpen: over all groups no more stand open than fit on a screen or two; while a fail is fresh, none does.
func TestFewOpen(t *testing.T) {
	var misses []study.Miss
	for i := range 30 {
		misses = append(misses, miss("2026-11-05", 1, i), miss("2026-11-20", 2, i))
	}
	open := func(in board.Board) (n int) {
		for _, g := range dueGroups(&board.Desk{Board: &in}) {
			n += len(g.Items)
		}
		return n
	}
	in := drilled(misses...)
	if n := open(in); n != mostDue {
		t.Errorf("%d are open", n)
	}
	if in.Plan.Fresh = true; open(in) != 0 {
		t.Error("something is due on the day of the fail")
	}
}

// TestEveryMissOnce: of all open misses, each is in one group, and each is in one week as long as a day is left
// for it within the plan.
func TestEveryMissOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var misses []study.Miss
		for i := range rapid.IntRange(0, 30).Draw(t, "misses") {
			m := miss("2026-11-25", rapid.IntRange(1, 3).Draw(t, "domain"), i)
			m.Date -= civil.Date(rapid.IntRange(0, 60).Draw(t, "ago"))
			if back := rapid.IntRange(0, 20).Draw(t, "again"); back > 0 {
				m.Cleared = []civil.Date{m.Date + civil.Date(back)}
			}
			misses = append(misses, m)
		}
		in := drilled(misses...)
		dk := &board.Desk{Board: &in}
		groups, weeks, planned := 0, 0, 0
		for _, g := range dueGroups(dk) {
			groups += len(g.Items) + len(g.More)
		}
		for _, d := range in.Plan.Drill.Due {
			if d.On != 0 {
				planned++
			}
		}
		for _, w := range in.Plan.Weeks {
			for _, f := range again(dk.Board, w) {
				weeks += 1 + strings.Count(f.Value, ",")
			}
		}
		if groups != len(in.Plan.Drill.Due) || weeks != planned {
			t.Fatalf("%d in groups of %d, %d in weeks of %d", groups, len(in.Plan.Drill.Due), weeks, planned)
		}
	})
}

// asked makes the second week's Friday a block of questions on a domain.
func asked(domain int) func(*study.Plan) {
	return func(p *study.Plan) {
		b := &p.Weeks[1].Blocks[4]
		b.Kind, b.Domain = study.Questions, domain
	}
}

// TestPracticeLead: what the page says first, for each kind of day.
func TestPracticeLead(t *testing.T) {
	late := miss("2026-11-05", 1, 1)
	for _, c := range []struct {
		name, want string
		in         board.Board
		change     func(*study.Plan)
	}{
		{"no misses", "Next in the plan: Fri 4 Dec, 50\u00a0min of questions on Security architecture.", drilled(), asked(2)},
		{"of all domains, today", "Next in the plan: today, 50\u00a0min of questions on all domains.", drilled(), func(p *study.Plan) {
			p.Weeks[0].Blocks[2].Kind, p.Weeks[0].Blocks[2].Domain = study.Questions, 0
		}},
		{"none due", "on Security architecture. Nothing is due for another try today.", drilled(miss("2026-11-24", 1, 1)), asked(2)},
		{"fresh", "on Security architecture. The exam is fresh: the questions to try again can wait.", drilled(late), func(p *study.Plan) {
			asked(2)(p)
			p.Fresh = true
		}},
		{"late", "1\u00a0question has waited for another try since before today.", drilled(late), func(*study.Plan) {}},
		{"today", "1\u00a0question is due for another try today.", drilled(late), func(p *study.Plan) { p.Drill.Due[0].On, p.Drill.Due[0].Overdue = p.Today, 0 }},
		{"both", "2\u00a0questions are due for another try, 1 of them since before today.", drilled(late, late), func(p *study.Plan) { p.Drill.Due[0].On, p.Drill.Due[0].Overdue = p.Today, 0 }},
		{"no block of questions", "No block of questions is planned. Where to take the next 13\u00a0questions from stands below.", drilled(), func(*study.Plan) {}},
		{"one part only, with a block", "Next in the plan: Fri 4 Dec, 50\u00a0min of questions.", drilled(), func(p *study.Plan) {
			asked(2)(p)
			p.Domains = p.Domains[:1]
		}},
		{"one part only", "No practice block is planned yet.", drilled(), func(p *study.Plan) { p.Domains = p.Domains[:1] }},
		{"nothing", "No practice block is planned yet.", drilled(), func(p *study.Plan) { p.NextBlock = nil }},
		{"calm", "The work is done.", drilled(late), func(p *study.Plan) { p.Today = specimen.Day("2027-01-14") }},
		{"after the exam", "Write its result down first", drilled(late), func(p *study.Plan) { p.Date.Passed = true }},
		{"passed", "You passed on 20 November 2026.", drilled(late), func(p *study.Plan) { p.Won = specimen.Day("2026-11-20") }},
	} {
		c.change(&c.in.Plan)
		if got := practiceLead(&board.Desk{Board: &c.in}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// TestNothingAskedAfterwards: once the exam is passed, the lists are a record and ask for nothing.
func TestNothingAskedAfterwards(t *testing.T) {
	sure, lucky := miss("2026-11-20", 1, 1), miss("2026-11-20", 1, 2)
	sure.Confident, lucky.Lucky = true, true
	in := drilled(sure, lucky)
	in.Plan.Won = specimen.Day("2026-11-24")
	v := Practice(&board.Desk{Board: &in})
	if v.Due != nil || v.Ahead != nil || v.Balance != "" || v.Sure.Say != "" || v.Example != "" {
		t.Errorf("%+v", v)
	}
	if len(v.Sure.Items) != 1 || v.Sure.Items[0].Task != "" || v.Sure.Items[0].Left != "" || len(v.Lucky.Items) != 1 {
		t.Errorf("%+v, %+v", v.Sure, v.Lucky)
	}
}

// TestGuessed: only the last thirty days count, and nothing is said where no guess is logged.
func TestGuessed(t *testing.T) {
	in := specimen.Board()
	set := func(date string, right, guessed int) study.Practice {
		return study.Practice{Pos: fault.Pos{File: "content/log.toml", Line: right}, Date: specimen.Day(date), Right: right, Of: 20, Guessed: guessed}
	}
	in.Record.Practice = []study.Practice{set("2026-10-26", 19, 9), set("2026-10-27", 10, 0), set("2026-11-25", 14, 3), set("2026-11-26", 18, 8)}
	said, w := guessed(&board.Desk{Board: &in})
	if said != "In the last 30 days you answered 24\u00a0questions right; 3 of these were guesses." || len(w.Lines) != 1 || w.Lines[0] != board.Fact("14 of 20 right, Wed 25 Nov", "log.toml, line 14", "") {
		t.Errorf("%q, %v", said, w.Lines)
	}
	in.Record.Practice = in.Record.Practice[:2]
	if said, _ := guessed(&board.Desk{Board: &in}); said != "" {
		t.Error(said)
	}
}

// TestGapMap: every objective is on the map once, as a box or among those of which nothing is known.
func TestGapMap(t *testing.T) {
	in := drilled(miss("2026-11-20", 1, 2), miss("2026-11-20", 2, 0), miss("2026-11-20", 0, 0))
	var got []string
	for _, r := range gapMap(&board.Desk{Board: &in}) {
		row := r.Text + ":"
		for _, c := range r.Cells {
			row += fmt.Sprintf(" [%s, %s, %v]", c.Objective, c.Say, c.Open)
		}
		got = append(got, row+" quiet "+r.Quiet)
	}
	want := []string{
		"Security concepts: [1.2, 1 open, true] quiet 1.1",
		"Security architecture: [No objective named, 1 open, true] [2.3, on your report, nothing logged yet, false] quiet 2.1 and 2.2",
		"Security operations: quiet all of it",
		"Of no single domain: [No objective named, 1 open, true] quiet ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestMissedWords: after a pass the map counts what went wrong, and nothing of it is called open.
func TestMissedWords(t *testing.T) {
	in := drilled(miss("2026-11-20", 1, 2), miss("2026-11-21", 1, 2), miss("2026-11-20", 2, 1))
	in.Plan.Drill.Map[0].Cells[1].Open, in.Plan.Drill.Map[0].Cells[1].Closed = 1, 1
	in.Plan.Drill.Map[1].Cells[0].Open, in.Plan.Drill.Map[1].Cells[0].Closed = 0, 1
	in.Plan.Won = in.Plan.Today
	var got []string
	for _, r := range gapMap(&board.Desk{Board: &in}) {
		for _, c := range r.Cells {
			got = append(got, fmt.Sprintf("%s %s %v%s", c.Objective, c.Say, c.Open, r.Quiet))
		}
	}
	want := []string{"1.2 2 missed, 1 right again later false", "2.1 1 missed, right again later false", "2.3 on your report false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

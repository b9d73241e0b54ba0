package screen

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/study"
)

// days are plans in the states that a day can be in.
var days = []struct {
	name     string
	warnings int
	change   func(*study.Plan, *study.Record)
}{
	{"a day of study", 0, func(*study.Plan, *study.Record) {}},
	{"the first block is done", 2, func(p *study.Plan, r *study.Record) {
		r.Practice = []study.Practice{{Date: p.Today, Domain: 2, Right: 14, Of: 20, Minutes: 40}, {Date: p.Today - 1, Domain: 2, Minutes: 30}}
	}},
	{"all of it is done", 0, func(p *study.Plan, r *study.Record) {
		r.Practice = []study.Practice{{Date: p.Today, Domain: 2, Right: 14, Of: 20}}
		r.Sessions = []study.Session{{Date: p.Today, Kind: study.Questions, Minutes: 45}, {Date: p.Today, Kind: study.Review, Minutes: 50}}
	}},
	{"five blocks", 1, func(p *study.Plan, _ *study.Record) {
		w := &p.Weeks[0]
		for n := range civil.Clock(3) {
			b := w.Blocks[len(w.Blocks)/2-1]
			b.Start += 60 * (n + 2)
			w.Blocks = append(w.Blocks, b)
		}
	}},
	{"nothing planned today", 0, func(p *study.Plan, _ *study.Record) { p.Weeks[0].Blocks = later(p) }},
	{"a day off", 0, func(p *study.Plan, r *study.Record) {
		p.Weeks[0].Blocks = later(p)
		r.Away = []study.Away{{From: p.Today - 1, To: p.Today, Why: "family"}}
	}},
	{"studied on a day off", 0, func(p *study.Plan, r *study.Record) {
		p.Weeks[0].Blocks = later(p)
		r.Away = []study.Away{{From: p.Today, To: p.Today}}
		r.Simulations = []study.Simulation{{Date: p.Today, Right: 70, Of: 90, Minutes: 84}}
	}},
	{"before the plan begins", 0, func(p *study.Plan, _ *study.Record) {
		p.Weeks[0].From, p.Weeks[0].Blocks = p.Today+1, later(p)
	}},
	{"behind the plan", 0, func(p *study.Plan, _ *study.Record) { p.Replan = &study.Replan{Owed: 260} }},
	{"a fresh fail", 0, func(p *study.Plan, _ *study.Record) {
		p.Fresh, p.Hard = true, "The exam did not go as you hoped, and that is fresh."
	}},
	{"no hours, no date", 0, func(p *study.Plan, _ *study.Record) {
		p.Date, p.Budget.Assumed, p.Weeks[0].Blocks = study.ExamDate{Why: "the wait is not known."}, true, nil
	}},
	{"no exam named", 0, func(p *study.Plan, _ *study.Record) {
		p.Exam = study.Exam{Code: "custom", DomainsFrom: "whole", Domains: []study.Domain{{N: 1, Name: "The whole exam", Weight: 100}}}
		p.Domains, p.NextBlock = p.Domains[:1], []study.Mix{{Domain: 1, Questions: 20}}
	}},
	{"a bare report", 0, func(p *study.Plan, _ *study.Record) { p.Diagnosis.Diagnostic = true }},
	{"a full simulation", 0, func(p *study.Plan, _ *study.Record) {
		p.Weeks[0].Blocks = []study.Block{{Date: p.Today, Start: civil.NoClock, Minutes: 90, Kind: study.Simulate, Task: "One full simulation, timed, book closed."}}
	}},
	{"misses due", 0, func(p *study.Plan, _ *study.Record) {
		p.Weeks[0].Blocks = later(p)
		for _, minor := range []int{1, 3, 3, 9} {
			p.Drill.Due = append(p.Drill.Due, study.Due{Miss: study.Miss{Objective: study.Objective{Domain: 2, Minor: minor}}, On: p.Today + civil.Date(minor-5)})
		}
	}},
	{"many misses due", 0, func(p *study.Plan, _ *study.Record) {
		for minor := range 9 {
			p.Drill.Due = append(p.Drill.Due, study.Due{Miss: study.Miss{Objective: study.Objective{Domain: 1, Minor: minor}}, On: p.Today})
		}
	}},
	{"the light days", 0, func(p *study.Plan, _ *study.Record) {
		p.Date = study.ExamDate{Date: p.Today + 1, Days: 1, Booked: true}
		p.Phases = []study.Phase{{Name: "Taper", From: p.Today, To: p.Today}}
		p.Weeks[0].Blocks, p.Hard = nil, "a hard day"
	}},
	{"the day of the exam", 0, func(p *study.Plan, _ *study.Record) {
		p.Date, p.Weeks[0].Blocks = study.ExamDate{Date: p.Today, Booked: true}, nil
	}},
	{"no result is written", 0, func(p *study.Plan, _ *study.Record) {
		p.Date, p.Weeks[0].Blocks = study.ExamDate{Date: p.Today - 2, Days: -2, Booked: true, Passed: true}, nil
	}},
	{"passed", 0, func(p *study.Plan, _ *study.Record) {
		p.Won, p.Readiness.Say = p.Today-1, "You passed on 22 November 2026. There is nothing left to plan."
	}},
	{"an empty plan", 0, func(p *study.Plan, _ *study.Record) { *p = study.Plan{Today: p.Today} }},
}

// studyDay is a day with a block of questions and one of review.
func studyDay() (study.Plan, study.Record) {
	p := smallPlan()
	w := &p.Weeks[0]
	w.Blocks = []study.Block{
		{Date: p.Today - 1, Start: 1140, Minutes: 50, Task: "a block of yesterday"},
		{Date: p.Today, Start: 1140, Minutes: 50, Kind: study.Questions, Domain: 2, Task: "About 50 questions on objectives 2.2 and 2.4 (Threats, Vulnerabilities, and Mitigations), timed, book closed."},
		{Date: p.Today, Start: 1200, Minutes: 50, Kind: study.Review, Domain: 2, Task: "Go through the questions on Threats, Vulnerabilities, and Mitigations: for each one that was wrong, write down why."},
	}
	w.Blocks = append(w.Blocks, later(&p)...)
	return p, study.Record{}
}

func later(p *study.Plan) []study.Block {
	return []study.Block{{Date: p.Today + 2, Start: 540, Minutes: 50, Kind: study.Read, Domain: 1, Task: "Read objective 1.2, close the book, write down what you remember."}}
}

// TestToday holds every state against testdata/today.txt, on a narrow, a usual and a wide terminal: no line is wider
// than that, and there are ten at most, or sixteen.
func TestToday(t *testing.T) {
	var b strings.Builder
	for _, day := range days {
		for _, width := range []int{40, 80, 120} {
			p, rec := studyDay()
			day.change(&p, &rec)
			text := Today(p, rec, day.warnings, width, false)
			fmt.Fprintf(&b, "== %s, %d columns\n%s\n", day.name, width, text)
			fits(t, fmt.Sprintf("%s at %d", day.name, width), text, width)
			colored := Today(p, rec, day.warnings, width, true)
			if bare(colored) != text || strings.Count(colored, "\x1b[") == 0 {
				t.Errorf("%s at %d: colour changes more than the colour", day.name, width)
			}
		}
	}
	file := filepath.Join("testdata", "today.txt")
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
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func fits(t interface{ Errorf(string, ...any) }, name, text string, width int) {
	most := map[bool]int{true: 16, false: 10}[width < 60]
	if n := strings.Count(text, "\n"); n > most {
		t.Errorf("%s: %d lines:\n%s", name, n, text)
	}
	for line := range strings.Lines(text) {
		if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > width {
			t.Errorf("%s: %d columns: %q", name, n, line)
		}
	}
}

// TestTodayAlwaysFits: whatever is planned, logged and due, and however long the tasks are.
func TestTodayAlwaysFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, rec := studyDay()
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			day := rapid.SampledFrom(days[:len(days)-1]).Draw(t, "day") // not the empty one, which has no week to change
			if len(p.Weeks[0].Blocks) > 1 || day.name != "five blocks" {
				day.change(&p, &rec)
			}
		}
		for n := range rapid.IntRange(0, 6).Draw(t, "blocks") {
			task := strings.Repeat("some words ", rapid.IntRange(1, 60).Draw(t, "length"))
			p.Weeks[0].Blocks = append(p.Weeks[0].Blocks, study.Block{Date: p.Today, Start: civil.Clock(60 * n), Minutes: 20, Task: task})
		}
		width := rapid.IntRange(40, 130).Draw(t, "width")
		fits(t, "drawn", Today(p, rec, rapid.IntRange(0, 2).Draw(t, "warnings"), width, false), width)
	})
}

// TestCut: a text is cut where a clause ends if more than half of it stays, else between words, and says that there is more.
func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"The rule asks for three in a row at 80 or more; none that counts has been sat": "The rule asks for three in a row at 80 or more; …",
		"The work is done. Eat, drink, leave early, and read every question twice over": "The work is done. Eat, drink, leave early, and…",
	} {
		whole := wrap(text, label+28, label)
		got := strings.Join(strings.Fields(cut(whole, label+28)), " ")
		if got != want || strings.Count(whole, "\n") != 2 {
			t.Errorf("%q: %q", whole, got)
		}
	}
}

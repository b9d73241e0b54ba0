package screen

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/study"
)

var update = flag.Bool("update", false, "rewrite the expected screens")

// smallPlan is a plan written by hand.
func smallPlan() study.Plan {
	two := 2
	today := civil.Of(2026, 11, 23)
	exam := study.Exam{Code: "SY0-701", Name: "Security+", Domains: []study.Domain{
		{N: 1, Name: "General Security Concepts", Weight: 12},
		{N: 2, Name: "Threats, Vulnerabilities, and Mitigations", Weight: 22},
	}}
	return study.Plan{
		Today: today, Exam: exam, Ranked: []int{1, 0},
		Domains: []study.DomainPlan{
			{Domain: exam.Domains[0], Points: 0.84, Hours: 3},
			{Domain: exam.Domains[1], Points: 4.25, Hours: 12.5},
		},
		Date:   study.ExamDate{Date: today + 40, Days: 40, Proposed: true},
		Window: policy.Window{State: policy.Dated, Optimistic: today + 3, Safe: today + 4, AttemptsLeft: &two, Until: today + 100},
		Weeks: []study.Week{{N: 1, Current: true, From: today, To: today + 6, Phase: "Reset", Planned: 300, Done: 50, Blocks: []study.Block{
			{Date: today - 1, Start: 19 * 60, Minutes: 50, Task: "a block of yesterday"},
			{Date: today, Start: 19*60 + 30, Minutes: 50, Task: "Read your score report with a pen: mark what surprised you and what did not."},
		}}},
		NextBlock: []study.Mix{{Domain: 2, Questions: 14}, {Domain: 1, Questions: 6}},
		Readiness: study.Readiness{Verdict: "not yet", First: 0, Gates: []study.Gate{{Name: "rule", Why: "0 of the 3 full simulations that the booking rule asks for"}}},
	}
}

func TestPlanOnAScreen(t *testing.T) {
	for name, s := range map[string]*screen{"wide": {width: 80}, "narrow": {width: 40}, "color": {width: 80, color: true}} {
		got := s.plan(smallPlan())
		file := filepath.Join("testdata", "plan-"+name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for line := range strings.Lines(got) {
			if n := len([]rune(bare(strings.TrimSuffix(line, "\n")))); n > s.width {
				t.Errorf("%s: %d columns: %q", name, n, line)
			}
		}
	}
}

func TestWindowWords(t *testing.T) {
	today := civil.Of(2026, 11, 23)
	none := 0
	for want, w := range map[string]policy.Window{
		"open: the wait is over":              {State: policy.Dated, Safe: today - 1, Optimistic: today - 1},
		"open: no attempt is written yet":     {State: policy.Dated, Safe: today, Optimistic: today},
		"opens on 24 November 2026, tomorrow": {State: policy.Dated, Safe: today + 1, Optimistic: today + 1},
		"opens on 24 November 2026 (by the kindest reading of the rule on 23 November 2026)": {State: policy.Dated, Safe: today + 1, Optimistic: today},
		"opens on 30 November 2026, which is too late; last possible day 25 November 2026":   {State: policy.Dated, Safe: today + 7, Until: today + 2, TooLate: true},
		"not known: ask the issuer before you book":                                          {State: policy.Unknown},
		"not known: ask the issuer before you book; 0 attempts left":                         {State: policy.Session, AttemptsLeft: &none},
		"a course comes first": {State: policy.Training, Reasons: []policy.Reason{{Text: "a course comes first."}}, AttemptsLeft: nil},
	} {
		got := strings.TrimRight(windowWords(study.Plan{Today: today, Window: w}), ".")
		if got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestExamWords(t *testing.T) {
	today := civil.Of(2026, 11, 23)
	for want, d := range map[string]study.ExamDate{
		"no date yet; the wait is not known":                                            {Why: "the wait is not known."},
		"Monday 23 November 2026, today, booked":                                        {Date: today, Booked: true},
		"Wednesday 25 November 2026, in 2 days, proposed":                               {Date: today + 2, Proposed: true},
		"Tuesday 24 November 2026, tomorrow, not booked yet":                            {Date: today + 1},
		"Sunday 22 November 2026, 1 day ago, the day has passed; write the result down": {Date: today - 1, Passed: true, Booked: true},
	} {
		if got := examWords(study.Plan{Today: today, Date: d}); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestEmptyWeek(t *testing.T) {
	today := civil.Of(2026, 11, 23)
	for want, w := range map[string]study.Week{
		"week 1, Mon 23 Nov: nothing planned":                            {N: 1, From: today, To: today},
		"week 1 (Reset), Mon 23 Nov to Tue 24 Nov: 20 min of 0 min done": {N: 1, From: today, To: today + 1, Phase: "Reset", Done: 20},
	} {
		w.Current = true
		if got := weekWords(study.Plan{Today: today, Weeks: []study.Week{w}}); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestEmptyPlanHasWords(t *testing.T) {
	s := screen{width: 80}
	if got := s.plan(study.Plan{}); !strings.Contains(got, "no date yet") || !strings.Contains(got, "no block is left") {
		t.Errorf("got %q", got)
	}
}

// TestLastDays: near the exam the screen asks for nothing, and afterwards it waits for the result.
func TestLastDays(t *testing.T) {
	for _, c := range []struct {
		days      int // to the exam
		way, now  string
		practises bool
	}{
		{6, "in the way  0 of the 3", "no block is left before the exam", true},
		{1, "in the way  nothing you need to do now", "nothing more before the exam", false},
		{0, "in the way  nothing you need to do now", "today is the exam; the work is done", false},
		{-4, "in the way  the result of the exam", "", false},
	} {
		p := smallPlan()
		p.Weeks[0].Blocks, p.Weeks[0].Phase = nil, ""
		p.Date = study.ExamDate{Date: p.Today + civil.Date(c.days), Days: c.days, Booked: true, Passed: c.days < 0}
		p.Phases = []study.Phase{{Name: "Taper", From: p.Date.Date - 2, To: p.Date.Date - 1}}
		got := (&screen{width: 80}).plan(p)
		if !strings.Contains(got, c.way) || !strings.Contains(got, c.now) || strings.Contains(got, "now   ") != (c.now != "") {
			t.Errorf("%d days before the exam:\n%s", c.days, got)
		}
		if strings.Contains(got, "practise") != c.practises || strings.Contains(got, "points") != c.practises {
			t.Errorf("%d days before the exam, practice:\n%s", c.days, got)
		}
		if strings.Contains(got, "window      not known before the result") != p.Date.Passed {
			t.Errorf("the window %d days before the exam:\n%s", c.days, got)
		}
		if !strings.Contains(got, "week 1, Mon 23 Nov") {
			t.Errorf("a week without a phase:\n%s", got)
		}
	}
}

// TestWeights: the screen rounds as the pages do.
func TestWeights(t *testing.T) {
	p := smallPlan()
	p.Domains[1].Weight, p.Domains[1].Points = 12.5, 1.7499999999999998
	if got := (&screen{width: 80}).plan(p); !strings.Contains(got, " 1.8  12.5 % ") {
		t.Errorf("got\n%s", got)
	}
}

func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.StringMatching(`[a-zü]{1,12}`)).Draw(t, "words")
		width, indent := rapid.IntRange(20, 60).Draw(t, "width"), rapid.IntRange(0, 6).Draw(t, "indent")
		got := wrap(strings.Join(words, " "), width, indent)
		if diff := cmp.Diff(strings.Join(words, " "), strings.Join(strings.Fields(got), " ")); diff != "" {
			t.Fatal(diff)
		}
		for i, line := range strings.Split(got, "\n") {
			n := len([]rune(line))
			if i == 0 {
				n += indent
			}
			if n > width {
				t.Fatalf("%d columns of %d: %q", n, width, line)
			}
		}
	})
}

// TestFirst: what stands behind "next attempt:" has no second colon.
func TestFirst(t *testing.T) {
	p := smallPlan()
	for _, c := range []struct {
		safe civil.Date
		want string
	}{{p.Today - 3, "any day now, "}, {p.Today + 9, "from "}} {
		p.Window = policy.Window{State: policy.Dated, Safe: c.safe}
		if window, block := First(p); !strings.HasPrefix(window, c.want) || block != blockWords(p) {
			t.Errorf("%q, %q", window, block)
		}
	}
}

package agenda

import (
	"strings"
	"testing"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
	"retake/generator/site/board"
	"retake/generator/site/specimen"
	"retake/generator/site/words"
	"retake/generator/study"
)

// TestCountdowns: the days that bind, and a proposed date is called one. What counts down is not said again among the
// facts of the exam.
func TestCountdowns(t *testing.T) {
	in := specimen.Board()
	in.Record.Voucher = study.Voucher{Expires: specimen.Day("2027-05-20"), RefundUntil: specimen.Day("2027-01-14")}
	in.Plan.Countdowns = []study.Countdown{{Name: "Voucher refund", Date: specimen.Day("2027-01-14"), Days: 50, Say: "Look the evening before."}, {Name: "Exam", Date: specimen.Day("2027-01-16"), Days: 52}}
	if got := countdowns(&in); got[0] != board.Fact("Last day to return the voucher", words.Tidy("in 50"+words.NBSP+"days, 14 January 2027"), "Look the evening before.") || got[1].Name != "The exam" {
		t.Errorf("%+v", got)
	}
	in.Plan.Date.Proposed = true
	if got := countdowns(&in); got[1].Name != "The exam, as proposed" {
		t.Errorf("%+v", got)
	}
	for _, f := range examFacts(&in) {
		if strings.HasPrefix(f.Name, "Voucher") {
			t.Errorf("said twice: %+v", f)
		}
	}
	in.Plan.Today = specimen.Day("2027-05-22")
	if fs := examFacts(&in); fs[len(fs)-1] != board.Fact("Voucher expired", "20 May 2027", "2"+words.NBSP+"days ago") {
		t.Errorf("%+v", fs)
	}
}

// TestRetakeLines: every sitting that is known is named with its place, and a void one does not count.
func TestRetakeLines(t *testing.T) {
	in := specimen.Board()
	at := func(n int) fault.Pos { return fault.Pos{File: "content/attempts.toml", Line: n} }
	in.Record.Attempts = []study.Attempt{
		{Pos: at(3), At: civil.Instant{Date: specimen.Day("2026-07-04")}, Result: study.Fail}, {Pos: at(9), At: civil.Instant{Date: specimen.Day("2026-08-01")}, Result: study.Void},
		{Pos: at(15), At: civil.Instant{Date: specimen.Day("2026-12-24")}, Result: study.Fail},
	}
	v := windowWorking(&in)
	in.Plan.Countdowns = []study.Countdown{{Name: "Voucher refund", Date: specimen.Day("2027-01-14"), Pos: at(30)}, {Name: "Voucher", Date: specimen.Day("2027-05-20"), Pos: at(30)}, {Name: "Exam", Date: specimen.Day("2027-01-16")}}
	if n := windowWorking(&in).Lines; len(n) != 3 || n[2] != board.Fact("Last day to return the voucher: 14 January 2027", "attempts.toml, line 30", "") {
		t.Errorf("%+v", n)
	}
	if len(v.Lines) != 2 || v.Lines[0] != board.Fact("1 August 2026: void, does not count", "attempts.toml, line 9", "") || v.Inputs[0].Value != "1" {
		t.Errorf("%+v, %+v", v.Lines, v.Inputs)
	}
}

// TestRuleWords: whose rule it is, and when it was read.
func TestRuleWords(t *testing.T) {
	in := specimen.Board()
	v := Retake(&board.Desk{Board: &in})
	if v.Body != "CompTIA" || v.Read != "Read on or before 28 March 2026." || v.Sources[0].Date != "" || v.Sources[1].Date != "2026" || v.ExamSource[0].Date != "29 September 2026" {
		t.Errorf("%q, %q, %+v", v.Body, v.Read, v.Sources)
	}
	in.Plan.Exam.Policy = policy.Policy{ID: "custom", Body: "anything else", AsOf: specimen.Day("2026-11-23")}
	if v := Retake(&board.Desk{Board: &in}); v.Body != "" || v.Read != "" {
		t.Errorf("a rule that nobody made is that of %q, %q", v.Body, v.Read)
	}
}

// TestWindowWords: no state of the window is passed over in silence.
func TestWindowWords(t *testing.T) {
	d := func(s string) civil.Date { return specimen.Day(s) }
	for _, c := range []struct {
		w                policy.Window
		answer, earliest string
	}{
		{policy.Window{State: policy.Dated, Optimistic: d("2026-12-05"), Safe: d("2026-12-05")}, "from Saturday 5 December 2026.", "5 December 2026"},
		{policy.Window{State: policy.Dated, Optimistic: d("2026-12-04"), Safe: d("2026-12-05")}, "One reading of the rule says Fri 4 Dec", "5 December 2026"},
		{policy.Window{State: policy.Dated, Optimistic: d("2026-11-20"), Safe: d("2026-11-21")}, "The wait is over", "any day now"},
		{policy.Window{State: policy.Dated, Safe: d("2027-06-12"), Until: d("2027-06-11"), UntilWhy: "this exam version ends", TooLate: true}, "the last possible day is 11 June 2027: this exam version ends", "12 June 2027"},
		{policy.Window{State: policy.Dated, Safe: d("2026-11-02"), Until: d("2026-11-05"), UntilWhy: "the voucher expires", TooLate: true}, "The last possible day, 5 November 2026, is over.", "not possible now"},
		{policy.Window{State: policy.Session}, "fixed dates only", "date not known"},
		{policy.Window{State: policy.Unknown}, "Unknown does not mean none", "not known"},
		{policy.Window{State: policy.Blocked}, "no further attempt", "not allowed"},
		{policy.Window{State: policy.NewVersion}, "new version", "not this version"},
		{policy.Window{State: policy.NewPurchase}, "new purchase", "after a new purchase"},
		{policy.Window{State: policy.Training}, "training", "after a course"},
		{policy.Window{State: policy.NewApplication}, "new application", "after a new application"},
	} {
		in := specimen.Board()
		in.Plan.Window = c.w
		if got := answer(&in); !strings.Contains(got, c.answer) {
			t.Errorf("%s: %q", c.w.State, got)
		}
		if got := earliest(&in); got.Value != c.earliest {
			t.Errorf("%s: %q", c.w.State, got.Value)
		}
	}
}

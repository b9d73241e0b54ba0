package gate

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/policy"
)

// on is a date written for the exam, with a window that opens in two weeks.
func on(d civil.Date, change func(*Written)) Written {
	w := Written{
		Date: d, Today: today, Pos: fault.Pos{File: "plan.toml", Line: 2}, Window: policy.Window{State: policy.Dated, Optimistic: today + 14, Safe: today + 15},
		Sat: []civil.Date{today - 3}, SatPos: fault.Pos{File: "attempts.toml", Line: 2}, VoucherPos: fault.Pos{File: "plan.toml", Line: 8}, Code: "X-1",
	}
	change(&w)
	return w
}

func TestWrittenDates(t *testing.T) {
	same := func(*Written) {}
	late := func(today, until civil.Date, why string) func(*Written) {
		return func(w *Written) {
			w.Today, w.Window.TooLate, w.Window.Until, w.Window.UntilWhy = today, true, until, why
			if why == "the voucher expires" {
				w.Voucher = until
			}
		}
	}
	for _, c := range []struct {
		name string
		w    Written
		want string
	}{
		{"none", on(0, same), ""},
		{"holds", on(exam, same), ""},
		{"by the kindest reading", on(today+14, same), "plan.toml:2 warning exam-may-be-early"},
		{"too early", on(today+13, same), "plan.toml:2 warning exam-before-window"},
		{"too early, today", on(today, same), "plan.toml:2 warning exam-before-window"},
		{"over, no result", on(today-1, same), "plan.toml:2 warning exam-passed"},
		{"over, a result of that day", on(today-3, same), ""},
		{"over, a later sitting", on(today-4, same), "plan.toml:2 warning exam-passed"},
		{"today, a result of today", on(today, func(w *Written) { w.Sat = append(w.Sat, today) }), ""},
		{"before the version opens", on(exam, func(w *Written) { w.Opens = exam + 1 }), "plan.toml:2 warning exam-before-window"},
		{"after the last day", on(exam, func(w *Written) { w.Window.Until = exam - 1 }), "plan.toml:2 warning exam-after-window"},
		{"away", on(exam, func(w *Written) { w.Away = true }), "plan.toml:2 warning exam-while-away"},
		{"the voucher ends before the retake opens", on(0, late(today, today+9, "the voucher expires")), "plan.toml:8 warning window-closed"},
		{"the version ends before the retake opens", on(0, late(today, today+9, "this exam version ends")), "attempts.toml:2 warning window-closed"},
		{"the voucher is over", on(0, late(today+20, today+19, "the voucher expires")), "plan.toml:8 warning window-closed"},
		{"the version is over", on(0, func(w *Written) { late(today+20, today+19, "this exam version ends")(w); w.Ends = today + 19 }), ""},
	} {
		got := ""
		for _, f := range c.w.Check() {
			got += fmt.Sprintf("%s:%d %s %s", f.Pos.File, f.Pos.Line, map[bool]string{true: "error", false: "warning"}[f.Severity == fault.Error], f.Code)
			if f.Hint == "" {
				t.Errorf("%s: no hint", c.name)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	for why, want := range map[string]string{"the voucher expires": "the voucher has expired", "this exam version ends": "this exam version has ended", "the deadline of the retake you bought passes": "the deadline of the retake you bought has passed"} {
		if got := Over(why); got != want {
			t.Errorf("%q: %q", why, got)
		}
	}
	if got := on(0, late(today+20, today+19, "the voucher expires")).Check()[0].Message; got != "the voucher has expired: the last possible day was "+(today+19).String() {
		t.Errorf("%q", got)
	}
}

// A date that is over never stops the build, and one that is spent says nothing of the window.
func TestADateThatIsOverIsNoError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := on(today-civil.Date(rapid.IntRange(1, 60).Draw(t, "ago")), func(w *Written) {
			w.Window.Safe += civil.Date(rapid.IntRange(-90, 90).Draw(t, "safe"))
			w.Window.Optimistic = w.Window.Safe - civil.Date(rapid.IntRange(0, 1).Draw(t, "open wording"))
			w.Opens = today + civil.Date(rapid.IntRange(-90, 90).Draw(t, "opens"))
			w.Sat = nil
			if rapid.Bool().Draw(t, "sat") {
				w.Sat = []civil.Date{today - civil.Date(rapid.IntRange(0, 60).Draw(t, "day"))}
			}
		})
		if l := w.Check(); l.Errors() > 0 {
			t.Fatalf("%+v: %v", w, l)
		}
		if w.Spent() != (len(w.Sat) > 0 && w.Sat[0] >= w.Date) {
			t.Fatalf("%+v", w)
		}
	})
}

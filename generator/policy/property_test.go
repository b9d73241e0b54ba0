package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
)

var units = []Unit{"hour", "day", "week", "month"}

func drawSpan(t *rapid.T, name string) Span {
	return Span{rapid.IntRange(0, 40).Draw(t, name), rapid.SampledFrom(units).Draw(t, name)}
}

func drawDate(t *rapid.T, name string) civil.Date {
	return civil.Of(2024, 1, 1) + civil.Date(rapid.IntRange(0, 1500).Draw(t, name))
}

// maybe draws a value or leaves it out.
func maybe[T any](t *rapid.T, name string, draw func(*rapid.T, string) T) *T {
	if !rapid.Bool().Draw(t, name+"?") {
		return nil
	}
	v := draw(t, name)
	return &v
}

func drawCap(t *rapid.T) Cap {
	return Cap{
		Attempts: rapid.IntRange(1, 4).Draw(t, "attempts"),
		Kind:     rapid.SampledFrom([]string{"rolling", "from-first", "eligibility", "purchase", "version", "lifetime"}).Draw(t, "kind"),
		Window:   drawSpan(t, "window"),
		Then: Then{
			Do:   rapid.SampledFrom([]string{"slide", "wait", "new-version", "new-purchase", "training", "new-application"}).Draw(t, "do"),
			Wait: drawSpan(t, "then"), From: rapid.SampledFrom([]string{"first", "last"}).Draw(t, "from"),
		},
	}
}

func drawCount(t *rapid.T) Count {
	return rapid.SampledFrom([]Count{Elapsed, FullDays, ClockHours, Unspecified}).Draw(t, "count")
}

// drawLadder is a ladder of waits in days that never gets shorter.
func drawLadder(t *rapid.T) []Step {
	var out []Step
	n := 0
	for i := range rapid.IntRange(1, 4).Draw(t, "steps") {
		n += rapid.IntRange(0, 60).Draw(t, "more")
		out = append(out, Step{After: i + 1, Wait: Span{n, "day"}})
	}
	return out
}

func drawPolicy(t *rapid.T) Policy {
	p := Policy{Count: drawCount(t), Sessions: rapid.IntRange(0, 5).Draw(t, "sessions") == 0}
	if rapid.IntRange(0, 5).Draw(t, "known") > 0 {
		p.Wait = drawLadder(t)
	}
	for range rapid.IntRange(0, 3).Draw(t, "caps") {
		p.Caps = append(p.Caps, drawCap(t))
	}
	for range rapid.IntRange(0, 3).Draw(t, "dates") {
		p.SessionDates = append(p.SessionDates, drawDate(t, "session"))
	}
	p.Reset, p.Waiver, p.Lead = maybe(t, "reset", drawSpan), maybe(t, "waiver", drawSpan), maybe(t, "lead", drawSpan)
	p.AfterPass = maybe(t, "pass", func(t *rapid.T, _ string) AfterPass {
		return AfterPass{rapid.SampledFrom([]string{"blocked", "wait", "near-expiry", "unless-new-version"}).Draw(t, "do"), drawSpan(t, "again"), ""}
	})
	p.FreeRetake = maybe(t, "free", func(t *rapid.T, _ string) FreeRetake {
		return FreeRetake{1, drawSpan(t, "within"), rapid.SampledFrom([]string{"purchase", "exam"}).Draw(t, "from"), []string{"no-show"}, rapid.Bool().Draw(t, "optional"), ""}
	})
	p.Deadline = maybe(t, "deadline", func(t *rapid.T, _ string) Deadline { return Deadline{drawSpan(t, "within"), "retake-purchase", ""} })
	for range rapid.IntRange(0, 3).Draw(t, "notices") {
		p.Reschedule = append(p.Reschedule, Notice{Delivery: rapid.SampledFrom([]string{"centre", "online", "any"}).Draw(t, "delivery"), Before: drawSpan(t, "before")})
	}
	return p
}

func drawFacts(t *rapid.T) Facts {
	f := Facts{ExamMinutes: rapid.SampledFrom([]int{0, 90, 240}).Draw(t, "minutes"), Delivery: rapid.SampledFrom([]string{"", "centre", "online"}).Draw(t, "delivery")}
	for range rapid.IntRange(0, 6).Draw(t, "attempts") {
		failed := rapid.IntRange(0, 4).Draw(t, "failed") > 0
		f.Attempts = append(f.Attempts, Attempt{
			At:     civil.Instant{Date: drawDate(t, "day"), Clock: civil.Clock(rapid.IntRange(-1, 1440).Draw(t, "clock"))},
			Counts: rapid.IntRange(0, 5).Draw(t, "counts") > 0, Failed: failed, NoShow: failed && rapid.IntRange(0, 3).Draw(t, "absent") == 0,
		})
	}
	slices.SortFunc(f.Attempts, func(a, b Attempt) int { return int(a.At.Date - b.At.Date) })
	for _, d := range []*civil.Date{&f.Today, &f.PrintedDate, &f.PurchasedOn, &f.Eligibility, &f.VoucherExpires, &f.VersionEnds} {
		if rapid.Bool().Draw(t, "written") {
			*d = drawDate(t, "date")
		}
	}
	return f
}

// What holds for every rule and all facts.
func TestEveryWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := drawPolicy(t), drawFacts(t)
		w := Evaluate(p, f)
		switch {
		case w.Optimistic > w.Safe:
			t.Fatalf("optimistic %s after safe %s", w.Optimistic, w.Safe)
		case w.State != Dated && w.State != Session && w.Safe != 0:
			t.Fatalf("state %s has the date %s", w.State, w.Safe)
		case w.Until == 0 && (w.UntilWhy != "" || w.TooLate):
			t.Fatalf("no last day, yet %q, %v", w.UntilWhy, w.TooLate)
		case w.Until != 0 && w.UntilWhy == "":
			t.Fatal("a last day without a why")
		case w.Until != 0 && w.Safe > w.Until && !w.TooLate:
			t.Fatalf("safe %s is after %s and not called too late", w.Safe, w.Until)
		case w.AttemptsLeft != nil && *w.AttemptsLeft < 0:
			t.Fatalf("%d attempts left", *w.AttemptsLeft)
		case len(w.Reasons) == 0:
			t.Fatal("a window without a reason")
		case f.VoucherExpires != 0 && (w.Until == 0 || w.Until > f.VoucherExpires):
			t.Fatalf("the voucher ends on %s, the window on %s", f.VoucherExpires, w.Until)
		}
		for _, r := range w.Reasons {
			if !strings.HasSuffix(r.Text, ".") || strings.Contains(r.Text, "  ") || strings.Contains(r.Text, "%!") || strings.Contains(r.Text, " .") {
				t.Fatalf("%s: %q", r.Code, r.Text)
			}
		}
		if diff := cmp.Diff(w, Evaluate(p, f)); diff != "" {
			t.Fatalf("the same facts again: %s", diff)
		}
		if diff := cmp.Diff(w, Evaluate(p, shuffled(t, f))); diff != "" && distinct(f.Attempts) {
			t.Fatalf("attempts in another order: %s", diff)
		}
		for _, line := range p.Describe() {
			if !strings.HasSuffix(line, ".") || strings.Contains(line, "%!") {
				t.Fatalf("rule in words: %q", line)
			}
		}
	})
}

func shuffled(t *rapid.T, f Facts) Facts {
	f.Attempts = rapid.Permutation(f.Attempts).Draw(t, "mixed")
	return f
}

// distinct reports whether no two attempts fall on one day.
func distinct(attempts []Attempt) bool {
	seen := map[civil.Date]bool{}
	for _, a := range attempts {
		if seen[a.At.Date] {
			return false
		}
		seen[a.At.Date] = true
	}
	return true
}

// A failed attempt made when the rule allowed it never brings the next date forward.
func TestAnotherFailureNeverMovesTheDateEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := drawPolicy(t), drawFacts(t)
		f.PrintedDate = 0
		before := Evaluate(p, f)
		if before.State != Dated && before.State != Session || before.Safe == 0 || len(f.Attempts) == 0 {
			return
		}
		last := f.Attempts[len(f.Attempts)-1].At.Date
		again := max(before.Safe, last) + civil.Date(rapid.IntRange(0, 100).Draw(t, "later"))
		f.Attempts = append(slices.Clone(f.Attempts), Attempt{At: civil.Instant{Date: again, Clock: civil.NoClock}, Counts: true, Failed: true})
		after := Evaluate(p, f)
		if after.Safe != 0 && (after.Safe < before.Safe || after.Optimistic < before.Optimistic) {
			t.Fatalf("%s / %s became %s / %s", before.Optimistic, before.Safe, after.Optimistic, after.Safe)
		}
	})
}

// With the same last attempt, more failures before it never help: for ladders that climb and caps
// that only look back. Windows that open on the first attempt, and resets, can shift.
func TestMoreFailuresNeverHelp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Policy{Count: drawCount(t), Wait: drawLadder(t)}
		for range rapid.IntRange(0, 2).Draw(t, "caps") {
			c := drawCap(t)
			c.Kind, c.Then = rapid.SampledFrom([]string{"rolling", "lifetime"}).Draw(t, "backward"), Then{Do: "slide"}
			p.Caps = append(p.Caps, c)
		}
		f := drawFacts(t)
		f.PrintedDate = 0
		f.Attempts = slices.DeleteFunc(f.Attempts, func(a Attempt) bool { return !a.Counts || !a.Failed })
		if len(f.Attempts) == 0 {
			return
		}
		few := Evaluate(p, f)
		day := civil.Date(rapid.IntRange(int(civil.Of(2023, 6, 1)), int(f.Attempts[len(f.Attempts)-1].At.Date)-1).Draw(t, "extra"))
		f.Attempts = append([]Attempt{{At: civil.Instant{Date: day, Clock: civil.NoClock}, Counts: true, Failed: true}}, f.Attempts...)
		many := Evaluate(p, f)
		if many.State == Dated && (few.State != Dated || many.Safe < few.Safe || many.Optimistic < few.Optimistic) {
			t.Fatalf("%s %s / %s became %s %s / %s", few.State, few.Optimistic, few.Safe, many.State, many.Optimistic, many.Safe)
		}
	})
}

// A void attempt changes nothing.
func TestVoidAttemptsDoNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := drawPolicy(t), drawFacts(t)
		plain := Evaluate(p, f)
		f.Attempts = append(slices.Clone(f.Attempts), Attempt{At: civil.Instant{Date: drawDate(t, "void")}, Failed: rapid.Bool().Draw(t, "failed")})
		if diff := cmp.Diff(plain, Evaluate(p, f)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The rule's own date does not wander as days go by: only a lead time and fixed sessions look at today.
func TestTheDateDoesNotDependOnToday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := drawPolicy(t), drawFacts(t)
		p.Lead, p.Sessions = nil, false
		if len(f.Attempts) == 0 || !slices.ContainsFunc(f.Attempts, func(a Attempt) bool { return a.Counts }) {
			return
		}
		f.Today = drawDate(t, "one day")
		one := Evaluate(p, f)
		f.Today += civil.Date(rapid.IntRange(0, 900).Draw(t, "days"))
		other := Evaluate(p, f)
		if one.State != other.State || one.Safe != other.Safe || one.Optimistic != other.Optimistic || one.Until != other.Until {
			t.Fatalf("%s %s / %s until %s became %s %s / %s until %s", one.State, one.Optimistic, one.Safe, one.Until, other.State, other.Optimistic, other.Safe, other.Until)
		}
	})
}

// A file may hold any number and any word.
func TestNonsenseDoesNotPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, f := drawPolicy(t), drawFacts(t)
		odd := func(name string) Span {
			return Span{rapid.Int().Draw(t, name), Unit(rapid.SampledFrom([]string{"", "day", "month", "hour", "week", "year"}).Draw(t, name))}
		}
		p.Wait = append(p.Wait, Step{After: rapid.Int().Draw(t, "after"), Wait: odd("wait"), Count: Count(rapid.String().Draw(t, "count"))})
		p.Caps = append(p.Caps, Cap{Attempts: rapid.Int().Draw(t, "attempts"), Kind: rapid.String().Draw(t, "kind"), Window: odd("window"), Then: Then{Do: rapid.String().Draw(t, "do"), Wait: odd("then"), From: "?"}})
		s := odd("span")
		p.Reset, p.Lead, p.Waiver = &s, &s, &s
		p.Reschedule = append(p.Reschedule, Notice{Before: s})
		f.ExamMinutes = rapid.Int().Draw(t, "minutes")
		for i := range f.Attempts {
			f.Attempts[i].At.Clock = civil.Clock(rapid.Int().Draw(t, "clock"))
		}
		w := Evaluate(p, f)
		if w.Optimistic > w.Safe {
			t.Fatalf("optimistic %s after safe %s", w.Optimistic, w.Safe)
		}
		p.Describe()
		p.Caution(f.Today)
	})
}

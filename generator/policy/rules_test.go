package policy

import (
	"testing"

	"retake/generator/civil"
)

func TestNotice(t *testing.T) {
	split := []Notice{{Delivery: "centre", Before: Span{72, "hour"}}, {Delivery: "online", Before: Span{24, "hour"}}}
	withAny := append([]Notice{{Delivery: "any", Before: Span{2, "day"}, Max: 2}}, split...)
	for _, c := range []struct {
		name     string
		rules    []Notice
		delivery string
		want     Span
	}{
		{"at a centre", split, "centre", Span{72, "hour"}},
		{"online", split, "online", Span{24, "hour"}},
		{"not known: the stricter", split, "", Span{72, "hour"}},
		{"the general rule is stricter online", withAny, "online", Span{2, "day"}},
		{"and looser at a centre", withAny, "centre", Span{72, "hour"}},
		{"days beat hours", []Notice{{Delivery: "any", Before: Span{30, "hour"}}, {Delivery: "any", Before: Span{2, "day"}}}, "", Span{2, "day"}},
		{"up to the start", []Notice{{Delivery: "online", Before: Span{0, "hour"}}}, "online", Span{0, "hour"}},
	} {
		if got := notice(c.rules, c.delivery); got == nil || got.Before != c.want {
			t.Errorf("%s: got %+v, want %v", c.name, got, c.want)
		}
	}
	if got := notice(split[:1], "online"); got != nil {
		t.Errorf("a rule for centres holds online: %+v", got)
	}
	if got := notice(nil, ""); got != nil {
		t.Errorf("no rule gives %+v", got)
	}
}

func TestStale(t *testing.T) {
	p := Policy{AsOf: day("2025-11-23")}
	for on, want := range map[string]bool{"": false, "2025-11-24": false, "2026-11-23": false, "2026-11-24": true} {
		if p.Stale(day(on)) != want {
			t.Errorf("on %q: want %v", on, want)
		}
	}
	if !(Policy{}).Stale(day("2026-11-23")) || (Policy{}).Stale(0) {
		t.Error("a rule without a date is stale on any day, and on no day nothing is")
	}
	if got := (Policy{Confidence: "official"}).Caution(day("2026-11-23")); got != "This rule was read on the issuer’s own page, or quoted from it. When it was read is not known: look it up again." {
		t.Errorf("caution: %s", got)
	}
}

// Steps that do not answer the question leave the wait unknown, never zero.
func TestUnknownIsNeverZero(t *testing.T) {
	for name, wait := range map[string][]Step{
		"no ladder":              nil,
		"begins with the second": {{After: 2, Wait: Span{14, "day"}}},
		"a span without a unit":  {{After: 1}},
		"a unit that is none":    {{After: 1, Wait: Span{1, "year"}}},
		"a negative span":        {{After: 1, Wait: Span{-14, "day"}}},
	} {
		w := Evaluate(Policy{Count: Elapsed, Wait: wait}, Facts{Attempts: fails("2026-11-20"), Today: day(today)})
		if w.State != Unknown || w.Safe != 0 || len(w.Reasons) != 1 || w.Reasons[0].Code != "unknown" {
			t.Errorf("%s: %s", name, show(w))
		}
	}
}

func TestWaysOfCounting(t *testing.T) {
	for _, c := range []struct {
		name             string
		count            Count
		wait             Span
		clock            string
		minutes          int
		optimistic, safe string
	}{
		{"elapsed", Elapsed, Span{14, "day"}, "", 0, "2026-12-04", "2026-12-04"},
		{"full days", FullDays, Span{14, "day"}, "", 0, "2026-12-05", "2026-12-05"},
		{"open", Unspecified, Span{14, "day"}, "", 0, "2026-12-04", "2026-12-05"},
		{"no way of counting written", "", Span{14, "day"}, "", 0, "2026-12-04", "2026-12-05"},
		{"weeks", Elapsed, Span{2, "week"}, "", 0, "2026-12-04", "2026-12-04"},
		{"months", Elapsed, Span{3, "month"}, "", 0, "2027-02-20", "2027-02-20"},
		{"hours are hours, whatever the count", Elapsed, Span{24, "hour"}, "10:00", 60, "2026-11-21", "2026-11-21"},
		{"an hour over midnight", ClockHours, Span{24, "hour"}, "23:30", 60, "2026-11-22", "2026-11-22"},
		{"ends at midnight", ClockHours, Span{24, "hour"}, "23:00", 60, "2026-11-22", "2026-11-22"},
		{"ends a minute before midnight", ClockHours, Span{24, "hour"}, "22:59", 60, "2026-11-21", "2026-11-21"},
		{"hours, no clock", ClockHours, Span{24, "hour"}, "", 60, "2026-11-21", "2026-11-22"},
		{"hours, no length", ClockHours, Span{24, "hour"}, "10:00", 0, "2026-11-21", "2026-11-22"},
		{"25 hours are begun days", ClockHours, Span{25, "hour"}, "", 0, "2026-11-22", "2026-11-23"},
		{"days by the clock", ClockHours, Span{2, "day"}, "10:00", 60, "2026-11-22", "2026-11-22"},
		{"months by the clock", ClockHours, Span{1, "month"}, "10:00", 60, "2026-12-20", "2026-12-21"},
	} {
		f := Facts{Attempts: fails("2026-11-20"), ExamMinutes: c.minutes}
		if c.clock != "" {
			f.Attempts = at(c.clock, f.Attempts)
		}
		w := Evaluate(Policy{Count: c.count, Wait: []Step{{After: 1, Wait: c.wait}}}, f)
		if w.State != Dated || w.Optimistic != day(c.optimistic) || w.Safe != day(c.safe) {
			t.Errorf("%s: got %s, want %s / %s", c.name, show(w), c.optimistic, c.safe)
		}
	}
}

// The last day is the earliest of all, and says which it is.
func TestUntil(t *testing.T) {
	free := Policy{Count: Elapsed, Wait: []Step{{After: 1, Wait: Span{0, "day"}}}, FreeRetake: &FreeRetake{Count: 1, Within: Span{6, "month"}, From: "exam"}}
	for _, c := range []struct {
		voucher, version, want, why string
		free                        bool
	}{
		{"", "", "2027-05-20", "the included retake expires", true},
		{"2027-03-01", "2027-04-01", "2027-03-01", "the voucher expires", true},
		{"2027-04-01", "2027-03-01", "2027-03-01", "this exam version ends", true},
		{"2027-05-20", "2027-05-20", "2027-05-20", "the included retake expires", true},
	} {
		w := Evaluate(free, Facts{Attempts: fails("2026-11-20"), Today: day(today), VoucherExpires: day(c.voucher), VersionEnds: day(c.version)})
		if w.Until != day(c.want) || w.UntilWhy != c.why || w.FreeRetake != c.free || w.TooLate {
			t.Errorf("voucher %q, version %q: %s", c.voucher, c.version, show(w))
		}
	}
	late := Evaluate(free, Facts{Attempts: fails("2026-11-20"), Today: day("2027-05-21")})
	if !late.TooLate || late.FreeRetake {
		t.Errorf("a day after the included retake expired: %s", show(late))
	}
}

// With several caps full, the hardest to get past is the answer, and no date is given.
func TestCapsTogether(t *testing.T) {
	p := Policy{Count: Elapsed, Wait: []Step{{After: 1, Wait: Span{14, "day"}}}, Caps: []Cap{
		{Attempts: 3, Kind: "rolling", Window: Span{30, "day"}, Then: Then{Do: "slide"}},
		{Attempts: 2, Kind: "purchase", Then: Then{Do: "new-purchase"}},
		{Attempts: 3, Kind: "version", Then: Then{Do: "new-version"}},
	}}
	for n, want := range map[int]struct {
		state State
		left  int
	}{1: {Dated, 1}, 2: {NewPurchase, 0}, 3: {NewVersion, 0}} {
		w := Evaluate(p, Facts{Attempts: fails("2026-10-01", "2026-10-15", "2026-10-29")[:n], PurchasedOn: day("2026-09-01")})
		if w.State != want.state || w.AttemptsLeft == nil || *w.AttemptsLeft != want.left || (w.Safe != 0) != (want.state == Dated) {
			t.Errorf("after %d: %s", n, show(w))
		}
	}
	printed := Evaluate(p, Facts{Attempts: fails("2026-10-01", "2026-10-15", "2026-10-29"), PrintedDate: day("2026-12-01")})
	if printed.State != Dated || printed.Safe != day("2026-12-01") || printed.Reasons[0].Code != "printed" {
		t.Errorf("a printed date loses: %s", show(printed))
	}
}

func TestSessions(t *testing.T) {
	p := Policy{Count: Unspecified, Wait: []Step{{After: 1, Wait: Span{14, "day"}}}, Sessions: true, SessionDates: []civil.Date{day("2027-03-01"), day("2026-12-04"), day("2026-11-10")}}
	w := Evaluate(p, Facts{Attempts: fails("2026-11-20"), Today: day(today)})
	if w.State != Session || w.Optimistic != day("2026-12-04") || w.Safe != day("2027-03-01") {
		t.Errorf("one reading allows the next session, the other the one after: %s", show(w))
	}
	p.SessionDates = p.SessionDates[1:]
	if w := Evaluate(p, Facts{Attempts: fails("2026-11-20"), Today: day(today)}); w.State != Session || w.Safe != 0 || w.Optimistic != 0 {
		t.Errorf("no session on or after the safe day: %s", show(w))
	}
}

// The words for a span, as a reader sees them.
func TestSpanString(t *testing.T) {
	for s, want := range map[Span]string{{1, "day"}: "1 day", {0, "hour"}: "0 hours", {14, "day"}: "14 days", {1, "month"}: "1 month"} {
		if s.String() != want {
			t.Errorf("got %q, want %q", s, want)
		}
	}
}

func BenchmarkEvaluate(b *testing.B) {
	all, err := catalogue()
	if err != nil {
		b.Fatal(err)
	}
	f := Facts{Attempts: fails("2025-01-10", "2025-02-01", "2025-04-10", "2026-04-12"), Today: day(today)}
	p := all["google"]
	for b.Loop() {
		Evaluate(p, f)
	}
}

package study

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
)

// TestDigestsStay: a week's digest is made from what was known on its Sunday, so that no later day and no later
// entry changes it.
func TestDigestsStay(t *testing.T) {
	rec := longRecord()
	rec.Attempts = append(rec.Attempts, Attempt{At: civil.Instant{Date: rec.Start + 60}, Result: Fail, Unanswered: -1})
	before := map[civil.Date]WeekDigest{}
	for today := rec.Start; today < rec.Start+120; today += 3 {
		p, _ := Make(rec, Defaults(), today)
		sundays := 0
		for _, d := range p.Digests {
			if d.To.Weekday() != 0 || d.From > d.To || d.To >= today {
				t.Fatalf("on %v: a digest from %v to %v", today, d.From, d.To)
			}
			if len(d.Digest.Numbers) != 3 || len(d.Digest.Questions) != 3 {
				t.Errorf("on %v: %d numbers and %d questions", today, len(d.Digest.Numbers), len(d.Digest.Questions))
			}
			if was, seen := before[d.To]; seen {
				if diff := cmp.Diff(was, d); diff != "" {
					t.Errorf("on %v the digest of the week to %v is another: %s", today, d.To, diff)
				}
			}
			before[d.To], sundays = d, sundays+1
		}
		if want := int(today-rec.Start.Monday()) / 7; sundays != want {
			t.Errorf("on %v: %d digests, want %d", today, sundays, want)
		}
	}
}

// TestDigestsOfAWeek: a week's digest counts the whole week, its Sunday too, and names the week of the plan.
func TestDigestsOfAWeek(t *testing.T) {
	rec := sy0701()
	rec.Start, rec.ExamDate = civil.Of(2026, 11, 4), civil.Of(2027, 1, 16) // a Wednesday
	rec.Sessions = []Session{
		{Date: civil.Of(2026, 11, 5), Domain: 4, Kind: Read, Minutes: 30},
		{Date: civil.Of(2026, 11, 8), Domain: 4, Kind: Lab, Minutes: 50}, // the Sunday
		{Date: civil.Of(2026, 11, 9), Domain: 4, Kind: Lab, Minutes: 90}, // the Monday after
	}
	p, _ := Make(rec, Defaults(), civil.Of(2026, 11, 17))
	if len(p.Digests) != 2 {
		t.Fatalf("%d digests, want 2", len(p.Digests))
	}
	d := p.Digests[0]
	if d.From != rec.Start || d.To != civil.Of(2026, 11, 8) || d.Week != 1 {
		t.Errorf("from %v to %v, week %d", d.From, d.To, d.Week)
	}
	for i, want := range []string{"1 h 20 min", "1 h 30 min"} {
		if got := p.Digests[i].Digest.Numbers[0].Value; got != want {
			t.Errorf("week %d: %s done, want %s", i+1, got, want)
		}
	}
}

// TestDigestsAfterAPass: the week of the pass is the last one.
func TestDigestsAfterAPass(t *testing.T) {
	rec := sy0701()
	rec.Start = civil.Of(2026, 11, 4)
	rec.Attempts = append(rec.Attempts, Attempt{At: civil.Instant{Date: civil.Of(2026, 11, 20)}, Result: Pass, Unanswered: -1})
	p, _ := Make(rec, Defaults(), civil.Of(2026, 12, 20))
	if n := len(p.Digests); n == 0 || p.Digests[n-1].To != civil.Of(2026, 11, 22) {
		t.Errorf("%d digests: %v", n, p.Digests)
	}
}

// TestDigestsAreBounded: of a long plan the last half year is told.
func TestDigestsAreBounded(t *testing.T) {
	rec := sy0701()
	rec.Start, rec.ExamDate = civil.Of(2025, 1, 6), civil.Of(2027, 1, 16)
	if p, _ := Make(rec, Defaults(), civil.Of(2026, 11, 26)); len(p.Digests) != 26 {
		t.Errorf("%d digests, want 26", len(p.Digests))
	}
}

package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator"
	"retake/generator/civil"
)

// The large plan is what becomes of a plan in half a year: an exam that was failed twice, hundreds of log
// entries, over two hundred pages, and notes of every kind. It is made anew, and the same, each time; the crawl, the
// weights and the gates of continuous integration hold for it as for the sample.
const (
	largeSettings = `title = "ENCOR, das dritte Mal: Netzwerkinfrastrukturgrundlagen & more"
author = "Sam O’Neill-Große"
timezone = "America/New_York"
today = 2026-11-26
`
	largeExam     = "exam = \"350-401\"\nversion = \"v1.2\"\n"
	largeAttempts = `
[[attempt]]
date = 2026-05-28
result = "fail"
minutes_used = 118
unanswered = 6
section = [ { domain = 1, percent = 47 }, { domain = 2, percent = 60 }, { domain = 3, percent = 43 }, { domain = 4, percent = 50 }, { domain = 5, percent = 65 }, { domain = 6, percent = 53 } ]

[[attempt]]
date = 2026-08-27
result = "fail"
minutes_used = 120
unanswered = 2
studied = "90h"
section = [ { domain = 1, percent = 60 }, { domain = 2, percent = 70 }, { domain = 3, percent = 57 }, { domain = 4, percent = 50 }, { domain = 5, percent = 80 }, { domain = 6, percent = 60 } ]

[attempt.causes]
study_time = 1
coverage = 2
one_source = 1
hands_on = 3
out_of_time = 3
anxiety = 2
misreading = 1
second_guessing = 2
`
	largePlanFile = `start = 2026-08-31
exam_date = 2027-02-27
booked = true
[availability]
mon = ["06:30-07:30", "19:00-21:00"]
tue = "19:00-21:00"
wed = "90m"
thu = ["06:30-07:30", "19:00-21:00"]
sat = "09:00-12:30"
sun = "10:00-11:00"
[[away]]
from = 2026-12-23
to = 2027-01-02
why = "family, and no laptop: that is the rule"
[[away]]
from = 2026-10-10
to = 2026-10-11
why = "Umzug"
[[block]]
date = 2026-12-05
start = "09:00"
minutes = "2h"
kind = "lab"
domain = 3
resource = "Lab: four routers"
task = "Two areas, one of them a stub; break the neighbourship on purpose & find out how it shows."
pin = true
[[block]]
date = 2026-12-08
minutes = 45
kind = "read"
domain = 6
task = "JSON, YAML, XML: read one of each aloud"
[voucher]
bought = 2026-09-01
expires = 2027-03-31
refund_until = 2027-02-25
[[person]]
name = "Maren"
role = "mentor"
checkin = "sun 18:00"
[[person]]
name = "Dr. O’Neill-Große"
role = "colleague"
[[person]]
name = "نادية"
role = "group"
checkin = "wed 20:15"
`
)

// large is the plan; entries is how many its log has.
func large(t testing.TB) (plan kept, entries int) {
	t.Helper()
	k := kept{fstest.MapFS{}}
	log, entries := largeLog(civil.Of(2026, 5, 30), civil.Of(2026, 11, 25))
	k.set("site.toml", largeSettings)
	k.set("content/exam.toml", largeExam)
	k.set("content/attempts.toml", largeAttempts)
	k.set("content/plan.toml", largePlanFile+largeShelf())
	k.set("content/log.toml", log)
	largeNotes(t, k, 120)
	return k, entries
}

// largeShelf is what is learned from, some of it used before.
func largeShelf() string {
	var b strings.Builder
	for i, name := range largeResources {
		fmt.Fprintf(&b, "[[resource]]\nname = %q\nkind = %q\nused_before = %t\ncost = \"%d euro\"\nhours = \"%dh\"\nnote = %q\n", name,
			[]string{"book", "video", "questions", "questions", "lab", "community"}[i], i < 3, 15*i, 10+6*i, remarks[i+1])
	}
	return b.String()
}

// largeSite builds the large plan.
func largeSite(t testing.TB) generator.Result {
	t.Helper()
	plan, _ := large(t)
	r := generator.Build(generator.Input{Source: plan, Version: "test"})
	if r.Faults.Errors() > 0 {
		t.Fatalf("the large plan has faults: %v", r.Faults)
	}
	return r
}

// TestLargePlan: it is as large as it says, and what is found wrong in it is what stands in it on purpose. With
// RETAKE_LARGE=DIR it is also written there.
func TestLargePlan(t *testing.T) {
	plan, entries := large(t)
	if dir := os.Getenv("RETAKE_LARGE"); dir != "" {
		for name, f := range plan.MapFS {
			keep(t, filepath.Join(dir, name), f.Data)
		}
	}
	r := largeSite(t)
	if n := len(htmlPages(r.Files)); n < 200 || len(r.Plan.Weeks) < 24 || entries < 300 {
		t.Errorf("only %d pages, %d weeks, %d entries", n, len(r.Plan.Weeks), entries)
	}
	for _, f := range r.Faults {
		onPurpose := f.Code == "unsafe-link" && f.Pos.File == "content/notes/raw.md" || strings.HasPrefix(f.Pos.File, "content/notes/made/")
		if !onPurpose {
			t.Errorf("%s: %s [%s]", f.Pos, f.Message, f.Code)
		}
	}
}

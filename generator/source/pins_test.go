package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/study"
)

func messages(faults fault.List) string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Message)
	}
	return strings.Join(out, "\n")
}

// TestBlocks reads every key of [[block]].
func TestBlocks(t *testing.T) {
	rec := sound(t, "content/exam.toml", named, "content/plan.toml", `
[[block]]
date = 2026-12-05
start = "19:00"
minutes = "1h30m"
kind = "Lab"
domain = "security-operations"
resource = "Home lab"
task = "rebuild the firewall rules"
pin = true
[[block]]
date = 2026-12-06
start = 07:15:00
minutes = 5
kind = "simulation"
pin = false
[[block]]
date = 2026-12-06
minutes = "08:00-18:00"
kind = "read"
`).Record
	want := []study.Pin{
		{Date: day("2026-12-05"), Start: 1140, Minutes: 90, Kind: study.Lab, Domain: 4, Resource: "Home lab", Task: "rebuild the firewall rules", Fixed: true, Pos: fault.Pos{File: "content/plan.toml", Line: 2, Col: 3}},
		{Date: day("2026-12-06"), Start: 435, Minutes: 5, Kind: study.Simulate, Pos: fault.Pos{File: "content/plan.toml", Line: 11, Col: 3}},
		{Date: day("2026-12-06"), Start: civil.NoClock, Minutes: 600, Kind: study.Read, Pos: fault.Pos{File: "content/plan.toml", Line: 17, Col: 3}},
	}
	if diff := cmp.Diff(want, rec.Pins); diff != "" {
		t.Error(diff)
	}
}

// TestPinsFit: what is pinned has to fit beside what is pinned, a wish has not. Each block is "day
// start+minutes", pinned with "!"; days 0 and 9 are days off, the exam is on day 20.
func TestPinsFit(t *testing.T) {
	for _, c := range []struct {
		cap    int
		blocks string
		want   string // codes, with the number of the block
	}{
		{240, "!1 19:00+50 !1 19:50+50", ""}, // one right after the other
		{240, "!1 19:00+50 !1 19:49+50", "pin-too-full 2"},
		{240, "!1 19:49+50 !1 19:00+50", "pin-too-full 2"},
		{240, "!1 19:00+50 !1 19:10+20 !1 19:15+5", "pin-too-full 2, pin-too-full 3"},
		{240, "!1 19:00+50 1 19:10+50 !2 19:10+50", ""}, // a wish, and another day
		{240, "1 19:00+200 !1 19:10+50", ""},
		{240, "!1 ~+50 !1 19:10+50 !1 ~+50", ""}, // at no fixed time
		{240, "!1 ~+120 !1 ~+120", ""},
		{240, "!1 ~+120 !1 ~+121", "pin-too-full 2"},
		{240, "!1 ~+120 1 ~+600 !2 ~+121", ""},
		{240, "!1 ~+241 !1 ~+50", "pin-too-full 1"}, // said once
		{90, "!1 ~+50 !1 ~+50", "pin-too-full 2"},
		{300, "!1 ~+240 !1 ~+50", ""},
		{240, "0 ~+50 9 ~+50", ""},
		{240, "!0 ~+50 !9 ~+50 !8 ~+50 !1 ~+50", "pin-on-day-off 1, pin-on-day-off 2"},
		{240, "!1 23:10+50 1 23:00+60", ""},
		{240, "!1 23:11+49 1 23:11+50", "out-of-range 2"},
		{240, "19 ~+50 !20 ~+50 21 ~+50", "dates-order 2, dates-order 3"},
	} {
		zero := day("2026-12-10")
		plan := fmt.Sprintf("exam_date = %s\n[[away]]\nfrom = %s\n[[away]]\nfrom = %s\nto = %s\n", zero+20, zero, zero+9, zero+9)
		before := strings.Count(plan, "\n")
		fields := strings.Fields(c.blocks)
		for i := 0; i < len(fields); i += 2 { // six lines each
			var at civil.Date
			fmt.Sscan(strings.TrimPrefix(fields[i], "!"), &at)
			clock, length, _ := strings.Cut(fields[i+1], "+")
			start := fmt.Sprintf("start = %q", clock)
			if clock == "~" {
				start = ""
			}
			plan += fmt.Sprintf("[[block]]\ndate = %s\nminutes = %s\nkind = \"read\"\npin = %v\n%s\n", zero+at, length, fields[i][0] == '!', start)
		}
		site := fmt.Sprintf("[study]\nhard_cap = %d\nsoft_cap = 60\n", c.cap)
		_, faults := source.Load(folder("content/exam.toml", named, "site.toml", site, "content/plan.toml", plan))
		var got []string
		for _, f := range faults {
			got = append(got, fmt.Sprintf("%s %d", f.Code, (f.Pos.Line-before-1)/6+1))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s, cap %d: got %q, want %q", c.blocks, c.cap, s, c.want)
		}
	}
}

// TestBlocksThatAreWrong: one that lacks its date or length is said once, and those below it keep their places.
func TestBlocksThatAreWrong(t *testing.T) {
	_, faults := source.Load(folder("content/exam.toml", named, "content/plan.toml", `
[[block]]
minutes = 200
kind = "read"
pin = true
[[block]]
minutes = 200
kind = "read"
pin = true
[[block]]
date = 2026-12-05
minutes = 700
kind = "read"
pin = true
[[block]]
date = 2026-12-05
minutes = 50
kind = "read"
pin = true
[[away]]
from = 2026-12-05
`))
	if got, want := messages(faults), "block has no date\nblock has no date\nminutes 700 is above 600\nthe block of 2026-12-05 is pinned to a day off"; got != want || faults[3].Pos.Line != 16 {
		t.Errorf("got\n%s at line %d", got, faults[len(faults)-1].Pos.Line)
	}
}

// TestClaims: what was claimed, and what was not said at all.
func TestClaims(t *testing.T) {
	rec := sound(t, "content/attempts.toml", named+`
[[attempt]]
date = 2026-11-20
result = "fail"
studied = "40h"
note = "n"
[attempt.causes]
hands_on = 3
anxiety = 0
second_guessing = 1
study_time = 2
[[attempt]]
date = 2026-11-25
result = "fail"
[attempt.causes]
coverage = 1
one_source = 2
out_of_time = 3
misreading = 1
[[attempt]]
date = 2026-11-30
result = "pass"
`).Record
	none := study.Claims{}
	for i, want := range []study.Claims{
		{Strength: [8]int{2, 0, 0, 3, 0, 0, 0, 1}, Made: [8]bool{true, false, false, true, false, true, false, true}, Pos: fault.Pos{File: "content/attempts.toml", Line: 8, Col: 10}},
		{Strength: [8]int{0, 1, 2, 0, 3, 0, 1, 0}, Made: [8]bool{false, true, true, false, true, false, true, false}, Pos: fault.Pos{File: "content/attempts.toml", Line: 16, Col: 10}},
		none,
	} {
		if diff := cmp.Diff(want, rec.Attempts[i].Claims); diff != "" {
			t.Errorf("attempt %d: %s", i+1, diff)
		}
	}
	for form, want := range map[string]civil.Minutes{"40": 2400, "12.5": 750, `"40h"`: 2400, `"12h30m"`: 750, `"45m"`: 45, "0": 0} {
		if got := sound(t, "content/attempts.toml", named+"[[attempt]]\ndate = 2026-11-20\nresult = \"fail\"\nstudied = "+form+"\n").Record.Attempts[0].Studied; got != want {
			t.Errorf("studied = %s: got %d minutes, want %d", form, got, want)
		}
	}
}

// TestLuck reads what was right by luck.
func TestLuck(t *testing.T) {
	rec := sound(t, "content/exam.toml", named, "content/log.toml", `
[[practice]]
date = 2026-11-24
right = 4
of = 10
guessed = 4
[[practice]]
date = 2026-11-24
right = 4
of = 10
[[miss]]
date = 2026-11-24
lucky = true
`).Record
	if diff := cmp.Diff([]study.Practice{{Date: day("2026-11-24"), Right: 4, Of: 10, Guessed: 4}, {Date: day("2026-11-24"), Right: 4, Of: 10}}, rec.Practice, cmpopts.IgnoreTypes(fault.Pos{})); diff != "" {
		t.Error(diff)
	}
	if !rec.Misses[0].Lucky {
		t.Error("not lucky")
	}
	_, faults := source.Load(folder("content/exam.toml", named, "content/log.toml", "[[practice]]\ndate = 2026-11-24\nright = 12\nof = 10\nguessed = 13\n"))
	if got := messages(faults); got != "right 12 of 10" { // which of the three is wrong is not known
		t.Errorf("got %s", got)
	}
}

// TestBlockResources: a name is held against the resources of the plan, if it has any.
func TestBlockResources(t *testing.T) {
	const block = "[[block]]\ndate = 2026-12-05\nminutes = 50\nkind = \"read\"\nresource = \"Notes\"\n"
	sound(t, "content/exam.toml", named, "content/plan.toml", block)
	sound(t, "content/exam.toml", named, "content/plan.toml", block+"[[resource]]\nname = \"NOTES\"\n")
	_, faults := source.Load(folder("content/exam.toml", named, "content/plan.toml", block+"[[resource]]\nname = \"Book\"\n"))
	if got, want := messages(faults), `resource "Notes" is not among those of content/plan.toml`; got != want {
		t.Errorf("got %s", got)
	}
}

package generator

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/source/catalogue"
)

func lateNovember() Clock { return Clock{Today: civil.Of(2026, 11, 26)} }

func begun(b Beginning) fstest.MapFS {
	plan := fstest.MapFS{}
	for name, data := range b.Files {
		plan[name] = &fstest.MapFile{Data: data}
	}
	return plan
}

// TestBeginBuilds: a plan that has just begun has no fault and a first page, with an exam and without.
func TestBeginBuilds(t *testing.T) {
	for _, exam := range []string{"", "SY0-701", "sy0-701", " 350-701  v2.0 "} {
		b := Begin(exam, lateNovember())
		if b.Refused != "" {
			t.Errorf("%q: %s", exam, b.Refused)
			continue
		}
		r := Build(Input{Source: begun(b), Clock: lateNovember()})
		if len(r.Faults) > 0 || r.Files["index.html"] == nil || len(r.Plan.Weeks) == 0 {
			t.Errorf("%q: %v, %d files, %d weeks", exam, r.Faults, len(r.Files), len(r.Plan.Weeks))
		}
	}
}

// TestBeginEveryExam: each version in the catalogue either begins a plan without errors or has been retired.
func TestBeginEveryExam(t *testing.T) {
	refused := 0
	for _, e := range catalogue.Entries() {
		name := strings.TrimSpace(e.Code + " " + e.Version)
		b := Begin(name, lateNovember())
		if retired := e.Status == "retired"; (b.Refused != "") != retired {
			t.Errorf("%s: %q", name, b.Refused)
		} else if retired {
			refused++
			continue
		}
		r := Plan(Input{Source: begun(b), Clock: lateNovember()})
		if exam := r.Plan.Exam; b.Exam != name || r.Faults.Errors() > 0 || exam.Code != e.Code || exam.Version != e.Version {
			t.Errorf("%s: begun as %q, %s %s, %v", name, b.Exam, exam.Code, exam.Version, r.Faults)
		}
	}
	for _, e := range catalogue.Entries() { // by the code alone, for as long as one of its versions can be taken
		if b := Begin(e.Code, lateNovember()); b.Refused != "" && e.Status != "retired" {
			t.Errorf("%s: %s; %s", e.Code, b.Refused, b.Hint)
		}
	}
	if refused < 10 {
		t.Errorf("only %d have been retired", refused)
	}
}

func TestBeginSays(t *testing.T) {
	const own = `for an exam of your own add name = "..." and its [[domain]] tables to content/exam.toml`
	const back = "to look back at it all the same, begin without --exam and name it in content/exam.toml"
	for _, c := range []struct {
		exam, refused, hint string
		notes               []string
	}{
		{exam: "CISSP"},
		{exam: "SY0-701", notes: []string{"SY0-701 can be taken until 11 June 2027; then comes SY0-801"}},
		{exam: "SY0-7001", refused: `exam "SY0-7001" is not in the catalogue`, hint: `did you mean SY0-701? ` + own},
		{exam: "qqqqqqqqqqqqqqqqqq", refused: `exam "qqqqqqqqqqqqqqqqqq" is not in the catalogue`, hint: own},
		{exam: "XK0-005", refused: "XK0-005 was retired on 13 January 2026", hint: "XK0-006 is in its place; " + back},
		{exam: "350-701 v1.1", refused: "350-701 v1.1 was retired on 26 August 2026", hint: "350-701 v2.0 is in its place; " + back},
		{exam: "350-701", notes: []string{"350-701 v1.1 was retired on 26 August 2026; this plan is for 350-701 v2.0"}},
		{exam: "200-301", notes: []string{"200-301 v1.1 can be taken until 2 February 2027; then comes 200-301 v2.0"}},
		{exam: "200-301 v9", refused: "exam 200-301 has no version v9", hint: "the versions are v1.1 current, v2.0 upcoming"},
		{exam: "200-301 v2.0", notes: []string{"200-301 v2.0 can be taken from 3 February 2027"}},
		{exam: "\x00\n"},
		{exam: "\"\\", refused: `exam "\"\\" is not in the catalogue`, hint: own},
	} {
		b := Begin(c.exam, lateNovember())
		if b.Refused != c.refused || b.Hint != c.hint || (b.Files == nil) != (c.refused != "") {
			t.Errorf("%q: %q\nhint: %q", c.exam, b.Refused, b.Hint)
		}
		if diff := cmp.Diff(c.notes, b.Notes); diff != "" {
			t.Errorf("%q:\n%s", c.exam, diff)
		}
	}
}

// TestBeginOnAnotherDay: whether an exam can be taken is a question of the day.
func TestBeginOnAnotherDay(t *testing.T) {
	for day, refused := range map[civil.Date]bool{civil.Of(2027, 2, 2): false, civil.Of(2027, 2, 3): true} {
		if b := Begin("200-301 v1.1", Clock{Today: day}); (b.Refused != "") != refused {
			t.Errorf("on %s: %q", day, b.Refused)
		}
	}
}

// commented is a line that is a key, a table or a value, behind a # that may go.
var commented = regexp.MustCompile(`(?m)^# (\[|[a-z_]+ = )`)

// TestBeginShowsTheDefaults: what stands in [share] as a comment is what holds without it.
func TestBeginShowsTheDefaults(t *testing.T) {
	n := len(commented.FindAllString(shareTable, -1))
	said, faults := source.Load(files("site.toml", commented.ReplaceAllString(shareTable, "$1"), "content/exam.toml", "exam = \"SY0-701\"\n"))
	unsaid, _ := source.Load(files("content/exam.toml", "exam = \"SY0-701\"\n"))
	if len(faults) > 0 || n != 11 {
		t.Errorf("%d lines: %v", n, faults)
	}
	want := unsaid.Site.Share
	want.Audience = "public" // unless it is sealed
	if diff := cmp.Diff(want, said.Site.Share, cmpopts.IgnoreTypes(fault.Pos{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-without +with:\n%s", diff)
	}
}

// TestBeginCommentsAreTOML: each key that a beginner may take the # away from is one that is known.
func TestBeginCommentsAreTOML(t *testing.T) {
	site := string(Begin("SY0-701", lateNovember()).Files["site.toml"])
	site = strings.ReplaceAll(commented.ReplaceAllString(site, "$1"), "Continent/City", "Europe/Berlin")
	plan := commented.ReplaceAllString(readyRule, "$1")
	_, faults := source.Load(files("site.toml", site, "content/plan.toml", plan, "content/exam.toml", "exam = \"SY0-701\"\n"))
	if len(faults) > 0 || !strings.Contains(site, "\n[share.public]\n") || !strings.Contains(plan, "\nstreak = 3") {
		t.Errorf("%v in\n%s\n%s", fmt.Sprint(faults), site, plan)
	}
}

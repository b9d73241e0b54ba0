package begin_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"retake/generator"
	"retake/generator/begin"
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/source/catalogue"
)

var today = civil.Of(2026, 11, 26)

// begun is a plan from what was said, as it would lie on the disk.
func begun(a begin.Answers, day civil.Date) fstest.MapFS {
	plan := fstest.MapFS{}
	for name, data := range a.Files(day, nil) {
		plan[name] = &fstest.MapFile{Data: data}
	}
	return plan
}

func build(plan fstest.MapFS, day civil.Date) generator.Result {
	return generator.Build(generator.Input{Source: plan, Clock: generator.Clock{Today: day}})
}

// TestBuilds: a plan that has just begun has no fault and a first page, with an exam and without.
func TestBuilds(t *testing.T) {
	for _, exam := range []string{"", "SY0-701", "sy0-701", " 350-701  v2.0 "} {
		var a begin.Answers
		if err := a.Find(exam, today); err != nil {
			t.Errorf("%q: %v", exam, err)
			continue
		}
		r := build(begun(a, today), today)
		if len(r.Faults) > 0 || r.Files["index.html"] == nil || len(r.Plan.Weeks) == 0 {
			t.Errorf("%q: %v, %d files, %d weeks", exam, r.Faults, len(r.Files), len(r.Plan.Weeks))
		}
	}
}

// TestEveryExam: each version in the catalogue either begins a plan without errors or has been retired.
func TestEveryExam(t *testing.T) {
	refused := 0
	for _, e := range catalogue.Entries() {
		name := strings.TrimSpace(e.Code + " " + e.Version)
		var a begin.Answers
		err := a.Find(name, today)
		if retired := e.Status == "retired"; (err != nil) != retired {
			t.Errorf("%s: %v", name, err)
		} else if retired {
			refused++
			continue
		}
		r := generator.Plan(generator.Input{Source: begun(a, today), Clock: generator.Clock{Today: today}})
		if exam := r.Plan.Exam; a.Called() != name || r.Faults.Errors() > 0 || exam.Code != e.Code || exam.Version != e.Version {
			t.Errorf("%s: begun as %q, %s %s, %v", name, a.Called(), exam.Code, exam.Version, r.Faults)
		}
	}
	for _, e := range catalogue.Entries() { // by the code alone, for as long as one of its versions can be taken
		if err := new(begin.Answers).Find(e.Code, today); err != nil && e.Status != "retired" {
			t.Errorf("%s: %v", e.Code, err)
		}
	}
	if refused < 10 {
		t.Errorf("only %d have been retired", refused)
	}
}

func TestFind(t *testing.T) {
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
		var a begin.Answers
		var gone *begin.Refused
		err := a.Find(c.exam, today)
		if errors.As(err, &gone) != (c.refused != "") || gone != nil && (gone.What != c.refused || gone.Hint != c.hint) {
			t.Errorf("%q: %+v", c.exam, gone)
		}
		if diff := cmp.Diff(c.notes, a.Notes(today)); diff != "" {
			t.Errorf("%q:\n%s", c.exam, diff)
		}
	}
}

// TestFindOnAnotherDay: whether an exam can be taken is a question of the day.
func TestFindOnAnotherDay(t *testing.T) {
	for day, refused := range map[civil.Date]bool{civil.Of(2027, 2, 2): false, civil.Of(2027, 2, 3): true} {
		if err := new(begin.Answers).Find("200-301 v1.1", day); (err != nil) != refused {
			t.Errorf("on %s: %v", day, err)
		}
	}
}

// TestOlderVersion: a report of an earlier version is told from the plan's own, and its parts are left out.
func TestOlderVersion(t *testing.T) {
	for _, c := range []struct{ exam, failed, say, version string }{
		{"350-701", "2026-08-01", "350-701 v2.0 began on 27 August 2026: on 1 August 2026 the exam was 350-701 v1.1, so the parts of that report are not those of the next attempt", "v2.0"},
		{"XK0-006", "2025-07-01", "XK0-006 began on 15 July 2025: on 1 July 2025 the exam was XK0-005, so the parts of that report are not those of the next attempt", ""},
		{"N10-009", "2024-01-01", "N10-009 began on 20 June 2024: on 1 January 2024 the exam was an earlier version, so the parts of that report are not those of the next attempt", ""},
		{"350-701", "2026-09-01", "", "v2.0"},
	} {
		var a begin.Answers
		if err := a.Take(map[string][]string{"exam": {c.exam}, "failed": {c.failed}, "section": {"1=45%"}}, today); err != nil {
			t.Fatal(err)
		}
		if c.say != "" && !strings.Contains(strings.Join(a.Notes(today), "\n"), c.say) {
			t.Errorf("%s: %q", c.exam, a.Notes(today))
		}
		r := build(begun(a, today), today)
		if r.Faults.Errors() > 0 || r.Plan.Exam.Version != c.version {
			t.Errorf("%s, failed on %s: plan for %q, %v", c.exam, c.failed, r.Plan.Exam.Version, r.Faults)
		}
		if parts := len(r.Plan.Diagnosis.Attempt.Sections); parts > 0 != (c.say == "") {
			t.Errorf("%s, failed on %s: %d sections", c.exam, c.failed, parts)
		}
	}
}

func TestSearch(t *testing.T) {
	for words, want := range map[string]string{
		"SY0-701":                 "SY0-701",
		"sy0701":                  "SY0-701",
		"security plus":           "SY0-701 SY0-801",
		"Security+":               "SY0-701 SY0-801",
		"secuirty+":               "SY0-701 SY0-801",
		"comptia network+":        "N10-009",
		"ccna v1.1":               "200-301 200-901",
		"aws solutions architect": "SAA-C03 SAP-C03 SAP-C02",
		"saa":                     "SAA-C03",
		"cissp":                   "CISSP",
		"cisp":                    "CISSP CCSP CISA CISM",
		"kubernets administrator": "CKA",
		"rhcsa":                   "EX200",
		"itil":                    "ITIL4-F",
		"az-500":                  "AZ-500",
		"terraform associate":     "TA-004 TA-003",
		"ccna":                    "200-301 200-301 200-201 200-901",
		"the exam":                "",
		"underwater basket":       "",
		"":                        "",
		"\xff":                    "",
	} {
		var got []string
		for _, e := range begin.Search(words) {
			got = append(got, e.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}

// commented is a line that is a key, a table, a row or an end of a list, behind a # that may go.
var commented = regexp.MustCompile(`(?m)^# (\[|[a-z_]+ = |  \{|\])`)

// TestCommentsAreTOML: whoever takes away the # of every example has a plan that is read without a fault.
func TestCommentsAreTOML(t *testing.T) {
	for _, exam := range []string{"", "SY0-701", "SAA-C03", "AZ-104", "200-301", "CISSP", "CISM", "CKA", "EX200", "PMP", "101-500", "GSEC", "PEN-200", "ITIL4-F", "PCA", "312-50"} {
		var a begin.Answers
		if err := a.Find(exam, today); err != nil {
			t.Fatal(err)
		}
		plan := begun(a, today)
		n := 0
		for name, file := range plan {
			if strings.HasSuffix(name, ".toml") {
				n += len(commented.FindAll(file.Data, -1))
				file.Data = []byte(strings.ReplaceAll(commented.ReplaceAllString(string(file.Data), "$1"), "Continent/City", "Europe/Berlin"))
			}
		}
		tree, faults := source.Load(plan)
		for _, f := range faults {
			t.Errorf("%q: %s:%d: %s [%s]", exam, f.Pos.File, f.Pos.Line, f.Message, f.Code)
		}
		if rec := tree.Record; n < 80 || len(rec.Attempts) != 1 || len(rec.Simulations) != 1 || len(rec.Away) != 1 || len(rec.People) != 1 || len(rec.Pins) != 1 || len(rec.Resources) != 1 || tree.Site.Timezone == "" {
			t.Errorf("%q: %d examples, %+v", exam, n, rec)
		}
		if t.Failed() {
			t.Log(string(plan["content/attempts.toml"].Data))
			break
		}
	}
}

// TestShareShowsTheDefaults: what stands in [share] as a comment is what holds without it.
func TestShareShowsTheDefaults(t *testing.T) {
	site := string(begin.Answers{}.Files(today, nil)["site.toml"])
	_, share, _ := strings.Cut(site, "# [share]\n")
	exam := &fstest.MapFile{Data: []byte("exam = \"SY0-701\"\n")}
	said, faults := source.Load(fstest.MapFS{"content/exam.toml": exam, "site.toml": {Data: []byte(commented.ReplaceAllString("# [share]\n"+share, "$1"))}})
	unsaid, _ := source.Load(fstest.MapFS{"content/exam.toml": exam})
	if n := len(commented.FindAllString(share, -1)); len(faults) > 0 || n != 10 {
		t.Errorf("%d lines: %v", n, faults)
	}
	want := unsaid.Site.Share
	want.Audience = "public" // unless it is sealed
	if diff := cmp.Diff(want, said.Site.Share, cmpopts.IgnoreTypes(fault.Pos{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-without +with:\n%s", diff)
	}
}

// TestExamplesAreNear: the days in the examples lie around today, and none is left to be filled in.
func TestExamplesAreNear(t *testing.T) {
	var a begin.Answers
	if err := a.Find("SY0-701", today); err != nil {
		t.Fatal(err)
	}
	for name, data := range a.Files(today, nil) {
		if strings.Contains(string(data), "YYYY") {
			t.Errorf("%s has a day to fill in", name)
		}
		for _, text := range regexp.MustCompile(`\d{4}-\d\d-\d\d`).FindAllString(string(data), -1) {
			if d, err := civil.Parse(text); err != nil || d < today-30 || d > today+200 {
				t.Errorf("%s: %s", name, text)
			}
		}
	}
}

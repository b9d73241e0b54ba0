package generator_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator"
	"retake/generator/civil"
)

// These tests follow the README as somebody does who meets the program for the first time.

// failed is what such a person has in hand: another exam than the sample's, and its report.
const (
	failedExam   = "exam = \"AZ-104\"\n"
	failedReport = `[[attempt]]
date = 2026-11-30
result = "fail"
score = { form = "scaled", value = 640 }
section = [ { domain = 1, bar = 0.4 }, { domain = 3, bar = 0.2 } ]
causes = { hands_on = 3 }
`
)

func firstOfDecember() generator.Clock { return generator.Clock{Today: civil.Of(2026, 12, 1)} }

// sound builds a plan and wants no fault in it, and a report in it if there is one.
func sound(t *testing.T, what string, plan fs.FS, attempts int) {
	t.Helper()
	r := generator.Build(generator.Input{Source: plan, Clock: firstOfDecember()})
	for _, f := range r.Faults {
		t.Errorf("%s: %v: %s [%s]", what, f.Pos, f.Message, f.Code)
	}
	if r.Files["index.html"] == nil || len(r.Plan.Weeks) == 0 {
		t.Errorf("%s: no home page, or %d weeks", what, len(r.Plan.Weeks))
	}
	if a := r.Plan.Diagnosis.Attempt; (a != nil) != (attempts > 0) || a != nil && a.At.Date != civil.Of(2026, 11, 30) {
		t.Errorf("%s: the report is %+v", what, a)
	}
}

// TestSampleAsItIs: the sample has no fault but that it is shown as of a fixed day.
func TestSampleAsItIs(t *testing.T) {
	r := generator.Build(generator.Input{Source: os.DirFS("..")})
	if r.Files["index.html"] == nil || len(r.Faults) > 0 || len(r.FixedToday()) != 1 {
		t.Errorf("faults %v, %v", r.Faults, r.FixedToday())
	}
}

// sources are the [[resource]] tables of a plan.toml.
var sources = regexp.MustCompile(`(?m)^\[\[resource\]\]\n(?:[a-z].*\n)+`)

// TestTemplateOfTheSample is the first way: plan --template, which builds as it is, and then as
// somebody else's.
func TestTemplateOfTheSample(t *testing.T) {
	s := generator.Template(generator.Input{Source: os.DirFS("..")}, false)
	plan := fstest.MapFS{}
	for name, data := range s.Files {
		plan[name] = &fstest.MapFile{Data: data}
	}
	sound(t, "the template", plan, 0)

	own := func(name string, was *regexp.Regexp, times int, with string) {
		data := plan[name].Data
		if n := len(was.FindAll(data, -1)); n != times {
			t.Errorf("%s has %d passages like %s", name, n, was)
		}
		plan[name].Data = was.ReplaceAll(data, []byte(with))
	}
	own("content/exam.toml", regexp.MustCompile(`(?m)^exam = "SY0-701"\n`), 1, failedExam)
	own("content/plan.toml", sources, 6, "")
	commented := *plan["content/attempts.toml"]
	own("content/attempts.toml", regexp.MustCompile(`(?s).*`), 1, failedReport)
	sound(t, "with a report of one's own", plan, 1)

	plan["content/attempts.toml"] = &commented
	for line, with := range map[string]string{`\[\[attempt\]\]`: "[[attempt]]", `date = YYYY-MM-DD`: "date = 2026-11-30", `result = "fail" .*`: `result = "fail"`, `causes = .*`: "causes = { hands_on = 3 }"} {
		own("content/attempts.toml", regexp.MustCompile(`(?m)^# `+line+`$`), 1, with)
	}
	sound(t, "with its own lines filled in", plan, 1)
}

// TestChecklistsAreAnybodys: what a newcomer keeps of the sample has no tick, date, name or score of
// Sam's in it, so that the template takes it over whole.
func TestChecklistsAreAnybodys(t *testing.T) {
	s := generator.Template(generator.Input{Source: os.DirFS("..")}, false)
	body := func(text []byte) string { // without the front matter, which is written anew
		_, rest, _ := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "\n---\n")
		return rest
	}
	notes := 0
	for _, folder := range []string{"content/checklists", "content/guides"} {
		entries, err := os.ReadDir("../" + folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			name := folder + "/" + e.Name()
			text, err := os.ReadFile("../" + name)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := body(s.Files[name]), body(text); got != want || want == "" {
				t.Errorf("%s is taken over as\n%s", name, got)
			}
			notes++
		}
	}
	if notes < 4 {
		t.Errorf("%d checklists and guides", notes)
	}
}

// ofSam are the passages of the sample's plan.toml that are Sam's alone.
var ofSam = regexp.MustCompile(`(?m)^(?:exam_date|booked) .*\n|^(?:\[\[(?:away|block|resource|person)\]\]|\[voucher\])\n(?:[a-z].*\n)+`)

// TestSampleEmptied is the second way: the sample where it stands, without what is Sam's. Nothing that
// stays may lead to what is gone.
func TestSampleEmptied(t *testing.T) {
	gone := regexp.MustCompile(`^content/(?:domains/|notes/|weeks/|index\.md|why\.md|log\.toml)`)
	plan := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || gone.MatchString(name) || name != "site.toml" && !strings.HasPrefix(name, "content/") {
			return err
		}
		text, err := os.ReadFile("../" + name)
		plan[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	own := func(name string, was *regexp.Regexp, times int) {
		text := plan[name].Data
		if n := len(was.FindAll(text, -1)); n != times {
			t.Errorf("%s: %d passages are of Sam alone", name, n)
		}
		plan[name].Data = was.ReplaceAll(text, nil)
	}
	own("site.toml", regexp.MustCompile(`(?m)^today = .*\n`), 1)
	own("content/plan.toml", ofSam, 15)
	plan["content/attempts.toml"].Data = []byte(failedReport)
	sound(t, "the sample's exam, another report", plan, 1)
	plan["content/exam.toml"].Data = []byte(failedExam)
	sound(t, "another exam", plan, 1)
}

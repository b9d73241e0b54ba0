package begin_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"retake/generator"
	"retake/generator/begin"
	"retake/generator/begin/spoken"
	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/source/catalogue"
	"retake/generator/study"
)

// resultOf draws what a report may say of a part, in each of the forms.
func resultOf(e study.Exam) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		n := rapid.IntRange(0, 100).Draw(t, "n")
		all := []string{fmt.Sprintf("%d%%", n/10*10), "below", "near", "above", fmt.Sprintf("%d/100", n), fmt.Sprintf("bar %d", n/10*10), fmt.Sprintf("%d stars", n%6), fmt.Sprintf("rank %d", 1+n%9)}
		if s := e.Scale; s.Max > s.Min {
			all = append(all, fmt.Sprintf("scaled %g", s.Min+(s.Max-s.Min)*float64(n)/100))
		}
		return rapid.SampledFrom(all).Draw(t, "result")
	})
}

// scoreOf draws a total as this exam's report may print it.
func scoreOf(t *rapid.T, e study.Exam) string {
	n := rapid.IntRange(0, 100).Draw(t, "total")
	s := e.Scale
	switch {
	case s.Max > s.Min && (s.Kind == "scaled" || s.Kind == "unpublished"):
		return fmt.Sprint(int(s.Min) + int(s.Max-s.Min)*n/100)
	case s.Kind == "points" || s.Kind == "raw":
		return fmt.Sprintf("%d/%g", int(s.Max)*n/100, s.Max)
	case s.Kind == "percent":
		return fmt.Sprintf("%d%%", n)
	}
	return rapid.SampledFrom([]string{"none", "58%", "23/40"}).Draw(t, "total without a scale")
}

// anything draws flags that can be taken for an exam.
func anything(t *rapid.T, e study.Exam, day civil.Date) map[string][]string {
	said := map[string][]string{"exam": {strings.TrimSpace(e.Code + " " + e.Version)}}
	maybe := func(name string, values ...string) {
		if rapid.Bool().Draw(t, name) {
			said[name] = values
		}
	}
	from := max(e.AvailableFrom, day-200)
	if e.AvailableFrom <= day {
		said["failed"] = []string{(from + civil.Date(rapid.IntRange(0, int(day-from)).Draw(t, "failed"))).String()}
		maybe("score", scoreOf(t, e))
		for _, d := range e.Domains {
			name := fmt.Sprint(d.N)
			if e.DomainsFrom != "catalogue" {
				name = rapid.SampledFrom([]string{"Alpha", "Beta \"x\"", "Gamma = delta", "7"}).Draw(t, "name")
			} else if rapid.Bool().Draw(t, "by name") {
				name = d.Name
			}
			if rapid.Bool().Draw(t, "section") {
				said["section"] = append(said["section"], name+" = "+resultOf(e).Draw(t, "result"))
			}
		}
		if e.DomainsFrom == "catalogue" {
			maybe("missed", "1.1, 2.1 1.1")
		}
	}
	maybe("hours", rapid.SampledFrom([]string{"mon-fri 19:00-20:30, sat 9-12", "6h a week", "weekdays 90m", "sun 22:00-24:00"}).Draw(t, "which hours"))
	maybe("away", rapid.SampledFrom([]string{"24 Dec - 27 Dec family; 31 Dec", "tomorrow - 3 Dec \"x\" \\ y"}).Draw(t, "which days"))
	maybe("resource", "Official study guide, book, used before", "Provider A, questions", "A \"quoted\" one")
	maybe("mentor", rapid.SampledFrom([]string{"A., sun 18:00", "Jo, Smith", "Kim, mon"}).Draw(t, "who"))
	maybe("exam-date", (day + 40).String())
	maybe("title", "A \"title\" \\ with # signs")
	return said
}

// takeable are the exams that can be taken on a day.
func takeable() (exams []study.Exam) {
	for _, c := range catalogue.Entries() {
		var a begin.Answers
		if a.Find(strings.TrimSpace(c.Code+" "+c.Version), today) == nil {
			exams = append(exams, a.Exam)
		}
	}
	return exams
}

// TestWhatWasSaidIsInThePlan: whatever is said, the files are read without an error, make a plan, and
// say what was said.
func TestWhatWasSaidIsInThePlan(t *testing.T) {
	exams := takeable()
	rapid.Check(t, func(t *rapid.T) {
		said := anything(t, rapid.SampledFrom(exams).Draw(t, "exam"), today)
		if r := generator.Plan(generator.Input{Source: read(t, said), Clock: generator.Clock{Today: today}}); r.Faults.Errors() > 0 {
			t.Fatalf("%v: %v", said, r.Faults)
		}
	})
}

// TestEveryExamInEveryForm: every exam that can be taken, with its report in each form that there is.
func TestEveryExamInEveryForm(t *testing.T) {
	for _, e := range takeable() {
		if e.AvailableFrom >= today {
			continue // nobody has failed it yet
		}
		results := []string{"40%", "below", "7/12", "bar 30", "2 stars", "rank 1"}
		if e.Scale.Max > e.Scale.Min {
			results = append(results, fmt.Sprintf("scaled %g", e.Scale.Max))
		}
		for i, result := range results {
			said := map[string][]string{"exam": {strings.TrimSpace(e.Code + " " + e.Version)}, "failed": {"yesterday"}, "section": {"1 = " + result}}
			if i == 0 && e.DomainsFrom == "catalogue" {
				said["missed"] = []string{"1.1"}
			}
			plan := read(t, said)
			if i > 0 {
				continue // reading tells the forms apart; building needs only one of them
			}
			if r := build(plan, today); r.Faults.Errors() > 0 || r.Files["index.html"] == nil || len(r.Plan.Weeks) == 0 && !r.Plan.Window.TooLate {
				t.Errorf("%v: %v", said, r.Faults)
			}
		}
	}
}

// tester is a *testing.T or a *rapid.T.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
}

// read makes a plan of what was said, and holds what is read of it against that.
func read(t tester, said map[string][]string) fstest.MapFS {
	t.Helper()
	var a begin.Answers
	if err := a.Take(said, today); err != nil {
		t.Fatalf("%v: %v", said, err)
	}
	plan := begun(a, today)
	tree, faults := source.Load(plan)
	if faults.Errors() > 0 {
		t.Fatalf("%v: %v\n%s", said, faults, plan["content/attempts.toml"].Data)
	}
	same(t, said, a, tree)
	return plan
}

// same holds the record that was read against the answers.
func same(t tester, said map[string][]string, a begin.Answers, tree *source.Tree) {
	rec := tree.Record
	equal := func(what string, want, got any) {
		if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(fault.Pos{}), cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Fatalf("%v: %s: -said +read\n%s", said, what, diff)
		}
	}
	equal("code", a.Exam.Code, rec.Exam.Code)
	equal("version", a.Exam.Version, rec.Exam.Version)
	if len(said["failed"]) > 0 {
		got := rec.Attempts[0]
		var sections []study.Section
		for i, p := range a.Parts {
			s := p.Section
			if s.Domain == 0 {
				s.Domain = got.Sections[i].Domain // by its name
			}
			sections = append(sections, s)
		}
		equal("sections", sections, got.Sections)
		got.Sections = nil
		equal("attempt", a.Attempt, got)
	} else {
		equal("attempts", 0, len(rec.Attempts))
	}
	if a.Free.Written {
		equal("hours", a.Free, rec.Availability)
	}
	equal("away", a.Away, rec.Away)
	equal("resources", a.Resources, rec.Resources)
	var people []study.Person
	if a.Mentor.Name != "" {
		people = []study.Person{a.Mentor}
	}
	equal("people", people, rec.People)
	equal("exam date", a.ExamDate, rec.ExamDate)
	equal("booked", a.ExamDate != 0, rec.Booked)
	if a.Title != "" {
		equal("title", a.Title, tree.Site.Title)
	}
}

func TestTakeRefuses(t *testing.T) {
	for _, c := range []struct {
		flags      []string
		what, hint string
	}{
		{[]string{"exam", "SY0-701", "failed", "2026-12-01"}, "--failed: 1 December 2026 has not come yet", "such as --failed 2026-11-02"},
		{[]string{"exam", "SY0-701", "failed", "3/4/2026"}, "", ""},
		{[]string{"score", "721"}, "--score: what is 721 out of? such as 23/40 or 58%", "such as --score 721"},
		{[]string{"exam", "SY0-701", "score", "721"}, "a report needs the day of the attempt", "such as --failed 2026-11-02"},
		{[]string{"exam", "SY0-701", "failed", "yesterday", "score", "72%"}, `--score: "72%" is a percentage, and this report prints a score, 100 to 900 (750 passes)`, "such as --score 721"},
		{[]string{"exam", "SY0-701", "failed", "yesterday", "score", "1000"}, "--score: 1000 is outside the scale from 100 to 900", "such as --score 721"},
		{[]string{"exam", "EX200", "failed", "yesterday", "score", "56/500"}, `--score: "56/500" is out of 500, and the exam has 300`, "such as --score 721"},
		{[]string{"exam", "SY0-701", "failed", "yesterday", "missed", "9.1"}, "--missed: objective 9.1: the exam has 5 domains", `such as --missed "1.2 2.4"`},
		{[]string{"exam", "SY0-701", "failed", "yesterday", "missed", "x"}, `--missed: "x" is no objective: they are numbered as in 1.2`, `such as --missed "1.2 2.4"`},
		{[]string{"exam", "EX200", "failed", "yesterday", "missed", "1.2"}, "--missed: the parts of this exam are not in the catalogue: list its domains in content/exam.toml first, and then the objectives in content/attempts.toml", `such as --missed "1.2 2.4"`},
		{[]string{"exam", "SY0-701", "failed", "yesterday", "section", "1"}, `--section: "1" has no = between the part of the exam and what the report says of it`, "such as --section 1=45%"},
		{[]string{"exam", "SY0-701", "failed", "yesterday", "section", "1=45"}, `--section: "45" could be many things: write 45%, 7/12, below, bar 30, rank 1 or 2 stars`, "such as --section 1=45%"},
		{[]string{"exam", "200-301", "failed", "yesterday", "section", "7=45"}, "", "such as --section 1=45"},
		{[]string{"exam", "200-301", "failed", "yesterday", "section", "1=45", "section", "1=46"}, "--section: part 1 has two values", "such as --section 1=45"},
		{[]string{"exam", "SAA-C03", "failed", "yesterday", "section", "1=great"}, `--section: write needs improvement or meets competencies, not "great"`, "such as --section 1=n"},
		{[]string{"exam", "SY0-701", "exam", "SY0-801"}, "--exam is there twice", "write it once"},
		{[]string{"hours", "evenings"}, `--hours: "evenings" is neither a day nor a time`, `such as --hours "mon-fri 19:00-20:30, sat 9-12"`},
		{[]string{"away", "Christmas"}, `--away: "Christmas" does not begin with a day`, `such as --away "24 Dec - 27 Dec family; 31 Dec"`},
		{[]string{"resource", "a", "resource", "A, book"}, `--resource: "A" is in the list already`, `such as --resource "Official study guide, book, used before"`},
		{[]string{"mentor", "Alex, sun 25:00"}, `--mentor: "25:00" is no time of day`, `such as --mentor "Alex, sun 18:00"`},
		{[]string{"exam-date", "2026-11-01"}, "--exam-date: 1 November 2026 is over", "such as --exam-date 2027-01-16"},
		{[]string{"exam", "SY0-701", "failed", "today", "exam-date", "today"}, "--exam-date: 26 November 2026 is not after the failed attempt", "such as --exam-date 2027-01-16"},
	} {
		said := map[string][]string{}
		for i := 0; i < len(c.flags); i += 2 {
			said[c.flags[i]] = append(said[c.flags[i]], c.flags[i+1])
		}
		var a begin.Answers
		var wrong *begin.Wrong
		if err := a.Take(said, today); !errors.As(err, &wrong) || c.what != "" && wrong.What != c.what || c.hint != "" && wrong.Hint != c.hint {
			t.Errorf("%v: %+v", c.flags, wrong)
		}
	}
}

// TestExamplesOfFlagsAreTaken: what help and hints show can be typed.
func TestExamplesOfFlagsAreTaken(t *testing.T) {
	said := map[string][]string{}
	for _, f := range begin.Flags() {
		said[f.Name] = []string{strings.Trim(f.Example, `"`)}
	}
	var a begin.Answers
	if err := a.Take(said, today); err != nil || len(a.Parts) != 1 || len(a.Resources) != 1 || a.ExamDate == 0 {
		t.Errorf("%v: %+v", err, a)
	}
	if _, err := spoken.Away(said["away"][0], today); err != nil {
		t.Error(err)
	}
}

// FuzzTake: whatever stands behind the flags is taken or refused, and what is taken is read without an error.
func FuzzTake(f *testing.F) {
	f.Add("SY0-701", "721", "1.2", "1=45%", "mon 9-12", "24 Dec", "a, book", "A., sun 18:00", "x")
	f.Add("EX200", "56/300", "", "A = 3 stars", "6h a week", "", "\x00", "\"\\", "\xff")
	f.Add("", "none", "none", "1=rank 1", "", "", "", "", "\n")
	f.Fuzz(func(t *testing.T, exam, score, missed, section, hours, away, resource, mentor, title string) {
		said := map[string][]string{"failed": {"2 nov"}, "exam": {exam}, "score": {score}, "missed": {missed}, "section": {section}, "hours": {hours},
			"away": {away}, "resource": {resource}, "mentor": {mentor}, "title": {title}}
		var a begin.Answers
		for len(said) > 0 {
			var wrong *begin.Wrong
			a = begin.Answers{}
			err := a.Take(said, today)
			if !errors.As(err, &wrong) {
				break
			}
			name, _, _ := strings.Cut(strings.TrimPrefix(wrong.What, "--"), ":")
			if said[name] == nil {
				t.Fatal(wrong.What)
			}
			delete(said, name)
		}
		if _, faults := source.Load(begun(a, today)); faults.Errors() > 0 {
			t.Fatalf("%v: %v", said, faults)
		}
	})
}

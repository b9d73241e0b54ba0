package source_test

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/study"
)

// folder makes a source folder of names and texts.
func folder(files ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		out[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return out
}

// sound loads a folder in which nothing is wrong.
func sound(t *testing.T, files ...string) *source.Tree {
	t.Helper()
	tree, faults := source.Load(folder(files...))
	if len(faults) > 0 {
		t.Fatalf("%s", printed(tree, faults))
	}
	return tree
}

func day(s string) civil.Date {
	d, err := civil.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

const named = `exam = "SY0-701"` + "\n"

// TestReports loads one report of each form there is.
func TestReports(t *testing.T) {
	load := func(name string) study.Record {
		data, err := os.ReadFile(filepath.Join("testdata/reports", name+".toml"))
		if err != nil {
			t.Fatal(err)
		}
		return sound(t, "content/attempts.toml", string(data)).Record
	}
	forms := map[string][]study.Form{
		"comptia": nil, "microsoft": {study.ByBar, study.ByBar, study.ByBar, study.ByBar, study.ByBar}, "google": nil, "linux-foundation": nil, "itil": nil,
		"cisco": {study.ByPercent, study.ByPercent, study.ByPercent, study.ByPercent, study.ByPercent, study.ByPercent},
		"aws":   {study.ByLevel, study.ByLevel, study.ByLevel, study.ByLevel}, "isc2": {study.ByLevel, study.ByLevel, study.ByLevel, study.ByLevel},
		"isaca":   {study.ByScaled, study.ByScaled, study.ByScaled, study.ByScaled},
		"red-hat": {study.ByPercent, study.ByPercent, study.ByPercent, study.ByPercent, study.ByPercent}, "pmi": {study.ByLevel, study.ByLevel, study.ByLevel},
		"lpi": {study.ByPercent, study.ByPercent, study.ByPercent, study.ByPercent}, "giac": {study.ByStars, study.ByStars},
		"oscp": {study.ByPoints, study.ByPoints}, "by-name": {study.ByPercent, study.ByPercent},
	}
	entries, _ := os.ReadDir("testdata/reports")
	if len(entries) != len(forms) {
		t.Errorf("%d reports, %d expected", len(entries), len(forms))
	}
	for name, want := range forms {
		rec := load(name)
		if len(rec.Attempts) != 1 || rec.Attempts[0].Result != study.Fail || rec.Attempts[0].At.Date == 0 || len(rec.Exam.Domains) == 0 {
			t.Errorf("%s: %+v", name, rec)
			continue
		}
		var got []study.Form
		sum := 0.0
		for _, s := range rec.Attempts[0].Sections {
			got = append(got, s.Form)
			if _, ok := rec.Exam.Domain(s.Domain); !ok || s.Pos.Line == 0 {
				t.Errorf("%s: section %+v", name, s)
			}
		}
		for _, d := range rec.Exam.Domains {
			sum += d.Weight
		}
		if !slices.Equal(got, want) || math.Abs(sum-100) > 1e-9 {
			t.Errorf("%s: sections %v, want %v; weights sum to %v", name, got, want, sum)
		}
	}
	checkReports(t, load)
}

// checkReports looks at what is special in some of them.
func checkReports(t *testing.T, load func(string) study.Record) {
	a := load("comptia").Attempts[0]
	if diff := cmp.Diff(study.Score{Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true}, a.Score); diff != "" || !a.ListsMissed || len(a.Missed) != 9 || a.Missed[8] != (study.Objective{Domain: 5, Minor: 2}) {
		t.Errorf("comptia: %s %+v", diff, a)
	}
	if rec := load("microsoft"); rec.Attempts[0].At.Clock != 940 || rec.Attempts[0].Sections[0].Err != 0.05 || rec.Exam.WeightKind != "range" || rec.Exam.Domains[0].Printed == "" || rec.Attempts[0].Score.Pass != 700 {
		t.Errorf("microsoft: %+v", rec)
	}
	if a := load("cisco").Attempts[0]; a.EligibleOn != day("2026-11-08") || a.Score.Form != "" || a.Unanswered != -1 {
		t.Errorf("cisco: %+v", a)
	}
	if s := load("pmi").Attempts[0].Sections; s[2].Level != study.LevelNone || s[2].Printed != "Needs Improvement" || s[1].Level != study.LevelAt {
		t.Errorf("pmi: %+v", s)
	}
	if rec := load("linux-foundation"); rec.Booking.PurchasedOn != day("2026-02-01") || rec.Booking.Delivery != "online" || rec.Attempts[0].MinutesUsed != 120 || rec.Attempts[0].Unanswered != 4 {
		t.Errorf("linux foundation: %+v", rec)
	}
	if e := load("red-hat").Exam; e.DomainsFrom != "report" || e.Domains[1].Name != "Running systems" || e.Domains[1].Slug != "running-systems" || e.Domains[1].Weight != 20 {
		t.Errorf("red hat: %+v", e)
	}
	if e := load("lpi").Exam; e.WeightKind != "points" || e.Domains[0].Printed != "8 of 60 points" {
		t.Errorf("lpi: %+v", e)
	}
	if e := load("by-name").Exam; e.Code != "custom" || e.DomainsFrom != "report" || len(e.Domains) != 2 || e.Policy.ID != "custom" {
		t.Errorf("by name: %+v", e)
	}
	if e := load("itil").Exam; e.DomainsFrom != "whole" || len(e.Domains) != 1 {
		t.Errorf("itil: %+v", e)
	}
	if s := load("giac").Attempts[0].Sections[0]; s.Of != 5 || s.Value != 2 {
		t.Errorf("giac: %+v", s)
	}
}

// TestSections are the forms of a section that the reports of TestReports do not show.
func TestSections(t *testing.T) {
	for row, want := range map[string]study.Section{
		`domain = 1, right = 5, of = 9`:                      {Domain: 1, Form: study.ByCount, Value: 5, Of: 9},
		`domain = "4.2", rank = 1`:                           {Domain: 4, Form: study.ByRank, Value: 1},
		`name = "security architecture", stars = 2`:          {Domain: 3, Form: study.ByStars, Value: 2, Of: 5},
		`domain = 2, level = "Meets Competencies"`:           {Domain: 2, Form: study.ByLevel, Level: study.LevelAt, Printed: "Meets Competencies"},
		`domain = 2, printed = "near  PROFICIENCY"`:          {Domain: 2, Form: study.ByLevel, Level: study.LevelNear, Printed: "near  PROFICIENCY"},
		`domain = 2, printed = "Fair"`:                       {Domain: 2, Printed: "Fair"},
		`domain = 2, scaled = 9, scale_min = 0, scale_max=9`: {Domain: 2, Form: study.ByScaled, Value: 9, Max: 9},
		`domain = 5`: {Domain: 5},
	} {
		rec := sound(t, "content/attempts.toml", named+"[[attempt]]\ndate = 2026-11-20\nresult = \"fail\"\nsection = [{ "+row+" }]\n").Record
		if diff := cmp.Diff([]study.Section{want}, rec.Attempts[0].Sections, cmpopts.IgnoreFields(study.Section{}, "Pos")); diff != "" {
			t.Errorf("%s: %s", row, diff)
		}
	}
}

// TestScores: what the report does not print of its scale comes from the exam.
func TestScores(t *testing.T) {
	for score, want := range map[string]study.Score{
		`{ value = 721 }`:   {Form: "scaled", Value: 721, Min: 100, Max: 900, Pass: 750, HasPass: true},
		`{ form = "none" }`: {Form: "none"},
		`66.5`:              {Form: "percent", Value: 66.5, Max: 100},
		`{ form = "percent", value = 66, pass = 70 }`:     {Form: "percent", Value: 66, Max: 100, Pass: 70, HasPass: true},
		`{ form = "points", value = 0, max = 9 }`:         {Form: "points", Max: 9},
		`{ form = "scaled", value = 7, max = 9, min = 1}`: {Form: "scaled", Value: 7, Min: 1, Max: 9},
	} {
		got := sound(t, "content/attempts.toml", named+"[[attempt]]\ndate = 2026-11-20\nresult = \"fail\"\nscore = "+score+"\n").Record.Attempts[0].Score
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", score, diff)
		}
	}
}

// TestRecord reads every key of plan.toml and log.toml.
func TestRecord(t *testing.T) {
	tree := sound(t, "content/exam.toml", named, "content/plan.toml", `
start = 2026-11-23
exam_date = 2027-01-16
booked = true
[availability]
free_days = 2
mon = "19:00-20:30"
sat = ["13:00-14:00", "09:00-12:00"]
sun = 90
[[away]]
from = 2026-12-24
to = 2026-12-27
why = "family"
[[away]]
from = 2026-12-31
[readiness]
buffer = 12
streak = 2
[voucher]
bought = 2026-11-20
expires = 2027-05-20
refund_until = 2027-01-14
[booking]
eligibility_starts = 2026-01-15
delivery = "centre"
[[resource]]
name = "Official study guide"
kind = "book"
domains = [1, "security-operations"]
used_before = true
url = "https://example.org"
cost = 30
hours = "40h30m"
note = "n"
[[person]]
name = "A."
role = "mentor"
checkin = "Sunday 18:00"
[[person]]
name = "B."
`, "content/log.toml", `
[[practice]]
date = 2026-11-24
objective = 4.9
right = 31
of = 50
source = "Provider A"
conditions = "timed"
seen = true
minutes = "19:00-20:00"
[[simulation]]
date = 2026-12-20
source = "Provider B"
form = 2
right = 74
of = 90
minutes = 84
timed = true
closed_book = true
changes = { right = 4, wrong = 1, same = 2 }
anxiety = 6
unanswered = 0
domains = { 4 = [17, 25], 1 = [9, 11] }
quarters = [20, "42m", 65, 84]
[[simulation]]
date = 2026-12-27
right = 1
of = 2
[[miss]]
date = 2026-11-24
objective = "4.2"
why = "concept"
confident = true
chose = "B"
note = "n"
cleared = [2026-12-01, 2026-12-08]
[[session]]
date = 2026-11-25
domain = 4
kind = "lab"
minutes = 50
resource = "official study guide"
[[checkin]]
date = 2026-11-29
person = "A."
`)
	rec := tree.Record
	if rec.Start != day("2026-11-23") || rec.ExamDate != day("2027-01-16") || !rec.Booked || rec.StartPos.Line != 2 || rec.ExamDatePos.Col != 13 {
		t.Errorf("%+v", rec)
	}
	if a := rec.Availability; !a.Written || a.FreeDays != 2 || len(a.Days[6]) != 2 || a.Days[6][0].Start != 540 || a.Days[1][0].Length != 90 || a.Days[0][0] != (civil.Window{Start: civil.NoClock, Length: 90}) {
		t.Errorf("%+v", a)
	}
	if len(rec.Away) != 2 || rec.Away[1].To != day("2026-12-31") || tree.Settings.Buffer != 12 || tree.Settings.Streak != 2 {
		t.Errorf("%+v %+v", rec.Away, tree.Settings)
	}
	if rec.Voucher.RefundUntil != day("2027-01-14") || rec.Booking.Delivery != "centre" {
		t.Errorf("%+v %+v", rec.Voucher, rec.Booking)
	}
	if r := rec.Resources[0]; !slices.Equal(r.Domains, []int{1, 4}) || r.Hours != 2430 || r.Cost != "30" || r.Pos.Line == 0 {
		t.Errorf("%+v", r)
	}
	if p := rec.People; p[0].Day != 0 || p[0].At != 1080 || p[1].Day != -1 || p[1].At != civil.NoClock {
		t.Errorf("%+v", p)
	}
	ignore := cmpopts.IgnoreTypes(fault.Pos{})
	if diff := cmp.Diff(study.Practice{Date: day("2026-11-24"), Domain: 4, Objective: study.Objective{Domain: 4, Minor: 9}, Right: 31, Of: 50, Source: "Provider A", Conditions: "timed", Seen: true, Minutes: 60}, rec.Practice[0], ignore); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(study.Simulation{
		Date: day("2026-12-20"), Source: "Provider B", Form: "2", Right: 74, Of: 90, Minutes: 84, Timed: true, ClosedBook: true, Changes: &study.Changes{ToRight: 4, ToWrong: 1, Same: 2},
		Anxiety: 6, Domains: []study.Tally{{Domain: 1, Right: 9, Of: 11}, {Domain: 4, Right: 17, Of: 25}}, Quarters: []civil.Minutes{20, 42, 65, 84},
	}, rec.Simulations[0], ignore); diff != "" {
		t.Error(diff)
	}
	if s := rec.Simulations[1]; s.Anxiety != -1 || s.Unanswered != -1 || s.Changes != nil {
		t.Errorf("%+v", s)
	}
	if m := rec.Misses[0]; m.Objective.Minor != 2 || m.Why != "concept" || len(m.Cleared) != 2 || rec.Sessions[0].Kind != study.Lab || rec.Checkins[0].Person != "A." {
		t.Errorf("%+v %+v %+v", m, rec.Sessions, rec.Checkins)
	}
}

// TestSettings: every setting has a key of its own in site.toml [study].
func TestSettings(t *testing.T) {
	names := map[string]string{"DefaultQs": "default_questions"}
	fields := reflect.VisibleFields(reflect.TypeFor[study.Settings]())
	for _, f := range fields {
		name := names[f.Name]
		if name == "" {
			for i, r := range f.Name {
				if i > 0 && r >= 'A' && r <= 'Z' {
					name += "_"
				}
				name += strings.ToLower(string(r))
			}
		}
		def := reflect.ValueOf(study.Defaults()).FieldByIndex(f.Index)
		text, changed := fmt.Sprint(def.Interface()), ""
		for _, try := range []string{"1", "2", "0.5", "0.9", "30", "60"} {
			tree, faults := source.Load(folder("content/exam.toml", named, "site.toml", "[study]\n"+name+" = "+try+"\n"))
			if len(faults) == 0 && fmt.Sprint(reflect.ValueOf(tree.Settings).FieldByIndex(f.Index).Interface()) != text {
				changed = try
			}
		}
		if changed == "" {
			t.Errorf("%s is not set by %s", f.Name, name)
		}
	}
}

func TestSite(t *testing.T) {
	tree := sound(t, "content/exam.toml", named, "site.toml", `
title = "My plan"
author = "Sam"
language = "pt-BR"
timezone = "Europe/Berlin"
theme = "mine"
today = 2026-11-26
[site]
index = true
base_url = "https://example.org/plan/"
[share]
audience = "mentor"
[share.public]
scores = "bands"
[serve]
port = 8080
lan = false
poll = true
`)
	want := source.SiteFile{
		Title: "My plan", Author: "Sam", Language: "pt-BR", Timezone: "Europe/Berlin", Theme: "mine", Today: day("2026-11-26"),
		TodayPos: fault.Pos{File: "site.toml", Line: 7, Col: 9}, ThemePos: fault.Pos{File: "site.toml", Line: 6, Col: 1}, TimezonePos: fault.Pos{File: "site.toml", Line: 5, Col: 1}, Index: true, BaseURL: "https://example.org/plan/", Serve: source.Serve{Port: 8080, Poll: true},
	}
	want.Share = tree.Site.Share // TestShare looks at it
	if diff := cmp.Diff(want, tree.Site); diff != "" {
		t.Error(diff)
	}
	if tree := sound(t, "content/exam.toml", named); tree.Site.Language != "en" || tree.Settings != study.Defaults() || tree.Record.Availability.Written || tree.Record.Availability.FreeDays != -1 {
		t.Errorf("without site.toml: %+v", tree.Site)
	}
}

// TestObjectives: an objective without quotes means what it looks like.
func TestObjectives(t *testing.T) {
	rec := sound(t, "content/exam.toml", "exam = \"custom\"\n", "content/log.toml", "[[miss]]\ndate = 2026-11-24\nobjective = 1.10\n[[miss]]\ndate = 2026-11-24\nobjective = 1\n").Record
	if a, b := rec.Misses[0].Objective, rec.Misses[1].Objective; a != (study.Objective{Domain: 1, Minor: 10}) || b != (study.Objective{Domain: 1}) {
		t.Errorf("%+v %+v", a, b)
	}
}

// TestOrder: reports may stand in any order, and the last one is the last in time.
func TestOrder(t *testing.T) {
	rec := sound(t, "content/attempts.toml", named+"[[attempt]]\ndate = 2026-11-20T15:00:00\nresult = \"fail\"\n[[attempt]]\ndate = 2026-03-01\nresult = \"void\"\n[[attempt]]\ndate = 2026-11-20T09:00:00\nresult = \"no-show\"\n").Record
	if a := rec.Attempts; a[0].Result != study.Void || a[1].Result != study.NoShow || a[2].Result != study.Fail {
		t.Errorf("%+v", a)
	}
}

// TestEncodings: the same plan in another encoding is the same plan.
func TestEncodings(t *testing.T) {
	text := "# Prüfung\nexam = \"SY0-701\"\nunknown = 1\n"
	_, want := source.Load(folder("content/exam.toml", text))
	utf16 := []byte{0xff, 0xfe}
	for _, r := range text {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, in := range map[string]string{"BOM": "\ufeff" + text, "CRLF": strings.ReplaceAll(text, "\n", "\r\n"), "UTF-16": string(utf16)} {
		tree, got := source.Load(folder("content/exam.toml", in))
		if diff := cmp.Diff(want, got); diff != "" || tree.Record.Exam.Code != "SY0-701" || textOf(tree, "content/exam.toml") != text {
			t.Errorf("%s: %s %q", name, diff, textOf(tree, "content/exam.toml"))
		}
	}
	if len(want) != 1 || want[0].Pos.Line != 3 {
		t.Error(want)
	}
}

// TestEmpty: empty files mean what missing ones mean.
func TestEmpty(t *testing.T) {
	tree := sound(t, "site.toml", "", "content/exam.toml", named, "content/attempts.toml", "", "content/plan.toml", "\n", "content/log.toml", "# nothing yet\n", "content/why.md", "", "content/exams.toml", "", "content/policies.toml", "")
	if len(tree.Record.Attempts) != 0 || len(tree.Notes) != 1 {
		t.Errorf("%+v", tree)
	}
	_, faults := source.Load(fstest.MapFS{})
	if len(faults) != 1 || faults[0].Code != "no-exam" {
		t.Error(faults)
	}
}

// TestOneFileDoesNotHideAnother: what is wrong in all files is found in one run, and an exam that cannot
// be known does not make faults of every domain.
func TestOneFileDoesNotHideAnother(t *testing.T) {
	_, faults := source.Load(folder("content/exam.toml", "exam = \"SY0-701\n", "content/log.toml", "[[session]]\ndate = 2026-11-25\nminutes = 0\ndomain = 77\n", "site.toml", "titel = 1\n", "content/domains/9-x.md", "# X\n"))
	var codes []string
	for _, f := range faults {
		codes = append(codes, f.Code)
	}
	if want := []string{"toml-syntax", "out-of-range", "unknown-key"}; !slices.Equal(codes, want) {
		t.Error(faults)
	}
}

// TestTablesInAnyOrder: the order of unrelated tables never matters.
func TestTablesInAnyOrder(t *testing.T) {
	tables := []string{
		"[[session]]\ndate = 2026-11-25\nminutes = 50\ndomain = 4\n", "[[practice]]\ndate = 2026-11-24\nright = 3\nof = 5\nobjective = \"1.2\"\n",
		"[[miss]]\ndate = 2026-11-24\nwhy = \"term\"\n", "[[checkin]]\ndate = 2026-11-24\n", "[[simulation]]\ndate = 2026-12-20\nright = 7\nof = 9\n[simulation.changes]\nright = 1\n",
	}
	sites := []string{"[study]\nblock = 40\n", "[site]\nindex = true\n", "[share]\nnotes = \"mentor\"\n", "[serve]\nport = 1\n"}
	load := func(tables, sites []string) *source.Tree {
		tree, faults := source.Load(folder("content/exam.toml", named, "content/log.toml", strings.Join(tables, "\n"), "site.toml", strings.Join(sites, "")))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		return tree
	}
	want := load(tables, sites)
	rapid.Check(t, func(t *rapid.T) {
		got := load(rapid.Permutation(tables).Draw(t, "log"), rapid.Permutation(sites).Draw(t, "site"))
		if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(fault.Pos{}), cmpopts.IgnoreUnexported(source.Tree{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestSample: the sample plan of this repository loads without a word.
func TestSample(t *testing.T) {
	tree, faults := source.Load(os.DirFS("../.."))
	if faults.Errors() > 0 || len(tree.Record.Attempts) == 0 || len(tree.Notes) == 0 {
		t.Error(printed(tree, faults))
	}
}

// FuzzLoad: no text in any file makes the whole reader panic.
func FuzzLoad(f *testing.F) {
	err := fs.WalkDir(os.DirFS("testdata"), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(name) != ".txt" {
			data, _ := os.ReadFile(filepath.Join("testdata", name))
			f.Add(data)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	files := []string{"site.toml", "content/exam.toml", "content/exams.toml", "content/policies.toml", "content/attempts.toml", "content/plan.toml", "content/log.toml", "content/notes/a.md", "content/domains/b.md"}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, with := range []string{"", named} {
			one := fstest.MapFS{}
			for _, name := range files {
				one[name] = &fstest.MapFile{Data: data}
			}
			if with != "" {
				one["content/exam.toml"] = &fstest.MapFile{Data: []byte(with)}
			}
			tree, faults := source.Load(one)
			printed(tree, faults)
			if tree.Record.Exam.Code == "" && faults.Errors() == 0 {
				t.Error("no exam and no fault")
			}
		}
	})
}

// BenchmarkLoad reads a thousand notes and a long log, cold and warm.
func BenchmarkLoad(b *testing.B) {
	files := folder("content/exam.toml", named, "content/log.toml", strings.Repeat("[[practice]]\ndate = 2026-11-24\ndomain = 4\nright = 31\nof = 50\nsource = \"Provider A\"\nconditions = \"timed\"\n\n", 2000))
	for i := range 1000 {
		files[fmt.Sprintf("content/notes/%03d/n.md", i)] = &fstest.MapFile{Data: []byte("---\ntags: [a, b]\n---\n# Note\n\n" + strings.Repeat("Some **text** with `code` and a [link](x.md).\n\n", 40))}
	}
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			source.Load(files)
		}
	})
	b.Run("warm", func(b *testing.B) {
		var memo source.Memo
		source.LoadWith(files, &memo)
		for b.Loop() {
			source.LoadWith(files, &memo)
		}
	})
}

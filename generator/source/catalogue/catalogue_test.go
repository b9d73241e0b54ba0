package catalogue

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"retake/generator/fault"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// TestAll reads every entry of the built-in catalogue.
func TestAll(t *testing.T) {
	exams, policies, faults := All()
	for _, f := range faults {
		t.Error(f)
	}
	if len(exams) != 98 || len(policies) != 50 {
		t.Errorf("%d exams, %d policies", len(exams), len(policies))
	}
	seen := map[string]bool{}
	for _, e := range exams {
		id := e.Code + " " + e.Version
		if seen[id] {
			t.Errorf("%s is there twice", id)
		}
		seen[id] = true
		checkExam(t, id, e)
	}
	for _, p := range policies {
		if p.ID == "" || p.Body == "" || p.Confidence == "" || p.Count == "" || p.AsOf == 0 || len(p.Sources) == 0 && p.ID != "custom" {
			t.Errorf("policy %s: %+v", p.ID, p)
		}
		if p.Confidence == "official" && len(p.Wait) == 0 && !p.Sessions && len(p.Caps) == 0 && p.FreeRetake == nil {
			t.Errorf("policy %s is official and says nothing", p.ID)
		}
		for i, s := range p.Wait {
			if s.Wait.Unit == "" || i > 0 && s.After <= p.Wait[i-1].After {
				t.Errorf("policy %s: step %+v", p.ID, s)
			}
		}
	}
}

func checkExam(t *testing.T, id string, e study.Exam) {
	t.Helper()
	if e.Name == "" || e.Vendor == "" || e.Policy.ID == "" || e.CatalogueAsOf == 0 || len(e.Sources) == 0 || e.Confidence == "" {
		t.Errorf("%s: %+v", id, e)
	}
	if !slices.Contains([]string{"current", "upcoming", "retiring", "retired"}, e.Status) {
		t.Errorf("%s: status %q", id, e.Status)
	}
	if e.RetiresOn != 0 && e.AvailableFrom > e.RetiresOn || e.Status == "retired" && e.RetiresOn > e.CatalogueAsOf ||
		e.Status == "retiring" && (e.RetiresOn == 0 || e.RetiresOn < e.CatalogueAsOf) || e.Status == "upcoming" && e.AvailableFrom != 0 && e.AvailableFrom <= e.CatalogueAsOf {
		t.Errorf("%s: %s from %s to %s", id, e.Status, e.AvailableFrom, e.RetiresOn)
	}
	if s := e.Scale; s.Kind == "" || s.HasPass && (s.Pass <= s.Min || s.Pass > s.Max) {
		t.Errorf("%s: scale %+v", id, s)
	}
	if e.DomainsFrom != "catalogue" || (e.WeightKind == "none") != (len(e.Domains) == 0) {
		t.Errorf("%s: %d domains from %s, weights %s", id, len(e.Domains), e.DomainsFrom, e.WeightKind)
	}
	sum, slugs := 0.0, map[string]bool{}
	for i, d := range e.Domains {
		sum += d.Weight
		if d.N != i+1 || d.Name == "" || slugs[d.Slug] || d.Printed == "" || d.Weight <= 0 {
			t.Errorf("%s: %+v", id, d)
		}
		slugs[d.Slug] = true
		for _, ref := range []string{d.Slug, d.Name} {
			if got, ok := FindDomain(e, ref); !ok || got.N != d.N {
				t.Errorf("%s: %q finds %+v", id, ref, got)
			}
		}
	}
	if len(e.Domains) > 0 && math.Abs(sum-100) > 1e-9 {
		t.Errorf("%s: the weights sum to %v", id, sum)
	}
}

// TestAdaptiveExamsForbidGoingBack: the next question of an adaptive exam hangs on the answer, so that nobody
// can go back, and the note says so.
func TestAdaptiveExamsForbidGoingBack(t *testing.T) {
	exams, _, _ := All()
	found := 0
	for _, e := range exams {
		adaptive := slices.Contains(e.Formats, "adaptive")
		if adaptive {
			found++
		}
		if adaptive && (!e.ForbidsReview || !strings.Contains(e.Note, "no going back")) {
			t.Errorf("%s: no going back is %v, and the note says %q", e.Code, e.ForbidsReview, e.Note)
		}
	}
	if found < 4 {
		t.Errorf("%d adaptive exams", found)
	}
}

// TestCiscoForbidsGoingBack: it is known of these exams, and the note says that it is no more than that.
func TestCiscoForbidsGoingBack(t *testing.T) {
	exams, _, _ := All()
	found := 0
	for _, e := range exams {
		if e.Vendor != "Cisco" {
			continue
		}
		found++
		if !e.ForbidsReview || !strings.Contains(e.Note, "no going back") || !strings.Contains(e.Note, "not read on a dated page") {
			t.Errorf("%s: no going back is %v, and the note says %q", e.Code, e.ForbidsReview, e.Note)
		}
	}
	if found < 8 {
		t.Errorf("%d exams of Cisco", found)
	}
}

// TestEntries: the quick look at the catalogue agrees with the full one.
func TestEntries(t *testing.T) {
	exams, _, _ := All()
	for i, x := range Entries() {
		e := exams[i]
		if x.Code != e.Code || x.Version != e.Version || x.Name != e.Name || x.Vendor != e.Vendor || x.Status != e.Status ||
			x.From != e.AvailableFrom || x.Until != e.RetiresOn || x.Policy != e.Policy.ID {
			t.Errorf("%+v is not %+v", x, e)
		}
	}
}

func TestObjectiveCounts(t *testing.T) {
	for code, want := range map[string][]int{"SY0-701": {4, 5, 4, 9, 6}, "N10-009": {8, 4, 5, 3, 5}} {
		e := choose(t, `exam = "`+code+`"`, "", "", "")
		for i, d := range e.Domains {
			if d.Objectives != want[i] {
				t.Errorf("%s domain %d: %d objectives, want %d", code, d.N, d.Objectives, want[i])
			}
		}
	}
}

// choose chooses from the texts of exam.toml, attempts.toml, exams.toml and policies.toml; no text is no
// file. It fails on any fault.
func choose(t *testing.T, exam, attempts, exams, policies string) study.Exam {
	t.Helper()
	e, faults := tryChoose(exam, attempts, exams, policies)
	if e == nil || len(faults) > 0 {
		t.Fatalf("%v: %v", e, faults)
	}
	return *e
}

// tryChoose is choose with whatever is wrong.
func tryChoose(exam, attempts, exams, policies string) (*study.Exam, fault.List) {
	var faults fault.List
	parse := func(name, text string) keyed.Value {
		if text == "" {
			return keyed.Value{}
		}
		return keyed.NewFile(name, text, 1, &faults).Parse()
	}
	e := Choose(Files{parse("content/exam.toml", exam), parse("content/attempts.toml", attempts), parse("content/exams.toml", exams), parse("content/policies.toml", policies)}, &faults)
	return e, faults
}

func TestVersions(t *testing.T) {
	report := func(date string) string { return "[[attempt]]\ndate = " + date + "\nresult = \"fail\"\n" }
	for _, c := range []struct{ exam, attempts, want string }{
		{`exam = "200-301"`, "", "v1.1"},                                        // no report: the one on offer
		{`exam = "200-301"`, report("2026-11-02"), "v1.1"},                      // the day of the report
		{`exam = "200-301"`, report("2026-11-02T09:00:00"), "v1.1"},             // with an hour
		{`exam = "200-301"`, report("2020-01-01"), "v1.1"},                      // before any: the one on offer
		{"exam = \"200-301\"\nversion = \"2.0\"", "", "v2.0"},                   // with or without v
		{`exam = "350-701"`, report("2026-08-26"), "v1.1"},                      // the last day of a version
		{`exam = "350-701"`, report("2026-08-27"), "v2.0"},                      // the first day of the next
		{`exam = "200-301"`, report("2027-02-02"), "v1.1"},                      // its last day
		{`exam = "200-301"`, report("2027-02-03"), "v2.0"},                      // its successor's first: nobody could take v1.1
		{"exam = \"200-301\"\nversion = \"1.1\"", report("2027-03-01"), "v1.1"}, // what is named is taken
		{"", "exam = \"200-301\"\nversion = \"v2.0\"\n", "v2.0"},                // attempts.toml alone names both
	} {
		if e := choose(t, c.exam, c.attempts, "", ""); e.Version != c.want {
			t.Errorf("%q %q: %s, want %s", c.exam, c.attempts, e.Version, c.want)
		}
	}
	if e := choose(t, "exam = \"200-301\"\nversion = \"v2.0\"", report("2027-03-01"), "", ""); e.Version != "v2.0" {
		t.Errorf("named: %+v", e)
	}
	if e := choose(t, `exam = "sy0-701"`, "", "", ""); e.Code != "SY0-701" || e.Name == "" {
		t.Errorf("codes in lower case: %+v", e)
	}
}

func TestOverrides(t *testing.T) {
	e := choose(t, `
exam = "SY0-701"
minutes = "1h40m"
questions = 85
retires_on = 2027-01-31
pass = 760
rule = "conjunctive"
allows_review = false
formats = ["lab"]
[[domain]]
n = 1
[[domain]]
n = 2
objectives = 7
[[domain]]
n = 3
name = "Architecture"
[[domain]]
n = 4
[[domain]]
n = 5
slug = "governance"
`, "", "", "")
	if e.Minutes != 100 || e.Questions != 85 || e.QuestionsHow != "own" || e.RetiresOn.String() != "2027-01-31" || e.Scale.Pass != 760 || e.Scale.Max != 900 ||
		!e.Conjunctive || !e.ForbidsReview || !e.Practical() || e.Name != "Security+ (V7)" || e.Policy.ID != "comptia" {
		t.Errorf("%+v", e)
	}
	if e.DomainsFrom != "own" || e.WeightKind != "own" || e.Domains[3].Weight != 28 || e.Domains[3].Printed != "28 %" || e.Domains[1].Objectives != 7 ||
		e.Domains[2].Slug != "architecture" || e.Domains[4].Slug != "governance" || e.Domains[0].Name != "General Security Concepts" {
		t.Errorf("%+v", e.Domains)
	}
}

// TestCustom is an exam written in full, with a rule of its own.
func TestCustom(t *testing.T) {
	e := choose(t, `
exam = "MY-100"
name = "My exam"
vendor = "My vendor"
pass = 70
domains = [{ name = "One & Two", weight = 1 }, { name = "Three", weight = 3 }]
weights = "points"
[policy]
wait = [{ after = 1, n = 7, unit = "day" }]
count = "elapsed"
`, "", "", "")
	if e.Code != "MY-100" || e.Scale != (study.Scale{Kind: "percent", Max: 100, Pass: 70, HasPass: true}) || e.Policy.ID != "own" || e.Policy.Body != "My vendor" || len(e.Policy.Wait) != 1 {
		t.Errorf("%+v", e)
	}
	if d := e.Domains[1]; d.N != 2 || d.Weight != 75 || d.Printed != "3 of 4 points" || d.Slug != "three" {
		t.Errorf("%+v", e.Domains)
	}
	if d, ok := FindDomain(e, "one and two"); !ok || d.N != 1 {
		t.Error("& and and are the same")
	}
	if e := choose(t, `exam = "custom"`, "", "", ""); e.Policy.ID != "custom" || len(e.Policy.Wait) != 0 || e.DomainsFrom != "whole" || e.Domains[0].Weight != 100 || e.Domains[0].Slug != "whole-exam" {
		t.Errorf("%+v", e)
	}
}

// TestOwnCatalogues: content/exams.toml and policies.toml add to the built-in ones and change them key by key.
func TestOwnCatalogues(t *testing.T) {
	exams := `
[[exam]]
code = "SY0-701"
minutes = 95
policy = "mine"
[[exam]]
code = "NEW-1"
name = "New"
policy = "cisco"
`
	policies := `
[[policy]]
id = "mine"
body = "Mine"
[[policy]]
id = "cisco"
count = "elapsed"
`
	if e := choose(t, `exam = "SY0-701"`, "", exams, policies); e.Minutes != 95 || e.Policy.Body != "Mine" || len(e.Domains) != 5 || e.DomainsFrom != "catalogue" {
		t.Errorf("%+v", e)
	}
	if e := choose(t, `exam = "NEW-1"`, "", exams, policies); e.Name != "New" || e.Policy.Count != "elapsed" || len(e.Policy.Wait) != 1 {
		t.Errorf("%+v", e)
	}
	if e := choose(t, `exam = "SY0-701"`, "policy = \"aws\"\n", exams, policies); e.Policy.ID != "aws" {
		t.Errorf("%+v", e.Policy)
	}
}

// TestGuess: names, issuers and codes within a text find the exam; several are listed.
func TestGuess(t *testing.T) {
	for written, want := range map[string]string{
		"ccna":                                "did you mean 200-301 (CCNA)?",
		"CCNA 200-301":                        "did you mean 200-301 (CCNA)?",
		"Cisco CCNA":                          "did you mean 200-301 (CCNA)?",
		"security+":                           "did you mean SY0-701 (Security+ V7) or SY0-801 (Security+ V8)?",
		"CompTIA Security+ (SY0-701)":         "did you mean SY0-701 (Security+ V7)?",
		"aws solutions architect - associate": "did you mean SAA-C03 (Solutions Architect - Associate)?",
		"sy0-70l":                             "did you mean SY0-701?",
		"az104":                               "did you mean AZ-104?",
		"juggling":                            "",
		"":                                    "",
	} {
		if got := guess(written, Entries()); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
	if got := guess("cisco", Entries()); strings.Count(got, "(") != maxGuesses {
		t.Errorf("an issuer alone lists %d exams: %q", maxGuesses, got)
	}
	for _, e := range Entries() {
		if got := guess("my "+e.Code+" exam", Entries()); !strings.HasPrefix(got, "did you mean "+e.Code+" ") {
			t.Errorf("%s is found as %q", e.Code, got)
		}
	}
}

// TestNotes: what the catalogue remarks is for the learner: plain sentences, dates in words, and not
// how the catalogue was made.
func TestNotes(t *testing.T) {
	exams, policies, _ := All()
	notes := map[string]string{}
	for _, e := range exams {
		notes["exam "+e.Code+" "+e.Version] = e.Note
	}
	for _, p := range policies {
		notes["policy "+p.ID] = p.Note
	}
	maker := regexp.MustCompile("(?i)catalogue|placeholder|the user|\\.md\\b|overrid|repositor|secondary|verified|re-check|assumed|[`!]|D\\+\\d|\\d{4}-\\d\\d-\\d\\d")
	for id, note := range notes {
		first, _ := utf8.DecodeRuneInString(note)
		if note != "" && (!strings.HasSuffix(note, ".") || unicode.IsLower(first)) {
			t.Errorf("%s: no sentence: %s", id, note)
		}
		if bad := maker.FindString(note); bad != "" {
			t.Errorf("%s: %q: %s", id, bad, note)
		}
	}
	if got := notes["exam SY0-701 "]; got != "In Japanese, Portuguese, Spanish and Thai it ends on 13 August 2027." {
		t.Error(got)
	}
}

func TestFromReport(t *testing.T) {
	e := choose(t, `exam = "custom"`, `
[[attempt]]
section = [{ name = "Indexing" }, { name = "Aggregation" }]
[[attempt]]
section = [{ name = "aggregation" }, { name = "C++" }, { name = "C#" }]
`, "", "")
	var names []string
	for _, d := range e.Domains {
		names = append(names, d.Slug)
	}
	if want := []string{"indexing", "aggregation", "c", "c-2"}; !slices.Equal(names, want) || e.DomainsFrom != "report" || e.Domains[0].Weight != 25 || e.WeightKind != "none" {
		t.Errorf("%v %+v", names, e)
	}
	e = choose(t, `exam = "custom"`, "[[attempt]]\nsection = [{ domain = 3 }, { domain = \"1\", name = \"First\" }]\n", "", "")
	if len(e.Domains) != 2 || e.Domains[0].Name != "First" || e.Domains[1].N != 3 || e.Domains[1].Slug != "domain-3" {
		t.Errorf("%+v", e.Domains)
	}
}

func TestFindDomain(t *testing.T) {
	e := choose(t, `exam = "SY0-701"`, "", "", "")
	for _, ref := range []string{"4", " 4 ", "4.2", "4.10", "security-operations", "Security Operations", "SECURITY  OPERATIONS"} {
		if d, ok := FindDomain(e, ref); !ok || d.N != 4 {
			t.Errorf("%q finds %+v", ref, d)
		}
	}
	for _, ref := range []string{"", "0", "6", "6.1", "-4", "4.", ".2", "4.x", "4.2.1.1.1", "security", "1e1", "４"} {
		if d, ok := FindDomain(e, ref); ok {
			t.Errorf("%q finds %+v", ref, d)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Security Operations": "security-operations", "Über/Prüfung": "über-prüfung", "暗号 2": "暗号-2", "a--b__c": "a-b-c", "": "untitled", " ": "untitled", "🎉": "🎉", "🎉 party": "party", "a ❤️": "a", "❤️": "❤️", "???": "untitled-7bcac794", "-": "untitled-280c9438", "%": "untitled-200c87a0", "e\u0301te\u0301": "e\u0301te\u0301", "v1.1": "v1-1",
	} {
		if got := Slug(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestLongSlugs: whatever a file or a domain is called, its page has a name that a file system takes, and its own.
func TestLongSlugs(t *testing.T) {
	for _, letter := range []string{"a", "ab ", "é", "Ⱥ", "网", "🎉"} {
		long := strings.Repeat(letter, 255)
		one, two := Slug(long), Slug(long+letter)
		if len(one+".html") > 255 || one == two || !utf8.ValidString(one) || strings.Contains(one, "--") {
			t.Errorf("%q: %q and %q", letter, one, two)
		}
	}
	if short := strings.Repeat("a", 200); Slug(short) != short {
		t.Errorf("a name that is no longer than it may be is %q", Slug(short))
	}
}

// TestUpcoming: a version still to come is not picked while the one before it has no last day.
func TestUpcoming(t *testing.T) {
	own := func(last string) string {
		return "[[exam]]\ncode = \"MY-1\"\nname = \"M\"\nversion = \"1\"\nstatus = \"current\"\n" + last +
			"[[exam]]\ncode = \"MY-1\"\nname = \"M\"\nversion = \"2\"\nstatus = \"upcoming\"\navailable_from = 2027-01-01\n"
	}
	report := "[[attempt]]\ndate = 2027-03-01\nresult = \"fail\"\n"
	for last, want := range map[string]string{"": "1", "retires_on = 2027-06-01\n": "1", "retires_on = 2027-02-28\n": "2"} {
		if e, faults := tryChoose(`exam = "MY-1"`, report, own(last), ""); e == nil || e.Version != want {
			t.Errorf("%q: %+v %v, want %s", last, e, faults, want)
		}
	}
}

// TestDoubtfulWeights: a weight that is wrong is said once, and not again as a wrong sum.
func TestDoubtfulWeights(t *testing.T) {
	for weight, want := range map[string]string{
		"nan": "weight nan is not a number", "inf": "weight inf is not a number", `"40"`: "weight must be a number, not text", "40%": "40% is no number",
		"-3": "weight -3 is below 0", "30": "the weights sum to 90, not to 100",
	} {
		_, faults := tryChoose("exam = \"X\"\nname = \"X\"\n[[domain]]\nname = \"A\"\nweight = 60\n[[domain]]\nname = \"B\"\nweight = "+weight+"\n", "", "", "")
		if len(faults) != 1 || faults[0].Message != want {
			t.Errorf("%s: %v, want only %q", weight, faults, want)
		}
	}
}

func BenchmarkChoose(b *testing.B) {
	for b.Loop() {
		var faults fault.List
		Choose(Files{Exam: keyed.NewFile("content/exam.toml", `exam = "SY0-701"`, 1, &faults).Parse()}, &faults)
	}
}

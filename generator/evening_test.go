package generator

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/entry"
)

// evening is a small plan on a day of it, with a log.
func evening(log string) Result {
	return Plan(Input{Clock: Clock{Today: civil.Of(2026, 12, 10)}, Source: fstest.MapFS{
		"content/attempts.toml": {Data: []byte("exam = \"SY0-701\"\n[[attempt]]\ndate = 2026-11-02\nresult = \"fail\"\n")},
		"content/plan.toml":     {Data: []byte("[[person]]\nname = \"A.\"\n[[resource]]\nname = \"Home lab\"\nkind = \"lab\"\n")},
		"content/log.toml":      {Data: []byte(log)},
	}})
}

const misses = `[[miss]]
date = 2026-11-10
objective = "2.4"
cleared = [2026-11-20]
[[miss]]
date = 2026-11-11
objective = "2.4"
note = "SAML"
[[miss]]
date = 2026-12-09
objective = "4.1"
`

func TestKnown(t *testing.T) {
	k := evening(misses + `[[practice]]
date = 2026-12-01
right = 3
of = 4
source = "Old"
[[practice]]
date = 2026-12-08
right = 3
of = 4
source = "New"
[[simulation]]
date = 2026-12-05
right = 3
of = 4
source = "Old"
`).Known()
	want := entry.Known{
		Today: civil.Of(2026, 12, 10), Sources: []string{"New", "Old"}, Resources: []string{"Home lab"}, People: []string{"A."},
		Open: []entry.Choice{{Word: "2.4", Says: "missed on Tue 10 Nov"}, {Word: "2.4", Says: "missed on Wed 11 Nov: SAML"}, {Word: "4.1", Says: "missed on Wed 9 Dec"}},
	}
	if len(k.Domains) != 5 || k.Domains[3] != (entry.Domain{N: 4, Slug: "security-operations", Name: "Security Operations"}) || k.Next == 0 {
		t.Errorf("domains: %+v, next %d", k.Domains, k.Next)
	}
	k.Domains, k.Next = nil, 0
	if diff := cmp.Diff(want, k); diff != "" {
		t.Error(diff)
	}
}

func TestDueLine(t *testing.T) {
	r := evening(misses)
	for _, c := range []struct {
		objective, day string
		line           int
		early          bool
		refused        string
	}{
		{"2.4", "2026-12-10", 1, false, ""},
		{"2.4", "2026-11-20", 5, true, ""}, // the first was right on that day already
		{"4.1", "2026-12-10", 9, true, ""},
		{"4.1", "2026-12-09", 0, false, "nothing missed in 4.1 could be right again on 9 December 2026"},
		{"1.1", "2026-12-10", 0, false, "no missed question of 1.1 is open"},
		{"2.4", "2026-12-11", 0, false, "2026-12-11 has not come yet"},
		{"2.4", "2027-11-10", 0, false, "2027-11-10 has not come yet"},
	} {
		day, err := civil.Parse(c.day)
		if err != nil {
			t.Fatal(err)
		}
		line, early, err := r.DueLine(c.objective, day)
		if line != c.line || early != c.early || (err == nil) != (c.refused == "") || err != nil && !strings.HasPrefix(err.Error(), c.refused) {
			t.Errorf("%s on %s: line %d, %v, %v", c.objective, c.day, line, early, err)
		}
	}
}

// TestUnwelcome: an error that is new, or that hides the whole file, keeps a change from being made; what was wrong
// before, and what is only a warning, does not.
func TestUnwelcome(t *testing.T) {
	const wrong, fine, future = "[[practice]]\ndate = 2026-12-01\nright = 5\nof = 4\n", "[[practice]]\ndate = 2026-12-01\nright = 3\nof = 4\n", "[[practice]]\ndate = 2026-12-24\nright = 3\nof = 4\n"
	for name, c := range map[string]struct {
		was, is        string
		new, unwelcome int
	}{
		"fine":                   {fine, fine + fine, 0, 0},
		"wrong":                  {fine, fine + wrong, 1, 1},
		"wrong before":           {wrong, wrong + fine, 0, 0},
		"wrong twice":            {wrong, wrong + wrong, 1, 1},
		"a warning":              {fine, fine + future, 1, 0},
		"unreadable":             {fine, fine + "[[", 1, 1},
		"unreadable before, too": {"[[", "[[", 0, 1},
		"mended":                 {wrong, fine, 0, 0},
	} {
		was, is := evening(c.was), evening(c.is)
		if n, u := is.New(was, "content/log.toml"), is.Unwelcome(was, "content/log.toml"); len(n) != c.new || len(u) != c.unwelcome {
			t.Errorf("%s: new %v, unwelcome %v", name, n, u)
		}
		if l := is.New(was, "site.toml"); len(l) > 0 {
			t.Errorf("%s: %v", name, l)
		}
	}
}

// TestTextIsReadBack: whatever somebody notes comes back as it was, without blanks around it.
func TestTextIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		note := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.SampledFrom([]rune("a\"\\'#[]={}\n\r\t\x00\x7f\u0085\u2028\ufeffä€😀")), 1, 12, -1)).Draw(t, "note")
		log, err := entry.Append(nil, entry.Entry{Table: "checkin", Fields: []entry.Field{{Key: "date", Value: "2026-12-01"}, {Key: "note", Value: entry.Text(note)}}})
		if err != nil {
			t.Fatal(err)
		}
		r := evening(string(log))
		if r.Faults.Errors() > 0 || len(r.Record().Checkins) != 1 || strings.TrimSpace(r.Record().Checkins[0].Note) != strings.TrimSpace(note) {
			t.Fatalf("%q is read as %+v, %v", note, r.Record().Checkins, r.Faults)
		}
	})
}

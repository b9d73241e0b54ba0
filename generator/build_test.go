package generator

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/source"
)

const report = `exam = "SY0-701"
[[attempt]]
date = 2026-11-02
result = "fail"
`

// files is a plan in memory: name, text, name, text, ...
func files(pairs ...string) fstest.MapFS {
	tree := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		tree[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return tree
}

var monday = Clock{Today: civil.Of(2026, 11, 23)}

// codes are the faults' codes and places, in order.
func codes(l fault.List) []string {
	var out []string
	for _, f := range l {
		out = append(out, f.Code+" "+f.Pos.String())
	}
	return out
}

func TestBuildFromAReportAlone(t *testing.T) {
	r := Build(Input{Source: files("content/attempts.toml", report), Clock: monday})
	if len(r.Faults) > 0 {
		t.Fatalf("faults: %v", codes(r.Faults))
	}
	for _, name := range []string{"index.html", "plan.json", "404.html", ".nojekyll", "robots.txt", "weeks/01.html"} {
		if len(r.Files[name]) == 0 && name != ".nojekyll" {
			t.Errorf("no %s", name)
		}
	}
	if len(r.Plan.Ranked) != 5 || r.Plan.Window.Safe == 0 || len(r.Plan.Weeks) == 0 {
		t.Errorf("no ranked domains, earliest date and first week: %+v", r.Plan)
	}
}

func TestBuildTwiceGivesTheSameBytes(t *testing.T) {
	in := Input{Source: os.DirFS(".."), Clock: monday}
	first := Build(in)
	for range 3 {
		if diff := cmp.Diff(first.Files, Build(in).Files); diff != "" {
			t.Fatal(diff)
		}
	}
	if len(first.Files) == 0 {
		t.Errorf("the sample does not build: %v", codes(first.Faults))
	}
}

func TestErrorsGiveNoSite(t *testing.T) {
	for name, c := range map[string]struct {
		tree fstest.MapFS
		want []string
	}{
		"time zone": {
			files("content/attempts.toml", report, "site.toml", "title = \"t\"\n  timezone = \"Mars/Olympus\"\n"),
			[]string{"bad-timezone site.toml:2:3"},
		},
		"the machine's zone": {
			files("content/attempts.toml", report, "site.toml", "timezone = \"Local\"\n"),
			[]string{"bad-timezone site.toml:1:1"},
		},
		"theme": {
			files("content/attempts.toml", report, "site.toml", "theme = \"dark\"\n"),
			[]string{"unknown-theme site.toml:1:1"},
		},
		"theme out of the folder": {
			files("content/attempts.toml", report, "site.toml", "theme = \"../content\"\n"),
			[]string{"unknown-value site.toml:1:9"},
		},
		"an attempt long ago": {
			files("content/attempts.toml", strings.Replace(report, "2026", "1996", 1)),
			[]string{"far-date content/attempts.toml:2:3"},
		},
		"a start and an exam out of reach": {
			files("content/attempts.toml", report, "content/plan.toml", "start = 1990-01-01\nexam_date = 2099-12-31\n"),
			[]string{"far-date content/plan.toml:1:9", "far-date content/plan.toml:2:13"},
		},
		"an impossible day": {
			files("content/attempts.toml", strings.Replace(report, "11-02", "02-30", 1)),
			[]string{"impossible-date content/attempts.toml:3:8"},
		},
		"template": {
			files("content/attempts.toml", report, "site.toml", "theme = \"mine\"\n", "themes/mine/404.html", "{{.Nope}}"),
			[]string{"theme-template themes/mine/404.html:1:3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := Build(Input{Source: c.tree, Clock: monday})
			if diff := cmp.Diff(c.want, codes(r.Faults)); diff != "" {
				t.Error(diff)
			}
			if r.Files != nil {
				t.Error("a site was drawn in spite of errors")
			}
			for _, f := range r.Faults {
				if f.Pos.Line > 0 && f.Excerpt == "" && f.Pos.File == "site.toml" {
					t.Errorf("%s has no excerpt", f)
				}
			}
		})
	}
}

func TestWarningsAreInThePlanWithoutPlaces(t *testing.T) {
	r := Build(Input{Source: files("content/attempts.toml", report, "content/notes/a.md", "# A\n\n[x](gone.md)\n"), Clock: monday})
	if lines := r.Warnings(); len(lines) != 1 || !bytes.Contains(r.Files["plan.json"], []byte("[broken-link]")) {
		t.Errorf("warnings %q are not in plan.json", lines)
	}
	if bytes.Contains(r.Files["plan.json"], []byte("content/")) {
		t.Error("plan.json shows a path of the learner's disk")
	}
}

func TestWhichDayItIs(t *testing.T) {
	day := civil.Of
	fixed := source.SiteFile{Today: day(2026, 1, 1)}
	auckland, err := time.LoadLocation("Pacific/Auckland")
	if err != nil {
		t.Fatal(err)
	}
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) // the next day in Auckland
	for _, c := range []struct {
		name  string
		clock Clock
		zone  *time.Location
		site  source.SiteFile
		want  civil.Date
		fixed bool
	}{
		{"the clock", Clock{Now: noon}, time.UTC, source.SiteFile{}, day(2026, 11, 23), false},
		{"the clock in the plan's zone", Clock{Now: noon}, auckland, source.SiteFile{}, day(2026, 11, 24), false},
		{"the site before the clock", Clock{Now: noon}, auckland, fixed, day(2026, 1, 1), true},
		{"the surroundings before the site", Clock{Now: noon, Epoch: noon.AddDate(0, 0, 7)}, auckland, fixed, day(2026, 12, 1), false},
		{"the first second of 1970", Clock{Now: noon, Epoch: time.Unix(0, 0)}, time.UTC, fixed, day(1970, 1, 1), false},
		{"the flag before all", Clock{Today: day(2027, 2, 3), Epoch: noon, Now: noon}, auckland, fixed, day(2027, 2, 3), false},
	} {
		if got, isFixed := c.clock.day(c.zone, c.site); got != c.want || isFixed != c.fixed {
			t.Errorf("%s: got %s %v, want %s %v", c.name, got, isFixed, c.want, c.fixed)
		}
	}
}

func TestThoughtsAboutBrokenFilesAreDropped(t *testing.T) {
	at := func(file string) fault.Pos { return fault.Pos{File: file, Line: 1} }
	var read, thought fault.List
	read.Add("syntax", at("content/plan.toml"), "broken")
	read.Warn("old", at("content/exam.toml"), "only a warning")
	thought.Add("no-hours", at("content/plan.toml"), "because it could not be read")
	thought.Add("exam-retired", at("content/exam.toml"), "true all the same")
	if diff := cmp.Diff([]string{"exam-retired content/exam.toml:1"}, codes(sound(thought, read))); diff != "" {
		t.Error(diff)
	}
}

func TestAnOldAttemptNeedsAStart(t *testing.T) {
	old := strings.Replace(report, "2026", "2011", 1)
	r := Build(Input{Source: files("content/attempts.toml", old, "content/plan.toml", "start = 2026-11-20\n"), Clock: monday})
	if r.Faults.Errors() > 0 {
		t.Errorf("an attempt of 2011 with a start: %v", codes(r.Faults))
	}
	r = Build(Input{Source: files("content/attempts.toml", old), Clock: monday})
	if diff := cmp.Diff([]string{"far-date content/attempts.toml:2:3"}, codes(r.Faults)); diff != "" {
		t.Error(diff)
	}
}

func TestThemesAreFolders(t *testing.T) {
	tree := files("themes/mine/base.html", "", "themes/README.md", "", "themes/.git/x", "", "themes/default/base.html", "")
	if diff := cmp.Diff([]string{"default", "mine"}, Themes(tree)); diff != "" {
		t.Error(diff)
	}
	if got := Themes(files()); len(got) != 0 {
		t.Errorf("got %q", got)
	}
}

// FuzzBuild holds that no bytes in the learner's files make the pipeline panic, or draw a site with errors.
func FuzzBuild(f *testing.F) {
	f.Add("timezone = \"UTC\"", report, "start = 2026-11-23", "[[session]]\ndate = 2026-11-24\nminutes = 50", "# Note\n\n[[other]]")
	f.Add("today = 9999-12-31", report, "exam_date = 0001-01-01", "[[practice]]", "---\ntitle = 1\n---")
	f.Add("", "exam = \"X\"\ndomains = []", "[availability]\nmon = \"00:00-24:00\"", "", "\x00\xff")
	f.Fuzz(func(t *testing.T, site, attempts, plan, log, note string) {
		r := Build(Input{Clock: monday, Source: files("site.toml", site, "content/attempts.toml", attempts,
			"content/plan.toml", plan, "content/log.toml", log, "content/notes/a.md", note)})
		if (r.Files == nil) != (r.Faults.Errors() > 0) {
			t.Errorf("a site: %v, errors: %v", r.Files != nil, codes(r.Faults))
		}
		for _, name := range slices.Sorted(maps.Keys(r.Files)) {
			if r.Files[name] == nil {
				t.Errorf("%s has no bytes", name)
			}
		}
	})
}

// BenchmarkBuildSample is the whole pipeline over the repository's own plan, without the disk's writing.
func BenchmarkBuildSample(b *testing.B) {
	in := Input{Source: os.DirFS(".."), Clock: monday}
	for b.Loop() {
		if r := Build(in); r.Files == nil {
			b.Fatal(codes(r.Faults))
		}
	}
}

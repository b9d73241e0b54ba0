package generator

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"retake/generator/private"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/civil"
	"retake/generator/source"
)

// starterOf exports a plan and fails if it cannot.
func starterOf(t testing.TB, from fs.FS, notes bool) Starter {
	t.Helper()
	s := Template(Input{Source: from, Clock: monday}, notes)
	if s.Files == nil {
		t.Fatalf("no starter: %v", codes(s.Faults))
	}
	return s
}

func asFS(s Starter) fstest.MapFS {
	tree := fstest.MapFS{}
	for name, data := range s.Files {
		tree[name] = &fstest.MapFile{Data: data}
	}
	return tree
}

// TestStarterBuilds: the sample's starter builds at once, without notes also without a single warning, and
// its own starter is the same again.
func TestStarterBuilds(t *testing.T) {
	for _, notes := range []bool{false, true} {
		s := starterOf(t, os.DirFS(".."), notes)
		r := Build(Input{Source: asFS(s), Clock: Clock{Today: civil.Of(2026, 12, 1)}})
		if r.Files["index.html"] == nil || len(r.Faults) > 0 && !notes { // a note may link the journal, which stays behind
			t.Errorf("with notes %v: %v", notes, codes(r.Faults))
		}
		again := starterOf(t, asFS(s), notes)
		if diff := cmp.Diff(s.Files, again.Files); diff != "" || len(again.Left) > 0 {
			t.Errorf("the starter of the starter leaves out %v (-first +second):\n%s", again.Left, diff)
		}
	}
}

// TestStarterKeepsNothingPrivate looks for canaries of the sample in every byte.
func TestStarterKeepsNothingPrivate(t *testing.T) {
	tree, _ := source.Load(os.DirFS(".."))
	canaries := []string{"721", "2026-11-02", "2 November", "2027-01-16", "16 January", "2027-05-20", "2027-01-14", "2026-11-20", "2026-12-24", "Europe/Berlin", "used_before = true", "[x]", "[X]"}
	canaries = append(canaries, tree.Site.Title)
	for _, s := range tree.Record.Sessions {
		canaries = append(canaries, s.Note)
	}
	for _, m := range tree.Record.Misses {
		canaries = append(canaries, m.Note)
	}
	for _, s := range tree.Record.Simulations {
		canaries = append(canaries, s.Note)
		canaries = append(canaries, private.Ways(s.Right, s.Of)...)
	}
	for _, c := range tree.Record.Checkins {
		canaries = append(canaries, c.Note)
	}
	for _, r := range tree.Record.Resources {
		canaries = append(canaries, r.Note)
	}
	var people []string
	for _, p := range tree.Record.People {
		if p.Role == "mentor" { // a group is called by words that everybody uses
			people = append(people, p.Name)
		}
	}
	if len(people) == 0 || len(canaries) < 50 {
		t.Fatalf("only %d canaries", len(canaries))
	}
	for _, notes := range []bool{false, true} {
		s := starterOf(t, os.DirFS(".."), notes)
		for _, name := range slices.Sorted(maps.Keys(s.Files)) {
			for _, c := range canaries {
				if c != "" && bytes.Contains(s.Files[name], []byte(c)) {
					t.Errorf("%s says %q", name, c)
				}
			}
			for _, who := range append(people, "Sam") {
				var p private.Facts
				if p.Person(who); p.Names(string(s.Files[name])) {
					t.Errorf("%s names %q", name, who)
				}
			}
			for _, gone := range []string{"content/weeks/", "content/why.md", "content/index.md", "public/", "themes/"} {
				if strings.HasPrefix(name, gone) {
					t.Errorf("%s is there", name)
				}
			}
			if !notes && (strings.HasPrefix(name, "content/domains/") || strings.HasPrefix(name, "content/notes/")) {
				t.Errorf("%s is there without being asked for", name)
			}
		}
		if _, there := s.Files["content/notes/img/zones.svg"]; there != notes {
			t.Errorf("with notes %v, their pictures: %v", notes, there)
		}
	}
}

// small is a plan with everything that a starter leaves out, and as much to keep.
func small() fstest.MapFS {
	return files(
		"site.toml", "title = \"Mine\"\nauthor = \"Ada\"\ntimezone = \"Asia/Tokyo\"\nlanguage = \"de\"\ntheme = \"mine\"\nbase_url = \"https://ada.example/\"\n[study] # mine\nblock = 40 # short\nbuffer = 12\npractice_bias = -5\n[serve]\nport = 9000\n",
		"themes/mine/style.css", "",
		"content/attempts.toml", "exam = \"200-301\"\nversion = \"v1.1\"\npolicy = \"aws\"\n[[attempt]]\ndate = 2026-11-02\nresult = \"fail\"\nscore = { form = \"scaled\", value = 702, min = 300, max = 1000, pass = 825 }\n",
		"content/plan.toml", `start = 2026-11-03
exam_date = 2027-01-16
[availability]
free_days = 2
sat = ["14:00-15:00", "90m"]
[readiness]
streak = 2
[[resource]]
name = "A \"good\" book\\ \t\u0007 ü"
kind = "book"
domains = [1, 3]
url = "https://example.org/a?b=c#d"
cost = "35 euro"
hours = "12h30m"
used_before = true
note = "read it on the train"
[[resource]]
name = "Grace's group"
kind = "community"
[[resource]]
name = "Linus"
kind = "person"
[[person]]
name = "Grace"
`,
		"content/checklists/day.md", "---\ntitle: Day\n---\n# Day\n\n- [x] passport\n- [X] ask Grace\n  - [x] twice\n- [ ] water\n",
		"content/checklists/me.md", "---\naudience: me\n---\nfor me alone\n",
		"content/guides/g.md", "# Guide\n\nI had 702 points.\nIt was bad.\n\nStay calm.\n",
		"content/guides/draft.md", "---\ndraft: true\n---\nnot yet\n",
		"content/diary.md", "dear diary",
		"content/journal/1.md", "dear journal",
		"content/weeks/notes-without-a-number.md", "dear week",
		"content/notes/n.md", "---\ntitle: N\ndate: 2026-11-02\n---\n![](a.png) ![](b.svg) [report](report.pdf) [diary](../diary.md)\n\nKeep.\n",
		"content/notes/a.png", "\x89PNG", "content/notes/b.svg", "<svg><text>702</text></svg>", "content/notes/report.pdf", "%PDF",
		"content/notes/unused.png", "\x89PNG",
	)
}

func TestStarterOfASmallPlan(t *testing.T) {
	s := starterOf(t, small(), false)
	want := []string{"content/attempts.toml", "content/checklists/day.md", "content/exam.toml", "content/guides/g.md", "content/log.toml", "content/plan.toml", "site.toml"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(s.Files))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("---\ntitle: Day\n---\n# Day\n\n- [ ] passport\n- [ ] water\n", string(s.Files["content/checklists/day.md"])); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("# Guide\n\nStay calm.\n", string(s.Files["content/guides/g.md"])); diff != "" {
		t.Error(diff)
	}
	left := ""
	for _, p := range s.Left {
		left += p.String() + "\n"
	}
	if diff := cmp.Diff("content/checklists/day.md:7\ncontent/guides/g.md:3\ncontent/plan.toml:17\ncontent/plan.toml:20\n", left); diff != "" {
		t.Error(diff)
	}
	tree, faults := source.Load(asFS(s))
	if len(faults) > 0 {
		t.Fatal(codes(faults))
	}
	rec, set := tree.Record, tree.Settings
	if rec.Exam.Code != "200-301" || rec.Exam.Version != "v1.1" || rec.Exam.Policy.ID != "aws" || tree.Site.Language != "de" || tree.Site.Title != "200-301, next attempt" {
		t.Errorf("exam %+v, site %+v", rec.Exam, tree.Site)
	}
	if tree.Site.Author+tree.Site.Timezone+tree.Site.Theme+tree.Site.BaseURL != "" || tree.Site.Serve.Port != 0 || tree.Site.Today != 0 {
		t.Errorf("site %+v", tree.Site)
	}
	if set.Block != 40 || set.Buffer != 12 || set.Streak != 2 || set.PracticeBias != 0 {
		t.Errorf("settings %+v", set)
	}
	if a := rec.Availability; a.FreeDays != 2 || len(a.Days[6]) != 2 || a.Days[6][0].Length != 90 || a.Days[6][1].String() != "14:00-15:00" {
		t.Errorf("availability %+v", a)
	}
	if len(rec.Resources) != 1 {
		t.Fatalf("resources %+v", rec.Resources)
	}
	r := rec.Resources[0]
	if r.Name != "A \"good\" book\\ \t\a ü" || r.Kind != "book" || len(r.Domains) != 2 || r.URL != "https://example.org/a" || r.Cost != "35 euro" || r.Hours != 750 || r.UsedBefore || r.Note != "" {
		t.Errorf("resource %+v", r)
	}
}

// TestStarterWithNotes: notes and the pictures they show come along, and nothing else.
func TestStarterWithNotes(t *testing.T) {
	without, with := starterOf(t, small(), false), starterOf(t, small(), true)
	var more []string
	for _, name := range slices.Sorted(maps.Keys(with.Files)) {
		if without.Files[name] == nil {
			more = append(more, name)
		}
	}
	if diff := cmp.Diff([]string{"content/notes/a.png", "content/notes/n.md"}, more); diff != "" {
		t.Error(diff)
	}
	if note := string(with.Files["content/notes/n.md"]); !strings.HasPrefix(note, "---\ntitle: \"N\"\n---\n![](a.png)") || !strings.HasSuffix(note, "Keep.\n") {
		t.Errorf("the note is %q", note)
	}
	if r := Build(Input{Source: asFS(with), Clock: monday}); r.Files == nil {
		t.Errorf("it does not build: %v", codes(r.Faults))
	}
}

// TestStarterKeepsTheExam: whatever describes the exam, the starter has the same one without a report.
func TestStarterKeepsTheExam(t *testing.T) {
	fail := "[[attempt]]\ndate = 2026-11-02\nresult = \"fail\"\n"
	for name, from := range map[string]fstest.MapFS{
		"a code":              files("content/exam.toml", "# mine\nexam = \"SY0-701\" # it\n", "content/attempts.toml", fail),
		"a version by report": files("content/exam.toml", "exam = \"200-301\"\n", "content/attempts.toml", fail),
		"in attempts.toml":    files("content/attempts.toml", "exam = \"custom\"\n"+fail),
		"one of its own":      files("content/exam.toml", "# failed on 2026-11-02\nexam = \"MY-1\"\nname = \"Mine\"\npass = 70\ndomains = [\n { n = 1, name = \"One\", weight = 60 },\n { n = 2, name = \"Two\", weight = 40 },\n]\n[policy]\nwait = [{ after = 1, n = 7, unit = \"day\" }]\n", "content/attempts.toml", "policy = \"aws\"\n"+fail),
		"an override":         files("content/exam.toml", "minutes = 95\n", "content/attempts.toml", "exam = \"SY0-701\"\n"+fail),
		"own catalogues": files("content/attempts.toml", "exam = \"NEW-1\"\n"+fail,
			"content/exams.toml", "[[exam]]\ncode = \"NEW-1\"\nname = \"New\"\npolicy = \"mine\"\n", "content/policies.toml", "# Ada wrote this\n[[policy]]\nid = \"mine\"\nbody = \"Mine\"\n", "site.toml", "author = \"Ada\"\n"),
		"domains by report": files("content/exam.toml", "exam = \"custom\"\nname = \"Mine\"\n",
			"content/attempts.toml", fail+"section = [{ domain = 3, percent = 45 }, { name = \"Risk \\\"A\\\"\", percent = 55 }]\n", "content/plan.toml", "[[resource]]\nname = \"Book\"\ndomains = [3]\n"),
	} {
		before, _ := source.Load(from)
		s := starterOf(t, from, false)
		after, faults := source.Load(asFS(s))
		if len(faults) > 0 {
			t.Errorf("%s: %v\n%s", name, codes(faults), s.Files["content/exam.toml"])
		}
		a, b := before.Record.Exam, after.Record.Exam
		a.Pos, a.DomainsFrom, a.WeightKind = b.Pos, b.DomainsFrom, b.WeightKind // how it is written may differ
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("%s (-before +after):\n%s", name, diff)
		}
		if r := Build(Input{Source: asFS(s), Clock: monday}); r.Files == nil {
			t.Errorf("%s does not build: %v", name, codes(r.Faults))
		}
		for file, text := range s.Files {
			if bytes.Contains(text, []byte("2026-11-02")) || bytes.Contains(text, []byte("Ada")) {
				t.Errorf("%s: %s says too much:\n%s", name, file, text)
			}
		}
	}
}

func TestNoStarterOfABrokenPlan(t *testing.T) {
	s := Template(Input{Source: files("content/attempts.toml", "exam = \"SY0-701\"\n[[attempt]]\n"), Clock: monday}, true)
	if s.Files != nil || s.Faults.Errors() == 0 {
		t.Errorf("files %d, faults %v", len(s.Files), codes(s.Faults))
	}
}

// TestQuotedIsReadBack: any text of a resource comes out as it went in.
func TestQuotedIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := strings.TrimSpace(rapid.String().Draw(t, "name"))
		if name == "" {
			return
		}
		tree, faults := source.Load(files("content/exam.toml", "exam = \"SY0-701\"\n", "content/plan.toml", "[[resource]]\nname = "+quoted(name)+"\n"))
		if len(faults) > 0 || tree.Record.Resources[0].Name != name {
			t.Fatalf("%q: %v %+v", name, codes(faults), tree.Record.Resources)
		}
	})
}

package source_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/source"
)

// note finds a note by its file below content/.
func note(t *testing.T, tree *source.Tree, file string) source.Note {
	t.Helper()
	for _, n := range tree.Notes {
		if n.File == "content/"+file {
			return n
		}
	}
	t.Fatalf("%s is not among the notes", file)
	return source.Note{}
}

// TestPlaceOfNotes: the kind, slug, domain and week that a file's name gives it.
func TestPlaceOfNotes(t *testing.T) {
	cases := []struct {
		file, text string
		kind       source.NoteKind
		slug       string
		domain     int
		week       int
	}{
		{"domains/4-security-operations.md", "", source.DomainNote, "domains/security-operations", 4, 0},
		{"domains/4-security-operations/hardening.md", "", source.DomainNote, "domains/security-operations/hardening", 4, 0},
		{"domains/4-security-operations/Deep/Log Files.md", "", source.DomainNote, "domains/security-operations/deep/log-files", 4, 0},
		{"domains/01 General/README.md", "", source.DomainNote, "domains/general-security-concepts", 1, 0},
		{"domains/security-architecture/index.md", "", source.DomainNote, "domains/security-architecture", 3, 0},
		{"domains/4.2-assets.md", "", source.DomainNote, "domains/security-operations/4-2-assets", 4, 0},
		{"domains/loose.md", "---\ndomain: Security Architecture\n---\n", source.DomainNote, "domains/security-architecture/loose", 3, 0},
		{"notes/crypto/Hashing & Salt.md", "", source.PlainNote, "notes/crypto/hashing-salt", 0, 0},
		{"notes/Übersicht.md", "+++\ndomain = 2\n+++\n", source.PlainNote, "notes/übersicht", 2, 0},
		{"weeks/03.md", "", source.WeekNote, "weeks/03", 0, 3},
		{"weeks/week-4-crypto.md", "", source.WeekNote, "weeks/04", 0, 4},
		{"weeks/W12.md", "", source.WeekNote, "weeks/12", 0, 12},
		{"weeks/ideas.md", "", source.PlainNote, "weeks/ideas", 0, 0},
		{"checklists/exam-day.md", "", source.ChecklistNote, "checklists/exam-day", 0, 0},
		{"guides/after.md", "", source.GuideNote, "guides/after", 0, 0},
		{"why.md", "", source.WhyNote, "why", 0, 0},
		{"index.md", "", source.HomeNote, "index", 0, 0},
		{"report.md", "", source.PlainNote, "notes/report", 0, 0},
		{"inbox/why.md", "", source.PlainNote, "notes/inbox/why", 0, 0},
	}
	files := []string{"content/exam.toml", named, "content/notes/.obsidian/x.md", "# hidden", "content/.git/config", "x", "content/notes/a.md~", "x",
		"content/notes/draft.md", "---\ndraft: yes\n---\n# Draft\n", "content/img/a.png", "x", "content/my.toml", "x", "content/domains/4-security-operations/map.svg", "x"}
	for _, c := range cases {
		files = append(files, "content/"+c.file, c.text)
	}
	tree := sound(t, files...)
	for _, c := range cases {
		n := note(t, tree, c.file)
		if n.Kind != c.kind || n.Slug != c.slug || n.Domain != c.domain || n.Week != c.week {
			t.Errorf("%s: %s %s domain %d week %d", c.file, n.Kind, n.Slug, n.Domain, n.Week)
		}
	}
	if len(tree.Notes) != len(cases) || !slices.IsSortedFunc(tree.Notes, func(a, b source.Note) int { return strings.Compare(a.Slug, b.Slug) }) {
		t.Errorf("%d notes, %d expected, by slug", len(tree.Notes), len(cases))
	}
	if want := []string{"content/domains/4-security-operations/map.svg", "content/img/a.png", "content/my.toml"}; !slices.Equal(tree.Assets, want) {
		t.Error(tree.Assets)
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"notes/a.md", "---\ntitle: From the front\n---\n# Heading\n", "From the front"},
		{"notes/a.md", "## Second\n\n# First\n", "First"},
		{"notes/a.md", "## Only\n", "Only"},
		{"notes/hash-functions_2.md", "text\n", "Hash functions 2"},
		{"domains/4-security-operations.md", "", "Security operations"},
		{"domains/4-security-operations/index.md", "", "Security operations"},
		{"notes/überblick.md", "", "Überblick"},
		{"notes/-.md", "", "-.md"},
	} {
		if got := note(t, sound(t, "content/exam.toml", named, "content/"+c.file, c.text), c.file).Title; got != c.want {
			t.Errorf("%s %q: %q, want %q", c.file, c.text, got, c.want)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	full := source.Meta{Title: "T", Domain: "4", Objectives: []string{"4.1", "4.2"}, Tags: []string{"a", "b/c"}, Aliases: []string{"one two", "three"}, Date: day("2026-11-20"), Audience: "mentor", Order: 3}
	for text, want := range map[string]source.Meta{
		"---\ntitle: T\ndomain: 4\nobjectives: [4.1, 4.2]\ntags: [a, \"#b/c\"]\naliases:\n  - one two\n  - three\ndate: 2026-11-20\naudience: Mentor\norder: 3\nup: [[Home]]\nother: {x: 1}\n---\n":                full,
		"---\nTitle: T\ndomain: 4\nobjectives: 4.1, 4.2\ntags: a b/c\naliases: one two, three\ndate: 2026-11-20T10:00:00Z\naudience: mentor\norder: '3'\nup: \"[[Home]]\"\n---\n":                                  full,
		"+++\ntitle = \"T\"\ndomain = 4\nobjectives = [\"4.1\", \"4.2\"]\ntags = [\"a\", \"b/c\"]\naliases = [\"one two\", \"three\"]\ndate = 2026-11-20\naudience = \"mentor\"\norder = 3\n[extra]\nx = 1\n+++\n": full,
		"---\ntags:\nalias: x\ndraft: no\n---\n": {Aliases: []string{"x"}},
		"---\n# nothing\n---\n":                  {},
		"no front matter: at all\n":              {},
		"---\nbase: &b x\ntitle: *b\n---\n":      {Title: "x"},
	} {
		got := note(t, sound(t, "content/exam.toml", named, "content/notes/a.md", text), "notes/a.md").Meta
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s%s", text, diff)
		}
	}
}

// TestCareful: what is not understood about who may read a note is read the careful way.
func TestCareful(t *testing.T) {
	tree, faults := source.Load(folder("content/exam.toml", named, "content/notes/a.md", "---\naudience: friends\n---\n", "content/notes/b.md", "---\ndraft: soon\n---\n"))
	if len(tree.Notes) != 1 || tree.Notes[0].Meta.Audience != "me" || faults.Warnings() != 2 || faults.Errors() != 0 {
		t.Errorf("%+v %v", tree.Notes, faults)
	}
}

// TestLinks: a linked folder is read once, and one that leads back is not.
func TestLinks(t *testing.T) {
	dir, vault := t.TempDir(), t.TempDir()
	write := func(root, name, text string) {
		t.Helper()
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, name string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	write(dir, "content/exam.toml", named)
	write(dir, "content/notes/a.md", "# A\n")
	write(vault, "deep/b.md", "# B\n")
	link(vault, "content/notes/vault")
	link("..", "content/notes/up")
	link(".", "content/notes/here")
	link("../../..", "content/notes/above")
	link("a.md", "content/notes/c.md")
	if err := os.Symlink("..", filepath.Join(vault, "deep/back")); err != nil {
		t.Fatal(err)
	}
	if out, err := filepath.Rel(filepath.Join(dir, "content/notes"), vault); err == nil {
		link(out, "content/notes/beside")
	}
	tree, faults := source.Load(os.DirFS(dir))
	var files []string
	for _, n := range tree.Notes {
		files = append(files, n.File)
	}
	if want := []string{"content/notes/a.md", "content/notes/beside/deep/b.md", "content/notes/c.md", "content/notes/vault/deep/b.md"}; !slices.Equal(files, want) || len(faults) > 0 {
		t.Errorf("%v %v", files, faults)
	}
	link("nowhere", "content/notes/dead.md")
	if _, faults := source.Load(os.DirFS(dir)); len(faults) != 1 || faults[0].Code != "unreadable" {
		t.Error(faults)
	}
}

// TestMemo: a warm load gives what a cold one gives, after any edit, and keeps what did not change.
func TestMemo(t *testing.T) {
	names := []string{"content/notes/a.md", "content/notes/b.md", "content/domains/4-x.md"}
	rapid.Check(t, func(t *rapid.T) {
		var memo source.Memo
		files := folder("content/exam.toml", named)
		for range 6 {
			name := rapid.SampledFrom(names).Draw(t, "file")
			switch rapid.IntRange(0, 3).Draw(t, "edit") {
			case 0:
				delete(files, name)
			case 1: // the exam, and what else the TOML files say
				code := rapid.SampledFrom([]string{named, "exam = \"N10-009\"\n", "exam = [", "exam = \"NONE\"\n", "# nothing\n" + named}).Draw(t, "exam")
				files["content/exam.toml"] = &fstest.MapFile{Data: []byte(code)}
				files["content/log.toml"] = &fstest.MapFile{Data: []byte(rapid.SampledFrom([]string{"", "[[session]]\ndate = 2026-11-25\ndomain = 4\nkind = \"lab\"\nminutes = 50\n", "[["}).Draw(t, "log"))}
			default:
				text := rapid.SampledFrom([]string{"# One\n", "# Two\n", "---\ntitle: [\n---\n", "---\ndraft: yes\n---\n", "\xff\xfe#\x00 \x00x\x00"}).Draw(t, "text")
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			warm, warmFaults := source.LoadWith(files, &memo)
			cold, coldFaults := source.Load(files)
			if a, b := show(warm), show(cold); a != b || !cmp.Equal(warmFaults, coldFaults) || !reflect.DeepEqual(warm.Record, cold.Record) {
				t.Fatalf("warm\n%s\ncold\n%s", a, b)
			}
		}
	})
	var memo source.Memo
	files := folder("content/exam.toml", named, names[0], "# A\n", names[1], "# B\n")
	first, _ := source.LoadWith(files, &memo)
	files[names[1]] = &fstest.MapFile{Data: []byte("# C\n")}
	second, _ := source.LoadWith(files, &memo)
	if first.Notes[0].Doc != second.Notes[0].Doc || first.Notes[1].Doc == second.Notes[1].Doc {
		t.Error("the note that did not change is parsed again, or the other is not")
	}
}

func show(tree *source.Tree) string {
	var b strings.Builder
	for _, n := range tree.Notes {
		fmt.Fprintf(&b, "%s %s %s %s %d %+v %q %q\n", n.Kind, n.File, n.Slug, n.Title, n.Domain, n.Meta, n.Doc.Plain(), textOf(tree, n.File))
	}
	return b.String()
}

// TestCarefulFront: a refused value that decides who may read a note is read the careful way.
func TestCarefulFront(t *testing.T) {
	tree, faults := source.Load(folder("content/exam.toml", named,
		"content/a.md", "+++\naudience = mentor\n+++\n# A\n", "content/b.md", "+++\ndraft = True\n+++\n# B\n"))
	if len(faults) != 2 || len(tree.Notes) != 1 || tree.Notes[0].Meta.Audience != "me" {
		t.Errorf("%v %+v", faults, tree.Notes)
	}
}

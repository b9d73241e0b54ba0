package adopt

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// files makes a folder from "name: text".
func files(list ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for _, f := range list {
		name, text, _ := strings.Cut(f, ": ")
		m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return m
}

func look(t testing.TB, root fs.FS, there ...string) *Vault {
	t.Helper()
	v, err := Look(root, "v", there, false)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// stays is what stays behind, "why: names".
func stays(v *Vault) (out []string) {
	for _, l := range v.Left {
		out = append(out, l.Why+": "+strings.Join(l.Names, ", "))
	}
	return out
}

// TestWhatComesAlong: notes, and what they link or show, by whichever way of writing it.
func TestWhatComesAlong(t *testing.T) {
	v := look(t, files(
		"a.md: ![[one.png]] [x](files/two%20three.pdf) ![y](<files/%234 %25 ü.png>)",
		"deep/er/b.MARKDOWN: ![](../../files/five.svg) ![[files/six.webp|300]] [web](https://example.org/seven.png)",
		"img/one.png: 1", "files/two three.pdf: 2", "files/#4 % ü.png: 4", "files/five.svg: 5", "files/six.webp: 6", "files/seven.png: 7",
		"img/other/one.PNG: another", "board.canvas: {}",
	))
	want := []string{"files/#4 % ü.png", "files/five.svg", "files/six.webp", "files/two three.pdf", "img/one.png"}
	if diff := cmp.Diff(want, v.Files); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a.md", "deep/er/b.MARKDOWN"}, v.Notes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"linked or shown by no note: board.canvas, files/seven.png, img/other/one.PNG"}, stays(v)); diff != "" {
		t.Error(diff)
	}
	if len(v.Faults) > 0 || v.NoDomain != 2 {
		t.Errorf("%d notes without a domain, faults %v", v.NoDomain, v.Faults)
	}
}

// TestStaysBehind: each file that stays behind is named with the reason.
func TestStaysBehind(t *testing.T) {
	root := files(
		"a b.md: x", "A-B.md: the same page", "draft.md: ---\ndraft: true\n---", "Draft.md: x", "have.md: the plan has that page",
		"binary.md: \x00\xff\xfe\x01", "nul.md: a \x00 in text", "utf16.md: \xff\xfe#\x00 \x00A\x00", "latin.md: caf\xe9",
		".obsidian/templates.json: {\"folder\": \"/Meta/Templates/\"}", ".obsidian/app.json: {\"userIgnoreFilters\": [\"Old/\", \"/^Priv.te/\", \"/(/\", \"\"]}",
		".obsidian/plugins/templater-obsidian/data.json: {\"templates_folder\": \"tpl\"}", ".trash/x.md: x", "backup.md~: x",
		"Meta/Templates/t.md: x", "Meta/kept.md: x", "tpl/t.md: x", "Old/x.md: x", "Older.md: x", "Private/x.md: x", "Templates/own.md: x",
	)
	root["large.md"] = &fstest.MapFile{Data: make([]byte, mostNote+1)}
	root["pipe.md"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	v := look(t, root, "content/notes/v/have-.md", "content/notes/have.md")
	want := []string{
		"its page would be that of another note: a b.md (as content/notes/v/A-B.md), have.md (as content/notes/v/have-.md)",
		"not text: binary.md",
		"too large: large.md (5 MB)",
		"cannot be read: pipe.md",
		"hidden: .obsidian/, .trash/, backup.md~",
		"templates of Obsidian: Meta/Templates/, tpl/",
		"left out in Obsidian's own settings: Old/, Private/",
	}
	if diff := cmp.Diff(want, stays(v)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(strings.Split("A-B.md Draft.md Meta/kept.md Older.md Templates/own.md draft.md latin.md nul.md utf16.md", " "), v.Notes); diff != "" {
		t.Error(diff)
	}
	whole, err := Look(root, "v", nil, true)
	if err != nil || !slices.Contains(whole.Notes, "Old/x.md") || !slices.Contains(whole.Notes, "tpl/t.md") || slices.Contains(whole.Notes, ".trash/x.md") {
		t.Errorf("linked as it is: %q, %v", whole.Notes, err)
	}
}

// TestLeadsNowhere: what would not resolve is said as the check of the plan will say it.
func TestLeadsNowhere(t *testing.T) {
	v := look(t, files(
		"a.md: [[none]] ![[gone.png]] [[b#Part]] [[b#none]] [[Other name]] [up](../../../secret.md)\n[[same]]",
		"b.md: ---\naliases: [Other name]\n---\n# Part", "x/same.md: x", "y/same.md: y",
	), "content/notes/none-of-it.md")
	var got []string
	for _, f := range v.Faults {
		got = append(got, f.String())
	}
	want := []string{
		`content/notes/v/a.md:1:1: there is no note or file "none" [broken-link]`,
		`content/notes/v/a.md:1:10: there is no image "gone.png" [broken-image]`,
		`content/notes/v/a.md:1:35: notes/v/b.md has no heading or anchor "none" [broken-anchor]`,
		`content/notes/v/a.md:1:61: there is no note or file "../../../secret.md" [broken-link]`,
		`content/notes/v/a.md:2:1: "same" names 2 files: notes/v/x/same.md is taken [ambiguous-link]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := kinds(v.Faults); got != "2 links lead nowhere, 1 link may mean several files, 1 link is to a heading that is not there, 1 picture is not there" {
		t.Error(got)
	}
}

// TestOwnPicture: of two pictures of one name, a note brings its vault's own, whatever the plan has.
func TestOwnPicture(t *testing.T) {
	v := look(t, files("a.md: ![[p.png]]", "files/p.png: ours"), "content/p.png")
	if !slices.Equal(v.Files, []string{"files/p.png"}) {
		t.Errorf("comes along: %q", v.Files)
	}
	want := `content/notes/v/a.md:1:1: "p.png" would mean content/p.png, not content/notes/v/files/p.png [ambiguous-link]`
	if len(v.Faults) != 1 || v.Faults[0].String() != want {
		t.Errorf("what is said of the two: %v", v.Faults)
	}
}

// TestCopy: the plan gets each file with its bytes, keeps what it has, and a second time gets nothing.
func TestCopy(t *testing.T) {
	name := rapid.StringMatching(`[a-c #?%&ü]{1,3}`)
	text := rapid.SampledFrom([]string{"", "x", "# T\r\n\r\n![[p.png]]\r\n", "\ufeff# T\n", "---\ntitle: x\n---\n[[a]] [[ü#x]]", "a\x00b", "\xff\xfe#\x00"})
	rapid.Check(t, func(t *rapid.T) {
		root, plan := fstest.MapFS{}, fstest.MapFS{}
		for range rapid.IntRange(1, 8).Draw(t, "files") {
			at := path.Join(name.Draw(t, "folder"), name.Draw(t, "name")+rapid.SampledFrom([]string{".md", ".png", ".txt"}).Draw(t, "kind"))
			if fs.ValidPath(at) && !strings.HasPrefix(at, ".") {
				root[at] = &fstest.MapFile{Data: []byte(text.Draw(t, "text"))}
			}
		}
		for at := range root {
			if rapid.IntRange(0, 3).Draw(t, "there") == 0 {
				plan["content/notes/v/"+at] = &fstest.MapFile{Data: []byte(text.Draw(t, "have"))}
			}
		}
		before := len(plan)
		v, err := Look(root, "v", nil, false)
		if err != nil {
			t.Fatal(err)
		}
		c, err := v.Copy(plan)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.New)+c.Same+len(c.Differ) != len(v.Notes)+len(v.Files) {
			t.Fatalf("%d new, %d the same, %d differ, of %d", len(c.New), c.Same, len(c.Differ), len(v.Notes)+len(v.Files))
		}
		for at, raw := range c.New {
			if plan[at] != nil {
				t.Fatalf("%s would be written over", at)
			}
			if string(raw) != string(root[strings.TrimPrefix(at, "content/notes/v/")].Data) {
				t.Fatalf("%s has other bytes", at)
			}
			plan[at] = &fstest.MapFile{Data: raw}
		}
		if len(plan) != before+len(c.New) {
			t.Fatal("files are missing")
		}
		again, err := v.Copy(plan)
		if err != nil || len(again.New) > 0 || !slices.Equal(again.Differ, c.Differ) {
			t.Fatalf("again: %d new, %q differ (before: %q), %v", len(again.New), again.Differ, c.Differ, err)
		}
	})
}

// TestTooMuch: what does not fit into memory is refused before anything is read for it.
func TestTooMuch(t *testing.T) {
	v := look(t, files("a.md: x"))
	v.Size = mostAtOnce + 1
	if _, err := v.Copy(fstest.MapFS{}); !errors.Is(err, ErrTooMuch) {
		t.Error(err)
	}
}

// TestTell: long lists are cut, and whole if they are wanted.
func TestTell(t *testing.T) {
	var list []string
	for i := range 30 {
		list = append(list, fmt.Sprintf("n%02d.md: [[gone %d]]", i, i))
	}
	v := look(t, files(append(list, ".git/x: x")...))
	c, err := v.Copy(files("content/notes/v/n03.md: [[gone 3]]", "content/notes/v/n04.md: mine"))
	if err != nil {
		t.Fatal(err)
	}
	short, long := v.Tell(c, false), v.Tell(c, true)
	want := `30 notes, 320 bytes, for content/notes/v/
  28 new, 1 there already
  1 changed, here or in the plan, which keeps its own unless you say --replace:
    content/notes/v/n04.md
stays behind:
  hidden: .git/
to be mended: 30 links lead nowhere
  content/notes/v/n00.md:1:1: there is no note or file "gone 0" [broken-link]`
	if diff := cmp.Diff(want, strings.Join(short[:8], "\n")); diff != "" {
		t.Error(diff)
	}
	if len(short) != 18 || short[17] != "  and 20 more: --all names them" || len(long) != 37 {
		t.Errorf("%d lines and %d:\n%s", len(short), len(long), strings.Join(short, "\n"))
	}
	if got := v.Next("me"); strings.Join(got, "\n") != "retake check names what is to be mended\n"+
		"domain: 2 at the top of a note, between lines of ---, puts it with that domain (30 notes have none)\n"+
		"only you see these notes, until audience: mentor in a note, or [share] in site.toml, says more" {
		t.Error(got)
	}
}

// FuzzSettings: whatever stands in Obsidian's settings, notes are looked at and nothing breaks.
func FuzzSettings(f *testing.F) {
	f.Add(`{"folder": "T"}`, `{"userIgnoreFilters": ["/(a+)+$/", "x"]}`, "# A\n[[b]]")
	f.Add(`[]`, `{"userIgnoreFilters": {}}`, "\xff\xfe")
	f.Fuzz(func(t *testing.T, core, app, note string) {
		v, err := Look(fstest.MapFS{
			".obsidian/templates.json": {Data: []byte(core)}, ".obsidian/app.json": {Data: []byte(app)}, "T/a.md": {Data: []byte(note)},
		}, "v", nil, false)
		if err != nil {
			t.Fatal(err)
		}
		n := len(v.Notes)
		for _, l := range v.Left {
			n += len(l.Names)
		}
		if n < 2 { // the note or its folder, and the settings
			t.Errorf("something is neither taken nor told: %q, %v", v.Notes, v.Left)
		}
	})
}

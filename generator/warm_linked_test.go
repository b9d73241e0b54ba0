package generator_test

import (
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/generator"
	"retake/generator/civil"
	"retake/generator/disk"
	"retake/generator/disk/mount"
)

// TestWarmEqualsColdWithLinkedFolder makes random edits on a plan and on a folder of notes that is laid into it, while that
// is linked, unlinked and moved. After each, the build that remembers equals one that remembers nothing.
func TestWarmEqualsColdWithLinkedFolder(t *testing.T) {
	plan, vault := filepath.Join(t.TempDir(), "plan"), filepath.Join(t.TempDir(), "vault")
	put := func(dir, name, text string) {
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(plan, "content/exam.toml", "exam = \"SY0-701\"\n")
	put(plan, "content/imports.toml", "[[linked]]\nfolder = \"../vault\"\nas = \"vault\"\n")
	put(plan, "content/notes/own.md", "# Own\n[[a]] [[b]] ![[p.svg]] [gone](vault/deep/b.md)\n")
	put(vault, "a.md", "# A\n[[own]] ![[p.svg]]\n")
	put(vault, "deep/p.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="5" height="7"/>`)
	r := rand.New(rand.NewSource(1))
	why := ""
	which := func(fs.FS) []mount.Folder {
		return []mount.Folder{{At: "content/notes/vault", Dir: vault, Why: why}}
	}
	names := []string{"site.toml", "content", "themes"}
	live, err := mount.OpenLive(plan, names, which)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	pick := func(words ...string) string { return words[r.Intn(len(words))] }
	edit := func() (at, name string) {
		switch r.Intn(6) {
		case 0:
			why = pick("", "", "no")
			return "", "content/imports.toml"
		case 1:
			name = pick("a.md", "deep/b.md", "deep/p.svg")
			_ = os.Remove(filepath.Join(vault, name)) // it may be gone already
			return "content/notes/vault", name
		case 2:
			put(plan, "content/notes/own.md", "# Own\n"+pick("[[a]]", "[[b#New]]", "![[p.svg]]", "[x](vault/a.md)", "- [ ] do")+"\n")
			return "", "content/notes/own.md"
		case 3:
			put(vault, "deep/p.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="`+pick("5", "9")+`" height="7"/>`)
			return "content/notes/vault", "deep/p.svg"
		}
		name = pick("a.md", "deep/b.md", "new.md")
		put(vault, name, pick("# New", "# A", "---\ntitle: [\n---\n", "---\ndomain: 1\n---\n")+"\n"+pick("[[own]]", "[[b]]", "![[p.svg]]", "- [x] done", "[[gone]]")+"\n")
		return "content/notes/vault", name
	}
	var memory generator.Memory
	in := generator.Input{Source: live, Clock: generator.Clock{Today: civil.Of(2026, 11, 26)}, Version: "test"}
	memory.Build(in)
	linked := 0
	for i := range 150 {
		at, name := edit()
		live.Renew(mount.Change{At: at, Change: disk.Change{Paths: []string{name}}})
		fresh, err := mount.Open(plan, which)
		if err != nil {
			t.Fatal(err)
		}
		warm := memory.Build(in)
		in := in
		in.Source = fresh
		cold := generator.Build(in)
		if wrong := differ(warm, cold); wrong != "" {
			t.Fatalf("edit %d, of %s %s (left out: %q)\n%s", i, at, name, why, wrong)
		}
		if cold.Files == nil {
			t.Fatalf("edit %d: %v", i, cold.Faults)
		}
		for page := range cold.Files {
			if strings.HasPrefix(page, "notes/vault/") {
				linked++
				break
			}
		}
	}
	if linked < 50 || linked > 149 {
		t.Errorf("%d of the sites had linked notes: the edits show nothing", linked)
	}
}

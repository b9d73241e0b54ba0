package mount

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator/disk"
)

// put writes files, "name: text", below a folder.
func put(t *testing.T, dir string, files ...string) {
	t.Helper()
	for _, f := range files {
		name, text, _ := strings.Cut(f, ": ")
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// folders are a plan, and a vault beside it.
func folders(t *testing.T) (plan, vault string) {
	dir := t.TempDir()
	plan, vault = filepath.Join(dir, "plan"), filepath.Join(dir, "Vault #1")
	put(t, plan, "site.toml: title = \"x\"", "content/exam.toml: exam", "content/notes/own.md: own", "content/notes/z.md: z")
	put(t, vault, "Käse & Brot?.md: cheese", "deep/er/note.md: deep", "deep/a.png: png", ".obsidian/app.json: {}")
	return plan, vault
}

func always(f ...Folder) func(fs.FS) []Folder { return func(fs.FS) []Folder { return f } }

// TestLaidIn: what is laid in is found by every way of asking, in both kinds, and the base is as it was.
func TestLaidIn(t *testing.T) {
	plan, vault := folders(t)
	for _, at := range []string{"content/notes/vault", "content/notes/a/b", "new/vault"} {
		which := always(Folder{At: at, Dir: vault})
		once, err := Open(plan, which)
		if err != nil {
			t.Fatal(err)
		}
		live, err := OpenLive(plan, []string{"site.toml", "content", "new"}, which)
		if err != nil {
			t.Fatal(err)
		}
		defer live.Close()
		for _, m := range []fs.FS{once, live} {
			if err := fstest.TestFS(m, "site.toml", "content/notes/own.md", at+"/Käse & Brot?.md", at+"/deep/er/note.md", at+"/.obsidian/app.json"); err != nil {
				t.Errorf("%T, %s: %v", m, at, err)
			}
			if text, err := fs.ReadFile(m, at+"/deep/er/note.md"); err != nil || string(text) != "deep" {
				t.Errorf("%T, %s: %q, %v", m, at, text, err)
			}
			for _, none := range []string{at + "/none", at + "/../own.md", at + "x", "none"} {
				if _, err := fs.Stat(m, none); err == nil {
					t.Errorf("%T: %s is there", m, none)
				}
			}
			if info, err := fs.Stat(m, at); err != nil || info.Name() != filepath.Base(at) || !info.IsDir() {
				t.Errorf("%T: %s: %v, %v", m, at, info, err)
			}
		}
		if once.(*FS).Withheld(at) != "" || live.Withheld(at) != "" {
			t.Errorf("%s is said to be withheld", at)
		}
	}
}

// TestWithheld: a folder is left out, and why is said, if it must not be read, is not there, or would cover what is.
func TestWithheld(t *testing.T) {
	plan, vault := folders(t)
	put(t, plan, "content/notes/mine/x.md: x")
	m, err := Open(plan, always(
		Folder{At: "content/notes/no", Dir: vault, Why: "nobody asked"},
		Folder{At: "content/notes/gone", Dir: filepath.Join(plan, "..", "gone")},
		Folder{At: "content/notes/file", Dir: filepath.Join(plan, "site.toml")},
		Folder{At: "content/notes/mine", Dir: vault},
		Folder{At: "content/notes/v", Dir: vault},
		Folder{At: "content/notes/v", Dir: plan},
	))
	if err != nil {
		t.Fatal(err)
	}
	for at, why := range map[string]string{
		"content/notes/no": "nobody asked", "content/notes/gone": notThere, "content/notes/file": noFolder,
		"content/notes/mine": taken, "content/notes/v": twice, "content/notes/other": notThere,
	} {
		if got := m.(*FS).Withheld(at); got != why {
			t.Errorf("%s: %q, want %q", at, got, why)
		}
	}
	var names []string
	list, err := fs.ReadDir(m, "content/notes")
	for _, e := range list {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); err != nil || got != "mine own.md v z.md" {
		t.Errorf("content/notes holds %s, %v", got, err)
	}
	if _, err := fs.Stat(m, "content/notes/v/deep/a.png"); err != nil {
		t.Error("the first of two of one name is not laid in:", err)
	}
	if _, err := fs.Stat(m, "content/notes/mine/deep"); err == nil {
		t.Error("the plan's own folder is covered")
	}
}

// TestSaidTwice: a folder that is named twice for one place, as two imports at once may do, is laid in all the same.
func TestSaidTwice(t *testing.T) {
	plan, vault := folders(t)
	same, no := Folder{At: "content/notes/v", Dir: vault}, Folder{At: "content/notes/no", Dir: vault, Why: "nobody asked"}
	files, err := Open(plan, always(same, same, no, no))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{same.At: "", no.At: no.Why} {
		if got := files.(*FS).Withheld(at); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}

// TestNoWayOut: links in a folder that is laid in do not lead out of it, not even into the plan.
func TestNoWayOut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights there")
	}
	plan, vault := folders(t)
	put(t, filepath.Dir(vault), "secret.md: secret")
	for name, to := range map[string]string{"out.md": "../secret.md", "abs.md": filepath.Join(plan, "site.toml"), "dir": "..", "in.md": "deep/er/note.md"} {
		if err := os.Symlink(to, filepath.Join(vault, name)); err != nil {
			t.Fatal(err)
		}
	}
	which := always(Folder{At: "content/notes/v", Dir: vault})
	once, err := Open(plan, which)
	if err != nil {
		t.Fatal(err)
	}
	live, err := OpenLive(plan, []string{"content"}, which)
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	for _, m := range []fs.FS{once, live} {
		for _, name := range []string{"out.md", "abs.md", "dir/secret.md", "dir/plan/site.toml"} {
			if text, err := fs.ReadFile(m, "content/notes/v/"+name); err == nil {
				t.Errorf("%T: %s leads out of the folder: %q", m, name, text)
			}
		}
		if text, err := fs.ReadFile(m, "content/notes/v/in.md"); err != nil || string(text) != "deep" {
			t.Errorf("%T: a link inside the folder: %q, %v", m, text, err)
		}
		if to, err := fs.ReadLink(m, "content/notes/v/in.md"); err != nil || to != "deep/er/note.md" {
			t.Errorf("%T: the link is to %q, %v", m, to, err)
		}
	}
}

// TestRenew: what changes in either folder, and which folders are laid in, shows after Renew and only then.
func TestRenew(t *testing.T) {
	plan, vault := folders(t)
	at := "content/notes/v"
	which := []Folder{{At: at, Dir: vault}}
	live, err := OpenLive(plan, []string{"content"}, func(fs.FS) []Folder { return which })
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	read := func(name string) string {
		text, err := live.Bytes(name)
		if errors.Is(err, fs.ErrNotExist) {
			return "none"
		}
		return string(text)
	}
	walk := func() { // as whoever makes a site does
		if err := fs.WalkDir(live, "content", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				read(name)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	renew := func(c Change, want ...string) {
		t.Helper()
		if got := live.Renew(c); !slices.Equal(got, want) {
			t.Errorf("changed: %q, want %q", got, want)
		}
		walk()
	}
	change := func(in string, names ...string) Change { return Change{in, disk.Change{Paths: names}} }
	walk()
	if read(at+"/deep/er/note.md") != "deep" {
		t.Fatal("not laid in")
	}
	put(t, vault, "deep/er/note.md: deeper", "new.md: new")
	if read(at+"/deep/er/note.md") != "deep" {
		t.Error("read anew without a change")
	}
	renew(change(at, "deep/er/note.md", "new.md"), at+"/deep/er/note.md", at+"/new.md")
	if got := read(at+"/deep/er/note.md") + read(at+"/new.md"); got != "deepernew" {
		t.Error(got)
	}
	renew(change(at, "new.md"))
	if err := os.Remove(filepath.Join(vault, "new.md")); err != nil {
		t.Fatal(err)
	}
	renew(change(at, "new.md"), at+"/new.md")
	put(t, plan, "content/notes/own.md: mine")
	renew(change("", "content/notes/own.md"), "content/notes/own.md")
	which = nil
	renew(change(""), at)
	if read(at+"/deep/er/note.md") != "none" {
		t.Error("still laid in")
	}
	which = []Folder{{At: at, Dir: vault, Why: "no"}}
	renew(change(""), at)
	which[0].Why = ""
	renew(change(""), at)
	if read(at+"/deep/er/note.md") != "deeper" {
		t.Error("not laid in again")
	}
	if err := os.Rename(vault, vault+" 2"); err != nil {
		t.Fatal(err)
	}
	live.Renew(Change{at, disk.Change{All: true}})
	if read(at+"/deep/er/note.md") != "none" {
		t.Error("a folder that has gone is still read")
	}
	if why := live.Withheld(at); why != notThere {
		t.Errorf("of a folder that has gone is said %q", why)
	}
	if err := os.Rename(vault+" 2", vault); err != nil {
		t.Fatal(err)
	}
	live.Renew(Change{at, disk.Change{All: true}})
	if read(at+"/deep/er/note.md") != "deeper" {
		t.Error("a folder that has come back is not read")
	}
}

// TestWhereabouts: what is written to is the file as it really lies.
func TestWhereabouts(t *testing.T) {
	plan, vault := folders(t)
	live, err := OpenLive(plan, []string{"content"}, always(Folder{At: "content/notes/v", Dir: vault}))
	if err != nil {
		t.Fatal(err)
	}
	defer live.Close()
	for name, want := range map[string][2]string{
		"content/notes/v/deep/a.png": {vault, "deep/a.png"},
		"content/notes/own.md":       {plan, "content/notes/own.md"},
		"content/notes/v2.md":        {plan, "content/notes/v2.md"},
	} {
		if dir, rest := live.Whereabouts(name); dir != want[0] || rest != want[1] {
			t.Errorf("%s: %s in %s", name, rest, dir)
		}
	}
}

// TestFollow: a change in any of the folders is told, also in one that comes later.
func TestFollow(t *testing.T) {
	for _, poll := range []bool{false, true} {
		plan, vault := folders(t)
		late := filepath.Join(filepath.Dir(vault), "late")
		live, err := Follow(t.Context(), disk.Watching{Root: plan, Names: []string{"content"}, Poll: poll},
			always(Folder{At: "content/notes/v", Dir: vault}, Folder{At: "content/notes/late", Dir: late}))
		if err != nil {
			t.Fatal(err)
		}
		defer live.Close()
		next := func(want string) {
			t.Helper()
			for {
				select {
				case c := <-live.Changes:
					if slices.ContainsFunc(live.Renew(c), func(name string) bool { return strings.HasPrefix(name, want) }) {
						return
					}
				case <-t.Context().Done():
					t.Fatal("not told of", want)
				}
			}
		}
		if _, err := fs.ReadFile(live, "content/notes/v/deep/er/note.md"); err != nil {
			t.Fatal(err)
		}
		put(t, vault, "top.md: top")
		next("content/notes/v/top.md")
		put(t, vault, "deep/er/note.md: other words")
		next("content/notes/v/deep/er/note.md")
		put(t, plan, "content/notes/own.md: other words")
		next("content/notes/own.md")
		put(t, late, "x.md: x")
		next("content/notes/late")
		if text, err := fs.ReadFile(live, "content/notes/late/x.md"); err != nil || string(text) != "x" {
			t.Errorf("poll %v: %q, %v", poll, text, err)
		}
	}
}

package place

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestInside(t *testing.T) {
	for _, c := range []struct {
		path, folder string
		want         bool
	}{{"/a/b", "/a", true}, {"/a", "/a", true}, {"/ab", "/a", false}, {"/a", "/a/b", false}, {"/a/..b", "/a", true}, {"/b", "/a", false}} {
		if got := Inside(filepath.FromSlash(c.path), filepath.FromSlash(c.folder)); got != c.want {
			t.Errorf("%s in %s: got %v", c.path, c.folder, got)
		}
	}
}

// TestReal follows links as far as there is something to follow.
func TestReal(t *testing.T) {
	dir := Real(t.TempDir())
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("folder", filepath.Join(dir, "link")); err != nil {
		t.Skip("no links here:", err)
	}
	for path, want := range map[string]string{"link": "folder", "link/none/x": "folder/none/x", "none": "none", "link/..": "."} {
		if got := Real(filepath.Join(dir, filepath.FromSlash(path))); got != filepath.Join(dir, filepath.FromSlash(want)) {
			t.Errorf("%s: got %s", path, got)
		}
	}
}

func TestInRepository(t *testing.T) {
	dir := t.TempDir()
	if InRepository(filepath.Join(dir, "a", "file")) {
		t.Skip("the temporary folder is in a repository")
	}
	for name, make := range map[string]func(string) error{
		"clone":    func(git string) error { return os.Mkdir(git, 0o755) },
		"worktree": func(git string) error { return os.WriteFile(git, []byte("gitdir: elsewhere"), 0o644) },
	} {
		top := filepath.Join(dir, name)
		if err := os.Mkdir(top, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := make(filepath.Join(top, ".git")); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{"file", "none/none/file"} {
			if !InRepository(filepath.Join(top, file)) {
				t.Errorf("%s: %s is in none", name, file)
			}
		}
	}
}

// TestReplace: the file is whole, its owner's alone, and nothing is left beside it.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	for _, text := range []string{"one", "another"} {
		if err := Replace(file, []byte(text)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(file)
		if err != nil || string(got) != text {
			t.Errorf("got %q, %v", got, err)
		}
	}
	info, err := os.Stat(file)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if Replace(filepath.Join(dir, "folder"), nil) == nil {
		t.Error("a folder was replaced")
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("left: %v", left)
	}
}

// TestCreate: nothing is written over, and what was written before that was seen is taken away again.
func TestCreate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if err := Create(dir, map[string][]byte{"b/c": []byte("mine")}); err != nil {
		t.Fatal(err)
	}
	if Create(dir, map[string][]byte{"a": []byte("x"), "b/c": []byte("theirs")}) == nil {
		t.Error("a file was written over")
	}
	if got, err := os.ReadFile(filepath.Join(dir, "b", "c")); err != nil || string(got) != "mine" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "a")); err == nil {
		t.Error("half of it stays")
	}
	if Create(dir, map[string][]byte{"../out": nil}) == nil {
		t.Error("a file was written outside")
	}
}

// TestRead: only an ordinary file is read.
func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, err := Read(file); err != nil || string(data) != "x" {
		t.Errorf("%q, %v", data, err)
	}
	for _, other := range []string{filepath.Dir(file), os.DevNull} {
		if _, err := Read(other); err == nil || !strings.Contains(err.Error(), "it is no ordinary file") {
			t.Errorf("%s: %v", other, err)
		}
	}
}

// TestCreateWhole: what is created has one name, its content and nothing beside it, and is never written over another.
func TestCreateWhole(t *testing.T) {
	dir := t.TempDir()
	files := map[string][]byte{"content/a.md": []byte("# A\n"), "content/empty.toml": nil}
	if err := Create(dir, files); err != nil {
		t.Fatal(err)
	}
	if err := Create(dir, map[string][]byte{"b.md": []byte("b"), "content/a.md": []byte("other")}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another: %v", err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != string(want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for at, want := range map[string]int{".": 1, "content": 2} {
		if list, err := os.ReadDir(filepath.Join(dir, at)); err != nil || len(list) != want {
			t.Errorf("%s holds %v, %v", at, list, err)
		}
	}
}

package keyring

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"retake/generator/seal"
)

// atHome gives the user a home of their own, and a plan with a folder for its site.
func atHome(t *testing.T) Ring {
	dir := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(name, filepath.Join(dir, "home"))
	}
	for _, name := range []string{"home", "plan", "site"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return Ring{Plan: filepath.Join(dir, "plan"), Site: filepath.Join(dir, "site")}
}

func found(t *testing.T, r Ring, another bool) Key {
	t.Helper()
	k, err := r.Find(another)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func kept(t *testing.T, k Key) {
	t.Helper()
	if err := k.Keep(); err != nil {
		t.Fatal(err)
	}
}

// TestFind: a key is new until it is kept; then it is the same each time, until another is wanted.
func TestFind(t *testing.T) {
	r := atHome(t)
	first := found(t, r, false)
	if _, err := os.Stat(first.File); !first.New || err == nil {
		t.Errorf("new %v, in a file: %v", first.New, err == nil)
	}
	kept(t, first)
	if again := found(t, r, false); again.New || again.Key != first.Key || again.File != first.File {
		t.Error("the key is another one, or was not found")
	}
	second := found(t, r, true)
	if !second.New || second.Key == first.Key {
		t.Error("no other key was made")
	}
	if again := found(t, r, false); again.Key != first.Key {
		t.Error("the key went before another was kept")
	}
	kept(t, second)
	if again := found(t, r, false); again.Key != second.Key {
		t.Error("the other key was not kept")
	}
}

// TestKeysApart: each plan, and each way to open it, has a key of its own; a plan is the same by any path.
func TestKeysApart(t *testing.T) {
	r := atHome(t)
	kept(t, found(t, r, false))
	other, phrase, same := r, r, r
	other.Plan, phrase.Passphrase = r.Plan+"-2", true
	same.Plan = filepath.Join(r.Plan, "..", filepath.Base(r.Plan))
	if !found(t, other, false).New || !found(t, phrase, false).New {
		t.Error("a key is used for something else")
	}
	if found(t, same, false).New {
		t.Error("the plan is not known by another path")
	}
}

// TestFiles: the file is for its owner alone; it says what it is, and not of what by its name.
func TestFiles(t *testing.T) {
	r := atHome(t)
	k := found(t, r, false)
	kept(t, k)
	text, err := os.ReadFile(k.File)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if lines[len(lines)-1] != k.Key.String() || !strings.Contains(lines[0], filepath.Base(r.Plan)) || strings.Contains(k.File, "plan") {
		t.Errorf("%s:\n%s", k.File, text)
	}
	if ignored, err := os.ReadFile(filepath.Join(filepath.Dir(k.File), ".gitignore")); err != nil || string(ignored) != "*\n" {
		t.Errorf("ignored: %q, %v", ignored, err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]os.FileMode{k.File: 0o600, filepath.Dir(k.File): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if err := os.Chmod(k.File, 0o640); err != nil {
		t.Fatal(err)
	}
	refused(t, r, "others on this machine can read the key")
}

func refused(t *testing.T, r Ring, why string) {
	t.Helper()
	_, err := r.Find(false)
	var e *Error
	if !errors.As(err, &e) || !strings.Contains(e.What, why) || e.Hint == "" {
		t.Errorf("got %v, want %q", err, why)
	}
}

// TestChosen: a file of the user's choice is not where something takes it along.
func TestChosen(t *testing.T) {
	r := atHome(t)
	dir := filepath.Dir(r.Plan)
	if err := os.MkdirAll(filepath.Join(dir, "repository", ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	for file, why := range map[string]string{
		"plan/key": "is in the plan's own folder", "site/a/key": "is in the output folder", "repository/a/key": "is in a git repository",
	} {
		r.File = filepath.Join(dir, filepath.FromSlash(file))
		refused(t, r, why)
	}
	r.File = filepath.Join(dir, "key")
	k := found(t, r, false)
	kept(t, k)
	if again := found(t, r, false); k.File != r.File || again.Key != k.Key {
		t.Error("the key is elsewhere")
	}
	if _, err := os.Stat(filepath.Join(dir, ".gitignore")); err == nil {
		t.Error("a folder of the user's was written to")
	}
	r.Passphrase = true
	refused(t, r, "has been in links")
	r.File += "-passphrase"
	kept(t, found(t, r, false))
	r.Passphrase = false
	refused(t, r, "goes with a passphrase")
}

// TestLinkToAKey: a link to a key's file is followed when the key is another one, too: the key does not come to lie
// where the link does.
func TestLinkToAKey(t *testing.T) {
	r := atHome(t)
	real := filepath.Join(filepath.Dir(r.Plan), "key")
	r.File = real
	kept(t, found(t, r, false))
	r.File = filepath.Join(r.Plan, "key")
	if err := os.Symlink(real, r.File); err != nil {
		t.Skip(err)
	}
	next := found(t, r, true)
	kept(t, next)
	if info, err := os.Lstat(r.File); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
	if again := found(t, r, false); again.Key != next.Key {
		t.Error("the other key was not kept")
	}
}

// TestTwoAtOnce: of two that make a plan's first key, one keeps it, and the other says so.
func TestTwoAtOnce(t *testing.T) {
	r := atHome(t)
	one, two := found(t, r, false), found(t, r, false)
	kept(t, one)
	if err := two.Keep(); err == nil || strings.Contains(err.Error(), two.Key.String()) {
		t.Errorf("the second key was kept: %v", err)
	}
	if again := found(t, r, false); again.Key != one.Key {
		t.Error("the first key is gone")
	}
}

// TestDamaged: a file that holds no key is told, and no part of what it holds.
func TestDamaged(t *testing.T) {
	r := atHome(t)
	r.File = filepath.Join(filepath.Dir(r.Plan), "key")
	if err := os.Mkdir(r.File, 0o700); err != nil {
		t.Fatal(err)
	}
	refused(t, r, "it is no ordinary file")
	if err := os.Remove(r.File); err != nil {
		t.Fatal(err)
	}
	good := seal.Key{1}.String()
	for _, text := range []string{"", "# only this\n", good[:40], good + "\n" + good + "\n", "secret words"} {
		if err := os.WriteFile(r.File, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, r, "holds no key, or a damaged one")
		if _, err := r.Find(false); text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("the error shows the file: %v", err)
		}
	}
	for _, text := range []string{good, "# by hand\r\n\r\n  " + good + "\r\n"} {
		if err := os.WriteFile(r.File, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if k := found(t, r, false); k.Key != (seal.Key{1}) {
			t.Errorf("%q is another key", text)
		}
	}
}

// TestUnder: another passphrase or another key of the plan is another key; the salt, which everybody can
// read, is the same for any passphrase.
func TestUnder(t *testing.T) {
	key, salt := Key{Key: seal.Key{1}}.Under("one")
	other, same := Key{Key: seal.Key{1}}.Under("two")
	third, another := Key{Key: seal.Key{2}}.Under("one")
	if key == other || key == third || key == (seal.Key{1}) || salt != same || salt == another {
		t.Error("keys or salts are not what they should be")
	}
}

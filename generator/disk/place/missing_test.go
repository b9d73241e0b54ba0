package place

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func plant(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, dir, name, want string) {
	t.Helper()
	if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != want {
		t.Errorf("%s: %q, %v, want %q", name, got, err, want)
	}
}

func TestCreateMissing(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, "b", "mine")
	kept, err := CreateMissing(dir, map[string][]byte{"a/x": []byte("new"), "b": []byte("other")})
	if err != nil || !slices.Equal(kept, []string{"b"}) {
		t.Errorf("kept %v, %v", kept, err)
	}
	holds(t, dir, "a/x", "new")
	holds(t, dir, "b", "mine")
}

// TestRenew: what is ours and old is written anew; what is another's stays, also a folder in its place.
func TestRenew(t *testing.T) {
	dir := t.TempDir()
	ours := func(b []byte) bool { return bytes.HasPrefix(b, []byte("ours")) }
	plant(t, dir, "s/old", "ours 1")
	plant(t, dir, "s/same", "ours 2")
	plant(t, dir, "s/theirs", "theirs")
	plant(t, dir, "s/folder/file", "x")
	now := map[string][]byte{}
	for _, name := range []string{"s/old", "s/same", "s/theirs", "s/folder", "s/new"} {
		now[name] = []byte("ours 2")
	}
	written, kept, err := Renew(dir, now, ours)
	if err != nil || written != 2 || !slices.Equal(kept, []string{"s/folder", "s/theirs"}) {
		t.Errorf("%d written, kept %v, %v", written, kept, err)
	}
	holds(t, dir, "s/old", "ours 2")
	holds(t, dir, "s/new", "ours 2")
	holds(t, dir, "s/theirs", "theirs")
	if written, _, err := Renew(dir, now, ours); written != 0 || err != nil {
		t.Errorf("once more: %d, %v", written, err)
	}
	outside := filepath.Join(t.TempDir(), "target")
	plant(t, filepath.Dir(outside), "target", "ours 1")
	if err := os.Remove(filepath.Join(dir, "s/new")); err != nil {
		t.Fatal(err)
	}
	if os.Symlink(outside, filepath.Join(dir, "s/new")) != nil {
		return
	}
	if _, kept, err := Renew(dir, now, ours); err != nil || !slices.Contains(kept, "s/new") {
		t.Errorf("a link: kept %v, %v", kept, err)
	}
	holds(t, filepath.Dir(outside), "target", "ours 1")
}

package place

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLook(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content", "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"content/a": "a", "content/empty": ""} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := Look(dir, name); err != nil || got == nil || string(got) != text {
			t.Errorf("%s: %#v, %v", name, got, err)
		}
	}
	for _, name := range []string{"content/none", "none/none"} {
		if got, err := Look(dir, name); err != nil || got != nil {
			t.Errorf("%s: %#v, %v", name, got, err)
		}
	}
	if got, err := Look(dir, "content/folder"); err == nil {
		t.Errorf("a folder: %q", got)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "link")); err != nil {
		t.Skip("no links here:", err)
	}
	if got, err := Look(dir, "link"); err == nil {
		t.Errorf("a link to nothing: %q", got)
	}
}

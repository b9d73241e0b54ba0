package mount

import (
	"os"
	"path/filepath"
	"testing"

	"retake/generator/disk/place"
)

// TestWhere: a folder is found again by the name that is written for it, and what is no folder of notes is told.
func TestWhere(t *testing.T) {
	root := place.Real(t.TempDir())
	home := filepath.Join(root, "home", "sam")
	for _, name := range []string{"HOME", "USERPROFILE"} {
		t.Setenv(name, home)
	}
	plan := filepath.Join(home, "docs", "exam", "plan")
	for _, dir := range []string{plan, filepath.Join(home, "Vault")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ dir, written, unfit string }{
		{filepath.Join(home, "docs", "exam", "Vault #1"), "../Vault #1", ""},
		{filepath.Join(home, "docs", "Vault"), "../../Vault", ""},
		{filepath.Join(home, "Vault"), "~/Vault", ""},
		{filepath.Join(root, "else"), filepath.ToSlash(filepath.Join(root, "else")), ""},
		{filepath.Join(plan, "content"), "content", "lies in the plan"},
		{plan, ".", "lies in the plan"},
		{filepath.Join(home, "docs"), "../..", "holds the plan"},
		{home, "~/.", "is your home folder"},
		{filepath.VolumeName(root) + string(filepath.Separator), "", "is the whole disk"},
	} {
		if got := Unfit(plan, c.dir); got != c.unfit {
			t.Errorf("%s: unfit because it %q, want %q", c.dir, got, c.unfit)
		}
		if c.written == "" {
			continue
		}
		if got := Written(plan, c.dir); got != c.written {
			t.Errorf("%s is written as %q, want %q", c.dir, got, c.written)
		}
		if got := Meant(plan, c.written); got != c.dir {
			t.Errorf("%q means %s, want %s", c.written, got, c.dir)
		}
	}
}

package keyring

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTrust: a folder is read for the plan that it was said for, and no other pair of folders is meant by that.
func TestTrust(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(name, filepath.Join(home, "settings"))
	}
	dir := func(name string) string {
		at := filepath.Join(home, name)
		if err := os.MkdirAll(at, 0o755); err != nil {
			t.Fatal(err)
		}
		return at
	}
	plan, vault, other := dir("plan"), dir("vault"), dir("other")
	if Trusts(plan, vault) {
		t.Fatal("a folder is read for which nobody has said anything")
	}
	for range 2 {
		if err := Trust(plan, vault); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		plan, folder string
		want         bool
	}{
		{plan, vault, true},
		{filepath.Join(plan, "..", "plan"), vault + string(filepath.Separator), true},
		{plan, other, false},
		{other, vault, false},
		{vault, plan, false},
		{plan, filepath.Join(vault, "below"), false},
		{plan, home, false},
	} {
		if got := Trusts(c.plan, c.folder); got != c.want {
			t.Errorf("plan %s, folder %s: %v", c.plan, c.folder, got)
		}
	}
	if err := os.Remove(vault); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, vault); err != nil {
		t.Skip(err)
	}
	if Trusts(plan, vault) {
		t.Error("a folder that has become a link to another one is still read")
	}
}

package console

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestBrowse: if no browser starts, that is said.
func TestBrowse(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the program that opens browsers is another one here")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	failed := make(chan error, 1)
	Browse("http://localhost/", func(err error) { failed <- err })
	if err := <-failed; !strings.Contains(err.Error(), "xdg-open") {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\nexit 3\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	Browse("http://localhost/", func(err error) { failed <- err })
	if err := <-failed; !strings.Contains(err.Error(), "exit status 3") {
		t.Error(err)
	}
}

// TestNoTerminal: what is no terminal has a width all the same, and is shown no progress.
func TestNoTerminal(t *testing.T) {
	var out strings.Builder
	if Terminal(&out) || Width(&out) != 80 {
		t.Errorf("terminal %v, %d columns", Terminal(&out), Width(&out))
	}
	Progress(&out, "building")()
	if out.Len() > 0 {
		t.Errorf("printed %q", out.String())
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if Terminal(file) || Width(file) != 80 {
		t.Error("a file is taken for a terminal")
	}
}

// TestReadAlong: a service that builds for many is known, whichever it is; a variable that says no counts for nothing.
func TestReadAlong(t *testing.T) {
	for set, want := range map[string]bool{"": false, "CI=true": true, "CI=False": false, "GITHUB_ACTIONS=1": true, "CI=0": false, "JENKINS_URL=https://ci.example/": true, "TF_BUILD=True": true} {
		name, value, _ := strings.Cut(set, "=")
		if got := ReadAlong(func(asked string) string {
			if asked == name {
				return value
			}
			return ""
		}); got != want {
			t.Errorf("%s: %v", set, got)
		}
	}
}

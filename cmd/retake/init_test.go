package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"retake/cmd/retake/edge"
)

// TestInitWithoutRights: a folder that cannot be written to is the machine's fault, and stays as it was.
func TestInitWithoutRights(t *testing.T) {
	locked := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(locked, 0o555); err != nil {
		t.Fatal(err)
	}
	if probe := filepath.Join(locked, "probe"); os.WriteFile(probe, nil, 0o644) == nil { // to some users nothing is forbidden
		if locked = "/proc/self/fdinfo"; os.Mkdir(filepath.Join(locked, "probe"), 0o755) == nil {
			t.Skip("there is no folder here that this user cannot write to")
		}
	}
	before, err := os.ReadDir(locked)
	if err != nil {
		t.Skip(err)
	}
	for _, dir := range []string{locked, filepath.Join(locked, "new")} {
		if out, errs, code := runHere("init", dir); code != edge.Broken || out != "" || !strings.HasPrefix(errs, "retake: writing to "+dir+": ") {
			t.Errorf("%s: code %d\n%s%s", dir, code, out, errs)
		}
	}
	after, err := os.ReadDir(locked)
	if err != nil || locked != "/proc/self/fdinfo" && len(after) != len(before) {
		t.Errorf("before %v, after %v, %v", before, after, err)
	}
}

// TestInitBesidePipe: what stands where init would write is not waited for.
func TestInitBesidePipe(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("mkfifo", filepath.Join(dir, ".gitignore")).CombinedOutput(); err != nil {
		t.Skipf("there are no pipes in folders here: %v %s", err, out)
	}
	if out, errs, code := runHere("init", dir); code != edge.Fine || !strings.Contains(errs, ".gitignore was there, and stays as it was\n") {
		t.Errorf("code %d\n%s%s", code, out, errs)
	}
}

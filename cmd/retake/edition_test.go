package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"retake/cmd/retake/edge"
)

// TestServeAs: the preview of an edition is, byte for byte, what build writes, and writes to no note.
func TestServeAs(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/attempts.toml":   "exam = \"SY0-701\"\n[[attempt]]\ndate = 2026-11-02\nresult = \"fail\"\n",
		"content/notes/mine.md":   "# Plumage\n",
		"content/notes/theirs.md": "---\naudience: mentor\n---\n# For A.\n\n- [ ] read\n",
	} {
		put(t, filepath.Join(dir, name), text)
	}
	built := filepath.Join(t.TempDir(), "site")
	var out log
	e := edge.World{Stdout: &out, Stderr: &out, Env: func(string) string { return "" }, Now: time.Now}
	if code := run(t.Context(), e, []string{"build", "--as", "mentor", "--source", dir, "--out", built, "--today", "2026-11-23"}); code != edge.Fine {
		t.Fatal(out.String())
	}
	p := showingPlan(t, dir, "--as", "mentor", "--today", "2026-11-23")
	if !strings.Contains(p.out.String(), "shown is the mentor edition, just as build --as mentor writes it; boxes are not written to notes\n") {
		t.Errorf("said %q", p.out.String())
	}
	if status, _ := p.get("notes/mine.html"); status != 404 {
		t.Errorf("a note of the learner's own is shown: %d", status)
	}
	if _, page := p.get("notes/theirs.html"); !strings.Contains(page, "For A.") || strings.Contains(page, "data-box") {
		t.Errorf("the note for the mentor is not there, or can be written to:\n%s", page)
	}
	p.until("the site in the folder", func() bool {
		_, err := os.Stat(filepath.Join(dir, "public/.retake-manifest"))
		return err == nil
	})
	if code := p.end(); code != edge.Fine {
		t.Errorf("ended with %d", code)
	}
	want, err := os.ReadFile(filepath.Join(built, ".retake-manifest"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "public/.retake-manifest")); err != nil || string(got) != string(want) {
		t.Errorf("the preview wrote another site than build: %v", err)
	}
}

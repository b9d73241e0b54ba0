package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"retake/cmd/retake/edge"
	"retake/generator"
)

// TestSharingCommands runs the commands that docs/sharing.md shows, one after the other, in a plan that init made
// and git keeps. A bare repository stands for the one at the host.
func TestSharingCommands(t *testing.T) {
	text, err := os.ReadFile("../../docs/sharing.md")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, block := range regexp.MustCompile("(?ms)^```\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		for line := range strings.Lines(block[1]) {
			if args, ok := strings.CutPrefix(strings.TrimSpace(line), "retake "); ok {
				lines = append(lines, args)
			}
		}
	}
	if len(lines) < 8 {
		t.Fatalf("only %d commands", len(lines))
	}
	shown := planInGit(t)
	for _, line := range lines {
		args := strings.Fields(line)
		if args[0] == "serve" { // it would wait for a reader; its flags are read all the same
			args = append(args, "--help")
		}
		for i, a := range args {
			if a == "https://github.com/NAME/shown.git" {
				args[i] = shown
			}
		}
		out, errs, code := runHere(args...)
		if code != edge.Fine {
			t.Errorf("retake %s: code %d\n%s%s", line, code, out, errs)
		}
	}
	for _, name := range []string{generator.WorkflowFile, "public/index.html", "mentor.html", "mentor.zip"} {
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
	for _, at := range []string{shown, "../private.git"} {
		if out, err := exec.Command("git", "-C", at, "rev-list", "--count", "gh-pages").Output(); err != nil || string(out) != "1\n" {
			t.Errorf("%s: %s commits, %v", at, out, err)
		}
	}
}

// planInGit makes a plan, commits it, and goes there. It returns a bare repository beside it, empty.
func planInGit(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	root := t.TempDir()
	for name, value := range map[string]string{
		"HOME": root, "XDG_CONFIG_HOME": filepath.Join(root, "config"), "GIT_CONFIG_NOSYSTEM": "1", "RETAKE_KEY": "", "CI": "", "GITHUB_ACTIONS": "",
		"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
	} {
		t.Setenv(name, value)
	}
	t.Chdir(root)
	if out, errs, code := runHere("init", "plan", "--exam", "SY0-701", "--today", "2026-11-26"); code != edge.Fine {
		t.Fatalf("code %d\n%s%s", code, out, errs)
	}
	if err := os.RemoveAll("plan/.github"); err != nil { // as an older plan is, which has no workflow yet
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"init", "--quiet", "--bare", "shown.git"}, {"init", "--quiet", "--bare", "private.git"}, {"init", "--quiet", "--initial-branch=main", "plan"},
		{"-C", "plan", "add", "--all"}, {"-C", "plan", "commit", "--quiet", "-m", "plan"},
		{"-C", "plan", "remote", "add", "origin", filepath.Join(root, "private.git")}, {"-C", "plan", "push", "--quiet", "origin", "main"},
	} {
		if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	t.Chdir("plan")
	return filepath.Join(root, "shown.git")
}

// runHere runs the program in the folder that the test is in.
func runHere(args ...string) (out, errs string, code int) {
	var o, e bytes.Buffer
	now := func() time.Time { return time.Unix(1795651200, 0) } // 26 November 2026
	code = run(context.Background(), edge.World{Stdout: &o, Stderr: &e, Env: os.Getenv, Now: now}, args)
	return o.String(), e.String(), code
}

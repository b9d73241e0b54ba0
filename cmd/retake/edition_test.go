package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"retake/generator/git"
)

// TestPassphraseIsTyped: it is typed twice, unseen, and refused if the two differ.
func TestPassphraseIsTyped(t *testing.T) {
	for _, c := range []struct {
		typed []string
		err   error
		want  string
	}{
		{typed: []string{"five words that hold out", "five words that hold out"}},
		{typed: []string{"five words that hold out", "five words that hold"}, want: "--passphrase: the two are not the same"},
		{typed: []string{"", ""}, want: "--passphrase: nothing was typed"},
		{err: io.EOF, want: "EOF"},
	} {
		c2 := &common{edge: &edge{env: func(string) string { return "" }, ask: func(string) (string, error) {
			if c.err != nil {
				return "", c.err
			}
			text := c.typed[0]
			c.typed = c.typed[1:]
			return text, nil
		}}}
		got, err := c2.passphrase()
		switch {
		case c.want == "" && (err != nil || got != "five words that hold out"):
			t.Errorf("got %q, %v", got, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("got %q, %v, want %s", got, err, c.want)
		}
	}
}

// TestEditionsNamed: an edition has words in sentences.
func TestEditionsNamed(t *testing.T) {
	for want, e := range map[string]edition{
		"your own edition": {as: "me"}, "the mentor edition, sealed": {as: "mentor", lock: &lock{}}, "the public edition": {as: "public"},
	} {
		if got := e.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

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
	e := edge{stdout: &out, stderr: &out, env: func(string) string { return "" }, now: time.Now}
	if code := run(t.Context(), e, []string{"build", "--as", "mentor", "--source", dir, "--out", built, "--today", "2026-11-23"}); code != fine {
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
	if code := p.end(); code != fine {
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

// TestFromGit: a target that is refused is wrong usage, and all else is the machine.
func TestFromGit(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		says string
	}{
		{&git.Error{What: "no", Hint: "so", Refused: true}, misused, "retake: no\nhint: so\n"},
		{&git.Error{What: "no", Hint: "so", Said: []string{"fatal: it"}}, broken, "retake: no\nfatal: it\nhint: so\n"},
		{&git.Error{What: "no"}, broken, "retake: no\n"},
		{errors.New("no"), broken, "retake: no\n"},
	} {
		var out log
		e := &edge{stderr: &out}
		if code := e.exit(rootCommand(e), fromGit(c.err)); code != c.code || out.String() != c.says {
			t.Errorf("%v: %d\n%s", c.err, code, out.String())
		}
	}
}

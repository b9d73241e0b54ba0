package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"retake/cmd/retake/edge"
)

// settings puts the user's settings and home into folders of their own.
func settings(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"HOME", "USERPROFILE", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(name, dir)
	}
}

// TestServeLinked: the preview follows a linked folder as it follows the plan's own, also one that is linked while it runs,
// and a box that is ticked is written to the note where it lies.
func TestServeLinked(t *testing.T) {
	settings(t)
	dir := t.TempDir()
	plan, vault := filepath.Join(dir, "plan"), filepath.Join(dir, "Vault #1")
	put(t, filepath.Join(plan, "content/exam.toml"), "exam = \"SY0-701\"\n")
	put(t, filepath.Join(vault, "deep/Note & x.md"), "# First words\r\n\r\n- [ ] read\r\n")
	p := showingPlan(t, plan, "--no-publish")
	page := func() string {
		_, body := p.get("notes/vault/deep/note-x.html")
		return body
	}
	if strings.Contains(page(), "First words") {
		t.Fatal("the vault is shown before it is linked")
	}
	var said log
	e := edge.World{Stdout: &said, Stderr: &said, Env: func(string) string { return "" }, Now: time.Now}
	if code := run(t.Context(), e, []string{"import", vault, "--link", "--as", "vault", "--plan", plan}); code != edge.Fine {
		t.Fatalf("linking: code %d\n%s", code, said.String())
	}
	p.until("the linked note", func() bool { return strings.Contains(page(), "First words") })
	put(t, filepath.Join(vault, "deep/Note & x.md"), "# Second words\r\n\r\n- [ ] read\r\n")
	p.until("the change in the vault", func() bool { return strings.Contains(page(), "Second words") })
	put(t, filepath.Join(vault, "new.md"), "# New one\n")
	p.until("the new note", func() bool { _, body := p.get("notes/vault/new.html"); return strings.Contains(body, "New one") })

	body := page()
	box := regexp.MustCompile(`data-box="([^"]+)"`).FindStringSubmatch(body)
	token := regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(body)
	if box == nil || token == nil {
		t.Fatal("no box can be ticked on the page of a linked note")
	}
	value := strings.NewReplacer("&amp;", "&", "&#34;", `\"`).Replace(box[1])
	r, err := http.NewRequest("POST", p.base+".retake/tick", strings.NewReader(`{"box":"`+value+`","done":true}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "Origin": strings.TrimSuffix(p.base, "/"), "X-Retake-Token": token[1]} {
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	text, err := os.ReadFile(filepath.Join(vault, "deep/Note & x.md"))
	if answer.StatusCode != http.StatusOK || err != nil || string(text) != "# Second words\r\n\r\n- [x] read\r\n" {
		t.Errorf("status %d; the note is %q, %v", answer.StatusCode, text, err)
	}
	if _, err := os.Lstat(filepath.Join(plan, "content/notes")); err == nil {
		t.Error("something was written into the plan")
	}
	p.until("the tick", func() bool { return strings.Contains(page(), "checked") })

	if err := os.Rename(vault, vault+" gone"); err != nil {
		t.Fatal(err)
	}
	p.until("the folder to be missed", func() bool { return strings.Contains(p.err.String(), "is not on this machine [linked-folder]") })
}

package site

import (
	"strings"
	"testing"
)

// TestUsedFiles: an attachment is copied when a page shows it, and its size is known; no other is.
func TestUsedFiles(t *testing.T) {
	out := render(t, rich())
	if out["files/notes/img/net.png"] == nil || out["files/notes/img/unused.png"] != nil {
		t.Error("not exactly the used attachments are copied")
	}
	for _, want := range []string{`src="../files/notes/img/net.png"`, `width="40"`, `height="30"`} {
		if !strings.Contains(string(out["notes/quick.html"]), want) {
			t.Errorf("no %s", want)
		}
	}
	in := rich()
	in.Assets = nil
	if _, faults := Render(in); len(faults) != 1 || faults[0].Code != "asset-unreadable" {
		t.Errorf("faults %v", faults)
	}
}

// TestNotePlaces: where notes of each kind are shown.
func TestNotePlaces(t *testing.T) {
	out := render(t, rich())
	for p, want := range map[string]string{
		"index.html":            "This plan is mine",
		"why.html":              "I promised my daughter",
		"weeks/01.html":         "Tuesday was hard",
		"weeks/40.html":         "Later.",
		"weeks/index.html":      "Far away",
		"domains/domain-d.html": "Prepare, detect",
		"domains/4-security-operations/hardening.html": "Switch off",
		"notes/index.html":      "Reading a score report",
		"guides/index.html":     "Reading a score report",
		"checklists/index.html": "Exam day",
		"readiness.html":        "Exam day",
	} {
		if !strings.Contains(string(out[p]), want) {
			t.Errorf("%s does not show %q", p, want)
		}
	}
}

package main

import "testing"

func TestNearestName(t *testing.T) {
	names := []string{"source", "out", "today", "theme", "quiet", "no-color"}
	for word, want := range map[string]string{
		"todya": "did you mean --today?", "them": "did you mean --theme?", "no-colour": "did you mean --no-color?",
		"Quiet": "did you mean --quiet?", "zzzzz": "", "": "", "x": "",
	} {
		if got := nearFlag(word, names); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

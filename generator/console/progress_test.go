package console

import (
	"testing"
	"unicode/utf8"
)

// TestStep: a line of progress stays on its line, however long the name of what is read.
func TestStep(t *testing.T) {
	for _, c := range []struct {
		doing          string
		seconds, width int
		want           string
	}{
		{"building", 3, 80, "building, 3 s "},
		{"building", 12, 14, "build…, 12 s "},
		{"reading Prüfungsfragen-2026.csv", 1, 20, "reading Prüf…, 1 s "},
		{"building", 1, 15, "building, 1 s "},
	} {
		got := step(c.doing, c.seconds, c.width)
		if got != c.want || utf8.RuneCountInString(got) >= c.width {
			t.Errorf("%d columns: %q, want %q", c.width, got, c.want)
		}
	}
}

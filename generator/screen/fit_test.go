package screen

import "testing"

func TestFit(t *testing.T) {
	for text, want := range map[string]string{
		"short\n\n  columns   stay\n":                 "short\n\n  columns   stay\n",
		"a line that is longer than thirty columns":   "a line that is longer than\n  thirty columns",
		"  one that is set in and longer than thirty": "  one that is set in and\n    longer than thirty",
		"alittlelongerthanthirtycolumnsandnoblank":    "alittlelongerthanthirtycolumnsandnoblank",
	} {
		if got := Fit(text, 30); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

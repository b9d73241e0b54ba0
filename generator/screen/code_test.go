package screen

import (
	"strings"
	"testing"

	"rsc.io/qr"
)

// TestCode reads the drawing back: light is drawn, dark is left out, and there is a quiet zone all around.
func TestCode(t *testing.T) {
	for _, c := range []struct {
		address string
		columns int
	}{
		{"http://192.168.178.123:65535/", 33},
		{"https://somebody.github.io/my-second-attempt/#" + strings.Repeat("k", 43), 45},
	} {
		want, err := qr.Encode(c.address, qr.L)
		if err != nil {
			t.Fatal(err)
		}
		drawn := Code(c.address, c.columns, false)
		lines := strings.Split(strings.TrimSuffix(drawn, "\n"), "\n")
		if len(lines) != (want.Size+2*quietZone+1)/2 {
			t.Fatalf("%s: %d lines for %d modules", c.address, len(lines), want.Size)
		}
		for i, line := range lines {
			row := []rune(line)
			if len(row) != c.columns {
				t.Fatalf("%s: line %d has %d columns", c.address, i, len(row))
			}
			for j, r := range row {
				x, y := j-quietZone, 2*i-quietZone
				if up := r == '█' || r == '▀'; up == want.Black(x, y) {
					t.Errorf("module %d,%d is wrong", x, y)
				}
				if down := r == '█' || r == '▄'; down == want.Black(x, y+1) {
					t.Errorf("module %d,%d is wrong", x, y+1)
				}
			}
		}
		if colored := Code(c.address, c.columns, true); strings.Count(colored, "\x1b[97;40m") != len(lines) || strings.Count(colored, "\x1b[0m") != len(lines) {
			t.Error("a line is without its colours")
		}
		if Code(c.address, c.columns-1, false) != "" {
			t.Errorf("%s: drawn on a screen that is too narrow", c.address)
		}
	}
	if Code(strings.Repeat("x", 5000), 1000, true) != "" {
		t.Error("what is too long has a code")
	}
}

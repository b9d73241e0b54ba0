package main

import (
	"strings"
	"testing"

	"rsc.io/qr"
)

// TestCode reads the drawing back: light is drawn, dark is left out, and there is a quiet zone all around.
func TestCode(t *testing.T) {
	const address = "http://192.168.178.123:65535/"
	want, err := qr.Encode(address, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(code(address, false), "\n"), "\n")
	if len(lines) != (want.Size+2*quietZone+1)/2 {
		t.Fatalf("%d lines for %d modules", len(lines), want.Size)
	}
	for i, line := range lines {
		row := []rune(line)
		if len(row) != want.Size+2*quietZone || len(row) > codeWidth {
			t.Fatalf("line %d has %d columns", i, len(row))
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
	if colored := code(address, true); strings.Count(colored, "\x1b[97;40m") != len(lines) || strings.Count(colored, "\x1b[0m") != len(lines) {
		t.Error("a line is without its colours")
	}
	if code(strings.Repeat("x", 5000), true) != "" {
		t.Error("what is too long has a code")
	}
}

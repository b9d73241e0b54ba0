package main

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// BenchmarkProcessColdBuild runs the built program as a process: start, read the repository's plan,
// write the whole site into a new folder, end.
func BenchmarkProcessColdBuild(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "retake")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	n := 0
	for b.Loop() {
		n++
		cmd := exec.Command(program, "build", "--source", "../..", "--out", filepath.Join(dir, strconv.Itoa(n)), "--quiet")
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
}

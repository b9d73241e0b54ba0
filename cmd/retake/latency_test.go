package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/corpus"
)

// joining is how long a save is waited on for others of the same burst (see disk.Watch). It is part of
// every figure, and taken off where "after the debounce" is said.
const joining = 50 * time.Millisecond

// BenchmarkSaveToPage measures a real process end to end: from just before a note is written until the
// new bytes are served, and until an open page is told. The plan is the sample with so many notes more.
// Medians are printed in milliseconds, with and without the wait for a burst to end.
func BenchmarkSaveToPage(b *testing.B) {
	program := filepath.Join(b.TempDir(), "retake")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, n := range []int{0, 1_000, 10_000} {
		b.Run(fmt.Sprintf("notes=%d", n), func(b *testing.B) { saveToPage(b, program, n) })
	}
}

func saveToPage(b *testing.B, program string, n int) {
	dir := b.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		b.Fatal(err)
	}
	for i := range n {
		put(b, filepath.Join(dir, corpus.Name(i)), corpus.Note(i, n))
	}
	base, process := started(b, program, dir)
	events := tell(b, base)
	const page = "notes/crypto/pki-certificates.html"
	note := filepath.Join(dir, "content/notes/crypto/pki-certificates.md")
	text, err := os.ReadFile(note)
	if err != nil {
		b.Fatal(err)
	}
	var served, toldOf []time.Duration
	for i := 0; b.Loop(); i++ {
		time.Sleep(200 * time.Millisecond) // of nobody's business: the last save is over
		word := fmt.Sprintf("word%dx", i)
		start := time.Now()
		put(b, note, string(text)+"\n"+word+"\n")
		fresh := make(chan time.Duration, 1)
		go func() { fresh <- until(base+page, word, start) }()
		for line := range events {
			if strings.Contains(line, `"`+page+`"`) {
				toldOf = append(toldOf, time.Since(start))
				break
			}
		}
		served = append(served, <-fresh)
	}
	b.ReportMetric(0, "ns/op") // it would count the pauses
	b.ReportMetric(ms(served), "ms-served")
	b.ReportMetric(ms(toldOf), "ms-told")
	b.ReportMetric(ms(served)-ms([]time.Duration{joining}), "ms-served-after-debounce")
	b.ReportMetric(ms(toldOf)-ms([]time.Duration{joining}), "ms-told-after-debounce")
	if peak := peakMiB(process.Pid); peak > 0 {
		b.ReportMetric(peak, "MiB-peak")
	}
}

// started runs the program as a process, and gives the address when the first build is up.
func started(b *testing.B, program, dir string) (base string, process *os.Process) {
	cmd := exec.Command(program, "serve", "--port", "0", "--no-publish", "--source", dir, "--out", filepath.Join(dir, "public"))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := regexp.MustCompile(`preview at (http://\S+)`).FindStringSubmatch(lines.Text()); m != nil {
			base = m[1]
		}
		if strings.HasSuffix(lines.Text(), " ms") {
			go io.Copy(io.Discard, out)
			return base, cmd.Process
		}
	}
	b.Fatal("the preview has ended")
	return "", nil
}

// tell hands on the lines of the event stream.
func tell(b *testing.B, base string) <-chan string {
	r, err := http.Get(base + ".retake/events")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Body.Close() })
	out := make(chan string, 100)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(r.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			out <- lines.Text()
		}
	}()
	return out
}

// until asks for a page again and again, until it has a word.
func until(page, word string, start time.Time) time.Duration {
	for time.Since(start) < patience {
		if r, err := http.Get(page); err == nil {
			body, _ := io.ReadAll(r.Body)
			r.Body.Close()
			if strings.Contains(string(body), word) {
				break
			}
		}
		time.Sleep(time.Millisecond)
	}
	return time.Since(start)
}

// ms is the median, in milliseconds.
func ms(of []time.Duration) float64 {
	of = slices.Sorted(slices.Values(of))
	return float64(of[len(of)/2].Microseconds()) / 1000
}

// peakMiB is the most memory that a process has had, where the system tells.
func peakMiB(pid int) (mib float64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kib float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kib); n == 1 {
			return kib / 1024
		}
	}
	return 0
}

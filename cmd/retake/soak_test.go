package main

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"retake/cmd/retake/edge"
	"retake/generator/disk"
	"retake/generator/disk/mount"
	"retake/generator/serve"
)

// TestAnHourOfEdits: with ten tabs open, hundreds of edits leave no more goroutines and no more memory
// than the first ones.
func TestAnHourOfEdits(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "content/exam.toml"), "exam = \"SY0-701\"\n")
	files, err := mount.OpenLive(dir, planNames, func(fs.FS) []mount.Folder { return nil })
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	quiet := &edge.World{Stdout: new(log), Stderr: new(log), Env: func(string) string { return "" }, Now: time.Now}
	p := &preview{common: &common{&edge.Call{World: quiet, Source: dir}}, files: files, server: serve.New(serve.Options{Now: time.Now, Source: dir})}
	web := httptest.NewServer(p.server)
	defer web.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	for range 10 {
		r, err := http.NewRequestWithContext(ctx, "GET", web.URL+"/.retake/events", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		go func() { // a tab that reads
			for b := make([]byte, 4096); err == nil; {
				_, err = answer.Body.Read(b)
			}
		}()
	}
	n := 0
	edit := func(times int) {
		for range times {
			n++
			name := fmt.Sprintf("content/notes/%d.md", n%7)
			put(t, filepath.Join(dir, name), fmt.Sprintf("# Note %d\n\n- [ ] %d\n\n[[%d]] [gone](gone-%d.md)\n", n%5, n, n%6, n))
			if n%11 == 0 {
				name = "content/plan.toml" // now and then broken
				put(t, filepath.Join(dir, name), []string{"", "start = ["}[n%2])
			}
			if len(files.Renew(mount.Change{Change: disk.Change{Paths: []string{name}}})) > 0 {
				p.build(name)
			}
		}
	}
	use := func() (goroutines int, heap uint64) {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return runtime.NumGoroutine(), m.HeapAlloc
	}
	edit(100)
	goroutines, heap := use()
	edit(600)
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) { // what is on its way out is not growth
		g, h := use()
		if g <= goroutines && h <= heap+heap/4 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("from %d to %d goroutines, from %d to %d KB", goroutines, g, heap>>10, h>>10)
		}
	}
}

package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"retake/cmd/retake/edge"
)

// stopped is a terminal that takes nothing until it is let go.
type stopped struct {
	log
	gate chan struct{}
}

func (s *stopped) Write(p []byte) (int, error) {
	<-s.gate
	return s.log.Write(p)
}

// TestServeOnAStoppedTerminal: a terminal that takes nothing holds up neither the pages nor the end.
func TestServeOnAStoppedTerminal(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "content/exam.toml"), "exam = \"SY0-701\"\n")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	out := &stopped{gate: make(chan struct{})}
	defer close(out.gate)
	ctx, stop := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		e := edge.World{Stdout: out, Stderr: out, Env: func(string) string { return "" }, Now: time.Now}
		code <- run(ctx, e, []string{"serve", "--port", strconv.Itoa(port), "--source", dir, "--no-publish"})
	}()
	has := func(text string) {
		t.Helper()
		for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
			if r, err := http.Get("http://localhost:" + strconv.Itoa(port) + "/notes/a.html"); err == nil {
				body, _ := io.ReadAll(r.Body)
				r.Body.Close()
				if strings.Contains(string(body), text) {
					return
				}
			}
			if time.Now().After(end) {
				t.Fatalf("no page with %q", text)
			}
		}
	}
	for _, text := range []string{"one", "two", "three"} {
		put(t, filepath.Join(dir, "content/notes/a.md"), text)
		has(text)
	}
	stop()
	select {
	case <-code:
	case <-time.After(patience):
		t.Fatal("the preview does not end")
	}
}

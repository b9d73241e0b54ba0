package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"retake/cmd/retake/edge"
	"retake/generator/serve/visit"
)

// checkLinks runs "retake check --links" on a plan with a note, in an internet of one server.
func checkLinks(t *testing.T, n visit.Net, note string, args ...string) (code int, out, say string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/exam.toml":  "exam = \"SY0-701\"\n",
		"content/notes/a.md": note,
		"content/plan.toml":  "[[resource]]\nname = \"Videos\"\nkind = \"video\"\ndomains = [1]\nurl = \"http://films.example/videos\"\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var o, e bytes.Buffer
	world := edge.World{Stdout: &o, Stderr: &e, Env: func(string) string { return "" }, Now: time.Now, Net: n}
	code = run(context.Background(), world, append([]string{"check", "--links", "--source", dir, "--today", "2026-11-23"}, args...))
	return code, o.String(), e.String()
}

// internet leads every name to one server, which knows some pages.
func internet(t *testing.T, status map[string]int) visit.Net {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status[r.URL.Path]) }))
	t.Cleanup(s.Close)
	return visit.Net{
		Lookup: func(context.Context, string) ([]netip.Addr, error) {
			return []netip.Addr{netip.MustParseAddr("93.184.215.1")}, nil
		},
		Connect: func(ctx context.Context, _ netip.AddrPort) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", s.Listener.Addr().String())
		},
	}
}

// TestCheckLinks: each link that leads nowhere is a warning at its place in notes and TOML, and an error when checking
// strictly; what could not be looked at is a warning either way.
func TestCheckLinks(t *testing.T) {
	n := internet(t, map[string]int{"/videos": 404, "/fine": 200, "/members": 403})
	note := "# A\n[one](http://old.example/fine), [two](http://shop.example/members)\n"
	code, out, say := checkLinks(t, n, note)
	want := `content/notes/a.md:2:33: http://shop.example/members could not be looked at: the site lets only some in (403) [unsure-link]
    2 | [one](http://old.example/fine), [two](http://shop.example/members)
      |                                 ^
hint: try it in your browser; some sites turn programs away, and that is no fault of yours

content/plan.toml:5:8: http://films.example/videos leads nowhere: the site has no such page (404) [dead-link]
    5 | url = "http://films.example/videos"
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^
hint: look for the page under another address, or take the link out
`
	if diff := cmp.Diff(want, say); diff != "" || code != edge.Fine || out != "2 warnings\nlinks: 3 addresses on other sites\n" {
		t.Errorf("code %d\n%s\n%s", code, out, diff)
	}
	if code, out, _ := checkLinks(t, n, note, "--strict"); code != edge.Faulty || !strings.HasPrefix(out, "1 error, 1 warning\n") {
		t.Errorf("strict: code %d\n%s", code, out)
	}
	code, out, say = checkLinks(t, n, note, "--json")
	if code != edge.Fine || say != "" || strings.Count(out, `"severity": "warning"`) != 2 || !strings.Contains(out, `"code": "dead-link"`) {
		t.Errorf("as data: code %d\n%s%s", code, out, say)
	}
}

// TestCheckLinksOffline: without a network there is one line, and the exit code of the machine.
func TestCheckLinksOffline(t *testing.T) {
	n := visit.Net{Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
		return nil, &net.DNSError{Err: "server misbehaving", Name: host, IsTemporary: true}
	}}
	for _, args := range [][]string{nil, {"--json"}, {"--strict", "--quiet"}} {
		code, out, say := checkLinks(t, n, "[one](http://old.example/fine)", args...)
		if code != edge.Broken || out != "" || say != "retake: no other site can be reached from here, so no link was looked at\n" {
			t.Errorf("%v: code %d\n%s%s", args, code, out, say)
		}
	}
}

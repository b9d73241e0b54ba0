package visit

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"retake/generator/fault"
)

var update = flag.Bool("update", false, "write the exhibits anew")

// world is an internet of its own: every name has an address, and every address leads to one server here, which
// answers by host and path.
type world struct {
	t       *testing.T
	answers map[string]string       // address -> "STATUS LOCATION", "no-name", "refused", "no-way", "no-dns", "silent" (of a host) or "silence" (of a page)
	names   map[string][]netip.Addr // of hosts with an address that matters
	server  *httptest.Server

	mu    sync.Mutex
	asked []string // "METHOD ADDRESS", in order
	heard []http.Header
	tried []netip.AddrPort
	inner func() // while a request is answered
}

func newWorld(t *testing.T, answers string) *world {
	w := &world{t: t, answers: map[string]string{}, names: map[string][]netip.Addr{}}
	for line := range strings.Lines(answers) {
		method, rest, _ := strings.Cut(strings.TrimSpace(line), "http://")
		address, answer, _ := strings.Cut(rest, " ")
		w.answers[method+"http://"+address] = answer
	}
	w.server = httptest.NewUnstartedServer(http.HandlerFunc(w.answer))
	w.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	w.server.Start()
	t.Cleanup(w.server.Close)
	return w
}

func (w *world) answer(out http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.asked = append(w.asked, r.Method+" http://"+r.Host+r.URL.RequestURI())
	w.heard = append(w.heard, r.Header)
	inner := w.inner
	w.mu.Unlock()
	if inner != nil {
		inner()
	}
	answer, ok := w.answers[r.Method+" http://"+r.Host+r.URL.RequestURI()]
	if !ok {
		answer, ok = w.answers["http://"+r.Host+r.URL.RequestURI()]
	}
	if !ok {
		w.t.Errorf("nobody was to ask for %s%s", r.Host, r.URL)
	}
	if answer == "silence" {
		<-r.Context().Done()
		return
	}
	status := 0
	code, location, _ := strings.Cut(answer, " ")
	fmt.Sscan(code, &status)
	if location != "" {
		out.Header().Set("Location", location)
	}
	out.Header().Set("Set-Cookie", "a=b")
	out.WriteHeader(status)
}

// host is what is said of a host as a whole.
func (w *world) host(name string) string { return w.answers["http://"+name+"/"] }

func (w *world) net() Net {
	return Net{
		Lookup: func(_ context.Context, host string) ([]netip.Addr, error) {
			switch w.host(host) {
			case "no-name":
				return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
			case "no-dns":
				return nil, &net.DNSError{Err: "server misbehaving", Name: host, IsTemporary: true}
			case "refused":
				return []netip.Addr{netip.MustParseAddr("93.184.215.2")}, nil
			case "silent":
				return []netip.Addr{netip.MustParseAddr("93.184.215.4")}, nil
			case "no-way":
				return []netip.Addr{netip.MustParseAddr("93.184.215.3"), netip.MustParseAddr("2606:2800::3")}, nil
			}
			if as := w.names[host]; as != nil {
				return as, nil
			}
			return []netip.Addr{netip.MustParseAddr("93.184.215.1")}, nil
		},
		Connect: func(ctx context.Context, to netip.AddrPort) (net.Conn, error) {
			w.mu.Lock()
			w.tried = append(w.tried, to)
			w.mu.Unlock()
			switch to.Addr().String() {
			case "93.184.215.2":
				return nil, &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
			case "93.184.215.4":
				return nil, &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}
			case "93.184.215.3", "2606:2800::3":
				return nil, &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ENETUNREACH)}
			}
			return new(net.Dialer).DialContext(ctx, "tcp", w.server.Listener.Addr().String())
		},
	}
}

// visit looks at the addresses of a text.
func (w *world) visit(text string) (Report, error) {
	return Links(context.Background(), linksOf("content/notes/a.md", text), Options{Agent: "tester", Net: w.net(), Pause: -1})
}

var written = regexp.MustCompile(`(?:https?:)?//[^\s)]+|mailto:[^\s)]+`)

func linksOf(file, text string) (out []Link) {
	for n, line := range strings.Split(text, "\n") {
		for _, m := range written.FindAllStringIndex(line, -1) {
			out = append(out, Link{line[m[0]:m[1]], fault.Pos{File: file, Line: n + 1, Col: 1 + utf8.RuneCountInString(line[:m[0]])}, m[1] - m[0]})
		}
	}
	return out
}

// TestExhibits shows each verdict with its smallest cause and its exact words.
func TestExhibits(t *testing.T) {
	files, err := filepath.Glob("testdata/exhibits/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no exhibits", err)
	}
	for _, file := range files {
		code := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(code, func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			note := string(a.Files[0].Data)
			w := newWorld(t, string(a.Files[1].Data))
			r, err := w.visit(note)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			fault.Print(&b, r.Faults.Excerpts(func(string) (string, bool) { return note, true }), false)
			for _, f := range r.Faults {
				if f.Code != code || f.Severity != fault.Warning {
					t.Errorf("the exhibit of %s shows %v", code, f)
				}
			}
			if *update {
				a.Files[2].Data = b.Bytes()
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(a.Files[2].Data), b.String()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			seen := map[string]bool{}
			for _, asked := range w.asked {
				if seen[asked] {
					t.Errorf("asked twice: %s", asked)
				}
				seen[asked] = true
			}
		})
	}
}

// TestAsksPolitely: HEAD first, GET only where that brings no page, under an honest name, with nothing kept or told.
func TestAsksPolitely(t *testing.T) {
	w := newWorld(t, `http://a.example/ 200
		HEAD http://a.example/shy 405
		GET http://a.example/shy 200
		HEAD http://a.example/wrong 404
		GET http://a.example/wrong 200
		http://b.example/from 301 //b.example/to?x=1
		http://b.example/to?x=1 200`)
	r, err := w.visit("http://a.example/ http://A.example/#part http://a.example http://a.example/shy http://a.example/wrong mailto:a@b.example http://sam:secret@a.example/ http://b.example/from")
	if err != nil || r.Addresses != 4 || len(r.Faults) != 1 || r.Faults[0].Hint != "write http://b.example/to?x=1" {
		t.Errorf("%+v, %v", r, err)
	}
	var toA []string
	for _, x := range w.asked {
		if strings.Contains(x, "a.example") {
			toA = append(toA, strings.Replace(x, "http://a.example", "", 1))
		}
	}
	if diff := cmp.Diff([]string{"HEAD /", "HEAD /shy", "GET /shy", "HEAD /wrong", "GET /wrong"}, toA); diff != "" {
		t.Error(diff)
	}
	for _, h := range w.heard {
		if h.Get("User-Agent") != "tester" || h.Get("Cookie")+h.Get("Referer")+h.Get("Authorization") != "" {
			t.Errorf("told: %v", h)
		}
	}
}

// TestOneVisitPerHost: hosts side by side, visits to one host one after the other, also after redirects.
func TestOneVisitPerHost(t *testing.T) {
	var text, answers strings.Builder
	for i := range 12 {
		fmt.Fprintf(&text, "http://h%d.example/ ", i)
		fmt.Fprintf(&answers, "http://h%d.example/ 302 http://all.example/%d\nhttp://all.example/%d 200\n", i, i, i)
	}
	w := newWorld(t, answers.String())
	var now, most atomic.Int32
	w.inner = func() {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
	}
	v := w.net()
	var toAll, mostToAll atomic.Int32
	handler := w.server.Config.Handler
	w.server.Config.Handler = http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if r.Host == "all.example" {
			if n := toAll.Add(1); n > mostToAll.Load() {
				mostToAll.Store(n)
			}
			defer toAll.Add(-1)
		}
		handler.ServeHTTP(out, r)
	})
	r, err := Links(context.Background(), linksOf("a", text.String()), Options{Net: v, Pause: -1})
	if err != nil || len(r.Faults) != 0 || r.Addresses != 12 {
		t.Errorf("%+v, %v", r, err)
	}
	if mostToAll.Load() != 1 || most.Load() > side {
		t.Errorf("%d visits at once, %d to one host", most.Load(), mostToAll.Load())
	}
}

// TestPauses: between two visits to a host time passes.
func TestPauses(t *testing.T) {
	w := newWorld(t, "http://a.example/1 200\nhttp://a.example/2 200\n")
	var times []time.Time
	w.inner = func() { times = append(times, time.Now()) }
	const pause = 30 * time.Millisecond
	if _, err := Links(context.Background(), linksOf("a", "http://a.example/1 http://a.example/2"), Options{Net: w.net(), Pause: pause}); err != nil {
		t.Fatal(err)
	}
	if len(times) != 2 || times[1].Sub(times[0]) < pause {
		t.Errorf("visits at %v", times)
	}
}

// TestStaysOutside: nothing on this machine or in a private network is visited: not by address, name or redirect.
func TestStaysOutside(t *testing.T) {
	w := newWorld(t, `http://a.example/in 302 http://10.0.0.1/admin
		http://a.example/named 301 http://inside.example/
		http://both.example/ 200`)
	w.names["inside.example"] = []netip.Addr{netip.MustParseAddr("192.168.1.1"), netip.MustParseAddr("fd00::1")}
	w.names["both.example"] = []netip.Addr{netip.MustParseAddr("2606:2800::1"), netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("93.184.215.1")}
	r, err := w.visit(`http://127.0.0.1:1/ http://[::1]/ http://localhost:8080/ http://printer/ http://nas.local/ http://a.internal/
		http://169.254.169.254/latest http://[::ffff:10.0.0.1]/ http://[fe80::1%25eth0]/ http://inside.example/x
		http://a.example/in http://a.example/named http://both.example/`)
	if err != nil || len(r.Faults) != 0 || r.Addresses != 13 || r.Skipped != 12 {
		t.Errorf("%+v, %v", r, err)
	}
	for _, to := range w.tried {
		if !public(to.Addr()) {
			t.Errorf("%s was dialled", to)
		}
	}
	if err := control("tcp", "127.0.0.1:80", nil); !errors.Is(err, errOwn) {
		t.Errorf("the dialer's last look lets 127.0.0.1 pass: %v", err)
	}
	if err := control("tcp", "93.184.215.1:80", nil); err != nil {
		t.Error(err)
	}
}

func TestPublic(t *testing.T) {
	for text, want := range map[string]bool{
		"93.184.215.14": true, "8.8.8.8": true, "100.63.255.255": true, "100.64.0.1": false, "172.15.0.1": true, "172.31.0.1": false,
		"0.0.0.0": false, "198.18.0.1": false, "203.0.113.9": false, "224.0.0.1": false, "255.255.255.255": false, "::": false,
		"2606:2800::1": true, "2001:4860:4860::8888": true, "2001:db8::1": false, "2002:0a00:1::1": false, "2001:0:1::1": false,
		"fc00::1": false, "fe80::1": false, "ff02::1": false, "::ffff:127.0.0.1": false, "::ffff:8.8.8.8": true,
		"64:ff9b::7f00:1": false, "64:ff9b::808:808": true, "64:ff9b:1::1": false, "fec0::1": false, "::127.0.0.1": false,
	} {
		if got := public(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: public %v", text, got)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}

// TestOffline: without a network there is one error, and no link is called dead.
func TestOffline(t *testing.T) {
	for _, c := range []struct {
		name, answers, text string
		want                error
		dead                int
	}{
		{"nobody knows names", "http://a.example/ no-dns", "http://a.example/", ErrOffline, 0},
		{"no way", "http://a.example/ no-way", "http://a.example/", ErrOffline, 0},
		{"no name at all", "http://a.example/ no-name\nhttp://example.com/ no-name", "http://a.example/", ErrOffline, 0},
		{"no answer from any", "http://a.example/ silent\nhttp://example.com/ no-dns", "http://a.example/", ErrOffline, 0},
		{"three names gone", "http://a.example/ no-name\nhttp://b.example/ no-name\nhttp://c.example/ no-name", "http://a.example/ http://b.example/ http://c.example/", nil, 3},
		{"one name alone", "http://a.example/ no-name", "http://a.example/x", nil, 1},
		{"one of three answers", "http://a.example/ no-name\nhttp://b.example/ no-way\nhttp://c.example/ 200", "http://a.example/ http://b.example/ http://c.example/", nil, 2},
		{"only the own network", "", "http://localhost/", nil, 0},
		{"nothing", "", "mailto:a@b.example", nil, 0},
	} {
		r, err := newWorld(t, c.answers).visit(c.text)
		if err != c.want || len(r.Faults) != c.dead {
			t.Errorf("%s: %v, %v", c.name, r.Faults, err)
		}
	}
	for _, c := range []struct {
		each, known string // what becomes of 400 hosts, and of the name that is kept for good
		want        error
		dead, tried int
	}{{"no-way", "200", ErrOffline, 0, 200}, {"no-name", "no-name", ErrOffline, 0, 0}, {"no-name", "200", nil, 400, 0}} {
		var many strings.Builder
		answers := "http://example.com/ " + c.known + "\n"
		for i := range 400 {
			fmt.Fprintf(&many, "http://h%d.example/ ", i)
			answers += fmt.Sprintf("http://h%d.example/ %s\n", i, c.each)
		}
		w := newWorld(t, answers)
		if r, err := w.visit(many.String()); err != c.want || len(r.Faults) != c.dead || len(w.tried) > c.tried {
			t.Errorf("%s, known %s: %d faults, %v after %d connections", c.each, c.known, len(r.Faults), err, len(w.tried))
		}
	}
}

func TestHopsEnd(t *testing.T) {
	w := newWorld(t, "http://a.example/round 301 /round\nhttp://a.example/out 301 ftp://a.example/\n")
	r, err := w.visit("http://a.example/round\nhttp://a.example/out")
	var got []string
	for _, f := range r.Faults {
		got = append(got, f.Message+" ["+f.Code+"]")
	}
	want := []string{
		"http://a.example/round could not be looked at: it is sent on more than 10 times [unsure-link]",
		"http://a.example/out could not be looked at: it is sent on to what is no page [unsure-link]",
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

// TestLongMove: the new address is another's text, and it may be as long as a header may be.
func TestLongMove(t *testing.T) {
	const start = "http://a.example/"
	for n, want := range map[int]string{
		mostShown - len(start):     "write " + start + strings.Repeat("x", mostShown-len(start)) + "#b",
		mostShown - len(start) + 1: "open it in your browser: the new address is too long to print",
	} {
		to := start + strings.Repeat("x", n)
		r, err := newWorld(t, start+"old 301 "+to+"\n"+to+" 200").visit(start + "old#b")
		if err != nil || len(r.Faults) != 1 || r.Faults[0].Hint != want {
			t.Errorf("%d more: %+v, %v", n, r.Faults, err)
		}
	}
}

// TestCertificate: a site whose certificate is not in order may be there all the same.
func TestCertificate(t *testing.T) {
	w := newWorld(t, "")
	w.server.Close()
	w.server = httptest.NewUnstartedServer(http.NotFoundHandler())
	w.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	w.server.StartTLS()
	defer w.server.Close()
	r, err := w.visit("//a.example/")
	if err != nil || len(r.Faults) != 1 || !strings.HasSuffix(r.Faults[0].Message, "the certificate of the site is not in order") {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestPatience: no answer is waited for longer than is said.
func TestPatience(t *testing.T) {
	w := newWorld(t, "http://a.example/ silence")
	r, err := Links(context.Background(), linksOf("a", "http://a.example/"), Options{Net: w.net(), Patience: time.Second / 20})
	if err != nil || len(r.Faults) != 1 || !strings.HasSuffix(r.Faults[0].Message, "no answer within 0.05 s") {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestStops: when the user has had enough, the rest is not visited.
func TestStops(t *testing.T) {
	w := newWorld(t, "http://a.example/1 silence\nhttp://a.example/2 200\n")
	ctx, stop := context.WithCancel(context.Background())
	w.inner = stop
	_, err := Links(ctx, linksOf("a", "http://a.example/1 http://a.example/2"), Options{Net: w.net()})
	if !errors.Is(err, context.Canceled) || len(w.asked) != 1 {
		t.Errorf("%v after %v", err, w.asked)
	}
}

// FuzzAddress: whatever somebody writes as an address, what is visited is a page on a host, and nothing that is kept secret
// is told.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{"https://a.example/x#y", "//b.example", "HTTP://sam:pw@C.example:80/?q=1#f", "mailto:a@b", "http://[::1", "http://%zz/", "https:///x", "http://a b/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key, u, ok := address(text)
		if !ok || u == nil {
			return
		}
		again, v, ok := address(key)
		if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.String() != key {
			t.Fatalf("%q becomes %q", text, key)
		}
		if !ok || v == nil || again != key {
			t.Fatalf("%q becomes %q, and that %q", text, key, again)
		}
	})
}

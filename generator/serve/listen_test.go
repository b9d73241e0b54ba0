package serve

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestListen(t *testing.T) {
	first, taken, err := Listen(0, false)
	if err != nil || taken {
		t.Fatal(taken, err)
	}
	defer first.Close()
	at := first.Addr().(*net.TCPAddr)
	if !at.IP.IsLoopback() {
		t.Errorf("others can reach %v", at)
	}
	if at.Port+mostPorts <= 65535 {
		second, taken, err := Listen(at.Port, false)
		if err != nil || !taken {
			t.Fatal(taken, err)
		}
		defer second.Close()
		if port := second.Addr().(*net.TCPAddr).Port; port <= at.Port || port >= at.Port+mostPorts {
			t.Errorf("port %d was taken, and %d is the next", at.Port, port)
		}
	}
	lan, _, err := Listen(0, true)
	if err != nil {
		t.Fatal(err)
	}
	defer lan.Close()
	if ip := lan.Addr().(*net.TCPAddr).IP; !ip.IsUnspecified() {
		t.Errorf("others cannot reach %v", ip)
	}
	for _, port := range []int{-1, 65536} {
		if _, _, err := Listen(port, false); err == nil || !strings.Contains(err.Error(), "is not between 0 and 65535") {
			t.Errorf("port %d: %v", port, err)
		}
	}
}

func TestAddresses(t *testing.T) {
	var found []netip.Addr
	for _, text := range []string{
		"127.0.0.1", "::1", "fe80::1", "fe80::1%eth0", "169.254.3.4", "2001:db8::5", "203.0.113.9", "10.1.2.3", "fd00::8",
		"192.168.1.7", "224.0.0.1", "0.0.0.0", "::", "10.1.2.3",
	} {
		found = append(found, netip.MustParseAddr(text))
	}
	want := []string{"10.1.2.3", "192.168.1.7", "203.0.113.9", "2001:db8::5", "fd00::8"}
	if diff := cmp.Diff(want, reachable(found)); diff != "" {
		t.Error(diff)
	}
	for _, text := range Addresses() { // of the machine that runs the test, whatever they are
		if a, err := netip.ParseAddr(text); err != nil || !a.IsGlobalUnicast() {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// running starts a server as the program does.
func running(t *testing.T, s *Server) (at string, stop func() error) {
	t.Helper()
	l, _, err := Listen(0, false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, l) }()
	stop = func() error { cancel(); return <-ended }
	return "http://" + l.Addr().String(), stop
}

// TestEnd: at the end streams end, and a page under way is still sent.
func TestEnd(t *testing.T) {
	s := quiet(Options{})
	s.Show(Build{Files: small()})
	at, stop := running(t, s)
	p := listen(t, at)
	p.next()
	res, err := http.Get(at + "/")
	if err != nil || res.StatusCode != 200 {
		t.Fatal(res, err)
	}
	res.Body.Close()
	if err := stop(); err != nil {
		t.Errorf("a clean end: %v", err)
	}
	for p.lines.Scan() {
	}
	if len(s.streams) != 0 {
		t.Errorf("%d streams are left", len(s.streams))
	}
	if _, err := http.Get(at + "/"); err == nil {
		t.Error("it still answers")
	}
}

// TestEndIsNotHeldUp: a reader who never finishes does not keep the program from ending.
func TestEndIsNotHeldUp(t *testing.T) {
	s := quiet(Options{})
	s.times.grace = 10 * time.Millisecond
	s.Show(Build{Files: map[string][]byte{"files/large.zip": make([]byte, 50<<20)}})
	at, stop := running(t, s)
	res, err := http.Get(at + "/files/large.zip")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := stop(); err != nil {
		t.Error(err)
	}
	if n, err := io.Copy(io.Discard, res.Body); err == nil {
		t.Errorf("all %d bytes came", n)
	}
}

func TestBrokenListener(t *testing.T) {
	l, _, err := Listen(0, false)
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := quiet(Options{}).Run(context.Background(), l); err == nil || !strings.HasPrefix(err.Error(), "cannot go on serving: ") {
		t.Error(err)
	}
}

// TestStreamOutlivesTimeouts: those are for requests that should have come to an end.
func TestStreamOutlivesTimeouts(t *testing.T) {
	s := quiet(Options{})
	s.times.header, s.times.read, s.times.write, s.times.idle = time.Second, 30*time.Millisecond, 30*time.Millisecond, 30*time.Millisecond
	at, stop := running(t, s)
	p := listen(t, at)
	p.next()
	time.Sleep(150 * time.Millisecond) // longer than all of them; more does no harm
	s.Show(Build{Files: small()})
	if m := p.next(); m.Build != 1 {
		t.Errorf("build %d", m.Build)
	}
	p.close()
	if err := stop(); err != nil {
		t.Error(err)
	}
}

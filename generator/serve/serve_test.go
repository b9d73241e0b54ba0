package serve

import (
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// noon is what the clock of these tests says.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 5, 0, time.UTC) }

// quiet is a server with what is random made known.
func quiet(o Options) *Server {
	if o.Now == nil {
		o.Now = noon
	}
	s := New(o)
	s.run = "RUN"
	if s.token != "" {
		s.token = "TOKEN"
	}
	return s
}

// site makes files from name and text in turn.
func site(pairs ...string) map[string][]byte {
	out := map[string][]byte{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = []byte(pairs[i+1])
	}
	return out
}

// small is a site with one of everything.
func small() map[string][]byte {
	return site(
		"index.html", "<!doctype html><html><head><title>Home</title></head><body>home</body></html>",
		"404.html", "<!doctype html><html><head></head><body>lost</body></html>",
		"weeks/index.html", "<html><head></head><body>weeks</body></html>",
		"weeks/01.html", "<html><head></head><body>one</body></html>",
		"odd name:ä.html", "<html><head></head><body>odd</body></html>",
		"style.css", "body{}", "ticks.js", "published()", "plan.json", "{}", "plan.ics", "BEGIN:VCALENDAR",
		"feed.xml", "<feed/>", "icon.svg", "<svg/>", ".nojekyll", "", "robots.txt", "User-agent: *",
		"files/a.png", "png", "files/a.svg", "<svg/>", "files/a.PDF", "%PDF", "files/a.txt", "text", "files/a.md", "# text",
		"files/a.zip", "PK", "files/a.html", "<script>", "files/a.js", "alert(1)", "files/a", "?", "files/a.json", "{}",
	)
}

// request is one that a browser on this machine would send.
func request(method, path string) *http.Request {
	r := httptest.NewRequest(method, "http://localhost:8080/", nil)
	r.URL.Path = path
	return r
}

// ask sends a request and reads the answer.
func ask(s *Server, r *http.Request) (*http.Response, string) {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	body, _ := io.ReadAll(w.Result().Body)
	return w.Result(), string(body)
}

// get asks for a path.
func get(s *Server, path string) (*http.Response, string) { return ask(s, request("GET", path)) }

func TestHost(t *testing.T) {
	s := quiet(Options{Hosts: []string{"192.168.1.7", "[2001:db8::7]", "Laptop.local", ""}})
	s.Show(Build{Files: small()})
	for host, want := range map[string]int{
		"localhost":           200,
		"localhost:8080":      200,
		"LOCALHOST:1":         200,
		"127.0.0.1:65535":     200,
		"127.0.0.1":           200,
		"[::1]:8080":          200,
		"[::1]":               200,
		"192.168.1.7:8080":    200,
		"[2001:db8::7]:8080":  200,
		"laptop.local:8080":   200,
		"":                    403,
		":8080":               403,
		"evil.example":        403,
		"evil.example:8080":   403,
		"localhost.evil.com":  403,
		"localhost:evil":      403,
		"localhost:":          403,
		"localhost:99999":     403,
		"127.0.0.1.evil.com":  403,
		"127.0.0.2:8080":      403,
		"0.0.0.0:8080":        403,
		"192.168.1.8:8080":    403,
		"::1":                 403,
		"[::1":                403,
		"[::2]:8080":          403,
		"user@localhost:8080": 403,
	} {
		for _, path := range []string{"/", "/.retake/preview.js", "/.retake/tick"} {
			r := request("GET", path)
			r.Host = host
			res, body := ask(s, r)
			want := want
			if want == 200 && path == "/.retake/tick" {
				want = 405
			}
			if res.StatusCode != want {
				t.Errorf("host %q, %s: %d, want %d", host, path, res.StatusCode, want)
			}
			if want == 403 && !strings.HasPrefix(body, "This preview answers only to its own address.") {
				t.Errorf("host %q: %q", host, body)
			}
		}
	}
}

func TestAnswers(t *testing.T) {
	s := quiet(Options{})
	s.Show(Build{Files: small()})
	for _, c := range []struct {
		method, path string
		status       int
		kind, holds  string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8", "home"},
		{"HEAD", "/", 200, "text/html; charset=utf-8", ""},
		{"GET", "/index.html", 200, "text/html; charset=utf-8", "home"},
		{"GET", "/weeks/", 200, "text/html; charset=utf-8", "weeks"},
		{"GET", "/weeks/01.html", 200, "text/html; charset=utf-8", "one"},
		{"GET", "/odd name:ä.html", 200, "text/html; charset=utf-8", "odd"},
		{"GET", "/style.css", 200, "text/css; charset=utf-8", "body{}"},
		{"GET", "/ticks.js", 200, "text/javascript; charset=utf-8", "published()"},
		{"GET", "/plan.json", 200, "application/json", "{}"},
		{"GET", "/plan.ics", 200, "text/calendar; charset=utf-8", "BEGIN"},
		{"GET", "/feed.xml", 200, "application/xml; charset=utf-8", "<feed/>"},
		{"GET", "/icon.svg", 200, "image/svg+xml", "<svg/>"},
		{"GET", "/robots.txt", 200, "text/plain; charset=utf-8", "User-agent"},
		{"GET", "/.nojekyll", 200, "application/octet-stream", ""},
		{"GET", "/files/a.PDF", 200, "application/pdf", "%PDF"},
		{"GET", "/files/a", 200, "application/octet-stream", "?"},
		{"GET", "/.retake/preview.js", 200, "text/javascript; charset=utf-8", ""},
		{"GET", "/.retake/worker.js", 200, "text/javascript; charset=utf-8", ""},
		{"GET", "/.retake/preview.css", 200, "text/css; charset=utf-8", ""},
		{"GET", "/.retake/idiomorph.js", 200, "text/javascript; charset=utf-8", "Idiomorph"},
		{"HEAD", "/.retake/events", 200, "text/event-stream; charset=utf-8", ""},

		{"GET", "/weeks", 307, "text/plain; charset=utf-8", "/weeks/"},
		{"GET", "//weeks//01.html", 307, "text/plain; charset=utf-8", "/weeks/01.html"},
		{"GET", "/./weeks/./", 307, "text/plain; charset=utf-8", "/weeks/"},
		{"GET", "//evil.example/", 307, "text/plain; charset=utf-8", "at /evil.example/."},

		{"GET", "/nowhere", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/nowhere/", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/files/", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/files", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/index.html/", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/INDEX.html", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/%2e%2e/index.html", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/assets/preview.js", 404, "text/html; charset=utf-8", "lost"},
		{"GET", "/.retake/", 404, "text/plain; charset=utf-8", "nothing at this address"},
		{"GET", "/.retake/assets", 404, "text/plain; charset=utf-8", "nothing at this address"},
		{"GET", "/.retake//preview.js", 404, "text/plain; charset=utf-8", "nothing at this address"},

		{"GET", "/../index.html", 400, "text/plain; charset=utf-8", "no such address"},
		{"GET", "/weeks/..", 400, "text/plain; charset=utf-8", "no such address"},
		{"GET", "/.retake/../index.html", 400, "text/plain; charset=utf-8", "no such address"},
		{"GET", `/weeks\01.html`, 400, "text/plain; charset=utf-8", "no such address"},
		{"GET", "/a\x00b", 400, "text/plain; charset=utf-8", "no such address"},
		{"GET", "", 400, "text/plain; charset=utf-8", "no such address"},
		{"GET", "index.html", 400, "text/plain; charset=utf-8", "no such address"},
		{"GET", "*", 400, "text/plain; charset=utf-8", "no such address"},

		{"POST", "/", 405, "text/plain; charset=utf-8", "for reading"},
		{"PUT", "/index.html", 405, "text/plain; charset=utf-8", "for reading"},
		{"DELETE", "/index.html", 405, "text/plain; charset=utf-8", "for reading"},
		{"OPTIONS", "/", 405, "text/plain; charset=utf-8", "for reading"},
		{"POST", "/.retake/events", 405, "text/plain; charset=utf-8", "for reading"},
		{"GET", "/.retake/tick", 405, "text/plain; charset=utf-8", "for reading"},
		{"GET", "/.retake/undo", 405, "text/plain; charset=utf-8", "for reading"},
		{"OPTIONS", "/.retake/tick", 405, "text/plain; charset=utf-8", "for reading"},
	} {
		res, body := ask(s, request(c.method, c.path))
		if res.StatusCode != c.status || res.Header.Get("Content-Type") != c.kind || !strings.Contains(body, c.holds) {
			t.Errorf("%s %q: %d %q %q, want %d %q %q", c.method, c.path, res.StatusCode, res.Header.Get("Content-Type"), body, c.status, c.kind, c.holds)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := res.Header.Get(name); got != want {
				t.Errorf("%s %q: %s is %q", c.method, c.path, name, got)
			}
		}
		if c.status == 405 && res.Header.Get("Allow") == "" {
			t.Errorf("%s %q: does not say which methods are allowed", c.method, c.path)
		}
	}
}

// TestWithoutLostPage: a site without a page for lost readers gets a plain one, which follows too.
func TestWithoutLostPage(t *testing.T) {
	s := quiet(Options{})
	s.Show(Build{Files: site("index.html", "home")})
	res, body := get(s, "/nowhere")
	if res.StatusCode != 404 || !strings.Contains(body, "This address has no page.") || !strings.Contains(body, "preview.js") {
		t.Errorf("%d %q", res.StatusCode, body)
	}
}

func TestRedirectKeepsTheQuery(t *testing.T) {
	s := quiet(Options{})
	s.Show(Build{Files: site("a b/index.html", "x")})
	r := request("GET", "/a b")
	r.URL.RawQuery = "q=1&r=%20"
	res, _ := ask(s, r)
	if got := res.Header.Get("Location"); got != "/a%20b/?q=1&r=%20" {
		t.Error(got)
	}
}

func TestAttachments(t *testing.T) {
	s := quiet(Options{})
	s.Show(Build{Files: small()})
	const locked = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
	for name, want := range map[string][2]string{ // policy, disposition
		"files/a.png": {locked, ""}, "files/a.svg": {locked, ""}, "files/a.txt": {locked, ""}, "files/a.md": {locked, ""},
		"files/a.PDF": {"", ""},
		"files/a.zip": {locked, "attachment"}, "files/a.html": {locked, "attachment"}, "files/a.js": {locked, "attachment"},
		"files/a": {locked, "attachment"}, "files/a.json": {locked, "attachment"},
		"index.html": {"", ""}, "style.css": {"", ""}, "icon.svg": {"", ""},
	} {
		res, body := get(s, "/"+name)
		if got := [2]string{res.Header.Get("Content-Security-Policy"), res.Header.Get("Content-Disposition")}; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if strings.HasPrefix(name, "files/") && body != string(small()[name]) {
			t.Errorf("%s is not served as it is: %q", name, body)
		}
	}
}

func TestUnchangedIsNotSentAgain(t *testing.T) {
	s := quiet(Options{})
	files := small()
	s.Show(Build{Files: files})
	again := func(path, tag string) (int, string) {
		r := request("GET", path)
		r.Header.Set("If-None-Match", tag)
		res, _ := ask(s, r)
		return res.StatusCode, res.Header.Get("ETag")
	}
	for _, path := range []string{"/", "/style.css", "/files/a.png", "/.retake/preview.css"} {
		res, _ := get(s, path)
		if got := res.Header.Get("Cache-Control"); got != "no-cache" {
			t.Errorf("%s: Cache-Control %q", path, got)
		}
		tag := res.Header.Get("ETag")
		if status, _ := again(path, tag); status != 304 {
			t.Errorf("%s: %d for what has not changed", path, status)
		}
		if status, _ := again(path, `"other"`); status != 200 {
			t.Errorf("%s: %d for another tag", path, status)
		}
	}
	page, _ := get(s, "/")
	style, _ := get(s, "/style.css")
	files = small()
	files["style.css"] = []byte("body{color:red}")
	s.Show(Build{Files: files})
	if status, _ := again("/style.css", style.Header.Get("ETag")); status != 200 {
		t.Errorf("a style that has changed: %d", status)
	}
	if status, _ := again("/", page.Header.Get("ETag")); status != 200 {
		t.Errorf("a page that carries an older build's number: %d", status)
	}
}

func TestPartOfAFile(t *testing.T) {
	s := quiet(Options{})
	s.Show(Build{Files: site("files/long.mp3", "0123456789")})
	r := request("GET", "/files/long.mp3")
	r.Header.Set("Range", "bytes=3-5")
	res, body := ask(s, r)
	if res.StatusCode != 206 || body != "345" || res.Header.Get("Content-Range") != "bytes 3-5/10" {
		t.Errorf("%d %q %q", res.StatusCode, body, res.Header.Get("Content-Range"))
	}
}

// TestOwnVersions: what the preview does itself, it serves its own file for, where writing is on.
func TestOwnVersions(t *testing.T) {
	replace := site("ticks.js", "", "not-of-the-site.js", "own()")
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Source: "x", Replace: replace}, ""},
		{Options{Source: "x", Replace: replace, LAN: true}, "published()"},
		{Options{Replace: replace}, "published()"},
	} {
		s := quiet(c.o)
		s.Show(Build{Files: small()})
		if res, body := get(s, "/ticks.js"); res.StatusCode != 200 || body != c.want {
			t.Errorf("%+v: %d %q, want %q", c.o, res.StatusCode, body, c.want)
		}
		if res, _ := get(s, "/not-of-the-site.js"); res.StatusCode != 404 {
			t.Errorf("a file that the site does not have: %d", res.StatusCode)
		}
	}
}

func FuzzPath(f *testing.F) {
	for _, path := range []string{"/", "/weeks", "/weeks/", "//x", "/../x", `/\x`, "/%2e%2e/", "/.retake/preview.js", "/.retake/../index.html", "/files/a.png", "", "*", "/\x00", "/a//b/", "/.", "/./", "/é\xff"} {
		f.Add(path)
	}
	files := small()
	s := quiet(Options{})
	s.Show(Build{Files: files})
	f.Fuzz(func(t *testing.T, path string) {
		if path == ownRoot+"events" {
			return // a stream has no end
		}
		res, body := get(s, path)
		switch res.StatusCode {
		case 200:
			name := strings.TrimPrefix(path, "/")
			if name == "" || strings.HasSuffix(name, "/") {
				name += "index.html"
			}
			if _, own := s.own[path]; !own && files[name] == nil {
				t.Fatalf("%q is no file of the site and gets %q", path, body)
			}
		case 307:
			to := res.Header.Get("Location")
			if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
				t.Fatalf("%q is sent to %q", path, to)
			}
		case 400, 404, 405:
		default:
			t.Fatalf("%q: %d", path, res.StatusCode)
		}
	})
}

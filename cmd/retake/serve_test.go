package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"retake/cmd/retake/edge"
	"retake/generator/disk/mount"
	"retake/generator/serve"
)

// patience is how long a test waits for what must come: long enough for a slow machine.
const patience = 30 * time.Second

// log is what a program has printed so far.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// previewing is a preview under way.
type previewing struct {
	t        testing.TB
	dir      string // of the plan
	base     string // address, ends in "/"
	out, err log
	opened   log // addresses given to the browser
	stop     context.CancelFunc
	code     chan int
}

// showing starts a preview of a small plan with the given flags, and waits until it answers.
func showing(t testing.TB, flags ...string) *previewing {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/attempts.toml":   "exam = \"SY0-701\"\n[[attempt]]\ndate = 2026-11-02\nresult = \"fail\"\n",
		"content/notes/a.md":      "# First title\n\n- [ ] read\n",
		"content/checklists/x.md": "# List\r\n\r\n- [ ] pack\r\n",
	} {
		put(t, filepath.Join(dir, name), text)
	}
	return showingPlan(t, dir, flags...)
}

func showingPlan(t testing.TB, dir string, flags ...string) *previewing {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	p := &previewing{t: t, dir: dir, stop: stop, code: make(chan int, 1)}
	e := edge.World{Stdout: &p.out, Stderr: &p.err, Env: func(string) string { return "" }, Now: time.Now, Browse: func(a string, _ func(error)) { io.WriteString(&p.opened, a) }}
	go func() {
		p.code <- run(ctx, e, append([]string{"serve", "--port", "0", "--source", dir, "--out", filepath.Join(dir, "public")}, flags...))
	}()
	t.Cleanup(func() { p.end() })
	p.until("the address", func() bool {
		m := regexp.MustCompile(`preview at (http://\S+)`).FindStringSubmatch(p.out.String())
		if m != nil {
			p.base = m[1]
		}
		return m != nil
	})
	p.until("the first build", func() bool {
		return strings.Contains(p.out.String(), " ms\n") || strings.Contains(p.out.String(), "mended")
	})
	return p
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// until waits for something to become true.
func (p *previewing) until(what string, is func() bool) {
	p.t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("no sign of %s\nstdout:\n%s\nstderr:\n%s", what, p.out.String(), p.err.String())
		}
	}
}

// end is Ctrl-C; it gives the exit code.
func (p *previewing) end() int {
	p.stop()
	select {
	case code := <-p.code:
		p.code <- code
		return code
	case <-time.After(patience):
		p.t.Fatal("the preview does not end")
	}
	return -1
}

func (p *previewing) get(path string) (status int, body string) {
	p.t.Helper()
	r, err := http.Get(p.base + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

func (p *previewing) has(path, text string) func() bool {
	return func() bool {
		_, body := p.get(path)
		return strings.Contains(body, text)
	}
}

// message is what open pages are told.
type message struct {
	State   string
	Changed []string
	Edited  []serve.Edit
	Faults  []struct{ Where, Code string }
	Said    []string
}

// listen hands on the messages of the event stream.
func (p *previewing) listen() <-chan message {
	p.t.Helper()
	r, err := http.Get(p.base + ".retake/events")
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { r.Body.Close() })
	out := make(chan message, 100)
	go func() {
		defer close(out)
		lines := bufio.NewScanner(r.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var m message
				if json.Unmarshal([]byte(data), &m) == nil {
					out <- m
				}
			}
		}
	}()
	return out
}

// told waits for a message of a kind.
func told(t *testing.T, from <-chan message, is func(message) bool) message {
	t.Helper()
	end := time.After(patience)
	for {
		select {
		case m, open := <-from:
			if !open {
				t.Fatal("the stream has ended")
			}
			if is(m) {
				return m
			}
		case <-end:
			t.Fatal("no such message")
		}
	}
}

// TestServeFollowsSaves: a saved note is shown, told of and written to the output folder; a mistake
// leaves the last good site up; mended, it goes on; Ctrl-C ends it cleanly.
func TestServeFollowsSaves(t *testing.T) {
	p := showing(t, "--open")
	p.until("the browser", func() bool { return p.opened.String() == p.base })
	events := p.listen()
	note := filepath.Join(p.dir, "content/notes/a.md")
	put(t, note, "# First title\n\n## Second part\n\nnew words\n")
	m := told(t, events, func(m message) bool { return len(m.Changed) > 0 })
	pages := slices.DeleteFunc(m.Changed, func(p string) bool { return p == "search.html" || strings.HasPrefix(p, "search/") }) // the words are found anew
	if len(pages) != 1 || pages[0] != "notes/a.html" || len(m.Edited) != 1 || m.Edited[0].Anchor != "second-part" {
		t.Errorf("told %+v", m)
	}
	if !p.has("notes/a.html", "new words")() {
		t.Error("the page was told of before it was shown")
	}
	attempts := filepath.Join(p.dir, "content/attempts.toml")
	good, err := os.ReadFile(attempts)
	if err != nil {
		t.Fatal(err)
	}
	put(t, attempts, "exam = [")
	m = told(t, events, func(m message) bool { return m.State == "faults" })
	if len(m.Faults) == 0 || !strings.HasPrefix(m.Faults[0].Where, "content/attempts.toml:1") || !p.has("notes/a.html", "new words")() {
		t.Errorf("told %+v", m)
	}
	put(t, attempts, string(good))
	told(t, events, func(m message) bool { return m.State == "good" })
	p.until("the page in the output folder", func() bool {
		b, _ := os.ReadFile(filepath.Join(p.dir, "public/notes/a.html"))
		return strings.Contains(string(b), "new words")
	})
	b, err := os.ReadFile(filepath.Join(p.dir, "public/notes/a.html"))
	if err != nil || strings.Contains(string(b), ".retake") || strings.Contains(string(b), "data-box") {
		t.Error("what is published shows signs of the preview")
	}
	if code := p.end(); code != edge.Fine {
		t.Errorf("ended with %d", code)
	}
	if !strings.Contains(p.out.String(), "content/notes/a.md: ") || !strings.Contains(p.out.String(), "the last good site stays up") {
		t.Errorf("printed:\n%s", p.out.String())
	}
}

// TestServeTicks: a ticked box is one character in the note, and the page shows it.
func TestServeTicks(t *testing.T) {
	p := showing(t, "--no-publish")
	_, page := p.get("checklists/x.html")
	box := regexp.MustCompile(`data-box="([^"]+)"`).FindStringSubmatch(page)
	token := regexp.MustCompile(`data-token="([^"]+)"`).FindStringSubmatch(page)
	if box == nil || token == nil {
		t.Fatalf("no box to tick:\n%s", page)
	}
	r, err := http.NewRequest("POST", p.base+".retake/tick", strings.NewReader(`{"box":"`+box[1]+`","done":true}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Retake-Token", token[1])
	r.Header.Set("Origin", strings.TrimSuffix(p.base, "/"))
	answer, err := http.DefaultClient.Do(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(err, answer)
	}
	answer.Body.Close()
	b, err := os.ReadFile(filepath.Join(p.dir, "content/checklists/x.md"))
	if err != nil || string(b) != "# List\r\n\r\n- [x] pack\r\n" {
		t.Errorf("the note is %q", b)
	}
	p.until("the ticked box", p.has("checklists/x.html", ` disabled checked`))
	if _, err := os.Stat(filepath.Join(p.dir, "public")); err == nil {
		t.Error("--no-publish wrote a folder")
	}
	if _, script := p.get("ticks.js"); script != "" {
		t.Error("boxes are a reader's own where they are written to the note")
	}
}

// TestServeStartsWithFaults: a plan that cannot be built is shown what is wrong with it, and its site
// once it is mended.
func TestServeStartsWithFaults(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "content/exam.toml"), "exam = [")
	p := showingPlan(t, dir)
	status, page := p.get("")
	if status != http.StatusServiceUnavailable || !strings.Contains(page, "content/exam.toml:1") {
		t.Errorf("%d %s", status, page)
	}
	put(t, filepath.Join(dir, "content/exam.toml"), "exam = \"SY0-701\"\n")
	p.until("the site", p.has("plan.json", "SY0-701"))
}

// TestServeLAN: others may look, and nothing can be written.
func TestServeLAN(t *testing.T) {
	p := showing(t, "--lan", "--no-publish")
	_, page := p.get("checklists/x.html")
	if strings.Contains(page, "data-box") || !strings.Contains(page, `data-token=""`) {
		t.Error("a page can be written from")
	}
	if _, script := p.get("ticks.js"); script == "" {
		t.Error("a reader's own ticks are gone")
	}
	if !strings.Contains(p.out.String(), "others") {
		t.Errorf("printed:\n%s", p.out.String())
	}
}

// TestServeTakenPort: where something else answers, the next port is taken and said.
func TestServeTakenPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	p := showing(t, "--no-publish", "--port", strconv.Itoa(port))
	if !strings.Contains(p.out.String(), "port "+strconv.Itoa(port)+" is taken, so this is at ") || strings.Contains(p.base, ":"+strconv.Itoa(port)+"/") {
		t.Errorf("printed:\n%s", p.out.String())
	}
}

// TestServeSettings: site.toml says how the preview is shown, and a flag has the last word.
func TestServeSettings(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "content/exam.toml"), "exam = \"SY0-701\"\n")
	put(t, filepath.Join(dir, "site.toml"), "[serve]\nlan = true\n")
	if p := showingPlan(t, dir, "--no-publish"); !strings.Contains(p.out.String(), "others") {
		t.Errorf("printed:\n%s", p.out.String())
	}
	if p := showingPlan(t, dir, "--no-publish", "--lan=false"); strings.Contains(p.out.String(), "others") {
		t.Errorf("printed:\n%s", p.out.String())
	}
}

// TestServeAtMidnight: at midnight in the plan's zone the plan is another one, whatever is saved.
func TestServeAtMidnight(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "content/exam.toml"), "exam = \"SY0-701\"\n")
	put(t, filepath.Join(dir, "site.toml"), "timezone = \"America/New_York\"\n")
	synctest.Test(t, func(t *testing.T) { // time begins at midnight UTC on 1 January 2000
		files, err := mount.OpenLive(dir, planNames, func(fs.FS) []mount.Folder { return nil })
		if err != nil {
			t.Fatal(err)
		}
		var out log
		c := &common{&edge.Call{World: &edge.World{Stdout: &out, Stderr: &out, Env: func(string) string { return "" }, Now: time.Now}, Source: dir}}
		p := &preview{common: c, files: files, server: serve.New(serve.Options{Now: time.Now})}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan bool)
		go func() {
			defer close(done)
			p.follow(ctx, make(chan mount.Change), nil)
		}()
		today := func(want string) {
			t.Helper()
			synctest.Wait()
			w := httptest.NewRecorder()
			p.server.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/plan.json", nil))
			if !strings.Contains(w.Body.String(), `"today": "`+want+`"`) {
				t.Errorf("%v: not the plan of %s: %.200s", time.Now(), want, w.Body.String())
			}
		}
		time.Sleep(5*time.Hour - time.Second)
		today("1999-12-31")
		time.Sleep(lookAtClock + time.Second)
		today("2000-01-01")
		stop()
		<-done
	})
}

// TestServeUsage: what is wrong with the call is said before anything is started.
func TestServeUsage(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"--port 70000", "--port: 70000 is not a port"}, {"--port x", "--port: "}, {"words", "takes flags only"},
		{"--source none", "there is no folder"}, {"--theme none", "there is no theme"}, {"--out content", "is in content"},
	} {
		var out log
		t.Chdir(t.TempDir())
		put(t, "content/exam.toml", "exam = \"SY0-701\"\n")
		e := edge.World{Stdout: &out, Stderr: &out, Env: func(string) string { return "" }, Now: time.Now}
		if code := run(t.Context(), e, append([]string{"serve"}, strings.Fields(c.args)...)); code != edge.Misused || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: %d %s", c.args, code, out.String())
		}
	}
}

// TestServeSays: the terminal says what is new and where, once, and never speaks of a site that there
// has not been.
func TestServeSays(t *testing.T) {
	dir := t.TempDir()
	exam := filepath.Join(dir, "content/exam.toml")
	put(t, exam, "exam = [")
	p := showingPlan(t, dir, "--no-publish")
	step := func(what, file, text string, wanted ...string) {
		t.Helper()
		out, err := len(p.out.String()), len(p.err.String())
		put(t, filepath.Join(dir, file), text)
		p.until(what, func() bool { return strings.HasSuffix(p.out.String()[out:], "\n") })
		synced := p.out.String()[out:] + p.err.String()[err:]
		p.until(what, func() bool {
			synced = p.out.String()[out:] + p.err.String()[err:]
			for _, w := range wanted {
				if !strings.HasPrefix(w, "!") && !strings.Contains(synced, w) {
					return false
				}
			}
			return true
		})
		for _, w := range wanted {
			if no, ok := strings.CutPrefix(w, "!"); ok && strings.Contains(synced, no) {
				t.Errorf("%s: said %q", what, synced)
			}
		}
	}
	if first := p.out.String(); !strings.Contains(first, "1 error in content/exam.toml, the site comes when it is mended") {
		t.Errorf("said %q", first)
	}
	step("broken otherwise", "content/exam.toml", "exam = \"NONE\"\n", "the site comes when it is mended", "[unknown-exam]", "!last good")
	step("mended", "content/exam.toml", "exam = \"SY0-701\"\n", "content/exam.toml: ", " pages, 0 warnings, drawn in ")
	step("a warning", "content/notes/a.md", "[x](none.md)\n", "content/notes/a.md: drawn in ", ", 1 new warning", "[broken-link]")
	step("the same warning", "content/notes/a.md", "more\n\n[x](none.md)\n", "drawn in ", "!warning", "![broken-link]")
	step("broken again", "content/plan.toml", "start = [", "content/plan.toml: 1 error in content/plan.toml, the last good site stays up")
	step("another file meanwhile", "content/notes/b.md", "# B\n", "content/notes/b.md: 1 error in content/plan.toml", "![toml-syntax]")
}

// TestServePublishesAgain: a folder that cannot be written is said once, tried again, and then said to work.
func TestServePublishesAgain(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "content/exam.toml"), "exam = \"SY0-701\"\n")
	public := filepath.Join(dir, "public")
	put(t, public, "a file in the way")
	p := showingPlan(t, dir)
	p.until("the failure", func() bool { return strings.Contains(p.err.String(), "retake: writing to ") })
	if err := os.Remove(public); err != nil {
		t.Fatal(err)
	}
	p.until("the site in the folder", func() bool {
		_, err := os.Stat(filepath.Join(public, "index.html"))
		return err == nil && strings.Contains(p.err.String(), "works again")
	})
	if n := strings.Count(p.err.String(), "retake: writing to "); n != 2 {
		t.Errorf("said %d times:\n%s", n, p.err.String())
	}
}

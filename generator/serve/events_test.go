package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"retake/generator/fault"
)

// told is a message as a page reads it.
type told struct {
	Run     string
	Build   int
	At      string
	MS      int64
	State   string
	Changed []string
	Removed []string
	All     bool
	Edited  []Edit
	Faults  []wrong
	More    int
	Said    []string
}

// page listens to the server's events.
type page struct {
	t     testing.TB
	lines *bufio.Scanner
	close func()
}

func listen(t testing.TB, at string) *page {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, "GET", at+"/.retake/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	p := &page{t, bufio.NewScanner(res.Body), func() { cancel(); res.Body.Close() }}
	p.lines.Buffer(nil, 1<<20)
	t.Cleanup(p.close)
	return p
}

// next waits for one message.
func (p *page) next() told {
	p.t.Helper()
	for p.lines.Scan() {
		if data, ok := strings.CutPrefix(p.lines.Text(), "data: "); ok {
			var m told
			if err := json.Unmarshal([]byte(data), &m); err != nil {
				p.t.Fatalf("%v in %q", err, data)
			}
			return m
		}
	}
	p.t.Fatalf("the stream has ended: %v", p.lines.Err())
	return told{}
}

func TestStream(t *testing.T) {
	s := quiet(Options{})
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close) // after the streams are closed
	p := listen(t, srv.URL)
	empty := told{
		Run: "RUN", State: "none", Changed: []string{}, Removed: []string{}, Edited: []Edit{}, Faults: []wrong{}, Said: []string{},
	}
	want := func(step string, change func(m *told)) {
		t.Helper()
		m := empty
		change(&m)
		if diff := cmp.Diff(m, p.next()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step, diff)
		}
	}
	want("on connecting", func(m *told) {})

	var l fault.List
	l.Warn("w", fault.Pos{File: "a.md", Line: 1, Col: 2}, "a warning").Excerpt = "abc"
	l.Add("e", fault.Pos{File: "b.md"}, "an error").Hint = "mend it"
	s.Show(Build{Faults: l, Took: 23 * time.Millisecond})
	e := wrong{Where: "b.md", File: "b.md", Width: 1, Severity: "error", Code: "e", Message: "an error", Hint: "mend it"}
	w := wrong{Where: "a.md:1:2", File: "a.md", Line: 1, Col: 2, Width: 1, Severity: "warning", Code: "w", Message: "a warning", Excerpt: "abc"}
	want("the first build fails", func(m *told) { m.At, m.MS, m.Faults = "12:00:05", 23, []wrong{e} })

	s.Show(Build{Files: site("index.html", "1", "a.html", "1"), Faults: l[:1]})
	good := func(m *told) { m.At, m.State, m.Build, m.Faults = "12:00:05", "good", 1, []wrong{w} }
	want("the first good build", func(m *told) { good(m); m.Changed = []string{"a.html", "index.html"} })

	s.Say("")
	s.Say("cannot follow\nchanges")
	want("a line", func(m *told) { good(m); m.Said = []string{"cannot follow changes"} })

	s.Show(Build{Faults: l})
	want("a failing build", func(m *told) {
		m.At, m.State, m.Build, m.Faults, m.Said = "12:00:05", "faults", 1, []wrong{e}, []string{"cannot follow changes"}
	})

	s.Show(Build{Files: site("index.html", "2", "b.css", "1"), Edited: []Edit{{"i.md", "index.html", "top"}}})
	want("mended", func(m *told) {
		m.At, m.State, m.Build, m.Said = "12:00:05", "good", 2, []string{"cannot follow changes"}
		m.Changed, m.Removed, m.Edited = []string{"b.css", "index.html"}, []string{"a.html"}, []Edit{{"i.md", "index.html", "top"}}
	})

	s.Show(Build{Files: site("index.html", "2", "b.css", "1")})
	want("nothing differs", func(m *told) {
		m.At, m.State, m.Build, m.Said = "12:00:05", "good", 3, []string{"cannot follow changes"}
	})
	p = listen(t, srv.URL)
	want("on connecting later", func(m *told) {
		m.At, m.State, m.Build, m.Said = "12:00:05", "good", 3, []string{"cannot follow changes"}
	})
}

// TestSay keeps the last few lines, and no line twice in a row.
func TestSay(t *testing.T) {
	s := quiet(Options{})
	for i := range 9 {
		s.Say(fmt.Sprint("line ", i))
		s.Say(fmt.Sprint("line ", i))
	}
	if diff := cmp.Diff([]string{"line 4", "line 5", "line 6", "line 7", "line 8"}, s.state.Said); diff != "" {
		t.Error(diff)
	}
}

// newsOf is what a page is told that listens from the first build on.
func newsOf(o Options, builds ...Build) told {
	s := quiet(o)
	s.Show(builds[0])
	st := s.join()
	for _, b := range builds[1:] {
		s.Show(b)
	}
	var m told
	json.Unmarshal([]byte(strings.TrimPrefix(s.next(st), "data: ")), &m)
	return m
}

func TestWhatDiffers(t *testing.T) {
	many := func(n int, text string) map[string][]byte {
		out := map[string][]byte{}
		for i := range n {
			out[fmt.Sprintf("%03d.html", i)] = []byte(text)
		}
		return out
	}
	ab := site("a", "1", "b", "1")
	for name, c := range map[string]struct {
		builds           []Build
		changed, removed string
		all              bool
	}{
		"the same memory":         {builds: []Build{{Files: ab}, {Files: ab}}},
		"the same bytes":          {builds: []Build{{Files: ab}, {Files: site("a", "1", "b", "1")}}},
		"one file":                {builds: []Build{{Files: ab}, {Files: site("a", "1", "b", "2")}}, changed: "b"},
		"as long":                 {builds: []Build{{Files: site("a", "12")}, {Files: site("a", "21")}}, changed: "a"},
		"emptied":                 {builds: []Build{{Files: ab}, {Files: site("a", "1", "b", "")}}, changed: "b"},
		"a new file":              {builds: []Build{{Files: ab}, {Files: site("a", "1", "b", "1", "c", "")}}, changed: "c"},
		"a file less":             {builds: []Build{{Files: ab}, {Files: site("a", "1")}}, removed: "b"},
		"another file":            {builds: []Build{{Files: ab}, {Files: site("a", "1", "c", "1")}}, changed: "c", removed: "b"},
		"all gone":                {builds: []Build{{Files: ab}, {Files: site()}}, removed: "a b"},
		"there and back":          {builds: []Build{{Files: ab}, {Files: site("a", "1")}, {Files: ab}}, changed: "b"},
		"new and gone":            {builds: []Build{{Files: ab}, {Files: site("a", "1", "b", "1", "c", "")}, {Files: ab}}, removed: "c"},
		"two changes missed":      {builds: []Build{{Files: ab}, {Files: site("a", "2", "b", "1")}, {Files: site("a", "2", "b", "2")}}, changed: "a b"},
		"a failure between":       {builds: []Build{{Files: ab}, {}, {Files: site("a", "2", "b", "1")}}, changed: "a"},
		"a failure at the end":    {builds: []Build{{Files: ab}, {Files: site("a", "2", "b", "1")}, {}}, changed: "a"},
		"more than 200":           {builds: []Build{{Files: many(201, "1")}, {Files: many(201, "2")}}, all: true},
		"more than 200, in parts": {builds: []Build{{Files: many(100, "1")}, {Files: many(201, "1")}, {Files: many(100, "2")}}, all: true},
		"more than 200, and one":  {builds: []Build{{Files: many(201, "1")}, {Files: many(201, "2")}, {Files: many(202, "2")}}, all: true},
	} {
		got := newsOf(Options{}, c.builds...)
		if diff := cmp.Diff([]any{strings.Fields(c.changed), strings.Fields(c.removed), c.all}, []any{got.Changed, got.Removed, got.All}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got := newsOf(Options{}, Build{Files: many(200, "1")}, Build{Files: many(200, "2")}); len(got.Changed) != 200 || got.All {
		t.Errorf("200 files: %d listed, all: %v", len(got.Changed), got.All)
	}
}

// TestShownIsTheBuild: after any series of builds, exactly the files of the last good one are shown,
// and whoever follows the news from the start has them too.
func TestShownIsTheBuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := quiet(Options{})
		st := s.join()
		followed, last := map[string]string{}, map[string][]byte(nil)
		for range rapid.IntRange(1, 8).Draw(t, "builds") {
			var files map[string][]byte
			if rapid.IntRange(0, 4).Draw(t, "kind") > 0 {
				files = site()
				for name, text := range rapid.MapOf(rapid.SampledFrom([]string{"a", "b", "c", "d/e"}), rapid.SampledFrom([]string{"", "1", "2"})).Draw(t, "files") {
					files[name] = []byte(text)
					if old, ok := last[name]; ok && string(old) == text && rapid.Bool().Draw(t, "same memory") {
						files[name] = old
					}
				}
				last = files
			}
			s.Show(Build{Files: files})
			if rapid.Bool().Draw(t, "reads") {
				follow(t, s, st, followed, last)
			}
		}
		follow(t, s, st, followed, last)
		for _, name := range []string{"a", "b", "c", "d/e"} {
			res, body := get(s, "/"+name)
			want, there := last[name]
			if last != nil && (res.StatusCode == 200) != there || there && body != string(want) {
				t.Fatalf("%s: %d %q, want %q", name, res.StatusCode, body, want)
			}
		}
	})
}

// follow reads a message and fetches what it names.
func follow(t *rapid.T, s *Server, st *stream, have map[string]string, site map[string][]byte) {
	var m told
	if err := json.Unmarshal([]byte(strings.TrimPrefix(s.next(st), "data: ")), &m); err != nil {
		t.Fatal(err)
	}
	for _, name := range m.Changed {
		have[name] = string(site[name])
	}
	for _, name := range m.Removed {
		delete(have, name)
	}
	want := map[string]string{}
	for name, body := range site {
		want[name] = string(body)
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Fatalf("who follows has something else:\n%s", diff)
	}
}

// TestMovedBoxes: a page whose bytes are the same differs if its boxes are elsewhere in the note by
// now, or their lines read differently: what it would send with a tick would be refused.
func TestMovedBoxes(t *testing.T) {
	text, at := task("x")
	files := site("day.html", text, "index.html", "home")
	build := func(note string, line int) Build {
		return Build{
			Files: files, Boxes: map[string][]Box{"day.html": {{at, "a.md", line, 3}}},
			Read: func(string) ([]byte, error) { return []byte(note), nil },
		}
	}
	gone := build("", 1)
	gone.Read = func(string) ([]byte, error) { return nil, errGone }
	for name, c := range map[string]struct {
		builds  []Build
		changed string
	}{
		"nothing":         {[]Build{build("- [ ] x", 1), build("- [ ] x", 1)}, ""},
		"a line above":    {[]Build{build("- [ ] x", 1), build("\n- [ ] x", 2)}, "day.html"},
		"a blank behind":  {[]Build{build("- [ ] x", 1), build("- [ ] x ", 1)}, "day.html"},
		"note gone":       {[]Build{build("- [ ] x", 1), gone}, "day.html"},
		"note still gone": {[]Build{gone, gone}, ""},
		"note is back":    {[]Build{gone, build("- [ ] x", 1)}, "day.html"},
		"no boxes":        {[]Build{build("- [ ] x", 1), {Files: files}}, "day.html"},
	} {
		if got := newsOf(Options{Source: "plan"}, c.builds...).Changed; !slices.Equal(got, strings.Fields(c.changed)) {
			t.Errorf("%s: told of %q, want %q", name, got, c.changed)
		}
	}
	if got := newsOf(Options{}, build("- [ ] x", 1), build("\n- [ ] x", 2)).Changed; len(got) > 0 {
		t.Errorf("where nothing can be written, boxes do not matter: %q", got)
	}
}

func TestEditsAreJoined(t *testing.T) {
	files := site("a", "1")
	got := newsOf(Options{}, Build{Files: files},
		Build{Files: files, Edited: []Edit{{"a.md", "a.html", "one"}, {"b.md", "b.html", ""}}},
		Build{Files: files, Edited: []Edit{{"a.md", "a.html", "two"}}}).Edited
	if diff := cmp.Diff([]Edit{{"b.md", "b.html", ""}, {"a.md", "a.html", "two"}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestFaultsAreBounded(t *testing.T) {
	var l fault.List
	for i := range 30 {
		l.Warn("w", fault.Pos{}, "%d", i)
	}
	l.Add("e", fault.Pos{}, "the error")
	st := state{}.after(Build{Files: site(), Faults: l}, "")
	if len(st.Faults) != 20 || st.More != 11 || st.Faults[0].Message != "the error" || st.Faults[19].Message != "18" {
		t.Errorf("%d faults, %d more, first %q, last %q", len(st.Faults), st.More, st.Faults[0].Message, st.Faults[len(st.Faults)-1].Message)
	}
	if l[30].Message != "the error" {
		t.Error("the build's own list was sorted")
	}
}

// TestExcerptsAreCut: never longer than 500 characters, and the column is at the same character.
func TestExcerptsAreCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := []rune(strings.Repeat("ab\t網é", rapid.IntRange(0, 400).Draw(t, "length")) + "end")
		col := rapid.IntRange(0, len(line)+5).Draw(t, "col")
		if col > 0 && col <= len(line) {
			line[col-1] = 'X'
		}
		width := rapid.IntRange(0, 3000).Draw(t, "width")
		w := wrongOf(fault.Fault{Pos: fault.Pos{Line: 1, Col: col}, Excerpt: string(line), Width: width})
		got := []rune(w.Excerpt)
		switch {
		case len(got) > mostRunes:
			t.Fatalf("%d characters", len(got))
		case len(line) <= mostRunes && w.Excerpt != string(line):
			t.Fatalf("a short line was cut: %q", w.Excerpt)
		case w.Width < 1 || w.Width > 1 && w.Col+w.Width-1 > len(got):
			t.Fatalf("%d wide from column %d of %d", w.Width, w.Col, len(got))
		case col > 0 && col <= len(line) && (w.Col > len(got) || got[w.Col-1] != 'X'):
			t.Fatalf("the column %d is at %d of %q", col, w.Col, w.Excerpt)
		case (col == 0) != (w.Col == 0) || w.Col > len(got)+6:
			t.Fatalf("column %d became %d", col, w.Col)
		}
	})
	w := wrongOf(fault.Fault{Pos: fault.Pos{Line: 1, Col: 1}, Excerpt: "\xff\xfe\x00[", Message: "\xff"})
	if !utf8.ValidString(w.Excerpt) || utf8.RuneCountInString(w.Excerpt) != 4 {
		t.Errorf("bytes that are no text: %q", w.Excerpt)
	}
}

// writer is a response that is read when the test wants.
type writer struct {
	mu     sync.Mutex
	head   http.Header
	text   strings.Builder
	gate   chan struct{} // nil, or closed when writing may go on
	writes int
}

func (w *writer) Header() http.Header { return w.head }
func (w *writer) WriteHeader(int)     {}
func (w *writer) Flush()              {}
func (w *writer) Write(b []byte) (int, error) {
	if w.gate != nil {
		<-w.gate
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	return w.text.Write(b)
}

// got is what has been written.
func (w *writer) got() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

func TestPing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(Options{})
		ctx, cancel := context.WithCancel(t.Context())
		w := &writer{head: http.Header{}}
		go s.ServeHTTP(w, request("GET", "/.retake/events").WithContext(ctx))
		synctest.Wait()
		if got := w.got(); !strings.HasPrefix(got, "retry: 500\n\ndata: {") || strings.Count(got, "\n") != 4 {
			t.Errorf("begins with %q", got)
		}
		time.Sleep(14 * time.Second)
		synctest.Wait()
		if got := w.got(); strings.Contains(got, "ping") {
			t.Errorf("after 14 s: %q", got)
		}
		time.Sleep(32 * time.Second)
		synctest.Wait()
		if got := w.got(); strings.Count(got, ": ping\n\n") != 3 {
			t.Errorf("after 46 s: %q", got)
		}
		cancel()
		synctest.Wait()
		if len(s.streams) != 0 {
			t.Errorf("%d streams are left when the page is closed", len(s.streams))
		}
	})
}

// TestSlowReader: one page that does not read holds up nobody, and is told the sum of what it missed.
func TestSlowReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(Options{})
		s.Show(Build{Files: site("a", "0")})
		ctx, cancel := context.WithCancel(t.Context())
		slow := &writer{head: http.Header{}, gate: make(chan struct{})}
		quick := &writer{head: http.Header{}}
		for _, w := range []*writer{slow, quick} {
			go s.ServeHTTP(w, request("GET", "/.retake/events").WithContext(ctx))
		}
		synctest.Wait()
		for i := range 1000 {
			s.Show(Build{Files: site("a", fmt.Sprint(i+1), fmt.Sprint("page-", i%150), "x")})
			synctest.Wait()
		}
		for st := range s.streams {
			if len(st.news.files) > mostFiles {
				t.Errorf("%d files are kept for one reader", len(st.news.files))
			}
		}
		if quick.writes != 1001 {
			t.Errorf("the quick reader got %d messages", quick.writes)
		}
		close(slow.gate)
		synctest.Wait()
		messages := strings.Split(strings.TrimSpace(slow.got()), "\n\n")
		var last told
		if err := json.Unmarshal([]byte(strings.TrimPrefix(messages[len(messages)-1], "data: ")), &last); err != nil {
			t.Fatal(err)
		}
		// The retry line, the first state, and one message for all of the rest.
		if len(messages) != 3 || last.Build != 1001 || len(last.Changed) != 2 || len(last.Removed) != 149 {
			t.Errorf("%d messages; the last: build %d, %d changed, %d removed", len(messages), last.Build, len(last.Changed), len(last.Removed))
		}
		cancel()
	})
}

func TestTooManyStreams(t *testing.T) {
	s := quiet(Options{})
	for range mostStreams {
		s.join()
	}
	if res, _ := get(s, "/.retake/events"); res.StatusCode != 503 {
		t.Errorf("%d", res.StatusCode)
	}
}

// TestNothingGrows counts what ten open pages leave behind after thousands of builds.
func TestNothingGrows(t *testing.T) {
	s := quiet(Options{})
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close) // after the streams are closed
	last := make(chan int, 10)
	const rounds, warm = 3000, 300
	for range 10 {
		p := listen(t, srv.URL)
		go func() {
			for _, build := range []int{warm, warm + rounds} {
				for p.next().Build < build {
				}
				last <- build
			}
		}()
	}
	show := func(n int) {
		for range n {
			i := s.state.Build
			s.Show(Build{Files: site("index.html", fmt.Sprint(i), fmt.Sprint("page-", i), "new"), Edited: []Edit{{fmt.Sprint(i), "p", "a"}}})
			s.Say(fmt.Sprint("line ", i))
		}
		for range 10 { // a page sees the last build, whatever it missed before
			<-last
		}
	}
	measure := func() (goroutines int, heap uint64) {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return runtime.NumGoroutine(), m.HeapAlloc
	}
	show(warm)
	g1, h1 := measure()
	show(rounds)
	g2, h2 := measure()
	if g2 > g1 {
		t.Errorf("%d goroutines became %d", g1, g2)
	}
	if h2 > h1+1<<20 {
		t.Errorf("%d bytes became %d", h1, h2)
	}
}

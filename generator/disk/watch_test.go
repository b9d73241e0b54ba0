package disk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// bursts sends values at the given times and returns the times at which join passes one on.
func bursts(t *testing.T, at ...time.Duration) (got []time.Duration) {
	synctest.Test(t, func(t *testing.T) {
		raw, out := make(chan struct{}, 1), make(chan struct{}, 1)
		start := time.Now()
		go func() {
			for _, d := range at {
				time.Sleep(d - time.Since(start))
				poke(raw)
			}
			time.Sleep(time.Second)
			close(raw)
		}()
		go func() {
			defer close(out)
			join(raw, out)
		}()
		for range out {
			got = append(got, time.Since(start))
		}
	})
	return got
}

func TestBurstsAreJoined(t *testing.T) {
	ms := time.Millisecond
	steady := make([]time.Duration, 30) // a change every 30 ms for 870 ms
	for i := range steady {
		steady[i] = time.Duration(i) * 30 * ms
	}
	for name, c := range map[string]struct{ at, want []time.Duration }{
		"one":                  {[]time.Duration{0}, []time.Duration{50 * ms}},
		"three close together": {[]time.Duration{0, 20 * ms, 60 * ms}, []time.Duration{110 * ms}},
		"two apart":            {[]time.Duration{0, 200 * ms}, []time.Duration{50 * ms, 250 * ms}},
		"without end":          {steady, []time.Duration{400 * ms, 820 * ms, 920 * ms}},
		"none":                 {nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := bursts(t, c.at...)
			if len(got) != len(c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}
		})
	}
}

// plan makes a source folder and a Watching for it.
func plan(t *testing.T) (root string, w Watching) {
	root = t.TempDir()
	put(t, root, "site.toml", "title = 'x'")
	put(t, root, "content/notes/deep/a.md", "a")
	put(t, root, "public/index.html", "old")
	return root, Watching{Root: root, Names: []string{"site.toml", "content", "themes"}, Skip: filepath.Join(root, "public")}
}

// changes are edits with whether a watcher must tell of them.
var changes = []struct {
	name string
	told bool
	do   func(t *testing.T, root string)
}{
	{"a note is written", true, func(t *testing.T, root string) { put(t, root, "content/notes/deep/a.md", "longer") }},
	{"the settings are written", true, func(t *testing.T, root string) { put(t, root, "site.toml", "title = 'other'") }},
	{"a note is replaced by renaming", true, func(t *testing.T, root string) {
		put(t, root, "content/notes/deep/.a.md.tmp", "replaced")
		move(t, root, "content/notes/deep/.a.md.tmp", "content/notes/deep/a.md")
	}},
	{"a folder is made with a note in it", true, func(t *testing.T, root string) { put(t, root, "content/new/b/c.md", "c") }},
	{"a note in that folder is written", true, func(t *testing.T, root string) { put(t, root, "content/new/b/c.md", "more") }},
	{"a folder is renamed", true, func(t *testing.T, root string) { move(t, root, "content/new", "content/newer") }},
	{"a note in the renamed folder is written", true, func(t *testing.T, root string) { put(t, root, "content/newer/b/c.md", "again, more") }},
	{"content is moved away", true, func(t *testing.T, root string) { move(t, root, "content", "elsewhere") }},
	{"something there is written", false, func(t *testing.T, root string) { put(t, root, "elsewhere/newer/b/c.md", "not followed") }},
	{"content comes back", true, func(t *testing.T, root string) { move(t, root, "elsewhere", "content") }},
	{"a note in it is written", true, func(t *testing.T, root string) { put(t, root, "content/newer/b/c.md", "back") }},
	{"a theme appears", true, func(t *testing.T, root string) { put(t, root, "themes/mine/style.css", "c") }},
	{"the output is written", false, func(t *testing.T, root string) { put(t, root, "public/index.html", "new site") }},
	{"another file beside is written", false, func(t *testing.T, root string) { put(t, root, "README.md", "r") }},
	{"an editor keeps its own files", false, func(t *testing.T, root string) {
		for _, name := range []string{".a.md.swp", "a.md~", "#a.md#", ".#a.md", "a.md___jb_tmp___", "x.tmp"} {
			put(t, root, "content/notes/"+name, "own")
		}
	}},
	{"a note is removed", true, func(t *testing.T, root string) {
		if err := os.Remove(filepath.Join(root, "content/notes/deep/a.md")); err != nil {
			t.Fatal(err)
		}
	}},
}

func move(t *testing.T, root, from, to string) {
	t.Helper()
	if err := os.Rename(filepath.Join(root, from), filepath.Join(root, to)); err != nil {
		t.Fatal(err)
	}
}

func TestWatchTellsOfChanges(t *testing.T) {
	root, w := plan(t)
	w.Say = func(line string) { t.Errorf("fell back: %s", line) }
	ctx, cancel := context.WithCancel(t.Context())
	signals := Watch(ctx, w)
	for _, c := range changes {
		c.do(t, root)
		if c.told {
			wait(t, c.name, signals)
			continue
		}
		// What must not be told of is followed by something that must, on which the wait can end.
		select {
		case <-signals:
			t.Errorf("%s: told of it", c.name)
		case <-time.After(3 * quiet):
		}
	}
	cancel()
	drain(t, signals)
}

// wait takes the signal of a change, and those of its later parts: some edits are several events.
func wait(t *testing.T, name string, signals <-chan struct{}) {
	t.Helper()
	select {
	case <-signals:
	case <-time.After(10 * time.Second):
		t.Fatalf("%s: not told of it", name)
	}
	for {
		select {
		case <-signals:
		case <-time.After(2 * quiet):
			return
		}
	}
}

func drain(t *testing.T, signals <-chan struct{}) {
	t.Helper()
	end := time.After(10 * time.Second)
	for {
		select {
		case _, open := <-signals:
			if !open {
				return
			}
		case <-end:
			t.Fatal("the channel was not closed when the context ended")
		}
	}
}

func TestPollingTellsOfChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		root, w := plan(t)
		w.Poll = true
		ctx, cancel := context.WithCancel(t.Context())
		signals := Watch(ctx, w)
		for _, c := range changes {
			c.do(t, root)
			time.Sleep(2 * lookEvery)
			select {
			case <-signals:
				if !c.told {
					t.Errorf("%s: told of it", c.name)
				}
			default:
				if c.told {
					t.Errorf("%s: not told of it", c.name)
				}
			}
		}
		cancel()
		drain(t, signals)
	})
}

func TestWatchingWhatIsNotThereFallsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		parent := t.TempDir()
		root := filepath.Join(parent, "plan")
		said := make(chan string, 2)
		ctx, cancel := context.WithCancel(t.Context())
		signals := Watch(ctx, Watching{Root: root, Names: []string{"content"}, Say: func(line string) { said <- line }})
		if line := <-said; !strings.Contains(line, "looking every half second instead") {
			t.Error(line)
		}
		put(t, root, "content/a.md", "a")
		<-signals
		cancel()
		drain(t, signals)
	})
}

package disk

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// gather takes Changes until one names path.
func gather(t *testing.T, what string, changes <-chan Change, path string) (g gathering) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for !g.paths[path] {
		select {
		case c := <-changes:
			g.add(c)
		case <-limit:
			t.Fatalf("%s: nobody told of %s, only of %v", what, path, g.change())
		}
	}
	return g
}

// drain waits for the channel to be closed.
func drain(t *testing.T, changes <-chan Change) {
	t.Helper()
	end := time.After(20 * time.Second)
	for {
		select {
		case _, open := <-changes:
			if !open {
				return
			}
		case <-end:
			t.Fatal("the channel was not closed when the context ended")
		}
	}
}

// mark is a file that is written when everything else has been: what was to be told is told by then.
const mark = "content/zz.md"

// play runs one script with a watcher, and holds what is told against it.
func play(t *testing.T, s script, poll bool) {
	root := t.TempDir()
	s.set(t, root)
	w := Watching{Root: root, Names: planNames, Skip: filepath.Join(root, "public"), Poll: poll}
	w.Say = func(line string) { t.Errorf("fell back: %s", line) }
	ctx, cancel := context.WithCancel(t.Context())
	changes := Watch(ctx, w)
	tree := openTree(t, root)
	snapshot(tree)
	for _, line := range s.save {
		do(t, root, line)
	}
	do(t, root, "append "+mark+" done")
	told := gather(t, s.name, changes, mark)
	delete(told.paths, mark)
	for _, name := range s.told(poll) {
		if !told.paths[name] {
			t.Errorf("not told of %s", name)
		}
	}
	for name := range told.paths {
		if !slices.Contains(s.told(poll), name) && !slices.Contains(s.may, name) {
			t.Errorf("told of %s", name)
		}
	}
	if told.all {
		t.Error("told of everything")
	}
	told.paths[mark] = true
	tree.Renew(told.change())
	agree(t, "after "+s.name, snapshot(openTree(t, root)), snapshot(tree))
	for _, line := range s.later {
		do(t, root, line)
	}
	do(t, root, "append "+mark+" again")
	more := gather(t, s.name, changes, mark)
	late := more.change()
	if want := slices.Sorted(slices.Values(append(slices.Clone(s.toldLater), mark))); !slices.Equal(late.Paths, want) || late.All {
		t.Errorf("later told %v, want %q", late, want)
	}
	cancel()
	drain(t, changes)
}

func TestSavesAreTold(t *testing.T) {
	for _, s := range scripts(t) {
		t.Run(s.name, func(t *testing.T) { play(t, s, false) })
	}
}

func TestSavesAreSeenByLooking(t *testing.T) {
	for _, s := range scripts(t) {
		t.Run(s.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { play(t, s, true) })
		})
	}
}

// bursts sends Changes at the given times and returns the times at which join passes one on.
func bursts(t *testing.T, at ...time.Duration) (got []time.Duration) {
	synctest.Test(t, func(t *testing.T) {
		raw, out := make(chan Change), make(chan Change)
		start := time.Now()
		go func() {
			for _, d := range at {
				time.Sleep(d - time.Since(start))
				raw <- Change{Paths: []string{"content/a.md"}}
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
			if got := bursts(t, c.at...); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestChangesThatWaitAreMerged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		raw, out := make(chan Change), make(chan Change)
		go join(raw, out)
		for _, c := range []Change{{Paths: []string{"b", "a"}}, {All: true}, {Paths: []string{"c", "a"}}} {
			raw <- c
			time.Sleep(time.Second) // nobody takes it
		}
		got := <-out
		if !slices.Equal(got.Paths, []string{"a", "b", "c"}) || !got.All {
			t.Errorf("got %v", got)
		}
		raw <- Change{Paths: []string{"d"}}
		if got := <-out; !slices.Equal(got.Paths, []string{"d"}) || got.All {
			t.Errorf("what was taken came again: %v", got)
		}
		close(raw)
	})
}

// both runs a test with events and with looking, in real time.
func both(t *testing.T, root string, run func(t *testing.T, changes <-chan Change)) {
	for name, poll := range map[string]bool{"events": false, "looking": true} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			changes := Watch(ctx, Watching{Root: root, Names: planNames, Poll: poll, Say: func(line string) { t.Errorf("fell back: %s", line) }})
			run(t, changes)
			cancel()
			drain(t, changes)
		})
	}
}

// all takes Changes until one says that anything may differ.
func all(t *testing.T, what string, changes <-chan Change) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		select {
		case c := <-changes:
			if c.All {
				return
			}
		case <-limit:
			t.Fatalf("%s: not told", what)
		}
	}
}

func TestRootComesAndGoes(t *testing.T) {
	parent := t.TempDir()
	root := filepath.Join(parent, "plan")
	both(t, root, func(t *testing.T, changes <-chan Change) {
		put(t, parent, "plan/content/a.md", "a")
		all(t, "the root was made", changes)
		put(t, root, "content/b.md", "b")
		gather(t, "in a new root", changes, "content/b.md")
		if err := os.RemoveAll(root); err != nil {
			t.Fatal(err)
		}
		all(t, "the root was removed", changes)
		put(t, parent, "plan/content/a.md", "again")
		all(t, "the root was made again", changes)
		put(t, root, "content/c.md", "c")
		gather(t, "in the root made again", changes, "content/c.md")
		if err := os.RemoveAll(root); err != nil {
			t.Fatal(err)
		}
	})
}

func TestRootMayBeALinkOrRelative(t *testing.T) {
	real := t.TempDir()
	put(t, real, "content/a.md", "a")
	link := filepath.Join(t.TempDir(), "plan")
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no links here:", err)
	}
	t.Chdir(real)
	for _, root := range []string{link, ".", "content/.."} {
		both(t, root, func(t *testing.T, changes <-chan Change) {
			put(t, real, "content/a.md", strings.Repeat("a", time.Now().Nanosecond()%1000+2))
			put(t, real, "content/b.md", time.Now().String()+root)
			gather(t, root, changes, "content/b.md")
		})
	}
}

func TestFolderMetUnderTwoNamesIsForgottenUnderBoth(t *testing.T) {
	root := t.TempDir()
	put(t, root, "content/old/deep/a.md", "a")
	e := newFakeEar()
	f := &follower{Watching: Watching{Root: root, Names: planNames, open: e.open}, ear: &ear{}, timer: time.NewTimer(time.Hour)}
	if err := f.attach(); err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(f.ground.root, filepath.FromSlash(name)) }
	// It was moved, and met where it is now, before the event of its going is heard.
	for _, name := range []string{"", "/deep"} {
		f.watched[at("content/new"+name)] = f.watched[at("content/old"+name)]
	}
	if !f.drop(at("content/old")) {
		t.Error("it was not watched")
	}
	for dir := range f.watched {
		if within(at("content/old"), dir) || within(at("content/new"), dir) {
			t.Errorf("still watched: %s", dir)
		}
	}
	if f.drop(at("content/a.md")) {
		t.Error("a file was watched")
	}
}

func TestPrivateNames(t *testing.T) {
	for name, want := range map[string]bool{
		"content/a.md": true, "content": true, "site.toml": true, "content/49131.md": true, "content/#1 thing.md": true,
		"content/a.md~": false, "content/.git/x": false, "contents": false, "README.md": false, "content/x.tmp": false,
		"content/4913": false, "content/#a.md#": false, "content/~$a.docx": false, "content/a.md.vsctmp": false,
		"content/" + tempPrefix + "12-3": false,
	} {
		g := &ground{Watching: Watching{Names: planNames}, root: "/plan"}
		if _, got := g.name(filepath.FromSlash("/plan/" + name)); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

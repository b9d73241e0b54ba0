package disk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fakeEar is an ear whose events come from a test: late, or never. Only folders added to it are heard.
type fakeEar struct {
	mu     sync.Mutex
	added  map[string]bool
	room   int // how many folders may be added; 0 = any number
	opened int
	events chan fsnotify.Event
	errors chan error
	deaf   bool
}

func newFakeEar() *fakeEar {
	return &fakeEar{events: make(chan fsnotify.Event, 10_000), errors: make(chan error)}
}

func (e *fakeEar) open() (*ear, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.opened++
	e.added = map[string]bool{}
	return &ear{events: e.events, errors: e.errors, add: e.add, drop: e.drop, close: func() error { return nil }}, nil
}

func (e *fakeEar) add(dir string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.room > 0 && !e.added[dir] && len(e.added) >= e.room {
		return &os.PathError{Op: "add", Path: dir, Err: syscall.ENOSPC}
	}
	e.added[dir] = true
	return nil
}

func (e *fakeEar) drop(dir string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.added, dir)
	return nil
}

// happens is called right after something was done to path: the event comes late, if it can be heard.
func (e *fakeEar) happens(op fsnotify.Op, path string, late time.Duration) {
	e.mu.Lock()
	heard := e.added[filepath.Dir(path)] && !e.deaf
	e.mu.Unlock()
	if heard {
		time.Sleep(late)
		e.events <- fsnotify.Event{Name: path, Op: op}
	}
}

// watching follows a small plan with a fakeEar, in virtual time.
type watching struct {
	root    string
	changes <-chan Change
	cancel  func()
	mu      sync.Mutex
	lines   []string
}

func (e *fakeEar) watch(t *testing.T, poll bool) *watching {
	w := &watching{root: t.TempDir()}
	put(t, w.root, "content/notes/a.md", "a")
	put(t, w.root, "content/notes/b.md", "b")
	ctx, cancel := context.WithCancel(t.Context())
	w.cancel = cancel
	w.changes = Watch(ctx, Watching{Root: w.root, Names: planNames, Poll: poll, Say: w.hear, open: e.open})
	return w
}

func (w *watching) hear(line string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = append(w.lines, line)
}

// said is all that was said so far.
func (w *watching) said() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.lines)
}

// next is what is told within d.
func (w *watching) next(d time.Duration) (g gathering) {
	limit := time.After(d)
	for {
		select {
		case c := <-w.changes:
			g.add(c)
		case <-limit:
			return g
		}
	}
}

func (w *watching) end(t *testing.T) {
	w.cancel()
	drain(t, w.changes)
}

func TestChangesWithoutEventsAreFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newFakeEar()
		e.deaf = true
		w := e.watch(t, false)
		time.Sleep(time.Minute) // nothing happens, and nothing is said
		if g := w.next(time.Second); len(g.paths) > 0 || g.all || len(w.said()) > 0 {
			t.Fatalf("told %v, said %q", g.change(), w.said())
		}
		put(t, w.root, "content/notes/a.md", "another")
		put(t, w.root, "content/notes/new.md", "new")
		c := w.next(glanceEvery + fair + time.Second)
		if got := c.change(); !got.All || !slices.Equal(got.Paths, []string{"content/notes/a.md", "content/notes/new.md"}) {
			t.Errorf("told %v", got)
		}
		want := "cannot follow changes (content/notes/a.md has changed, and the system did not tell): looking every half second instead"
		if len(w.said()) != 1 || w.said()[0] != want {
			t.Errorf("said %q", w.said())
		}
		for i := range 3 { // from now on by looking
			put(t, w.root, "content/notes/b.md", strings.Repeat("b", i+2))
			c = w.next(2 * lookEvery)
			if got := c.change(); got.All || !slices.Equal(got.Paths, []string{"content/notes/b.md"}) {
				t.Errorf("told %v", got)
			}
		}
		w.end(t)
		if len(w.said()) != 1 {
			t.Errorf("said %q", w.said())
		}
	})
}

// TestFolderThatIsShutForAWhile takes a folder's files out of sight and back, as chmod 0 and chmod 755 would
// for all but root: the only event is that of the folder's permissions.
func TestFolderThatIsShutForAWhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newFakeEar()
		w := e.watch(t, false)
		put(t, w.root, "content/notes/deep/c.md", "c")
		e.happens(fsnotify.Create, filepath.Join(w.root, "content/notes/deep"), 0)
		w.next(time.Minute)
		notes, hidden := filepath.Join(w.root, "content/notes"), filepath.Join(w.root, "hidden")
		names := []string{"a.md", "b.md", "deep"}
		if err := os.Mkdir(hidden, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			from, to string
			mode     os.FileMode
		}{{notes, hidden, 0o711}, {hidden, notes, 0o755}, {notes, hidden, 0o710}, {hidden, notes, 0o755}} {
			for _, name := range names {
				if err := os.Rename(filepath.Join(step.from, name), filepath.Join(step.to, name)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chmod(notes, step.mode); err != nil {
				t.Fatal(err)
			}
			e.happens(fsnotify.Chmod, notes, 0)
			told := w.next(time.Minute)
			if got := told.change(); !slices.Contains(got.Paths, "content/notes") || got.All {
				t.Errorf("%v: told %v", step.mode, got)
			}
		}
		w.end(t)
		if len(w.said()) > 0 {
			t.Errorf("said %q", w.said())
		}
	})
}

// TestFolderThatIsReallyShut does it in earnest.
func TestFolderThatIsReallyShut(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("for root everything is readable")
	}
	root := t.TempDir()
	put(t, root, "content/notes/deep/a.md", "a")
	put(t, root, "content/notes/b.md", "b")
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "content/notes"), 0o755) }) // so that it can be removed
	ctx, cancel := context.WithCancel(t.Context())
	changes := Watch(ctx, Watching{Root: root, Names: planNames, hurry: true, Say: func(line string) { t.Errorf("fell back: %s", line) }})
	for _, mode := range []os.FileMode{0, 0o755, 0o600, 0o755} {
		if err := os.Chmod(filepath.Join(root, "content/notes"), mode); err != nil {
			t.Fatal(err)
		}
		gather(t, mode.String(), changes, "content/notes")
		time.Sleep(fair + fair/2) // for doubts to be judged
	}
	put(t, root, "content/notes/deep/a.md", "longer")
	if g := gather(t, "a save", changes, "content/notes/deep/a.md"); g.all {
		t.Error("told of everything")
	}
	cancel()
	drain(t, changes)
}

// edit does something to the plan, and has the event follow.
func (e *fakeEar) edit(t *testing.T, root string, r *rand.Rand) {
	late := time.Duration(r.IntN(900)) * time.Millisecond
	dir := filepath.Join(root, "content", []string{"notes", "x", "x/y"}[r.IntN(3)])
	file := filepath.Join(dir, []string{"a.md", "b.md", "c.md"}[r.IntN(3)])
	_, missing := os.Lstat(file)
	switch r.IntN(6) {
	case 0:
		if os.Remove(file) == nil {
			e.happens(fsnotify.Remove, file, late)
		}
	case 1:
		if os.Chtimes(file, time.Now(), time.Now()) == nil { // not told, and no reason for doubt
			e.happens(fsnotify.Chmod, file, late)
		}
	case 2:
		away := filepath.Join(root, fmt.Sprint("away", r.Int()))
		if os.Rename(dir, away) == nil {
			e.happens(fsnotify.Rename, dir, late)
		}
	case 3:
		if os.MkdirAll(filepath.Dir(dir), 0o755) == nil && os.Mkdir(dir, 0o755) == nil {
			top := dir
			if filepath.Base(dir) == "y" {
				top = filepath.Dir(dir) // may have been made too, and is heard of first
			}
			e.happens(fsnotify.Create, top, late)
			e.happens(fsnotify.Create, dir, 0)
		}
	default:
		if os.WriteFile(file, make([]byte, r.IntN(1000)), 0o644) != nil {
			return
		}
		if missing != nil {
			e.happens(fsnotify.Create, file, late)
		}
		e.happens(fsnotify.Write, file, late)
	}
}

func TestEventsThatComeLateAreNotMissed(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			e := newFakeEar()
			w := e.watch(t, false)
			for range 60 {
				e.edit(t, w.root, r)
				time.Sleep(time.Duration(r.IntN(2000)) * time.Millisecond)
			}
			e.mu.Lock()
			opened := e.opened
			e.mu.Unlock()
			w.next(5 * time.Second)
			w.end(t)
			if len(w.said()) > 0 || opened != 1 {
				t.Errorf("seed %d: said %q, began %d times", seed, w.said(), opened)
			}
		})
	}
}

func TestEventsThatWorkAreTrusted(t *testing.T) {
	root := t.TempDir()
	put(t, root, "content/notes/a.md", "a")
	ctx, cancel := context.WithCancel(t.Context())
	changes := Watch(ctx, Watching{Root: root, Names: planNames, hurry: true, Say: func(line string) { t.Errorf("fell back: %s", line) }})
	r := rand.New(rand.NewPCG(1, 2))
	still := &fakeEar{} // real events come by themselves
	for start := time.Now(); time.Since(start) < 3*time.Second; time.Sleep(time.Duration(r.IntN(3)) * time.Millisecond) {
		still.edit(t, root, r)
	}
	put(t, root, mark, "done")
	gather(t, "edits", changes, mark)
	cancel()
	drain(t, changes)
}

func TestLimitOfFoldersIsReached(t *testing.T) {
	for name, room := range map[string]int{"at the start": 2, "later": 3} {
		synctest.Test(t, func(t *testing.T) {
			e := newFakeEar()
			e.room = room
			w := e.watch(t, false)
			put(t, w.root, "content/more/c.md", "c")
			e.happens(fsnotify.Create, filepath.Join(w.root, "content/more"), 0)
			g := w.next(time.Second)
			if later := room == 3; g.all != later || !g.paths["content/more"] && !later {
				t.Errorf("%s: told %v", name, g.change())
			}
			put(t, w.root, "content/more/c.md", "longer")
			if g := w.next(time.Second); !g.paths["content/more/c.md"] || g.all {
				t.Errorf("%s: told %v", name, g.change())
			}
			w.end(t)
			want := "cannot follow changes (the system's limit for watched folders is reached): looking every half second instead"
			if len(w.said()) != 1 || w.said()[0] != want {
				t.Errorf("%s: said %q", name, w.said())
			}
		})
	}
}

func TestSystemThatDoesNotListen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		root := t.TempDir()
		put(t, root, "content/a.md", "a")
		var w watching
		ctx, cancel := context.WithCancel(t.Context())
		changes := Watch(ctx, Watching{Root: root, Names: planNames, Say: w.hear,
			open: func() (*ear, error) { return nil, os.NewSyscallError("inotify_init1", syscall.EMFILE) }})
		put(t, root, "content/b.md", "b")
		if c := <-changes; c.All || !slices.Equal(c.Paths, []string{"content/b.md"}) {
			t.Errorf("told %v", c)
		}
		cancel()
		drain(t, changes)
		want := "cannot follow changes (the system's limit for open files is reached): looking every half second instead"
		if said := w.said(); len(said) != 1 || said[0] != want {
			t.Errorf("said %q", said)
		}
	})
}

func TestLostEventsMayBeAnything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newFakeEar()
		w := e.watch(t, false)
		put(t, w.root, "content/more/c.md", "c") // its event is among the lost
		e.errors <- fsnotify.ErrEventOverflow
		if g := w.next(time.Second); !g.all {
			t.Errorf("told %v", g.change())
		}
		put(t, w.root, "content/more/c.md", "longer")
		e.happens(fsnotify.Write, filepath.Join(w.root, "content/more/c.md"), 0)
		if g := w.next(time.Second); !g.paths["content/more/c.md"] || g.all {
			t.Errorf("told %v", g.change())
		}
		e.errors <- syscall.EIO
		if g := w.next(time.Second); !g.all || len(w.said()) != 1 {
			t.Errorf("told %v, said %q", g.change(), w.said())
		}
		w.end(t)
	})
}

func TestRootThatIsRemovedIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := newFakeEar()
		w := e.watch(t, false)
		if err := os.RemoveAll(w.root); err != nil {
			t.Fatal(err)
		}
		e.events <- fsnotify.Event{Name: w.root, Op: fsnotify.Remove}
		if g := w.next(glanceEvery / 2); !g.all {
			t.Errorf("told %v", g.change())
		}
		put(t, w.root, "content/a.md", "a")
		if g := w.next(2 * lookEvery); !g.all || len(w.said()) > 0 {
			t.Errorf("made again: told %v, said %q", g.change(), w.said())
		}
		w.end(t)
	})
}

func TestLookingTakesLittleOfTheTime(t *testing.T) {
	for _, c := range []struct {
		looking bool
		cost    time.Duration
		want    time.Duration
		said    string
	}{
		{true, time.Millisecond, 500 * time.Millisecond, "half second"},
		{true, 90 * time.Millisecond, 900 * time.Millisecond, "second"},
		{true, 101 * time.Millisecond, 1010 * time.Millisecond, "2 seconds"},
		{true, time.Second, 10 * time.Second, "10 seconds"},
		{false, time.Millisecond, 2 * time.Second, "2 seconds"},
		{false, time.Second, 20 * time.Second, "20 seconds"},
	} {
		f := &follower{lookout: lookout{looking: c.looking}}
		if got := f.rest(c.cost); got != c.want || spell(got) != c.said {
			t.Errorf("%v: got %v, %q", c, got, spell(got))
		}
	}
}

func BenchmarkSight(b *testing.B) {
	root := b.TempDir()
	for i := range 10_000 {
		put(b, root, fmt.Sprintf("content/%03d/%03d.md", i/100, i%100), "x")
	}
	w := Watching{Root: root, Names: planNames}
	for b.Loop() {
		if s := w.sight(0); len(s.looks) != 10_101 {
			b.Fatal(len(s.looks))
		}
	}
}

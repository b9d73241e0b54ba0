package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"retake/generator/disk/memory"
)

// Watching says what to follow.
type Watching struct {
	Root  string            // the folder that Names are in
	Names []string          // what matters in it, files or folders with all below: "site.toml", "content"
	Skip  string            // a folder never looked at, the output; "" = none
	Poll  bool              // look at the files again and again instead of asking the operating system
	Say   func(line string) // told once, should watching fall back to looking; may be nil

	open  func() (*ear, error) // where events come from; nil = the operating system
	hurry bool                 // make sure of events all the time, for tests
}

// Watch sends a Change after each burst of changes, until ctx ends; then the channel is closed. What
// changes after Watch has returned is told. A Change that is not taken becomes part of the next one.
//
// Folders are watched, not files, because most editors save by putting a new file in the old one's
// place. Links to files and folders inside the root are followed: a change at the far end names the
// link. Where the operating system cannot tell of changes (a limit is reached), or is found not to (a
// shared or network folder), Watch goes over to looking at names, sizes and times again and again, and
// says so. A root that is not there is waited for.
func Watch(ctx context.Context, w Watching) <-chan Change {
	raw, out := make(chan Change), make(chan Change)
	go func() {
		defer close(out)
		join(raw, out)
	}()
	f := &follower{Watching: w, done: ctx.Done(), raw: raw, ear: &ear{}, timer: time.NewTimer(lookEvery)}
	f.sights = make(chan sight)
	if w.open == nil {
		f.open = listen
	}
	f.begin()
	go func() {
		defer close(raw)
		f.run()
	}()
	return out
}

// Tree is a folder kept in memory, renewed by what Watch tells.
type Tree = memory.Tree

// OpenTree opens a folder; names are what matters in it, as in Watching.
func OpenTree(dir string, names []string) (*Tree, error) { return memory.Open(dir, names) }

// ear hears of changes in the folders added to it. An empty one hears nothing.
type ear struct {
	events <-chan fsnotify.Event
	errors <-chan error
	add    func(dir string) error
	drop   func(dir string) error
	close  func() error
}

// listen is the ear that the operating system lends.
func listen() (*ear, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	return &ear{w.Events, w.Errors, w.Add, w.Remove, w.Close}, nil
}

// follower is one call of Watch under way. But for the surveys, one goroutine does all its work.
type follower struct {
	Watching
	done    <-chan struct{}
	raw     chan<- Change
	ear     *ear
	ground  *ground                // nil while the root is not there, and while looking
	watched map[string]fs.FileInfo // the folders added to the ear, as they were then
	heard   time.Time              // when the last event came
	timer   *time.Timer            // when it goes off,
	then    func()                 // this is to be done

	lookout
}

func (f *follower) later(d time.Duration, do func()) {
	f.then = do
	f.timer.Reset(d)
}

func (f *follower) begin() {
	err := error(nil)
	if !f.Poll {
		err = f.attach()
	}
	if f.Poll || err != nil {
		f.fallBack(err)
	}
}

func (f *follower) run() {
	defer f.detach()
	defer f.timer.Stop()
	for {
		select {
		case <-f.done:
			return
		case e := <-f.ear.events:
			f.mind(f.event(e))
		case err := <-f.ear.errors:
			if errors.Is(err, fsnotify.ErrEventOverflow) { // events were lost, among them perhaps new folders
				f.restart()
			} else {
				f.mind(err)
			}
		case s := <-f.sights:
			f.compare(s)
		case <-f.timer.C:
			f.then()
		}
	}
}

// mind goes over to looking when events can no longer be had.
func (f *follower) mind(err error) {
	if err != nil {
		f.fallBack(err)
		f.raw <- Change{All: true}
	}
}

// restart follows events from scratch: nothing that was known is certain any more.
func (f *follower) restart() {
	if err := f.attach(); err != nil {
		f.mind(err)
		return
	}
	f.raw <- Change{All: true}
}

// attach begins to follow events. Without a root it waits for one.
func (f *follower) attach() error {
	f.detach()
	start := time.Now()
	g, err := f.survey()
	if err != nil {
		f.later(lookEvery, f.await)
		return nil
	}
	if f.ear, err = f.open(); err != nil {
		f.ear = &ear{}
		return err
	}
	f.ground = g
	if err := f.watch(g.root, g.info); err != nil {
		return err
	}
	first := sight{ground: g, turn: f.turn, looks: map[string]look{}}
	err = g.walkAll(func(path string, info fs.FileInfo) error {
		first.looks[path] = g.look(path, info)
		return f.take(path, info)
	})
	first.cost = time.Since(start)
	f.before = first
	f.later(f.rest(first.cost), f.glance)
	return err
}

// await looks whether the root has come.
func (f *follower) await() {
	if _, err := f.survey(); err == nil {
		f.restart()
		return
	}
	f.later(lookEvery, f.await)
}

func (f *follower) detach() {
	if f.ear.close != nil {
		_ = f.ear.close() // what it could still say is no longer asked
	}
	f.ear, f.ground, f.watched = &ear{}, nil, map[string]fs.FileInfo{}
	f.turn++
	f.named, f.earlier, f.doubts = map[string]bool{}, nil, nil
}

// take adds to the ear what has to be watched for the sake of path.
func (f *follower) take(path string, info fs.FileInfo) error {
	if info.IsDir() {
		return f.watch(path, info)
	}
	for _, place := range f.ground.links[path].way {
		if err := f.watch(filepath.Dir(place), nil); err != nil {
			return err
		}
	}
	return nil
}

// watch adds a folder. It may have been added before: then it is made sure that the same folder is
// still meant. One that is gone or must not be read is no fault.
func (f *follower) watch(dir string, info fs.FileInfo) error {
	err := f.ear.add(dir)
	if err == nil {
		if info != nil {
			f.watched[dir] = info
		}
		return nil
	}
	if _, statErr := os.Stat(dir); statErr != nil || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}

// add follows what lies at path and below, or everything if path is "". What is found in a folder
// that was not watched before is told: it may have been made before it could be heard of.
func (f *follower) add(path string) error {
	fresh := map[string]bool{}
	visit := func(path string, info fs.FileInfo) error {
		if info.IsDir() && f.watched[path] == nil {
			fresh[path] = true
		}
		err := f.take(path, info)
		if fresh[path] || fresh[filepath.Dir(path)] {
			f.tell(path)
		}
		return err
	}
	if path == "" {
		return f.ground.walkAll(visit)
	}
	return f.ground.walk(path, map[string]bool{}, visit)
}

// event takes up one event: a folder that went is no longer watched, a new one is from now on, and
// what matters is passed on.
func (f *follower) event(e fsnotify.Event) error {
	f.heard = time.Now()
	const moves = fsnotify.Create | fsnotify.Remove | fsnotify.Rename
	path := filepath.Clean(e.Name)
	if path == f.ground.root && e.Op&(fsnotify.Remove|fsnotify.Rename) != 0 {
		f.restart()
		return nil
	}
	places := f.ground.reach(path)
	if e.Name == "" || !slices.ContainsFunc(places, f.matters) {
		return nil
	}
	for _, place := range places {
		f.named[place] = f.named[place] || e.Op&moves != 0
	}
	if e.Op == fsnotify.Chmod {
		return f.permit(path)
	}
	f.tell(path)
	if e.Op&moves == 0 {
		return nil
	}
	again := f.bends(path)
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		again = f.drop(path) && e.Has(fsnotify.Rename) || again
	}
	at := path
	if again {
		at = ""
	} else if !e.Has(fsnotify.Create) {
		return nil
	}
	err := f.add(at)
	f.tell(path) // of links that were met just now
	return err
}

// permit takes up that permissions may have changed. That is news only of a folder: what is in it may
// have come into sight, or gone out of it.
func (f *follower) permit(path string) error {
	if info, err := os.Lstat(path); err != nil || !info.IsDir() {
		return nil
	}
	f.tell(path)
	return f.add(path)
}

func (f *follower) matters(place string) bool {
	_, ok := f.ground.name(place)
	return ok
}

// bends reports whether a link leads over path.
func (f *follower) bends(path string) bool {
	for _, l := range f.ground.links {
		if slices.Contains(l.way, path) {
			return true
		}
	}
	return false
}

// drop ends the watches below a folder that went: they would go on telling of it under its old name.
// The same folder may meanwhile have been met where it now is, and be watched there by the same
// watch, which ends with this: it is forgotten too, for the next add to find.
func (f *follower) drop(path string) (was bool) {
	tops := []string{path}
	gone := f.watched[path]
	for dir, info := range f.watched {
		if gone != nil && dir != path && os.SameFile(gone, info) {
			tops = append(tops, dir)
		}
	}
	for _, top := range tops {
		for dir := range f.watched {
			if within(top, dir) {
				_ = f.ear.drop(dir) // a watch that has ended by itself gives an error that says nothing new
				delete(f.watched, dir)
			}
		}
		for place := range f.ground.links {
			if within(top, place) {
				delete(f.ground.links, place)
			}
		}
	}
	return gone != nil
}

// tell passes on that what lies at path may differ.
func (f *follower) tell(path string) {
	var c Change
	for _, place := range f.ground.reach(path) {
		f.named[place] = true
		if name, ok := f.ground.name(place); ok {
			c.Paths = append(c.Paths, name)
		}
	}
	if len(c.Paths) > 0 {
		f.raw <- c
	}
}

// fallBack goes over to looking, from now on; why is nil if that is how it was asked for.
func (f *follower) fallBack(why error) {
	f.detach()
	f.looking = true
	f.before = f.sight(f.turn)
	pause := f.rest(f.before.cost)
	if why != nil && f.Say != nil {
		f.Say(fmt.Sprintf("cannot follow changes (%s): looking every %s instead", reason(why), spell(pause)))
	}
	f.later(pause, f.glance)
}

// reason puts the limits of the system, whose own words mislead, into others.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "the system's limit for watched folders is reached"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "the system's limit for open files is reached"
	}
	return err.Error()
}

// spell rounds a pause up to a length that can be said.
func spell(d time.Duration) string {
	switch seconds := (d + time.Second - 1) / time.Second; {
	case d <= lookEvery:
		return "half second"
	case seconds == 1:
		return "second"
	default:
		return fmt.Sprintf("%d seconds", seconds)
	}
}

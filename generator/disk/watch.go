package disk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A burst of saves is one change: it ends after quiet without another, or after most in any case.
const (
	quiet = 50 * time.Millisecond
	most  = 400 * time.Millisecond
)

// lookEvery is how often the files are compared when the operating system does not tell.
const lookEvery = 500 * time.Millisecond

// Watching says what to follow.
type Watching struct {
	Root  string            // the folder that Names are in
	Names []string          // what matters in it, files or folders with all below: "site.toml", "content"
	Skip  string            // a folder never looked at, the output; "" = none
	Poll  bool              // look at the files again and again instead of asking the operating system
	Say   func(line string) // told once, should watching fall back to looking; may be nil
}

// Watch sends one value after each burst of changes, until ctx ends; then the channel is closed. What
// changes after Watch has returned is told. Folders are watched, not files, because most editors save
// by putting a new file in the old one's place. Where the operating system cannot tell of changes (a
// limit is reached), Watch goes over to looking at names, sizes and times every half second, and says so.
func Watch(ctx context.Context, w Watching) <-chan struct{} {
	raw, out := make(chan struct{}, 1), make(chan struct{}, 1)
	events := w.start()
	var before map[string]look // of nothing, if looking begins later: then the first look is a change
	if events == nil {
		before = w.survey()
	}
	go func() {
		defer close(raw)
		if events != nil {
			err := w.notify(ctx, events, raw)
			if ctx.Err() != nil {
				return
			}
			w.say(err)
		}
		w.poll(ctx, raw, before)
	}()
	go func() {
		defer close(out)
		join(raw, out)
	}()
	return out
}

// start asks the operating system to tell of changes; nil if it will not, or is not to be asked.
func (w Watching) start() *fsnotify.Watcher {
	if w.Poll {
		return nil
	}
	events, err := fsnotify.NewWatcher()
	if err != nil {
		w.say(err)
		return nil
	}
	if err := w.addAll(events); err != nil {
		w.say(errors.Join(err, events.Close()))
		return nil
	}
	return events
}

func (w Watching) say(err error) {
	if w.Say != nil {
		w.Say(fmt.Sprintf("cannot follow changes (%v): looking every half second instead", err))
	}
}

// poke leaves a value in a channel with room for one, unless there is one already.
func poke(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// join passes each burst on as one value, until raw is closed.
func join(raw <-chan struct{}, out chan<- struct{}) {
	for range raw {
		pause, limit := time.NewTimer(quiet), time.NewTimer(most)
		open := burst(raw, pause, limit)
		pause.Stop()
		limit.Stop()
		if !open {
			return
		}
		poke(out)
	}
}

// burst waits for the end of a burst that has begun; open is false once raw is closed.
func burst(raw <-chan struct{}, pause, limit *time.Timer) (open bool) {
	for {
		select {
		case _, ok := <-raw:
			if !ok {
				return false
			}
			pause.Reset(quiet)
		case <-pause.C:
			return true
		case <-limit.C:
			return true
		}
	}
}

// notify follows events of the operating system until ctx ends or they can no longer be had.
func (w Watching) notify(ctx context.Context, events *fsnotify.Watcher, raw chan<- struct{}) error {
	defer events.Close()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-events.Events:
			if err := w.event(events, e, raw); err != nil {
				return err
			}
		case err := <-events.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
			if err := w.addAll(events); err != nil { // events were lost, among them perhaps new folders
				return err
			}
			poke(raw)
		}
	}
}

// addAll watches the root itself and all folders below that matter.
func (w Watching) addAll(events *fsnotify.Watcher) error {
	if err := events.Add(w.Root); err != nil {
		return err
	}
	for _, name := range w.Names {
		if err := w.addTree(events, filepath.Join(w.Root, name)); err != nil {
			return err
		}
	}
	return nil
}

// addTree watches a folder and those below. Each is watched before it is read, so that nothing made
// in between is missed. A folder that vanishes meanwhile is no fault.
func (w Watching) addTree(events *fsnotify.Watcher, dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() || !w.matters(dir) {
		return nil
	}
	if err := events.Add(dir); err != nil {
		return gone(dir, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return gone(dir, err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		if err := w.addTree(events, filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// gone forgives an error about a folder that is no longer there.
func gone(dir string, err error) error {
	if _, statErr := os.Stat(dir); errors.Is(statErr, os.ErrNotExist) {
		return nil
	}
	return err
}

// event takes up one event: a folder that went is no longer watched, a new one is from now on, and
// what matters is passed on.
func (w Watching) event(events *fsnotify.Watcher, e fsnotify.Event, raw chan<- struct{}) error {
	if e.Op == fsnotify.Chmod || !w.matters(e.Name) {
		return nil
	}
	var err error
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		dropTree(events, e.Name)
	}
	if e.Has(fsnotify.Create) {
		err = w.addTree(events, e.Name)
	}
	poke(raw)
	return err
}

// dropTree ends the watches below a folder that was moved away: they would go on telling of it under
// its old name. Those that have ended by themselves give an error that says nothing new.
func dropTree(events *fsnotify.Watcher, dir string) {
	for _, watched := range events.WatchList() {
		if within(dir, watched) {
			_ = events.Remove(watched)
		}
	}
}

// matters reports whether a path is one of Names or below it, and neither in the output nor a file
// that an editor or the system keeps for itself.
func (w Watching) matters(path string) bool {
	rel, err := filepath.Rel(w.Root, path)
	if err != nil {
		return false
	}
	parts := strings.Split(rel, string(filepath.Separator))
	return slices.Contains(w.Names, parts[0]) && !slices.ContainsFunc(parts, private) && !within(w.Skip, path)
}

// within reports whether path is dir or below it.
func within(dir, path string) bool {
	if dir == "" {
		return false
	}
	a, errA := filepath.Abs(dir)
	b, errB := filepath.Abs(path)
	return errA == nil && errB == nil && (a == b || strings.HasPrefix(b, a+string(filepath.Separator)))
}

// private reports whether a name is that of a hidden, temporary, backup or swap file.
func private(name string) bool {
	switch {
	case strings.HasPrefix(name, "."), strings.HasSuffix(name, "~"),
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"),
		strings.HasSuffix(name, "___jb_tmp___"), strings.HasSuffix(name, "___jb_old___"):
		return true
	}
	return slices.Contains([]string{".tmp", ".swp", ".swo", ".swx", ".bak", ".part", ".crdownload"}, filepath.Ext(name))
}

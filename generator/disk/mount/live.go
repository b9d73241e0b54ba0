package mount

import (
	"context"
	"io/fs"
	"os"
	"path"
	"slices"

	"retake/generator/disk"
)

// Live is a folder with others laid in, all of them kept in memory and followed. Renew must be alone; otherwise
// goroutines may share it.
type Live struct {
	FS
	Changes <-chan Change // of all the folders; nil if they are not followed. It is never closed

	dir     string
	tree    *disk.Tree
	which   func(fs.FS) []Folder
	watch   func(at, dir string, names []string) (stop func()) // nil if nothing is followed
	opened  map[string]*opened                                 // by the place where it is laid in
	changes chan Change
}

// Change says what may differ in one of the folders.
type Change struct {
	At string // where it is laid in; "" is the plan's own
	disk.Change
}

// opened is another folder while it is followed.
type opened struct {
	dir  string
	tree *disk.Tree // nil while the folder is not there
	stop func()
}

func (o *opened) close() {
	o.stop()
	if o.tree != nil {
		_ = o.tree.Close() // nothing was written through it
	}
}

// everything in a folder matters, but for what is hidden.
var everything = []string{"."}

// OpenLive opens a folder and lays others into it, and follows none of them.
func OpenLive(dir string, names []string, which func(fs.FS) []Folder) (*Live, error) {
	l := &Live{which: which, opened: map[string]*opened{}}
	return l, l.open(dir, names)
}

// Follow is OpenLive, and follows the folders until ctx ends: w is for the plan's own, and for the others but for its Root
// and Names.
func Follow(ctx context.Context, w disk.Watching, which func(fs.FS) []Folder) (*Live, error) {
	l := &Live{which: which, opened: map[string]*opened{}, changes: make(chan Change)}
	l.Changes = l.changes
	l.watch = func(at, dir string, names []string) (stop func()) {
		ctx, stop := context.WithCancel(ctx)
		w := w
		w.Root, w.Names = dir, names
		from := disk.Watch(ctx, w)
		go l.pass(ctx, at, from)
		return stop
	}
	l.watch("", w.Root, w.Names) // before anything is read, so that no change is missed
	return l, l.open(w.Root, w.Names)
}

// pass hands on what is told of one folder.
func (l *Live) pass(ctx context.Context, at string, from <-chan disk.Change) {
	for c := range from {
		select {
		case l.changes <- Change{at, c}:
		case <-ctx.Done():
			return
		}
	}
}

func (l *Live) open(dir string, names []string) (err error) {
	if l.tree, err = disk.OpenTree(dir, names); err != nil {
		return err
	}
	l.dir, l.base = dir, l.tree
	l.lay()
	return nil
}

// Close gives the folders back to the system. What is remembered can still be read.
func (l *Live) Close() error {
	for _, o := range l.opened {
		o.close()
	}
	return l.tree.Close()
}

// Renew looks again at what may differ, and returns the names of what does, sorted. Which folders are laid in is found
// out anew each time.
func (l *Live) Renew(c Change) (changed []string) {
	if c.At == "" {
		changed = l.tree.Renew(c.Change)
	} else if o := l.opened[c.At]; o != nil && o.tree != nil {
		for _, name := range o.tree.Renew(c.Change) {
			changed = append(changed, path.Join(c.At, name))
		}
		if c.All && len(changed) == 0 { // what is new in the folder itself has been in no list
			changed = append(changed, c.At)
		}
	}
	changed = append(changed, l.lay()...)
	slices.Sort(changed)
	return slices.Compact(changed)
}

// lay finds out which folders are laid in, opens new ones and closes those that no longer are. It returns the places at
// which another folder, or none, is to be found now.
func (l *Live) lay() (changed []string) {
	was := l.laid.Load()
	used := map[string]bool{}
	now := lay(l.tree, l.which(l.tree), func(f Folder) (fs.FS, error) {
		used[f.At] = true
		return l.opening(f)
	})
	for at, o := range l.opened {
		if !used[at] {
			o.close()
			delete(l.opened, at)
		}
	}
	l.laid.Store(now)
	if was == nil {
		return nil
	}
	for _, pair := range [][2]*layers{{was, now}, {now, was}} {
		for _, x := range pair[0].in {
			if y, _ := pair[1].find(x.At); y == nil || y.files != x.files {
				changed = append(changed, x.At)
			}
		}
		for at, why := range pair[0].why {
			if pair[1].why[at] != why {
				changed = append(changed, at)
			}
		}
	}
	return changed
}

// opening is a folder that was opened before, or now. One that is not there is followed too, for it may come.
func (l *Live) opening(f Folder) (fs.FS, error) {
	o := l.opened[f.At]
	if o != nil && o.dir != f.Dir {
		o.close()
		o = nil
	}
	if o == nil {
		o = &opened{dir: f.Dir, stop: func() {}}
		if l.watch != nil {
			o.stop = l.watch(f.At, f.Dir, everything)
		}
		l.opened[f.At] = o
	}
	if _, err := os.Stat(f.Dir); err != nil { // it may have been there before
		return nil, err
	}
	if o.tree == nil {
		tree, err := disk.OpenTree(f.Dir, everything)
		if err != nil {
			return nil, err
		}
		o.tree = tree
	}
	return o.tree, nil
}

// Bytes is the content of a file of 50 MB at most. It is shared and not to be written to, and it is the same slice until
// the content changes.
func (l *Live) Bytes(name string) ([]byte, error) {
	files, rest := l.files(name)
	return files.(*disk.Tree).Bytes(rest)
}

// Whereabouts is the folder in which a file really lies, and its name there.
func (l *Live) Whereabouts(name string) (dir, rest string) {
	if in, rest := l.laid.Load().find(name); in != nil {
		return in.Dir, rest
	}
	return l.dir, name
}

package memory

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Change says what may differ from what is remembered.
type Change struct {
	Paths []string // slash-separated, below the folder: files and folders; sorted, each once
	All   bool     // anything may differ: events were lost, or looking has begun
}

// racy is how close to the time of reading a file's own time may be, for the two to say nothing: a
// second save within one tick of the clock (2 s on a FAT disk) does not show.
const racy = 2 * time.Second

// Renew looks again at what may differ, and returns the names of what does, sorted: files with other
// bytes or another target, and what has come, gone or become another kind of thing. A touch, or a save
// of the same bytes, is nothing, unless the file was never read: then another size or time counts.
func (t *Tree) Renew(c Change) (changed []string) {
	r := &renewal{Tree: t, done: map[string]bool{}, changed: map[string]bool{}}
	all := t.reopen() || c.All
	for _, name := range slices.Sorted(slices.Values(c.Paths)) {
		r.named(name)
	}
	if all {
		for _, name := range slices.Sorted(maps.Keys(t.nodes)) {
			r.look(name, false)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(t.restless)) {
		r.deep(name)
	}
	return slices.Sorted(maps.Keys(r.changed))
}

// reopen makes sure that the folder is the one that now has its name.
func (t *Tree) reopen() (another bool) {
	info, err := os.Stat(t.dir)
	if t.root != nil && err == nil {
		if have, err := t.root.Stat("."); err == nil && os.SameFile(have, info) {
			return false
		}
	}
	if t.root == nil && err != nil {
		return false
	}
	_ = t.Close() // nothing was written through it
	if t.root, err = os.OpenRoot(t.dir); err != nil {
		t.root = nil
	}
	return true
}

// renewal is one call of Renew under way.
type renewal struct {
	*Tree
	done    map[string]bool // looked at
	changed map[string]bool
}

// named looks again at a name that a Change holds, at what is below, and at the lists it may be missing in.
func (r *renewal) named(name string) {
	if !fs.ValidPath(name) || !Matters(r.names, name) {
		return
	}
	known := r.nodes[name] != nil
	r.look(name, true)
	r.deep(name)
	r.above(name)
	if known || r.changed[name] {
		return
	}
	if info, err := r.Lstat(name); err == nil && !info.IsDir() { // nobody knows how it looked before
		r.changed[name] = true
	}
}

// deep looks again at a name and all that is known below.
func (r *renewal) deep(name string) {
	n := r.nodes[name]
	if n == nil {
		return
	}
	r.look(name, false)
	for _, kid := range n.kids {
		r.deep(kid)
	}
}

// above looks again at those folders above a name that do not know that it came or went.
func (r *renewal) above(name string) {
	is := r.kindNow(name)
	for dir := path.Dir(name); Matters(r.names, dir); dir = path.Dir(dir) {
		isDir := r.kindNow(dir)
		if n := r.nodes[dir]; n != nil && (n.here.known && kind(n.here) != isDir || n.list.known && n.listed(path.Base(name)) != is) {
			r.deep(dir)
		}
		name, is = dir, isDir
	}
}

// kindNow is the kind of thing that is there, whatever is remembered.
func (r *renewal) kindNow(name string) string {
	if r.done[name] {
		return kind(r.nodes[name].here)
	}
	var m memo[fs.FileInfo]
	_, _ = m.ask(func() (fs.FileInfo, error) { return r.lstat(name) }) // an error is an answer
	return kind(m)
}

// find is a name in a folder's list.
func (n *node) find(base string) (e fs.DirEntry, found bool) {
	i, found := slices.BinarySearchFunc(n.list.v, base, func(e fs.DirEntry, base string) int { return strings.Compare(e.Name(), base) })
	if found {
		e = n.list.v[i].(entry).DirEntry
	}
	return e, found
}

// listed is the kind that a folder's list gives for a name.
func (n *node) listed(base string) string {
	if e, found := n.find(base); found {
		return e.Type().String()
	}
	return missing
}

const missing = "missing"

// kind is what sort of thing is there, as far as readers can tell.
func kind(m memo[fs.FileInfo]) string {
	switch {
	case m.err == nil && m.v != nil:
		return m.v.Mode().Type().String()
	case errors.Is(m.err, fs.ErrNotExist), errors.Is(m.err, syscall.ENOTDIR): // the latter is below a file
		return missing
	}
	return "unknown"
}

// look asks again what was asked of a name before. exact: the file is read even if nothing else hints
// at other bytes.
func (r *renewal) look(name string, exact bool) {
	n := r.nodes[name]
	if n == nil || r.done[name] {
		return
	}
	r.done[name] = true
	was := n.facts
	n.facts = facts{}
	delete(r.restless, name)
	if was.here.known { // errors are kept, as answers
		r.met(n, name)
		_, _ = r.here(n, name)
	}
	if was.there.known {
		_, _ = r.there(n, name)
	}
	if was.link.known {
		_, _ = r.link(n, name)
	}
	if was.list.known {
		_, _ = r.list(n, name)
		r.compareLists(name, was.list.v, n.list.v)
	}
	if was.data.known {
		r.reread(n, name, was, exact)
	}
	if was.here.known && differs(was, n.facts) {
		r.changed[name] = true
	}
	if was.here.known && kind(was.here) != kind(n.here) {
		for _, kid := range n.kids {
			r.deep(kid)
		}
		r.enter(name)
	}
}

// met takes what the folder's list, if it was read in this renewal, says of a name: it costs nothing,
// while each of the system's own looks goes down from the root.
func (r *renewal) met(n *node, name string) {
	dir := r.nodes[path.Dir(name)]
	if dir == nil || !r.done[path.Dir(name)] || !dir.list.known {
		return
	}
	if e, ok := dir.find(path.Base(name)); ok {
		r.note(n, name, e)
	}
}

// reread keeps a file's bytes if they can have no others, or the same slice if they are the same. Those of
// another size differ in any case: they are read when they are asked for, which nobody may do of a file
// that grows and grows.
func (r *renewal) reread(n *node, name string, was facts, exact bool) {
	now, err := r.there(n, name)
	if err == nil && was.data.err == nil && now.Mode().IsRegular() && now.Size() != was.seen.Size() {
		return
	}
	if err == nil && was.data.err == nil && !exact && alike(was.seen, now) && was.read.Sub(now.ModTime()) > racy {
		n.data, n.seen, n.read = was.data, was.seen, was.read
		return
	}
	if data, err := r.data(n, name); err == nil && was.data.err == nil && bytes.Equal(data, was.data.v) {
		n.data.v = was.data.v
	}
}

// alike reports whether two looks at a file hint at the same bytes.
func alike(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.Mode() == b.Mode() && a.ModTime().Equal(b.ModTime())
}

// differs reports whether a name leads to other bytes, or to something of another kind.
func differs(was, now facts) bool {
	a, b := was.here, now.here
	if was.there.known && now.there.known {
		if kind(was.there) != kind(now.there) && (was.there.err == nil || now.there.err == nil) { // nowhere is nowhere
			return true
		}
		a, b = was.there, now.there
	}
	switch {
	case kind(was.here) != kind(now.here), was.link.known && was.link.v != now.link.v:
		return true
	case was.list.known && (was.list.err == nil) != (now.list.err == nil):
		return true
	case was.data.known:
		return !now.data.known || (was.data.err == nil) != (now.data.err == nil) || !bytes.Equal(was.data.v, now.data.v)
	case a.err != nil || b.err != nil || a.v.IsDir():
		return false
	}
	return a.v.Size() != b.v.Size() || !a.v.ModTime().Equal(b.v.ModTime())
}

// compareLists looks again at what has come, gone or changed its kind in a folder.
func (r *renewal) compareLists(dir string, was, now []fs.DirEntry) {
	kinds := map[string]fs.FileMode{}
	for _, e := range was {
		kinds[e.Name()] = e.Type()
	}
	for _, e := range now {
		before, known := kinds[e.Name()]
		delete(kinds, e.Name())
		if !known {
			r.appeared(path.Join(dir, e.Name()))
		} else if before != e.Type() {
			r.deep(path.Join(dir, e.Name()))
		}
	}
	for base := range kinds {
		r.deep(path.Join(dir, base))
	}
}

// appeared takes up what was not in a folder's list before, with all below.
func (r *renewal) appeared(name string) {
	if Matters(r.names, name) {
		r.deep(name)
		r.changed[name] = true
		r.enter(name)
	}
}

// enter takes up everything in a folder that is new.
func (r *renewal) enter(dir string) {
	if info, err := r.Lstat(dir); err != nil || !info.IsDir() {
		return
	}
	entries, _ := r.ReadDir(dir) // a folder that cannot be read holds nothing to tell of
	for _, e := range entries {
		r.appeared(path.Join(dir, e.Name()))
	}
}

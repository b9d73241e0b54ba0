package memory

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// maxKept is the size of a file, in bytes, above which its content is neither read nor kept: a little more
// than the 50 MB up to which attachments are published.
const maxKept = 51 << 20

// Tree is a folder whose files are remembered once they were asked for: an fs.FS with ReadDir, Stat,
// Lstat and ReadLink. Links are followed inside the folder and refused out of it, and only regular
// files are ever opened: a pipe could hang whoever reads. Answers are remembered until Renew is told
// that they may differ, errors among them; names that Watch tells nothing of (outside names, hidden,
// temporary) are looked up anew each time; the list of a folder may still hold one that has gone.
// Readers may be many; Renew must be alone.
type Tree struct {
	dir   string
	names []string
	root  *os.Root // nil while the folder is not there

	mu       sync.RWMutex
	nodes    map[string]*node
	restless map[string]bool // links, and what could not be looked at: no Change tells all of them
}

// node is one name that was asked for.
type node struct {
	mu   sync.Mutex
	kids []string // nodes right below
	facts
}

// facts are the answers about a name.
type facts struct {
	here  memo[fs.FileInfo] // itself
	there memo[fs.FileInfo] // what it leads to, if it is a link
	link  memo[string]
	list  memo[[]fs.DirEntry]
	data  memo[[]byte]
	seen  fs.FileInfo // of the open file, just before data was read
	read  time.Time   // when that was
}

// memo is an answer, once it was asked for.
type memo[T any] struct {
	known bool
	v     T
	err   error
}

func (m *memo[T]) ask(find func() (T, error)) (T, error) {
	if !m.known {
		m.v, m.err = find()
		m.known = true
	}
	return m.v, m.err
}

// Open opens a folder; names are the files and folders in it that are remembered and watched.
func Open(dir string, names []string) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Tree{dir: dir, names: names, root: root, nodes: map[string]*node{}, restless: map[string]bool{}}, nil
}

// Close gives the folder back to the system. What is remembered can still be read.
func (t *Tree) Close() error {
	if t.root == nil {
		return nil
	}
	return t.root.Close()
}

// with calls do with the node of a name: a kept one, or one for this call only.
func with[T any](t *Tree, op, name string, do func(n *node, name string) (T, error)) (T, error) {
	t.mu.RLock()
	n := t.nodes[name]
	t.mu.RUnlock()
	if n == nil {
		if !fs.ValidPath(name) {
			var none T
			return none, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
		}
		n = t.node(name)
		for dir := path.Dir(name); Matters(t.names, dir); dir = path.Dir(dir) {
			_, _ = t.Lstat(dir) // whether it is a link
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	return do(n, name)
}

// node makes a node, and the nodes above it.
func (t *Tree) node(name string) *node {
	if !Matters(t.names, name) {
		return &node{}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	n, child := t.nodes[name], ""
	if n != nil {
		return n
	}
	for at := name; Matters(t.names, at); at = path.Dir(at) {
		above, known := t.nodes[at]
		if !known {
			above = &node{}
			t.nodes[at] = above
		}
		if child != "" {
			above.kids = append(above.kids, child)
		}
		if known {
			break
		}
		child = at
	}
	return t.nodes[name]
}

// Stat describes what name leads to.
func (t *Tree) Stat(name string) (fs.FileInfo, error) { return with(t, "stat", name, t.there) }

// Lstat describes name itself, which may be a link.
func (t *Tree) Lstat(name string) (fs.FileInfo, error) { return with(t, "lstat", name, t.here) }

// ReadLink says where a link leads.
func (t *Tree) ReadLink(name string) (string, error) { return with(t, "readlink", name, t.link) }

// ReadDir lists a folder, sorted. The list is the caller's own.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := with(t, "readdir", name, t.list)
	return slices.Clone(list), err
}

// Bytes is the content of a file of 50 MB at most. It is shared and not to be written to, and it is the
// same slice until the content changes.
func (t *Tree) Bytes(name string) ([]byte, error) { return with(t, "read", name, t.data) }

func (t *Tree) here(n *node, name string) (fs.FileInfo, error) {
	return n.here.ask(func() (fs.FileInfo, error) {
		info, err := t.lstat(name)
		t.fret(name, err, err == nil && isLink(info))
		return info, err
	})
}

func (t *Tree) lstat(name string) (fs.FileInfo, error) {
	if t.root == nil {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return t.root.Lstat(name)
}

func isLink(info fs.FileInfo) bool { return info.Mode()&fs.ModeSymlink != 0 }

// fret has a name looked at again on every Renew, if need be.
func (t *Tree) fret(name string, err error, link bool) {
	if (link || err != nil && !errors.Is(err, fs.ErrNotExist)) && Matters(t.names, name) {
		t.mu.Lock()
		t.restless[name] = true
		t.mu.Unlock()
	}
}

func (t *Tree) there(n *node, name string) (fs.FileInfo, error) {
	info, err := t.here(n, name)
	if err != nil || !isLink(info) {
		return info, err
	}
	return n.there.ask(func() (fs.FileInfo, error) { return t.root.Stat(name) })
}

func (t *Tree) link(n *node, name string) (string, error) {
	info, err := t.here(n, name)
	if err == nil && !isLink(info) {
		err = &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return "", err
	}
	return n.link.ask(func() (string, error) { return t.root.Readlink(name) })
}

func (t *Tree) list(n *node, name string) ([]fs.DirEntry, error) {
	info, err := t.there(n, name)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "readdir", Path: name, Err: syscall.ENOTDIR}
	}
	if err != nil {
		return nil, err
	}
	return n.list.ask(func() ([]fs.DirEntry, error) {
		f, _, err := t.open(name, fs.ModeDir)
		if err != nil {
			t.fret(name, err, false)
			return nil, err
		}
		defer f.Close()
		entries, err := f.ReadDir(-1)
		t.fret(name, err, false)
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
		for i, e := range entries {
			entries[i] = t.meet(path.Join(name, e.Name()), e)
		}
		return entries, err
	})
}

// meet makes a node for what is found in a folder, so that it is known how it looked then.
func (t *Tree) meet(name string, e fs.DirEntry) fs.DirEntry {
	if n := t.node(name); Matters(t.names, name) {
		n.mu.Lock()
		defer n.mu.Unlock()
		t.note(n, name, e)
	}
	return entry{e, t, name}
}

// note keeps what a folder's list says of a name, unless it is known already.
func (t *Tree) note(n *node, name string, e fs.DirEntry) {
	_, _ = n.here.ask(func() (fs.FileInfo, error) { // Lstat gives the error to whoever asks
		info, err := e.Info()
		t.fret(name, err, err == nil && isLink(info))
		return info, err
	})
}

// entry describes itself as the Tree does.
type entry struct {
	fs.DirEntry
	t    *Tree
	name string
}

func (e entry) Info() (fs.FileInfo, error) { return e.t.Lstat(e.name) }

// ErrKind says that something is neither a file nor a folder, and is not opened.
var ErrKind = errors.New("not an ordinary file or folder")

// errLarge says that a file is above maxKept.
var errLarge = errors.New("it is larger than 50 MB")

// open opens what is of a kind, for reading. Should a pipe have taken its place, that does not wait.
func (t *Tree) open(name string, kind fs.FileMode) (*os.File, fs.FileInfo, error) {
	f, err := t.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && info.Mode().Type() != kind {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrKind}
	}
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return f, info, nil
}

func (t *Tree) data(n *node, name string) ([]byte, error) {
	if n.data.known {
		return n.data.v, n.data.err
	}
	refuse := func(why error) ([]byte, error) { return nil, &fs.PathError{Op: "read", Path: name, Err: why} }
	switch info, err := t.there(n, name); {
	case err != nil:
		return nil, err
	case info.IsDir():
		return refuse(syscall.EISDIR)
	case !info.Mode().IsRegular():
		return refuse(ErrKind)
	case info.Size() > maxKept:
		return refuse(errLarge)
	}
	read := time.Now()
	data, seen, err := t.load(name)
	n.data, n.seen, n.read = memo[[]byte]{true, data, err}, seen, read
	t.fret(name, err, false)
	return data, err
}

func (t *Tree) load(name string) ([]byte, fs.FileInfo, error) {
	f, info, err := t.open(name, 0)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	large := &fs.PathError{Op: "read", Path: name, Err: errLarge}
	if info.Size() > maxKept { // it has grown since it was looked at
		return nil, nil, large
	}
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(f, maxKept+1)) // it may grow meanwhile
	if b.Len() > maxKept {
		return nil, nil, large
	}
	return bytes.Clone(b.Bytes()), info, err // no more than needed: it is kept
}

// Open opens a file or a folder as it is remembered; a large file as it is.
func (t *Tree) Open(name string) (fs.File, error) { return with(t, "open", name, t.file) }

func (t *Tree) file(n *node, name string) (fs.File, error) {
	info, err := t.there(n, name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		list, err := t.list(n, name)
		if err != nil {
			return nil, err
		}
		return &folder{name: name, info: info, list: list}, nil
	}
	data, err := t.data(n, name)
	if errors.Is(err, errLarge) {
		f, _, err := t.open(name, 0)
		if err != nil {
			return nil, err
		}
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	return &file{*bytes.NewReader(data), info}, nil
}

// file is an open file of a Tree.
type file struct {
	bytes.Reader
	info fs.FileInfo
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

// folder is an open folder of a Tree.
type folder struct {
	name string
	info fs.FileInfo
	list []fs.DirEntry // what is still to be read
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: syscall.EISDIR}
}

func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.list) == 0 {
		return nil, io.EOF
	}
	if n <= 0 {
		n = len(f.list)
	}
	part := slices.Clone(f.list[:min(n, len(f.list))])
	f.list = f.list[len(part):]
	return part, nil
}

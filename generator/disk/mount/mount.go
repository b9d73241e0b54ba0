package mount

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// Folder is a folder from elsewhere.
type Folder struct {
	At  string // where it is laid in, slash-separated: "content/notes/vault"
	Dir string // where it is
	Why string // it must not be read, and why; "" = it may
}

// What is said of a folder that is left out.
const (
	notThere = "the folder is not on this machine"
	noFolder = "it is no folder that can be read"
	taken    = "the plan has a folder of that name itself"
	twice    = "another folder is laid in under that name"
)

// FS is a folder with others laid in. Goroutines may share it.
type FS struct {
	base fs.FS
	laid atomic.Pointer[layers]
}

// layers are the folders that are laid in. They are not changed once they are made.
type layers struct {
	in    []layer
	above map[string][]string // folders above the places -> the names below them that lead there
	why   map[string]string   // places at which nothing is laid in, and why
}

// layer is one folder that is laid in.
type layer struct {
	Folder
	files fs.FS
}

// Open opens a folder and lays others into it; which, is found out from what is in it.
func Open(dir string, which func(fs.FS) []Folder) (fs.FS, error) {
	root, err := os.OpenRoot(dir) // what a link leads to outside is not for the site
	if err != nil {
		return nil, err
	}
	folders := which(root.FS())
	if len(folders) == 0 {
		return root.FS(), nil
	}
	m := &FS{base: root.FS()}
	m.laid.Store(lay(m.base, folders, func(f Folder) (fs.FS, error) {
		root, err := os.OpenRoot(f.Dir)
		if err != nil {
			return nil, err
		}
		return root.FS(), nil
	}))
	return m, nil
}

// lay lays folders into a base, the first of one place only.
func lay(base fs.FS, folders []Folder, open func(Folder) (fs.FS, error)) *layers {
	l := &layers{above: map[string][]string{}, why: map[string]string{}}
	for _, f := range folders {
		if slices.ContainsFunc(l.in, func(x layer) bool { return x.Folder == f }) { // said twice
			continue
		}
		if _, known := l.why[f.At]; known || slices.ContainsFunc(l.in, func(x layer) bool { return x.At == f.At }) {
			l.why[f.At] = cmp.Or(l.why[f.At], twice)
			continue
		}
		x := layer{Folder: f}
		why := f.Why
		if _, err := fs.Lstat(base, f.At); why == "" && !errors.Is(err, fs.ErrNotExist) {
			why = taken
		}
		if why == "" {
			var err error
			if x.files, err = open(f); errors.Is(err, fs.ErrNotExist) {
				why = notThere
			} else if err != nil {
				why = noFolder
			}
		}
		if why != "" {
			l.why[f.At] = why
			continue
		}
		l.in = append(l.in, x)
		l.mark(f.At)
	}
	return l
}

// mark has the folders above a place list what leads there.
func (l *layers) mark(at string) {
	for ; at != "."; at = path.Dir(at) {
		dir, name := path.Dir(at), path.Base(at)
		if !slices.Contains(l.above[dir], name) {
			l.above[dir] = append(l.above[dir], name)
		}
	}
}

// find is the folder that a name lies in, and the name in it; nil for the base.
func (l *layers) find(name string) (in *layer, rest string) {
	for i := range l.in {
		if rest, ok := strings.CutPrefix(name, l.in[i].At); ok {
			switch {
			case rest == "":
				return &l.in[i], "."
			case rest[0] == '/':
				return &l.in[i], rest[1:]
			}
		}
	}
	return nil, name
}

// Withheld says why a folder is not laid in at a place, "" if it is.
func (m *FS) Withheld(at string) (why string) {
	l := m.laid.Load()
	if in, _ := l.find(at); in != nil && l.why[at] == "" {
		return ""
	}
	return cmp.Or(l.why[at], notThere)
}

// files are those that a name is to be looked up in.
func (m *FS) files(name string) (files fs.FS, rest string) {
	if in, rest := m.laid.Load().find(name); in != nil && fs.ValidPath(name) {
		return in.files, rest
	}
	return m.base, name
}

// Stat describes what a name leads to.
func (m *FS) Stat(name string) (fs.FileInfo, error) {
	files, rest := m.files(name)
	info, err := fs.Stat(files, rest)
	return m.told(name, rest, info, err)
}

// Lstat describes what has the name, which may be a link.
func (m *FS) Lstat(name string) (fs.FileInfo, error) {
	files, rest := m.files(name)
	info, err := fs.Lstat(files, rest)
	return m.told(name, rest, info, err)
}

// told is a description by the name that was asked for. A folder above a place is there in any case.
func (m *FS) told(name, rest string, info fs.FileInfo, err error) (fs.FileInfo, error) {
	switch {
	case errors.Is(err, fs.ErrNotExist) && m.laid.Load().above[name] != nil:
		return bare(path.Base(name)), nil
	case err != nil:
		return nil, &fs.PathError{Op: "stat", Path: name, Err: cause(err)}
	case rest == "." && name != ".":
		return named{info, path.Base(name)}, nil
	}
	return info, nil
}

// cause is an error without the name by which another folder knows the file.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// ReadLink says where a link leads.
func (m *FS) ReadLink(name string) (string, error) {
	files, rest := m.files(name)
	return fs.ReadLink(files, rest)
}

// ReadDir lists a folder, sorted.
func (m *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	files, rest := m.files(name)
	list, err := fs.ReadDir(files, rest)
	more := m.laid.Load().above[name]
	if len(more) == 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return list, err
	}
	for _, base := range more {
		if slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() == base }) {
			continue
		}
		info, err := m.Stat(path.Join(name, base))
		if err != nil { // it went a moment ago
			continue
		}
		list = append(list, fs.FileInfoToDirEntry(info))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// Open opens a file or a folder.
func (m *FS) Open(name string) (fs.File, error) {
	files, rest := m.files(name)
	if m.laid.Load().above[name] == nil && (rest != "." || name == ".") {
		return files.Open(rest)
	}
	info, err := m.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return files.Open(rest)
	}
	list, err := m.ReadDir(name)
	if err != nil {
		return nil, err
	}
	return &folder{info: info, list: list}, nil
}

// named is a description under another name.
type named struct {
	fs.FileInfo
	name string
}

func (n named) Name() string { return n.name }

// bare is a folder that is only there because another is laid in below it.
type bare string

func (b bare) Name() string     { return string(b) }
func (bare) Size() int64        { return 0 }
func (bare) Mode() fs.FileMode  { return fs.ModeDir | 0o755 }
func (bare) ModTime() time.Time { return time.Time{} }
func (bare) IsDir() bool        { return true }
func (bare) Sys() any           { return nil }

// folder is an open folder.
type folder struct {
	info fs.FileInfo
	list []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.Name(), Err: syscall.EISDIR}
}

// ReadDir gives the next n entries, or all that are left if n is not positive.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.list)
	} else if len(f.list) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.list))
	out := f.list[:n:n]
	f.list = f.list[n:]
	return out, nil
}

package source

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"retake/generator/fault"
)

// maxFile is the size of a file above which it is not read: notes and logs are far below.
const maxFile = 5 << 20

// What is said of a link that cannot be followed: the plan is all that can be seen from here.
const (
	leadsNowhere = "the link leads nowhere, or out of the plan"
	copyIn       = "a plan publishes only what lies in its own folder: copy the file in"
)

// read gives a file's bytes; a missing file is no fault. Only plain files are opened, because a pipe or
// a device may never come to an end.
func read(fsys fs.FS, name string, faults *fault.List) ([]byte, bool) {
	pos := fault.Pos{File: name}
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil && isLink(fsys, name):
		faults.Add("unreadable", pos, leadsNowhere).Hint = copyIn
		return nil, false
	case errors.Is(err, fs.ErrNotExist):
		return nil, false
	case err == nil && info.IsDir():
		err = errors.New("it is a folder")
	case err == nil && !info.Mode().IsRegular():
		err = errors.New("it is a pipe or a device")
	}
	var raw []byte
	if err == nil && info.Size() <= maxFile {
		raw, err = content(fsys, name)
	}
	if err != nil {
		faults.Add("unreadable", pos, "the file cannot be read: %v", fault.Cause(err)).Hint = "check that it is a file and that you may read it"
		return nil, false
	}
	if size := max(info.Size(), int64(len(raw))); size > maxFile {
		faults.Add("too-large", pos, "the file has %d MB", size>>20).Hint = "files above 5 MB are not read: split it, or keep it outside content/"
		return nil, false
	}
	return raw, true
}

// keeper is a file system that keeps contents, and hands out the same bytes until they change; they are
// not to be written to.
type keeper interface {
	Bytes(name string) ([]byte, error)
}

// content reads a file, up to a little more than maxFile: its size may be a lie.
func content(fsys fs.FS, name string) ([]byte, error) {
	if k, ok := fsys.(keeper); ok {
		return k.Bytes(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

func isLink(fsys fs.FS, name string) bool {
	info, err := fs.Lstat(fsys, name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// opens reports whether a folder can be looked into, so that one that cannot is reported once and not
// for every file in it. A missing folder is an empty one.
func opens(fsys fs.FS, dir string, faults *fault.List) bool {
	info, err := fs.Stat(fsys, dir)
	switch {
	case err != nil && isLink(fsys, dir):
		faults.Add("unreadable", fault.Pos{File: dir}, leadsNowhere).Hint = "a plan publishes only what lies in its own folder: move the folder in"
		return false
	case errors.Is(err, fs.ErrNotExist):
		return true
	case err == nil && !info.IsDir():
		err = errors.New("it is no folder")
	case err == nil:
		_, err = fs.ReadDir(fsys, dir)
	}
	if err != nil {
		noFolder(dir, err, faults)
	}
	return err == nil
}

func noFolder(dir string, err error, faults *fault.List) {
	faults.Add("unreadable", fault.Pos{File: dir}, "the folder cannot be read: %v", fault.Cause(err)).Hint = "check the folder and its permissions"
}

// walk lists the files below a folder, hidden ones and backups left out. A linked folder is followed
// once, unless it leads back to a folder it stands in; links inside it are not followed again.
func (t *Tree) walk(fsys fs.FS, dir string, linked bool, faults *fault.List) (files []string) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		noFolder(dir, err, faults)
		t.Unread = append(t.Unread, dir+"/")
		return nil
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(e.Name(), "~") || slices.Contains(tomlFiles, name) {
			continue
		}
		if !utf8.ValidString(name) {
			name = strings.ToValidUTF8(name, "\uFFFD")
			faults.Add("invalid-utf8", fault.Pos{File: name}, "the file name is not valid UTF-8").Hint = "rename it"
			t.Unread = append(t.Unread, name)
			continue
		}
		isDir, back := e.IsDir(), false
		if e.Type()&fs.ModeSymlink != 0 {
			to, err := fs.Stat(fsys, name)
			if err != nil {
				t.strayLink(name, faults)
				continue
			}
			isDir = to.IsDir()
			back = isDir && (linked || leadsBack(fsys, name))
		}
		switch {
		case back:
		case isDir:
			files = append(files, t.walk(fsys, name, linked || e.Type()&fs.ModeSymlink != 0, faults)...)
		default:
			files = append(files, name)
		}
	}
	return files
}

// strayLink warns of a link to nothing: no page needs it, so the site can be made without.
func (t *Tree) strayLink(name string, faults *fault.List) {
	faults.Warn("unreadable", fault.Pos{File: name}, leadsNowhere).Hint = copyIn
	if path.Ext(name) == "" { // it may have been a folder
		name += "/"
	}
	t.Unread = append(t.Unread, name)
}

// leadsBack reports whether a link leads to a folder that it stands in.
func leadsBack(fsys fs.FS, name string) bool {
	to, err := fs.ReadLink(fsys, name)
	if err != nil || path.IsAbs(to) {
		return false
	}
	to = path.Join(path.Dir(name), to)
	return strings.Trim(to, "./") == "" || strings.HasPrefix(name+"/", to+"/")
}

package generator

import (
	"io/fs"
	"path"
	"time"

	"retake/generator/civil"
	"retake/generator/study"
)

// With is the input with one of the plan's TOML files as it is not on the disk: so a change is tried out before it is
// written. nil is a file that is not there.
func (in Input) With(name string, text []byte) Input {
	in.Source = laid{in.Source, name, text}
	return in
}

// Plan is Plan with a memory.
func (m *Memory) Plan(in Input) Result { return m.plan(in) }

// Record is what was read.
func (r Result) Record() study.Record { return r.tree.Record }

// Today is the day that the plan was made for, also if none could be made.
func (r Result) Today() civil.Date { return r.today }

// laid is a file system with another content for one of its files, as far as source asks for it.
type laid struct {
	fs.FS
	name string
	text []byte
}

func (l laid) Bytes(name string) ([]byte, error) {
	if name == l.name {
		return l.text, nil
	}
	return fs.ReadFile(l.FS, name)
}

func (l laid) Stat(name string) (fs.FileInfo, error) {
	switch {
	case name != l.name:
		return fs.Stat(l.FS, name)
	case l.text == nil:
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return laidInfo{l}, nil
}

func (l laid) Lstat(name string) (fs.FileInfo, error) {
	if name == l.name {
		return l.Stat(name)
	}
	return fs.Lstat(l.FS, name)
}

func (l laid) ReadLink(name string) (string, error) { return fs.ReadLink(l.FS, name) }

func (l laid) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(l.FS, name) }

type laidInfo struct{ laid }

func (i laidInfo) Name() string     { return path.Base(i.name) }
func (laidInfo) Mode() fs.FileMode  { return 0o644 }
func (laidInfo) IsDir() bool        { return false }
func (laidInfo) ModTime() time.Time { return time.Time{} }
func (laidInfo) Sys() any           { return nil }
func (i laidInfo) Size() int64      { return int64(len(i.text)) }

package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
	"time"

	"retake/generator/disk/memory"
)

// ChangedError is a file that was not rewritten, because its content is no longer what it was thought to be.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string { return e.Path + " has changed since it was read" }

// Rewrite replaces the content of a user's file below dir, name being slash-separated, if it still is
// exactly old; else it is a *ChangedError and nothing is written. At any moment the file holds all of
// old or all of new, also after a power cut. Its mode stays, and its owner where the system lets us. A
// link inside dir stays too: the file that it leads to is replaced. What lies outside dir, and what
// its owner made read-only, is refused.
func Rewrite(dir, name string, old, new []byte) error {
	r := &rewriting{name: name, old: old, step: func(string, string) error { return nil }}
	return r.run(dir, new)
}

// rewriting is one call of Rewrite under way.
type rewriting struct {
	root *os.Root
	name string // as it was given
	at   string // where the file lies below the root, links resolved
	old  []byte
	mode fs.FileInfo
	step func(what, path string) error // asked before every change to the disk
}

func (r *rewriting) run(dir string, new []byte) error {
	if err := r.find(dir); err != nil {
		return err
	}
	defer r.root.Close()
	if err := r.check(); err != nil {
		return err
	}
	temp := path.Join(path.Dir(r.at), fmt.Sprintf("%s%d-%d", tempPrefix, os.Getpid(), time.Now().UnixNano()))
	err := r.fill(temp, new)
	if err == nil {
		err = r.check() // whoever saved meanwhile goes first
	}
	if err == nil {
		err = r.step("rename", r.at)
	}
	if err == nil {
		err = r.root.Rename(temp, r.at)
	}
	if err != nil {
		_ = r.root.Remove(temp) // hidden, and of no harm should it stay
		return err
	}
	if folder, err := r.root.Open(path.Dir(r.at)); err == nil {
		_ = folder.Sync() // not every system can; the file is whole in any case
		_ = folder.Close()
	}
	return nil
}

// find opens dir and resolves the links that name leads over.
func (r *rewriting) find(dir string) error {
	refuse := func(err error) error { return &fs.PathError{Op: "rewrite", Path: r.name, Err: err} }
	if !fs.ValidPath(r.name) || r.name == "." {
		return refuse(fs.ErrInvalid)
	}
	dir, err := filepath.Abs(dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return err
	}
	end, _ := trace(filepath.Join(dir, filepath.FromSlash(r.name)))
	if end == dir || !within(dir, end) {
		return refuse(errors.New("the link leads nowhere, or out of the folder"))
	}
	rel, err := filepath.Rel(dir, end)
	if err != nil {
		return err
	}
	r.at = filepath.ToSlash(rel)
	r.root, err = os.OpenRoot(dir)
	return err
}

// check reads the file and fails unless it holds old and may be written to.
func (r *rewriting) check() error {
	f, err := r.root.OpenFile(filepath.FromSlash(r.at), os.O_RDWR|syscall.O_NONBLOCK, 0) // a pipe must not wait
	if errors.Is(err, fs.ErrNotExist) {
		return &ChangedError{r.name}
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "rewrite", Path: r.name, Err: memory.ErrKind}
	case info.Mode()&0o222 == 0: // some may write nonetheless, but it was hardly meant so
		return &fs.PathError{Op: "rewrite", Path: r.name, Err: fs.ErrPermission}
	case info.Size() != int64(len(r.old)):
		return &ChangedError{r.name}
	}
	r.mode = info
	have, err := io.ReadAll(io.LimitReader(f, int64(len(r.old))+1))
	if err == nil && !bytes.Equal(have, r.old) {
		return &ChangedError{r.name}
	}
	return err
}

// fill makes a new file that holds data, safe on the disk, with the mode and owner of the old one.
func (r *rewriting) fill(temp string, data []byte) error {
	if err := r.step("create", temp); err != nil {
		return err
	}
	f, err := r.root.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	keepOwner(f, r.mode)
	err = f.Chmod(r.mode.Mode().Perm())
	if err == nil {
		err = r.step("write", temp)
	}
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = r.step("sync", temp)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

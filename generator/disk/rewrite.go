package disk

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"retake/generator/disk/memory"
	"retake/generator/disk/system"
)

// ChangedError is a file that was not rewritten, because its content is no longer what it was thought to be.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string { return e.Path + " has changed since it was read" }

// Rewrite replaces the content of a user's file below dir, name being slash-separated, if it still is
// exactly old; else it is a *ChangedError, and whoever saved has the last word. At any moment the file
// holds all of old or all of new, also after a power cut. Its mode stays, and its owner where the system
// lets us. A link inside dir stays too: the file that it leads to is replaced. What lies outside dir,
// what its owner made read-only, and a file with other names (hard links) is refused.
//
// No save is lost, however close it comes: where the system can, the two files change places in one
// step, and the old one is looked at before it goes. Elsewhere (not Linux or macOS, or a file system
// that cannot) a save between the last look and the renaming, some microseconds, would be.
func Rewrite(dir, name string, old, new []byte) error {
	return (&rewriting{name: name, old: old, swap: system.Swap, step: freely}).run(dir, new)
}

// rewriting is one call of Rewrite under way. All that it does is done in one folder, which stays the
// same one should it be moved.
type rewriting struct {
	name   string // as it was given
	folder *os.Root
	dir    *os.File // the same folder
	base   string   // the file's name in it, links resolved
	temp   string   // the name beside it
	old    []byte   // what the file must hold
	was    state    // the file that held it at the last check
	ours   state    // the new file
	swap   func(dir *os.File, name, other string) error
	step   func(what, name string) error // asked before every change to the disk, and before every look at what came out
}

func (r *rewriting) run(dir string, new []byte) error {
	err := r.find(dir)
	if r.folder != nil {
		defer r.folder.Close()
	}
	if err == nil {
		defer r.dir.Close()
		err = system.Lock(r.dir)
	}
	if err == nil {
		r.sweep()
		err = r.check()
	}
	if err == nil {
		err = r.write(new)
	}
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist): // it is gone, or its folder
		return &ChangedError{r.name}
	case errors.As(err, &path): // which knows the last part of the name only
		return r.refuse(path.Err)
	}
	return err
}

func (r *rewriting) refuse(err error) error {
	return &fs.PathError{Op: "rewrite", Path: r.name, Err: err}
}

func (r *rewriting) write(new []byte) error {
	r.temp = fmt.Sprintf("%s%d-%d", tempPrefix, os.Getpid(), time.Now().UnixNano())
	err := r.fill(new)
	if err == nil {
		err = r.check() // whoever saved meanwhile goes first
	}
	if err == nil {
		err = r.step("rename", r.base)
	}
	if err == nil {
		err = r.place()
	}
	_ = r.dir.Sync() // not every system can; the file is whole in any case
	if r.temp != "" {
		_ = r.folder.Remove(r.temp) // it may be gone; should it stay, the next call sweeps it away
	}
	return err
}

// find opens the folder that the file is in, links resolved.
func (r *rewriting) find(dir string) error {
	if !fs.ValidPath(r.name) || r.name == "." {
		return r.refuse(fs.ErrInvalid)
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
		return r.refuse(errors.New("the link leads nowhere, or out of the folder"))
	}
	rel, _ := filepath.Rel(dir, filepath.Dir(end)) // never fails of one within the other
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	r.base = filepath.Base(end)
	if r.folder, err = root.OpenRoot(rel); err == nil {
		r.dir, err = r.folder.Open(".")
	}
	return err
}

// stale is the age at which a temporary file's Rewrite can be taken to have been cut short. It is long, because such
// a file may hold the one copy of a save that could not be given back.
const stale = 24 * time.Hour

// sweep removes what earlier calls that were cut short have left in the folder. Their age is in the name:
// a file's own time says nothing, because once swapped it is that of the user's file.
func (r *rewriting) sweep() {
	names, _ := r.dir.Readdirnames(-1) // what cannot be listed is left alone
	for _, name := range names {
		var pid, nanos int64
		if n, _ := fmt.Sscanf(name, tempPrefix+"%d-%d", &pid, &nanos); n < 2 || time.Since(time.Unix(0, nanos)) < stale {
			continue
		}
		if info, err := r.folder.Lstat(name); err == nil && info.Mode().IsRegular() && r.step("sweep", name) == nil {
			_ = r.folder.Remove(name)
		}
	}
}

var errLinked = errors.New("the file has other names (hard links), so nothing was written")

// check reads the file and fails unless it holds old and may be written to.
func (r *rewriting) check() error {
	now, err := r.see(r.base, os.O_RDWR)
	switch {
	case err != nil:
		return err
	case !now.info.Mode().IsRegular():
		return r.refuse(memory.ErrKind)
	case now.info.Mode()&0o222 == 0: // some may write nonetheless, but it was hardly meant so
		return r.refuse(fs.ErrPermission)
	case system.Linked(now.info):
		return r.refuse(errLinked)
	case now.sum != sha256.Sum256(r.old):
		return &ChangedError{r.name}
	}
	r.was = now
	return nil
}

// fill makes a new file that holds data, safe on the disk, with the mode and owner of the old one.
func (r *rewriting) fill(data []byte) error {
	r.ours.sum = sha256.Sum256(data)
	if err := r.step("create", r.temp); err != nil {
		return err
	}
	f, err := r.folder.OpenFile(r.temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	system.KeepOwner(f, r.was.info)
	err = f.Chmod(r.was.info.Mode().Perm())
	if err == nil {
		err = r.step("write", r.temp)
	}
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = r.step("sync", r.temp)
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		r.ours.info, err = f.Stat()
	}
	return errors.Join(err, f.Close())
}

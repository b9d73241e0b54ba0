package disk

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// place puts the new file in the old one's place: the two change places, and the old one is looked at
// before it goes, because up to the swap somebody may have saved into it, or over it.
func (r *rewriting) place() error {
	switch err := r.swap(r.dir, r.base, r.temp); {
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.EINVAL): // EINVAL: the file system cannot
		return r.folder.Rename(r.temp, r.base)
	case err != nil:
		return err
	case r.stays(r.was):
		return nil
	}
	return r.yield()
}

// yield gives the name back to a save that the swap has put aside.
//
// Should others save meanwhile, over the new file or into it, theirs is the last word. What comes out of
// a swap is either what was put in by the last one, and may go, or was saved since, and goes back.
func (r *rewriting) yield() error {
	changed := &ChangedError{r.name}
	if !r.holds(r.base, r.ours) {
		return changed
	}
	for in := r.ours; ; { // what the name was given last
		aside, _ := r.see(r.temp, os.O_RDONLY) // what cannot be read goes back nonetheless
		err := r.step("back", r.base)
		if err == nil {
			err = r.swap(r.dir, r.base, r.temp)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist): // removed, after it was saved
			return changed
		case err != nil:
			kept := r.temp
			r.temp = "" // not to be removed
			return fmt.Errorf("%s was saved in the same moment, and what was saved is now in the file %s beside it: %v", r.name, kept, err)
		case r.stays(in):
			return changed
		}
		in = aside
	}
}

// looks are the pauses before each look at a file that came out of a swap, 30 ms in all: an editor that
// had opened it before, under its name, may still be writing into it.
var looks = [...]time.Duration{0, 2 * time.Millisecond, 4 * time.Millisecond, 8 * time.Millisecond, 16 * time.Millisecond}

// stays reports whether what came out of a swap is as it was, and stays so.
func (r *rewriting) stays(was state) bool {
	for _, pause := range looks {
		time.Sleep(pause)
		if r.step("look", r.temp) != nil || !r.holds(r.temp, was) {
			return false
		}
	}
	return true
}

// state is what a file was at one time.
type state struct {
	info fs.FileInfo       // which it was
	sum  [sha256.Size]byte // of its content, if it was an ordinary file
}

// see looks at a file without following links, and opens it with flag if it is an ordinary one.
func (r *rewriting) see(name string, flag int) (s state, err error) {
	if s.info, err = r.folder.Lstat(name); err != nil || !s.info.Mode().IsRegular() {
		return s, err
	}
	f, err := r.folder.OpenFile(name, flag|syscall.O_NONBLOCK, 0) // a pipe must not wait
	if err != nil {
		return s, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !os.SameFile(info, s.info) {
		return s, errors.Join(err, &ChangedError{r.name})
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	sum.Sum(s.sum[:0])
	return s, err
}

// holds reports whether a file is as it was.
func (r *rewriting) holds(name string, was state) bool {
	now, _ := r.see(name, os.O_RDONLY) // what could not be read then, and cannot now, is the same
	return os.SameFile(now.info, was.info) && now.sum == was.sum
}

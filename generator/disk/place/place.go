// Package place says where a path really leads, and puts single files where they belong, whole or not at all.
//
// Deliberately absent: what is in the files, and folders that hold a site, which are disk's.
package place

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Real is the absolute path with its links followed, as far as it exists.
func Real(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	for rest := ""; ; {
		if at, err := filepath.EvalSymlinks(abs); err == nil {
			return filepath.Join(at, rest)
		}
		parent := filepath.Dir(abs)
		if parent == abs {
			return filepath.Join(abs, rest)
		}
		abs, rest = parent, filepath.Join(filepath.Base(abs), rest)
	}
}

// Inside reports whether path is folder or below it. Both are real.
func Inside(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}

// InRepository reports whether a real path lies in a work tree of git.
func InRepository(file string) bool {
	for dir := filepath.Dir(file); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}

// Read gives the whole of an ordinary file: a pipe may never come to an end.
func Read(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err == nil && !info.Mode().IsRegular() {
		err = &os.PathError{Op: "read", Path: file, Err: errors.New("it is no ordinary file")}
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}

// Replace puts data into a file that may be there already: it writes beside and renames. The new file can be
// read by its owner alone.
func Replace(file string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".retake-tmp-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error is the one to tell
	}
	return err
}

// Create writes files (slash-separated paths) into a folder, none of them over another. If it cannot write them
// all, it takes away those it wrote.
func Create(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names {
		if err := createOne(root, name, files[name]); err != nil {
			for _, done := range names[:i] {
				_ = root.Remove(filepath.FromSlash(done)) // the first error is the one to tell
			}
			return err
		}
	}
	return nil
}

func createOne(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err != nil {
		return err
	}
	name = filepath.FromSlash(name)
	if len(data) == 0 { // whole as soon as it is there
		return writeOne(root, name, nil)
	}
	temp := filepath.Join(filepath.Dir(name), ".retake-tmp-"+rand.Text())
	defer func() { _ = root.Remove(temp) }() // it may be gone, or never have been
	if err := writeOne(root, temp, data); err != nil {
		return err
	}
	err := root.Link(temp, name) // so that the file is whole from its first moment, whatever ends the program
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return writeOne(root, name, data) // not every file system has links
}

// writeOne makes a new file, or none.
func writeOne(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = root.Remove(name)
	}
	return err
}

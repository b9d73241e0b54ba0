package place

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// CreateMissing writes those files that are not there yet, and returns the names of the others in order.
func CreateMissing(dir string, files map[string][]byte) (kept []string, err error) {
	missing := maps.Clone(files)
	for name := range files {
		switch _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); {
		case err == nil:
			delete(missing, name)
			kept = append(kept, name)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	slices.Sort(kept)
	return kept, Create(dir, missing)
}

// Renew writes files anew that are missing or that ours knows for an older state of them. Anything else in their place
// stays as it is and is kept. Written is how many were not as they should be.
func Renew(dir string, files map[string][]byte, ours func([]byte) bool) (written int, kept []string, err error) {
	stale := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Lstat(file)
		var old []byte
		if err == nil && info.Mode().IsRegular() {
			old, err = Read(file)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			stale[name] = files[name]
		case err != nil:
			return 0, nil, err
		case bytes.Equal(old, files[name]):
		case !ours(old):
			kept = append(kept, name)
		default:
			if err := os.Remove(file); err != nil {
				return 0, nil, err
			}
			stale[name] = files[name]
		}
	}
	return len(stale), kept, Create(dir, stale)
}

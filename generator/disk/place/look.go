package place

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Look gives what a file below dir holds, name being slash-separated: nil if it is not there, and never nil if it is.
func Look(dir, name string) ([]byte, error) {
	at := filepath.Join(dir, filepath.FromSlash(name))
	text, err := Read(at)
	switch info, lost := os.Lstat(at); {
	case err == nil && text == nil:
		return []byte{}, nil
	case !errors.Is(err, fs.ErrNotExist):
		return text, err
	case lost == nil && info.Mode()&fs.ModeSymlink != 0:
		return nil, &fs.PathError{Op: "read", Path: at, Err: errors.New("the link leads nowhere")}
	}
	return nil, nil
}

//go:build unix

package system

import (
	"io/fs"
	"os"
	"syscall"
)

// KeepOwner gives a new file the owner and group of another, as far as the system lets us.
func KeepOwner(f *os.File, like fs.FileInfo) {
	if s, ok := like.Sys().(*syscall.Stat_t); ok {
		if f.Chown(int(s.Uid), int(s.Gid)) != nil {
			_ = f.Chown(-1, int(s.Gid)) // the group alone, which a member may give
		}
	}
}

// Linked reports whether a file has more than one name.
func Linked(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && s.Nlink > 1
}

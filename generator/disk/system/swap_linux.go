package system

import "golang.org/x/sys/unix"

// exchange has two files in a folder change places in one step. The order matters to those who watch the
// folder: the last that they hear of name is that it is there.
func exchange(dir int, name, other string) error {
	return unix.Renameat2(dir, name, dir, other, unix.RENAME_EXCHANGE)
}

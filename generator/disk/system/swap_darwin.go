package system

import "golang.org/x/sys/unix"

// exchange has two files in a folder change places in one step.
func exchange(dir int, name, other string) error {
	return unix.RenameatxNp(dir, name, dir, other, unix.RENAME_SWAP)
}

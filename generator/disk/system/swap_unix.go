//go:build linux || darwin

package system

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// Swap has two files in a folder change places in one step.
func Swap(dir *os.File, name, other string) error {
	for {
		if err := exchange(int(dir.Fd()), name, other); err != unix.EINTR {
			return os.NewSyscallError("swap", err)
		}
	}
}

// ErrBusy says that a lock was not to be had.
var ErrBusy = errors.New("another program keeps the folder locked, so nothing was written")

// Lock keeps other Rewrites, of other previews too, out of a folder until it is closed. Each takes some 30 ms.
func Lock(dir *os.File) error {
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		switch err := unix.Flock(int(dir.Fd()), unix.LOCK_EX|unix.LOCK_NB); {
		case err != unix.EWOULDBLOCK && err != unix.EINTR:
			return nil // should the file system have no locks, the swap alone must do
		case time.Now().After(end):
			return ErrBusy
		}
	}
}

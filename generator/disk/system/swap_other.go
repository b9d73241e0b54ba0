//go:build !linux && !darwin

package system

import (
	"errors"
	"os"
)

// Swap is something that this system cannot do.
func Swap(*os.File, string, string) error { return errors.ErrUnsupported }

// Lock has nothing to do where there are no locks on folders.
func Lock(*os.File) error { return nil }

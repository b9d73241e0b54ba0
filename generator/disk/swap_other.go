//go:build !linux && !darwin

package disk

import (
	"errors"
	"os"
)

// swap is something that this system cannot do.
func swap(*os.File, string, string) error { return errors.ErrUnsupported }

// lock has nothing to do where there are no locks on folders.
func lock(*os.File) error { return nil }

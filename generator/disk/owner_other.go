//go:build !unix

package disk

import (
	"io/fs"
	"os"
)

// keepOwner has nothing to do: a new file's owner comes from its folder here.
func keepOwner(*os.File, fs.FileInfo) {}

// linked is not asked here: a file's description does not say how many names it has.
func linked(fs.FileInfo) bool { return false }

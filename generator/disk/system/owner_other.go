//go:build !unix

package system

import (
	"io/fs"
	"os"
)

// KeepOwner has nothing to do: a new file's owner comes from its folder here.
func KeepOwner(*os.File, fs.FileInfo) {}

// Linked is not asked here: a file's description does not say how many names it has.
func Linked(fs.FileInfo) bool { return false }

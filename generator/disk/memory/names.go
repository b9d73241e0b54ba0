package memory

import (
	"path"
	"slices"
	"strings"
)

// Matters reports whether a name is one of names or below it, and not private. "." among names is all that is in the
// folder.
func Matters(names []string, name string) bool {
	return slices.ContainsFunc(names, func(top string) bool {
		rest, ok := strings.CutPrefix(name, top)
		return top == "." || ok && (rest == "" || rest[0] == '/')
	}) && !Hidden(name)
}

// Hidden reports whether a part of a slash-separated name is private.
func Hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if Private(part) {
			return true
		}
	}
	return false
}

// Private reports whether a name is that of a hidden, temporary, backup or swap file. 4913 is what vim
// makes to see whether it may.
func Private(name string) bool {
	switch {
	case strings.HasPrefix(name, "."), strings.HasSuffix(name, "~"), strings.HasPrefix(name, "~$"),
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"), name == "4913",
		strings.HasSuffix(name, "___jb_tmp___"), strings.HasSuffix(name, "___jb_old___"):
		return true
	}
	switch path.Ext(name) {
	case ".tmp", ".swp", ".swo", ".swx", ".bak", ".part", ".crdownload", ".vsctmp":
		return true
	}
	return false
}

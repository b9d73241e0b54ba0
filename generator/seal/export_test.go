package seal

import "testing"

// NameOf is the name of a file in a sealed site.
func NameOf(t testing.TB, files map[string][]byte, lock Lock, path string) string {
	t.Helper()
	return editionOf(lock.root(), files).name(path)
}

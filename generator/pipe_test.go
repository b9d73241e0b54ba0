//go:build unix

package generator

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestThemeNamesWithoutOpening: a theme's file that cannot be read is called by its own name, and a pipe is not
// opened for that, which would wait for ever.
func TestThemeNamesWithoutOpening(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.css"), 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("/dev/null/none", filepath.Join(dir, "away.txt")); err != nil {
		t.Fatal(err)
	}
	look := theme{own: os.DirFS(dir), dir: "themes/mine"}
	for file, want := range map[string]string{
		"pipe.css": "themes/mine/pipe.css", "away.txt": "themes/mine/away.txt",
		"style.css": "built-in theme: style.css", "partials/nav.html": "built-in theme: partials/nav.html",
	} {
		if got := look.name(file); got != want {
			t.Errorf("%s is called %s, want %s", file, got, want)
		}
	}
}

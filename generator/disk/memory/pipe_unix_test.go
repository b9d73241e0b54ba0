//go:build unix

package memory

import (
	"errors"
	"io/fs"
	"path/filepath"
	"syscall"
	"testing"
)

func TestPipesAreNotOpened(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "content/a.md", "a")
	if err := syscall.Mkfifo(filepath.Join(dir, "content", "pipe.md"), 0o644); err != nil {
		t.Skip("no pipes here:", err)
	}
	tree := open(t, dir)
	info, err := tree.Stat("content/pipe.md")
	if err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		t.Errorf("got %v, %v", info, err)
	}
	if _, err := tree.Open("content/pipe.md"); !errors.Is(err, ErrKind) {
		t.Errorf("open: %v", err)
	}
	if _, err := tree.Bytes("content/pipe.md"); !errors.Is(err, ErrKind) {
		t.Errorf("read: %v", err)
	}
	if _, _, err := tree.open("content/pipe.md", 0); !errors.Is(err, ErrKind) { // put there after it was looked at
		t.Errorf("open at last: %v", err)
	}
	put(t, dir, "content/a.md", "b")
	if got := tree.Renew(Change{All: true}); len(got) > 1 {
		t.Errorf("got %q", got)
	}
}

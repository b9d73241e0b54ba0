package memory

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// stretch gives a file a size, without filling it.
func stretch(t *testing.T, dir, name string, size int64) {
	t.Helper()
	if err := os.Truncate(filepath.Join(dir, name), size); err != nil {
		t.Fatal(err)
	}
}

// readAll is how much there is to read in a file that is opened.
func readAll(t *testing.T, tree *Tree, name string) int64 {
	t.Helper()
	f, err := tree.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, err := io.Copy(io.Discard, f)
	if err != nil {
		t.Error(err)
	}
	return n
}

func TestLargeFilesAreNotKept(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "content/film.mp4", "")
	stretch(t, dir, "content/film.mp4", maxKept+1)
	tree := open(t, dir)
	if n := readAll(t, tree, "content/film.mp4"); n != maxKept+1 {
		t.Errorf("read %d", n)
	}
	data, err := tree.Bytes("content/film.mp4")
	if want := "read content/film.mp4: it is larger than 50 MB"; err == nil || err.Error() != want || data != nil {
		t.Errorf("got %d bytes, %v, want %s", len(data), err, want)
	}
	if n := tree.nodes["content/film.mp4"]; n.data.known {
		t.Error("it was kept")
	}
	change := Change{Paths: []string{"content/film.mp4"}}
	if got := tree.Renew(change); len(got) > 0 {
		t.Errorf("nothing has changed: %q", got)
	}
	age(t, dir, "content/film.mp4", time.Minute)
	if got := tree.Renew(change); len(got) != 1 {
		t.Errorf("another time: %q", got)
	}
	stretch(t, dir, "content/film.mp4", maxKept)
	if got := tree.Renew(change); len(got) != 1 {
		t.Errorf("another size: %q", got)
	}
	if data, err := tree.Bytes("content/film.mp4"); len(data) != maxKept || err != nil {
		t.Errorf("now small enough: %d bytes, %v", len(data), err)
	}
}

func TestFileThatGrows(t *testing.T) {
	dir := t.TempDir()
	for _, size := range []int64{2, 1 << 20, maxKept + 1} {
		put(t, dir, "content/a.md", "a")
		tree := open(t, dir)
		if _, err := tree.Bytes("content/a.md"); err != nil {
			t.Fatal(err)
		}
		stretch(t, dir, "content/a.md", size)
		if got := tree.Renew(Change{Paths: []string{"content/a.md"}}); !slices.Equal(got, []string{"content/a.md"}) {
			t.Errorf("%d: got %q", size, got)
		}
		if tree.nodes["content/a.md"].data.known {
			t.Errorf("%d: it was read, though nobody has asked", size)
		}
		if data, err := tree.Bytes("content/a.md"); (err == nil) != (size <= maxKept) || err == nil && int64(len(data)) != size {
			t.Errorf("%d: got %d bytes, %v", size, len(data), err)
		}
	}
}

func TestFileThatGrowsAfterItWasLookedAt(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "content/a.md", "a")
	tree := open(t, dir)
	if _, err := tree.Stat("content/a.md"); err != nil {
		t.Fatal(err)
	}
	stretch(t, dir, "content/a.md", maxKept+1)
	if _, err := tree.Bytes("content/a.md"); !errors.Is(err, errLarge) {
		t.Errorf("got %v", err)
	}
	if n := readAll(t, tree, "content/a.md"); n != maxKept+1 {
		t.Errorf("opened: read %d", n)
	}
	stretch(t, dir, "content/a.md", 2)
	tree.Renew(Change{})
	if data, err := tree.Bytes("content/a.md"); len(data) != 2 || err != nil {
		t.Errorf("small again: %d bytes, %v", len(data), err)
	}
}

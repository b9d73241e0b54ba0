package disk

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// look is what is known of a file without reading it.
type look struct {
	size int64
	at   time.Time
	mode fs.FileMode
}

// poll compares the files with what they were before, again and again, until ctx ends.
func (w Watching) poll(ctx context.Context, raw chan<- struct{}, before map[string]look) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			now := w.survey()
			if !maps.Equal(before, now) {
				poke(raw)
			}
			before = now
		}
	}
}

// survey looks at every file that matters. What cannot be read is as if it were not there.
func (w Watching) survey() map[string]look {
	seen := map[string]look{}
	for _, name := range w.Names {
		w.surveyTree(filepath.Join(w.Root, name), seen)
	}
	return seen
}

func (w Watching) surveyTree(path string, seen map[string]look) {
	info, err := os.Stat(path)
	if err != nil || !w.matters(path) {
		return
	}
	if !info.IsDir() {
		seen[path] = look{info.Size(), info.ModTime(), info.Mode()}
		return
	}
	seen[path] = look{mode: info.Mode()}
	entries, err := os.ReadDir(path)
	if err != nil {
		return
	}
	for _, e := range entries {
		if e.Type()&fs.ModeSymlink == 0 {
			w.surveyTree(filepath.Join(path, e.Name()), seen)
		}
	}
}

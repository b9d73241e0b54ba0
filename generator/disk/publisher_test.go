package disk

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPublisherTouchesOnlyWhatDiffers(t *testing.T) {
	dir := t.TempDir()
	p := NewPublisher(dir)
	files := first.bytes()
	next := maps.Clone(files)
	next["index.html"] = []byte("two")
	next["style.css"] = []byte("c") // the same bytes elsewhere
	delete(next, "weeks/02.html")
	for _, step := range []struct {
		files map[string][]byte
		want  Report
	}{
		{files, Report{Written: 4}}, {files, Report{Unchanged: 4}}, {next, Report{Written: 1, Unchanged: 2, Removed: 1}}, {next, Report{Unchanged: 3}},
	} {
		var steps []string
		p.step = func(what, path string) error {
			if what == "rename" || what == "remove" {
				steps = append(steps, path)
			}
			return nil
		}
		got, err := p.Publish(step.files)
		if err != nil || got != step.want {
			t.Errorf("got %+v, %v, want %+v", got, err, step.want)
		}
		if step.want.Unchanged == len(step.files) && len(steps) > 0 {
			t.Errorf("nothing differs, and yet %q", steps)
		}
	}
	expect(t, dir, set{"index.html": "two", "style.css": "c", "weeks/01.html": "w1"})
	fresh := t.TempDir()
	publish(t, fresh, set{"index.html": "two", "style.css": "c", "weeks/01.html": "w1"})
	want, _ := os.ReadFile(filepath.Join(fresh, ManifestName))
	if got, _ := os.ReadFile(filepath.Join(dir, ManifestName)); !bytes.Equal(got, want) {
		t.Errorf("manifest:\n%s\nwant:\n%s", got, want)
	}
}

func TestPublisherTrustsOnlyItsOwnManifest(t *testing.T) {
	for name, meddle := range map[string]func(dir string) error{
		"removed":  func(dir string) error { return os.Remove(filepath.Join(dir, ManifestName)) },
		"replaced": func(dir string) error { return os.WriteFile(filepath.Join(dir, ManifestName), nil, 0o644) },
		"all":      os.RemoveAll,
	} {
		dir := filepath.Join(t.TempDir(), "out")
		p := NewPublisher(dir)
		if _, err := p.Publish(first.bytes()); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.Remove(filepath.Join(dir, "style.css")), meddle(dir)); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Publish(first.bytes()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		expect(t, dir, first)
	}
}

func TestPublisherCutShortAnywhere(t *testing.T) {
	for n := 0; ; n++ {
		dir := t.TempDir()
		p := NewPublisher(dir)
		if _, err := p.Publish(first.bytes()); err != nil {
			t.Fatal(err)
		}
		left, cut := n, false
		p.step = func(string, string) error {
			if left--; left < 0 {
				cut = true
				return errCut
			}
			return nil
		}
		_, err := p.Publish(second.bytes())
		if !cut {
			break
		}
		if !errors.Is(err, errCut) {
			t.Fatalf("cut at %d: %v", n, err)
		}
		checkWhole(t, dir, first, second)
		p.step = freely
		put(t, dir, "style.css", "edited meanwhile") // the next one looks at everything again
		if _, err := p.Publish(second.bytes()); err != nil {
			t.Fatal(err)
		}
		expect(t, dir, second)
	}
}

// TestPublisherEqualsPublish runs a Publisher in one folder and Publish in another. Somebody meddles
// with both, but not with files that are to stay as they are: those a Publisher trusts, unless the
// manifest was meddled with too.
func TestPublisherEqualsPublish(t *testing.T) {
	names := []string{"index.html", "a", "a/b", "a/b/c", "b/x.html", "b", "style.css"}
	texts := []string{"", "x", "yy"}
	rapid.Check(t, func(rt *rapid.T) {
		dirs := []string{t.TempDir(), t.TempDir()}
		p := NewPublisher(dirs[0])
		shelf := map[string][]byte{} // so that equal bytes are often the same memory
		for _, text := range texts {
			shelf[text] = []byte(text)
		}
		last := map[string][]byte{}
		for range rapid.IntRange(1, 8).Draw(rt, "publications") {
			files := map[string][]byte{}
			for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom(names), rapid.ID).Draw(rt, "names") {
				files[name] = shelf[rapid.SampledFrom(texts).Draw(rt, name)]
			}
			meddle(rt, dirs, names, last, files)
			one, errOne := p.Publish(files)
			two, errTwo := Publish(dirs[1], files)
			if fmt.Sprint(errOne) != fmt.Sprint(errTwo) || one != two {
				rt.Fatalf("Publisher: %+v, %v; Publish: %+v, %v", one, errOne, two, errTwo)
			}
			if diff := cmp.Diff(read(t, dirs[1]), read(t, dirs[0])); diff != "" {
				rt.Fatalf("(-Publish +Publisher):\n%s", diff)
			}
			if errOne == nil {
				last = files
			}
		}
	})
}

// meddle does the same in both folders.
func meddle(rt *rapid.T, dirs, names []string, last, files map[string][]byte) {
	var free []string // not to stay as they are
	for _, name := range append(slices.Clone(names), "CNAME", "b/own.txt") {
		have, was := last[name]
		want, will := files[name]
		if !was || !will || !bytes.Equal(have, want) {
			free = append(free, name)
		}
	}
	what := rapid.SampledFrom([]string{"nothing", "edit", "remove", "forget"}).Draw(rt, "meddle")
	name := rapid.SampledFrom(append(free, "CNAME")).Draw(rt, "with")
	for _, dir := range dirs {
		at := filepath.Join(dir, name)
		switch what {
		case "edit":
			if info, err := os.Lstat(at); err != nil || info.Mode().IsRegular() {
				_ = os.MkdirAll(filepath.Dir(at), 0o755)
				_ = os.WriteFile(at, []byte("mine"), 0o644)
			}
		case "remove":
			_ = os.Remove(at)
		case "forget":
			_ = os.Remove(filepath.Join(dir, ManifestName))
			for name := range last {
				_ = os.Remove(filepath.Join(dir, name))
			}
		}
	}
}

func BenchmarkPublisherOneOfMany(b *testing.B) {
	files := map[string][]byte{}
	for i := range 10_000 {
		files[fmt.Sprintf("notes/%03d/%03d.html", i/100, i%100)] = bytes.Repeat([]byte{byte('a' + i%26)}, 12_000)
	}
	p := NewPublisher(b.TempDir())
	if _, err := p.Publish(files); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		files["notes/050/050.html"] = bytes.Repeat([]byte{byte('A' + i%26)}, 12_000)
		if r, err := p.Publish(files); err != nil || r.Written != 1 {
			b.Fatal(r, err)
		}
	}
}

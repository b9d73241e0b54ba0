package disk

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"retake/generator/disk/memory"
)

// planNames are what matters in a plan.
var planNames = []string{"site.toml", "content", "themes"}

// script is a way of saving: what there was, what is done, and what is to be told of it. The files in
// testdata/saves hold one each, a step a line below a heading.
type script struct {
	name                              string
	given, save, always, looking, may []string
	later, toldLater                  []string // done after all else was told, and what is then told
}

func (s script) told(looking bool) []string {
	if looking {
		return append(slices.Clone(s.always), s.looking...)
	}
	return s.always
}

func scripts(t *testing.T) (all []script) {
	files, err := filepath.Glob("testdata/saves/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, parseScript(t, strings.TrimSuffix(filepath.Base(file), ".txt"), string(text)))
	}
	return all
}

func parseScript(t *testing.T, name, text string) script {
	s := script{name: name}
	sections := map[string]*[]string{"given": &s.given, "save": &s.save, "told": &s.always, "told when looking": &s.looking, "may be told": &s.may,
		"later": &s.later, "told later": &s.toldLater}
	var in *[]string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		step, indented := strings.CutPrefix(line, "\t")
		switch {
		case strings.HasPrefix(line, "#"), line == "":
		case indented && in != nil:
			*in = append(*in, step)
		case sections[line] != nil:
			in = sections[line]
		default:
			t.Fatalf("%s: %q is no heading", name, line)
		}
	}
	return s
}

// set makes what there was, an hour old, so that only what is done now looks new.
func (s script) set(t *testing.T, root string) {
	for _, line := range append(slices.Clone(s.given), "write "+mark+" begun") {
		do(t, root, line)
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			err = age(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func age(path string) error {
	old := time.Now().Add(-time.Hour)
	return os.Chtimes(path, old, old)
}

// do carries out one step; the names in it are below root.
func do(t *testing.T, root, line string) {
	t.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	name, rest, _ := strings.Cut(rest, " ")
	if verb == "chmod" {
		name, rest = rest, name
	}
	if err := step(root, filepath.Join(root, filepath.FromSlash(name)), verb, rest); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
}

func step(root, at, verb, rest string) error {
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	switch verb {
	case "create":
		return os.WriteFile(at, nil, 0o644)
	case "write":
		return os.WriteFile(at, []byte(rest), 0o644)
	case "append":
		f, err := os.OpenFile(at, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.WriteString(rest)
		return err
	case "rename":
		return os.Rename(at, filepath.Join(root, filepath.FromSlash(rest)))
	case "remove":
		return os.Remove(at)
	case "mkdir":
		return os.MkdirAll(at, 0o755)
	case "link":
		return os.Symlink(filepath.FromSlash(rest), at)
	case "copy":
		return os.CopyFS(filepath.Join(root, filepath.FromSlash(rest)), os.DirFS(at))
	case "touch":
		return os.Chtimes(at, time.Now(), time.Now())
	case "age":
		return age(at)
	case "chmod":
		mode, err := strconv.ParseUint(rest, 8, 32)
		if err != nil {
			return err
		}
		return os.Chmod(at, fs.FileMode(mode))
	}
	return fmt.Errorf("no such verb")
}

func openTree(t testing.TB, root string) *Tree {
	t.Helper()
	tree, err := OpenTree(root, planNames)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tree.Close() })
	return tree
}

// snapshot asks a file system what matters in it, contents and kinds, as text by name. Links to folders
// are followed, but not within one another.
func snapshot(fsys fs.FS) map[string]string {
	out := map[string]string{}
	for _, name := range planNames {
		shoot(fsys, name, false, out)
	}
	return out
}

func shoot(fsys fs.FS, name string, linked bool, out map[string]string) {
	here, err := fs.Lstat(fsys, name)
	if err != nil {
		out[name] = fmt.Sprint("missing: ", os.IsNotExist(err))
		return
	}
	text := here.Mode().Type().String()
	if here.Mode()&fs.ModeSymlink != 0 {
		to, _ := fs.ReadLink(fsys, name)
		text = "link to " + to
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		text += ", leads nowhere"
	case info.IsDir():
		if here.IsDir() || !linked {
			entries, err := fs.ReadDir(fsys, name)
			text += fmt.Sprintf(", %v", err)
			for _, e := range entries {
				if memory.Private(e.Name()) {
					continue
				}
				text += ", " + e.Name() + " " + e.Type().String()
				shoot(fsys, path.Join(name, e.Name()), linked || !here.IsDir(), out)
			}
		}
	case info.Mode().IsRegular():
		data, err := fs.ReadFile(fsys, name)
		text += fmt.Sprintf(", %d, %q, %v", info.Size(), data, err)
	}
	out[name] = text
}

func agree(t testing.TB, what string, want, got map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: differs from the disk (-disk +tree):\n%s", what, diff)
	}
}

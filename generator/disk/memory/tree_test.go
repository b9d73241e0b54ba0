package memory

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var names = []string{"site.toml", "content", "themes"}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func age(t testing.TB, dir, name string, by time.Duration) {
	t.Helper()
	old := time.Now().Add(-by)
	if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(name)), old, old); err != nil {
		t.Fatal(err)
	}
}

func link(t testing.TB, dir, to, name string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.Symlink(filepath.FromSlash(to), at)); err != nil {
		t.Skip("no links here:", err)
	}
}

func open(t testing.TB, dir string) *Tree {
	t.Helper()
	tree, err := Open(dir, names)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tree.Close() })
	return tree
}

// answers asks a file system everything about everything in it, and about some of what is not. Folders
// are entered through one link at most.
func answers(fsys fs.FS) map[string]string {
	out := map[string]string{}
	for _, name := range append(slices.Clone(names), ".", "content/none", "content/a.md/none", "no/such", "../x", "/etc", "content/", "README.md") {
		answer(fsys, name, 0, out)
	}
	return out
}

func answer(fsys fs.FS, name string, links int, out map[string]string) {
	here, err := fs.Lstat(fsys, name)
	text := say(here, err)
	there, err := fs.Stat(fsys, name)
	if err == nil && here.Mode()&fs.ModeSymlink != 0 {
		links++
		there = renamed{there, here.Name()} // the system gives either name
	}
	text += " -> " + say(there, err)
	if to, err := fs.ReadLink(fsys, name); err == nil {
		text += " link " + to
	}
	switch {
	case err != nil:
		_, err := fsys.Open(name)
		text += ", " + class(err)
	case there.IsDir():
		entries, err := fs.ReadDir(fsys, name)
		text += ", " + class(err)
		for _, e := range entries {
			text += ", " + e.Name() + " " + e.Type().String()
			if child := path.Join(name, e.Name()); links < 2 && (name != "." || slices.Contains(names, e.Name())) {
				answer(fsys, child, links, out)
			}
		}
	case there.Mode().IsRegular():
		data, err := fs.ReadFile(fsys, name)
		text += fmt.Sprintf(", %q, %s", data, class(err))
	}
	out[name] = text
}

type renamed struct {
	fs.FileInfo
	name string
}

func (r renamed) Name() string { return r.name }

func say(info fs.FileInfo, err error) string {
	if err != nil {
		return class(err)
	}
	if info.IsDir() {
		return fmt.Sprint(info.Name(), " ", info.Mode())
	}
	return fmt.Sprint(info.Name(), " ", info.Mode(), " ", info.Size(), " ", info.ModTime().UnixNano())
}

// class is an error as far as callers can tell.
func class(err error) string {
	for _, c := range []error{fs.ErrNotExist, fs.ErrPermission, fs.ErrInvalid} {
		if errors.Is(err, c) {
			return c.Error()
		}
	}
	if err != nil {
		return "error"
	}
	return "fine"
}

func agree(t testing.TB, what string, want, got map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// sample is a plan with everything that can be in one.
func sample(t testing.TB) string {
	parent := t.TempDir()
	dir := filepath.Join(parent, "plan")
	put(t, parent, "outside.md", "secret")
	for _, name := range []string{"site.toml", "README.md", "content/a.md", "content/deep/er/b.md", "content/.hidden/x", "content/c.md~", "shared/d.md", "themes/mine/base.html"} {
		put(t, dir, name, "text of "+name)
	}
	link(t, dir, "../shared", "content/shared")
	link(t, dir, "../shared/d.md", "content/d.md")
	link(t, dir, "..", "content/up")
	link(t, dir, "../../outside.md", "content/out.md")
	link(t, dir, "nowhere", "content/nowhere")
	link(t, dir, "circle", "content/circle")
	return dir
}

func TestTreeIsAFileSystem(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"site.toml", "content/a.md", "content/deep/er/b.md", "README.md"} {
		put(t, dir, name, "text of "+name)
	}
	tree := open(t, dir)
	for _, what := range []string{"cold", "warm"} {
		if err := fstest.TestFS(tree, "site.toml", "content/a.md", "content/deep/er/b.md", "README.md"); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestTreeAnswersAsTheFolderDoes(t *testing.T) {
	dir := sample(t)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	want := answers(root.FS())
	tree := open(t, dir)
	agree(t, "cold", want, answers(tree))
	agree(t, "warm", want, answers(tree))
	if want["content/out.md"] == "" || strings.Contains(want["content/out.md"], "secret") || !strings.Contains(want["content/d.md"], "text of shared") {
		t.Errorf("the sample shows nothing: %q, %q", want["content/out.md"], want["content/d.md"])
	}
}

func TestAnswersAreRemembered(t *testing.T) {
	dir := sample(t)
	tree := open(t, dir)
	before := answers(tree)
	a, _ := tree.Bytes("content/a.md")
	if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	after := answers(tree)
	for name := range before {
		if name == "." || Hidden(name) { // never remembered
			delete(before, name)
			delete(after, name)
		}
	}
	agree(t, "not renewed", before, after)
	b, err := tree.Bytes("content/a.md")
	if err != nil || &a[0] != &b[0] {
		t.Errorf("the same bytes are not the same slice: %v", err)
	}
	put(t, dir, "README.md", "changed") // nothing tells of it, so it is never remembered
	if data, err := tree.Bytes("README.md"); string(data) != "changed" {
		t.Errorf("got %q, %v", data, err)
	}
}

func TestRenewTellsWhatDiffers(t *testing.T) {
	for _, c := range []struct {
		name   string
		do     func(dir string)
		change Change
		want   []string
	}{
		{"nothing", func(string) {}, Change{All: true}, nil},
		{"a touch", func(dir string) { age(t, dir, "content/a.md", time.Minute) }, Change{All: true}, nil},
		{"the same bytes", func(dir string) { put(t, dir, "content/a.md", "text of content/a.md") }, Change{Paths: []string{"content/a.md"}}, nil},
		{"other bytes", func(dir string) { put(t, dir, "content/a.md", "other") }, Change{Paths: []string{"content/a.md"}}, []string{"content/a.md"}},
		{"other bytes, not named", func(dir string) { put(t, dir, "content/a.md", "other") }, Change{All: true}, []string{"content/a.md"}},
		{"other bytes of the same size, just read", func(dir string) {
			info, _ := os.Stat(filepath.Join(dir, "content/a.md"))
			put(t, dir, "content/a.md", "TEXT of content/a.md")
			_ = os.Chtimes(filepath.Join(dir, "content/a.md"), info.ModTime(), info.ModTime())
		}, Change{All: true}, []string{"content/a.md"}},
		{"a folder is named", func(dir string) { put(t, dir, "content/deep/er/b.md", "other") }, Change{Paths: []string{"content/deep"}}, []string{"content/deep/er/b.md"}},
		{"a new folder", func(dir string) { put(t, dir, "content/new/x/y.md", "y") }, Change{Paths: []string{"content/new"}}, []string{"content/new", "content/new/x", "content/new/x/y.md"}},
		{"a file in a new folder", func(dir string) { put(t, dir, "content/new/x/y.md", "y") }, Change{Paths: []string{"content/new/x/y.md"}}, []string{"content/new", "content/new/x", "content/new/x/y.md"}},
		{"gone", func(dir string) { _ = os.RemoveAll(filepath.Join(dir, "content/deep")) }, Change{Paths: []string{"content/deep"}}, []string{"content/deep", "content/deep/er", "content/deep/er/b.md"}},
		{"a file becomes a folder", func(dir string) {
			_ = os.Remove(filepath.Join(dir, "content/a.md"))
			put(t, dir, "content/a.md/b.md", "b")
		}, Change{Paths: []string{"content/a.md"}}, []string{"content/a.md", "content/a.md/b.md"}},
		{"behind a link, whatever is named", func(dir string) { put(t, dir, "shared/d.md", "other") }, Change{Paths: []string{"site.toml"}}, []string{"content/d.md", "content/shared/d.md"}},
		{"a hidden file", func(dir string) { put(t, dir, "content/.hidden/x", "other") }, Change{Paths: []string{"content/.hidden/x"}}, nil},
		{"outside", func(dir string) { put(t, dir, "README.md", "other") }, Change{Paths: []string{"README.md", "../x", "/"}}, nil},
		{"a theme goes", func(dir string) { _ = os.RemoveAll(filepath.Join(dir, "themes")) }, Change{Paths: []string{"themes"}}, []string{"themes", "themes/mine", "themes/mine/base.html"}},
		{"all goes", func(dir string) { _ = os.RemoveAll(dir) }, Change{Paths: []string{"site.toml"}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := sample(t)
			_ = os.Remove(filepath.Join(dir, "content/up")) // it would show everything twice
			tree := open(t, dir)
			before := answers(tree)
			c.do(dir)
			got := tree.Renew(c.change)
			if c.name == "all goes" {
				if len(got) < len(before)/2 {
					t.Errorf("got %q", got)
				}
			} else if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if again := tree.Renew(c.change); len(again) > 0 {
				t.Errorf("the second time: %q", again)
			}
		})
	}
}

func TestOldBytesStayWhenNothingDiffers(t *testing.T) {
	dir := sample(t)
	tree := open(t, dir)
	a, _ := tree.Bytes("content/a.md")
	put(t, dir, "content/a.md", string(a))
	tree.Renew(Change{Paths: []string{"content/a.md"}})
	if b, err := tree.Bytes("content/a.md"); err != nil || &a[0] != &b[0] {
		t.Errorf("another slice for the same bytes: %v", err)
	}
	put(t, dir, "content/a.md", "other")
	tree.Renew(Change{Paths: []string{"content/a.md"}})
	if b, err := tree.Bytes("content/a.md"); string(b) != "other" || string(a) != "text of content/a.md" {
		t.Errorf("got %q, %v, and the old slice holds %q", b, err, a)
	}
}

func TestLinksOnTheWayAreNoticed(t *testing.T) {
	dir := sample(t)
	tree := open(t, dir)
	if _, err := tree.Bytes("content/shared/d.md"); err != nil { // nobody asks about content/shared itself
		t.Fatal(err)
	}
	put(t, dir, "shared/d.md", "other")
	if got := tree.Renew(Change{}); !slices.Equal(got, []string{"content/shared/d.md"}) {
		t.Errorf("got %q", got)
	}
}

func TestFilesThatWereNeverRead(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "content/a.md", "one")
	put(t, dir, "content/b.md", "one")
	tree := open(t, dir)
	if _, err := tree.ReadDir("content"); err != nil {
		t.Fatal(err)
	}
	age(t, dir, "content/a.md", time.Minute)
	put(t, dir, "content/b.md", "longer")
	put(t, dir, "themes/x/y.css", "nobody has asked for it")
	got := tree.Renew(Change{Paths: []string{"content/a.md", "content/b.md", "themes", "themes/x/y.css"}})
	if diff := cmp.Diff([]string{"content/a.md", "content/b.md", "themes/x/y.css"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestUnreadableIsLookedAtAgain(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("for root everything is readable")
	}
	dir := t.TempDir()
	put(t, dir, "content/a.md", "one")
	at := filepath.Join(dir, "content", "a.md")
	if err := os.Chmod(at, 0); err != nil {
		t.Fatal(err)
	}
	tree := open(t, dir)
	if _, err := tree.Bytes("content/a.md"); !errors.Is(err, fs.ErrPermission) {
		t.Fatalf("got %v", err)
	}
	if err := os.Chmod(at, 0o644); err != nil {
		t.Fatal(err)
	}
	if got := tree.Renew(Change{}); !slices.Equal(got, []string{"content/a.md"}) {
		t.Errorf("got %q", got)
	}
}

func TestFolderMadeAgain(t *testing.T) {
	dir := sample(t)
	tree := open(t, dir)
	answers(tree)
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	tree.Renew(Change{All: true})
	if _, err := tree.Stat("content/a.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of a folder that is gone: %v", err)
	}
	put(t, dir, "content/a.md", "made again")
	tree.Renew(Change{})
	if data, err := tree.Bytes("content/a.md"); string(data) != "made again" {
		t.Errorf("got %q, %v", data, err)
	}
}

// TestManyReaders is for the race detector, and for the order in which nodes are locked.
func TestManyReaders(t *testing.T) {
	dir := sample(t)
	tree := open(t, dir)
	want := answers(os.DirFS(dir))
	for range 3 {
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() { answers(tree) })
		}
		wait.Wait()
		tree.Renew(Change{All: true})
	}
	if got := answers(tree); got["content/a.md"] != want["content/a.md"] {
		t.Errorf("got %q, want %q", got["content/a.md"], want["content/a.md"])
	}
}

// TestWarmEqualsCold edits a folder at random. After Renew a Tree answers as a new one, and what it
// said to differ are at least the names whose content or kind differs.
func TestWarmEqualsCold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir := filepath.Join(t.TempDir(), "plan")
		put(t, dir, "content/a", "x")
		put(t, dir, "shared/a", "x")
		tree := open(t, dir)
		before := answers(tree)
		for range rapid.IntRange(1, 8).Draw(rt, "rounds") {
			var c Change
			for range rapid.IntRange(1, 4).Draw(rt, "edits") {
				c.Paths = append(c.Paths, edit(rt, dir)...)
			}
			if c.All = rapid.Bool().Draw(rt, "all"); c.All {
				c.Paths = nil
			}
			changed := tree.Renew(c)
			after := answers(open(t, dir))
			if diff := cmp.Diff(after, answers(tree)); diff != "" {
				rt.Fatalf("after %v (-cold +warm):\n%s", c, diff)
			}
			for _, name := range changed {
				if !slices.IsSorted(changed) || before[name] == after[name] && before[name] != "" {
					rt.Errorf("%s is said to differ: %q", name, after[name])
				}
			}
			for name := range after {
				if before[name] != "" && content(before[name]) != content(after[name]) && name != "." && !slices.Contains(changed, name) {
					rt.Errorf("%s is not said to differ: from %q to %q in %v", name, before[name], after[name], c)
				}
			}
			before = after
		}
	})
}

// content is the part of a file's answer that readers of it can see; of a folder's, that it is one.
func content(answer string) string {
	_, text, _ := strings.Cut(answer, `, "`)
	if strings.HasPrefix(answer, class(errors.New(""))) { // below a file there is nothing
		answer = class(fs.ErrNotExist)
	}
	return answer[:strings.Index(answer+" ", " ")] + text
}

// edit does something in dir, and returns the names that a watcher would tell.
func edit(rt *rapid.T, dir string) []string {
	places := []string{"content/a", "content/b", "content/b/c", "content/b/c/d", "content/l", "themes/x/y", "site.toml", "shared/a", "shared/s/t", "content/l/a"}
	name := rapid.SampledFrom(places).Draw(rt, "name")
	at := filepath.Join(dir, name)
	switch rapid.IntRange(0, 5).Draw(rt, "what") {
	case 0:
		_ = os.RemoveAll(at)
	case 1:
		_ = os.MkdirAll(at, 0o755)
	case 2:
		to := rapid.SampledFrom([]string{"../shared", "a", "b", "../shared/s/t", "../..", "none", "b/c"}).Draw(rt, "to")
		_ = os.Symlink(to, at)
	case 3:
		other := rapid.SampledFrom(places).Draw(rt, "to")
		_ = os.MkdirAll(filepath.Dir(filepath.Join(dir, other)), 0o755)
		_ = os.Rename(at, filepath.Join(dir, other))
		return []string{name, other}
	default:
		_ = os.MkdirAll(filepath.Dir(at), 0o755)
		_ = os.WriteFile(at, []byte(rapid.SampledFrom([]string{"", "x", "y", "zz"}).Draw(rt, "text")), 0o644)
		if rapid.Bool().Draw(rt, "old") { // no time is used twice
			old := time.Now().Add(-time.Hour)
			_ = os.Chtimes(at, old, old)
		}
	}
	told := []string{name}
	if real, err := filepath.EvalSymlinks(at); err == nil { // what was written through a link is told where it lies
		if rel, err := filepath.Rel(dir, real); err == nil {
			told = append(told, filepath.ToSlash(rel))
		}
	}
	return told
}

// many is a plan of 10,000 notes in 100 folders.
func many(b *testing.B) (string, *Tree) {
	dir := b.TempDir()
	text := strings.Repeat("a line of a note\n", 100)
	for i := range 10_000 {
		name := fmt.Sprintf("content/notes/%03d/%03d.md", i/100, i%100)
		put(b, dir, name, text)
		age(b, dir, name, time.Hour)
	}
	tree := open(b, dir)
	stroll(b, tree)
	return dir, tree
}

// stroll asks of every file what a build asks.
func stroll(b *testing.B, tree *Tree) (n int) {
	err := fs.WalkDir(tree, "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if _, err := tree.Stat(name); err != nil {
			return err
		}
		data, err := tree.Bytes(name)
		n += len(data)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func BenchmarkCold(b *testing.B) {
	dir, _ := many(b)
	for b.Loop() {
		stroll(b, open(b, dir))
	}
}

func BenchmarkWarm(b *testing.B) {
	_, tree := many(b)
	for b.Loop() {
		stroll(b, tree)
	}
}

func BenchmarkRenewOne(b *testing.B) {
	dir, tree := many(b)
	text := [][]byte{bytes.Repeat([]byte("x"), 2000), bytes.Repeat([]byte("y"), 2000)}
	for i := 0; b.Loop(); i++ {
		name := fmt.Sprintf("content/notes/%03d/%03d.md", rand.IntN(100), rand.IntN(100))
		b.StopTimer()
		put(b, dir, name, string(text[i%2])+fmt.Sprint(i))
		b.StartTimer()
		if got := tree.Renew(Change{Paths: []string{name}}); len(got) != 1 {
			b.Fatal(got)
		}
	}
}

func BenchmarkRenewAll(b *testing.B) {
	_, tree := many(b)
	for b.Loop() {
		if got := tree.Renew(Change{All: true}); len(got) != 0 {
			b.Fatal(got)
		}
	}
}

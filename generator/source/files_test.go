//go:build unix

package source_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"retake/generator/fault"
	"retake/generator/source"
)

// disk is a plan on the disk, opened as the command opens it; links lead from name to target.
func disk(t *testing.T, files ...string) (dir string, fsys fs.FS) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "plan")
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root.FS()
}

func words(faults fault.List) string {
	var out []string
	for _, f := range faults {
		out = append(out, f.Severity.String()+": "+f.Pos.File+": "+f.Message)
	}
	return strings.Join(out, "\n")
}

// TestPipes: a pipe would be read for ever; it is named, and nothing waits for it.
func TestPipes(t *testing.T) {
	for _, name := range []string{"site.toml", "content/exam.toml", "content/attempts.toml", "content/notes/f.md", "content/exams.toml"} {
		dir, fsys := disk(t, "content/notes/a.md", "# A\n")
		if name != "content/exam.toml" {
			os.WriteFile(filepath.Join(dir, "content/exam.toml"), []byte(named), 0o644)
		}
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
		_, faults := source.Load(fsys)
		if got, want := words(faults), "error: "+name+": the file cannot be read: it is a pipe or a device"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// endless is a folder in which a file's size is a lie, as that of a device or a file that grows.
type endless struct{ fs.FS }

type endlessFile struct{ fs.File }

func (e endless) Open(name string) (fs.File, error) {
	f, err := e.FS.Open(name)
	if err == nil && strings.HasSuffix(name, "grows.md") {
		return endlessFile{f}, nil
	}
	return f, err
}

func (endlessFile) Read(b []byte) (int, error) { return len(b), nil }

func TestEndless(t *testing.T) {
	_, faults := source.Load(endless{folder("content/exam.toml", named, "content/notes/grows.md", "")})
	if got, want := words(faults), "error: content/notes/grows.md: the file has 5 MB"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestLinksOut: a link that leads nowhere or out of the plan stops the site only where the plan needs
// the file, and is named once.
func TestLinksOut(t *testing.T) {
	const says = ": the link leads nowhere, or out of the plan"
	for _, c := range []struct {
		link, to, want string
		unread         []string
	}{
		{"content/notes/b.md", "/etc/hostname", "warning: content/notes/b.md" + says, []string{"content/notes/b.md"}},
		{"content/notes/b.md", "missing.md", "warning: content/notes/b.md" + says, []string{"content/notes/b.md"}},
		{"content/img", "../..", "warning: content/img" + says, []string{"content/img/"}},
		{"content/log.toml", "../../secret.toml", "error: content/log.toml" + says, nil},
		{"content/log.toml", "missing.toml", "error: content/log.toml" + says, nil},
		{"site.toml", "../secret.toml", "error: site.toml" + says, nil},
		{"content/log.toml", "notes/other.toml", "", nil},
	} {
		dir, fsys := disk(t, "content/exam.toml", named, "content/notes/a.md", "# A\n", "content/notes/other.toml", "")
		if err := os.WriteFile(filepath.Join(dir, "../secret.toml"), []byte("secret"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(c.to, filepath.Join(dir, c.link)); err != nil {
			t.Fatal(err)
		}
		tree, faults := source.Load(fsys)
		if got := words(faults); got != c.want || !slices.Equal(tree.Unread, c.unread) {
			t.Errorf("%s -> %s\ngot  %s %q\nwant %s %q", c.link, c.to, got, tree.Unread, c.want, c.unread)
		}
		for _, f := range faults {
			if !strings.Contains(f.Hint, "copy the file in") {
				t.Errorf("hint %q", f.Hint)
			}
		}
	}
}

// TestContentGone: a content/ that cannot be looked into is named once, not for each of its files.
func TestContentGone(t *testing.T) {
	for to, want := range map[string]string{
		"../elsewhere": "error: content: the link leads nowhere, or out of the plan", "site.toml": "error: content: the folder cannot be read: it is no folder",
	} {
		dir, fsys := disk(t, "site.toml", "", "../elsewhere/exam.toml", named)
		if err := os.Symlink(to, filepath.Join(dir, "content")); err != nil {
			t.Fatal(err)
		}
		tree, faults := source.Load(fsys)
		if got := words(faults); got != want || !slices.Equal(tree.Unread, []string{"content/"}) {
			t.Errorf("%s: got %s %q\nwant %s", to, got, tree.Unread, want)
		}
	}
}

// TestNoUTF8Name: a name in another encoding cannot be opened, and is no address.
func TestNoUTF8Name(t *testing.T) {
	dir, fsys := disk(t, "content/exam.toml", named)
	if err := os.WriteFile(filepath.Join(dir, "content/\xfcber.md"), nil, 0o644); err != nil {
		t.Skip("this disk has no such names:", err)
	}
	_, faults := source.Load(fsys)
	if got, want := words(faults), "error: content/\uFFFDber.md: the file name is not valid UTF-8"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestSymbolNames: notes named by signs alone have pages of their own.
func TestSymbolNames(t *testing.T) {
	files := []string{"content/exam.toml", named}
	for _, name := range []string{"🎉", "🎉🎉", "-", "--", "%", "❤️", "!", "🎉!", "#"} {
		files = append(files, "content/notes/"+name+".md", "text\n")
	}
	if tree := sound(t, files...); len(tree.Notes) != 9 {
		t.Errorf("%d notes", len(tree.Notes))
	}
}

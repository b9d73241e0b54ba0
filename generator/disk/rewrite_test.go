package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"retake/generator/disk/memory"
	"retake/generator/disk/system"
)

const before, after = "# Exam day\r\n\r\n- [ ] sleep\r\n", "# Exam day\r\n\r\n- [x] sleep\r\n"

func TestRewrite(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "content/a.md", before)
	at := filepath.Join(dir, "content", "a.md")
	for _, mode := range []fs.FileMode{0o600, 0o664, 0o755} {
		put(t, dir, "content/a.md", before)
		if err := os.Chmod(at, mode); err != nil {
			t.Fatal(err)
		}
		old, _ := os.Stat(at)
		if err := Rewrite(dir, "content/a.md", []byte(before), []byte(after)); err != nil {
			t.Fatal(err)
		}
		expect(t, dir, set{"content/a.md": after})
		if info, _ := os.Stat(at); info.Mode() != old.Mode() {
			t.Errorf("mode %v became %v", old.Mode(), info.Mode())
		}
	}
}

func TestRewriteOfWhatHasChanged(t *testing.T) {
	for name, text := range map[string]string{
		"one byte": strings.Replace(before, "sleep", "sleeq", 1), "longer": before + "\n", "shorter": before[:9], "empty": "",
		"done already": after, "other line ends": strings.ReplaceAll(before, "\r\n", "\n"),
	} {
		dir := t.TempDir()
		put(t, dir, "a.md", text)
		err := Rewrite(dir, "a.md", []byte(before), []byte(after))
		var changed *ChangedError
		if !errors.As(err, &changed) || changed.Error() != "a.md has changed since it was read" {
			t.Errorf("%s: got %v", name, err)
		}
		expect(t, dir, set{"a.md": text})
	}
	var changed *ChangedError
	if err := Rewrite(t.TempDir(), "a.md", []byte(before), []byte(after)); !errors.As(err, &changed) {
		t.Errorf("gone: got %v", err)
	}
}

func TestRewriteThroughLinks(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "plan")
	put(t, parent, "outside.md", before)
	put(t, dir, "shared/deep/a.md", before)
	for name, to := range map[string]string{
		"content/a.md": "../shared/now/a.md", "shared/now": "deep", "content/folder": "../shared/deep",
		"content/out.md": "../../outside.md", "content/away": "../..", "content/circle.md": "circle.md",
	} {
		at := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.Symlink(to, at)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	from, to := before, after
	for _, name := range []string{"content/a.md", "content/folder/a.md"} {
		if err := Rewrite(dir, name, []byte(from), []byte(to)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got, _ := os.ReadFile(filepath.Join(dir, "shared/deep/a.md")); string(got) != to {
			t.Errorf("%s: got %q", name, got)
		}
		from, to = to, from
	}
	if info, err := os.Lstat(filepath.Join(dir, "content/a.md")); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link was replaced by a file")
	}
	for _, name := range []string{"content/out.md", "content/away/outside.md", "content/circle.md", "../outside.md", "/etc/hosts", ".", ""} {
		var changed *ChangedError
		if err := Rewrite(dir, name, []byte(before), []byte(after)); err == nil || errors.As(err, &changed) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if got, _ := os.ReadFile(filepath.Join(parent, "outside.md")); string(got) != before {
		t.Errorf("outside: %q", got)
	}
}

func TestRewriteRefusesWhatMustNotBeWritten(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "locked.md", before)
	put(t, dir, "folder/a.md", before)
	if err := os.Chmod(filepath.Join(dir, "locked.md"), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := Rewrite(dir, "locked.md", []byte(before), []byte(after)); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a read-only file: %v", err)
	}
	if err := Rewrite(dir, "folder", []byte(before), []byte(after)); err == nil {
		t.Error("a folder was rewritten")
	}
	if os.Getuid() != 0 { // root may write everywhere
		shut := filepath.Join(dir, "folder")
		if err := os.Chmod(shut, 0o555); err != nil {
			t.Fatal(err)
		}
		if err := Rewrite(dir, "folder/a.md", []byte(before), []byte(after)); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("a read-only folder: %v", err)
		}
		if err := os.Chmod(shut, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, dir, set{"locked.md": before, "folder/a.md": before})
}

func TestRewriteOfAFileWithTwoNames(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md", before)
	if err := os.Link(filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")); err != nil {
		t.Skip("no hard links here:", err)
	}
	if info, err := os.Lstat(filepath.Join(dir, "a.md")); err != nil || !system.Linked(info) {
		t.Skip("the system does not say how many names a file has:", err)
	}
	err := Rewrite(dir, "a.md", []byte(before), []byte(after))
	if want := "rewrite a.md: the file has other names (hard links), so nothing was written"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	expect(t, dir, set{"a.md": before, "b.md": before})
}

func TestRestsAreSweptAway(t *testing.T) {
	dir := t.TempDir()
	temp := func(age time.Duration) string {
		return fmt.Sprintf("%s12-%d", tempPrefix, time.Now().Add(-age).UnixNano())
	}
	old, young, folder := temp(2*stale), temp(stale/2), temp(3*stale)
	want := set{"notes/" + young: "x", "notes/" + folder + "/a": "x", "notes/" + tempPrefix + "12": "x", "notes/.mine": "x", temp(2 * stale): "x"}
	for name, text := range want {
		put(t, dir, name, text)
	}
	put(t, dir, "notes/a.md", before)
	put(t, dir, "notes/"+old, "x")
	put(t, dir, "notes/"+young, "x")
	long := time.Now().Add(-time.Hour) // as a swapped file has, whatever its name says
	if err := os.Chtimes(filepath.Join(dir, "notes", young), long, long); err != nil {
		t.Fatal(err)
	}
	if err := Rewrite(dir, "notes/a.md", []byte(before), []byte(after)); err != nil {
		t.Fatal(err)
	}
	want["notes/a.md"] = after
	expect(t, dir, want)
}

func TestRewriteCutShort(t *testing.T) {
	for _, at := range []string{"create", "write", "sync", "rename"} {
		dir := t.TempDir()
		put(t, dir, "a.md", before)
		var temp string
		r := &rewriting{name: "a.md", old: []byte(before), swap: system.Swap}
		r.step = func(what, path string) error {
			if what == "create" {
				temp = path
			}
			if what == at {
				return errCut // as a full disk would
			}
			return nil
		}
		if err := r.run(dir, []byte(after)); !errors.Is(err, errCut) {
			t.Errorf("%s: got %v", at, err)
		}
		expect(t, dir, set{"a.md": before})
		if !memory.Private(temp) {
			t.Errorf("a watcher would tell of %s", temp)
		}
	}
}

func TestWhoSavesMeanwhileGoesFirst(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md", before)
	r := &rewriting{name: "a.md", old: []byte(before), swap: system.Swap}
	r.step = func(what, _ string) error {
		if what == "sync" {
			put(t, dir, "a.md", strings.Replace(before, "sleep", "saved", 1))
		}
		return nil
	}
	var changed *ChangedError
	if err := r.run(dir, []byte(after)); !errors.As(err, &changed) {
		t.Errorf("got %v", err)
	}
	expect(t, dir, set{"a.md": strings.Replace(before, "sleep", "saved", 1)})
}

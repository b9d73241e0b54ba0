package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const logName = "content/log.toml"

// add is a change that puts a line at the end.
func add(line string) func([]byte) ([]byte, error) {
	return func(old []byte) ([]byte, error) { return append(bytes.Clone(old), line+"\n"...), nil }
}

func TestAmend(t *testing.T) {
	dir := t.TempDir()
	for i, want := range []string{"one\n", "one\ntwo\n"} {
		if err := Amend(dir, logName, add([]string{"one", "two"}[i])); err != nil {
			t.Fatal(err)
		}
		expect(t, dir, set{logName: want})
	}
	refused := errors.New("refused")
	if err := Amend(dir, logName, func([]byte) ([]byte, error) { return nil, refused }); err != refused {
		t.Errorf("got %v", err)
	}
	if err := Amend(dir, logName, func(old []byte) ([]byte, error) { return old, nil }); err != nil {
		t.Errorf("nothing to do: %v", err)
	}
	expect(t, dir, set{logName: "one\ntwo\n"})
}

// TestAmendOfWhatIsNotThere: a missing file is nil, an empty one is not; and a change that is refused makes neither.
func TestAmendOfWhatIsNotThere(t *testing.T) {
	dir := t.TempDir()
	refused := errors.New("refused")
	err := Amend(dir, logName, func(old []byte) ([]byte, error) {
		if old != nil {
			t.Errorf("missing: %q", old)
		}
		return nil, refused
	})
	if entries, _ := os.ReadDir(dir); err != refused || len(entries) > 0 {
		t.Errorf("got %v, and %v", err, entries)
	}
	put(t, dir, logName, "")
	if err := Amend(dir, logName, func(old []byte) ([]byte, error) {
		if old == nil {
			t.Error("empty: nil")
		}
		return []byte("x"), nil
	}); err != nil {
		t.Error(err)
	}
	expect(t, dir, set{logName: "x"})
}

// TestAmendBesideAnEditor: what an editor saves while a change is thought out is kept, and the change made to it.
func TestAmendBesideAnEditor(t *testing.T) {
	for name, before := range map[string]string{"there": "old\n", "missing": ""} {
		dir, asked := t.TempDir(), 0
		if before != "" {
			put(t, dir, logName, before)
		}
		err := Amend(dir, logName, func(old []byte) ([]byte, error) {
			if asked++; asked == 1 {
				put(t, dir, logName, "from the editor\n")
			}
			return add("mine")(old)
		})
		if err != nil || asked != 2 {
			t.Errorf("%s: %v, asked %d times", name, err, asked)
		}
		expect(t, dir, set{logName: "from the editor\nmine\n"})
	}
}

// TestAmendGivesUp where somebody else saves every time.
func TestAmendGivesUp(t *testing.T) {
	dir, n := t.TempDir(), 0
	put(t, dir, "a", "0")
	err := Amend(dir, "a", func(old []byte) ([]byte, error) {
		n++
		put(t, dir, "a", strconv.Itoa(n))
		return []byte("mine"), nil
	})
	var changed *ChangedError
	if !errors.As(err, &changed) || n != attempts {
		t.Errorf("got %v after %d", err, n)
	}
	expect(t, dir, set{"a": strconv.Itoa(n)})
}

func TestAmendRefused(t *testing.T) {
	for name, c := range map[string]struct {
		set  func(dir, at string) error
		want string
	}{
		"a folder":  {func(_, at string) error { return os.Mkdir(at, 0o755) }, "it is no ordinary file"},
		"read-only": {func(_, at string) error { return os.WriteFile(at, nil, 0o444) }, "permission denied"},
		"a hard link": {func(dir, at string) error {
			return errors.Join(os.WriteFile(at, nil, 0o644), os.Link(at, filepath.Join(dir, "other")))
		}, "hard links"},
		"a dead link": {func(_, at string) error { return os.Symlink("nowhere", at) }, "the link leads nowhere"},
		"a link out":  {func(dir, at string) error { return os.Symlink(os.Args[0], at) }, "out of the folder"},
		"a file for a folder": {func(dir, at string) error {
			return errors.Join(os.Remove(filepath.Dir(at)), os.WriteFile(filepath.Dir(at), nil, 0o644))
		}, "not a directory"},
	} {
		dir := t.TempDir()
		at := filepath.Join(dir, filepath.FromSlash(logName))
		if err := errors.Join(os.Mkdir(filepath.Dir(at), 0o755), c.set(dir, at)); err != nil {
			t.Logf("%s: not here: %v", name, err)
			continue
		}
		err := Amend(dir, logName, add("x"))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
		if errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v says nothing", name, err)
		}
	}
}

// TestTwoProcesses append thirty lines each, beginning with a file that is not there: none is lost.
func TestTwoProcesses(t *testing.T) {
	const each = 30
	if dir := os.Getenv("AMEND_DIR"); dir != "" {
		for i := range each {
			if err := Amend(dir, logName, add(os.Getenv("AMEND_NAME")+strconv.Itoa(i))); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	dir := t.TempDir()
	var both [2]*exec.Cmd
	for i := range both {
		both[i] = exec.Command(os.Args[0], "-test.run=^TestTwoProcesses$")
		both[i].Env = append(os.Environ(), "AMEND_DIR="+dir, fmt.Sprintf("AMEND_NAME=%c", 'a'+i))
		if err := both[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for _, cmd := range both {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(logName)))
	if err != nil {
		t.Fatal(err)
	}
	next := map[byte]int{}
	for line := range strings.Lines(string(text)) {
		if line != fmt.Sprintf("%c%d\n", line[0], next[line[0]]) {
			t.Errorf("%q out of order", line)
		}
		next[line[0]]++
	}
	if next['a'] != each || next['b'] != each {
		t.Errorf("%v of %d lines each", next, each)
	}
}

package disk

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"retake/generator/disk/system"
)

// swaps skips a test where files cannot change places.
func swaps(t *testing.T) {
	t.Helper()
	at := t.TempDir()
	put(t, at, "a", "a")
	put(t, at, "b", "b")
	dir, err := os.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	if err := system.Swap(dir, "a", "b"); err != nil {
		t.Skip("files cannot change places here:", err)
	}
	expect(t, at, set{"a": "b", "b": "a"})
}

// editor saves into a file at any step of a Rewrite.
type editor struct {
	t      *testing.T
	dir    string
	r      *rand.Rand
	saves  int
	saved  string // what the file must hold in the end
	finish func() // goes on with a save that was begun
	must   bool   // it must be finished
	log    []string
}

// at comes before every step, and may begin a save or finish one.
func (e *editor) at(what, _ string) error {
	e.log = append(e.log, what)
	switch {
	case e.finish != nil && e.r.IntN(2) == 0:
		e.finish()
		e.finish = nil
	case e.finish == nil && (what == "back" || e.r.IntN(3) == 0):
		e.save()
	}
	return nil
}

func (e *editor) save() {
	e.saves++
	text := fmt.Sprintf("save %d", e.saves)
	if e.r.IntN(2) == 0 {
		text = fmt.Sprintf("%-*s", len(before), text) // of the same length
	}
	file := filepath.Join(e.dir, "a.md")
	how := e.r.IntN(4)
	e.log = append(e.log, []string{"save by renaming", "save in place", "begin to save", "open to save"}[how])
	flags := []int{0, os.O_TRUNC, os.O_TRUNC, 0}[how]
	if how == 0 {
		other := filepath.Join(filepath.Dir(e.dir), "other") // beside the folder that is looked through in the end
		if err := errors.Join(os.WriteFile(other, []byte(text), 0o644), os.Rename(other, file)); err != nil {
			e.t.Fatal(err)
		}
		e.saved = text
		return
	}
	f, err := os.OpenFile(file, os.O_RDWR|flags, 0)
	if err != nil {
		e.t.Fatal(err)
	}
	e.must = how == 2
	e.finish = func() {
		e.log = append(e.log, "write")
		if _, err := f.WriteAt([]byte(text), 0); err != nil {
			e.t.Error(err)
		}
		if err := errors.Join(f.Truncate(int64(len(text))), f.Close()); err != nil {
			e.t.Error(err)
		}
		e.saved = text
	}
	if how == 1 {
		e.finish()
		e.finish = nil
	}
}

// TestNoSaveIsLost saves at random steps, over the file and into it, at once and slowly. The last save
// is what the file holds in the end, whatever Rewrite has answered, and nothing is left beside it.
func TestNoSaveIsLost(t *testing.T) {
	swaps(t)
	const rounds = 500
	backs, kept := 0, 0
	for seed := range uint64(rounds) {
		synctest.Test(t, func(t *testing.T) {
			e := &editor{t: t, dir: filepath.Join(t.TempDir(), "plan"), r: rand.New(rand.NewPCG(seed, 0)), saved: after}
			put(t, e.dir, "a.md", before)
			r := &rewriting{name: "a.md", old: []byte(before), swap: system.Swap, step: e.at}
			err := r.run(e.dir, []byte(after))
			if e.finish != nil && e.must {
				e.finish()
			}
			var changed *ChangedError
			switch {
			case err == nil:
				kept++
			case !errors.As(err, &changed):
				t.Errorf("seed %d: %v", seed, err)
			case e.saves == 0:
				t.Errorf("seed %d: nobody saved, and yet: %v", seed, err)
			}
			got := read(t, e.dir)
			if len(got) != 1 || got["a.md"] != e.saved {
				t.Errorf("seed %d: got %q, want %q after:\n%s", seed, got, e.saved, strings.Join(e.log, "\n"))
			}
			if slices.Contains(e.log, "back") {
				backs++
			}
		})
	}
	if backs < rounds/20 || kept < rounds/20 {
		t.Errorf("of %d, only %d saves were given back and %d rewrites succeeded: this shows little", rounds, backs, kept)
	}
}

// TestWriterThatHadItOpen opens the file before the swap, and writes into it at each look after it.
func TestWriterThatHadItOpen(t *testing.T) {
	swaps(t)
	for n := range 5 {
		dir := t.TempDir()
		put(t, dir, "a.md", before)
		f, err := os.OpenFile(filepath.Join(dir, "a.md"), os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		look := 0
		r := &rewriting{name: "a.md", old: []byte(before), swap: system.Swap}
		r.step = func(what, _ string) error {
			if what == "look" {
				if look == n {
					if _, err := f.WriteAt([]byte("saved"), 0); err != nil {
						t.Error(err)
					}
				}
				look++
			}
			return nil
		}
		var changed *ChangedError
		if err := r.run(dir, []byte(after)); !errors.As(err, &changed) {
			t.Errorf("look %d: got %v", n, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		expect(t, dir, set{"a.md": "saved" + before[len("saved"):]})
	}
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		put(t, dir, "a.md", before)
		start := time.Now()
		if err := Rewrite(dir, "a.md", []byte(before), []byte(after)); err != nil {
			t.Error(err)
		}
		if got := time.Since(start); got != 30*time.Millisecond {
			t.Errorf("watched for %v", got)
		}
	})
}

// TestLaterSaveStands saves before the swap and after it: what was saved first must not come back even
// for a moment.
func TestLaterSaveStands(t *testing.T) {
	swaps(t)
	dir := t.TempDir()
	put(t, dir, "a.md", before)
	r := &rewriting{name: "a.md", old: []byte(before), swap: system.Swap}
	r.step = func(what, _ string) error {
		switch what {
		case "rename":
			put(t, dir, "a.md", "saved")
		case "look":
			put(t, dir, "a.md", "saved again")
		case "back":
			t.Error("the older save was put back")
		}
		return nil
	}
	var changed *ChangedError
	if err := r.run(dir, []byte(after)); !errors.As(err, &changed) {
		t.Errorf("got %v", err)
	}
	expect(t, dir, set{"a.md": "saved again"})
}

func TestFileThatIsRemovedMeanwhile(t *testing.T) {
	swaps(t)
	for _, at := range []string{"create", "write", "sync", "rename", "look"} {
		dir := t.TempDir()
		put(t, dir, "a.md", before)
		r := &rewriting{name: "a.md", old: []byte(before), swap: system.Swap}
		r.step = func(what, _ string) error {
			if what == at {
				_ = os.Remove(filepath.Join(dir, "a.md"))
			}
			return nil
		}
		err := r.run(dir, []byte(after))
		var changed *ChangedError
		if late := at == "look"; late && err != nil || !late && !errors.As(err, &changed) {
			t.Errorf("%s: got %v", at, err)
		}
		expect(t, dir, set{})
	}
}

func TestWhereFilesCannotChangePlaces(t *testing.T) {
	for name, why := range map[string]error{"this system": errors.ErrUnsupported, "this file system": syscall.EINVAL, "an old system": syscall.ENOSYS} {
		dir := t.TempDir()
		put(t, dir, "a.md", before)
		r := &rewriting{name: "a.md", old: []byte(before), step: freely}
		r.swap = func(*os.File, string, string) error { return os.NewSyscallError("swap", why) }
		if err := r.run(dir, []byte(after)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		expect(t, dir, set{"a.md": after})
	}
}

func TestSwapThatFails(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md", before)
	r := &rewriting{name: "a.md", old: []byte(before), step: freely}
	r.swap = func(*os.File, string, string) error { return errCut }
	if err := r.run(dir, []byte(after)); !errors.Is(err, errCut) {
		t.Errorf("got %v", err)
	}
	expect(t, dir, set{"a.md": before})
}

func TestSaveThatCannotBeGivenBackIsKept(t *testing.T) {
	swaps(t)
	dir := t.TempDir()
	put(t, dir, "a.md", before)
	r := &rewriting{name: "a.md", old: []byte(before), swap: system.Swap}
	r.step = func(what, _ string) error {
		switch what {
		case "rename":
			put(t, dir, "a.md", "saved")
		case "back":
			return errCut
		}
		return nil
	}
	err := r.run(dir, []byte(after))
	var temp string
	for name := range read(t, dir) {
		if name != "a.md" {
			temp = name
		}
	}
	if err == nil || temp == "" || !strings.Contains(err.Error(), temp) {
		t.Errorf("got %v, which does not tell of %q", err, temp)
	}
	expect(t, dir, set{"a.md": after, temp: "saved"})
}

func TestWatchersHearThatTheFileIsThere(t *testing.T) {
	swaps(t)
	dir := t.TempDir()
	put(t, dir, "a.md", before)
	w, err := fsnotify.NewWatcher()
	if err != nil {
		t.Skip("no events here:", err)
	}
	defer w.Close()
	if err := w.Add(dir); err != nil {
		t.Fatal(err)
	}
	if err := Rewrite(dir, "a.md", []byte(before), []byte(after)); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "zz.md", "done")
	var last fsnotify.Event
	limit := time.After(20 * time.Second)
	for done := false; !done; {
		select {
		case e := <-w.Events:
			if filepath.Base(e.Name) == "a.md" {
				last = e
			}
			done = filepath.Base(e.Name) == "zz.md"
		case <-limit:
			t.Fatal("no event of zz.md")
		}
	}
	if !last.Has(fsnotify.Create) {
		t.Errorf("the last that is heard of a.md is %v", last)
	}
}

func TestOneOfManyRewritesSucceeds(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md", before)
	errs := make([]error, 6)
	text := func(i int) []byte { return []byte(strings.Replace(after, "sleep", fmt.Sprintf("slee%d", i), 1)) }
	var wait sync.WaitGroup
	for i := range errs {
		wait.Go(func() { errs[i] = Rewrite(dir, "a.md", []byte(before), text(i)) })
	}
	wait.Wait()
	winner := -1
	for i, err := range errs {
		var changed *ChangedError
		switch {
		case err == nil && winner < 0:
			winner = i
		case err == nil:
			t.Errorf("both %d and %d succeeded", winner, i)
		case !errors.As(err, &changed):
			t.Error(err)
		}
	}
	if winner < 0 {
		t.Fatal("none succeeded")
	}
	expect(t, dir, set{"a.md": string(text(winner))})
}

const boxesEach = 8 // ticked by each of two processes

// tickOwn ticks the boxes of one letter in a file, each with a Rewrite that is tried until it succeeds.
func tickOwn(dir, letter string) error {
	for range boxesEach {
		for {
			old, err := os.ReadFile(filepath.Join(dir, "a.md"))
			if err != nil {
				return err
			}
			err = Rewrite(dir, "a.md", old, bytes.Replace(old, []byte("[ ] "+letter), []byte("[x] "+letter), 1))
			var changed *ChangedError
			if err == nil {
				break
			}
			if !errors.As(err, &changed) {
				return err
			}
		}
	}
	return nil
}

const ticksIn = "DISK_TEST_TICKS_IN" // the folder in which this process is the other one

func TestTwoProcessesLoseNothing(t *testing.T) {
	if dir := os.Getenv(ticksIn); dir != "" {
		if err := tickOwn(dir, "b"); err != nil {
			t.Fatal(err)
		}
		return
	}
	dir := t.TempDir()
	put(t, dir, "a.md", strings.Repeat("- [ ] a\n- [ ] b\n", boxesEach))
	other := exec.Command(os.Args[0], "-test.run=^TestTwoProcessesLoseNothing$")
	other.Env = append(os.Environ(), ticksIn+"="+dir)
	var said bytes.Buffer
	other.Stdout, other.Stderr = &said, &said
	if err := other.Start(); err != nil {
		t.Skip("no second process here:", err)
	}
	err := tickOwn(dir, "a")
	if otherErr := other.Wait(); err != nil || otherErr != nil {
		t.Errorf("%v; the other: %v\n%s", err, otherErr, &said)
	}
	expect(t, dir, set{"a.md": strings.Repeat("- [x] a\n- [x] b\n", boxesEach)})
}

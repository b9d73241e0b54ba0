package disk

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// set is a site, or a folder read back, as text.
type set map[string]string

func (s set) bytes() map[string][]byte {
	out := map[string][]byte{}
	for name, text := range s {
		out[name] = []byte(text)
	}
	return out
}

// read returns every file below dir but the manifest; a folder without files is listed as "name/".
func read(t testing.TB, dir string) set {
	t.Helper()
	out := set{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			entries, err := os.ReadDir(path)
			if len(entries) == 0 && rel != "." {
				out[rel+"/"] = ""
			}
			return err
		}
		if rel == ManifestName {
			return nil
		}
		data, err := os.ReadFile(path)
		out[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func manifestOf(files map[string][]byte) manifest {
	m := manifest{}
	for path, data := range files {
		m.add(path, sha256.Sum256(data))
	}
	return m
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func publish(t testing.TB, dir string, s set) Report {
	t.Helper()
	r, err := Publish(dir, s.bytes())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func expect(t testing.TB, dir string, want set) {
	t.Helper()
	if diff := cmp.Diff(want, read(t, dir)); diff != "" {
		t.Errorf("folder differs (-want +got):\n%s", diff)
	}
}

var (
	first  = set{"index.html": "one", "style.css": "c", "weeks/01.html": "w1", "weeks/02.html": "w2"}
	second = set{"index.html": "two", "style.css": "c", "weeks/01.html": "w1", "domains/a/b.html": "d"}
)

func TestPublishCounts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "public")
	for _, step := range []struct {
		files set
		want  Report
	}{
		{first, Report{Written: 4}},
		{first, Report{Unchanged: 4}},
		{second, Report{Written: 2, Unchanged: 2, Removed: 1}},
		{set{}, Report{Removed: 4}},
	} {
		if got := publish(t, dir, step.files); got != step.want {
			t.Errorf("got %+v, want %+v", got, step.want)
		}
		expect(t, dir, step.files)
	}
}

func TestPublishTouchesOnlyWhatDiffers(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, first)
	before, _ := os.Stat(filepath.Join(dir, "style.css"))
	publish(t, dir, second)
	after, _ := os.Stat(filepath.Join(dir, "style.css"))
	if !os.SameFile(before, after) || before.ModTime() != after.ModTime() {
		t.Error("an unchanged file was written again")
	}
}

func TestPublishKeepsForeignFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "CNAME", "example.org")
	put(t, dir, ".gitignore", "*")
	put(t, dir, "weeks/own.txt", "mine")
	publish(t, dir, first)
	publish(t, dir, set{"index.html": "two"})
	expect(t, dir, set{"index.html": "two", "CNAME": "example.org", ".gitignore": "*", "weeks/own.txt": "mine"})
}

func TestPublishRefusesToOverwriteForeignFiles(t *testing.T) {
	for name, prepare := range map[string]func(dir string){
		"style.css":      func(dir string) { put(t, dir, "style.css", "my own") },
		"weeks":          func(dir string) { put(t, dir, "weeks", "a file where a folder is needed") },
		"style.css/mine": func(dir string) { put(t, dir, "style.css/mine", "a folder where a file is needed") },
	} {
		dir := t.TempDir()
		prepare(dir)
		before := read(t, dir)
		_, err := Publish(dir, first.bytes())
		var conflict *ConflictError
		if !errors.As(err, &conflict) || conflict.Path != name {
			t.Errorf("%s: got %v", name, err)
		}
		expect(t, dir, before)
		if _, err := os.Stat(filepath.Join(dir, ManifestName)); err == nil {
			t.Errorf("%s: a refused publication left a manifest", name)
		}
	}
}

func TestConflictsAreCounted(t *testing.T) {
	dir := t.TempDir()
	for name := range first {
		put(t, dir, name, "mine")
	}
	_, err := Publish(dir, first.bytes())
	want := "index.html is there already and was not written by retake (and 3 more); move it away, or choose another folder with --out"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestPublishAdoptsEqualFiles(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, first)
	if err := os.Remove(filepath.Join(dir, ManifestName)); err != nil {
		t.Fatal(err)
	}
	if got := publish(t, dir, first); got != (Report{Unchanged: 4}) {
		t.Errorf("got %+v", got)
	}
	publish(t, dir, second)
	expect(t, dir, second)
}

func TestPublishMendsItsOwnFiles(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, first)
	put(t, dir, "index.html", "edited by hand")
	if err := os.Remove(filepath.Join(dir, "style.css")); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, first)
	expect(t, dir, first)
}

func TestEditedFileIsNotRemoved(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, first)
	put(t, dir, "weeks/02.html", "made into something of their own")
	publish(t, dir, second)
	want := set{"weeks/02.html": "made into something of their own"}
	maps.Copy(want, second)
	expect(t, dir, want)
	publish(t, dir, set{})
	expect(t, dir, set{"weeks/02.html": "made into something of their own"})
}

func TestFileAndFolderChangePlaces(t *testing.T) {
	file, folder := set{"a": "file", "index.html": "1"}, set{"a/b/c": "folder", "index.html": "1"}
	dir := t.TempDir()
	for _, s := range []set{file, folder, file, folder} {
		publish(t, dir, s)
		expect(t, dir, s)
	}
}

func TestEmptyFolderGivesWay(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "style.css", "x", "y"), 0o755); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, first)
	expect(t, dir, first)
}

func TestPathsThatCannotBePublished(t *testing.T) {
	for _, files := range []set{
		{"/etc/passwd": ""}, {"../out": ""}, {"a/../../b": ""}, {"a//b": ""}, {"": ""}, {".": ""}, {"a/": ""},
		{`a\b`: ""}, {"a\x00b": ""}, {"a\nb": ""}, {"bad\xff": ""},
		{ManifestName: ""}, {tempPrefix + "1": ""},
		{"Notes/A.html": "", "notes/a.html": ""},
		{"a": "", "a/b": ""}, {"A": "", "a/b": ""},
	} {
		dir := t.TempDir()
		_, err := Publish(dir, files.bytes())
		var bad *PathError
		if !errors.As(err, &bad) {
			t.Errorf("%q: got %v", slices.Sorted(maps.Keys(files)), err)
		}
		expect(t, dir, set{})
	}
}

func TestOddNamesArePublished(t *testing.T) {
	s := set{"notes/Zoë Müller.html": "u", "notes/aux.html": "r", "notes/a b #1?.html": "s", "日本/語.html": "j", "-rf": "d"}
	dir := t.TempDir()
	publish(t, dir, s)
	publish(t, dir, s)
	expect(t, dir, s)
}

func TestLinksAreNotFollowedOut(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	put(t, outside, "01.html", "outside")
	if err := os.Symlink(outside, filepath.Join(dir, "weeks")); err != nil {
		t.Skip("no links here:", err)
	}
	var conflict *ConflictError
	if _, err := Publish(dir, first.bytes()); !errors.As(err, &conflict) || conflict.Path != "weeks" {
		t.Errorf("got %v", err)
	}
	expect(t, outside, set{"01.html": "outside"})
}

func TestLinkInPlaceOfAFileIsReplaced(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	put(t, outside, "secret", "outside")
	publish(t, dir, first)
	index := filepath.Join(dir, "index.html")
	if err := errors.Join(os.Remove(index), os.Symlink(filepath.Join(outside, "secret"), index)); err != nil {
		t.Skip("no links here:", err)
	}
	publish(t, dir, first)
	expect(t, dir, first)
	expect(t, outside, set{"secret": "outside"})
}

func TestFolderOfStaleFilesReplacedByALink(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	publish(t, dir, first)
	for name, text := range first {
		put(t, outside, name, text)
	}
	weeks := filepath.Join(dir, "weeks")
	if err := errors.Join(os.RemoveAll(weeks), os.Symlink(filepath.Join(outside, "weeks"), weeks)); err != nil {
		t.Skip("no links here:", err)
	}
	if got := publish(t, dir, set{"index.html": "one"}); got.Removed != 1 {
		t.Errorf("got %+v", got)
	}
	expect(t, outside, first)
}

func TestOutputFolderMayBeALink(t *testing.T) {
	target := t.TempDir()
	link := filepath.Join(t.TempDir(), "public")
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no links here:", err)
	}
	publish(t, link, first)
	expect(t, target, first)
}

func TestOutputIsAFile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	put(t, filepath.Dir(out), "public", "a file")
	if _, err := Publish(out, first.bytes()); err == nil || !strings.Contains(err.Error(), "is a file, not a folder") {
		t.Errorf("got %v", err)
	}
}

var errCut = errors.New("cut short")

// cutAt publishes and dies at the n-th change to the disk. It reports whether it came that far.
func cutAt(dir string, s set, n int) (cut bool, err error) {
	p := &publication{files: s.bytes()}
	p.step = func(string, string) error {
		if n--; n < 0 {
			cut = true
			return errCut // and every later change fails too: the process is gone
		}
		return nil
	}
	_, err = p.run(dir)
	return cut, err
}

func TestCutShortAnywhere(t *testing.T) {
	changing := []struct{ from, to set }{
		{set{}, first}, {first, second}, {second, first}, {first, set{}},
		{set{"a": "file", "b/c": "2"}, set{"a/b/c": "1", "b": "3"}},
	}
	for i, change := range changing {
		for n := 0; ; n++ {
			dir := t.TempDir()
			put(t, dir, "CNAME", "example.org")
			publish(t, dir, change.from)
			cut, err := cutAt(dir, change.to, n)
			if !cut {
				break
			}
			if !errors.Is(err, errCut) {
				t.Fatalf("change %d, cut at %d: %v", i, n, err)
			}
			checkWhole(t, dir, change.from, change.to)
			// Whatever is published next, also neither of the two, is what the folder then holds.
			for _, next := range []set{change.to, change.from, {"other.html": "o"}} {
				publish(t, dir, next)
				want := maps.Clone(next)
				want["CNAME"] = "example.org"
				expect(t, dir, want)
			}
		}
	}
}

// checkWhole fails unless every file in dir is the old one or the new one.
func checkWhole(t testing.TB, dir string, from, to set) {
	t.Helper()
	for name, text := range read(t, dir) {
		old, inOld := from[name]
		want, inNew := to[name]
		switch {
		case name == "CNAME", strings.HasSuffix(name, "/"), strings.HasPrefix(name, tempPrefix):
		case inOld && text == old, inNew && text == want:
		default:
			t.Errorf("%s holds %q, which is neither old nor new", name, text)
		}
	}
}

func TestFrontPageIsLast(t *testing.T) {
	var order []string
	p := &publication{files: first.bytes()}
	p.step = func(what, path string) error {
		if what == "rename" {
			order = append(order, path)
		}
		return nil
	}
	if _, err := p.run(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	want := []string{ManifestName, "style.css", "weeks/01.html", "weeks/02.html", "index.html"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Error(diff)
	}
}

func TestOneFailureLeavesAWholeSite(t *testing.T) {
	for n := range 12 {
		dir := t.TempDir()
		publish(t, dir, first)
		failed := false
		p := &publication{files: second.bytes()}
		p.step = func(what, path string) error {
			if n--; n == -1 {
				failed = true
				return fmt.Errorf("%s %s: %w", what, path, errCut)
			}
			return nil
		}
		_, err := p.run(dir)
		if failed && !errors.Is(err, errCut) {
			t.Errorf("a failed change was not reported: %v", err)
		}
		checkWhole(t, dir, first, second)
		publish(t, dir, second)
		expect(t, dir, second)
	}
}

func TestManyPublicationsManyCuts(t *testing.T) {
	names := []string{"index.html", "a", "a/b", "a/b/c", "b/x.html", "b", "style.css"}
	rapid.Check(t, func(rt *rapid.T) {
		dir := filepath.Join(t.TempDir(), "out")
		for range rapid.IntRange(1, 6).Draw(rt, "publications") {
			s := set{}
			for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom(names), rapid.ID).Draw(rt, "names") {
				s[name] = rapid.SampledFrom([]string{"", "x", "yy"}).Draw(rt, name)
			}
			if (&publication{files: s.bytes()}).checkPaths() != nil {
				continue
			}
			if rapid.Bool().Draw(rt, "cut") {
				_, _ = cutAt(dir, s, rapid.IntRange(0, 20).Draw(rt, "at"))
			}
			if _, err := Publish(dir, s.bytes()); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(s, read(t, dir)); diff != "" {
				rt.Fatal(diff)
			}
		}
	})
}

func TestManifestText(t *testing.T) {
	m := manifestOf(set{"b": "", "a/ü": "x"}.bytes())
	want := "retake manifest 1\n" +
		"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a/ü\n" +
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n"
	if got := m.String(); got != want {
		t.Errorf("got\n%s", got)
	}
	if diff := cmp.Diff(m, parseManifest(want)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(m, parseManifest(strings.ReplaceAll(want, "\n", "\r\n"))); diff != "" {
		t.Error(diff)
	}
}

func TestManifestThatIsNotOurs(t *testing.T) {
	digest := strings.Repeat("0", 64)
	for _, text := range []string{
		"", "retake manifest 2\n" + digest + "  a\n", "retake manifest 1\n" + digest + "  ../a\n",
		"retake manifest 1\n" + digest + " a\n", "retake manifest 1\nxyz  a\n", "retake manifest 1\n" + digest + "  /etc/passwd\n",
	} {
		if m := parseManifest(text); len(m) != 0 {
			t.Errorf("%q: read %v", text, m)
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add(manifestOf(first.bytes()).String())
	f.Add("retake manifest 1\n\x00  a\n")
	f.Fuzz(func(t *testing.T, text string) {
		m := parseManifest(text)
		for name := range m {
			if err := checkPath(name); err != nil {
				t.Error(err)
			}
		}
		if diff := cmp.Diff(m, parseManifest(m.String())); diff != "" {
			t.Error(diff)
		}
	})
}

func BenchmarkPublishUnchanged(b *testing.B) { benchmarkPublish(b, false) }
func BenchmarkPublishNew(b *testing.B)       { benchmarkPublish(b, true) }

func benchmarkPublish(b *testing.B, fresh bool) {
	s := set{}
	for i := range 100 {
		s[fmt.Sprintf("notes/%03d.html", i)] = strings.Repeat("x", 20_000+i)
	}
	files, dir := s.bytes(), b.TempDir()
	for i := 0; b.Loop(); i++ {
		out := dir
		if fresh {
			out = filepath.Join(dir, fmt.Sprint(i))
		}
		if _, err := Publish(out, files); err != nil {
			b.Fatal(err)
		}
	}
}

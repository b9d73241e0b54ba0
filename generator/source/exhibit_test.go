package source_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"retake/generator/fault"
	"retake/generator/source"
)

var update = flag.Bool("update", false, "write the exhibits anew")

// exhibits is a folder for each fault code, with its smallest cause and its exact words in want.txt. A
// code with several causes may have more, named CODE.CAUSE.
const exhibits = "testdata/faults"

// TestExhibits prints what is wrong with each exhibit.
func TestExhibits(t *testing.T) {
	for _, dir := range folders(t) {
		t.Run(dir, func(t *testing.T) {
			tree, faults := source.Load(inflated(t, filepath.Join(exhibits, dir)))
			code, _, _ := strings.Cut(dir, ".")
			got := printed(tree, faults)
			if !strings.Contains(got, "["+code+"]") {
				t.Errorf("no fault has the code %s:\n%s", code, got)
			}
			file := filepath.Join(exhibits, dir, "want.txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEveryCodeIsOnExhibit reads our own source for the codes that it can report.
func TestEveryCodeIsOnExhibit(t *testing.T) {
	report := regexp.MustCompile(`\.(?:Add|Warn)\("([a-z0-9-]+)"`)
	shown := map[string]bool{}
	for _, dir := range folders(t) {
		code, _, _ := strings.Cut(dir, ".")
		shown[code] = true
	}
	used := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := os.ReadFile(name)
		for _, m := range report.FindAllStringSubmatch(string(src), -1) {
			used[m[1]] = true
			if !shown[m[1]] {
				t.Errorf("%s: code %s has no folder in %s", name, m[1], exhibits)
			}
		}
		return err
	})
	if err != nil || len(used) < 20 {
		t.Fatalf("found %d codes: %v", len(used), err)
	}
	for code := range shown {
		if !used[code] {
			t.Errorf("the exhibit %s shows a code that nothing reports", code)
		}
	}
}

func folders(t *testing.T) (out []string) {
	entries, err := os.ReadDir(exhibits)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// inflated is a folder of files, with large ones made up as inflate.txt says: name, size and the text
// that fills it.
func inflated(t *testing.T, dir string) fs.FS {
	t.Helper()
	recipe, err := os.ReadFile(filepath.Join(dir, "inflate.txt"))
	if err != nil {
		return os.DirFS(dir)
	}
	files := fstest.MapFS{}
	for _, name := range []string{"content/exam.toml"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	for line := range strings.Lines(string(recipe)) {
		var name, fill string
		var size int
		if _, err := fmt.Sscan(line, &name, &size, &fill); err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: bytes.Repeat([]byte(fill), size)}
	}
	return files
}

// printed is what the learner would see, long lines cut.
func printed(tree *source.Tree, faults fault.List) string {
	var b bytes.Buffer
	fault.Print(&b, faults.Excerpts(tree.Text), false)
	return b.String()
}

func textOf(tree *source.Tree, file string) string {
	text, _ := tree.Text(file)
	return text
}

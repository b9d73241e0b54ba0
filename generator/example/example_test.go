package example

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write sample.txtar from the repository's own plan")

// repository is the plan at the top of the repository.
func repository(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	root := os.DirFS(filepath.Join("..", ".."))
	add := func(name string) {
		data, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = data
	}
	add("site.toml")
	err := fs.WalkDir(root, "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			add(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSampleIsTheRepositorys: what is inside the program is the plan that the repository shows.
func TestSampleIsTheRepositorys(t *testing.T) {
	want := repository(t)
	if *update {
		var b strings.Builder
		b.WriteString("The plan at the top of the repository, written by go test ./generator/example -update.\n")
		for _, name := range slices.Sorted(maps.Keys(want)) {
			b.WriteString("-- " + name + " --\n" + string(want[name]))
		}
		if err := os.WriteFile("sample.txtar", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		sample = b.String()
	}
	if diff := cmp.Diff(want, Files()); diff != "" {
		t.Errorf("go test ./generator/example -update (-repository +sample):\n%s", diff)
	}
}

// heads are lines that an archive would take for the name of its next file.
var heads = regexp.MustCompile(`(?m)^-- .+ --$`)

// TestSampleFitsAnArchive: a file that did not end in a line feed, or held such a line itself, would come back another.
func TestSampleFitsAnArchive(t *testing.T) {
	for name, data := range repository(t) {
		if len(data) > 0 && data[len(data)-1] != '\n' || heads.Match(data) || strings.Contains(string(data), "\r") {
			t.Errorf("%s cannot be in the archive", name)
		}
	}
}

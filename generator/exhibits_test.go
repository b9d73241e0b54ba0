package generator_test

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"retake/generator"
	"retake/generator/fault"
)

var updateFaults = flag.Bool("update-faults", false, "write testdata/faults anew")

// TestFaultsOnExhibit builds the smallest plan that has each fault and compares what is printed. The
// exhibits of codes that a single room finds stand in that room's testdata.
func TestFaultsOnExhibit(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no exhibits", err)
	}
	for _, file := range files {
		code := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(code, func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			plan := fstest.MapFS{}
			want, broken, as := -1, []string(nil), ""
			for i, f := range a.Files {
				switch f.Name {
				case "want":
					want = i
					continue
				case "audience":
					as = strings.TrimSpace(string(f.Data))
					continue
				case "unreadable":
					broken = strings.Fields(string(f.Data))
					continue
				}
				plan[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			r := generator.Build(generator.Input{Source: brokenFS{plan, broken}, As: as})
			var b strings.Builder
			fault.Print(&b, r.Faults, false)
			if !slices.ContainsFunc(r.Faults, func(f fault.Fault) bool { return f.Code == code }) {
				t.Errorf("the exhibit of %s does not have it:\n%s", code, b.String())
			}
			if *updateFaults {
				a.Files[want].Data = []byte(b.String())
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(a.Files[want].Data), b.String()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// brokenFS fails to read some of its files, as a bad disk does.
type brokenFS struct {
	fs.FS
	broken []string
}

func (b brokenFS) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if err == nil && slices.Contains(b.broken, name) {
		return brokenFile{f}, nil
	}
	return f, err
}

type brokenFile struct{ fs.File }

func (b brokenFile) Read([]byte) (int, error) { return 0, errors.New("input/output error") }

var addsCode = regexp.MustCompile(`(?:\.Add|\.Warn|Code:\s*|\.add|\.warn|\.fault)\(?"([a-z]+(?:-[a-z0-9]+)+)"`)

// TestEveryCodeIsOnExhibit finds the fault codes in the source and wants testdata for each.
func TestEveryCodeIsOnExhibit(t *testing.T) {
	shown := map[string]bool{}
	codes := map[string]string{}
	for _, root := range []string{".", "../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			parent := filepath.Base(filepath.Dir(path))
			if parent == "faults" || parent == "exhibits" || parent == "script" {
				shown[strings.TrimSuffix(strings.TrimSuffix(d.Name(), ".txtar"), ".txt")] = true
			}
			if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return nil
			}
			text, err := os.ReadFile(path)
			for _, m := range addsCode.FindAllStringSubmatch(string(text), -1) {
				codes[m[1]] = path
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(codes) < 20 {
		t.Fatalf("only %d codes found: the pattern no longer fits the code", len(codes))
	}
	for code, path := range codes {
		if !shown[code] {
			t.Errorf("%s has the fault code %s, and no testdata/faults/%s shows it", path, code, code)
		}
	}
}

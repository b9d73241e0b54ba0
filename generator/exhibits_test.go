package generator_test

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
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
// exhibits of codes that a single room finds stand in that room's testdata. A code with several causes has more
// exhibits, named CODE.CAUSE.
func TestFaultsOnExhibit(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no exhibits", err)
	}
	for _, file := range files {
		code, _, _ := strings.Cut(filepath.Base(file), ".")
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
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
			if code == "fixed-today" { // every exhibit here has a fixed day, and only check speaks of it
				r.Faults = r.Excerpts(r.FixedToday())
			}
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

// TestEveryCodeIsOnExhibit wants testdata for each code in the program, a sentence about it in testdata/codes.txt, and
// nothing there for a code that is no more.
func TestEveryCodeIsOnExhibit(t *testing.T) {
	codes := codesInUse(t)
	if len(codes) < 70 {
		t.Fatalf("only %d codes found: the search no longer fits the code", len(codes))
	}
	shown, told := map[string]bool{}, meanings(t)
	for _, x := range onExhibit(t) {
		shown[x.code] = true
		if codes[x.code] == "" {
			t.Errorf("%s shows a code that nothing reports", x.from)
		}
	}
	for code, where := range codes {
		if !shown[code] {
			t.Errorf("%s has the fault code %s, and no testdata/faults/%s shows it", where, code, code)
		}
		if told[code].sentence == "" {
			t.Errorf("%s has the fault code %s, and testdata/codes.txt does not say what it means", where, code)
		}
	}
	for code := range told {
		if codes[code] == "" {
			t.Errorf("testdata/codes.txt has %s, which nothing reports", code)
		}
	}
}

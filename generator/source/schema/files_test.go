package schema_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"retake/generator/fault"
	"retake/generator/source"
	"retake/generator/source/keyed"
	"retake/generator/source/schema"
	"retake/generator/study"
)

// parsed is a TOML file as a schema is given it; ok is false if it is not there or no TOML.
func parsed(name string) (any, bool) {
	body, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	text, _ := keyed.Normal(body)
	var faults fault.List
	v := keyed.NewFile("x.toml", text, 1, &faults).Parse()
	return plain(v.V), v.V != nil && len(faults) == 0
}

var faultLine = regexp.MustCompile(`(?m)^(\S+\.toml):\d+:\d+: (warning: )?(.*) \[([a-z0-9-]+)\]$`)

// unseen are exhibits of which a schema sees nothing, and why.
var unseen = map[string]string{
	"wrong-type/site.toml": "a date in quotes is a date to JSON",
}

// TestExhibitsOfFaults holds the schemas against the smallest causes of all faults.
func TestExhibitsOfFaults(t *testing.T) {
	schemas := compiled(t)
	root := "../testdata/faults"
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	refused, taken, left := 0, 0, maps.Clone(unseen)
	for _, e := range entries {
		want, err := os.ReadFile(filepath.Join(root, e.Name(), "want.txt"))
		if err != nil {
			t.Fatal(err)
		}
		for file, s := range schemas {
			doc, ok := parsed(filepath.Join(root, e.Name(), file))
			if !ok {
				continue
			}
			bad := slices.ContainsFunc(faultLine.FindAllStringSubmatch(string(want), -1), func(m []string) bool {
				return m[1] == file && slices.Contains(shape, m[4]) && !beside(fault.Fault{Message: m[3]})
			})
			if bad && unseen[e.Name()+"/"+file] != "" {
				bad = false
				delete(left, e.Name()+"/"+file)
			}
			err := s.Validate(doc)
			if (err != nil) != bad {
				t.Errorf("%s/%s: the schema says %v\n%s", e.Name(), file, err, want)
			}
			if bad {
				refused++
			} else {
				taken++
			}
		}
	}
	if len(left) > 0 {
		t.Errorf("these are seen, or are no faults: %v", left)
	}
	if refused < 12 || taken < 40 {
		t.Errorf("%d refused, %d taken: there are more exhibits than that", refused, taken)
	}
}

// TestSampleAndCatalogue holds the schemas against files that are right.
func TestSampleAndCatalogue(t *testing.T) {
	schemas := compiled(t)
	files := map[string]string{"../catalogue/exams.toml": "content/exams.toml", "../catalogue/policies.toml": "content/policies.toml"}
	for _, f := range source.Tables() {
		files["../../../"+f.File] = f.File
	}
	seen := 0
	for name, as := range files {
		if doc, ok := parsed(name); ok {
			seen++
			if as == "content/policies.toml" { // the catalogue lists providers behind its policies, which nothing reads
				delete(doc.(map[string]any), "delivery")
			}
			if err := schemas[as].Validate(doc); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if seen < 7 {
		t.Errorf("only %d files", seen)
	}
}

// TestSampleHasTheSchemas: the repository's own plan has what retake would write.
func TestSampleHasTheSchemas(t *testing.T) {
	root := os.DirFS("../../..")
	files := schema.Files()
	for name, want := range files {
		if *update {
			file := filepath.Join("../../..", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := fs.ReadFile(root, name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the keys say (%v): go test ./generator/source/schema -update", name, err)
		}
	}
	there, err := fs.ReadDir(root, schema.Folder)
	if err != nil || len(there) != len(files) {
		t.Errorf("%s has %d files for %d schemas: %v", schema.Folder, len(there), len(files), err)
	}
	for _, f := range source.Tables() {
		body, err := fs.ReadFile(root, f.File)
		if err == nil && !strings.HasPrefix(string(body), schema.Directive(f.File)) {
			t.Errorf("%s does not begin with %s", f.File, schema.Directive(f.File))
		}
	}
}

func TestDirective(t *testing.T) {
	for file, want := range map[string]string{
		"site.toml":        "#:schema .retake/schema/site.json\n",
		"content/log.toml": "#:schema ../.retake/schema/log.json\n",
		"content/x.toml":   "",
	} {
		if got := schema.Directive(file); got != want {
			t.Errorf("%s: %q", file, got)
		}
	}
	files := schema.Files()
	for _, f := range source.Tables() { // each leads from its own folder to a file that is there
		to := strings.TrimSpace(strings.TrimPrefix(schema.Directive(f.File), "#:schema "))
		if files[path.Join(path.Dir(f.File), to)] == nil {
			t.Errorf("%s leads nowhere: %s", f.File, to)
		}
	}
}

// TestFilesAreTidy: the same bytes each time, in the order of the keys, with a line end.
func TestFilesAreTidy(t *testing.T) {
	a, b := schema.Files(), schema.Files()
	for name, text := range a {
		if !bytes.Equal(text, b[name]) {
			t.Errorf("%s differs from time to time", name)
		}
		if !bytes.HasSuffix(text, []byte("}\n")) || bytes.Contains(text, []byte(`\u003`)) || !bytes.Contains(text, []byte("retake init --schema")) {
			t.Errorf("%s is not tidy", name)
		}
	}
	text := string(a[".retake/schema/log.json"])
	at := 0
	for _, key := range []string{"schema", "session", "date", "domain", "objective", "kind", "minutes", "resource", "note", "practice"} {
		next := strings.Index(text[at:], `"`+key+`": {`)
		if next < 0 {
			t.Fatalf("%s is not behind the key before it", key)
		}
		at += next
	}
}

// TestSettingsHaveTheirDefaults compares the schema of [study] with the defaults themselves.
func TestSettingsHaveTheirDefaults(t *testing.T) {
	var doc struct {
		Properties struct {
			Study struct {
				Properties map[string]struct{ Default float64 }
			}
		}
	}
	if err := json.Unmarshal(schema.Files()[".retake/schema/site.json"], &doc); err != nil {
		t.Fatal(err)
	}
	set, d := doc.Properties.Study.Properties, study.Defaults()
	for key, want := range map[string]float64{"half_life": d.HalfLife, "block": float64(d.Block), "default_pass": d.DefaultPass, "practice_bias": d.PracticeBias} {
		if set[key].Default != want {
			t.Errorf("%s: %v, want %v", key, set[key].Default, want)
		}
	}
	without := 0
	for _, x := range set {
		if x.Default == 0 {
			without++
		}
	}
	if without != 1 { // practice_bias, which is 0
		t.Errorf("%d settings have no default", without)
	}
}

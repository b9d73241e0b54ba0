package generator_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator"
)

// ofSam are the exam date, the voucher and the blocks of the sample's plan.toml.
var ofSam = regexp.MustCompile(`(?m)^exam_date.*\n|^(?:\[\[block\]\]|\[voucher\])\n(?:[a-z].*\n)+`)

// TestSampleWithoutItsNotes follows the README: somebody who makes the sample their own deletes its
// notes, journal and reasons, and nothing that stays may lead to what is gone.
func TestSampleWithoutItsNotes(t *testing.T) {
	plan := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for _, gone := range []string{"content/domains/", "content/notes/", "content/weeks/", "content/index.md", "content/why.md", "content/log.toml"} {
			if strings.HasPrefix(name, gone) {
				return nil
			}
		}
		if name == "site.toml" || strings.HasPrefix(name, "content/") {
			text, err := os.ReadFile("../" + name)
			if name == "content/plan.toml" {
				if n := len(ofSam.FindAll(text, -1)); n != 4 {
					t.Fatalf("%s: %d passages are of Sam alone", name, n)
				}
				text = ofSam.ReplaceAll(text, nil)
			}
			plan[name] = &fstest.MapFile{Data: text}
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	r := generator.Build(generator.Input{Source: plan})
	if len(r.Faults) > 0 || r.Files["index.html"] == nil {
		t.Errorf("faults %v", r.Faults)
	}
}

package source

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"retake/generator/source/elsewhere"
)

const imported = `[[columns]]
name = "Provider A"
head = ["Taken", "Topic", "Score"]
columns = { date = "Taken", domain = "Topic", score = "Score" }
dates = "dmy"
as = "simulation"
topics = { "Ports" = 4, "Hashing" = "1.4", "Tips" = "skip", "All" = "all" }
[[decks]]
name = "Security+::Crypto"
domain = "general-security-concepts"
`

// TestImports: how files from elsewhere are read is handed up as it is written, and is no attachment.
func TestImports(t *testing.T) {
	tree, faults := Load(fstest.MapFS{
		"content/exam.toml":    {Data: []byte(`exam = "SY0-701"`)},
		"content/imports.toml": {Data: []byte(imported)},
	})
	want := elsewhere.Imports{
		Columns: []elsewhere.Columns{{
			Name: "Provider A", Head: []string{"Taken", "Topic", "Score"}, Map: map[string]string{"date": "Taken", "domain": "Topic", "score": "Score"},
			Dates: "dmy", As: "simulation", Topics: []elsewhere.Topic{{Name: "All", Domain: "all"}, {Name: "Hashing", Domain: "1.4"}, {Name: "Ports", Domain: "4"}, {Name: "Tips", Domain: "skip"}},
		}},
		Decks: []elsewhere.Topic{{Name: "Security+::Crypto", Domain: "general-security-concepts"}},
	}
	if d := cmp.Diff(want, tree.Imports); d != "" || len(faults) > 0 || len(tree.Assets) > 0 {
		t.Errorf("%s\n%v %v", d, faults, tree.Assets)
	}
}

// TestImportsWrong: what is wrong there is a fault at its place.
func TestImportsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"[[deck]]\nname = \"x\"\n":                                               `content/imports.toml:1:3: unknown key deck [unknown-key]`,
		"[[decks]]\nname = \"x\"\n":                                              `content/imports.toml:1:3: decks has no domain [missing-key]`,
		"[[decks]]\nname = \"x\"\ndomain = 9\n":                                  `content/imports.toml:3:10: domain 9: the exam has 5 domains [unknown-domain]`,
		"[[decks]]\nname = \"x\"\ndomain = \"skipped\"\n":                        `content/imports.toml:3:10: domain "skipped": the exam has 5 domains [unknown-domain]`,
		"[[columns]]\nname = \"x\"\nhead = [\"a\"]\ncolumns = { day = \"a\" }\n": `content/imports.toml:4:13: unknown key day [unknown-key]`,
		"[[columns]]\nname = \"x\"\nhead = [\"a\"]\ncolumns = {}\ntopics = 4\n":  `content/imports.toml:5:10: topics must be a table, not a whole number [wrong-type]`,
	} {
		_, faults := Load(fstest.MapFS{
			"content/exam.toml":    {Data: []byte(`exam = "SY0-701"`)},
			"content/imports.toml": {Data: []byte(text)},
		})
		if len(faults) != 1 || faults[0].String() != want {
			t.Errorf("%q:\n%v\nwant\n%s", text, faults, want)
		}
	}
}

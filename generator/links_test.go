package generator_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"retake/generator"
	"retake/generator/civil"
	"retake/generator/fault"
)

// TestLinks: addresses on other sites, of resources, people and notes, each where it is written.
func TestLinks(t *testing.T) {
	plan := fstest.MapFS{}
	for name, text := range map[string]string{
		"content/exam.toml": "exam = \"SY0-701\"\n",
		"content/plan.toml": `# https://a.example/ is not meant here
[[resource]]
name = "Ü"
kind = "book"
url = "https://a.example/long"
[[resource]]
kind = "video"
name = "V"
url = 'https://a.example/'
[[resource]]
name = "Escaped"
kind = "video"
url = "https://a.example/\u0061"
[[person]]
name = "A."
role = "mentor"
url = "https://b.example/" # https://b.example/
`,
		"content/notes/a.md": "---\ntitle: A\n---\n# A\nÜ [x](https://c.example/#part) and [y](b.md), <mailto:a@b.example>, ![z](//d.example/z.png)\n",
		"content/notes/b.md": "# B\n[again](https://c.example/)\n",
	} {
		plan[name] = &fstest.MapFile{Data: []byte(text)}
	}
	r := generator.Plan(generator.Input{Source: plan, Clock: generator.Clock{Today: civil.Of(2026, 11, 26)}})
	at := func(file string, line, col int) fault.Pos {
		return fault.Pos{File: "content/" + file, Line: line, Col: col}
	}
	want := []generator.Link{
		{Address: "https://a.example/long", Pos: at("plan.toml", 5, 8), Width: 22},
		{Address: "https://a.example/", Pos: at("plan.toml", 9, 8), Width: 18},
		{Address: "https://a.example/a", Pos: at("plan.toml", 10, 3)},
		{Address: "https://b.example/", Pos: at("plan.toml", 17, 8), Width: 18},
		{Address: "https://c.example/#part", Pos: at("notes/a.md", 5, 3)},
		{Address: "mailto:a@b.example", Pos: at("notes/a.md", 5, 47)},
		{Address: "//d.example/z.png", Pos: at("notes/a.md", 5, 69)},
		{Address: "https://c.example/", Pos: at("notes/b.md", 2, 1)},
	}
	if diff := cmp.Diff(want, r.Links()); diff != "" {
		t.Error(diff)
	}
}

package markdown

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// seeds are the examples of testdata.
func seeds(f *testing.F) {
	f.Helper()
	for _, pattern := range []string{"testdata/show/*.md", "testdata/nasty/*.md", "testdata/exhibits/*/input.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(src)
		}
	}
}

// FuzzParse: whatever a file holds, its page is sound, a browser reads it as written, and every place
// is one of the file.
func FuzzParse(f *testing.F) {
	seeds(f)
	for _, s := range []string{
		"<table><td><li><a href=x><a>", "<ul><table>x", "> [!tip]\n<div>", "- <p>\n  # x\n</p>", "<b>\n\n* <u>\n\n</b>", "[<a href=x>](y)</a>",
		"|a|\n|-|\n|<td>|", "<pre>\n\n<p>", "<h1>\n\n# a", "$$\n<p>\n$$", "![[a|<b>]]", "```ad-x\n[^1]\n\n[^1]: <div>\n```", "<summary>", "<details>\n<summary>\n\nx",
		"<details>\n\n# a\n\n<summary>", "<dl><dt>", "<h2 id=a>\n\n</h2>", "<table><td><thead>x", "[](x) [![](y)](z) <a href=x>", "!!! a\n\n    [^1]\n\n[^1]: b", "??? a \"[[b]] ^c\"", "- \\[\n  x\n  \\]", "$`a`$",
	} {
		f.Add([]byte(s))
	}
	for _, c := range dense {
		f.Add([]byte(c.note(20)))
		if note := c.note(2100); len(note) <= 1<<14 {
			f.Add([]byte(note))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 {
			return
		}
		d := Parse("content/notes/fuzz.md", src)
		v, resolve := smallVault(d)
		got := string(d.HTML("p-", resolve))
		sound(t, got)
		tidy(t, got)
		if !utf8.ValidString(got) || !utf8.ValidString(d.Plain()) {
			t.Error("not UTF-8")
		}
		if again := string(Parse("content/notes/fuzz.md", src).HTML("p-", resolve)); again != got {
			t.Error("the same bytes, another page")
		}
		lines := strings.Split(Text(src), "\n")
		inside := func(line, col int) bool {
			return line == 0 || line <= len(lines) && col <= utf8.RuneCountInString(lines[line-1])+1
		}
		faults := append(slices.Clone(d.Faults), v.Check(d)...)
		for _, x := range faults {
			if !inside(x.Pos.Line, x.Pos.Col) || x.Message == "" || x.Hint == "" {
				t.Errorf("fault %v has no place or no words", x)
			}
		}
		for _, l := range d.Links {
			if l.Pos.Line < 1 || !inside(l.Pos.Line, l.Pos.Col) {
				t.Errorf("link %+v is not in the file", l)
			}
		}
		for _, task := range d.Tasks {
			if !inside(task.Pos.Line, task.Pos.Col) || []rune(lines[task.Pos.Line-1])[task.Pos.Col-1] != '[' {
				t.Errorf("task %+v has no box at its place", task)
			}
		}
	})
}

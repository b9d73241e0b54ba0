package markdown

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"retake/generator/fault"
)

var update = flag.Bool("update", false, "write the golden files again")

// golden compares with a file, or writes it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// smallVault is a small set of notes that the examples link to.
func smallVault(more ...*Doc) (*Vault, func(*Doc, Link) Target) {
	docs := append([]*Doc{
		Parse("content/notes/hashing.md", []byte("# Hashing\n\nA hash is one-way. ^oneway\n\n## SHA-2\n\nSee [[#Salt]].[^s]\n\n- short\n- long ^long\n\n### Sizes\n\n256 bits.\n\n## Salt\n\nRandom.\n\n[^s]: Or SHA-3.\n")),
		Parse("content/notes/loop-a.md", []byte("To b: \n\n![[loop-b]]\n")),
		Parse("content/notes/loop-b.md", []byte("Back to a: \n\n![[loop-a]]\n")),
		Parse("content/domains/1/README.md", []byte("# Domain one\n")),
		Parse("content/notes/deep/tables.md", []byte("| a |\n|---|\n| 1 |\n\n^t1\n")),
	}, more...)
	v := NewVault("content", docs, []string{"content/img/topology.png", "content/notes/plan.pdf", "content/exam.toml"})
	return v, func(from *Doc, l Link) Target {
		f := v.Resolve(from, l)
		if f.File == "" || !f.Anchor {
			return Target{}
		}
		t := Target{Href: "../" + strings.TrimSuffix(strings.TrimPrefix(f.File, "content/"), ".md"), Doc: v.Doc(f.File)}
		if t.Doc != nil {
			t.Href += ".html"
			t.Title = t.Doc.Title()
		}
		if f.Fragment != "" {
			t.Href += "#" + f.Fragment
		}
		if strings.HasSuffix(f.File, ".png") {
			t.Width, t.Height = 800, 600
		}
		return t
	}
}

// TestShow compares each example of testdata/show with the HTML beside it.
func TestShow(t *testing.T) {
	files, err := filepath.Glob("testdata/show/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples:", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := Parse("content/notes/"+filepath.Base(file), src)
			_, resolve := smallVault(d)
			got := string(d.HTML("", resolve))
			sound(t, got)
			golden(t, strings.TrimSuffix(file, ".md")+".html", got)
		})
	}
}

// TestExhibits shows each fault with its smallest cause and its exact words.
func TestExhibits(t *testing.T) {
	dirs, err := filepath.Glob("testdata/exhibits/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no exhibits:", err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			src, err := os.ReadFile(filepath.Join(dir, "input.md"))
			if err != nil {
				t.Fatal(err)
			}
			d := Parse("content/notes/input.md", src)
			extra := []*Doc{d}
			if strings.HasSuffix(dir, "ambiguous-link") {
				extra = append(extra, Parse("content/domains/1/ports.md", nil), Parse("content/domains/2/ports.md", nil))
			}
			v, _ := smallVault(extra...)
			faults := append(d.Faults, v.Check(d)...).Sorted().Excerpts(func(string) (string, bool) { return Text(src), true })
			if len(faults) != 1 || faults[0].Code != filepath.Base(dir) {
				t.Errorf("the exhibit shows %v", faults)
			}
			golden(t, filepath.Join(dir, "want.txt"), printed(faults))
		})
	}
}

func printed(faults fault.List) string {
	var b strings.Builder
	for _, f := range faults {
		b.WriteString(f.Severity.String() + ": " + f.String() + "\n")
		if f.Excerpt != "" {
			b.WriteString("    " + f.Excerpt + "\n")
		}
		b.WriteString("hint: " + f.Hint + "\n")
	}
	return b.String()
}

package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"retake/generator"
	"retake/generator/corpus"
	"retake/generator/disk"
)

// largePlan is the sample plan in a folder, with n notes more.
func largePlan(b *testing.B, n int) (dir string) {
	b.Helper()
	dir = b.TempDir()
	write := func(name string, data []byte) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for name, f := range keepPlan(b, "..").MapFS {
		write(name, f.Data)
	}
	for i := range n {
		write(corpus.Name(i), []byte(corpus.Note(i, n)))
	}
	return dir
}

// BenchmarkRebuild builds the sample plan, with so many notes more, after a line of one file has changed
// and everything is remembered from the last build: what the preview does after a save.
func BenchmarkRebuild(b *testing.B) { rebuild(b, "me") }

// BenchmarkRebuildForMentor is BenchmarkRebuild for a mentor who may read all notes.
func BenchmarkRebuildForMentor(b *testing.B) { rebuild(b, "mentor") }

func rebuild(b *testing.B, as string) {
	for _, n := range []int{0, 1_000, 10_000} {
		dir := largePlan(b, n)
		shareNotes(b, dir)
		tree, err := disk.OpenTree(dir, []string{"site.toml", "content", "themes"})
		if err != nil {
			b.Fatal(err)
		}
		var memory generator.Memory
		memory.Build(generator.Input{Source: tree, As: as})
		for _, name := range []string{"content/notes/crypto/pki-certificates.md", "content/log.toml"} {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("notes=%d/%s", n, filepath.Base(name)), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					b.StopTimer()
					if err := os.WriteFile(filepath.Join(dir, name), fmt.Appendf(nil, "%s\n# %d\n", text, i), 0o644); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
					if len(tree.Renew(disk.Change{Paths: []string{name}})) != 1 {
						b.Fatal("the change was not seen")
					}
					if memory.Build(generator.Input{Source: tree, As: as}).Files == nil {
						b.Fatal("no site")
					}
				}
			})
		}
	}
}

// shareNotes lets a mentor read all notes of a plan.
func shareNotes(b *testing.B, dir string) {
	name := filepath.Join(dir, "site.toml")
	text, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, append(text, "\n[share]\nnotes = \"mentor\"\n"...), 0o644)
	}
	if err != nil {
		b.Fatal(err)
	}
}

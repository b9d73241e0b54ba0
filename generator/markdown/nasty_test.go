package markdown

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"retake/generator/markdown/clean"
)

var (
	anchors  = regexp.MustCompile(`(?s)<a [^>]*>(.*?)</a>`)
	headings = regexp.MustCompile(`(?s)<h[1-6][^>]*>(.*?)</h[1-6]>`)
	images   = regexp.MustCompile(`<img [^>]*>`)
)

// TestNasty: notes that hold every construct there is, and many that are none, become sound HTML in which each
// link and heading says something, and each image of the vault has its size. CI has a validator read them too.
func TestNasty(t *testing.T) {
	var docs []*Doc
	var assets []string
	err := filepath.WalkDir("testdata/nasty", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := "content/notes/" + filepath.ToSlash(strings.TrimPrefix(file, "testdata"+string(filepath.Separator)))
		if filepath.Ext(file) != ".md" {
			assets = append(assets, name)
			return nil
		}
		src, err := os.ReadFile(file)
		docs = append(docs, Parse(name, src))
		return err
	})
	if err != nil || len(docs) < 6 || len(assets) < 2 {
		t.Fatal(len(docs), len(assets), err)
	}
	v := NewVault("content", docs, assets)
	for _, d := range docs {
		got := string(d.HTML("", func(from *Doc, l Link) Target {
			f := v.Resolve(from, l)
			target := Target{Href: f.File, Doc: v.Doc(f.File), Width: 60, Height: 30}
			if target.Doc != nil {
				target.Href = strings.TrimSuffix(f.File, ".md") + ".html"
			}
			return target
		}))
		sound(t, got)
		tidy(t, got)
		for _, of := range []*regexp.Regexp{anchors, headings} {
			for _, m := range of.FindAllStringSubmatch(got, -1) {
				if clean.Silent([]byte(m[1])) {
					t.Errorf("%s: %s says nothing", d.File, m[0])
				}
			}
		}
		for _, img := range images.FindAllString(got, -1) {
			for _, want := range []string{` alt="`, ` width="`, ` height="`, ` loading="lazy"`, ` decoding="async"`} {
				if !strings.Contains(img, want) {
					t.Errorf("%s: %s has no%s", d.File, img, want)
				}
			}
		}
	}
}

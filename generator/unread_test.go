package generator

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"retake/generator/markdown"
	"retake/generator/source"
)

// TestUnreadOnce: what could not be read is named once, and links to it are not called broken; links
// to what is not there still are.
func TestUnreadOnce(t *testing.T) {
	links := "[a](pipe.md) [b](../notes/pipe.md#part) [[pipe]] [[notes/pipe|x]] ![[pipe]] [gone](gone.md)\n"
	tree := files("content/exam.toml", `exam = "SY0-701"`, "content/notes/a.md", links, "content/notes/b.md", links)
	tree["content/notes/pipe.md"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	r := Plan(Input{Source: tree, Clock: monday})
	got := strings.Join(codes(r.Faults), ", ")
	if want := "broken-link content/notes/a.md:1:77, broken-link content/notes/b.md:1:77, unreadable content/notes/pipe.md"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestToUnread: which links may mean something in a folder that could not be read.
func TestToUnread(t *testing.T) {
	for target, want := range map[string]bool{
		"crypto/aes.md": true, "../notes/Crypto/aes": true, "/notes/crypto/aes.md": true, "crypto": true, "crypto/deep/x.png": true,
		"aes": true, "other/aes.md": false, "cryptography/aes.md": false, "crypto%2Faes.md": true,
	} {
		if got := toUnread("content/notes/a.md", target, []string{"content/notes/crypto/"}); got != want {
			t.Errorf("%s: %v", target, got)
		}
	}
	for target, want := range map[string]bool{"b.md": true, "B": true, "c": false, "notes/b.md": true, "img/b/c.png": false} {
		if got := toUnread("content/notes/a.md", target, []string{"content/notes/b.md"}); got != want {
			t.Errorf("%s: %v", target, got)
		}
	}
	doc := markdown.Parse("content/a.md", []byte("[x](gone.md)\n"))
	v := markdown.NewVault("content", []*markdown.Doc{doc}, nil)
	if l := linkFaults(v, &source.Tree{Notes: []source.Note{{File: "content/a.md", Doc: doc}}}); len(l) != 1 {
		t.Errorf("with all read: %v", l)
	}
}

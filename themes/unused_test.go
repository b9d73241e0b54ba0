package themes

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

func TestUnused(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for _, c := range []struct {
		own  fstest.MapFS
		want []Stray
	}{
		{nil, nil},
		{fstest.MapFS{"week.html": file(""), "partials/dues.html": file(""), "new.css": file(""), "notes.txt": file("")}, nil},
		{fstest.MapFS{"wek.html": file("")}, []Stray{{"wek.html", "week.html"}}},
		{fstest.MapFS{"weks.html": file("")}, []Stray{{"weks.html", "weeks.html"}}},
		{fstest.MapFS{"domian.html": file("")}, []Stray{{"domian.html", "domain.html"}}},
		{fstest.MapFS{"partials/block.html": file("")}, []Stray{{"partials/block.html", "partials/blocks.html"}}},
		{fstest.MapFS{"bar.html": file(""), "pages/Home.html": file("")}, []Stray{{"bar.html", "partials/bar.html"}, {"pages/Home.html", "home.html"}}},
		{fstest.MapFS{"sidebar.html": file("")}, []Stray{{"sidebar.html", ""}}},
		{fstest.MapFS{"sidebar.html": file(""), "home.html": file("{{- template `sidebar.html` .}}")}, nil},
		{fstest.MapFS{"a/b.html": file("{{block \"c.html\" .}}x{{end}}"), "home.html": file("{{template \"a/b.html\"}}"), "c.html": file("")}, nil},
		{fstest.MapFS{"tree.html": file("{{template \"tree.html\" .}}")}, []Stray{{"tree.html", ""}}},
		{fstest.MapFS{".git/a.html": file(""), ".a.html": file(""), "pipe.html": {Mode: fs.ModeNamedPipe}}, nil},
	} {
		var own fs.FS = fstest.MapFS{}
		if c.own != nil {
			own = c.own
		}
		if got := Unused(own); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.own, got, c.want)
		}
	}
}

// TestDefaultStandsAlone: what Unused builds on. The default's templates use nothing but each other.
func TestDefaultStandsAlone(t *testing.T) {
	known, found := templates(Default), 0
	for _, name := range known {
		text, err := fs.ReadFile(Default, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range includes.FindAllStringSubmatch(string(text), -1) {
			if found++; !slices.Contains(known, m[1]) {
				t.Errorf("%s uses %s", name, m[1])
			}
		}
	}
	if len(known) < 40 || found < 50 {
		t.Errorf("only %d templates and %d uses were found", len(known), found)
	}
}

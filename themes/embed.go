// Package themes holds the look of the pages: the default theme, which every theme of one's own is
// laid over, file by file.
//
// A theme is a folder of html/template files and what they need (style sheets, pictures, fonts).
// README.md beside this file states what each template is given.
//
// Deliberately absent: reading the disk, rendering, any knowledge of plans.
package themes

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

//go:embed default
var files embed.FS

// Default is the built-in theme; base.html stands at its root.
var Default fs.FS = must(fs.Sub(files, "default"))

// must holds because the folder's name is part of this source.
func must(f fs.FS, err error) fs.FS {
	if err != nil {
		panic(err)
	}
	return f
}

// Over lays a theme of one's own over the default: where both have a file, the own one is taken.
// A nil theme is the default itself.
func Over(own fs.FS) fs.FS {
	if own == nil {
		return Default
	}
	return layered{own, Default}
}

// layered reads from the first file system that has a name.
type layered struct{ top, base fs.FS }

// Open opens the top file, else the one below. Folders are read with ReadDir.
func (l layered) Open(name string) (fs.File, error) {
	f, err := l.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return l.base.Open(name)
	}
	return f, err
}

// ReadDir lists a folder of both layers, each name once.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	top, errTop := fs.ReadDir(l.top, name)
	base, errBase := fs.ReadDir(l.base, name)
	if errTop != nil && errBase != nil {
		return nil, errTop
	}
	byName := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	all := slices.Concat(top, base)
	slices.SortStableFunc(all, byName)
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}

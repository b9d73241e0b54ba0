package themes

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Stray is a template that changes nothing, and the name that it was probably meant to have; "" if none is like it.
type Stray struct{ Name, Like string }

// includes finds the names of the templates that a template uses.
var includes = regexp.MustCompile("\\{\\{-?\\s*(?:template|block)\\s+[\"`]([^\"`]+)[\"`]")

// Unused are the templates of a theme of one's own that have the name of none of the default's, and that no other of
// its own uses: the default's use nothing but each other. In the order of their names.
func Unused(own fs.FS) []Stray {
	known, mine := templates(Default), templates(own)
	strange := slices.DeleteFunc(slices.Clone(mine), func(name string) bool { return slices.Contains(known, name) })
	if len(strange) == 0 {
		return nil
	}
	used := map[string]bool{}
	for _, name := range mine {
		text, _ := fs.ReadFile(own, name) // one that cannot be read uses nothing
		for _, m := range includes.FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = used[m[1]] || m[1] != name
		}
	}
	var out []Stray
	for _, name := range strange {
		if !used[name] {
			out = append(out, Stray{name, alike(name, known)})
		}
	}
	return out
}

// templates are the paths of a theme's templates. What is hidden, and what is no ordinary file, is none.
func templates(files fs.FS) []string {
	var out []string
	// A folder that cannot be read has none.
	_ = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(path.Base(name), ".")
		switch {
		case err != nil || hidden && !d.IsDir():
			return nil
		case hidden:
			return fs.SkipDir
		case path.Ext(name) == ".html" && d.Type()&^fs.ModeSymlink == 0:
			out = append(out, name)
		}
		return nil
	})
	return out
}

// alike is the same name in another folder, else the one that differs least and in one place only, by two letters at
// most; capitals do not count.
func alike(name string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if strings.EqualFold(path.Base(k), path.Base(name)) {
			return k
		}
		if n := differ(strings.ToLower(name), strings.ToLower(k)); n < least {
			best, least = k, n
		}
	}
	return best
}

// differ is the length of what is left of the longer text without the beginning and the end that both have.
func differ(a, b string) int {
	short, begin, end := min(len(a), len(b)), 0, 0
	for begin < short && a[begin] == b[begin] {
		begin++
	}
	for end < short-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return max(len(a), len(b)) - begin - end
}

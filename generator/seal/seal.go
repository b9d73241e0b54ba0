package seal

import (
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"sync"
)

// Site locks a site: from each file's path below the site's root to its bytes, in and out. The same files and lock
// give the same bytes.
func Site(files map[string][]byte, lock Lock) (map[string][]byte, error) {
	if err := lock.Check(); err != nil {
		return nil, err
	}
	if files["index.html"] == nil {
		return nil, errors.New("there is no index.html, which is where a link leads")
	}
	code, err := scripts(files)
	if err != nil {
		return nil, err
	}
	e := editionOf(lock.root(), files)
	out := e.shell(lock)
	for _, p := range code {
		out[e.name(p)+".js"] = files[p]
	}
	if err := e.sealAll(out, files, inside(files, code)); err != nil {
		return nil, err
	}
	return out, nil
}

// unsealed are files that only a host reads; the sealed site has its own.
var unsealed = []string{".nojekyll", "robots.txt", "404.html"}

// inside are the paths that are sealed, with those of files that hold nothing and make up the number.
func inside(files map[string][]byte, code []string) []string {
	var out []string
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if !slices.Contains(unsealed, p) && !slices.Contains(code, p) {
			out = append(out, p)
		}
	}
	for n := step(len(out), fewest); len(out) < n; {
		out = append(out, "\x00"+strconv.Itoa(len(out))) // no file is called so
	}
	return out
}

// atOnce bounds how many files are sealed side by side.
const atOnce = 8

// sealAll adds the sealed files to out.
func (e edition) sealAll(out, files map[string][]byte, paths []string) error {
	names, sealed, wrong := make([]string, len(paths)), make([][]byte, len(paths)), make([]error, len(paths))
	var workers sync.WaitGroup
	for first := range atOnce {
		workers.Go(func() {
			var z press
			for i := first; i < len(paths); i += atOnce {
				names[i] = e.name(paths[i])
				sealed[i], wrong[i] = e.seal(&z, names[i], kindOf(paths[i]), whole(files, paths[i]))
			}
		})
	}
	workers.Wait()
	for i, name := range names {
		if wrong[i] != nil {
			return fmt.Errorf("%s %w", paths[i], wrong[i])
		}
		out[name] = sealed[i]
	}
	return nil
}

var script = regexp.MustCompile(`(?i)<script\b[^>]*?\ssrc\s*=\s*"([^"]*)"`)

// scripts are the files that pages run. Pages come from templates, in which nothing of the user's becomes an element
// of this kind.
func scripts(files map[string][]byte) ([]string, error) {
	found := map[string]bool{}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(p) != ".html" || slices.Contains(unsealed, p) {
			continue
		}
		for _, m := range script.FindAllSubmatch(files[p], -1) {
			src := string(m[1])
			file := path.Join(path.Dir(p), src)
			if files[file] == nil || path.Ext(file) != ".js" {
				return nil, fmt.Errorf("%s asks for the script %s: it cannot run in a sealed site, because it is no file of the site that ends in .js", p, src)
			}
			found[file] = true
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

var inSheet = regexp.MustCompile(`url\(\s*["']?([^"'()\s]+)["']?\s*\)`)

// whole is a file with all that it needs. A style sheet that was handed over as text cannot ask for other files, so
// pictures are put into it.
func whole(files map[string][]byte, p string) []byte {
	if path.Ext(p) != ".css" {
		return files[p]
	}
	return inSheet.ReplaceAllFunc(files[p], func(all []byte) []byte {
		ref := path.Join(path.Dir(p), string(inSheet.FindSubmatch(all)[1]))
		if files[ref] == nil {
			return all
		}
		return []byte("url(data:" + kindOf(ref) + ";base64," + base64.StdEncoding.EncodeToString(files[ref]) + ")")
	})
}

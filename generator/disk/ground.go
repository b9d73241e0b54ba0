package disk

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"retake/generator/disk/memory"
)

// maxLinks is how many links one path may lead over before it is taken for a circle.
const maxLinks = 40

// ground is what is to be followed as it really lies on the disk, all links resolved: what can be
// reached in several ways is followed once, and links in a circle come to an end.
type ground struct {
	Watching
	root  string // Root without links
	info  fs.FileInfo
	skip  string          // Skip without links
	links map[string]link // by where they lie
}

// link leads to something else inside the root.
type link struct {
	end string
	way []string // the places it leads over: a change at one of them may lead it elsewhere
}

// survey finds the ground, or says why there is none.
func (w Watching) survey() (*ground, error) {
	root, err := filepath.Abs(w.Root)
	if err == nil {
		root, err = filepath.EvalSymlinks(root)
	}
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(root)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "watch", Path: root, Err: syscall.ENOTDIR}
	}
	g := &ground{Watching: w, root: root, info: info, links: map[string]link{}}
	if skip, absErr := filepath.Abs(w.Skip); w.Skip != "" && absErr == nil {
		g.skip, _ = trace(skip)
	}
	return g, err
}

// trace follows an absolute path link by link: where it ends, and all it leads over. What is missing
// leads no further; end is "" if the links go in a circle.
func trace(path string) (end string, way []string) {
	start := func(p string) string { return filepath.VolumeName(p) + string(filepath.Separator) }
	split := func(p string) []string {
		return strings.Split(filepath.ToSlash(p[len(filepath.VolumeName(p)):]), "/")
	}
	end = start(path)
	links := 0
	for todo := split(path); len(todo) > 0; {
		name := todo[0]
		todo = todo[1:]
		if name == "" || name == "." {
			continue
		}
		if name == ".." {
			end = filepath.Dir(end)
			continue
		}
		next := filepath.Join(end, name)
		way = append(way, next)
		to, err := os.Readlink(next)
		if err != nil {
			end = next
			continue
		}
		if links++; links > maxLinks {
			return "", way
		}
		if filepath.IsAbs(to) {
			end = start(to)
		}
		todo = append(split(to), todo...)
	}
	return end, way
}

// follow reads a link that lies at place; ok is false if it leads out of the root, or to a folder it lies in.
func (g *ground) follow(place string) (l link, ok bool) {
	end, way := trace(place)
	way = slices.DeleteFunc(way, func(p string) bool { return p == g.root || !within(g.root, p) || within(p, place) })
	return link{end, way}, within(g.root, end) && !within(end, place)
}

// walk shows visit all that matters at path and below, a folder before what is in it, and where links
// lead. What cannot be looked at is as if it were not there. seen are the folders met before.
func (g *ground) walk(path string, seen map[string]bool, visit func(string, fs.FileInfo) error) error {
	info, err := os.Lstat(path)
	if err != nil || seen[path] || within(g.skip, path) {
		return nil
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		delete(g.links, path)
		if l, ok := g.follow(path); ok {
			g.links[path] = l
			if err := g.walk(l.end, seen, visit); err != nil {
				return err
			}
		}
		return visit(path, info)
	}
	if err := visit(path, info); err != nil || !info.IsDir() {
		return err
	}
	seen[path] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if memory.Private(e.Name()) {
			continue
		}
		if err := g.walk(filepath.Join(path, e.Name()), seen, visit); err != nil {
			return err
		}
	}
	return nil
}

// walkAll walks everything that matters.
func (g *ground) walkAll(visit func(string, fs.FileInfo) error) error {
	seen := map[string]bool{}
	for _, name := range g.Names {
		if err := g.walk(filepath.Join(g.root, name), seen, visit); err != nil {
			return err
		}
	}
	return nil
}

// reach lists the places that may look different when what lies at path has changed: path itself, and
// links that lead there or over it.
func (g *ground) reach(path string) []string {
	places := []string{path}
	for i := 0; i < len(places); i++ {
		for place, l := range g.links {
			if !slices.Contains(places, place) && (slices.Contains(l.way, places[i]) || l.shows(places[i])) {
				places = append(places, place)
			}
		}
	}
	return places
}

// shows reports whether a linked folder has path in it, for all to see.
func (l link) shows(path string) bool {
	return within(l.end, path) && !memory.Hidden(filepath.ToSlash(path[len(l.end):]))
}

// name is the slash-separated name below the root of a place that matters: one of Names or below it,
// and neither in the output nor a file that an editor or the system keeps for itself.
func (g *ground) name(place string) (name string, ok bool) {
	if place == g.root || !within(g.root, place) || within(g.skip, place) {
		return "", false
	}
	name = strings.TrimPrefix(filepath.ToSlash(place[len(g.root):]), "/")
	return name, memory.Matters(g.Names, name)
}

// within reports whether path is dir or below it; both are clean, and nothing is within "".
func within(dir, path string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	return ok && dir != "" && (rest == "" || os.IsPathSeparator(rest[0]) || os.IsPathSeparator(dir[len(dir)-1]))
}

package disk

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
)

// open opens the output folder, making it if need be, and reads its manifest: what was published last
// counts only if it is the one written then. All work goes through an os.Root, which follows no link
// out of the folder.
func (p *publication) open(out string) error {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return &ConflictError{Path: out, Why: "is a file, not a folder"}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(out)
	if err != nil {
		return err
	}
	text, err := root.ReadFile(ManifestName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, root.Close())
	}
	p.root, p.have = root, string(text)
	if p.last != nil && p.last.text == p.have {
		p.old = p.last.list
	} else {
		p.last, p.old = nil, parseManifest(p.have)
	}
	return nil
}

// fresh lists, sorted, the files that differ from those published last; all, if nothing is known of
// those. The others are taken to be in the folder.
func (p *publication) fresh() (names []string) {
	for name, data := range p.files {
		if p.last != nil {
			if have, ok := p.last.files[name]; ok && same(have, data) {
				continue
			}
		}
		names = append(names, name)
	}
	p.Unchanged = len(p.files) - len(names)
	slices.Sort(names)
	return names
}

// same reports whether two slices hold the same bytes, at once if they are the same memory.
func same(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || bytes.Equal(a, b))
}

// preflight compares files with the folder, changes nothing, and returns the names to write.
func (p *publication) preflight(names []string) ([]string, error) {
	var changed []string
	var conflict *ConflictError
	for _, name := range names {
		same, err := p.compare(name)
		var c *ConflictError
		switch {
		case errors.As(err, &c) && conflict == nil:
			conflict = c
		case errors.As(err, &c):
			conflict.More++
		case err != nil:
			return nil, err
		case same:
			p.Unchanged++
		default:
			changed = append(changed, name)
		}
	}
	if conflict != nil {
		return nil, conflict
	}
	slices.SortStableFunc(changed, func(a, b string) int { return cmp.Compare(turn(a), turn(b)) })
	return changed, nil
}

// turn orders writing: what pages refer to, then pages, then the front page.
func turn(name string) int {
	switch {
	case name == "index.html":
		return 2
	case path.Ext(name) == ".html":
		return 1
	}
	return 0
}

// compare reports whether the folder already holds the file, or a conflict if something foreign is in its place.
func (p *publication) compare(name string) (same bool, err error) {
	if dir, info, err := p.broken(name); err != nil || dir != "" {
		return false, cmp.Or(err, p.giveWay(dir, info))
	}
	info, err := p.root.Lstat(name)
	switch {
	case err != nil:
		return false, ignoreMissing(err)
	case info.IsDir():
		return false, p.folderGivesWay(name)
	case info.Mode().IsRegular() && info.Size() == int64(len(p.files[name])):
		have, err := p.root.ReadFile(name)
		if err != nil || bytes.Equal(have, p.files[name]) {
			return err == nil, err
		}
	}
	if p.old[name] == nil && !p.listedAs(name, info) {
		return false, &ConflictError{Path: name, Why: "is there already and was not written by retake"}
	}
	return false, nil
}

// broken finds the outermost folder of name that is not a folder: its path, and what is there
// instead (nil if nothing). dir is "" if all of them are folders.
func (p *publication) broken(name string) (dir string, info fs.FileInfo, err error) {
	for i, c := range name {
		if c != '/' {
			continue
		}
		info, err := p.root.Lstat(name[:i])
		switch {
		case err != nil && ignoreMissing(err) == nil:
			return name[:i], nil, nil
		case err != nil:
			return "", nil, err
		case !info.IsDir():
			return name[:i], info, nil
		}
	}
	return "", nil, nil
}

// giveWay is nil if what is at dir, where a folder is needed, is nothing, or a file of ours that will go.
func (p *publication) giveWay(dir string, info fs.FileInfo) error {
	if info == nil {
		return nil
	}
	ours, err := p.ours(dir, info)
	if err == nil && !ours {
		return &ConflictError{Path: dir, Why: "is not a folder, and a folder is needed there"}
	}
	return err
}

// folderGivesWay is nil if the folder, where a file is needed, holds nothing but files of ours that will go.
func (p *publication) folderGivesWay(dir string) error {
	return fs.WalkDir(p.root.FS(), dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		ours, err := p.ours(name, info)
		if err == nil && !ours {
			return &ConflictError{Path: name, Why: "was not written by retake, and its folder is where a file must go"}
		}
		return err
	})
}

// ours reports whether the file at name holds bytes that we wrote there. One that holds others has
// become somebody's own, listed or not.
func (p *publication) ours(name string, info fs.FileInfo) (bool, error) {
	if p.old[name] == nil || !info.Mode().IsRegular() {
		return false, nil
	}
	data, err := p.root.ReadFile(name)
	return err == nil && p.old.wrote(name, data), err
}

// listedAs reports whether the file found at name is one that the manifest lists under a spelling
// that differs in capitals only: a disk that does not tell them apart shows one file under both.
func (p *publication) listedAs(name string, info fs.FileInfo) bool {
	for listed := range p.old {
		if listed != name && strings.EqualFold(listed, name) && p.sameFile(listed, info) {
			return true
		}
	}
	return false
}

func (p *publication) sameFile(name string, info fs.FileInfo) bool {
	twin, err := p.root.Lstat(name)
	return err == nil && os.SameFile(info, twin)
}

// ignoreMissing takes "it is not there" for done. What lies below something that is no folder is not there either, nor
// what has a name that the disk cannot hold: it may stand in a manifest whose files could not all be written.
func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENAMETOOLONG) {
		return nil
	}
	return err
}

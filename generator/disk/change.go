package disk

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// clearTemps removes what an interrupted publication left half written. There was none if the last
// one is known.
func (p *publication) clearTemps() error {
	if p.last != nil {
		return nil
	}
	entries, err := fs.ReadDir(p.root.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempPrefix) && e.Type().IsRegular() {
			if err := p.remove(e.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

// write puts data at name by way of a file beside it.
func (p *publication) write(name string, data []byte) error {
	if err := p.mkdir(path.Dir(name)); err != nil {
		return err
	}
	temp := fmt.Sprintf("%s%d", tempPrefix, os.Getpid())
	err := p.fill(temp, data)
	if err == nil {
		err = p.rename(temp, name)
	}
	if err != nil {
		_ = p.remove(temp) // a rest is cleared at the start of the next publication
	}
	return err
}

// fill makes a new file that holds data.
func (p *publication) fill(temp string, data []byte) error {
	if err := p.step("create", temp); err != nil {
		return err
	}
	f, err := p.root.OpenFile(temp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if err := p.step("write", temp); err != nil {
		return errors.Join(err, f.Close())
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func (p *publication) rename(temp, name string) error {
	if err := p.removeEmpty(name); err != nil {
		return err
	}
	if err := p.step("rename", name); err != nil {
		return err
	}
	return p.root.Rename(temp, name)
}

func (p *publication) mkdir(dir string) error {
	if info, err := p.root.Lstat(dir); err == nil && info.IsDir() {
		return nil
	}
	if err := p.step("mkdir", dir); err != nil {
		return err
	}
	return p.root.MkdirAll(dir, 0o755)
}

// writeManifest replaces the manifest, unless the folder has it already.
func (p *publication) writeManifest(m manifest) error {
	text := m.String()
	if text == p.have {
		return nil
	}
	p.have = text
	return p.write(ManifestName, []byte(text))
}

// removeAll removes files of ours, and the folders that this leaves empty.
func (p *publication) removeAll(names []string) error {
	folders := map[string]bool{}
	for _, name := range names {
		gone, err := p.removeOurs(name)
		if err != nil {
			return err
		}
		if gone {
			p.Removed++
		}
		for dir := range above(name) {
			folders[dir] = true
		}
	}
	return p.prune(folders)
}

// removeOurs removes a listed file, unless it is gone, has become somebody's own, or is a wanted
// file under another spelling.
func (p *publication) removeOurs(name string) (gone bool, err error) {
	if dir, _, err := p.broken(name); err != nil || dir != "" {
		return false, err
	}
	info, err := p.root.Lstat(name)
	if err != nil {
		return false, ignoreMissing(err)
	}
	if wanted, ok := p.folded[strings.ToLower(name)]; ok && p.sameFile(wanted, info) {
		return false, nil
	}
	if ours, err := p.ours(name, info); err != nil || !ours {
		return false, err
	}
	return true, p.remove(name)
}

// removeEmpty removes a folder that holds only empty folders, which are nobody's work: it stands
// where a file goes, and rename would stop at it.
func (p *publication) removeEmpty(name string) error {
	if info, err := p.root.Lstat(name); err != nil || !info.IsDir() {
		return ignoreMissing(err)
	}
	folders := map[string]bool{}
	err := fs.WalkDir(p.root.FS(), name, func(dir string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			folders[dir] = true
		}
		return err
	})
	return errors.Join(err, p.prune(folders))
}

// prune removes those of the folders that are empty, inner ones first.
func (p *publication) prune(folders map[string]bool) error {
	names := make([]string, 0, len(folders))
	for dir := range folders {
		names = append(names, dir)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	for _, dir := range names {
		info, err := p.root.Lstat(dir)
		if err != nil || !info.IsDir() {
			continue
		}
		entries, err := fs.ReadDir(p.root.FS(), dir)
		if err != nil {
			return err
		}
		if len(entries) > 0 {
			continue
		}
		if err := p.remove(dir); err != nil {
			return err
		}
	}
	return nil
}

func (p *publication) remove(name string) error {
	if err := p.step("remove", name); err != nil {
		return err
	}
	return ignoreMissing(p.root.Remove(name))
}

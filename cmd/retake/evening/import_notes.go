package evening

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"retake/cmd/retake/edge"
	"retake/generator/adopt"
	"retake/generator/disk"
	"retake/generator/disk/mount"
	"retake/generator/disk/place"
	"retake/generator/entry"
	"retake/generator/fault"
	"retake/generator/keyring"
	"retake/generator/source"
)

// importNotes takes in a folder of notes: copied, or linked where it is.
func (c *common) importNotes(dir string, f importFlags) error {
	from := place.Real(dir)
	links, name, err := c.nameFor(from, f)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(from)
	if err != nil {
		return edge.Failed(err)
	}
	defer root.Close()
	plan, err := os.OpenRoot(c.Source)
	if err != nil {
		return edge.Failed(err)
	}
	defer plan.Close()
	done := sync.OnceFunc(c.Progress("reading the notes"))
	defer done()
	v, err := adopt.Look(root.FS(), name, filesBelow(plan.FS(), "content"), f.link)
	if err != nil {
		return edge.Failed(err)
	}
	if len(v.Notes) == 0 {
		return &edge.Misuse{What: fmt.Sprintf("there is no Markdown note in %q", dir), Hint: "name the folder that holds the notes, such as an Obsidian vault"}
	}
	if f.link {
		return c.linkNotes(v, from, links, name, f)
	}
	cp, err := v.Copy(plan.FS())
	if errors.Is(err, adopt.ErrTooMuch) {
		return &edge.Misuse{What: fmt.Sprintf("%q cannot be copied: %v", dir, err), Hint: "take a folder in it, or leave the notes where they are: --link"}
	} else if err != nil {
		return edge.Failed(err)
	}
	done()
	return c.copyNotes(v, cp, source.NotesFor(plan.FS()), f)
}

// nameFor is the name that a folder of notes gets in the plan, and the folders that are linked already.
func (c *common) nameFor(from string, f importFlags) (links []mount.Folder, name string, err error) {
	name = adopt.Name(filepath.Base(from))
	if why := mount.Unfit(c.Source, from); why != "" {
		return nil, "", &edge.Misuse{What: fmt.Sprintf("%q cannot be taken in: it %s", from, why), Hint: "name a folder of notes outside the plan, such as an Obsidian vault"}
	}
	if f.link && (f.copy || f.replace) {
		return nil, "", &edge.Misuse{What: "--link goes with neither --copy nor --replace", Hint: "a linked folder stays where it is, and nothing in it is replaced"}
	}
	links = c.Linked(os.DirFS(c.Source))
	for _, l := range links {
		switch at := adopt.Where(f.as); {
		case f.link && l.Dir == from && (f.as == "" || at == l.At):
			return links, filepath.Base(l.At), nil
		case f.link && l.Dir == from:
			return nil, "", &edge.Misuse{What: fmt.Sprintf("%q is linked as %s already", from, l.At), Hint: "leave --as out, or change content/imports.toml"}
		case l.At == at || f.as == "" && l.At == adopt.Where(name):
			return nil, "", &edge.Misuse{What: "another folder is linked as " + l.At, Hint: "give this one a name of its own: --as NAME"}
		}
	}
	switch {
	case f.as != "" && adopt.Name(f.as) != f.as:
		return nil, "", &edge.Misuse{What: fmt.Sprintf("--as: %q is no name for a folder", f.as), Hint: "small letters, digits and hyphens, such as " + adopt.Name("My vault "+f.as)}
	case f.as != "":
		name = f.as
	case name == "":
		return nil, "", &edge.Misuse{What: fmt.Sprintf("%q has no name that a folder in the plan could have", from), Hint: "give it one: --as NAME"}
	}
	if _, err := os.Lstat(filepath.Join(c.Source, filepath.FromSlash(adopt.Where(name)))); f.link && err == nil {
		return nil, "", &edge.Misuse{What: "the plan has a folder " + adopt.Where(name) + " itself", Hint: "give the linked one another name: --as NAME"}
	}
	return links, name, nil
}

// filesBelow lists the files that a plan has in a folder. What cannot be listed is said when the plan is read.
func filesBelow(plan fs.FS, dir string) (files []string) {
	_ = fs.WalkDir(plan, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err == nil && d.IsDir() && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), "."):
			files = append(files, name)
		}
		return nil
	})
	return files
}

// list prints lines as results.
func (c *common) list(lines []string) error {
	if c.Quiet {
		return nil
	}
	for _, line := range lines {
		if err := c.Say("%s\n", fault.Clean(line)); err != nil {
			return err
		}
	}
	return nil
}

// agreed asks whoever sits there, if somebody does and has not said so already; usual is taken for everybody else.
func (c *common) agreed(ask string, usual bool, f importFlags) (bool, error) {
	if c.Talk == nil || c.Quiet || f.yes {
		return usual, nil
	}
	yes, err := c.Talk.Yes(ask, usual)
	if err != nil {
		return false, &edge.Misuse{What: err.Error(), Hint: "--yes writes without asking"}
	}
	return yes, nil
}

// copyNotes says what copying comes to, and does it: all of it or nothing.
func (c *common) copyNotes(v *adopt.Vault, cp *adopt.Copy, who string, f importFlags) error {
	if err := c.list(v.Tell(cp, f.all)); err != nil || f.dryRun {
		return err
	}
	replace := f.replace && len(cp.Differ) > 0
	if !f.replace && len(cp.Differ) > 0 {
		var err error
		if replace, err = c.agreed(fmt.Sprintf("Replace %s in the plan that differ?", edge.Count(len(cp.Differ), "file", "files")), false, f); err != nil {
			return err
		}
	}
	if len(cp.New) == 0 && !replace {
		return c.Result("nothing new: no file was written")
	}
	if yes, err := c.agreed("Copy?", true, f); err != nil || !yes {
		return errors.Join(err, c.Result("nothing was written"))
	}
	done := c.Progress("copying")
	replaced, err := c.putNotes(cp, replace)
	done()
	if err != nil {
		return edge.Failed(fmt.Errorf("nothing was copied: %w", err))
	}
	return c.list(append([]string{cp.Done(v, replaced)}, v.Next(who)...))
}

// putNotes writes what is new, and what differs if it is to be replaced. What was replaced is put back if not all can be written.
func (c *common) putNotes(cp *adopt.Copy, replace bool) (replaced int, err error) {
	var done []string
	if replace {
		for _, name := range cp.Differ {
			if err = disk.Rewrite(c.Source, name, cp.Ours[name], cp.Theirs[name]); err != nil {
				break
			}
			done = append(done, name)
		}
	}
	if err == nil {
		err = place.Create(c.Source, cp.New)
	}
	if err != nil {
		for _, name := range done {
			err = errors.Join(err, disk.Rewrite(c.Source, name, cp.Theirs[name], cp.Ours[name]))
		}
	}
	return len(done), err
}

// aboutLinks stands at the top of a content/imports.toml that is made for a link.
const aboutLinks = "# [[linked]]: a folder of notes elsewhere, read as if it lay in content/notes/AS/. On each machine it is read only once\n" +
	"# you have said so there: retake import --link FOLDER\n"

// linkNotes has a folder read where it is.
func (c *common) linkNotes(v *adopt.Vault, from string, links []mount.Folder, name string, f importFlags) error {
	if err := c.list(v.Tell(nil, f.all)); err != nil {
		return err
	}
	if clashes := v.Pages(); len(clashes) > 0 {
		fmt.Fprintf(c.Stderr, "retake: two notes cannot be one page: rename these, or copy the notes, which leaves them out\n  %s\n", fault.Clean(strings.Join(clashes, "\n  ")))
		return edge.ErrFaults
	}
	if f.dryRun {
		return nil
	}
	if yes, err := c.agreed("Read this folder as a part of the plan?", true, f); err != nil || !yes {
		return errors.Join(err, c.Result("nothing was written"))
	}
	var refused *keyring.Error
	if err := keyring.Trust(c.Source, from); errors.As(err, &refused) {
		return &edge.Misuse{What: refused.What, Hint: refused.Hint}
	} else if err != nil {
		return edge.Failed(err)
	}
	said := "was linked already, and is read on this machine from now on"
	if !slices.ContainsFunc(links, func(l mount.Folder) bool { return l.Dir == from }) {
		e := entry.Entry{Table: "linked", Fields: []entry.Field{
			{Key: "folder", Value: entry.Text(mount.Written(c.Source, from))}, {Key: "as", Value: entry.Text(name)},
		}}
		if _, err := c.Amend("content/imports.toml", func(old []byte) ([]byte, error) {
			if len(old) == 0 {
				old = []byte(aboutLinks)
			}
			if bytes.Contains(old, []byte(e.String())) { // somebody was faster
				return old, nil
			}
			return entry.Append(old, e)
		}); err != nil {
			return err
		}
		said = "is linked in content/imports.toml, and read on this machine; a host that builds the site does not have it"
	}
	return c.list(append([]string{adopt.Where(name) + "/ " + said}, v.Next(source.NotesFor(os.DirFS(c.Source)))...))
}

package adopt

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"retake/generator/fault"
	"retake/generator/markdown"
	"retake/generator/source/catalogue"
	"retake/generator/source/front"
)

// Sizes in bytes above which files stay behind, as the site would not read them.
const (
	mostNote  = 5 << 20
	mostOther = 50 << 20
)

// Vault is a folder of notes that was looked at.
type Vault struct {
	Notes    []string   // that would come along, by their names in the folder; sorted
	Files    []string   // that these link or show; sorted
	Size     int64      // of all these, in bytes
	Left     []Left     // what stays behind, by reason
	Faults   fault.List // what would not resolve in the plan, with the places that it would have there
	NoDomain int        // notes that name no domain

	root  fs.FS
	at    string            // the folder in the plan
	text  map[string][]byte // of Notes
	there []string          // what the plan has
	whole bool
}

// Left are files that stay behind for one reason.
type Left struct {
	Why   string
	Names []string // sorted; a folder ends in "/"
}

// Name is the name of a folder in the plan, made from any other.
func Name(of string) string { return catalogue.Slug(of) }

// Where is a folder below content/notes/ of the plan.
func Where(name string) string { return "content/notes/" + name }

// Look looks at a folder of notes that would get that name in the plan; there are the files that the plan has below
// content. whole looks at a folder that is linked as it is, with what Obsidian leaves out.
func Look(root fs.FS, name string, there []string, whole bool) (*Vault, error) {
	v := &Vault{root: root, at: Where(name), text: map[string][]byte{}, there: there, whole: whole}
	w := &walk{root: root, left: map[string][]string{}}
	if !whole {
		w.rules = rulesOf(root)
	}
	if err := w.folder("."); err != nil {
		return nil, err
	}
	docs := v.read(w)
	v.link(w, docs)
	for _, why := range reasons {
		if names := w.left[why]; len(names) > 0 {
			slices.Sort(names)
			v.Left = append(v.Left, Left{why, names})
		}
	}
	return v, nil
}

// Why files stay behind, in the order in which this is told.
const (
	hidden     = "hidden"
	templates  = "templates of Obsidian"
	ignored    = "left out in Obsidian's own settings"
	samePage   = "its page would be that of another note"
	sameLetter = "the same name as another, but for capitals"
	noText     = "not text"
	tooLarge   = "too large"
	unreadable = "cannot be read"
	foreignWay = "a link out of the folder, or to another folder"
	badName    = "a name that is not valid UTF-8"
	unlinked   = "linked or shown by no note"
)

var reasons = []string{samePage, sameLetter, noText, tooLarge, unreadable, foreignWay, badName, hidden, templates, ignored, unlinked}

// walk is a look at all files.
type walk struct {
	root   fs.FS
	rules  rules
	notes  []string
	others []string
	size   map[string]int64
	left   map[string][]string
}

func (w *walk) leave(why, name string) { w.left[why] = append(w.left[why], name) }

// folder takes up the files of one folder and all below. Only of the first one an error counts.
func (w *walk) folder(dir string) error {
	entries, err := fs.ReadDir(w.root, dir)
	if err != nil && dir != "." {
		w.leave(unreadable, dir+"/")
		return nil
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		shown := name
		if e.IsDir() {
			shown += "/"
		}
		switch why := w.rules.why(name, e); {
		case why != "":
			w.leave(why, strings.ToValidUTF8(shown, "\uFFFD"))
		case e.IsDir():
			_ = w.folder(name) // told where it is
		default:
			w.file(name)
		}
	}
	return err
}

func (w *walk) file(name string) {
	note := isNote(name)
	most := int64(mostOther)
	if note {
		most = mostNote
	}
	info, err := fs.Stat(w.root, name)
	switch {
	case err != nil || info.IsDir():
		w.leave(foreignWay, name)
	case !info.Mode().IsRegular():
		w.leave(unreadable, name)
	case info.Size() > most:
		w.leave(tooLarge, fmt.Sprintf("%s (%d MB)", name, info.Size()>>20))
	case note:
		w.notes = append(w.notes, name)
	default:
		if w.size == nil {
			w.size = map[string]int64{}
		}
		w.size[name] = info.Size()
		w.others = append(w.others, name)
	}
}

func isNote(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// parsed is a note and what its front matter says.
type parsed struct {
	raw  []byte
	doc  *markdown.Doc
	meta front.Meta
}

// read reads and parses the notes side by side, and keeps those that can become pages.
func (v *Vault) read(w *walk) (docs []parsed) {
	slices.Sort(w.notes)
	all := make([]parsed, len(w.notes))
	var group sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
				name := w.notes[i]
				raw, err := content(v.root, name, mostNote)
				if all[i].raw = raw; err == nil && isText(raw) {
					all[i].doc = markdown.Parse(path.Join(v.at, name), raw)
					all[i].meta, _, _ = front.Read(all[i].doc)
				}
			}
		})
	}
	group.Wait()
	pages := v.pages()
	for i, name := range w.notes {
		x, page := all[i], pageOf(path.Join(v.at, name))
		first, taken := pages[page]
		switch {
		case x.raw == nil:
			w.leave(unreadable, name)
		case x.doc == nil:
			w.leave(noText, name)
		case taken && !x.meta.Draft && first != path.Join(v.at, name):
			w.leave(samePage, name+" (as "+first+")")
		default:
			v.take(name, x)
			docs = append(docs, x)
			if !x.meta.Draft {
				pages[page] = path.Join(v.at, name)
			}
		}
	}
	return docs
}

func (v *Vault) take(name string, x parsed) {
	v.Notes = append(v.Notes, name)
	v.text[name] = x.raw
	v.Size += int64(len(x.raw))
	if x.meta.Domain == "" {
		v.NoDomain++
	}
}

// pages are those that the plan has, by their notes.
func (v *Vault) pages() map[string]string {
	out := map[string]string{}
	for _, name := range v.there {
		if isNote(name) {
			out[pageOf(name)] = name
		}
	}
	return out
}

// pageOf is the page that a note below content comes to.
func pageOf(name string) string {
	name = norm.NFC.String(name) // some disks take both ways to write an accent for one name
	parts := strings.Split(strings.TrimSuffix(name, path.Ext(name)), "/")
	for i, p := range parts {
		parts[i] = catalogue.Slug(p)
	}
	return strings.Join(parts, "/")
}

// content reads a file of no more than a size; its own word for that may be out of date.
func content(root fs.FS, name string, most int64) ([]byte, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(raw)) > most {
		err = fs.ErrInvalid
	}
	if err != nil {
		return nil, err
	}
	return raw, nil
}

// isText tells text, which may hold a few bytes that are no UTF-8, from what only has a note's name.
func isText(raw []byte) bool {
	utf16 := bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff"))
	return utf16 || utf8.Valid(raw) || !bytes.ContainsRune(raw, 0)
}

// link finds out what the notes link and show, and which links lead nowhere.
func (v *Vault) link(w *walk, notes []parsed) {
	docs := make([]*markdown.Doc, len(notes))
	aliases := map[string][]string{}
	for i, n := range notes {
		docs[i] = n.doc
		if len(n.meta.Aliases) > 0 {
			aliases[n.doc.File] = n.meta.Aliases
		}
	}
	// Among themselves first: what the plan has under the same name is not what a note of the vault means.
	alone := markdown.NextVault(nil, "content", docs, v.inPlan(w.others), aliases)
	wanted := map[string]bool{}
	for _, d := range docs {
		for _, f := range alone.Links(d) {
			wanted[strings.TrimPrefix(f.File, v.at+"/")] = true
		}
	}
	v.choose(w, wanted)
	v.check(alone, docs, append(v.inPlan(v.Files), v.there...), aliases)
}

// inPlan are the names that files would have in the plan.
func (v *Vault) inPlan(names []string) (out []string) {
	for _, name := range names {
		out = append(out, path.Join(v.at, name))
	}
	return out
}

// choose takes the files that notes want, and leaves the others.
func (v *Vault) choose(w *walk, wanted map[string]bool) {
	folded := map[string]bool{}
	slices.Sort(w.others)
	for _, name := range w.others {
		low := strings.ToLower(name)
		switch {
		case !wanted[name]:
			w.leave(unlinked, name)
		case folded[low]:
			w.leave(sameLetter, name)
		default:
			folded[low] = true
			v.Files = append(v.Files, name)
			v.Size += w.size[name]
		}
	}
}

// check finds what would lead nowhere in the plan, not surely, or to something of the plan's instead.
func (v *Vault) check(alone *markdown.Vault, docs []*markdown.Doc, files []string, aliases map[string][]string) {
	joint := markdown.NextVault(nil, "content", docs, files, aliases)
	for _, d := range docs {
		v.Faults = append(v.Faults, joint.Check(d)...)
		was := alone.Links(d)
		for i, f := range joint.Links(d) {
			if was[i].File != "" && f.File != was[i].File && len(f.Also) == 0 {
				v.Faults.Warn("ambiguous-link", d.Links[i].Pos, "%q would mean %s, not %s", d.Links[i].Target, f.File, was[i].File)
			}
		}
	}
	v.Faults = v.Faults.Sorted()
}

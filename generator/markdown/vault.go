package markdown

import (
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"retake/generator/fault"
	"retake/generator/markdown/plain"
	"retake/generator/markdown/shelf"
)

// Vault knows every note and attachment, and finds what a link means. Once filled it only answers, so
// goroutines may share it.
type Vault struct {
	root  string
	docs  map[string]*Doc
	known []string // what the shelf was made of: files, and the names they have besides
	shelf *shelf.Shelf
	links map[*Doc]*links
}

// links is what the links of a note come to. It holds for as long as the shelf is the same and each note
// whose anchors were looked at is the same.
type links struct {
	found  []Found // in the order of Doc.Links
	faults fault.List
	asked  []target
}

// target is a note that a link leads to; doc is nil if it is no note.
type target struct {
	file string
	doc  *Doc
}

// NewVault indexes notes and attachments; paths are display paths below root ("content").
func NewVault(root string, docs []*Doc, assets []string) *Vault {
	return NextVault(nil, root, docs, assets, nil)
}

// NextVault is NewVault for files of which some may have changed: what the last vault found is taken over
// where it cannot be different now. Notes are also found under their aliases (by display path), as
// Obsidian does with "aliases" of the front matter; a file of that name goes first. last may be nil.
func NextVault(last *Vault, root string, docs []*Doc, assets []string, aliases map[string][]string) *Vault {
	v := &Vault{root: path.Clean(root), docs: make(map[string]*Doc, len(docs)), links: make(map[*Doc]*links, len(docs))}
	for _, d := range docs {
		v.docs[d.File] = d
		v.known = append(v.known, d.File)
	}
	v.known = append(v.known, assets...)
	files := v.known[:len(v.known):len(v.known)]
	for _, d := range docs {
		for _, name := range aliases[d.File] {
			v.known = append(v.known, d.File, name, "")
		}
	}
	if last != nil && last.root == v.root && slices.Equal(last.known, v.known) {
		v.shelf = last.shelf
	} else {
		last, v.shelf = nil, shelf.New(v.root, files)
		for _, d := range docs {
			v.shelf.Alias(d.File, aliases[d.File]...)
		}
	}
	v.look(last, docs)
	return v
}

// look finds out what all links come to, side by side.
func (v *Vault) look(last *Vault, docs []*Doc) {
	out := make([]*links, len(docs))
	var group errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(docs); i = int(next.Add(1)) - 1 {
				if last != nil {
					out[i] = last.links[docs[i]]
				}
				if out[i] == nil || !v.hold(out[i]) {
					out[i] = v.follow(docs[i])
				}
			}
			return nil
		})
	}
	group.Wait()
	for i, d := range docs {
		v.links[d] = out[i]
	}
}

// hold reports whether what was found with the same shelf is still so.
func (v *Vault) hold(l *links) bool {
	for _, t := range l.asked {
		if v.docs[t.file] != t.doc {
			return false
		}
	}
	return true
}

// follow finds out what a note's links come to.
func (v *Vault) follow(d *Doc) *links {
	l := &links{found: make([]Found, len(d.Links))}
	for i, x := range d.Links {
		f := v.Resolve(d, x)
		l.found[i] = f
		if t := (target{f.File, v.docs[f.File]}); x.Fragment != "" && f.File != "" && f.File != d.File && !slices.Contains(l.asked, t) {
			l.asked = append(l.asked, t)
		}
	}
	l.faults = v.check(d, l.found)
	return l
}

// Links is what each of a note's links means, in order. It is the same slice, not to be changed, for as
// long as nothing that it depends on changes.
func (v *Vault) Links(d *Doc) []Found {
	if l := v.links[d]; l != nil {
		return l.found
	}
	return v.follow(d).found
}

// Check gives a warning for every link, image and anchor of a note that is not there.
func (v *Vault) Check(d *Doc) fault.List {
	if l := v.links[d]; l != nil {
		return l.faults
	}
	return v.follow(d).faults
}

// Doc is the note at a display path, nil if there is none.
func (v *Vault) Doc(file string) *Doc { return v.docs[file] }

// Found is where a link leads.
type Found struct {
	File     string   // a note's or attachment's display path; "" = not found
	Fragment string   // id of the anchor, "" = none asked for
	Anchor   bool     // the fragment asked for exists (true if none was asked for)
	Also     []string // other files of the same name, when the name alone decided: the link is ambiguous
	Outside  bool     // the path leads out of the root
}

// Resolve looks a link up in this order: exact relative path, percent-decoded, with .md added, from
// the root of the notes, by unique file name. Letter case decides only between files that differ in
// nothing else. A folder stands for its index or README note.
func (v *Vault) Resolve(from *Doc, l Link) Found {
	if l.External {
		return Found{}
	}
	var f Found
	if l.Target == "" {
		f.File = from.File
	} else {
		f.File, f.Also, f.Outside = v.shelf.Find(from.File, l.Target)
	}
	if f.File != "" {
		v.fragment(&f, from, l.Fragment)
	}
	return f
}

// fragment looks up the part of a note that a link names. Parts of other files are their own business.
func (v *Vault) fragment(f *Found, from *Doc, fragment string) {
	doc := v.found(*f, from)
	f.Fragment, f.Anchor = fragment, true
	if doc != nil && fragment != "" {
		f.Fragment, f.Anchor = doc.Anchor(fragment)
	}
}

// found is the note that a link leads to, nil if it is another file.
func (v *Vault) found(f Found, from *Doc) *Doc {
	if f.File == from.File {
		return from
	}
	return v.docs[f.File]
}

// near is the file or anchor most like what a link names and is not there. It looks at all of them.
func (v *Vault) near(f Found, from *Doc, l Link) string {
	if f.File == "" {
		return v.shelf.Near(l.Target)
	}
	if doc := v.found(f, from); doc != nil {
		return shelf.Nearest(plain.Slug(shelf.Decoded(l.Fragment)), doc.Anchors)
	}
	return ""
}

// Anchor is the id that a fragment names: an id as it is, a block id after "^", or a heading by its
// words, as Obsidian writes it; letter case is the last thing to matter.
func (d *Doc) Anchor(fragment string) (id string, ok bool) {
	if fragment == "" {
		return "", true
	}
	f := shelf.Decoded(fragment)
	// Obsidian names the way down to a heading: "Part#Section".
	last := f[strings.LastIndexByte(f, '#')+1:]
	if name, isBlock := strings.CutPrefix(last, "^"); isBlock {
		b, ok := d.blocks[strings.ToLower(name)]
		return b.id, ok
	}
	for _, try := range []string{fragment, f, strings.TrimPrefix(f, "user-content-")} {
		if d.names.ids[try] {
			return try, true
		}
	}
	if id, ok := d.names.words[folded(last)]; ok {
		return id, true
	}
	slug := plain.Slug(last)
	if d.names.ids[slug] {
		return slug, true
	}
	// The first in the note that either spelling names.
	a, one := d.names.alike[folded(f)]
	b, other := d.names.alike[folded(slug)]
	switch {
	case one && other:
		return d.Anchors[min(a, b)], true
	case one:
		return d.Anchors[a], true
	case other:
		return d.Anchors[b], true
	}
	return "", false
}

// names finds the anchors of a note.
type names struct {
	ids   map[string]bool
	words map[string]string // ids of headings by their folded words, the first of the same words
	alike map[string]int    // the first of Doc.Anchors by their folded letters
}

// name fills in the names of a note that is otherwise complete.
func (d *Doc) name() {
	d.names = names{map[string]bool{}, map[string]string{}, map[string]int{}}
	for _, h := range d.Headings {
		if key := folded(h.Text); d.names.words[key] == "" {
			d.names.words[key] = h.ID
		}
	}
	for i, a := range d.Anchors {
		d.names.ids[a] = true
		if _, taken := d.names.alike[folded(a)]; !taken {
			d.names.alike[folded(a)] = i
		}
	}
}

// folded is the same for words that differ only in letter case: each letter is the first of its kind.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && r != 'k' && r != 's' && r != 'K' && r != 'S' {
			return unicode.ToLower(r)
		}
		first := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			first = min(first, other)
		}
		return first
	}, s)
}

package markdown

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"retake/generator/markdown/plain"
	"retake/generator/markdown/shelf"
)

// Vault knows every note and attachment, and finds what a link means. Once filled it only answers, so
// goroutines may share it.
type Vault struct {
	root  string
	docs  map[string]*Doc
	shelf *shelf.Shelf
}

// NewVault indexes notes and attachments; paths are display paths below root ("content").
func NewVault(root string, docs []*Doc, assets []string) *Vault {
	v := &Vault{root: path.Clean(root), docs: map[string]*Doc{}}
	files := make([]string, 0, len(docs)+len(assets))
	for _, d := range docs {
		v.docs[d.File] = d
		files = append(files, d.File)
	}
	v.shelf = shelf.New(v.root, append(files, assets...))
	return v
}

// Alias lets a note be found under other names, as Obsidian does with "aliases" of the front matter.
// A file of that name goes first. Call it before the first Resolve.
func (v *Vault) Alias(file string, names ...string) { v.shelf.Alias(file, names...) }

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

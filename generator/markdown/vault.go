package markdown

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// Vault knows every note and attachment, and finds what a link means. Once filled it only answers, so
// goroutines may share it.
type Vault struct {
	root   string
	docs   map[string]*Doc
	files  map[string]bool     // every path
	folded map[string][]string // paths by lower-case path
	names  map[string][]string // paths by lower-case file name, of notes also without ".md"
	dirs   map[string]bool
	short  []string // paths below the root, for hints
}

// NewVault indexes notes and attachments; paths are display paths below root ("content").
func NewVault(root string, docs []*Doc, assets []string) *Vault {
	v := &Vault{
		root: path.Clean(root), docs: map[string]*Doc{}, files: map[string]bool{}, folded: map[string][]string{},
		names: map[string][]string{}, dirs: map[string]bool{},
	}
	for _, d := range docs {
		v.docs[d.File] = d
		v.add(d.File)
	}
	for _, a := range assets {
		v.add(a)
	}
	for f := range v.files {
		v.short = append(v.short, v.below(f))
	}
	slices.Sort(v.short)
	for _, m := range []map[string][]string{v.folded, v.names} {
		for k := range m {
			slices.Sort(m[k])
		}
	}
	return v
}

func (v *Vault) add(file string) {
	if v.files[file] {
		return
	}
	v.files[file] = true
	low := strings.ToLower(file)
	v.folded[low] = append(v.folded[low], file)
	name := path.Base(low)
	v.names[name] = append(v.names[name], file)
	if stem, ok := strings.CutSuffix(name, ".md"); ok {
		v.names[stem] = append(v.names[stem], file)
	}
	for dir := path.Dir(low); dir != "." && dir != "/" && !v.dirs[dir]; dir = path.Dir(dir) {
		v.dirs[dir] = true
	}
}

// Alias lets a note be found under other names, as Obsidian does with "aliases" of the front matter.
// A file of that name goes first. Call it before the first Resolve.
func (v *Vault) Alias(file string, names ...string) {
	for _, n := range names {
		if n = strings.ToLower(strings.TrimSpace(n)); n != "" && len(v.names[n]) == 0 {
			v.names[n] = append(v.names[n], file)
		}
	}
}

// Doc is the note at a display path, nil if there is none.
func (v *Vault) Doc(file string) *Doc { return v.docs[file] }

// Found is where a link leads.
type Found struct {
	File     string   // a note's or attachment's display path; "" = not found
	Fragment string   // id of the anchor, "" = none asked for
	Anchor   bool     // the fragment asked for exists (true if none was asked for)
	Also     []string // other files of the same name, when the name alone decided: the link is ambiguous
	Near     string   // for a hint: the file or anchor most like it
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
		f.File, f.Also, f.Outside = v.find(from.File, l.Target)
	}
	if f.File == "" {
		f.Near = nearest(path.Base(decoded(l.Target)), v.short)
		return f
	}
	v.fragment(&f, from, l.Fragment)
	return f
}

// fragment looks up the part of a note that a link names. Parts of other files are their own business.
func (v *Vault) fragment(f *Found, from *Doc, fragment string) {
	doc := v.docs[f.File]
	if f.File == from.File {
		doc = from
	}
	f.Fragment, f.Anchor = fragment, true
	if doc == nil || fragment == "" {
		return
	}
	if f.Fragment, f.Anchor = doc.Anchor(fragment); !f.Anchor {
		f.Near = nearest(Slug(decoded(fragment)), doc.Anchors)
	}
}

// find is the file a target names, seen from another file.
func (v *Vault) find(from, target string) (file string, also []string, outside bool) {
	target = strings.ReplaceAll(target, `\`, "/")
	spellings := []string{target}
	if d := decoded(target); d != target {
		spellings = append(spellings, d)
	}
	if before, _, ok := strings.Cut(target, "?"); ok && before != "" {
		spellings = append(spellings, before)
	}
	bases := []string{path.Dir(from), v.root, v.root + "/notes"}
	if strings.HasPrefix(target, "/") {
		bases = bases[1:]
	}
	for _, base := range bases {
		for _, s := range spellings {
			p := path.Join(base, s)
			if p != v.root && !strings.HasPrefix(p, v.root+"/") {
				outside = base == path.Dir(from)
				continue
			}
			if file = v.at(p, from); file != "" {
				return file, nil, false
			}
		}
	}
	if outside {
		return "", nil, true
	}
	for _, s := range spellings {
		if file, also = v.named(s, from); file != "" {
			return file, also, false
		}
	}
	return "", nil, false
}

// at is the file at a path: itself, with .md, or the note that stands for a folder.
func (v *Vault) at(p, from string) string {
	for _, try := range []string{p, p + ".md"} {
		if v.files[try] {
			return try
		}
		if same := v.folded[strings.ToLower(try)]; len(same) > 0 {
			return same[0]
		}
	}
	if v.dirs[strings.ToLower(p)] {
		for _, name := range []string{"index.md", "readme.md", "_index.md", strings.ToLower(path.Base(p)) + ".md"} {
			if same := v.folded[strings.ToLower(p)+"/"+name]; len(same) > 0 {
				return same[0]
			}
		}
	}
	return ""
}

// named finds a file by its name, or by the last parts of its path, anywhere. Of several, one in the
// same folder goes first, then the shortest path.
func (v *Vault) named(target, from string) (string, []string) {
	tail := strings.ToLower(strings.Trim(path.Clean("/"+target), "/"))
	var hits []string
	for _, file := range v.names[path.Base(tail)] {
		low := strings.ToLower(file)
		if strings.Contains(tail, "/") && !strings.HasSuffix(low, "/"+tail) && !strings.HasSuffix(low, "/"+tail+".md") {
			continue
		}
		hits = append(hits, file)
	}
	if len(hits) == 0 && strings.Contains(tail, "/") {
		hits = slices.Clone(v.names[path.Base(tail)])
	}
	if len(hits) < 2 {
		return strings.Join(hits, ""), nil
	}
	slices.SortStableFunc(hits, func(a, b string) int {
		if near := path.Dir(a) == path.Dir(from); near != (path.Dir(b) == path.Dir(from)) {
			if near {
				return -1
			}
			return 1
		}
		return len(a) - len(b)
	})
	if path.Dir(hits[0]) == path.Dir(from) && path.Dir(hits[1]) != path.Dir(from) {
		return hits[0], nil
	}
	return hits[0], hits[1:]
}

func decoded(s string) string {
	if d, err := url.PathUnescape(s); err == nil {
		return d
	}
	return s
}

// Anchor is the id that a fragment names: an id as it is, a block id after "^", or a heading by its
// words, as Obsidian writes it; letter case is the last thing to matter.
func (d *Doc) Anchor(fragment string) (id string, ok bool) {
	if fragment == "" {
		return "", true
	}
	f := decoded(fragment)
	// Obsidian names the way down to a heading: "Part#Section".
	last := f[strings.LastIndexByte(f, '#')+1:]
	if name, isBlock := strings.CutPrefix(last, "^"); isBlock {
		b, ok := d.blocks[strings.ToLower(name)]
		return b.id, ok
	}
	for _, try := range []string{fragment, f, strings.TrimPrefix(f, "user-content-")} {
		if slices.Contains(d.Anchors, try) {
			return try, true
		}
	}
	for _, h := range d.Headings {
		if strings.EqualFold(h.Text, last) {
			return h.ID, true
		}
	}
	slug := Slug(last)
	for _, a := range d.Anchors {
		if a == slug {
			return a, true
		}
	}
	for _, a := range d.Anchors {
		if strings.EqualFold(a, f) || strings.EqualFold(a, slug) {
			return a, true
		}
	}
	return "", false
}

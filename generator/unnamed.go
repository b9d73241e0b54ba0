package generator

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"retake/generator/markdown"
	"retake/generator/site/view"
	"retake/generator/source"
)

// unnamed are notes without the names of what is kept back from an edition. A wikilink without words of its own shows
// the name of the note it leads to: also in a heading, and so in the heading's anchor, in a table of contents and in the
// note's title; in a title from the front matter, and in code, all of it is shown. So wikilinks to what is kept back are
// replaced by their words before the note is parsed. Its law: what a note comes to is decided by the note as it is
// written, by what its links mean, and by which notes the edition has; an entry is used only if all three are the same. Entries that
// the last build did not use are forgotten.
type unnamed struct {
	told map[string]bool // display paths of the notes that the edition has
	docs map[*markdown.Doc]written
	open *markdown.Vault // in which the notes are as they are now; nil without any
}

type written struct {
	found []markdown.Found
	doc   *markdown.Doc
	title string
}

var (
	wikilink = regexp.MustCompile(`!?\[\[([^\[\]|\\\n]+)((?:\\?\|[^\[\]|\n]*)*)\]\]`)
	onlySize = regexp.MustCompile(`^(?:\\?\|\s*(?:[0-9]+(?:x[0-9]+)?)?\s*)*$`) // what stands after a "|" and is no words
)

// instead stands where a name stood.
const instead = "a note that is not shared"

// unname gives the notes of an edition, and a vault that knows them as they are now.
func (m *Memory) unname(tree *source.Tree, v *markdown.Vault, e view.Edition) ([]source.Note, *markdown.Vault) {
	if e.Whole() {
		m.told = unnamed{}
		return tree.Notes, v
	}
	var notes []source.Note
	now := unnamed{told: map[string]bool{}, docs: map[*markdown.Doc]written{}}
	for _, n := range tree.Notes {
		if part, _, _ := strings.Cut(n.Slug, "/"); reads(e.Audience, n, tree.Site.Share) && (part == "index" || e.Has(part)) {
			notes, now.told[n.File] = append(notes, n), true
		}
	}
	last := m.told
	if !maps.Equal(last.told, now.told) {
		last.docs = nil
	}
	for i, n := range notes {
		if now.rewrite(n, tree, v, last.docs); now.docs[n.Doc].doc != nil {
			notes[i].Title, notes[i].Doc = now.docs[n.Doc].title, now.docs[n.Doc].doc
		}
	}
	if len(now.docs) > 0 {
		all := slices.Clone(tree.Notes)
		for i, n := range all {
			all[i].Doc = cmp.Or(now.docs[n.Doc].doc, n.Doc)
		}
		now.open = vaultOf(last.open, all, tree.Assets)
	}
	m.told = now
	return notes, cmp.Or(now.open, v)
}

// rewrite writes a note anew, if it names something that is kept back: a note that the edition does not have, or one that is
// not there, since a draft is not.
func (u unnamed) rewrite(n source.Note, tree *source.Tree, v *markdown.Vault, last map[*markdown.Doc]written) {
	kept := func(file string) bool { return file == "" || v.Doc(file) != nil && !u.told[file] }
	found, names := v.Links(n.Doc), map[string]bool{}
	for i, f := range found {
		if l := n.Doc.Links[i]; !l.External && l.Target != "" && kept(f.File) {
			names[l.Target] = true
		}
	}
	if len(names) == 0 {
		return
	}
	if was, ok := last[n.Doc]; ok && len(was.found) == len(found) && &was.found[0] == &found[0] {
		u.docs[n.Doc] = was
		return
	}
	over := func(text string) string {
		return wikilink.ReplaceAllStringFunc(text, func(link string) string {
			m := wikilink.FindStringSubmatch(link)
			target, _, _ := strings.Cut(m[1], "#")
			target = strings.TrimSpace(target)
			if f := v.Resolve(n.Doc, markdown.Link{Target: target}); !names[target] && (f.File == "" || !kept(f.File)) {
				return link
			}
			if words := m[2]; !onlySize.MatchString(words) {
				return strings.TrimSpace(words[strings.LastIndexByte(words, '|')+1:])
			}
			return instead
		})
	}
	text, _ := tree.Text(n.File)
	w := written{found, markdown.Parse(n.File, []byte(over(text))), n.Title}
	if n.Title == n.Doc.Title() {
		w.title = w.doc.Title()
	}
	w.title = over(w.title)
	u.docs[n.Doc] = w
}

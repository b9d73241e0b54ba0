package markdown

import (
	"strings"

	"retake/generator/fault"
	"retake/generator/markdown/plain"
	"retake/generator/markdown/syntax"
)

// Check looks for what a link that leads nowhere may have meant. Each guess reads the names of all files,
// and nobody reads more hints than a few.
const (
	mostGuesses = 50         // of one note
	mostLooks   = 10_000_000 // at a name, for all notes together
)

// guesses is how many a note may have.
func (v *Vault) guesses() int {
	return max(1, min(mostGuesses, mostLooks/(1+len(v.docs)*v.shelf.Len())))
}

// mostTold is how many of the files of one name a hint lists.
const mostTold = 6

// check gives a warning for every link that was not found, or not surely.
func (v *Vault) check(d *Doc, found []Found) fault.List {
	var faults fault.List
	left := v.guesses()
	near := func(f Found, l Link) string {
		if left--; left < 0 {
			return ""
		}
		return v.near(f, d, l)
	}
	for i, l := range d.Links {
		if l.External {
			continue
		}
		switch f := found[i]; {
		case f.File == "":
			v.missing(&faults, l, f, near)
		case !f.Anchor:
			v.noAnchor(&faults, l, f, near(f, l))
		case len(f.Also) > 0:
			faults.Warn("ambiguous-link", l.Pos, "%q names %s: %s is taken", l.Target, plain.Count(len(f.Also)+1, "file", "files"), v.shelf.Below(f.File)).Hint =
				"write more of the path: " + strings.Join(v.all(f), " or ")
		}
	}
	return faults
}

func (v *Vault) missing(faults *fault.List, l Link, f Found, near func(Found, Link) string) {
	code, what := "broken-link", "note or file"
	if l.Kind == Image || l.Kind == Embed && syntax.Picture(l.Target) {
		code, what = "broken-image", "image"
	}
	w := faults.Warn(code, l.Pos, "there is no %s %q", what, short(l.Target))
	meant := ""
	if !f.Outside {
		meant = near(f, l)
	}
	switch {
	case f.Outside:
		w.Message = "the path " + quoted(short(l.Target)) + " leads out of " + v.root
		w.Hint = "only files below " + v.root + " are part of the site"
	case meant != "":
		w.Hint = "did you mean " + quoted(meant) + "?"
	case code == "broken-image":
		w.Hint = "put the image beside the note or anywhere below " + v.root
	default:
		w.Hint = "create it, or correct the path; paths are looked up from the note, then from " + v.root + ", then by file name"
	}
}

func (v *Vault) noAnchor(faults *fault.List, l Link, f Found, meant string) {
	w := faults.Warn("broken-anchor", l.Pos, "%s has no heading or anchor %q", v.shelf.Below(f.File), short(l.Fragment))
	w.Hint = "an anchor is the heading in lower case with hyphens for spaces"
	if meant != "" {
		w.Hint = "did you mean " + quoted("#"+meant) + "?"
	}
}

func quoted(s string) string { return `"` + s + `"` }

// all is the files of one name, the one that is taken first.
func (v *Vault) all(f Found) []string {
	out := []string{v.shelf.Below(f.File)}
	for i, file := range f.Also {
		if i == mostTold-1 {
			return append(out, plain.Count(len(f.Also)-i, "other", "others"))
		}
		out = append(out, v.shelf.Below(file))
	}
	return out
}

package markdown

import (
	"path"
	"strings"

	"retake/generator/fault"
)

// Check gives a warning for every link, image and anchor of a note that is not there.
func (v *Vault) Check(d *Doc) fault.List {
	var faults fault.List
	for _, l := range d.Links {
		if l.External {
			continue
		}
		switch f := v.Resolve(d, l); {
		case f.File == "":
			v.missing(&faults, l, f)
		case !f.Anchor:
			v.noAnchor(&faults, l, f)
		case len(f.Also) > 0:
			faults.Warn("ambiguous-link", l.Pos, "%q names %s: %s is taken", l.Target, count(len(f.Also)+1, "file", "files"), v.below(f.File)).Hint =
				"write more of the path: " + strings.Join(v.all(append([]string{f.File}, f.Also...)), " or ")
		}
	}
	return faults
}

func (v *Vault) missing(faults *fault.List, l Link, f Found) {
	code, what := "broken-link", "note or file"
	if l.Kind == Image || l.Kind == Embed && picture(l.Target) {
		code, what = "broken-image", "image"
	}
	w := faults.Warn(code, l.Pos, "there is no %s %q", what, short(l.Target))
	switch {
	case f.Outside:
		w.Message = "the path " + quoted(short(l.Target)) + " leads out of " + v.root
		w.Hint = "only files below " + v.root + " are part of the site"
	case f.Near != "":
		w.Hint = "did you mean " + quoted(f.Near) + "?"
	case code == "broken-image":
		w.Hint = "put the image beside the note or anywhere below " + v.root
	default:
		w.Hint = "create it, or correct the path; paths are looked up from the note, then from " + v.root + ", then by file name"
	}
}

func (v *Vault) noAnchor(faults *fault.List, l Link, f Found) {
	w := faults.Warn("broken-anchor", l.Pos, "%s has no heading or anchor %q", v.below(f.File), short(l.Fragment))
	w.Hint = "an anchor is the heading in lower case with hyphens for spaces"
	if f.Near != "" {
		w.Hint = "did you mean " + quoted("#"+f.Near) + "?"
	}
}

func quoted(s string) string { return `"` + s + `"` }

// below is a path without the root.
func (v *Vault) below(file string) string { return strings.TrimPrefix(file, v.root+"/") }

func (v *Vault) all(files []string) []string {
	out := make([]string, 0, len(files))
	for _, f := range files {
		out = append(out, v.below(f))
	}
	return out
}

// nearest is the candidate most like a word, by its last part without ".md"; "" if none is like it.
func nearest(word string, candidates []string) string {
	word = strings.ToLower(strings.TrimSuffix(word, ".md"))
	best, least := "", len([]rune(word))/3+1
	if len(word) > 100 {
		return ""
	}
	for _, c := range candidates {
		name := strings.ToLower(strings.TrimSuffix(path.Base(c), ".md"))
		if d := len(name) - len(word); d > 3*least || -d > 3*least {
			continue
		}
		if d := distance(word, name); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or replace.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(y)]
}

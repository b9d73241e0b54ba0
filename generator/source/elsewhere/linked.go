package elsewhere

import (
	"io/fs"
	"strings"

	"retake/generator/fault"
	"retake/generator/source/catalogue"
	"retake/generator/source/keyed"
)

// Linked is a folder of notes that lies elsewhere and is read as if it lay at At.
type Linked struct {
	Folder string // as it is written: from the plan's folder, from ~, or the whole path
	As     string // a slug
	Pos    fault.Pos
}

// At is where the folder is read.
func (l Linked) At() string { return "content/notes/" + l.As }

// layered is a file system into which folders from elsewhere are laid. Withheld says why there is none at a place, ""
// if there is one.
type layered interface{ Withheld(at string) string }

// NotAllowed is why a folder is not read by whoever knows of no others.
const NotAllowed = "nobody has said on this machine that it may be read"

// slugLike is a slug of letters and digits, for editors.
const slugLike = `[\p{Ll}\p{Lo}\p{N}\p{M}]+(-[\p{Ll}\p{Lo}\p{N}\p{M}]+)*`

func linkedKey(into *[]Linked) keyed.Key {
	return keyed.Many("linked", into, Linked{}, func(l *Linked) []keyed.Key {
		return []keyed.Key{
			keyed.Placed(keyed.Must(keyed.Text("folder", &l.Folder)), &l.Pos),
			keyed.Must(keyed.Alike(keyed.Checked("as", &l.As, func(s string) bool { return s == catalogue.Slug(s) }, `a short name in small letters, such as "vault"`), slugLike)),
		}
	}, nil)
}

// Withheld warns of linked folders that are not there to be read, and returns where they would be. The folder's own path is in the hint alone: warnings are
// also told in plan.json.
func Withheld(linked []Linked, fsys fs.FS, faults *fault.List) (unread []string) {
	for _, l := range linked {
		if l.As == "" || l.Folder == "" { // which has been said
			continue
		}
		why := NotAllowed
		if m, ok := fsys.(layered); ok {
			why = m.Withheld(l.At())
		}
		if why != "" {
			hint := "put a folder of notes there, name another one, or take these lines out"
			if why == NotAllowed {
				hint = "retake import --link " + shell(l.Folder) + " --as " + l.As + " lets them be read on this machine; or take these lines out"
			}
			faults.Warn("linked-folder", l.Pos, "the notes linked as %q are left out: %s", l.As, why).Hint = hint
			unread = append(unread, l.At()+"/")
		}
	}
	return unread
}

// shell is a path as one word for a shell. A plan may come from somebody else, and its words must not become a command
// when they are pasted. Within quotes no shell knows the home folder.
func shell(folder string) string {
	if rest, ok := strings.CutPrefix(folder, "~/"); ok && rest != "" {
		return "~/" + word(rest)
	}
	if strings.HasPrefix(folder, "-") { // or it would be a flag
		folder = "./" + folder
	}
	return word(folder)
}

func word(s string) string {
	if strings.ContainsAny(s, "\"$`\\!%") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return `"` + s + `"`
}

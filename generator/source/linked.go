package source

import (
	"io/fs"
	"strings"

	"retake/generator/fault"
	"retake/generator/source/catalogue"
	"retake/generator/source/keyed"
	"retake/generator/study"
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

// withheld warns of linked folders that are not there to be read. The folder's own path is in the hint alone: warnings are
// also told in plan.json.
func (t *Tree) withheld(fsys fs.FS, faults *fault.List) {
	for _, l := range t.Imports.Linked {
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
			t.Unread = append(t.Unread, l.At()+"/")
		}
	}
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

// LoadLinked reads no more than the linked folders.
func LoadLinked(fsys fs.FS) []Linked {
	var in Imports
	glance(fsys, importsFile, outline{}.importKeys(&in))
	return in.Linked
}

// NotesFor reads from site.toml for whom notes are that do not say so themselves: "me", "mentor" or "public".
func NotesFor(fsys fs.FS) string {
	site, settings := SiteFile{Share: defaultShare()}, study.Defaults()
	glance(fsys, "site.toml", siteKeys(&site, &settings))
	return site.Share.Notes
}

// glance reads a file by its keys. What is wrong there, Load says.
func glance(fsys fs.FS, name string, keys []keyed.Key) {
	var faults fault.List
	body, there := read(fsys, name, &faults)
	if v := parseTOML(name, raw{bytes: body, there: there}, &faults); v.V != nil {
		v.Table(keys)
	}
}

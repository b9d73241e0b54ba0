package adopt

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/fault"
)

// few is how many lines of a list are told unless all are wanted.
const few = 10

// Tell says in lines what would come along, what would stay behind and what would lead nowhere; c is nil for a folder that
// is linked.
func (v *Vault) Tell(c *Copy, all bool) (lines []string) {
	head := count(len(v.Notes), "note")
	if len(v.Files) > 0 {
		head += " and " + count(len(v.Files), "file") + " that they link or show"
	}
	head += ", " + size(v.Size)
	if c == nil {
		lines = append(lines, head+": read where they are, as if they lay in "+v.at+"/")
	} else {
		lines = append(lines, head+", for "+v.at+"/", fmt.Sprintf("  %d new, %d there already", len(c.New), c.Same))
		if n := len(c.Differ); n > 0 {
			lines = append(lines, fmt.Sprintf("  %d changed, here or in the plan, which keeps its own unless you say --replace:", n))
			lines = append(lines, some(c.Differ, all, "    ")...)
		}
	}
	lines = append(lines, v.left(all)...)
	return append(lines, v.nowhere(all)...)
}

// left is what stays behind.
func (v *Vault) left(all bool) (lines []string) {
	for _, l := range v.Left {
		n := len(l.Names)
		switch {
		case l.Why == unlinked && v.whole: // it does in any plan
		case l.Why == unlinked && !all:
			lines = append(lines, "  "+count(n, "file")+" that no note links or shows")
		case n <= 3:
			lines = append(lines, fmt.Sprintf("  %s: %s", l.Why, strings.Join(l.Names, ", ")))
		default:
			lines = append(lines, fmt.Sprintf("  %s, %d:", l.Why, n))
			lines = append(lines, some(l.Names, all, "    ")...)
		}
	}
	if len(lines) > 0 {
		head := "stays behind:"
		if v.whole {
			head = "not read:"
		}
		lines = slices.Insert(lines, 0, head)
	}
	return lines
}

// nowhere is what would not resolve.
func (v *Vault) nowhere(all bool) []string {
	if len(v.Faults) == 0 {
		return nil
	}
	var texts []string
	for _, f := range v.Faults {
		texts = append(texts, f.String())
	}
	return append([]string{"to be mended: " + kinds(v.Faults)}, some(texts, all, "  ")...)
}

// things are what faults are about: one, and many.
var things = map[string][2]string{
	"broken-link":    {"link leads nowhere", "links lead nowhere"},
	"broken-image":   {"picture is not there", "pictures are not there"},
	"broken-anchor":  {"link is to a heading that is not there", "links are to headings that are not there"},
	"ambiguous-link": {"link may mean several files", "links may mean several files"},
}

// kinds counts faults by what they are about, the most frequent first.
func kinds(l fault.List) string {
	n := map[string]int{}
	var codes, out []string
	for _, f := range l {
		if n[f.Code]++; n[f.Code] == 1 {
			codes = append(codes, f.Code)
		}
	}
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Or(n[b]-n[a], strings.Compare(a, b)) })
	for _, code := range codes {
		words := things[code]
		out = append(out, fmt.Sprintf("%d %s", n[code], cmp.Or(words[min(n[code]-1, 1)], code)))
	}
	return strings.Join(out, ", ")
}

// some are the first lines of a list, and how many more there are.
func some(list []string, all bool, indent string) (out []string) {
	for i, text := range list {
		if i == few && !all && len(list) > few+1 {
			return append(out, fmt.Sprintf("%sand %d more: --all names them", indent, len(list)-few))
		}
		out = append(out, indent+text)
	}
	return out
}

// Pages says which notes keep a linked folder from being read: two notes cannot be one page.
func (v *Vault) Pages() (clashes []string) {
	for _, l := range v.Left {
		if l.Why == samePage {
			clashes = append(clashes, l.Names...)
		}
	}
	return clashes
}

// Next says what to do with notes that have come in; who is for whom notes are that do not say so.
func (v *Vault) Next(who string) (out []string) {
	seen := map[string]string{
		"me":     "only you see these notes, until audience: mentor in a note, or [share] in site.toml, says more",
		"mentor": "your mentor sees these notes, as [share] in site.toml says; audience: me in a note keeps it to yourself",
		"public": "everybody sees these notes, as [share] in site.toml says; audience: me in a note keeps it to yourself",
	}[who]
	if len(v.Faults) > 0 {
		out = append(out, "retake check names what is to be mended")
	}
	if v.NoDomain > 0 {
		out = append(out, fmt.Sprintf("domain: 2 at the top of a note, between lines of ---, puts it with that domain (%s none)", have(v.NoDomain)))
	}
	return append(out, seen)
}

func have(n int) string {
	if n == 1 {
		return "1 note has"
	}
	return fmt.Sprintf("%d notes have", n)
}

// Done says what was written.
func (c *Copy) Done(v *Vault, replaced int) string {
	line := fmt.Sprintf("copied %s (%s) into %s/", count(len(c.New), "file"), size(c.Size), v.at)
	if replaced > 0 {
		line += fmt.Sprintf(", and replaced %d there", replaced)
	}
	return line
}

func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// size is a number of bytes, in words.
func size(n int64) string {
	switch {
	case n < 1000:
		return count(int(n), "byte")
	case n < 1_000_000:
		return fmt.Sprintf("%d KB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

package tally

import (
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
)

// Kinds are the kinds of sources that teach, in the order of the grid; a community or a person helps beside
// them.
var Kinds = []string{"book", "course", "video", "questions", "lab"}

// reading is how many of the first Kinds explain: one of them is enough.
const reading = 3

// Source is something to learn from.
type Source struct {
	Pos        fault.Pos
	Name       string
	Kind       string // "book" | "video" | "course" | "lab" | "questions" | "community" | "person"
	Domains    []int  // empty = all
	UsedBefore bool
	URL        string
	Cost       string
	Hours      civil.Minutes
	Note       string
}

// Use is time spent with a source on a domain.
type Use struct {
	Source  string // its name, in any case
	Domain  int
	Minutes civil.Minutes
	Date    civil.Date
}

// Used lists for each source its uses, in the order of uses.
func Used(sources []Source, uses []Use) [][]Use {
	out, at := make([][]Use, len(sources)), map[string][]int{}
	for i, s := range sources {
		at[strings.ToLower(s.Name)] = append(at[strings.ToLower(s.Name)], i)
	}
	for _, u := range uses {
		for _, i := range at[strings.ToLower(u.Source)] {
			out[i] = append(out[i], u)
		}
	}
	return out
}

// Spent is the time of the uses from a day on and before another.
func Spent(uses []Use, from, before civil.Date) civil.Minutes {
	total := civil.Minutes(0)
	for _, u := range uses {
		if u.Date >= from && u.Date < before {
			total += u.Minutes
		}
	}
	return total
}

// Covered is one domain's row of the coverage grid.
type Covered struct {
	Domain  int
	Cells   []Cell   // one for each of Kinds
	Sources int      // different ones that serve it
	Single  string   // the only source, if there is just one
	Missing []string // kinds that nothing covers and that would help here
	Say     string   // "" = covered by two sources or more, and no kind is missing
}

// Cell names the sources of one kind for one domain, and the time logged with them there.
type Cell struct {
	Kind    string
	Names   []string
	Minutes civil.Minutes
}

// Coverage sets domains, by number, against kinds of sources. practical tells that the exam has hands-on parts.
func Coverage(domains []int, sources []Source, uses []Use, practical bool) []Covered {
	type key struct {
		source string
		domain int
	}
	spent := map[key]civil.Minutes{}
	for _, u := range uses {
		spent[key{strings.ToLower(u.Source), u.Domain}] += u.Minutes
	}
	out := make([]Covered, 0, len(domains))
	for _, n := range domains {
		row := Covered{Domain: n}
		for _, kind := range Kinds {
			c := Cell{Kind: kind}
			for _, r := range sources {
				if r.Kind == kind && (len(r.Domains) == 0 || slices.Contains(r.Domains, n)) {
					c.Names = append(c.Names, r.Name)
					c.Minutes += spent[key{strings.ToLower(r.Name), n}]
				}
			}
			row.Cells = append(row.Cells, c)
		}
		row.judge(practical)
		out = append(out, row)
	}
	return out
}

// judge counts the sources of a row and names the kinds that it lacks.
func (r *Covered) judge(practical bool) {
	var names []string
	read := false
	for i, c := range r.Cells {
		names = append(names, c.Names...)
		switch {
		case len(c.Names) > 0:
			read = read || i < reading
		case c.Kind == "questions" || c.Kind == "lab" && practical:
			r.Missing = append(r.Missing, c.Kind)
		}
	}
	if !read {
		r.Missing = append([]string{"book"}, r.Missing...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if r.Sources = len(names); r.Sources == 1 {
		r.Single = names[0]
	}
	r.Say = coverage(r.Sources, r.Single, r.Missing)
}

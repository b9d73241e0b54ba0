package board

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/site/view"
	"retake/generator/site/words"
)

// Fact is a name, its value, and a remark.
func Fact(name, value, note string) view.Fact {
	return view.Fact{Name: name, Value: value, Note: note}
}

// mostLines is how many lines of the learner's files a working names: enough to check a number by.
const mostLines = 12

// Line names what a number rests on, and where it is written.
func Line(what string, at fault.Pos, note string) view.Fact {
	if at.File == "" {
		return Fact(what, note, "")
	}
	return Fact(what, words.Place(at), note)
}

// Cut keeps the first of many lines, and says how many more there are.
func Cut(list []view.Fact) []view.Fact {
	if len(list) <= mostLines {
		return list
	}
	return append(list[:mostLines:mostLines], Fact(fmt.Sprintf("and %d more", len(list)-mostLines), "", ""))
}

// Newest is Cut for a list that begins with the newest.
func Newest(list []view.Fact) []view.Fact {
	out := Cut(list)
	if n := len(out) - 1; n < len(list)-1 {
		out[n].Name = fmt.Sprintf("the newest %d of %d", mostLines, len(list))
	}
	return out
}

// Written names entries by where they stand in the learner's files, as far as they do.
func (bd *Board) Written(at []fault.Pos) []view.Fact {
	return bd.Entries(slices.DeleteFunc(at, func(p fault.Pos) bool { return p.File == "" }))
}

// Entries name what stands at places of the learner's files, the newest first.
func (bd *Board) Entries(at []fault.Pos) []view.Fact {
	out := make([]view.Fact, len(at))
	for i, p := range at {
		out[i] = Line("", p, "")
		if i < mostLines { // the others are only counted
			out[i].Name = bd.entry(p)
		}
	}
	return Newest(out)
}

// entry says what stands at a place of the learner's files.
func (bd *Board) entry(p fault.Pos) string {
	r := bd.Record
	for _, x := range r.Attempts {
		if x.Pos == p {
			return "The exam of " + x.At.Date.Medium()
		}
	}
	for _, x := range r.Simulations {
		if x.Pos == p {
			return strings.TrimSpace("Simulation "+x.Source+" "+x.Form) + ", " + x.Date.Short()
		}
	}
	for _, x := range r.Sessions {
		if x.Pos == p {
			return cmp.Or(words.Kind(x.Kind), "Session") + ", " + words.Length(x.Minutes) + ", " + x.Date.Short()
		}
	}
	for _, x := range r.Practice {
		if x.Pos == p {
			return fmt.Sprintf("%d of %d right, %s", x.Right, x.Of, x.Date.Short())
		}
	}
	for _, x := range r.Misses {
		if x.Pos == p {
			return "Miss in " + words.Objective(x.Objective) + ", " + x.Date.Short()
		}
	}
	for _, x := range r.Resources {
		if x.Pos == p {
			return x.Name
		}
	}
	return "Entry"
}

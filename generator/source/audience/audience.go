// Package audience reads the table [share] of site.toml: what others are shown.
//
// Deliberately absent: what follows from it for notes and pages, which is the generator's and site's work.
package audience

import (
	"cmp"
	"slices"
	"strings"

	"retake/generator/fault"
	"retake/generator/source/keyed"
)

// Share is the table [share]: what others are shown.
type Share struct {
	Audience       string // of the edition that is published unless another is asked for; "" = not said
	Notes          string // who sees a note that does not say so itself: "me" | "mentor" | "public"
	Mentor, Public Audience
}

// Audience is what one audience is shown: parts of the site, and what these tell.
type Audience struct {
	Pages  []Item // out of Parts
	Scores string // "shown" | "bands" | "hidden"
	Show   []Item // out of Shown
}

// Item is a word of a list, and where it stands; nowhere if it is a default.
type Item struct {
	Name string
	Pos  fault.Pos
}

// Parts are the parts of a site that others may be shown, besides the first page, which every edition has.
var Parts = []string{
	"mentor", "plan", "weeks", "domains", "readiness", "causes", "practice", "simulations", "progress", "report", "retake", "resources", "why",
	"notes", "checklists", "guides", "search", "calendar", "feed", "data",
}

// Shown is what pages may tell besides results.
var Shown = []string{"log", "causes", "people", "times", "words", "money", "files"}

// Default is what others are shown if site.toml does not say: a mentor what helps to help, strangers the plan
// without any result. Notes are for nobody else.
func Default() Share {
	parts := func(names ...string) (out []Item) {
		for _, n := range names {
			out = append(out, Item{Name: n})
		}
		return out
	}
	return Share{
		Notes: "me",
		Mentor: Audience{
			Pages: parts("plan", "weeks", "domains", "readiness", "causes", "practice", "simulations", "progress", "report", "retake", "resources",
				"notes", "checklists", "guides", "search"),
			Scores: "shown", Show: parts("log", "causes", "people", "words"),
		},
		Public: Audience{
			Pages:  parts("plan", "weeks", "domains", "resources", "notes", "checklists", "guides", "search"),
			Scores: "hidden",
		},
	}
}

// Keys are the keys of [share].
func Keys(s *Share) []keyed.Key {
	return []keyed.Key{
		keyed.Word("audience", &s.Audience, "me", "mentor", "public"),
		keyed.Word("notes", &s.Notes, "me", "mentor", "public"),
		keyed.Sub("mentor", func() []keyed.Key { return audienceKeys(&s.Mentor) }),
		keyed.Sub("public", func() []keyed.Key { return audienceKeys(&s.Public) }),
	}
}

func audienceKeys(a *Audience) []keyed.Key {
	return []keyed.Key{
		listed("pages", Parts, &a.Pages),
		keyed.Word("scores", &a.Scores, "shown", "bands", "hidden"),
		listed("show", Shown, &a.Show),
	}
}

// listed is a list of some of the words there are.
func listed(name string, words []string, into *[]Item) keyed.Key {
	item := []keyed.Key{{Kind: keyed.IsText, Words: words, Exact: true}}
	return keyed.Key{Name: name, Kind: keyed.IsList, Items: item, Read: func(v keyed.Value) {
		*into = nil
		v.Each(keyed.IsList, func(x keyed.Value) {
			s, ok := x.Str()
			if ok && !slices.Contains(words, s) {
				x.Add("unknown-value", "%s has %q, which is none of those there are", name, s).Hint = cmp.Or(keyed.DidYouMean(s, words), "there are: "+strings.Join(words, ", "))
			} else if ok {
				*into = append(*into, Item{s, x.Pos()})
			}
		})
	}}
}

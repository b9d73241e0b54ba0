// Package elsewhere reads content/imports.toml: how tables and decks that come again are read, and which folders of notes
// lie elsewhere and are read where they are.
//
// Deliberately absent: reading those tables, decks and folders, and what a domain is, which whoever reads the plan knows.
package elsewhere

import (
	"slices"
	"strings"

	"retake/generator/source/keyed"
)

// File is the file that it reads.
const File = "content/imports.toml"

// Imports is content/imports.toml: how files from elsewhere are read when they come again.
type Imports struct {
	Columns []Columns
	Decks   []Topic // Anki
	Linked  []Linked
}

// Columns is how the tables of one provider are read. Of two with the same head, the later one adds to the earlier.
type Columns struct {
	Name   string
	Head   []string          // the words above the columns
	Map    map[string]string // one of ColumnKeys -> the words above its column
	Dates  string            // "dmy" | "mdy" | "ymd" | "": days are written so that it does not matter
	As     string            // "practice" | "simulation": what rows without a domain are; "" = "practice"
	Topics []Topic
}

// Topic is what something that has a name elsewhere is here: a domain's number, an objective, AllDomains or NoDomain.
type Topic struct{ Name, Domain string }

// What a topic may be that is no domain.
const (
	AllDomains = "all"  // the exam as a whole
	NoDomain   = "skip" // something else: it is left out
)

// ColumnKeys are the things that a column may hold.
var ColumnKeys = []string{"date", "domain", "right", "wrong", "skipped", "of", "score", "minutes", "source", "form", "conditions", "note"}

// Keys are the keys of content/imports.toml. topic is a key for what something with a name elsewhere is here.
func Keys(in *Imports, topic func(name string, into *string) keyed.Key) []keyed.Key {
	k := reader{topic}
	return []keyed.Key{
		keyed.Schema(),
		keyed.Many("columns", &in.Columns, Columns{}, k.columns, nil),
		keyed.Many("decks", &in.Decks, Topic{}, func(d *Topic) []keyed.Key {
			return []keyed.Key{keyed.Must(keyed.Text("name", &d.Name)), keyed.Must(topic("domain", &d.Domain))}
		}, nil),
		linkedKey(&in.Linked),
	}
}

// reader reads by the one thing that it does not know itself.
type reader struct {
	topic func(name string, into *string) keyed.Key
}

func (r reader) columns(c *Columns) []keyed.Key {
	c.Map = map[string]string{}
	return []keyed.Key{
		keyed.Must(keyed.Text("name", &c.Name)),
		keyed.Must(keyed.Texts("head", &c.Head)),
		keyed.Must(keyed.Sub("columns", func() (keys []keyed.Key) {
			for _, name := range ColumnKeys {
				k := keyed.Text(name, new(string))
				k.Read = func(v keyed.Value) {
					if s, ok := v.Str(); ok {
						c.Map[name] = s
					}
				}
				keys = append(keys, k)
			}
			return keys
		})),
		keyed.Word("dates", &c.Dates, "dmy", "mdy", "ymd"),
		keyed.Word("as", &c.As, "practice", "simulation"),
		{Name: "topics", Kind: keyed.IsTable, Items: []keyed.Key{{Kind: keyed.IsDomain}}, Read: func(v keyed.Value) { c.Topics = r.topics(v) }},
	}
}

// topics reads topics = { "Network security" = 2, "Study tips" = "skip" }, in the order of their names.
func (r reader) topics(v keyed.Value) (out []Topic) {
	m, ok := v.V.(map[string]any)
	if !ok {
		v.Wrong(keyed.IsTable)
	}
	for name := range m {
		x, _ := v.Get(name)
		t := Topic{Name: name}
		r.topic(name, &t.Domain).Read(x)
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b Topic) int { return strings.Compare(a.Name, b.Name) })
	return out
}

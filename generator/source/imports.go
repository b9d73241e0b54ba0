package source

import (
	"slices"
	"strings"

	"retake/generator/source/keyed"
)

const importsFile = "content/imports.toml"

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

// importKeys are the keys of content/imports.toml.
func (o outline) importKeys(in *Imports) []keyed.Key {
	return []keyed.Key{
		keyed.Schema(),
		keyed.Many("columns", &in.Columns, Columns{}, o.columnKeys, nil),
		keyed.Many("decks", &in.Decks, Topic{}, func(d *Topic) []keyed.Key {
			return []keyed.Key{keyed.Must(keyed.Text("name", &d.Name)), keyed.Must(o.topicKey("domain", &d.Domain))}
		}, nil),
		linkedKey(&in.Linked),
	}
}

func (o outline) columnKeys(c *Columns) []keyed.Key {
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
		{Name: "topics", Kind: keyed.IsTable, Items: aDomain, Read: func(v keyed.Value) { c.Topics = o.topics(v) }},
	}
}

// topicKey is a domain, an objective, or one of the words for neither.
func (o outline) topicKey(name string, into *string) keyed.Key {
	return keyed.Key{Name: name, Kind: keyed.IsDomain, Read: func(v keyed.Value) {
		switch ref, ok := reference(v, keyed.IsDomain); {
		case !ok:
		case ref == AllDomains || ref == NoDomain:
			*into = ref
		default:
			o.domain(v, "domain")
			*into = ref
		}
	}}
}

// topics reads topics = { "Network security" = 2, "Study tips" = "skip" }, in the order of their names.
func (o outline) topics(v keyed.Value) (out []Topic) {
	m, ok := v.V.(map[string]any)
	if !ok {
		v.Wrong(keyed.IsTable)
	}
	for name := range m {
		x, _ := v.Get(name)
		t := Topic{Name: name}
		o.topicKey(name, &t.Domain).Read(x)
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b Topic) int { return strings.Compare(a.Name, b.Name) })
	return out
}

package source

import (
	"io/fs"

	"retake/generator/fault"
	"retake/generator/source/audience"
	"retake/generator/source/elsewhere"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// topicKey is a domain, an objective, or one of the words for neither.
func (o outline) topicKey(name string, into *string) keyed.Key {
	return keyed.Key{Name: name, Kind: keyed.IsDomain, Read: func(v keyed.Value) {
		switch ref, ok := reference(v, keyed.IsDomain); {
		case !ok:
		case ref == elsewhere.AllDomains || ref == elsewhere.NoDomain:
			*into = ref
		default:
			o.domain(v, "domain")
			*into = ref
		}
	}}
}

// LoadLinked reads no more than the linked folders.
func LoadLinked(fsys fs.FS) []elsewhere.Linked {
	var in elsewhere.Imports
	glance(fsys, elsewhere.File, elsewhere.Keys(&in, outline{}.topicKey))
	return in.Linked
}

// NotesFor reads from site.toml for whom notes are that do not say so themselves: "me", "mentor" or "public".
func NotesFor(fsys fs.FS) string {
	site, settings := SiteFile{Share: audience.Default()}, study.Defaults()
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

package source

import (
	"retake/generator/source/catalogue"
	"retake/generator/source/elsewhere"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// Table is a file of the learner's with the keys that it is read by.
type Table struct {
	File string
	Keys []keyed.Key
}

// Tables are the TOML files of a plan, in the order in which they are read. Numbers have the settings of a plan that sets none.
func Tables() []Table {
	o, rec, set := outline{}, &study.Record{}, study.Defaults()
	exam, exams, policies := catalogue.Keys()
	keys := [][]keyed.Key{
		siteKeys(&SiteFile{}, &set), exam, exams, policies, o.attemptKeys(rec), o.planKeys(rec, &set), o.logKeys(rec), elsewhere.Keys(&elsewhere.Imports{}, o.topicKey),
	}
	out := make([]Table, len(tomlFiles))
	for i, name := range tomlFiles {
		out[i] = Table{name, keys[i]}
	}
	return out
}

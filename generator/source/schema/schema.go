// Package schema tells editors which keys a plan's files may have: it turns the tables of keys that the files are read
// by into JSON Schema, so that Taplo and others complete, explain and check while somebody writes.
//
// The form is draft 7, the newest that Taplo reads. TOML's dates and times are texts to JSON, so a schema cannot tell a
// date from the same date in quotes; what else it cannot know is listed, with the reasons, in the test that holds schema
// and reader together.
//
// Deliberately absent: reading TOML, what is wrong with one file in view of another, the domains of an exam.
package schema

import (
	"path"
	"strings"

	"retake/generator/source"
	"retake/generator/source/keyed"
)

// Folder is where the schemas of a plan lie. Folders that begin with a dot are neither read nor published.
const Folder = ".retake/schema"

const comment = "Made by retake from the keys that it reads. Changes get lost: retake init --schema writes this file anew."

// Files are the schemas of all TOML files of a plan, by their paths in its folder.
func Files() map[string][]byte {
	out := map[string][]byte{}
	for _, t := range source.Tables() {
		head := object{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"$comment", comment}, {"title", t.File}}
		out[file(t.File)] = append(head, table(named(t.File), keyed.Key{}, t.Keys)...).text()
	}
	return out
}

// Directive is the first line of a TOML file of a plan, which leads an editor to the schema; "" if there is none for it.
// The path in it counts from the file's own folder.
func Directive(name string) string {
	for _, t := range source.Tables() {
		if t.File == name {
			return "#:schema " + strings.Repeat("../", strings.Count(name, "/")) + file(name) + "\n"
		}
	}
	return ""
}

func file(name string) string { return Folder + "/" + named(name) + ".json" }

// named is a file's name without folder and ending.
func named(file string) string { return strings.TrimSuffix(path.Base(file), ".toml") }

// property is the schema of one key's value. at is the path of the key, from the file's name on: log.practice.right.
func property(at string, k keyed.Key) object {
	var out object
	if text := describe(at); text != "" {
		out = append(out, member{"description", text})
	}
	if k.Was != 0 {
		out = append(out, member{"default", k.Was})
	}
	return append(out, value(at, k)...)
}

// value is the schema of a value in all the ways in which it may be written.
func value(at string, k keyed.Key) object {
	if len(k.Also) == 0 {
		return form(at, k)
	}
	ways := []object{form(at, k)}
	for _, a := range k.Also {
		ways = append(ways, form(at, a))
	}
	return object{{"anyOf", ways}}
}

// form is the schema of one way to write a value.
func form(at string, k keyed.Key) object {
	switch k.Kind {
	case keyed.IsText:
		return text(k)
	case keyed.IsWhole:
		return bounded("integer", k)
	case keyed.IsNumber:
		return bounded("number", k)
	case keyed.IsYes:
		return typed("boolean")
	case keyed.IsDate:
		return day()
	case keyed.IsMoment: // the second format is Tombi's word, and unknown to others
		return object{{"anyOf", []object{day(), append(patterned(moment), member{"format", "date-time-local"})}}}
	case keyed.IsLength, keyed.IsFree:
		return object{{"anyOf", []object{bounded("integer", k), patterned(length + "|" + span)}}}
	case keyed.IsHours:
		return object{{"anyOf", []object{bounded("number", k), patterned(length)}}}
	case keyed.IsClock:
		return object{{"anyOf", []object{patterned(clock), append(patterned(clock+`:[0-9]{2}(\.[0-9]+)?`), member{"format", "time-local"})}}}
	case keyed.IsDomain:
		return object{{"anyOf", []object{typed("integer"), typed("number"), typed("string")}}}
	case keyed.IsList:
		return list(at, k)
	case keyed.IsTable:
		return table(at, k, keys(k))
	case keyed.IsTables:
		return object{{"type", "array"}, {"items", table(at, k, keys(k))}}
	}
	return nil // anything
}

func keys(k keyed.Key) []keyed.Key {
	if k.Keys == nil {
		return nil
	}
	return k.Keys()
}

// table is the schema of a table. One without keys has keys of the author's own.
func table(at string, k keyed.Key, keys []keyed.Key) object {
	if len(keys) == 0 {
		out := typed("object")
		for _, item := range k.Items {
			out = append(out, member{"additionalProperties", value(at, item)})
		}
		return out
	}
	var properties, needs object
	var required []string
	for _, x := range keys {
		properties = append(properties, member{x.Name, property(at+"."+x.Name, x)})
		if x.Need {
			required = append(required, x.Name)
		}
		if x.With != "" {
			needs = append(needs, member{x.Name, []string{x.With}})
		}
	}
	out := object{{"type", "object"}, {"additionalProperties", false}, {"properties", properties}}
	if required != nil {
		out = append(out, member{"required", required})
	}
	if needs != nil {
		out = append(out, member{"dependencies", needs})
	}
	var either []object
	for _, name := range k.Either {
		either = append(either, object{{"required", []string{name}}})
	}
	if either != nil {
		out = append(out, member{"anyOf", either})
	}
	return out
}

// list is the schema of a list: of items of one kind, or of one for each place.
func list(at string, k keyed.Key) object {
	out := typed("array")
	var items []object
	for _, item := range k.Items {
		items = append(items, value(at, item))
	}
	switch len(items) {
	case 0:
	case 1:
		out = append(out, member{"items", items[0]})
	default:
		out = append(out, member{"items", items}, member{"additionalItems", false})
	}
	if k.Lo != 0 || k.Hi != 0 {
		out = append(out, member{"minItems", k.Lo}, member{"maxItems", k.Hi})
	}
	return out
}

// bounded is a number; bounds of 0 and 0 are none.
func bounded(kind string, k keyed.Key) object {
	out := typed(kind)
	if k.Lo != 0 || k.Hi != 0 {
		out = append(out, member{"minimum", k.Lo}, member{"maximum", k.Hi})
	}
	return out
}

func typed(kind string) object { return object{{"type", kind}} }

func day() object {
	return append(typed("string"), member{"format", "date"}, member{"pattern", "^" + year})
}

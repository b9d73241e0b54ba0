package schema

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"

	"retake/generator/source/keyed"
)

// How times are written, as regular expressions that mean the same to Rust, JavaScript and Go. That a range ends after
// it begins, and that a length written as text is within its bounds, they do not say.
const (
	year   = `(199[0-9]|20[0-9]{2}|2100)-`
	moment = year + `[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?`
	clock  = `(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)`
	span   = clock + `\s*[-–]\s*` + clock
	length = `[0-9]{1,4} *[Hh]( *[0-9]{1,4} *[Mm]([Ii][Nn])?)?|[0-9]{1,4} *[Mm]([Ii][Nn])?`
)

// patterned is a text that matches a pattern, blanks around it aside.
func patterned(pattern string) object {
	return append(typed("string"), member{"pattern", whole(pattern)})
}

func whole(pattern string) string { return `^\s*(` + pattern + `)\s*$` }

// text is a text: any, one with a pattern, or one of a few words.
func text(k keyed.Key) object {
	switch {
	case k.Like != "":
		return patterned(k.Like)
	case len(k.Words) == 0:
		return typed("string")
	case k.Exact:
		return append(typed("string"), member{"enum", k.Words})
	}
	return words(k.Words)
}

// words are read in large letters and small, and blanks around them do no harm. What is no such word is held against the
// list, because an editor then names the words there are. The first list is for completion, which does not look into
// else; it refuses nothing.
func words(list []string) object {
	all := make([]string, len(list))
	for i, w := range list {
		all[i] = anyCase(w)
	}
	return append(typed("string"),
		member{"anyOf", []object{{{"enum", list}}, typed("string")}},
		member{"if", object{{"pattern", whole(strings.Join(all, "|"))}}},
		member{"else", object{{"enum", list}}},
	)
}

// anyCase is a pattern for a word in large letters and small.
func anyCase(word string) string {
	var b strings.Builder
	for _, r := range word {
		if up := unicode.ToUpper(r); up != r {
			b.WriteString("[" + string(up) + string(r) + "]")
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// object is a JSON object that keeps the order of its members.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(compact(m.name))
		b.WriteByte(':')
		b.Write(compact(m.value))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// compact is a value as JSON, with < and > as they are. Values are texts, numbers, lists and objects, which all have a form.
func compact(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// text is the object as a file.
func (o object) text() []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, compact(o), "", "  "); err != nil {
		panic(err)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

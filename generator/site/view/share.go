package view

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Matter is a kind of thing that pages tell, which somebody may keep to themselves.
type Matter string

// The matters. Plan is what every edition tells: what to study, and when. Bands are results in words and what
// follows from them, Scores are results as numbers; Log is what was done, Times are hours of the day and days off, Words
// are the learner's own remarks in TOML files, Money is prices and vouchers, Files are the lines behind a number.
// Home is told to nobody else.
const (
	Plan   Matter = "plan"
	Bands  Matter = "bands"
	Scores Matter = "scores"
	Log    Matter = "log"
	Causes Matter = "causes"
	People Matter = "people"
	Times  Matter = "times"
	Words  Matter = "words"
	Money  Matter = "money"
	Files  Matter = "files"
	Dates  Matter = "almanac" // the calendar and the feed
	Home   Matter = "home"
)

// Edition is what one audience is shown. The zero value is everything.
type Edition struct {
	Audience string   // "" | "mentor" | "public"
	Pages    []string // parts of the site, such as "weeks"; sorted
	Matters  []Matter // what the pages tell, besides Plan; sorted
}

// Whole reports whether the edition is the learner's own.
func (e Edition) Whole() bool { return e.Audience == "" }

// Sees reports whether the edition tells something.
func (e Edition) Sees(m Matter) bool {
	return e.Whole() || m == Plan || slices.Contains(e.Matters, m)
}

// Has reports whether a part of the site is in the edition.
func (e Edition) Has(part string) bool { return e.Whole() || slices.Contains(e.Pages, part) }

// Share is a view with nothing on it but what the edition tells: a field that is not on the allow-list for one of
// its matters is empty. Links to pages that the edition does not have (leads says so of an address) are left out of
// lists, and are words alone elsewhere. The view that was given stays as it is.
func (e Edition) Share(v any, leads func(href string) bool) any {
	if e.Whole() {
		return v
	}
	out := reflect.New(reflect.TypeOf(v)).Elem()
	sharing{e, leads}.copy(out, reflect.ValueOf(v))
	return out.Interface()
}

type sharing struct {
	Edition
	leads func(href string) bool
}

// copy fills in what may be seen of a value.
func (e sharing) copy(to, from reflect.Value) {
	switch from.Kind() {
	case reflect.Struct:
		told := allowed[from.Type()]
		for i := range from.NumField() {
			name := from.Type().Field(i).Name
			if m, listed := told.matter(name); listed && e.Sees(m) {
				e.copy(to.Field(i), from.Field(i))
			}
		}
		if e.lost(from) {
			to.FieldByName("Href").SetString("")
		}
	case reflect.Slice:
		for i := range from.Len() {
			if x := from.Index(i); !e.lost(x) {
				one := reflect.New(x.Type()).Elem()
				e.copy(one, x)
				to.Set(reflect.Append(to, one))
			}
		}
	case reflect.Pointer:
		if !from.IsNil() && !e.lost(from.Elem()) {
			to.Set(reflect.New(from.Type().Elem()))
			e.copy(to.Elem(), from.Elem())
		}
	case reflect.String, reflect.Bool, reflect.Int:
		to.Set(from)
	default:
		panic(fmt.Sprintf("view: a field of kind %s cannot be shared", from.Kind())) // unreachable: a test looks at all views
	}
}

// lost reports whether a value is a link to a page that the edition does not have.
func (e sharing) lost(v reflect.Value) bool {
	l, ok := v.Interface().(Link)
	return ok && l.Href != "" && !e.leads(l.Href)
}

// told says of the fields of a view what they tell. One that is not named is for nobody else.
type told map[Matter]string

func (t told) matter(field string) (Matter, bool) {
	for m, fields := range t {
		if slices.Contains(strings.Fields(fields), field) {
			return m, true
		}
	}
	return "", false
}

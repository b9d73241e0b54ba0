package view

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// views are the types that a theme's templates meet.
var views = []any{
	Page{}, Nav{}, Almanac{}, HomePage{}, ReportPage{}, RetakePage{}, PlanPage{}, WeeksPage{}, WeekPage{}, DomainsPage{}, DomainPage{},
	ReadinessPage{}, SearchPage{}, NotesPage{}, NotePage{}, MissingPage{}, Link{}, Fact{}, Block{}, Day{}, Week{}, Row{}, Bar{}, Mix{}, Working{}, Extra{},
	CauseFamily{}, Cause{}, DueGroup{}, Due{}, Repeat{}, Reason{}, MapRow{}, MapCell{},
	CausesPage{}, PracticePage{}, SimulationsPage{}, ResourcesPage{}, ProgressPage{}, MentorPage{}, FrontPage{},
	WhyPage{}, RetrospectivePage{}, Notice{}, Cover{}, Material{}, Helper{}, Gain{},
	Finding{}, Chart{}, Table{}, TableRow{}, Moved{},
	Source{}, Phase{}, Assumption{}, Ways{}, Way{}, WhatIf{}, WhatIfRow{}, WhatIfCell{}, Miss{}, Resource{}, Gate{}, Sim{}, Entry{}, Group{}, Folder{}, Numbered{}, Linked{},
}

// TestThemeContract holds themes/README.md to the views: every field of every type is named in the
// type's own paragraph or row, and nothing else is.
func TestThemeContract(t *testing.T) {
	text, err := os.ReadFile("../../../themes/README.md")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("`([A-Z]\\w*)`")
	for _, v := range views {
		typ := reflect.TypeOf(v)
		part := paragraph(string(text), typ.Name())
		if part == "" {
			t.Errorf("%s is not described", typ.Name())
			continue
		}
		named := map[string]bool{}
		for _, m := range code.FindAllStringSubmatch(part, -1) {
			named[m[1]] = true
		}
		delete(named, typ.Name())
		for i := range typ.NumField() {
			f := typ.Field(i)
			if f.Anonymous {
				if !strings.Contains(part, "all of "+f.Name) {
					t.Errorf("%s does not say that it has all of %s", typ.Name(), f.Name)
				}
				continue
			}
			if !named[f.Name] {
				t.Errorf("%s.%s is not described", typ.Name(), f.Name)
			}
			delete(named, f.Name)
		}
		for name := range named {
			t.Errorf("%s has no field %s", typ.Name(), name)
		}
	}
}

// paragraph is the part of the page about one type: a table row, or what follows "gets a `Type`".
func paragraph(text, name string) string {
	for _, p := range strings.Split(text, "\n\n") {
		if strings.Contains(p, "gets a `"+name+"`") {
			return p
		}
		for line := range strings.Lines(p) {
			if strings.HasPrefix(line, "| `"+name+"`") {
				return line
			}
		}
	}
	return ""
}

// TestViewsAreComplete: no view type is missing from the list above.
func TestViewsAreComplete(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var src []byte
	for _, f := range files {
		if f == "share.go" {
			continue // it says what becomes of views
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		src = append(src, text...)
	}
	declared := regexp.MustCompile(`(?m)^type (\w+) struct`).FindAllStringSubmatch(string(src), -1)
	if len(declared) < len(views) {
		t.Errorf("%d types are declared, and %d are listed", len(declared), len(views))
	}
	for _, m := range declared {
		found := false
		for _, v := range views {
			found = found || reflect.TypeOf(v).Name() == m[1]
		}
		if !found {
			t.Errorf("%s is not among the views", m[1])
		}
	}
}

// TestAllowListNamesTheViews: the list of what others may see names every view, each field of it at most once, and
// nothing that a view does not have. A field that it leaves out is for nobody else.
func TestAllowListNamesTheViews(t *testing.T) {
	if len(allowed) != len(views) {
		t.Errorf("%d views are on the list, and there are %d", len(allowed), len(views))
	}
	for _, v := range views {
		typ := reflect.TypeOf(v)
		told, listed := allowed[typ]
		if !listed {
			t.Errorf("%s is not on the list", typ.Name())
		}
		seen := map[string]bool{}
		for matter, fields := range told {
			for _, name := range strings.Fields(fields) {
				if _, there := typ.FieldByName(name); !there || seen[name] {
					t.Errorf("%s.%s, told with %s, is no field or is named twice", typ.Name(), name, matter)
				}
				seen[name] = true
			}
		}
	}
}

// TestEveryViewCanBeShared: a field of a kind that an edition cannot copy would stop the build of that edition.
func TestEveryViewCanBeShared(t *testing.T) {
	kinds := []reflect.Kind{reflect.Struct, reflect.Slice, reflect.Pointer, reflect.String, reflect.Bool, reflect.Int}
	for _, v := range views {
		for i := range reflect.TypeOf(v).NumField() {
			f := reflect.TypeOf(v).Field(i)
			of := f.Type
			for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
				of = of.Elem()
			}
			_, listed := allowed[of]
			if !slices.Contains(kinds, of.Kind()) || of.Kind() == reflect.Struct && !listed {
				t.Errorf("%T.%s cannot be shared", v, f.Name)
			}
		}
	}
}

package view

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// views are the types that a theme's templates meet.
var views = []any{
	Page{}, Nav{}, Almanac{}, HomePage{}, ReportPage{}, RetakePage{}, PlanPage{}, WeeksPage{}, WeekPage{}, DomainsPage{}, DomainPage{},
	ReadinessPage{}, SearchPage{}, NotesPage{}, NotePage{}, MissingPage{}, Link{}, Fact{}, Block{}, Day{}, Week{}, Row{}, Bar{}, Mix{}, Working{}, Extra{},
	CauseFamily{}, Cause{}, DueGroup{}, Due{}, Repeat{}, Reason{}, MapRow{}, MapCell{},
	CausesPage{}, PracticePage{}, SimulationsPage{}, ResourcesPage{}, ProgressPage{}, MentorPage{},
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

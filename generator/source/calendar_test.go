package source_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"retake/generator/civil"
	"retake/generator/source"
)

func TestCalendarTable(t *testing.T) {
	for text, want := range map[string]source.Calendar{
		"":                        {},
		"[calendar]":              {},
		`calendar.alarm = "15m"`:  {Alarms: []civil.Minutes{15}},
		`calendar = { alarm = 0}`: {Alarms: []civil.Minutes{0}},
		"[calendar]\nalarm = [\"15m\", \"1h30m\", 5]\nevening_before = \"18:00\"\nneutral = true": {Alarms: []civil.Minutes{15, 90, 5}, Eve: 360, Neutral: true},
		"[calendar]\nevening_before = 21:30:00":                                                   {Eve: 150},
	} {
		tree, faults := source.Load(fstest.MapFS{"site.toml": {Data: []byte(text)}, "content/exam.toml": {Data: []byte(`exam = "SY0-701"`)}})
		if diff := cmp.Diff(want, tree.Site.Calendar); diff != "" || len(faults) > 0 {
			t.Errorf("%s: %v\n%s", text, faults, diff)
		}
	}
}

package schema_test

import (
	"slices"
	"strings"

	"retake/generator/source/keyed"
)

// difference is a value of which schema and reader think differently, and the reason.
type difference struct {
	why     string
	refuses bool // the schema, and not the reader
	is      func(p place, value string) bool
}

var differences = []difference{
	{"JSON has no dates: Taplo hands them over as texts", false, func(p place, value string) bool {
		return looksLikeTime(value) && (tells(p.key, keyed.IsText) || tells(p.key, keyed.IsDomain))
	}},
	{"and a date in quotes cannot be told from one without", false, func(p place, value string) bool {
		return value == `"2026-11-23"` && (tells(p.key, keyed.IsDate) || tells(p.key, keyed.IsMoment))
	}},
	{"to JSON, 3.0 is a whole number", false, func(p place, value string) bool { return value == "3.0" }},
	{"a rule of [[exam]] is read only if that exam is the plan's", true, func(p place, value string) bool {
		return p.String() == "exams.exam.policy" && strings.HasPrefix(value, "{ x")
	}},
	{"the length in a text is not counted", false, func(p place, value string) bool {
		return (value == `"12 h"` || value == `"0m"`) && tells(p.key, keyed.IsLength)
	}},
}

// looksLikeTime reports a date or a time without quotes.
func looksLikeTime(value string) bool {
	return strings.Count(value, "-") >= 2 && value[0] != '"' || value == "19:00:00"
}

// tells reports whether a value may be of a kind, by itself or in a list.
func tells(k keyed.Key, kind keyed.Kind) bool {
	if k.Kind == kind {
		return true
	}
	return slices.ContainsFunc(append(k.Also[:len(k.Also):len(k.Also)], k.Items...), func(x keyed.Key) bool { return tells(x, kind) })
}

// known is the number of the difference that accounts for a value, -1 if none does.
func known(p place, value string, refuses bool) int {
	for i, d := range differences {
		if d.refuses == refuses && d.is(p, value) {
			return i
		}
	}
	return -1
}

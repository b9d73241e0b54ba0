package planjson

import (
	"strings"

	"retake/generator/site/view"
)

// tells is the allow-list: of every object, its keys by what they tell. A test holds it to all keys there are.
var tells = map[string]map[view.Matter]string{
	"": {
		view.Plan: "schema today exam domains phases weeks", view.Bands: "window readiness next_block", view.Scores: "what_if",
		view.Causes: "causes", view.Home: "warnings digest",
	},
	"exam":         {view.Plan: "code version name vendor minutes questions pass"},
	"window":       {view.Plan: "state optimistic safe attempts_left reasons", view.Money: "until"},
	"domains":      {view.Plan: "n slug name weight", view.Bands: "hours", view.Scores: "belief points_to_win tied_with"},
	"belief":       {view.Plan: "a b mean lo80 hi80"},
	"causes":       {view.Plan: "name family claimed verdict adds", view.Scores: "evidence"},
	"phases":       {view.Plan: "name from to", view.Bands: "why"},
	"weeks":        {view.Plan: "n from to blocks"},
	"blocks":       {view.Plan: "date minutes kind domain resource", view.Times: "start", view.Scores: "because"},
	"readiness":    {view.Plan: "verdict gates", view.Scores: "chance practice_gap pressure_gap"},
	"gates":        {view.Plan: "name met", view.Scores: "why"},
	"chance":       {view.Plan: "p lo hi n"},
	"practice_gap": {view.Plan: "points lo hi n"},
	"pressure_gap": {view.Plan: "points lo hi n"},
	"next_block":   {view.Plan: "domain questions", view.Scores: "because"},
	"what_if":      {view.Plan: "exam_date hours_per_week hours forecast first_broken"},
	"forecast":     {view.Plan: "mean lo hi"},
	"digest":       {view.Scores: "moved numbers", view.Log: "slipped", view.Words: "questions", view.Plan: "since"},
	"numbers":      {view.Plan: "name value before"},
}

// keep empties what is not told, in the object that is called so.
func (o object) keep(called string, sees func(view.Matter) bool) {
	for i := 0; i+1 < len(o); i += 2 {
		key := o[i].(string)
		if !told(called, key, sees) {
			o[i+1] = empty(o[i+1])
			continue
		}
		switch v := o[i+1].(type) {
		case object:
			v.keep(key, sees)
		case *object:
			if v != nil {
				v.keep(key, sees)
			}
		case []object:
			for _, x := range v {
				x.keep(key, sees)
			}
		}
	}
}

// told reports whether a key of an object is on the list for something that is told. The digest takes results, what
// was done, people, remarks and causes together. Warnings name files, notes and what stands in them: they are for nobody else.
func told(called, key string, sees func(view.Matter) bool) bool {
	if called == "" && key == "digest" {
		return sees(view.Scores) && sees(view.Log) && sees(view.People) && sees(view.Words) && sees(view.Causes)
	}
	if called == "causes" && key == "evidence" && !sees(view.Log) { // what was done
		return false
	}
	for m, keys := range tells[called] {
		for k := range strings.FieldsSeq(keys) {
			if k == key {
				return sees(m)
			}
		}
	}
	return false
}

// empty stands for what is not told: a list has nothing in it, anything else is null.
func empty(v any) any {
	switch v.(type) {
	case []object, []string, []int:
		return []int{}
	}
	return nil
}

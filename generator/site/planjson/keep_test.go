package planjson

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"retake/generator/site/view"
	"retake/generator/study"
)

// fill puts something into every field that can be set, two entries into every list.
func fill(v reflect.Value, depth int) {
	if depth == 0 || !v.CanSet() {
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth-1)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), depth-1)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), depth-1)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth-1)
	case reflect.String:
		v.SetString("word")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(7.25)
	default:
		if v.CanInt() {
			v.SetInt(11)
		}
	}
}

func full() (p study.Plan) {
	fill(reflect.ValueOf(&p).Elem(), 12)
	return p
}

// parsed is what somebody is told, as a program reads it.
func parsed(t *testing.T, p study.Plan, sees func(view.Matter) bool) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(Of(p, []string{"a warning"}, sees), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func all(view.Matter) bool { return true }

func none(m view.Matter) bool { return m == view.Plan }

// only is an edition that sees some matters.
func only(matters ...view.Matter) func(view.Matter) bool {
	return func(m view.Matter) bool { return m == view.Plan || slices.Contains(matters, m) }
}

// walk visits every object with the key that it stands under.
func walk(called string, v any, visit func(called string, o map[string]any)) {
	switch x := v.(type) {
	case map[string]any:
		visit(called, x)
		for _, key := range slices.Sorted(maps.Keys(x)) {
			walk(key, x[key], visit)
		}
	case []any:
		for _, e := range x {
			walk(called, e, visit)
		}
	}
}

// TestEveryKeyIsListed: each key of a full plan stands on the allow-list of its object exactly once, and nothing else does.
func TestEveryKeyIsListed(t *testing.T) {
	there := map[string]map[string]bool{}
	walk("", parsed(t, full(), all), func(called string, o map[string]any) {
		if there[called] == nil {
			there[called] = map[string]bool{}
		}
		for key := range o {
			there[called][key] = true
		}
	})
	for called, keys := range tells {
		count := map[string]int{}
		for _, list := range keys {
			for k := range strings.FieldsSeq(list) {
				count[k]++
			}
		}
		for k := range there[called] {
			if count[k] != 1 {
				t.Errorf("%q: %s is listed %d times", called, k, count[k])
			}
			delete(count, k)
		}
		for k := range count {
			t.Errorf("%q has no key %s", called, k)
		}
	}
	for called := range there {
		if tells[called] == nil {
			t.Errorf("the object %q is not on the allow-list", called)
		}
	}
}

// nothing reports whether a value stands for what is not told.
func nothing(v any) bool {
	list, isList := v.([]any)
	return v == nil || isList && len(list) == 0
}

// TestKeepsOnlyWhatIsTold: a key has its value exactly if its matter is told, and the keys stay where they are, so that programs find them.
func TestKeepsOnlyWhatIsTold(t *testing.T) {
	whole := parsed(t, full(), all)
	for _, m := range []view.Matter{view.Plan, view.Bands, view.Scores, view.Log, view.Causes, view.People, view.Times, view.Words, view.Money, view.Files} {
		got := parsed(t, full(), only(m))
		walk("", got, func(called string, o map[string]any) {
			for key, v := range o {
				matter := view.Matter("")
				for m, keys := range tells[called] {
					if slices.Contains(strings.Fields(keys), key) {
						matter = m
					}
				}
				if told := matter == view.Plan || matter == m; !told && !nothing(v) {
					t.Errorf("with %s: %s.%s is %v", m, called, key, v)
				} else if told && nothing(v) {
					t.Errorf("with %s: %s.%s is not there", m, called, key)
				}
			}
		})
		if !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(whole))) {
			t.Errorf("with %s the keys are others", m)
		}
	}
}

// TestDigestTellsOfAllAtOnce: its sentences take results, what was done, people, remarks and causes together.
func TestDigestTellsOfAllAtOnce(t *testing.T) {
	needs := []view.Matter{view.Scores, view.Log, view.People, view.Words, view.Causes}
	if parsed(t, full(), only(needs...))["digest"] == nil {
		t.Error("it is not there")
	}
	for i := range needs {
		if got := parsed(t, full(), only(slices.Delete(slices.Clone(needs), i, i+1)...))["digest"]; got != nil {
			t.Errorf("without %s: %v", needs[i], got)
		}
	}
}

// TestEvidenceIsOfTheLogToo: results alone do not tell what was done.
func TestEvidenceIsOfTheLogToo(t *testing.T) {
	evidence := func(sees func(view.Matter) bool) any {
		return parsed(t, full(), sees)["causes"].([]any)[0].(map[string]any)["evidence"]
	}
	if got := evidence(only(view.Causes, view.Scores)); got != nil {
		t.Errorf("without the log: %v", got)
	}
	if evidence(only(view.Causes, view.Scores, view.Log)) != "word" {
		t.Error("it is not there")
	}
}

// TestNoPurchaseIsTold: the reasons for a window, and the rule that a date breaks, do not speak of what was bought.
func TestNoPurchaseIsTold(t *testing.T) {
	p := full()
	p.Window.Reasons[0].Code, p.Window.Reasons[0].Text = "voucher", "Your voucher expires."
	p.Window.Reasons[1].Code, p.Window.Reasons[1].Text = "wait", "The rule asks for a wait."
	p.WhatIf.Cells[0][0].Rule, p.WhatIf.Cells[0][1].Rule = "voucher", "able"
	for money, want := range map[bool][3]any{true: {"Your voucher expires.", "voucher", "able"}, false: {"The rule asks for a wait.", "ends", "able"}} {
		got := parsed(t, p, func(m view.Matter) bool { return m != view.Money || money })
		cells := got["what_if"].([]any)
		first := [3]any{got["window"].(map[string]any)["reasons"].([]any)[0], cells[0].(map[string]any)["first_broken"], cells[1].(map[string]any)["first_broken"]}
		if first != want {
			t.Errorf("money %v: %v", money, first)
		}
	}
}

// TestNothingToTell: of a plan without anything in it, an edition is a plan without anything in it.
func TestNothingToTell(t *testing.T) {
	if got := parsed(t, study.Plan{}, none); got["window"] != nil || !nothing(got["weeks"]) || got["schema"] != 1.0 {
		t.Errorf("%v", got)
	}
}

package view

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// forNobodyElse are the fields that no edition for others has: the learner's own first pages, examples of what to write, and
// what is said to somebody on a hard day. A field that stands neither here nor on the allow-list is one that nobody has thought about.
var forNobodyElse = map[string]string{
	"HomePage": "Heading State Lead Blocks Next NextWeek Exam Earliest Way Week Mix MixTotal Top Target Built Since Why WhyLink Note Lang " +
		"PlanLink WayLink RetakeLink DomainsLink Hard HardLink Notices",
	"RetrospectivePage": "Heading Lead Way Built Since Sittings Whole Domains Causes Sources Kept Forecasts Why WhyLink Thanks Note Lang Working Track Command ProgressLink",
	"Gain":              "Link Then ThenRange Now NowRange",
	"CausesPage":        "Example", "PracticePage": "Example", "SimulationsPage": "Example", "WhyPage": "Hard Asks",
}

// TestEveryFieldIsDecided: each field of each view is on the allow-list once, or is for nobody else; and both lists name only what
// there is.
func TestEveryFieldIsDecided(t *testing.T) {
	matters := []Matter{Plan, Bands, Scores, Log, Causes, People, Times, Words, Money, Files, Dates}
	for _, v := range views {
		typ := reflect.TypeOf(v)
		listed, ok := allowed[typ]
		if !ok {
			t.Errorf("%s is not on the allow-list", typ.Name())
		}
		count := map[string]int{}
		for m, fields := range listed {
			if !slices.Contains(matters, m) {
				t.Errorf("%s tells %q, which nobody can be shown", typ.Name(), m)
			}
			for f := range strings.FieldsSeq(fields) {
				count[f]++
			}
		}
		for f := range strings.FieldsSeq(forNobodyElse[typ.Name()]) {
			count[f]++
		}
		for i := range typ.NumField() {
			name := typ.Field(i).Name
			if count[name] != 1 {
				t.Errorf("%s.%s is listed %d times", typ.Name(), name, count[name])
			}
			delete(count, name)
		}
		for name := range count {
			t.Errorf("%s has no field %s", typ.Name(), name)
		}
	}
	if len(allowed) != len(views) {
		t.Errorf("%d types are on the allow-list, and there are %d views", len(allowed), len(views))
	}
}

// filled is a view with something in every field, however deep; words count up, so that each stands once.
func filled(typ reflect.Type, n *int) reflect.Value {
	v := reflect.New(typ).Elem()
	*n++
	switch typ.Kind() {
	case reflect.Struct:
		for i := range typ.NumField() {
			v.Field(i).Set(filled(typ.Field(i).Type, n))
		}
		if typ == reflect.TypeFor[Link]() {
			v.Field(0).SetString("plan.html")
		}
	case reflect.Slice:
		v.Set(reflect.Append(v, filled(typ.Elem(), n), filled(typ.Elem(), n)))
	case reflect.Pointer:
		v.Set(reflect.New(typ.Elem()))
		v.Elem().Set(filled(typ.Elem(), n))
	case reflect.String:
		v.SetString(fmt.Sprintf("word%d.", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(1000 + *n))
	}
	return v
}

func everywhere(string) bool { return true }

// TestShareKeepsWhatIsTold: of a full view, a field is there exactly if it is on the allow-list for what the edition sees, at any depth.
func TestShareKeepsWhatIsTold(t *testing.T) {
	var check func(t *testing.T, e Edition, path string, got, from reflect.Value)
	check = func(t *testing.T, e Edition, path string, got, from reflect.Value) {
		switch from.Kind() {
		case reflect.Struct:
			for i := range from.NumField() {
				name := from.Type().Field(i).Name
				m, listed := allowed[from.Type()].matter(name)
				if listed && (m == Plan || slices.Contains(e.Matters, m)) {
					check(t, e, path+"."+name, got.Field(i), from.Field(i))
				} else if !got.Field(i).IsZero() {
					t.Errorf("%v: %s.%s is told", e.Matters, path, name)
				}
			}
		case reflect.Slice:
			if got.Len() != from.Len() {
				t.Fatalf("%v: %s has %d entries", e.Matters, path, got.Len())
			}
			for i := range from.Len() {
				check(t, e, path, got.Index(i), from.Index(i))
			}
		case reflect.Pointer:
			check(t, e, path, got.Elem(), from.Elem())
		default:
			if !got.Equal(from) {
				t.Errorf("%v: %s is not there", e.Matters, path)
			}
		}
	}
	matters := []Matter{Bands, Scores, Log, Causes, People, Times, Words, Money, Files, Dates}
	for _, v := range views {
		n := 0
		full := filled(reflect.TypeOf(v), &n)
		for i := range len(matters) + 2 {
			e := Edition{Audience: "public"}
			if i < len(matters) {
				e.Matters = matters[i : i+1]
			} else if i == len(matters) {
				e.Matters = matters
			}
			check(t, e, full.Type().Name(), reflect.ValueOf(e.Share(full.Interface(), everywhere)), full)
		}
		n = 0
		if again := filled(reflect.TypeOf(v), &n); !reflect.DeepEqual(full.Interface(), again.Interface()) {
			t.Errorf("%T is another now", v)
		}
		if got := (Edition{}).Share(full.Interface(), nil); !reflect.DeepEqual(got, full.Interface()) {
			t.Errorf("%T is not whole", v)
		}
	}
}

// TestAFieldOfTomorrow: a type or a field that nobody has listed yet is for nobody else.
func TestAFieldOfTomorrow(t *testing.T) {
	type Tomorrow struct {
		Secret string
		Link   Link
		Rows   []Row
	}
	got := Edition{Audience: "public", Matters: []Matter{Scores, Words, Log}}.Share(Tomorrow{"a", Link{Text: "b"}, []Row{{Belief: "c"}}}, everywhere)
	if !reflect.DeepEqual(got, Tomorrow{}) {
		t.Errorf("%+v is told", got)
	}
}

// TestLostLinks: what leads to a page that the edition does not have is left out of lists, and is words alone elsewhere.
func TestLostLinks(t *testing.T) {
	leads := func(href string) bool { return href != "gone.html" }
	there, gone, words := Link{Href: "there.html", Text: "there"}, Link{Href: "gone.html", Text: "gone"}, Link{Text: "words"}
	e := Edition{Audience: "public", Matters: []Matter{Scores, Bands}}
	got := e.Share(DomainPage{Title: "t", Body: template.HTML("<p>b"), Notes: []Link{gone, there, words, gone}, Prev: &gone, Next: &there, Row: Row{Link: gone}}, leads).(DomainPage)
	want := DomainPage{Title: "t", Body: "<p>b", Notes: []Link{there, words}, Next: &there, Row: Row{Link: Link{Text: "gone"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	mix := e.Share(WeekPage{Mix: []Mix{{Domain: gone, Questions: 3}}}, leads).(WeekPage).Mix
	if !slices.Equal(mix, []Mix{{Domain: Link{Text: "gone"}, Questions: 3}}) {
		t.Errorf("%+v", mix)
	}
}

// TestSees: the learner sees everything, others the plan and what they are shown.
func TestSees(t *testing.T) {
	public := Edition{Audience: "public", Matters: []Matter{Log}, Pages: []string{"weeks"}}
	for m, want := range map[Matter][2]bool{Plan: {true, true}, Log: {true, true}, Scores: {true, false}, Home: {true, false}} {
		if got := [2]bool{(Edition{}).Sees(m), public.Sees(m)}; got != want {
			t.Errorf("%s: %v", m, got)
		}
	}
	if !(Edition{}).Has("anything") || !public.Has("weeks") || public.Has("week") {
		t.Error("the parts are wrong")
	}
}

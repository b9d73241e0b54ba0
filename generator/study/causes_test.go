package study

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"retake/generator/cause"
)

// withCause makes each cause a supported one, beside a record in which none is.
var withCause = map[cause.Name]func(*Record){
	cause.StudyTime: func(r *Record) { r.Attempts[0].Studied = 4 * 60 },
	cause.Coverage: func(r *Record) {
		r.Sessions = slices.Clone(r.Sessions)
		for i := range r.Sessions {
			if r.Sessions[i].Domain == 4 {
				r.Sessions[i].Domain = 1
			}
		}
	},
	cause.OneSource: func(r *Record) { r.Resources[1].UsedBefore = false },
	cause.HandsOn: func(r *Record) {
		r.Sessions = slices.DeleteFunc(slices.Clone(r.Sessions), func(s Session) bool { return s.Kind == Lab })
	},
	cause.OutOfTime: func(r *Record) { r.Attempts[0].Unanswered = 9 },
	cause.Anxiety: func(r *Record) {
		for i := range r.Simulations {
			r.Simulations[i].Anxiety = 8
		}
	},
	cause.Misreading: func(r *Record) {
		for i := range 9 {
			r.Misses = append(r.Misses, Miss{Date: someday - 5, Objective: obj(1+i%5, 1), Why: "misread"})
		}
	},
	cause.SecondGuessing: func(r *Record) { r.Simulations[0].Changes = &Changes{ToWrong: 12, ToRight: 2} },
}

// causeless is a record whose data support none of the eight causes.
func causeless() Record {
	rec := sy0701()
	rec.Resources = []Resource{{Name: "Guide", Kind: "book", UsedBefore: true}, {Name: "Bank", Kind: "questions", UsedBefore: true}, {Name: "Rack", Kind: "lab"}, {Name: "Course", Kind: "video"}}
	for d := rec.Start; d < someday; d++ {
		rec.Sessions = append(rec.Sessions, Session{Date: d, Domain: 1 + int(d)%5, Kind: []Kind{Read, Questions, Lab}[d%3], Minutes: 60})
	}
	rec.Attempts[0].Studied = 200 * 60
	rec.Simulations = fullSims(60, 62, 61)
	return rec
}

func TestSupportedCausesAddTasksThatNameThem(t *testing.T) {
	plain := planOn(t, causeless(), someday)
	for _, b := range blocksFrom(plain.Weeks, someday+7) {
		if len(b.Extras) > 0 {
			t.Fatalf("no cause is supported, and %s adds %+v", b.Date, b.Extras)
		}
	}
	for _, name := range cause.Names {
		rec := causeless()
		rec.Attempts = slices.Clone(rec.Attempts)
		withCause[name](&rec)
		p := planOn(t, rec, someday)
		supported := map[cause.Name]bool{}
		for _, c := range p.Causes {
			supported[c.Name] = c.Supported()
			if c.Supported() != (c.Name == name) {
				t.Errorf("%s: %s is %s: %s", name, c.Name, c.Verdict, c.Evidence)
			}
		}
		added := map[string]int{}
		for _, b := range blocksFrom(p.Weeks, someday+7) { // this week was planned when it began
			for _, x := range b.Extras {
				added[x.Task]++
				if !supported[x.Cause] {
					t.Errorf("%s: a task of %s on %s: %q", name, x.Cause, b.Date, x.Task)
				}
			}
		}
		if len(added) == 0 {
			t.Errorf("%s is supported and adds nothing", name)
		}
		for _, c := range p.Causes {
			for _, a := range c.Adds {
				if a.Times < added[a.Task] || a.First < someday {
					t.Errorf("%s: %+v, and %d blocks carry it", name, a, added[a.Task])
				}
			}
			if c.Supported() && len(c.Adds) == 0 {
				t.Errorf("%s does not say what it adds", name)
			}
		}
	}
}

// spend adds up the minutes of the blocks ahead by a key.
func spend[K comparable](p Plan, key func(Block) K) map[K]int {
	out := map[K]int{}
	for _, b := range blocksFrom(p.Weeks, someday+7) {
		out[key(b)] += int(b.Minutes)
	}
	return out
}

func TestSupportedCausesChangeThePlan(t *testing.T) {
	with := func(name cause.Name) (before, after Plan) {
		rec := causeless()
		rec.Attempts = slices.Clone(rec.Attempts)
		if name == cause.Coverage { // so much is to be won elsewhere that without the cause this domain gets little
			rec.Practice = []Practice{{Date: someday - 1, Domain: 4, Right: 156, Of: 200, Conditions: "timed"}}
			for _, d := range []int{1, 2, 3, 5} {
				rec.Practice = append(rec.Practice, Practice{Date: someday - 1, Domain: d, Of: 200, Conditions: "timed"})
			}
		}
		before = planOn(t, rec, someday)
		withCause[name](&rec)
		return before, planOn(t, rec, someday)
	}
	kind := func(b Block) Kind { return b.Kind }
	if a, b := with(cause.HandsOn); spend(b, kind)[Lab] <= spend(a, kind)[Lab] {
		t.Errorf("too little hands-on: %v, before %v", spend(b, kind), spend(a, kind))
	}
	domain := func(b Block) int { return b.Domain }
	if a, b := with(cause.Coverage); spend(b, domain)[4] <= spend(a, domain)[4] {
		t.Errorf("a heavy domain uncovered: %v, before %v", spend(b, domain), spend(a, domain))
	}
	from := func(b Block) string {
		if b.Kind == Read || b.Kind == Video {
			return b.Resource
		}
		return ""
	}
	if a, b := with(cause.OneSource); len(spend(b, from)) <= 2 || len(spend(a, from)) > 2 {
		t.Errorf("one source: reading from %v, before %v", spend(b, from), spend(a, from))
	}
	pace := func(p Plan) float64 { // questions a minute
		asked, minutes := 0, 0
		for _, b := range blocksFrom(p.Weeks, someday+7) {
			n := 0
			if _, err := fmt.Sscanf(b.Task, "About %d questions", &n); err == nil {
				asked, minutes = asked+n, minutes+int(b.Minutes)
			}
		}
		return float64(asked) / float64(minutes)
	}
	if a, b := with(cause.OutOfTime); math.Abs(pace(a)-0.8) > 0.06 || math.Abs(pace(b)-1) > 0.06 {
		t.Errorf("out of time: %.2f questions a minute, before %.2f; want 1, before 0.8", pace(b), pace(a))
	}
	late := causeless()
	late.ExamDate = 0
	on := planOn(t, late, someday).Date.Date
	late.Sessions = late.Sessions[:4]
	if p := planOn(t, late, someday); !p.Causes[0].Supported() || p.Date.Date <= on {
		t.Errorf("few hours kept (%s): proposed %s, with all of them %s", p.Causes[0].Verdict, p.Date.Date, on)
	}
}

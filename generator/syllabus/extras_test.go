package syllabus

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/cause"
	"retake/generator/civil"
)

// TestExtrasKeepTheirRules: the calendar is there every week, the word on an uncovered domain in all its
// reading and question blocks, the calm on every evening near the exam; of the others no block carries
// more than one and no day any twice, but for simulations; and none carries more than two beside the calm.
func TestExtrasKeepTheirRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCourse(t)
		day, week, once := civil.Date(0), civil.Date(0), map[cause.Name]civil.Date{}
		for _, b := range c.all() {
			first, monday := b.Date != day, b.Date.Monday() != week
			day, week = b.Date, b.Date.Monday()
			n := map[cause.Name]int{}
			others := 0
			for _, x := range b.Extras {
				if !c.supported(x.Cause) || x.Task == "" {
					t.Fatalf("%s: %+v", b.Date, x)
				}
				n[x.Cause]++
				if !slices.Contains(always[:], x.Cause) {
					others++
					if b.Kind != Simulate && once[x.Cause] == b.Date {
						t.Fatalf("%s: %s twice", b.Date, x.Cause)
					}
					once[x.Cause] = b.Date
				}
			}
			want := func(name cause.Name, when bool) {
				if n[name] != map[bool]int{true: 1}[when && c.supported(name)] {
					t.Fatalf("%s: %s %d times in %+v", b.Date, name, n[name], b)
				}
			}
			want(cause.StudyTime, monday)
			want(cause.Coverage, (b.Kind == Questions || b.Kind == Read || b.Kind == Video) && b.Domain > 0 && c.Domains[b.Domain-1].Uncovered)
			want(cause.Anxiety, b.Kind == Simulate || first && c.Calendar.Exam-b.Date <= lastEvenings)
			if others > 1 && b.Kind != Simulate || len(b.Extras)-n[cause.Anxiety] > mostExtras {
				t.Fatalf("%s: %+v", b.Date, b.Extras)
			}
		}
	})
}

// TestTurnsAreFair: with all causes supported, those that share an occasion are within two turns of each other there.
func TestTurnsAreFair(t *testing.T) {
	blocks := twoEach(120).with(cause.Names[:]...).all()
	for kind, names := range map[Kind][]cause.Name{
		Questions: {cause.OneSource, cause.OutOfTime, cause.SecondGuessing, cause.Misreading},
		Review:    {cause.Misreading},
		Read:      {cause.OneSource},
		Lab:       {cause.HandsOn},
	} {
		least, most := len(blocks), 0
		for _, name := range names {
			n := said(blocks, name, kind)
			least, most = min(least, n), max(most, n)
		}
		if least == 0 || most > least+2 && most > least*3/2 {
			t.Errorf("%s: the turns are from %d to %d", kind, least, most)
		}
	}
}

// TestMisreadingInQuestionsAndReviews: alone, it still has both.
func TestMisreadingInQuestionsAndReviews(t *testing.T) {
	blocks := course(60).with(cause.Misreading).all()
	if q, r := said(blocks, cause.Misreading, Questions), said(blocks, cause.Misreading, Review); q < 3 || r < 3 {
		t.Errorf("%d question blocks and %d reviews", q, r)
	}
}

// twoEach is the usual course with a second book that is not used up.
func twoEach(days int) Course {
	c := course(days)
	c.Sources = append(c.Sources, Source{Name: "Second book", Kind: "book"})
	return c
}

// TestAnotherSource: only a block whose source is another than the last one in its domain, and at first than
// those before the fail, says so.
func TestAnotherSource(t *testing.T) {
	c := twoEach(60).with(cause.OneSource)
	last, changed := map[string]string{}, 0
	for _, b := range c.all() {
		key := string(b.Kind) + string(rune(b.Domain))
		if said([]Block{b}, cause.OneSource, "") > 0 {
			changed++
			if b.Resource == last[key] || last[key] == "" && (b.Resource == "Book" || b.Resource == "Questions A") {
				t.Errorf("%s: %s after %q is not another source", b.Date, b.Resource, last[key])
			}
		}
		if (b.Kind == Questions || b.Kind == Read) && b.Resource == last[key] {
			t.Errorf("%s: %s twice in a row", b.Date, b.Resource)
		}
		last[key] = b.Resource
	}
	if changed < 10 {
		t.Errorf("%d blocks say it", changed)
	}
}

// TestOneSourceOfAKindIsNoOther: where one source serves nothing speaks of another than last time, and once a week a
// block asks to look for one.
func TestOneSourceOfAKindIsNoOther(t *testing.T) {
	c := course(60).with(cause.OneSource)
	c.Sources = []Source{{Name: "Book A", Kind: "book", UsedBefore: true}, {Name: "Qs", Kind: "questions"}, {Name: "Lab", Kind: "lab"}}
	weeks := map[civil.Date]int{}
	for _, b := range c.all() {
		for _, x := range b.Extras {
			if weeks[b.Date.Monday()]++; !strings.HasPrefix(x.Task, "Look for a second source") {
				t.Errorf("%s, %s: %q", b.Date, b.Resource, x.Task)
			}
		}
	}
	for monday, n := range weeks {
		if n != 1 {
			t.Errorf("%d times in the week of %s", n, monday)
		}
	}
	if len(weeks) < 5 {
		t.Errorf("in %d weeks", len(weeks))
	}
}

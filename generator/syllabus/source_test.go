package syllabus

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/cause"
	"retake/generator/civil"
)

// from sums the minutes of reading, watching and labs planned with a source.
func from(blocks []Block, source string) (n int) {
	for _, b := range blocks {
		if b.Resource == source && (b.Kind == Read || b.Kind == Video || b.Kind == Lab) {
			n += int(b.Minutes)
		}
	}
	return n
}

// TestSourcesAreUsedUp: of a source with its hours written no more is planned than is left in it, give or take
// half a block; what is logged is gone, and then the next source serves.
func TestSourcesAreUsedUp(t *testing.T) {
	for _, c := range []struct {
		length, logged civil.Minutes
		want           [2]int // least and most
	}{
		{0, 0, [2]int{300, 3000}}, // no bound
		{120, 0, [2]int{95, 145}},
		{120, 85, [2]int{10, 60}},
		{120, 110, [2]int{0, 0}},
		{120, 500, [2]int{0, 0}},
	} {
		x := course(90)
		x.Sources[1].Length, x.Sources[1].Logged = c.length, c.logged
		x.Sources[0].UsedBefore, x.Sources[1].Kind = true, "book"
		blocks := x.all()
		if got := from(blocks, "Course"); got < c.want[0] || got > c.want[1] {
			t.Errorf("%d of %d min logged: %d min planned, want %v", c.logged, c.length, got, c.want)
		}
		if c.length > 0 && from(blocks, "Book") < 100 {
			t.Errorf("%d of %d min logged: the other book serves for %d min", c.logged, c.length, from(blocks, "Book"))
		}
	}
}

// TestUsedUpSourcesServeAgain: when there is nothing else, the only book is gone through again.
func TestUsedUpSourcesServeAgain(t *testing.T) {
	c := course(60)
	c.Sources = []Source{{Name: "Book", Kind: "book", Length: 60, Logged: 60}, {Name: "Quiz", Kind: "questions"}}
	for _, b := range c.all() {
		if b.Kind == Read && b.Resource != "Book" {
			t.Fatalf("%+v", b)
		}
	}
}

// TestPlannedIsTakenOnce: what an earlier stretch planned from Known on is taken, what it planned before is in
// the log or still there.
func TestPlannedIsTakenOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := course(60)
		c.Sources[1].Length = civil.Minutes(rapid.IntRange(60, 900).Draw(t, "length"))
		l := NewLedger(len(c.Domains))
		c.Known = start
		first := from(c.Fill(start, start+20, l), "Course")
		all := first + from(c.Fill(start+21, c.Calendar.Exam-1, l), "Course")
		if over := all - int(c.Sources[1].Length); over > c.Block/2 {
			t.Fatalf("%d min planned, %d too many", all, over)
		}
		again := NewLedger(len(c.Domains))
		c.Fill(start, start+20, again)
		c.Known = start + 21 // nothing of it was done
		if left := c.leftIn(again)["Course"]; left != int(c.Sources[1].Length) {
			t.Fatalf("%d min left of %d", left, c.Sources[1].Length)
		}
	})
}

// TestTheVerbIsTheKinds: a video is watched, a course done, a book read and closed.
func TestTheVerbIsTheKinds(t *testing.T) {
	for kind, want := range map[string]struct {
		verb string
		kind Kind
	}{"book": {"Read ", Read}, "course": {"Do a part of the course ", Read}, "video": {"Watch ", Video}} {
		c := course(60)
		c.Sources = []Source{{Name: "It", Kind: kind}}
		n := 0
		for _, b := range c.all() {
			if b.Kind != Read && b.Kind != Video {
				continue
			}
			if n++; b.Kind != want.kind || !strings.HasPrefix(b.Task, want.verb) {
				t.Errorf("%s: %s, %q", kind, b.Kind, b.Task)
			}
		}
		if n == 0 {
			t.Errorf("%s: nothing to learn from it", kind)
		}
	}
}

// TestHandsOnlyExams: each week with study begins with a lab, but for what is owed to review; nothing is said of
// closed books, and no number of tasks where the exam's is not known.
func TestHandsOnlyExams(t *testing.T) {
	for _, asked := range []int{0, 17} {
		c := course(60).with(cause.OutOfTime)
		c.Labs, c.HandsOnly, c.Asked, c.Pace, c.Sources[4].Domains = true, true, asked, 7, nil
		week, labs := civil.Date(0), 0
		for _, b := range c.all() {
			text := b.Task
			for _, x := range b.Extras {
				text += " " + x.Task
			}
			if strings.Contains(text, "book closed") || strings.Contains(text, "question") || asked == 0 && strings.Contains(text, "About ") {
				t.Errorf("%d tasks: %q", asked, text)
			}
			floored := b.Domain > 0 && c.Domains[b.Domain-1].Floored
			if b.Domain == 0 || floored || b.Kind == Review || b.Date.Monday() == week {
				continue
			}
			week = b.Date.Monday()
			if labs++; b.Kind != Lab {
				t.Errorf("%s: the week begins with %s", b.Date, b.Kind)
			}
		}
		if labs < 3 {
			t.Errorf("%d weeks begin with a lab", labs)
		}
	}
}

// TestExamsWithoutDomains: the one domain there is has a name that no task needs.
func TestExamsWithoutDomains(t *testing.T) {
	c := course(60)
	c.Domains = []Domain{{N: 1, Name: "The whole exam", Quota: 1900, Because: "All of it."}}
	for _, b := range c.all() {
		if strings.Contains(b.Task, "whole exam") || strings.Contains(b.Task, "  ") || strings.Contains(b.Task, "()") {
			t.Errorf("%q", b.Task)
		}
	}
}

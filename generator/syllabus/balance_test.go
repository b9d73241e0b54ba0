package syllabus

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/stat"
	"retake/generator/timetable"
)

// drawWeek is a week with one or two free windows, of any length, on some of its days.
func drawWeek(t *rapid.T) timetable.Week {
	var w timetable.Week
	for d := range w {
		switch rapid.IntRange(0, 3).Draw(t, "windows") {
		case 1:
			w[d] = []civil.Window{{Start: 18 * 60, Length: civil.Minutes(rapid.IntRange(4, 48).Draw(t, "evening") * 5)}}
		case 2:
			w[d] = []civil.Window{{Start: civil.NoClock, Length: civil.Minutes(rapid.IntRange(20, 240).Draw(t, "minutes"))}}
		case 3:
			w[d] = []civil.Window{{Start: 7 * 60, Length: civil.Minutes(rapid.IntRange(20, 60).Draw(t, "morning"))}, {Start: 20 * 60, Length: civil.Minutes(rapid.IntRange(20, 120).Draw(t, "night"))}}
		}
	}
	return w
}

// drawCourse is a course of up to six domains in windows of any kind.
func drawCourse(t *rapid.T) Course {
	c := inWeek(drawWeek(t), rapid.IntRange(20, 180).Draw(t, "days"))
	c.Domains = nil
	for n := range rapid.IntRange(1, 6).Draw(t, "domains") {
		c.Domains = append(c.Domains, Domain{
			N: n + 1, Name: string(rune('A' + n)), Quota: float64(rapid.IntRange(20, 900).Draw(t, "quota")), Floored: rapid.IntRange(0, 3).Draw(t, "floored") == 0,
			Open: rapid.IntRange(0, 2).Draw(t, "open"), Because: "Here.", Uncovered: rapid.Bool().Draw(t, "uncovered")})
	}
	for i := range c.Causes {
		c.Causes[i] = rapid.Bool().Draw(t, "cause")
	}
	c.Labs = rapid.Bool().Draw(t, "labs")
	c.HandsOnly = c.Labs && rapid.Bool().Draw(t, "hands only")
	for i := range c.Sources {
		c.Sources[i].Length = civil.Minutes(rapid.IntRange(0, 400).Draw(t, "length"))
	}
	c.Sources = append(c.Sources, Source{Name: "Videos", Kind: "video"})
	return c
}

// inWeek is the usual course with other windows.
func inWeek(w timetable.Week, days int) Course {
	c := course(30)
	c.Week, c.Calendar = w, timetable.Lay(timetable.Runway{
		Start: start, Exam: start + civil.Date(days), Week: w, Off: func(civil.Date) bool { return false }, Sitting: 90, Gap: stat.Gap,
		Rules: timetable.Rules{Block: 50, Break: 10, Least: 20, Soft: 120, Hard: 240},
	})
	return c
}

// TestReviewIsAsLongAsTheAnswers: on whichever day one looks, questions and reviews from then on to the exam
// are within a block of each other, and so are those of the past; within a day the lead of questions
// is a block and less than what is too short for one.
func TestReviewIsAsLongAsTheAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCourse(t)
		lead, day := 0, civil.Date(0)
		var mornings []int
		for _, b := range c.all() {
			if b.Date != day {
				mornings, day = append(mornings, lead), b.Date
			}
			switch {
			case b.Domain == 0:
			case b.Kind == Questions:
				lead += int(b.Minutes)
			case b.Kind == Review:
				lead -= int(b.Minutes)
			}
			if lead < 0 || lead >= c.Block+shortest {
				t.Fatalf("%s: questions lead by %d min", b.Date, lead)
			}
			if b.Minutes < shortest || int(b.Minutes) > c.Block && b.Kind != Simulate {
				t.Fatalf("a block of %s: %+v", b.Minutes, b)
			}
		}
		if mornings = append(mornings, lead); slices.Max(mornings)-slices.Min(mornings) > c.Block {
			t.Fatalf("leads by day: %v", mornings)
		}
	})
}

// TestPinnedQuestionsAreMadeEven: what the learner pins is in the books: the plan reviews until it is even.
func TestPinnedQuestionsAreMadeEven(t *testing.T) {
	pin := Pin{Date: start + 12, Start: 9 * 60, Minutes: 180, Kind: Questions, Domain: 1, Fixed: true}
	c := course(60, pin)
	blocks := c.all()
	if q, r := spent(blocks, Questions, 0), reviewed(blocks); q-r > 50 || r > q {
		t.Errorf("%d minutes of questions, %d of review", q, r)
	}
}

// reviewed is the time for going through questions, without that for simulations.
func reviewed(blocks []Block) int { return spent(blocks, Review, 0) - spent(blocks, Review, -1) }

// TestQuestionsReviewReading: in the domains that get more than the least share minutes go about 2 : 2 : 1, in
// even windows and in uneven ones.
func TestQuestionsReviewReading(t *testing.T) {
	uneven := timetable.Week{1: {{Start: 19 * 60, Length: 45}}, 3: {{Start: 19 * 60, Length: 45}}, 6: {{Start: 9 * 60, Length: 180}}}
	short := timetable.Week{1: {{Start: 19 * 60, Length: 60}}, 2: {{Start: civil.NoClock, Length: 45}}, 4: {{Start: 7 * 60, Length: 30}}, 5: {{Start: 7 * 60, Length: 50}}}
	for name, w := range map[string]timetable.Week{"even": evenings(), "uneven": uneven, "one slot a day": short} {
		c := inWeek(w, 150)
		c.Domains[2].Floored = false
		blocks := c.all()
		q, r, read := spent(blocks, Questions, 0), reviewed(blocks), spent(blocks, Read, 0)
		if q-r > 50 || r > q || read < q*2/5 || read > q*3/5+50 {
			t.Errorf("%s: questions %d, review %d, reading %d minutes", name, q, r, read)
		}
	}
}

// TestReviewFollowsQuestions: in the same domain, from the same source, and never left out at the end.
func TestReviewFollowsQuestions(t *testing.T) {
	for days := 14; days < 80; days++ {
		blocks := slices.DeleteFunc(course(days).with(cause.OneSource).all(), func(b Block) bool { return b.Domain == 0 })
		for i, b := range blocks {
			if b.Kind != Questions {
				continue
			}
			if i+1 == len(blocks) {
				t.Fatalf("%d days: the last block asks questions", days)
			}
			if next := blocks[i+1]; next.Kind != Review || next.Domain != b.Domain || next.Resource != b.Resource {
				t.Fatalf("%d days, %s: questions on %d from %s are followed by %s on %d from %s", days, b.Date, b.Domain, b.Resource, next.Kind, next.Domain, next.Resource)
			}
		}
	}
}

// TestWishes: a wish is granted where the day has the time for it, else it is left out: it is never made shorter.
func TestWishes(t *testing.T) {
	saturday, wednesday := start+12, start+9
	for name, c := range map[string]struct {
		wish Pin
		want civil.Minutes // 0 = left out
	}{
		"fits into a slot":                {Pin{Date: wednesday, Start: civil.NoClock, Minutes: 50, Kind: Video, Domain: 3}, 50},
		"takes of the slot after it":      {Pin{Date: wednesday, Start: civil.NoClock, Minutes: 65, Kind: Video, Domain: 3}, 65},
		"leaves nothing too short":        {Pin{Date: wednesday, Start: civil.NoClock, Minutes: 75, Kind: Video, Domain: 3}, 80},
		"longer than the evening":         {Pin{Date: wednesday, Start: civil.NoClock, Minutes: 81, Kind: Video, Domain: 3}, 0},
		"too late for its slot":           {Pin{Date: wednesday, Start: 20 * 60, Minutes: 40, Kind: Video, Domain: 3}, 0},
		"a day without a window":          {Pin{Date: start + 11, Start: civil.NoClock, Minutes: 30, Kind: Video, Domain: 3}, 0},
		"a simulation of full length":     {Pin{Date: saturday, Start: civil.NoClock, Minutes: 90, Kind: Simulate}, 90},
		"a simulation that is too short":  {Pin{Date: saturday, Start: civil.NoClock, Minutes: 50, Kind: Simulate}, 0},
		"a simulation without the window": {Pin{Date: wednesday, Start: civil.NoClock, Minutes: 90, Kind: Simulate}, 0},
	} {
		course := course(60, c.wish)
		got := civil.Minutes(0)
		for _, b := range course.all() {
			if b.Date == c.wish.Date && b.Kind == c.wish.Kind {
				got = b.Minutes
			}
		}
		if got != c.want {
			t.Errorf("%s: a block of %s, want %s", name, got, c.want)
		}
	}
}

// said counts the tasks of a cause in blocks of a kind ("" = any).
func said(blocks []Block, name cause.Name, kind Kind) (n int) {
	for _, b := range blocks {
		for _, x := range b.Extras {
			if x.Cause == name && (kind == "" || b.Kind == kind) {
				n++
			}
		}
	}
	return n
}

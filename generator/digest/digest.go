// Package digest says what has changed since a Monday: what moved, what slipped, three numbers and three
// questions for the mentor.
//
// It is given two snapshots of a plan, as it stood then and as it stands now, and what was not done in
// between. Nobody is blamed: what slipped is named once, with its size. Every sentence it can say stands in
// testdata/sentences.txt.
//
// Deliberately absent: making either of the plans, scores of single people set beside each other, the
// clock, markup.
package digest

import (
	"cmp"
	"math"
	"slices"

	"retake/generator/civil"
	"retake/generator/stat"
)

// Digest is what has changed since a Monday: the plan made for that day, set beside today's.
type Digest struct {
	Since     civil.Date
	Moved     []string   // what moved, in sentences
	Slipped   []string   // what slipped
	Numbers   []Number   // three
	Questions []string   // three, for the mentor
	Crossed   []int      // domains whose estimate reached the target since
	Proposed  civil.Date // the exam date that the plan proposed then; 0 = none, or it was the learner's own
}

// Number is a figure with its name, and what it was before.
type Number struct{ Name, Value, Before string }

// Snapshot is a plan as it stood on a day.
type Snapshot struct {
	Domains  []Domain   // in the order of the outline
	Level    stat.Share // expected share right over the whole exam
	Verdict  string
	Date     civil.Date // of the exam; 0 = none
	Proposed bool       // by the plan, not by the learner
	Open     int        // questions that went wrong and are not closed
	Closed   int
	Fails    int // failed attempts on record
}

// Domain is one domain in a snapshot.
type Domain struct {
	N      int
	Name   string
	Mean   float64 // estimated share right, 0 to 1
	Points float64 // to win, percent points of the exam
	Faded  float64 // of the earlier snapshot: the mean by its evidence alone, now that that is older
}

// Slip is what was planned since and did not happen.
type Slip struct {
	Days    []civil.Date // planned days on which less than half was done
	By      civil.Minutes
	Late    int // questions past the day on which to try them again
	Talks   []Talk
	Done    civil.Minutes // study time since
	Planned civil.Minutes // up to now
	Over    bool          // the week is over
}

// Talk is somebody with whom check-ins were missed, and how many.
type Talk struct {
	Person string
	Missed int
}

// Since is the Monday that a digest counts from: this week's, and on a Monday the one before.
func Since(today civil.Date) civil.Date {
	if m := today.Monday(); m != today {
		return m
	}
	return today - 7
}

// Compare sets two snapshots beside each other; after a pass nothing has slipped. target is the share right to aim for, 0 to 1.
func Compare(since civil.Date, then, now Snapshot, target float64, s Slip, ask Ask) *Digest {
	d := &Digest{Since: since, Questions: ask.three()}
	if !ask.Won { // afterwards nothing slips any more
		d.Slipped = s.say()
	}
	d.moved(then, now, ask.Won)
	if then.Proposed {
		d.Proposed = then.Date
	}
	d.Numbers = []Number{
		s.timeNumber(),
		levelNumber(then.Level, now.Level, target),
		openNumber(then.Open, now.Open),
	}
	return d
}

// worthSaying is the smallest change of an estimate worth a sentence: two percent points.
const worthSaying = 0.02

// tiny is below what a product of two changes is none.
const tiny = 1e-12

// littleToWin is below how many percent points of the exam a domain has reached the target.
const littleToWin = 0.05

// moved says what is different: what reached the target, then estimates, the largest change first. An estimate
// that only follows the age of its evidence is no news: what came since has to point the same way.
func (d *Digest) moved(then, now Snapshot, won bool) {
	if now.Fails > then.Fails {
		d.Moved = append(d.Moved, failed)
	}
	type change struct {
		name     string
		from, to float64
	}
	var list []change
	for i, x := range now.Domains {
		a, b := then.Domains[i].Mean, x.Mean
		if math.Abs(b-a) >= worthSaying && (b-a)*(b-then.Domains[i].Faded) > tiny {
			list = append(list, change{x.Name, a, b})
		}
		if then.Domains[i].Points >= littleToWin && x.Points < littleToWin {
			d.Crossed = append(d.Crossed, x.N)
			d.Moved = append(d.Moved, crossed(x.Name))
		}
	}
	slices.SortStableFunc(list, func(a, b change) int {
		return cmp.Compare(math.Abs(b.to-b.from), math.Abs(a.to-a.from))
	})
	for _, c := range list {
		d.Moved = append(d.Moved, moved(c.name, c.from, c.to))
	}
	if a, b := then.Verdict, now.Verdict; a != b && a != "" {
		d.Moved = append(d.Moved, verdictMoved(a, b))
	}
	if then.Date != now.Date && now.Date != 0 && then.Date != 0 && !won {
		d.Moved = append(d.Moved, dateMoved(then.Date, now.Date, now.Proposed))
	}
	if n := now.Closed - then.Closed; n > 0 {
		d.Moved = append(d.Moved, missesClosed(n))
	}
}

// say is what slipped, without reproach.
func (s Slip) say() []string {
	var out []string
	if len(s.Days) > 0 {
		out = append(out, daysMissed(s.Days, s.By))
	}
	if s.Late > 0 {
		out = append(out, retestsLate(s.Late))
	}
	for _, x := range s.Talks {
		if x.Missed > 0 {
			out = append(out, checkinMissed(x.Person, x.Missed))
		}
	}
	return out
}

// Ask is what a mentor may be asked about; what is not there is empty.
type Ask struct {
	Won       bool       // the exam is passed
	Behind    bool       // more than a day of work behind the plan
	TooSoon   civil.Date // an exam date that is too soon; 0 = it is not
	Repeat    string     // objective missed more than once
	Mistaken  string     // objective of an answer that felt sure and was wrong
	Note      string     // the learner's own word on it
	Cause     string     // title of a cause that the data support
	Weakest   string     // domain with the most points to win
	FirstGate string     // the first gate of readiness that is not met
}

// three are the questions that this week's data raise, most urgent first.
func (a Ask) three() []string {
	if a.Won {
		return []string{askAfterPass1, askAfterPass2, askAfterPass3}
	}
	var out []string
	add := func(about string, ask func(string) string) {
		if about != "" && len(out) < 3 {
			if s := ask(about); s != "" {
				out = append(out, s)
			}
		}
	}
	if a.Behind {
		out = append(out, askReplan)
	}
	add(a.TooSoon.Medium(), askDate)
	add(a.Repeat, askRepeat)
	add(a.Mistaken, func(objective string) string { return askMisconception(objective, a.Note) })
	add(a.Cause, askCause)
	add(a.Weakest, askWeakest)
	add(a.FirstGate, askGate)
	out = append(out, askNext, askHelp)
	return out[:min(len(out), 3)]
}

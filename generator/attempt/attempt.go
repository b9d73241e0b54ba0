// Package attempt holds the sittings of the real exam, and what was known of them on any day.
//
// A History is the sittings in order of time. What a plan knew on an earlier day is the history before
// that day, so every question here is asked of a History and answered from it alone.
//
// Deliberately absent: what a score report says of single domains (room report), retake rules, the clock.
package attempt

import (
	"cmp"
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/report"
)

// Result of a sitting.
type Result string

const (
	Fail   Result = "fail"
	Pass   Result = "pass"
	Void   Result = "void"
	NoShow Result = "no-show"
)

// Attempt is one score report.
type Attempt struct {
	Pos         fault.Pos
	At          civil.Instant
	Result      Result
	EligibleOn  civil.Date    // printed by some issuers; beats every computed date
	MinutesUsed civil.Minutes // 0 = not written
	Unanswered  int           // -1 = not written
	Studied     civil.Minutes // study time before it, as the learner remembers; 0 = not written
	Claims      Claims        // what the learner holds for the causes
	Score       report.Score
	Sections    []report.Section
	Missed      []report.Objective // at least one question wrong in each
	ListsMissed bool               // the report came with such a list, even an empty one
}

// Claims are how strongly a learner holds each cause for the fail (cause.Names gives their order), from
// 0, not at all, to 3, the main reason. What was not written is 0 too: see Made.
type Claims struct {
	Strength [8]int
	Made     [8]bool
	Pos      fault.Pos
}

// Paper is what the report of an attempt prints.
func (a Attempt) Paper() report.Paper {
	return report.Paper{Score: a.Score, Sections: a.Sections, Missed: a.Missed, ListsMissed: a.ListsMissed}
}

// History is sittings, oldest first.
type History []Attempt

// Of puts sittings in order of time, and what each lists in an order of its own, so that the order of files and
// lines never matters; two of one day without hours stay as written.
func Of(attempts []Attempt) History {
	h := slices.Clone(attempts)
	slices.SortStableFunc(h, func(a, b Attempt) int {
		return cmp.Or(cmp.Compare(a.At.Date, b.At.Date), cmp.Compare(a.At.Clock, b.At.Clock), cmp.Compare(a.Pos.File, b.Pos.File), a.Pos.Line-b.Pos.Line, a.Pos.Col-b.Pos.Col,
			cmp.Compare(a.Result, b.Result), cmp.Compare(a.Score.Value, b.Score.Value))
	})
	for i, a := range h {
		h[i].Missed = slices.Clone(a.Missed)
		slices.SortStableFunc(h[i].Missed, func(a, b report.Objective) int { return cmp.Or(a.Domain-b.Domain, a.Minor-b.Minor) })
	}
	return h
}

// Before is what was known before a day.
func (h History) Before(cut civil.Date) History {
	i := slices.IndexFunc(h, func(a Attempt) bool { return a.At.Date >= cut })
	if i < 0 {
		return h
	}
	return h[:i]
}

// LastFail is the last failed attempt, nil if there is none.
func (h History) LastFail() *Attempt {
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].Result == Fail {
			return &h[i]
		}
	}
	return nil
}

// From is the first attempt from a day on with one of these results, nil if there is none.
func (h History) From(day civil.Date, came ...Result) *Attempt {
	if i := slices.IndexFunc(h, func(a Attempt) bool { return a.At.Date >= day && slices.Contains(came, a.Result) }); i >= 0 {
		return &h[i]
	}
	return nil
}

// Won is the day of the last sitting that has a result, if it was passed; else 0.
func (h History) Won() civil.Date {
	for _, a := range slices.Backward(h) {
		switch a.Result {
		case Pass:
			return a.At.Date
		case Fail:
			return 0
		}
	}
	return 0
}

// Fails are the failed attempts.
func (h History) Fails() History {
	return slices.DeleteFunc(slices.Clone(h), func(a Attempt) bool { return a.Result != Fail })
}

// Silent reports whether no report says anything below the total, so that a plan must start with a full
// simulation. Without any attempt it does, too.
func (h History) Silent() bool {
	return !slices.ContainsFunc(h, func(a Attempt) bool { return a.Result == Fail && a.Paper().SpeaksOfDomains() })
}

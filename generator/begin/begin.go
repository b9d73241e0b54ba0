// Package begin makes the files of a new plan from what somebody says of a failed exam and of the weeks ahead.
//
// What is said comes as words, the same whether they were flags or answers to questions: a score as the report prints
// it, hours as people name them. An exam is looked for in the catalogue, and what is to be known of its versions is said
// before anything is written. What was not said stands in the files as an example behind a #.
//
// Deliberately absent: the disk, arguments, the terminal, the rest of the pipeline, and any guess at what was not said.
package begin

import (
	"fmt"
	"strings"
	"unicode"

	"retake/generator/civil"
	"retake/generator/source"
	"retake/generator/study"
)

// Answers are what is known of a plan before it is written. The zero value knows nothing.
type Answers struct {
	Exam      study.Exam         // without a Code: one that the catalogue does not have
	Versioned bool               // exam.toml names the version, too
	Before    study.Exam         // the retired one that Exam has come in the place of, if that was asked for
	Name      string             // of an exam that the catalogue does not have
	Attempt   study.Attempt      // the failed one, without its sections; At.Date is 0 if it was not told
	Parts     []Part             // the sections of its report
	Free      study.Availability // Written if hours were told
	Evenly    civil.Minutes      // hours a week without days, spread over Free; 0 = the days were told
	Away      []study.Away
	Resources []study.Resource
	Mentor    study.Person // Name is "" if there is none
	ExamDate  civil.Date   // of the booked exam; 0 = none is booked

	Title, Author, Zone string
}

// Refused is why no plan can begin with an exam.
type Refused struct {
	What, Hint string
	Instead    string // the exam in its place, "" if none is known
}

func (r *Refused) Error() string { return r.What }

// Find takes the exam that is named by its code, or by code and version; an empty name is no exam. One that nobody can
// take any more is refused.
func (a *Answers) Find(name string, today civil.Date) error {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || !unicode.IsPrint(r) }), " ")
	if name == "" {
		return nil
	}
	e, faults := source.Catalogued(name)
	switch {
	case faults.Errors() > 0:
		return &Refused{What: faults[0].Message, Hint: faults[0].Hint}
	case over(e, today):
		r := &Refused{What: sayGone(e), Hint: "to look back at it all the same, begin without --exam and name it in content/exam.toml", Instead: e.Successor}
		if e.Successor != "" {
			r.Hint = fmt.Sprintf("%s is in its place; %s", e.Successor, r.Hint)
		}
		return r
	}
	a.Exam, a.Versioned = e, e.Version != "" && !strings.EqualFold(name, e.Code)
	return nil
}

// Called is the exam's code and version, "" if it has none yet.
func (a Answers) Called() string { return versioned(a.Exam) }

// Notes are what to know of the exam's versions on the days that were told, and what of the rest is worth a second look.
func (a Answers) Notes(today civil.Date) []string {
	if a.Exam.Code == "" {
		return nil
	}
	out := append(notesOn(a.Exam, today), a.older()...)
	if a.wouldPass() {
		out = append(out, amount(a.Attempt.Score)+" would be enough to pass: is that the score of the attempt that failed?")
	}
	return append(out, a.late()...)
}

// late says that the exam is booked for a day on which its version is gone.
func (a Answers) late() []string {
	if last := a.Exam.RetiresOn; last != 0 && a.ExamDate > last {
		return []string{fmt.Sprintf("%s is after %s, the last day of %s", a.ExamDate.Medium(), last.Medium(), versioned(a.Exam))}
	}
	return nil
}

// sameVersion reports whether the failed attempt was at the exam and version that the plan is for.
func (a Answers) sameVersion() bool {
	day, gone := a.Attempt.At.Date, a.Before
	return day == 0 || day >= a.Exam.AvailableFrom && (gone.Code == "" || gone.RetiresOn != 0 && day > gone.RetiresOn)
}

// older says at which exam or version the failed attempt was, if that was one before the plan's.
func (a Answers) older() []string {
	if a.sameVersion() {
		return nil
	}
	day, was := a.Attempt.At.Date, "an earlier version"
	for _, e := range append(earlier(a.Exam), a.Before) {
		if e.Code != "" && day >= e.AvailableFrom && (e.RetiresOn == 0 || day <= e.RetiresOn) {
			was = versioned(e)
		}
	}
	say := fmt.Sprintf("on %s the exam was %s, so the parts of that report are not those of the next attempt", day.Medium(), was)
	if from := a.Exam.AvailableFrom; from > day {
		say = fmt.Sprintf("%s began on %s: %s", versioned(a.Exam), from.Medium(), say)
	}
	return []string{say}
}

// settle makes sure that a report of an earlier version does not decide which version the plan is for, and that its
// parts are not taken for parts of another outline.
func (a *Answers) settle() {
	if !a.sameVersion() {
		a.Versioned = a.Exam.Version != ""
		a.Parts, a.Attempt.Missed, a.Attempt.ListsMissed = nil, nil, false
	}
}

func versioned(e study.Exam) string { return strings.TrimSpace(e.Code + " " + e.Version) }

// over reports whether an exam can be taken no more.
func over(e study.Exam, today civil.Date) bool {
	return e.RetiresOn != 0 && e.RetiresOn < today || e.RetiresOn == 0 && e.Status == "retired"
}

func sayGone(e study.Exam) string {
	if e.RetiresOn == 0 {
		return versioned(e) + " has been retired"
	}
	return fmt.Sprintf("%s was retired on %s", versioned(e), e.RetiresOn.Medium())
}

// notesOn says until when an exam can be taken, from when, and which versions of it are gone.
func notesOn(e study.Exam, today civil.Date) (out []string) {
	if e.AvailableFrom > today {
		out = append(out, fmt.Sprintf("%s can be taken from %s", versioned(e), e.AvailableFrom.Medium()))
	}
	if e.RetiresOn != 0 {
		say := fmt.Sprintf("%s can be taken until %s", versioned(e), e.RetiresOn.Medium())
		if e.Successor != "" {
			say += "; then comes " + e.Successor
		}
		out = append(out, say)
	}
	for _, other := range source.Versions(e.Code) {
		if other.Version != e.Version && over(other, today) {
			out = append(out, fmt.Sprintf("%s; this plan is for %s", sayGone(other), versioned(e)))
		}
	}
	return out
}

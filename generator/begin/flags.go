package begin

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"retake/generator/begin/spoken"
	"retake/generator/civil"
	"retake/generator/entry"
	"retake/generator/study"
)

// Flag is one thing that may be said without being asked.
type Flag struct {
	Name, Value string // --failed DATE
	Usage       string
	Example     string // what stands behind the flag
	Many        bool   // it may be there several times
	take        func(a *Answers, text string, today civil.Date) error
}

// Flags are all of them, in the order in which they are taken: what a report says depends on the exam.
func Flags() []Flag {
	dayless := func(take func(*Answers, string) error) func(*Answers, string, civil.Date) error {
		return func(a *Answers, text string, _ civil.Date) error { return take(a, text) }
	}
	return []Flag{
		{Name: "exam", Value: "CODE", Usage: "`CODE` of the exam, such as SY0-701", Example: "SY0-701", take: (*Answers).Find},
		{Name: "failed", Value: "DATE", Usage: "`DATE` of the attempt that failed", Example: "2026-11-02", take: (*Answers).Failed},
		{Name: "score", Value: "SCORE", Usage: "`SCORE` as the report prints it: 721, 58%, 56/300", Example: "721", take: dayless((*Answers).Score)},
		{Name: "missed", Value: "LIST", Usage: "`LIST` of objectives on the report", Example: `"1.2 2.4"`, take: dayless((*Answers).Missed)},
		{Name: "section", Value: "PART=RESULT", Usage: "what the report says of one `PART=RESULT`, as in 1=45 or 2=near; may be repeated", Example: "1=45%", Many: true, take: dayless((*Answers).Section)},
		{Name: "hours", Value: "TEXT", Usage: "when you can study, as `TEXT`: mon-fri 19:00-20:30, sat 9-12", Example: `"mon-fri 19:00-20:30, sat 9-12"`, take: dayless((*Answers).Hours)},
		{Name: "away", Value: "TEXT", Usage: "days without study, as `TEXT`: 24 Dec - 27 Dec family; 31 Dec", Example: `"24 Dec - 27 Dec family; 31 Dec"`, take: (*Answers).Days},
		{Name: "resource", Value: "TEXT", Usage: "what you learn from, as `TEXT`: Official study guide, book, used before; may be repeated", Example: `"Official study guide, book, used before"`, Many: true, take: dayless((*Answers).Resource)},
		{Name: "mentor", Value: "TEXT", Usage: "who helps, as `TEXT`: Alex, sun 18:00", Example: `"Alex, sun 18:00"`, take: dayless((*Answers).Helper)},
		{Name: "exam-date", Value: "DATE", Usage: "`DATE` of the exam you have booked", Example: "2027-01-16", take: (*Answers).Booked},
		{Name: "title", Value: "TEXT", Usage: "`TEXT` for the top of the site", Example: `"Security+, second attempt"`, take: dayless((*Answers).titled)},
	}
}

// Failed takes the day of the failed attempt.
func (a *Answers) Failed(text string, today civil.Date) error {
	d, err := spoken.Past(text, today)
	if err == nil {
		a.Attempt.At, a.Attempt.Result = civil.Instant{Date: d, Clock: civil.NoClock}, study.Fail
		a.Attempt.Unanswered = -1
	}
	return err
}

// Booked takes the day of the booked exam.
func (a *Answers) Booked(text string, today civil.Date) error {
	d, err := spoken.Coming(text, today)
	switch {
	case err != nil:
		return err
	case d < today:
		return fmt.Errorf("%s is over", d.Medium())
	case a.Attempt.At.Date != 0 && d <= a.Attempt.At.Date:
		return fmt.Errorf("%s is not after the failed attempt", d.Medium())
	}
	a.ExamDate = d
	return nil
}

// Hours takes when somebody can study.
func (a *Answers) Hours(text string) (err error) {
	free, evenly, err := spoken.Hours(text)
	if err == nil {
		a.Free, a.Evenly = free, evenly
	}
	return err
}

// Days takes days without study.
func (a *Answers) Days(text string, today civil.Date) error {
	list, err := spoken.Away(text, today)
	a.Away = append(a.Away, list...)
	return err
}

// Resource takes one thing to learn from.
func (a *Answers) Resource(text string) error {
	r, err := spoken.Resource(text)
	switch {
	case err != nil:
		return err
	case slices.ContainsFunc(a.Resources, func(o study.Resource) bool { return strings.EqualFold(o.Name, r.Name) }):
		return fmt.Errorf("%q is in the list already", r.Name)
	}
	a.Resources = append(a.Resources, r)
	return nil
}

// Helper takes who helps.
func (a *Answers) Helper(text string) (err error) {
	p, err := spoken.Helper(text)
	if err == nil {
		a.Mentor = p
	}
	return err
}

func (a *Answers) titled(text string) error {
	a.Title = strings.TrimSpace(text)
	return nil
}

// Wrong is a flag that cannot be taken.
type Wrong struct{ What, Hint string }

func (w *Wrong) Error() string { return w.What }

// Take takes what was said by flags: name -> what stands behind it, once or several times.
func (a *Answers) Take(said map[string][]string, today civil.Date) error {
	for _, f := range Flags() {
		for i, text := range said[f.Name] {
			if i > 0 && !f.Many {
				return &Wrong{"--" + f.Name + " is there twice", "write it once"}
			}
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
			var gone *Refused
			var unread *entry.Refusal
			switch err := f.take(a, text, today); {
			case errors.As(err, &gone):
				return &Wrong{"--" + f.Name + ": " + gone.What, gone.Hint}
			case errors.As(err, &unread):
				return &Wrong{"--" + f.Name + ": " + unread.What, unread.Hint}
			case err != nil:
				example := f.Example
				if _, x := a.how(paperOf(a.Exam).parts); f.Name == "section" && x != "" {
					example = "1=" + x
				}
				return &Wrong{fmt.Sprintf("--%s: %v", f.Name, err), fmt.Sprintf("such as --%s %s", f.Name, example)}
			}
		}
	}
	if at := a.Attempt; at.At.Date == 0 && (at.Score.Form != "" || at.ListsMissed || len(a.Parts) > 0) {
		return &Wrong{"a report needs the day of the attempt", "such as --failed 2026-11-02"}
	}
	return nil
}

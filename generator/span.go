package generator

import (
	"slices"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/study"
)

// longest is how far, in days, a plan may begin before today and end after it. Beyond it a date is a
// slip of the finger, and the plan would have thousands of weeks.
const longest = 10 * 366

// dated leaves out attempts without a day: reading has said what is wrong with them.
func dated(rec study.Record) study.Record {
	rec.Attempts = slices.DeleteFunc(slices.Clone(rec.Attempts), func(a study.Attempt) bool { return a.At.Date == 0 })
	return rec
}

// tooFar finds dates that no plan can span: it begins at its start, else after the last attempt, and
// ends with the exam.
func tooFar(rec study.Record, today civil.Date) fault.List {
	var l fault.List
	far := func(pos fault.Pos, what string, day civil.Date, hint string) {
		if day != 0 && (day < today-longest || day > today+longest) {
			l.Add("far-date", pos, "%s %s is more than ten years from today, %s", what, day, today).Hint = hint
		}
	}
	far(rec.StartPos, "start", rec.Start, "check the year; a plan spans ten years at most")
	far(rec.ExamDatePos, "exam_date", rec.ExamDate, "check the year; a plan spans ten years at most")
	if last, ok := lastAttempt(rec); ok && rec.Start == 0 && last.At.Date <= today {
		far(last.Pos, "the last attempt of", last.At.Date, "check the year; if it is right, write start in content/plan.toml: the day on which this plan begins")
	}
	return l
}

func lastAttempt(rec study.Record) (last study.Attempt, ok bool) {
	for _, a := range rec.Attempts {
		if a.At.Date >= last.At.Date {
			last, ok = a, true
		}
	}
	return last, ok
}

// Package support fills the pages of what holds a learner up: sources, people, the reasons to go on, and after a
// pass the way that led there.
//
// Each page is one function of a board.Desk, in a file of its own.
//
// Deliberately absent: what to do and when (room agenda), what the data say of the learner (room proof), and
// thinking about the plan.
package support

import (
	"fmt"
	"strings"

	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// asks are what the page asks of somebody who has written no reasons yet.
var asks = []string{
	"What will be different on the day after you have passed?",
	"Who would be glad with you, and who may know how hard it is?",
	"What have you learned since the exam that you did not know before?",
}

// Why is the learner's own reasons, beside what has been built since the fail; on a hard day that day's
// sentence comes first.
func Why(dk *board.Desk) view.WhyPage {
	v := view.WhyPage{
		Title: dk.WhyTitle, Lang: dk.Language, Hard: dk.Plan.Hard, Body: dk.Body, Contents: dk.Contents,
		Built: dk.SoFar(), Far: far(dk.Board), More: dk.Link("progress.html", "How this is counted, and what else has moved"),
	}
	if v.Title == "" {
		v.Title, v.Lang = "My reasons", "en"
	}
	if strings.TrimSpace(string(dk.Body)) == "" {
		if v.Body = ""; dk.Plan.Won == 0 {
			v.Asks = asks
		}
	}
	if t := dk.Plan.Record; t.Since != 0 && dk.Edition.Sees(view.Bands) {
		v.Since = t.Since.Medium()
	}
	return v
}

// far is how far the estimate has come since the report, with its ranges; "" without a report, and while
// it has not risen: what fell stands on the page of progress, not among the reasons to go on.
func far(bd *board.Board) string {
	then, ok := bd.WholeExam(func(d study.DomainPlan) study.Belief { return d.Report })
	now, _ := bd.WholeExam(func(d study.DomainPlan) study.Belief { return d.Belief })
	if a := bd.Plan.Diagnosis.Attempt; a == nil || !ok || bd.Plan.Today <= a.At.Date || words.Percent(now.Mean) == words.Percent(then.Mean) || now.Mean < then.Mean {
		return ""
	}
	return fmt.Sprintf("By the report alone, about %s of the questions were to be expected right, most likely %s. With what you have shown since, it is about %s, most likely %s.",
		words.Percent(then.Mean), words.Percents(then.Lo, then.Hi), words.Percent(now.Mean), words.Percents(now.Lo, now.Hi))
}

// Package proof fills the pages that say what is known, and how surely: the score report, domains, causes,
// simulations, readiness and progress.
//
// Each page is one function of a board.Desk, in a file of its own. No estimate stands there without its range, and
// each opens to what it is made of.
//
// Deliberately absent: what to do and when (room agenda), who and what helps (room support), and thinking about
// the plan.
package proof

import (
	"fmt"
	"slices"

	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Report is the last score report, with what it says and what it does not.
func Report(dk *board.Desk) view.ReportPage {
	p, d := dk.Plan, dk.Plan.Diagnosis
	v := view.ReportPage{
		Exam: p.Exam.Title(), Headline: words.Tidy(d.Headline), Says: words.TidyAll(d.Says), Silent: words.TidyAll(d.Silent),
		Strength: words.Strength(d.Strength), Tied: dk.Tied(), Rows: dk.Rows(dk.Ranked()), Target: dk.Target(), Diagnose: d.Diagnostic,
		Won: dk.Passed(), Working: orderWorking(dk.Board), ReadyLink: dk.Link("readiness.html", "Readiness"),
	}
	if a := d.Attempt; a != nil {
		v.Date, v.Result, v.Score, v.Facts = a.At.Date.Long(), words.Result(a.Result), words.Score(a.Score, dk.Plan.Exam.Scale), attemptFacts(dk.Board, *a)
	}
	if p.Won != 0 {
		v.Strength, v.Target, v.Diagnose = "", "", false
	}
	v.Earlier = earlier(dk.Board)
	return v
}

// attemptFacts are what else is known about the sitting.
func attemptFacts(bd *board.Board, a study.Attempt) []view.Fact {
	var out []view.Fact
	if a.MinutesUsed > 0 {
		f := view.Fact{Name: "Time used", Value: words.Length(a.MinutesUsed)}
		if m := bd.Plan.Exam.Minutes; m > 0 {
			f.Note = "of " + words.Length(m)
		}
		out = append(out, f)
	}
	if a.Unanswered >= 0 && (a.Unanswered > 0 || a.MinutesUsed > 0) {
		out = append(out, board.Fact("Left unanswered", words.Count(a.Unanswered, "question", "questions"), ""))
	}
	if a.EligibleOn != 0 {
		out = append(out, board.Fact("Retake allowed from", a.EligibleOn.Medium(), "as printed on the report"))
	}
	return out
}

// earlier lists the attempts before the one that is shown, newest first.
func earlier(bd *board.Board) []view.Fact {
	var out []view.Fact
	for _, a := range slices.Backward(bd.Record.Attempts) {
		if shown := bd.Plan.Diagnosis.Attempt; shown != nil && a.At == shown.At {
			continue
		}
		if a.At.Date <= bd.Plan.Today {
			out = append(out, board.Fact(a.At.Date.Medium(), words.Result(a.Result), words.Score(a.Score, bd.Plan.Exam.Scale)))
		}
	}
	return out
}

// orderWorking says how the order of domains is made; after a pass, where their estimates come from.
func orderWorking(bd *board.Board) view.Working {
	set := bd.Plan.Settings
	w := view.Working{
		Says:    "A heavy domain with a small gap can come before a light one with a large gap. Two domains whose ranges overlap cannot be told apart yet.",
		Formula: "points to win = weight × (target − today’s estimate), never below zero",
		Inputs: []view.Fact{
			board.Fact("Target", bd.Target(), fmt.Sprintf("pass mark %s plus %s", words.Percent(bd.Plan.Readiness.Pass/100), words.Distance(set.Buffer))),
			board.Fact("The estimate starts with", words.Number(set.PriorCount)+" questions’ worth", "at the pass mark"),
			board.Fact("Range", "80"+words.NBSP+"%", "holds the true share in about 8 of 10 such cases"),
		},
		Lines: reportLines(bd),
		Mind:  bd.Mind("Practice in a domain moves today’s estimate and with it the order. What the report says stays as it is."),
	}
	if bd.Plan.Won != 0 {
		w.Says, w.Formula, w.Inputs = "Each estimate is what this report says of the domain, with all practice since. The page of a domain shows how it is made.", "", w.Inputs[1:]
	}
	return w
}

// reportLines are the lines of the report that is shown, as printed.
func reportLines(bd *board.Board) []view.Fact {
	a := bd.Plan.Diagnosis.Attempt
	if a == nil {
		return nil
	}
	out := []view.Fact{board.Line("Score report of "+a.At.Date.Medium(), a.Pos, "")}
	for _, s := range a.Sections {
		out = append(out, board.Line(fmt.Sprintf("Domain %d: %s", s.Domain, words.Section(s, bd.Plan.Exam.Scale)), s.Pos, ""))
	}
	return board.Cut(out)
}

package tally

import (
	"fmt"
	"strings"

	"retake/generator/advice"
	"retake/generator/civil"
)

const (
	halfOfMisses    = "Half of the missed questions closed"
	firstSimulation = "First simulation that counts"
	firstAbove      = "First simulation at the target"
	passed          = "Passed"
	oneCounts       = "one full, timed, closed-book simulation of a form not seen before"
	oneAbove        = "one that counts, at or above the target"
)

func hoursDone(n int) string        { return advice.Count(n, "hour") + " of study" }
func questionsDone(n int) string    { return advice.Count(n, "question") + " answered" }
func hoursMissing(n int) string     { return civil.Minutes(n).String() + " to go" }
func questionsMissing(n int) string { return advice.Count(n, "question") + " to go" }

func missesMissing(logged, closed int) string {
	if logged < fewLogged {
		return fmt.Sprintf("counted from %d logged questions on", fewLogged)
	}
	return fmt.Sprintf("%d of %d closed", closed, logged)
}

// refund says what the refund day asks. before tells that it lies before the exam.
func refund(ready, before bool) string {
	switch {
	case ready:
		return "You are ready by the plan's own rule: keep the voucher."
	case before:
		return "The last day on which not being ready costs nothing. Look at the readiness page the evening before."
	}
	return "The last day on which the voucher can be given back."
}

func voucherEnds(tooEarly bool) string {
	if tooEarly {
		return "It ends before the exam day: one of the two has to move."
	}
	return "The exam has to be sat by then."
}

func versionEnds(tooEarly bool) string {
	if tooEarly {
		return "This version ends before the exam day: an earlier date, or the next version."
	}
	return "The last day of this version of the exam."
}

// Reasons why a day is called hard.
const (
	hardFail   = "The exam did not go as you hoped, and that is fresh. Today asks for little: one short block, or none."
	hardLower  = "The last simulation came out lower than the one before. One result is one evening; the plan looks at several."
	hardMissed = "The last planned days did not happen. Nothing has to be caught up: the plan goes on from here."
	hardBehind = "The plan is behind by more than a day. That is what the four ways on the plan page are for."
)

// coverage says what a domain's sources lack; "" when two or more sources cover it and no kind is missing.
func coverage(sources int, single string, missing []string) string {
	var out []string
	switch {
	case sources == 0:
		out = append(out, "No source is written down for this domain.")
	case sources == 1:
		out = append(out, "Only one source, "+single+": a second one explains it in other words.")
	}
	if sources > 0 && len(missing) > 0 {
		names := make([]string, len(missing))
		for i, kind := range missing {
			names[i] = map[string]string{"questions": "practice questions", "lab": "hands-on work", "book": "something to read or watch"}[kind]
		}
		out = append(out, "Missing: "+advice.And(names)+".")
	}
	return strings.Join(out, " ")
}

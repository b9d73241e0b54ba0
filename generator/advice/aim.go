package advice

import (
	"fmt"
	"strings"

	"retake/generator/civil"
)

// Notice says until when an appointment can be moved; before is a length of time such as "24 hours".
func Notice(known bool, before string) string {
	if !known {
		return ""
	}
	return "without loss until " + before + " before it"
}

// Aim is where a domain stands, in whole percent, against the target.
type Aim struct {
	Mean, Target float64
	Points       float64  // to win, percent points of the exam; below 0.05 there are none
	Listed       []string // objectives that the report lists as missed
	Open         int      // questions that went wrong and are not closed
}

// Win says what to win in a domain, most valuable first.
func Win(a Aim) []string {
	out := []string{fmt.Sprintf("Raising this domain from about %.0f %% to %.0f %% is worth %.1f of 100 points.", a.Mean, a.Target, a.Points)}
	if a.Points < 0.05 {
		out[0] = fmt.Sprintf("At about %.0f %% this domain is at the target of %.0f %%. Keep it warm; do not spend your evenings here.", a.Mean, a.Target)
	}
	if len(a.Listed) > 0 {
		out = append(out, "Your report lists "+strings.Join(a.Listed, ", ")+".")
	}
	const closed = " still open: each one closed is a question you will not lose the same way again."
	switch {
	case a.Open == 1:
		out = append(out, "1 miss is"+closed)
	case a.Open > 1:
		out = append(out, fmt.Sprintf("%d misses are", a.Open)+closed)
	}
	return out
}

// Practised says what one set of practice questions was.
func Practised(right, of int, seen, timed bool, source string) string {
	how := "untimed"
	switch {
	case seen:
		how = "seen before"
	case timed:
		how = "timed"
	}
	return fmt.Sprintf("%d of %d right, %s%s", right, of, how, from(source))
}

// Sat says what came of a simulation, or of one domain in it.
func Sat(right, of int, source string) string {
	return fmt.Sprintf("%d of %d right in a simulation%s", right, of, from(source))
}

// Named is a simulation as a sentence names it: "the simulation Provider A, form 2".
func Named(source, form string) string {
	out := "the simulation"
	if source != "" {
		out += " " + source
	}
	if form != "" {
		out += ", form " + form
	}
	return out
}

func from(source string) string {
	if source == "" {
		return ""
	}
	return ", " + source
}

// Share is study time in a domain.
type Share struct {
	Domain  string
	Minutes civil.Minutes
}

// Held is what a week holds.
type Held struct {
	Blocks, Simulations int
	Most                []Share // the domains with the most time, one or two; none if no time goes to any
	Exam, Reset         bool    // the exam is in it; stock is taken in it
	Whole               bool    // the exam has one domain, which is all of it
}

// Focus says what a week is for, in one sentence.
func Focus(h Held) string {
	most := make([]string, len(h.Most))
	for i, s := range h.Most {
		most[i] = fmt.Sprintf("%s (%s)", s.Domain, s.Minutes)
		if h.Whole {
			most[i] = fmt.Sprintf("the exam as a whole (%s)", s.Minutes)
		}
	}
	to := strings.Join(most, ", then ")
	switch {
	case h.Blocks == 0 && h.Exam:
		return "Exam week."
	case h.Blocks == 0:
		return "No study is planned this week."
	case h.Simulations > 0 && to != "":
		return fmt.Sprintf("%s and the review. Beside that: %s.", Count(h.Simulations, "full simulation"), to)
	case h.Simulations > 0:
		return Count(h.Simulations, "full simulation") + " and the review."
	case to != "" && h.Whole:
		return "The time goes to " + to + "."
	case to != "":
		return "Most time goes to " + to + "."
	case h.Reset:
		return "Take stock: report, causes, rules, sources."
	}
	return "Light review only."
}

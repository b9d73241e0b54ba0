package drill

import (
	"fmt"
	"strings"

	"retake/generator/civil"
)

// Because says why the miss is met again on that day.
func (d Due) Because() string {
	if d.On == 0 {
		return "No later day is left before the exam. Read it once more, and let it rest."
	}
	last := "Missed on"
	switch {
	case d.Rights > 0:
		last = "Right again on"
	case d.Lucky:
		last = "Right by luck on"
	}
	said := fmt.Sprintf("%s %s. %s", last, d.Since.Medium(), d.spacing())
	if d.Overdue > 0 {
		said += " It has been due for " + count(d.Overdue, "day") + ": take it up next."
	}
	return said
}

// spacing says how the days between two meetings came about.
func (d Due) spacing() string {
	wait := count(int(d.On-d.Since), "day")
	switch left := d.Ahead - lightDays - 1; {
	case d.Ahead == 0:
		return fmt.Sprintf("Without an exam date ahead, about %s is a good wait.", wait)
	case d.Sooner:
		return fmt.Sprintf("The usual wait is %s; it comes sooner, so that it can still close before the last two days.", count(d.Gap, "day"))
	case left < 1:
		return "Only the last days are left: one short look is enough."
	case left+d.Rights < 2:
		return "One more day fits before the last two. It helps, even if this stays open."
	}
	return fmt.Sprintf("For an exam %s later, about %s is a good wait.", count(d.Ahead, "day"), wait)
}

// Left says what still has to happen to a miss, for a line in a table.
func (m Miss) Left(today civil.Date) string {
	switch m.Rights(today) {
	case 0:
		return "right on two different days closes it"
	case 1:
		return "right once, one more day closes it"
	}
	return "closed on " + m.Closed(today).Medium()
}

// What the lists are worth: a sentence or two above each.
const (
	// WhyMisconceptions rests on Feinberg, Raymond and Haist 2015: 68 % of the errors that repeaters made
	// on questions they had met before were the same wrong option.
	WhyMisconceptions = "Confident and wrong: you may well answer the same way again. People who miss a question twice choose the same wrong answer about two times in three, so these come before gaps that you know of."
	WhyLucky          = "Right by luck: the point was yours, but it may not be next time. Each is met again like a miss."
	WhyRepeats        = "Missed on more than one day: what was tried so far was not enough here. Try another source, or explain it to somebody."
	WhyRetests        = "A miss is closed when it was right again on two different days. One right answer may only be memory of the page."
)

// Task says what to do about a miss, or that nothing is left to do.
func (m Miss) Task(today civil.Date) string {
	switch {
	case !m.Open(today) && m.Lucky:
		return "Right by luck at first, right on two days since."
	case !m.Open(today) && m.wrong():
		return "Confident and wrong at first, right on two days since."
	case !m.Open(today):
		return "Wrong at first, right on two days since."
	case m.Lucky:
		return "Right by luck: say why the right answer is right before you look."
	case m.wrong():
		return fmt.Sprintf("Confident and wrong: write down why %s looked right, and what rules it out.", m.chosen())
	}
	return "Answer it again before you look, and say why the answer is right."
}

func (m Miss) chosen() string {
	if c := option(m); c != "" {
		return "“" + c + "”"
	}
	return "your answer"
}

// Say sums up an objective that keeps going wrong.
func (r Repeat) Say() string {
	said := fmt.Sprintf("Wrong on %d different days.", r.Times)
	if r.SameChoice != "" {
		said += fmt.Sprintf(" You chose “%s” more than once; if it was the same question, ask what makes it look right.", r.SameChoice)
	}
	if r.Returned {
		said += " It came back after it was closed: ask for the idea in other words, not for the same question."
	}
	return said
}

// Say is a cell of the map in a few words.
func (c Cell) Say() string {
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(c.Open, "open")
	add(c.Confident, "of them confident and wrong")
	add(c.Lucky, "of them right by luck")
	add(c.Closed, "closed")
	switch {
	case len(parts) > 0 && c.Listed:
		parts = append(parts, "on your report")
	case c.Listed:
		return "on your report, nothing logged yet"
	case len(parts) == 0:
		return "nothing logged"
	}
	return strings.Join(parts, ", ")
}

// Because says why a domain gets the questions it gets in the next block.
func (w Want) Because() string {
	points := "near the target"
	if p := w.points(); p >= 0.05 {
		points = fmt.Sprintf("%.1f points to win", p)
	}
	switch {
	case w.Idle < 0:
		return points + ", not practised yet"
	case w.Idle == 0:
		return points + ", practised today"
	case w.Idle == 1:
		return points + ", practised yesterday"
	}
	return fmt.Sprintf("%s, last practised %s ago", points, count(w.Idle, "day"))
}

// words says how the two lengths of time stand to each other.
func (e Even) words() string {
	switch {
	case e.Answering == 0 && e.Reviewing == 0:
		return "No questions are planned, and no time to go through them."
	case e.Answering == 0:
		return fmt.Sprintf("%s for going through questions, none for answering new ones.", e.Reviewing)
	case e.Reviewing == 0 && e.Equal:
		return fmt.Sprintf("%s for answering questions: go through them in the same sitting.", e.Answering)
	case e.Reviewing == 0:
		return fmt.Sprintf("%s for answering questions, none for going through them. %s", e.Answering, lookBack)
	case e.Equal:
		return fmt.Sprintf("%s for answering questions, %s for going through them: about the same, as it should be.", e.Answering, e.Reviewing)
	case e.Reviewing < e.Answering:
		return fmt.Sprintf("%s for answering questions, only %s for going through them. %s", e.Answering, e.Reviewing, lookBack)
	}
	return fmt.Sprintf("%s for answering questions, %s for going through them. Once the open misses are taken up, some of that can go to new questions.", e.Answering, e.Reviewing)
}

const lookBack = "A question without a look back hardly helps with the next one: answer fewer, and go through all of them."

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

package study

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/timetable"
)

// The words of a block: what to do (Task), and why this, why now (Because).

const resetBecause = "A failed exam is a diagnosis. What you write down this week steers the rest."

// resetTasks are for taking stock, by what there is to look at as known before a day.
func (m *maker) resetTasks(known civil.Date) []string {
	tasks := []string{
		"Write down what you remember of the day: time left, questions that felt foreign, nerves, sleep.",
		"Read the retake rule on the issuer's own page, and note the dates that bind you.",
		"Choose two sources for each weak domain, one of them hands-on, and add them to your resources.",
	}
	if m.diagnostic(known) {
		return tasks
	}
	return append([]string{"Read your score report with a pen: mark what surprised you and what did not."}, tasks...)
}

func lightTask(n int) (task, because string) {
	tasks := []string{
		"Skim your own summaries and the misses you have closed. Nothing new.",
		"Go through the exam-day checklist, five minutes of slow breathing, and an early night.",
	}
	return tasks[n%len(tasks)], "New material in the last two days costs more calm than it brings points."
}

func (m *maker) simulationTask(first bool, minutes int) (task, because string) {
	task = fmt.Sprintf("Full simulation: %s in %d minutes, book closed, phone in another room, no pauses.", m.questionWords(), minutes)
	if minutes < m.fullLength() {
		task = fmt.Sprintf("Simulation cut to %d minutes, book closed, phone in another room.", minutes)
	}
	if first {
		return task, "Your report says nothing below the total. One honest simulation shows where to work."
	}
	return task, "Real conditions, an unseen form: only such results count towards the booking rule."
}

func (m *maker) questionWords() string {
	if m.exam.Questions == 0 {
		return "all questions"
	}
	return fmt.Sprintf("%d questions", m.exam.Questions)
}

func simulationReviewTask() (task, because string) {
	return "Review the simulation: every miss and every lucky guess, with its cause. Log them.",
		"The review is where a simulation pays: go on until each miss has its reason."
}

// studyTask words a block in one domain; turn counts the domain's blocks of this kind so far.
func (a *assignment) studyTask(b Block, d, turn int) string {
	name, on := a.exam.Domains[d].Name, a.topic(d, turn)
	questions := count(a.questionsIn(int(b.Minutes)), "question")
	switch {
	case b.Kind == Read:
		return fmt.Sprintf("Read %s, close the book, write down what you remember, then check.", on)
	case b.Kind == Lab:
		return fmt.Sprintf("Do one thing from %s with your own hands, and note what you did.", a.topic(d, turn+1))
	case b.Kind == Questions && b.Phase == timetable.Mix || b.Kind == Questions && b.Phase == timetable.Simulate:
		return fmt.Sprintf("About %s, shuffled: most on %s, the rest from all domains. Timed, book closed.", questions, on)
	case b.Kind == Questions:
		return fmt.Sprintf("About %s on %s, timed, book closed.", questions, on)
	case a.ledger.last.Kind == Questions:
		return fmt.Sprintf("Go through the questions on %s: why each miss was wrong, and why it looked right. Log them.", name)
	case a.open[d] > 0:
		return fmt.Sprintf("Take up the open misses in %s: answer each again before you look.", name)
	}
	return fmt.Sprintf("Answer the last questions on %s again, the missed ones first, and say why each answer is right.", name)
}

// topic names what to work on: the objectives that the report listed, two at a time in turn, else the domain.
func (a *assignment) topic(d, turn int) string {
	missed := a.missed[d]
	if len(missed) == 0 {
		return a.exam.Domains[d].Name
	}
	at := 2 * turn % len(missed)
	two := slices.Concat(missed, missed)[at : at+min(2, len(missed))]
	slices.SortFunc(two, func(a, b Objective) int { return a.Minor - b.Minor })
	words := make([]string, len(two))
	for i, o := range two {
		words[i] = o.String()
	}
	return "objective" + plural(len(words)) + " " + strings.Join(words, " and ") + " (" + a.exam.Domains[d].Name + ")"
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// questionsIn is how many questions fit into so many minutes at a quarter slower than exam pace.
func (m *maker) questionsIn(minutes int) int {
	pace := float64(m.fullLength()) / m.questions() * 1.25
	n := math.Round(float64(minutes) / pace)
	if n > 10 {
		n = math.Round(n/5) * 5
	}
	return max(1, int(n))
}

// resourceKinds says which resources serve which kind of work, best first.
var resourceKinds = map[Kind][]string{
	Read:      {"book", "course", "video"},
	Lab:       {"lab"},
	Questions: {"questions"},
	Review:    {"questions", "book"},
	Simulate:  {"questions"},
}

// resourceFor picks a resource for the work: of the best kind there is for the domain, those not used
// before the failed attempt first, in turn. "" if there is none.
func (m *maker) resourceFor(kind Kind, domain, turn int) string {
	for _, want := range resourceKinds[kind] {
		var fresh, used []string
		for _, r := range m.rec.Resources {
			if r.Kind != want || domain != 0 && len(r.Domains) > 0 && !slices.Contains(r.Domains, domain) {
				continue
			}
			if r.UsedBefore {
				used = append(used, r.Name)
			} else {
				fresh = append(fresh, r.Name)
			}
		}
		if all := append(fresh, used...); len(fresh) > 0 {
			return fresh[turn/2%len(fresh)]
		} else if len(all) > 0 {
			return all[turn/2%len(all)]
		}
	}
	return ""
}

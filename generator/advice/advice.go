// Package advice puts what the plan decided into sentences: what to do in a block of study time, why
// there and why now, what a phase is for, and what a short runway leaves out.
//
// It chooses words and nothing else. Every sentence it can say stands in testdata/sentences.txt, to
// be read in one go as the person reads it who failed last week: true, kind, short. Sentences about
// blocks name no figure that a later day would change, because a week keeps the words of its beginning.
//
// Deliberately absent: deciding anything, dates, markup, praise.
package advice

import (
	"fmt"
	"strings"

	"retake/generator/civil"
	"retake/generator/timetable"
)

// Phase says what a phase is for.
func Phase(name string) string {
	return map[string]string{
		timetable.Reset:    "Take the result as a diagnosis: read the report, note what happened, check the rule, gather sources.",
		timetable.Repair:   "Deep work where most points can be won: answer questions, go through every miss, read where it went wrong.",
		timetable.Mix:      "Everything in turn. It feels harder than one topic at a time, and it sticks better.",
		timetable.Simulate: "Full exams under real conditions, spread out, each with time to go through it afterwards.",
		timetable.Taper:    "Light review only. Nothing new now: sleep and a clear head are worth more.",
	}[name]
}

// Shortfall is what the runway or the free windows could not hold.
type Shortfall struct {
	Mix             bool          // there is a phase of mixed practice
	SimulationDays  int           // length of the simulation phase
	Sittings, Asked int           // simulations placed, and asked for by the booking rule
	Sitting, Full   civil.Minutes // length of a planned simulation, and of the real exam
	Untouched       []string      // domains below the target that get no block
}

// GivenUp says what was left out: nothing is dropped in silence.
func GivenUp(s Shortfall) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	switch {
	case !s.Mix && s.SimulationDays == 0:
		add("There is no time for a phase of mixed practice.")
	case !s.Mix:
		add("There is no time for a phase of mixed practice: repair runs straight into simulations.")
	}
	switch {
	case s.SimulationDays == 0:
		add("There is no time for a full simulation.")
	case s.SimulationDays < 14:
		add("Only %s left for simulations; two to three weeks would be better.", are(s.SimulationDays, "day"))
	}
	switch {
	case s.SimulationDays == 0:
	case s.Sittings == 0:
		add("No simulation is planned in the last weeks: a full one takes %s in one go, and no free day in those weeks has room for that. One longer window mends it.", s.Sitting)
	case s.Sittings < s.Asked:
		add("Only %s in the last weeks; the booking rule asks for %d. Room on one more day, in one go, would help.", fits(s.Sittings), s.Asked)
	}
	if s.SimulationDays > 0 && s.Full > s.Sitting {
		add("The exam takes %s, more than a day's limit of %s: simulations are cut to the limit.", s.Full, s.Sitting)
	}
	if len(s.Untouched) > 0 {
		add("No block of its own is left for %s.", And(s.Untouched))
	}
	return out
}

// ResetBecause is why stock is taken first.
const ResetBecause = "A failed exam is a diagnosis. What you write down this week steers the rest."

// Reset lists the steps of taking stock; without anything reported on single domains there is no
// report to go through with a pen.
func Reset(reported bool) []string {
	tasks := []string{
		"Write down what you remember of the day: time left, questions that felt foreign, nerves, sleep.",
		"Read the retake rule on the issuer's own page, and note the dates that bind you.",
		"Choose two sources for each weak domain, one of them hands-on, and add them to your resources.",
	}
	if reported {
		return append([]string{"Read your score report with a pen: mark what surprised you and what did not."}, tasks...)
	}
	return tasks
}

// Light words the n-th block of the last two days.
func Light(n int) (task, because string) {
	tasks := []string{
		"Skim your own summaries and the misses you have closed. Nothing new.",
		"Go through the exam-day checklist, five minutes of slow breathing, and an early night.",
	}
	return tasks[n%len(tasks)], "New material in the last two days costs more calm than it brings points."
}

// Sitting is a full practice exam that is planned.
type Sitting struct {
	Questions int // 0 = not known
	Length    civil.Minutes
	First     bool // it stands in for a report without domains
	Cut       bool // it is shorter than the exam
	HandsOnly bool // the exam consists of tasks to be done by hand; what may be open in it, its rules say
}

// Simulation words a full practice exam.
func Simulation(s Sitting) (task, because string) {
	unit, how := conditions(s.HandsOnly)
	all := "all " + unit + "s"
	if s.Questions > 0 {
		all = Count(s.Questions, unit)
	}
	task = fmt.Sprintf("Full simulation: %s in %d minutes, %s, phone in another room, no pauses.", all, s.Length, how)
	if s.Cut {
		task = fmt.Sprintf("Simulation cut to %d minutes, %s, phone in another room.", s.Length, how)
	}
	if s.First {
		return task, "Your report says nothing below the total. One honest simulation shows where to work."
	}
	return task, "Real conditions, an unseen form: only such results count towards the booking rule."
}

// SimulationReview words the time after a simulation.
func SimulationReview() (task, because string) {
	return "Review the simulation: every miss and every lucky guess, with its cause. Log them.",
		"The review is where a simulation pays: go on until each miss has its reason."
}

// conditions are what an exam asks, and how it is practised. Where tasks are done by hand, documentation may
// be allowed, so the exam's own rules hold.
func conditions(handsOnly bool) (unit, how string) {
	if handsOnly {
		return "task", "under exam conditions"
	}
	return "question", "book closed"
}

// Read, Watch, Follow, Lab, Questions and Review word a block in one domain. on is what it is about, see
// Topic; "" stands for an exam that has no separate domains.
func Read(on string) string {
	if on == "" {
		on = "on"
	}
	return fmt.Sprintf("Read %s, close the book, write down what you remember, then check.", on)
}

func Watch(on string) string {
	if on == "" {
		return "Watch the next part, stop, write down what you remember, then check."
	}
	return fmt.Sprintf("Watch a part on %s, stop, write down what you remember, then check.", on)
}

// Follow is for a course.
func Follow(on string) string {
	if on == "" {
		return "Do the next part of the course, stop, write down what you remember, then check."
	}
	return fmt.Sprintf("Do a part of the course on %s, stop, write down what you remember, then check.", on)
}

func Lab(on string) string {
	if on == "" {
		on = "the exam's outline"
	}
	return fmt.Sprintf("Do one thing from %s with your own hands, and note what you did.", on)
}

// Asked is a block of practice.
type Asked struct {
	N         int    // questions or tasks; 0 = not known
	On        string // see Topic
	Mixed     bool
	HandsOnly bool
}

func Questions(a Asked) string {
	unit, how := conditions(a.HandsOnly)
	about := "About " + Count(a.N, unit)
	switch {
	case a.N == 0:
		about = capital(unit) + "s like those of the exam"
	case a.N == 1 || a.N < 10 && !a.HandsOnly:
		about = Count(a.N, unit)
	}
	switch {
	case a.Mixed && a.On == "":
		return fmt.Sprintf("%s, shuffled. Timed, %s.", about, how)
	case a.Mixed:
		return fmt.Sprintf("%s, shuffled: most on %s, the rest from all domains. Timed, %s.", about, a.On, how)
	}
	return fmt.Sprintf("%s%s, timed, %s.", about, linked(" on ", a.On), how)
}

// Review words a look back at questions: at those just asked, at misses that are open, or at the last ones.
func Review(domain string, justAsked bool, open int, handsOnly bool) string {
	on := linked(" on ", domain)
	switch {
	case justAsked && handsOnly:
		return fmt.Sprintf("Go through the tasks%s: where each one went wrong, and what would have shown it. Log them.", on)
	case justAsked:
		return fmt.Sprintf("Go through the questions%s: why each miss was wrong, and why it looked right. Log them.", on)
	case open > 0 && handsOnly:
		return fmt.Sprintf("Take up the open misses%s: do each again before you look.", linked(" in ", domain))
	case open > 0:
		return fmt.Sprintf("Take up the open misses%s: answer each again before you look.", linked(" in ", domain))
	case handsOnly:
		return fmt.Sprintf("Do the last tasks%s again, the failed ones first, and say why each step is right.", on)
	}
	return fmt.Sprintf("Answer the last questions%s again, the missed ones first, and say why each answer is right.", on)
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

// linked is a name with the word before it, or nothing.
func linked(word, name string) string {
	if name == "" {
		return ""
	}
	return word + name
}

// PinnedBecause is why a block that the learner set stands where it stands.
const PinnedBecause = "You set this block yourself."

// Pinned words a block of all domains that the learner set without a task.
func Pinned(kind string, handsOnly bool) string {
	switch kind {
	case "read", "video":
		return "Take up what you set this time aside for, then close it and write down what you remember."
	case "lab":
		return "Do what you set this time aside for with your own hands, and note what you did."
	case "practice":
		unit, how := conditions(handsOnly)
		return fmt.Sprintf("%ss from all domains, shuffled, timed, %s.", capital(unit), how)
	}
	return "Go through your open misses: answer each again before you look."
}

// Topic names objectives of a domain, or the domain if there are none. A domain that is the whole exam has
// the name "".
func Topic(domain string, objectives []string) string {
	in := ""
	if domain != "" {
		in = " (" + domain + ")"
	}
	switch len(objectives) {
	case 0:
		return domain
	case 1:
		return "objective " + objectives[0] + in
	}
	return "objectives " + And(objectives) + in
}

// Standing is where a domain stands among the others.
type Standing struct {
	Rank     int    // 0 = most points to win
	Leader   string // the domain of rank 0
	AtTarget bool
	Blind    bool // nothing is known about single domains
	Whole    bool // it is the only one: the exam has no separate domains
}

// Because says why a block goes to a domain.
func Because(domain string, s Standing) string {
	switch {
	case s.Whole && s.AtTarget:
		return "You are at the target; a little keeps you there."
	case s.Whole:
		return "The exam has no separate domains, so each block is for all of it."
	case s.Blind && s.Rank == 0:
		return domain + " weighs most in the exam, and nothing else is known yet."
	case s.Blind:
		return "Nothing is known about single domains yet; the weights of the exam decide."
	case s.AtTarget:
		return domain + " is at the target; a little keeps it there."
	case s.Rank == 0:
		return "Most points are to be won in " + domain + "."
	case s.Rank == 1:
		return "After " + s.Leader + ", most points are to be won here."
	}
	return "There are points to win in " + domain + "."
}

// Count writes "1 question", "3 questions".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// And joins names: "A", "A and B", "A, B and C".
func And(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func are(n int, what string) string {
	if n == 1 {
		return "1 " + what + " is"
	}
	return Count(n, what) + " are"
}

func fits(n int) string {
	if n == 1 {
		return "1 full simulation fits"
	}
	return Count(n, "full simulation") + " fit"
}

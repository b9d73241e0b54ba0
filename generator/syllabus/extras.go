package syllabus

import (
	"math"
	"slices"

	"retake/generator/cause"
	"retake/generator/civil"
)

// lastEvenings is how many days before the exam the evenings begin that anxiety asks for.
const lastEvenings = 14

// mostExtras is how many tasks of causes a block carries at most beside the calm, so that it stays short.
const mostExtras = 2

// turn counts how often a cause had its turn at an occasion; the cause by its index in cause.Names.
type turn struct {
	at    cause.Occasion
	cause int
}

// always are the causes that do not take turns: what their rules promise is there each time.
var always = [...]cause.Name{cause.StudyTime, cause.Coverage, cause.Anxiety}

// withExtras adds what supported causes ask for: the calendar to the first block of a week, the word on a
// domain left out to each of its reading and question blocks, the calm to the first block of a day near the
// exam. The other causes take turns, one a block and each once a day; a simulation, which stands for the exam,
// carries as many as a block may.
func (f *filling) withExtras(b Block) Block {
	monday := b.Date.Monday()
	firstOfDay, firstOfWeek := b.Date != f.day, monday != f.week
	f.day, f.week = b.Date, monday
	at, some := occasion(b)
	if firstOfWeek {
		f.add(&b, cause.StudyTime, cause.FirstOfWeek)
	}
	if some && f.uncovered(b.Domain) {
		f.add(&b, cause.Coverage, at)
	}
	if some {
		f.takeTurns(&b, at)
	}
	switch {
	case b.Kind == Simulate:
		f.add(&b, cause.Anxiety, at)
	case firstOfDay && f.Calendar.Exam-b.Date <= lastEvenings:
		f.add(&b, cause.Anxiety, cause.Evening)
	}
	f.renewed, f.alone = false, false
	return b
}

// add adds a cause's task for an occasion, if the cause is supported and has one.
func (f *filling) add(b *Block, name cause.Name, at cause.Occasion) {
	if task, ok := f.taskOf(name, at); ok {
		b.Extras = append(b.Extras, Extra{name, task})
	}
}

// taskOf is what a supported cause asks for on an occasion.
func (f *filling) taskOf(name cause.Name, at cause.Occasion) (string, bool) {
	if !f.supported(name) {
		return "", false
	}
	in := cause.Circumstances{
		ForbidsReview: !f.Review, Practical: f.Labs, HandsOnly: f.HandsOnly, PerQuestion: int(math.Round(f.Pace * 60)), Questions: f.Asked, Minutes: civil.Minutes(f.Full), Alone: f.alone}
	if f.HandsOnly && f.Asked == 0 {
		in.PerQuestion = 0 // how long a task may take is not known
	}
	return cause.Task(name, at, in)
}

// takeTurns adds a task of the cause that had the fewest turns at this occasion; to a simulation all that
// there is room for, in the order of the causes.
func (f *filling) takeTurns(b *Block, at cause.Occasion) {
	room := 1
	if b.Kind == Simulate {
		room = mostExtras
	}
	for room = min(room, mostExtras-len(b.Extras)); room > 0; room-- {
		best := -1
		for i, name := range cause.Names {
			if f.mayTurn(*b, name, at) && (best < 0 || b.Kind != Simulate && f.turns[turn{at, i}] < f.turns[turn{at, best}]) {
				best = i
			}
		}
		if best < 0 {
			return
		}
		f.add(b, cause.Names[best], at)
		f.turns[turn{at, best}]++
		f.said[best] = b.Date
		if f.alone && cause.Names[best] == cause.OneSource {
			f.sought = b.Date.Monday()
		}
	}
}

// mayTurn reports whether a cause may have a turn in a block: one that takes turns, has something to say there,
// and has not said it on that day. Another source is spoken of only where the block has one, and looked for
// once a week where there is none. What can be said in the review as well is left to it every other time.
func (f *filling) mayTurn(b Block, name cause.Name, at cause.Occasion) bool {
	_, ok := f.taskOf(name, at)
	_, both := f.taskOf(name, cause.Review)
	i, seek := slices.Index(cause.Names[:], name), f.alone && f.sought != b.Date.Monday()
	switch {
	case !ok, slices.Contains(always[:], name), name == cause.OneSource && !f.renewed && !seek:
		return false
	case at == cause.Questions && both && f.turns[turn{at, i}] > f.turns[turn{cause.Review, i}]:
		return false
	case b.Kind == Simulate:
		return !slices.ContainsFunc(b.Extras, func(x Extra) bool { return x.Cause == name })
	}
	return f.said[i] != b.Date
}

// occasion is the one that a block gives for tasks of causes; false for a block that gives none.
func occasion(b Block) (cause.Occasion, bool) {
	switch {
	case b.Kind == Questions:
		return cause.Questions, true
	case b.Kind == Review && b.Domain == 0:
		return cause.SimulationReview, true
	case b.Kind == Review:
		return cause.Review, true
	case b.Kind == Read || b.Kind == Video:
		return cause.Read, true
	case b.Kind == Lab:
		return cause.Lab, true
	case b.Kind == Simulate:
		return cause.Simulation, true
	}
	return 0, false
}

// uncovered reports whether a domain was left out so far.
func (f *filling) uncovered(n int) bool {
	d := f.index(n)
	return d >= 0 && f.Domains[d].Uncovered
}

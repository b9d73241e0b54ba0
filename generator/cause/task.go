package cause

import (
	"fmt"

	"retake/generator/civil"
	"retake/generator/stat"
)

// Occasion is a kind of block to which a cause adds a task.
type Occasion int

const (
	Questions Occasion = iota
	Review
	Read
	Lab
	Simulation
	SimulationReview
	Evening     // the first block of a day in the last two weeks before the exam
	FirstOfWeek // the first block of a week
)

// Occasions is all of them, in this order.
var Occasions = [...]Occasion{Questions, Review, Read, Lab, Simulation, SimulationReview, Evening, FirstOfWeek}

// String names an occasion in tests and messages.
func (o Occasion) String() string {
	return [...]string{"questions", "review", "read", "lab", "simulation", "simulation review", "evening", "first of week"}[o]
}

// Circumstances are what the exam's form, and the sources at hand, change in a task. Zero values are not known.
type Circumstances struct {
	ForbidsReview bool // no going back to an answered question
	Practical     bool // there are hands-on tasks
	HandsOnly     bool // and nothing else
	PerQuestion   int  // seconds for one question at exam pace
	Questions     int  // in a full simulation
	Minutes       civil.Minutes
	Alone         bool // no second source serves the block
}

// Task is what a supported cause adds to a block: a short sentence or two that stand after the block's
// own task. ok is false where it adds nothing. In question, reading and other blocks of one domain ask
// Concerns first.
func Task(name Name, when Occasion, in Circumstances) (task string, ok bool) {
	switch name {
	case OutOfTime:
		task = paceTask(when, in)
	case SecondGuessing:
		task = changeTask(when, in.ForbidsReview)
	case OneSource:
		task = sourceTask(when, in.Alone)
	case Misreading:
		task = readingTask(when, in.HandsOnly)
	default:
		task = tasks[name][when]
	}
	return task, task != ""
}

// tasks are those that are the same for every exam.
var tasks = map[Name]map[Occasion]string{
	StudyTime: {
		FirstOfWeek: "Put this week's blocks into your calendar, each with a start time, and tell one person.",
	},
	Coverage: {
		Read:      "This domain weighs much and has had little of your time: begin with what you have not opened yet.",
		Questions: "This domain weighs much and has had little of your time: take questions from every part of it.",
	},
	HandsOn: {
		Lab: "Type every step yourself, then do it once more without the instructions.",
	},
	Anxiety: {
		Simulation: "The same routine as on the exam day: five minutes of slow breathing, then the start. Rate your nerves from 0 to 10 just before the start, and again when you are under way; log the first.",
		Evening:    "Begin with five minutes of slow breathing: in through the nose, out longer than in.",
	},
	Misreading: {
		Questions:        "Read the last sentence of each question first, and mark words like NOT, LEAST and FIRST.",
		Review:           "For each term that tripped you up, write in your own words what it means.",
		SimulationReview: "For each miss say which it was: the question misread, a term not known, or the matter itself.",
	},
}

// readingTask is about reading what is asked: a task to be done by hand is read to its end.
func readingTask(when Occasion, handsOnly bool) string {
	if handsOnly && when == Questions {
		return "Read each task to its end before you begin, and tick off what it asks for, line by line."
	}
	if handsOnly && when == SimulationReview {
		return "For each task that went wrong say which it was: the task misread, a term not known, or the matter itself."
	}
	return tasks[Misreading][when]
}

// sourceTask is about another source, or about finding one where there is none.
func sourceTask(when Occasion, alone bool) string {
	switch {
	case when == Read && alone:
		return "Look for a second source to read or watch on this domain, and add it to plan.toml: a free one will do."
	case when == Questions && alone:
		return "Look for a second source of questions on this domain, and add it to plan.toml: a free one will do."
	case when == Read:
		return "Use another source than last time."
	case when == Questions:
		return "Take the questions from another source than last time."
	}
	return ""
}

// paceTask is about time. A tenth of it is kept for a second pass, where there may be one.
func paceTask(when Occasion, in Circumstances) string {
	switch when {
	case Questions:
		pace := "Keep to exam pace"
		if in.PerQuestion > 0 {
			pace += ", about " + spell(in.PerQuestion) + " a " + in.unit()
		}
		if in.ForbidsReview {
			return pace + ": when the time for one is over, choose the likeliest answer and go on."
		}
		return pace + ": mark what takes longer, go on, and come back in a second pass."
	case Simulation:
		task := checkpoint(in)
		if in.ForbidsReview {
			return task + " When one takes too long, choose the likeliest answer and go on."
		}
		if in.HandsOnly {
			return task + " Two passes, and something done in every task."
		}
		task += " Two passes, and nothing left blank"
		if in.Practical {
			return task + "; performance tasks last."
		}
		return task + "."
	case SimulationReview:
		return "Look where the time went: which quarter ran slow, and which " + in.unit() + "s held you up."
	}
	return ""
}

// checkpoint names the middle of a simulation: half of the questions, at half of the time less what is
// kept for a second pass.
func checkpoint(in Circumstances) string {
	half := in.Minutes / 2
	if !in.ForbidsReview {
		half = in.Minutes * 45 / 100
	}
	if in.Questions < 2 || half == 0 {
		return "Look at the clock at half of the " + in.unit() + "s: no more than half of the time should be gone."
	}
	return fmt.Sprintf("Checkpoint: %s %d by minute %d.", in.unit(), in.Questions/2, half)
}

// unit is what the exam counts.
func (in Circumstances) unit() string {
	if in.HandsOnly {
		return "task"
	}
	return "question"
}

// changeTask is about changed answers: counted, and given a reason, but never forbidden, because on the
// whole changing helps. Where the exam forbids it, practice is done without it.
func changeTask(when Occasion, forbidden bool) string {
	switch {
	case when == Questions && forbidden, when == Simulation && forbidden:
		return "No going back, as in the exam: answer once, with care, and go on."
	case when == Questions:
		return "Change an answer only for a reason that you can name, and count your changes."
	case when == Simulation:
		return "Change an answer only for a reason that you can name, and mark each change: they are counted afterwards."
	case when == SimulationReview && !forbidden:
		return "Count your changed answers, to right, to wrong and without effect, and log them with the result."
	}
	return ""
}

// spell prints a pace: seconds up to two minutes, then half minutes.
func spell(seconds int) string {
	switch {
	case seconds == 60:
		return "a minute"
	case seconds <= 120:
		return fmt.Sprintf("%d seconds", seconds)
	}
	return fmt.Sprintf("%g minutes", stat.Round(float64(seconds)/30, 0)/2)
}

package trial

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/civil"
)

// Sitting is the frame of the real exam.
type Sitting struct {
	Minutes       civil.Minutes
	Questions     int
	ForbidsReview bool // no going back to an answered question: then no time is kept for it
}

// reviewShare is the part of the time that is kept for going back over answers, where that is allowed.
const reviewShare = 0.1

// Quarter is the time used up to a quarter of the questions.
type Quarter struct {
	Used civil.Minutes // since the start
	By   civil.Minutes // the checkpoint: by then it should be done; at the last one all time may be used
	Over bool
}

// Pace is how one simulation used its time.
type Pace struct {
	Simulation
	Used     float64   // seconds a question; 0 = not known
	Given    float64   // seconds a question that the real exam gives
	Quarters []Quarter // as far as written
	Behind   string    // the first quarter that ran over: "first", "second", "third", "last"; "" = none
}

var quarterNames = [4]string{"first", "second", "third", "last"}

// Pace sets the time of one simulation against the exam's, in proportion to its questions. It is nil when
// the simulation was not timed, nothing about its time was written, or the exam's frame is not known.
func (x Sitting) Pace(s Simulation) *Pace {
	used := s.Minutes
	if used == 0 && len(s.Quarters) == len(quarterNames) {
		used = s.Quarters[3]
	}
	if !s.Timed || s.Of <= 0 || x.Minutes <= 0 || x.Questions <= 0 || used == 0 && len(s.Quarters) == 0 {
		return nil
	}
	p := &Pace{Simulation: s, Used: 60 * float64(used) / float64(s.Of), Given: 60 * float64(x.Minutes) / float64(x.Questions)}
	time := float64(x.Minutes) * float64(s.Of) / float64(x.Questions)
	for i, q := range s.Quarters[:min(len(s.Quarters), len(quarterNames))] {
		by := x.checkpoint(time, i)
		p.Quarters = append(p.Quarters, Quarter{Used: q, By: by, Over: q > by})
		if q > by && p.Behind == "" {
			p.Behind = quarterNames[i]
		}
	}
	return p
}

// checkpoint is by when a quarter, counted from 0, should be done. Whoever goes back over the answers in
// the tenth kept for it is not late: the last checkpoint is the whole time.
func (x Sitting) checkpoint(time float64, quarter int) civil.Minutes {
	by := time * float64(quarter+1) / 4
	if !x.ForbidsReview && quarter < len(quarterNames)-1 {
		by *= 1 - reviewShare
	}
	return civil.Minutes(math.Ceil(by - 1e-9))
}

// Paces sum up the last simulations.
type Paces struct {
	Last       []Pace  // by date
	Used       float64 // seconds a question over those that say; 0 = none does
	Given      float64
	Unanswered int    // questions in all of them; -1 = not written in any
	Behind     string // the quarter in which most of those that ran over first did; "" = fewer than half of those measured ran over
	Over       int    // simulations that ran over
	Measured   int    // simulations with quarters
	tied       bool   // another quarter was as often the first to run over
	onePass    bool   // the exam does not let anyone go back: there is no time to keep for it
}

// Paces sums up the last n simulations of which the time is known, nil when there are none. Questions
// seen before are answered faster and are left out.
func (x Sitting) Paces(marked []Simulation, today civil.Date, n int) *Paces {
	out := &Paces{Unanswered: -1, onePass: x.ForbidsReview}
	for _, s := range marked {
		if p := x.Pace(s); p != nil && !s.Seen && s.Date <= today {
			out.Last = append(out.Last, *p)
		}
	}
	out.Last = out.Last[max(0, len(out.Last)-n):]
	if len(out.Last) == 0 {
		return nil
	}
	out.sum()
	return out
}

func (p *Paces) sum() {
	seconds, questions, first := 0.0, 0, [4]int{}
	for _, x := range p.Last {
		p.Given = x.Given
		if x.Used > 0 {
			seconds += x.Used * float64(x.Of)
			questions += x.Of
		}
		if x.Unanswered >= 0 {
			p.Unanswered = max(p.Unanswered, 0) + x.Unanswered
		}
		if len(x.Quarters) > 0 {
			p.Measured++
		}
		for i, name := range quarterNames {
			if x.Behind == name {
				p.Over++
				first[i]++
			}
		}
	}
	if questions > 0 {
		p.Used = seconds / float64(questions)
	}
	if p.Over > 0 && 2*p.Over >= p.Measured {
		most := 0
		for i := range first {
			if first[i] > first[most] {
				most = i
			}
		}
		p.Behind, p.tied = quarterNames[most], slices.Contains(first[most+1:], first[most])
	}
}

const guess = "Put in a guess: no issuer known to us takes points off for a wrong one."

// Say puts the pace in words.
func (p Paces) Say() string {
	var out []string
	if p.Used > 0 {
		took := fmt.Sprintf("In %s you took about %.0f seconds a question; the exam gives %.0f", lately(len(p.Last)), p.Used, p.Given)
		if !p.onePass {
			took += fmt.Sprintf(", or %.0f when a tenth of the time is kept for review", (1-reviewShare)*p.Given)
		}
		out = append(out, took+".")
	}
	switch {
	case p.Behind != "":
		where := ", most often first in the " + p.Behind + " quarter"
		switch {
		case p.Over == 1:
			where = ", first in the " + p.Behind + " quarter"
		case p.tied:
			where = ", once as early as the " + p.Behind + " quarter"
		}
		out = append(out, fmt.Sprintf("In %d of %d you fell behind the clock%s.", p.Over, p.Measured, where))
	case p.Measured > 0 && p.Over == 0:
		out = append(out, "You were on time at every checkpoint.")
	case p.Over > 0:
		out = append(out, fmt.Sprintf("You were on time at every checkpoint in %d of %d.", p.Measured-p.Over, p.Measured))
	}
	switch {
	case p.Unanswered == 0:
		out = append(out, "No question was left without an answer.")
	case p.Unanswered == 1:
		out = append(out, "1 question was left without an answer. "+guess)
	case p.Unanswered > 1:
		out = append(out, count(p.Unanswered, "question")+" were left without an answer. "+guess)
	}
	return strings.Join(out, " ")
}

func lately(n int) string {
	if n == 1 {
		return "your last timed simulation"
	}
	return fmt.Sprintf("your last %d timed simulations", n)
}

package syllabus

import (
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/timetable"
)

// kind is the work that is due in domain d: the review at once after the questions, else what is
// furthest behind its part of the minutes. Those go question : review : reading = 2 : 2 : 1, with a
// lab beside the reading where there is something to do by hand; a domain with the least share has
// questions and review only. The last slot of a day rather reads than starts questions whose review
// would wait for another day.
func (f *filling) kind(d int, more bool) Kind {
	spent, floored, best := f.spent[d], f.Domains[d].Floored, Read
	switch behind := spent[Questions] - spent[Review]; {
	case f.last.Kind == Questions:
		return Review
	case (behind >= f.Block || !more && behind > 0) && f.reviewable(d):
		return Review
	case floored && (more || !f.reviewable(d)):
		return Questions
	case floored:
		return Review
	}
	if f.labDue(d) {
		best = Lab
	}
	questions := spent[Questions] / 2
	if !more {
		questions += 2 * f.Block
	}
	if questions <= spent[best] {
		best = Questions
	}
	return best
}

// labDue reports whether a lab comes before more reading: as many minutes as reading where the exam has
// hands-on parts, twice as many where too little hands-on is a supported cause.
func (f *filling) labDue(d int) bool {
	spent := f.spent[d]
	if !f.hasLab(f.Domains[d].N) {
		return false
	}
	if f.supported(cause.HandsOn) {
		return spent[Lab] < 2*spent[Read] || spent[Lab] == 0
	}
	return f.Labs && spent[Lab] < spent[Read]
}

// reviewable reports whether there is something to go through in a domain.
func (f *filling) reviewable(d int) bool { return f.Domains[d].Open > 0 || f.spent[d][Questions] > 0 }

// hasLab reports whether a lab serves the domain, or none is written down for any.
func (c Course) hasLab(domain int) bool {
	some := false
	for _, r := range c.Sources {
		if r.Kind == "lab" {
			some = true
			if r.serves(domain) {
				return true
			}
		}
	}
	return !some
}

func (s Source) serves(domain int) bool {
	return domain == 0 || len(s.Domains) == 0 || slices.Contains(s.Domains, domain)
}

// task words a block in one domain; turn counts the domain's blocks of this kind so far.
func (f *filling) task(b Block, d, turn int) string {
	switch b.Kind {
	case Read:
		return advice.Read(f.topic(d, turn))
	case Video:
		return advice.Watch(f.topic(d, turn))
	case Lab:
		return advice.Lab(f.topic(d, turn+1))
	case Questions:
		mixed := b.Phase == timetable.Mix || b.Phase == timetable.Simulate
		return advice.Questions(f.questionsIn(int(b.Minutes)), f.topic(d, turn), mixed)
	}
	return advice.Review(f.Domains[d].Name, f.last.Kind == Questions, f.Domains[d].Open)
}

// topic names what to work on: the objectives that the report listed, two at a time in turn, else the domain.
func (f *filling) topic(d, turn int) string {
	missed := f.Domains[d].Missed
	if len(missed) == 0 {
		return f.Domains[d].Name
	}
	at := 2 * turn % len(missed)
	two := slices.Concat(missed, missed)[at : at+min(2, len(missed))]
	words := make([]string, len(two))
	for i, o := range two {
		words[i] = o.String()
	}
	if len(two) == 2 && two[0].Minor > two[1].Minor {
		slices.Reverse(words)
	}
	return advice.Topic(f.Domains[d].Name, words)
}

// questionsIn is how many questions fit into so many minutes: at a quarter slower than exam pace, or at
// exam pace where running out of time is a supported cause.
func (f *filling) questionsIn(minutes int) int {
	pace := f.Pace * 1.25
	if f.supported(cause.OutOfTime) {
		pace = f.Pace
	}
	n := math.Round(float64(minutes) / pace)
	if n > 10 {
		n = math.Round(n/5) * 5
	}
	return max(1, int(n))
}

// sourceKinds says which sources serve which kind of work, best first.
var sourceKinds = map[Kind][]string{
	Read:      {"book", "course", "video"},
	Video:     {"video", "course"},
	Lab:       {"lab"},
	Questions: {"questions"},
	Review:    {"questions", "book"},
	Simulate:  {"questions"},
}

// sourceFor picks a source for the work: of the best kind there is for the domain, those not used before
// the failed attempt first, in turn. Where having one source only is a supported cause, reading and
// questions go round all sources of all kinds that serve. "" if there is none.
func (c Course) sourceFor(kind Kind, domain, turn int) string {
	var all []string
	for _, want := range sourceKinds[kind] {
		var fresh, used []string
		for _, r := range c.Sources {
			switch {
			case r.Kind != want || !r.serves(domain):
			case r.UsedBefore:
				used = append(used, r.Name)
			default:
				fresh = append(fresh, r.Name)
			}
		}
		if c.supported(cause.OneSource) && (kind == Read || kind == Questions) {
			all = append(append(all, fresh...), used...)
			continue
		}
		if len(fresh) > 0 {
			return fresh[turn/2%len(fresh)]
		}
		if len(used) > 0 {
			return used[turn/2%len(used)]
		}
	}
	if len(all) == 0 {
		return ""
	}
	return all[turn%len(all)]
}

// lastEvenings is how many days before the exam the evenings begin that anxiety asks for.
const lastEvenings = 14

// withExtras adds what supported causes ask for. An ordinary block carries one such task, so that it stays
// short: the causes take turns, each once a day; beside it the first block of an evening near the exam has the calm that
// anxiety asks for. A simulation carries all of them.
func (f *filling) withExtras(b Block) Block {
	monday := b.Date.Monday()
	firstOfDay, firstOfWeek := b.Date != f.day, monday != f.week
	f.day, f.week = b.Date, monday
	at := cause.Circumstances{
		ForbidsReview: !f.Review, Practical: f.Labs, PerQuestion: int(math.Round(f.Pace * 60)), Questions: f.Asked, Minutes: civil.Minutes(f.Full)}
	var fit, calm []Extra
	for i, name := range cause.Names {
		if !f.Causes[i] || f.said[i] == b.Date && b.Kind != Simulate {
			continue
		}
		for _, o := range occasions(b, firstOfWeek, firstOfDay && f.Calendar.Exam-b.Date <= lastEvenings) {
			if task, ok := cause.Task(name, o, at); ok && f.concerns(name, b) {
				if o == cause.Evening {
					calm = append(calm, Extra{name, task})
				} else {
					fit = append(fit, Extra{name, task})
				}
				break
			}
		}
	}
	if b.Kind != Simulate && len(fit) > 1 {
		fit = fit[f.extras%len(fit):][:1]
	}
	if len(fit) > 0 {
		f.extras++
	}
	b.Extras = append(fit, calm...)
	for _, x := range b.Extras {
		f.said[slices.Index(cause.Names[:], x.Cause)] = b.Date
	}
	return b
}

// occasions are those a block gives for a cause's task.
func occasions(b Block, firstOfWeek, evening bool) []cause.Occasion {
	out := make([]cause.Occasion, 0, 3)
	switch {
	case b.Kind == Questions:
		out = append(out, cause.Questions)
	case b.Kind == Review && b.Domain == 0:
		out = append(out, cause.SimulationReview)
	case b.Kind == Review:
		out = append(out, cause.Review)
	case b.Kind == Read || b.Kind == Video:
		out = append(out, cause.Read)
	case b.Kind == Lab:
		out = append(out, cause.Lab)
	case b.Kind == Simulate:
		out = append(out, cause.Simulation)
	}
	if evening && b.Kind != Simulate {
		out = append(out, cause.Evening)
	}
	if firstOfWeek {
		out = append(out, cause.FirstOfWeek)
	}
	return out
}

// concerns reports whether a cause has to do with the block's domain: coverage only with domains that
// were left out.
func (f *filling) concerns(name cause.Name, b Block) bool {
	if name != cause.Coverage {
		return true
	}
	d := f.index(b.Domain)
	return d >= 0 && f.Domains[d].Uncovered
}

// Minutes is the length of a list of blocks.
func Minutes(blocks []Block) civil.Minutes {
	total := civil.Minutes(0)
	for _, b := range blocks {
		total += b.Minutes
	}
	return total
}

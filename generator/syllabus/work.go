package syllabus

import (
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/timetable"
)

// kind is the work that is due in domain d. What questions owe to review comes first, so that neither is
// ever ahead by more than a block: windows that differ would else leave the two sides uneven, so the books
// are kept over all domains. A window that both share evens them out as well. Then comes what is furthest
// behind its part of the domain's minutes: question : review : reading = 2 : 2 : 1, with a lab beside the
// reading where there is something to do by hand, or twice as much where too little of that is a supported
// cause; a domain with the least share has questions and review only. Where the exam is hands-on tasks and nothing else,
// each week begins with a lab, but for what is owed to review. The last slot of a day rather reads
// than starts questions whose review would wait for another day, unless reading is well ahead; the last slot
// of all starts none.
func (f *filling) kind(b Block, d int, next *timetable.Slot) Kind {
	spent, best := f.spent[d], Read
	mayAsk := f.shared(b, next) || f.asked(b) > 0 && !f.final
	switch {
	case f.reviewable(d) && f.reviewed(b) > 0 && (f.last.Kind == Questions || !f.shared(b, next)):
		return Review
	case f.HandsOnly && f.labbed != b.Date.Monday() && !f.Domains[d].Floored && f.hasLab(f.Domains[d].N):
		return Lab
	case f.Domains[d].Floored && mayAsk:
		return Questions
	}
	questions := spent[Questions] / 2
	if f.labDue(d) {
		best = Lab
		if f.supported(cause.HandsOn) {
			questions = spent[Questions]
		}
	}
	if next == nil && !f.wellRead() {
		questions += 2 * f.Block
	}
	if mayAsk && questions <= spent[best] {
		return Questions
	}
	return best
}

// wellRead reports whether reading is a block ahead of its part, in the domains that are read in together.
func (f *filling) wellRead() bool {
	ahead := 0
	for i, spent := range f.spent {
		if !f.Domains[i].Floored {
			ahead += 2*(spent[Read]+spent[Video]) - spent[Questions]
		}
	}
	return ahead >= 2*f.Block
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
	reading := f.kindOf(b.Resource)
	switch {
	case b.Kind == Read && reading == "course":
		return advice.Follow(f.topic(d, turn))
	case b.Kind == Read && reading != "video":
		return advice.Read(f.topic(d, turn))
	}
	switch b.Kind {
	case Read, Video:
		return advice.Watch(f.topic(d, turn))
	case Lab:
		return advice.Lab(f.topic(d, turn+1))
	case Questions:
		mixed := b.Phase == timetable.Mix || b.Phase == timetable.Simulate
		return advice.Questions(advice.Asked{N: f.questionsIn(int(b.Minutes)), On: f.topic(d, turn), Mixed: mixed, HandsOnly: f.HandsOnly})
	}
	return advice.Review(f.named(d), f.last.Kind == Questions, f.Domains[d].Open, f.HandsOnly)
}

// named is a domain's name; "" if it is the only one, which is the whole exam.
func (f *filling) named(d int) string {
	if len(f.Domains) == 1 {
		return ""
	}
	return f.Domains[d].Name
}

// topic names what to work on: the objectives that the report listed, two at a time in turn, else the domain.
func (f *filling) topic(d, turn int) string {
	missed := f.Domains[d].Missed
	if len(missed) == 0 {
		return f.named(d)
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
	return advice.Topic(f.named(d), words)
}

// questionsIn is how many questions fit into so many minutes: at a quarter slower than exam pace, or at
// exam pace where running out of time is a supported cause. 0 for hands-on tasks whose number in the exam is
// not known: how long one takes is not known then.
func (f *filling) questionsIn(minutes int) int {
	if f.HandsOnly && f.Asked == 0 {
		return 0
	}
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

// Minutes is the length of a list of blocks.
func Minutes(blocks []Block) civil.Minutes {
	total := civil.Minutes(0)
	for _, b := range blocks {
		total += b.Minutes
	}
	return total
}

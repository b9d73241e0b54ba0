package study

import (
	"math"
	"slices"

	"retake/generator/advice"
	"retake/generator/timetable"
)

// studyTask words a block in one domain; turn counts the domain's blocks of this kind so far.
func (a *assignment) studyTask(b Block, d, turn int) string {
	switch b.Kind {
	case Read:
		return advice.Read(a.topic(d, turn))
	case Lab:
		return advice.Lab(a.topic(d, turn+1))
	case Questions:
		mixed := b.Phase == timetable.Mix || b.Phase == timetable.Simulate
		return advice.Questions(a.questionsIn(int(b.Minutes)), a.topic(d, turn), mixed)
	}
	return advice.Review(a.exam.Domains[d].Name, a.ledger.last.Kind == Questions, a.open[d])
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
	return advice.Topic(a.exam.Domains[d].Name, words)
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

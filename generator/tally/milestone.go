package tally

import (
	"slices"

	"retake/generator/civil"
	"retake/generator/trial"
)

// Milestone is a step on the way, reached on a day or still to come.
type Milestone struct {
	Name string
	Date civil.Date // reached on; 0 if not yet
	Next string     // what is still missing; "" once reached
}

// Way is what has been done on the way, up to today.
type Way struct {
	Since, Today civil.Date // the first day that counts, and the last
	Done         Days
	Asked        map[civil.Date]int // questions answered by day
	Simulations  int
	Logged       []civil.Date // the day of each question that went wrong, logged since
	Closed       []civil.Date // the day on which each of those closed was closed
	First        civil.Date   // of the first simulation that counts; 0 = none yet
	Above        civil.Date   // of the first at the target; 0 = none yet
	Won          civil.Date   // 0 = not yet
}

// Sat takes in full simulations like the real exam, oldest first: the first that counts, and the first that was
// at the target when it was sat.
func (w *Way) Sat(views []trial.View, above func(trial.View) bool) {
	for _, v := range views {
		if v.Date < w.Since {
			continue
		}
		if w.First == 0 {
			w.First = v.Date
		}
		if w.Above == 0 && above(v) {
			w.Above = v.Date
		}
	}
}

// Totals are what has been built since a day.
type Totals struct {
	Minutes       civil.Minutes
	Questions     int
	Simulations   int
	MissesLogged  int
	MissesCleared int
	Since         civil.Date // the first day that counts
}

// Totals adds the way up.
func (w Way) Totals() Totals {
	t := Totals{Since: w.Since, Minutes: w.Done.In(w.Since, w.Today), Simulations: w.Simulations, MissesLogged: len(w.Logged), MissesCleared: len(w.Closed)}
	for d := w.Since; d <= w.Today; d++ {
		t.Questions += w.Asked[d]
	}
	return t
}

// fewLogged is how many logged questions it takes to speak of half of them.
const fewLogged = 4

// Milestones are steps that only ever get reached: none is taken away again.
func (w Way) Milestones() []Milestone {
	minutes := map[civil.Date]int{}
	for d := w.Since; d <= w.Today; d++ {
		minutes[d] = int(w.Done[d])
	}
	out := w.steps(minutes, 60, []int{10, 25, 50, 100}, hoursDone, hoursMissing)
	out = append(out, w.steps(w.Asked, 1, []int{100, 250, 500, 1000}, questionsDone, questionsMissing)...)
	out = append(out, w.half(), once(firstSimulation, w.First, oneCounts), once(firstAbove, w.Above, oneAbove))
	if w.Won != 0 {
		out = append(out, Milestone{Name: passed, Date: w.Won})
	}
	return out
}

// steps are the marks reached by a sum over the days, in units of so many, and the next one.
func (w Way) steps(by map[civil.Date]int, unit int, marks []int, name, left func(int) string) []Milestone {
	var out []Milestone
	sum, at := 0, 0
	for d := w.Since; d <= w.Today && at < len(marks); d++ {
		for sum += by[d]; at < len(marks) && sum >= marks[at]*unit; at++ {
			out = append(out, Milestone{Name: name(marks[at]), Date: d})
		}
	}
	if at < len(marks) {
		out = append(out, Milestone{Name: name(marks[at]), Next: left(marks[at]*unit - sum)})
	}
	return out
}

// half is reached on the first day on which half of what was logged up to then was closed: what goes wrong
// later does not take it away.
func (w Way) half() Milestone {
	logged, closed := slices.Sorted(slices.Values(w.Logged)), slices.Sorted(slices.Values(w.Closed))
	for _, d := range slices.Sorted(slices.Values(slices.Concat(logged, closed))) {
		n, _ := slices.BinarySearch(logged, d+1)
		done, _ := slices.BinarySearch(closed, d+1)
		if n >= fewLogged && 2*done >= n {
			return Milestone{Name: halfOfMisses, Date: d}
		}
	}
	return Milestone{Name: halfOfMisses, Next: missesMissing(len(logged), len(closed))}
}

func once(name string, on civil.Date, missing string) Milestone {
	if on != 0 {
		return Milestone{Name: name, Date: on}
	}
	return Milestone{Name: name, Next: missing}
}

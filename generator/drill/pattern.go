package drill

import (
	"cmp"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/report"
)

// Misconceptions are the misses up to today that were confident and wrong: the open ones first, and the
// newest of them first.
func Misconceptions(misses []Miss, today civil.Date) []Miss {
	return newest(misses, today, Miss.wrong)
}

// Lucky are the questions up to today that were right by luck, in the same order.
func Lucky(misses []Miss, today civil.Date) []Miss {
	return newest(misses, today, func(m Miss) bool { return m.Lucky })
}

func newest(misses []Miss, today civil.Date, wanted func(Miss) bool) []Miss {
	out := upTo(misses, today, wanted)
	slices.SortFunc(out, func(a, b Miss) int {
		return cmp.Or(yesFirst(a.Open(today), b.Open(today)), cmp.Compare(b.Date, a.Date), order(a, b))
	})
	return out
}

func upTo(misses []Miss, today civil.Date, wanted func(Miss) bool) []Miss {
	var out []Miss
	for _, m := range misses {
		if m.Date <= today && wanted(m) {
			out = append(out, m)
		}
	}
	return out
}

// Repeat is an objective that went wrong on more than one day. Lucky guesses are no part of it.
type Repeat struct {
	Objective  report.Objective
	Times      int    // different days on which it went wrong, at least 2
	Misses     []Miss // oldest first
	SameChoice string // a wrong option chosen on more than one day, the most frequent; "" if there is none
	Returned   bool   // wrong again on a day after an earlier miss was closed
}

// Repeats lists the objectives missed on two or more different days up to today, most often first.
func Repeats(misses []Miss, today civil.Date) []Repeat {
	var known []*Miss // sorted as pointers: a miss is large
	for i := range misses {
		if m := &misses[i]; m.Date <= today && m.Objective.Minor > 0 && !m.Lucky {
			known = append(known, m)
		}
	}
	slices.SortFunc(known, func(a, b *Miss) int {
		if n := byObjective(a.Objective, b.Objective); n != 0 {
			return n
		}
		return order(*a, *b)
	})
	var out []Repeat
	for from, to := 0, 0; from < len(known); from = to {
		for to < len(known) && known[to].Objective == known[from].Objective {
			to++
		}
		if known[from].Date == known[to-1].Date {
			continue // one day
		}
		same := make([]Miss, 0, to-from)
		for _, m := range known[from:to] {
			same = append(same, *m)
		}
		out = append(out, repeat(same, daysOf(same), today))
	}
	slices.SortStableFunc(out, func(a, b Repeat) int { return cmp.Compare(b.Times, a.Times) })
	return out
}

// repeat looks at the misses of one objective, oldest first.
func repeat(misses []Miss, times int, today civil.Date) Repeat {
	r := Repeat{Objective: misses[0].Objective, Times: times, Misses: misses, SameChoice: sameChoice(misses)}
	last := misses[len(misses)-1].Date
	for _, m := range misses {
		if closed := m.Closed(today); closed != 0 && closed < last {
			r.Returned = true
		}
	}
	return r
}

// daysOf counts the different days of misses that are oldest first.
func daysOf(misses []Miss) int {
	n := 0
	for i, m := range misses {
		if i == 0 || m.Date != misses[i-1].Date {
			n++
		}
	}
	return n
}

// sameChoice is the option chosen on most days, if there are two or more; of equals the one
// chosen first. "b" and "B" are one option.
func sameChoice(misses []Miss) string {
	byChoice := map[string][]Miss{}
	for _, m := range misses {
		if c := option(m); c != "" {
			byChoice[c] = append(byChoice[c], m)
		}
	}
	best, most := "", 1
	for _, m := range misses {
		if n := daysOf(byChoice[option(m)]); n > most {
			best, most = option(m), n
		}
	}
	return best
}

// option is what was chosen: a letter as a capital, words as they were written.
func option(m Miss) string {
	c := strings.TrimSpace(m.Chose)
	if len(c) == 1 {
		return strings.ToUpper(c)
	}
	return c
}

// ReasonCount is how many questions went wrong for one reason.
type ReasonCount struct {
	Why   string
	N     int
	Share float64 // 0 to 1, of the questions with a reason
}

// whys are the reasons in the order in which they are shown: what was not known, then what was done.
var whys = []string{"concept", "term", "misread", "reasoning", "guess", "time", "changed"}

// Reasons counts the misses up to a day by their reason, always in the same order. Lucky guesses went right
// and are left out; what has no reason is not counted, and a reason that does not occur is left out.
func Reasons(misses []Miss, today civil.Date) []ReasonCount {
	n, all := make([]int, len(whys)), 0
	for _, m := range misses {
		if i := slices.Index(whys, m.Why); i >= 0 && m.Date <= today && !m.Lucky {
			n[i]++
			all++
		}
	}
	var out []ReasonCount
	for i, why := range whys {
		if n[i] > 0 {
			out = append(out, ReasonCount{Why: why, N: n[i], Share: float64(n[i]) / float64(all)})
		}
	}
	return out
}

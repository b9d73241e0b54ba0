// Package syllabus fills the free slots of a calendar with work: which domain, which kind of work, from
// which source, and what to do, block by block.
//
// A Course holds what is known when it is filled: the quota of minutes each domain is to get, what was
// missed in it, the sources there are, what the learner pinned, and which causes of the fail are
// supported. Fill walks over the slots in time; a Ledger carries from one stretch to the next what has
// been done, so that a plan filled week by week is one plan. Minutes in a domain go question : review :
// reading = 2 : 2 : 1 (Adesope 2017 for the questions; equal time for review is judgement), reviews follow
// their questions, and labs stand beside the reading where there is something to do by hand.
//
// Deliberately absent: beliefs and how a quota follows from them, dates of exams, and the wording of
// tasks, which is advice's and cause's.
package syllabus

import (
	"slices"

	"retake/generator/advice"
	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/report"
	"retake/generator/stat"
	"retake/generator/timetable"
)

// Kind is what a block of study time is spent on.
type Kind string

const (
	Read        Kind = "read"
	Video       Kind = "video"
	Lab         Kind = "lab"
	Questions   Kind = "practice"
	Review      Kind = "review"
	Simulate    Kind = "simulation"
	Reset       Kind = "reset" // annotate the report, check the policy, gather resources
	LightReview Kind = "light" // the last two days: nothing new
)

// Block is one sitting of study.
type Block struct {
	Date     civil.Date
	Start    civil.Clock // NoClock when the day has a length but no hours
	Minutes  civil.Minutes
	Kind     Kind
	Domain   int    // 0 = all
	Resource string // "" = none known
	Task     string // what to do, in one line
	Because  string // why this, why now
	Phase    string
	Pinned   bool    // set by the learner: it never moves
	Extras   []Extra // what supported causes add, within the minutes of the block
}

// Extra is a task that a supported cause adds to a block.
type Extra struct {
	Cause cause.Name
	Task  string
}

// Pin is a block that the learner set. Fixed stays where it is; any other is a wish, granted where the
// day has a slot for it.
type Pin struct {
	Date     civil.Date
	Start    civil.Clock
	Minutes  civil.Minutes
	Kind     Kind
	Domain   int
	Resource string
	Task     string
	Fixed    bool
}

// Source is something to learn from, as the work needs it.
type Source struct {
	Name, Kind string
	Domains    []int // empty = all
	UsedBefore bool
}

// Domain is one domain as it is worked on.
type Domain struct {
	N         int
	Name      string
	Quota     float64            // minutes of study from the first day filled on
	Floored   bool               // only the maintenance share: questions and review
	Missed    []report.Objective // listed by the last report
	Open      int                // misses that wait to be right again
	Because   string             // why a block goes here
	Uncovered bool               // heavy in the exam, and few hours so far: a supported cause
}

// Course is all that filling a calendar depends on.
type Course struct {
	Calendar *timetable.Calendar
	Week     timetable.Week // the free windows that the calendar was laid from
	Domains  []Domain
	Sources  []Source
	Pins     []Pin // Fixed ones are found by the calendar's slots
	Reset    []string
	Block    int     // minutes of an ordinary block
	Full     int     // minutes of the real exam
	Asked    int     // questions in it, 0 = not known
	Pace     float64 // minutes a question of the exam
	Labs     bool    // the exam has hands-on parts
	Review   bool    // the exam lets you go back to a question
	Causes   [len(cause.Names)]bool
}

// supported reports whether a cause is.
func (c Course) supported(n cause.Name) bool { return c.Causes[slices.Index(cause.Names[:], n)] }

// Ledger carries what one stretch leaves to the next.
type Ledger struct {
	rota         *timetable.Rota
	last         Block                        // the last block of a single domain
	spent, times []map[Kind]int               // minutes and blocks, by domain and kind
	reset, light int                          // how many such blocks there were
	extras       int                          // tasks that causes added
	week, day    civil.Date                   // of the last block
	said         [len(cause.Names)]civil.Date // the last day on which a cause added a task
	later        timetable.Slot               // what is left of the day for the review, if the questions before it took more or less than their slot
	granted      map[int]bool                 // wishes, by index
}

// NewLedger starts the books for so many domains.
func NewLedger(domains int) *Ledger {
	l := &Ledger{rota: timetable.NewRota(domains), spent: make([]map[Kind]int, domains), times: make([]map[Kind]int, domains), granted: map[int]bool{}}
	for i := range l.spent {
		l.spent[i], l.times[i] = map[Kind]int{}, map[Kind]int{}
	}
	return l
}

// Forgive clears what subjects are owed: when a new quota holds, the past is in it.
func (l *Ledger) Forgive() { clear(l.rota.Credit) }

// filling is one walk over the slots of a calendar.
type filling struct {
	Course
	*Ledger
}

// Fill fills the calendar's slots of days from..to, both included.
func (c Course) Fill(from, to civil.Date, l *Ledger) []Block {
	quota := make([]float64, len(c.Domains))
	for i, d := range c.Domains {
		quota[i] = d.Quota
	}
	repair, _ := c.Calendar.Minutes(from, timetable.Repair)
	deep, later := timetable.Shares(quota, float64(repair))
	f := filling{c, l}
	var out []Block
	slots := c.Calendar.Slots
	for i, s := range slots {
		if s.Date < from || s.Date > to {
			continue
		}
		if f.later.Date == s.Date && s.Use == timetable.ForStudy {
			s.Slot, f.later = f.later, timetable.Slot{}
		}
		b := Block{Date: s.Date, Start: s.Start, Minutes: s.Minutes, Phase: c.Calendar.Phases[s.Phase].Name}
		switch {
		case s.Use == timetable.ForPinned:
			b = f.set(b, c.Pins[s.Index])
			b.Pinned = true
		case s.Use != timetable.ForStudy && !(s.Use == timetable.ForReset && f.reset >= len(c.Reset)):
			b = f.other(b, s)
		default:
			share := later
			if b.Phase == timetable.Repair || b.Phase == timetable.Reset {
				share = deep
			}
			var next *timetable.Slot
			if i+1 < len(slots) && slots[i+1].Date == s.Date && slots[i+1].Use == timetable.ForStudy {
				next = &slots[i+1].Slot
			}
			b.Start, b.Minutes = s.Start, s.Minutes
			b = f.dealt(b, s.Slot, share, next)
		}
		out = append(out, f.withExtras(b))
	}
	return out
}

// dealt fills a study slot: with a wish of the learner for that day, else with the subject whose turn it is.
func (f *filling) dealt(b Block, s timetable.Slot, share []float64, next *timetable.Slot) Block {
	if i := f.wish(b); i >= 0 {
		f.granted[i] = true
		return f.set(b, f.Pins[i])
	}
	d := f.rota.Next(s, share, f.stay(b), stat.Gap(float64(f.Calendar.Exam-s.Date)))
	b = f.study(b, d, next)
	if b.Minutes != s.Minutes {
		f.rota.Correct(d, share, b.Minutes-s.Minutes)
	}
	f.last = b
	return b
}

// halve gives questions and the review that follows them in the same window the same length, in steps of
// five minutes: a look back takes as long as the answers did.
func (f *filling) halve(b *Block, next timetable.Slot) {
	if !f.together(*b, next) {
		return
	}
	both := b.Minutes + next.Minutes
	half := (both/2 + 4) / 5 * 5
	if next.Start != civil.NoClock {
		next.Start += civil.Clock(half - b.Minutes)
	}
	b.Minutes, next.Minutes = half, both-half
	f.later = next
}

// wish is the index of a wish for the block's day that has not been granted yet, -1 if there is none.
func (f *filling) wish(b Block) int {
	for i, p := range f.Pins {
		if !p.Fixed && p.Date == b.Date && !f.granted[i] && (p.Start == civil.NoClock || b.Start == civil.NoClock || p.Start <= b.Start) {
			return i
		}
	}
	return -1
}

// set makes a block of what the learner wrote for it.
func (f *filling) set(b Block, p Pin) Block {
	b.Kind, b.Domain, b.Resource, b.Task, b.Because = p.Kind, p.Domain, p.Resource, p.Task, advice.PinnedBecause
	d := f.index(p.Domain)
	if b.Resource == "" {
		b.Resource = f.sourceFor(p.Kind, p.Domain, 0)
	}
	if b.Task == "" {
		b.Task = f.plainTask(b, d)
	}
	if d >= 0 {
		f.spent[d][b.Kind] += int(b.Minutes)
		f.times[d][b.Kind]++
	}
	return b
}

// plainTask words a block for which the learner wrote no task; d is -1 for all domains.
func (f *filling) plainTask(b Block, d int) string {
	switch {
	case b.Kind == Simulate:
		task, _ := advice.Simulation(f.Asked, b.Minutes, false, int(b.Minutes) < f.Full)
		return task
	case d < 0:
		return advice.Pinned(string(b.Kind))
	}
	return f.task(b, d, f.times[d][b.Kind])
}

// stay reports whether a block belongs to the domain of the block before: a review to its questions,
// always; in the repair phase also the second block of an evening.
func (f *filling) stay(b Block) bool {
	if f.last.Kind == Questions {
		return true
	}
	return b.Phase == timetable.Repair && f.last.Date == b.Date && f.last.Kind == Read
}

// other fills a slot that belongs to no single domain.
func (f *filling) other(b Block, s timetable.Purposed) Block {
	switch s.Use {
	case timetable.ForReset:
		b.Kind = Reset
		b.Task, b.Because = f.Reset[f.reset], advice.ResetBecause
		f.reset++
	case timetable.ForLight:
		b.Kind = LightReview
		b.Task, b.Because = advice.Light(f.light)
		f.light++
	case timetable.ForSitting:
		b.Kind, b.Resource = Simulate, f.sourceFor(Simulate, 0, 0)
		b.Task, b.Because = advice.Simulation(f.Asked, b.Minutes, s.First, int(b.Minutes) < f.Full)
	default:
		b.Kind = Review
		b.Task, b.Because = advice.SimulationReview()
	}
	return b
}

// together reports whether a block and the slot after it lie in one free window.
func (f *filling) together(b Block, next timetable.Slot) bool {
	windows := f.Week[b.Date.Weekday()]
	if b.Start == civil.NoClock {
		return next.Start == civil.NoClock && len(windows) == 1
	}
	return next.Start != civil.NoClock && slices.ContainsFunc(windows, func(w civil.Window) bool {
		return w.Start <= b.Start && next.Start+civil.Clock(next.Minutes) <= w.End()
	})
}

// study fills a slot of domain d; next is the study slot that follows on the same day, if there is one.
func (f *filling) study(b Block, d int, next *timetable.Slot) Block {
	b.Kind, b.Domain = f.kind(d, next != nil), f.Domains[d].N
	if b.Kind == Questions && next != nil {
		f.halve(&b, *next)
	}
	turn := f.times[d][b.Kind]
	b.Resource = f.sourceFor(b.Kind, b.Domain, turn)
	b.Task, b.Because = f.task(b, d, turn), f.Domains[d].Because
	f.spent[d][b.Kind] += int(b.Minutes)
	f.times[d][b.Kind]++
	return b
}

func (f *filling) index(n int) int {
	return slices.IndexFunc(f.Domains, func(d Domain) bool { return d.N == n })
}

// Package syllabus fills the free slots of a calendar with work: which domain, which kind of work, from
// which source, and what to do, block by block.
//
// A Course holds what is known when it is filled: the quota of minutes each domain is to get, what was
// missed in it, the sources there are, what the learner pinned, and which causes of the fail are
// supported. Fill walks over the slots in time; a Ledger carries from one stretch to the next what has
// been done, so that a plan filled week by week is one plan. Minutes in a domain go question : review :
// reading = 2 : 2 : 1 (Adesope 2017 for the questions; equal time for review is judgement), reviews follow
// their questions and are as long within a block, whatever the windows, and labs stand beside the reading
// where there is something to do by hand. A source whose hours are known is planned until they are used up. The
// tasks of several causes share the blocks, a few to each.
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
	Length     civil.Minutes // how much study it holds, as written; 0 = not known, and no bound
	Logged     civil.Minutes // of that, what was done with it before Course.Known
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
	Calendar  *timetable.Calendar
	Week      timetable.Week // the free windows that the calendar was laid from
	Domains   []Domain
	Sources   []Source
	Pins      []Pin // Fixed ones are found by the calendar's slots
	Reset     []string
	Block     int        // minutes of an ordinary block
	Full      int        // minutes of the real exam
	Asked     int        // questions in it, 0 = not known
	Pace      float64    // minutes a question of the exam
	Labs      bool       // the exam has hands-on parts
	HandsOnly bool       // and nothing else
	Known     civil.Date // the day before which Source.Logged is counted
	Review    bool       // the exam lets you go back to a question
	Causes    [len(cause.Names)]bool
}

// supported reports whether a cause is.
func (c Course) supported(n cause.Name) bool { return c.Causes[slices.Index(cause.Names[:], n)] }

// Ledger carries what one stretch leaves to the next.
type Ledger struct {
	rota         *timetable.Rota
	last         Block                        // the last block of a single domain
	spent, times []map[Kind]int               // minutes and blocks, by domain and kind
	owed         int                          // minutes that review is behind the questions, in all domains together
	reset, light int                          // how many such blocks there were
	from         []map[Kind]string            // the source used last, by domain and kind
	turns        map[turn]int                 // tasks that causes added, by occasion
	week, day    civil.Date                   // of the last block
	said         [len(cause.Names)]civil.Date // the last day on which a cause added a task
	sought       civil.Date                   // Monday of the last week with the task to look for a source
	later        timetable.Slot               // what is left of the day for the review, if the questions before it took more or less than their slot
	granted      map[int]bool                 // wishes, by index
	labbed       civil.Date                   // Monday of the last week with a lab
	opened       map[string][]opening         // study from each source, in time
}

// NewLedger starts the books for so many domains.
func NewLedger(domains int) *Ledger {
	l := &Ledger{rota: timetable.NewRota(domains), spent: make([]map[Kind]int, domains), times: make([]map[Kind]int, domains), from: make([]map[Kind]string, domains),
		turns: map[turn]int{}, granted: map[int]bool{}, opened: map[string][]opening{}}
	for i := range l.spent {
		l.spent[i], l.times[i], l.from[i] = map[Kind]int{}, map[Kind]int{}, map[Kind]string{}
	}
	return l
}

// Forgive clears what subjects are owed: when a new quota holds, the past is in it.
func (l *Ledger) Forgive() { clear(l.rota.Credit) }

// filling is one walk over the slots of a calendar.
type filling struct {
	Course
	*Ledger
	deep, mixed []float64      // each domain's part of the time, in the deep phase and after it
	final       bool           // the slot at hand is the last one for study: no review would follow
	renewed     bool           // the block at hand uses another source than the last of its kind in the domain
	alone       bool           // no second source serves it
	left        map[string]int // minutes left in the sources whose length is known
}

// Fill fills the calendar's slots of days from..to, both included.
func (c Course) Fill(from, to civil.Date, l *Ledger) []Block {
	quota := make([]float64, len(c.Domains))
	for i, d := range c.Domains {
		quota[i] = d.Quota
	}
	repair, _ := c.Calendar.Minutes(from, timetable.Repair)
	f := filling{Course: c, Ledger: l, left: c.leftIn(l)}
	f.deep, f.mixed = timetable.Shares(quota, float64(repair))
	final := len(c.Calendar.Slots) - 1
	for final >= 0 && c.Calendar.Slots[final].Use != timetable.ForStudy {
		final--
	}
	var out []Block
	for i, s := range c.Calendar.Slots {
		f.final = i >= final
		switch {
		case s.Date < from || s.Date > to:
		case f.free(s):
			out = append(out, f.studied(s, f.next(i))...)
		default:
			out = append(out, f.withExtras(f.other(s)))
		}
	}
	return out
}

// free reports whether a slot is for study: also one for taking stock, once there is nothing left to take.
func (f *filling) free(s timetable.Purposed) bool {
	return s.Use == timetable.ForStudy || s.Use == timetable.ForReset && f.reset >= len(f.Reset)
}

// next is the study slot right after the slot at i on the same day, nil if there is none.
func (f *filling) next(i int) *timetable.Slot {
	slots := f.Calendar.Slots
	if i+1 == len(slots) || slots[i+1].Date != slots[i].Date || !f.free(slots[i+1]) {
		return nil
	}
	return &slots[i+1].Slot
}

// block is an empty block in a slot.
func (f *filling) block(s timetable.Purposed) Block {
	return Block{Date: s.Date, Start: s.Start, Minutes: s.Minutes, Phase: f.Calendar.Phases[s.Phase].Name}
}

// studied fills a study slot, with two blocks where what is due first takes less time.
func (f *filling) studied(s timetable.Purposed, next *timetable.Slot) []Block {
	if f.later.Date == s.Date {
		s.Slot, f.later = f.later, timetable.Slot{}
	}
	var out []Block
	for s.Minutes > 0 {
		b := f.dealt(f.block(s), next)
		out = append(out, f.withExtras(b))
		if f.later.Date != 0 {
			break // what is left goes to the slot after this one
		}
		if s.Minutes -= b.Minutes; s.Start != civil.NoClock {
			s.Start += civil.Clock(b.Minutes)
		}
	}
	return out
}

// dealt fills a block of study: with a wish of the learner for that day, else with the subject whose turn it is.
func (f *filling) dealt(b Block, next *timetable.Slot) Block {
	i := f.wish(b)
	if i < 0 && next != nil {
		switch both := f.joined(b, *next); {
		case f.wish(Block{Date: next.Date, Start: next.Start, Minutes: next.Minutes}) >= 0:
			next = nil
		case f.wish(both) >= 0:
			i = f.wish(both)
			b = f.cede(b, *next, int(f.Pins[i].Minutes))
		}
	}
	if i >= 0 {
		f.granted[i] = true
		return f.set(b, f.Pins[i])
	}
	share := f.mixed
	if b.Phase == timetable.Repair || b.Phase == timetable.Reset {
		share = f.deep
	}
	s := timetable.Slot{Date: b.Date, Start: b.Start, Minutes: b.Minutes}
	d := f.rota.Next(s, share, f.stay(b), stat.Gap(float64(f.Calendar.Exam-s.Date)))
	b = f.study(b, d, next)
	if b.Minutes != s.Minutes {
		f.rota.Correct(d, share, b.Minutes-s.Minutes)
	}
	f.last = b
	return b
}

// joined is a block with the slot after it added, if both lie in one free window.
func (f *filling) joined(b Block, next timetable.Slot) Block {
	if f.together(b, next) {
		b.Minutes += next.Minutes
	}
	return b
}

// wish is the index of a wish for the block's day that has not been granted yet and that the block has the
// time for, -1 if there is none. A simulation shorter than the exam is none.
func (f *filling) wish(b Block) int {
	for i, p := range f.Pins {
		fits := p.Date == b.Date && p.Minutes <= b.Minutes && (p.Start == civil.NoClock || b.Start == civil.NoClock || p.Start <= b.Start)
		if fits && !p.Fixed && !f.granted[i] && (p.Kind != Simulate || int(p.Minutes) >= f.Full) {
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
		f.book(b, d)
	}
	return b
}

// plainTask words a block for which the learner wrote no task; d is -1 for all domains.
func (f *filling) plainTask(b Block, d int) string {
	switch {
	case b.Kind == Simulate:
		task, _ := advice.Simulation(f.sitting(b, false))
		return task
	case d < 0:
		return advice.Pinned(string(b.Kind), f.HandsOnly)
	}
	return f.task(b, d, f.times[d][b.Kind])
}

// sitting is a full practice exam in a block.
func (f *filling) sitting(b Block, first bool) advice.Sitting {
	return advice.Sitting{Questions: f.Asked, Length: b.Minutes, First: first, Cut: int(b.Minutes) < f.Full, HandsOnly: f.HandsOnly}
}

// stay reports whether a block belongs to the domain of the block before: a review to its questions,
// always; in the repair phase also the second block of an evening.
func (f *filling) stay(b Block) bool {
	if f.last.Kind == Questions && f.owed >= shortest {
		return true
	}
	return b.Phase == timetable.Repair && f.last.Date == b.Date && (f.last.Kind == Read || f.last.Kind == Video)
}

// other fills a slot that is not free: what is pinned there, or what belongs to no single domain.
func (f *filling) other(s timetable.Purposed) Block {
	b := f.block(s)
	switch s.Use {
	case timetable.ForPinned:
		b = f.set(b, f.Pins[s.Index])
		b.Pinned = true
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
		b.Task, b.Because = advice.Simulation(f.sitting(b, s.First))
	default:
		b.Kind = Review
		b.Task, b.Because = advice.SimulationReview()
	}
	return b
}

// study fills a slot of domain d; next is the study slot that follows on the same day, if there is one.
func (f *filling) study(b Block, d int, next *timetable.Slot) Block {
	b.Kind, b.Domain = f.kind(b, d, next), f.Domains[d].N
	switch {
	case b.Kind == Questions && f.shared(b, next):
		b = f.cede(b, *next, f.half(b, *next))
	case b.Kind == Questions:
		b.Minutes = civil.Minutes(f.asked(b))
	case b.Kind == Review:
		b.Minutes = civil.Minutes(f.reviewed(b))
	}
	turn := f.times[d][b.Kind]
	if b.Resource = f.sourceFor(b.Kind, b.Domain, turn); b.Kind == Review && f.last.Kind == Questions && f.last.Domain == b.Domain {
		b.Resource = f.last.Resource
	}
	b.Task, b.Because = f.task(b, d, turn), f.Domains[d].Because
	f.book(b, d)
	if b.Kind == Read && f.kindOf(b.Resource) == "video" {
		b.Kind = Video // a video counts as reading in the books, and is called what it is
	}
	return b
}

func (f *filling) index(n int) int {
	return slices.IndexFunc(f.Domains, func(d Domain) bool { return d.N == n })
}

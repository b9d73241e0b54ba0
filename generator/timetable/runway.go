package timetable

import (
	"math"
	"slices"

	"retake/generator/civil"
)

// Names of the phases, in their order.
const (
	Reset    = "Reset"    // take stock: report, rules, sources
	Repair   = "Repair"   // deep work in the weak subjects
	Mix      = "Mix"      // all subjects in turn
	Simulate = "Simulate" // full sittings, spaced, with their review
	Taper    = "Taper"    // light review only
)

// LastSitting is how many days before the exam the last full sitting may be.
const LastSitting = 3

// mostSittings bounds the sittings of the last weeks: more than three or four hardly sharpen the
// picture, and each costs an evening and its review.
const mostSittings = 4

// Phase is a stretch of the runway with one purpose; both days are in it.
type Phase struct {
	Name     string
	From, To civil.Date
}

// Use is what a slot is for, before it is known which subject fills it.
type Use int

const (
	ForStudy Use = iota
	ForReset
	ForSitting       // a full simulation
	ForSittingReview // going through it
	ForLight         // the taper
	ForPinned        // what somebody pinned there, a sitting or anything else
)

// Purposed is a slot with its use.
type Purposed struct {
	Slot
	Use   Use
	Phase int  // index into Calendar.Phases
	First bool // a sitting before the simulation phase, not pinned: the diagnostic one
	Index int  // of a pinned block, as in Fixed
}

// Runway is what a calendar is laid out from. It holds circumstances only, never results: that is
// what lets past weeks stay as they were.
type Runway struct {
	Start, Exam civil.Date
	Week        Week
	Rules       Rules
	Off         func(civil.Date) bool
	Sitting     int                        // minutes of a full simulation
	Gap         func(days float64) float64 // best spacing, in days, for a test so many days away
	Diagnose    bool                       // one full sitting as early as possible
	Fixed       []Fixed                    // in any order; those before the start or not before the exam are left out
}

// Calendar is all the time from start to exam, cut into slots with a use.
type Calendar struct {
	Exam     civil.Date
	Phases   []Phase
	Slots    []Purposed // by date, then in the day's order
	Sittings int        // in the simulation phase, pinned ones included
}

// Lay cuts the runway into phases and slots. Pins stand where they stand, sittings are placed next.
func Lay(r Runway) *Calendar {
	c := &Calendar{Exam: r.Exam, Phases: phases(r.Start, r.Exam)}
	if len(c.Phases) == 0 {
		return c
	}
	pins := r.pinned()
	days := r.withPins(Days(r.Start, r.Exam-1, r.Week, r.Rules, r.Off), pins)
	sittings := r.place(c, days, sittingDays(pins))
	owed := 0 // minutes of review that found no room on the day of the sitting
	for i := range days {
		owed = r.cut(c, &days[i], sittings, owed)
	}
	return c
}

// phases cuts start..exam-1. The last two days are light, the two to three weeks before them are for
// sittings, the first days for taking stock; what is left repairs first and mixes then. A short
// runway gives up the mix first, then stock-taking and the taper.
func phases(start, exam civil.Date) []Phase {
	runway := int(exam - start)
	if runway <= 0 {
		return nil
	}
	taper := min(2, runway) // the last phase to be given up
	reset := atLeast(runway, 42, 3, 21, 2, 7, 1)
	sittings := min(21, max(7, runway*3/8))
	if runway < 14 {
		sittings = (runway - taper - reset) / 2
	}
	if runway <= LastSitting+1 { // no day is early enough for one
		sittings = 0
	}
	rest := runway - taper - reset - sittings
	mix := 0
	if rest >= 14 {
		mix = rest * 2 / 5
	}
	var out []Phase
	for _, p := range []struct {
		name string
		days int
	}{{Reset, reset}, {Repair, rest - mix}, {Mix, mix}, {Simulate, sittings}, {Taper, taper}} {
		if p.days > 0 {
			out = append(out, Phase{p.name, start, start + civil.Date(p.days) - 1})
			start += civil.Date(p.days)
		}
	}
	return out
}

// atLeast returns the value beside the first bound that n reaches; bounds fall, the default is 0.
func atLeast(n int, boundsAndValues ...int) int {
	for i := 0; i+1 < len(boundsAndValues); i += 2 {
		if n >= boundsAndValues[i] {
			return boundsAndValues[i+1]
		}
	}
	return 0
}

// PhaseOf is the index of the phase a day lies in (the last one for a day after all).
func (c *Calendar) PhaseOf(d civil.Date) int {
	i := slices.IndexFunc(c.Phases, func(p Phase) bool { return d <= p.To })
	if i < 0 {
		return len(c.Phases) - 1
	}
	return i
}

// Days is the length of a phase; 0 if the runway has none of that name.
func (c *Calendar) Days(phase string) int {
	for _, p := range c.Phases {
		if p.Name == phase {
			return int(p.To-p.From) + 1
		}
	}
	return 0
}

func (c *Calendar) from(phase string) civil.Date {
	for _, p := range c.Phases {
		if p.Name == phase {
			return p.From
		}
	}
	return 0
}

// Minutes sums the study slots from a day on: those of one phase, and all.
func (c *Calendar) Minutes(from civil.Date, phase string) (inPhase, all int) {
	for _, s := range c.Slots {
		if s.Date < from || s.Use != ForStudy {
			continue
		}
		all += int(s.Minutes)
		if c.Phases[s.Phase].Name == phase {
			inPhase += int(s.Minutes)
		}
	}
	return inPhase, all
}

// cut turns one day into slots, its pins first. A sitting comes before all else; its review takes what is
// left of the day, then of the next days, until it is about as long as the sitting was.
func (r Runway) cut(c *Calendar, day *Day, sittings map[civil.Date]bool, owed int) int {
	phase, first := c.PhaseOf(day.Date), len(c.Slots)
	name := c.Phases[phase].Name
	use, most := ForStudy, r.Rules.Soft
	switch name {
	case Reset:
		use = ForReset
	case Taper:
		use, most, owed = ForLight, min(r.Rules.Block, r.Rules.Soft), 0
	}
	sat := false
	sit := func(minutes civil.Minutes) {
		if sat = true; name != Taper { // too late for going through it
			owed, most = owed+int(minutes), r.Rules.Hard
		}
	}
	for _, p := range day.pins {
		c.Slots = append(c.Slots, Purposed{Slot: p.Slot, Use: ForPinned, Phase: phase, Index: p.Index})
		if p.Sitting {
			sit(p.Minutes)
		}
	}
	if sittings[day.Date] {
		if s, ok := day.Take(r.Sitting); ok {
			c.Slots = append(c.Slots, Purposed{Slot: s, Use: ForSitting, Phase: phase, First: name != Simulate})
			sit(s.Minutes)
		}
	}
	owed = review(c, Purposed{Use: use, Phase: phase}, day.Blocks(most), sat, owed)
	if len(day.pins) > 0 {
		byTime(c.Slots[first:], sat)
	}
	if owed <= r.Rules.Least {
		owed = 0
	}
	return owed
}

// review gives a day's blocks to the review that is owed, and the others to the day's own use. What is
// still owed is returned.
func review(c *Calendar, own Purposed, blocks []Slot, sat bool, owed int) int {
	for _, s := range blocks {
		own.Slot = s
		switch {
		case owed > 0:
			c.Slots = append(c.Slots, Purposed{Slot: s, Use: ForSittingReview, Phase: own.Phase})
			owed -= int(s.Minutes)
		case !sat: // a sitting and its review are enough for one day
			c.Slots = append(c.Slots, own)
		}
	}
	return owed
}

// place chooses the days of the sittings: the last one three days or more before the exam, the
// others backwards by the spacing gap, each on the nearest day with a window long enough. A day that
// leaves room for the review before the taper is better than a nearer one that does not. A pinned
// sitting, by its day, stands for the one that was wished nearest to it.
func (r Runway) place(c *Calendar, days []Day, pinned []civil.Date) map[civil.Date]bool {
	from, last := c.from(Simulate), r.Exam-LastSitting
	fit, reviewed := r.fitting(c, days)
	taken := map[civil.Date]bool{}
	wished := r.wished(from)
	for _, d := range pinned {
		taken[d] = true
		if from != 0 && d >= from && d <= last {
			c.Sittings++
			wished = withoutNearest(wished, d)
		}
	}
	for _, want := range wished {
		day, ok := nearest(reviewed, want, from, last, taken)
		if !ok {
			day, ok = nearest(fit, want, from, last, taken)
		}
		if ok {
			taken[day] = true
			c.Sittings++
		}
	}
	if r.Diagnose {
		if d, ok := diagnostic(fit, from, taken, pinned); ok {
			taken[d] = true
		}
	}
	for _, d := range pinned {
		delete(taken, d)
	}
	return taken
}

// fitting lists the days early enough for a sitting and with a window long enough; of the simulation
// phase, also those that leave room for the review.
func (r Runway) fitting(c *Calendar, days []Day) (fit, reviewed []civil.Date) {
	for i, d := range days {
		if d.Date > r.Exam-LastSitting || !d.Fits(r.Sitting) {
			continue
		}
		fit = append(fit, d.Date)
		if d.Date >= c.from(Simulate) && r.reviewable(days[i:], c.from(Taper)) {
			reviewed = append(reviewed, d.Date)
		}
	}
	return fit, reviewed
}

// diagnostic is the first day before the simulation phase, if there is one, that keeps its distance from
// the next sitting. One that is pinned before it, or up to a week after it, does as well.
func diagnostic(fit []civil.Date, from civil.Date, taken map[civil.Date]bool, pinned []civil.Date) (civil.Date, bool) {
	i := slices.IndexFunc(fit, func(d civil.Date) bool { return (from == 0 || d < from) && !taken[d+1] })
	if i < 0 || len(pinned) > 0 && pinned[0] <= fit[i]+7 {
		return 0, false
	}
	return fit[i], true
}

// reviewable reports whether a sitting on the first of these days leaves room, on it and on those
// before the taper, for a review about as long.
func (r Runway) reviewable(days []Day, taper civil.Date) bool {
	room, most := 0, r.Rules.Hard
	for i, d := range days {
		if d.Date >= taper || room >= r.Sitting-r.Rules.Least {
			break
		}
		if i == 0 {
			d.Take(r.Sitting)
		}
		for _, s := range d.Blocks(most) {
			room += int(s.Minutes)
		}
		most = r.Rules.Soft
	}
	return room >= r.Sitting-r.Rules.Least
}

// wished lists the days a sitting should be on, last first.
func (r Runway) wished(from civil.Date) []civil.Date {
	if from == 0 {
		return nil
	}
	span := float64(r.Exam - from)
	step := math.Max(2, r.Gap(span))
	var out []civil.Date
	for back := float64(LastSitting); back <= span && len(out) < mostSittings; back += step {
		out = append(out, r.Exam-civil.Date(math.Round(back)))
	}
	return out
}

// withoutNearest takes out the wish closest to a day; of two equally close ones the later.
func withoutNearest(wished []civil.Date, day civil.Date) []civil.Date {
	best := -1
	for i, d := range wished {
		if best < 0 || apart(d, day) < apart(wished[best], day) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return slices.Delete(wished, best, best+1)
}

// nearest finds the free day closest to the wish within lo..hi, not more than a week off, with no
// sitting on it or beside it; of two equally close ones the earlier.
func nearest(days []civil.Date, want, lo, hi civil.Date, taken map[civil.Date]bool) (civil.Date, bool) {
	best := civil.Date(0)
	for _, d := range days {
		if d < lo || d > hi || taken[d] || taken[d-1] || taken[d+1] || apart(d, want) > 7 {
			continue
		}
		if best == 0 || apart(d, want) < apart(best, want) {
			best = d
		}
	}
	return best, best != 0
}

func apart(a, b civil.Date) civil.Date { return max(a-b, b-a) }

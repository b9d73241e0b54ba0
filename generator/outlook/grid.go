package outlook

import (
	"fmt"
	"slices"

	"retake/generator/civil"
	"retake/generator/policy"
)

// Slugs of the rules a date or a load can break, in the order in which they are looked at.
const (
	Legal   = "legal"   // the retake rule, or the day is over
	Version = "version" // this exam version is not open yet, or ends first
	Voucher = "voucher" // the voucher expires first
	Ends    = "ends"    // another last day comes first: of a purchase, an included retake, an eligibility
	Evident = "evident" // too few full simulations fit before it
	Load    = "load"    // days too long, or no day free
	Able    = "able"    // the forecast stays below the target, and simulations do not show more
)

// Cell is one date at one load. A load is what is really studied, as a factor of the hours written.
type Cell struct {
	Date     civil.Date
	Load     float64
	PerWeek  civil.Minutes // in a week without days off
	Hours    civil.Minutes // study until then, without simulations and their review
	Sittings int           // full simulations before it, those sat and those ahead
	Range    Range
	Broken   string // what the first broken rule says; "" if all hold
	Rule     string // its slug; "" if all hold
}

// Loads are the factors of a grid.
func Loads() []float64 { return []float64{0.5, 0.75, 1, 1.25, 1.5} }

// Grid sets dates against loads: one row a date, one cell a load.
func (p *Prospect) Grid(dates []civil.Date, loads []float64) [][]Cell {
	out := make([][]Cell, len(dates))
	for i, d := range dates {
		rule, broken := p.ruled(d)
		for _, load := range loads {
			out[i] = append(out[i], p.cell(Cell{Date: d, Load: load, Hours: p.Until(d, load), Broken: broken, Rule: rule}))
		}
	}
	return out
}

// cell fills in what follows from a date, a load and the hours they come to.
func (p *Prospect) cell(c Cell) Cell {
	c.Sittings = p.fit(c.Date)
	c.PerWeek, _, _ = p.Hours.Week(c.Load)
	c.Range = p.Forecast(float64(c.Hours))
	if c.Rule == "" {
		c.Rule, c.Broken = p.worked(c)
	}
	return c
}

// ruled is the first rule that a date breaks whatever the hours are.
func (p *Prospect) ruled(d civil.Date) (rule, broken string) {
	rule, broken = p.dated(d)
	if fit := p.fit(d); rule == "" && !p.roomy(d) {
		return Evident, p.room(fit) + p.counting(fit)
	}
	return rule, broken
}

// roomy reports whether the simulations asked for are there before a day, or no longer asked for, because results
// show enough.
func (p *Prospect) roomy(exam civil.Date) bool { return p.Shown || p.fit(exam) >= p.Streak }

// fit is how many full simulations there are before a day: those sat, and those that lie ahead.
func (p *Prospect) fit(exam civil.Date) int {
	if p.Sittings == nil {
		return p.Streak
	}
	return p.Sittings(exam)
}

// dated is the first rule about the day itself that a date breaks.
func (p *Prospect) dated(d civil.Date) (rule, broken string) {
	w := p.Window
	switch {
	case d == p.Today:
		return Legal, "the exam would be today"
	case d < p.Today:
		return Legal, "this day is over"
	case p.closed():
		return Legal, "the retake rule allows no further attempt as things stand"
	case d < w.Safe:
		return Legal, "the retake rule opens on " + w.Safe.Medium()
	case d < p.AvailableFrom:
		return Version, "this exam version opens on " + p.AvailableFrom.Medium()
	case w.Until != 0 && d > w.Until:
		return endingRule(w.UntilWhy), p.ending()
	}
	return "", ""
}

// closed reports whether the rule allows no attempt that only time would bring.
func (p *Prospect) closed() bool {
	switch p.Window.State {
	case policy.Blocked, policy.NewVersion, policy.Training, policy.NewApplication:
		return true
	}
	return false
}

// endingRule is the slug of what the policy engine says ends first.
func endingRule(why string) string {
	switch why {
	case "the voucher expires":
		return Voucher
	case "this exam version ends":
		return Version
	}
	return Ends
}

// slack is what a day may be above the soft cap before a load is called too much: a matter of minutes is none.
const slack civil.Minutes = 5

// worked is the first rule about the work that a cell breaks.
func (p *Prospect) worked(c Cell) (rule, broken string) {
	week, days, _ := p.Hours.Week(c.Load)
	soft := civil.Minutes(p.Hours.rules.Soft)
	switch {
	case days > 0 && week > (soft+slack)*civil.Minutes(days):
		return Load, fmt.Sprintf("%s a study day, more than %s", week/civil.Minutes(days), soft)
	case 7-days < p.FreeDays && days == 7:
		return Load, "no free day in the week"
	case 7-days < p.FreeDays:
		return Load, fmt.Sprintf("%s in the week, %d are wanted", count(7-days, "free day"), p.FreeDays)
	case !p.Shown && c.Range.Mean < p.Target:
		return Able, below(c.Range.Mean, p.Target, percent(c.Range.Mean))
	}
	return "", ""
}

// step is the distance between the dates of a grid: two weeks are enough to see a difference.
const step = 14

// Dates chooses up to five dates around the plan's own: two earlier and two later, two weeks apart. Those
// after the last possible day become that day, and none other is within a week from today. Where some fall
// away, others take their place. The plan's own date is always among them while it lies ahead; without one
// there are dates only if one is possible.
func (p *Prospect) Dates(own civil.Date) []civil.Date {
	first, last := p.Today+7, p.Window.Until
	if own <= p.Today {
		own = saturdayFrom(max(first, p.begin()+leastRunway, p.Window.Safe, p.AvailableFrom))
		if last != 0 && own > last {
			own = last
		}
		if rule, _ := p.dated(own); rule != "" {
			return nil
		}
	}
	out := []civil.Date{own}
	add := func(d civil.Date) {
		if d >= first && (last == 0 || d <= last) && len(out) < 5 && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	for _, n := range []civil.Date{-1, 1, -2, 2} {
		d := own + n*step
		if last > own {
			d = min(d, last)
		}
		add(d)
	}
	for _, n := range []civil.Date{6, 8, -6, -8, -1, 1, -3, 3} { // in weeks
		add(own + n*7)
	}
	slices.Sort(out)
	return out
}

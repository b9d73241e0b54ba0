package outlook

import (
	"fmt"
	"sort"
	"time"

	"retake/generator/civil"
	"retake/generator/policy"
)

// furthest is how far ahead a date is proposed, in days.
const furthest = 26 * 7

// leastRunway is the shortest time to a proposed date: two weeks of simulations and a few days before.
const leastRunway = 21

// mostDelay is how many weeks a date is put off to make room for the simulations.
const mostDelay = 5

// Kinds of proposal.
const (
	First = "first" // legal, evident and able
	Alone = "alone" // the waiting time is not known: evident and able only
	Few   = "few"   // legal and able, but too few simulations fit
	Last  = "last"  // the hours are not enough by any date that can be proposed: the last of them
	Tight = "tight" // the last possible day, sooner than is wise
	None  = "none"  // no date can be proposed
)

// Proposal is an exam date with its reason. Date is 0 for None.
type Proposal struct {
	Date     civil.Date
	Why      string
	Kind     string
	Sittings int   // full simulations that fit before it
	Range    Range // forecast on it, for the share of the hours that is kept
}

// Propose finds the first Saturday that is legal, evident (the simulations fit) and able: the share of
// the hours that is kept brings the forecast to the target. If none is able within half a year, or
// before the retake must be taken, the last possible one, said plainly.
func (p *Prospect) Propose() Proposal {
	w := p.Window
	if p.closed() {
		return Proposal{Kind: None, Why: "No date can be proposed: the retake rule allows no further attempt as things stand."}
	}
	lo, hi, bounded := p.between()
	if hi < lo {
		return p.tight()
	}
	n := int(hi-lo)/7 + 1
	// The expected share grows with the date, but for a simulation more that a later one may hold: halve the
	// search, then look whether the weeks before hold as well.
	able := func(i int) bool { return p.able(lo + civil.Date(7*i)) }
	first := sort.Search(n, able)
	for first > 0 && able(first-1) {
		first--
	}
	wanted := hi
	if first < n {
		wanted = lo + civil.Date(7*first)
	}
	d, kind := p.settle(wanted, lo, hi), First
	switch {
	case first == n || d < wanted && !p.able(d):
		return p.proposal(d, Last, p.lastWords(d, wanted, bounded))
	case p.fit(d) < p.Streak:
		kind = Few
	case w.State == policy.Unknown:
		kind = Alone
	}
	return p.proposal(d, kind, p.firstWords(d, wanted, kind))
}

// between is the first and the last Saturday that can be proposed, and whether the last is set by what
// ends rather than by half a year.
func (p *Prospect) between() (lo, hi civil.Date, bounded bool) {
	w, begin := p.Window, p.begin()
	lo, hi = max(begin+leastRunway, w.Safe, p.AvailableFrom), max(begin, p.AvailableFrom)+furthest
	bounded = w.Until != 0 && w.Until < hi
	if bounded {
		hi = w.Until
	}
	if w.Safe > hi && !w.TooLate {
		hi = w.Safe + 7
	}
	return saturdayFrom(lo), saturdayTo(hi), bounded
}

// able reports whether the hours that are kept until a date bring the forecast to the target.
func (p *Prospect) able(exam civil.Date) bool { return p.expected(exam) >= p.Target }

// expected is the mean of the forecast on a date, for the share of the hours that is kept.
func (p *Prospect) expected(exam civil.Date) float64 {
	return p.Expected(p.Beliefs, p.spread(float64(p.Counted(exam))))
}

// settle moves a day by whole weeks to one on which the learner is at home: the first from d on, within
// some weeks, before which the simulations fit; else the next up to hi; else the one before, down to lo.
func (p *Prospect) settle(d, lo, hi civil.Date) civil.Date {
	for x := d; x <= min(hi, d+7*mostDelay); x += 7 {
		if p.fit(x) >= p.Streak && !p.Hours.off(x) {
			return x
		}
	}
	for x := d; x <= hi; x += 7 {
		if !p.Hours.off(x) {
			return x
		}
	}
	for x := d; x >= lo; x -= 7 {
		if !p.Hours.off(x) {
			return x
		}
	}
	return d
}

func (p *Prospect) proposal(d civil.Date, kind, why string) Proposal {
	return Proposal{Date: d, Why: why, Kind: kind, Sittings: p.fit(d), Range: p.Forecast(float64(p.Counted(d)))}
}

// tight is for a runway shorter than is wise: the last day that is still allowed, or none.
func (p *Prospect) tight() Proposal {
	w, why := p.Window, because(p.Window.UntilWhy)
	if w.TooLate || w.Until <= p.begin() {
		return Proposal{Kind: None, Why: "No date can be proposed: " + why + " before the retake is allowed."}
	}
	if w.Until < p.AvailableFrom {
		return Proposal{Kind: None, Why: "No date can be proposed: " + why + " before this exam version opens."}
	}
	return p.proposal(w.Until, Tight, "Proposed: the last day that is possible, because "+why+". It is sooner than we would like.")
}

// firstWords is the reason for a date that the hours reach.
func (p *Prospect) firstWords(d, wanted civil.Date, kind string) string {
	able := fmt.Sprintf("by which your hours should bring you to the target of %s", percent(p.Target))
	legal := "that the retake rule allows"
	if p.Window.State == policy.Unknown {
		legal = ""
	}
	out := "Proposed: the first Saturday " + clauses(legal, p.evidentClause(kind), able) + "."
	if legal == "" {
		out = "Proposed by your hours alone: the first Saturday " + clauses(p.evidentClause(kind), able) + ". The waiting time is not known; ask the issuer before booking."
	}
	if kind == Few {
		out += " There is " + room(p.fit(d), p.Streak) + " before it; a free stretch of " + p.Sitting.String() + " in those weeks would help."
	}
	return out + p.keptWords() + p.movedWords(d, wanted) + p.stateWords()
}

func (p *Prospect) evidentClause(kind string) string {
	if kind == Few || p.Streak < 1 {
		return ""
	}
	return "that has room for " + count(p.Streak, "full simulation")
}

// clauses joins what is said of a Saturday: "a", "a and b", "a, b and c".
func clauses(parts ...string) string {
	var said []string
	for _, c := range parts {
		if c != "" {
			said = append(said, c)
		}
	}
	return and(said)
}

// lastWords is the reason for a date that comes too early for the hours.
func (p *Prospect) lastWords(d, wanted civil.Date, bounded bool) string {
	w := p.Window
	span := "within half a year"
	switch {
	case bounded:
		span = "in time"
	case w.Safe > p.begin()+furthest:
		span = "soon after the waiting time"
	}
	r := p.Forecast(float64(p.Counted(d)))
	out := fmt.Sprintf("Proposed, though no Saturday %s brings you to the target with the planned hours. This one comes closest: %s. More hours a week would help most.",
		span, below(r.Mean, p.Target, r.words())) + p.keptWords()
	if w.State == policy.Unknown {
		out += " The waiting time is not known; ask the issuer before booking."
	}
	if bounded {
		out += " It cannot be later than " + w.Until.Medium() + ": " + because(w.UntilWhy) + "."
	}
	return out + p.movedWords(d, wanted) + p.stateWords()
}

// keptWords says that not all planned hours are counted on.
func (p *Prospect) keptWords() string {
	if percent(p.kept()) == percent(1) {
		return ""
	}
	return " This counts on " + percent(p.kept()) + " of the planned hours, the share you have kept lately."
}

// movedWords says that a date gave way to a journey.
func (p *Prospect) movedWords(d, wanted civil.Date) string {
	switch {
	case !p.Hours.off(wanted):
		return ""
	case d > wanted:
		return " You are away on " + wanted.Medium() + ", so it is a later one."
	case d < wanted:
		return " You are away on " + wanted.Medium() + ", which would be better, so it is an earlier one."
	}
	return ""
}

// stateWords says what else the retake rule asks for.
func (p *Prospect) stateWords() string {
	switch p.Window.State {
	case policy.Session:
		return " The exam is held only on fixed dates: book the first one on or after this day."
	case policy.NewPurchase:
		return " The exam has to be bought again first."
	}
	return ""
}

// TooSoon says why a date earlier than the proposal does not hold. yes is false if it does, or if
// nothing could be proposed.
func (p *Prospect) TooSoon(date civil.Date, proposal Proposal) (say string, yes bool) {
	if date == 0 || date >= proposal.Date {
		return "", false
	}
	out := ""
	if rule, broken := p.dated(date); rule != "" {
		out += " " + capital(broken) + "."
	}
	if fit := p.fit(date); fit < min(p.Streak, proposal.Sittings) {
		out += " There is " + room(fit, p.Streak) + " before it."
	}
	if r := p.Forecast(float64(p.Counted(date))); r.Mean < p.Target {
		out += " By then your hours should bring you to " + below(r.Mean, p.Target, r.words()) + "." + p.keptWords()
	}
	if out == "" {
		return "", false
	}
	return date.Medium() + " is too soon." + out + instead(proposal), true
}

// instead says what the proposal is worth beside a date that is too soon.
func instead(x Proposal) string {
	on := " " + x.Date.Medium()
	switch x.Kind {
	case Last:
		return on + " comes closest with these hours; more hours a week would help most."
	case Tight:
		return on + " is the last day that is possible, and better than an earlier one."
	case Few:
		return on + " is better, though not all simulations fit before it either."
	case Alone:
		return on + " is the first Saturday that holds, if the retake rule allows it."
	}
	return on + " is the first Saturday that holds."
}

func saturdayFrom(d civil.Date) civil.Date {
	return d + civil.Date((int(time.Saturday)-int(d.Weekday())+7)%7)
}

func saturdayTo(d civil.Date) civil.Date {
	return d - civil.Date((int(d.Weekday())-int(time.Saturday)+7)%7)
}

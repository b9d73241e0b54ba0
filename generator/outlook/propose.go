package outlook

import (
	"fmt"
	"time"

	"retake/generator/civil"
	"retake/generator/policy"
	"retake/generator/timetable"
)

// furthest is how far ahead a date is proposed, in days.
const furthest = 26 * 7

// leastRunway is the shortest time from a plan's start to a proposed date: two weeks of simulations and a few days
// before. It counts from the start, not from today, so that a date comes nearer as the plan goes on.
const leastRunway = 21

// soonest is how many days ahead a proposed date is at the least, so that it can still be booked.
const soonest = 4

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
	Sittings int   // full simulations before it, those sat and those ahead
	Range    Range // forecast on it, for the share of the hours that is reckoned with
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
	// A later date may hold a simulation more and less study before it: so each Saturday is looked at.
	wanted, able := lo, false
	for d, best := lo, -1.0; d <= hi && !able; d += 7 {
		mean := p.expected(d)
		if able = p.Shown || mean >= p.Target; able || mean >= best {
			wanted, best = d, mean
		}
	}
	d, kind := p.settle(wanted, lo, hi, able), First
	switch {
	case !able || !p.able(d):
		return p.proposal(d, Last, p.lastWords(d, wanted, bounded))
	case !p.roomy(d):
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
	lo, hi = max(p.Hours.start+leastRunway, begin+soonest, w.Safe, p.AvailableFrom), max(begin, p.AvailableFrom)+furthest
	bounded = w.Until != 0 && w.Until < hi
	if bounded {
		hi = w.Until
	}
	if w.Safe > hi && !w.TooLate {
		hi = w.Safe + 7
	}
	return saturdayFrom(lo), saturdayTo(hi), bounded
}

// able reports whether simulations show enough, or the hours that are kept until a date bring the forecast to the
// target.
func (p *Prospect) able(exam civil.Date) bool { return p.Shown || p.expected(exam) >= p.Target }

// expected is the mean of the forecast on a date, for the share of the hours that is kept.
func (p *Prospect) expected(exam civil.Date) float64 {
	return p.Expected(p.Beliefs, p.spread(float64(p.Counted(exam))))
}

// settle moves a day by whole weeks to one on which the learner is at home. If it was able, the first able
// one from it on, within some weeks, before which the simulations fit; else the next able one. If there is
// none, the one that comes closest.
func (p *Prospect) settle(d, lo, hi civil.Date, able bool) civil.Date {
	holds := func(x civil.Date) bool { return !p.Hours.off(x) && p.able(x) }
	if able {
		for x := d; x <= min(hi, d+7*mostDelay); x += 7 {
			if p.roomy(x) && holds(x) {
				return x
			}
		}
		for x := d; x <= hi; x += 7 {
			if holds(x) {
				return x
			}
		}
	}
	best := -1.0
	for x := lo; x <= hi; x += 7 {
		if mean := p.expected(x); mean >= best && !p.Hours.off(x) {
			d, best = x, mean
		}
	}
	return d
}

func (p *Prospect) proposal(d civil.Date, kind, why string) Proposal {
	return Proposal{Date: d, Why: why, Kind: kind, Sittings: p.fit(d), Range: p.Forecast(float64(p.Counted(d)))}
}

// tight is for a runway shorter than is wise: the last day that is still allowed, or none.
func (p *Prospect) tight() Proposal {
	w, none := p.Window, ""
	switch {
	case p.over():
		none = p.ending()
		if endingRule(w.UntilWhy) == Voucher {
			none += ". A new voucher opens new dates"
		}
	case w.TooLate:
		none = p.ending() + ", before the retake is allowed"
	case w.Until < p.AvailableFrom:
		none = p.ending() + ", before this exam version opens"
	case w.Until <= p.begin():
		none = p.ending() + ", and that leaves no day to study"
	default:
		return p.proposal(w.Until, Tight, "Proposed: the last day that is possible, because "+because(w.UntilWhy)+". It is sooner than we would like.")
	}
	return Proposal{Kind: None, Why: "No date can be proposed: " + none + "."}
}

// firstWords is the reason for a date that the hours reach.
func (p *Prospect) firstWords(d, wanted civil.Date, kind string) string {
	able, alone := fmt.Sprintf("by which your hours should bring you to the target of %s", percent(p.Target)), "Proposed by your hours alone"
	if p.Shown {
		able, alone = "that leaves three weeks from the start and can still be booked", "Proposed by your simulations alone"
	}
	legal := "that the retake rule allows"
	if p.Window.State == policy.Unknown {
		legal = ""
	}
	out := "Proposed: the first Saturday " + clauses(legal, p.evidentClause(kind), able) + "."
	if legal == "" {
		out = alone + ": the first Saturday " + clauses(p.evidentClause(kind), able) + ". The waiting time is not known; ask the issuer before booking."
	}
	if kind == Few {
		out += p.roomWords(p.fit(d)) + " A free stretch of " + p.Sitting.String() + " in the last weeks would help."
	}
	if p.Shown {
		out += " Your simulations show enough by now, so the hours do not decide."
	} else {
		out += p.keptWords()
	}
	return out + p.movedWords(d, wanted) + p.stateWords()
}

// evidentClause says that the simulations fit.
func (p *Prospect) evidentClause(kind string) string {
	if kind == Few || p.Streak < 1 || p.Shown {
		return ""
	}
	out := "that has room for " + count(p.Streak, "full simulation")
	if p.Sat > 0 {
		out += " (counting those you have sat that still count by then)"
	}
	return out
}

// roomWords says how many of the wanted simulations there are before a date.
func (p *Prospect) roomWords(fit int) string {
	return " There is " + p.room(fit) + " before it" + p.counting(fit) + "."
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

// keepsAll reports whether all planned hours are reckoned with.
func (p *Prospect) keepsAll() bool { return p.kept() == 1 }

// keptWords says that not all planned hours are counted on.
func (p *Prospect) keptWords() string {
	switch {
	case p.keepsAll():
		return ""
	case p.KeptLess:
		return " This counts on " + fraction(p.kept()) + " of the planned hours, the least the plan reckons with; lately less was kept."
	}
	return " This counts on " + percent(p.kept()) + " of the planned hours, the share you have kept lately."
}

// wholeWords says of a date that is short of the target that all planned hours would reach it.
func (p *Prospect) wholeWords(d civil.Date) string {
	r := p.Forecast(float64(p.Until(d, 1)))
	if p.keepsAll() || r.Mean < p.Target {
		return ""
	}
	return " All of them, from here on, would bring you to about " + r.words() + "."
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

// Moved says why the date proposed is another than it was on an earlier day; "" if it is the same, or there was none.
func (p *Prospect) Moved(was, now civil.Date) string {
	if was == 0 || now == 0 || was == now {
		return ""
	}
	rule, broken := p.ruled(was)
	r := p.Forecast(float64(p.Counted(was)))
	why := "it has more room for your simulations and hours"
	switch {
	case was < p.begin()+soonest:
		why = "it is too near by now to be booked"
	case now < was && p.Shown:
		why = "your simulations show enough by now"
	case now < was:
		why = "your hours now bring you to the target earlier"
	case rule != "":
		why = broken
		if rule == Evident {
			why = "there is " + p.room(p.fit(was)) + " before it"
		}
	case !p.able(was):
		why = "by then your hours would now bring you to " + below(r.Mean, p.Target, r.words())
	}
	return "It was " + was.Medium() + ", and moved because " + why + "."
}

// Judge holds a date that the learner wrote against the one that would be proposed: why it is too soon, and the
// better one; both empty if it holds.
func (p *Prospect) Judge(date civil.Date) (tooSoon string, better civil.Date) {
	x := p.Propose()
	if say, yes := p.TooSoon(date, x); yes {
		return say, x.Date
	}
	return "", 0
}

// TooSoon says why a date earlier than the proposal does not hold. yes is false if it does, if nothing could be
// proposed, or in the last days, when moving it would only unsettle. Once simulations show enough, neither what
// hours may bring nor room for more simulations is a reason.
func (p *Prospect) TooSoon(date civil.Date, proposal Proposal) (say string, yes bool) {
	if date == 0 || date >= proposal.Date || date <= p.Today+timetable.LastSitting {
		return "", false
	}
	out := ""
	if rule, broken := p.dated(date); rule != "" {
		out += " " + capital(broken) + "."
	}
	if fit := p.fit(date); !p.Shown && fit < min(p.Streak, proposal.Sittings) {
		out += p.roomWords(fit)
	}
	if r := p.Forecast(float64(p.Counted(date))); !p.Shown && r.Mean < p.Target {
		out += " By then your hours should bring you to " + below(r.Mean, p.Target, r.words()) + "." + p.keptWords() + p.wholeWords(date)
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

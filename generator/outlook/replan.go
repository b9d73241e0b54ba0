package outlook

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"retake/generator/civil"
)

// Behind is how far somebody is behind the plan.
type Behind struct {
	Owed      civil.Minutes // study that was planned and not done
	PerDay    civil.Minutes // a day of work: less than this owed is no reason to plan anew
	StudyDays int           // left before the exam
	Exam      civil.Date
	Booked    bool
	Notice    string // until when the appointment can be moved: "without loss until 24 hours before"; "" if not known
}

// Slugs of the choices.
const (
	More  = "more"
	Later = "later"
	Drop  = "drop"
	Carry = "carry"
)

// Choice is one way on, with its price. Every forecast is for a plan that is kept from here on, whatever
// share was kept lately.
type Choice struct {
	Slug, Title   string
	Price, Effect string
	Range         Range
	Broken        string        // why it is not possible; "" if it is
	Extra         civil.Minutes // More: a study day
	Date          civil.Date    // Later: the new exam date
	Dropped       []int         // Drop: places of the domains that get no more study
	Points        float64       // percent points of the forecast that it costs, 0 or more
}

// Say is what is said wherever the choices are not at hand; "" if there is nothing to choose.
func (b Behind) Say() string {
	if b.Owed <= b.PerDay || b.Owed <= 0 {
		return ""
	}
	return "You are " + b.Owed.String() + " behind the plan, more than a day of work. Nothing is lost: four ways on are on the plan page."
}

// Replan prices the four ways on for somebody who is behind by more than a day of work, always in the
// same order. It is nil otherwise, and when the exam is not ahead.
func (p *Prospect) Replan(b Behind) []Choice {
	if b.Say() == "" || b.Exam <= p.Today {
		return nil
	}
	s := situation{Prospect: p, Behind: b, ahead: float64(p.Until(b.Exam, 1))}
	s.whole = p.Forecast(s.ahead + float64(b.Owed))
	return []Choice{s.more(), s.later(), s.drop(), s.carry()}
}

// situation is one answer under way.
type situation struct {
	*Prospect
	Behind
	ahead float64 // study minutes left before the exam, as planned
	whole Range   // the forecast if nothing were owed
}

// more spreads what is owed over the days left.
func (s situation) more() Choice {
	c := Choice{Slug: More, Title: "A little more each day", Range: s.whole}
	if s.StudyDays <= 0 {
		c.Broken = "No study day is left before the exam."
		return c
	}
	c.Extra = (s.Owed + civil.Minutes(s.StudyDays) - 1) / civil.Minutes(s.StudyDays)
	c.Price = fmt.Sprintf("%s more on each of the %s left.", c.Extra, count(s.StudyDays, "study day"))
	if s.StudyDays == 1 {
		c.Price = c.Extra.String() + " more on the one study day left."
	}
	_, _, longest := s.Hours.Week(1)
	rules, day := s.Hours.rules, max(longest, s.PerDay)+c.Extra
	switch {
	case day > civil.Minutes(rules.Hard):
		c.Broken = fmt.Sprintf("A day would come to %s, and %s is the most that still helps.", day, civil.Minutes(rules.Hard))
		return c
	case day > civil.Minutes(rules.Soft):
		c.Effect = fmt.Sprintf(" The longest day comes to %s; above %s, less of it stays.", day, civil.Minutes(rules.Soft))
	}
	c.Effect = "The missing hours are made up by exam day: about " + s.whole.words() + "." + c.Effect
	return c
}

// later looks for the first Saturday after the exam that brings as much as the plan would without the loss.
func (s situation) later() Choice {
	c := Choice{Slug: Later, Title: "A later exam"}
	d := s.madeUp()
	if d == 0 {
		c.Broken = "The hours of half a year more would not make it up."
		return c
	}
	if _, broken := s.dated(d); broken != "" {
		c.Broken = capital(broken) + "."
		if until := s.Window.Until; until != 0 && d > until {
			c.Broken = fmt.Sprintf("The hours would be made up by %s, but %s.", d.Medium(), s.ending())
		}
		return c
	}
	c.Date, c.Range = d, s.Forecast(float64(s.Until(d, 1)))
	c.Price = fmt.Sprintf("%s, %s later.", d.Medium(), away(d-s.Exam)) + s.moving()
	c.Effect = "By then you are where the plan would have been: about " + c.Range.words() + "."
	return c
}

// madeUp is the first Saturday after the exam, with the learner at home, on which the forecast reaches that
// of the plan without the loss; 0 if none within half a year does. The study that really lies before each
// counts: a later exam may hold a simulation more.
func (s situation) madeUp() civil.Date {
	for d := saturdayFrom(max(s.Exam+1, s.AvailableFrom, s.Window.Safe)); d <= s.Exam+furthest; d += 7 {
		if !s.Hours.off(d) && s.Expected(s.Beliefs, s.spread(float64(s.Until(d, 1)))) >= s.whole.Mean-1e-9 {
			return d
		}
	}
	return 0
}

// moving says what a booked appointment asks for.
func (s situation) moving() string {
	switch {
	case !s.Booked:
		return ""
	case s.Notice == "":
		return " The appointment has to be moved; ask first until when that costs nothing."
	}
	return " The appointment has to be moved, " + s.Notice + "."
}

// away is a number of days in words, whole weeks as weeks.
func away(days civil.Date) string {
	if days%7 == 0 {
		return count(int(days/7), "week")
	}
	return count(int(days), "day")
}

// drop takes what is owed from the domains that bring the fewest points an hour, one after the other. That
// is hardly ever better than carrying on: what it buys is fewer domains to study.
func (s situation) drop() Choice {
	c := Choice{Slug: Drop, Title: "Leave something out"}
	switch {
	case len(s.Beliefs) < 2:
		c.Broken = "With one domain there is nothing to leave out."
		return c
	case s.ahead < 1:
		c.Broken = "To free " + s.Owed.String() + ", all domains would have to go."
		return c
	}
	each, _ := s.Allocate(s.Beliefs, s.ahead+float64(s.Owed))
	cuts := s.cut(each, &c)
	if gone := s.weightOf(c.Dropped); gone > mostDropped {
		c.Broken = fmt.Sprintf("Domains worth %s of the exam would have to go: too much to leave out.", percent(gone))
		c.Dropped = nil
		return c
	}
	c.Range = s.after(each)
	c.Points = 100 * math.Max(0, s.whole.Mean-c.Range.Mean)
	c.Price = capital(and(cuts)) + "."
	fewer := "No domain goes altogether, but all else keeps its hours"
	if n := len(c.Dropped); n > 0 {
		fewer = count(n, "domain") + " fewer to study, and all else keeps its hours"
	}
	c.Effect = fmt.Sprintf("%s: about %s on exam day, %s.", fewer, c.Range.words(), against(c.Range.Mean, s.Forecast(s.ahead).Mean))
	return c
}

// mostDropped is the largest share of the exam that may be left out: with half of it gone there is nothing to sit for.
const mostDropped = 0.5

// weightOf is the share of the exam that some domains have.
func (s situation) weightOf(domains []int) (sum float64) {
	for _, i := range domains {
		sum += s.Weights[i]
	}
	return sum
}

// cut takes what is owed out of the minutes by domain, and says from which.
func (s situation) cut(each []float64, c *Choice) (cuts []string) {
	owed := float64(s.Owed)
	for _, i := range s.poorest(each) {
		cut := math.Min(owed, each[i])
		if cut < 0.5 {
			break
		}
		owed -= cut
		each[i] -= cut
		if each[i] < 0.5 {
			c.Dropped = append(c.Dropped, i)
			cuts = append(cuts, "no more of "+s.Names[i])
			continue
		}
		cuts = append(cuts, civil.Minutes(math.Round(cut)).String()+" less of "+s.Names[i])
	}
	return cuts
}

// against sets a mean against that of carrying on.
func against(mean, carry float64) string {
	switch diff := apart(mean, carry); {
	case diff == 0:
		return "about the same as carrying on"
	case diff < 0:
		return points(-diff) + " less than carrying on"
	default:
		return points(diff) + " more than carrying on"
	}
}

// apart is the difference of two shares as they are printed, in whole percent.
func apart(a, b float64) float64 { return (math.Round(100*a) - math.Round(100*b)) / 100 }

// poorest lists the domains that get time by the points an hour in them brings, the fewest first.
func (s situation) poorest(each []float64) []int {
	var out []int
	worth := make([]float64, len(each))
	for i, minutes := range each {
		if minutes > 1e-6 {
			worth[i] = s.Weights[i] * (1 - s.Beliefs[i].Mean()) * (1 - s.missing(minutes)) / minutes
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(worth[a], worth[b]) })
	return out
}

// carry goes on with the hours that are left.
func (s situation) carry() Choice {
	c := Choice{Slug: Carry, Title: "Carry on", Range: s.Forecast(s.ahead)}
	c.Points = 100 * math.Max(0, s.whole.Mean-c.Range.Mean)
	less := "Every domain gets less"
	if len(s.Beliefs) == 1 {
		less = "There is less time"
	}
	c.Price = fmt.Sprintf("%s; that costs %s on exam day.", less, points(apart(s.whole.Mean, c.Range.Mean)))
	than := " instead of " + percent(s.whole.Mean)
	if percent(c.Range.Mean) == percent(s.whole.Mean) {
		than = ""
	}
	c.Effect = fmt.Sprintf("About %s on exam day%s: %s.", c.Range.words(), than, s.standing(c.Range.Mean))
	return c
}

// standing is where a mean lies between the pass mark and the target. What it reaches only if the plan is
// kept better than lately is said to need that.
func (s situation) standing(mean float64) string {
	lately := s.expected(s.Exam)
	ifKept := func(bound float64) string {
		if lately < bound {
			return " if the plan is kept from here on"
		}
		return ""
	}
	switch {
	case mean >= s.Target:
		return "the target of " + percent(s.Target) + " is still reached" + ifKept(s.Target)
	case mean >= s.Pass:
		return "above the pass mark of " + percent(s.Pass) + ifKept(s.Pass) + ", short of the target of " + percent(s.Target)
	}
	return "short of the pass mark of " + percent(s.Pass)
}

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

// Choice is one way on, with its price. Every forecast is for a plan that is kept from here on.
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

// Say is the sentence above the choices; "" if there is nothing to choose.
func (b Behind) Say() string {
	if b.Owed <= b.PerDay || b.Owed <= 0 {
		return ""
	}
	return "You are " + b.Owed.String() + " behind the plan, more than a day of work. Nothing is lost: choose one of these."
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
	c.Effect = "The plan holds: about " + s.whole.words() + " on exam day." + c.Effect
	return c
}

// later looks for the first Saturday after the exam by which the hours are made up.
func (s situation) later() Choice {
	c := Choice{Slug: Later, Title: "A later exam"}
	for d := saturdayFrom(s.Exam + 1); d <= s.Exam+furthest; d += 7 {
		if d < s.AvailableFrom || d < s.Window.Safe || s.Hours.off(d) || s.Hours.Minutes(s.Exam, d, 1) < int(s.Owed) {
			continue
		}
		if _, c.Broken = s.dated(d); c.Broken != "" {
			c.Broken = capital(c.Broken) + "."
			if until := s.Window.Until; until != 0 && d > until {
				c.Broken = fmt.Sprintf("The hours would be made up by %s, but %s.", d.Medium(), ending(s.Window.UntilWhy, until))
			}
			return c
		}
		c.Date = d
		break
	}
	if c.Date == 0 {
		c.Broken = "The hours of half a year more would not make it up."
		return c
	}
	c.Range = s.Forecast(float64(s.Until(c.Date, 1)))
	c.Price = fmt.Sprintf("%s, %s later.", c.Date.Medium(), away(c.Date-s.Exam)) + s.moving()
	c.Effect = "The missing hours are made up by then: about " + c.Range.words() + " on exam day."
	return c
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

// drop takes what is owed from the domains that bring the fewest points an hour, one after the other.
func (s situation) drop() Choice {
	c := Choice{Slug: Drop, Title: "Leave something out"}
	if s.ahead < 1 {
		c.Broken = "To free " + s.Owed.String() + ", all domains would have to go."
		return c
	}
	each, _ := s.Allocate(s.Beliefs, s.ahead+float64(s.Owed))
	owed := float64(s.Owed)
	var cuts []string
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
	c.Range = s.after(each)
	c.Points = 100 * math.Max(0, s.whole.Mean-c.Range.Mean)
	c.Price = capital(and(cuts)) + "; that costs " + points(c.Points/100) + " on exam day."
	c.Effect = "All else keeps its hours: about " + c.Range.words() + " on exam day."
	return c
}

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
	c.Price = fmt.Sprintf("Every domain gets less; that costs %s on exam day.", points(c.Points/100))
	than := " instead of " + percent(s.whole.Mean)
	if percent(c.Range.Mean) == percent(s.whole.Mean) {
		than = ""
	}
	c.Effect = fmt.Sprintf("About %s on exam day%s: %s.", c.Range.words(), than, s.standing(c.Range.Mean))
	return c
}

// standing is where a mean lies between the pass mark and the target.
func (s situation) standing(mean float64) string {
	switch {
	case mean >= s.Target:
		return "the target of " + percent(s.Target) + " is still reached"
	case mean >= s.Pass:
		return "above the pass mark of " + percent(s.Pass) + ", short of the target of " + percent(s.Target)
	}
	return "short of the pass mark of " + percent(s.Pass)
}

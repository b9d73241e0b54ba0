package gate

import (
	"fmt"
	"strings"

	"retake/generator/advice"
	"retake/generator/policy"
	"retake/generator/timetable"
	"retake/generator/trial"
)

// legal: the date lies inside the retake window.
func (c Case) legal() Gate {
	g, w := Gate{Name: Legal}, c.Window
	switch {
	case w.TooLate && c.Today > w.Until:
		g.Why = fmt.Sprintf("%s: the last possible day was %s.", upper(Over(w.UntilWhy)), w.Until.Medium())
		g.Next = "A new purchase or the next exam version is needed; the retake page says why."
	case w.TooLate:
		g.Why = fmt.Sprintf("The retake rule opens on %s, but the last day is %s: %s.", w.Safe.Medium(), w.Until.Medium(), w.UntilWhy)
		g.Next = "A new purchase or the next exam version is needed; the retake page says why."
	case w.State == policy.Unknown:
		g.Why = "The waiting time of this exam is not known to us."
		g.Next = "Ask the issuer for your earliest date and write it as retake_eligible_on in content/attempts.toml."
	case w.State != policy.Dated && w.State != policy.Session:
		g.Why, g.Next = "The retake rule allows no further attempt as things stand.", "The retake page says what opens the way again."
	case c.Date == 0:
		g.Why, g.Next = "There is no exam date to check.", "Write exam_date in content/plan.toml."
	case w.Optimistic == 0:
		g.Why, g.Next = "The exam is held on fixed dates only, and the next one is not known to us.", "Look up the session dates and write exam_date in content/plan.toml."
	case c.Date < w.Safe:
		g.Why = fmt.Sprintf("The retake may be taken from %s; %s is earlier.", w.Safe.Medium(), c.Date.Medium())
		g.Next = "Move the exam to " + w.Safe.Medium() + " or later."
	case w.Until != 0 && c.Date > w.Until:
		g.Why = fmt.Sprintf("%s is after the last possible day, %s: %s.", c.Date.Medium(), w.Until.Medium(), w.UntilWhy)
		g.Next = "Move the exam to " + w.Until.Medium() + " or earlier."
	default:
		g.Met = true
		g.Why = fmt.Sprintf("%s is allowed: the rule opens on %s.", c.Date.Medium(), w.Safe.Medium())
		if w.Safe <= c.Today {
			g.Why = fmt.Sprintf("%s is allowed: the waiting time is over.", c.Date.Medium())
		}
	}
	return g
}

// Over says in the past tense what ended a retake window: "the voucher has expired". why is as a policy.Window
// has it.
func Over(why string) string {
	for _, x := range [][2]string{{" expires", " has expired"}, {" ends", " has ended"}, {" passes", " has passed"}} {
		if what, ok := strings.CutSuffix(why, x[0]); ok {
			return what + x[1]
		}
	}
	return why
}

func upper(s string) string { return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):] }

// room says what would bring full simulations into a plan that has none ahead.
func (c Case) room() string {
	switch {
	case c.Date == 0:
		return "With an exam date, the plan sets them."
	case c.Date <= c.Today:
		return "Before this exam there is no time for any."
	case c.Date-c.Today < timetable.LastSitting:
		return "There is no time for one before this exam; a later date makes room."
	}
	return fmt.Sprintf("The plan has no room for a full simulation before this exam: a later date, or %s free in one go on a day at least %s before it, makes room.", c.Sitting, advice.Count(timetable.LastSitting, "day"))
}

// rule: the last simulations that count are each at or above the target, as many in a row as are asked for.
func (c Case) rule() Gate {
	g := Gate{Name: Rule}
	row := trial.InARow(c.Views, c.Streak)
	before, sat, reached := c.simulations()
	g.Met = row >= c.Streak
	asks := fmt.Sprintf("The booking rule asks for %s in a row at %.0f %% or more", advice.Count(c.Streak, "full simulation"), c.Target*100)
	switch {
	case g.Met:
		g.Why = asks + "; you have them."
	case row == 0 && reached:
		g.Why = asks + "; the last one came out lower."
	case row == 0 && !sat && c.Failed != 0:
		g.Why = asks + "; none that counts has been sat since the last attempt."
	case row == 0 && !sat:
		g.Why = asks + "; none that counts has been sat yet."
	case row == 0 && before:
		g.Why = asks + "; none has reached it since the last attempt."
	case row == 0:
		g.Why = asks + "; none has reached it yet."
	default:
		g.Why = fmt.Sprintf("%s; you have %d.", asks, row)
	}
	if !g.Met {
		g.Next = "One counts when it is full length, timed, closed book, and of a form that you have not seen."
	}
	return g
}

// simulations says whether one was at the target before the last attempt, and whether one that counts has been
// sat since, and has reached it.
func (c Case) simulations() (before, sat, reached bool) {
	for _, v := range c.Views {
		before = before || v.Above && v.Date <= c.Failed
		sat = sat || v.Qualifies
		reached = reached || v.Qualifies && v.Above
	}
	return before, sat, reached
}

// evidence: the chance of passing is high enough.
func (c Case) evidence() Gate {
	g := Gate{Name: Evidence}
	if c.Chance == nil {
		n := 0
		for _, v := range c.Views {
			if v.Qualifies {
				n++
			}
		}
		g.Why = map[bool]string{true: "One simulation counts so far", false: "No simulation counts yet"}[n == 1] + "; from two on there is an estimate."
		g.Next = "Take the simulations that the plan sets."
		if c.Ahead == 0 {
			g.Next = c.room()
		}
		return g
	}
	g.Met = c.Chance.P >= c.Enough
	g.Why = fmt.Sprintf("By your simulations the chance of passing is about %.0f %% (between %.0f and %.0f); the gate opens at %.0f %%.", c.Chance.P*100, c.Chance.Lo*100, c.Chance.Hi*100, c.Enough*100)
	if !g.Met {
		g.Next = "Higher simulation scores, from more than one provider."
		if c.Ahead == 0 {
			g.Next = c.room()
		}
	}
	return g
}

// fewOpen is the largest number of open questions that still counts as able.
const fewOpen = 10

// farBelow is how far a domain may lie below the pass mark, as a share, where sections are not passed one by
// one.
const farBelow = 0.10

// hoursDecide reports whether what hours may bring is asked: not once simulations show enough, nor in the last
// days, when no hours would change it.
func (c Case) hoursDecide() bool {
	return c.Date > c.Today+timetable.LastSitting && !Shown(c.Views, c.Streak, c.Chance, c.Enough)
}

// able: no domain far below the pass mark, few open questions, and the hours reach the pass mark.
func (c Case) able() Gate {
	g, floor := Gate{Name: Able}, c.Pass-farBelow
	if c.Conjunctive {
		floor = c.Pass
	}
	switch {
	case c.Blind:
		g.Why, g.Next = "Nothing is known about single domains yet.", "One full simulation, early on, shows where to work; the plan has it."
		if c.Ahead == 0 {
			g.Next = "One full simulation shows where to work."
		}
	case c.hoursDecide() && c.Forecast < c.Pass:
		g.Why = fmt.Sprintf("With the hours that are planned, about %.1f %% is to be expected on exam day; the pass mark is %.0f %%.", c.Forecast*100, c.Pass*100)
		g.Next = "More hours a week or a later date."
	case c.Lowest != Domain{} && c.Lowest.Mean < floor:
		g.Why = fmt.Sprintf("%s stands at about %.0f %%, too far below the pass mark of %.0f %%.", c.Lowest.Name, c.Lowest.Mean*100, c.Pass*100)
		g.Next = "Time in that domain first; the plan gives it."
	case c.Open > fewOpen:
		g.Why = fmt.Sprintf("%s are still open.", advice.Count(c.Open, "logged question"))
		g.Next = fmt.Sprintf("Get them right on two different days; %d or fewer is enough.", fewOpen)
	default:
		g.Met = true
		g.Why = fmt.Sprintf("No domain is far behind, and %s open.", openWords(c.Open))
		if c.hoursDecide() {
			g.Why = fmt.Sprintf("There are enough hours ahead, no domain is far behind, and %s open.", openWords(c.Open))
		}
	}
	return g
}

func openWords(n int) string {
	switch n {
	case 0:
		return "no logged question is"
	case 1:
		return "1 logged question is"
	}
	return fmt.Sprintf("%d logged questions are", n)
}

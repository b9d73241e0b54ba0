package proof

import (
	"fmt"
	"slices"
	"strings"

	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/stat"
	"retake/generator/study"
)

// Readiness is the gates, and the simulations and the chance behind them.
func Readiness(dk *board.Desk) view.ReadinessPage {
	p, r := dk.Plan, dk.Plan.Readiness
	v := view.ReadinessPage{
		Verdict: words.Sentence(r.Verdict), Say: words.Tidy(r.Say), Target: dk.Target(), Pass: words.Percent(r.Pass / 100), PassNote: passNote(p),
		Working: chanceWorking(dk), SimsLink: dk.Link("simulations.html", "All simulations"), Checklists: dk.Links(dk.Lists["checklists"]),
	}
	if len(r.Gates) == 4 && r.First >= 0 && r.First < 4 && strings.HasPrefix(r.Say, r.Gates[r.First].Why) {
		v.Say = openGates(r.Gates, r.First)
	}
	calm := board.Calm(p)
	if !calm && !dk.Over() {
		v.TooSoon = words.Tidy(p.Date.TooSoon)
	}
	for _, g := range r.Gates {
		if calm {
			g.Next, v.Say = "", "The work is done. The gates below are for choosing a date: they ask nothing of you now."
		}
		v.Gates = append(v.Gates, view.Gate{Name: words.Gate(g.Name), Met: g.Met, Why: dk.Tell(words.Tidy(g.Why)), Next: dk.Tell(words.Tidy(g.Next))})
	}
	for _, s := range slices.Backward(r.Simulations) {
		if s.Qualifies {
			v.Sims = append(v.Sims, sim(s))
		}
	}
	v.Logged = len(r.Simulations)
	if r.Chance != nil {
		chance(dk, &v, *r.Chance)
	} else {
		v.Needs = max(2-len(v.Sims), 1)
	}
	return v
}

// openGates says how many gates are open, and which is the first that is not: what keeps it shut stands below.
func openGates(gates []study.Gate, first int) string {
	open := 0
	for _, g := range gates {
		if g.Met {
			open++
		}
	}
	count := []string{"None", "One", "Two", "Three"}
	return fmt.Sprintf("%s of the four gates %s open. First in the way: “%s”.", count[open], map[bool]string{true: "are", false: "is"}[open > 1], words.Gate(gates[first].Name))
}

// passNote says that a pass mark is assumed, where it is.
func passNote(p study.Plan) string {
	if !p.Readiness.PassAssumed {
		return ""
	}
	return "The issuer publishes no pass mark in percent, so this one is assumed for practice questions. It is not a conversion of your score."
}

// chance shows the chance of passing with its range, what it expects, and what it takes for granted.
func chance(dk *board.Desk, v *view.ReadinessPage, c study.Chance) {
	v.Chance = new(board.Fact("Chance of passing", "about "+words.Percent(c.P), "between "+words.Percents(c.Lo, c.Hi)))
	v.Chance.Note = strings.Replace(v.Chance.Note, " to ", " and ", 1)
	v.Assumes = words.Tidy(c.Assumes)
	b := board.Interval("bar.chance", "Chance of passing", c.Lo, c.P, c.Hi)
	v.Bar = &b
	if c.MeanHi > 0 {
		v.Expect = fmt.Sprintf("What to expect on the exam: about %s of the questions right, most likely %s. Passing takes %s.",
			words.Percent(c.Mean/100), words.Percents(c.MeanLo/100, c.MeanHi/100), v.Pass)
	}
	if !c.Own {
		v.Gap = "How far practice lies from the exam is assumed: none of your own exams can be compared with the simulations before it."
	}
}

// sim is one simulation in the table.
func sim(s study.SimulationView) view.Sim {
	v := view.Sim{
		Date: s.Date.Short(), Name: strings.TrimSpace(s.Source + " " + s.Form), Percent: words.Percent(s.Percent / 100),
		Score: fmt.Sprintf("%d of %d", s.Right, s.Of), WhyNot: words.Sentence(s.WhyNot),
	}
	conditions := []string{"not timed", "open book"}
	if s.Timed {
		conditions[0] = "timed"
	}
	if s.ClosedBook {
		conditions[1] = "closed book"
	}
	v.Conditions = strings.Join(conditions, ", ")
	switch {
	case !s.Qualifies:
		v.Verdict = "shown, not counted"
	case s.Above:
		v.Verdict = "counts, at or above the target"
	default:
		v.Verdict = "counts, below the target"
	}
	return v
}

// chanceWorking says how the chance is made, what it rests on, and what would change it.
func chanceWorking(dk *board.Desk) view.Working {
	set, r := dk.Plan.Settings, dk.Plan.Readiness
	w := view.Working{
		Says:    "The simulations that count give a level, and how well it is known. Then comes the step to the real exam. Around the result stand four uncertainties: how well the level is known, the difference between forms, luck on the exam day, and how far the real exam strays from practice. The chance is the part of that spread at or above the pass mark. Its range comes from how well the level is known.",
		Formula: "level = average of the simulations and of a weak start at the pass mark, the surer the heavier (1 ÷ (form² + luck²)); expected = level + step to the real exam; spread = √(doubt of the level² + form² + luck² + straying²); chance = share of a bell curve (expected, spread) at or above the pass mark",
		Mind:    dk.Mind("Two simulations that count: below that there is no number."),
	}
	if c := r.Chance; c != nil {
		w.Inputs = append([]view.Fact{
			board.Fact("Simulations that count", fmt.Sprint(c.N), ""),
			board.Fact("Level on practice exams", words.Percent((c.Mean-c.Bias)/100), ""),
		}, step(dk, *c)...)
		var counted []study.SimulationView
		for _, s := range r.Simulations {
			if s.Qualifies {
				counted = append(counted, s)
			}
		}
		mind := "The next simulation that counts. More of them narrow the range, up to about four or five. One from another provider shows whether this one is easier than the exam, which is the largest doubt."
		if !c.Own {
			mind += " A real exam whose report gives percent would put your own step in place of the assumed one."
		}
		w.Mind = dk.Mind(mind)
		at := simPlaces(counted)
		if g := dk.Plan.Trials.Gap; c.Own && g != nil {
			for _, o := range g.Observed {
				at = append(at, o.Pos)
			}
		}
		w.Lines = dk.Written(at)
	} else if g := dk.Plan.Trials.Gap; g != nil { // known from the learner's own exams, though no chance rests on it yet
		w.Inputs = step(dk, study.Chance{Bias: g.Bias, Straying: g.SD, Own: true})
	} else {
		w.Inputs = step(dk, study.Chance{Bias: set.PracticeBias})
	}
	w.Inputs = append(w.Inputs,
		board.Fact("Pass mark on the practice scale", words.Percent(r.Pass/100), ""),
		board.Fact("Difference between forms", "give or take "+words.Distance(set.FormSpread), "form_spread"),
		board.Fact("Weak start at the pass mark", "give or take "+words.Distance(set.LevelSpread), "level_spread"),
		board.Fact("The gate opens at", words.Weight(100*set.EnoughChance), "enough_chance"),
	)
	return w
}

// step is what is reckoned with between practice and the real exam, and whose it is.
func step(dk *board.Desk, c study.Chance) []view.Fact {
	set := dk.Plan.Settings
	bias, spread := "assumed, practice_bias", "transfer_spread"
	switch {
	case c.Own:
		bias, spread = "your own", "after your own exams"
	case c.Straying == 0: // there is no chance yet
		c.Straying = set.TransferSpread
	case words.Whole(c.Bias) != words.Whole(set.PracticeBias):
		bias, spread = "practice_bias, moved by the fail: practice before it may have promised too much", "transfer_spread, a little less after a fail"
	}
	return []view.Fact{board.Fact("Step to the real exam", signed(c.Bias)+" points", bias), board.Fact("The real exam strays by", straying(c), spread)}
}

// straying is how far the real exam strays from practice, to the point: so the chance says it, too.
func straying(c study.Chance) string {
	return "give or take " + words.Distance(stat.Round(c.Straying, 0))
}

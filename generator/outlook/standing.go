package outlook

import (
	"cmp"

	"retake/generator/civil"
)

// Standing is one date judged twice: by the hours as written, and by the share of them that is kept.
// Where all is kept, the two are the same.
type Standing struct {
	Date          civil.Date
	Written, Kept Cell
	share         string // "33 %, the share you have kept lately"; "" = all
	shown         bool   // simulations show enough, whatever the hours bring
}

// Stands judges a date by the rules of the grid.
func (p *Prospect) Stands(d civil.Date) Standing {
	rule, broken := p.ruled(d)
	s := Standing{Date: d, shown: p.Shown, Written: p.cell(Cell{Date: d, Load: 1, Hours: p.Until(d, 1), Rule: rule, Broken: broken})}
	if s.Kept = s.Written; p.keepsAll() {
		return s
	}
	s.Kept = p.cell(Cell{Date: d, Load: p.kept(), Hours: p.Counted(d), Rule: rule, Broken: broken})
	s.share = percent(p.kept()) + " of them, the share you have kept lately"
	if p.KeptLess {
		s.share = fraction(p.kept()) + " of them, the least the plan reckons with"
	}
	return s
}

// Say tells in one sentence whether the date holds as written and, where less is kept, with that.
// what is the date as it is called there ("Your date, 27 February 2027,"), hours what is written ("your
// hours as written").
func (s Standing) Say(what, hours string) string {
	w, k := s.Written, s.Kept
	switch w.Rule {
	case "", Load, Able:
	default:
		return what + " does not hold: " + w.Broken + "."
	}
	if s.shown && w.Rule == "" {
		return what + " holds as far as hours go: your own results, not the hours ahead, decide from here on."
	}
	out := what + " does not hold with " + hours + ": " + w.Broken
	if w.Rule == "" {
		out = what + " holds with " + hours + ": about " + w.Range.words() + " on the day"
	}
	if s.share == "" || w.Rule != "" && w.Broken == k.Broken {
		return out + "."
	}
	verdict := map[[2]bool]string{
		{true, true}: "it still does", {true, false}: "it does not", {false, true}: "it does", {false, false}: "it does not either",
	}[[2]bool{w.Rule == "", k.Rule == ""}]
	return out + "; with " + s.share + ", " + verdict + ": " + cmp.Or(k.Broken, "about "+k.Range.words()) + "."
}

package site

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"retake/generator/civil"
	"retake/generator/study"
)

func (sh *sheet) planPage() PlanPage {
	p := sh.Plan
	v := PlanPage{
		Exam: sh.examFact(), Total: length(p.Budget.Total), Assumed: p.Budget.Assumed, GivenUp: tidyAll(p.GivenUp),
		Forecast: sh.forecast(), Working: sh.budgetWorking(), Where: sh.where(),
	}
	v.Hours, v.HoursTotal = sh.hourRows()
	if p.Date.Proposed && p.Date.Date != 0 { // otherwise the fact above says it all
		v.Lead = tidy(p.Date.Why)
	}
	for _, ph := range p.Phases {
		v.Phases = append(v.Phases, Phase{
			Name: ph.Name, Dates: span(ph.From, ph.To), Why: ph.Why,
			Current: ph.From <= p.Today && p.Today <= ph.To, Past: ph.To < p.Today,
		})
	}
	for _, w := range p.Weeks {
		v.Weeks = append(v.Weeks, sh.week(w))
	}
	for _, a := range p.Assumptions {
		v.Assumptions = append(v.Assumptions, Assumption(a))
	}
	return v
}

// hourRows are the domains by time planned, each beside what is spent; then what belongs to no single
// domain, so that the columns add up to the plan's and the weeks' own totals.
func (sh *sheet) hourRows() (rows []HourRow, total HourRow) {
	ds := slices.Clone(sh.Plan.Domains)
	slices.SortStableFunc(ds, func(a, b study.DomainPlan) int { return cmp.Compare(b.Minutes, a.Minutes) })
	b, done, tied := sh.Plan.Budget, civil.Minutes(0), civil.Minutes(0)
	for _, w := range sh.Plan.Weeks {
		done += w.Done
	}
	most := civil.Minutes(1)
	for _, d := range ds {
		tied += d.Spent
		most = max(most, d.Minutes, d.Spent)
	}
	rest := study.DomainPlan{Minutes: b.Total - b.Domains, Spent: max(done-tied, 0)}
	most = max(most, rest.Minutes, rest.Spent)
	row := func(l Link, d study.DomainPlan, note string) HourRow {
		share := func(m civil.Minutes) int { return int(200 * max(m, 0) / most) }
		return HourRow{Link: l, Note: note, Planned: cmp.Or(length(d.Minutes), "none"), Spent: cmp.Or(length(d.Spent), "none yet"), Share: share(d.Minutes), SpentShare: share(d.Spent)}
	}
	for _, d := range ds {
		rows = append(rows, row(sh.link(domainPath(d.Domain), d.Name), d, sh.shareWords(d)))
	}
	if len(ds) > 0 && (rest.Minutes > 0 || rest.Spent > 0) {
		rows = append(rows, row(Link{Text: "Not tied to one domain"}, rest, "full simulations, mixed practice, taking stock"))
	}
	return rows, row(Link{Text: "Altogether"}, study.DomainPlan{Minutes: b.Total, Spent: tied + rest.Spent}, "")
}

// where the time from today to the exam goes.
func (s *site) where() []Fact {
	b := s.Plan.Budget
	var out []Fact
	for _, f := range []Fact{
		{"Study by domain", length(b.Domains), "reading, labs, questions and their review"},
		{"Full simulations", length(b.Simulations), "with their review"},
		{"Taking stock", length(b.Reset), "the first days: report, rules, sources"},
		{"Light review", length(b.Light), "the last days: nothing new"},
	} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

// forecast says in careful words what the hours may bring.
func (s *site) forecast() string {
	b, r := s.Plan.Budget, s.Plan.Readiness
	if b.Forecast <= 0 || b.Total <= 0 {
		return ""
	}
	say := fmt.Sprintf("Today’s estimate over the whole exam is about %s of the questions right. If the hours above are kept, about %s may be expected on the exam day.", percent(b.Now), percent(b.Forecast))
	switch {
	case r.Target <= 0:
	case math.Round(b.Forecast*100) >= math.Round(r.Target): // as printed
		say += fmt.Sprintf(" That is at or above the target of %s.", s.target100())
	default:
		say += fmt.Sprintf(" That is below the target of %s: more hours or a later date would help.", s.target100())
	}
	return say + " It is an estimate of practice results, not a promise and not a score."
}

// budgetWorking says how the hours are shared out.
func (s *site) budgetWorking() Working {
	set, b := s.Plan.Settings, s.Plan.Budget
	return Working{
		Says: "What is missing in a domain shrinks by the same factor with each hour spent there. The hours go where the next hour wins the most points, and every domain keeps a small share so that nothing fades. The forecast is the estimate after those hours.",
		Inputs: []Fact{
			{"A full ordinary week", length(b.PerWeek), ""},
			{"Hours that close 63" + nbsp + "% of a gap", number(set.LearningHours) + nbsp + "h", "learning_hours"},
			{"Share every domain keeps", Weight(100 * set.Maintenance), "maintenance"},
			{"Length of a block", length(civil.Minutes(set.Block)), "block"},
			{"Most study in a day", length(civil.Minutes(set.HardCap)), "hard_cap, simulations included"},
		},
	}
}

func (sh *sheet) weeksPage() WeeksPage {
	v := WeeksPage{Lang: sh.Language}
	for _, w := range sh.Plan.Weeks {
		v.Weeks = append(v.Weeks, sh.week(w))
	}
	for _, n := range sh.lists["weeks"] {
		v.Other = append(v.Other, sh.link(sh.shown[n.File].page, n.Title))
	}
	if n, ok := sh.intro["weeks"]; ok {
		v.Body = sh.body(n, 2)
	}
	return v
}

func (sh *sheet) weekPage(i int) WeekPage {
	w := sh.Plan.Weeks[i]
	v := WeekPage{Week: sh.week(w), Title: fmt.Sprintf("Week %d", w.N), Lang: sh.Language}
	for _, a := range w.Away {
		line := span(a.From, a.To)
		if a.Why != "" {
			line += ": " + a.Why
		}
		v.Away = append(v.Away, line)
	}
	if w.Current {
		v.Mix, v.MixTotal = sh.mix()
	}
	if n, ok := sh.journal[w.N]; ok {
		v.Journal = sh.body(n, 3)
	}
	beside := func(j int) *Link {
		if j < 0 || j >= len(sh.Plan.Weeks) {
			return nil
		}
		n := sh.Plan.Weeks[j].N
		l := sh.link(weekPath(n), fmt.Sprintf("Week %d", n))
		return &l
	}
	v.Prev, v.Next = beside(i-1), beside(i+1)
	return v
}

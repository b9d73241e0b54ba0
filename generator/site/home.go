package site

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/study"
)

func (sh *sheet) homePage() HomePage {
	p := sh.Plan
	v := HomePage{
		Heading: dayMonth(p.Today), Exam: sh.examFact(), Earliest: sh.earliest(), Way: sh.inTheWay(), Lang: sh.Language,
		PlanLink: sh.link("plan.html", "The whole plan"), WayLink: sh.wayLink(),
		RetakeLink: sh.link("retake.html", "Retake rules"), DomainsLink: sh.link("domains/index.html", "All domains"),
	}
	sh.today(&v)
	v.Mix, v.MixTotal = sh.mix()
	if top := sh.ranked(); p.Won == 0 && !p.Date.Passed && !Calm(p) {
		v.Top = sh.rows(top[:min(3, len(top))])
	}
	sh.perspective(&v)
	for _, w := range p.Weeks {
		if w.Current {
			week := sh.week(w)
			v.Week = &week
		}
	}
	if n := sh.home; n != nil {
		v.Note = sh.body(n, 2)
	}
	return v
}

// today fills in what to do on the day, or says why there is nothing, kindly.
func (sh *sheet) today(v *HomePage) {
	p := sh.Plan
	for _, w := range p.Weeks {
		if w.From <= p.Today && p.Today <= w.To {
			v.Blocks, _ = sh.blocksOn(w, p.Today)
		}
	}
	v.Next, v.NextWeek = sh.nextDay()
	switch {
	case p.Won != 0:
		v.State, v.Lead = "passed", p.Readiness.Say+" What you built on the way stays here."
	case p.Date.Passed:
		v.State = "result"
		v.Lead = "The exam day, " + p.Date.Date.Long() + ", is behind you. Write the result down as a new attempt, whatever it was; the plan goes on from there."
	case p.Date.Date == p.Today && p.Date.Date != 0:
		v.State, v.Lead = "exam", "Today is the exam. The work is done: eat, drink, leave early, and read every question twice."
	case len(v.Blocks) > 0:
		v.State = "study"
		if p.Diagnosis.Diagnostic && len(p.Readiness.Simulations) == 0 {
			v.State, v.Lead = "diagnose", "Nothing is known about single domains yet, so the plan starts with one full simulation as a diagnosis."
		}
	case v.Next == nil && Calm(p):
		v.State, v.Lead = "eve", "Nothing is planned before the exam on "+dayMonth(p.Date.Date)+". Rest; lay out what you need."
	case len(p.Weeks) == 0 || v.Next == nil:
		v.State, v.Lead = "none", "Nothing is planned. With an exam date and the hours you have each week, the plan fills in."
	case p.Today < p.Weeks[0].From:
		v.State, v.Lead = "before", "The plan has not started yet. Until then there is nothing you must do."
	default:
		v.State, v.Lead = "off", sh.restWords()
	}
}

func (sh *sheet) restWords() string {
	for _, a := range sh.Record.Away {
		if a.From <= sh.Plan.Today && sh.Plan.Today <= a.To {
			if a.Why != "" {
				return "A day off: " + a.Why + ". The plan has counted it in."
			}
			return "A day off. The plan has counted it in."
		}
	}
	return "No study today. Rest is part of the plan."
}

// nextDay is the first day after today with blocks, and the week it is in.
func (sh *sheet) nextDay() (*Day, *Link) {
	for _, w := range sh.Plan.Weeks {
		for _, b := range w.Blocks {
			if b.Date > sh.Plan.Today {
				day := sh.day(w, b.Date)
				link := sh.link(weekPath(w.N), "Week "+strconv.Itoa(w.N))
				return &day, &link
			}
		}
	}
	return nil, nil
}

// examFact is when the exam is, how sure that is, and how far away.
func (sh *sheet) examFact() Fact {
	d := sh.Plan.Date
	if d.Date == 0 {
		return Fact{"Exam", "no date yet", d.Why}
	}
	f := Fact{Name: "Exam", Value: d.Date.Medium()}
	far := away(sh.Plan.Today, d.Date)
	switch {
	case sh.Plan.Won != 0:
		f.Note = "passed"
	case d.Proposed:
		f.Note = far + ", proposed"
	case d.Booked:
		f.Note = far + ", booked"
	default:
		f.Note = far + ", not booked yet"
	}
	return f
}

// Calm reports whether the work is done: the last, light days before the exam, and its day. A date
// that is only proposed, or that the retake rule does not allow, leaves something to do.
func Calm(p study.Plan) bool {
	r := p.Readiness
	if p.Won != 0 || p.Date.Proposed || p.Date.Date == 0 || p.Date.Date < p.Today || r.First >= 0 && r.First < len(r.Gates) && r.Gates[r.First].Name == "legal" {
		return false
	}
	return p.Date.Date == p.Today || slices.ContainsFunc(p.Phases, func(ph study.Phase) bool {
		return ph.Name == "Taper" && ph.From <= p.Today && p.Today <= ph.To
	})
}

// wayLink leads to what helps with what is in the way: on the last days to the list for the exam.
func (sh *sheet) wayLink() Link {
	for _, n := range sh.lists["checklists"] {
		if Calm(sh.Plan) && strings.Contains(strings.ToLower(path.Base(n.Slug)), "exam") {
			return sh.link(sh.shown[n.File].page, n.Title)
		}
	}
	return sh.link("readiness.html", "Readiness")
}

// inTheWay is the first gate that is not met: what it is, why, and what would meet it.
func (sh *sheet) inTheWay() Fact {
	r := sh.Plan.Readiness
	switch {
	case sh.Plan.Won != 0:
		return Fact{"In the way", "Nothing. You passed.", ""}
	case sh.Plan.Date.Passed:
		return Fact{"Waiting for", "The result of the exam", ""}
	case Calm(sh.Plan) && !sh.Plan.Date.Booked:
		return Fact{"In the way", "Nothing you need to do now", "If the exam is not booked yet, that is the one thing left."}
	case Calm(sh.Plan):
		return Fact{"In the way", "Nothing you need to do now", ""}
	}
	if r.First < 0 || r.First >= len(r.Gates) {
		if len(r.Gates) == 0 {
			return Fact{"In the way", r.Say, ""}
		}
		return Fact{"In the way", "Nothing. All gates are open.", r.Say}
	}
	g := r.Gates[r.First]
	return Fact{"In the way", tidy(g.Why), tidy(g.Next)}
}

// perspective is what has been built since the fail, and the learner's own reasons.
func (sh *sheet) perspective(v *HomePage) {
	t := sh.Plan.Record
	if t.Since != 0 {
		v.Since = t.Since.Medium()
	}
	for _, f := range []struct {
		n         int
		one, many string
	}{
		{t.Questions, "question answered", "questions answered"},
		{t.Simulations, "full simulation", "full simulations"},
		{t.MissesCleared, "miss cleared", "misses cleared"},
	} {
		if f.n > 0 {
			v.Built = append(v.Built, Fact{strings.SplitN(count(f.n, f.one, f.many), nbsp, 2)[1], strconv.Itoa(f.n), ""})
		}
	}
	if m := length(t.Minutes); m != "" {
		v.Built = append([]Fact{{"of study", m, ""}}, v.Built...)
	}
	if n := sh.why; n != nil {
		v.Why = excerpt(n.Title, n.Doc, 220)
		link := sh.link(sh.shown[n.File].page, "Read all of it")
		v.WhyLink = &link
	}
}

// week shows a week with its days.
func (sh *sheet) week(w study.Week) Week {
	v := Week{
		Link: sh.link(weekPath(w.N), fmt.Sprintf("Week %d", w.N)), Dates: span(w.From, w.To), Phase: w.Phase,
		Focus: tidy(w.Focus), Planned: length(w.Planned), Past: w.Past, Exam: w.Exam,
	}
	v.Current = w.Current
	if w.Past || w.Current {
		v.Done = length(w.Done)
	}
	for d := w.From; d <= w.To && d < w.From+7; d++ {
		v.Days = append(v.Days, sh.day(w, d))
	}
	return v
}

func (sh *sheet) day(w study.Week, d civil.Date) Day {
	p := sh.Plan
	v := Day{Name: d.Short(), Today: d == p.Today, Past: d < p.Today}
	v.Blocks, v.Minutes = sh.blocksOn(w, d)
	for _, a := range w.Away {
		if a.From <= d && d <= a.To {
			v.Note = "Day off"
			if a.Why != "" {
				v.Note += ": " + a.Why
			}
		}
	}
	if d == p.Date.Date && d != 0 {
		v.Note = "Exam day"
	}
	return v
}

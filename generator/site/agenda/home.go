// Package agenda fills the pages that say what to do, and when: today, the plan, its weeks, the questions to
// practise, and the rule that says when the exam may be taken again.
//
// Each page is one function of a board.Desk, in a file of its own; ahead has what lies before the learner on the
// page of the plan.
//
// Deliberately absent: what the data say of the learner (room proof), who and what helps (room support), and
// thinking about the plan.
package agenda

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
	"retake/generator/tally"
)

// Home is the page of the day: what to do, when the exam may be, and what stands in the way. After a pass
// the way that led there takes its place.
func Home(dk *board.Desk) view.HomePage {
	p := dk.Plan
	v := view.HomePage{
		Heading: words.DayMonth(p.Today), Exam: examFact(dk), Earliest: earliest(dk.Board), Way: inTheWay(dk), Note: dk.Body, Lang: dk.Language,
		PlanLink: dk.Link("plan.html", "The whole plan"), WayLink: wayLink(dk),
		RetakeLink: dk.Link("retake.html", "Retake rules"), DomainsLink: dk.Link("domains/index.html", "All domains"),
	}
	today(dk, &v)
	if free(v) && !p.Fresh && !board.Undivided(p) && !board.Blank(p) {
		v.Mix, v.MixTotal = dk.Mix()
	}
	if top := dk.Ranked(); !p.Date.Passed && !board.Calm(p) && !board.Undivided(p) && !board.Blank(p) {
		v.Target = dk.Target()
		v.Top = dk.Rows(top[:min(3, len(top))])
	}
	perspective(dk, &v)
	v.Notices = notices(dk)
	if !board.Calm(p) { // on the light days before the exam nothing starts again, and nothing is late
		v.Hard = p.Hard
	}
	if v.Hard != "" && saysBehind(p) {
		v.HardLink = linkAt(dk, "plan.html#ways", "See the four ways")
	}
	for _, w := range p.Weeks {
		if w.Current {
			week := week(dk, w)
			v.Week = &week
		}
	}
	return v
}

// free reports whether no questions are among the blocks shown, so that a mix does not stand beside them as a
// second thing to do next.
func free(v view.HomePage) bool {
	blocks := v.Blocks
	if len(blocks) == 0 && v.Next != nil {
		blocks = v.Next.Blocks
	}
	asks := func(b view.Block) bool { return b.Kind == words.Kind(study.Questions) }
	return !slices.ContainsFunc(blocks, asks)
}

// saysBehind reports whether the day is called hard because the plan is behind, so that this is said already.
func saysBehind(p study.Plan) bool {
	return p.Replan != nil && p.Hard == tally.Lately{Today: p.Today, Behind: true}.Hard()
}

// briefly are the gates in the few words that the first screen of a phone has room for.
var briefly = map[string]string{"legal": "The retake rule", "rule": "Full simulations", "evidence": "The chance of passing", "able": "Work still open"}

// today fills in what to do on the day, or says why there is nothing, kindly.
func today(dk *board.Desk, v *view.HomePage) {
	p := dk.Plan
	for _, w := range p.Weeks {
		if w.From <= p.Today && p.Today <= w.To {
			v.Blocks, _ = blocksOn(dk, w, p.Today)
		}
	}
	v.Next, v.NextWeek = nextDay(dk)
	switch {
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
	case v.Next == nil && board.Calm(p):
		v.State, v.Lead = "eve", "Nothing is planned before the exam on "+words.DayMonth(p.Date.Date)+". Rest; lay out what you need."
	case p.Date.Date == 0 && p.Date.Why != "":
		v.State, v.Lead = "none", words.Tidy(p.Date.Why)
	case len(p.Weeks) == 0 || v.Next == nil:
		v.State, v.Lead = "none", "Nothing is planned. With an exam date and the hours you have each week, the plan fills in."
	case p.Today < p.Weeks[0].From:
		v.State, v.Lead = "before", "The plan has not started yet. Until then there is nothing you must do."
	default:
		v.State, v.Lead = "off", restWords(dk)
	}
}

func restWords(dk *board.Desk) string {
	for _, a := range dk.Record.Away {
		if a.From <= dk.Plan.Today && dk.Plan.Today <= a.To {
			if a.Why != "" {
				return "A day off: " + a.Why + ". The plan has counted it in."
			}
			return "A day off. The plan has counted it in."
		}
	}
	return "No study today. Rest is part of the plan."
}

// nextDay is the first day after today with blocks, and the week it is in.
func nextDay(dk *board.Desk) (*view.Day, *view.Link) {
	for _, w := range dk.Plan.Weeks {
		for _, b := range w.Blocks {
			if b.Date > dk.Plan.Today {
				day := day(dk, w, b.Date)
				link := dk.Link(board.WeekPath(w.N), "Week "+strconv.Itoa(w.N))
				return &day, &link
			}
		}
	}
	return nil, nil
}

// examFact is when the exam is, how sure that is, and how far away.
func examFact(dk *board.Desk) view.Fact {
	d := dk.Plan.Date
	if d.Date == 0 {
		return board.Fact("Exam", "no date yet", d.Why)
	}
	f := view.Fact{Name: "Exam", Value: d.Date.Medium()}
	far := words.Away(dk.Plan.Today, d.Date)
	switch {
	case dk.Plan.Won != 0:
		f.Note = map[bool]string{true: "passed"}[dk.Edition.Sees(view.Bands)]
	case d.Proposed:
		f.Note = far + ", proposed"
	case d.Booked:
		f.Note = far + ", booked"
	default:
		f.Note = far + ", not booked yet"
	}
	return f
}

// wayLink leads to what helps with what is in the way: on the last days to the list for the exam.
func wayLink(dk *board.Desk) view.Link {
	for _, r := range dk.Lists["checklists"] {
		if board.Calm(dk.Plan) && strings.Contains(strings.ToLower(path.Base(r.Path)), "exam") {
			return dk.Link(r.Path, r.Text)
		}
	}
	return dk.Link("readiness.html", "Readiness")
}

// inTheWay is the first gate that is not met: what it is in a few words, then why, and what would meet it.
func inTheWay(dk *board.Desk) view.Fact {
	r := dk.Plan.Readiness
	switch {
	case dk.Plan.Date.Passed:
		return board.Fact("Waiting for", "The result of the exam", "")
	case board.Calm(dk.Plan) && !dk.Plan.Date.Booked:
		return board.Fact("In the way", "Nothing you need to do now", "If the exam is not booked yet, that is the one thing left.")
	case board.Calm(dk.Plan):
		return board.Fact("In the way", "Nothing you need to do now", "")
	}
	if r.First < 0 || r.First >= len(r.Gates) {
		if len(r.Gates) == 0 {
			return board.Fact("In the way", r.Say, "")
		}
		return board.Fact("In the way", "Nothing", words.Tidy("All gates are open. "+r.Say))
	}
	g := r.Gates[r.First]
	return board.Fact("In the way", briefly[g.Name], words.Tidy(strings.TrimSpace(g.Why+" "+g.Next)))
}

// refundSoon is for how many days before its end the refund of a voucher is counted down.
const refundSoon = 21

// notices are what else to know today, a line each: what is in the way of the plan, what ends soon, what to
// practise again, what was reached. On the last days and on the exam's there are none.
func notices(dk *board.Desk) []view.Notice {
	p := dk.Plan
	if board.Calm(p) || p.Date.Passed {
		return nil
	}
	var out []view.Notice
	add := func(say, file, text string) {
		n := view.Notice{Say: words.Tidy(say)}
		if file != "" {
			n.Link = linkAt(dk, file, text)
		}
		out = append(out, n)
	}
	if n := dueToday(p); n > 0 && !p.Fresh {
		add(words.Count(n, "question", "questions")+" to try again today.", "practice.html", "Practice")
	}
	if p.Replan != nil && !p.Fresh && !saysBehind(p) {
		add("You are "+words.Length(p.Replan.Owed)+" behind the plan. Nothing is lost.", "plan.html#ways", "See the four ways")
	}
	if p.Date.Moved != "" && !p.Fresh {
		add("The proposed exam date is now "+p.Date.Date.Medium()+". "+p.Date.Moved, "plan.html", "The plan")
	}
	if p.Date.TooSoon != "" && !p.Fresh {
		say := p.Date.Date.Medium() + " is too soon."
		if p.Date.Better != 0 {
			say += " The plan would take " + p.Date.Better.Medium() + "."
		}
		add(say, "readiness.html", "Why")
	}
	for _, c := range p.Countdowns {
		if c.Name == "Voucher refund" && c.Days <= refundSoon {
			add(fmt.Sprintf("The voucher can be given back until %s, %s. %s", c.Date.Short(), words.Away(p.Today, c.Date), c.Say), "", "")
		}
	}
	if reached := reached(dk.Board); reached != "" {
		add(reached, "progress.html", "Progress")
	}
	return out
}

// linkAt leads to a place of a page: "plan.html#ways".
func linkAt(dk *board.Desk, file, text string) *view.Link {
	file, at, ok := strings.Cut(file, "#")
	link := dk.Link(file, text)
	if ok {
		link.Href += "#" + at
	}
	return &link
}

// dueToday is how many questions are to be met again by today.
func dueToday(p study.Plan) (n int) {
	for _, d := range p.Drill.Due {
		if d.On != 0 && d.On <= p.Today {
			n++
		}
	}
	return n
}

// reached names the milestones of this week; "" if there is none.
func reached(bd *board.Board) string {
	var names []string
	for _, m := range bd.Plan.Milestones {
		if m.Date != 0 && m.Date >= bd.Plan.Today.Monday() && m.Date <= bd.Plan.Today {
			names = append(names, m.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Reached this week: " + words.List(names) + "."
}

// perspective is what has been built since the fail, and the learner's own reasons.
func perspective(dk *board.Desk, v *view.HomePage) {
	if since := dk.Plan.Record.Since; since != 0 {
		v.Since = since.Medium()
	}
	v.Built = dk.SoFar()
	if dk.Why.Path != "" {
		link := dk.Link(dk.Why.Path, "Read all of it")
		v.Why, v.WhyLink = dk.Why.Text, &link
	}
}

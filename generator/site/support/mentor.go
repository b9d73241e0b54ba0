package support

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"retake/generator/cause"
	"retake/generator/civil"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/study"
)

// Mentor is what somebody who helps wants to know, in two minutes. It speaks of the learner to somebody
// else, but for the questions, which are the learner's own.
func Mentor(dk *board.Desk) view.MentorPage {
	p := dk.Plan
	v := view.MentorPage{
		Title: "For the mentor", Body: dk.Body, Lang: dk.Language,
		Lead: mentorLead(dk.Board), Facts: mentorFacts(dk.Board), CauseLink: dk.Link("causes.html", "What speaks for each cause, and what the plan does about it"),
		Links: []view.Link{dk.Link("progress.html", "Progress"), dk.Link("plan.html", "The plan"), dk.Link("simulations.html", "Simulations")},
	}
	d := p.Digest
	if d != nil {
		v.Since, v.Moved, v.Slipped, v.Questions = words.DayMonth(d.Since), told(dk.Board, d.Moved), told(dk.Board, d.Slipped), told(dk.Board, d.Questions)
		if !tellsWork(dk.Board) {
			v.Slipped, v.Questions = nil, nil
		}
		if len(v.Questions) == 0 && p.Won == 0 && !p.Date.Passed && !dk.Edition.Whole() {
			v.Questions = []string{anyWeek}
		}
		if len(v.Moved) == 0 {
			v.Still = "No estimate moved enough to be worth a sentence."
		}
		for i, n := range d.Numbers {
			if i != 1 && !dk.Edition.Sees(view.Log) { // of the three, the second is a result
				continue
			}
			v.Numbers = append(v.Numbers, board.Fact(n.Name, words.Tidy(n.Value), words.Tidy(n.Before)))
		}
		if p.Won != 0 { // in the week of the pass only what moved is worth telling
			v.Slipped, v.Numbers = nil, nil
		}
	} else if p.Won != 0 {
		v.New = "Nothing is asked of you any more. How it went stands on the home page."
	} else if !tellsWork(dk.Board) {
		v.New = "The plan is new."
	} else {
		v.New = "The plan is new. From its second day on, what changed in the week stands here, with three questions to talk about."
	}
	if dk.Path == "index.html" { // of the edition that is made for them
		v.Title, v.Links = "Where things stand", append(weekLink(dk), v.Links...)
	}
	if p.Won != 0 && d == nil && !dk.Edition.Whole() { // whose first page is another one
		v.New = "The plan is over. Nothing is asked of you any more."
	}
	if p.Won != 0 {
		return v
	}
	v.Causes = causeLines(dk.Board)
	if top := dk.Ranked(); !p.Date.Passed && !board.Calm(p) && !board.Undivided(p) && !board.Blank(p) {
		v.Top, v.Target = dk.Rows(top[:min(3, len(top))]), dk.Target()
	}
	if len(p.Domains) > 0 && !board.Blank(p) {
		v.Working = mentorWorking(dk.Board)
	}
	return v
}

// anyWeek is what can always be talked about; it tells nothing.
const anyWeek = "What am I stuck on this week? Ask me, and let me explain it to you."

// tellsWork reports whether an edition tells what was done and how it went: what slipped, and the questions, are made of both.
func tellsWork(bd *board.Board) bool { return bd.Edition.Sees(view.Log) && bd.Edition.Sees(view.Bands) }

// weekLink leads to the current week, if the plan has one.
func weekLink(dk *board.Desk) []view.Link {
	for _, w := range dk.Plan.Weeks {
		if w.Current && dk.Plan.Won == 0 {
			return []view.Link{dk.Link(board.WeekPath(w.N), "This week")}
		}
	}
	return nil
}

// told are sentences without those that tell what the edition does not: what was done, somebody's name, a remark of
// the learner's own.
func told(bd *board.Board, all []string) []string {
	var kept []string
	for _, s := range words.TidyAll(all) {
		if board.Sayable(bd, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// standing says in a few words what the first gate that is not met comes to; for the booking rule atTarget does.
var standing = map[string]string{
	"legal":    "As things stand, the retake rule is in the way.",
	"evidence": "The chance of passing is not yet where the plan wants it.",
	"able":     "The hours ahead are not enough for every part yet.",
}

// atTarget says how far the full practice exams that count have come, by the booking rule.
func atTarget(p study.Plan) string {
	counted, above := 0, 0
	for _, s := range p.Readiness.Simulations {
		if s.Qualifies {
			counted++
		}
		if s.Qualifies && s.Above {
			above++
		}
	}
	switch {
	case counted == 0 && len(p.Readiness.Simulations) == 0:
		return "No full practice exam is logged yet."
	case counted == 0:
		return "None of the full practice exams logged so far counts today."
	case counted == 1:
		return "One full practice exam counts so far, " + map[bool]string{true: "and it is at the target.", false: "and it is below the target."}[above == 1]
	case above == 0:
		return fmt.Sprintf("%d full practice exams count, and none of them has reached the target yet.", counted)
	}
	return fmt.Sprintf("%d full practice exams count, and %d of them reached the target; the booking rule asks for %d in a row.", counted, above, p.Settings.Streak)
}

// mentorLead is where things stand, in two sentences at most.
func mentorLead(bd *board.Board) string {
	p := bd.Plan
	d, r := p.Date, p.Readiness
	switch {
	case p.Won != 0:
		return "Passed on " + p.Won.Long() + "."
	case d.Passed:
		return "The exam was on " + d.Date.Long() + ". The result is not written down yet."
	}
	say := "There is no exam date yet."
	if d.Date != 0 {
		kind := "not booked yet"
		if d.Proposed {
			kind = "proposed by the plan"
		} else if d.Booked {
			kind = "booked"
		}
		say = fmt.Sprintf("The exam is on %s, %s (%s).", words.DayMonth(d.Date), words.Away(p.Today, d.Date), kind)
	}
	switch {
	case board.Calm(p):
		return say + " The work is done; these are the light days before it."
	case r.First >= 0 && r.First < len(r.Gates):
		return say + " " + cmp.Or(standing[r.Gates[r.First].Name], atTarget(p))
	case len(r.Gates) > 0:
		return say + " Everything that speaks for sitting it is there."
	}
	return say
}

// bareFacts are where things stand for an edition that tells no results: when the exam is, and what the days are for.
func bareFacts(bd *board.Board) []view.Fact {
	p := bd.Plan
	if p.Won != 0 || bd.Edition.Sees(view.Bands) {
		return nil
	}
	var out []view.Fact
	if d := p.Date; d.Date != 0 {
		out = append(out, board.Fact("Exam", words.DayMonth(d.Date), words.Away(p.Today, d.Date)))
	}
	for _, ph := range p.Phases {
		if ph.From <= p.Today && p.Today <= ph.To {
			out = append(out, board.Fact("These weeks", ph.Name, "until "+ph.To.Short()+": "+words.Tidy(ph.Why)))
		}
	}
	return out
}

// mentorFacts are the numbers at the top, each with its range.
func mentorFacts(bd *board.Board) []view.Fact {
	p := bd.Plan
	out := bareFacts(bd)
	if board.Blank(p) && p.Won == 0 && bd.Edition.Sees(view.Scores) {
		out = append(out, board.Fact("Questions right today, over the whole exam", "not known yet", "one full practice exam, early on, shows it"))
	} else if o, ok := bd.WholeExam(func(d study.DomainPlan) study.Belief { return d.Belief }); ok && p.Won == 0 && bd.Edition.Sees(view.Scores) {
		f := board.Fact("Questions right today, over the whole exam", "about "+words.Percent(o.Mean), "most likely "+words.Percents(o.Lo, o.Hi))
		if t := bd.Target(); t != "" {
			f.Note += "; the target is " + t
		}
		out = append(out, f)
	}
	if c := p.Readiness.Chance; c != nil && p.Won == 0 && bd.Edition.Sees(view.Scores) {
		out = append(out, board.Fact("Chance of passing", "about "+words.Percent(c.P), fmt.Sprintf("between %s and %s, by %s", words.Whole(c.Lo*100), words.Percent(c.Hi), words.Count(c.N, "simulation", "simulations"))))
	}
	if f, ok := keptFact(bd); ok {
		out = append(out, f)
	}
	if m, ok := nextMeeting(p.Meetings); ok && p.Won == 0 && bd.Edition.Sees(view.People) {
		out = append(out, board.Fact("Next check-in", meetingTime(m), "with "+m.Person+", "+words.Away(p.Today, m.Next)))
	}
	return out
}

// keptFact is what was kept of what was planned, over up to four weeks.
func keptFact(bd *board.Board) (view.Fact, bool) {
	k := bd.Plan.Kept
	if k.PlannedDays == 0 || bd.Plan.Won != 0 || !bd.Edition.Sees(view.Log) {
		return view.Fact{}, false
	}
	f := board.Fact("Study days kept since "+k.From.Short(), fmt.Sprintf("%d of %d", k.KeptDays, k.PlannedDays), "")
	note := []string{cmp.Or(words.Length(k.Done), "nothing") + " of " + words.Length(k.Planned) + " planned"}
	if k.MadeUp > 0 {
		note = append(note, words.Count(k.MadeUp, "day", "days")+" made up on another day")
	}
	f.Note = strings.Join(note, "; ")
	return f, true
}

// nextMeeting is the next fixed talk.
func nextMeeting(ms []study.Meeting) (next study.Meeting, ok bool) {
	for _, m := range ms {
		if m.Next != 0 && (!ok || m.Next < next.Next) {
			next, ok = m, true
		}
	}
	return next, ok
}

// causeLines are the causes by what the data say, in three lines at most. They speak of how it is now.
func causeLines(bd *board.Board) []view.Fact {
	var yes, mended, no []string
	for _, c := range bd.Plan.Causes {
		switch {
		case c.Supported():
			yes = append(yes, c.Title)
		case board.Mended(c):
			mended = append(mended, c.Title)
		case c.Verdict == cause.NotSupported:
			no = append(no, c.Title)
		}
	}
	var out []view.Fact
	for _, l := range []struct {
		name   string
		titles []string
	}{{"The data support", yes}, {"Mended since the exam", mended}, {"The data do not show", no}} {
		if len(l.titles) > 0 {
			out = append(out, board.Fact(l.name, strings.Join(l.titles, ", "), ""))
		}
	}
	return out
}

// mentorWorking says where the numbers at the top come from.
func mentorWorking(bd *board.Board) view.Working {
	w := view.Working{
		Says:    "The share of questions right is estimated in each domain, from the score report and from practice since then, and added up by the domains’ weights. The chance of passing comes from full practice exams under exam conditions only; below two of them there is none. A study day is kept when at least half of its planned time was done; days off are not counted.",
		Formula: "whole exam = sum of weight × estimate over the domains; its range holds the true share in about 8 of 10 such cases",
		Mind:    bd.Mind("One more full practice exam, timed and with books closed, moves these numbers more than anything else."),
	}
	var all []study.Evidence
	for _, d := range bd.Plan.Domains {
		w.Inputs = append(w.Inputs, board.Fact(d.Name, "about "+words.Percent(d.Belief.Mean), "weight "+board.Weight(d.Domain)+", most likely "+words.Percents(d.Belief.Lo80, d.Belief.Hi80)))
		all = append(all, d.Evidence...)
	}
	w.Lines = board.Newest(places(all))
	return w
}

// places are the lines behind some evidence, each once, newest first.
func places(all []study.Evidence) []view.Fact {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b study.Evidence) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line))
	})
	var out []view.Fact
	seen := map[string]bool{}
	for _, e := range all {
		at := words.Place(e.Pos)
		if at == "" || seen[at] || e.Weight == 0 {
			continue
		}
		seen[at] = true
		out = append(out, board.Fact(dated(e.Date, e.What), at, ""))
	}
	return out
}

func dated(d civil.Date, what string) string { return d.Short() + ": " + words.Tidy(what) }

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

// Retrospective is the home page after a pass: the way from the first fail, told once in full. It asks for
// nothing.
func Retrospective(dk *board.Desk) view.RetrospectivePage {
	p := dk.Plan
	v := view.RetrospectivePage{
		Heading: "You passed", Lead: passLead(dk.Board), Way: wayFacts(dk.Board), Built: dk.SoFar(), Sittings: sittings(dk.Board),
		Causes: workedOn(dk.Board), Sources: mostUsed(dk.Board), Kept: keptOverall(dk.Board), Forecasts: cameTrue(dk.Board), Thanks: thanks(dk.Board),
		Working: gainWorking(dk.Board), Track: trackWorking(dk.Board), Note: dk.Body, Lang: dk.Language,
		Command: "retake plan --template DIR", ProgressLink: dk.Link("progress.html", "All of it, week by week"),
	}
	if p.Record.Since != 0 {
		v.Since = p.Record.Since.Medium()
	}
	if p.Diagnosis.Attempt != nil {
		v.Whole, v.Domains = gains(dk)
	}
	if dk.Why.Path != "" {
		link := dk.Link(dk.Why.Path, "Read all of it")
		v.Why, v.WhyLink = dk.Why.Text, &link
	}
	return v
}

// firstFail is the first sitting that was failed before the pass; nil if there was none.
func firstFail(bd *board.Board) *study.Attempt {
	var first *study.Attempt
	for i, a := range bd.Record.Attempts {
		if a.Result == study.Fail && a.At.Date <= bd.Plan.Won && (first == nil || a.At.Date < first.At.Date) {
			first = &bd.Record.Attempts[i]
		}
	}
	return first
}

func passLead(bd *board.Board) string {
	won, first := bd.Plan.Won, firstFail(bd)
	if first == nil {
		return bd.Plan.Exam.Title() + ", on " + won.Long() + "."
	}
	return fmt.Sprintf("%s, on %s: %s after the first attempt went wrong. This is how it went.",
		bd.Plan.Exam.Title(), won.Long(), words.Count(int(won-first.At.Date), "day", "days"))
}

// sat are the sittings up to the pass that came to a result, oldest first.
func sat(bd *board.Board) []study.Attempt {
	var out []study.Attempt
	for _, a := range bd.Record.Attempts {
		if a.At.Date <= bd.Plan.Won && (a.Result == study.Fail || a.Result == study.Pass) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b study.Attempt) int { return cmp.Compare(a.At.Date, b.At.Date) })
	return out
}

// wayFacts count the days and the sittings.
func wayFacts(bd *board.Board) []view.Fact {
	first := firstFail(bd)
	if first == nil {
		return nil
	}
	return []view.Fact{
		board.Fact("days, from the first attempt to the pass", fmt.Sprint(int(bd.Plan.Won-first.At.Date)), ""),
		board.Fact("sittings, the last of them passed", fmt.Sprint(len(sat(bd))), ""),
	}
}

// sittings are the dates, each with its result as printed.
func sittings(bd *board.Board) []view.Fact {
	var out []view.Fact
	for _, a := range sat(bd) {
		out = append(out, board.Fact(a.At.Date.Medium(), words.Sentence(words.Result(a.Result)), words.Score(a.Score, bd.Plan.Exam.Scale)))
	}
	return out
}

// gains are the estimates as of the last failed report beside those of today.
func gains(dk *board.Desk) (*view.Gain, []view.Gain) {
	gain := func(l view.Link, then, now board.Share) view.Gain {
		return view.Gain{Link: l, Then: words.Percent(then.Mean), ThenRange: words.Percents(then.Lo, then.Hi), Now: words.Percent(now.Mean), NowRange: words.Percents(now.Lo, now.Hi)}
	}
	then, ok := dk.WholeExam(func(d study.DomainPlan) study.Belief { return d.Report })
	now, _ := dk.WholeExam(func(d study.DomainPlan) study.Belief { return d.Belief })
	if !ok {
		return nil, nil
	}
	var out []view.Gain
	for _, m := range dk.Plan.Distance.Domains {
		if d, ok := dk.Domain(m.Domain); ok {
			out = append(out, gain(dk.Link(board.DomainPath(d.Domain), d.Name), board.Spread(d.Report), board.Spread(d.Belief)))
		}
	}
	return new(gain(view.Link{Text: "The whole exam"}, then, now)), out
}

// workedOn are the causes for which blocks carried tasks, most tasks first.
func workedOn(bd *board.Board) []view.Fact {
	tasks := map[cause.Name]int{}
	for _, w := range bd.Plan.Weeks {
		for _, b := range w.Blocks {
			for _, x := range b.Extras {
				if b.Date <= bd.Plan.Won {
					tasks[x.Cause]++
				}
			}
		}
	}
	names := slices.DeleteFunc(slices.Clone(cause.Names[:]), func(n cause.Name) bool { return tasks[n] == 0 })
	slices.SortStableFunc(names, func(a, b cause.Name) int { return cmp.Compare(tasks[b], tasks[a]) })
	var out []view.Fact
	for _, n := range names {
		out = append(out, board.Fact(cause.Title(n), words.Count(tasks[n], "task", "tasks"), ""))
	}
	return out
}

// mostUsed are up to five sources by the time logged with them.
func mostUsed(bd *board.Board) []view.Fact {
	type source struct {
		name  string
		spent civil.Minutes
	}
	var list []source
	for _, r := range bd.Record.Resources {
		if spent, _ := use(bd, r.Name); spent > 0 {
			list = append(list, source{r.Name, spent})
		}
	}
	slices.SortStableFunc(list, func(a, b source) int { return cmp.Compare(b.spent, a.spent) })
	var out []view.Fact
	for _, s := range list[:min(5, len(list))] {
		out = append(out, board.Fact(s.name, words.Length(s.spent), ""))
	}
	return out
}

// keptOverall is the study time done of what was planned, over all weeks up to the pass.
func keptOverall(bd *board.Board) string {
	planned, done := civil.Minutes(0), civil.Minutes(0)
	for _, w := range bd.Plan.Weeks {
		if w.From <= bd.Plan.Won {
			planned, done = planned+w.Planned, done+w.Done
		}
	}
	if planned <= 0 || done <= 0 {
		return ""
	}
	if done >= planned {
		return fmt.Sprintf("%s of study, where the plan had %s.", words.Length(done), words.Length(planned))
	}
	return fmt.Sprintf("%s of study out of %s planned. It did not take all of it.", words.Length(done), words.Length(planned))
}

// cameTrue is how the forecasts on the way came out.
func cameTrue(bd *board.Board) []string {
	var out []string
	if say := bd.Plan.Trials.Track.Say(); say != "" {
		out = append(out, words.Tidy(say))
	}
	var told []study.Told
	for _, t := range bd.Plan.Trials.Told {
		if t.On <= bd.Plan.Won && t.CameOn == bd.Plan.Won {
			told = append(told, t)
		}
	}
	tell := func(t study.Told, lead string) string {
		return fmt.Sprintf("%s %s, the chance of passing was put at about %s, between %s and %s.", lead, t.On.Medium(), words.Percent(t.Chance.P), words.Whole(t.Chance.Lo*100), words.Percent(t.Chance.Hi))
	}
	if n := len(told); n > 1 {
		out = append(out, tell(told[0], "First, on"), tell(told[n-1], "Last, on")+" Then you passed.")
	} else if n == 1 {
		out = append(out, tell(told[0], "On")+" Then you passed.")
	}
	return out
}

// thanks names the people who helped.
func thanks(bd *board.Board) string {
	var names []string
	for _, p := range bd.Record.People {
		names = append(names, p.Name)
	}
	if len(names) == 0 {
		return ""
	}
	say, talks := "Thanks to "+words.List(names), 0
	for _, c := range bd.Record.Checkins {
		if c.Date <= bd.Plan.Today {
			talks++
		}
	}
	if talks > 0 {
		say += ", and for " + words.Count(talks, "talk", "talks") + " on the way"
	}
	return say + ". They will be glad to hear of it."
}

// gainWorking says where the two columns of estimates come from.
func gainWorking(bd *board.Board) view.Working {
	w := view.Working{
		Says:    "The first column is what the last failed report alone says, the second is that together with all practice and simulations since. Both are estimates of the share of questions right, on the scale of practice; neither is a score of the exam.",
		Formula: "whole exam = sum of weight × estimate over the domains; each range holds the true share in about 8 of 10 such cases",
	}
	var all []study.Evidence
	for _, d := range bd.Plan.Domains {
		w.Inputs = append(w.Inputs, board.Fact(d.Name, "weight "+board.Weight(d.Domain), ""))
		all = append(all, d.Evidence...)
	}
	w.Lines = board.Newest(places(all))
	return w
}

// trackWorking says which forecasts are meant; nothing if there were none.
func trackWorking(bd *board.Board) view.Working {
	w := view.Working{Says: "Each forecast is made again from what was logged before its day, as the plan showed it then: the next simulation’s result as a range that should hold in 8 of 10 cases, and the chance of passing at the beginning of each week."}
	for _, o := range bd.Plan.Trials.Track.Outcomes {
		f := board.Fact(strings.TrimSpace(o.Came.Source+" "+o.Came.Form), fmt.Sprintf("%s right", words.Percent(o.Came.Percent/100)), "expected "+words.Percents(o.Lo/100, o.Hi/100))
		w.Inputs = append(w.Inputs, f)
		if at := words.Place(o.Came.Pos); at != "" {
			w.Lines = append(w.Lines, board.Fact(o.Came.Date.Short(), at, ""))
		}
	}
	w.Lines = board.Cut(w.Lines)
	return w
}

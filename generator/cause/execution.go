package cause

import (
	"cmp"
	"fmt"
	"slices"

	"retake/generator/fault"
	"retake/generator/stat"
)

// Bounds of the four causes in the exam. Grade: assumption, but for harmful, which is the evidence that
// decades of studies in favour of changing answers make it fair to ask for.
const (
	openShare   = 2   // percent of the questions unanswered
	openLeast   = 2   // and at least so many
	fullTime    = 98  // percent of the time used: it ran out
	lastTimed   = 3   // timed simulations looked at
	lastRated   = 3   // ratings looked at; fewer say nothing
	tense       = 6   // rating from which one was tense
	calm        = 4   // mean rating under which nothing is to be done
	eachLeast   = 2   // of them tense, and as many of them calm
	ratedLeast  = 4   // ratings with results before the two are set against each other
	tenseCost   = 5   // percent points lost in tense simulations
	reasonLeast = 8   // misses with a reason before their shares say anything
	misreadFrom = 25  // percent of the misses
	harmful     = 0.9 // chance that changing answers hurts
	changeLeast = 8   // changes to right or to wrong before it is said that changing does not hurt
)

// outOfTime looks for questions left open and for a clock that ran down, in the newest real attempt and in
// the last timed simulations after it. When as many of these as are looked at had enough time, it is over.
func outOfTime(f *Facts) finding {
	var out finding
	looked := recent(f.Sittings)
	if len(looked) == 0 {
		out.verdict = NoData
		out.say("No timed sitting says how many questions were left unanswered.")
		return out
	}
	var hits []Sitting
	var lines []fault.Pos
	for _, s := range looked {
		out.input(upper(s.What)+", "+s.Date.Medium(), figures(s))
		lines = append(lines, s.Pos)
		if ranOut(s) {
			hits = append(hits, s)
			out.lines = append(out.lines, s.Pos)
		}
	}
	switch {
	case len(hits) == 0:
		out.verdict, out.lines = NotSupported, lines
		out.say("%s", answeredInTime(looked))
	case len(hits) == 1 && hits[0].Real && len(looked) == 1+lastTimed:
		out.verdict, out.lines, out.mended = NotSupported, lines, true
		out.say("On %s, in %s: %s. Mended since: in the last %d timed simulations the time was enough.", hits[0].Date.Medium(), hits[0].What, figures(hits[0]), lastTimed)
	default:
		out.verdict = Supported
		sayRanOut(looked, hits, &out)
	}
	out.rule = paceRule(f)
	return out
}

// paceRule is what the plan does where time runs out.
func paceRule(f *Facts) string {
	const two = "Question blocks run at exam pace, and simulations have a checkpoint at half of the questions and two passes"
	switch {
	case f.ForbidsReview:
		return "Question blocks run at exam pace, and simulations have a checkpoint at half of the questions. One pass only, because this exam does not let you go back."
	case f.HandsOnly:
		return "Blocks of tasks run at exam pace, and simulations have a checkpoint at half of the tasks and two passes."
	case f.Practical:
		return two + ", performance tasks last."
	}
	return two + "."
}

// recent picks the sittings that tell something: the newest real one, then the last timed simulations after
// it, the newest first. What came before the newest real one is past, also where that one tells nothing.
func recent(all []Sitting) []Sitting {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Sitting) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), comparePos(b.Pos, a.Pos))
	})
	var real, out []Sitting
	for _, s := range all {
		switch {
		case s.Real && tells(s):
			real = []Sitting{s}
		case !s.Real && tells(s) && len(out) < lastTimed:
			out = append(out, s)
		}
		if s.Real {
			break
		}
	}
	return append(real, out...)
}

// tells reports whether a sitting says anything on time: a clock that ran down with nothing else known
// does not, because whoever answers everything may use all the time there is.
func tells(s Sitting) bool {
	return s.Unanswered >= 0 || s.Used > 0 && s.Allowed > 0 && (!usedUp(s) || s.Behind != "")
}

func usedUp(s Sitting) bool {
	return s.Used > 0 && s.Allowed > 0 && s.Used*100 >= fullTime*s.Allowed
}

func ranOut(s Sitting) bool {
	return s.Unanswered >= openLeast && s.Unanswered*100 >= openShare*s.Questions ||
		usedUp(s) && (s.Unanswered > 0 || s.Behind != "")
}

// figures are a sitting's numbers on time.
func figures(s Sitting) string {
	text := "unanswered not written"
	switch {
	case s.Unanswered >= 0 && s.Questions > 0:
		text = fmt.Sprintf("%d of %d unanswered", s.Unanswered, s.Questions)
	case s.Unanswered >= 0:
		text = fmt.Sprintf("%d unanswered", s.Unanswered)
	}
	if s.Used > 0 && s.Allowed > 0 {
		text += fmt.Sprintf(", %d of %d minutes used", s.Used, s.Allowed)
	}
	if s.Behind != "" {
		text += ", behind in the " + s.Behind + " quarter"
	}
	return text
}

// sayRanOut tells of the first sitting in which time ran out, and whether the others agree.
func sayRanOut(looked, hits []Sitting, out *finding) {
	first := hits[0]
	out.say("On %s, in %s: %s.", first.Date.Medium(), first.What, figures(first))
	simulations := 0
	for _, s := range looked {
		if !s.Real {
			simulations++
		}
	}
	switch {
	case len(hits) > 1:
		out.say("It shows in %s, too.", count(len(hits)-1, "other sitting"))
	case first.Real && simulations == 1:
		out.say("The timed simulation since then does not show it.")
	case first.Real && simulations > 1:
		out.say("The %d timed simulations since then do not show it.", simulations)
	}
}

// answeredInTime sums up sittings in which nothing ran out.
func answeredInTime(all []Sitting) string {
	if s := all[0]; len(all) == 1 {
		return fmt.Sprintf("On %s, in %s: %s; the time was enough.", s.Date.Medium(), s.What, figures(s))
	}
	most, written := -1, 0
	for _, s := range all {
		most = max(most, s.Unanswered)
		if s.Unanswered >= 0 {
			written++
		}
	}
	switch in := count(written, "sitting"); {
	case most < 0:
		return fmt.Sprintf("There was time left at the end of %d sittings.", len(all))
	case most == 0:
		return "No question was left unanswered in " + in + "."
	default:
		return fmt.Sprintf("At most %s left unanswered in %s.", were(most, "question"), in)
	}
}

// anxiety asks how tense somebody was before simulations, and whether the tense ones came out lower.
func anxiety(f *Facts) finding {
	var out finding
	rated := slices.Clone(f.Anxiety)
	slices.SortFunc(rated, func(a, b Rating) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), comparePos(a.Pos, b.Pos), cmp.Compare(a.Value, b.Value))
	})
	if len(rated) < lastRated {
		out.verdict = NoData
		sayFewRatings(rated, &out)
		return out
	}
	last := rated[len(rated)-lastRated:]
	sum := sayRatings(last, &out)
	opposed := tenseAgainstCalm(rated, &out)
	out.verdict = NotSupported
	switch {
	case sum >= tense*len(last) || opposed:
		out.verdict = Supported
	case sum >= calm*len(last):
		out.say("Some tension is usual, and it does not stand out here.")
	}
	out.rule = "In the 14 days before the exam, the first block of each day begins with five minutes of slow breathing, and every simulation rehearses the routine of the exam day, with a rating before the start."
	return out
}

// sayFewRatings says that there are too few, and which.
func sayFewRatings(rated []Rating, out *finding) {
	values := make([]string, len(rated))
	for i, r := range rated {
		values[i] = fmt.Sprint(r.Value)
		out.lines = append(out.lines, r.Pos)
	}
	switch len(rated) {
	case 0:
		out.say("No rating is logged in the last two months.")
		return
	case 1:
		out.say("One rating, %s of 10, says little: it takes %d.", values[0], lastRated)
	default:
		out.say("The ratings %s of 10 say little yet: it takes %d.", and(values), lastRated)
	}
	out.input("Ratings in the last two months", and(values))
}

// sayRatings names the last ratings and gives their sum.
func sayRatings(last []Rating, out *finding) (sum int) {
	values := make([]string, len(last))
	for i, r := range last {
		sum += r.Value
		values[i] = fmt.Sprint(r.Value)
		out.lines = append(out.lines, r.Pos)
	}
	mean := fmt.Sprint(stat.Round(float64(sum)/float64(len(last)), 1))
	out.input("Last ratings", and(values))
	out.input("Their mean", mean)
	out.say("Your last %d ratings before simulations are %s, a mean of %s of 10.", len(last), and(values), mean)
	return sum
}

// tenseAgainstCalm sets the results of tense simulations against those of the others, and says what came
// of it. It is true when the tense ones are lower by the bound.
func tenseAgainstCalm(rated []Rating, out *finding) bool {
	var sum [2]float64
	var n [2]int
	for _, r := range rated {
		if r.Percent < 0 {
			continue
		}
		group := 0
		if r.Value >= tense {
			group = 1
		}
		sum[group] += r.Percent
		n[group]++
	}
	if n[0] < eachLeast || n[1] < eachLeast || n[0]+n[1] < ratedLeast {
		return false
	}
	calmMean, tenseMean := sum[0]/float64(n[0]), sum[1]/float64(n[1])
	lower := calmMean - tenseMean
	out.input(fmt.Sprintf("Mean result rated %d or more", tense), fmt.Sprintf("%.1f %% (%d)", tenseMean, n[1]))
	out.input(fmt.Sprintf("Mean result rated under %d", tense), fmt.Sprintf("%.1f %% (%d)", calmMean, n[0]))
	switch {
	case lower >= tenseCost:
		out.say("Where the rating was %d or more, the result was about %d points lower than elsewhere (%s against %d); part of that may be chance.", tense, int(lower), count(n[1], "simulation"), n[0])
		for _, r := range rated {
			out.lines = append(out.lines, r.Pos)
		}
		return true
	case lower >= 1:
		out.say("Where the rating was %d or more, the result was about %s lower, too little to tell from chance.", tense, count(int(lower), "point"))
	default:
		out.say("Where the rating was %d or more, the result was no lower.", tense)
	}
	return false
}

// misreading asks how many misses come from the reading of a question or from a term, not from the matter.
func misreading(f *Facts) finding {
	var out finding
	total, misread, term := 0, 0, 0
	for _, r := range f.Reasons {
		if r.Why != "" {
			total += r.N
		}
		switch r.Why {
		case "misread":
			misread += r.N
			out.lines = append(out.lines, r.Pos)
		case "term":
			term += r.N
			out.lines = append(out.lines, r.Pos)
		}
	}
	if total < reasonLeast {
		out.verdict, out.lines = NoData, nil
		out.say("%s a reason so far.", has(total))
		return out
	}
	share := percent(misread+term, total, misreadFrom)
	lo, hi := stat.BetaInterval80(1+float64(misread+term), 1+float64(total-misread-term))
	out.input("Misread", fmt.Sprint(misread))
	out.input("Terms", fmt.Sprint(term))
	out.input("Misses with a reason", fmt.Sprint(total))
	out.input("Likely range of the share", fmt.Sprintf("%.0f to %.0f %%", 100*lo, 100*hi))
	out.say("Of %d misses with a reason in the last two months, %d came from misreading and %d from terms, %d %% together.", total, misread, term, share)
	out.verdict = NotSupported
	if (misread+term)*100 >= misreadFrom*total {
		out.verdict = Supported
	}
	out.rule = "By turns, a question block says how to read the question, or the review after it takes up terms in your own words."
	return out
}

// secondGuessing asks whether this person's changed answers hurt more often than they help.
func secondGuessing(f *Facts) finding {
	var out finding
	c := f.Changes
	if all := c.RW + c.WR + c.WW; all == 0 {
		out.verdict = NoData
		out.say("No changed answers are logged.")
		if f.ForbidsReview {
			out.say("This exam does not let you go back, so little can have been lost that way.")
			out.toLog = "Nothing needs to be logged, unless your practice exams let you go back: then count the changed answers in them."
			out.mind = "Changed answers in practice exams that let you go back."
		}
		return out
	}
	out.lines = []fault.Pos{c.Pos}
	harm := stat.AnswerChangeHarm(c.RW, c.WR)
	chance := int(100*harm + 1e-6) // rounded down, like all shares; an even count is 50
	counted := c.String()
	out.input("Changed answers", counted)
	out.input("Chance that changing hurts you more than it helps", fmt.Sprintf("about %d %%", chance))
	switch {
	case harm >= harmful:
		out.verdict = Supported
		out.say("Changing answers seems to cost you points: %s. The chance that it hurts you more often than it helps is about %d %%.", counted, chance)
	case c.RW+c.WR < changeLeast:
		out.verdict = NoData
		out.say("Too few changes to tell: %s.", counted)
	case c.RW < c.WR:
		out.verdict = NotSupported
		out.say("Changing helped you: %s.", counted)
	default:
		out.verdict = NotSupported
		out.say("Changing is not clearly bad for you: %s. The chance that it hurts you is about %d %%, and only from %d %% on would it count.", counted, chance, int(100*harmful))
	}
	out.rule = "In question blocks and simulations an answer is changed only for a reason that you can name, and each change is logged. Changing is not forbidden: with a reason, it helps most people."
	if f.ForbidsReview {
		out.rule = "This exam does not let you go back, so question blocks and simulations are done without going back, too."
	}
	return out
}

// String is "8 to right, 3 to wrong, 2 without effect in 3 simulations".
func (c Changes) String() string {
	text := fmt.Sprintf("%d to right, %d to wrong", c.WR, c.RW)
	if c.WW > 0 {
		text += fmt.Sprintf(", %d without effect", c.WW)
	}
	if c.Sittings > 0 {
		text += ", in " + count(c.Sittings, "simulation")
	}
	return text
}

package agenda

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"retake/generator/civil"
	"retake/generator/drill"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/stat"
	"retake/generator/study"
)

// Practice is the next questions, and those to meet again.
func Practice(dk *board.Desk) view.PracticePage {
	d, today := dk.Plan.Drill, dk.Plan.Today
	v := view.PracticePage{
		Lead: practiceLead(dk), Won: dk.Passed(), MixWorking: mixWorking(dk), Ahead: questionsAhead(dk, 3), Due: dueGroups(dk), DueSay: drill.WhyRetests + " " + (drill.Miss{}).Task(today), DueWorking: dueWorking(dk),
		Sure: missList(dk, drill.WhyMisconceptions, d.Misconceptions), Lucky: missList(dk, drill.WhyLucky, d.Lucky),
		RepeatsSay: drill.WhyRepeats, Map: gapMap(dk), Balance: words.Tidy(d.Balance.Say), BalanceWorking: balanceWorking(dk),
	}
	if !board.Undivided(dk.Plan) {
		v.Mix, v.MixTotal = dk.Mix()
	}
	if n := len(dk.Record.Misses); n == 0 || dk.Record.Misses[0].Date > today {
		v.Example = today.String()
	}
	for _, r := range d.Repeats {
		var at []string
		for _, m := range r.Misses {
			at = append(at, words.Place(m.Pos))
		}
		say := r.Say()
		if dk.Over() { // the rest says what to do
			say, _, _ = strings.Cut(say, ".")
			say += "."
		}
		v.Repeats = append(v.Repeats, view.Repeat{Objective: words.Objective(r.Objective), Say: say, Places: few(at)})
	}
	v.Reasons, v.ReasonsSay = reasons(d.Reasons)
	v.Guessed, v.GuessedWorking = guessed(dk)
	if dk.Over() { // what the lists are worth asks for something
		v.Sure.Say, v.Lucky.Say, v.RepeatsSay, v.Ahead = "", "", "", nil
	}
	if dk.Over() || board.Calm(dk.Plan) || d.Balance.Answering+d.Balance.Reviewing == 0 {
		v.Balance = ""
	}
	return v
}

// practiceLead is the page in a sentence or two.
func practiceLead(dk *board.Desk) string {
	p := dk.Plan
	switch {
	case p.Won != 0:
		return dk.Passed() + " Nothing here waits for you any more; the lists stay as a record."
	case p.Date.Passed:
		return "The exam day is behind you. Write its result down first: what to practise follows from it."
	case board.Calm(p):
		return "The work is done. A short look at what is listed below is enough, and nothing new."
	}
	now, late := 0, 0
	for _, d := range p.Drill.Due {
		if d.On != 0 && d.On <= p.Today {
			now++
		}
		if d.Overdue > 0 {
			late++
		}
	}
	said := nextQuestions(dk)
	switch {
	case len(p.Drill.Due) == 0:
		return said
	case p.Fresh:
		return said + " The exam is fresh: the questions to try again can wait."
	case now == 0:
		return said + " Nothing is due for another try today."
	case late == 0:
		return said + " " + words.Sentence(words.Count(now, "question is", "questions are")) + " due for another try today."
	case late < now:
		return said + " " + words.Count(now, "question is", "questions are") + " due for another try, " + strconv.Itoa(late) + " of them since before today."
	}
	return said + " " + words.Count(now, "question has", "questions have") + " waited for another try since before today."
}

// nextQuestions says what the plan's next block of questions is about; without one ahead, that the next mix stands
// below.
func nextQuestions(dk *board.Desk) string {
	if ahead := questionsAhead(dk, 1); len(ahead) > 0 {
		b, when, on := ahead[0].Blocks[0], ahead[0].Name, "all domains"
		if ahead[0].Today {
			when = "today"
		}
		if b.Domain != nil {
			on = b.Domain.Text
		}
		if board.Undivided(dk.Plan) {
			return "Next in the plan: " + when + ", " + b.Minutes + " of questions."
		}
		return "Next in the plan: " + when + ", " + b.Minutes + " of questions on " + on + "."
	}
	if _, total := dk.Mix(); total > 0 && !board.Undivided(dk.Plan) {
		return "No block of questions is planned. Where to take the next " + words.Count(total, "question", "questions") + " from stands below."
	}
	return "No practice block is planned yet."
}

// mixWorking says how the next block was mixed.
func mixWorking(dk *board.Desk) view.Working {
	p := dk.Plan
	asked := map[int]int{}
	for _, m := range p.NextBlock {
		asked[m.Domain] = m.Questions
	}
	gap := stat.Gap(math.Max(7, float64(max(p.Date.Days, 0))))
	w := view.Working{
		Says:    "A domain gets more questions the more it weighs, the more is missing there to the target, and the longer ago it was studied.",
		Formula: "Questions in proportion to weight × what is missing to the target (at least 2 points) × staleness, as whole numbers that add up (largest remainder). Staleness is the days since the domain was last studied over the wait below, between ½ and 2; never studied counts as 2.",
		Inputs: []view.Fact{
			board.Fact("Questions in a block", strconv.Itoa(p.Settings.NextQuestions), "next_questions"),
			board.Fact("Target", dk.Target(), ""),
			board.Fact("Wait between two meetings", words.Number(gap)+" days", "by the days to the exam; fewer than 7 count as 7"),
		},
		Mind: dk.Mind("Every new practice set, simulation and study session moves the mix."),
	}
	for _, d := range dk.Ranked() {
		last := "not studied yet"
		if d.LastStudied != 0 {
			last = "last studied " + words.Away(p.Today, d.LastStudied)
		}
		w.Inputs = append(w.Inputs, board.Fact(d.Name, words.Count(asked[d.N], "question", "questions"),
			fmt.Sprintf("weight %s, estimate %s, most likely %s; %s", board.Weight(d.Domain), words.Percent(d.Belief.Mean), words.Percents(d.Belief.Lo80, d.Belief.Hi80), last)))
		if n := len(d.Evidence); n > 0 && d.Evidence[n-1].Pos.File != "" {
			w.Lines = append(w.Lines, board.Line(d.Name, d.Evidence[n-1].Pos, "the newest entry"))
		}
	}
	w.Lines = board.Cut(w.Lines)
	return w
}

// questionsAhead are the next days with blocks of questions, without their other blocks.
func questionsAhead(dk *board.Desk, n int) []view.Day {
	var out []view.Day
	last := civil.Date(0)
	for _, w := range dk.Plan.Weeks {
		for _, b := range w.Blocks {
			if b.Date < dk.Plan.Today || b.Kind != study.Questions {
				continue
			}
			if b.Date != last {
				if len(out) == n {
					return out
				}
				out, last = append(out, view.Day{Name: b.Date.Short(), Today: b.Date == dk.Plan.Today}), b.Date
			}
			day := &out[len(out)-1]
			day.Blocks = append(day.Blocks, dk.Block(b))
		}
	}
	return out
}

// soonDays is for how many days ahead the questions to try again are listed without a fold; mostDue is how many
// of them stand open in all, and in any other list of misses.
const (
	soonDays = 14
	mostDue  = 8
)

// dueGroups are the open misses by when they are to be met again. After the exam none is.
func dueGroups(dk *board.Desk) []view.DueGroup {
	if dk.Over() {
		return nil
	}
	today := dk.Plan.Today
	groups := []view.DueGroup{{Name: "Due before today"}, {Name: "Today"}, {Name: "In the next two weeks"}, {Name: "Later"}, {Name: "No day left before the exam"}}
	for _, d := range dk.Plan.Drill.Due {
		i := 3
		switch {
		case d.On == 0:
			i = 4
		case d.Overdue > 0:
			i = 0
		case d.On <= today:
			i = 1
		case d.On <= today+soonDays:
			i = 2
		}
		groups[i].Items = append(groups[i].Items, due(dk, d))
	}
	left := mostDue
	if dk.Plan.Fresh {
		left = 0
	}
	for i, g := range groups {
		if i == 3 {
			left = 0
		}
		groups[i] = folded(g, left)
		left = max(left-len(groups[i].Items), 0)
	}
	return slices.DeleteFunc(groups, func(g view.DueGroup) bool { return len(g.Items)+len(g.More) == 0 })
}

// folded leaves so many of a group open, and one more rather than a fold for one.
func folded(g view.DueGroup, open int) view.DueGroup {
	if open > 0 && len(g.Items) == open+1 {
		open++
	}
	n := min(open, len(g.Items))
	g.Items, g.More = g.Items[:n:n], g.Items[n:]
	return g
}

// due shows a miss in the list of what to try again. What is to be done with every miss is said above the list,
// and how a day is found below it: only what is due now says why now.
func due(dk *board.Desk, d study.Due) view.Due {
	v := missed(dk, d.Miss)
	if d.On != 0 {
		v.When = "due " + d.On.Short() + ", " + words.Away(dk.Plan.Today, d.On)
	}
	if d.On <= dk.Plan.Today || d.Sooner {
		v.Because = words.Tidy(d.Because())
	}
	if d.Rights == 0 {
		v.Left = ""
	}
	if v.Task == (drill.Miss{}).Task(dk.Plan.Today) {
		v.Task = ""
	}
	return v
}

// missed is a miss with what to do about it: nothing, once the exam is over.
func missed(dk *board.Desk, m study.Miss) view.Due {
	today := dk.Plan.Today
	v := view.Due{
		Miss:  view.Miss{Date: m.Date.Short(), Objective: words.Sentence(words.Objective(m.Objective)), Why: words.Reason(m.Why), Note: m.Note},
		Place: words.Place(m.Pos),
	}
	if !dk.Over() || !m.Open(today) {
		v.Left, v.Task = words.Sentence(m.Left(today)), m.Task(today)
	}
	return v
}

// missList are misses of one kind. A task that is the same as the one above is said once.
func missList(dk *board.Desk, say string, ms []study.Miss) view.DueGroup {
	g, said := view.DueGroup{Say: say}, ""
	for _, m := range ms {
		v := missed(dk, m)
		if v.Task == said {
			v.Task = ""
		} else {
			said = v.Task
		}
		g.Items = append(g.Items, v)
	}
	return folded(g, mostDue)
}

// dueWorking says how the days were found.
func dueWorking(dk *board.Desk) view.Working {
	w := view.Working{
		Says:    "A question is met again after a wait that suits the days left to the exam, counted from the day it was last met. While it waits the day stays, unless the exam moves.",
		Formula: "Wait = 0.30 × days to the exam × (days to the exam ÷ 7) to the power of −0.35, rounded, a day at least: a curve through the best waits of Cepeda 2008. It is shorter where right on two days would no longer fit before the last two days.",
		Mind:    dk.Mind("The day after you got it right again, added to “cleared” of that entry; or another exam date."),
	}
	if d := dk.Plan.Date; d.Date > dk.Plan.Today {
		w.Inputs = append(w.Inputs, board.Fact("Exam", d.Date.Medium(), words.Away(dk.Plan.Today, d.Date)))
	} else {
		w.Inputs = append(w.Inputs, board.Fact("Exam", "no date ahead", "counted as 30 days"))
	}
	open, first := 0, 0
	for _, d := range dk.Plan.Drill.Due {
		if open++; d.Rights > 0 {
			first++
		}
	}
	w.Inputs = append(w.Inputs, board.Fact("Open", words.Count(open, "question", "questions"), fmt.Sprintf("%d of them right once", first)))
	return w
}

// fewReasons is below how many questions the order of the reasons is called chance (a judgement).
const fewReasons = 20

// reasons are why questions went wrong, each with its part of all that have a reason.
func reasons(in []study.ReasonCount) (out []view.Reason, say string) {
	all := 0
	for _, r := range in {
		all += r.N
	}
	for _, r := range in {
		out = append(out, view.Reason{Text: words.Sentence(words.Reason(r.Why)), Count: fmt.Sprintf("%d of %d", r.N, all), Share: int(math.Round(200 * r.Share))})
	}
	if all > 0 && all < fewReasons {
		say = "With so few questions the order may be chance."
	}
	return out, say
}

// recentGuesses is over how many days lucky answers are added up.
const recentGuesses = 30

// guessed sums the right answers of the last days that were guesses; "" if none is logged.
func guessed(dk *board.Desk) (string, view.Working) {
	right, lucky := 0, 0
	var at []fault.Pos
	for _, p := range dk.Record.Practice {
		if p.Date > dk.Plan.Today || p.Date <= dk.Plan.Today-recentGuesses {
			continue
		}
		if right, lucky = right+p.Right, lucky+p.Guessed; p.Guessed > 0 {
			at = append(at, p.Pos)
		}
	}
	if lucky == 0 {
		return "", view.Working{}
	}
	slices.Reverse(at)
	return fmt.Sprintf("In the last %d days you answered %s right; %d of these were guesses.", recentGuesses, words.Count(right, "question", "questions"), lucky), view.Working{
		Says: "The sum of “right” and of “guessed” over the practice sets of these days. Sets without “guessed” count as having none.", Lines: dk.Entries(at),
		Mind: dk.Mind("More sets logged with “guessed”."),
	}
}

// gapMap are the domains with what is open in each objective; after a pass, with what went wrong there.
func gapMap(dk *board.Desk) []view.MapRow {
	var out []view.MapRow
	for _, r := range dk.Plan.Drill.Map {
		row := view.MapRow{Link: view.Link{Text: "Of no single domain"}}
		if l := dk.DomainLink(r.Domain); l != nil {
			row.Link = *l
		}
		var quiet []string
		for _, c := range r.Cells {
			if c.Open+c.Closed == 0 && !c.Listed {
				quiet = append(quiet, words.Objective(c.Objective))
				continue
			}
			name := words.Objective(c.Objective)
			if c.Objective.Minor == 0 {
				name = "No objective named"
			}
			cell := view.MapCell{Objective: name, Say: c.Say(), Open: c.Open > 0, Listed: c.Listed}
			if dk.Plan.Won != 0 {
				cell.Say, cell.Open = missedWords(c), false
			}
			row.Cells = append(row.Cells, cell)
		}
		switch {
		case (dk.Plan.Won != 0 || board.Undivided(dk.Plan)) && len(row.Cells) == 0:
			continue
		case dk.Plan.Won != 0: // what is not logged is not asked for
		case len(row.Cells)+len(quiet) == 0:
			row.Quiet = "all of it"
		default:
			row.Quiet = words.List(quiet)
		}
		out = append(out, row)
	}
	return out
}

// missedWords count what went wrong in an objective, once nothing of it waits any more.
func missedWords(c drill.Cell) string {
	var parts []string
	if n := c.Open + c.Closed; n > 0 {
		parts = append(parts, fmt.Sprintf("%d missed", n))
	}
	switch {
	case c.Closed > 0 && c.Open == 0:
		parts = append(parts, "right again later")
	case c.Closed > 0:
		parts = append(parts, fmt.Sprintf("%d right again later", c.Closed))
	}
	if c.Listed {
		parts = append(parts, "on your report")
	}
	return strings.Join(parts, ", ")
}

// balanceWorking says how time for answering was set against time for going through.
func balanceWorking(dk *board.Desk) view.Working {
	b := dk.Plan.Drill.Balance
	count := map[study.Kind]int{}
	for _, w := range dk.Plan.Weeks {
		for _, x := range w.Blocks {
			if x.Date >= dk.Plan.Today && x.Domain != 0 {
				count[x.Kind]++
			}
		}
	}
	row := func(name string, m civil.Minutes, kind study.Kind) view.Fact {
		value := words.Length(m)
		if value == "" {
			value = "none"
		}
		return board.Fact(name, value, "in "+words.Count(count[kind], "block", "blocks"))
	}
	return view.Working{
		Says:    "Both are planned to be alike, because questions without a look back hardly help with new ones (Pan and Rickard 2018). That they should be exactly alike is a judgement.",
		Formula: "Blocks from today to the exam that belong to one domain: practice questions against review of mistakes. They count as alike within one block of 50 min.",
		Inputs:  []view.Fact{row("Answering", b.Answering, study.Questions), row("Going through them", b.Reviewing, study.Review)},
		Mind:    dk.Mind("Other hours in plan.toml, another exam date, or pinned blocks."),
	}
}

// few lists places, not more than stand well in a line.
func few(at []string) string {
	if len(at) > 4 {
		return strings.Join(at[:4], "; ") + fmt.Sprintf("; and %d more", len(at)-4)
	}
	return strings.Join(at, "; ")
}

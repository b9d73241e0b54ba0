package proof

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/figure"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/stat"
	"retake/generator/study"
	"retake/generator/trial"
)

// Simulations is everything about full practice exams: those ahead, those behind, and what they say.
func Simulations(dk *board.Desk) view.SimulationsPage {
	p := dk.Plan
	v := view.SimulationsPage{
		Lead: nextSimulation(dk), Count: countWords(dk), Target: dk.Target(), Pass: words.Percent(p.Readiness.Pass / 100), PassNote: passNote(p),
		Rules: rules(dk), RulesWorking: rulesWorking(dk), ReadyLink: dk.Link("readiness.html", "Readiness"),
		Scores: figure.Scores(dk.Board), Pace: pace(dk), Pressure: pressure(dk), Gap: gap(dk),
	}
	for _, s := range slices.Backward(p.Trials.Views) {
		v.Sims = append(v.Sims, sim(s))
	}
	if len(p.Trials.Views) == 0 && p.Won == 0 {
		v.Example = simulationExample(p)
	}
	if len(p.Trials.Planned) > 0 {
		v.Planned, v.SpacingWorking = planned(dk), spacingWorking(dk)
		v.Spacing = "Full simulations belong to the last two to three weeks, further apart at first and closer as the exam nears. The last is at least 3 days before it, so that there is time to go through it and to rest."
	}
	return v
}

// likeThis is how a simulation of the exam's own length may be logged: somewhat below most pass marks, in somewhat
// less than the time, the first quarters slower than the last. Where a length is not known, a usual one stands.
func likeThis(p study.Plan) (right, of int, quarters [4]int) {
	if of = p.Exam.Questions; of == 0 {
		of = int(cmp.Or(math.Round(p.FullSet), float64(p.Settings.DefaultQs)))
	}
	minutes := float64(cmp.Or(int(p.Exam.Minutes), p.Settings.DefaultMinutes))
	for i, part := range []float64{0.23, 0.46, 0.7, 0.94} {
		quarters[i] = int(math.Round(part * minutes))
	}
	return int(math.Round(0.7 * float64(of))), of, quarters
}

// simulationExample is an entry to write into log.toml.
func simulationExample(p study.Plan) string {
	right, of, quarters := likeThis(p)
	return fmt.Sprintf("[[simulation]]\ndate = %s\nsource = \"Provider B\"\nform = \"1\"\nright = %d\nof = %d\nminutes = %d\ntimed = true\nclosed_book = true", p.Today, right, of, quarters[3])
}

// paceExample are the lines of such an entry that tell the pace.
func paceExample(p study.Plan) string {
	_, _, q := likeThis(p)
	return fmt.Sprintf("minutes = %d\nquarters = [%d, %d, %d, %d]\nunanswered = 0", q[3], q[0], q[1], q[2], q[3])
}

// nextSimulation says when the next one is, or why there is none.
func nextSimulation(dk *board.Desk) string {
	p := dk.Plan
	switch {
	case p.Won != 0:
		return "You passed. Your simulations stay here as a record."
	case p.Date.Passed:
		return "The exam day is behind you, and no simulation is planned. The result of the exam comes first."
	case len(p.Trials.Planned) > 0:
		next := p.Trials.Planned[0]
		say := "The next one is on " + words.DayMonth(next.Date) + ", " + words.Away(p.Today, next.Date)
		if at := next.Start.String(); at != "" && dk.Edition.Sees(view.Times) {
			say += ", at " + at
		}
		return say + ". It takes " + words.Length(next.Minutes) + "."
	case board.Calm(p):
		return "No more simulations: these last days are for light review and rest."
	case p.Date.Date == 0:
		return "None is planned yet: the plan places them once there is an exam date."
	}
	return "None is planned before the exam. A free window long enough for the whole exam, at least 3 days before it, makes room for one."
}

// countWords say how many count, and how far that goes towards the booking rule.
func countWords(dk *board.Desk) string {
	p := dk.Plan
	views, counted := p.Trials.Views, 0
	for _, v := range views {
		if v.Qualifies {
			counted++
		}
	}
	switch {
	case p.Won != 0:
		return fmt.Sprintf("%d logged in all.", len(views))
	case len(views) == 0:
		return "None is logged yet. The first full one is worth a lot: it shows where you stand."
	case counted == 0:
		return fmt.Sprintf("%d logged so far; none of them counts today. Below each one it says why.", len(views))
	}
	row := trial.InARow(views, p.Settings.Streak)
	return fmt.Sprintf("Of %d logged, %s today. In a row at the target of %s: %d of the %d that the booking rule asks for.",
		len(views), map[bool]string{true: "1 counts", false: fmt.Sprintf("%d count", counted)}[counted == 1], dk.Target(), row, p.Settings.Streak)
}

// planned are the simulations ahead. How many days the spacing rule asks for is counted from the one before.
func planned(dk *board.Desk) *view.Table {
	t := &view.Table{Label: "Planned simulations", Head: []string{"Day", "After the one before", "Before the exam"}}
	for _, s := range dk.Plan.Trials.Planned {
		row := view.TableRow{Link: view.Link{Text: oneLine(s.Date)}}
		if dk.Edition.Sees(view.Times) {
			row.Note = s.Start.String()
		}
		if s.Pinned {
			row.Note = strings.TrimPrefix(row.Note+", pinned by you", ", ")
		}
		for _, w := range dk.Plan.Weeks {
			if w.From <= s.Date && s.Date <= w.To {
				row.Href = dk.To(board.WeekPath(w.N))
			}
		}
		after := view.Fact{Value: "the first"}
		if s.After > 0 {
			after.Value = words.Count(s.After, "day", "days")
		}
		if s.After > 0 && s.After <= 21 { // further back, there is no spacing to speak of
			after.Note = fmt.Sprintf("by the rule about %d", asked(s.After+s.Before))
		}
		row.Cells = []view.Fact{after, {Value: words.Count(s.Before, "day", "days")}}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// asked is how many days the spacing rule leaves after a simulation so many days before the exam.
func asked(before int) int { return int(math.Round(max(2, stat.Gap(float64(before))))) }

func spacingWorking(dk *board.Desk) view.Working {
	w := view.Working{
		Says:    "The best distance between two tests grows with the time until the exam, but more slowly. It is counted back from the exam; each simulation then goes to the nearest day with a window long enough.",
		Formula: "days apart = 0.30 × days to the exam × (days to the exam ÷ 7) to the power −0.35, and at least 2",
		Mind:    dk.Mind("Another exam date, longer free windows on other days, or a simulation that you pin in plan.toml."),
	}
	for _, n := range []int{21, 14, 7} {
		w.Inputs = append(w.Inputs, board.Fact(fmt.Sprintf("%d days before the exam", n), "about "+words.Count(asked(n), "day", "days")+" apart", ""))
	}
	return w
}

// rules say in words when a simulation counts.
func rules(dk *board.Desk) []string {
	p, set := dk.Plan, dk.Plan.Settings
	full := fmt.Sprintf("Full length: at least %d of the exam’s %d questions.", atLeast(p.FullSet), p.Exam.Questions)
	if p.Exam.Questions == 0 {
		full = fmt.Sprintf("Full length: how many questions the exam has is not known here, so %d are enough. If you know it, write questions into exam.toml.", atLeast(p.FullSet))
	}
	out := []string{
		full, "Against the clock, in the exam’s own time.", "Books closed, but for what the exam itself allows.",
		"Unseen: the same form of the same source again is good training, shown here and not counted.",
		fmt.Sprintf("Recent: at most %d days old.", set.Recent),
	}
	if a := p.Diagnosis.Attempt; a != nil {
		out = append(out, "After the last attempt, "+a.At.Date.Medium()+".")
	}
	return out
}

// atLeast is how many questions make a full simulation: a tenth may be missing.
func atLeast(full float64) int { return int(math.Ceil(0.9*full - 1e-9)) }

func rulesWorking(dk *board.Desk) view.Working {
	p, set := dk.Plan, dk.Plan.Settings
	w := view.Working{
		Says: "Each simulation is held against the list above; the first thing that does not fit is the reason shown. The booking rule then looks at the last ones that count, without a gap.",
		Inputs: []view.Fact{
			board.Fact("Counts for", words.Count(set.Recent, "day", "days"), "recent"),
			board.Fact("In a row at the target", fmt.Sprint(set.Streak), "streak"),
		},
		Lines: dk.Written(simPlaces(p.Trials.Views)),
		Mind:  dk.Mind("One more full simulation of a new form, timed and with books closed."),
	}
	if p.Readiness.Target > 0 {
		w.Inputs = append(w.Inputs, board.Fact("Target", dk.Target(), fmt.Sprintf("pass mark %s plus %s, buffer", words.Percent(p.Readiness.Pass/100), words.Distance(set.Buffer))))
	}
	if p.Won != 0 {
		return w
	}
	for _, v := range p.Trials.Views {
		if v.Qualifies {
			w.Mind += " The oldest that counts now stops counting on " + (v.Date + civil.Date(set.Recent) + 1).Medium() + "."
			break
		}
	}
	return w
}

// pace is how the time was used, a row for each quarter, a column for each of the last simulations.
func pace(dk *board.Desk) view.Finding {
	x := dk.Plan.Trials.Paces
	switch {
	case x == nil && dk.Plan.Won != 0:
		return view.Finding{Say: "No timed simulation says how long it took."}
	case x == nil:
		return view.Finding{
			Say:     "No timed simulation says how long it took. Write the minutes and, if you can, those used up after each quarter of the questions.",
			Example: paceExample(dk.Plan),
		}
	}
	says, formula := "Nine tenths of the time are spread evenly over the questions; the last tenth stays for going back over answers, so the last checkpoint is the whole time.", "0.9 × time × quarter ÷ 4, at the end the whole time"
	if dk.Plan.Exam.ForbidsReview {
		says, formula = "The time is spread evenly over the questions: this exam does not let you go back, so none is kept for that.", "time × quarter ÷ 4"
	}
	f := view.Finding{Say: words.Tidy(x.Say()), Chart: figure.Pace(dk.Board), Table: paceTable(x), Working: view.Working{
		Says:    says + " A quarter is over when it took longer than its checkpoint. Forms seen before are left out: they go faster.",
		Formula: "checkpoint = " + formula + ", in whole minutes; longer or shorter simulations in proportion",
		Inputs: []view.Fact{
			board.Fact("The exam gives", words.Length(dk.Plan.Exam.Minutes)+" for "+words.Count(dk.Plan.Exam.Questions, "question", "questions"), words.Whole(x.Given)+" seconds each"),
		},
		Mind: dk.Mind("The next timed simulation, with its quarters written down."),
	}}
	var at []fault.Pos
	for _, p := range slices.Backward(x.Last) {
		at = append(at, p.Pos)
	}
	f.Working.Lines = dk.Written(at)
	return f
}

func paceTable(x *trial.Paces) *view.Table {
	t := &view.Table{Label: "Pace by quarter", Head: []string{"Up to the end of"}}
	for _, name := range []string{"first quarter", "second quarter", "third quarter", "last quarter"} {
		t.Rows = append(t.Rows, view.TableRow{Link: view.Link{Text: name}})
	}
	each := view.TableRow{Link: view.Link{Text: "seconds each"}}
	open := view.TableRow{Link: view.Link{Text: "no answer"}}
	for _, p := range x.Last {
		t.Head = append(t.Head, p.Date.Short())
		for i := range t.Rows {
			cell := view.Fact{Value: "–"}
			if i < len(p.Quarters) {
				q := p.Quarters[i]
				cell = board.Fact("", words.Length(q.Used), "on time ("+words.Length(q.By)+")")
				if q.Over {
					cell.Note = words.Length(q.Used-q.By) + " over"
				}
			}
			t.Rows[i].Cells = append(t.Rows[i].Cells, cell)
		}
		each.Cells = append(each.Cells, known(p.Used > 0, words.Whole(p.Used)))
		open.Cells = append(open.Cells, known(p.Unanswered >= 0, fmt.Sprint(p.Unanswered)))
	}
	if x.Measured == 0 {
		t.Head[0], t.Rows = "Simulation of", nil
	}
	if t.Rows = append(t.Rows, each); x.Unanswered >= 0 {
		t.Rows = append(t.Rows, open)
	}
	return t
}

// known is a cell, a dash where the log does not say.
func known(ok bool, s string) view.Fact {
	if !ok {
		s = "–"
	}
	return view.Fact{Value: s}
}

// pressure is what exam conditions change.
func pressure(dk *board.Desk) view.Finding {
	x, set := dk.Plan.Trials.Pressure, dk.Plan.Settings
	switch {
	case x == nil && dk.Plan.Won != 0:
		return view.Finding{Say: "Not known: no two results could be set beside each other."}
	case x == nil:
		return view.Finding{Say: "Not known yet. It takes one result under exam conditions and one without the clock or with books open, at most 3 weeks apart, both on new questions."}
	}
	t := &view.Table{Label: "Pairs of results", Head: []string{"Exam conditions", "Casual", "Difference"}}
	f := view.Finding{Say: words.Tidy(x.Say()), Table: t, Working: view.Working{
		Says:    "Each result under exam conditions is set beside the nearest casual one, at most 3 weeks away, each used once. The range holds the true difference in about 8 of 10 such cases. What you learned between the two is not taken out.",
		Formula: "average of (exam conditions − casual); range = average ± 1.28 × √(sum of (form² + luck²)) ÷ number of pairs",
		Inputs: []view.Fact{
			board.Fact("Average difference", signed(x.Mean)+" points", words.Tidy(fmt.Sprintf("%s to %s", signed(x.Lo), signed(x.Hi)))),
			board.Fact("Difference between forms", "give or take "+words.Distance(set.FormSpread), "form_spread"),
		},
		Mind: dk.Mind("More pairs. With one pair luck is most of the difference; it takes about five to tell a difference of 5 points from none."),
	}}
	var at []fault.Pos
	for _, p := range x.Pairs {
		t.Rows = append(t.Rows, view.TableRow{
			Link: view.Link{Text: words.Percent(p.Exam.Percent() / 100)}, Note: simName(p.Exam),
			Cells: []view.Fact{board.Fact("", words.Percent(p.Casual.Percent()/100), simName(p.Casual)), board.Fact("", signed(p.Difference), "")},
		})
		at = append(at, p.Exam.Pos, p.Casual.Pos)
	}
	f.Working.Lines = dk.Written(at)
	return f
}

// mostLeft is how many results that were left out are named one by one.
const mostLeft = 6

// gap is how practice compares with the real exam.
func gap(dk *board.Desk) view.Finding {
	x, set := dk.Plan.Trials.Gap, dk.Plan.Settings
	var f view.Finding
	for i, u := range dk.Plan.Trials.Unused {
		if i == mostLeft {
			f.Left = append(f.Left, fmt.Sprintf("And %d more.", len(dk.Plan.Trials.Unused)-mostLeft))
			break
		}
		f.Left = append(f.Left, words.Tidy(u.Say()))
	}
	f.Working = view.Working{
		Says:    "Each exam is set beside the simulations between the exam before and it, as far as its report tells how many answers were right. One exam is partly luck, so the difference counts only in part: the surer it is, the more. A scaled score is never turned into percent.",
		Formula: "reckoned with = assumed + share × (seen − assumed); share = person² ÷ (person² + luck²)",
		Inputs: []view.Fact{
			board.Fact("Assumed before any exam", signed(set.PracticeBias)+" points", "practice_bias"),
			board.Fact("From person to person", "give or take "+words.Distance(set.TransferSpread), "transfer_spread"),
			board.Fact("Difference between forms", "give or take "+words.Distance(set.FormSpread), "form_spread"),
		},
		Mind: dk.Mind("A real exam whose report gives percent or counts, with a full simulation in the weeks before it."),
	}
	switch {
	case x == nil && dk.Plan.Won != 0:
		f.Say = "Not known from your own exams, so the plan assumed it."
		return f
	case x == nil:
		f.Say, f.Working.Inputs = assumedGap(dk), append(reckoned(dk), f.Working.Inputs...)
		return f
	}
	f.Say = words.Tidy(x.Say())
	f.Table = &view.Table{Label: "Exams and the simulations before them", Head: []string{"Exam", "In the exam", "In practice before", "Difference"}}
	f.Working.Inputs = append([]view.Fact{board.Fact("Reckoned with", signed(x.Bias)+" points", signed(x.Lo)+" to "+signed(x.Hi))}, f.Working.Inputs...)
	var at []fault.Pos
	for _, o := range x.Observed {
		f.Working.Inputs = append(f.Working.Inputs, board.Fact("Luck in the comparison of "+o.Date.Medium(), "give or take "+words.Distance(stat.Round(o.Noise, 0)), "forms and numbers of questions"))
		real, diff := words.Percent(o.Real/100), signed(o.Gap)
		if o.Below {
			real, diff = "below "+words.Percent(dk.Plan.Readiness.Pass/100), "not known"
		}
		f.Table.Rows = append(f.Table.Rows, view.TableRow{
			Link: view.Link{Text: o.Date.Medium()}, Note: o.What,
			Cells: []view.Fact{{Value: real}, board.Fact("", words.Percent(o.Practice/100), words.Count(o.N, "simulation", "simulations")), {Value: diff}},
		})
		at = append(at, o.Pos)
	}
	f.Working.Lines = dk.Written(at)
	return f
}

// assumedGap says what is taken for the step to the real exam while the learner's own exams do not tell.
func assumedGap(dk *board.Desk) string {
	c := dk.Plan.Readiness.Chance
	if c == nil {
		return "Not known from your own exams yet. Once two simulations count, the plan assumes a step, and says here which."
	}
	step := "like your simulations"
	if b := stat.Round(c.Bias, 0); b != 0 {
		step = words.Distance(math.Abs(b)) + map[bool]string{true: " below", false: " above"}[b < 0] + " your simulations"
	}
	return "Not known from your own exams yet, so it is assumed: the real exam comes out " + step + ", " + straying(*c) + "."
}

// reckoned is the step to the real exam behind the chance of passing; nothing while there is none.
func reckoned(dk *board.Desk) []view.Fact {
	if c := dk.Plan.Readiness.Chance; c != nil {
		return step(dk, *c)
	}
	return nil
}

// signed writes points with their side: "+3", "−4", "0".
func signed(x float64) string {
	switch s := words.Whole(math.Abs(x)); {
	case s == "0":
		return s
	case x < 0:
		return "−" + s
	default:
		return "+" + s
	}
}

// oneLine keeps a day of a table on one line.
func oneLine(d civil.Date) string { return strings.ReplaceAll(d.Short(), " ", words.NBSP) }

// simName names a simulation: day, source and form.
func simName(s study.Simulation) string {
	return strings.TrimSuffix(s.Date.Short()+", "+strings.TrimSpace(s.Source+" "+s.Form), ", ")
}

// simPlaces are where simulations are written, the newest first.
func simPlaces(views []study.SimulationView) []fault.Pos {
	var out []fault.Pos
	for _, v := range slices.Backward(views) {
		out = append(out, v.Pos)
	}
	return out
}

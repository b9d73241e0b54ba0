package proof

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"retake/generator/civil"
	"retake/generator/fault"
	"retake/generator/site/board"
	"retake/generator/site/figure"
	"retake/generator/site/view"
	"retake/generator/site/words"
	"retake/generator/stat"
	"retake/generator/study"
)

// Progress is how far it has come since the fail, and how well past forecasts did.
func Progress(dk *board.Desk) view.ProgressPage {
	p := dk.Plan
	v := view.ProgressPage{
		Since: p.Record.Since.Medium(), Target: dk.Target(), Built: built(dk), BuiltWorking: builtWorking(dk),
		Kept: kept(dk), Track: track(dk), Told: told(dk), SimulationsLink: dk.Link("simulations.html", "Simulations"),
	}
	v.Lead, v.Remark = progressLead(dk)
	if p.Distance.Since != 0 && len(p.Domains) > 0 && !board.Blank(p) {
		distance(dk, &v)
	}
	if d := p.Digest; d != nil {
		v.CrossedSince = words.DayMonth(d.Since)
		for _, n := range d.Crossed {
			if l := dk.DomainLink(n); l != nil {
				v.Crossed = append(v.Crossed, *l)
			}
		}
	}
	steps(dk, &v)
	return v
}

// progressLead is the page in a sentence: where the estimate stood after the fail, and where it stands.
func progressLead(dk *board.Desk) (lead, remark string) {
	p, d := dk.Plan, dk.Plan.Distance
	if p.Won != 0 {
		return dk.Passed() + " What you built on the way stays here.", ""
	}
	if d.Since == 0 || len(p.Domains) == 0 {
		return "What you build shows here as you log it. A missed day takes nothing away.", ""
	}
	if board.Blank(p) {
		return "Nothing is known about single domains yet, so there is no estimate to follow. The first full simulation gives one.", ""
	}
	then := wholeThen(dk.Board)
	now, _ := dk.WholeExam(func(d study.DomainPlan) study.Belief { return d.Belief })
	if d.Days == 0 {
		return "On the evening of the exam the estimate over the whole exam is about " + words.Percent(now.Mean) + " of the questions (" + words.Percents(now.Lo, now.Hi) + "). What you build from here on shows below.", ""
	}
	lead = "Since the exam on " + words.DayMonth(d.Since) + ", " + words.Away(p.Today, d.Since) + ", the estimate over the whole exam "
	before, today := words.Percent(then.Mean), words.Percent(now.Mean)
	if before == today {
		return lead + "is where it was: about " + today + " of the questions (" + words.Percents(now.Lo, now.Hi) + ").", "Work often shows a few practice sets later."
	}
	if r := rangeWords(then); r != "" {
		before += " (" + r + ")"
	}
	lead += "went from about " + before + " to about " + today + " (" + words.Percents(now.Lo, now.Hi) + ") of the questions."
	if now.Mean < then.Mean {
		remark = "A lower number is not lost ground by itself: on the evening of the exam much was open, and practice shows where the work is."
	}
	return lead, remark
}

// wholeThen is the exam as a whole as it was known on the evening of the exam.
func wholeThen(bd *board.Board) board.Share {
	then, _ := bd.WholeExam(func(d study.DomainPlan) study.Belief { return d.Evening })
	return then
}

// rangeWords is the range of a share; "" where it is not known.
func rangeWords(s board.Share) string {
	if s.Hi <= s.Lo {
		return ""
	}
	return words.Percents(s.Lo, s.Hi)
}

// distance is the estimate then and now, over the whole exam and by domain.
func distance(dk *board.Desk, v *view.ProgressPage) {
	p, then := dk.Plan, wholeThen(dk.Board)
	now, _ := dk.WholeExam(func(d study.DomainPlan) study.Belief { return d.Belief })
	today := p.Distance.Days == 0 // then is now
	if today {
		then = now
	}
	whole := moved(dk.Board, "bar.whole", "The whole exam", then, now)
	v.Whole = &whole
	for _, m := range p.Distance.Domains {
		if d, ok := dk.Domain(m.Domain); ok && !board.Undivided(p) {
			was := board.Spread(d.Evening)
			if today {
				was = board.Spread(d.Belief)
			}
			row := moved(dk.Board, "bar."+strconv.Itoa(d.N), d.Name, was, board.Spread(d.Belief))
			row.Href = dk.To(board.DomainPath(d.Domain))
			v.Moved = append(v.Moved, row)
		}
	}
	v.MovedWorking = view.Working{
		Says:    "Then is what was known on the evening of the exam: its report, and what was logged before it. Now is that and all practice since. The range holds the true share in about 8 of 10 such cases. Where the two ranges overlap, part of the difference may be luck.",
		Formula: "whole exam = sum of weight × estimate; its range = estimate ± 1.28 × √(sum of (weight × doubt of the domain)²)",
		Inputs:  []view.Fact{board.Fact("Days since the exam", strconv.Itoa(p.Distance.Days), ""), board.Fact("A result counts half after", words.Count(int(p.Settings.HalfLife), "day", "days"), "half_life")},
		Lines:   dk.Written(movers(dk.Board)),
		Mind:    dk.Mind("Every practice set and simulation moves it, up or down; timed and unseen questions move it most."),
	}
	for _, d := range p.Domains {
		v.MovedWorking.Inputs = append(v.MovedWorking.Inputs, board.Fact(d.Name, board.Weight(d.Domain), "weight"))
	}
}

// moved sets an estimate beside what it was.
func moved(bd *board.Board, id, name string, then, now board.Share) view.Moved {
	m := view.Moved{
		Link: view.Link{Text: name}, Then: words.Percent(then.Mean), ThenRange: rangeWords(then),
		Now: words.Percent(now.Mean), NowRange: words.Percents(now.Lo, now.Hi), Was: board.At(then.Mean), Bar: board.Interval(id, name, now.Lo, now.Mean, now.Hi),
	}
	switch n := int(stat.Round(100*now.Mean, 0) - stat.Round(100*then.Mean, 0)); {
	case n > 0:
		m.Change = "up " + words.Distance(float64(n))
	case n < 0:
		m.Change = "down " + words.Distance(float64(-n))
	default:
		m.Change = "as it was"
	}
	if t := bd.Plan.Readiness.Target; t > 0 {
		m.Bar.Target = board.At(t / 100)
	}
	return m
}

// movers are the entries that moved the estimates since the fail, each once, the newest first.
func movers(bd *board.Board) []fault.Pos {
	var all []study.Evidence
	for _, d := range bd.Plan.Domains {
		for _, e := range d.Evidence {
			if e.Date > bd.Plan.Distance.Since && e.Weight > 0 && e.Pos.File != "" {
				all = append(all, e)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b study.Evidence) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.Pos.File, b.Pos.File), b.Pos.Line-a.Pos.Line)
	})
	var out []fault.Pos
	for _, e := range all {
		if !slices.Contains(out, e.Pos) {
			out = append(out, e.Pos)
		}
	}
	return out
}

// built is what has been done since the fail.
func built(dk *board.Desk) []view.Fact {
	t := dk.Plan.Record
	var out []view.Fact
	add := func(name, value string, n int) {
		if n > 0 {
			out = append(out, board.Fact(name, value, ""))
		}
	}
	add("Study", words.Length(t.Minutes), int(t.Minutes))
	add("Questions answered", strconv.Itoa(t.Questions), t.Questions)
	add(map[bool]string{true: "Simulation", false: "Simulations"}[t.Simulations == 1], strconv.Itoa(t.Simulations), t.Simulations)
	add("Misses cleared", fmt.Sprintf("%d of %d", t.MissesCleared, t.MissesLogged), t.MissesLogged)
	return out
}

func builtWorking(dk *board.Desk) view.Working {
	since := dk.Plan.Record.Since
	return view.Working{
		Says:  "Added up from the log since that day. Practice and simulations count as study time where no session is logged for them that day. A miss is cleared when it was right again on two different days.",
		Lines: dk.Written(sessions(dk.Board, since, dk.Plan.Today)),
		Mind:  dk.Mind("The next entry in log.toml."),
	}
}

// sessions are where the study of some days is logged, the newest first.
func sessions(bd *board.Board, from, to civil.Date) []fault.Pos {
	var out []fault.Pos
	for _, s := range slices.Backward(bd.Record.Sessions) {
		if s.Date >= from && s.Date <= to {
			out = append(out, s.Pos)
		}
	}
	return out
}

// kept is what became of the planned days.
func kept(dk *board.Desk) view.Finding {
	k := dk.Plan.Kept
	if k.PlannedDays == 0 {
		return view.Finding{Say: "No planned study day lies behind you yet, so there is nothing to count."}
	}
	f := view.Finding{Say: fmt.Sprintf("Of %s up to yesterday, you kept %d.", words.Count(k.PlannedDays, "planned study day", "planned study days"), k.KeptDays)}
	switch {
	case k.MadeUp == 1:
		f.Say += " One more was made up on another day of its week."
	case k.MadeUp > 1:
		f.Say += fmt.Sprintf(" %d more were made up on another day of their week.", k.MadeUp)
	}
	f.Say += " Days off are outside the count."
	if !dk.Over() {
		f.Say += " No day has to be caught up: the plan goes on from today."
	}
	f.Chart = figure.Sessions(dk)
	f.Table = &view.Table{Label: "Planned days by week", Head: []string{"Week", "Days kept", "Time"}}
	for _, w := range k.Weeks {
		f.Table.Rows = append(f.Table.Rows, view.TableRow{
			Link: dk.Link(board.WeekPath(w.N), fmt.Sprintf("Week %d", w.N)),
			Cells: []view.Fact{
				{Value: fmt.Sprintf("%d of %d", w.KeptDays, w.PlannedDays)},
				board.Fact("", cmp.Or(words.Length(w.Done), "none"), "of "+cmp.Or(words.Length(w.Planned), "none")+" planned"),
			},
		})
	}
	f.Working = view.Working{
		Says:    "A planned day is kept when at least half of its minutes are in the log. It is made up when study is logged on a day of the same week that had none planned.",
		Formula: "days kept ÷ days planned, over the last four weeks; share of the time kept = minutes done ÷ minutes planned, at most 1",
		Inputs: []view.Fact{
			board.Fact("Counted", words.Span(k.From, k.To), ""),
			board.Fact("Minutes", words.Length(k.Done), "of "+words.Length(k.Planned)+" planned"),
		},
		Lines: dk.Written(sessions(dk.Board, k.From, k.To)),
		Mind:  dk.Mind("A session logged later for one of these days counts for its day."),
	}
	return f
}

// steps are the milestones: reached, the newest first, and ahead.
func steps(dk *board.Desk, v *view.ProgressPage) {
	ms := slices.Clone(dk.Plan.Milestones)
	slices.SortStableFunc(ms, func(a, b study.Milestone) int { return cmp.Compare(b.Date, a.Date) })
	for _, m := range ms {
		switch {
		case m.Date != 0:
			v.Reached = append(v.Reached, board.Fact(words.Tidy(m.Name), m.Date.Medium(), ""))
		case dk.Plan.Won == 0:
			v.Ahead = append(v.Ahead, board.Fact(words.Tidy(m.Name), words.Tidy(m.Next), ""))
		}
	}
}

// track is how past forecasts of simulations came out.
func track(dk *board.Desk) view.Finding {
	t, set := dk.Plan.Trials.Track, dk.Plan.Settings
	if t.Of == 0 {
		return view.Finding{Say: "No forecast has been put to the test yet. From the second full simulation on, each one is set beside what was expected of it that morning."}
	}
	f := view.Finding{Say: t.Say(), Table: &view.Table{Label: "Forecasts of simulations", Head: []string{"Simulation", "Expected", "Came", "In the range"}}}
	var places []fault.Pos
	for _, o := range slices.Backward(t.Outcomes) {
		f.Table.Rows = append(f.Table.Rows, view.TableRow{
			Link: view.Link{Text: oneLine(o.Came.Date)}, Note: o.Came.Source + " " + o.Came.Form,
			Cells: []view.Fact{
				board.Fact("", words.Percents(o.Lo/100, o.Hi/100), "from "+words.Count(o.N, "simulation", "simulations")),
				{Value: words.Percent(o.Came.Percent / 100)}, {Value: map[bool]string{true: "yes", false: "no"}[o.Inside]},
			},
		})
		places = append(places, o.Came.Pos)
	}
	f.Working = view.Working{
		Says:    "The plan is made again for the morning of each simulation, with only what was logged before, and asked what it expects. No forecast is changed afterwards. Of ten ranges, about eight should hold.",
		Formula: "expected = level ± 1.28 × √(doubt of the level² + form² + luck²)",
		Inputs: []view.Fact{
			board.Fact("Held", fmt.Sprintf("%d of %d", t.Inside, t.Of), ""),
			board.Fact("Difference between forms", "give or take "+words.Distance(set.FormSpread), "form_spread"),
		},
		Lines: dk.Written(places),
		Mind:  dk.Mind("If clearly fewer than eight of ten hold, the spreads in site.toml are set too small for you."),
	}
	return f
}

// told are the chances of passing as they stood week by week, and what came.
func told(dk *board.Desk) view.Finding {
	list := dk.Plan.Trials.Told
	if len(list) == 0 {
		return view.Finding{Say: "No week has begun with a chance of passing yet: two simulations have to count by then."}
	}
	f := view.Finding{
		Say:   "What the chance of passing was when each week began. One exam cannot show whether a chance was right: of ten people told 80" + words.NBSP + "%, two do not pass.",
		Table: &view.Table{Label: "Chances told, week by week", Head: []string{"When the week began", "Chance", "What came"}},
	}
	for _, t := range slices.Backward(list) {
		came := "no exam since"
		switch t.Came {
		case study.Pass:
			came = "passed"
		case study.Fail:
			came = "not passed"
		}
		f.Table.Rows = append(f.Table.Rows, view.TableRow{Link: view.Link{Text: oneLine(t.On)}, Cells: []view.Fact{
			board.Fact("", "about "+words.Percent(t.Chance.P), words.Percents(t.Chance.Lo, t.Chance.Hi)+", from "+words.Count(t.Chance.N, "simulation", "simulations")),
			board.Fact("", came, t.CameOn.Medium()),
		}})
	}
	f.Working = view.Working{
		Says: "Each line is the chance that the readiness page gave on that morning, made again from what was logged before that day.",
		Mind: dk.Mind("Nothing: these lines stay as they were. The next simulation moves the next line."),
	}
	return f
}

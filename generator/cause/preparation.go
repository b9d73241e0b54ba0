package cause

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/civil"
)

// Bounds of the four causes before the exam. Grade: assumption, all of them. Shares are in percent.
const (
	beforeLow  = 50                 // under this share of the hours that the curve asks for, study time was short
	beforeFine = 80                 // from here on it was not
	keptLow    = 60                 // under this share of the planned time kept, study time is short
	keptFine   = 80                 // from here on it is not
	enough     = civil.Minutes(300) // study without which shares of it say nothing
	coveredLow = 0.5                // of a domain's weight: under this share of the hours it is uncovered
	labsLow    = 15                 // share of labs in the logged time, where the exam has hands-on tasks
	labsSome   = 10                 // the same where it has none, and the learner names labs as a cause
)

// PlannedLeast is the planned study without which the share of it that was kept says nothing: one evening
// missed of two is no habit.
const PlannedLeast = enough

// studyTime asks for the hours before the last attempt, and for those kept since.
func studyTime(f *Facts) finding {
	var out finding
	before, kept := hoursBefore(f, &out), hoursKept(f, &out)
	switch {
	case before == low || kept == low:
		out.verdict = Supported
		out.mind = mindOfHours(before == low, kept == low)
	case before == unknown: // what is kept today says little about then
		out.verdict = NoData
	default:
		out.verdict = NotSupported
	}
	out.rule = fmt.Sprintf("The first block of every week begins with putting its blocks into your calendar. When the plan proposes an exam date, it counts only the share of the planned hours that you kept in the last four weeks, a quarter at the least; with less than %s planned in them, it counts all hours.", PlannedLeast)
	return out
}

// level is where a share lies between two bounds.
type level int

const (
	unknown level = iota
	low
	middling
	fine
)

// between places part of whole between two bounds in percent.
func between(part, whole civil.Minutes, lowBound, fineBound civil.Minutes) level {
	switch {
	case whole <= 0:
		return unknown
	case part*100 < lowBound*whole:
		return low
	case part*100 < fineBound*whole:
		return middling
	}
	return fine
}

// hoursBefore judges the study before the last attempt and says so.
func hoursBefore(f *Facts, out *finding) level {
	if !f.Before.Known {
		out.say("It is not written down how long you studied before the last attempt.")
		return unknown
	}
	out.lines = append(out.lines, f.Before.Pos)
	at := between(f.Before.Minutes, f.NeedMinutes, beforeLow, beforeFine)
	studied, need := nearest(f.Before.Minutes), nearest(f.NeedMinutes)
	if between(studied, need, beforeLow, beforeFine) != at { // rounded, they would say another thing
		studied, need = f.Before.Minutes, f.NeedMinutes
	}
	out.input("Studied before the last attempt", "about "+studied.String())
	if at == unknown {
		out.say("You studied about %s before the last attempt; how much was needed is not known.", studied)
		out.toLog = "Write the failed attempt into attempts.toml: the hours before it are held against what the learning curve asks for."
		out.mind = "A failed attempt, written down."
		return unknown
	}
	out.input("Asked for by the learning curve", "about "+need.String())
	f.Need.inputs(out)
	if more, ok := f.Need.more(len(f.Domains)); ok {
		out.input("Asked for from your report to the target", "about "+more.String())
	}
	if more, ok := f.Need.more(len(f.Domains)); ok && at == low && between(studied, studied+more, beforeLow, beforeFine) != low {
		out.halfWay(studied, need, more, f.Need.Reached)
		return unknown
	}
	out.say("You studied about %s before the last attempt. From a beginner's level to the target the learning curve asks for about %s, a rough guide; who starts with experience needs less. %s.",
		studied, need, [...]string{low: "You had less than half of that", middling: "You had half of that or more, but not all", fine: "You had enough not to blame the hours"}[at])
	return at
}

// halfWay is for a learner who had less than half of a beginner's hours, and by the report half or more of
// the own way behind: what was studied and what the curve still asks for, together, are that way.
func (f *finding) halfWay(studied, need, more civil.Minutes, reached float64) {
	f.input("Your report", fmt.Sprintf("about %.0f %%", 100*reached))
	f.say("You studied about %s before the last attempt, less than half of the %s or so that the learning curve asks of a beginner. But your report speaks for about %.0f %%, from where it asks for about %s more: half of your way or more was done, so those hours alone tell nothing.",
		studied, need, 100*reached, more)
	f.toLog = "Nothing more needs to be written: from now on the planned hours that you keep decide."
	f.mind = fmt.Sprintf("Four weeks in which under %d %% of the planned time is kept.", keptLow)
}

// more is what the curve asks for from where the report stands to the target, spread evenly over the domains.
// ok is false where that is not known.
func (n Need) more(domains int) (m civil.Minutes, ok bool) {
	if n.CurveHours <= 0 || domains == 0 || n.Reached <= 0 || n.Reached >= 1 || n.Target >= 1 {
		return 0, false
	}
	hours := n.CurveHours * float64(domains) * math.Log((1-n.Reached)/(1-n.Target))
	return nearest(civil.Minutes(math.Round(60 * max(0, hours)))), true
}

// inputs opens the hours that are asked for to what they follow from.
func (n Need) inputs(out *finding) {
	if n.Target <= 0 {
		return
	}
	out.input("The curve starts at", fmt.Sprintf("%.0f %% right in every domain, a beginner's level: a guess among four answers", 100*n.Start))
	out.input("It ends at", fmt.Sprintf("%.0f %% right in the exam, the target", 100*n.Target))
	out.input("Its steepness", fmt.Sprintf("%g h in one domain close 63 %% of what is missing there", n.CurveHours))
}

// hoursKept judges the study of the last four weeks and says so.
func hoursKept(f *Facts, out *finding) level {
	at := between(f.Kept, f.Planned, keptLow, keptFine)
	if at == unknown {
		return unknown
	}
	value := fmt.Sprintf("%s of %s", f.Kept, f.Planned)
	out.input("Kept of planned in the last four weeks", value)
	if f.Planned < PlannedLeast {
		out.say("Of the last four weeks only %s of study was planned, too little to tell how much of it you keep.", f.Planned)
		return unknown
	}
	if f.Kept >= f.Planned {
		out.say("In the last four weeks you did all of the planned study: %s.", value)
		return at
	}
	out.say("In the last four weeks you kept %s of planned study, %d %%.", value, percent(f.Kept, f.Planned, keptLow, keptFine))
	return at
}

func mindOfHours(before, kept bool) string {
	byBefore := fmt.Sprintf("a corrected figure for the time before the last attempt, at least %d %% of what the curve asks for", beforeLow)
	byKept := fmt.Sprintf("four weeks in which at least %d %% of the planned time is kept", keptLow)
	switch {
	case before && kept:
		return upper(byBefore) + ", together with " + byKept + "."
	case before:
		return upper(byBefore) + "."
	}
	return upper(byKept) + "."
}

// coverage looks for domains that weigh much and have had little of the logged hours.
func coverage(f *Facts) finding {
	var out finding
	var total civil.Minutes
	weights := 0.0
	for _, d := range f.Domains {
		total += d.Minutes
		weights += max(0, d.Weight)
	}
	switch {
	case len(f.Domains) < 2 || weights == 0:
		out.verdict = NotSupported
		out.say("The exam has no separate domains to set against each other.")
		return out
	case total < enough:
		out.verdict = NoData
		out.say("%s logged with a domain since the last attempt.", upper(noneOr(total)))
		return out
	}
	out.input("Logged with a domain", total.String())
	bare, spared, heavy := uncovered(f.Domains, weights, total, &out)
	out.verdict = NotSupported
	switch {
	case heavy == spared:
		out.say("Every heavy domain is at the target, so little time there is right.")
	case len(bare) == 0 && spared > 0:
		out.say("Every heavy domain below the target has had at least half of the time that its weight would give it, out of your %s since the last attempt.", total)
	case len(bare) == 0:
		out.say("Every heavy domain has had at least half of the time that its weight would give it, out of your %s since the last attempt.", total)
	default:
		out.verdict = Supported
		sayBare(bare, weights, total, &out)
	}
	return out
}

// sayBare names the domains that are uncovered, and what they get.
func sayBare(bare []DomainTime, weights float64, total civil.Minutes, out *finding) {
	var names, numbers []string
	for _, d := range bare {
		out.domains = append(out.domains, d.N)
		out.lines = append(out.lines, d.Pos)
		names = append(names, d.Name)
		share := 100 * d.Weight / weights
		numbers = append(numbers, fmt.Sprintf("%s (%.0f %% of the exam, %d %% of your time)", d.Name, share, percent(d.Minutes, total, coveredLow*share)))
	}
	out.say("Much of the exam, little of your %s since the last attempt: %s.", total, and(numbers))
	share := "gets at least half of the hours that its weight would give it"
	if len(names) > 1 {
		share = "each get at least half of the hours that their weight would give them"
	}
	out.rule = fmt.Sprintf("%s %s, and reading and question blocks there say so.", and(names), share)
}

// uncovered picks the heavy domains with too little time, and counts all heavy ones and those that are
// spared because they are at the target.
func uncovered(domains []DomainTime, weights float64, total civil.Minutes, out *finding) (bare []DomainTime, spared, heavy int) {
	const rounding = 1e-9 // weights are shares of 100, and a sum of them need not be exact
	for _, d := range domains {
		share := max(0, d.Weight) / weights
		if share*float64(len(domains)) < 1-rounding {
			continue
		}
		heavy++
		out.input(d.Name, fmt.Sprintf("%.0f %% of the exam, %s", 100*share, d.Minutes))
		switch {
		case d.AtTarget:
			spared++
		case float64(d.Minutes) < (coveredLow*share-rounding)*float64(total):
			bare = append(bare, d)
		}
	}
	return bare, spared, heavy
}

// oneSource counts kinds and providers of what was used before the last attempt; if none is known, of
// what has been used since.
func oneSource(f *Facts) finding {
	var out finding
	lead := "Before the last attempt you used"
	used := sources(f.Sources, func(s Source) bool { return s.Used })
	added := sources(f.Sources, func(s Source) bool { return s.Since && !s.Used })
	if len(used) == 0 {
		lead, used, added = "Since the last attempt you have used", added, nil
		out.mind = "Sources marked used_before = true in plan.toml: these decide, once there are any."
	}
	if len(used) == 0 {
		out.verdict, out.mind = NoData, ""
		out.say("No source is marked as used.")
		return out
	}
	for _, s := range used {
		out.lines = append(out.lines, s.Pos)
		out.input(s.Name, strings.TrimPrefix(s.Kind+provenance(s), ", "))
	}
	saySources(lead, used, &out)
	if out.verdict == Supported && out.mind != "" {
		out.mind += " Until then, a session logged with a source of another kind from another provider."
	}
	if len(added) > 0 {
		out.say("Since then you have added %s.", listed(added))
	}
	out.rule = alternate(f.Sources)
	return out
}

// saySources judges by the kinds and providers of what was used.
func saySources(lead string, used []Source, out *finding) {
	kinds := distinct(used, func(s Source) string { return s.Kind })
	providers := distinct(used, provider)
	out.verdict = Supported
	switch {
	case len(used) == 1:
		out.say("%s one source only, %s.", lead, used[0].Name)
	case len(providers) == 1:
		out.say("%s %s, %s from one provider (%s).", lead, listed(used), all(len(used)), providers[0])
	case len(kinds) == 1:
		out.say("%s %s, %s of one kind (%s).", lead, listed(used), all(len(used)), kinds[0])
	default:
		out.verdict = NotSupported
		out.say("%s %s: %d kinds from %d providers.", lead, listed(used), len(kinds), len(providers))
		if questions := sources(used, func(s Source) bool { return s.Kind == "questions" }); len(questions) == 1 {
			out.say("All your practice questions came from %s, though.", questions[0].Name)
		}
	}
}

// alternate is the remedy, with the sources that the plan has for it: reading goes round those to read or
// watch, questions round those of questions.
func alternate(from []Source) string {
	reading := sources(from, func(s Source) bool { return slices.Contains([]string{"book", "course", "video"}, s.Kind) })
	questions := sources(from, func(s Source) bool { return s.Kind == "questions" })
	rule := "Reading and question blocks alternate as soon as there are two sources for either."
	const where = ", wherever more than one of them serves the domain."
	switch {
	case len(reading) > 1 && len(questions) > 1:
		rule = "Reading blocks alternate between " + listed(reading) + ", question blocks between " + listed(questions) + where
	case len(reading) > 1:
		rule = "Reading blocks alternate between " + listed(reading) + where
	case len(questions) > 1:
		rule = "Question blocks alternate between " + listed(questions) + where
	}
	rule += missing(sources(from, func(Source) bool { return true }), reading, questions)
	if len(reading) < 2 || len(questions) < 2 {
		rule += " Until then a block reminds you of it once a week."
	}
	return rule
}

// missing is what to add so that there is something to alternate with, "" if nothing is missing.
func missing(every, reading, questions []Source) string {
	kinds, providers := distinct(every, func(s Source) string { return s.Kind }), distinct(every, provider)
	const add = " to plan.toml; a free one will do."
	switch {
	case len(kinds) < 2 || len(providers) < 2:
		return " Add one of another kind from another provider" + add
	case len(questions) == 1:
		return " All questions come from " + questions[0].Name + ": add a second source of them" + add
	case len(questions) == 0:
		return " No source of questions is listed: add one" + add
	case len(reading) == 1:
		return " For reading there is only " + reading[0].Name + ": add a second source" + add
	case len(reading) == 0:
		return " Nothing to read or watch is listed: add a source" + add
	}
	return ""
}

// sources picks what one studies from, in the given order: people are no source in this sense.
func sources(from []Source, want func(Source) bool) []Source {
	var out []Source
	for _, s := range from {
		if s.Kind != "community" && s.Kind != "person" && want(s) {
			out = append(out, s)
		}
	}
	return out
}

func provider(s Source) string {
	if s.Provider == "" {
		return s.Name
	}
	return s.Provider
}

func provenance(s Source) string {
	if s.Provider == "" {
		return ""
	}
	return ", " + s.Provider
}

// distinct gives the different answers, large and small letters alike, in the order of their first.
func distinct(from []Source, of func(Source) string) []string {
	var out []string
	for _, s := range from {
		is := of(s)
		if !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, is) }) {
			out = append(out, is)
		}
	}
	return out
}

// listed names sources, the first four of them when there are many.
func listed(sources []Source) string {
	const most = 4
	names := make([]string, 0, most+1)
	for i, s := range sources {
		if i == most && len(sources) > most+1 {
			names = append(names, fmt.Sprintf("%d more", len(sources)-most))
			break
		}
		names = append(names, s.Name)
	}
	return and(names)
}

// handsOn asks for the share of labs in the logged time. It is about exams with hands-on tasks; about
// others only where a lab is among the sources, or the learner names it as a cause.
func handsOn(f *Facts) finding {
	var out finding
	labs, total := labTime(f.Kinds, &out)
	lab := labs > 0 || slices.ContainsFunc(f.Sources, func(s Source) bool { return s.Kind == "lab" })
	claimed := f.Claims[slices.Index(Names[:], HandsOn)] > 0
	bound := labsSome
	if f.Practical {
		bound = labsLow
	}
	switch {
	case !f.Practical && !lab && !claimed:
		out.verdict, out.lines = NotSupported, nil
		out.say("No hands-on tasks of this exam are known to us, and nothing here points to missing practice.")
		out.was = labsNamed
		out.mind = fmt.Sprintf("Your own claim, with labs under %d %% of the logged time.", bound)
		return out
	case total < enough:
		out.verdict = NoData
		out.say("%s logged since the last attempt.", upper(noneOr(total)))
		return out
	}
	out.input("Labs", labs.String())
	out.input("All study logged", total.String())
	share := percent(labs, total, float64(bound))
	out.say("Since the last attempt labs took %s of %s of logged study, %d %%.", labs, total, share)
	out.was = fmt.Sprintf("Mended since: labs were under %d %% of the logged time, now they are %d %%.", bound, share)
	out.verdict, out.mind = NotSupported, fmt.Sprintf("Labs under %d %% of the logged time.", bound)
	switch {
	case !f.Practical && !claimed:
		out.say("No hands-on tasks of this exam are known to us, and you do not name this as a cause.")
		out.was = labsNamed
		out.mind = fmt.Sprintf("Your own claim, with labs under %d %% of the logged time.", bound)
	case labs*100 < civil.Minutes(bound)*total:
		out.verdict, out.mind = Supported, fmt.Sprintf("Labs at %d %% or more of the logged time.", bound)
	}
	out.rule = moreLabs(lab, f.Practical)
	return out
}

// labsNamed is what was so where labs are weighed only because the learner names them.
const labsNamed = "In an earlier week it was supported, while you named it as a cause."

func moreLabs(listed, practical bool) string {
	rule := "In each domain labs get twice as many minutes as reading"
	if listed {
		rule = "In each domain that a lab serves, labs get twice as many minutes as reading"
	}
	if !practical {
		rule += ", though no hands-on tasks of this exam are known to us"
	}
	if !listed {
		return rule + ". No lab is listed yet: add one to plan.toml, a small one on your own machine will do."
	}
	return rule + "."
}

// labTime adds up labs and all kinds, and notes the last lab.
func labTime(kinds []KindTime, out *finding) (labs, total civil.Minutes) {
	for _, k := range kinds {
		total += k.Minutes
		if k.Kind == "lab" {
			labs += k.Minutes
			out.lines = append(out.lines, k.Pos)
		}
	}
	return labs, total
}

package cause

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/generator/civil"
	"retake/generator/fault"
)

var titles = map[Name]string{
	StudyTime:      "Too little study time",
	Coverage:       "Heavy domains left out",
	OneSource:      "One source only",
	HandsOn:        "Too little hands-on",
	OutOfTime:      "Ran out of time",
	Anxiety:        "Anxiety",
	Misreading:     "Misreading and terms",
	SecondGuessing: "Second-guessing",
}

// text is what is said of a cause to every learner.
type text struct {
	formula                            string
	was                                string // what was so in an earlier week that supported the cause
	toLog                              string // the rule without data: what to log so that it can be told
	mindSupported, mindNot, mindNoData string
}

var texts = map[Name]text{
	StudyTime: {
		formula: fmt.Sprintf("Supported if the study before the last attempt was under %d %% of what the learning curve asks for, or if, from %s of planned study on, under %d %% of it was kept in the last four weeks. From %d %% of the one and %d %% of the other the hours are not to blame; in between nothing changes. The curve asks for the hours that take a beginner, right by guessing alone, to the target, divided over the domains for the best result. Short hours decide nothing where the curve asks for no more of them, from the report to the target, than were studied.", beforeLow, PlannedLeast, keptLow, beforeFine, keptFine),
		was:     "Mended since: in an earlier week the hours fell short.",
		toLog:   "Write how long you studied before the last attempt into attempts.toml, for example studied = \"40h\"; a rough figure is good enough.",
		mindNot: fmt.Sprintf("A corrected figure for the time before the last attempt, under %d %% of what the curve asks for, or four weeks in which under %d %% of the planned time is kept.", beforeLow, keptLow),

		mindNoData: "The hours before the last attempt, written down.",
	},
	Coverage: {
		formula:       fmt.Sprintf("From %s of study logged with a domain since the last attempt: supported if a domain of at least average weight, not yet at the target, has had less than half of the time that its weight would give it.", enough),
		was:           "Mended since: in an earlier week a heavy domain had less than half of the time that its weight would give it.",
		toLog:         fmt.Sprintf("Give each session its domain in log.toml. From %s on the shares can be compared.", enough),
		mindSupported: "Each domain named here with at least half of the time that its weight would give it.",
		mindNot:       "A heavy domain below the target that falls under half of the time that its weight would give it.",
		mindNoData:    fmt.Sprintf("%s of study logged with a domain.", upper(enough.String())),
	},
	OneSource: {
		formula:       "Supported if all sources used before the last attempt are of one kind or from one provider; people and communities are not counted. If none is known, those used since are taken.",
		was:           "Mended since: in an earlier week all sources were of one kind or from one provider.",
		toLog:         "List what you learned from in plan.toml, each with its kind, and used_before = true for what you used before the last attempt.",
		mindSupported: "A source of another kind from another provider that you did use: mark it used_before = true in plan.toml.",
		mindNot:       "Sources that you hardly opened: with used_before = false for those, one kind or one provider may be left.",
		mindNoData:    "One source with used_before = true, or one session logged with its resource.",
	},
	HandsOn: {
		formula:    fmt.Sprintf("From %s of study logged since the last attempt: supported if labs took under %d %% of it and the exam has hands-on tasks, or under %d %% where none are known and you name this as a cause.", enough, labsLow, labsSome),
		toLog:      fmt.Sprintf("Give each session its kind in log.toml; lab is one of them. From %s on the share can be told.", enough),
		mindNoData: fmt.Sprintf("%s of study logged with its kind.", upper(enough.String())),
	},
	OutOfTime: {
		formula:       fmt.Sprintf("Supported if in the newest real attempt, or in one of the last %d timed simulations after it, %d %% of the questions (at least %d) were left unanswered, or %d %% of the time was used and either a question was left open or a checkpoint was missed. Sittings before that attempt do not count, and after %d timed simulations in a row with enough time it is over. Using the time kept for going back over answers is not being late.", lastTimed, openShare, openLeast, fullTime, lastTimed),
		was:           "Mended since: in an earlier week a sitting showed that the time ran out.",
		toLog:         "Write unanswered and minutes_used with the attempt, and unanswered and minutes with each timed simulation.",
		mindSupported: fmt.Sprintf("%d timed simulations in a row, after the last real attempt, in which the time is enough; or corrected figures.", lastTimed),
		mindNot:       fmt.Sprintf("A timed sitting with %d %% of its questions unanswered (at least %d), or one in which the time runs out before the questions do.", openShare, openLeast),
		mindNoData:    "One timed sitting with its unanswered questions.",
	},
	Anxiety: {
		formula:       fmt.Sprintf("Supported if the mean of the last %d ratings is %d or more of 10, or if, from %d rated results on and at least %d on either side, those rated %d or more are at least %d points lower than the others. A mean under %d is calm.", lastRated, tense, ratedLeast, eachLeast, tense, tenseCost, calm),
		was:           "Mended since: in an earlier week the nerves before simulations stood out.",
		toLog:         fmt.Sprintf("Rate your nerves from 0 to 10 before each simulation, and log it with the result: anxiety = 6. From %d on the mean says something.", lastRated),
		mindSupported: fmt.Sprintf("A mean under %d over the last %d ratings, with tense simulations less than %d points below the calm ones.", tense, lastRated, tenseCost),
		mindNot:       fmt.Sprintf("A mean of %d or more over the last %d ratings, or tense simulations that are at least %d points below the calm ones.", tense, lastRated, tenseCost),
		mindNoData:    fmt.Sprintf("%d ratings within two months.", lastRated),
	},
	Misreading: {
		formula:       fmt.Sprintf("From %d misses with a reason: supported if at least %d %% of them were misread or turned on a term.", reasonLeast, misreadFrom),
		was:           fmt.Sprintf("Mended since: in an earlier week at least %d %% of the misses were misread or turned on a term.", misreadFrom),
		toLog:         fmt.Sprintf("Give each miss its reason in log.toml; misread and term are two of them. From %d on the share can be told.", reasonLeast),
		mindSupported: fmt.Sprintf("More misses for other reasons: under %d %% this falls away.", misreadFrom),
		mindNot:       fmt.Sprintf("More misses from misreading or terms: from %d %% on this is supported.", misreadFrom),
		mindNoData:    fmt.Sprintf("%d misses with a reason.", reasonLeast),
	},
	SecondGuessing: {
		formula:       fmt.Sprintf("Supported if the chance that changing hurts you more often than it helps is %d %% or more, worked out from your own changes: right to wrong against wrong to right, Beta(1 + to wrong, 1 + to right) above one half. In studies, changes to right are about twice as many as changes to wrong.", int(100*harmful)),
		was:           fmt.Sprintf("Mended since: in an earlier week the chance that changing hurts you was %d %% or more.", int(100*harmful)),
		toLog:         "Count your changed answers in each simulation: changes = { right = 4, wrong = 1, same = 2 }.",
		mindSupported: fmt.Sprintf("More changes that turn out right: under a chance of %d %% this falls away.", int(100*harmful)),
		mindNot:       fmt.Sprintf("More changes that turn out wrong: from a chance of %d %% on this is supported.", int(100*harmful)),
		mindNoData:    fmt.Sprintf("%d changes to right or to wrong; fewer, if they all turn out wrong.", changeLeast),
	},
}

// say adds a sentence to the evidence.
func (f *finding) say(format string, args ...any) {
	if f.evidence != "" {
		f.evidence += " "
	}
	f.evidence += fmt.Sprintf(format, args...)
}

func (f *finding) input(name, value string) { f.inputs = append(f.inputs, Input{name, value}) }

// places sorts places and leaves out those that are none, and repeats.
func places(from []fault.Pos) []fault.Pos {
	out := slices.DeleteFunc(from, func(p fault.Pos) bool { return p == fault.Pos{} })
	slices.SortFunc(out, comparePos)
	return slices.Compact(out)
}

func comparePos(a, b fault.Pos) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
}

// percent is part of whole in whole percent, rounded to the nearest, but never up to a bound in percent that it
// lies under: it would read like the bound.
func percent[N ~int](part, whole N, bounds ...float64) int {
	exact := 100 * float64(part) / float64(whole)
	for _, b := range bounds {
		if exact < b && math.Round(exact) >= b {
			return int(exact)
		}
	}
	return int(math.Round(exact))
}

// nearest rounds a length, from ten hours on, to whole hours.
func nearest(m civil.Minutes) civil.Minutes {
	if m < 600 {
		return m
	}
	return (m + 30) / 60 * 60
}

// noneOr is "2 h is", or "nothing is".
func noneOr(m civil.Minutes) string {
	if m <= 0 {
		return "nothing is"
	}
	return m.String() + " is"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func were(n int, what string) string {
	if n == 1 {
		return "1 " + what + " was"
	}
	return count(n, what) + " were"
}

func has(misses int) string {
	switch misses {
	case 0:
		return "No miss has"
	case 1:
		return "1 miss has"
	}
	return fmt.Sprintf("%d misses have", misses)
}

// all is how the language counts: both of two, all of more.
func all(n int) string {
	if n == 2 {
		return "both"
	}
	return "all"
}

func and(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// upper begins a sentence: what stands there is plain English or a number.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Bounds stands once above the causes.
const Bounds = "Each cause has one test, with the same bounds for everybody. The bounds are assumptions: no study of certification exams sets them."

// Lead says what a family of causes is about. What is logged is what came after the attempt, so it claims no more.
func Lead(family string) string {
	switch family {
	case Preparation:
		return "How you study: before the last attempt as far as it is written down, since then as far as it is logged."
	case Execution:
		return "How you sit an exam: the last attempt, and simulations. Changed answers are counted here, not forbidden."
	}
	return ""
}

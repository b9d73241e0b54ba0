package digest

import (
	"fmt"
	"math"
	"strings"

	"retake/generator/advice"
	"retake/generator/civil"
	"retake/generator/stat"
)

// percent is a share in whole percent.
func percent(share float64) string { return fmt.Sprintf("%.0f %%", math.Round(share*1e8)/1e6) }

// ---- what moved

// moved says how the estimate of a domain changed.
func moved(name string, from, to float64) string {
	if to > from {
		return fmt.Sprintf("%s rose from about %s to %s.", name, percent(from), percent(to))
	}
	return fmt.Sprintf("%s went from about %s to %s: a worse result is news about the domain, not about you.", name, percent(from), percent(to))
}

// failed is said of a week in which the exam was sat and not passed.
const failed = "The exam was sat and not passed. The plan goes on from its report."

func crossed(name string) string { return name + " reached the target." }

func verdictMoved(from, to string) string {
	return fmt.Sprintf("The verdict changed from “%s” to “%s”.", from, to)
}

func dateMoved(from, to civil.Date, proposed bool) string {
	verb := "is now"
	if proposed {
		verb = "is now proposed for"
	}
	return fmt.Sprintf("The exam %s %s; it was %s.", verb, to.Medium(), from.Medium())
}

func missesClosed(n int) string {
	if n == 1 {
		return "1 missed question was closed."
	}
	return fmt.Sprintf("%d missed questions were closed.", n)
}

// ---- what slipped

// daysMissed names the planned days of this week on which little was done.
func daysMissed(days []civil.Date, short civil.Minutes) string {
	names := make([]string, len(days))
	for i, d := range days {
		names[i] = d.Weekday().String()
	}
	if len(names) > 3 {
		return fmt.Sprintf("%d planned days fell short, by %s together.", len(names), short)
	}
	return fmt.Sprintf("%s fell short of the plan, by %s.", advice.And(names), short)
}

func retestsLate(n int) string {
	if n == 1 {
		return "1 missed question is past the day on which to try it again."
	}
	return fmt.Sprintf("%d missed questions are past the day on which to try them again.", n)
}

func checkinMissed(person string, n int) string {
	if n == 1 {
		return "The last check-in with " + person + " is not logged."
	}
	return fmt.Sprintf("%d check-ins in a row with %s are not logged.", n, person)
}

// ---- three numbers

func (s Slip) timeNumber() Number {
	n := Number{Name: "Study time", Value: zero(s.Done), Before: "nothing was planned"}
	if s.Planned > 0 {
		n.Before = "of " + s.Planned.String() + " planned"
		if !s.Over {
			n.Before += " so far"
		}
	}
	return n
}

func zero(m civil.Minutes) string {
	if m <= 0 {
		return "none"
	}
	return m.String()
}

func levelNumber(then, now stat.Share, target float64) Number {
	before := "unchanged"
	if percent(then.Mean) != percent(now.Mean) {
		before = "was about " + percent(then.Mean)
	}
	likely := fmt.Sprintf("about %s, most likely %s to %s", percent(now.Mean), strings.TrimSuffix(percent(now.Lo), " %"), percent(now.Hi))
	return Number{"Expected share of questions right", likely, fmt.Sprintf("%s; the target is %s", before, percent(target))}
}

func openNumber(then, now int) Number {
	before := "unchanged"
	if then != now {
		before = fmt.Sprintf("was %d", then)
	}
	return Number{"Missed questions still open", fmt.Sprint(now), before}
}

// ---- three questions for the mentor

const (
	askReplan     = "I am behind the plan. Of the four ways on the plan page, which would you take, and why?"
	askNext       = "What should I do differently next week?"
	askHelp       = "When can we look at one hard question together?"
	askAfterPass1 = "What did you see me do well that I should keep?"
	askAfterPass2 = "Which certificate or task would be a good next step?"
	askAfterPass3 = "Who else could use this plan?"
)

func askDate(day string) string {
	return "The plan says that " + day + " is too soon. Shall I move the exam?"
}

func askRepeat(objective string) string {
	return "I keep missing questions on objective " + objective + ". Can you explain it to me in your own words?"
}

// askMisconception asks about an answer that felt sure and was wrong; note is the learner's own word on it.
func askMisconception(objective, note string) string {
	if note = strings.TrimRight(strings.TrimSpace(note), "."); note == "" {
		return "I was sure of a wrong answer on objective " + objective + ". Where does my picture break?"
	}
	return "I was sure of a wrong answer on objective " + objective + " (“" + note + "”). Is it clear now?"
}

func askCause(title string) string {
	return "The data support “" + strings.ToLower(title[:1]) + title[1:] + "” as a cause. Does that fit what you see?"
}

func askWeakest(domain string) string {
	return "Most points are to be won in " + domain + ". Would you quiz me on it for ten minutes?"
}

func askGate(name string) string {
	return map[string]string{
		"legal":    "The retake rule is in the way. Have you been through that with this issuer?",
		"rule":     "The booking rule is not met yet. Shall we go through my last simulation together?",
		"evidence": "The chance of passing is not yet where the plan wants it. What would convince you?",
		"able":     "Not every domain is far enough yet. What would you leave out?",
	}[name]
}

package begin

import (
	"fmt"
	"regexp"
	"strings"

	"retake/generator/civil"
	"retake/generator/entry"
	"retake/generator/study"
)

// What a starter says to its new owner. Everything but the exam is optional, so examples are comments; whoever takes the
// "# " in front of them away has a plan that can be read. A day stands as YYYY-MM-DD until there is a today.

const planHead = `# When you can study, and what with. Change every line that is not true for you; all of it is optional.

# start = YYYY-MM-DD              # leave out: the day of your first log entry, or today
`

const noDate = `# exam_date = YYYY-MM-DD          # leave out: the plan proposes a date and says why
# booked = true
`

const hoursHead = `
# Hours that are really free: "19:00-20:30", or "90m" if only the length is certain, or several in a list.
# A day that is not listed has no study.
`

const awayHead = `
# Days on which nothing is planned:
`

const awayExample = `# [[away]]
# from = YYYY-MM-DD
# to = YYYY-MM-DD
# why = "family"
`

const voucher = `
# The exam entry you paid for:
# [voucher]
# expires = YYYY-MM-DD
# refund_until = YYYY-MM-DD       # the last day on which not being ready costs nothing
`

const resourceHead = `
# What you learn from. kind: book, video, course, lab, questions, community or person.
`

const resourceExample = `# [[resource]]
# name = "Official study guide"
# kind = "book"
# used_before = true              # it was there for the attempt that failed
`

const helperHead = `
# Who helps, and when you talk:
`

const helperExample = `# [[person]]
# name = "Alex"
# role = "mentor"
# checkin = "sun 18:00"
`

const block = `
# A block of your own; with pin = true it stays where it is, whatever is planned around it:
# [[block]]
# date = YYYY-MM-DD
# start = "10:00"
# minutes = 90
# kind = "lab"                    # read | video | lab | practice | review | simulation
# pin = true
`

const attemptsHead = `# Your score reports, oldest first. Copy what the paper says and leave out what it does not say: an empty
# place is better than a guess. Take away the # in front of the lines that you fill in.
`

// FirstAttempt is content/attempts.toml for an exam whose report is not known.
const FirstAttempt = attemptsHead + `#
# [[attempt]]
# date = YYYY-MM-DD
# result = "fail"                 # fail | pass | void | no-show
# score = { form = "percent", value = 62 }          # scaled | percent | points | raw | none
# minutes_used = 88               # of the time there was
# unanswered = 3                  # questions left open
# studied = "40h"                 # before this attempt; a rough figure is good enough
#
# If the report lists objectives with wrong answers:
# objectives = { missed = ["1.1", "1.4"] }
#
# If it says something about each domain, one line each, as percent, level, bar, rank, scaled, right and of,
# points and of, or stars and of:
# section = [
#   { domain = 1, level = "below" },
# ]
#
` + reasonsHead + "# " + reasons + "\n"

const reasonsHead = `# What you hold to be the reasons, from 0 (not at all) to 3 (the main one). The site sets each beside the data.
`

const reasons = `causes = { study_time = 1, coverage = 0, one_source = 2, hands_on = 2, out_of_time = 3, anxiety = 1, misreading = 0, second_guessing = 0 }`

// FirstEntries is content/log.toml before anything has been logged.
const FirstEntries = `# What you did, in the order in which it happened. Only ever add at the end: past weeks then stay as they
# were. retake log writes here for you; or take away the # in front of the lines that you fill in.
#
# [[session]]                     # time spent
# date = YYYY-MM-DD
# domain = 1
# kind = "read"                   # read | video | lab | practice | review | simulation
# minutes = 50
#
# [[practice]]                    # a set of questions
# date = YYYY-MM-DD
# domain = 1                      # or objective = "1.2"
# right = 14
# of = 25
# source = "Provider A"           # where the questions are from
# conditions = "timed"            # timed | open
# guessed = 3                     # of those right, how many by luck
#
# [[miss]]                        # one question that went wrong, and why
# date = YYYY-MM-DD
# objective = "1.1"
# why = "concept"                 # concept | term | misread | reasoning | guess | time | changed
# confident = true                # it felt sure, and was wrong; or lucky = true: right, but by luck
# cleared = [YYYY-MM-DD]          # right again; two later days close it
#
# [[simulation]]                  # a whole exam in one sitting, with questions you have not seen
# date = YYYY-MM-DD
# source = "Provider B"
# form = "1"                      # the same source and form again is shown, never counted
# right = 61
# of = 90
# minutes = 88
# timed = true
# closed_book = true
# unanswered = 2
# anxiety = 5                     # 0 to 10, before the start
# changes = { right = 4, wrong = 1, same = 2 }               # answers changed: to right, to wrong, wrong to wrong
#
# [[checkin]]                     # a talk with somebody who helps
# date = YYYY-MM-DD
# person = "Alex"
`

// PlanHead is the beginning of content/plan.toml, up to the free hours.
const PlanHead = planHead + noDate + hoursHead

// PlanTail is its end, behind the resources.
const PlanTail = awayHead + awayExample + voucher + helperHead + helperExample + block

// offsets are the days from today that stand in an example, by their key. What is logged was done today.
var offsets = map[string]civil.Date{"exam_date": 60, "from": 28, "to": 31, "expires": 180, "refund_until": 58, "cleared": 7}

var undated = regexp.MustCompile(`(?m)^(# *)?([a-z_]+)( = \[?)YYYY-MM-DD`)

// dated puts days near today into the examples. The line stays as long as it was.
func dated(text string, today civil.Date) string {
	return undated.ReplaceAllStringFunc(text, func(s string) string {
		m := undated.FindStringSubmatch(s)
		return m[1] + m[2] + m[3] + (today + offsets[m[2]]).String()
	})
}

// FreeHours is [availability]. A week without any free time is left out: the plan assumes a modest one then.
func FreeHours(a study.Availability) string {
	days := ""
	for i, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		var windows []string
		for _, w := range a.Days[(i+1)%7] {
			if w.Length > 0 {
				windows = append(windows, entry.Text(windowText(w)))
			}
		}
		switch len(windows) {
		case 0:
		case 1:
			days += day + " = " + windows[0] + "\n"
		default:
			days += day + " = [" + strings.Join(windows, ", ") + "]\n"
		}
	}
	if days == "" {
		return "\n# [availability]\n# tue = \"19:00-20:30\"\n"
	}
	head := "\n[availability]\n"
	if a.FreeDays >= 0 {
		head += fmt.Sprintf("free_days = %d                     # days a week that stay free\n", a.FreeDays)
	}
	return head + days
}

func windowText(w civil.Window) string {
	if w.Start == civil.NoClock {
		return fmt.Sprintf("%dm", int(w.Length))
	}
	return w.String()
}

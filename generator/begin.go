package generator

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"retake/generator/civil"
	"retake/generator/source"
	"retake/generator/study"
)

// Beginning is a plan with nothing in it yet, which builds as it is.
type Beginning struct {
	Files map[string][]byte // by path; nil if it was refused
	Exam  string            // code and version, "" if no exam was named
	Notes []string          // what to know of the exam's versions

	Refused, Hint string // why no plan can begin with that exam, and what to do
}

// Begin makes a plan for an exam, named by its code or by code and version, on the day it is; "" leaves the exam
// for the learner to write down. An exam that nobody can take any more is no beginning.
func Begin(exam string, clock Clock) Beginning {
	today, _ := clock.day(time.UTC, source.SiteFile{})
	b := Beginning{}
	exam = strings.Join(strings.FieldsFunc(exam, func(r rune) bool { return r == ' ' || !unicode.IsPrint(r) }), " ")
	title, which := "My next attempt", unnamedExam
	if exam != "" {
		e, faults := source.Catalogued(exam)
		switch {
		case faults.Errors() > 0:
			b.Refused, b.Hint = faults[0].Message, faults[0].Hint
			return b
		case over(e, today):
			b.Refused = sayGone(e)
			b.Hint = "to look back at it all the same, begin without --exam and name it in content/exam.toml"
			if e.Successor != "" {
				b.Hint = fmt.Sprintf("%s is in its place; %s", e.Successor, b.Hint)
			}
			return b
		}
		b.Exam, b.Notes = versioned(e), notesOn(e, today)
		title, which = e.Code+", next attempt", namedExam(e, exam)
	}
	b.Files = map[string][]byte{
		"site.toml":             []byte(fmt.Sprintf(siteHead, quoted(title)) + shareTable),
		"content/exam.toml":     []byte(which),
		"content/plan.toml":     []byte(planHead + freeHours(study.Availability{}) + readyRule + planTail),
		"content/attempts.toml": []byte(firstAttempt),
		"content/log.toml":      []byte(firstEntries),
		".gitignore":            []byte(ignored),
		WorkflowFile:            Workflow(),
	}
	return b
}

// namedExam is exam.toml. The version stands there only if it was asked for: the day of a report says it else.
func namedExam(e study.Exam, asked string) string {
	text := "# Which exam this plan is for: a code from the built-in catalogue, or an exam written in full.\nexam = " + quoted(e.Code) + "\n"
	if e.Version != "" && !strings.EqualFold(asked, e.Code) {
		text += "version = " + quoted(e.Version) + "\n"
	}
	return text
}

func versioned(e study.Exam) string { return strings.TrimSpace(e.Code + " " + e.Version) }

// over reports whether an exam can be taken no more.
func over(e study.Exam, today civil.Date) bool {
	return e.RetiresOn != 0 && e.RetiresOn < today || e.RetiresOn == 0 && e.Status == "retired"
}

func sayGone(e study.Exam) string {
	if e.RetiresOn == 0 {
		return versioned(e) + " has been retired"
	}
	return fmt.Sprintf("%s was retired on %s", versioned(e), e.RetiresOn.Medium())
}

// notesOn says until when an exam can be taken, from when, and which versions of it are gone.
func notesOn(e study.Exam, today civil.Date) (out []string) {
	if e.AvailableFrom > today {
		out = append(out, fmt.Sprintf("%s can be taken from %s", versioned(e), e.AvailableFrom.Medium()))
	}
	if e.RetiresOn != 0 {
		say := fmt.Sprintf("%s can be taken until %s", versioned(e), e.RetiresOn.Medium())
		if e.Successor != "" {
			say += "; then comes " + e.Successor
		}
		out = append(out, say)
	}
	for _, other := range source.Versions(e.Code) {
		if other.Version != e.Version && over(other, today) {
			out = append(out, fmt.Sprintf("%s; this plan is for %s", sayGone(other), versioned(e)))
		}
	}
	return out
}

const unnamedExam = `# Which exam this plan is for. Write its code in the place of custom, as your score report or your booking
# has it: "SY0-701", say. Until then the plan takes the whole exam as one domain. For an exam that the
# catalogue does not have, leave custom and add name, minutes, score and domains below it.
exam = "custom"
`

const siteHead = `# How the site is shown, and who sees what of it. What you study is in content/; everything here is optional.

title = %s
# author = "your name"
language = "en"
# timezone = "Continent/City"       # your own: it decides when "today" begins; else UTC
# base_url = "https://name.github.io/repository/"    # where the site stands once it is published
`

// shareTable is [share] with what holds without it, as comments.
const shareTable = `
# Who sees what when you show this to others. What stands here as a comment holds without it; docs/sharing.md of
# retake explains each word. Look first: retake serve --as mentor
# [share]
# audience = "public"             # what retake publish makes: public, mentor or me
# notes = "me"                    # who sees notes that do not say it: me, mentor or public
#
# [share.mentor]
# pages = ["plan", "weeks", "domains", "readiness", "causes", "practice", "simulations", "progress", "report", "retake", "resources", "notes", "checklists", "guides", "search"]
# scores = "shown"                # shown, bands (in words), or hidden
# show = ["log", "causes", "people", "words"]         # there are also times, money and files
#
# [share.public]
# pages = ["plan", "weeks", "domains", "resources", "notes", "checklists", "guides", "search"]
# scores = "hidden"
# show = []
`

const readyRule = `
# When you count as ready:
# [readiness]
# buffer = 10                     # points above the pass mark, 10 to 15
# streak = 3                      # full simulations in a row that must reach it, 2 or 3
`

const ignored = `# The site that retake writes, bundles to mail, and keys.
/public/
/*.html
/*.zip
*.key
.env
`

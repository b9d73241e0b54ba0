package begin

import (
	"fmt"
	"strings"

	"retake/generator/civil"
	"retake/generator/entry"
	"retake/generator/source/keyed"
	"retake/generator/study"
)

// Files are the plan's own files, by path. first is the line that each .toml begins with, for editors; nil = none.
func (a Answers) Files(today civil.Date, first func(file string) string) map[string][]byte {
	a.settle()
	out := map[string][]byte{}
	for name, text := range map[string]string{
		"site.toml":             a.site(),
		"content/exam.toml":     a.exam(),
		"content/plan.toml":     a.plan(today),
		"content/attempts.toml": dated(a.attempts(), today),
		"content/log.toml":      dated(FirstEntries, today),
	} {
		head := ""
		if first != nil {
			head = strings.TrimSuffix(first(name), "\n") + "\n"
		}
		out[name] = []byte(head + text)
	}
	out["content/why.md"] = []byte(why)
	out[".gitignore"] = []byte(ignored)
	return out
}

// ---- site.toml

const siteHead = `# How the site is shown, and who sees what of it. What you study is in content/; everything here is optional.

`

// share is [share] with what holds without it, as comments.
const share = `
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

// Called is the site's title if nobody gives it another.
func (a Answers) title() string {
	switch {
	case a.Title != "":
		return a.Title
	case a.Exam.Code != "":
		return a.Exam.Code + ", next attempt"
	case a.Name != "":
		return a.Name + ", next attempt"
	}
	return "My next attempt"
}

func (a Answers) site() string {
	or := func(key, value, example, say string) string {
		if value != "" {
			return key + " = " + entry.Text(value) + "\n"
		}
		return strings.TrimRight(fmt.Sprintf("# %-31s # %s", key+" = "+entry.Text(example), say), " #") + "\n"
	}
	return siteHead + "title = " + entry.Text(a.title()) + "\n" +
		or("author", a.Author, "your name", "") +
		"language = \"en\"\n" +
		or("timezone", a.Zone, "Continent/City", `your own: it decides when "today" begins; else UTC`) +
		"# base_url = \"https://name.github.io/repository/\"    # where the site stands once it is published\n" + share
}

// ---- content/exam.toml

const catalogued = "# Which exam this plan is for: a code from the built-in catalogue, or an exam written in full.\n"

const unnamed = `# Which exam this plan is for. Write its code in the place of custom, as your score report or your booking
# has it: "SY0-701", say. Until then the plan takes the whole exam as one domain. For an exam that the
# catalogue does not have, leave custom and add name, minutes, score and domains below it.
exam = "custom"
`

const outlineExample = `# minutes = 120
# questions_max = 60
# score = { kind = "percent", pass = 70 }
# weights = "percent"
# domains = [
#   { n = 1, name = "First domain", weight = 60 },
#   { n = 2, name = "Second domain", weight = 40 },
# ]
`

// exam is exam.toml. The version stands there only if it was asked for: the day of a report says it else.
func (a Answers) exam() string {
	switch e := a.Exam; {
	case e.Code != "" && a.Versioned:
		return catalogued + "exam = " + entry.Text(e.Code) + "\nversion = " + entry.Text(e.Version) + "\n"
	case e.Code != "":
		return catalogued + "exam = " + entry.Text(e.Code) + "\n"
	case a.Name != "":
		return "# An exam that the catalogue does not have. Write what you know of it; its domains matter most.\nexam = \"custom\"\nname = " + entry.Text(a.Name) + "\n" + outlineExample
	}
	return unnamed
}

// ---- content/plan.toml

const readyRule = `
# When you count as ready:
# [readiness]
# buffer = 10                     # points above the pass mark, 10 to 15
# streak = 3                      # full simulations in a row that must reach it, 2 or 3
`

func (a Answers) plan(today civil.Date) string {
	var b strings.Builder
	b.WriteString(planHead)
	if a.ExamDate != 0 {
		fmt.Fprintf(&b, "exam_date = %s\nbooked = true\n", a.ExamDate)
	} else {
		b.WriteString(noDate)
	}
	b.WriteString(hoursHead)
	if a.Evenly > 0 {
		fmt.Fprintf(&b, "# You said %s a week and no days, so they are spread evenly: put them where they are free.\n", a.Evenly)
	}
	free := a.Free
	if !free.Written {
		free.FreeDays = -1
	}
	b.WriteString(FreeHours(free) + readyRule)
	list(&b, awayHead, awayExample, a.Away, away)
	b.WriteString(voucher)
	list(&b, resourceHead, resourceExample, a.Resources, resource)
	var people []study.Person
	if a.Mentor.Name != "" {
		people = []study.Person{a.Mentor}
	}
	list(&b, helperHead, helperExample, people, person)
	b.WriteString(block)
	return dated(b.String(), today)
}

// list writes what was said, or the example.
func list[T any](b *strings.Builder, head, example string, said []T, write func(T) entry.Entry) {
	b.WriteString(head)
	if len(said) == 0 {
		b.WriteString(example)
	}
	for i, x := range said {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(write(x).String())
	}
}

// fields are lines of an entry; a text that is empty is left out.
func fields(pairs ...string) (out []entry.Field) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, entry.Field{Key: pairs[i], Value: entry.Text(pairs[i+1])})
		}
	}
	return out
}

func away(x study.Away) entry.Entry {
	f := []entry.Field{{Key: "from", Value: x.From.String()}}
	if x.To != x.From {
		f = append(f, entry.Field{Key: "to", Value: x.To.String()})
	}
	return entry.Entry{Table: "away", Fields: append(f, fields("why", x.Why)...)}
}

func resource(x study.Resource) entry.Entry {
	f := fields("name", x.Name, "kind", x.Kind, "url", x.URL)
	if x.UsedBefore {
		f = append(f, entry.Field{Key: "used_before", Value: "true"})
	}
	return entry.Entry{Table: "resource", Fields: f}
}

func person(x study.Person) entry.Entry {
	return entry.Entry{Table: "person", Fields: fields("name", x.Name, "role", x.Role, "checkin", x.Checkin)}
}

// ---- content/attempts.toml

// attempts is the report: what was said, and around it what else might be.
func (a Answers) attempts() string {
	if a.Attempt.At.Date == 0 {
		return a.exampleAttempt()
	}
	at := a.Attempt
	lines := []string{"\n[[attempt]]", "date = " + at.At.Date.String(), `result = "fail"                   # fail | pass | void | no-show`}
	if s := a.score(); s != "" {
		lines = append(lines, s)
	}
	lines = append(lines, "# minutes_used = 88               # of the time there was", "# unanswered = 3                  # questions left open",
		`# studied = "40h"                 # before this attempt; a rough figure is good enough`)
	if at.ListsMissed {
		lines = append(lines, "objectives = "+missed(at.Missed))
	}
	if len(a.Parts) > 0 {
		lines = append(lines, "section = [")
		for _, p := range a.Parts {
			lines = append(lines, "  "+row(p)+",")
		}
		lines = append(lines, "]")
	}
	return attemptsHead + strings.Join(lines, "\n") + "\n\n" + reasonsHead + "# " + reasons + "\n"
}

// exampleAttempt is a report of the vendor's own form, as a comment.
func (a Answers) exampleAttempt() string {
	if a.Exam.Code == "" {
		return FirstAttempt
	}
	x := a
	x.Attempt.At.Date = 1
	if form := total(a.Exam); form != "" && !paperOf(a.Exam).untold {
		s := a.Exam.Scale
		pass := s.Pass
		if !s.HasPass {
			pass = (s.Min + s.Max) / 2
		}
		x.Attempt.Score = study.Score{Form: form, Value: float64(int(pass - (s.Max-s.Min)/20)), Min: s.Min, Max: s.Max, Pass: s.Pass, HasPass: s.HasPass}
	}
	x.exampleParts()
	_, body, _ := strings.Cut(x.attempts(), attemptsHead+"\n")
	body = strings.ReplaceAll(body, civil.Date(1).String(), "YYYY-MM-DD")
	var b strings.Builder
	b.WriteString(attemptsHead + "#\n")
	for line := range strings.Lines(body) {
		switch {
		case strings.HasPrefix(line, "#"):
			b.WriteString(line)
		case line == "\n":
			b.WriteString("#\n")
		default:
			b.WriteString("# " + line)
		}
	}
	return b.String()
}

// exampleParts is what a report of that vendor may say of the first two parts.
func (a *Answers) exampleParts() {
	p := paperOf(a.Exam)
	if p.parts == missedList && a.outlined() {
		a.Attempt.Missed, a.Attempt.ListsMissed = []study.Objective{{Domain: 1, Minor: 1}, {Domain: 2, Minor: 1}}, true
		return
	}
	values := map[string][2]string{
		string(study.ByPercent): {"45", "60"}, string(study.ByBar): {"30", "60"}, string(study.ByStars): {"2", "3"}, string(study.ByPoints): {"20/60", "30/40"},
		string(study.ByScaled): {keyed.Plain(a.Exam.Scale.Pass - 40), keyed.Plain(a.Exam.Scale.Pass + 10)},
	}[p.parts]
	if len(p.bands) > 1 {
		values = [2]string{p.bands[0].printed, p.bands[1].printed}
	}
	for i, value := range values {
		part := Part{Section: study.Section{Domain: i + 1}}
		if !a.outlined() {
			part = Part{Name: [2]string{"First part of your report", "Second part"}[i]}
		}
		if value != "" {
			_ = a.put(part, p.parts, value) // an example that does not fit is left out
		}
	}
}

// score is the total; what the catalogue says of the scale is left to it.
func (a Answers) score() string {
	s, scale := a.Attempt.Score, a.Exam.Scale
	switch {
	case s.Form == "":
		return ""
	case s.Form == nothing:
		return `score = { form = "none" }`
	}
	text := fmt.Sprintf("score = { form = %q, value = %s", s.Form, keyed.Plain(s.Value))
	if own := s.Min != scale.Min || s.Max != scale.Max || s.Form != scale.Kind && scale.Kind != "unpublished"; own && s.Form != "percent" {
		text += fmt.Sprintf(", min = %s, max = %s", keyed.Plain(s.Min), keyed.Plain(s.Max))
	}
	if s.HasPass && (!scale.HasPass || s.Pass != scale.Pass || s.Form != scale.Kind) {
		text += ", pass = " + keyed.Plain(s.Pass)
	}
	return text + " }"
}

func missed(list []study.Objective) string {
	var names []string
	for _, o := range list {
		names = append(names, entry.Text(o.String()))
	}
	return "{ missed = [" + strings.Join(names, ", ") + "] }"
}

// row is one section.
func row(p Part) string {
	which := fmt.Sprintf("domain = %d", p.Domain)
	if p.Name != "" {
		which = "name = " + entry.Text(p.Name)
	}
	value := fmt.Sprintf("%s = %s", p.Form, keyed.Plain(p.Value))
	switch p.Form {
	case study.ByLevel:
		value = fmt.Sprintf("level = %q", p.Level.String())
		if p.Printed != "" {
			value += ", printed = " + entry.Text(p.Printed)
		}
	case study.ByCount, study.ByPoints, study.ByStars:
		value += ", of = " + keyed.Plain(p.Of)
	}
	return "{ " + which + ", " + value + " }"
}

// ---- the others

const why = `---
title: Why I do this
---

<!-- What will be different once you have passed, and for whom? Two honest sentences are enough: the home page begins
with them on the days that go badly. Write them here, in the place of this. -->
`

const ignored = `# The site that retake writes, bundles to mail, and keys.
/public/
/*.html
/*.zip
*.key
.env
.retake-tmp-*
`

package begin

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"retake/generator/begin/spoken"
	"retake/generator/civil"
	"retake/generator/source/keyed"
	"retake/generator/study"
	"retake/generator/talk"
)

func (c *conversation) hours() error {
	err := c.ask("hours", "When can you study?",
		"Such as mon-fri 19:00-20:30, sat 9-12; or weekdays 90m; or 6h a week. Only time that is really free: a plan that asks for more falls behind in its first week.", c.a.Hours)
	if err == nil && c.a.Free.Written && len(c.said["hours"]) == 0 {
		c.Say("  That is " + perWeek(c.a.Free).String() + " a week.")
	}
	return err
}

func (c *conversation) days() error {
	return c.ask("away", "On which days will you not study?", "Holidays, family, work: 24 Dec - 27 Dec family; 31 Dec. Nothing is planned on them.",
		func(s string) error { return c.a.Days(s, c.today) })
}

// resources asks until an empty line.
func (c *conversation) resources() error {
	if len(c.said["resource"]) > 0 {
		return nil
	}
	ask := "What do you learn from? One a line, and an empty line at the end:"
	for {
		before := len(c.a.Resources)
		err := c.ask("resource", ask, "Such as: Official study guide, book, used before. It is planned for, and the site shows where you rely on one source alone.", c.a.Resource)
		if err != nil || len(c.a.Resources) == before {
			return err
		}
		r := &c.a.Resources[before]
		if r.Kind == "" {
			i, err := c.Choose("What kind of source is "+r.Name+"?", spoken.Kinds, -1)
			if err != nil {
				return err
			}
			if i >= 0 {
				r.Kind = spoken.Kinds[i]
			}
		}
		ask = "And what else?"
	}
}

func (c *conversation) mentor() error {
	return c.ask("mentor", "Does somebody help you, and when do you talk?", "A name, and a day if there is one: Alex, sun 18:00. The plan keeps that time, and has a page to talk about.", c.a.Helper)
}

func (c *conversation) booked() error {
	err := c.ask("exam-date", "If the next attempt is booked, for which day?", "Leave it empty if it is not: the plan then proposes a day, and says why.",
		func(s string) error { return c.a.Booked(s, c.today) })
	if err == nil {
		c.tell(c.a.late())
	}
	return err
}

// names asks for what only some want to say.
func (c *conversation) names() error {
	if len(c.said["title"]) == 0 {
		yes, err := c.Yes("Do you want to give the site a title, or put your name on it?", false)
		if err != nil {
			return err
		}
		if yes {
			if c.a.Title, err = c.Ask(talk.Question{Ask: "Its title?", Help: "It stands at the top of every page.", Usual: c.a.title()}); err != nil {
				return err
			}
			if c.a.Author, err = c.Ask(talk.Question{Ask: "Your name?", Help: "It stands on the pages, also on those you show to others."}); err != nil {
				return err
			}
		}
	}
	if c.a.Zone = c.zone; c.zone == "" {
		return nil
	}
	yes, err := c.Yes("Is "+c.zone+" your time zone?", true)
	if !yes {
		c.a.Zone = ""
	}
	return err
}

// scoreIn takes a total in a form that is not the exam's own.
func (a *Answers) scoreIn(form, text string) error {
	s := study.Score{Form: form}
	switch n, of, ok := pair(text); {
	case form == "points" || form == "raw":
		if !ok {
			return fmt.Errorf("%q is no count of a total, such as 23/40", text)
		}
		s.Value, s.Max = n, of
	case form == "percent":
		if _, err := fmt.Sscanf(strings.TrimSuffix(strings.TrimSpace(text), "%")+"\n", "%g\n", &s.Value); err != nil {
			return fmt.Errorf("%q is no percentage, such as 58", text)
		}
		s.Max = 100
	default:
		if _, err := fmt.Sscanf(strings.TrimSpace(text)+"\n", "%g on %g to %g\n", &s.Value, &s.Min, &s.Max); err != nil || s.Max <= s.Min {
			return errors.New("a score and its scale, such as 721 on 100 to 900")
		}
	}
	return a.place(s)
}

// ranked takes the parts by number, the weakest first.
func (a *Answers) ranked(text string) error {
	var list []Part
	for i, word := range strings.Fields(strings.ReplaceAll(text, ",", " ")) {
		p, err := a.part(word)
		if err != nil {
			return err
		}
		for _, o := range list {
			if o.Domain == p.Domain && o.Name == p.Name {
				return fmt.Errorf("part %s is there twice", word)
			}
		}
		p.Form, p.Value = study.ByRank, float64(i+1)
		list = append(list, p)
	}
	a.Parts = append(a.Parts, list...)
	return nil
}

// ---- the summary

// Summary is what was said, one line each.
func (a Answers) Summary() (out []string) {
	say := func(name, text string) {
		if text != "" {
			out = append(out, name+": "+text)
		}
	}
	switch {
	case a.Exam.Code != "":
		say("exam", titled(a.Exam))
	case a.Name != "":
		say("exam", a.Name+", to be described in content/exam.toml")
	default:
		say("exam", "to be named in content/exam.toml")
	}
	if a.Attempt.At.Date != 0 {
		say("failed on", a.Attempt.At.Date.Medium())
	}
	say("score", amount(a.Attempt.Score))
	if a.Attempt.ListsMissed {
		say("objectives listed", orNone(missedNames(a.Attempt.Missed)))
	}
	for _, p := range a.Parts {
		say("part "+partName(p), p.words())
	}
	say("hours", a.freeWords())
	for _, x := range a.Away {
		say("no study", strings.TrimSuffix(stretchWords(x)+", "+x.Why, ", "))
	}
	for _, r := range a.Resources {
		used := ""
		if r.UsedBefore {
			used = ", used before"
		}
		say("learning from", strings.TrimSuffix(r.Name+", "+r.Kind, ", ")+used)
	}
	say("help", strings.TrimSuffix(a.Mentor.Name+", "+a.Mentor.Checkin, ", "))
	if a.ExamDate != 0 {
		say("booked for", a.ExamDate.Long())
	}
	say("title", a.Title)
	say("name", a.Author)
	say("time zone", a.Zone)
	return out
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func missedNames(list []study.Objective) string {
	var names []string
	for _, o := range list {
		names = append(names, o.String())
	}
	return strings.Join(names, " ")
}

// amount is a total in words.
func amount(s study.Score) string {
	switch v := keyed.Plain(s.Value); s.Form {
	case "":
		return ""
	case nothing:
		return "no number"
	case "percent":
		return v + " %"
	case "scaled":
		return fmt.Sprintf("%s on a scale from %s to %s", v, keyed.Plain(s.Min), keyed.Plain(s.Max))
	default:
		return fmt.Sprintf("%s of %s", v, keyed.Plain(s.Max))
	}
}

// words is what a report says of a part.
func (p Part) words() string {
	v := keyed.Plain(p.Value)
	switch p.Form {
	case study.ByLevel:
		if p.Printed != "" {
			return strings.ToLower(p.Printed)
		}
		return p.Level.String()
	case study.ByPercent:
		return v + " %"
	case study.ByBar:
		return "its bar about " + keyed.Plain(math.Round(p.Value*100)) + " of 100"
	case study.ByRank:
		return "place " + v + " from the weakest"
	case study.ByStars:
		return v + " of " + keyed.Plain(p.Of) + " stars"
	case study.ByCount, study.ByPoints:
		return v + " of " + keyed.Plain(p.Of)
	}
	return v
}

func (a Answers) freeWords() string {
	if !a.Free.Written {
		return ""
	}
	var days []string
	for i := range 7 {
		d := (i + 1) % 7
		var windows []string
		for _, w := range a.Free.Days[d] {
			windows = append(windows, w.String())
		}
		if len(windows) > 0 {
			days = append(days, spoken.Weekdays[d]+" "+strings.Join(windows, " and "))
		}
	}
	say := strings.Join(days, ", ") + "; " + perWeek(a.Free).String() + " a week"
	if a.Evenly > 0 {
		say += ", spread evenly"
	}
	return say
}

func stretchWords(x study.Away) string {
	if x.To == x.From {
		return x.From.Long()
	}
	return x.From.Medium() + " to " + x.To.Medium()
}

// perWeek is the free time of a week.
func perWeek(free study.Availability) (total civil.Minutes) {
	for _, day := range free.Days {
		for _, w := range day {
			total += w.Length
		}
	}
	return total
}

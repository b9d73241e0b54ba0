package begin

import (
	"errors"
	"fmt"
	"strings"

	"retake/generator/civil"
	"retake/generator/source"
	"retake/generator/source/keyed"
	"retake/generator/study"
	"retake/generator/talk"
)

// conversation asks for what was not said.
type conversation struct {
	*talk.Talk
	a     *Answers
	said  map[string][]string // by flags: not asked again
	today civil.Date
	zone  string // that the machine names, "" if it names none
}

// Ask asks for what was not said, and at the end whether to write it into a folder. Nothing is written here.
func (a *Answers) Ask(t *talk.Talk, said map[string][]string, today civil.Date, zone, dir string) (yes bool, err error) {
	c := conversation{t, a, said, today, zone}
	t.Say("A few questions about your exam and your weeks. An empty line leaves one out, and ? explains it. Nothing is written before you have seen the whole.")
	for _, step := range []func() error{c.exam, c.failed, c.hours, c.days, c.resources, c.mentor, c.booked, c.names} {
		if err := step(); err != nil {
			return false, err
		}
	}
	a.settle()
	t.Say("")
	for _, line := range a.Summary() {
		t.Say("  " + line)
	}
	if yes, err = t.Yes("Write this into "+dir+"? All of it can be changed there later.", true); err == nil && !yes {
		t.Say("Nothing was written.")
	}
	return yes, err
}

// ask puts a question until what is answered can be taken.
func (c *conversation) ask(flag, ask, help string, take func(string) error) error {
	if len(c.said[flag]) > 0 {
		return nil
	}
	_, err := c.Ask(talk.Question{Ask: ask, Help: help, Check: func(s string) (string, error) { return s, take(s) }})
	return err
}

func (c *conversation) tell(lines []string) {
	for _, line := range lines {
		c.Say("  " + strings.ToUpper(line[:1]) + line[1:] + ".")
	}
}

// ---- the exam

func (c *conversation) exam() error {
	if len(c.said["exam"]) > 0 {
		c.tell(notesOn(c.a.Exam, c.today))
		return nil
	}
	for {
		words, err := c.Ask(talk.Question{Ask: "Which exam is it?",
			Help: "Its code, such as SY0-701, or words of its name, such as security plus. Both are on your booking and on your score report."})
		if err != nil || words == "" {
			return err
		}
		if found, err := c.pick(words); err != nil || found {
			return err
		}
	}
}

// most is how many exams are shown to choose from.
const most = 9

// pick lets somebody choose among the exams that words may mean; found is false if they are to say it again.
func (c *conversation) pick(words string) (found bool, err error) {
	if c.a.Find(words, c.today) == nil { // by its code
		c.Say("  " + named(c.a.Exam) + ".")
		c.tell(notesOn(c.a.Exam, c.today))
		return true, nil
	}
	list := Search(words)
	switch n := len(list); {
	case n == 0:
		own, err := c.Yes("The catalogue has no such exam. Is "+words+" its name, and you describe it later?", false)
		if own {
			c.a.Name = words
		}
		return own, err
	case n > most:
		c.Say(fmt.Sprintf("  That fits %d exams: add a word of its name, or give its code.", n))
		return false, nil
	case n == 1 && strings.EqualFold(list[0].Code, words):
		return c.take(list[0])
	case n == 1:
		yes, err := c.Yes("Is it "+line(list[0], c.today)+"?", true)
		if err != nil || !yes {
			return false, err
		}
		return c.take(list[0])
	}
	var options []string
	for _, e := range list {
		options = append(options, line(e, c.today))
	}
	i, err := c.Choose("Which of these? An empty line asks again.", options, -1)
	if err != nil || i < 0 {
		return false, err
	}
	return c.take(list[i])
}

// take takes an exam of the catalogue; in the place of one that is gone comes its successor, if it is wanted.
func (c *conversation) take(e study.Exam) (found bool, err error) {
	name := versioned(e)
	if len(source.Versions(e.Code)) == 1 {
		name = e.Code
	}
	var gone *Refused
	err = c.a.Find(name, c.today)
	if errors.As(err, &gone) {
		c.Say("  " + gone.What + ".")
		if gone.Instead == "" {
			return false, nil
		}
		yes, err := c.Yes(gone.Instead+" is in its place. Plan for that one?", true)
		if err != nil || !yes {
			return false, err
		}
		if c.a.Find(gone.Instead, c.today) != nil {
			return false, nil
		}
		c.a.Before = e
	}
	c.tell(notesOn(c.a.Exam, c.today))
	return c.a.Exam.Code != "", nil
}

// ---- the report

// failed asks for the day and, if there is one, for the report.
func (c *conversation) failed() error {
	err := c.ask("failed", "On which day did you sit it?", "The attempt that failed: yesterday, 12 Nov, 2026-11-12. When you may sit it again is counted from that day.",
		func(s string) error { return c.a.Failed(s, c.today) })
	if err != nil || c.a.Attempt.At.Date == 0 {
		return err
	}
	c.tell(c.a.older())
	if err := c.score(); err != nil {
		return err
	}
	return c.parts()
}

// differently is what somebody writes whose report is not as the question has it.
const differently = "other"

func (c *conversation) score() error {
	p := paperOf(c.a.Exam)
	if len(c.said["score"]) > 0 || p.untold {
		return nil
	}
	if total(c.a.Exam) == "" {
		return c.otherScore()
	}
	other := false
	err := c.ask("score", "Your score"+on(c.a.Exam)+":", "As your report prints it. If it prints another kind of number, or none, write other.",
		func(s string) error {
			if other = strings.EqualFold(s, differently); other {
				return nil
			}
			return c.a.Score(s)
		})
	switch {
	case err != nil:
		return err
	case other:
		return c.otherScore()
	case c.a.wouldPass():
		return c.doubted()
	}
	return nil
}

// doubted asks once more about a total that would have been enough.
func (c *conversation) doubted() error {
	sure, err := c.Yes(fmt.Sprintf("%s would be enough: is that the score of the attempt that failed?", amount(c.a.Attempt.Score)), false)
	if err == nil && !sure {
		c.a.Attempt.Score = study.Score{}
		return c.score()
	}
	return err
}

// otherForms are the ways in which a total may be printed.
var otherForms = []struct{ say, form string }{
	{"a number on a scale, such as 721 on 100 to 900", "scaled"},
	{"a percentage of the questions", "percent"},
	{"points of a total, such as 56/300", "points"},
	{"right answers of a total, such as 23/40", "raw"},
	{"no number", nothing},
}

func (c *conversation) otherScore() error {
	var options []string
	for _, f := range otherForms {
		options = append(options, f.say)
	}
	i, err := c.Choose("What does your report print as the total?", options, -1)
	if err != nil || i < 0 {
		return err
	}
	form := otherForms[i].form
	ask := map[string]string{"scaled": "Your score and the scale, such as 721 on 100 to 900:", "percent": "The percentage:", "points": "Points, such as 56/300:", "raw": "Right answers, such as 23/40:"}[form]
	if ask == "" {
		return c.a.Score(nothing)
	}
	return c.ask("score", ask, "As your report prints it.", func(s string) error { return c.a.scoreIn(form, s) })
}

// ---- the parts of it

// partForms are the ways in which a report may speak of the parts of an exam.
var partForms = []struct{ say, form string }{
	{"nothing", nothing},
	{"a list of objectives with wrong answers", missedList},
	{"a percentage for each part", string(study.ByPercent)},
	{"a word for each part, such as below, near, above", string(study.ByLevel)},
	{"a bar for each part", string(study.ByBar)},
	{"a number of stars for each part", string(study.ByStars)},
	{"right answers for each part, such as 7/12", string(study.ByCount)},
	{"points for each part, such as 20/60", string(study.ByPoints)},
	{"the parts in order, the weakest first", string(study.ByRank)},
	{"a score for each part, on the scale of the exam", string(study.ByScaled)},
}

func (c *conversation) parts() error {
	p := paperOf(c.a.Exam)
	switch {
	case len(c.said["section"]) > 0 || len(c.said["missed"]) > 0 || !c.a.sameVersion():
		return nil
	case p.because != "":
		c.Say("  " + p.because)
		return nil
	case p.parts == unsaid:
		return c.otherParts()
	}
	return c.partsIn(p.parts)
}

func (c *conversation) otherParts() error {
	var options, forms []string
	for _, f := range partForms {
		unplaced := f.form == missedList && !c.a.outlined() || f.form == string(study.ByScaled) && c.a.Exam.Scale.Max <= c.a.Exam.Scale.Min
		if !unplaced {
			options, forms = append(options, f.say), append(forms, f.form)
		}
	}
	i, err := c.Choose("What does your report say about the parts of the exam?", options, 0)
	if err != nil || i < 0 {
		return err
	}
	return c.partsIn(forms[i])
}

func (c *conversation) partsIn(form string) error {
	switch {
	case form == nothing:
		return nil
	case form == missedList:
		other := false
		err := c.ask("missed", "Which objectives does it list, such as 1.2 2.4 4.1?",
			"Your report lists the objectives in which at least one answer was wrong. Copy their numbers. If the list is empty write none; if your report says something else write other.",
			func(s string) error {
				if other = strings.EqualFold(s, differently); other {
					return nil
				}
				return c.a.Missed(s)
			})
		if err == nil && other {
			return c.otherParts()
		}
		return err
	case form == string(study.ByRank):
		for _, d := range c.a.Exam.Domains {
			c.Say(fmt.Sprintf("  %d %s", d.N, d.Name))
		}
		return c.ask("section", "The parts by number, the weakest first, such as 3 1 2:", "Only those that your report names.", c.a.ranked)
	case !c.a.outlined():
		return c.byName(form)
	}
	return c.each(form)
}

// how is what to write for one part, by form, and an example of it.
func (a *Answers) how(form string) (say, example string) {
	x := map[study.Form][2]string{
		study.ByPercent: {"the percentage", "45"},
		study.ByBar:     {"roughly how much of its bar is filled, by eye, from 0 to 100", "30"},
		study.ByStars:   {"its stars", "2"},
		study.ByCount:   {"the right answers", "7/12"},
		study.ByPoints:  {"the points", "20/60"},
		study.ByScaled:  {"its score", keyed.Plain(a.Exam.Scale.Min + (a.Exam.Scale.Max-a.Exam.Scale.Min)/2)},
		study.ByLevel:   {orWords(paperOf(a.Exam).bands) + " (the beginning will do)", "b"},
	}[study.Form(form)]
	if bands := paperOf(a.Exam).bands; form == string(study.ByLevel) && len(bands) > 0 {
		x[1] = strings.ToLower(bands[0].printed[:1])
	}
	return x[0], x[1]
}

// each asks for every part of the exam.
func (c *conversation) each(form string) error {
	say, example := c.a.how(form)
	c.Say(fmt.Sprintf("What does your report say of each part? Write %s, such as %s. Write nothing for a part that is not on it, and other if your report says it in another way.", say, example))
	before := len(c.a.Parts)
	for _, d := range c.a.Exam.Domains {
		other := false
		err := c.ask("section", fmt.Sprintf("  %d %s:", d.N, d.Name), "Copy what the paper says: "+say+", such as "+example+".", func(s string) error {
			if other = strings.EqualFold(s, differently); other {
				return nil
			}
			return c.a.put(Part{Section: study.Section{Domain: d.N}}, form, s)
		})
		if err != nil {
			return err
		}
		if other {
			c.a.Parts = c.a.Parts[:before]
			return c.otherParts()
		}
	}
	return nil
}

// byName asks for parts by name, where the catalogue does not have them.
func (c *conversation) byName(form string) error {
	say, example := c.a.how(form)
	c.Say(fmt.Sprintf("What does your report say of each part? Write its name, then =, then %s; such as Networking = %s. One a line, and an empty line at the end. If your report says it in another way, write other.", say, example))
	before := len(c.a.Parts)
	for {
		other, over := false, true
		err := c.ask("section", "  Name = result:", "Copy the name as the paper has it, then =, then what it says.", func(s string) error {
			if other = strings.EqualFold(s, differently); other {
				return nil
			}
			name, value, ok := cutLast(s, "=")
			if !ok {
				return fmt.Errorf("write the name, then =, then %s", say)
			}
			part, err := c.a.part(name)
			if err == nil {
				err = c.a.put(part, form, value)
			}
			over = err != nil
			return err
		})
		switch {
		case err != nil:
			return err
		case other:
			c.a.Parts = c.a.Parts[:before]
			return c.otherParts()
		case over:
			return nil
		}
	}
}

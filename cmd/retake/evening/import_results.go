package evening

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/anki"
	"retake/generator/disk/place"
	"retake/generator/entry"
	"retake/generator/fault"
	"retake/generator/intake"
	"retake/generator/source/elsewhere"
	"retake/generator/talk"
)

const importsFile = "content/imports.toml"

// importResults takes in a table of practice results.
func (c *common) importResults(file string, f importFlags) error {
	if info, err := os.Stat(file); err == nil && info.Size() > intake.MaxBytes {
		return c.wrongFile(file, intake.ErrTooLarge)
	}
	b, err := place.Read(file)
	if err != nil {
		return edge.Failed(err)
	}
	if anki.IsList(b[:min(len(b), 4096)]) {
		return c.importAnki(file, f)
	}
	table, err := intake.Read(b)
	if err != nil {
		return c.wrongFile(file, err)
	}
	r, err := c.taking()
	if err != nil {
		return err
	}
	j, err := intake.Begin(table, outlineOf(r), layouts(r.Imports()), intake.Given{Source: f.source, Columns: f.columns, Dates: f.dates, As: f.as, Domains: f.domains})
	if err == nil {
		err = c.inquire(j.Next)
	}
	if err != nil {
		return misuse(err)
	}
	results := j.Results(r.Today())
	intake.Mark(results, loggedIn(r))
	if err := c.Result(strings.TrimSpace(j.Preview(results, f.all))); err != nil {
		return err
	}
	bad := 0
	for _, x := range results {
		if x.Wrong != "" {
			bad++
		}
	}
	if err := c.bearing(bad, len(results), f); err != nil {
		return err
	}
	var saved []entry.Entry
	if e, isNew := j.Saved(); isNew {
		saved = append(saved, e)
	}
	return c.takeIn(r, f, saved, func(r generator.Result) (out []entry.Entry) {
		for i := range results {
			results[i].There = false
		}
		intake.Mark(results, loggedIn(r))
		for _, x := range intake.New(results) {
			out = append(out, x.Entry())
		}
		return out
	})
}

// wrongFile says what is wrong in a file that was to be taken in.
func (c *common) wrongFile(file string, err error) error {
	fmt.Fprintf(c.Stderr, "%s: %s\nnothing was written\n", fault.Clean(file), fault.Clean(err.Error()))
	return edge.ErrFaults
}

// misuse is what intake refuses, as wrong usage.
func misuse(err error) error {
	var m *intake.Misuse
	switch {
	case errors.As(err, &m):
		return &edge.Misuse{What: m.What, Hint: m.Hint}
	case errors.Is(err, talk.ErrOver):
		return &edge.Misuse{What: err.Error(), Hint: "what was asked can be given with the call, too: retake import --help"}
	}
	return err
}

// taking is the plan that something is taken into. Its log has to be readable, for it says what is there already.
func (c *common) taking() (generator.Result, error) {
	in, err := c.Input()
	if err != nil {
		return generator.Result{}, err
	}
	r := generator.Plan(in)
	var wrong fault.List
	for _, x := range r.Faults {
		if x.Severity == fault.Error && (x.Pos.File == logFile || x.Pos.File == importsFile || len(r.Record().Exam.Domains) == 0) {
			wrong = append(wrong, x)
		}
	}
	switch {
	case len(wrong) > 0:
		c.PrintFaults(wrong)
		fmt.Fprint(c.Stderr, "\nmend this first: nothing was written\n")
		return r, edge.ErrFaults
	case len(r.Record().Exam.Domains) == 0:
		return r, &edge.Misuse{What: "the plan has no exam with domains yet, which results are sorted by", Hint: "write it into content/exam.toml: exam = \"SY0-701\""}
	}
	return r, nil
}

// inquire asks for what is open; without anybody to ask, the first such thing is an error that names its flag.
func (c *common) inquire(next func() *intake.Question) error {
	for q := next(); q != nil; q = next() {
		if c.Talk == nil || c.Quiet {
			return &edge.Misuse{What: q.Ask, Hint: q.Flag}
		}
		if q.Options == nil {
			text, err := c.Talk.Ask(talk.Question{Ask: q.Ask, Need: true})
			if err != nil {
				return err
			}
			q.Text(text)
			continue
		}
		i, err := c.Talk.Choose(q.Ask, q.Options, -1)
		switch {
		case err != nil:
			return err
		case i < 0:
			return talk.ErrOver
		}
		q.Choice(i)
	}
	return nil
}

// bearing decides what becomes of a table some rows of which cannot be read.
func (c *common) bearing(bad, all int, f importFlags) error {
	switch {
	case bad == 0 || f.skipBad:
		return nil
	case bad == all:
		fmt.Fprintf(c.Stderr, "no row can be read: nothing was written\nhint: retake import --help shows how to name the columns\n")
		return edge.ErrFaults
	case c.Talk == nil || c.Quiet || f.yes || f.dryRun:
		fmt.Fprintf(c.Stderr, "%s cannot be read: nothing was written\nhint: mend the table, or leave such rows out with --skip-bad\n", edge.Count(bad, "row", "rows"))
		return edge.ErrFaults
	}
	ok, err := c.agreed("Leave out what cannot be read, and go on?", false, f)
	if err == nil && !ok {
		err = errors.Join(c.Result("nothing was written"), edge.ErrFaults)
	}
	return err
}

// takeIn writes new entries into the log in one step, and keeps how the file was read. What is new is asked again of the
// log as it is when it is written.
func (c *common) takeIn(r generator.Result, f importFlags, saved []entry.Entry, fresh func(generator.Result) []entry.Entry) error {
	n := len(fresh(r))
	if n == 0 {
		if err := c.Result("nothing new"); err != nil {
			return err
		}
	}
	if f.dryRun || n == 0 && len(saved) == 0 {
		return nil
	}
	if n > 0 {
		if ok, err := c.agreed(fmt.Sprintf("Write %s to %s?", edge.Count(n, "entry", "entries"), logFile), true, f); err != nil || !ok {
			if err == nil {
				err = c.Result("nothing was written")
			}
			return err
		}
	}
	in, err := c.Input()
	if err != nil {
		return err
	}
	if n > 0 {
		a, err := c.Amend(logFile, func(old []byte) ([]byte, error) {
			left := fresh(generator.Plan(in.With(logFile, old))) // somebody may have been faster
			n = len(left)
			now, err := entry.Append(old, left...)
			return now, refusal(err)
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return c.Result("nothing new: the log has it since a moment ago")
		}
		c.PrintFaults(a.Is.New(a.Was, logFile))
		if err := c.Result(strings.TrimSpace(fmt.Sprintf("%s added to %s\n%s", edge.Count(n, "entry", "entries"), logFile, c.changed(a)))); err != nil {
			return err
		}
	}
	return c.keep(saved)
}

// keep writes down how a file was read, for the next one of its kind.
func (c *common) keep(saved []entry.Entry) error {
	if len(saved) == 0 {
		return nil
	}
	_, err := c.Amend(importsFile, func(old []byte) ([]byte, error) {
		if strings.TrimSpace(string(old)) == "" {
			old = []byte(intake.Teach)
		}
		left := slices.DeleteFunc(slices.Clone(saved), func(e entry.Entry) bool { return bytes.Contains(old, []byte(e.String())) })
		now, err := entry.Append(old, left...)
		return now, refusal(err)
	})
	if err != nil {
		return err
	}
	return c.Result("how it was read is kept in " + importsFile)
}

func outlineOf(r generator.Result) intake.Outline {
	e := r.Record().Exam
	o := intake.Outline{Questions: e.Questions}
	for _, d := range e.Domains {
		o.Domains = append(o.Domains, intake.Domain{N: d.N, Slug: d.Slug, Name: d.Name})
	}
	return o
}

// layouts are the tables that are known.
func layouts(in elsewhere.Imports) (out []intake.Layout) {
	for _, x := range in.Columns {
		out = append(out, intake.Layout{Name: x.Name, Head: x.Head, Map: x.Map, Dates: x.Dates, As: x.As, Topics: meanings(x.Topics)})
	}
	return out
}

func meanings(topics []elsewhere.Topic) map[string]string {
	m := map[string]string{}
	for _, t := range topics {
		m[t.Name] = t.Domain
	}
	return m
}

// loggedIn are the results that a log has.
func loggedIn(r generator.Result) (out []intake.Logged) {
	rec := r.Record()
	for _, p := range rec.Practice {
		l := intake.Logged{Date: p.Date, Domain: p.Domain, Right: p.Right, Of: p.Of, Source: p.Source}
		if p.Objective.Minor > 0 {
			l.Domain, l.Objective = 0, p.Objective.String()
		}
		out = append(out, l)
	}
	for _, s := range rec.Simulations {
		out = append(out, intake.Logged{Date: s.Date, Right: s.Right, Of: s.Of, Source: s.Source})
	}
	return out
}

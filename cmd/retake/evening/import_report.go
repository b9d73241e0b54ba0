package evening

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/console"
	"retake/generator/fault"
	"retake/generator/paper"
	"retake/generator/scoresheet"
	"retake/generator/source/catalogue"
)

const attemptsFile = "content/attempts.toml"

// importReport reads a score report, shows what it says, and writes that down once somebody has agreed.
func (c *common) importReport(file string, f importFlags) error {
	doc, err := c.readPaper(file)
	if err != nil {
		return err
	}
	in, err := c.Input()
	if err != nil {
		return err
	}
	plan := generator.Plan(in)
	if plan.Faults.Errors() > 0 {
		c.PrintFaults(plan.Faults)
		fmt.Fprintf(c.Stderr, "\n%s: what the report says cannot be held against the plan\n", edge.Tally(plan.Faults))
		return edge.ErrFaults
	}
	given := scoresheet.Given{Exam: plan.Record().Exam, Today: plan.Today()}
	for _, e := range catalogue.Entries() {
		given.Other = append(given.Other, scoresheet.Named{Code: e.Code, Name: e.Name})
	}
	r := scoresheet.Read(doc, given)
	if r.Wrong != "" {
		return &edge.Misuse{What: file + ": " + r.Wrong, Hint: "the plan is for " + given.Exam.Title() + "; for another exam begin a plan of its own: retake init DIR"}
	}
	if !c.Quiet {
		fmt.Fprintf(c.Stdout, "%s, held against %s:\n%s", fault.Clean(file), given.Exam.Title(), r.Table(console.Width(c.Stdout)))
	}
	return c.takeReport(r, plan, f)
}

// longestReading is for files that would be read for ever: all others take well below a second.
const longestReading = 20 * time.Second

// readPaper reads a file, or what is piped in.
func (c *common) readPaper(file string) (paper.Document, error) {
	in := io.Reader(os.Stdin)
	if file != "-" {
		f, err := os.Open(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return paper.Document{}, &edge.Misuse{What: fmt.Sprintf("there is no file %q", file), Hint: "name the report, as a PDF or as plain text; - reads what is piped in"}
		case err != nil:
			return paper.Document{}, edge.Failed(err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return paper.Document{}, &edge.Misuse{What: fmt.Sprintf("%q is a folder", file), Hint: "name the report itself, as a PDF or as plain text"}
		}
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, paper.MaxBytes+1))
	if err != nil {
		return paper.Document{}, edge.Failed(err)
	}
	var doc paper.Document
	read := make(chan error, 1)
	go func() {
		var err error
		doc, err = paper.Read(data)
		read <- err
	}()
	select {
	case err = <-read:
	case <-time.After(longestReading):
		return paper.Document{}, c.unreadable(file, &paper.Error{What: "reading it takes too long", Do: "print it to a new PDF and take that; or copy its text into a .txt file"})
	}
	if err != nil {
		return paper.Document{}, c.unreadable(file, err)
	}
	return doc, nil
}

// unreadable says why a file of the user's cannot be read.
func (c *common) unreadable(file string, err error) error {
	fmt.Fprintf(c.Stderr, "%s: %v\n", fault.Clean(file), err)
	var why *paper.Error
	if errors.As(err, &why) {
		fmt.Fprintf(c.Stderr, "hint: %s\n", why.Do)
	}
	return edge.ErrFaults
}

// takeReport settles what is open, and writes.
func (c *common) takeReport(r scoresheet.Reading, plan generator.Result, f importFlags) error {
	asked := c.Talk != nil && !f.yes && !f.dryRun && !c.Quiet
	if asked {
		if err := r.Ask(c.Talk); err != nil {
			return &edge.Misuse{What: err.Error()}
		}
	}
	if err := complete(r, plan); err != nil {
		return err
	}
	text, err := r.Append(nil)
	if err != nil {
		return err
	}
	if !c.Quiet {
		fmt.Fprintf(c.Stdout, "\n%s\n", text)
	}
	switch {
	case f.yes && !f.dryRun:
	case asked:
		yes, err := c.Talk.Yes("Is that what your report says? y writes it to "+attemptsFile, false)
		if err != nil {
			return &edge.Misuse{What: err.Error()}
		}
		if !yes {
			return c.Result("nothing was written")
		}
	default:
		return c.Result("nothing was written: compare it with your report, then add --yes")
	}
	in, err := c.Input()
	if err != nil {
		return err
	}
	a, err := c.Amend(attemptsFile, func(old []byte) ([]byte, error) {
		if err := complete(r, generator.Plan(in.With(attemptsFile, old))); err != nil { // somebody may have been faster
			return nil, err
		}
		return r.Append(old)
	})
	if err != nil {
		return err
	}
	return c.Result(attemptsFile + ": one attempt more\n" + c.changed(a))
}

// complete refuses an attempt without what it must have, and one that is there already.
func complete(r scoresheet.Reading, plan generator.Result) error {
	for _, k := range r.Lacking() {
		return &edge.Misuse{What: fmt.Sprintf("the report does not settle the %s: nothing was written", r.Name(k)), Hint: "run it on a terminal, which asks; or write the attempt into " + attemptsFile}
	}
	day := r.Taken[scoresheet.Date].Day
	for _, a := range plan.Record().Attempts {
		if a.At.Date == day {
			return &edge.Misuse{What: fmt.Sprintf("the attempt of %s is there already, on line %d of %s: nothing was changed", day.Medium(), a.Pos.Line, attemptsFile), Hint: "if the report says otherwise, change it there"}
		}
	}
	return nil
}

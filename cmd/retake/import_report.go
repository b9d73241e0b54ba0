package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"retake/generator"
	"retake/generator/console"
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
	in, err := c.input()
	if err != nil {
		return err
	}
	plan := generator.Plan(in)
	if plan.Faults.Errors() > 0 {
		c.printFaults(plan.Faults)
		fmt.Fprintf(c.stderr, "\n%s: what the report says cannot be held against the plan\n", tally(plan.Faults))
		return errFaults
	}
	given := scoresheet.Given{Exam: plan.Record().Exam, Today: plan.Today()}
	for _, e := range catalogue.Entries() {
		given.Other = append(given.Other, scoresheet.Named{Code: e.Code, Name: e.Name})
	}
	r := scoresheet.Read(doc, given)
	if r.Wrong != "" {
		return &usageError{what: file + ": " + r.Wrong, hint: "the plan is for " + given.Exam.Title() + "; for another exam begin a plan of its own: retake init DIR"}
	}
	if !c.quiet {
		fmt.Fprintf(c.stdout, "%s, held against %s:\n%s", file, given.Exam.Title(), r.Table(console.Width(c.stdout)))
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
			return paper.Document{}, &usageError{what: fmt.Sprintf("there is no file %q", file), hint: "name the report, as a PDF or as plain text; - reads what is piped in"}
		case err != nil:
			return paper.Document{}, machineError{err}
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return paper.Document{}, &usageError{what: fmt.Sprintf("%q is a folder", file), hint: "name the report itself, as a PDF or as plain text"}
		}
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, paper.MaxBytes+1))
	if err != nil {
		return paper.Document{}, machineError{err}
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
	fmt.Fprintf(c.stderr, "%s: %v\n", file, err)
	var why *paper.Error
	if errors.As(err, &why) {
		fmt.Fprintf(c.stderr, "hint: %s\n", why.Do)
	}
	return errFaults
}

// takeReport settles what is open, and writes.
func (c *common) takeReport(r scoresheet.Reading, plan generator.Result, f importFlags) error {
	asked := c.talk != nil && !f.yes && !f.dryRun && !c.quiet
	if asked {
		if err := r.Ask(c.talk); err != nil {
			return &usageError{what: err.Error()}
		}
	}
	if err := complete(r, plan); err != nil {
		return err
	}
	text, err := r.Append(nil)
	if err != nil {
		return err
	}
	if !c.quiet {
		fmt.Fprintf(c.stdout, "\n%s\n", text)
	}
	switch {
	case f.yes && !f.dryRun:
	case asked:
		if yes, err := c.talk.Yes("Is that what your report says? y writes it to "+attemptsFile, false); err != nil || !yes {
			return c.result("nothing was written")
		}
	default:
		return c.result("nothing was written: compare it with your report, then add --yes")
	}
	a, err := c.amend(attemptsFile, r.Append)
	if err != nil {
		return err
	}
	return c.result(attemptsFile + ": one attempt more\n" + c.changed(a))
}

// complete refuses an attempt without what it must have, and one that is there already.
func complete(r scoresheet.Reading, plan generator.Result) error {
	for _, k := range r.Lacking() {
		return &usageError{what: fmt.Sprintf("the report does not settle the %s: nothing was written", r.Name(k)), hint: "run it on a terminal, which asks; or write the attempt into " + attemptsFile}
	}
	day := r.Taken[scoresheet.Date].Day
	for _, a := range plan.Record().Attempts {
		if a.At.Date == day {
			return &usageError{what: fmt.Sprintf("the attempt of %s is there already, on line %d of %s: nothing was changed", day.Medium(), a.Pos.Line, attemptsFile), hint: "if the report says otherwise, change it there"}
		}
	}
	return nil
}

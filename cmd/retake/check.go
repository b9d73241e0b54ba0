package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/fault"
)

func (c *common) checkVerb() *cobra.Command {
	var strict, asJSON bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Print everything that is wrong in the files, and write nothing",
		Args:  noWords,
		RunE: func(*cobra.Command, []string) error {
			in, err := c.input()
			if err != nil {
				return err
			}
			done := c.progress("checking")
			result := generator.Build(in)
			done()
			return c.report(findings(result, strict), asJSON)
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "take warnings, such as broken links, for errors")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the faults as JSON")
	return cmd
}

// findings are a build's faults and what only a check says. A fixed day is a choice, so it stays a
// warning also when checking strictly.
func findings(r generator.Result, strict bool) fault.List {
	var l fault.List
	for _, f := range slices.Concat(r.Faults, r.KeptBack()) {
		if strict {
			f.Severity = fault.Error
		}
		l = append(l, f)
	}
	return r.Excerpts(append(l, r.FixedToday()...))
}

// report prints the outcome of a check.
func (c *common) report(l fault.List, asJSON bool) error {
	var err error
	switch {
	case asJSON:
		_, err = c.stdout.Write(fault.JSON(l))
	case len(l) == 0 && !c.quiet:
		_, err = fmt.Fprintln(c.stdout, "no faults")
	default:
		c.printFaults(l)
		if !c.quiet {
			_, err = fmt.Fprintln(c.stdout, tally(l))
		}
	}
	if err == nil && l.Errors() > 0 {
		return errFaults
	}
	return written(err)
}

// printFaults prints faults to stderr; only errors when told to be quiet.
func (c *common) printFaults(l fault.List) {
	var out fault.List
	for _, f := range l {
		if f.Severity == fault.Error || !c.quiet {
			out = append(out, f)
		}
	}
	fault.Print(c.stderr, out, c.color(c.stderr))
}

// tally is "2 errors, 1 warning".
func tally(l fault.List) string {
	errors, warnings := count(l.Errors(), "error", "errors"), count(l.Warnings(), "warning", "warnings")
	switch {
	case l.Warnings() == 0:
		return errors
	case l.Errors() == 0:
		return warnings
	}
	return errors + ", " + warnings
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

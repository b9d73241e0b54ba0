package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/disk/place"
	"retake/generator/fault"
	"retake/generator/serve/visit"
)

// checking are the flags of "retake check".
type checking struct{ strict, asJSON, links bool }

func (c *common) checkVerb() *cobra.Command {
	var k checking
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Print everything that is wrong in the files, and write nothing",
		Long: `check reads the plan as build does, says all that is wrong in one go, and writes nothing. It ends with 0 if there
are no errors, 1 if there are, 2 for a wrong command and 3 if the machine failed.

With --json, faults are a list of objects, empty if there are none. Each has file (from the plan's folder), line and
col (from 1; 0 = the file as a whole), severity (error or warning), code, message and hint (perhaps empty).

With --links, each address on another site is visited once: a page that is gone or has moved is a warning. What
could not be looked at is never an error. Addresses on your own machine or in your own network are not visited.

Where GITHUB_ACTIONS is true, each fault is an annotation at its line, too, unless --json is given.`,
		Example: `  retake check
  retake check --strict --links      # before others rely on the plan
  retake check --json`,
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.check(cmd.Context(), k) },
	}
	f := cmd.Flags()
	f.BoolVar(&k.strict, "strict", false, "take warnings, such as broken links, for errors")
	f.BoolVar(&k.asJSON, "json", false, "print the faults as JSON")
	f.BoolVar(&k.links, "links", false, "visit what notes, resources and people link to on other sites")
	return cmd
}

func (c *common) check(ctx context.Context, k checking) error {
	in, err := c.input()
	if err != nil {
		return err
	}
	done := c.progress("checking")
	result := generator.Build(in)
	done()
	l := findings(result, k.strict)
	if !k.links {
		return c.report(l, k.asJSON, "")
	}
	visited, err := c.visited(ctx, result.Links())
	if err != nil {
		return machineError{err}
	}
	l = result.Excerpts(append(l, hardened(visited.Faults, k.strict)...).Sorted())
	return c.report(l, k.asJSON, seen(visited))
}

// findings are a build's faults and what only a check says. A fixed day is a choice, so it stays a
// warning also when checking strictly.
func findings(r generator.Result, strict bool) fault.List {
	l := hardened(slices.Concat(r.Faults, r.KeptBack()), strict)
	return r.Excerpts(append(l, r.FixedToday()...))
}

// hardened are faults as a strict check takes them. What could not be looked at may be as good as ever.
func hardened(l fault.List, strict bool) fault.List {
	l = slices.Clone(l)
	for i := range l {
		if strict && l[i].Code != "unsure-link" {
			l[i].Severity = fault.Error
		}
	}
	return l
}

// visited looks whether links still lead somewhere.
func (c *common) visited(ctx context.Context, links []generator.Link) (visit.Report, error) {
	var all []visit.Link
	for _, l := range links {
		all = append(all, visit.Link(l))
	}
	defer c.progress("looking at links")()
	r, err := visit.Links(ctx, all, visit.Options{Agent: "retake/" + version + " (looks whether links in study notes still work)", Net: c.net})
	if errors.Is(err, context.Canceled) {
		err = errors.New("stopped before all links were looked at")
	}
	return r, err
}

// seen is a line about the links.
func seen(r visit.Report) string {
	line := "links: " + count(r.Addresses, "address", "addresses") + " on other sites"
	if r.Skipped > 0 {
		line += fmt.Sprintf(", %d of them on your own network and not visited", r.Skipped)
	}
	return line
}

// report prints the outcome of a check. more is a further line, or "".
func (c *common) report(l fault.List, asJSON bool, more string) error {
	var out bytes.Buffer
	if asJSON {
		out.Write(fault.JSON(l))
	} else {
		c.printFaults(l)
		out.WriteString(c.annotations(l))
	}
	if !asJSON && !c.quiet {
		say := tally(l)
		if len(l) == 0 {
			say = "no faults"
		}
		fmt.Fprintln(&out, say)
		if more != "" {
			fmt.Fprintln(&out, more)
		}
	}
	_, err := out.WriteTo(c.stdout)
	if err == nil && l.Errors() > 0 {
		return errFaults
	}
	return written(err)
}

// annotations are the faults for GitHub to show at their lines, "" elsewhere.
func (c *common) annotations(l fault.List) string {
	if c.env("GITHUB_ACTIONS") != "true" {
		return ""
	}
	prefix := c.inRepository()
	return fault.Annotations(c.loud(l), func(file string) string { return path.Join(prefix, file) })
}

// inRepository is the plan's folder as seen from the top of its repository. GitHub knows files by that, wherever the
// runner has put the repository; where git is not, the runner's own folder is taken for its top.
func (c *common) inRepository() string {
	source := place.Real(c.source)
	top := place.Real(c.env("GITHUB_WORKSPACE"))
	for dir := source; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			top = dir
			break
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	if rel, err := filepath.Rel(top, source); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(c.source)
}

// printFaults prints faults to stderr; only errors when told to be quiet.
func (c *common) printFaults(l fault.List) {
	var text bytes.Buffer
	fault.Print(&text, c.loud(l), c.color(c.stderr))
	say := text.String()
	if c.env("GITHUB_ACTIONS") == "true" {
		say = fault.Harmless(say)
	}
	io.WriteString(c.stderr, say) // if it fails, there is nowhere left to say so
}

// loud are the faults to be printed: only errors when told to be quiet.
func (c *common) loud(l fault.List) (out fault.List) {
	for _, f := range l {
		if f.Severity == fault.Error || !c.quiet {
			out = append(out, f)
		}
	}
	return out
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

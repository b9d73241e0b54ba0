package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
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
		Args: edge.NoWords,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.check(cmd.Context(), k) },
	}
	f := cmd.Flags()
	f.BoolVar(&k.strict, "strict", false, "take warnings, such as broken links, for errors")
	f.BoolVar(&k.asJSON, "json", false, "print the faults as JSON")
	f.BoolVar(&k.links, "links", false, "visit what notes, resources and people link to on other sites")
	return cmd
}

func (c *common) check(ctx context.Context, k checking) error {
	in, err := c.Input()
	if err != nil {
		return err
	}
	done := c.Progress("checking")
	result := generator.Build(in)
	done()
	l := edge.Findings(result, k.strict)
	if !k.links {
		return c.report(l, k.asJSON, "")
	}
	visited, err := c.visited(ctx, result.Links())
	if err != nil {
		return edge.Failed(err)
	}
	l = result.Excerpts(append(l, edge.Hardened(visited.Faults, k.strict)...).Sorted())
	return c.report(l, k.asJSON, seen(visited))
}

// visited looks whether links still lead somewhere.
func (c *common) visited(ctx context.Context, links []generator.Link) (visit.Report, error) {
	var all []visit.Link
	for _, l := range links {
		all = append(all, visit.Link(l))
	}
	defer c.Progress("looking at links")()
	r, err := visit.Links(ctx, all, visit.Options{Agent: "retake/" + edge.Version + " (looks whether links in study notes still work)", Net: c.Net})
	if errors.Is(err, context.Canceled) {
		err = errors.New("stopped before all links were looked at")
	}
	return r, err
}

// seen is a line about the links.
func seen(r visit.Report) string {
	line := "links: " + edge.Count(r.Addresses, "address", "addresses") + " on other sites"
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
		c.PrintFaults(l)
		out.WriteString(c.annotations(l))
	}
	if !asJSON && !c.Quiet {
		say := edge.Tally(l)
		if len(l) == 0 {
			say = "no faults"
		}
		fmt.Fprintln(&out, say)
		if more != "" {
			fmt.Fprintln(&out, more)
		}
	}
	_, err := out.WriteTo(c.Stdout)
	if err == nil && l.Errors() > 0 {
		return edge.ErrFaults
	}
	return edge.Written(err)
}

// annotations are the faults for GitHub to show at their lines, "" elsewhere.
func (c *common) annotations(l fault.List) string {
	if c.Env("GITHUB_ACTIONS") != "true" {
		return ""
	}
	prefix := c.inRepository()
	return fault.Annotations(c.Loud(l), func(file string) string { return path.Join(prefix, file) })
}

// inRepository is the plan's folder as seen from the top of its repository. GitHub knows files by that, wherever the
// runner has put the repository; where git is not, the runner's own folder is taken for its top.
func (c *common) inRepository() string {
	source := place.Real(c.Source)
	top := place.Real(c.Env("GITHUB_WORKSPACE"))
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
	return filepath.ToSlash(c.Source)
}

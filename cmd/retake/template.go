package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/disk/place"
)

// template are the flags of "retake plan" that write a plan for somebody else to start from.
type template struct {
	dir   string
	notes bool
}

func (t *template) register(f *pflag.FlagSet) {
	f.StringVar(&t.dir, "template", "", "write a plan that somebody else can start from into `DIR`, a new folder: no scores, log, dates or people in it")
	f.BoolVar(&t.notes, "with-notes", false, "with --template: copy domain notes and other notes, too")
}

func (t *template) asked(cmd *cobra.Command) bool {
	return cmd.Flags().Changed("template") || t.notes
}

// writeTemplate writes a starter of the plan into a folder that is new or empty.
func (c *common) writeTemplate(t template, asJSON bool) error {
	switch {
	case t.dir == "" && t.notes:
		return &edge.Misuse{What: "--with-notes goes with --template", Hint: "name the new folder: --template DIR"}
	case asJSON:
		return &edge.Misuse{What: "--json does not go with --template", Hint: "leave one of the two out"}
	}
	in, err := c.Input()
	if err != nil {
		return err
	}
	if err := c.newFolder(t.dir); err != nil {
		return err
	}
	s := generator.Template(in, t.notes)
	if s.Files == nil {
		c.PrintFaults(s.Faults)
		fmt.Fprintf(c.Stderr, "\n%s: nothing was written\n", edge.Tally(s.Faults))
		return edge.ErrFaults
	}
	if err := place.Create(t.dir, s.Files); err != nil {
		return edge.Failed(fmt.Errorf("writing to %s: %w", t.dir, err))
	}
	if c.Quiet {
		return nil
	}
	for _, p := range s.Left {
		fmt.Fprintf(c.Stderr, "%s: left out, because it may name a score, a date or a person of yours\n", p)
	}
	line := fmt.Sprintf("%s in %s: a plan for %s without scores, log, dates and people", edge.Count(len(s.Files), "file", "files"), t.dir, s.Exam)
	if n := len(s.Left); n > 0 {
		line += fmt.Sprintf("; %s left out", edge.Count(n, "passage", "passages"))
	}
	return c.Result(line + "\nread its notes before you pass it on: what your plan does not tell, such as an employer, nobody can look for")
}

// newFolder refuses a folder with something in it, and one that the plan itself is read from.
func (c *common) newFolder(dir string) error {
	refuse := func(why string) error {
		return &edge.Misuse{What: fmt.Sprintf("--template: %q %s", dir, why), Hint: "name a new folder; nothing is ever written over"}
	}
	if strings.TrimSpace(dir) == "" {
		return refuse("names no folder")
	}
	if why := c.ReadFrom(dir); why != "" {
		return refuse(why)
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return edge.Failed(err)
	case !info.IsDir():
		return refuse("is a file")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return edge.Failed(err)
	}
	if len(entries) > 0 {
		return refuse("is not empty")
	}
	return nil
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/disk/place"
)

// beginning are the words and flags of "retake init".
type beginning struct {
	exam     string
	workflow bool
}

func (c *common) initVerb() *cobra.Command {
	var b beginning
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a plan of your own, in a folder that has none",
		Long: `init writes a plan that builds at once into DIR, or into the folder you are in: site.toml, starter files in
content/, a .gitignore, and a workflow that puts the site on GitHub Pages. Nothing is ever written over.`,
		Example: `  retake init ../mine --exam SY0-701
  retake init --workflow             # only the workflow, for a plan that is there`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return &usageError{what: fmt.Sprintf("%s takes one folder, not %q", cmd.CommandPath(), args)}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := c.source
			if len(args) == 1 {
				dir = args[0]
			}
			return c.begin(dir, b)
		},
	}
	cmd.Flags().StringVar(&b.exam, "exam", "", "`CODE` of the exam, such as SY0-701")
	cmd.Flags().BoolVar(&b.workflow, "workflow", false, "write "+generator.WorkflowFile+" only")
	return cmd
}

// begin writes a new plan, or the workflow of one that is there.
func (c *common) begin(dir string, b beginning) error {
	if strings.TrimSpace(dir) == "" {
		return &usageError{what: "the name of the folder is empty", hint: "name a new folder, or none for the one you are in"}
	}
	if b.workflow {
		if b.exam != "" {
			return &usageError{what: "--exam does not go with --workflow", hint: "--workflow is for a plan that is there: it has its exam"}
		}
		return c.addWorkflow(dir)
	}
	clock, err := c.clock()
	if err != nil {
		return err
	}
	p := generator.Begin(b.exam, clock)
	if p.Refused != "" {
		return &usageError{what: "--exam: " + p.Refused, hint: p.Hint}
	}
	there, err := planIn(dir)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return &usageError{
			what: fmt.Sprintf("there is a plan in %s already: %s", dir, strings.Join(there, ", ")),
			hint: "name a new folder; or, for the workflow alone, retake init --workflow",
		}
	}
	c.tell(p.Notes...)
	kept, err := createMissing(dir, p.Files)
	if err != nil {
		return machineError{fmt.Errorf("writing to %s: %w", dir, err)}
	}
	return c.begun(dir, p, kept)
}

// tell prints lines that are no faults to stderr, unless told to be quiet.
func (c *common) tell(lines ...string) {
	if !c.quiet {
		for _, line := range lines {
			fmt.Fprintf(c.stderr, "retake: %s\n", line)
		}
	}
}

// planIn are the files by which a folder holds a plan. Notes alone make none: a plan may begin around them.
func planIn(dir string) (there []string, err error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, machineError{err}
	case !info.IsDir():
		return nil, &usageError{what: fmt.Sprintf("%q is a file", dir), hint: "name a new folder, or none for the one you are in"}
	}
	if _, err := os.Lstat(filepath.Join(dir, "site.toml")); err == nil {
		there = append(there, "site.toml")
	}
	entries, err := os.ReadDir(filepath.Join(dir, "content"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, machineError{err}
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".toml" {
			there = append(there, "content/"+e.Name())
		}
	}
	return there, nil
}

// createMissing writes those files that are not there yet, and returns the names of the others.
func createMissing(dir string, files map[string][]byte) (kept []string, err error) {
	missing := maps.Clone(files)
	for name := range files {
		switch _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); {
		case err == nil:
			delete(missing, name)
			kept = append(kept, name)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	slices.Sort(kept)
	return kept, place.Create(dir, missing)
}

// begun says what was written, what was kept, and what comes next.
func (c *common) begun(dir string, p generator.Beginning, kept []string) error {
	for _, name := range kept {
		c.tell(name + " was there, and stays as it was" + beside(dir, name, p.Files[name]))
	}
	if c.quiet {
		return nil
	}
	exam := "a plan for " + p.Exam
	first := "content/attempts.toml: copy your score report"
	if p.Exam == "" {
		exam = "a plan without an exam yet"
		first = "content/exam.toml: write the code of your exam in the place of custom\n  " + first
	}
	_, err := fmt.Fprintf(c.stdout, `%s in %s: %s
next, all of it optional:
  %s
  content/plan.toml: write when you can study
  site.toml: your title, name and time zone
see it with: retake serve --source %s --open
`, count(len(p.Files)-len(kept), "file", "files"), dir, exam, first, dir)
	return written(err)
}

// beside is what to do about a file that was kept; "" if it is as init writes it, or nothing depends on it.
func beside(dir, name string, ours []byte) string {
	text, err := place.Read(filepath.Join(dir, filepath.FromSlash(name)))
	switch same := err != nil || bytes.Equal(text, ours); {
	case !same && name == ".gitignore" && !slices.Contains(strings.Fields(string(text)), "/public/"):
		return "; add the line /public/, so that the site is not committed beside the plan"
	case !same && name == generator.WorkflowFile:
		return "; it is not the one that init writes"
	}
	return ""
}

// addWorkflow writes the workflow of a plan that is there.
func (c *common) addWorkflow(dir string) error {
	there, err := planIn(dir)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		return &usageError{what: fmt.Sprintf("there is no plan in %s", dir), hint: "name the folder that holds site.toml and content/, or begin one: retake init"}
	}
	name := generator.WorkflowFile
	kept, err := createMissing(dir, map[string][]byte{name: generator.Workflow()})
	if err != nil {
		return machineError{fmt.Errorf("writing to %s: %w", dir, err)}
	}
	say := "written: once it is pushed, it checks, builds and deploys the plan, and again every day"
	if len(kept) > 0 {
		say = "was there, and stays as it was" + beside(dir, name, generator.Workflow())
	}
	if !c.quiet {
		_, err = fmt.Fprintf(c.stdout, "%s %s\n", name, say)
	}
	return written(err)
}

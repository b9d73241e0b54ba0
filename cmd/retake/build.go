package main

import (
	"context"
	"fmt"
	"path"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/disk"
	"retake/generator/fault"
)

func (c *common) buildVerb() *cobra.Command {
	var watch bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the site",
		Long:  "build writes the site. With errors in the files nothing is written, and the last site stays as it was.",
		Args:  noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if watch {
				return c.buildOnChange(cmd.Context())
			}
			c.hurry()
			_, err := c.build(cmd.Context(), nil)
			return err
		},
	}
	cmd.Flags().BoolVar(&watch, "watch", false, "build again after every change, until Ctrl-C")
	return cmd
}

// hurry trades memory for time: a build is over before most of its garbage is worth collecting.
func (c *common) hurry() {
	if c.env("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// warm is what one build leaves to the next: the files, and what was made of them.
type warm struct {
	files  *disk.Tree
	memory generator.Memory
}

// build makes the site once and puts it into its folder; w is nil if no other build follows.
func (c *common) build(ctx context.Context, w *warm) (disk.Report, error) {
	start := c.now()
	out, err := c.outputFolder()
	if err != nil {
		return disk.Report{}, err
	}
	in, err := c.input()
	if err != nil {
		return disk.Report{}, err
	}
	draw := generator.Build
	if w != nil {
		in.Source, draw = w.files, w.memory.Build
	}
	done := c.progress("building")
	result := draw(in)
	done()
	c.printFaults(result.Faults)
	if result.Faults.Errors() > 0 {
		fmt.Fprintf(c.stderr, "\n%s: nothing was written, and the site in %s is as it was\n", tally(result.Faults), out)
		return disk.Report{}, errFaults
	}
	if ctx.Err() != nil {
		return disk.Report{}, machineError{fmt.Errorf("stopped: nothing was written")}
	}
	report, err := disk.Publish(out, result.Files)
	if err != nil {
		return report, machineError{fmt.Errorf("writing to %s: %w", out, err)}
	}
	return report, c.summary(out, result, report, c.now().Sub(start))
}

// summary says in one line what a build did.
func (c *common) summary(out string, r generator.Result, d disk.Report, took time.Duration) error {
	if c.quiet {
		return nil
	}
	line := fmt.Sprintf("%s in %s: %d written, %d unchanged, %d removed, %s, %d ms", pageCount(r.Files), out,
		d.Written, d.Unchanged, d.Removed, count(r.Faults.Warnings(), "warning", "warnings"), took.Milliseconds())
	if r.Fixed != (fault.Pos{}) {
		line += fmt.Sprintf(", as of %s (fixed in %s)", r.Plan.Today, r.Fixed.File)
	}
	_, err := fmt.Fprintln(c.stdout, line)
	return written(err)
}

// pageCount is how many pages a site has, in words.
func pageCount(files map[string][]byte) string {
	n := 0
	for name := range files {
		if path.Ext(name) == ".html" {
			n++
		}
	}
	return count(n, "page", "pages")
}

// buildOnChange builds now and after every change. Faults do not end it: they are there to be mended.
func (c *common) buildOnChange(ctx context.Context) error {
	if _, err := c.input(); err != nil { // before the folder is followed
		return err
	}
	changes := disk.Watch(ctx, disk.Watching{
		Root: c.source, Names: planNames, Skip: c.out,
		Say: func(line string) { fmt.Fprintf(c.stderr, "retake: %s\n", line) },
	})
	files, err := disk.OpenTree(c.source, planNames)
	if err != nil {
		return machineError{err}
	}
	w := warm{files: files}
	for {
		if _, err := c.build(ctx, &w); err != nil && err != errFaults {
			return err
		}
		for changed := false; !changed; {
			change, open := <-changes
			if !open {
				return nil
			}
			changed = len(files.Renew(change)) > 0
		}
	}
}

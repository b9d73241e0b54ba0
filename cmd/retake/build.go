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
			_, err := c.build(cmd.Context())
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

// build makes the site once and puts it into its folder.
func (c *common) build(ctx context.Context) (disk.Report, error) {
	start := c.now()
	out, err := c.outputFolder()
	if err != nil {
		return disk.Report{}, err
	}
	in, err := c.input()
	if err != nil {
		return disk.Report{}, err
	}
	done := c.progress("building")
	result := generator.Build(in)
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
	pages := 0
	for name := range r.Files {
		if path.Ext(name) == ".html" {
			pages++
		}
	}
	line := fmt.Sprintf("%s in %s: %d written, %d unchanged, %d removed, %s, %d ms", count(pages, "page", "pages"), out,
		d.Written, d.Unchanged, d.Removed, count(r.Faults.Warnings(), "warning", "warnings"), took.Milliseconds())
	if r.Fixed != (fault.Pos{}) {
		line += fmt.Sprintf(", as of %s (fixed in %s)", r.Plan.Today, r.Fixed.File)
	}
	_, err := fmt.Fprintln(c.stdout, line)
	return written(err)
}

// buildOnChange builds now and after every change. Faults do not end it: they are there to be mended.
func (c *common) buildOnChange(ctx context.Context) error {
	changed := disk.Watch(ctx, disk.Watching{
		Root: c.source, Names: []string{"site.toml", "content", "themes"}, Skip: c.out,
		Say: func(line string) { fmt.Fprintf(c.stderr, "retake: %s\n", line) },
	})
	for {
		if _, err := c.build(ctx); err != nil && err != errFaults {
			return err
		}
		if _, open := <-changed; !open {
			return nil
		}
	}
}

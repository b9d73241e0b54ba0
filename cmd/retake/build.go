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
	"retake/generator/disk/mount"
	"retake/generator/fault"
)

// buildFlags are those of build.
type buildFlags struct {
	sealFlags
	as    audienceFlag
	watch bool
}

func (c *common) buildVerb() *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the site",
		Long: "build writes the site. With errors in the files nothing is written, and the last site stays as it was. The output\n" +
			"folder then holds one edition only: your own, or the one that --as asks for; with --seal, the mentor's.",
		Example: "  retake build                  write the site to public/, only what differs\n" +
			"  retake build --watch          write it again after every save\n" +
			"  retake build --as mentor      what your mentor is shown, and nothing else\n" +
			"  retake build --seal           the same, locked; the link opens it",
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if f.watch {
				return c.buildOnChange(cmd.Context(), &f)
			}
			c.hurry()
			return c.build(cmd.Context(), &f, nil)
		},
	}
	cmd.Flags().BoolVar(&f.watch, "watch", false, "build again after every change, until Ctrl-C")
	f.as.register(cmd)
	f.sealFlags.register(cmd.Flags())
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
	files  *mount.Live
	memory generator.Memory
}

// build makes the site once and puts it into its folder; w is nil if no other build follows.
func (c *common) build(ctx context.Context, f *buildFlags, w *warm) error {
	start := c.now()
	out, err := c.outputFolder()
	if err != nil {
		return err
	}
	in, err := c.input()
	if err != nil {
		return err
	}
	draw := generator.Build
	if w != nil {
		in.Source, draw = w.files, w.memory.Build
	}
	done := c.progress("building")
	usual := "me"
	if f.seal {
		usual = "" // site.toml may name one
	}
	e, result := chosen(draw, in, f.as, usual, f.seal)
	done()
	c.printFaults(result.Faults)
	if result.Faults.Errors() > 0 {
		fmt.Fprintf(c.stderr, "\n%s: nothing was written, and the site in %s is as it was\n", tally(result.Faults), out)
		return errFaults
	}
	if ctx.Err() != nil {
		return machineError{fmt.Errorf("stopped: nothing was written")}
	}
	if e.lock, err = c.locking(&f.sealFlags, e.as); err != nil {
		return err
	}
	files, err := e.sealed(result)
	if err == nil {
		err = c.kept(e)
	}
	if err != nil {
		return err
	}
	report, err := disk.Publish(out, files)
	if err != nil {
		return machineError{fmt.Errorf("writing to %s: %w", out, err)}
	}
	if err := c.summary(out, e, result, report, c.now().Sub(start)); err != nil || e.lock == nil || e.lock.told {
		return err
	}
	e.lock.told = true
	return c.linkTo(result.Address(), e)
}

// summary says in one line what a build did.
func (c *common) summary(out string, e edition, r generator.Result, d disk.Report, took time.Duration) error {
	line := fmt.Sprintf("%s in %s: %d written, %d unchanged, %d removed, %s, %d ms", pageCount(r.Files), out,
		d.Written, d.Unchanged, d.Removed, count(r.Faults.Warnings(), "warning", "warnings"), took.Milliseconds())
	if e.as != "me" || e.lock != nil {
		line += ", " + e.String()
	}
	if r.Fixed != (fault.Pos{}) {
		line += fmt.Sprintf(", as of %s (fixed in %s)", r.Plan.Today, r.Fixed.File)
	}
	return c.result(line)
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
func (c *common) buildOnChange(ctx context.Context, f *buildFlags) error {
	if _, err := c.input(); err != nil { // before the folder is followed
		return err
	}
	files, err := mount.Follow(ctx, disk.Watching{
		Root: c.source, Names: planNames, Skip: c.out,
		Say: func(line string) { fmt.Fprintf(c.stderr, "retake: %s\n", line) },
	}, c.linked)
	if err != nil {
		return machineError{err}
	}
	w := warm{files: files}
	for {
		if err := c.build(ctx, f, &w); err != nil && err != errFaults {
			return err
		}
		for changed := false; !changed; {
			select {
			case <-ctx.Done():
				return nil
			case change := <-files.Changes:
				changed = len(files.Renew(change)) > 0
			}
		}
	}
}

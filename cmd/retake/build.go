package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/disk"
	"retake/generator/disk/mount"
	"retake/generator/fault"
)

// buildFlags are those of build.
type buildFlags struct {
	edge.SealFlags
	as    edge.AudienceFlag
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
		Args: edge.NoWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.Check(); err != nil {
				return err
			}
			if f.watch {
				return c.buildOnChange(cmd.Context(), &f)
			}
			c.Hurry()
			return c.build(cmd.Context(), &f, nil)
		},
	}
	cmd.Flags().BoolVar(&f.watch, "watch", false, "build again after every change, until Ctrl-C")
	f.as.Register(cmd)
	f.SealFlags.Register(cmd.Flags())
	return cmd
}

// warm is what one build leaves to the next: the files, and what was made of them.
type warm struct {
	files  *mount.Live
	memory generator.Memory
}

// build makes the site once and puts it into its folder; w is nil if no other build follows.
func (c *common) build(ctx context.Context, f *buildFlags, w *warm) error {
	start := c.Now()
	out, err := c.OutputFolder()
	if err != nil {
		return err
	}
	in, err := c.Input()
	if err != nil {
		return err
	}
	draw := generator.Build
	if w != nil {
		in.Source, draw = w.files, w.memory.Build
	}
	done := c.Progress("building")
	usual := "me"
	if f.Seal {
		usual = "" // site.toml may name one
	}
	e, result := edge.Chosen(draw, in, f.as, usual, f.Seal)
	done()
	c.PrintFaults(result.Faults)
	if result.Faults.Errors() > 0 {
		fmt.Fprintf(c.Stderr, "\n%s: nothing was written, and the site in %s is as it was\n", edge.Tally(result.Faults), out)
		return edge.ErrFaults
	}
	if ctx.Err() != nil {
		return edge.Failed(fmt.Errorf("stopped: nothing was written"))
	}
	if e.Lock, err = c.Locking(&f.SealFlags, e.As); err != nil {
		return err
	}
	files, err := e.Sealed(result)
	if err == nil {
		err = c.Kept(e)
	}
	if err != nil {
		return err
	}
	report, err := disk.Publish(out, files)
	if err != nil {
		return edge.Failed(fmt.Errorf("writing to %s: %w", out, err))
	}
	if err := c.summary(out, e, result, report, c.Now().Sub(start)); err != nil || e.Lock == nil || e.Lock.Told {
		return err
	}
	e.Lock.Told = true
	return c.LinkTo(result.Address(), e)
}

// summary says in one line what a build did.
func (c *common) summary(out string, e edge.Edition, r generator.Result, d disk.Report, took time.Duration) error {
	line := fmt.Sprintf("%s in %s: %d written, %d unchanged, %d removed, %s, %d ms", edge.PageCount(r.Files), out,
		d.Written, d.Unchanged, d.Removed, edge.Count(r.Faults.Warnings(), "warning", "warnings"), took.Milliseconds())
	if e.As != "me" || e.Lock != nil {
		line += ", " + e.String()
	}
	if r.Fixed != (fault.Pos{}) {
		line += fmt.Sprintf(", as of %s (fixed in %s)", r.Plan.Today, r.Fixed.File)
	}
	return c.Result(line)
}

// buildOnChange builds now and after every change. Faults do not end it: they are there to be mended.
func (c *common) buildOnChange(ctx context.Context, f *buildFlags) error {
	if _, err := c.Input(); err != nil { // before the folder is followed
		return err
	}
	files, err := mount.Follow(ctx, disk.Watching{
		Root: c.Source, Names: planNames, Skip: c.Out,
		Say: func(line string) { fmt.Fprintf(c.Stderr, "retake: %s\n", line) },
	}, c.Linked)
	if err != nil {
		return edge.Failed(err)
	}
	w := warm{files: files}
	for {
		if err := c.build(ctx, f, &w); err != nil && err != edge.ErrFaults {
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

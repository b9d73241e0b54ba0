package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/civil"
	"retake/generator/console"
	"retake/generator/disk/mount"
	"retake/generator/disk/place"
	"retake/generator/screen"
)

// common are the flags that all verbs share.
type common struct {
	*edge
	source, out, theme string
	today              civil.Date
	quiet, noColor     bool
}

func (c *common) register(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&c.source, "source", ".", "`DIR` with site.toml and content/")
	f.StringVar(&c.out, "out", "public", "`DIR` to write the site to")
	f.Var((*dayFlag)(&c.today), "today", "plan as of this `DATE`, such as 2026-11-23")
	f.StringVar(&c.theme, "theme", "", "theme to use instead of the one in site.toml, by its `NAME`")
	f.BoolVar(&c.quiet, "quiet", false, "print errors only")
	f.BoolVar(&c.noColor, "no-color", false, "print without colour")
	// The only error is a flag that does not exist.
	_ = root.RegisterFlagCompletionFunc("theme", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append([]string{generator.DefaultTheme}, generator.Themes(os.DirFS(c.source))...), cobra.ShellCompDirectiveNoFileComp
	})
}

// dayFlag is a date given as a flag.
type dayFlag civil.Date

func (d *dayFlag) String() string { return civil.Date(*d).String() }
func (d *dayFlag) Type() string   { return "DATE" }
func (d *dayFlag) Set(s string) error {
	day, err := civil.Parse(s)
	*d = dayFlag(day)
	return err
}

// input is what the pipeline is given, after the flags have been held against the disk.
func (c *common) input() (generator.Input, error) {
	if info, err := os.Stat(c.source); err != nil || !info.IsDir() {
		return generator.Input{}, &usageError{what: fmt.Sprintf("--source: there is no folder %q", c.source), hint: "name the folder that holds site.toml and content/"}
	}
	clock, err := c.clock()
	if err != nil {
		return generator.Input{}, err
	}
	files, err := mount.Open(c.source, c.linked)
	if err != nil {
		return generator.Input{}, machineError{err}
	}
	in := generator.Input{Source: files, Clock: clock, Theme: c.theme, Version: version}
	themes := append([]string{generator.DefaultTheme}, generator.Themes(in.Source)...)
	if c.theme != "" && !slices.Contains(themes, c.theme) {
		return in, &usageError{what: fmt.Sprintf("--theme: there is no theme %q", c.theme), hint: "there are: " + strings.Join(slices.Compact(themes), ", ")}
	}
	return in, nil
}

// clock reads the time once.
func (c *common) clock() (generator.Clock, error) {
	clock := generator.Clock{Today: c.today, Now: c.now()}
	if text := c.env("SOURCE_DATE_EPOCH"); text != "" {
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil || seconds < 0 || seconds > lastSecond {
			return clock, &usageError{what: fmt.Sprintf("SOURCE_DATE_EPOCH: %q is not a number of seconds since 1970", text), hint: "unset it, or set it to a number such as 1795392000"}
		}
		clock.Epoch = time.Unix(seconds, 0)
	}
	return clock, nil
}

// lastSecond is the end of the year 9999.
const lastSecond = 253402300799

// outputFolder is where the site goes. It must not be a place that the plan itself is read from.
func (c *common) outputFolder() (string, error) {
	refuse := func(why string) error {
		return &usageError{what: fmt.Sprintf("--out: %q %s", c.out, why), hint: "choose a folder of its own, such as public"}
	}
	if strings.TrimSpace(c.out) == "" {
		return "", refuse("names no folder")
	}
	out, source := place.Real(c.out), place.Real(c.source)
	if place.Inside(source, out) {
		return "", refuse("holds the plan itself, and would be mixed with the pages")
	}
	if why := c.readFrom(out); why != "" {
		return "", refuse(why)
	}
	for _, f := range c.linked(os.DirFS(c.source)) {
		if place.Inside(out, f.Dir) || place.Inside(f.Dir, out) {
			return "", refuse("is where linked notes are")
		}
	}
	return c.out, nil
}

// readFrom says of a path that the plan is read from there, "" if it is not.
func (c *common) readFrom(path string) string {
	for _, name := range []string{"content", "themes"} {
		if place.Inside(place.Real(path), place.Real(filepath.Join(c.source, name))) {
			return "is in " + name + ", where the plan is read from"
		}
	}
	return ""
}

// color reports whether text for w may be coloured.
func (c *common) color(w io.Writer) bool {
	return !c.noColor && c.env("NO_COLOR") == "" && c.env("TERM") != "dumb" && console.Terminal(w)
}

// showCode draws an address for a phone, on a terminal that has room for it.
func (c *common) showCode(address string) {
	if console.Terminal(c.stdout) {
		fmt.Fprint(c.stdout, screen.Code(address, console.Width(c.stdout), c.color(c.stdout)))
	}
}

// progress shows that work goes on. Call the function it returns when the work is done.
func (c *common) progress(doing string) (done func()) {
	if c.quiet {
		return func() {}
	}
	return console.Progress(c.stderr, doing)
}

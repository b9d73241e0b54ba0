package edge

import (
	"cmp"
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

// Call are the flags that all verbs share.
type Call struct {
	*World
	SourceFlag         string // by which Source was given, for messages
	Source, Out, Theme string
	Today              civil.Date
	Quiet, noColor     bool
}

func (c *Call) Register(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&c.Source, "source", ".", "`DIR` with site.toml and content/")
	f.StringVar(&c.Out, "out", "public", "`DIR` to write the site to")
	f.Var((*DayFlag)(&c.Today), "today", "plan as of this `DATE`, such as 2026-11-23")
	f.StringVar(&c.Theme, "theme", "", "theme to use instead of the one in site.toml, by its `NAME`")
	f.BoolVar(&c.Quiet, "quiet", false, "print errors only")
	f.BoolVar(&c.noColor, "no-color", false, "print without colour")
	// The only error is a flag that does not exist.
	_ = root.RegisterFlagCompletionFunc("theme", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return append([]string{generator.DefaultTheme}, generator.Themes(os.DirFS(c.Source))...), cobra.ShellCompDirectiveNoFileComp
	})
}

// DayFlag is a date given as a flag.
type DayFlag civil.Date

func (d *DayFlag) String() string { return civil.Date(*d).String() }
func (d *DayFlag) Type() string   { return "DATE" }
func (d *DayFlag) Set(s string) error {
	day, err := civil.Parse(s)
	*d = DayFlag(day)
	return err
}

// Input is what the pipeline is given, after the flags have been held against the disk.
func (c *Call) Input() (generator.Input, error) {
	if info, err := os.Stat(c.Source); err != nil || !info.IsDir() {
		return generator.Input{}, &Misuse{What: fmt.Sprintf("%s: there is no folder %q", cmp.Or(c.SourceFlag, "--source"), c.Source), Hint: "name the folder that holds site.toml and content/"}
	}
	clock, err := c.Clock()
	if err != nil {
		return generator.Input{}, err
	}
	files, err := mount.Open(c.Source, c.Linked)
	if err != nil {
		return generator.Input{}, Machine{err}
	}
	in := generator.Input{Source: files, Clock: clock, Theme: c.Theme, Version: Version}
	themes := append([]string{generator.DefaultTheme}, generator.Themes(in.Source)...)
	if c.Theme != "" && !slices.Contains(themes, c.Theme) {
		return in, &Misuse{What: fmt.Sprintf("--theme: there is no theme %q", c.Theme), Hint: "there are: " + strings.Join(slices.Compact(themes), ", ")}
	}
	return in, nil
}

// Clock reads the time once.
func (c *Call) Clock() (generator.Clock, error) {
	clock := generator.Clock{Today: c.Today, Now: c.Now()}
	if text := c.Env("SOURCE_DATE_EPOCH"); text != "" {
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil || seconds < 0 || seconds > lastSecond {
			return clock, &Misuse{What: fmt.Sprintf("SOURCE_DATE_EPOCH: %q is not a number of seconds since 1970", text), Hint: "unset it, or set it to a number such as 1795392000"}
		}
		clock.Epoch = time.Unix(seconds, 0)
	}
	return clock, nil
}

// lastSecond is the end of the year 9999.
const lastSecond = 253402300799

// OutputFolder is where the site goes. It must not be a place that the plan itself is read from.
func (c *Call) OutputFolder() (string, error) {
	refuse := func(why string) error {
		return &Misuse{What: fmt.Sprintf("--out: %q %s", c.Out, why), Hint: "choose a folder of its own, such as public"}
	}
	if strings.TrimSpace(c.Out) == "" {
		return "", refuse("names no folder")
	}
	out, source := place.Real(c.Out), place.Real(c.Source)
	if place.Inside(source, out) {
		return "", refuse("holds the plan itself, and would be mixed with the pages")
	}
	if why := c.ReadFrom(out); why != "" {
		return "", refuse(why)
	}
	for _, f := range c.Linked(os.DirFS(c.Source)) {
		if place.Inside(out, f.Dir) || place.Inside(f.Dir, out) {
			return "", refuse("is where linked notes are")
		}
	}
	return c.Out, nil
}

// ReadFrom says of a path that the plan is read from there, "" if it is not.
func (c *Call) ReadFrom(path string) string {
	for _, name := range []string{"content", "themes"} {
		if place.Inside(place.Real(path), place.Real(filepath.Join(c.Source, name))) {
			return "is in " + name + ", where the plan is read from"
		}
	}
	return ""
}

// Color reports whether text for w may be coloured.
func (c *Call) Color(w io.Writer) bool {
	return !c.noColor && c.Env("NO_COLOR") == "" && c.Env("TERM") != "dumb" && console.Terminal(w)
}

// ShowCode draws an address for a phone, on a terminal that has room for it.
func (c *Call) ShowCode(address string) {
	if console.Terminal(c.Stdout) {
		fmt.Fprint(c.Stdout, screen.Code(address, console.Width(c.Stdout), c.Color(c.Stdout)))
	}
}

// Progress shows that work goes on. Call the function it returns when the work is done.
func (c *Call) Progress(doing string) (done func()) {
	if c.Quiet {
		return func() {}
	}
	return console.Progress(c.Stderr, doing)
}

package edge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/console"
	"retake/generator/fault"
	"retake/generator/screen"
)

// PrintFaults prints faults to stderr; only errors when told to be quiet.
func (c *Call) PrintFaults(l fault.List) {
	var text bytes.Buffer
	fault.Print(&text, c.Loud(l), c.Color(c.Stderr))
	say := text.String()
	if c.Env("GITHUB_ACTIONS") == "true" {
		say = fault.Harmless(say)
	}
	io.WriteString(c.Stderr, say) // if it fails, there is nowhere left to say so
}

// Loud are the faults to be printed: only errors when told to be quiet.
func (c *Call) Loud(l fault.List) (out fault.List) {
	for _, f := range l {
		if f.Severity == fault.Error || !c.Quiet {
			out = append(out, f)
		}
	}
	return out
}

// Tally is "2 errors, 1 warning".
func Tally(l fault.List) string {
	errors, warnings := Count(l.Errors(), "error", "errors"), Count(l.Warnings(), "warning", "warnings")
	switch {
	case l.Warnings() == 0:
		return errors
	case l.Errors() == 0:
		return warnings
	}
	return errors + ", " + warnings
}

func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Result prints a line of what was done, unless told to be quiet.
func (c *Call) Result(line string) error {
	if c.Quiet {
		return nil
	}
	return c.Say("%s\n", line)
}

// Tell prints lines that are no faults to stderr, unless told to be quiet.
func (c *Call) Tell(lines ...string) {
	if !c.Quiet {
		for _, line := range lines {
			fmt.Fprintln(c.Stderr, fit(c.Stderr, "retake: "+line))
		}
	}
}

// Say prints a result.
func (c *Call) Say(format string, args ...any) error {
	_, err := io.WriteString(c.Stdout, fit(c.Stdout, fmt.Sprintf(format, args...)))
	return Written(err)
}

// Word is a text as one word of a command, in quotes if a shell would cut it or read something else in it.
func Word(text string) string {
	if text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-/~+:@%", r)
	}) {
		return text
	}
	return fault.Clean("'" + strings.ReplaceAll(text, "'", `'\''`) + "'")
}

// clean is a text whose lines cannot steer a terminal.
func clean(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = fault.Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

// fit breaks long lines between words for a terminal. Elsewhere they stay whole, for other programs.
func fit(w io.Writer, text string) string {
	if !console.Terminal(w) {
		return text
	}
	return screen.Fit(text, console.Width(w))
}

// PlanIn are the files by which a folder holds a plan. Notes alone make none: a plan may begin around them.
func PlanIn(dir string) (there []string, err error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, Machine{err}
	case !info.IsDir():
		return nil, &Misuse{What: fmt.Sprintf("%q is a file", dir), Hint: "name a new folder, or none for the one you are in"}
	}
	if _, err := os.Lstat(filepath.Join(dir, "site.toml")); err == nil {
		there = append(there, "site.toml")
	}
	entries, err := os.ReadDir(filepath.Join(dir, "content"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, Machine{err}
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".toml" {
			there = append(there, "content/"+e.Name())
		}
	}
	return there, nil
}

// NeedPlan refuses a folder without a plan; there are the files by which it holds one.
func NeedPlan(dir string) (there []string, err error) {
	there, err = PlanIn(dir)
	if err == nil && len(there) == 0 {
		err = &Misuse{What: fmt.Sprintf("there is no plan in %s", dir), Hint: "name the folder that holds site.toml and content/, or begin one: retake init"}
	}
	return there, err
}

// Written turns a failure to print a result into one of the machine.
func Written(err error) error {
	if err != nil {
		return Machine{err}
	}
	return nil
}

// NoWords refuses anything that is not a flag.
func NoWords(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &Misuse{What: fmt.Sprintf("%s takes flags only, not %q", cmd.CommandPath(), args[0])}
}

// Hurry trades memory for time: a build is over before most of its garbage is worth collecting.
func (c *Call) Hurry() {
	if c.Env("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// PageCount is how many pages a site has, in words.
func PageCount(files map[string][]byte) string {
	n := 0
	for name := range files {
		if path.Ext(name) == ".html" {
			n++
		}
	}
	return Count(n, "page", "pages")
}

// Findings are a build's faults and what only a check says. A fixed day is a choice, so it stays a
// warning also when checking strictly.
func Findings(r generator.Result, strict bool) fault.List {
	l := Hardened(slices.Concat(r.Faults, r.KeptBack()), strict)
	return r.Excerpts(append(l, r.FixedToday()...))
}

// Hardened are faults as a strict check takes them. What could not be looked at may be as good as ever.
func Hardened(l fault.List, strict bool) fault.List {
	l = slices.Clone(l)
	for i := range l {
		if strict && l[i].Code != "unsure-link" {
			l[i].Severity = fault.Error
		}
	}
	return l
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/begin"
	"retake/generator/civil"
	"retake/generator/disk/place"
	"retake/generator/example"
	"retake/generator/fault"
	"retake/generator/screen"
	"retake/generator/source/schema"
)

// beginning are the flags of "retake init".
type beginning struct {
	said                           map[string]*[]string // what begin.Flags has, by name
	yes, example, schema, workflow bool
}

func (c *common) initVerb() *cobra.Command {
	b := beginning{said: map[string]*[]string{}}
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Begin a plan of your own, in a folder that has none",
		Long: `init writes a plan that builds at once into DIR, or into the folder you are in: site.toml, files in content/
with comments that say what goes where, a .gitignore, what editors complete by, and a workflow that puts the site on
GitHub Pages. On a terminal it asks what it needs and shows the whole before it writes. Nothing is ever written over.`,
		Example: `  retake init ../mine
  retake init ../mine --exam SY0-701
  retake init ../mine --exam SY0-701 --failed 2026-11-02 --score 721 --missed "1.2 2.4 4.1"
  retake init ../mine --exam SAA-C03 --failed yesterday --section 1=needs --section 2=meets
  retake init ../mine --exam CISSP --hours "mon-fri 19:00-20:30, sat 9-12" --away "24 Dec - 27 Dec"
  retake init ../look --example      # a whole plan to look at
  retake init --workflow             # only the workflow, for a plan that is there
  retake init --schema               # only what editors complete by, new or renewed`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return &edge.Misuse{What: fmt.Sprintf("%s takes one folder, not %q", cmd.CommandPath(), args)}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := c.Source
			if len(args) == 1 {
				dir = args[0]
			}
			return c.begin(dir, b)
		},
	}
	f := cmd.Flags()
	for _, flag := range begin.Flags() {
		b.said[flag.Name] = f.StringArray(flag.Name, nil, flag.Usage)
	}
	f.BoolVar(&b.yes, "yes", false, "ask nothing")
	f.BoolVar(&b.example, "example", false, "write the sample plan, to look at")
	f.BoolVar(&b.workflow, "workflow", false, "write "+generator.WorkflowFile+" only")
	f.BoolVar(&b.schema, "schema", false, "write or renew "+schema.Folder+" only")
	return cmd
}

// begin writes a new plan, or one part of a plan that is there.
func (c *common) begin(dir string, b beginning) error {
	if strings.TrimSpace(dir) == "" {
		return &edge.Misuse{What: "the name of the folder is empty", Hint: "name a new folder, or none for the one you are in"}
	}
	said := b.words()
	if err := alone(b, said); err != nil {
		return err
	}
	switch {
	case b.workflow:
		return c.addWorkflow(dir)
	case b.schema:
		return c.addSchema(dir)
	}
	today, zone, err := c.firstDay()
	if err != nil {
		return err
	}
	var a begin.Answers
	var wrong *begin.Wrong
	if err := a.Take(said, today); errors.As(err, &wrong) {
		return &edge.Misuse{What: wrong.What, Hint: wrong.Hint}
	}
	if err := c.vacant(dir); err != nil {
		return err
	}
	files := example.Files()
	switch asks := c.Talk != nil && !c.Quiet && !b.yes && !b.example; {
	case asks:
		if yes, err := a.Ask(c.Talk, said, today, zone, dir); err != nil || !yes {
			return unasked(err)
		}
	case !b.example:
		c.Tell(a.Notes(today)...)
	}
	if !b.example {
		files = a.Files(today, schema.Directive)
		files[generator.WorkflowFile] = generator.Workflow()
	}
	maps.Copy(files, schema.Files())
	kept, err := place.CreateMissing(dir, files)
	if err != nil {
		return edge.Failed(fmt.Errorf("writing to %s: %w", dir, err))
	}
	for _, name := range kept {
		c.Tell(name + " was there, and stays as it was" + beside(dir, name, files[name]))
	}
	if c.Quiet {
		return nil
	}
	return c.begun(dir, a, b.example, len(files)-len(kept))
}

// words are the flags that were given.
func (b beginning) words() map[string][]string {
	said := map[string][]string{}
	for name, list := range b.said {
		if len(*list) > 0 {
			said[name] = *list
		}
	}
	return said
}

// alone refuses flags beside one that does a thing of its own.
func alone(b beginning, said map[string][]string) error {
	for _, own := range []struct {
		on         bool
		flag, hint string
	}{
		{b.workflow, "workflow", "--workflow is for a plan that is there: it has its exam"},
		{b.schema, "schema", "--schema is for a plan that is there: it has its exam"},
		{b.example, "example", "--example is a plan to look at: begin your own in another folder"},
	} {
		others := slices.Sorted(maps.Keys(said))
		for flag, on := range map[string]bool{"workflow": b.workflow, "schema": b.schema, "example": b.example, "yes": b.yes} {
			if on && flag != own.flag {
				others = append(others, flag)
			}
		}
		if own.on && len(others) > 0 {
			return &edge.Misuse{What: fmt.Sprintf("--%s does not go with --%s", slices.Min(others), own.flag), Hint: own.hint}
		}
	}
	return nil
}

// firstDay is today before there is a plan, in the zone that TZ names; zone is "" if it names none.
func (c *common) firstDay() (today civil.Date, zone string, err error) {
	clock, err := c.Clock()
	at, in := clock.Now, time.UTC
	if name := strings.TrimPrefix(c.Env("TZ"), ":"); strings.Contains(name, "/") && name[0] != '/' {
		if l, err := time.LoadLocation(name); err == nil {
			zone, in = name, l
		}
	}
	if !clock.Epoch.IsZero() {
		at, in = clock.Epoch, time.UTC
	}
	if today = clock.Today; today == 0 {
		y, m, d := at.In(in).Date()
		today = civil.Of(y, int(m), d)
	}
	return today, zone, err
}

// unasked ends a conversation after which nothing is written.
func unasked(err error) error {
	if err != nil {
		return &edge.Misuse{What: err.Error(), Hint: "retake init --help shows how to say it all with flags"}
	}
	return nil
}

// vacant refuses a folder that holds a plan.
func (c *common) vacant(dir string) error {
	there, err := edge.PlanIn(dir)
	if err != nil || len(there) == 0 {
		return err
	}
	return &edge.Misuse{
		What: fmt.Sprintf("there is a plan in %s already: %s", dir, strings.Join(there, ", ")),
		Hint: fmt.Sprintf("see it with retake serve --source %s; to begin another, name a new folder", edge.Word(dir)),
	}
}

// begun says what was written, what it comes to, and how to see it.
func (c *common) begun(dir string, a begin.Answers, example bool, written int) error {
	what := "a plan for " + a.Called()
	switch {
	case example:
		what = "the sample plan, always as of the day in its site.toml, so that it looks the same to everybody"
	case a.Called() == "" && a.Name != "":
		what = "a plan for " + a.Name
	case a.Called() == "":
		what = "a plan without an exam yet"
	}
	next := c.comesFirst(dir, a)
	if example {
		next = "look first at its home page, then at the report, then at a week; a plan of your own begins with retake init in another folder"
	}
	return c.Say("%s in %s: %s\n%s\nsee it with: retake serve --source %s --open\n", edge.Count(written, "file", "files"), fault.Clean(dir), what, next, edge.Word(dir))
}

// comesFirst is when the exam may be sat again and what to do first; or what the plan needs to know for that.
func (c *common) comesFirst(dir string, a begin.Answers) string {
	switch {
	case a.Called() == "" && a.Name == "":
		return "next, write the code of your exam in the place of custom in content/exam.toml, and copy your report into content/attempts.toml"
	case a.Attempt.At.Date == 0:
		return "next, copy your score report into content/attempts.toml"
	}
	clock, err := c.Clock()
	if err != nil {
		return ""
	}
	window, block := screen.First(generator.Plan(generator.Input{Source: os.DirFS(dir), Clock: clock}).Plan)
	return "next attempt: " + window + "\nfirst: " + block
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
	if _, err := edge.NeedPlan(dir); err != nil {
		return err
	}
	name := generator.WorkflowFile
	kept, err := place.CreateMissing(dir, map[string][]byte{name: generator.Workflow()})
	if err != nil {
		return edge.Failed(fmt.Errorf("writing to %s: %w", dir, err))
	}
	say := "written: once it is pushed, it checks, builds and deploys the plan, and again every day"
	if len(kept) > 0 {
		say = "was there, and stays as it was" + beside(dir, name, generator.Workflow())
	}
	if c.Quiet {
		return nil
	}
	return c.Say("%s %s\n", name, say)
}

// addSchema writes what editors complete by, or renews it, and says which line a file needs for it.
func (c *common) addSchema(dir string) error {
	there, err := edge.NeedPlan(dir)
	if err != nil {
		return err
	}
	n, kept, err := place.Renew(dir, schema.Files(), func(old []byte) bool { return bytes.Contains(old, []byte("Made by retake")) })
	if err != nil {
		return edge.Failed(fmt.Errorf("writing to %s: %w", dir, err))
	}
	for _, name := range kept {
		c.Tell(name + " was there, and stays as it was: retake did not write it")
	}
	if c.Quiet {
		return nil
	}
	if err := c.Say("%s written in %s\n", edge.Count(n, "file", "files"), filepath.Join(dir, filepath.FromSlash(schema.Folder))); err != nil {
		return err
	}
	for _, name := range there {
		line := schema.Directive(name)
		if text, err := place.Read(filepath.Join(dir, filepath.FromSlash(name))); err == nil && line != "" && !bytes.Contains(text, []byte(strings.TrimSpace(line))) {
			if err := c.Say("first line of %s: %s", name, line); err != nil {
				return err
			}
		}
	}
	return nil
}

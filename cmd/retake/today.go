package main

import (
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/console"
	"retake/generator/screen"
)

const rootLong = `retake reads a score report, a practice log and study notes, works out what to study, when, and when to sit again, and
writes a static web site. Without a verb, in the folder of a plan or below it, it prints today in ten lines.`

const rootExamples = `  retake init ../mine --exam SY0-701       begin: a plan in a new folder, for an exam of the catalogue
  retake                                   today, in the folder of your plan
  retake log practice 4 31/50              write down what you did: 31 of 50 questions right in domain 4
  retake serve --open                      the plan in your browser, following every save`

// alone is retake without a verb: today in a plan, and help elsewhere.
func (c *common) alone(cmd *cobra.Command, _ []string) error {
	named := cmd.Flags().Changed("source")
	if !named {
		c.homeward()
	}
	in, err := c.input()
	if err != nil {
		return err
	}
	there, err := planIn(c.source)
	switch {
	case err != nil:
		return err
	case len(there) == 0 && named:
		return &usageError{what: fmt.Sprintf("there is no plan in %s", c.source), hint: "name the folder that holds site.toml and content/, or begin one: retake init"}
	case len(there) == 0:
		return cmd.Help()
	}
	c.hurry()
	if files, ok := in.Source.(planFiles); ok {
		in.Source = withoutNotes{files}
	}
	result := generator.Plan(in)
	if result.Faults.Errors() > 0 {
		c.printFaults(result.Faults)
		fmt.Fprintf(c.stderr, "\n%s: no plan can be made\n", tally(result.Faults))
		return errFaults
	}
	text := screen.Today(result.Plan, result.Record(), result.Faults.Warnings(), console.Width(c.stdout), c.color(c.stdout))
	_, err = io.WriteString(c.stdout, text)
	return written(err)
}

// withoutNotes is a plan's folder in which only what is asked for by name is found: its notes change nothing of a day, and
// reading thousands of them would take seconds. What is wrong in them, check says.
type withoutNotes struct{ planFiles }

type planFiles interface {
	fs.StatFS
	fs.ReadLinkFS
}

func (withoutNotes) ReadDir(string) ([]fs.DirEntry, error) { return nil, nil }

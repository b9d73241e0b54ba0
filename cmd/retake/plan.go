package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"retake/generator"
	"retake/generator/console"
	"retake/generator/screen"
	"retake/generator/site/planjson"
	"retake/generator/site/view"
)

func (c *common) planVerb() *cobra.Command {
	var asJSON bool
	var t template
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Print the plan in short, or as JSON; or write one for somebody else to start from",
		Example: "  retake plan                              the plan on one screen\n" +
			"  retake plan --today 2027-01-04           as it would be on that day, with what is logged so far\n" +
			"  retake plan --json                       for other programs; docs/numbers.md says what the numbers are\n" +
			"  retake plan --template ../for-a-friend   a plan that somebody else can start from",
		Long: "plan prints when the exam is and when it may be, what stands in the way, the next block, the questions to practise\n" +
			"next, and the domains with the points to win in each. It writes nothing, but for --template: that is a new folder\n" +
			"with your exam, free hours, sources and checklists, and without your scores, log, dates and people.",
		Args: noWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if t.asked(cmd) {
				return c.writeTemplate(t, asJSON)
			}
			in, err := c.input()
			if err != nil {
				return err
			}
			result := generator.Plan(in)
			c.printFaults(result.Faults)
			if result.Faults.Errors() > 0 {
				fmt.Fprintf(c.stderr, "\n%s: no plan can be made\n", tally(result.Faults))
				return errFaults
			}
			if asJSON {
				_, err = c.stdout.Write(planjson.Of(result.Plan, result.Warnings(), view.Edition{}.Sees))
			} else {
				_, err = io.WriteString(c.stdout, screen.Plan(result.Plan, console.Width(c.stdout), c.color(c.stdout)))
			}
			return written(err)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the plan as JSON, as in plan.json")
	t.register(cmd.Flags())
	return cmd
}

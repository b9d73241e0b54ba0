package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
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
		Args: edge.NoWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if t.asked(cmd) {
				return c.writeTemplate(t, asJSON)
			}
			in, err := c.Input()
			if err != nil {
				return err
			}
			result := generator.Plan(in)
			c.PrintFaults(result.Faults)
			if result.Faults.Errors() > 0 {
				fmt.Fprintf(c.Stderr, "\n%s: no plan can be made\n", edge.Tally(result.Faults))
				return edge.ErrFaults
			}
			if asJSON {
				_, err = c.Stdout.Write(planjson.Of(result.Plan, result.Warnings(), view.Edition{}.Sees))
			} else {
				_, err = io.WriteString(c.Stdout, screen.Plan(result.Plan, console.Width(c.Stdout), c.Color(c.Stdout)))
			}
			return edge.Written(err)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the plan as JSON, as in plan.json")
	t.register(cmd.Flags())
	return cmd
}

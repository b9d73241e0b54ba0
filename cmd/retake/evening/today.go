package evening

import (
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/console"
	"retake/generator/screen"
)

// alone is retake without a verb: today in a plan, and help elsewhere.
func (c *common) alone(cmd *cobra.Command, _ []string) error {
	named := cmd.Flags().Changed("source")
	if !named {
		c.Homeward()
	}
	in, err := c.Input()
	if err != nil {
		return err
	}
	there, err := edge.PlanIn(c.Source)
	switch {
	case err != nil:
		return err
	case len(there) == 0 && named:
		return &edge.Misuse{What: fmt.Sprintf("there is no plan in %s", c.Source), Hint: "name the folder that holds site.toml and content/, or begin one: retake init"}
	case len(there) == 0:
		return cmd.Help()
	}
	c.Hurry()
	if files, ok := in.Source.(planFiles); ok {
		in.Source = withoutNotes{files}
	}
	done := c.Progress("making the plan")
	result := generator.Plan(in)
	done()
	if result.Faults.Errors() > 0 {
		c.PrintFaults(result.Faults)
		fmt.Fprintf(c.Stderr, "\n%s: no plan can be made\n", edge.Tally(result.Faults))
		return edge.ErrFaults
	}
	text := screen.Today(result.Plan, result.Record(), result.Faults.Warnings(), console.Width(c.Stdout), c.Color(c.Stdout))
	_, err = io.WriteString(c.Stdout, text)
	return edge.Written(err)
}

// withoutNotes is a plan's folder in which only what is asked for by name is found: its notes change nothing of a day, and
// reading thousands of them would take seconds. What is wrong in them, check says.
type withoutNotes struct{ planFiles }

type planFiles interface {
	fs.StatFS
	fs.ReadLinkFS
}

func (withoutNotes) ReadDir(string) ([]fs.DirEntry, error) { return nil, nil }

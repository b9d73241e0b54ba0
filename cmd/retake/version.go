package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
)

func (c *common) versionVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of retake and of Go",
		Example: "  retake version",
		Args:    edge.NoWords,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(c.Stdout, "retake %s, %s, %s/%s\n", edge.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return edge.Written(err)
		},
	}
}

package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

func (c *common) versionVerb() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of retake and of Go",
		Example: "  retake version",
		Args:    noWords,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(c.stdout, "retake %s, %s, %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return written(err)
		},
	}
}

// written turns a failure to print a result into one of the machine.
func written(err error) error {
	if err != nil {
		return machineError{err}
	}
	return nil
}

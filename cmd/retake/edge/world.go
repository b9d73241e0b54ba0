// Package edge is the world outside as the verbs see it: streams, environment, clock and whoever sits there; the flags that
// all verbs share; the exit codes; and how one file of a plan is changed.
//
// Deliberately absent: the verbs, and what is done for them below.
package edge

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"retake/generator/serve/visit"
	"retake/generator/talk"
)

// Version is set by hand at each release. It stands in the pages, so it must not depend on how the
// program was built.
const Version = "0.1.0"

// World is the world outside, as the verbs see it.
type World struct {
	Stdout, Stderr io.Writer
	Env            func(string) string
	Now            func() time.Time
	Browse         func(address string, failed func(error)) // opens a page in the user's browser
	Ask            func(prompt string) (string, error)      // what is typed unseen; nil if nobody could
	Talk           *talk.Talk                               // with whoever sits there; nil if nobody does
	Net            visit.Net                                // that "check --links" looks at; the machine's own if zero
}

// ErrFaults ends a verb whose faults have been printed.
var ErrFaults = errors.New("faults in the user's files")

// Misuse is a wrong call: what is wrong, and what to do.
type Misuse struct{ What, Hint string }

func (e *Misuse) Error() string { return e.What }

// Machine is a failure of the disk or the like.
type Machine struct{ error }

// Failed is err as a failure of the machine.
func Failed(err error) error { return Machine{err} }

// Exit codes.
const (
	Fine    = 0
	Faulty  = 1 // in the user's files
	Misused = 2
	Broken  = 3 // the machine
)

// Exit says what went wrong, if anything, and picks the code. What neither a verb nor the disk
// returned comes from reading the arguments.
func (e *World) Exit(cmd *cobra.Command, err error) int {
	var usage *Misuse
	var machine Machine
	switch {
	case err == nil:
		return Fine
	case errors.Is(err, ErrFaults):
		return Faulty
	case errors.As(err, &machine):
		fmt.Fprintln(e.Stderr, fit(e.Stderr, "retake: "+machine.Error()))
		return Broken
	case !errors.As(err, &usage):
		usage = &Misuse{What: err.Error()}
	}
	fmt.Fprintln(e.Stderr, fit(e.Stderr, clean("retake: "+usage.What)))
	if usage.Hint == "" {
		usage.Hint = fmt.Sprintf("%s --help lists what there is", cmd.CommandPath())
	}
	fmt.Fprintln(e.Stderr, fit(e.Stderr, clean("hint: "+usage.Hint)))
	return Misused
}

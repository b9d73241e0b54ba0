// Command retake turns a failed certification exam into a study plan, as a static web site.
//
// Each verb is one file here. The verbs read arguments, the environment and the clock, hand values
// to the pipeline (package generator), and turn what comes back into lines and an exit code: 0 fine,
// 1 faults in the user's files, 2 wrong usage, 3 the machine. Faults go to stderr, results to stdout.
//
// Deliberately absent: reading the user's files, thinking, drawing.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"retake/generator/console"
	"retake/generator/serve/visit"
	"retake/generator/talk"
)

// version is set by hand at each release. It stands in the pages, so it must not depend on how the
// program was built.
const version = "0.1.0"

// Exit codes.
const (
	fine    = 0
	faulty  = 1 // in the user's files
	misused = 2
	broken  = 3 // the machine
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, edge{stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv, now: time.Now, browse: console.Browse, ask: console.Unseen(), talk: console.Talk(ctx)}, os.Args[1:]))
}

// edge is the world outside, as the verbs see it.
type edge struct {
	stdout, stderr io.Writer
	env            func(string) string
	now            func() time.Time
	browse         func(address string, failed func(error)) // opens a page in the user's browser
	ask            func(prompt string) (string, error)      // what is typed unseen; nil if nobody could
	talk           *talk.Talk                               // with whoever sits there; nil if nobody does
	net            visit.Net                                // that "check --links" looks at; the machine's own if zero
}

// errFaults ends a verb whose faults have been printed.
var errFaults = errors.New("faults in the user's files")

// usageError is a wrong call: what is wrong, and what to do.
type usageError struct{ what, hint string }

func (e *usageError) Error() string { return e.what }

// machineError is a failure of the disk or the like.
type machineError struct{ error }

// run is the program without its process.
func run(ctx context.Context, e edge, args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(e.stderr, "retake: a mistake in retake itself: %v\nyour files were not touched; please report this with the lines below\n\n%s", r, debug.Stack())
			code = broken
		}
	}()
	root := rootCommand(&e)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	return e.exit(cmd, err)
}

// exit says what went wrong, if anything, and picks the code. What neither a verb nor the disk
// returned comes from reading the arguments.
func (e *edge) exit(cmd *cobra.Command, err error) int {
	var usage *usageError
	var machine machineError
	switch {
	case err == nil:
		return fine
	case errors.Is(err, errFaults):
		return faulty
	case errors.As(err, &machine):
		fmt.Fprintf(e.stderr, "retake: %v\n", machine.error)
		return broken
	case !errors.As(err, &usage):
		usage = &usageError{what: err.Error()}
	}
	fmt.Fprintf(e.stderr, "retake: %s\n", usage.what)
	if usage.hint == "" {
		usage.hint = fmt.Sprintf("%s --help lists what there is", cmd.CommandPath())
	}
	fmt.Fprintf(e.stderr, "hint: %s\n", usage.hint)
	return misused
}

func rootCommand(e *edge) *cobra.Command {
	c := &common{edge: e}
	root := &cobra.Command{
		Use:           "retake",
		Short:         "Turn a failed certification exam into a plan that passes",
		Long:          rootLong,
		Example:       rootExamples,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownVerb,
		RunE:          c.alone,
	}
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(c.printHelp)
	root.SetHelpCommand(c.helpVerb(root))
	c.register(root)
	root.AddCommand(c.buildVerb(), c.serveVerb(), c.planVerb(), c.checkVerb(), c.logVerb(), c.initVerb(), c.publishVerb(), c.importVerb(), c.completionVerb(root), c.versionVerb())
	c.completeValues(root)
	return root
}

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
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/cmd/retake/evening"
	"retake/cmd/retake/share"
	"retake/generator/console"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, edge.World{Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Getenv, Now: time.Now, Browse: console.Browse, Ask: console.Unseen(), Talk: console.Talk(ctx)}, os.Args[1:]))
}

// common is what every verb is called with.
type common struct{ *edge.Call }

// run is the program without its process.
func run(ctx context.Context, e edge.World, args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(e.Stderr, "retake: a mistake in retake itself: %v\nyour files were not touched; please report this with the lines below\n\n%s", r, debug.Stack())
			code = edge.Broken
		}
	}()
	root := rootCommand(&e)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	return e.Exit(cmd, err)
}

const rootLong = `retake reads a score report, a practice log and study notes, works out what to study, when, and when to sit again, and
writes a static web site. Without a verb, in the folder of a plan or below it, it prints today in ten lines.`

const rootExamples = `  retake init ../mine --exam SY0-701       begin: a plan in a new folder, for an exam of the catalogue
  retake                                   today, in the folder of your plan
  retake log practice 4 31/50              write down what you did: 31 of 50 questions right in domain 4
  retake serve --open                      the plan in your browser, following every save`

func rootCommand(e *edge.World) *cobra.Command {
	c := &common{&edge.Call{World: e}}
	root := &cobra.Command{
		Use:           "retake",
		Short:         "Turn a failed certification exam into a plan for the next attempt",
		Long:          rootLong,
		Example:       rootExamples,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownVerb,
		RunE:          evening.Today(c.Call),
	}
	root.SetOut(e.Stdout)
	root.SetErr(e.Stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(c.printHelp)
	root.SetHelpCommand(c.helpVerb(root))
	c.Register(root)
	root.AddCommand(c.buildVerb(), c.serveVerb(), c.planVerb(), c.checkVerb(), evening.Log(c.Call), c.initVerb(), share.Publish(c.Call), evening.Import(c.Call), c.completionVerb(root), c.versionVerb())
	c.completeValues(root)
	return root
}

package evening

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/console"
	"retake/generator/entry"
	"retake/generator/fault"
	"retake/generator/screen"
	"retake/generator/source/keyed"
)

const logFile = "content/log.toml"

// logging are the words and flags that all of "retake log" share.
type logging struct {
	plan      string
	undo, dry bool
}

func (c *common) logVerb() *cobra.Command {
	var l logging
	cmd := &cobra.Command{
		Use:   "log",
		Short: "Write down what you did, and see what it changes",
		Long: `log adds an entry at the end of content/log.toml, and says what it changes: whether you are ready, what to practise
next, what is left of today. Nothing that is in the file is touched, except by right. The words may stand in any order;
what is missing is asked for on a terminal.`,
		Example: `  retake log practice 4 31/50 --source "Provider A"   31 of 50 right, in domain 4
  retake log sim 74/90 84m yesterday timed closed-book
  retake log miss 4.2 concept                          one question that went wrong
  retake log right 4.2                                 and was right again today
  retake log session 4 50m lab
  retake log checkin "A."
  retake log --undo                                    take the last entry back`,
		Args: func(_ *cobra.Command, args []string) error { return noKind(args) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if l.undo {
				return c.takeBack(l)
			}
			return c.askKind(cmd, l)
		},
	}
	cmd.PersistentFlags().StringVar(&l.plan, "plan", "", "`DIR` of the plan; else the folder you are in, or one above it")
	cmd.PersistentFlags().BoolVar(&l.dry, "dry-run", false, "show what would be written and what it changes, and write nothing")
	cmd.Flags().BoolVar(&l.undo, "undo", false, "take the last entry back, if it is as retake wrote it")
	for _, k := range entry.Kinds {
		cmd.AddCommand(c.logKind(k, &l))
	}
	cmd.AddCommand(c.logRight(&l))
	return cmd
}

// noKind refuses a word that is no kind of entry.
func noKind(args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, k := range entry.Kinds {
		names = append(names, k.Name)
	}
	if meant := keyed.DidYouMean(args[0], append(names, "right")); meant != "" {
		return &edge.Misuse{What: fmt.Sprintf("there is no kind of entry called %q", args[0]), Hint: meant}
	}
	return &edge.Misuse{What: fmt.Sprintf("there is no kind of entry called %q", args[0]), Hint: "the kind comes first: " + strings.Join(append(names, "right"), ", ") + "; for instance: retake log practice 4 31/50"}
}

// logKind is the verb of one kind of entry.
func (c *common) logKind(k entry.Kind, l *logging) *cobra.Command {
	var examples []string
	for _, e := range k.Examples {
		examples = append(examples, "  retake log "+k.Call()+" "+e)
	}
	cmd := &cobra.Command{
		Use: k.Name + " [WORDS]", Short: strings.ToUpper(k.Says[:1]) + k.Says[1:], Example: strings.Join(examples, "\n"), Long: k.Bare(),
		RunE: func(cmd *cobra.Command, args []string) error { return c.logEntry(*l, k, args, given(cmd, k)) },
		ValidArgsFunction: c.completeEntry(l, func(known entry.Known) []entry.Choice {
			return k.Choices("", known)
		}),
	}
	if k.Short != "" {
		cmd.Aliases = []string{k.Short}
	}
	for _, f := range k.Flags() {
		help := strings.TrimSpace("`" + f.What + "`: " + f.Help)
		if f.Yes {
			cmd.Flags().Bool(f.Name, false, f.Help)
			continue
		}
		cmd.Flags().StringArray(f.Name, nil, help) // also where one is enough, so that no word is lost without a word
		// The only error is a flag that does not exist.
		_ = cmd.RegisterFlagCompletionFunc(f.Name, c.completeEntry(l, func(known entry.Known) []entry.Choice { return k.Choices(f.Name, known) }))
	}
	return cmd
}

// given are the flags of a kind that were given.
func given(cmd *cobra.Command, k entry.Kind) (out []entry.Given) {
	for _, f := range k.Flags() {
		switch flag := cmd.Flags().Lookup(f.Name); {
		case !flag.Changed:
		case f.Yes:
			out = append(out, entry.Given{Flag: f.Name, Value: flag.Value.String()})
		default:
			all, _ := cmd.Flags().GetStringArray(f.Name) // it is one
			for _, v := range all {
				out = append(out, entry.Given{Flag: f.Name, Value: v})
			}
		}
	}
	return out
}

// completeEntry offers what the plan knows.
func (c *common) completeEntry(l *logging, choices func(entry.Known) []entry.Choice) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(*cobra.Command, []string, string) (out []string, _ cobra.ShellCompDirective) {
		var known entry.Known
		if _, r, err := c.planned(*l); err == nil {
			known = r.Known()
		}
		for _, x := range choices(known) {
			out = append(out, cobra.CompletionWithDesc(x.Word, x.Says))
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// planned is the plan as it is, and a memory of it.
func (c *common) planned(l logging) (*generator.Memory, generator.Result, error) {
	if l.plan != "" {
		c.Source, c.SourceFlag = l.plan, "--plan"
	} else {
		c.Homeward()
	}
	in, err := c.Input()
	if err != nil {
		return nil, generator.Result{}, err
	}
	there, err := edge.PlanIn(c.Source)
	if err == nil && len(there) == 0 {
		err = &edge.Misuse{What: fmt.Sprintf("there is no plan in %s", c.Source), Hint: "name its folder with --plan DIR, or begin one: retake init"}
	}
	if err != nil {
		return nil, generator.Result{}, err
	}
	m := new(generator.Memory)
	return m, m.Plan(in), nil
}

// askKind is "retake log" alone: on a terminal it asks what happened.
func (c *common) askKind(cmd *cobra.Command, l logging) error {
	if c.Talk == nil || c.Quiet {
		return &edge.Misuse{What: "retake log: what did you do?", Hint: "for instance: retake log practice 4 31/50; " + cmd.CommandPath() + " --help lists what there is"}
	}
	var options []string
	for _, k := range entry.Kinds {
		options = append(options, k.Name+": "+k.Says)
	}
	i, err := c.Talk.Choose("What did you do?", options, -1)
	if err != nil || i < 0 {
		return refusal(err)
	}
	return c.logEntry(l, entry.Kinds[i], nil, nil)
}

// refusal is what entry or talk refuse, as wrong usage.
func refusal(err error) error {
	var r *entry.Refusal
	if errors.As(err, &r) {
		return &edge.Misuse{What: r.What, Hint: r.Hint}
	}
	if err == nil {
		return nil
	}
	return &edge.Misuse{What: err.Error(), Hint: "retake log --help has examples"}
}

// logEntry writes one entry down.
func (c *common) logEntry(l logging, k entry.Kind, words []string, flags []entry.Given) error {
	for _, g := range flags {
		if there, _ := edge.PlanIn(g.Value); g.Flag == "source" && len(there) > 0 {
			return &edge.Misuse{What: fmt.Sprintf("--source names who made the questions, and %q is the folder of a plan", g.Value), Hint: "name the folder with --plan " + g.Value}
		}
	}
	m, r, err := c.planned(l)
	if err != nil {
		return err
	}
	d, err := k.Read(words, flags, r.Known())
	if err == nil && c.Talk != nil && !c.Quiet {
		err = d.Ask(c.Talk)
	}
	if err != nil {
		return refusal(err)
	}
	e, err := d.Entry()
	if err != nil {
		return refusal(err)
	}
	a, err := c.AmendBy(m, logFile, l.dry, func(old []byte) ([]byte, error) {
		now, err := entry.Append(old, e)
		return now, refusal(err)
	})
	if err != nil {
		return err
	}
	if o := d.Again(); o != "" {
		c.Tell("a question of " + o + " is open already: both come up again, each on its own days")
	}
	return c.logged(l, a, fmt.Sprintf("%s:%d", logFile, entry.Place(a.Now)), e.String(), d.Unsaid())
}

// takeBack is "retake log --undo".
func (c *common) takeBack(l logging) error {
	m, _, err := c.planned(l)
	if err != nil {
		return err
	}
	taken := ""
	a, err := c.AmendBy(m, logFile, l.dry, func(old []byte) (rest []byte, err error) {
		rest, taken, err = entry.Undo(old)
		return rest, refusal(err)
	})
	if err != nil {
		return err
	}
	return c.logged(l, a, fmt.Sprintf("taken back from %s:%d", logFile, entry.Place(a.Old)), taken, "")
}

// logged prints what was written, where, and what it has changed.
func (c *common) logged(l logging, a edge.Amended, where, text, unsaid string) error {
	c.PrintFaults(a.Is.New(a.Was, logFile))
	if c.Quiet {
		return nil
	}
	if l.dry {
		where += " (not written: --dry-run)"
	}
	var say strings.Builder
	fmt.Fprintln(&say, where)
	for line := range strings.Lines(strings.TrimSpace(text)) {
		fmt.Fprintln(&say, "  "+fault.Clean(strings.TrimRight(line, "\r\n")))
	}
	if unsaid != "" {
		fmt.Fprintln(&say, unsaid)
	}
	_, err := io.WriteString(c.Stdout, say.String()+c.changed(a))
	if err != nil && !l.dry {
		return edge.Failed(fmt.Errorf("%s is changed as you asked; only this could not be printed: %w", logFile, err))
	}
	return edge.Written(err)
}

// changed is what an entry has changed in the plan, or what keeps the plan from being made.
func (c *common) changed(a edge.Amended) string {
	if a.Is.Faults.Errors() > 0 {
		i := slices.IndexFunc(a.Is.Faults, func(f fault.Fault) bool { return f.Severity == fault.Error })
		return "the plan cannot be made until this is mended: " + a.Is.Faults[i].String() + "\n"
	}
	if a.Was.Faults.Errors() > 0 {
		return "the plan can be made again: retake shows today\n"
	}
	state := func(r generator.Result) screen.State { return screen.State{Plan: r.Plan, Record: r.Record()} }
	return screen.Change(state(a.Was), state(a.Is), console.Width(c.Stdout), c.Color(c.Stdout))
}

// logRight is the one verb that changes a line of the log.
func (c *common) logRight(l *logging) *cobra.Command {
	return &cobra.Command{
		Use: "right OBJECTIVE [DATE]", Short: "A missed question, right again",
		Long: `right writes the day into cleared of the missed question: the oldest of that objective that is due, else the one due
next. Right again on two days closes it. It is the one verb that changes an entry that is there; log --undo does not take it back.`,
		Example: "  retake log right 4.2\n  retake log right 4.2 yesterday",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &edge.Misuse{What: "right: which objective?", Hint: "for instance: retake log right 4.2"}
			}
			return nil
		},
		RunE:              func(_ *cobra.Command, args []string) error { return c.right(*l, args[0], strings.Join(args[1:], " ")) },
		ValidArgsFunction: c.completeEntry(l, func(known entry.Known) []entry.Choice { return known.Open }),
	}
}

func (c *common) right(l logging, objective, date string) error {
	m, r, err := c.planned(l)
	if err != nil {
		return err
	}
	if r.Faults.Errors() > 0 {
		c.PrintFaults(r.Faults)
		fmt.Fprintf(c.Stderr, "\n%s: what is due is not known\n", edge.Tally(r.Faults))
		return edge.ErrFaults
	}
	day := r.Today()
	if date != "" {
		if day, err = entry.Day(date, r.Today()); err != nil {
			return refusal(err)
		}
		if day > r.Today() {
			return &edge.Misuse{What: day.Medium() + " has not come yet", Hint: "say so on that day; without a day it is today"}
		}
	}
	in, err := c.Input()
	if err != nil {
		return err
	}
	at, early := 0, false
	a, err := c.AmendBy(m, logFile, l.dry, func(old []byte) (now []byte, err error) {
		line, soon, err := m.Plan(in.With(logFile, old)).DueLine(objective, day)
		if early = soon; err == nil {
			now, at, err = entry.Right(old, line, day)
		}
		return now, refusal(err)
	})
	if err != nil {
		return err
	}
	if early {
		c.Tell("it was not due yet; it counts all the same")
	}
	where := fmt.Sprintf("%s:%d", logFile, at)
	return c.logged(l, a, where, entry.Line(a.Now, at), "to take it back, take "+day.String()+" out of this line")
}

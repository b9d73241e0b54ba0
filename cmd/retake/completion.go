package main

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/cmd/retake/edge"
	"retake/generator/civil"
	"retake/generator/source/catalogue"
)

// shells are those that completion is there for, and how each takes it.
var shells = []struct {
	name  string
	write func(root *cobra.Command, w io.Writer) error
	how   string // examples
	long  string
}{
	{"bash", func(r *cobra.Command, w io.Writer) error { return r.GenBashCompletionV2(w, true) },
		`  source <(retake completion bash)                      for this shell
  retake completion bash > ~/.local/share/bash-completion/completions/retake  # for every shell from now on`,
		"The package bash-completion has to be there; make the folder of the second line if there is none. With the bash of macOS, which is old, use zsh."},
	{"zsh", func(r *cobra.Command, w io.Writer) error { return r.GenZshCompletion(w) },
		`  source <(retake completion zsh)                       for this shell
  retake completion zsh > "${fpath[1]}/_retake"         for every shell from now on`,
		"Completion has to be switched on in ~/.zshrc, before anything else of it is read: autoload -U compinit; compinit"},
	{"fish", func(r *cobra.Command, w io.Writer) error { return r.GenFishCompletion(w, true) },
		`  retake completion fish | source                       for this shell
  retake completion fish > ~/.config/fish/completions/retake.fish  # for every shell from now on`, ""},
	{"powershell", func(r *cobra.Command, w io.Writer) error { return r.GenPowerShellCompletionWithDesc(w) },
		`  retake completion powershell | Out-String | Invoke-Expression  # for this shell
  retake completion powershell >> $PROFILE              for every shell from now on`, ""},
}

func (c *common) completionVerb(root *cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "completion",
		Short: "Print what lets your shell complete verbs, flags, exams and domains",
		Example: `  source <(retake completion bash)                      in bash
  source <(retake completion zsh)                       in zsh
  retake completion fish | source                       in fish
  retake completion zsh --help                          how to have it in every shell from now on`,
		Long: "completion prints a script for one shell. Once it is read, the tab key completes verbs, flags and their values: exams by their code, domains by their number, themes, days.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return noVerb(cmd, args[0])
			}
			return &edge.Misuse{What: "completion of which shell?", Hint: "retake completion bash, zsh, fish or powershell"}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	for _, s := range shells {
		cmd.AddCommand(&cobra.Command{
			Use: s.name, Short: "Print the script for " + s.name, Example: s.how, Long: s.long, Args: edge.NoWords,
			RunE: func(*cobra.Command, []string) error { return edge.Written(s.write(root, c.Stdout)) },
		})
	}
	return cmd
}

// completeValues lets every verb complete its words and the values of its flags by what help calls them, unless the verb
// itself knows better. What has none of these names is no file.
func (c *common) completeValues(root *cobra.Command) {
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.PersistentPreRun = plainFlags
	for _, cmd := range everything(root) {
		fill := map[string]func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective){
			"DIR": completeFiles(cobra.ShellCompDirectiveFilterDirs), "FILE": completeFiles(cobra.ShellCompDirectiveDefault),
			"PATH": completeFiles(cobra.ShellCompDirectiveDefault), "DATE": c.completeDays, "CODE": c.completeExams,
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if value, _ := pflag.UnquoteUsage(f); fill[value] != nil {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, fill[value]) // the only error is that the verb has one
			}
		})
		for _, word := range strings.FieldsFunc(cmd.Use, func(r rune) bool { return strings.ContainsRune(" []", r) }) {
			if fill[word] != nil && cmd.ValidArgsFunction == nil {
				cmd.ValidArgsFunction = fill[word]
			}
		}
	}
}

// plainFlags takes the marks off what is said of flags, which shells would show.
func plainFlags(cmd *cobra.Command, _ []string) {
	if cmd.Name() != cobra.ShellCompRequestCmd {
		return
	}
	for _, sub := range everything(cmd.Root()) {
		for _, set := range []*pflag.FlagSet{sub.Flags(), sub.PersistentFlags()} {
			set.VisitAll(func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") })
		}
	}
}

// everything is a command and all below it.
func everything(cmd *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{cmd}
	for _, sub := range cmd.Commands() {
		out = append(out, everything(sub)...)
	}
	return out
}

func completeFiles(which cobra.ShellCompDirective) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) { return nil, which }
}

// completeExams are the exams of the catalogue by code, those that can be taken first.
func (c *common) completeExams(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	today := c.completionDay()
	best := map[string]catalogue.Entry{} // the version that can best be taken
	var codes []string
	for _, e := range catalogue.Entries() {
		was, known := best[e.Code]
		if !known {
			codes = append(codes, e.Code)
		}
		if !known || standing(e, today) < standing(was, today) {
			best[e.Code] = e
		}
	}
	slices.SortStableFunc(codes, func(a, b string) int { return cmp.Compare(standing(best[a], today), standing(best[b], today)) })
	out := make([]string, len(codes))
	for i, code := range codes {
		e := best[code]
		says := e.Name + ", " + e.Vendor
		switch standing(e, today) {
		case retired:
			says += ", retired"
		case upcoming:
			says += ", from " + e.From.Medium()
		case current:
			if e.Until != 0 {
				says += ", until " + e.Until.Medium()
			}
		}
		out[i] = cobra.CompletionWithDesc(code, says)
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// How an exam stands on a day, the best first.
const (
	current = iota
	upcoming
	retired
)

func standing(e catalogue.Entry, today civil.Date) int {
	switch {
	case e.Until != 0 && e.Until < today || e.Until == 0 && e.Status == "retired":
		return retired
	case e.From > today:
		return upcoming
	}
	return current
}

// completionDay is today, as far as it can be known before a plan is read.
func (c *common) completionDay() civil.Date {
	clock, err := c.Clock()
	if err != nil || clock.Today != 0 {
		return clock.Today
	}
	at := clock.Now
	if !clock.Epoch.IsZero() {
		at = clock.Epoch
	}
	y, m, d := at.In(time.UTC).Date()
	return civil.Of(y, int(m), d)
}

// completeDays are the days of a week from today on.
func (c *common) completeDays(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var out []string
	today := c.completionDay()
	for n := range 8 {
		day := today + civil.Date(n)
		says := day.Long()
		if n < 2 {
			says = strings.Fields("today tomorrow")[n] + ", " + says
		}
		out = append(out, cobra.CompletionWithDesc(day.String(), says))
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/cmd/retake/edge"
	"retake/generator/console"
	"retake/generator/screen"
	"retake/generator/source/keyed"
)

// knownVerb refuses a word that is no verb, and names the nearest one.
func knownVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return noVerb(cmd, args[0])
}

// noVerb says that a word is no verb; also are other words that may have been meant.
func noVerb(cmd *cobra.Command, word string, also ...string) error {
	for _, p := range verbs(cmd, nil) {
		also = append(also, p.Left)
	}
	return &edge.Misuse{What: fmt.Sprintf("there is no verb %q", word), Hint: keyed.DidYouMean(word, also)}
}

// helpVerb is "retake help VERB" or "retake help TOPIC", which refuses a word that is neither.
func (c *common) helpVerb(root *cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "help [VERB or TOPIC]",
		Short: "Print help about a verb, or about one of four topics",
		Example: "  retake help log                the verb log: examples, then its flags\n" +
			"  retake help dates              how days and lengths are written\n" +
			"  retake help exit-codes         what the exit codes say",
		Long: "help prints what VERB --help prints. The topics are " + strings.Join(topicNames(), ", ") + ".",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var out []string
			if len(args) == 0 {
				for _, p := range append(verbs(root, nil), topicPairs()[1:]...) {
					out = append(out, cobra.CompletionWithDesc(strings.TrimPrefix(p.Left, "retake help "), p.Right))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if at := slices.Index(topicNames(), strings.Join(args, " ")); at >= 0 {
				h := screen.Help{Lead: topics[at].short + ".", Sections: []screen.Section{{Pairs: pairs(topics[at].lines), Text: topics[at].text}}}
				_, err := io.WriteString(c.Stdout, h.Text(console.Width(c.Stdout), c.Color(c.Stdout)))
				return edge.Written(err)
			}
			cmd, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if cmd == root && len(rest) > 0 {
				return noVerb(root, rest[0], topicNames()...)
			}
			return cmd.Help()
		},
	}
	return cmd
}

func topicNames() (names []string) {
	for _, t := range topics {
		names = append(names, t.name)
	}
	return names
}

// flagError puts a mistake in a flag in plain words.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		name := unknown.GetSpecifiedName()
		return &edge.Misuse{What: "there is no flag -" + name, Hint: shortHint(cmd, name)}
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		return &edge.Misuse{What: "there is no flag --" + name, Hint: nearFlag(name, flagNames(cmd))}
	case errors.As(err, &missing):
		return &edge.Misuse{What: fmt.Sprintf("--%s needs a value", missing.GetSpecifiedName())}
	case errors.As(err, &invalid):
		return &edge.Misuse{What: fmt.Sprintf("--%s: %s", invalid.GetFlag().Name, plain(invalid))}
	}
	return &edge.Misuse{What: err.Error()}
}

// nearFlag is a hint with the flag most like the one given, "" if none is near.
func nearFlag(name string, names []string) string {
	near, ok := strings.CutPrefix(keyed.DidYouMean(name, names), "did you mean ")
	if !ok {
		return ""
	}
	return "did you mean --" + near
}

// shortHint names the flags that a single letter may stand for.
func shortHint(cmd *cobra.Command, letter string) string {
	var names []string
	for _, name := range flagNames(cmd) {
		if letter != "" && strings.HasPrefix(name, letter) {
			names = append(names, "--"+name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "did you mean " + strings.Join(names, " or ") + "?"
}

// plain is why a value is not taken, without the names of Go's functions.
func plain(e *pflag.InvalidValueError) string {
	if e.GetFlag().Value.Type() == "bool" {
		return fmt.Sprintf("%q is neither true nor false", e.GetValue())
	}
	return e.Unwrap().Error()
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

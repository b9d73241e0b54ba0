package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/generator/source/keyed"
)

// knownVerb refuses a word that is no verb, and names the nearest one.
func knownVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var verbs []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			verbs = append(verbs, sub.Name())
		}
	}
	return &usageError{what: fmt.Sprintf("there is no verb %q", args[0]), hint: keyed.DidYouMean(args[0], verbs)}
}

// helpVerb is "retake help VERB", which refuses a word that is no verb.
func helpVerb(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [verb]",
		Short: "Print help about a verb",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if cmd == root {
				if err := knownVerb(root, rest); err != nil {
					return err
				}
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
	}
}

// noWords refuses anything that is not a flag.
func noWords(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &usageError{what: fmt.Sprintf("%s takes flags only, not %q", cmd.CommandPath(), args[0])}
}

// flagError puts a mistake in a flag in plain words.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		name := unknown.GetSpecifiedName()
		return &usageError{what: "there is no flag -" + name, hint: shortHint(cmd, name)}
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		return &usageError{what: "there is no flag --" + name, hint: nearFlag(name, flagNames(cmd))}
	case errors.As(err, &missing):
		return &usageError{what: fmt.Sprintf("--%s needs a value", missing.GetSpecifiedName())}
	case errors.As(err, &invalid):
		return &usageError{what: fmt.Sprintf("--%s: %s", invalid.GetFlag().Name, plain(invalid))}
	}
	return &usageError{what: err.Error()}
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

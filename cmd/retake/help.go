package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/generator/console"
	"retake/generator/screen"
)

// groups are the verbs as help lists them: by when they are needed.
var groups = []struct {
	title string
	verbs []string
}{
	{"Every evening", []string{"log", "serve", "plan"}},
	{"To begin, and when something is new", []string{"init", "import", "check"}},
	{"To keep it, and to show it", []string{"build", "publish"}},
	{"About retake itself", []string{"help", "completion", "version"}},
}

// topic is something to know that is of no verb in particular: lines like those of examples, and a text below them.
type topic struct{ name, short, lines, text string }

var topics = []topic{
	{"exit-codes", "What the exit codes say", `
		0  fine; warnings do not change that
		1  something is wrong in your files: it is said with file, line and a hint, and no site is written
		2  wrong usage: a verb, a flag or a value that there is not, or a target that is refused
		3  the machine: a full disk, a port, git or the network`,
		"Faults and questions go to standard error, results to standard output."},
	{"files", "The files of a plan", `
		site.toml  title, time zone, theme, and who sees what
		content/exam.toml  which exam
		content/attempts.toml  your score reports
		content/plan.toml  dates, free hours, resources, people
		content/log.toml  what you did: sessions, practice, simulations, misses, talks
		content/domains/  notes on each domain, in Markdown
		content/notes/  any other notes
		content/checklists/  task lists
		content/weeks/  a journal, one note a week
		content/why.md  your own reasons
		themes/NAME/  laid over the built-in theme, file by file
		public/  the site, as build writes it`,
		"Only the exam is needed. docs/files.md has every key."},
	{"dates", "How days and lengths are written", `
		2026-11-24  a day, in the files and everywhere else
		yesterday, "3 days ago", "24 Nov"  a day, where something is logged; 3/4/2026 is not taken, because it may be two days
		90m, 1h30m  a length, in the files and where something is logged; there 1:30 and 1.5h, too
		19:00-20:30  free time, in content/plan.toml`,
		"Today is --today; else the day of SOURCE_DATE_EPOCH; else the one that site.toml fixes; else the real one, in the time zone that site.toml names, which is UTC if it names none."},
	{"environment", "Variables that retake looks at", `
		NO_COLOR  if it says anything: no colour
		SOURCE_DATE_EPOCH  seconds since 1970: the day to plan for, so that a build can be done again
		RETAKE_KEY  the key of a sealed edition, instead of the one that is kept for you
		RETAKE_PASSPHRASE  the passphrase for --seal --passphrase, where nobody can be asked
		GITHUB_ACTIONS  check marks faults on their lines; links with a key in them are not printed
		CI  others may read what is printed: links with a key in them are not printed`, ""},
}

// printHelp is what --help prints, for every verb: a sentence, examples, and then the rest.
func (c *common) printHelp(cmd *cobra.Command, _ []string) {
	text := helpOn(cmd).Text(console.Width(c.Stdout), c.Color(c.Stdout))
	_, _ = io.WriteString(c.Stdout, text) // who closed it wants no more
}

// helpOn is the help of one verb, or of the program.
func helpOn(cmd *cobra.Command) screen.Help {
	h := screen.Help{Lead: strings.TrimSuffix(cmd.Short, ".") + "."}
	add := func(title string, pairs []screen.Pair, text string) {
		h.Sections = append(h.Sections, screen.Section{Title: title, Pairs: pairs, Text: text})
	}
	add("Examples", pairs(cmd.Example), "")
	if !cmd.HasParent() {
		for _, g := range groups {
			add(g.title, verbs(cmd, g.verbs), "")
		}
	} else if cmd.HasAvailableSubCommands() {
		add("Followed by", verbs(cmd, nil), "")
	}
	add("What it does", nil, cmd.Long)
	add("Usage", []screen.Pair{{Left: usageLine(cmd)}}, "")
	own, common := flagsOf(cmd)
	add("Flags", own, "")
	add("Flags of every verb", common, "")
	if !cmd.HasParent() {
		add("More help", topicPairs(), "")
	}
	return h
}

func usageLine(cmd *cobra.Command) string {
	if cmd.HasParent() {
		return cmd.UseLine()
	}
	return "retake [VERB] [flags]"
}

func topicPairs() []screen.Pair {
	out := []screen.Pair{{Left: "retake help VERB", Right: "examples and flags of a verb"}}
	for _, t := range topics {
		out = append(out, screen.Pair{Left: "retake help " + t.name, Right: t.short})
	}
	return out
}

// verbs are those of a command that have one of the names, in that order; all of them for no names.
func verbs(cmd *cobra.Command, names []string) (out []screen.Pair) {
	all := cmd.Commands()
	slices.SortStableFunc(all, func(a, b *cobra.Command) int {
		return slices.Index(names, a.Name()) - slices.Index(names, b.Name())
	})
	for _, sub := range all {
		if (sub.IsAvailableCommand() || sub.Name() == "help") && (names == nil || slices.Contains(names, sub.Name())) {
			out = append(out, screen.Pair{Left: sub.Name(), Right: sub.Short})
		}
	}
	return out
}

// pairs are the lines of a verb's examples: a command and, after two blanks or a #, a remark.
func pairs(text string) (out []screen.Pair) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		command, remark, found := strings.Cut(line, "  ")
		if !found {
			command, remark, _ = strings.Cut(line, " # ")
		}
		if line != "" {
			out = append(out, screen.Pair{Left: command, Right: strings.TrimLeft(remark, " #")})
		}
	}
	return out
}

// flagsOf are a verb's flags: its own, and those that all verbs have.
func flagsOf(cmd *cobra.Command) (own, common []screen.Pair) {
	cmd.InheritedFlags() // which lays them beside its own
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch {
		case f.Hidden || f.Name == "help":
		case cmd.Root().PersistentFlags().Lookup(f.Name) == f:
			common = append(common, flagPair(f))
		default:
			own = append(own, flagPair(f))
		}
	})
	return own, common
}

func flagPair(f *pflag.Flag) screen.Pair {
	value, says := pflag.UnquoteUsage(f)
	says = strings.TrimPrefix(says, value+": ") // which stands beside it
	if v := f.DefValue; !slices.Contains([]string{"", "false", "0", ".", "[]"}, v) {
		says += fmt.Sprintf(" (usually %s)", v)
	}
	return screen.Pair{Left: strings.TrimSpace("--" + f.Name + " " + value), Right: says}
}

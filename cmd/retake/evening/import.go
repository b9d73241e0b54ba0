package evening

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/cmd/retake/edge"
	"retake/generator/civil"
)

// importFlags are the flags of "retake import", for all the kinds of things that can be taken in.
type importFlags struct {
	report  bool       // it is a score report, whatever its name
	dryRun  bool       // show what would be written, and stop there
	yes     bool       // write without asking
	as      string     // notes: the folder's name in the plan; results: "simulation" for whole exams
	link    bool       // notes: they stay where they are
	copy    bool       // notes: they are copied, which is also what happens without a flag
	replace bool       // notes: changed in the plan and outside: take the one from outside
	all     bool       // print every line of a list
	source  string     // results: the provider
	columns string     // results: date=Date,right=Correct,of=Total
	dates   string     // results: dmy, mdy or ymd
	domains []string   // results, Anki: "Network security=2", "Spanish=skip", or "2" for all
	skipBad bool       // results: write what can be read, although some cannot
	since   civil.Date // Anki: the first day of reviews; 0 = all
	said    []string   // the names of those that were given
}

func (c *common) importVerb() *cobra.Command {
	var f importFlags
	var plan string
	cmd := &cobra.Command{
		Use:   "import PATH",
		Short: "Take in practice results, Anki reviews, notes or a score report",
		Long: `import looks at what PATH is: a table of practice results (CSV), a collection or deck exported from Anki, a folder
of Markdown notes such as an Obsidian vault, or a score report as a PDF. It shows what would be written, and asks.
Doing it again adds only what is new.`,
		Example: `  retake import results.csv --dry-run
  retake import results.csv --columns date=Taken,domain=Topic,right=Correct,of=Total --dates dmy
  retake import collection.colpkg --domain "Security+::Crypto=1" --domain Spanish=skip
  retake import ~/Vault/Security --as vault
  retake import --report score-report.pdf`,
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error {
			cmd.Flags().Visit(func(x *pflag.Flag) {
				if cmd.LocalNonPersistentFlags().Lookup(x.Name) == x {
					f.said = append(f.said, x.Name)
				}
			})
			if plan != "" {
				c.Source, c.SourceFlag = plan, "--plan"
			} else {
				c.Homeward()
			}
			return c.importPath(args[0], f)
		},
	}
	f.register(cmd, &plan)
	return cmd
}

func (f *importFlags) register(cmd *cobra.Command, plan *string) {
	flags := cmd.Flags()
	flags.StringVar(plan, "plan", "", "`DIR` with site.toml and content/")
	flags.BoolVar(&f.dryRun, "dry-run", false, "show what would be written, and write nothing")
	flags.BoolVar(&f.yes, "yes", false, "write without asking")
	flags.BoolVar(&f.report, "report", false, "PATH is a score report")
	flags.StringVar(&f.source, "source", "", "results: `NAME` of the provider")
	flags.StringVar(&f.columns, "columns", "", "results: which column is what, as `KEY=COLUMN,...`")
	flags.StringVar(&f.dates, "dates", "", "results: `ORDER` of day, month and year: dmy, mdy or ymd")
	flags.StringArrayVar(&f.domains, "domain", nil, "results, Anki: the domain of a topic or deck, as `NAME=DOMAIN` or NAME=skip; DOMAIN alone is for all")
	flags.BoolVar(&f.skipBad, "skip-bad", false, "results: leave out rows that cannot be read")
	flags.Var((*edge.DayFlag)(&f.since), "since", "Anki: reviews from this `DATE` on")
	flags.StringVar(&f.as, "as", "", "notes: `NAME` of their folder in the plan; results: simulation, if rows are whole exams")
	flags.BoolVar(&f.link, "link", false, "notes: read them where they are, copy nothing")
	flags.BoolVar(&f.copy, "copy", false, "notes: copy them into the plan, as happens without this flag, too")
	flags.BoolVar(&f.replace, "replace", false, "notes: what was changed in the plan is replaced")
	flags.BoolVar(&f.all, "all", false, "print lists in full")
}

// onePath refuses anything but one path.
func onePath(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return &edge.Misuse{What: cmd.CommandPath() + " needs a file or a folder", Hint: "for instance: retake import results.csv"}
	case len(args) > 1:
		return &edge.Misuse{What: fmt.Sprintf("%s takes one path, not %d: %q", cmd.CommandPath(), len(args), args), Hint: "a name with blanks is put in quotes"}
	}
	return nil
}

// importPath finds out what a path is, and hands it to whoever can read it.
func (c *common) importPath(name string, f importFlags) error {
	if there, err := edge.PlanIn(c.Source); err != nil {
		return err
	} else if len(there) == 0 {
		return &edge.Misuse{What: fmt.Sprintf("there is no plan in %s", c.Source), Hint: "name its folder with --plan, or begin one: retake init"}
	}
	if f.report {
		return c.kind(name, aReport, f)
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &edge.Misuse{What: fmt.Sprintf("there is no file or folder %q", name), Hint: "a name with blanks is put in quotes"}
	case err != nil:
		return edge.Failed(err)
	case info.IsDir():
		return c.kind(name, aFolder, f)
	case !info.Mode().IsRegular():
		return &edge.Misuse{What: fmt.Sprintf("%q is neither a file nor a folder", name)}
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".pdf":
		return c.kind(name, aReport, f)
	case ".md", ".markdown":
		return &edge.Misuse{What: fmt.Sprintf("%q is one note", name), Hint: "copy it to content/notes/, or import the folder that it is in"}
	case ".apkg", ".colpkg", ".anki2", ".anki21":
		return c.kind(name, aCollection, f)
	}
	return c.kind(name, aTable, f)
}

// What can be taken in, and the flags that mean something for it besides those for all.
const (
	aReport     = "a score report"
	aFolder     = "a folder of notes"
	aCollection = "a collection of cards"
	aTable      = "a table"
)

var flagsOfKind = map[string][]string{
	aReport:     {"report"},
	aFolder:     {"as", "link", "copy", "replace", "all"},
	aCollection: {"domain", "since"},
	aTable:      {"source", "columns", "dates", "domain", "skip-bad", "as", "since"}, // a list of reviews is a table, too
}

// kind takes in a path of a kind, unless there are flags that would mean nothing for it.
func (c *common) kind(name, kind string, f importFlags) error {
	for _, flag := range f.said {
		if slices.Contains([]string{"plan", "dry-run", "yes"}, flag) || slices.Contains(flagsOfKind[kind], flag) {
			continue
		}
		return &edge.Misuse{What: fmt.Sprintf("--%s means nothing for %s", flag, kind), Hint: "leave it out; retake import --help says what each flag is for"}
	}
	switch kind {
	case aReport:
		return c.importReport(name, f)
	case aFolder:
		return c.importNotes(name, f)
	case aCollection:
		return c.importAnki(name, f)
	}
	return c.importResults(name, f)
}

package share

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/cmd/retake/edge"
	"retake/generator"
	"retake/generator/console"
	"retake/generator/disk/place"
	"retake/generator/git"
)

// publishFlags are those of publish.
type publishFlags struct {
	edge.SealFlags
	as                              edge.AudienceFlag
	branch, remote, bundle          string
	private, known, replace, dryRun bool
}

func (c *common) publishVerb() *cobra.Command {
	var f publishFlags
	cmd := &cobra.Command{
		Use:   "publish",
		Short: "Put one edition of the site where others can open it, or into a file to mail",
		Long: "publish makes one edition of the site and pushes it, and nothing else, to a branch of a git remote, as a single\n" +
			"commit: editions before it do not stay in the branch. Your repository stays as it is. It prints the link to send.\n\n" +
			"Nothing is pushed if check finds errors, if the place looks public and the edition is not meant for everybody, or if\n" +
			"the edition would stand beside the plain files of your plan.\n\n" +
			"Exit codes: 0 published, or there already; 1 errors in your files; 2 wrong usage, or a target that is refused;\n" +
			"3 git, the network or the disk.",
		Example: "  retake publish                            the edition that [share] in site.toml names, or the public one\n" +
			"  retake publish --seal                     the mentor edition, locked: the link opens it\n" +
			"  retake publish --seal --new-key           the same, and links sent before open nothing new\n" +
			"  retake publish --seal --remote https://github.com/NAME/pages-only.git  to a repository for the pages alone\n" +
			"  retake publish --as mentor --private      plain, to a repository that only people you chose can read\n" +
			"  retake publish --bundle mail.html         the page for the mentor as one file to mail; .zip: the whole site",
		Args: edge.NoWords,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if f.bundle != "" || cmd.Flags().Changed("bundle") {
				return c.writeBundle(cmd, f)
			}
			return c.publish(cmd.Context(), f)
		},
	}
	f.as.Register(cmd)
	flags := cmd.Flags()
	f.SealFlags.Register(flags)
	flags.StringVar(&f.branch, "branch", "gh-pages", "push to this `BRANCH`")
	flags.StringVar(&f.remote, "remote", "origin", "push to this `REMOTE` of your repository, or to an address; a path starts at the plan")
	flags.BoolVar(&f.private, "private", false, "the remote and its pages can be read only by people you chose")
	flags.BoolVar(&f.known, "source-is-public", false, "push although everybody can read the plain files of the plan there")
	flags.BoolVar(&f.replace, "replace", false, "replace a branch, or with --bundle a file, that retake did not make")
	flags.BoolVar(&f.dryRun, "dry-run", false, "do all but the push, and say what it would be")
	flags.StringVar(&f.bundle, "bundle", "", "push nothing, and write to `FILE`: .html is one page to mail, .zip the whole site; without an ending, both")
	return cmd
}

// publish makes an edition and pushes it.
func (c *common) publish(ctx context.Context, f publishFlags) error {
	e, r, err := c.made(f.as, "", &f.SealFlags)
	if err != nil {
		return err
	}
	at, err := git.Look(ctx, place.Real(c.Source), f.remote)
	if err != nil {
		return fromGit(err)
	}
	if err := f.refuse(at, e); err != nil {
		return err
	}
	files, err := e.Sealed(r)
	if err != nil {
		return err
	}
	what := fmt.Sprintf("%s, %s, to branch %s of %s", e, edge.PageCount(r.Files), f.branch, at.URL)
	to := git.Target{Dir: place.Real(c.Source), Remote: f.remote, Branch: f.branch, Replace: f.replace, Silent: c.ReadAlong() || !console.Terminal(c.Stderr), Dry: f.dryRun}
	if !f.dryRun {
		to.Before = func() error { return c.Kept(e) }
		if err := c.Result("pushing " + what); err != nil {
			return err
		}
	}
	done := c.Progress("pushing")
	report, err := git.Publish(ctx, to, files, signed(r))
	done()
	if err != nil {
		if f.NewKey && e.Lock.Fresh && !c.Quiet {
			fmt.Fprintln(c.Stderr, "retake: the new key stays: links sent before open what is there until the next publish")
		}
		return fromGit(err)
	}
	switch {
	case f.dryRun && report.Unchanged:
		return c.Result(what + ": it is there already, so nothing would be pushed")
	case f.dryRun:
		return c.Result("would push " + what + "; nothing was pushed")
	}
	return c.told(f, at, e, r, report)
}

// made makes an edition and prints what check finds. It is for the one given by the flag, else for usual, else for
// the one that site.toml names; if it names none, a locked one is for the mentor and a plain one for everybody.
func (c *common) made(as edge.AudienceFlag, usual string, s *edge.SealFlags) (edge.Edition, generator.Result, error) {
	if err := s.Check(); err != nil {
		return edge.Edition{}, generator.Result{}, err
	}
	in, err := c.Input()
	if err != nil {
		return edge.Edition{}, generator.Result{}, err
	}
	done := c.Progress("building")
	e, r := edge.Chosen(new(generator.Memory).Build, in, as, usual, s.Seal)
	done()
	l := edge.Findings(r, false)
	c.PrintFaults(l)
	if l.Errors() > 0 {
		fmt.Fprintf(c.Stderr, "\n%s: nothing was written or published\n", edge.Tally(l))
		return e, r, edge.ErrFaults
	}
	e.Lock, err = c.Locking(s, e.As)
	return e, r, err
}

// signed is what stands on the commit: the day of the plan and nothing of its owner.
func signed(r generator.Result) git.Commit {
	y, m, d := r.Plan.Today.YMD()
	return git.Commit{Message: "One edition of a study plan", Name: "retake", Email: "retake@localhost", When: time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)}
}

// refuse says why an edition does not go to a place, if so.
func (f publishFlags) refuse(p git.Place, e edge.Edition) error {
	open := p.Public && !f.private
	switch {
	case open && e.Lock == nil && e.As != "public":
		return &edge.Misuse{
			What: fmt.Sprintf("%s looks public, and %s is not meant for everybody", p.URL, e),
			Hint: "--seal locks it; --as public leaves out what is yours; if only people you chose can read that repository and its pages, say --private",
		}
	case open && !f.known && len(p.Source) > 0:
		return &edge.Misuse{
			What: fmt.Sprintf("%s also holds the plain files of your plan, such as %s, so what the site leaves out would be open all the same", p.URL, strings.Join(p.Source, ", ")),
			Hint: "publish to a repository of its own with --remote ADDRESS; or make this one private and say --private; --source-is-public publishes all the same",
		}
	}
	return nil
}

// told says what a push came to, and gives the link to send.
func (c *common) told(f publishFlags, p git.Place, e edge.Edition, r generator.Result, g git.Report) error {
	line := fmt.Sprintf("pushed %s as one commit, %.10s", edge.Count(g.Files, "file", "files"), g.ID)
	if g.Unchanged {
		line = "it is there already: nothing was pushed"
	}
	address := r.Address()
	if address == "" {
		address = p.Pages
	}
	if err := c.Result(line); err != nil || c.Quiet {
		return err
	}
	if err := c.LinkTo(address, e); err != nil {
		return err
	}
	switch {
	case g.Was != "" && e.Lock != nil && e.Lock.Fresh && e.Lock.Passphrase == "":
		return c.Result("links sent before do not open it: send this one")
	case g.Was != "":
		return nil
	case p.Host == "github.com":
		return c.Result(fmt.Sprintf("once, at the host: Settings, Pages, Deploy from a branch, %s, / (root)", f.branch))
	case p.Host != "":
		return c.Result(fmt.Sprintf("once, at the host: have its pages read from branch %s", f.branch))
	}
	return nil
}

// fromGit tells a target that is refused from a failure of git, the network or the host.
func fromGit(err error) error {
	var g *git.Error
	var machine edge.Machine
	switch {
	case errors.As(err, &machine):
		return machine
	case !errors.As(err, &g):
		return edge.Failed(err)
	case g.Refused:
		return &edge.Misuse{What: g.Error(), Hint: g.Hint}
	case g.Hint == "":
		return edge.Failed(g)
	}
	return edge.Failed(fmt.Errorf("%w\nhint: %s", g, g.Hint))
}

package git

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Target is where an edition goes.
type Target struct {
	Dir     string // the plan's folder, inside a work tree or not
	Remote  string // the name of a remote of Dir's repository, or an address
	Branch  string // such as "gh-pages"
	Replace bool   // a branch that is no edition of retake may be replaced
	Silent  bool   // never ask for a name or password: fail instead
	Dry     bool   // do all but the push
	// Before is called once it is known that the branch may be replaced, and before anything is; its error ends the
	// push. It may be nil.
	Before func() error
}

// Commit is what stands on the commit. It has no defaults: the same input makes the same commit.
type Commit struct {
	Message string // a line that tells nothing of the plan; the mark of retake is put below it
	Name    string // author and committer, neutral: it is published
	Email   string
	When    time.Time // to the second, written in UTC
}

// Report is what a push came to.
type Report struct {
	ID        string // the commit that stands at the branch now
	Was       string // the one that stood there before, "" if there was no branch
	Unchanged bool   // the branch had this edition already: nothing was pushed
	URL       string // the address that git pushed to, without name and password
	Files     int    // in the edition
	Bytes     int64  // of their contents, as given
}

// Publish makes files (path -> contents) the only commit of a branch. What is wrong comes back as an *Error.
func Publish(ctx context.Context, to Target, files map[string][]byte, as Commit) (Report, error) {
	if err := checkFiles(files); err != nil {
		return Report{}, err
	}
	if err := checkCommit(as); err != nil {
		return Report{}, err
	}
	g, err := newRunner(ctx, to.Dir, to.Silent)
	if err != nil {
		return Report{}, err
	}
	if err := checkBranch(ctx, g, to.Branch); err != nil {
		return Report{}, err
	}
	h, err := findHome(ctx, g)
	if err != nil {
		return Report{}, err
	}
	at, err := h.address(ctx, to.Remote)
	if err != nil {
		return Report{}, err
	}
	q, err := h.open(ctx, at)
	if err != nil {
		return Report{}, err
	}
	defer q.close()
	return h.publish(ctx, q, at, to, files, as)
}

// publish looks at the branch, makes the edition, and pushes it if it is another one.
func (h home) publish(ctx context.Context, q quarantine, at address, to Target, files map[string][]byte, as Commit) (Report, error) {
	report := Report{URL: at.shown(), Files: len(files)}
	for _, content := range files {
		report.Bytes += int64(len(content))
	}
	there, err := q.look(ctx, at, to.Branch)
	if err != nil {
		return report, err
	}
	if err := h.allow(ctx, at, to, there); err != nil {
		return report, err
	}
	if to.Before != nil {
		if err := to.Before(); err != nil {
			return report, err
		}
	}
	made, err := q.make(ctx, files, as)
	if err != nil {
		return report, err
	}
	report.ID, report.Was = made.id, there.id
	if there.ours() && there.tree == made.tree {
		report.ID, report.Unchanged = there.id, true
		return report, nil
	}
	if to.Dry {
		return report, nil
	}
	return report, q.push(ctx, at, to.Branch, made.id, there.id)
}

func checkBranch(ctx context.Context, g runner, branch string) error {
	_, err := g.run(ctx, nil, "check-ref-format", "refs/heads/"+branch)
	if err != nil || strings.HasPrefix(branch, "-") || branch == "HEAD" || strings.HasPrefix(branch, "refs/") {
		if ctx.Err() != nil {
			return explain("the branch cannot be looked at", ctx.Err())
		}
		return refuse(quoted(branch)+" cannot be the name of a branch", "name a branch such as gh-pages")
	}
	return nil
}

// allow refuses branches that are not retake's to replace.
func (h home) allow(ctx context.Context, at address, to Target, there remoteBranch) error {
	if h.branch == to.Branch {
		same, err := h.has(ctx, h.real(ctx, at))
		if err != nil {
			return explain("the plan’s remotes cannot be read", err)
		}
		if same {
			return refuse(fmt.Sprintf("branch %s is the one you work on here: its files would be replaced by the site", to.Branch), "name another branch, such as --branch gh-pages")
		}
	}
	switch {
	case there.id == "" || there.ours():
		return nil
	case there.head:
		return refuse(fmt.Sprintf("branch %s is the main branch of %s and holds something else than a published plan", to.Branch, at.shown()), "name another branch, such as --branch gh-pages")
	case !to.Replace:
		return refuse(fmt.Sprintf("branch %s of %s holds something that retake did not publish", to.Branch, at.shown()), "name another branch with --branch, or give up what is there with --replace")
	}
	return nil
}

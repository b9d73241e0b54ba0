package git

import (
	"context"
	"errors"
	"strings"
)

// remoteBranch is a branch as it stands at the remote; its id is "" if there is none.
type remoteBranch struct {
	edition
	head bool // the repository's main branch
}

// look asks the remote for a branch, and for its commit without any of its files.
func (q quarantine) look(ctx context.Context, at address, branch string) (remoteBranch, error) {
	ref := "refs/heads/" + branch
	out, err := q.run(ctx, nil, "ls-remote", "--symref", "--", at.raw, "HEAD", ref)
	if err != nil {
		return remoteBranch{}, explain(at.shown()+" cannot be read", err)
	}
	b := remoteBranch{}
	for l := range strings.Lines(string(out)) {
		what, name, _ := strings.Cut(strings.TrimSpace(l), "\t")
		switch {
		case name == "HEAD" && what == "ref: "+ref:
			b.head = true
		case name == ref:
			b.id = what
		}
	}
	if b.id == "" {
		return b, nil
	}
	g := q.seen()
	if _, err = g.run(ctx, nil, "fetch", "--quiet", "--no-tags", "--depth=1", "--filter=tree:0", "--", at.raw, "+"+ref+":refs/heads/seen"); err != nil {
		return b, explain("branch "+branch+" of "+at.shown()+" cannot be read", err)
	}
	text, err := g.line(ctx, "cat-file", "commit", b.id)
	if err != nil {
		return b, &Error{What: "branch " + branch + " of " + at.shown() + " changed while it was looked at", Hint: "somebody else published just now: look at what is there, then publish again", Err: err}
	}
	b.edition = readCommit(b.id, text)
	return b, nil
}

// push puts the commit onto the branch, if the branch is still at was.
func (q quarantine) push(ctx context.Context, at address, branch, id, was string) error {
	ref := "refs/heads/" + branch
	_, err := q.run(ctx, nil, "push", "--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no",
		"--force-with-lease="+ref+":"+was, "--", at.raw, id+":"+ref)
	return explain("branch "+branch+" could not be pushed to "+at.shown(), withReasons(err))
}

// withReasons puts the reasons of a refused push, which git writes to its answer, behind what it said.
func withReasons(err error) error {
	var f *failure
	if !errors.As(err, &f) {
		return err
	}
	say := f.say
	for l := range strings.Lines(string(f.out)) {
		if rest, ok := strings.CutPrefix(l, "!\t"); ok {
			_, why, _ := strings.Cut(rest, "\t")
			say = append(say, why...)
		}
	}
	return &failure{f.err, f.out, say}
}

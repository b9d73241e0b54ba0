package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/generator"
	"retake/generator/keyring"
	"retake/generator/seal"
)

// audienceFlag is an audience given as a flag, "" if it is not.
type audienceFlag string

func (a *audienceFlag) String() string { return string(*a) }
func (a *audienceFlag) Type() string   { return "WHO" }
func (a *audienceFlag) Set(s string) error {
	if !slices.Contains(generator.Audiences, s) {
		return fmt.Errorf("%q is none of %s", s, strings.Join(generator.Audiences, ", "))
	}
	*a = audienceFlag(s)
	return nil
}

// others reports whether the edition is for somebody else.
func (a audienceFlag) others() bool { return a != "" && a != "me" }

func (a *audienceFlag) register(cmd *cobra.Command) {
	cmd.Flags().Var(a, "as", "make the edition for `WHO`: me, mentor or public")
	// The only error is a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(generator.Audiences, cobra.ShellCompDirectiveNoFileComp))
}

// sealFlags say whether and how an edition is locked.
type sealFlags struct {
	seal, passphrase, newKey bool
	keyFile                  string
	last                     *lock // the one in use
}

func (s *sealFlags) register(f *pflag.FlagSet) {
	f.BoolVar(&s.seal, "seal", false, "lock every page, picture and date: only the link that is printed opens them")
	f.BoolVar(&s.passphrase, "passphrase", false, "with --seal: a passphrase opens them, and the link alone does not; asked for, or taken from RETAKE_PASSPHRASE")
	f.BoolVar(&s.newKey, "new-key", false, "with --seal: make a new key, so that links sent before open nothing new")
	f.StringVar(&s.keyFile, "key-file", "", "with --seal: keep the key in this `FILE`, outside of the plan, the site and git")
}

// check refuses flags that say something about a lock where there is none.
func (s *sealFlags) check() error {
	for _, f := range []struct {
		name string
		set  bool
	}{{"passphrase", s.passphrase}, {"new-key", s.newKey}, {"key-file", s.keyFile != ""}} {
		if f.set && !s.seal {
			return &usageError{what: "--" + f.name + " goes with --seal", hint: "add --seal, or leave --" + f.name + " out"}
		}
	}
	return nil
}

// edition is what is made for somebody: for whom, and how it is locked.
type edition struct {
	as   string
	lock *lock // nil if it is plain
}

// String names an edition in a sentence.
func (e edition) String() string {
	name := "the " + e.as + " edition"
	if e.as == "me" {
		name = "your own edition"
	}
	if e.lock != nil {
		name += ", sealed"
	}
	return name
}

// chosen makes an edition with the site.toml that is there: for as, else for usual, else for the one that site.toml
// names, else for the mentor if it is locked and for everybody if not.
func chosen(build func(generator.Input) generator.Result, in generator.Input, as audienceFlag, usual string, locked bool) (edition, generator.Result) {
	otherwise := "public"
	if locked {
		otherwise = "mentor"
	}
	in.As = cmp.Or(string(as), usual, otherwise)
	r := build(in)
	if named := r.Share.Audience; as == "" && usual == "" && named != "" && named != in.As {
		in.As = named
		r = build(in)
	}
	return edition{as: in.As}, r
}

// lock is a key in use.
type lock struct {
	seal.Lock
	as     string // for whom
	key    keyring.Key
	hidden bool // the key is not to be printed, because others read along
	told   bool // the link has been printed
	fresh  bool // the key was made in this run
}

// locking prepares the lock of an audience that the flags ask for, nil if none: the same one each time. Nothing is
// written yet.
func (c *common) locking(f *sealFlags, as string) (*lock, error) {
	if !f.seal {
		return nil, nil
	}
	if f.last != nil && f.last.as == as {
		return f.last, nil
	}
	k, err := c.key(*f, as)
	if err != nil {
		return nil, err
	}
	l := &lock{Lock: seal.Lock{Key: k.Key}, as: as, key: k, hidden: c.readAlong()}
	if f.passphrase {
		if l.Passphrase, err = c.passphrase(); err != nil {
			return nil, err
		}
		l.Key, l.Salt = k.Under(l.Passphrase)
	}
	if err := l.Check(); err != nil {
		return nil, &usageError{what: "--seal: " + err.Error(), hint: "nothing was written"}
	}
	f.last = l
	return l, nil
}

// sealed is a site as it leaves the machine. What cannot be sealed is a theme's doing, because all else is ours.
func (e edition) sealed(r generator.Result) (map[string][]byte, error) {
	if e.lock == nil {
		return r.Files, nil
	}
	files, err := seal.Site(r.Files, e.lock.Lock)
	if err != nil {
		return nil, &usageError{what: "--seal: " + err.Error(), hint: "nothing was written; --theme default has nothing that cannot be sealed"}
	}
	return files, nil
}

// kept puts a new key into its file, before anything is locked with it for others.
func (c *common) kept(e edition) error {
	if e.lock == nil || !e.lock.key.New {
		return nil
	}
	if err := e.lock.key.Keep(); err != nil {
		return machineError{fmt.Errorf("the key could not be kept, so nothing was locked with it: %w", err)}
	}
	e.lock.key.New, e.lock.fresh = false, true
	if !c.quiet {
		fmt.Fprintf(c.stderr, "retake: made a new key and kept it in %s\n", e.lock.key.File)
	}
	return nil
}

// linkTo prints the link that opens an edition at an address, which is "" if it is not known. Where others read
// along, it is without the key.
func (c *common) linkTo(address string, e edition) error {
	if address != "" && !strings.HasSuffix(address, "/") {
		address += "/"
	}
	link := address
	if e.lock != nil && !e.lock.hidden {
		link = e.lock.Link(address)
	}
	var lines []string
	switch {
	case address != "":
		lines = append(lines, "link: "+link)
	case link != "":
		lines = append(lines, "link: the address of your site, with this at its end: "+link)
	}
	switch {
	case e.lock == nil:
	case e.lock.Passphrase != "":
		lines = append(lines, "the passphrase opens it: send that another way than the link")
	case e.lock.hidden:
		lines = append(lines, "the key is left out here, because others may read this: # and the key belong at the link's end")
	}
	if len(lines) == 0 || c.quiet {
		return nil
	}
	if address != "" {
		defer c.showCode(link)
	}
	return c.result(strings.Join(lines, "\n"))
}

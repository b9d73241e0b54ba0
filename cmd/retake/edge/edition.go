package edge

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

// AudienceFlag is an audience given as a flag, "" if it is not.
type AudienceFlag string

func (a *AudienceFlag) String() string { return string(*a) }
func (a *AudienceFlag) Type() string   { return "WHO" }
func (a *AudienceFlag) Set(s string) error {
	if !slices.Contains(generator.Audiences, s) {
		return fmt.Errorf("%q is none of %s", s, strings.Join(generator.Audiences, ", "))
	}
	*a = AudienceFlag(s)
	return nil
}

// Others reports whether the edition is for somebody else.
func (a AudienceFlag) Others() bool { return a != "" && a != "me" }

func (a *AudienceFlag) Register(cmd *cobra.Command) {
	cmd.Flags().Var(a, "as", "make the edition for `WHO`: me, mentor or public")
	// The only error is a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(generator.Audiences, cobra.ShellCompDirectiveNoFileComp))
}

// SealFlags say whether and how an edition is locked.
type SealFlags struct {
	Seal, passphrase, NewKey bool
	keyFile                  string
	last                     *Lock // the one in use
}

func (s *SealFlags) Register(f *pflag.FlagSet) {
	f.BoolVar(&s.Seal, "seal", false, "lock every page, picture and date: only the link that is printed opens them")
	f.BoolVar(&s.passphrase, "passphrase", false, "with --seal: a passphrase opens them, and the link alone does not; asked for, or taken from RETAKE_PASSPHRASE")
	f.BoolVar(&s.NewKey, "new-key", false, "with --seal: make a new key, so that links sent before open nothing new")
	f.StringVar(&s.keyFile, "key-file", "", "with --seal: keep the key in this `FILE`, outside of the plan, the site and git")
}

// Check refuses flags that say something about a lock where there is none.
func (s *SealFlags) Check() error {
	for _, f := range []struct {
		name string
		set  bool
	}{{"passphrase", s.passphrase}, {"new-key", s.NewKey}, {"key-file", s.keyFile != ""}} {
		if f.set && !s.Seal {
			return &Misuse{What: "--" + f.name + " goes with --seal", Hint: "add --seal, or leave --" + f.name + " out"}
		}
	}
	return nil
}

// Edition is what is made for somebody: for whom, and how it is locked.
type Edition struct {
	As   string
	Lock *Lock // nil if it is plain
}

// String names an edition in a sentence.
func (e Edition) String() string {
	name := "the " + e.As + " edition"
	if e.As == "me" {
		name = "your own edition"
	}
	if e.Lock != nil {
		name += ", sealed"
	}
	return name
}

// Chosen makes an edition with the site.toml that is there: for as, else for usual, else for the one that site.toml
// names, else for the mentor if it is locked and for everybody if not.
func Chosen(build func(generator.Input) generator.Result, in generator.Input, as AudienceFlag, usual string, locked bool) (Edition, generator.Result) {
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
	return Edition{As: in.As}, r
}

// Lock is a key in use.
type Lock struct {
	seal.Lock
	as     string // for whom
	key    keyring.Key
	hidden bool // the key is not to be printed, because others read along
	Told   bool // the link has been printed
	Fresh  bool // the key was made in this run
}

// Locking prepares the lock of an audience that the flags ask for, nil if none: the same one each time. Nothing is
// written yet.
func (c *Call) Locking(f *SealFlags, as string) (*Lock, error) {
	if !f.Seal {
		return nil, nil
	}
	if f.last != nil && f.last.as == as {
		return f.last, nil
	}
	k, err := c.key(*f, as)
	if err != nil {
		return nil, err
	}
	l := &Lock{Lock: seal.Lock{Key: k.Key}, as: as, key: k, hidden: c.ReadAlong()}
	if f.passphrase {
		if l.Passphrase, err = c.Passphrase(); err != nil {
			return nil, err
		}
		l.Key, l.Salt = k.Under(l.Passphrase)
	}
	if err := l.Check(); err != nil {
		return nil, &Misuse{What: "--seal: " + err.Error(), Hint: "nothing was written"}
	}
	f.last = l
	return l, nil
}

// Sealed is a site as it leaves the machine. What cannot be sealed is a theme's doing, because all else is ours.
func (e Edition) Sealed(r generator.Result) (map[string][]byte, error) {
	if e.Lock == nil {
		return r.Files, nil
	}
	files, err := seal.Site(r.Files, e.Lock.Lock)
	if err != nil {
		return nil, &Misuse{What: "--seal: " + err.Error(), Hint: "nothing was written; --theme default has nothing that cannot be sealed"}
	}
	return files, nil
}

// Kept puts a new key into its file, before anything is locked with it for others.
func (c *Call) Kept(e Edition) error {
	if e.Lock == nil || !e.Lock.key.New {
		return nil
	}
	if err := e.Lock.key.Keep(); err != nil {
		return Machine{fmt.Errorf("the key could not be kept, so nothing was locked with it: %w", err)}
	}
	e.Lock.key.New, e.Lock.Fresh = false, true
	if !c.Quiet {
		fmt.Fprintf(c.Stderr, "retake: made a new key and kept it in %s\n", e.Lock.key.File)
	}
	return nil
}

// LinkTo prints the link that opens an edition at an address, which is "" if it is not known. Where others read
// along, it is without the key.
func (c *Call) LinkTo(address string, e Edition) error {
	if address != "" && !strings.HasSuffix(address, "/") {
		address += "/"
	}
	link := address
	if e.Lock != nil && !e.Lock.hidden {
		link = e.Lock.Link(address)
	}
	var lines []string
	switch {
	case address != "":
		lines = append(lines, "link: "+link)
	case link != "":
		lines = append(lines, "link: the address of your site, with this at its end: "+link)
	}
	switch {
	case e.Lock == nil:
	case e.Lock.Passphrase != "":
		lines = append(lines, "the passphrase opens it: send that another way than the link")
	case e.Lock.hidden:
		lines = append(lines, "the key is left out here, because others may read this: # and the key belong at the link's end")
	}
	if len(lines) == 0 || c.Quiet {
		return nil
	}
	if address != "" {
		defer c.ShowCode(link)
	}
	return c.Result(strings.Join(lines, "\n"))
}

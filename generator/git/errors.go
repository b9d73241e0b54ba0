package git

import (
	"context"
	"errors"
	"strings"
	"unicode"
)

// Error is why nothing was pushed, or nothing was found out. It never holds the password of an address.
type Error struct {
	What    string   // lower case, without full stop
	Hint    string   // what to do about it
	Said    []string // git's own last lines
	Refused bool     // the target is not one to push to; otherwise git, the network or the host failed
	Err     error    // what lies below, nil if nothing
}

// Error is what happened and what git said of it. The hint is for whoever prints it.
func (e *Error) Error() string {
	what := e.What
	if e.Err != nil && len(e.Said) == 0 {
		what += ": " + e.Err.Error()
	}
	return strings.Join(append([]string{what}, e.Said...), "\n")
}

// Unwrap gives what lies below.
func (e *Error) Unwrap() error { return e.Err }

// refuse is an Error about the target.
func refuse(what, hint string) *Error { return &Error{What: what, Hint: hint, Refused: true} }

// Bounds of what is shown of git's words: lines, and letters of each.
const (
	maxSaid    = 6
	maxLetters = 300
)

// cases are what git and hosts say when something common is wrong. The first that fits is taken, so those that
// are said in passing by others stand last.
var cases = []struct{ says, what, hint string }{
	{"dubious ownership", "git does not trust this folder, because it belongs to somebody else", "if you trust it, do what git says above"},
	{"stale info", "the branch has changed since it was looked at", "somebody else published just now: look at what is there, then publish again"},
	{"protected branch", "the host protects this branch", "allow force pushes to this branch at the host, or name another one with --branch"},
	{"hook declined", "the host declined the push", "its rules are the host’s: read its words above, or name another branch with --branch"},
	{"denyCurrentBranch", "the branch is checked out in the repository at the other end", "push to a bare repository, or to another branch with --branch"},
	{"non-fast-forward", "the host does not let a branch be replaced", "each edition takes the place of the last one: allow force pushes to this branch at the host"},
	{"GH013", "the host declined the push", "a rule of the repository forbids it: read the host’s words above"},
	{"remote rejected", "the host declined the push", "read the host’s words above"},
	{"mismatched algorithms", "the repository at the other end names its objects by SHA-256", "push to a repository made with SHA-1, as hosts make them"},
	{"Could not resolve host", "the host cannot be reached", noNetwork},
	{"Could not resolve proxy", "the proxy cannot be reached", "see http.proxy in git’s settings"},
	{"Name or service not known", "the host cannot be reached", noNetwork},
	{"nodename nor servname", "the host cannot be reached", noNetwork},
	{"Temporary failure in name resolution", "the host cannot be reached", noNetwork},
	{"Could not connect", "the host cannot be reached", noNetwork},
	{"Couldn't connect", "the host cannot be reached", noNetwork},
	{"Failed to connect", "the host cannot be reached", noNetwork},
	{"Connection refused", "the host cannot be reached", noNetwork},
	{"Connection timed out", "the host cannot be reached", noNetwork},
	{"Operation timed out", "the host cannot be reached", noNetwork},
	{"unable to connect", "the host cannot be reached", noNetwork},
	{"Network is unreachable", "the host cannot be reached", noNetwork},
	{"No route to host", "the host cannot be reached", noNetwork},
	{"Host key verification failed", "ssh does not know this host yet", "connect once by hand with ssh, compare the key with the one the host publishes, and publish again"},
	{"could not read Username", "the host asks who you are", noAccess},
	{"could not read Password", "the host asks who you are", noAccess},
	{"Authentication failed", "the host did not accept your name and password", noAccess},
	{"Permission denied", "the host did not let you in", noAccess},
	{"error: 403", "the host did not let you in", noAccess},
	{"error: 401", "the host did not let you in", noAccess},
	{"Repository not found", "there is no such repository, or you may not see it", noPlace},
	{"does not appear to be a git repository", "there is no repository at that address", noPlace},
	{"does not exist", "there is no repository at that address", noPlace},
	{"not found", "there is no repository at that address", noPlace},
	{"No space left on device", "the disk is full", "make room, then publish again"},
}

const (
	noNetwork = "look at your connection and at the address of the remote; nothing has been pushed"
	noAccess  = "sign in as for any push (a key, or a token kept by git’s credential helper) and see that you may write there"
	noPlace   = "compare the address with what git remote -v shows; make the repository at the host first if it is new"
)

// explain turns a git that failed into an *Error: what is known of the case, else the words given.
func explain(what string, err error) error {
	var f *failure
	var known *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &Error{What: what, Hint: "it was stopped before it was done", Err: err}
	case !errors.As(err, &f):
		return &Error{What: what, Hint: "see whether the disk is full or git was removed", Err: err}
	}
	e := &Error{What: what, Hint: "read git’s own words above", Said: lastLines(string(f.say)), Err: f.err}
	all := string(f.out) + "\n" + string(f.say)
	for _, c := range cases {
		if strings.Contains(all, c.says) {
			e.What, e.Hint = what+": "+c.what, c.hint
			break
		}
	}
	return e
}

// lastLines are the end of what git said, without passwords and without what could steer a terminal.
func lastLines(s string) []string {
	lines := []string{}
	for l := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\n' || r == '\r' }) {
		l = strings.TrimSpace(strings.Map(printable, cleanText(l)))
		if l == "" || strings.TrimSpace(strings.TrimPrefix(l, "remote:")) == "" {
			continue
		}
		if r := []rune(l); len(r) > maxLetters {
			l = string(r[:maxLetters]) + "…"
		}
		lines = append(lines, l)
	}
	return lines[max(0, len(lines)-maxSaid):]
}

func printable(r rune) rune {
	if r == '\t' {
		return ' '
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return r
}

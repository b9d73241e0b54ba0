package git

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// oldest is the first git that has all that is asked of it: fetch --filter, ls-remote --symref, config --show-origin.
const oldestMajor, oldestMinor = 2, 20

// patience is how long what git started (ssh, a helper) may go on after git itself has ended.
const patience = 3 * time.Second

// places are variables that say which repository a command is about, as they are set in a hook. Here the folder
// alone says it.
var places = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_CONFIG",
	"GIT_QUARANTINE_PATH", "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_DEFAULT_HASH",
	"GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
	"LC_ALL", "LANGUAGE", "GIT_OPTIONAL_LOCKS",
}

// runner runs git in one folder.
type runner struct {
	program string // the path of git
	dir     string
	env     []string
}

// failure is a git that ended badly.
type failure struct {
	err error
	out []byte
	say []byte // what it wrote to its error stream
}

func (f *failure) Error() string { return f.err.Error() + ": " + string(f.say) }

// newRunner finds git, and sees that it is not too old.
func newRunner(ctx context.Context, dir string, silent bool) (runner, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return runner{}, &Error{What: "git is not there: nothing called git is in the PATH", Hint: "install it from https://git-scm.com/downloads, then try again", Err: err}
	}
	at, err := os.Stat(dir)
	if err == nil && !at.IsDir() {
		err = errors.New("it is a file")
	}
	if err != nil {
		return runner{}, &Error{What: "the plan's folder " + dir + " cannot be used", Hint: "name a folder that is there", Err: err}
	}
	g := runner{program: program, dir: dir, env: environ(os.Environ(), silent)}
	if own, err := g.line(ctx, "config", "core.sshCommand"); err == nil && own != "" { // sshQuiet would take its place
		g.env = slices.DeleteFunc(g.env, func(v string) bool { return v == sshQuiet })
	}
	out, err := g.run(ctx, nil, "version")
	if err != nil {
		return runner{}, explain("git does not run", err)
	}
	if v := strings.TrimSpace(string(out)); tooOld(v) {
		return runner{}, &Error{What: v + " is too old", Hint: "install git 2.20 or newer from https://git-scm.com/downloads"}
	}
	return g, nil
}

// tooOld reads "git version 2.39.5 (Apple Git-154)". What it cannot read is taken to be new.
func tooOld(version string) bool {
	parts := strings.SplitN(strings.TrimPrefix(version, "git version "), ".", 3)
	if len(parts) < 2 {
		return false
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	return err1 == nil && err2 == nil && (major < oldestMajor || major == oldestMajor && minor < oldestMinor)
}

// environ is the user's environment without places, speaking English so that explain understands it.
func environ(of []string, silent bool) []string {
	env := []string{}
	ssh := false
	for _, v := range of {
		name, _, _ := strings.Cut(v, "=")
		name = strings.ToUpper(name)
		if !slices.Contains(places, name) && !strings.HasPrefix(name, "RETAKE_") { // keys are for nobody whom git starts
			env = append(env, v)
		}
		ssh = ssh || name == "GIT_SSH" || name == "GIT_SSH_COMMAND"
	}
	env = append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_DEFAULT_HASH=sha1")
	if silent {
		env = append(env, "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS_REQUIRE=never", "GCM_INTERACTIVE=never")
		if !ssh {
			env = append(env, sshQuiet)
		}
	}
	return env
}

// sshQuiet is what a silent push uses unless the user has a command of their own.
const sshQuiet = "GIT_SSH_COMMAND=ssh -o BatchMode=yes"

// in is the same git in another folder, about the repository there.
func (g runner) in(dir string, set ...string) runner {
	return runner{program: g.program, dir: dir, env: append(slices.Clone(g.env), set...)}
}

// run runs git and returns what it wrote. Questions for a name or password go to the terminal, not through here.
func (g runner) run(ctx context.Context, in io.Reader, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, g.program, args...)
	cmd.Dir, cmd.Env, cmd.Stdin, cmd.WaitDelay = g.dir, g.env, in, patience
	var out, say bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &say
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &failure{err, out.Bytes(), say.Bytes()}
	}
	return out.Bytes(), nil
}

// value is what a variable says; "" if it is not set.
func (g runner) value(name string) string {
	for _, v := range slices.Backward(g.env) {
		if is, value, _ := strings.Cut(v, "="); is == name {
			return value
		}
	}
	return ""
}

// line is the one line that git answers.
func (g runner) line(ctx context.Context, args ...string) (string, error) {
	out, err := g.run(ctx, nil, args...)
	return strings.TrimRight(string(out), "\r\n"), err
}

// list is the answer of a command that was given -z.
func (g runner) list(ctx context.Context, args ...string) ([]string, error) {
	out, err := g.run(ctx, nil, args...)
	if err != nil || len(out) == 0 {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"), nil
}

package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"retake": main, "ssh-to-folder": sshToFolder})
}

// TestScripts runs testdata/script/*.txtar: each shows one behaviour of the program as a process.
// $SAMPLE is the plan that the repository holds.
func TestScripts(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil && os.Getenv("RETAKE_GIT") == "required" {
		t.Fatal("RETAKE_GIT=required, and there is no git in PATH")
	}
	sample, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SAMPLE", sample)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"run": runs, "hosted": hosted},
	})
}

// runs is the script command "run CODE ARGS": it runs the program and expects that exit code.
func runs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: run CODE ARGS")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec("retake", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("retake did not run: %v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// hosted is the script command "hosted": it puts the folder plan into a git repository, whose remote origin is
// git@github.com:sam/plan.git, and goes there. There is also an empty sam/pages.git. Both are folders below host,
// which are reached as if by SSH; the user's settings are in home.
func hosted(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: hosted")
	}
	home := ts.MkAbs("home")
	for name, value := range map[string]string{
		"HOME": home, "XDG_CONFIG_HOME": filepath.Join(home, "settings"), "AppData": filepath.Join(home, "settings"),
		"GIT_CONFIG_NOSYSTEM": "1", "GIT_SSH_COMMAND": "ssh-to-folder", "GIT_SSH_VARIANT": "ssh", "FOLDER": ts.MkAbs("host"),
		"CI": "", "GITHUB_ACTIONS": "", "TF_BUILD": "", "JENKINS_URL": "", "TEAMCITY_VERSION": "", "CODEBUILD_BUILD_ID": "", "RETAKE_KEY": "", "RETAKE_PASSPHRASE": "",
	} {
		ts.Setenv(name, value)
	}
	ts.Check(os.MkdirAll(home, 0o755))
	for _, name := range []string{"plan", "pages"} {
		ts.Check(ts.Exec("git", "init", "-q", "--bare", filepath.Join(ts.MkAbs("host"), "sam", name+".git")))
	}
	ts.Check(ts.Chdir(ts.MkAbs("plan")))
	for _, line := range []string{
		"init -q -b main", "remote add origin git@github.com:sam/plan.git", "add .",
		"-c user.name=Sam -c user.email=sam@example.org commit -q -m plan", "push -q origin main",
	} {
		ts.Check(ts.Exec("git", strings.Fields(line)...))
	}
}

// sshToFolder is the program "ssh-to-folder HOST COMMAND": it runs one of git's own commands on a repository below
// $FOLDER, as ssh would on the host.
func sshToFolder() {
	command, repository, _ := strings.Cut(os.Args[len(os.Args)-1], " ")
	git := exec.Command("git", strings.TrimPrefix(command, "git-"), filepath.Join(os.Getenv("FOLDER"), strings.Trim(repository, "'")))
	git.Stdin, git.Stdout, git.Stderr = os.Stdin, os.Stdout, os.Stderr
	if git.Run() != nil {
		os.Exit(1)
	}
}

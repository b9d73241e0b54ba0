package git

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// plan is a repository with a plan in it, and a bare one beside it that is its remote.
type plan struct {
	t              testing.TB
	root, dir, far string
}

// alone gives the test a home without anybody's settings, and skips it where there is no git.
func alone(t testing.TB) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("RETAKE_GIT") == "required" {
			t.Fatal("RETAKE_GIT=required, and there is no git in PATH")
		}
		t.Skip("no git in PATH: nothing can be pushed")
	}
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"HOME": root, "USERPROFILE": root, "XDG_CONFIG_HOME": filepath.Join(root, "config"), "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "A Learner", "GIT_AUTHOR_EMAIL": "learner@example.org", "GIT_COMMITTER_NAME": "A Learner", "GIT_COMMITTER_EMAIL": "learner@example.org",
	} {
		t.Setenv(name, value)
	}
	return root
}

func newPlan(t testing.TB) plan {
	t.Helper()
	root := alone(t)
	p := plan{t, root, filepath.Join(root, "plan"), filepath.Join(root, "far.git")}
	p.git(root, "init", "-q", "--bare", p.far)
	p.git(root, "--git-dir="+p.far, "symbolic-ref", "HEAD", "refs/heads/main")
	p.git(root, "init", "-q", p.dir)
	p.git(p.dir, "symbolic-ref", "HEAD", "refs/heads/main")
	p.git(p.dir, "remote", "add", "origin", p.far)
	p.write("site.toml", "title = \"mine\"\n")
	p.write("content/log.toml", "# failed\n")
	p.git(p.dir, "add", ".")
	p.git(p.dir, "commit", "-q", "-m", "the plan")
	return p
}

func (p plan) git(dir string, args ...string) string {
	p.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (p plan) write(name, text string) {
	p.t.Helper()
	name = filepath.Join(p.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		p.t.Fatal(err)
	}
}

func (p plan) target() Target {
	return Target{Dir: p.dir, Remote: "origin", Branch: "gh-pages", Silent: true}
}

func commit() Commit {
	return Commit{Message: "Publish the plan", Name: "retake", Email: "retake@localhost", When: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)}
}

func edited(text string) map[string][]byte {
	return map[string][]byte{"index.html": []byte(text), "notes/a b.html": []byte("a\r\nb"), ".nojekyll": nil, ".gitattributes": []byte("* text eol=lf\n")}
}

func (p plan) publish(to Target, files map[string][]byte) Report {
	p.t.Helper()
	r, err := Publish(p.t.Context(), to, files, commit())
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

// refused publishes, and wants an error with these words in it.
func (p plan) refused(to Target, want string) *Error {
	p.t.Helper()
	_, err := Publish(p.t.Context(), to, edited("x"), commit())
	var e *Error
	if !errors.As(err, &e) {
		p.t.Fatalf("want an *Error with %q, have %v", want, err)
	}
	if e.Hint == "" || !strings.Contains(e.Error(), want) {
		p.t.Fatalf("want %q, have %q with hint %q", want, e.Error(), e.Hint)
	}
	return e
}

// read is a branch of the remote as files.
func (p plan) read(branch string) map[string][]byte {
	p.t.Helper()
	files := map[string][]byte{}
	for _, name := range strings.Split(p.raw("ls-tree", "-r", "-z", "--name-only", branch), "\x00") {
		if name != "" {
			files[name] = []byte(p.raw("cat-file", "blob", branch+":"+name))
		}
	}
	return files
}

// raw is what git says about the remote, to the last byte.
func (p plan) raw(args ...string) string {
	p.t.Helper()
	out, err := exec.Command("git", append([]string{"--git-dir=" + p.far}, args...)...).Output()
	if err != nil {
		p.t.Fatalf("git %q: %v", args, err)
	}
	return string(out)
}

// snapshot is every file below a folder: its mode and its bytes.
func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		all[name] = info.Mode().String()
		if info.Mode().IsRegular() {
			text, err := os.ReadFile(name)
			all[name] += " " + string(text)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// clean makes no difference between no bytes and none yet.
func clean(files map[string][]byte) map[string]string {
	out := map[string]string{}
	for name, b := range files {
		out[name] = string(b)
	}
	return out
}

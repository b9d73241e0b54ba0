package git

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPublishTwice(t *testing.T) {
	p := newPlan(t)
	first := p.publish(p.target(), edited("one"))
	if first.Unchanged || first.Was != "" || first.Files != 4 || first.Bytes != int64(len("one")+4+len("* text eol=lf\n")) {
		t.Errorf("first: %+v", first)
	}
	same := p.publish(p.target(), edited("one"))
	if !same.Unchanged || same.ID != first.ID {
		t.Errorf("again: %+v", same)
	}
	second := p.publish(p.target(), edited("two"))
	if second.Unchanged || second.Was != first.ID || second.ID == first.ID {
		t.Errorf("second: %+v", second)
	}
	if diff := cmp.Diff(clean(edited("two")), clean(p.read("gh-pages"))); diff != "" {
		t.Error(diff)
	}
	if n := p.git(p.root, "--git-dir="+p.far, "rev-list", "--count", "gh-pages"); n != "1" {
		t.Errorf("%s commits, want one", n)
	}
	if refs := p.git(p.root, "--git-dir="+p.far, "for-each-ref", "--format=%(refname)"); refs != "refs/heads/gh-pages" {
		t.Errorf("refs %q: only the branch is pushed", refs)
	}
	about := p.git(p.root, "--git-dir="+p.far, "cat-file", "commit", "gh-pages")
	if strings.Contains(about, "Learner") || !strings.HasSuffix(about, "Publish the plan\n\n"+mark) || !strings.Contains(about, "author retake <retake@localhost> 1795651200 +0000") {
		t.Errorf("the commit says:\n%s", about)
	}
}

// What has to happen before a push does so only if the branch is one to be replaced, and can end it; a dry run goes all
// the way but for the push.
func TestBeforeAndDry(t *testing.T) {
	p := newPlan(t)
	called := 0
	to := p.target()
	to.Before = func() error { called++; return nil }
	p.git(p.dir, "push", "-q", "origin", "main:work")
	to.Branch = "work"
	if p.refused(to, "holds something that retake did not publish"); called != 0 {
		t.Error("the branch is refused, and what comes before a push was done")
	}
	to.Branch, to.Dry = "gh-pages", true
	if r := p.publish(to, edited("one")); r.Unchanged || r.ID == "" || called != 1 || p.git(p.root, "--git-dir="+p.far, "branch", "--list", "gh-pages") != "" {
		t.Errorf("dry: %+v, called %d times", r, called)
	}
	to.Dry = false
	first := p.publish(to, edited("one"))
	to.Dry = true
	if r := p.publish(to, edited("one")); !r.Unchanged || r.ID != first.ID {
		t.Errorf("dry, again: %+v", r)
	}
	to.Before = func() error { return errors.New("no room for the key") }
	to.Dry = false
	if _, err := Publish(t.Context(), to, edited("two"), commit()); err == nil || err.Error() != "no room for the key" || p.git(p.root, "--git-dir="+p.far, "rev-parse", "gh-pages") != first.ID {
		t.Errorf("%v: what failed before the push did not end it", err)
	}
}

// The same day with other settings, another folder and another remote: the same commit.
func TestSameInputSameCommit(t *testing.T) {
	p := newPlan(t)
	one := p.publish(p.target(), edited("one"))
	for _, s := range [][2]string{{"core.autocrlf", "true"}, {"core.ignorecase", "true"}, {"i18n.commitEncoding", "latin1"}, {"commit.gpgSign", "true"}, {"push.followTags", "true"}, {"push.gpgSign", "true"}, {"core.compression", "0"}, {"init.defaultObjectFormat", "sha256"}} {
		p.git(p.root, "config", "--global", s[0], s[1])
	}
	other := filepath.Join(p.root, "other.git")
	p.git(p.root, "init", "-q", "--bare", "--object-format=sha1", other)
	to := p.target()
	to.Remote, to.Dir = other, t.TempDir()
	if two := p.publish(to, edited("one")); two.ID != one.ID {
		t.Errorf("%s, then %s", one.ID, two.ID)
	}
	tomorrow := commit()
	tomorrow.When = tomorrow.When.AddDate(0, 0, 1)
	r, err := Publish(t.Context(), p.target(), edited("one"), tomorrow)
	if err != nil || !r.Unchanged || r.ID != one.ID {
		t.Errorf("the same files a day later: %+v, %v", r, err)
	}
}

// Whatever state the user's repository is in, it is the same afterwards.
func TestUsersRepositoryStaysAsItIs(t *testing.T) {
	for name, state := range map[string]func(p *plan){
		"clean":  func(*plan) {},
		"dirty":  func(p *plan) { p.write("content/log.toml", "# changed\n"); p.write("content/new.md", "new") },
		"staged": func(p *plan) { p.write("content/new.md", "new"); p.git(p.dir, "add", "content/new.md") },
		"with hooks and filters": func(p *plan) {
			for _, hook := range []string{"pre-push", "reference-transaction", "post-index-change"} {
				p.write(".git/hooks/"+hook, "#!/bin/sh\necho ran >>\""+p.root+"/ran\"\nexit 1\n")
				if err := os.Chmod(filepath.Join(p.dir, ".git/hooks", hook), 0o755); err != nil {
					p.t.Fatal(err)
				}
			}
			p.git(p.dir, "config", "filter.bad.clean", "false")
			p.git(p.dir, "config", "filter.bad.required", "true")
			p.write(".gitattributes", "* filter=bad\n")
			p.write(".gitignore", "*\n")
		},
		"worktree": func(p *plan) {
			p.git(p.dir, "worktree", "add", "-q", filepath.Join(p.root, "second"), "-b", "second")
			p.dir = filepath.Join(p.root, "second")
		},
		"shallow": func(p *plan) {
			p.git(p.dir, "commit", "-q", "--allow-empty", "-m", "two")
			p.git(p.dir, "push", "-q", "origin", "main")
			p.git(p.root, "clone", "-q", "--depth=1", "file://"+p.far, "shallow")
			p.dir = filepath.Join(p.root, "shallow")
		},
		"in a folder below": func(p *plan) { p.write("sub/site.toml", ""); p.dir = filepath.Join(p.dir, "sub") },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlan(t)
			state(&p)
			temp := t.TempDir()
			t.Setenv("TMPDIR", temp)
			before := snapshot(t, p.root)
			for _, text := range []string{"one", "two"} {
				p.publish(p.target(), edited(text))
			}
			if _, err := Look(t.Context(), p.dir, "origin"); err != nil {
				t.Error(err)
			}
			after := snapshot(t, p.root)
			for _, all := range []map[string]string{before, after} {
				maps.DeleteFunc(all, func(name, _ string) bool { return strings.HasPrefix(name, p.far+string(filepath.Separator)) })
			}
			if diff := cmp.Diff(before, after); diff != "" {
				t.Error(diff)
			}
			if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// A hook that publishes has variables of its own repository around it.
func TestVariablesOfAHook(t *testing.T) {
	p := newPlan(t)
	t.Setenv("GIT_DIR", filepath.Join(p.root, "elsewhere"))
	t.Setenv("GIT_INDEX_FILE", filepath.Join(p.root, "index"))
	t.Setenv("GIT_WORK_TREE", p.root)
	t.Setenv("GIT_OBJECT_DIRECTORY", filepath.Join(p.root, "objects"))
	if r, err := Publish(t.Context(), p.target(), edited("one"), commit()); err != nil || r.ID == "" {
		t.Fatal(r, err)
	}
}

func TestOutsideAnyRepository(t *testing.T) {
	p := newPlan(t)
	to := p.target()
	to.Dir = t.TempDir()
	p.refused(to, `there is no remote called "origin"`)
	to.Remote = p.far
	p.publish(to, edited("one"))
	to.Remote = "file://" + filepath.ToSlash(p.far)
	if r := p.publish(to, edited("one")); !r.Unchanged {
		t.Errorf("%+v", r)
	}
	if err := os.MkdirAll(filepath.Join(p.root, "lone/deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	to.Dir, to.Remote = filepath.Join(p.root, "lone/deep"), "../../far.git"
	if r := p.publish(to, edited("one")); !r.Unchanged {
		t.Errorf("a path from the plan's folder: %+v", r)
	}
}

func TestBranchesThatAreNotOurs(t *testing.T) {
	p := newPlan(t)
	to := p.target()
	to.Branch = "main"
	if e := p.refused(to, "branch main is the one you work on here"); !e.Refused {
		t.Error("it is about the target")
	}
	p.git(p.dir, "push", "-q", "origin", "main", "main:work")
	p.git(p.dir, "checkout", "-q", "-b", "other")
	if e := p.refused(to, "is the main branch of "+p.far); !e.Refused {
		t.Error("it is about the target")
	}
	to.Replace = true
	p.refused(to, "is the main branch of "+p.far)
	to.Branch, to.Replace = "work", false
	if e := p.refused(to, "holds something that retake did not publish"); !e.Refused || !strings.Contains(e.Hint, "--replace") {
		t.Errorf("%+v", e)
	}
	to.Replace = true
	if r := p.publish(to, edited("one")); r.Was != p.git(p.dir, "rev-parse", "main") {
		t.Errorf("%+v", r)
	}
	for _, bad := range []string{"", "-f", "a..b", "a b", "HEAD", "refs/heads/x", "x.lock", "a\nb"} {
		to.Branch = bad
		p.refused(to, "cannot be the name of a branch")
	}
}

// An edition that somebody has built on is theirs; one commit alone without the mark is not ours either.
func TestWhatAnEditionIs(t *testing.T) {
	for _, c := range []struct {
		name, text string
		ours       bool
	}{
		{"ours", "tree t\nauthor a\ncommitter c\n\nPublish\n\n" + mark + "\n", true},
		{"a signed one", "tree t\ngpgsig -----\n \n parent x\n -----\n\nPublish\n\n" + mark + "\n\n", true},
		{"with a parent", "tree t\nparent p\nauthor a\n\nPublish\n\n" + mark + "\n", false},
		{"without the mark", "tree t\nauthor a\n\nPublish\n", false},
		{"the mark inside a line", "tree t\n\nPublish " + mark + "\n", false},
		{"the mark in between", "tree t\n\n" + mark + "\n\nSigned\n", false},
		{"nothing", "", false},
	} {
		if e := readCommit("id", c.text); e.ours() != c.ours {
			t.Errorf("%s: %+v", c.name, e)
		}
	}
}

func TestAnEditionMayBeTheMainBranch(t *testing.T) {
	p := newPlan(t)
	to := p.target()
	to.Dir, to.Remote, to.Branch = t.TempDir(), p.far, "main"
	p.publish(to, edited("one"))
	if r := p.publish(to, edited("two")); r.Was == "" || r.Unchanged {
		t.Errorf("%+v", r)
	}
	// From the plan's own folder, on a branch of the same name, to a place that is no remote of it.
	to.Dir = p.dir
	p.git(p.dir, "remote", "remove", "origin")
	p.publish(to, edited("three"))
}

// Somebody else publishes between the look and the push.
func TestLeaseLost(t *testing.T) {
	p := newPlan(t)
	first := p.publish(p.target(), edited("one"))
	g, err := newRunner(t.Context(), p.dir, true)
	if err != nil {
		t.Fatal(err)
	}
	h, err := findHome(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	at, err := h.address(t.Context(), "origin")
	if err != nil {
		t.Fatal(err)
	}
	q, err := h.open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer q.close()
	p.publish(p.target(), edited("two"))
	mine, err := q.make(t.Context(), edited("mine"), commit())
	if err != nil {
		t.Fatal(err)
	}
	for _, was := range []string{first.ID, ""} {
		var e *Error
		if err := q.push(t.Context(), at, "gh-pages", mine.id, was); !errors.As(err, &e) || !strings.Contains(e.What, "has changed since") {
			t.Errorf("%v", err)
		}
	}
}

func TestHostDeclines(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("hooks of the other end are shell scripts here")
	}
	p := newPlan(t)
	hook := filepath.Join(p.far, "hooks", "pre-receive")
	say := "#!/bin/sh\nprintf 'not today, \\033[31mhttps://me:s3cret@host.example/x\\033[0m\\n' >&2\nexit 1\n"
	if err := errors.Join(os.MkdirAll(filepath.Dir(hook), 0o755), os.WriteFile(hook, []byte(say), 0o755)); err != nil {
		t.Fatal(err)
	}
	e := p.refused(p.target(), "the host declined the push")
	all := strings.Join(e.Said, "\n")
	if e.Refused || !strings.Contains(all, "not today, [31mhttps://host.example/x") || strings.ContainsAny(all, "\x1b") || strings.Contains(all, "s3cret") {
		t.Errorf("%q", e.Said)
	}
	p = newPlan(t)
	p.publish(p.target(), edited("one"))
	p.git(p.root, "--git-dir="+p.far, "config", "receive.denyNonFastForwards", "true")
	p.refused(p.target(), "does not let a branch be replaced")
}

func TestPlacesThatAreNotThere(t *testing.T) {
	p := newPlan(t)
	to := p.target()
	for remote, want := range map[string]string{
		"upstream":                        `there is no remote called "upstream"`,
		"--upload-pack=x":                 "there is no remote called",
		"":                                `there is no remote called ""`,
		filepath.Join(p.root, "nowhere"):  "there is no repository at that address",
		"http://me:s3cret@127.0.0.1:1/x":  "http://127.0.0.1:1/x cannot be read: the host cannot be reached",
		"https://me:s3cret@no.invalid/x?": "https://no.invalid/x cannot be read",
	} {
		to.Remote = remote
		e := p.refused(to, want)
		if strings.Contains(e.Error()+e.Hint, "s3cret") {
			t.Errorf("a password is told: %+v", e)
		}
	}
	p.git(p.dir, "remote", "set-url", "--add", "--push", "origin", p.far)
	p.git(p.dir, "remote", "set-url", "--add", "--push", "origin", p.far+"2")
	to.Remote = "origin"
	p.refused(to, "pushes to more than one address")
}

func TestGitThatIsNotThere(t *testing.T) {
	p := newPlan(t)
	to := p.target()
	to.Dir = filepath.Join(p.root, "no such folder")
	p.refused(to, "cannot be used")
	to.Dir = filepath.Join(p.dir, "site.toml")
	p.refused(to, "cannot be used: it is a file")
	t.Setenv("PATH", t.TempDir())
	p.refused(p.target(), "git is not there")
	if _, err := Look(t.Context(), p.dir, "origin"); err == nil {
		t.Error("there is no git to look with")
	}
	for version, old := range map[string]bool{
		"git version 2.39.5 (Apple Git-154)": false, "git version 2.20.0": false, "git version 2.19.9": true, "git version 1.9.1": true,
		"git version 3.0.0-rc1": false, "git version 2.45.1.windows.1": false, "something else": false, "": false,
	} {
		if tooOld(version) != old {
			t.Errorf("%q: too old is %v", version, !old)
		}
	}
}

func TestOldGit(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the old git is a shell script here")
	}
	p := newPlan(t)
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "git"), []byte("#!/bin/sh\necho git version 2.19.1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	p.refused(p.target(), "git version 2.19.1 is too old")
}

func TestStopped(t *testing.T) {
	p := newPlan(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Publish(ctx, p.target(), edited("x"), commit()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestNamesThatCannotBe(t *testing.T) {
	p := newPlan(t)
	for _, name := range []string{"", ".", "/a", "../a", "a/../b", "a//b", ".git/config", "a/.GIT/b", ".git./x", "git~1/x", "a\nb", `a\b`, `"a"`, "c:a", "a\x7f"} {
		_, err := Publish(t.Context(), p.target(), map[string][]byte{name: nil}, commit())
		if err == nil || !strings.Contains(err.Error(), "cannot be published") {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := Publish(t.Context(), p.target(), map[string][]byte{"a": nil, "a/b": nil}, commit()); err == nil {
		t.Error("a file and a folder of one name")
	}
	if _, err := Publish(t.Context(), p.target(), nil, commit()); err == nil {
		t.Error("no files")
	}
	for _, c := range []Commit{{}, {Message: "x"}, {Message: "x", Name: "a\nb", Email: "e"}, {Message: "x", Name: "a", Email: "e>"}, {Message: "x\x00", Name: "a", Email: "e"}} {
		if _, err := Publish(t.Context(), p.target(), edited("x"), c); err == nil {
			t.Errorf("%+v", c)
		}
	}
}

// Any bytes under any names arrive as they were.
func TestBytesArriveAsGiven(t *testing.T) {
	p := newPlan(t)
	names := rapid.StringMatching(`[a-zA-Zäß !#'.-]{1,6}[a-z](/[a-z ]{0,3}é)?`)
	sites := rapid.MapOfN(names, rapid.SliceOfN(rapid.Byte(), 0, 40), 20, 40)
	for seed := range 4 {
		files := sites.Example(seed)
		maps.DeleteFunc(files, func(name string, _ []byte) bool { return wrongName(name, files) != "" })
		if len(files) < 10 {
			t.Fatalf("only %d names that can be", len(files))
		}
		p.publish(p.target(), files)
		if diff := cmp.Diff(clean(files), clean(p.read("gh-pages"))); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestBigFile(t *testing.T) {
	p := newPlan(t)
	big := bytes.Repeat([]byte("0123456789abcdef"), 1<<17)
	p.publish(p.target(), map[string][]byte{"a.bin": big})
	if !bytes.Equal(p.read("gh-pages")["a.bin"], big) {
		t.Error("other bytes")
	}
	if names := slices.Collect(maps.Keys(p.read("gh-pages"))); len(names) != 1 {
		t.Error(names)
	}
}

package git

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every way to write an address: what it is, and what may be shown of it.
func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		raw, shown, host, repository string
		public                       bool
	}{
		{"git@github.com:Owner/Repo.git", "git@github.com:Owner/Repo.git", "github.com", "Owner/Repo", true},
		{"github.com:Owner/Repo", "github.com:Owner/Repo", "github.com", "Owner/Repo", true},
		{"ssh://git@GitHub.com:22/Owner/Repo.git/", "ssh://git@github.com:22/Owner/Repo.git/", "github.com", "Owner/Repo", true},
		{"ssh://me:pw@host.example/x", "ssh://me@host.example/x", "host.example", "x", true},
		{"https://github.com/Owner/Repo", "https://github.com/Owner/Repo", "github.com", "Owner/Repo", true},
		{"https://me:t0ken@github.com/Owner/Repo.git", "https://github.com/Owner/Repo.git", "github.com", "Owner/Repo", true},
		{"https://t0ken@github.com:443/o/r?private_token=1#x", "https://github.com:443/o/r", "github.com", "o/r", true},
		{"https://me:p@ss@host.example./x", "https://host.example/x", "host.example", "x", true},
		{"git+ssh://git@host.example/x.git", "ssh://git@host.example/x.git", "host.example", "x", true},
		{"git://[2001:db8::1]:9418/x", "git://[2001:db8::1]:9418/x", "2001:db8::1", "x", true},
		{"ssh://git@[fd00::1]/x", "ssh://git@[fd00::1]/x", "fd00::1", "x", false},
		{"git@[::1]:x/y", "git@[::1]:x/y", "::1", "x/y", false},
		{"git@[host.example:2222]:x/y", "git@[host.example:2222]:x/y", "host.example", "x/y", true},
		{"https://192.168.1.4:3000/x", "https://192.168.1.4:3000/x", "192.168.1.4", "x", false},
		{"https://100.100.1.2/x", "https://100.100.1.2/x", "100.100.1.2", "x", false},
		{"https://8.8.8.8/x", "https://8.8.8.8/x", "8.8.8.8", "x", true},
		{"http://[::ffff:10.0.0.1]/x", "http://[::ffff:10.0.0.1]/x", "::ffff:10.0.0.1", "x", false},
		{"http://localhost/x", "http://localhost/x", "localhost", "x", false},
		{"nas:plans/x.git", "nas:plans/x.git", "nas", "plans/x", false},
		{"https://nas.local/x", "https://nas.local/x", "nas.local", "x", false},
		{"https://git.work.example/x", "https://git.work.example/x", "git.work.example", "x", true},
		{`C:\plans\x.git`, `C:\plans\x.git`, "", "C:/plans/x", false},
		{"c:/plans/x", "c:/plans/x", "", "c:/plans/x", false},
		{`\\server\share\x`, `\\server\share\x`, "", "server/share/x", false},
		{"/srv/x.git", "/srv/x.git", "", "srv/x", false},
		{"../x", "../x", "", "../x", false},
		{"./a:b", "./a:b", "", "./a:b", false},
		{"file:///srv/x.git", "file:///srv/x.git", "", "srv/x", false},
		{"ext::sh -c x", "ext::sh -c x", "", "sh -c x", true},
		{"gcrypt::https://me:pw@host.example/x", "gcrypt::https://host.example/x", "", "https://me:pw@host.example/x", true},
		{"https:///x", "https:///x", "", "x", true},
		{`https://localhost\@github.com/o/r`, "https://github.com/o/r", "github.com", "o/r", true},
		{"https://github.com@localhost/o/r", "https://localhost/o/r", "localhost", "o/r", false},
		{"https://github%2ecom/o/%72", "https://github.com/o/%72", "github.com", "o/r", true},
		{"https://134744072/o/r", "https://134744072/o/r", "134744072", "o/r", true},
		{"https://0x08080808/o/r", "https://0x08080808/o/r", "0x08080808", "o/r", true},
	} {
		a := parse(c.raw)
		have := fmt.Sprint(a.shown(), " ", a.host, " ", a.repository(), " ", a.public())
		if want := fmt.Sprint(c.shown, " ", c.host, " ", c.repository, " ", c.public); have != want {
			t.Errorf("%s:\nhave %s\nwant %s", c.raw, have, want)
		}
	}
}

func TestPages(t *testing.T) {
	for address, want := range map[string]string{
		"git@github.com:Owner/Repo.git":               "https://owner.github.io/Repo/",
		"https://github.com/Owner/owner.github.io":    "https://owner.github.io/",
		"https://gitlab.com/group/sub/plan.git":       "https://group.gitlab.io/sub/plan/",
		"https://gitlab.com/me/plan":                  "https://me.gitlab.io/plan/",
		"https://gitlab.com/me/me.gitlab.io":          "https://me.gitlab.io/",
		"ssh://git@codeberg.org/Me/plan.git":          "https://me.codeberg.page/plan/",
		"https://codeberg.org/me/pages":               "https://me.codeberg.page/",
		"https://bitbucket.org/me/plan":               "",
		"https://github.com/only":                     "",
		"https://github.com/a/b/c":                    "",
		"https://git.work.example/owner/owner.github": "",
		"/srv/github.com/o/r":                         "",
	} {
		if have := describe(parse(address)).Pages; have != want {
			t.Errorf("%s: %q, want %q", address, have, want)
		}
	}
}

// One repository, written in many ways, has one key; another repository has another.
func TestKeys(t *testing.T) {
	dir := t.TempDir()
	for _, same := range [][]string{
		{"git@github.com:Owner/Repo.git", "https://github.com/owner/repo", "ssh://git@GITHUB.com:22/Owner/Repo/", "https://x:y@github.com/Owner/Repo.git"},
		{"me@host.example:x.git", "https://host.example/x", "ssh://host.example:2222/x.git"},
		{"https://host.example/X"},
		{"https://github.com/owner/other"},
		{dir, "file://" + filepath.ToSlash(dir), dir + string(filepath.Separator), filepath.Join(dir, ".git")},
		{"file:///C:/plans/x", "C:/plans/x"},
	} {
		for _, other := range same[1:] {
			if parse(same[0]).key() != parse(other).key() {
				t.Errorf("%s is %s, %s is %s", same[0], parse(same[0]).key(), other, parse(other).key())
			}
		}
	}
	if parse("https://host.example/X").key() == parse("https://host.example/x").key() {
		t.Error("hosts that are no forge may tell letters apart")
	}
}

func TestNoPasswordInText(t *testing.T) {
	for said, want := range map[string]string{
		"fatal: Authentication failed for 'https://me:s3cret@github.com/o/r/'": "fatal: Authentication failed for 'https://github.com/o/r/'",
		"a https://t@h.example/x and ssh://git@h.example/y":                    "a https://h.example/x and ssh://git@h.example/y",
		"see https://docs.github.com/pages. Bye":                               "see https://docs.github.com/pages. Bye",
		"https://h.example/?token=s3cret":                                      "https://h.example/",
		"mail me@example.org":                                                  "mail me@example.org",
	} {
		if have := cleanText(said); have != want {
			t.Errorf("%q, want %q", have, want)
		}
	}
}

func TestLook(t *testing.T) {
	p := newPlan(t)
	for _, name := range []string{"z.md", "a.md", "b.md"} {
		p.write("content/notes/"+name, "x")
	}
	p.git(p.dir, "add", ".")
	p.git(p.dir, "remote", "add", "hub", "https://me:s3cret@github.com/Me/Plan.git")
	p.git(p.dir, "config", "url.https://me:s3cret@github.com/.insteadOf", "gh:")
	p.git(p.dir, "config", "url.git@github.com:.pushInsteadOf", "hub:")
	source := []string{"site.toml", "content/log.toml", "content/notes/a.md"}
	hub := Place{URL: "https://github.com/Me/Plan.git", Host: "github.com", Public: true, Owner: "Me", Name: "Plan", Pages: "https://me.github.io/Plan/", Source: source}
	short, ssh, other := hub, hub, hub
	short.URL = "https://github.com/Me/Plan"
	ssh.URL = "git@github.com:Me/Plan"
	other.URL, other.Name, other.Pages, other.Source = "https://github.com/Me/other", "other", "https://me.github.io/other/", nil
	for remote, want := range map[string]Place{
		"hub":                         hub,
		"gh:Me/Plan":                  short,
		"hub:Me/Plan":                 ssh,
		"https://github.com/Me/other": other,
		"origin":                      {URL: p.far, Name: "far", Source: source},
		"../far.git":                  {URL: p.far, Name: "far", Source: source},
		".":                           {URL: p.dir, Name: "plan", Source: source},
		"../elsewhere":                {URL: filepath.Join(p.root, "elsewhere"), Name: "elsewhere"},
	} {
		have, err := Look(t.Context(), p.dir, remote)
		if err != nil {
			t.Errorf("%s: %v", remote, err)
		}
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s: %s", remote, diff)
		}
	}
}

// Files that were committed once can be read in the past of the branch; files that git was never given cannot.
func TestPlainFilesOfThePast(t *testing.T) {
	p := newPlan(t)
	p.git(p.dir, "rm", "-rq", "--cached", ".")
	p.git(p.dir, "commit", "-q", "-m", "away with it")
	at, err := Look(t.Context(), p.dir, "origin")
	if err != nil || !slices.Equal(at.Source, []string{"site.toml", "content/log.toml"}) {
		t.Errorf("%+v, %v", at, err)
	}
	fresh := filepath.Join(p.root, "fresh")
	p.git(p.root, "init", "-q", fresh)
	p.git(fresh, "remote", "add", "origin", p.far)
	if err := os.WriteFile(filepath.Join(fresh, "site.toml"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if at, err := Look(t.Context(), fresh, "origin"); err != nil || len(at.Source) > 0 {
		t.Errorf("%+v, %v", at, err)
	}
	p.dir = fresh
	p.write("mine/content/ö.md", "x")
	p.git(fresh, "add", "mine")
	if at, err := Look(t.Context(), filepath.Join(fresh, "mine"), "origin"); err != nil || !slices.Equal(at.Source, []string{"content/ö.md"}) {
		t.Errorf("a plan below the top: %+v, %v", at, err)
	}
	if at, err := Look(t.Context(), fresh, "origin"); err != nil || len(at.Source) > 0 {
		t.Errorf("the files of another plan: %+v, %v", at, err)
	}
}

// ssh lets the user call a host what they like: a short name may be a forge.
func TestNamesOfSSH(t *testing.T) {
	if _, err := exec.LookPath("ssh"); err != nil || runtime.GOOS == "windows" {
		t.Skip("no ssh in PATH: it cannot be asked what a name means")
	}
	p := newPlan(t)
	bin := t.TempDir()
	fake := "#!/bin/sh\nif [ \"$1 $2 $3\" = '-G -- work' ]; then echo 'user git'; echo 'hostname ssh.GitHub.com'; else echo \"hostname $3\"; fi\n"
	if err := os.WriteFile(filepath.Join(bin, "ssh"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	p.git(p.dir, "remote", "set-url", "origin", "https://github.com/Me/Plan")
	at, err := Look(t.Context(), p.dir, "work:me/plan.git")
	if err != nil || !at.Public || at.Host != "github.com" || at.Pages != "https://me.github.io/plan/" || len(at.Source) != 2 {
		t.Errorf("%+v, %v", at, err)
	}
	if at, err := Look(t.Context(), p.dir, "nas:me/plan.git"); err != nil || at.Public {
		t.Errorf("%+v, %v", at, err)
	}
	// A command of the user's own may know other names: it is asked, and if it does not answer, nobody knows.
	own := filepath.Join(bin, "my ssh")
	if err := os.WriteFile(own, []byte("#!/bin/sh\n[ \"$1 $2\" = '-F x' ] && echo 'hostname github.com'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	p.git(p.dir, "config", "core.sshCommand", "'"+own+"' -F x")
	at, err = Look(t.Context(), p.dir, "nas:me/plan.git")
	if err != nil || !at.Public || at.Host != "github.com" || len(at.Source) != 2 {
		t.Errorf("%+v, %v", at, err)
	}
	p.git(p.dir, "config", "--unset", "core.sshCommand")
	t.Setenv("GIT_SSH", own)
	if at, err := Look(t.Context(), p.dir, "nas:me/plan.git"); err != nil || !at.Public || at.Host != "nas" {
		t.Errorf("%+v, %v", at, err)
	}
}

// The ssh of the user's settings is not replaced, not even by one that asks nothing.
func TestOwnSSHIsUsed(t *testing.T) {
	p := newPlan(t)
	g, err := newRunner(t.Context(), p.dir, true)
	if err != nil || !slices.Contains(g.env, sshQuiet) {
		t.Error(g.env, err)
	}
	p.git(p.dir, "config", "core.sshCommand", "ssh -i key")
	if g, err = newRunner(t.Context(), p.dir, true); err != nil || slices.Contains(g.env, sshQuiet) {
		t.Error(g.env, err)
	}
}

// What reaches a host from the user's own repository reaches it from the quarantine: once, and nothing else.
func TestBorrowedSettings(t *testing.T) {
	p := newPlan(t)
	for _, s := range [][2]string{
		{"http.extraHeader", "A: global"}, {"credential.helper", "cache"}, {"url.https://far.example/.insteadOf", "far:"},
		{"includeIf.gitdir:" + filepath.ToSlash(p.dir) + "/.path", filepath.ToSlash(filepath.Join(p.root, "work"))},
	} {
		p.git(p.root, "config", "--global", s[0], s[1])
	}
	work := filepath.Join(p.root, "work")
	p.git(p.root, "config", "--file", work, "core.sshCommand", "ssh -i \"the key\" \\back")
	p.git(p.dir, "config", "http.https://far.example/a \"b\".extraHeader", "B: \tlocal # no comment")
	p.git(p.dir, "config", "--add", "credential.helper", "")
	p.git(p.dir, "config", "--add", "credential.helper", "store")
	p.git(p.dir, "config", "core.hooksPath", "hooks")
	p.git(p.dir, "config", "remote.origin.mirror", "true")
	p.git(p.dir, "config", "filter.lfs.clean", "x")
	g, err := newRunner(t.Context(), p.dir, true)
	if err != nil {
		t.Fatal(err)
	}
	h, err := findHome(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	q, err := h.open(t.Context(), parse("far:x"))
	if err != nil {
		t.Fatal(err)
	}
	defer q.close()
	all, err := settings(t.Context(), q.seen())
	if err != nil {
		t.Fatal(err)
	}
	have := map[string][]string{}
	for _, s := range all {
		if s.section == "http" || s.section == "credential" || s.name == "sshcommand" || s.section == "remote" || s.section == "filter" || s.name == "hookspath" {
			have[s.section+" "+s.sub+" "+s.name] = append(have[s.section+" "+s.sub+" "+s.name], s.value)
		}
	}
	want := map[string][]string{
		"http  extraheader":                          {"A: global"},
		"credential  helper":                         {"cache", "", "store"},
		"core  sshcommand":                           {"ssh -i \"the key\" \\back"},
		`http https://far.example/a "b" extraheader`: {"B: \tlocal # no comment"},
		"core  hookspath":                            {filepath.Join(q.root, "seen", "no-hooks")},
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Error(diff)
	}
	if url, err := q.line(t.Context(), "ls-remote", "--get-url", "far:x"); err != nil || url != "far:x" {
		t.Errorf("the address is rewritten twice: %s, %v", url, err)
	}
}

// A host that asks for a name gets none, and is not waited for.
func TestSilent(t *testing.T) {
	env := environ([]string{"PATH=/bin", "GIT_DIR=x", "git_index_file=x", "LC_ALL=de", "RETAKE_KEY=x", "RETAKE_PASSPHRASE=x"}, true)
	want := []string{"PATH=/bin", "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_DEFAULT_HASH=sha1", "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS_REQUIRE=never", "GCM_INTERACTIVE=never", sshQuiet}
	if diff := cmp.Diff(want, env); diff != "" {
		t.Error(diff)
	}
	if loud := strings.Join(environ([]string{"GIT_SSH=plink"}, false), " "); loud != "GIT_SSH=plink LC_ALL=C GIT_OPTIONAL_LOCKS=0 GIT_DEFAULT_HASH=sha1" {
		t.Error(loud)
	}
	if slices.Contains(environ([]string{"GIT_SSH=plink"}, true), sshQuiet) {
		t.Error("the user's own ssh is not replaced")
	}
	p := newPlan(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 4096))
			_, _ = c.Write([]byte("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
			_ = c.Close()
		}
	}()
	to := p.target()
	to.Remote = "http://" + l.Addr().String() + "/o/r.git"
	p.refused(to, "the host asks who you are")
}

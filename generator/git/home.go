package git

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// home is the user's repository around the plan's folder. It is only ever read.
type home struct {
	runner
	repo   string   // its git folder, "" if the plan is in none
	top    string   // where addresses that are relative paths start from
	branch string   // the branch that is checked out, "" if none is
	names  []string // of its remotes
}

// findHome finds the repository that the runner's folder lies in.
func findHome(ctx context.Context, g runner) (home, error) {
	h := home{runner: g, top: g.dir}
	repo, err := g.line(ctx, "rev-parse", "--absolute-git-dir")
	var f *failure
	if errors.As(err, &f) && strings.Contains(string(f.say), "not a git repository") {
		return h, nil
	}
	if err != nil {
		return h, explain("the plan’s repository cannot be read", err)
	}
	h.repo, h.top = repo, repo
	if top, err := g.line(ctx, "rev-parse", "--show-toplevel"); err == nil && top != "" {
		h.top = top
	}
	if ref, err := g.line(ctx, "symbolic-ref", "-q", "HEAD"); err == nil {
		h.branch = strings.TrimPrefix(ref, "refs/heads/")
	}
	names, err := g.line(ctx, "remote")
	h.names = strings.Fields(names)
	return h, explain("the plan’s remotes cannot be read", err)
}

// address is what a remote means: the address that git would push to, with the user's settings applied.
func (h home) address(ctx context.Context, remote string) (address, error) {
	if slices.Contains(h.names, remote) {
		all, err := h.line(ctx, "remote", "get-url", "--push", "--all", remote)
		if err != nil {
			return address{}, explain("the address of remote "+remote+" cannot be read", err)
		}
		if urls := strings.Split(all, "\n"); len(urls) > 1 {
			return address{}, refuse("remote "+remote+" pushes to more than one address", "name the one that is meant: --remote ADDRESS")
		}
		return absolute(strings.TrimSpace(all), h.top), nil
	}
	if remote == "" || strings.HasPrefix(remote, "-") || !strings.ContainsAny(remote, `:/\`) && remote != "." && remote != ".." {
		return address{}, h.noRemote(remote)
	}
	url, err := h.rewritten(ctx, remote)
	return absolute(url, h.dir), err
}

// noRemote says which remotes there are instead.
func (h home) noRemote(remote string) error {
	hint := "the plan’s folder is in no repository: name an address with --remote, such as git@github.com:OWNER/REPOSITORY.git"
	switch {
	case h.repo != "" && len(h.names) > 0:
		hint = "there is " + strings.Join(h.names, ", ") + "; name one of them or an address with --remote"
	case h.repo != "":
		hint = "add one with git remote add " + remote + " ADDRESS, or name an address with --remote"
	}
	return refuse("there is no remote called "+quoted(remote), hint)
}

func quoted(s string) string { return `"` + strings.Map(printable, cleanText(s)) + `"` }

// rewritten applies the user's url.*.pushInsteadOf and url.*.insteadOf to an address, as git push does: the
// longest start that fits wins, and those for pushing come first.
func (h home) rewritten(ctx context.Context, url string) (string, error) {
	all, err := settings(ctx, h.runner)
	if err != nil {
		return "", err
	}
	for _, kind := range []string{"pushinsteadof", "insteadof"} {
		best, base := "", ""
		for _, s := range all {
			if s.section == "url" && s.name == kind && strings.HasPrefix(url, s.value) && len(s.value) > len(best) {
				best, base = s.value, s.sub
			}
		}
		if best != "" {
			return base + url[len(best):], nil
		}
	}
	return url, nil
}

// absolute makes a path that starts from base hold everywhere.
func absolute(raw, base string) address {
	a := parse(raw)
	if a.isPath() && !filepath.IsAbs(raw) && !driveForm.MatchString(raw) && !strings.HasPrefix(raw, `\\`) {
		return parse(filepath.Join(base, raw))
	}
	return a
}

// real is the address with the host's own name: ssh lets the user give a host any name, and a private-looking one may
// mean a forge. ssh is asked for its settings only; if the user's own ssh cannot say, nobody knows.
func (h home) real(ctx context.Context, a address) address {
	if host, ok := aliases[a.host]; ok {
		a.host = host
	}
	if a.scheme != "ssh" || slices.Contains(forges, a.host) || a.host == "" || strings.HasPrefix(a.host, "-") {
		return a
	}
	out, own, err := h.askSSH(ctx, a.host)
	if err != nil {
		a.unsure = own
		return a
	}
	for l := range strings.Lines(string(out)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(l), "hostname "); ok && name != "" {
			a.host = strings.TrimSuffix(strings.ToLower(name), ".")
		}
	}
	if host, ok := aliases[a.host]; ok {
		a.host = host
	}
	return a
}

// askSSH is what ssh would do for a host, and whether it is a command of the user's own, which may have other names.
func (h home) askSSH(ctx context.Context, host string) (out []byte, own bool, err error) {
	g := h.runner
	program, args := "ssh", []string{"-G", "--", host}
	if command := h.ownSSH(ctx); command != "" {
		program, args, own = "sh", append([]string{"-c", command + ` "$@"`, "ssh"}, args...), true // as git runs it
	}
	if g.program, err = exec.LookPath(program); err != nil {
		return nil, own, err
	}
	out, err = g.run(ctx, nil, args...)
	return out, own, err
}

// ownSSH is the user's command for ssh, as git finds it; "" if they have none.
func (h home) ownSSH(ctx context.Context) string {
	if command := h.value("GIT_SSH_COMMAND"); command != "" && "GIT_SSH_COMMAND="+command != sshQuiet {
		return command
	}
	if command, err := h.line(ctx, "config", "core.sshCommand"); err == nil && command != "" {
		return command
	}
	if program := h.value("GIT_SSH"); program != "" {
		return "'" + strings.ReplaceAll(program, "'", `'\''`) + "'"
	}
	return ""
}

// has says whether the repository is pushed to, or fetched from, the place of to, or lies there itself.
func (h home) has(ctx context.Context, to address) (bool, error) {
	if h.repo == "" {
		return false, nil
	}
	key := to.key()
	if key == absolute(h.repo, h.top).key() || key == absolute(h.top, h.top).key() {
		return true, nil
	}
	for _, name := range h.names {
		for _, kind := range [][]string{{"--all"}, {"--push", "--all"}} {
			urls, err := h.line(ctx, append(append([]string{"remote", "get-url"}, kind...), name)...)
			if err != nil {
				return false, err
			}
			for url := range strings.Lines(urls) {
				if h.real(ctx, absolute(strings.TrimSpace(url), h.top)).key() == key {
					return true, nil
				}
			}
		}
	}
	return false, nil
}

// plain lists the plan's own files that git knows: in the index, or in any commit of a branch or tag, because what was
// removed later can still be read there.
func (h home) plain(ctx context.Context) ([]string, error) {
	prefix, err := h.line(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	where := []string{"--", ":(top,literal)" + prefix + "site.toml", ":(top,literal)" + prefix + "content"}
	found, err := h.list(ctx, append([]string{"-c", "core.fsmonitor=false", "ls-files", "-z"}, where...)...)
	if err != nil {
		return nil, err
	}
	// A clone that holds only a part may not have what the past looked like; its index is enough then.
	past, _ := h.in(h.dir, "GIT_NO_LAZY_FETCH=1").list(ctx, append([]string{"log", "--branches", "--tags", "--remotes", "-n", "3", "--format=",
		"--name-only", "--no-renames", "--no-show-signature", "--no-color", "--relative", "-z"}, where...)...)
	found = append(found, past...)
	slices.Sort(found)
	found = slices.DeleteFunc(slices.Compact(found), func(s string) bool { return strings.TrimSpace(s) == "" })
	slices.SortStableFunc(found, func(a, b string) int { return settingsFirst(a) - settingsFirst(b) })
	return found[:min(len(found), maxSource)], nil
}

// settingsFirst puts site.toml before the notes.
func settingsFirst(name string) int {
	if name == "site.toml" {
		return 0
	}
	return 1
}

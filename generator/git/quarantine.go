package git

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// quarantine is a temporary repository: what is made, fetched and pushed lies there and nowhere else.
type quarantine struct {
	runner
	root string // all that has to be removed
}

// open makes a quarantine that reaches to as the user's own git would.
func (h home) open(ctx context.Context, to address) (quarantine, error) {
	root, err := os.MkdirTemp("", "retake-")
	if err != nil {
		return quarantine{}, &Error{What: "there is no room for a temporary folder", Hint: "see whether the disk is full", Err: err}
	}
	q := quarantine{root: root}
	for _, name := range []string{"made", "seen"} {
		if err = h.prepare(ctx, filepath.Join(root, name), to); err != nil {
			q.close()
			return quarantine{}, explain("a temporary repository cannot be made", err)
		}
	}
	q.runner = h.repository(filepath.Join(root, "made"))
	return q, nil
}

// prepare makes one bare repository with the settings of ours and those of the user's.
func (h home) prepare(ctx context.Context, dir string, to address) error {
	if _, err := h.in(filepath.Dir(dir)).run(ctx, nil, "-c", "init.defaultBranch=edition", "init", "--quiet", "--bare", "--template=", dir); err != nil {
		return err
	}
	theirs, err := h.borrowed(ctx, h.repository(dir))
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, "config"), os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(written(append(theirs, ours(dir, to)...)))
	if shut := f.Close(); err == nil {
		err = shut
	}
	return err
}

// repository is the runner about the repository at dir.
func (h home) repository(dir string) runner { return h.in(dir, "GIT_DIR="+dir) }

// seen is the second repository of a quarantine, for what the remote has.
func (q quarantine) seen() runner {
	dir := filepath.Join(q.root, "seen")
	return q.in(dir, "GIT_DIR="+dir)
}

func (q quarantine) close() {
	if q.root != "" {
		_ = os.RemoveAll(q.root) // a folder that stays behind is the system's to clear
	}
}

// setting is one line of git's settings; bare says that it has no value, which is not the same as an empty one.
type setting struct {
	origin, section, sub, name, value string
	bare                              bool
}

// settings are all that hold for the runner's repository, in order, from every file and the environment.
func settings(ctx context.Context, g runner) ([]setting, error) {
	parts, err := g.list(ctx, "config", "--list", "--show-origin", "-z")
	if err != nil {
		return nil, explain("git’s settings cannot be read", err)
	}
	all := []setting{}
	for pair := range slices.Chunk(parts, 2) {
		if len(pair) < 2 {
			break
		}
		key, value, has := strings.Cut(pair[1], "\n")
		s := setting{origin: pair[0], value: value, bare: !has}
		first, last := strings.IndexByte(key, '.'), strings.LastIndexByte(key, '.')
		if first < 0 {
			continue
		}
		s.section, s.name = key[:first], key[last+1:]
		if last > first {
			s.sub = key[first+1 : last]
		}
		all = append(all, s)
	}
	return all, nil
}

// lent are the settings that say how a host is reached and who asks. Others (hooks, filters, mirrors) stay away.
var lent = []string{
	"credential.", "http.", "https.", "ssh.", "protocol.", "core.sshcommand", "core.askpass", "core.gitproxy", "core.longpaths",
}

// borrowed are those settings of the user's repository that a repository elsewhere would not have by itself.
// Settings meant for certain folders (includeIf) hold for the user's repository and are among them.
func (h home) borrowed(ctx context.Context, elsewhere runner) ([]setting, error) {
	if h.repo == "" {
		return nil, nil
	}
	here, err := settings(ctx, h.runner)
	if err != nil {
		return nil, err
	}
	there, err := settings(ctx, elsewhere)
	if err != nil {
		return nil, err
	}
	missing := []setting{}
	for _, s := range here {
		if i := slices.Index(there, s); i >= 0 {
			there = slices.Delete(there, i, i+1)
			continue
		}
		if slices.ContainsFunc(lent, func(l string) bool { return l == s.section+"." || l == s.section+"."+s.name }) {
			missing = append(missing, s)
		}
	}
	return missing, nil
}

// ours are the settings that the quarantine needs whatever the user's say. The address has been rewritten already
// and stands for itself.
func ours(dir string, to address) []setting {
	return []setting{
		{section: "core", name: "hooksPath", value: filepath.Join(dir, "no-hooks")},
		{section: "core", name: "ignoreCase", value: "false"},
		{section: "core", name: "logAllRefUpdates", value: "false"},
		{section: "gc", name: "auto", value: "0"},
		{section: "maintenance", name: "auto", value: "false"},
		{section: "push", name: "negotiate", value: "false"},
		{section: "push", name: "useForceIfIncludes", value: "false"},
		{section: "url", sub: to.raw, name: "insteadOf", value: to.raw},
		{section: "url", sub: to.raw, name: "pushInsteadOf", value: to.raw},
	}
}

// Escapes of git's configuration files (git-config(1), "Syntax").
var (
	inSub   = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	inValue = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)
)

// written is settings as a configuration file has them.
func written(all []setting) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString("[" + s.section)
		if s.sub != "" {
			b.WriteString(` "` + inSub.Replace(s.sub) + `"`)
		}
		b.WriteString("]\n\t" + s.name)
		if !s.bare {
			b.WriteString(` = "` + inValue.Replace(s.value) + `"`)
		}
		b.WriteString("\n")
	}
	return b.String()
}

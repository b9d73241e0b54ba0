package git

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
)

// Place is what is known of a remote without asking its server.
type Place struct {
	URL    string   // the address that git would push to, without name and password
	Host   string   // in lower case, without port; "" for a folder of this machine
	Public bool     // it looks as if strangers may read it
	Owner  string   // of the repository at a forge, "" elsewhere; it may have slashes
	Name   string   // of the repository, without ".git"
	Pages  string   // where a forge shows its pages, with "/" at the end (at Codeberg those of branch pages); "" if not known
	Source []string // up to three plain files of the plan that lie, or will lie, at the same place, from dir
}

// maxSource is how many plain files are named: enough to see what is meant.
const maxSource = 3

// Look says what a push from dir to remote (a name or an address) would meet. What is wrong comes back as an *Error.
func Look(ctx context.Context, dir, remote string) (Place, error) {
	g, err := newRunner(ctx, dir, true)
	if err != nil {
		return Place{}, err
	}
	h, err := findHome(ctx, g)
	if err != nil {
		return Place{}, err
	}
	to, err := h.address(ctx, remote)
	if err != nil {
		return Place{}, err
	}
	to = h.real(ctx, to)
	place := describe(to)
	same, err := h.has(ctx, to)
	if err == nil && same {
		place.Source, err = h.plain(ctx)
	}
	return place, explain("the plan’s repository cannot be read", err)
}

// describe is what the address alone says.
func describe(a address) Place {
	p := Place{URL: a.shown(), Host: a.host, Public: a.public()}
	repository := a.repository()
	if a.scheme == "file" || !slices.Contains(forges, a.host) {
		p.Name = repository[strings.LastIndexByte(repository, '/')+1:]
		return p
	}
	i := strings.LastIndexByte(repository, '/')
	p.Owner, p.Name = repository[:max(i, 0)], repository[i+1:]
	if p.Owner != "" && p.Name != "" {
		p.Pages = pages(a.host, p.Owner, p.Name)
	}
	return p
}

// pages is where a forge shows the pages of a repository, as its documentation says.
func pages(host, owner, name string) string {
	owner, below, _ := strings.Cut(owner, "/")
	owner = strings.ToLower(owner)
	root := ""
	switch {
	case host == "github.com" && below == "":
		root = owner + ".github.io"
	case host == "gitlab.com":
		root = owner + ".gitlab.io"
	case host == "codeberg.org" && below == "":
		root = owner + ".codeberg.page"
	default:
		return ""
	}
	switch {
	case below == "" && strings.EqualFold(name, root), host == "codeberg.org" && strings.EqualFold(name, "pages"):
		return "https://" + root + "/"
	case below != "":
		return "https://" + root + "/" + below + "/" + name + "/"
	}
	return "https://" + root + "/" + name + "/"
}

// key is the same for two addresses of one repository, whichever way they are written. Ports and schemes do not
// count: one server answers to several.
func (a address) key() string {
	switch {
	case strings.HasSuffix(a.scheme, "::"):
		return a.raw
	case a.scheme != "file":
		repository := a.repository()
		if slices.Contains(forges, a.host) {
			repository = strings.ToLower(repository)
		}
		return a.host + "/" + repository
	}
	p := a.path
	if strings.HasPrefix(p, "/") && driveForm.MatchString(p[1:]) {
		p = p[1:] // file:///C:/plans
	}
	if real, err := filepath.EvalSymlinks(p); err == nil {
		p = real
	}
	p = strings.TrimSuffix(filepath.ToSlash(filepath.Clean(p)), ".git")
	return "file " + strings.TrimSuffix(p, "/")
}

package site

import (
	"bytes"
	"cmp"
	"html"
	"net/url"
	"path"
	"strings"

	"retake/generator/markdown"
	"retake/generator/site/board"
	"retake/generator/site/view"
	"retake/generator/site/words"
)

// tells reports whether the edition has the page at a path. The first one every edition has.
func (s *site) tells(path string) bool {
	part, _, inside := strings.Cut(path, "/")
	if !inside {
		part = strings.TrimSuffix(part, ".html")
	}
	return part == "index" || part == "404" || s.Edition.Has(part)
}

// leads reports whether an address on this page leads to something that the edition has.
func (sh *sheet) leads(href string) bool {
	u, err := url.Parse(href)
	if err != nil || u.IsAbs() || u.Path == "" {
		return err == nil
	}
	to := path.Join(path.Dir(sh.path), u.Path)
	switch path.Ext(to) {
	case ".html":
		return sh.tells(to)
	case ".ics":
		return sh.Edition.Has("calendar")
	case ".xml":
		return sh.Edition.Has("feed")
	}
	return true
}

// withheld stands for a note that the edition does not have, and for what is not there: of a draft, or of a note that
// is for somebody else, not even the name is told.
var withheld = markdown.Target{Title: "a note that is not shared", Why: "Not shared"}

// withholds reports whether nothing is said of the file that a link leads to; "" is what was not found.
func (s *site) withholds(file string) bool {
	if s.Edition.Whole() {
		return false
	}
	to, isNote := s.shown[file]
	if !isNote {
		return file == "" || s.Vault.Doc(file) != nil
	}
	return !s.tells(to.page)
}

// front is the first page for people whom the learner does not know.
func (s *site) front(dk *board.Desk) view.FrontPage {
	weekly := s.Edition.Has("plan") || s.Edition.Has("weeks")
	v := view.FrontPage{Lead: "A study plan for " + cmp.Or(s.Plan.Exam.Title(), "an exam"), Body: dk.Body, Lang: dk.Language}
	if weekly {
		v.Lead += ": what to study, week by week"
	}
	v.Lead += "."
	if n := len(s.Plan.Weeks); n > 0 && weekly {
		v.Facts = append(v.Facts, board.Fact("Weeks", words.Count(n, "week", "weeks"), words.Span(s.Plan.Weeks[0].From, s.Plan.Weeks[n-1].To)))
	}
	if n := len(s.Plan.Domains); n > 0 {
		v.Facts = append(v.Facts, board.Fact("Parts of the exam", words.Count(n, "domain", "domains"), ""))
	}
	for _, e := range s.navEntries()[1:] {
		v.Parts = append(v.Parts, dk.Link(e.Path, e.Text))
	}
	return v
}

// loose are pages without the links that lead nowhere, by their path. Their law: such a page is decided by the page as it was
// drawn and by which files there are; an entry is used only if both are the same.
type loose map[string]struct{ drawn, out []byte }

// unlink takes the links out of an edition's pages that lead to pages which it does not have, and leaves their words:
// a theme may have some of its own.
func (s *site) unlink(files map[string][]byte) loose {
	if s.Edition.Whole() {
		return nil
	}
	last, now := s.last.loose, loose{}
	if !sameKeys(s.last.paths, files) {
		last = nil
	}
	for name, body := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		page := last[name]
		if len(page.drawn) == 0 || len(page.drawn) != len(body) || &page.drawn[0] != &body[0] {
			page.drawn, page.out = body, unlinked(body, func(href string) bool {
				u, err := url.Parse(href)
				if href == "" || err != nil || u.IsAbs() || u.Path == "" {
					return href != ""
				}
				_, there := files[path.Join(path.Dir(name), u.Path)]
				return there
			})
		}
		files[name], now[name] = page.out, page
	}
	return now
}

// sameKeys reports whether two sites have the same files.
func sameKeys(a, b map[string][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if _, ok := b[name]; !ok {
			return false
		}
	}
	return true
}

// unlinked is a page without the links that lead nowhere. Pages write attributes in double quotes, and no link is
// inside another.
func unlinked(page []byte, leads func(href string) bool) []byte {
	var out []byte
	for {
		i := bytes.Index(page, []byte("<a "))
		if i < 0 {
			return append(out, page...)
		}
		out, page = append(out, page[:i]...), page[i:]
		tag := bytes.IndexByte(page, '>') + 1
		end := bytes.Index(page, []byte("</a>"))
		href, ok := hrefOf(string(page[:max(tag, 0)]))
		if end < tag || tag == 0 || !ok || leads(href) {
			n := max(tag, 1)
			out, page = append(out, page[:n]...), page[n:]
			continue
		}
		out, page = append(out, page[tag:end]...), page[end+len("</a>"):]
	}
}

// hrefOf is the address in the start tag of a link.
func hrefOf(tag string) (string, bool) {
	_, rest, ok := strings.Cut(tag, ` href="`)
	if !ok {
		return "", false
	}
	href, _, ok := strings.Cut(rest, `"`)
	return html.UnescapeString(href), ok
}

package view

import (
	"net/url"
	"strings"
)

// Rel is the link from one page to another file of the site, both given from the site's root.
func Rel(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for i, seg := range b {
		b[i] = url.PathEscape(seg)
	}
	link := strings.Repeat("../", len(a)-1) + strings.Join(b, "/")
	if strings.Contains(b[0], ":") && len(a) == 1 {
		return "./" + link // a colon in the first segment would read as a scheme
	}
	return link
}

// Anchor is what leads to an anchor at the end of a link; "" for none.
func Anchor(id string) string {
	if id == "" {
		return ""
	}
	return "#" + strings.ReplaceAll(url.PathEscape(id), "%2F", "/")
}

// Root leads from a page to the site's root.
func Root(page string) string { return strings.Repeat("../", strings.Count(page, "/")) }

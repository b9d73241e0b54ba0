package markdown

import (
	"path"
	"strconv"
	"strings"
)

// wikiParts is the inside of a wikilink or embed.
type wikiParts struct {
	target, fragment, label string
	width, height           int
}

// parseWiki splits target#fragment|label. In a table the bar is written \|. A label of digits, as in
// image.png|300 or |300x200, is a size.
func parseWiki(s string) wikiParts {
	s = strings.ReplaceAll(s, `\|`, "|")
	fields := strings.Split(s, "|")
	var p wikiParts
	p.target, p.fragment, _ = strings.Cut(fields[0], "#")
	p.target, p.fragment = strings.TrimSpace(p.target), strings.TrimSpace(p.fragment)
	for _, f := range fields[1:] {
		f = strings.TrimSpace(f)
		if w, h, ok := size(f); ok {
			p.width, p.height = w, h
		} else if f != "" {
			p.label = f
		}
	}
	return p
}

// size reads 300 or 300x200.
func size(s string) (w, h int, ok bool) {
	a, b, both := strings.Cut(s, "x")
	w, err := strconv.Atoi(a)
	if err != nil || w < 1 || w > 9999 {
		return 0, 0, false
	}
	if both {
		if h, err = strconv.Atoi(b); err != nil || h < 1 || h > 9999 {
			return 0, 0, false
		}
	}
	return w, h, true
}

// shown is what a wikilink without a known target title says: the label, or the target's name.
func (p wikiParts) shown() string {
	if p.label != "" {
		return p.label
	}
	name := p.target
	if !picture(name) {
		name = strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".md")
	}
	part := strings.ReplaceAll(strings.TrimPrefix(p.fragment, "^"), "#", " > ")
	switch {
	case p.target == "":
		return part
	case p.fragment == "" || strings.HasPrefix(p.fragment, "^"):
		return name
	}
	return name + " > " + part
}

// picture says whether a file is shown as an image.
func picture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico":
		return true
	}
	return false
}

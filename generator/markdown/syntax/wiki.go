package syntax

import (
	"path"
	"strconv"
	"strings"
)

// Written is what the inside of a wikilink or embed says.
type Written struct {
	Target, Fragment, Label string
	Width, Height           int
}

// Inside splits target#fragment|label. In a table the bar is written \|. A label of digits, as in
// image.png|300 or |300x200, is a size.
func Inside(s string) Written {
	s = strings.ReplaceAll(s, `\|`, "|")
	fields := strings.Split(s, "|")
	var p Written
	p.Target, p.Fragment, _ = strings.Cut(fields[0], "#")
	p.Target, p.Fragment = strings.TrimSpace(p.Target), strings.TrimSpace(p.Fragment)
	for _, f := range fields[1:] {
		f = strings.TrimSpace(f)
		if w, h, ok := Size(f); ok {
			p.Width, p.Height = w, h
		} else if f != "" {
			p.Label = f
		}
	}
	return p
}

// Size reads 300 or 300x200.
func Size(s string) (w, h int, ok bool) {
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

// Shown is what a wikilink without a known target title says: the label, or the target's name.
func (p Written) Shown() string {
	if p.Label != "" {
		return p.Label
	}
	name := p.Target
	if !Picture(name) {
		name = strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".md")
	}
	part := strings.ReplaceAll(strings.TrimPrefix(p.Fragment, "^"), "#", " > ")
	switch {
	case p.Target == "":
		return part
	case p.Fragment == "" || strings.HasPrefix(p.Fragment, "^"):
		return name
	}
	return name + " > " + part
}

// Picture says whether a file is shown as an image.
func Picture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico":
		return true
	}
	return false
}

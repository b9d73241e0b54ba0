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

// schemes are those an address may have on the published page.
var schemes = map[string]bool{
	"http": true, "https": true, "ftp": true, "ftps": true, "mailto": true, "tel": true, "sms": true, "ssh": true, "sftp": true,
	"git": true, "irc": true, "ircs": true, "xmpp": true, "magnet": true, "news": true,
}

// address takes an address apart as a browser would read it: white space and controls around it do not
// count, tabs and line feeds within it neither. scheme is "" for one within the notes; "//" is a scheme.
func address(s string) (clean, scheme string) {
	clean = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	clean = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(clean)
	if strings.HasPrefix(clean, "//") || strings.HasPrefix(clean, `\\`) || strings.HasPrefix(clean, `/\`) {
		return clean, "//"
	}
	before, after, ok := strings.Cut(clean, ":")
	if !ok || len(before) < 2 || strings.IndexFunc(before, notScheme) >= 0 || notLetter(before[0]) {
		return clean, ""
	}
	scheme = strings.ToLower(before)
	// "Lesson: routing.md" is a file; "zotero://x" and "javascript:x" are not.
	if schemes[scheme] || strings.HasPrefix(after, "//") || runs[scheme] {
		return clean, scheme
	}
	return clean, ""
}

// runs are schemes that are addresses without "//" and that no page of ours may hold.
var runs = map[string]bool{
	"javascript": true, "vbscript": true, "livescript": true, "mocha": true, "data": true, "file": true, "blob": true, "about": true,
	"view-source": true, "filesystem": true, "jar": true, "obsidian": true,
}

func notScheme(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '+' || r == '-' || r == '.')
}

func notLetter(b byte) bool { return b|0x20 < 'a' || b|0x20 > 'z' }

// outside is the address to write for a link that leads out of the notes, "" if none may be written.
func outside(target string, image bool) string {
	clean, scheme := address(target)
	switch {
	case scheme == "//" && strings.HasPrefix(clean, "//"):
		return "https:" + clean
	case schemes[scheme]:
		return clean
	case image && scheme == "data":
		for _, kind := range []string{"png", "gif", "jpeg", "webp"} {
			if strings.HasPrefix(strings.ToLower(clean), "data:image/"+kind+";base64,") {
				return clean
			}
		}
	}
	return ""
}

package clean

import "strings"

// schemes are those an address may have on the published page.
var schemes = map[string]bool{
	"http": true, "https": true, "ftp": true, "ftps": true, "mailto": true, "tel": true, "sms": true, "ssh": true, "sftp": true,
	"git": true, "irc": true, "ircs": true, "xmpp": true, "magnet": true, "news": true,
}

// Address takes an address apart as a browser would read it: white space and controls around it do not
// count, tabs and line feeds within it neither. scheme is "" for one within the notes; "//" is a scheme.
func Address(s string) (clean, scheme string) {
	clean = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(clean, "\t\n\r") {
		clean = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(clean)
	}
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

// Outside is the address to write for a link that leads out of the notes, "" if none may be written.
func Outside(target string, image bool) string {
	clean, scheme := Address(target)
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

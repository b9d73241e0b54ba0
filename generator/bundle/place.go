package bundle

import (
	"encoding/base64"
	"path"
	"strings"
)

// media are the types of files that may be carried inside a page, by their ending.
var media = map[string]string{
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
}

// resolved is the path of the file that ref means on the file at from, and its fragment; "" if it means none of
// the site.
func resolved(from, ref string) (file, fragment string) {
	ref = trimmed(ref)
	ref, fragment, _ = strings.Cut(ref, "#")
	ref, _, _ = strings.Cut(ref, "?")
	fragment, _ = decoded(fragment)
	if ref == "" {
		return from, fragment
	}
	first, _, _ := strings.Cut(ref, "/")
	name, good := decoded(ref)
	if !good || first == "" || strings.Contains(first, ":") || strings.Contains(name, `\`) {
		return "", fragment
	}
	file = path.Join(path.Dir(from), name)
	if strings.HasSuffix(name, "/") || file == "." {
		file = path.Join(file, "index.html")
	}
	if file == ".." || strings.HasPrefix(file, "../") {
		return "", fragment
	}
	return file, fragment
}

// trimmed is an address as a browser reads it: without spaces around it, and without line ends and tabs.
func trimmed(ref string) string {
	ref = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, ref)
	return strings.TrimFunc(ref, func(r rune) bool { return r <= ' ' })
}

// decoded reads %20 and the like, and says whether all of them could be read.
func decoded(s string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		if i+2 >= len(s) {
			return s, false
		}
		high, low := hex(s[i+1]), hex(s[i+2])
		if high < 0 || low < 0 {
			return s, false
		}
		b.WriteByte(byte(high<<4 | low))
		i += 2
	}
	return b.String(), true
}

// hex is what a digit counts, -1 if it is none.
func hex(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}

// inside is a file of the site as a data: URL, "" if ref means none that can be carried. Data stays as it is.
func inside(files map[string][]byte, from, ref string) string {
	if t := trimmed(ref); len(t) > 11 && strings.EqualFold(t[:11], "data:image/") {
		return t
	}
	name, _ := resolved(from, ref)
	body, there := files[name]
	kind := media[strings.ToLower(path.Ext(name))]
	if !there || kind == "" {
		return ""
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(body)
}

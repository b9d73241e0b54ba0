package attachment

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Namespaces of which SVG is made; elements and attributes of all others are a program's own.
var drawnSVG = []string{"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"}

const xhtml = "http://www.w3.org/1999/xhtml" // its style sheets work in an SVG too

// cleanSVG takes comments, what metadata holds, and what programs add for themselves from an SVG. Elements that
// are not drawn are emptied and stay where they are, so that rules about the first child still hold. It
// rather leaves a file alone than draw it otherwise.
func cleanSVG(b []byte) ([]byte, bool) {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	own, ok := prefixes(b)
	if !ok || !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return nil, false
	}
	d := drawing{own: own, out: make([]byte, 0, len(b))}
	for rest := b; len(rest) > 0; {
		n := d.take(rest, len(rest) == len(b))
		if n <= 0 {
			return nil, false
		}
		rest = rest[n:]
	}
	if left, _ := prefixes(d.out); len(d.open) > 0 || !d.root || !kept(own, left) {
		return nil, false
	}
	return cleanEmbedded(d.out)
}

// prefixes tells which of an SVG's prefixes stand for what is drawn. It is false if one stands for two things.
func prefixes(b []byte) (map[string]bool, bool) {
	own, uris := map[string]bool{"xml": true, "xmlns": true, "": true}, map[string]string{"": drawnSVG[0]}
	for {
		i := bytes.Index(b, []byte("xmlns"))
		if i < 0 {
			return own, true
		}
		name, value, n := attribute(b[i:])
		b = b[i+max(n, 1):]
		if n == 0 {
			continue
		}
		_, prefix, _ := strings.Cut(string(name), ":")
		uri := string(value)
		if said, ok := uris[prefix]; ok && said != uri || uri == xhtml || strings.Contains(uri, "&") {
			return nil, false
		}
		uris[prefix], own[prefix] = uri, slices.Contains(drawnSVG, uri)
	}
}

// kept reports whether all prefixes of what is drawn are told where they were, and not in what has gone.
func kept(own, left map[string]bool) bool {
	for prefix, drawn := range own {
		if drawn && !left[prefix] {
			return false
		}
	}
	return true
}

// drawing is an SVG as far as it has been read.
type drawing struct {
	own  map[string]bool // prefixes of what is drawn
	open []string        // elements that have not ended
	dull int             // how many were open when one began that is not drawn, plus 1; else 0
	root bool            // the root has begun
	out  []byte
}

// pieces are what is no element, and no text alone.
var pieces = []struct{ begin, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}}

// declaration is the first line of a file in an encoding that is read here.
var declaration = regexp.MustCompile(`(?i)^<\?xml\s+version\s*=\s*["'][\d.]+["'](\s+encoding\s*=\s*["'](utf-8|us-ascii)["'])?(\s+standalone\s*=\s*["']\w+["'])?\s*\?>$`)

// take reads the next piece of markup or text, and gives its length, or 0 where that is not to be told.
func (d *drawing) take(b []byte, first bool) int {
	for i, p := range pieces {
		if bytes.HasPrefix(b, []byte(p.begin)) {
			n := bytes.Index(b[len(p.begin):], []byte(p.end))
			if n < 0 {
				return 0
			}
			return d.piece(i, b[:len(p.begin)+n+len(p.end)], first)
		}
	}
	switch i := bytes.IndexByte(b, '<'); {
	case i == 0 && bytes.HasPrefix(b, []byte("</")):
		return d.end(b)
	case i == 0:
		return d.begin(b)
	case i > 0:
		b = b[:i]
	}
	if len(d.open) == 0 && len(bytes.TrimSpace(b)) > 0 || d.rules(b) {
		return 0
	}
	return d.put(b, d.dull == 0)
}

// piece reads one of the pieces, and gives 0 where it may decide how the picture looks.
func (d *drawing) piece(kind int, b []byte, first bool) int {
	stays := d.dull == 0
	switch pieces[kind].begin {
	case "<!--":
		stays = false
	case "<![CDATA[":
		if len(d.open) == 0 || d.rules(b) {
			return 0
		}
	case "<?":
		stays = first && declaration.Match(b)
		if bytes.HasPrefix(b, []byte("<?xml")) && !stays { // another encoding, or a style sheet
			return 0
		}
	case "<!":
		if bytes.IndexByte(b, '[') >= 0 { // entities
			return 0
		}
	}
	return d.put(b, stays)
}

// rules reports whether text is of a style sheet that may go by an attribute which goes.
func (d *drawing) rules(text []byte) bool {
	if len(d.open) == 0 || !strings.HasSuffix(d.open[len(d.open)-1], "style") {
		return false
	}
	text = bytes.ToLower(bytes.Join(bytes.Fields(text), nil))
	return bytes.Contains(text, []byte("@namespace")) || bytes.Contains(text, []byte("[data-")) || bytes.Contains(text, []byte("[content"))
}

func (d *drawing) put(piece []byte, stays bool) int {
	if stays {
		d.out = append(d.out, piece...)
	}
	return len(piece)
}

// end reads the end of the element that began last.
func (d *drawing) end(b []byte) int {
	i, last := bytes.IndexByte(b, '>'), len(d.open)-1
	if i < 0 || last < 0 || strings.TrimRight(string(b[2:i]), " \t\r\n") != d.open[last] {
		return 0
	}
	d.open = d.open[:last]
	n := d.put(b[:i+1], d.dull == 0)
	if d.dull == last+1 {
		d.dull = 0
	}
	return n
}

// begin reads a tag that begins an element.
func (d *drawing) begin(b []byte) int {
	at := 1 + label(b[1:])
	name, outer := string(b[1:at]), d.dull == 0
	prefix, local := split(name)
	dull := !d.own[prefix] || local == "metadata"
	if at == 1 || len(d.open) == 0 && d.root {
		return 0
	}
	d.root = true
	d.put(b[:at], outer)
	for {
		gap := blank(b[at:])
		attr, _, n := attribute(b[at+gap:])
		if gap == 0 || n == 0 {
			at += d.put(b[at:at+gap], outer && !dull)
			break
		}
		d.put(b[at:at+gap+n], outer && d.stays(local, string(attr), dull))
		at += gap + n
	}
	switch rest := b[at:]; {
	case bytes.HasPrefix(rest, []byte("/>")):
		d.put(rest[:2], outer)
		return at + 2
	case !bytes.HasPrefix(rest, []byte(">")):
		return 0
	case dull && outer:
		d.put([]byte("/>"), true)
		d.dull = len(d.open) + 1
	default:
		d.put(rest[:1], outer)
	}
	d.open = append(d.open, name)
	return at + 1
}

// stays reports whether an attribute does. The attribute content of the root is the whole document of a
// drawing program, with what was hidden or stands on other sheets.
func (d *drawing) stays(element, name string, dull bool) bool {
	prefix, _ := split(name)
	switch {
	case name == "xmlns" || prefix == "xmlns":
		return true
	case dull, !d.own[prefix]:
		return false
	}
	return !strings.HasPrefix(name, "data-") && !(element == "svg" && name == "content")
}

func split(name string) (prefix, local string) {
	if prefix, local, ok := strings.Cut(name, ":"); ok {
		return prefix, local
	}
	return "", name
}

// attribute reads the attribute at the beginning; its length n is 0 if there is none.
func attribute(b []byte) (name, value []byte, n int) {
	i := label(b)
	name = b[:i]
	i += blank(b[i:])
	if len(name) == 0 || i == len(b) || b[i] != '=' {
		return nil, nil, 0
	}
	i += 1 + blank(b[i+1:])
	if i == len(b) || b[i] != '"' && b[i] != '\'' {
		return nil, nil, 0
	}
	end := bytes.IndexByte(b[i+1:], b[i])
	if end < 0 {
		return nil, nil, 0
	}
	if value = b[i+1 : i+1+end]; bytes.IndexByte(value, '<') >= 0 {
		return nil, nil, 0
	}
	return name, value, i + end + 2
}

// label is the length of the name at the beginning, blank that of white space.
func label(b []byte) int {
	if i := bytes.IndexAny(b, " \t\r\n=/>\"'<"); i >= 0 {
		return i
	}
	return len(b)
}

func blank(b []byte) int { return len(b) - len(bytes.TrimLeft(b, " \t\r\n")) }

// cleanEmbedded cleans the pictures that stand in a picture, as drawing programs embed photographs.
func cleanEmbedded(b []byte) ([]byte, bool) {
	out := make([]byte, 0, len(b))
	for {
		i := bytes.IndexByte(b, ':')
		if i < 0 {
			return append(out, b...), true
		}
		address := i >= 4 && strings.EqualFold(string(b[i-4:i]), "data")
		out, b = append(out, b[:i+1]...), b[i+1:]
		kind := b[:span(b, "/+.-")]
		rest := b[len(kind):]
		if !address || len(rest) == 0 || !strings.Contains(";,&", string(rest[:1])) {
			continue
		}
		if len(rest) < len(base64s) || !strings.EqualFold(string(rest[:len(base64s)]), base64s) {
			return nil, false
		}
		rest = rest[len(base64s):]
		data := rest[:span(rest, "+/= \t\r\n&#;")]
		cleaned, ok := cleanData(string(kind), data)
		if !ok || bytes.HasPrefix(rest[len(data):], []byte("%")) { // it goes on
			return nil, false
		}
		out = append(append(append(out, kind...), base64s...), cleaned...)
		b = rest[len(data):]
	}
}

const base64s = ";base64,"

// span is the length of the letters, digits and others that b begins with.
func span(b []byte, others string) int {
	for i, c := range b {
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte(others, c) >= 0) {
			return i
		}
	}
	return len(b)
}

// breaks are between lines of base64.
var breaks = strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "", "&#10;", "", "&#13;", "", "&#xA;", "", "&#xD;", "", "&#xa;", "", "&#xd;", "")

// cleanData cleans what is embedded. A font is no picture, and it stays.
func cleanData(kind string, data []byte) ([]byte, bool) {
	body, err := base64.StdEncoding.DecodeString(breaks.Replace(string(data)))
	if err != nil || strings.Contains(kind, "font") {
		return data, err == nil
	}
	name := ""
	if strings.EqualFold(kind, "image/svg+xml") {
		name = "a.svg"
	}
	cleaned, ok := Clean(name, body)
	if !ok || bytes.Equal(cleaned, body) {
		return data, ok
	}
	return base64.StdEncoding.AppendEncode(nil, cleaned), true
}

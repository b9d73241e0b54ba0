package bundle

import "strings"

// maxImports is how deep style sheets may take in others.
const maxImports = 8

// sheet is a style sheet with everything it uses inside. What it cannot carry (an address on the web, a file that is
// not there) becomes "none", and a sheet that it takes in from there is left out. So are comments: they are no reader's.
func sheet(files map[string][]byte, name string, depth int) string {
	s := &styles{files: files, name: name, depth: depth, src: plain(files[name])}
	for s.at < len(s.src) {
		s.step()
	}
	return s.b.String()
}

// plain is the text that a browser makes of a style sheet's bytes. "</" is written so that it cannot end the element
// that the sheet stands in; in a string, where alone it means something, it is the same.
func plain(body []byte) string {
	s := strings.TrimPrefix(strings.ToValidUTF8(string(body), "\ufffd"), "\ufeff")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\x00", "\ufffd", "</", `<\/`).Replace(s)
}

// styles is one style sheet under way.
type styles struct {
	files map[string][]byte
	name  string
	depth int
	src   string
	at    int
	b     strings.Builder
}

// step takes one comment, string, address, rule that takes in another sheet, or byte.
func (s *styles) step() {
	rest := s.src[s.at:]
	switch {
	case strings.HasPrefix(rest, "/*"):
		s.b.WriteString("/**/") // what stands on both sides stays apart
		s.at += 2 + past(rest[2:], "*/")
	case rest[0] == '"' || rest[0] == '\'':
		s.keep(stringEnd(rest))
	case rest[0] == '\\' && len(rest) > 1:
		s.keep(2)
	case begins(rest, "@import") && !s.inName():
		s.taken(rest)
	case begins(rest, "@charset"):
		s.at += past(rest, ";")
	case begins(rest, "url(") && !s.inName():
		n, ref := address(rest)
		s.b.WriteString(s.inside(ref))
		s.at += n
	default:
		s.keep(1)
	}
}

func (s *styles) keep(n int) {
	s.b.WriteString(s.src[s.at : s.at+n])
	s.at += n
}

// inName says that the byte before belongs to a name, such as "my-url(".
func (s *styles) inName() bool {
	if s.at == 0 {
		return false
	}
	b := s.src[s.at-1]
	return letter(b) || b == '-' || b == '_' || b >= '0' && b <= '9' || b >= 0x80
}

func begins(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[:len(word)], word)
}

// stringEnd is the length of the string at the start of s. One that is not closed ends with its line.
func stringEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case s[0], '\n':
			return i + 1
		case '\\':
			i++
		}
	}
	return len(s)
}

// address reads url(...) at the start of s: its length, and what is meant. Escapes within are rare, and taken for no
// address.
func address(s string) (int, string) {
	i := len("url(")
	for i < len(s) && (space(s[i])) {
		i++
	}
	if i < len(s) && (s[i] == '"' || s[i] == '\'') {
		n := stringEnd(s[i:])
		ref := strings.Trim(s[i:i+n], `"'`)
		return i + n + past(s[i+n:], ")"), ref
	}
	n := past(s[i:], ")")
	return i + n, strings.TrimSpace(strings.TrimSuffix(s[i:i+n], ")"))
}

// inside is what stands for an address: itself if it lies within the page, or else data, or "none".
func (s *styles) inside(ref string) string {
	if strings.HasPrefix(ref, "#") && !strings.ContainsAny(ref, `"\`+"\n") {
		return `url("` + ref + `")`
	}
	data := inside(s.files, s.name, ref)
	if data == "" || strings.ContainsAny(data, `"\`+"\n<") {
		return "none"
	}
	return `url("` + data + `")`
}

// taken puts a sheet that another one takes in into its place. The condition, if there is one, becomes a rule around it.
func (s *styles) taken(rest string) {
	n, ref := imported(rest)
	whole := n + past(rest[n:], ";")
	when := strings.TrimSpace(strings.TrimSuffix(rest[n:whole], ";"))
	s.at += whole
	name, _ := resolved(s.name, ref)
	_, there := s.files[name]
	odd := strings.ContainsAny(when, `{}"'\`) || begins(when, "layer") || begins(when, "supports")
	if ref == "" || !there || odd || s.depth >= maxImports {
		return
	}
	inner := sheet(s.files, name, s.depth+1)
	if when != "" {
		inner = "@media " + when + " {\n" + inner + "\n}"
	}
	s.b.WriteString(inner)
}

// imported reads @import and an address at the start of s: their length, and what is meant.
func imported(s string) (int, string) {
	i := len("@import")
	for i < len(s) && space(s[i]) {
		i++
	}
	switch {
	case i < len(s) && (s[i] == '"' || s[i] == '\''):
		n := stringEnd(s[i:])
		return i + n, strings.Trim(s[i:i+n], `"'`)
	case begins(s[i:], "url("):
		n, ref := address(s[i:])
		return i + n, ref
	}
	return i, ""
}

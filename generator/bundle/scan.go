package bundle

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// kind is what a token is. Comments are not among them: they stay behind.
type kind int

const (
	text kind = iota
	start
	end
	doctype
)

// token is one piece of a page.
type token struct {
	kind  kind
	raw   string // as it stands in the page
	name  string // of a tag, in lower case
	attrs []attr
	shut  bool // a tag of a drawing that ends with "/>", and with it the element
}

// attr is an attribute. Of two with the same name the first counts, as in a browser.
type attr struct {
	name  string // in lower case
	raw   string // as it stands in the page
	value string // with references such as &amp; read
	bare  bool   // without a value
}

// is says that the token is the start of an element of that name.
func (t token) is(name string) bool { return t.kind == start && t.name == name }

func (t token) attr(name string) (string, bool) {
	for _, a := range t.attrs {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// ownText are elements whose content is text up to their end tag, whatever it looks like.
var ownText = map[string]bool{
	"script": true, "style": true, "xmp": true, "iframe": true, "noembed": true, "noframes": true, "title": true, "textarea": true,
}

// scanner cuts a page into tokens, as far as HTML's own rules matter here (WHATWG HTML, 13.2.5).
type scanner struct {
	src     string
	at      int
	drawing int // how deep in svg and math, where no element has text of its own
	tokens  []token
}

// scan cuts a page into tokens. What a page that ends within a tag has begun is left out.
func scan(src string) []token {
	s := &scanner{src: src}
	for s.at < len(s.src) {
		i := strings.IndexByte(s.src[s.at:], '<')
		if i < 0 {
			i = len(s.src) - s.at
		}
		s.text(s.at + i)
		if s.at < len(s.src) {
			s.markup()
		}
	}
	return s.tokens
}

// text takes what is before end as text.
func (s *scanner) text(end int) {
	if end > s.at {
		s.tokens = append(s.tokens, token{kind: text, raw: s.src[s.at:end]})
	}
	s.at = end
}

// markup reads what begins with "<".
func (s *scanner) markup() {
	rest := s.src[s.at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		s.at += commentEnd(rest)
	case len(rest) >= 9 && strings.EqualFold(rest[:9], "<!doctype"):
		n := past(rest, ">")
		s.tokens = append(s.tokens, token{kind: doctype, raw: rest[:n]})
		s.at += n
	case s.drawing > 0 && strings.HasPrefix(rest, "<![CDATA["):
		n := past(rest, "]]>")
		s.tokens = append(s.tokens, token{kind: text, raw: escaped.Replace(strings.TrimSuffix(rest[9:n], "]]>"))})
		s.at += n
	case strings.HasPrefix(rest, "<!"), strings.HasPrefix(rest, "<?"):
		s.at += past(rest, ">")
	case len(rest) > 2 && rest[1] == '/' && letter(rest[2]):
		s.tag(end, 2)
	case strings.HasPrefix(rest, "</"):
		s.at += past(rest, ">")
	case len(rest) > 1 && letter(rest[1]):
		s.tag(start, 1)
	default:
		s.text(s.at + 1)
	}
}

// past is where what follows the first mark begins; without one it is the end.
func past(s, mark string) int {
	if i := strings.Index(s, mark); i >= 0 {
		return i + len(mark)
	}
	return len(s)
}

// commentEnd is the length of the comment at the start of s; "<!-->" and "<!--->" are whole ones.
func commentEnd(s string) int {
	if strings.HasPrefix(s, "<!-->") {
		return 5
	}
	if strings.HasPrefix(s, "<!--->") {
		return 6
	}
	return min(past(s[4:], "-->"), past(s[4:], "--!>")) + 4
}

// tag reads a tag whose name begins skip bytes on.
func (s *scanner) tag(k kind, skip int) {
	from := s.at
	i := from + skip
	for i < len(s.src) && !space(s.src[i]) && s.src[i] != '/' && s.src[i] != '>' {
		i++
	}
	t := token{kind: k, name: strings.ToLower(s.src[from+skip : i])}
	i, whole := s.attrs(&t, i)
	s.at = i
	if !whole {
		return
	}
	t.raw = s.src[from:i]
	drawn := t.name == "svg" || t.name == "math"
	t.shut = (drawn || s.drawing > 0) && strings.HasSuffix(t.raw, "/>")
	s.tokens = append(s.tokens, t)
	switch {
	case drawn && k == start && !t.shut:
		s.drawing++
	case drawn && k == end && s.drawing > 0:
		s.drawing--
	case k == start && s.drawing == 0 && t.name == "plaintext":
		s.text(len(s.src))
	case k == start && s.drawing == 0 && ownText[t.name]:
		s.text(s.at + endOf(s.src[s.at:], t.name))
	}
}

// endOf is where the end tag of an element with text of its own begins.
func endOf(s, name string) int {
	for i := 0; i < len(s); i++ {
		n := i + 2 + len(name)
		if s[i] == '<' && n < len(s) && s[i+1] == '/' && strings.EqualFold(s[i+2:n], name) && (space(s[n]) || s[n] == '/' || s[n] == '>') {
			return i
		}
	}
	return len(s)
}

// attrs reads attributes from i up to the tag's end, and says whether there is one.
func (s *scanner) attrs(t *token, i int) (int, bool) {
	for {
		for i < len(s.src) && (space(s.src[i]) || s.src[i] == '/') {
			i++
		}
		if i >= len(s.src) {
			return i, false
		}
		if s.src[i] == '>' {
			return i + 1, true
		}
		from := i
		for i++; i < len(s.src) && !space(s.src[i]) && !strings.ContainsRune("/>=", rune(s.src[i])); i++ {
		}
		a := attr{name: strings.ToLower(s.src[from:i]), bare: true}
		i = s.value(&a, i)
		if _, twice := t.attr(a.name); !twice {
			t.attrs = append(t.attrs, a)
		}
	}
}

// value reads "= value" if it is there.
func (s *scanner) value(a *attr, i int) int {
	j := i
	for j < len(s.src) && space(s.src[j]) {
		j++
	}
	if j >= len(s.src) || s.src[j] != '=' {
		return i
	}
	for j++; j < len(s.src) && space(s.src[j]); j++ {
	}
	if j >= len(s.src) || s.src[j] == '>' {
		return j
	}
	from, till := j, j
	if q := s.src[j]; q == '"' || q == '\'' {
		from++
		till = from + past(s.src[from:], string(q)) - 1
		j = till + 1
		if from > till || till >= len(s.src) || s.src[till] != q {
			return len(s.src)
		}
	} else {
		for j < len(s.src) && !space(s.src[j]) && s.src[j] != '>' {
			j++
		}
		till = j
	}
	a.raw, a.bare = s.src[from:till], false
	a.value = unescaped(a.raw)
	return j
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func space(b byte) bool  { return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f' }

// named are the references that decide anything here. An address with another one is taken for no address; what is
// written again keeps it as it stands.
var named = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// unescaped reads the references in the value of an attribute.
func unescaped(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i])
		s = s[i:]
		n := strings.IndexByte(s, ';')
		meant, known := "", false
		if n > 0 {
			meant, known = reference(s[1:n])
		}
		if !known {
			meant, n = "&", 0
		}
		b.WriteString(meant)
		s = s[n+1:]
	}
}

// reference is what stands between "&" and ";".
func reference(s string) (string, bool) {
	if !strings.HasPrefix(s, "#") {
		meant, known := named[s]
		return meant, known
	}
	digits, base := s[1:], 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || !utf8.ValidRune(rune(n)) {
		return "", false
	}
	return string(rune(n)), true
}

// escaped writes a value as one that stands between double quotes, or as text. closed does it for what is escaped but
// for quotes and brackets, because it stood between other quotes or none.
var (
	escaped = strings.NewReplacer("&", "&amp;", `"`, "&#34;", "<", "&lt;", ">", "&gt;")
	closed  = strings.NewReplacer(`"`, "&#34;", "<", "&lt;", ">", "&gt;")
)

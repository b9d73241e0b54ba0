package keyed

import (
	"strings"

	"github.com/BurntSushi/toml"
)

// place is where one key and its value stand in a TOML file, as byte offsets. The places of a file
// form a tree of the same shape as the values that the library decodes, which keeps no positions.
type place struct {
	key, keyEnd int               // of the key; of an item of a list, the same as the value
	val, end    int               // of the value; of a table with a header, the same as the key
	kids        map[string]*place // of a table
	items       []*place          // of a list
}

// part is one piece of a dotted key.
type part struct {
	name     string
	from, to int
}

// kid is the place of a key in a table, made when it is not there yet.
func (p *place) kid(k part) *place {
	if p.kids == nil {
		p.kids = map[string]*place{}
	}
	kid := p.kids[k.name]
	if kid == nil {
		kid = &place{key: k.from, keyEnd: k.to, val: k.from, end: k.to}
		p.kids[k.name] = kid
	}
	return kid
}

// step goes into a table; of a list of tables, into the last one, as TOML does.
func (p *place) step(k part) *place {
	kid := p.kid(k)
	if n := len(kid.items); n > 0 {
		return kid.items[n-1]
	}
	return kid
}

// below is a place in p, or p itself if that is not known.
func (p *place) below(kid *place) *place {
	if kid == nil {
		return p
	}
	return kid
}

// item is the place of the i-th item of a list.
func (p *place) item(i int) *place {
	if i < len(p.items) {
		return p.items[i]
	}
	return p
}

// scanner finds the places in valid TOML. In invalid TOML it stops wherever it is lost: the library
// has the say on syntax.
type scanner struct {
	src string
	at  int
}

// places scans a whole file.
func places(src string) *place {
	s := &scanner{src: src}
	root := &place{}
	table := root
	for s.blank(true); s.at < len(src); s.blank(true) {
		before := s.at
		if src[s.at] == '[' {
			table = s.header(root)
		} else {
			s.pair(table)
		}
		if s.at == before {
			break
		}
	}
	return root
}

// peek is the next byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.at < len(s.src) {
		return s.src[s.at]
	}
	return 0
}

func (s *scanner) take(prefix string) bool {
	ok := strings.HasPrefix(s.src[s.at:], prefix)
	if ok {
		s.at += len(prefix)
	}
	return ok
}

// blank skips spaces and, if lines is set, line ends and comments.
func (s *scanner) blank(lines bool) {
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case c == ' ' || c == '\t' || lines && c == '\n':
			s.at++
		case lines && c == '#':
			s.until("\n")
		default:
			return
		}
	}
}

// until moves to the next of the bytes in stop, or to the end.
func (s *scanner) until(stop string) {
	n := strings.IndexAny(s.src[s.at:], stop)
	if n < 0 {
		n = len(s.src) - s.at
	}
	s.at += n
}

// header reads [a.b] or [[a.b]] and returns the table it opens.
func (s *scanner) header(root *place) *place {
	s.at++
	list := s.take("[")
	parts := s.keys()
	s.take("]")
	if list {
		s.take("]")
	}
	if len(parts) == 0 {
		return root
	}
	p, last := root, parts[len(parts)-1]
	for _, k := range parts[:len(parts)-1] {
		p = p.step(k)
	}
	kid := p.kid(last)
	table := &place{key: last.from, keyEnd: last.to, val: last.from, end: last.to}
	if list {
		kid.items = append(kid.items, table)
		return table
	}
	table.kids = kid.kids // [a.b] may have stood before [a]
	*kid = *table
	return kid
}

// pair reads key = value into a table.
func (s *scanner) pair(p *place) {
	parts := s.keys()
	if len(parts) == 0 || !s.take("=") {
		return
	}
	for _, k := range parts[:len(parts)-1] {
		p = p.step(k)
	}
	s.blank(false)
	s.value(p.kid(parts[len(parts)-1]))
}

// keys reads a dotted key and the blanks around it.
func (s *scanner) keys() []part {
	var parts []part
	for {
		s.blank(false)
		k := part{from: s.at}
		if c := s.peek(); c == '"' || c == '\'' {
			s.quoted()
			k.name = unquote(s.src[k.from:s.at])
		} else {
			for s.at < len(s.src) && bare(s.src[s.at]) {
				s.at++
			}
			k.name = s.src[k.from:s.at]
		}
		if k.to = s.at; k.to == k.from {
			return nil
		}
		parts = append(parts, k)
		s.blank(false)
		if !s.take(".") {
			return parts
		}
	}
}

func bare(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// unquote is the text of a quoted key; escapes are the library's business.
func unquote(raw string) string {
	if len(raw) >= 2 && !strings.Contains(raw, `\`) {
		return raw[1 : len(raw)-1]
	}
	var m map[string]string
	if _, err := toml.Decode("k = "+raw, &m); err != nil {
		return raw
	}
	return m["k"]
}

// value reads a value of any kind into its place.
func (s *scanner) value(p *place) {
	p.val = s.at
	switch s.peek() {
	case '"', '\'':
		s.quoted()
	case '[':
		s.list(p)
	case '{':
		s.inline(p)
	default:
		s.until(",]}#\n")
		s.at = p.val + len(strings.TrimRight(s.src[p.val:s.at], " \t"))
	}
	p.end = s.at
}

// quoted skips a string of any of the four kinds.
func (s *scanner) quoted() {
	mark := s.src[s.at : s.at+1]
	long := strings.Repeat(mark, 3)
	closing := mark
	if s.take(long) {
		closing = long
	} else {
		s.at++
	}
	for s.at < len(s.src) {
		switch {
		case mark == `"` && s.src[s.at] == '\\':
			s.at = min(s.at+2, len(s.src))
		case s.take(closing):
			for i := 0; i < 2 && closing == long && s.take(mark); i++ {
			} // up to two quotes more belong to the text
			return
		default:
			s.at++
		}
	}
}

func (s *scanner) list(p *place) {
	s.at++
	for {
		s.blank(true)
		switch s.peek() {
		case ',':
			s.at++
			continue
		case ']':
			s.at++
			return
		}
		item := &place{key: s.at}
		s.value(item)
		if item.keyEnd = item.end; item.end == item.key {
			return
		}
		p.items = append(p.items, item)
	}
}

func (s *scanner) inline(p *place) {
	s.at++
	for {
		s.blank(true)
		switch s.peek() {
		case ',':
			s.at++
			continue
		case '}':
			s.at++
			return
		}
		before := s.at
		s.pair(p)
		if s.at == before {
			return
		}
	}
}

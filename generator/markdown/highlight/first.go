package highlight

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// charset is a set of ASCII characters. Characters beyond ASCII are always taken for members.
type charset [2]uint64

func (s charset) has(r rune) bool { return r >= utf8.RuneSelf || s[r>>6]&(1<<(r&63)) != 0 }

func (s *charset) add(lo, hi rune) {
	for r := lo; r <= hi && r < utf8.RuneSelf; r++ {
		s[r>>6] |= 1 << (r & 63)
	}
}

func (s charset) or(t charset) charset { return charset{s[0] | t[0], s[1] | t[1]} }
func (s charset) not() charset         { return charset{^s[0], ^s[1]} }

var anything = charset{}.not()

// unsure are characters that every expression is tried at: controls, about which dialects differ.
var unsure = func() (s charset) {
	s.add(0, 0x1F)
	s.add(0x7F, 0x7F)
	return s
}()

// shorthand are the classes that a letter stands for.
var shorthand = func() map[byte]charset {
	var digits, words, spaces charset
	digits.add('0', '9')
	words = digits
	words.add('a', 'z')
	words.add('A', 'Z')
	words.add('_', '_')
	spaces.add('\t', '\r')
	spaces.add(' ', ' ')
	return map[byte]charset{'d': digits, 'D': digits.not(), 'w': words, 'W': words.not(), 's': spaces, 'S': spaces.not()}
}()

// firstOf gives the characters that a match of a regular expression can begin with: never too few, and
// all of them if a match can be empty or if anything in the expression is not understood. fold says
// that letter case does not count.
//
// Not understood is what dialects disagree about: conditions, class subtraction, POSIX classes, octal
// and control escapes, free spacing.
func firstOf(expression string, fold bool) charset {
	e := expr{src: expression, fold: fold}
	set, empty := e.alternatives()
	if e.failed || e.at < len(e.src) || empty {
		return anything
	}
	set = set.or(unsure)
	if e.fold {
		set = folded(set)
	}
	return set
}

// folded adds the other case of each letter. K, S and I are also the other case of letters beyond ASCII.
func folded(set charset) charset {
	for r := 'a'; r <= 'z'; r++ {
		other := r - 'a' + 'A'
		if set.has(r) || set.has(other) || r == 'k' || r == 's' || r == 'i' {
			set.add(r, r)
			set.add(other, other)
		}
	}
	return set
}

// expr is a regular expression being read. Each part that is read gives the characters it can begin
// with, and whether it can be empty.
type expr struct {
	src    string
	at     int
	fold   bool
	failed bool
}

// fail ends reading: the answer will be that anything is possible.
func (e *expr) fail() (charset, bool) {
	e.failed, e.at = true, len(e.src)
	return anything, true
}

// peek is the byte at an offset from here, 0 beyond the end.
func (e *expr) peek(offset int) byte {
	if e.at+offset >= len(e.src) {
		return 0
	}
	return e.src[e.at+offset]
}

// take moves over a text if it stands here.
func (e *expr) take(s string) bool {
	if !strings.HasPrefix(e.src[e.at:], s) {
		return false
	}
	e.at += len(s)
	return true
}

func (e *expr) next() rune {
	r, n := utf8.DecodeRuneInString(e.src[e.at:])
	e.at += n
	return r
}

func (e *expr) alternatives() (set charset, empty bool) {
	for {
		s, none := e.sequence()
		set, empty = set.or(s), empty || none
		if !e.take("|") {
			return set, empty
		}
	}
}

func (e *expr) sequence() (set charset, empty bool) {
	empty = true
	for e.at < len(e.src) && e.peek(0) != '|' && e.peek(0) != ')' {
		s, none := e.atom()
		none = e.repeated(none)
		if empty {
			set, empty = set.or(s), none
		}
	}
	return set, empty
}

func (e *expr) atom() (set charset, empty bool) {
	switch r := e.next(); r {
	case '(':
		return e.group()
	case '[':
		return e.class()
	case '\\':
		return e.escape()
	case '.':
		return anything, false
	case '^', '$':
		return charset{}, true
	case '*', '+', '?', utf8.RuneError:
		return e.fail()
	default:
		set.add(r, r)
		return set, false
	}
}

// repeated reads a quantifier and says whether what it belongs to can be empty.
func (e *expr) repeated(empty bool) bool {
	switch c := e.peek(0); {
	case c == '*' || c == '?':
		e.at++
		empty = true
	case c == '+':
		e.at++
	case c == '{' && digit(e.peek(1)):
		end := strings.IndexByte(e.src[e.at:], '}')
		least, most, _ := strings.Cut(e.src[e.at+1:e.at+max(end, 1)], ",")
		if end < 0 || strings.Trim(least+most, "0123456789") != "" {
			return empty // the brace is one
		}
		e.at += end + 1
		empty = empty || strings.Trim(least, "0") == ""
	default:
		return empty
	}
	e.take("?")
	if c := e.peek(0); c == '*' || c == '?' || c == '+' {
		e.fail()
	}
	return empty
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// group reads what stands behind an opening parenthesis.
func (e *expr) group() (set charset, empty bool) {
	switch {
	case !e.take("?"), e.take(":"), e.take(">"):
	case e.take("="), e.take("!"), e.take("<="), e.take("<!"):
		// What stands around a match only narrows it.
		e.alternatives()
		if !e.take(")") {
			return e.fail()
		}
		return charset{}, true
	case e.take("<"), e.take("P<"):
		name, _, ok := strings.Cut(e.src[e.at:], ">")
		if !ok || strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf || !shorthand['w'].has(r) }) {
			return e.fail()
		}
		e.at += len(name) + 1
	default:
		return e.flags()
	}
	set, empty = e.alternatives()
	if !e.take(")") {
		return e.fail()
	}
	return set, empty
}

// flags reads (?i) or (?i:...). Which way the dot and the anchors are meant makes no difference here.
func (e *expr) flags() (set charset, empty bool) {
	for {
		switch e.next() {
		case 'i':
			e.fold = true
		case 'm', 's', '-':
		case ')':
			return charset{}, true
		case ':':
			set, empty = e.alternatives()
			if e.take(")") {
				return set, empty
			}
			return e.fail()
		default:
			return e.fail()
		}
	}
}

// escape reads what stands behind a backslash, outside classes.
func (e *expr) escape() (set charset, empty bool) {
	c := e.peek(0)
	if s, ok := e.named(); ok {
		return s, false
	}
	switch {
	case c != 0 && strings.IndexByte("bBAzZG", c) >= 0:
		e.at++
		return charset{}, true
	case digit(c) && c != '0':
		// Whatever a group has matched before.
		e.at++
		return anything, true
	case c == 'k' && e.peek(1) == '<':
		end := strings.IndexByte(e.src[e.at:], '>')
		if end < 0 {
			return e.fail()
		}
		e.at += end + 1
		return anything, true
	}
	r := e.escaped()
	if r < 0 {
		return e.fail()
	}
	set.add(r, r)
	return set, false
}

// named reads a class that has a name: \d, \W, \p{Lu}.
func (e *expr) named() (charset, bool) {
	c := e.peek(0)
	if s, ok := shorthand[c]; ok {
		e.at++
		return s, true
	}
	if c != 'p' && c != 'P' || e.peek(1) != '{' {
		return charset{}, false
	}
	name, _, _ := strings.Cut(e.src[e.at+2:], "}")
	table := unicode.Categories[name]
	if table == nil {
		return charset{}, false
	}
	e.at += len(name) + len("p{}")
	var s charset
	for r := rune(0); r < utf8.RuneSelf; r++ {
		if unicode.Is(table, r) == (c == 'p') {
			s.add(r, r)
		}
	}
	return s, true
}

// escaped reads a character behind a backslash, -1 if dialects may disagree.
func (e *expr) escaped() rune {
	if e.at >= len(e.src) {
		return -1
	}
	r := e.next()
	if i := strings.IndexRune("ntrfvae", r); i >= 0 {
		return rune("\n\t\r\f\v\a\x1b"[i])
	}
	switch {
	case r == 'x' && e.take("{"):
		digits, _, _ := strings.Cut(e.src[e.at:], "}")
		r = e.hex(len(digits))
		if !e.take("}") {
			return -1
		}
		return r
	case r == 'x':
		return e.hex(2)
	case r == 'u':
		return e.hex(4)
	case r < utf8.RuneSelf && shorthand['w'].has(r), r == utf8.RuneError:
		return -1
	}
	return r
}

func (e *expr) hex(n int) (r rune) {
	if n < 1 || n > 6 || e.at+n > len(e.src) {
		return -1
	}
	for range n {
		d := strings.IndexByte("0123456789abcdef", e.src[e.at]|0x20)
		if d < 0 || e.src[e.at] < '0' {
			return -1
		}
		r = r<<4 | rune(d)
		e.at++
	}
	return r
}

// class reads what stands behind an opening bracket.
func (e *expr) class() (charset, bool) {
	negated := e.take("^")
	var set, sure charset // what the class lists; what of it the engine is known to keep
	for first := true; first || e.peek(0) != ']'; first = false {
		if e.at >= len(e.src) || e.take("[:") || e.take("-[") {
			return e.fail()
		}
		// Of [\W\d] the engine forgets the digits.
		if not, ok := shorthand[e.peek(1)]; ok && e.peek(0) == '\\' && e.peek(1) < 'a' && sure == (charset{}) {
			sure = not
		} else if e.peek(0) == '\\' && e.peek(1) == 'P' {
			return e.fail()
		}
		if !e.member(&set) {
			return e.fail()
		}
	}
	e.at++
	switch {
	case negated && e.fold:
		return anything, false
	case negated && sure != charset{}:
		return sure.not(), false
	case negated:
		return set.not(), false
	}
	return set, false
}

// member reads one character, range or named class within brackets.
func (e *expr) member(set *charset) bool {
	if e.peek(0) == '\\' {
		e.at++
		if s, ok := e.named(); ok {
			*set = set.or(s)
			return e.peek(0) != '-' || e.peek(1) == ']'
		}
		e.at--
	}
	lo := e.limit()
	hi := lo
	if e.peek(0) == '-' && e.peek(1) != ']' {
		e.at++
		if e.peek(0) == '[' {
			return false
		}
		hi = e.limit()
	}
	if lo < 0 || hi < lo {
		return false
	}
	set.add(lo, hi)
	return true
}

// limit reads a character within brackets, -1 if it is none.
func (e *expr) limit() rune {
	if e.at >= len(e.src) {
		return -1
	}
	r := e.next()
	switch {
	case r == '\\' && e.take("b"):
		return '\b'
	case r == '\\':
		return e.escaped()
	case r == utf8.RuneError:
		return -1
	}
	return r
}

package keyed

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"retake/generator/fault"
)

// maxDeep and maxParts bound the nesting that the library meets: it recurses, and takes the square of
// the depth in time.
const maxDeep, maxParts = 64, 32

// maxBad is how many refused values of a file are reported in one run: each costs another reading.
const maxBad = 50

// Value is one decoded value, its key and its place. The zero Value stands for what is not there.
type Value struct {
	Name string
	V    any // as the library decodes it; nil if the file cannot be read
	at   *place
	file *File
}

// Pos is where the value stands.
func (v Value) Pos() fault.Pos {
	if v.at == nil {
		return fault.Pos{File: v.File()}
	}
	return v.file.Pos(v.at.val)
}

// File is the name of the file the value stands in, "" for the zero Value.
func (v Value) File() string {
	if v.file == nil {
		return ""
	}
	return v.file.name
}

// KeyPos is where the value's key stands.
func (v Value) KeyPos() fault.Pos {
	if v.at == nil {
		return fault.Pos{File: v.File()}
	}
	return v.file.Pos(v.at.key)
}

// Width is how many characters the value takes on its first line.
func (v Value) Width() int {
	if v.at == nil {
		return 1
	}
	return v.file.width(v.at.val, v.at.end)
}

// Raw is the value as written.
func (v Value) Raw() string { return v.file.text[v.at.val:v.at.end] }

// Bad reports whether the value was reported already and is not to be read.
func (v Value) Bad() bool { return v.file != nil && v.at != nil && v.file.bad[v.at.val] }

// Doubtful reports whether something was said about the value: what follows from it may be wrong too.
func (v Value) Doubtful() bool { return v.Bad() || v.at != nil && v.file.said[v.at.val] }

// There reports whether there is a value.
func (v Value) There() bool { return v.at != nil }

// Get is a key of a table.
func (v Value) Get(name string) (Value, bool) {
	m, _ := v.V.(map[string]any)
	x, ok := m[name]
	if !ok {
		return Value{}, false
	}
	return Value{name, x, v.at.below(v.at.kids[name]), v.file}, true
}

// Key is the name of a key of a table, as a text at the key's own place.
func (v Value) Key(name string) Value {
	at := v.at.below(v.at.kids[name])
	return Value{name, name, &place{val: at.key, end: at.keyEnd}, v.file}
}

// Broken reports whether the file is there and could not be read: it may hold anything.
func (v Value) Broken() bool { return v.file != nil && v.V == nil }

// Text is a key's text, "" if it has none.
func (v Value) Text(name string) string {
	x, _ := v.Get(name)
	s, _ := x.V.(string)
	return strings.TrimSpace(s)
}

// Items are the values of a list; ok is false if v is none.
func (v Value) Items() (out []Value, ok bool) {
	switch list := v.V.(type) {
	case []any:
		for i, x := range list {
			out = append(out, Value{v.Name, x, v.at.item(i), v.file})
		}
	case []map[string]any:
		for i, x := range list {
			out = append(out, Value{v.Name, x, v.at.item(i), v.file})
		}
	default:
		return nil, false
	}
	return out, true
}

// Parse reads a TOML text. Impossible dates and values without quotes are reported one by one and cut
// out, so that the rest of the file is read in the same run; any other mistake in the syntax ends it.
func (f *File) Parse() Value {
	text := f.text
	for {
		if f.tooDeep(text) {
			return f.Broken()
		}
		m, err := decode(text)
		if err == nil {
			return Value{V: m, at: places(text), file: f}
		}
		at, end := f.where(err)
		if open, ok := unclosed(text, err.Message, at); ok {
			x := f.faults.Add("toml-syntax", f.Pos(open), "this %c is not closed", text[open])
			x.Width, x.Hint = 1, map[byte]string{'{': "close it with } at the end of its line", '[': "close it with ] after its last value"}[text[open]]
			return f.Broken()
		}
		s, ok := f.slip(text, err.Message, at)
		if !ok {
			f.syntax(err, at, end)
			return f.Broken()
		}
		f.refuse(s)
		if len(f.bad) == maxBad {
			return f.Broken()
		}
		text = text[:s.at] + "0" + strings.Repeat(" ", s.end-s.at-1) + text[s.end:]
	}
}

// tooDeep reports the first place that lies deeper than anybody nests by hand. A dotted key in front of
// a bracket is a level for each of its parts.
func (f *File) tooDeep(text string) bool {
	s := &scanner{src: text}
	var open []int // levels of each open bracket
	deep, dots, key := 0, 0, 0
	for s.at < len(text) {
		c := text[s.at]
		switch c {
		case '"', '\'':
			s.quoted()
			continue
		case '#':
			s.until("\n")
			continue
		case '.':
			dots++
		case '=':
			key, dots = dots, 0
		case '[', '{':
			open = append(open, key+1)
			deep, key, dots = deep+key+1, 0, 0
		case ']', '}':
			if n := len(open); n > 0 {
				deep, open = deep-open[n-1], open[:n-1]
			}
			dots = 0
		case '\n', ',':
			key, dots = 0, 0
		}
		if deep > maxDeep || dots >= maxParts {
			what := fmt.Sprintf("this is nested more than %d levels deep", maxDeep)
			if dots >= maxParts {
				what = fmt.Sprintf("a key of more than %d parts", maxParts)
			}
			f.faults.Add("too-deep", f.Pos(s.at), "%s", what).Hint = "no file of a plan needs that: look for a part pasted over and over"
			return true
		}
		s.at++
	}
	return false
}

// Broken stands for the values of a file that cannot be read.
func (f *File) Broken() Value { return Value{file: f} }

// decode calls the library and turns its panics, which only odd input can raise, into errors.
func decode(text string) (m map[string]any, err *toml.ParseError) {
	defer func() {
		if r := recover(); r != nil {
			err = &toml.ParseError{Message: "this cannot be read"}
		}
	}()
	_, failed := toml.Decode(text, &m)
	if failed == nil {
		return m, nil
	}
	parsed := toml.ParseError{Message: failed.Error()}
	errors.As(failed, &parsed)
	return nil, &parsed
}

// where is the stretch that an error is about. The library's line and column disagree with its own
// byte offset, which in turn stands before blanks and one byte before a control character.
func (f *File) where(err *toml.ParseError) (at, end int) {
	at = max(0, min(err.Position.Start, len(f.text)))
	if strings.Contains(err.Message, "control characters") {
		for at < len(f.text)-1 && (f.text[at] >= ' ' && f.text[at] != 0x7f || f.text[at] == '\n' || f.text[at] == '\t') {
			at++
		}
	}
	end = min(at+err.Position.Len, len(f.text))
	for at < len(f.text)-1 && (f.text[at] == ' ' || f.text[at] == '\t') {
		at++
	}
	for at > 0 && !utf8.RuneStart(f.text[min(at, len(f.text)-1)]) {
		at--
	}
	if strings.Contains(err.Message, "expected value but found") { // the library stops after the letters
		if n := strings.IndexAny(f.text[at:], " \t\n,]}#"); n > 0 {
			end = at + n
		}
	}
	return at, at + len(strings.TrimRight(f.text[at:max(at, end)], " \t\n"))
}

// syntax says in a few words what the library has to say.
func (f *File) syntax(err *toml.ParseError, at, end int) {
	message, hint := f.explain(err, at, end)
	x := f.faults.Add("toml-syntax", f.Pos(at), "%s", message)
	x.Width, x.Hint = f.width(at, end), hint
}

// explain puts the common slips in our own words; rare ones keep the library's.
func (f *File) explain(err *toml.ParseError, at, end int) (message, hint string) {
	said := strings.TrimSuffix(err.Message, ".")
	has := func(part string) bool { return strings.Contains(said, part) }
	switch {
	case has("already been defined"), has("already created"):
		name := err.LastKey
		if name == "" {
			name = f.text[at:end]
		}
		return name + " is written twice", "keep one; a list of tables has two brackets, [[...]]"
	case has("expected value but found '\\n'"), has("EOF; expected value"):
		return "the value is missing", "write key = value on one line"
	case has("expected value but found"):
		return f.text[at:end] + " is no value", "text goes in quotes, dates and numbers do not"
	case has("top-level item to end"):
		return "something follows on the same line", "write one key = value on each line"
	case has("cannot contain newlines"):
		return "the text has no closing quote on its line", "close the quote, or use three quotes for a text of several lines"
	case has("expected '.' or '='"):
		return "there is no = after the key", "a line is either key = value, a [table] or a # comment; a key with other signs than a-z, 0-9, - and _ goes in quotes"
	case has("NULL"), has("control characters"):
		return "a control character, which no text file has", "is this really a TOML file? save it as plain text in UTF-8"
	}
	r, n := utf8.DecodeRuneInString(said)
	return string(unicode.ToLower(r)) + said[n:], "every [ and { needs its ] or }, every value but the last in a list its comma"
}
